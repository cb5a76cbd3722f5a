// Holds every dependency against deny.toml, without a network: its licence, where it comes from, and whether it is one that we do not want.
// `cargo deny check` does the same and more where it is installed; advisories need its database.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const REGISTRY = "registry+https://github.com/rust-lang/crates.io-index";
const rules = readFileSync("deny.toml", "utf8");
const list = (start) => rules.slice(rules.indexOf(start)).match(/\[([\s\S]*?)\n\]/)[1];
const allowed = new Set([...list("\nallow = [").matchAll(/"([^"]+)"/g)].map((found) => found[1]));
const unwanted = new Map([...list("\ndeny = [").matchAll(/crate = "([^"]+)", reason = "([^"]+)"/g)].map((found) => [found[1], found[2]]));

/** Whether a licence expression (SPDX) can be met with the licences that we allow. */
function isAllowed(expression) {
  const words = expression.replaceAll("/", " OR ").replace(/([()])/g, " $1 ").trim().split(/\s+/);
  const one = () => {
    const word = words.shift();
    if (word === "(") {
      const inside = any();
      words.shift();
      return inside;
    }
    const licence = words[0] === "WITH" ? [word, words.shift(), words.shift()].join(" ") : word;
    return allowed.has(licence);
  };
  const all = () => {
    let met = one();
    while (words[0] === "AND") met = (words.shift(), one()) && met;
    return met;
  };
  const any = () => {
    let met = all();
    while (words[0] === "OR") met = (words.shift(), all()) || met;
    return met;
  };
  return any();
}

const platform = ["--filter-platform", "x86_64-unknown-linux-gnu"];
const said = execFileSync("cargo", ["metadata", "--locked", "--format-version", "1", ...platform], { encoding: "utf8", maxBuffer: 1 << 28 });
const wrong = [];
const others = JSON.parse(said).packages.filter((one) => one.source !== null);
for (const { name, version, license, license_file, source } of others) {
  const which = `${name} ${version}`;
  if (source !== REGISTRY) wrong.push(`${which} comes from ${source}`);
  if (license === null ? license_file === null : !isAllowed(license)) wrong.push(`${which} is under ${license ?? "no licence"}`);
  if (unwanted.has(name)) wrong.push(`${which} is not wanted: ${unwanted.get(name)}`);
}
wrong.forEach((line) => console.log(line));
console.log(`${others.length} dependencies, ${wrong.length} not as deny.toml says`);
process.exit(wrong.length === 0 ? 0 : 1);
