/**
 * Tessa, Ombudsman case 19 018 743: a threat to life stayed between departments for most of a year. An officer works the case on the pages, and at
 * each moment at which the council went wrong Holdfast does not let it. The people are invented; what happens to them happened.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, bringIn, clock, disclose, kept, owed, passedUp, readEvidence, record, recordAsItWas, recorded, refused, registerStep, written } from "../casework.mjs";
import { checkAccessible, screenshot } from "../fixture.mjs";
import { house } from "./house.mjs";

const HOUSING = "Housing options, Ellerdale";
const LETTINGS = "Housing register and lettings, Ellerdale";
const CHILDREN = "Children's social care, north area";
const CONFERENCE = "MARAC coordination";
const COMPLAINTS = "Complaints, Ellerdale";
const ADVISERS = "Wren advisers";

let opening;
const herFile = () => (opening ??= open());

async function open() {
  const page = await house.signedInAs("amara.housing");
  const file = await disclose(page, {
    name: "Tessa Okonedo",
    words: "He says that he will kill me. I asked to be moved.",
    shows: ["Threats", "Not safe at home, or nowhere to live"],
    asks: ["To be rehoused or helped with housing"],
    him: "Karl Anders",
    relation: "Is or was in an intimate relationship with her",
    child: { name: "Ada", age: 3 },
  });
  await bringIn(page, file, CONFERENCE);
  await bringIn(page, file, COMPLAINTS);
  return file;
}

test("Tessa 1: what she told when she asked to be rehoused is an application as homeless the same day, and “see your social worker” is no answer", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await owed(page, file, {
    "Treat it as a homelessness application": HOUSING,
    "Somewhere safe today": HOUSING,
    "Decide whether she can be expected to stay": HOUSING,
  });
  await clock(page, file, "Treat it as a homelessness application", "the same day", "The duty manager");
  // No outcome sends her elsewhere, and nobody records it as something that one may do.
  await page.goto(`${file}/decide`);
  await page.getByText("Telling her to come back later, to bring proof or to go elsewhere is no outcome.").waitFor();
  await page.goto(`${file}/act/turned-away`);
  await page.getByRole("heading", { name: "Page not found" }).waitFor();
  await recordAsItWas(page, file, "turned-away", { "Who turned her away": HOUSING, How: "Told to speak to another service instead" });
  await refused(page, "Passing her on to another service is no answer to a request for help with housing.");
  await screenshot(page, "tessa-not-passed-on");
  // Her request is on the register too, and the register's team hands over inside the council, with a name.
  await recorded(page, file, "housing-applied", { "The team that gets it": LETTINGS, "Whether it is an application to the housing register": "Yes", "What it shows": ["Threats"] });
});

test("Tessa 2: a score decides nothing; her adviser’s letter is new evidence that is read before anything is decided", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "evidence-received", {
    "Who sends or hands it in": ADVISERS,
    "Who gets it": HOUSING,
    "What it is": "Letter from an adviser (IDVA)",
    "What it shows": ["Threats", "Violence", "High risk in a professional's judgement"],
    "What it says, in short": "He is a serial abuser and has been charged.",
  }, { happened: -40 });
  await owed(page, file, {
    "Read what arrived and say what it changes": HOUSING,
    "Decide on urgent priority, and act on a move agreed as urgent": "evidence received",
    "Accept that she is in priority need": HOUSING,
  });
  await page.goto(`${file}/decide`);
  await page.getByText("Nothing can be decided yet: this evidence is unread.").waitFor();
  await checkAccessible(page);
  await screenshot(page, "tessa-unread");
  await readEvidence(page, file, "He is dangerous to her: she must be moved.");
  const lettings = await house.signedInAs("joan.lettings");
  await registerStep(lettings, file, "Assess her application");
  assert.equal(await lettings.getByLabel(/score/i).count(), 0, "a score has no field");
  await checkAccessible(lettings);
  await recordAsItWas(page, file, "turned-away", { "Who turned her away": HOUSING, How: "Told that a risk score is too low" });
  await refused(page, "A risk score decides nothing about housing.");
  // What was answered before today stands as it was, and then the decision itself is owed.
  await recordAsItWas(page, file, "turned-away", { "Who turned her away": LETTINGS, How: "Told that a risk score is too low" }, { happened: -35 });
  await kept(page);
  await owed(page, file, { "Decide now: no score and no conference comes first": HOUSING });
});

test("Tessa 3: a warning that she may die reaches a duty manager the same day, and whoever warns gets an answer", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "contact-made", {
    "Who makes contact": CHILDREN,
    "Who is contacted": HOUSING,
    "What it shows": ["Violence", "Risk to life", "A child sees, hears or lives with it"],
    "What was said": "He is out of prison. She and her child may be seriously hurt, or killed.",
  });
  await owed(page, file, { "Danger: a duty manager the same day": [HOUSING, "contact made"] });
  await clock(page, file, "Danger: a duty manager the same day", "the same day", "The duty manager");
  await screenshot(page, "tessa-risk-to-life");
  await recordAsItWas(page, file, "turned-away", { "Who turned her away": HOUSING, How: "Received and nothing done", "What she had asked or told": "Contact made" });
  await refused(page, "It cannot be closed as seen: somebody has told a service of danger and waits for an answer.");
});

test("Tessa 4: what the plan gives somebody to do has an owner and a day, and is late before everybody’s eyes", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  const conference = { "Which kind of meeting": "Initial child protection conference", "Who called it": CHILDREN, "What it showed": ["Violence"] };
  await recorded(page, file, "meeting-held", conference, { happened: -30 });
  await recorded(page, file, "action-set", { "Who sets it": CHILDREN, "Who has to do it": CHILDREN, "What kind of thing": "Rehousing", "In words": "Follow up the rehousing." }, { happened: -30, due: -12 });
  await owed(page, file, { "Hold the first review conference": CHILDREN });
  for (const title of ["Do the action that the meeting gave you", "Hold the first core group"]) await passedUp(page, file, title, "the director");
  const children = await house.signedInAs("sunita.children");
  await owed(children, file, { "Do the action that the meeting gave you": [CHILDREN, "Late"] });
  await screenshot(children, "tessa-follow-up-is-late");
  // Whoever it is passed up to cannot let it lie: they say what will be done.
  const above = await house.signedInAs("edward.duty");
  await above.goto("/team/passed-up");
  const say = above.locator(`main a[href^="${file}/escalations/"]`).first();
  // Others in the council are late too: it may stand on a later page.
  while ((await say.count()) === 0) await above.getByRole("link", { name: "Next page" }).click();
  await say.click();
  await above.getByLabel("What will be done, by whom and by when?").fill("I ring housing today, and she is told tonight.");
  await checkAccessible(above);
  await above.locator("main form").getByRole("button").first().click();
  await above.getByText("Those above you can see what will be done").waitFor();
});

test("Tessa 5: what the conference settles about housing reaches the housing file", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "meeting-held", { "Which kind of meeting": "Multi-agency risk assessment conference", "Who called it": CONFERENCE, "What it showed": ["Violence"] }, { happened: -25 });
  await recorded(page, file, "action-set", { "Who sets it": CONFERENCE, "Who has to do it": HOUSING, "What kind of thing": "Rehousing", "In words": "Move her." }, { due: 3 });
  await owed(page, file, {
    "Send out what the meeting settled": CONFERENCE,
    "Flag your records after the meeting": HOUSING,
    "Do the action that the meeting gave you": HOUSING,
  });
});

test("Tessa 6: a birth, and that she would rent privately, bring the plan up to date; relief is owed although nobody opened it", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "child-born", { "The mother": "Tessa Okonedo", "Who was told": CHILDREN });
  await recorded(page, file, "contact-made", {
    "Who makes contact": "Tessa Okonedo",
    "Who is contacted": HOUSING,
    "What it shows": ["Violence", "Not safe at home, or nowhere to live"],
    "What is asked for": ["To be rehoused or helped with housing", "Help with private renting"],
  });
  await owed(page, file, {
    "Write the housing plan with her": HOUSING,
    "Bring the housing plan up to date": [HOUSING, "child born"],
    "Meet after the birth": CHILDREN,
    "Help her to a home: 56 days of relief": HOUSING,
  });
});

test("Tessa 7: he comes to her door: somewhere safe the same day, or a refusal in writing that somebody answers for", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "referral-made", {
    From: CHILDREN,
    To: HOUSING,
    "For what": "Housing help",
    "What it shows": ["Threats", "Risk to life", "Danger now", "Alleged perpetrator near, or has found her"],
    "In words": "He comes to her home and threatens her and the children.",
  });
  await owed(page, file, {
    "Somewhere safe today": HOUSING,
    "Danger: a duty manager the same day": "referral made",
    "Say that the referral has arrived": HOUSING,
    "Say what becomes of the referral": HOUSING,
  });
  await clock(page, file, "Somewhere safe today", "the same day", "The team's manager", "The duty manager", "The director");
});

test("Tessa 8: a letter that answers the half of what she told is no decision", async () => {
  const file = await herFile();
  const lettings = await house.signedInAs("joan.lettings");
  await registerStep(lettings, file, "Assess her application");
  const first = lettings.getByRole("group", { name: "What does it count as?" }).first();
  await first.getByRole("radio").first().check();
  await lettings.getByLabel("Why", { exact: true }).first().fill("Her children are on plans.");
  await lettings.getByRole("button", { name: "Decide the band" }).click();
  await lettings.getByRole("alert").getByText(/Say what .* counts as/).first().waitFor();
  await checkAccessible(lettings);
  await screenshot(lettings, "tessa-every-need");
  await lettings.goto(`${file}/decide`);
  await answer(lettings, { "What is decided?": "Priority on the housing register", "Which way?": "Partly in her favour", "Which of the things that she disclosed": ["A child sees, hears or lives with it"], "Reasons, as you would explain": "Your children are on plans." });
  await lettings.getByRole("button", { name: "Record", exact: true }).click();
  await refused(lettings, /^The decision does not answer/);
  // Where such a letter has left already, she is owed a decision that answers her, and the way to have it looked at again.
  const partial = { "Which team": LETTINGS, "About what": "Priority on the housing register", "Which way": "Partly in her favour", "What it answers of all": ["A child sees, hears or lives with it"], "Whether there is a letter": "Yes" };
  await recordAsItWas(lettings, file, "decision-made", partial, { happened: -5 });
  await kept(lettings);
  await owed(lettings, file, { "Give her a decision that she can follow and challenge": [LETTINGS, "decision made"] });
});

test("Tessa 9: her baby is hurt: children’s services, the conference and the decision all start again at once", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "assaulted", { "Who attacks": "Karl Anders", "Who is attacked": ["Ada (child)"], "Whether anybody was hurt": "Yes", "Who was told": HOUSING });
  await recorded(page, file, "review-asked", { "Who asks": "Tessa Okonedo", "Who is asked": LETTINGS, "Which kind of review": "Housing register review (s.166A)", "What it shows": ["A child hurt, or likely to be"] });
  await owed(page, file, {
    "A child may be suffering significant harm": CHILDREN,
    "It has happened again: back to the risk conference": "assaulted",
    "Give her a decision that she can follow and challenge": [LETTINGS, "review asked"],
    "Decide on urgent priority, and act on a move agreed as urgent": "evidence received",
  });
  await clock(page, file, "A child may be suffering significant harm", "within 1 working day", "The duty manager");
});

test("Tessa 10: nobody sends her for a police referral or for minutes; bodies ask bodies", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  const papers = { "Who asks": HOUSING, "Who is asked": "Tessa Okonedo", "For what": "Minutes of a risk assessment conference" };
  await record(page, file, "evidence-requested", papers);
  await refused(page, "A person is not sent to fetch what a body can ask another body for.");
  await screenshot(page, "tessa-not-sent-for-papers");
  // Where she was sent last week, the demand is taken back, and the council asks for itself.
  await recordAsItWas(page, file, "evidence-requested", { ...papers, "Whether a decision is made to wait for it": "Yes" }, { happened: -8 });
  await kept(page);
  await owed(page, file, { "Withdraw the demand for proof and go on without it": HOUSING, "Ask the body that has it": HOUSING });
});

test("Tessa 11: she is hurt after she had told: the council looks at why, and thinks of a remedy without being asked", async () => {
  // Her file is older than the day on which she is hurt: it is one that the council holds already.
  const page = await house.signedInAs("amara.housing");
  const file = await heldBefore(page);
  await page.goto(`${file}/act/assaulted`);
  const option = (name, role) => page.locator(`#${name} option`, { hasText: `(${role})` }).first().innerText();
  await recorded(page, file, "assaulted", { "Who attacks": await option("by", "alleged perpetrator"), "Who is attacked": [await option("by", "survivor")], "Whether anybody was hurt": "Yes", "Who was told": HOUSING });
  await owed(page, file, { "She was hurt after she had told us: look at why": "assaulted", "Think of a remedy, without being asked": "assaulted" });
  await checkAccessible(page);
  await screenshot(page, "tessa-after-she-was-hurt");
});

/** A file that was opened on an earlier day, with somebody whom she fears. */
async function heldBefore(page) {
  await page.goto("/files");
  const rows = page.locator("main tr").filter({ has: page.locator("a[href^='/files/']") }).filter({ hasNotText: written(0) });
  for (const link of await rows.locator("a[href^='/files/']").all()) {
    const file = await link.getAttribute("href");
    await link.page().goto(`${file}/people`);
    if ((await page.getByText("alleged perpetrator", { exact: false }).count()) > 0) return file;
    await page.goto("/files");
  }
  assert.fail("every file that the council holds was opened today");
}
