/**
 * Six of the Ombudsman's cases, each worked by one officer on the pages: at every moment at which a council went wrong, Holdfast does not let it.
 * The people are invented; what happens to them happened.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, day, disclose, readEvidence, record, recorded, refused } from "./casework.mjs";
import { browser, checkAccessible, checkFits, screenshot } from "./fixture.mjs";

const house = browser();
const HOUSING = "Housing options, Ellerdale";
const LETTINGS = "Housing register and lettings, Ellerdale";
const ADVISERS = "Wren advisers";

async function owed(page, file, title) {
  await page.goto(file);
  await page.getByRole("link", { name: title, exact: true }).first().waitFor();
}

/** Goes to the register's page and through the form behind a button there. */
async function registerStep(page, file, name) {
  await page.goto(`${file}/register`);
  await page.getByRole("button", { name }).or(page.getByRole("link", { name })).first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
}

test("Tessa: what she told on a form for another home is acted on the same day; a score, a wait for papers and half an answer are no way out", async () => {
  const page = await house.signedInAs("amara.housing");
  const file = await disclose(page, {
    name: "Tessa Okonedo",
    words: "He says that he will kill me. I asked to be moved.",
    shows: ["Threats", "Not safe at home, or nowhere to live"],
    asks: ["To be rehoused or helped with housing"],
    him: "Karl Anders",
    relation: "Is or was in an intimate relationship with her",
  });
  // "See your social worker" is no answer: it is an application as homeless, and a bed for tonight is owed.
  await owed(page, file, "Treat it as a homelessness application");
  await owed(page, file, "Somewhere safe today");
  await page.goto(`${file}/decide`);
  await page.getByText("Telling her to come back later, to bring proof or to go elsewhere is no outcome.").waitFor();
  // Her adviser's letter: while nobody has read it nothing is decided, and there is no place for a score.
  await recorded(page, file, "evidence-received", {
    "Who sends or hands it in": ADVISERS,
    "Who gets it": HOUSING,
    "What it is": "Letter from an adviser (IDVA)",
    "What it shows": ["Threats", "Violence"],
    "What it says, in short": "He is a serial abuser and has been charged.",
  });
  await page.goto(`${file}/decide`);
  await page.getByText("Nothing can be decided yet: this evidence is unread.").waitFor();
  await checkAccessible(page);
  await screenshot(page, "tessa-unread");
  await recorded(page, file, "housing-applied", { "The team that gets it": LETTINGS, "What it shows": ["Threats"] });
  await readEvidence(page, file, "He is dangerous to her: she must be moved.");
  const lettings = await house.signedInAs("joan.lettings");
  await readEvidence(lettings, file, "She has to move because of abuse.").catch(() => {});
  await registerStep(lettings, file, "Assess her application");
  assert.equal(await lettings.getByLabel(/score/i).count(), 0, "a score has no field");
  await checkAccessible(lettings);
  // Half an answer is none: each thing that she told is answered.
  await lettings.getByRole("button", { name: "Decide the band" }).click();
  await lettings.getByRole("alert").getByText(/Say what .* counts as/).first().waitFor();
  await screenshot(lettings, "tessa-every-need");
  // "Bring a police referral, or the minutes": bodies ask bodies.
  await record(page, file, "evidence-requested", { "Who asks": HOUSING, "Who is asked": "Tessa Okonedo", "For what": "Letter or report from the police" });
  await refused(page, "A person is not sent to fetch what a body can ask another body for.");
  await screenshot(page, "tessa-not-sent-for-papers");
});

test("Karen: a threat is abuse, each paper is read, and the register asks for no second application", async () => {
  const page = await house.signedInAs("amara.housing");
  const file = await disclose(page, {
    name: "Karen Abiola",
    words: "He only threatens, I told them. He says what he will do to the baby.",
    shows: ["Threats"],
    asks: ["To be rehoused or helped with housing"],
    him: "Dean Abiola",
    relation: "Is or was married to her",
  });
  await recorded(page, file, "evidence-received", {
    "Who sends or hands it in": "Karen Abiola",
    "Who gets it": HOUSING,
    "What it is": "Letter or report from the police",
    "What it shows": ["Threats"],
  });
  await page.goto(`${file}/homelessness/decide`);
  await page.getByText("there is evidence that nobody has read").waitFor();
  await readEvidence(page, file, "The police hold her at high risk.");
  // A refusal by telephone: against what is known, without a letter, without her rights.
  await page.goto(`${file}/decide`);
  await answer(page, { "What is decided?": "Whether a homelessness duty is owed", "Which way?": "Against her", "Reasons, as you would explain": "It was only a threat." });
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await refused(page, /does not answer/);
  await answer(page, { "Which of the things that she disclosed": ["Threats"] });
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await page.getByRole("alert").waitFor();
  assert.match(await page.locator("main").innerText(), /threat/i);
  await page.getByText("What you can do instead").first().waitFor();
  await checkAccessible(page);
  await screenshot(page, "karen-a-threat-is-abuse");
  // One way in opens both: nobody sends her to apply again as homeless.
  await recorded(page, file, "housing-applied", { "The team that gets it": LETTINGS, "What it shows": ["Threats"] });
  await page.goto(file);
  await page.getByText(/She need not ask for one, fill in another form or go to another team/).first().waitFor();
  await page.goto(`${file}/act/turned-away`);
  await page.getByRole("heading", { name: "Page not found" }).waitFor();
  await page.goto(`${file}/homelessness`);
  await page.getByRole("button", { name: "Open the application" }).click();
  await page.getByText("Somewhere safe for tonight is owed").first().waitFor();
  await screenshot(page, "karen-one-way-in");
});

test("Barbara: a release date starts the work, a home is checked before it is offered, and a new duty needs new advice on the tenancy", async () => {
  const page = await house.signedInAs("amara.housing");
  const file = await disclose(page, {
    name: "Barbara Nowak",
    words: "He is inside until spring. He sends letters through the neighbours.",
    shows: ["Stalking or harassment", "Not safe at home, or nowhere to live"],
    him: "Ray Nowak",
    relation: "Is or was married to her",
    child: { name: "Ola", age: 9 },
  });
  await recorded(page, file, "release-date-known", { "Whose release": "Ray Nowak", "The service that knows it": HOUSING });
  await page.goto(`${file}/housing-plan`);
  await page.getByText(/not known/i).first().waitFor();
  // "Come back nearer his release" cannot be decided: there is no such outcome, and none against her on that ground.
  await page.goto(`${file}/decide`);
  for (const outcome of await page.getByRole("group", { name: "Which way?" }).getByRole("radio").all()) {
    assert.doesNotMatch(await outcome.evaluate((it) => it.labels[0].innerText), /later|nearer|release/i);
  }
  await owed(page, file, "Prepare for his release now");
  await page.goto(`${file}/homelessness`);
  await page.getByRole("button", { name: "Open the application" }).click();
  // "Do not give up your tenancy", and nothing since: no duty is taken on without advice in writing on what she holds today.
  await recorded(page, file, "tenancy-held", { Who: "Barbara Nowak", How: "Social tenancy in one name" });
  await page.goto(`${file}/homelessness/accept-relief`);
  await page.getByText("She still has a tenancy, and has had no written advice about what to do with it.").waitFor();
  await checkAccessible(page);
  await screenshot(page, "barbara-advice-first");
  await recorded(page, file, "tenancy-advice-given", { "By which team": HOUSING, "Which advice": "All her options, with what each costs", "Whether in writing": "Yes" });
  await page.goto(`${file}/homelessness/accept-relief`);
  await page.getByLabel(/There is a letter/).check();
  await page.getByRole("button", { name: "Accept the duty" }).click();
  await page.getByText("Day 1 of 56").first().waitFor();
  // A home with one bedroom too few: whatever the officer ticks, it cannot be offered.
  await page.goto(`${file}/home/household`);
  for (const box of await page.getByRole("group", { name: "Who is a woman or a girl?" }).getByRole("checkbox").all()) await box.check();
  await page.getByRole("group", { name: "Does she need a step-free home?" }).getByLabel("No").check();
  await page.getByRole("button", { name: "Record" }).click();
  await page.locator("tr", { hasText: "Fits in part" }).first().getByRole("link").first().click();
  await page.getByRole("heading", { name: "Check a home" }).waitFor();
  for (const box of await page.getByLabel("Suits", { exact: true }).all()) await box.check();
  await page.getByLabel("How did you weigh it?").fill("It is all that there is.");
  await page.getByRole("button", { name: "Record the check" }).click();
  await page.getByText("It cannot be offered as it is").waitFor();
  assert.equal(await page.getByRole("button", { name: "Offer it to her" }).count(), 0);
  await checkAccessible(page);
  await screenshot(page, "barbara-too-small");
});

test("Naomi: words in a medical form are heard, and the decision answers more than the stairs", async () => {
  const page = await house.signedInAs("joan.lettings");
  const file = await disclose(page, {
    name: "Naomi Castellan",
    words: "Mum and I need a home without stairs.",
    shows: ["Poor health, injury or disability"],
    asks: ["To be rehoused or helped with housing"],
    him: "Frank Castellan",
    relation: "Is a parent or step-parent of her",
  });
  await recorded(page, file, "housing-applied", { "The team that gets it": LETTINGS, "What it shows": ["Poor health, injury or disability"] });
  await recorded(page, file, "evidence-received", {
    "Who sends or hands it in": "Naomi Castellan",
    "Who gets it": LETTINGS,
    "What it is": "Medical evidence",
    "What it says, in short": "She cannot manage the stairs. Her father has become aggressive: he hits her mother and threatens to throw them both out.",
  });
  // The machine points, and a person says what it is.
  const heard = "Read words that may tell of abuse, and say whether they do";
  await owed(page, file, heard);
  await screenshot(page, "naomi-heard");
  await page.getByRole("link", { name: heard, exact: true }).first().click();
  await page.locator("main").getByRole("link", { name: /Read the words|Say whether|Answer/ }).or(page.locator(`main a[href*="/heard/"]`)).first().click();
  await checkAccessible(page);
  await screenshot(page, "naomi-is-it-a-disclosure");
  await page.getByText("This is a disclosure", { exact: false }).first().waitFor();
});

test("Seren: she keeps her place from the first word, and the panel's agenda writes itself", async () => {
  const page = await house.signedInAs("joan.lettings");
  const file = await disclose(page, {
    name: "Seren Prosser",
    words: "He kicked the door in last night. He is on bail.",
    shows: ["Violence", "Not safe at home, or nowhere to live"],
    asks: ["Higher priority"],
    him: "Huw Prosser",
    relation: "Is or was married to her",
    child: { name: "Cai", age: 4 },
  });
  await recorded(page, file, "housing-applied", { "The team that gets it": LETTINGS, "What it shows": ["Violence"] });
  await record(page, file, "evidence-requested", { "Who asks": LETTINGS, "Who is asked": "Seren Prosser", "For what": "Letter from a social worker" });
  await refused(page, "A person is not sent to fetch what a body can ask another body for.");
  await registerStep(page, file, "Assess her application");
  // Her place counts from the day on which she first told, unless somebody writes down why not.
  assert.ok(await page.getByLabel(/when she first told or applied/).isChecked());
  await screenshot(page, "seren-her-place");
  await registerStep(page, file, "Put it on the next panel");
  await checkAccessible(page);
  await page.getByRole("button").last().waitFor();
  await page.goto("/register/panel");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await checkAccessible(page);
  await checkFits(page);
  await screenshot(page, "seren-the-panel");
});

test("Brent and Ealing: where she is not safe no home is looked for, she is not passed on, and a promise has a day and an owner", async () => {
  const page = await house.signedInAs("amara.housing");
  const file = await disclose(page, {
    name: "Beatrice Ofori",
    words: "He has friends all over the borough. I cannot stay anywhere in it.",
    shows: ["Threats", "Not safe at home, or nowhere to live"],
    asks: ["To move to another area"],
    him: "Kofi Ofori",
    relation: "Is or was married to her",
  });
  await recorded(page, file, "unsafe-area-named", { "Who says so": "Beatrice Ofori", "Who is told": HOUSING, "Which area": "Anywhere in the borough" });
  await page.goto(`${file}/housing-plan`);
  await page.getByText("Kept to").first().waitFor();
  assert.ok(!(await page.locator("main").innerText()).includes("Anywhere in the borough"), "where she is not safe is sealed");
  await screenshot(page, "brent-areas");
  // She is not sent to another council because of a local connection.
  await page.goto(`${file}/homelessness`);
  await page.getByRole("button", { name: "Open the application" }).click();
  await page.goto(`${file}/homelessness/refer`);
  await page.getByRole("heading", { name: "Refer to another authority" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Refer" }).count(), 0);
  await checkAccessible(page);
  // A call that was promised is owed on its day, whoever is there then.
  await page.goto(`${file}/act/promise-made`);
  await day(page, "happened");
  await day(page, "due", 1);
  await answer(page, { "Who promises": HOUSING, What: "Ring her before noon" });
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await page.locator(".govuk-notification-banner").first().waitFor();
  await page.goto(file);
  await page.getByText(/promise/i).first().waitFor();
  await owed(page, file, "Somewhere safe today");
  await screenshot(page, "brent-a-promise");
});
