/**
 * Brent and Ealing, Ombudsman case 15 016 582: a tenant who had to leave her borough waited months, and eleven weeks instead of five working days
 * with the second council. Worked on the pages: at each moment at which it went wrong, Holdfast does not let it.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, bringIn, clock, day, disclose, kept, openOwed, owed, passedUp, record, recorded, refused, timed } from "../casework.mjs";
import { checkAccessible, screenshot } from "../fixture.mjs";
import { house } from "./house.mjs";

const HOUSING = "Housing options, Ellerdale";
const NEIGHBOUR = "Housing options, Port Merrow";

let opening;
const herFile = () => (opening ??= open());

async function open() {
  const page = await house.signedInAs("amara.housing");
  const file = await disclose(page, {
    name: "Beatrice Ofori",
    words: "He has friends all over the borough. I cannot stay anywhere in it.",
    shows: ["Threats", "Not safe at home, or nowhere to live", "Needs to leave the area"],
    asks: ["To move to another area"],
    him: "Kofi Ofori",
    relation: "Is or was married to her",
  });
  await recorded(page, file, "tenancy-held", { Who: "Beatrice Ofori", How: "Social tenancy in one name" });
  await bringIn(page, file, NEIGHBOUR);
  return file;
}

test("Brent 1: an interview that is not private, by nobody trained and without the choice of a woman, cannot be kept as one", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  // What the checklist asks for is refused one by one, each with what to do instead.
  const interview = { "Who holds it": HOUSING, "What it shows": ["Threats"] };
  await record(page, file, "interview-held", interview);
  await refused(page, "An interview about abuse is held in private");
  await screenshot(page, "brent-not-in-public");
  await answer(page, { "In private": "Yes" });
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await refused(page, "Her account is taken by an officer who is trained in domestic abuse.");
  await answer(page, { "By an officer trained": "Yes" });
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await refused(page, "She is offered an interviewer of the same sex");
  await answer(page, { "She was offered an interviewer": "Yes" });
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await kept(page);
  // Her options were not explained: that is still owed.
  await owed(page, file, { "Explain all her options": [HOUSING, "interview held"] });
});

test("Brent 2: what was promised is owed on its day, whoever is there then; somebody leaves, and the file is somebody else’s the same day", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "promise-made", { "Who promises": HOUSING, What: "Ring her with news of the move." }, { happened: -20, due: -13 });
  await passedUp(page, file, "Keep what was promised", "the director");
  await screenshot(page, "brent-a-promise");
  // A colleague has had a file for a while, and is gone from today.
  const colleague = await house.signedInAs("zofia.housing");
  await colleague.goto("/work");
  const hers = await colleague.locator("main a[href^='/files/']").first().getAttribute("href");
  const one = /^\/files\/[^/]+/.exec(hers)[0];
  const manager = await house.signedInAs("priya.housing");
  await manager.goto("/team/absence");
  await answer(manager, { "Who?": "Zofia Kochman", "What has happened?": "Away for a time" });
  await day(manager, "back", 14);
  await manager.getByRole("button", { name: "Record" }).click();
  await kept(manager);
  await owed(manager, one, { "Somebody else takes over today": [HOUSING, "nobody assigned"] });
  await clock(manager, one, "Somebody else takes over today", "the same day", "The team's manager", "The director");
  await checkAccessible(manager);
  await screenshot(manager, "brent-somebody-takes-over");
});

test("Brent 3: nobody looks for a home where she is not safe", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "unsafe-area-named", { "Who says so": "Beatrice Ofori", "Who is told": HOUSING, "Whether it takes in the whole area": "Yes", "Which area": "Anywhere in the borough" });
  await page.goto(`${file}/housing-plan`);
  await page.getByText("Kept to").first().waitFor();
  assert.ok(!(await page.locator("main").innerText()).includes("Anywhere in the borough"), "where she is not safe is sealed");
  await screenshot(page, "brent-areas");
  await record(page, file, "managed-move-pursued", { "By which team": HOUSING });
  await refused(page, "A move inside this area is only for somebody who says that the area is safe for her.");
});

test("Brent 4: a tenant who has to leave the area is referred on the first day, with one checklist", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  const move = "Reciprocal move: refer at once, decide in five working days, tell her";
  await owed(page, file, { [move]: [HOUSING, "tenancy held"], "One checklist for leaving the area": HOUSING });
  await clock(page, file, move, "within 5 working days", "The duty manager");
});

test("Brent 5 and 6: the council asked has five working days; then both councils’ heads hear of it, and the next council is asked", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await recorded(page, file, "reciprocal-referred", { "By which team": HOUSING, "To which team": NEIGHBOUR });
  const move = "Reciprocal move: refer at once, decide in five working days, tell her";
  await owed(page, file, { [move]: [NEIGHBOUR, "reciprocal referred"] });
  await openOwed(page, move, NEIGHBOUR);
  await timed(page, "within 5 working days", "The duty manager", "The domestic abuse lead", "The director");
  // Nobody waits for it: on the day after, somebody else is asked.
  await owed(page, file, { "The council asked has not decided, or has declined: go to the next": [HOUSING, "reciprocal referred"] });
  await checkAccessible(page);
  await screenshot(page, "brent-eleven-weeks");
});

test("Brent 7: nobody is declined in silence: she and whoever speaks for her know why, and what comes next", async () => {
  const file = await herFile();
  const neighbour = await house.signedInAs("gethin.housing");
  await neighbour.goto(`${file}/act/reciprocal-answered`);
  const referral = (await neighbour.getByLabel("Which referral").locator("option").allInnerTexts()).find((one) => /reciprocal/i.test(one));
  assert.ok(referral, "the referral can be chosen");
  await record(neighbour, file, "reciprocal-answered", { "Which referral": referral });
  await refused(neighbour, "A referral is not declined until she and her representative know, with the reason and the next option.");
  await checkAccessible(neighbour);
  await screenshot(neighbour, "brent-not-in-silence");
});

test("Brent 8: while the scheme runs she has somewhere safe: an application as homeless, a bed for tonight, and a refuge if she wants one", async () => {
  const file = await herFile();
  const page = await house.signedInAs("amara.housing");
  await owed(page, file, {
    "Treat it as a homelessness application": HOUSING,
    "Somewhere safe today": HOUSING,
    "Offer refuge while other ways out take their time": HOUSING,
  });
  // She is not sent to another council because of a local connection: while nobody knows that she is safe there, there is no referral.
  await page.goto(`${file}/homelessness`);
  await page.getByRole("button", { name: "Open the application" }).click();
  await page.getByText("The application is open.").first().waitFor();
  await page.goto(`${file}/homelessness/refer`);
  await answer(page, {
    "To which authority?": NEIGHBOUR,
    "On which condition?": "No local connection here, and one there (s.198(2))",
    "Reasons, as you would explain": "She grew up there.",
  });
  await page.getByRole("button", { name: "Refer", exact: true }).click();
  await refused(page, "While it is not known that she and hers run no risk there, there is no referral.");
  await screenshot(page, "brent-not-sent-away");
});
