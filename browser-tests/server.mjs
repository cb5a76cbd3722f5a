/**
 * The product under test: the debug binary with a demonstration partnership of its own in a temporary folder.
 *
 * What is agreed with `holdfast demo`:
 *   `holdfast demo --data-dir DIR --port 0`    prints `Holdfast is at http://127.0.0.1:PORT` when it serves,
 *                                              and a line with the word "password", a colon and the password
 *   `holdfast demo code NAME --data-dir DIR`   prints an officer's six-digit code of this moment
 */
import { execFile, spawn } from "node:child_process";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

export const ROOT = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const BINARY = process.env.HOLDFAST_BINARY ?? path.join(ROOT, "target/debug/holdfast");
const STARTS_WITHIN_MS = 180_000;

/**
 * The server to test: the one at HOLDFAST_URL, or one started here. What it found stands in HOLDFAST_URL,
 * HOLDFAST_DATA_DIR and HOLDFAST_DEMO_PASSWORD, so that test files in other processes use the same.
 * Answers with a function that stops what was started.
 */
export async function start() {
  if (process.env.HOLDFAST_URL) return async () => {};
  if (process.env.HOLDFAST_CANNOT_START) throw new Error(process.env.HOLDFAST_CANNOT_START);
  await access(BINARY).catch(() => {
    throw new Error(`${BINARY} is not built yet: run cargo build --workspace --locked first`);
  });
  const folder = await mkdtemp(path.join(tmpdir(), "holdfast-browser-"));
  const server = spawn(BINARY, ["demo", "--data-dir", folder, "--port", "0"], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  const stop = async () => {
    const ended = server.exitCode !== null || server.signalCode !== null ? null : new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    const hurry = setTimeout(() => server.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(hurry);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    process.env.HOLDFAST_URL = await address(server);
  } catch (why) {
    await stop();
    throw why;
  }
  process.env.HOLDFAST_DATA_DIR = folder;
  return stop;
}

/** Reads what the server says until it names its address. */
function address(server) {
  return new Promise((resolve, reject) => {
    const said = [];
    const giveUp = (why) => {
      clearTimeout(tooLong);
      reject(new Error(`holdfast demo ${why}. It said:\n${said.slice(-40).join("\n")}`));
    };
    const tooLong = setTimeout(() => giveUp(`gave no address within ${STARTS_WITHIN_MS / 1000} s`), STARTS_WITHIN_MS);
    const hear = (line) => {
      said.push(line);
      const password = /\bpassword\b[^:]*:\s+(.+?)\s*$/i.exec(line);
      if (password) process.env.HOLDFAST_DEMO_PASSWORD ??= password[1];
      const found = /Holdfast is at (http:\/\/\S+?)\/?\s*$/.exec(line);
      if (found) {
        clearTimeout(tooLong);
        // A moment longer: the sign-in names and the password may follow the address.
        setTimeout(() => resolve(found[1]), 300);
      }
    };
    createInterface({ input: server.stdout }).on("line", hear);
    createInterface({ input: server.stderr }).on("line", (line) => said.push(line));
    server.once("error", (why) => giveUp(`did not start (${why.message})`));
    server.once("exit", (code, signal) => giveUp(`ended at once (${signal ?? `exit code ${code}`})`));
  });
}

/** The six-digit code that an officer's telephone would show now. */
export async function code(name) {
  const where = process.env.HOLDFAST_DATA_DIR ? ["--data-dir", process.env.HOLDFAST_DATA_DIR] : [];
  const { stdout } = await promisify(execFile)(BINARY, ["demo", "code", name, ...where], { cwd: ROOT });
  const digits = /\b\d{6}\b/.exec(stdout);
  if (!digits) throw new Error(`holdfast demo code ${name} printed no six digits but: ${stdout}`);
  return digits[0];
}

export function password() {
  const found = process.env.HOLDFAST_DEMO_PASSWORD;
  if (!found) throw new Error("the demonstration's password is not known: set HOLDFAST_DEMO_PASSWORD, or let the tests start the server");
  return found;
}
