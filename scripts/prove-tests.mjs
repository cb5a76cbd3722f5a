// Tests of the tests: plants one leak, or one leave too many, at a time in a copy of the tree, and says whether the tests that stand against it
// fail. A planted fault that no test notices, or a place that is no longer there to plant it in, ends with exit code 1.
//
// usage: node scripts/prove-tests.mjs [NAME…]      (by default every fault; on SQLite)
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PAGES = ["--test", "pages"];
const FAULTS = [
  {
    name: "bars-do-not-win",
    file: "crates/access/src/decision.rs",
    from: "(Question::NotBarred, !guarding.bars(asking.officer.id)),",
    to: "(Question::NotBarred, true),",
    tests: [...PAGES, "everybody_comes_to_an_open_file"],
  },
  {
    name: "a-refusal-tells-that-there-is-a-file",
    file: "crates/access/src/decision.rs",
    from: "    if !may_know(asking, guarding) {",
    to: "    if false && !may_know(asking, guarding) {",
    tests: ["--test", "permits"],
  },
  {
    name: "named-staff-and-everybody-else",
    file: "crates/access/src/decision.rs",
    from: "(Question::Named, named),",
    to: "(Question::Named, tied || named),",
    tests: ["--test", "permits"],
  },
  {
    name: "leave-never-ends",
    file: "crates/access/src/decision.rs",
    from: "grant.officer == who.id && today <= grant.until)\n            }",
    to: "grant.officer == who.id && today != jiff::civil::Date::MIN)\n            }",
    tests: ["--test", "permits"],
  },
  {
    name: "every-officer-decides-who-may-look",
    file: "crates/access/src/acts.rs",
    from: "DecideAccess: FileAct Records, MANAGERS,",
    to: "DecideAccess: FileAct Records, CASEWORK,",
    tests: [...PAGES, "everybody_comes_to_an_open_file"],
  },
  {
    name: "lists-forget-bars",
    file: "crates/ledger/src/work/viewer.rs",
    from: "NOT EXISTS (SELECT 1 FROM file_bar b WHERE b.file = ",
    to: "NOT EXISTS (SELECT 1 FROM file_bar b WHERE b.file <> b.file AND b.file = ",
    tests: ["--test", "hiding", "a_barred_manager"],
  },
  {
    name: "lists-forget-hidden-files",
    file: "crates/ledger/src/work/viewer.rs",
    from: "(NOT EXISTS (SELECT 1 FROM file_restricted r WHERE r.file = ",
    to: "(NOT EXISTS (SELECT 1 FROM file_restricted r WHERE r.file <> r.file AND r.file = ",
    tests: [...PAGES, "a_day_without_a_grant"],
  },
  {
    name: "nothing-here-comes-at-once",
    file: "crates/web/src/door/even.rs",
    from: "short || answer.status() == StatusCode::NOT_FOUND",
    to: "short && answer.status() == StatusCode::NOT_FOUND",
    tests: [...PAGES, "cannot_be_told_apart_by_time"],
  },
  {
    name: "a-form-from-anywhere-is-taken",
    file: "crates/web/src/door/checked.rs",
    from: 'if !me.is_csrf(answers.one("csrf")) {',
    to: 'if false && !me.is_csrf(answers.one("csrf")) {',
    tests: [...PAGES, "a_form_is_taken_only_from_a_page_of_this_session"],
  },
  {
    name: "the-log-holds-what-was-read-out",
    file: "crates/desk/src/looking.rs",
    from: "        Ok(opened.into_iter().map(Revealed).collect())",
    to: '        let opened: Vec<_> = opened.into_iter().map(Revealed).collect();\n        opened.iter().for_each(|one| tracing::info!(words = one.words(), "read"));\n        Ok(opened)',
    tests: [...PAGES, "no_sealed_word_stands_anywhere"],
  },
  {
    name: "a-look-leaves-no-trace",
    file: "crates/ledger/src/reader.rs",
    from: "            looks.push(look(officer, id, field, purpose, now));\n        }\n        let (head,",
    to: "            if purpose.is_empty() {\n                looks.push(look(officer, id, field, purpose, now));\n            }\n        }\n        let (head,",
    tests: ["--test", "journal"],
  },
  {
    name: "the-gate-lets-everything-go",
    file: "crates/casefile/src/sending/mod.rs",
    from: "    let gate = if !because.is_empty() {",
    to: "    let gate = if because.len() > 99 {",
    tests: ["--lib", "sending"],
  },
  {
    name: "nobody-reads-it-a-second-time",
    file: "crates/casefile/src/sending/mod.rs",
    from: "    } else if !second.is_empty() {",
    to: "    } else if second.len() > 99 {",
    tests: ["--lib", "sending"],
  },
];

const root = execFileSync("git", ["rev-parse", "--show-toplevel"], { encoding: "utf8" }).trim();
const tree = join(root, "target", "prove-tree");
const env = { ...process.env, CARGO_TARGET_DIR: process.env.CARGO_TARGET_DIR ?? join(root, "target", "prove"), RUST_BACKTRACE: "0" };
const run = (program, args, cwd = tree) => spawnSync(program, args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 28 });

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !FAULTS.some((fault) => fault.name === name));
if (unknown.length > 0) {
  console.error(`There is no fault ${unknown.join(", ")}. There are: ${FAULTS.map((fault) => fault.name).join(", ")}.`);
  process.exit(2);
}

if (existsSync(tree)) run("git", ["worktree", "remove", "--force", tree], root);
const made = run("git", ["worktree", "add", "--detach", tree, "HEAD"], root);
if (made.status !== 0) throw new Error(made.stderr);
run("cp", ["-a", join(root, "assets", "node_modules"), join(tree, "assets")], root);

let unnoticed = 0;
for (const fault of FAULTS.filter((fault) => asked.length === 0 || asked.includes(fault.name))) {
  const path = join(tree, fault.file);
  const sound = readFileSync(path, "utf8");
  const say = (words) => console.log(`${fault.name}: ${words}`);
  if (sound.split(fault.from).length !== 2) {
    say(`its place in ${fault.file} is not there, or there twice: write it anew`);
    unnoticed += 1;
    continue;
  }
  writeFileSync(path, sound.replace(fault.from, () => fault.to));
  const built = run("cargo", ["test", "--workspace", "--locked", "--no-run"]);
  const tried = built.status === 0 ? run("cargo", ["test", "--workspace", "--locked", ...fault.tests]) : built;
  const failed = [...tried.stdout.matchAll(/^test (.+) \.\.\. FAILED$/gm)].map((found) => found[1]);
  if (built.status !== 0) {
    say(`it does not compile:\n${built.stderr.split("\n").filter((line) => line.startsWith("error")).join("\n")}`);
    unnoticed += 1;
  } else if (failed.length > 0) {
    say(`noticed by ${failed.join(", ")}`);
  } else {
    say("NOT NOTICED");
    unnoticed += 1;
  }
  writeFileSync(path, sound);
}
run("git", ["worktree", "remove", "--force", tree], root);
console.log(unnoticed === 0 ? "Every planted fault was noticed." : `${unnoticed} planted faults were not noticed.`);
process.exit(unnoticed === 0 ? 0 : 1);
