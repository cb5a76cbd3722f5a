/**
 * Seren, Ombudsman case 18 008 509: a year to reach the panel. Worked on the pages: at each moment at which it went wrong, Holdfast does not let it.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bringIn, disclose, kept, owed, record, recordAsItWas, recorded, refused, registerStep } from "../casework.mjs";
import { checkAccessible, checkFits, screenshot } from "../fixture.mjs";
import { house } from "./house.mjs";

const LETTINGS = "Housing register and lettings, Ellerdale";
const HOUSING = "Housing options, Ellerdale";
const POLICE = "Public protection";

let opening;
const herFile = () => (opening ??= open());

async function open() {
  const page = await house.signedInAs("joan.lettings");
  const file = await disclose(page, {
    name: "Seren Prosser",
    words: "He kicked the door in last night. He is on bail.",
    shows: ["Violence", "Not safe at home, or nowhere to live"],
    asks: ["Higher priority"],
    him: "Huw Prosser",
    relation: "Is or was married to her",
    child: { name: "Cai", age: 7 },
  });
  await bringIn(page, file, POLICE);
  const applied = { "The team that gets it": LETTINGS, "Whether it is an application to the housing register": "Yes", "What it shows": ["Violence", "Overcrowding or bad housing"] };
  await recorded(page, file, "housing-applied", applied);
  return file;
}

test("Seren 1: what the police know meets her open application: the incident, the child’s school and the bail with its last day", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  await recorded(page, file, "assaulted", { "Who attacks": "Huw Prosser", "Who is attacked": ["Seren Prosser (survivor)"], "Who was told": POLICE });
  await recorded(page, file, "police-attended", { "Which force": POLICE, "Children of school age": ["Cai (child)"], "What it shows": ["Violence", "A child sees, hears or lives with it"] });
  await recorded(page, file, "bailed", { Who: "Huw Prosser", "Whether there are conditions": "Yes" }, { until: 40 });
  await owed(page, file, {
    "Decide whether she can be expected to stay": "police attended",
    "An order or bail: act on it": "bailed",
    "An order or bail is about to end": "bailed",
    "Tell the child's school before the next school day": POLICE,
  });
  await screenshot(page, "seren-one-case");
});

test("Seren 2: an e-mail that tells of violence is read and answered by the next working day", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  await recorded(page, file, "contact-made", {
    "Who makes contact": "Seren Prosser",
    "Who is contacted": LETTINGS,
    How: "By e-mail",
    "What it shows": ["Violence", "Not safe at home, or nowhere to live"],
    "What is asked for": ["To be rehoused or helped with housing"],
    "What was said": "He came back and broke the door.",
  });
  await owed(page, file, { "Danger: a duty manager the same day": [LETTINGS, "Because contact made"], "Treat it as a homelessness application": HOUSING });
  await recordAsItWas(page, file, "turned-away", { "Who turned her away": LETTINGS, How: "Received and nothing done", "What she had asked or told": "Contact made" });
  await refused(page, "It cannot be closed as seen: somebody has told a service of danger and waits for an answer.");
});

test("Seren 3: she is not asked for more papers: the police and the social worker are", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  const letter = { "Who asks": LETTINGS, "For what": "Letter from a social worker" };
  await record(page, file, "evidence-requested", { ...letter, "Who is asked": "Seren Prosser" });
  await refused(page, "A person is not sent to fetch what a body can ask another body for.");
  await recorded(page, file, "evidence-requested", { ...letter, "Who is asked": "Children's social care, north area" });
  await page.getByText("Letter from a social worker").first().waitFor();
});

test("Seren 4: with evidence of abuse on file the band is decided on the abuse, not on overcrowding alone", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  await owed(page, file, { "Assess the application and decide in writing": LETTINGS, "Decide on urgent priority, and act on a move agreed as urgent": LETTINGS });
  await registerStep(page, file, "Assess her application");
  await page.getByRole("button", { name: "Decide the band" }).click();
  await page.getByRole("alert").getByText(/Say what .* counts as/).first().waitFor();
  await checkAccessible(page);
  await screenshot(page, "seren-not-overcrowding-alone");
});

test("Seren 6: a court’s order is a reason to decide again, and her advocate gets an answer", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  await recorded(page, file, "order-made", { "Which kind": "Non-molestation order", "Against whom": "Huw Prosser", "Whom it protects": ["Seren Prosser (survivor)"] }, { until: 300 });
  await recorded(page, file, "third-party-contact", { "Who it is": "Wren advisers", "The team that is contacted": LETTINGS, "Whether she has agreed": "Yes", "What it shows": ["Violence"], "What is asked for": ["Higher priority"], "What was said": "Why has the panel not heard of her?" });
  await owed(page, file, {
    "An order or bail: act on it": "order made",
    "Decide on urgent priority, and act on a move agreed as urgent": LETTINGS,
    "Danger: a duty manager the same day": "third party contact",
  });
  await checkAccessible(page);
});

test("Seren 5: the monthly panel hears of her at its next meeting", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  await owed(page, file, { "Put the case before the next panel": LETTINGS });
  // The agenda writes itself every quarter of an hour; whoever does not want to wait puts her on it.
  await page.goto(`${file}/register`);
  const reference = /File ([A-Z0-9]+-[A-Z0-9]+)/.exec(await page.locator("main").innerText())[1];
  const list = page.getByRole("link", { name: "Put it on the next panel’s agenda" }).or(page.getByRole("button", { name: "Put it on the next panel’s agenda" }));
  if ((await list.count()) > 0) {
    await list.first().click();
    await checkAccessible(page);
    await page.getByRole("button", { name: "Put it on the agenda" }).click();
    await kept(page);
  }
  await page.goto("/register/panel");
  await page.getByRole("link", { name: `File ${reference}` }).or(page.getByText(reference)).first().waitFor();
  await checkAccessible(page);
  await checkFits(page);
  await screenshot(page, "seren-the-panel");
});

test("Seren 7: her place counts from the day on which she first told, unless somebody writes down why not", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  await registerStep(page, file, "Assess her application");
  assert.ok(await page.getByLabel(/when she first told or applied/).isChecked());
  await screenshot(page, "seren-her-place");
});
