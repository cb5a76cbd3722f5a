/**
 * Barbara, Ombudsman case 19 014 011: told to come back nearer his release. Worked on the pages: at each moment at which it went wrong, Holdfast
 * does not let it.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, bringIn, clock, disclose, kept, openOwed, owed, record, recordAsItWas, recorded, refused, weekday, written } from "../casework.mjs";
import { checkAccessible, screenshot } from "../fixture.mjs";
import { house } from "./house.mjs";

const HOUSING = "Housing options, Ellerdale";
const LANDLORD = "Repairs, Lantern Homes";

let opening;
const herFile = () => (opening ??= open());

async function open() {
  const page = await house.signedInAs("amara.housing");
  const file = await disclose(page, {
    name: "Barbara Nowak",
    words: "He is inside until spring. He sends letters through the neighbours.",
    shows: ["Stalking or harassment", "Not safe at home, or nowhere to live"],
    him: "Ray Nowak",
    relation: "Is or was married to her",
    child: { name: "Ola", age: 9 },
  });
  await bringIn(page, file, LANDLORD);
  return file;
}

test("Barbara 1: a release date is a reason to start now; “come back nearer the time” is no outcome", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "release-date-known", { "Whose release": "Ray Nowak", "The service that knows it": HOUSING }, { on: 120 });
  await page.goto(`${file}/decide`);
  for (const outcome of await page.getByRole("group", { name: "Which way?" }).getByRole("radio").all()) {
    assert.doesNotMatch(await outcome.evaluate((it) => it.labels[0].innerText), /later|nearer|release/i);
  }
  await recordAsItWas(page, file, "turned-away", { "Who turned her away": HOUSING, How: "Told to come back nearer the time" });
  await refused(page, "Nobody can be told to come back nearer the time: a date that is known is a reason to start now.");
  await screenshot(page, "barbara-not-later");
  await owed(page, file, { "Prepare for his release now": HOUSING, "Treat it as a homelessness application": HOUSING, "Accept that she is in priority need": HOUSING });
  await clock(page, file, "Prepare for his release now", "within 2 working days", "The duty manager");
});

test("Barbara 2: letters from prison through the neighbours are abuse, count in the risk and are reported", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "abuse-happened", { "Who did it": "Ray Nowak", "To whom": ["Barbara Nowak (survivor)"], "What it shows": ["Stalking or harassment", "Contact or harassment from custody"], "Who was told": HOUSING });
  await owed(page, file, {
    "Report contact from prison": [HOUSING, "abuse happened"],
    "Threats are abuse: take the answer back, and count what he does from afar": [HOUSING, "abuse happened"],
    "Decide whether she can be expected to stay": [HOUSING, "abuse happened"],
  });
  await recordAsItWas(page, file, "turned-away", { "Who turned her away": HOUSING, How: "Told that there is no risk, with no decision in writing" });
  await refused(page, "“No risk” cannot be said in passing: it is a decision, and she can have it reviewed.");
});

test("Barbara 3: a plan with her, and a decision in writing, within days and not when he is out", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await owed(page, file, { "Write the housing plan with her": HOUSING, "Decide, and tell her in writing": HOUSING });
  await clock(page, file, "Decide, and tell her in writing", "within 2 working days", "The team's manager", "The domestic abuse lead", "The director");
  await clock(page, file, "Write the housing plan with her", "within 5 working days", "The director");
});

test("Barbara 4: a home with too few bedrooms, or one that nobody looked at, is not hers to be put into", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  // On the list of homes: whatever the officer ticks, it cannot be offered.
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
  // Nor past the list: a place is checked before she sleeps there.
  const tooSmall = { "By which team": HOUSING, "What kind of home": "Self-contained temporary accommodation", "Bedrooms that it has": "1", "Bedrooms that the household needs": "2", "Whether children live there": "Yes" };
  await record(page, file, "placement-made", tooSmall);
  await refused(page, /^Size, hazards and location have not been checked against her household/);
  await answer(page, { "Size, hazards and location were checked": "Yes" });
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await refused(page, "The household needs 2 bedrooms and the home has 1.");
  // Where she was put into it weeks ago, it is looked at now, and she is moved.
  await recordAsItWas(page, file, "placement-made", tooSmall, { happened: -40 });
  await kept(page);
  await owed(page, file, { "Decide whether the place suits her household, or move her": [HOUSING, "placement made"], "Weigh where the place is": HOUSING });
});

test("Barbara 5: a repair has an owner and a day until she says that it is done, and she can move when it is late", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "inspection-made", { Who: HOUSING, "What was found to be wrong": ["In disrepair or hazardous", "Too small for the household"] });
  const repair = { "Who says so": HOUSING, "Who is told": LANDLORD, "Who has to do it": LANDLORD, "What is broken": "The boiler, and the damp in the child's room." };
  const title = "Repairs have an owner and a day, until she confirms them";
  await recorded(page, file, "repair-reported", repair, { due: 6 });
  await owed(page, file, { [title]: [HOUSING, "repair reported", written(6)], "Tell her that she can move": [HOUSING, "inspection made"] });
  await openOwed(page, title, "repair reported");
  await page.getByText(`The last day is ${weekday(6)}`).waitFor();
  for (const rung of ["The team's manager", "The director"]) await page.getByRole("row").filter({ hasText: rung }).first().waitFor();
  await screenshot(page, "barbara-repairs");
});

test("Barbara 6: what she is told about her tenancy is written down, with its day", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "tenancy-held", { Who: "Barbara Nowak", How: "Social tenancy in one name", "The service that knows it": HOUSING }, { happened: -400 });
  await owed(page, file, { "Advise her anew about her tenancy": HOUSING });
  await recorded(page, file, "tenancy-advice-given", { "By which team": HOUSING, "Which advice": "Keep the tenancy for now" }, { happened: -30 });
  await page.goto(`${file}/timeline`);
  await page.getByText("Keep the tenancy for now").first().waitFor();
});

test("Barbara 7: no duty is taken on without new advice in writing on the tenancy, and the debts on it are stopped", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await page.goto(`${file}/homelessness`);
  await page.getByRole("button", { name: "Open the application" }).click();
  await page.goto(`${file}/homelessness/accept-relief`);
  await page.getByText("She still has a tenancy, and has had no written advice about what to do with it.").waitFor();
  await checkAccessible(page);
  await screenshot(page, "barbara-advice-first");
  await recorded(page, file, "debt-known", { "Which kind": "Rent", "The service that knows it": HOUSING });
  await recorded(page, file, "debt-known", { "Which kind": "Council tax", "The service that knows it": HOUSING });
  await owed(page, file, { "Stop the debts on the home that she had to leave": [HOUSING, "debt known"], "Advise her anew about her tenancy": HOUSING });
  await recorded(page, file, "tenancy-advice-given", { "By which team": HOUSING, "Which advice": "All her options, with what each costs", "Whether in writing": "Yes" });
  await page.goto(`${file}/homelessness/accept-relief`);
  await page.getByLabel(/There is a letter/).check();
  await page.getByRole("button", { name: "Accept the duty" }).click();
  await page.getByText("Day 1 of 56").first().waitFor();
});
