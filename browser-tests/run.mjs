/**
 * Runs the browser tests: node browser-tests/run.mjs [FILE...]
 * One server for all files, one file after another (two cores), a readable report, and one closing line.
 */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { start } from "./server.mjs";

const here = path.dirname(new URL(import.meta.url).pathname);
const asked = process.argv.slice(2).map((file) => path.resolve(file));
const files = asked.length > 0 ? asked : (await readdir(here)).filter((file) => file.endsWith(".test.mjs")).sort().map((file) => path.join(here, file));

let passed = 0;
let failed = 0;
let stop = async () => {};
const interrupted = () => stop().finally(() => process.exit(130));
process.once("SIGINT", interrupted);
process.once("SIGTERM", interrupted);

try {
  try {
    stop = await start();
  } catch (why) {
    // What needs no server is still tested; the rest is told at once why it cannot be.
    failed += 1;
    console.error(why.message);
    process.env.HOLDFAST_CANNOT_START = why.message;
  }
  const events = run({ files, concurrency: 1, timeout: 1_800_000 });
  // The runner's own sums. A file that broke before its first test is one failed test in them.
  events.on("test:diagnostic", ({ message, nesting }) => {
    const [, what, number] = /^(pass|fail|cancelled) (\d+)$/.exec(message) ?? [];
    if (nesting !== 0 || !what) return;
    if (what === "pass") passed += Number(number);
    else failed += Number(number);
  });
  const report = events.compose(new spec());
  for await (const text of report) process.stdout.write(text);
} catch (why) {
  failed += 1;
  console.error(why.message);
} finally {
  await stop();
}
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
