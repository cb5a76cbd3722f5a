/**
 * Karen, Ombudsman case 19 014 383: told that she had only been threatened. Worked on the pages: at each moment at which it went wrong, Holdfast
 * does not let it.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, bringIn, clock, disclose, kept, owed, readEvidence, recordAsItWas, recorded, refused, weekday, written } from "../casework.mjs";
import { checkAccessible, screenshot } from "../fixture.mjs";
import { house } from "./house.mjs";

const HOUSING = "Housing options, Ellerdale";
const LETTINGS = "Housing register and lettings, Ellerdale";
const COMPLAINTS = "Complaints, Ellerdale";

let opening;
const herFile = () => (opening ??= open());

async function open() {
  const page = await house.signedInAs("amara.housing");
  const file = await disclose(page, {
    name: "Karen Abiola",
    words: "He only threatens, I told them. He says what he will do to the baby.",
    shows: ["Threats"],
    asks: ["To be rehoused or helped with housing"],
    him: "Dean Abiola",
    relation: "Is or was married to her",
  });
  await bringIn(page, file, COMPLAINTS);
  return file;
}

test("Karen 1: the police’s letter is read, and what it changes is written down, before anything is decided", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "evidence-received", {
    "Who sends or hands it in": "Karen Abiola",
    "Who gets it": HOUSING,
    "What it is": "Letter or report from the police",
    "What it shows": ["Threats"],
  });
  await owed(page, file, { "Read what arrived and say what it changes": [HOUSING, "evidence received"] });
  await page.goto(`${file}/homelessness/decide`);
  await page.getByText("there is evidence that nobody has read").waitFor();
  await page.goto(`${file}/decide`);
  await page.getByText("Nothing can be decided yet: this evidence is unread.").waitFor();
  // A tick is no reading: it says what it changes, or why nothing.
  await page.goto(`${file}/evidence`);
  await page.getByRole("link", { name: /^Read and consider/ }).first().click();
  await page.getByRole("button", { name: "I have read it" }).click();
  await page.getByRole("alert").getByRole("link").first().waitFor();
  await readEvidence(page, file, "The police hold her at high risk.");
});

test("Karen 2: a threat is abuse: no decision and no telephone call says otherwise", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await page.goto(`${file}/decide`);
  await answer(page, { "What is decided?": "Whether a homelessness duty is owed", "Which way?": "Against her", "Reasons, as you would explain": "It was only a threat." });
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await refused(page, /does not answer/);
  await recordAsItWas(page, file, "turned-away", { "Who turned her away": HOUSING, How: "Told that threats are not abuse" });
  await refused(page, "Threats are abuse. “Only threatened” is not an outcome.");
  await screenshot(page, "karen-a-threat-is-abuse");
  // What was said to her ten days ago is taken back, by the definition of abuse.
  await recordAsItWas(page, file, "turned-away", { "Who turned her away": HOUSING, How: "Told that threats are not abuse" }, { happened: -10 });
  await kept(page);
  await owed(page, file, {
    "Threats are abuse: take the answer back, and count what he does from afar": [HOUSING, "turned away"],
    "Decide by the definition of abuse": [HOUSING, "turned away"],
  });
});

test("Karen 3: nobody is refused by word of mouth: a letter, reasons and the right to a review, or no refusal", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await page.goto(`${file}/decide`);
  await answer(page, { "What is decided?": "Joining the housing register", "Which way?": "Against her", "Reasons, as you would explain": "She does not qualify.", "Which of the things that she disclosed": ["Threats"] });
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await refused(page, /^This does not give her all that she asked for, so it needs/);
  await screenshot(page, "karen-in-writing");
  await recordAsItWas(page, file, "turned-away", { "Who turned her away": LETTINGS, How: "Refused by word of mouth" }, { happened: -9 });
  await kept(page);
  await owed(page, file, { "Put a refusal of the register in writing, or take it back": LETTINGS, "Decide, and tell her in writing": HOUSING });
});

test("Karen 4: what she gave once is not asked for again, and a notice to leave with abuse behind it starts the duties", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await page.goto(`${file}/act/asked-again`);
  await page.getByRole("heading", { name: "Page not found" }).waitFor();
  await recordAsItWas(page, file, "asked-again", { "By whom": HOUSING });
  await refused(page, "She is not made to hand in or tell again what a service already has.");
  await recorded(page, file, "notice-to-leave", { "Which kind": "Section 21 notice", "The service that is told": HOUSING }, { expires: 40 });
  await owed(page, file, { "She may lose her home: decide which duty is owed": [HOUSING, "notice to leave"], "Help her not to lose her home": HOUSING });
});

test("Karen 5: one way in opens both the register and the homelessness application", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "housing-applied", { "The team that gets it": LETTINGS, "Whether it is an application to the housing register": "Yes", "What it shows": ["Threats"] });
  await page.goto(file);
  await page.getByText(/She need not ask for one, fill in another form or go to another team/).first().waitFor();
  await owed(page, file, { "Assess the application and decide in writing": LETTINGS, "Treat it as a homelessness application": HOUSING });
  await recordAsItWas(page, file, "turned-away", { "Who turned her away": LETTINGS, How: "Told to make a separate application" });
  await refused(page, /One account is enough/);
  await page.goto(`${file}/homelessness`);
  await page.getByRole("button", { name: "Open the application" }).click();
  await page.getByText("Somewhere safe for tonight is owed").first().waitFor();
  await screenshot(page, "karen-one-way-in");
});

test("Karen 6: pregnant and on a friend’s sofa: somewhere safe today, and when day 56 is over the main duty does not drift", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "pregnancy-known", { "Who is pregnant": "Karen Abiola", "To whom it was said": HOUSING });
  await recorded(page, file, "left-home", { "Who leaves": "Karen Abiola", "Who is told": HOUSING });
  await owed(page, file, { "Somewhere safe today": HOUSING, "Bring the housing plan up to date": "pregnancy known" });
  await page.goto(`${file}/homelessness/accept-relief`);
  await page.getByLabel(/There is a letter/).check();
  await page.getByRole("button", { name: "Accept the duty" }).click();
  await page.getByText("Day 1 of 56").first().waitFor();
  // Day 56 rings by itself, and the main duty follows on the day after it.
  await clock(page, file, "Help her to a home: 56 days of relief", "56 days beginning with the day", "The team's manager", "The director");
  await page.getByText(`The last day is ${weekday(55)}`).waitFor();
  await owed(page, file, { "Accept the main housing duty and house her": [HOUSING, `From ${written(56)}`] });
  await checkAccessible(page);
  await screenshot(page, "karen-day-56");
});

test("Karen 7: a complaint and a review each have a clock of their own", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "complaint-made", { "Who complains": "Karen Abiola", "Who is complained to": COMPLAINTS, "What it shows": ["Threats"], "Whether it asks": "Yes", "In words": "I want the decision looked at again." });
  await recorded(page, file, "review-asked", { "Who asks": "Karen Abiola", "Who is asked": HOUSING, "Which kind of review": "Homelessness review (s.202)" });
  await owed(page, file, {
    "Acknowledge the complaint": COMPLAINTS,
    "Answer the complaint": COMPLAINTS,
    "Decide the review": [HOUSING, "review asked"],
  });
  await clock(page, file, "Decide the review", "8 weeks beginning with the day", "The team's manager");
  await page.goto(file);
  assert.ok((await page.getByText("Take out of the complaint what cannot wait").count()) > 0);
});
