/**
 * Naomi, Ombudsman case 20 002 311: a disclosure inside a medical form. Worked on the pages: at each moment at which it went wrong, Holdfast does
 * not let it.
 */
import { test } from "node:test";
import { answer, bringIn, clock, disclose, kept, openOwed, owed, readEvidence, recordAsItWas, recorded, registerStep } from "../casework.mjs";
import { checkAccessible, screenshot } from "../fixture.mjs";
import { house } from "./house.mjs";

const HOUSING = "Housing options, Ellerdale";
const LETTINGS = "Housing register and lettings, Ellerdale";
const COMPLAINTS = "Complaints, Ellerdale";
const ADULTS = "Adult social care";

const HEARD = "Read words that may tell of abuse, and say whether they do";

let opening;
const herFile = () => (opening ??= open());

async function open() {
  const page = await house.signedInAs("joan.lettings");
  const file = await disclose(page, {
    name: "Naomi Castellan",
    words: "Mum and I need a home without stairs.",
    shows: ["Poor health, injury or disability"],
    asks: ["To be rehoused or helped with housing"],
    him: "Frank Castellan",
    relation: "Is a parent or step-parent of her",
    ago: 190,
  });
  for (const service of [COMPLAINTS, ADULTS]) await bringIn(page, file, service);
  return file;
}

test("Naomi 1: words in a medical form are heard, and a person says whether they tell of abuse", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  const applied = { "The team that gets it": LETTINGS, "Whether it is an application to the housing register": "Yes", "What it shows": ["Poor health, injury or disability"] };
  await recorded(page, file, "housing-applied", applied);
  await recorded(page, file, "evidence-received", {
    "Who sends or hands it in": "Naomi Castellan",
    "Who gets it": LETTINGS,
    "What it is": "Medical evidence",
    "What it says, in short": "She cannot manage the stairs. Her father has become aggressive: he hits her mother and threatens to throw them both out.",
  });
  // The machine points, and a person says what it is, by the next working day.
  await owed(page, file, { [HEARD]: LETTINGS, "Read what arrived and say what it changes": LETTINGS });
  await clock(page, file, HEARD, "within 1 working day", "The team's manager");
  await screenshot(page, "naomi-heard");
});

test("Naomi 2: an application does not lie for six months: it has a day, and who hears of it climbs to the director", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  await owed(page, file, { "Take the application in and help her with it": LETTINGS, "Assess the application and decide in writing": LETTINGS });
  await clock(page, file, "Take the application in and help her with it", "within 10 working days", "The team's manager", "The domestic abuse lead", "The director");
  await clock(page, file, "Assess the application and decide in writing", "within 2 working days", "The director");
});

test("Naomi 3: blows and “out with you” inside a complaint do not wait for its answer", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  await recorded(page, file, "complaint-made", {
    "Who complains": "Naomi Castellan",
    "Who is complained to": COMPLAINTS,
    "What it shows": ["Violence", "Not safe at home, or nowhere to live", "May lose her home", "May need care and support"],
    "In words": "Nobody has answered for six months. He has hit me more than once, and says that he will put me out.",
  });
  await recorded(page, file, "notice-to-leave", { "Which kind": "Told to leave by family or friends", "Who gives it": "Frank Castellan", "The service that is told": LETTINGS });
  await owed(page, file, {
    "Take out of the complaint what cannot wait": COMPLAINTS,
    "Answer the complaint": COMPLAINTS,
    "She may lose her home: decide which duty is owed": "notice to leave",
    "Somewhere safe today": HOUSING,
    "Treat it as a homelessness application": HOUSING,
    "Decide whether she can be expected to stay": "complaint made",
  });
  await clock(page, file, "Take out of the complaint what cannot wait", "the same day");
  await checkAccessible(page);
  await screenshot(page, "naomi-out-of-the-complaint");
});

test("Naomi 4: an adult who may need care: the three-part test is put to adult social care by the next working day", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  await owed(page, file, { "Apply the three-part safeguarding test": ADULTS });
  await clock(page, file, "Apply the three-part safeguarding test", "within 1 working day", "The duty manager");
});

test("Naomi 5: a decision that looks at the stairs only cannot be made", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  await readEvidence(page, file, "She cannot manage the stairs, and is not safe where she lives.");
  await registerStep(page, file, "Assess her application");
  await screenshot(page, "naomi-every-need");
  await page.getByRole("button", { name: "Decide the band" }).click();
  const wrong = page.getByRole("alert");
  await wrong.getByText(/Say what .* counts as/).first().waitFor();
  await checkAccessible(page);
  await page.goto(`${file}/decide`);
  await answer(page, {
    "What is decided?": "Priority on the housing register",
    "Which way?": "Against her",
    "Reasons, as you would explain": "Your home has no stairs that you cannot manage.",
    "Which of the things that she disclosed": ["Poor health, injury or disability"],
  });
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await page.getByRole("alert").getByText(/does not answer/).first().waitFor();
  await page.getByText("What you can do instead").first().waitFor();
  // Where it was decided so last month, she is owed one that answers her.
  const stairs = { "Which team": LETTINGS, "About what": "Priority on the housing register", "Which way": "Against her", "What it answers of all": ["Poor health, injury or disability"], "Whether there is a letter": "Yes" };
  await recordAsItWas(page, file, "decision-made", stairs, { happened: -30 });
  await kept(page);
  await owed(page, file, { "Give her a decision that she can follow and challenge": [LETTINGS, "decision made"] });
});

test("Naomi 1, the answer: a person says that it is a disclosure, and from then on it is one", async () => {
  const file = await herFile();
  const page = await house.signedInAs("joan.lettings");
  await page.goto(file);
  await openOwed(page, HEARD);
  await page.locator(`main a[href*="/heard/"]`).first().click();
  await checkAccessible(page);
  await screenshot(page, "naomi-is-it-a-disclosure");
  await answer(page, { "Is somebody telling of abuse here?": "This is a disclosure", "If it is: what does it show?": ["Violence"] });
  await page.locator("main form").getByRole("button").first().click();
  await owed(page, file, { "Decide whether she can be expected to stay": HOUSING });
  await page.goto(`${file}/timeline`);
  await page.getByText("Heard answered").first().waitFor();
});
