/** Homes, as a housing officer works with them: the list, a check, an offer, the key, a repair. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, checkAccessible, checkFits, screenshot } from "./fixture.mjs";

const house = browser();
const OFFICER = "amara.housing";
const MANAGER = "priya.housing";

async function day(page, name, ahead = 0) {
  const moment = new Date(Date.now() + ahead * 24 * 3600 * 1000);
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "numeric", year: "numeric" }).formatToParts(moment);
  for (const part of ["day", "month", "year"]) {
    await page.locator(`#${name}-${part}`).fill(parts.find(({ type }) => type === part).value);
  }
}

/** A file of our own: a mother with a daughter of seven. */
async function openFile(page, name) {
  await page.goto("/disclosures/new");
  await page.getByLabel("What is she called?").fill(name);
  await page.getByLabel("She herself").check();
  await page.getByLabel("What was said, in their own words").fill("He broke the door last night. She cannot go home.");
  await page.getByLabel("Violence", { exact: true }).check();
  await page.getByLabel("Not safe at home, or nowhere to live").check();
  await page.getByRole("group", { name: "Is anybody in danger now?" }).getByLabel("No").check();
  await page.getByLabel("Which council area is she in?").selectOption({ label: "Ellerdale District Council" });
  await page.getByLabel("Child 1: name, if known").fill("Mina");
  await page.getByLabel("Child 1: age, if known").fill("7");
  await page.getByLabel("Name, if known", { exact: true }).fill("Karl");
  await page.getByRole("button", { name: "Record and see what happens next" }).click();
  await page.getByRole("heading", { name: "Recorded" }).waitFor();
  return new URL(await page.getByRole("button", { name: "Open the file" }).getAttribute("href"), page.url()).pathname;
}

test("the list of homes says what is free and what it costs, and never where anything is", async () => {
  for (const phone of [false, true]) {
    const page = await house.signedInAs(OFFICER, { phone });
    await page.goto("/homes");
    await page.getByRole("heading", { name: "Homes", level: 1 }).waitFor();
    await page.getByText(/this month so far/).waitFor();
    const body = await page.locator("main").innerText();
    for (const place of ["Lantern Street", "Plover", "ZX1", "ZX4"]) assert.ok(!body.includes(place), place);
    await checkAccessible(page);
    await checkFits(page);
    await screenshot(page, phone ? "homes-phone" : "homes");
  }
});

test("a home is added, its address is sealed, and it is withdrawn", async () => {
  const page = await house.signedInAs(OFFICER);
  await page.goto("/homes");
  await page.getByRole("button", { name: "Add a home" }).click();
  await page.getByRole("heading", { name: "Add a home" }).waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Keep" }).click();
  await page.getByRole("alert").getByRole("link", { name: /Choose what kind of home it is/ }).click();
  await checkAccessible(page);
  await page.getByLabel("Self-contained temporary accommodation").check();
  await page.getByRole("group", { name: "Who runs it?" }).getByLabel("The council").check();
  await page.getByRole("group", { name: "Is it step-free, from the street to the bathroom?" }).getByLabel("Yes").check();
  await page.getByLabel("Address", { exact: true }).fill("7 Weir Road, Ellerdale, ZX6 1CO");
  await page.getByLabel("Room 1: bedrooms").fill("2");
  await page.getByLabel("Room 1: people it has beds for").fill("4");
  await page.getByLabel("Room 1: cost of a night").fill("66");
  await page.getByRole("button", { name: "Keep" }).click();
  await page.getByText("The home is on the list").waitFor();
  assert.ok(!(await page.locator("main").innerText()).includes("Weir Road"));
  assert.equal(await page.title(), "Home – Holdfast");
  await checkAccessible(page);
  await screenshot(page, "home");
  await page.getByText("Show where it is", { exact: false }).first().click();
  await page.getByRole("button", { name: "Show where it is" }).click();
  await page.getByText("7 Weir Road").waitFor();
  await checkAccessible(page);
  await page.getByRole("link", { name: "Back", exact: true }).click();
  await page.getByRole("link", { name: "Withdraw it" }).click();
  await page.getByRole("button", { name: "Withdraw it" }).click();
  await page.getByText("It is offered to nobody").waitFor();
});

test("from the check to the key, with what she needs and where she is not safe", async () => {
  const page = await house.signedInAs(OFFICER);
  const file = await openFile(page, "Ines Duarte");
  await page.goto(`${file}/home`);
  await page.getByRole("heading", { name: "A home for her", level: 1 }).waitFor();
  await page.getByText("She has named no place yet").waitFor();
  await checkAccessible(page);
  await checkFits(page);
  await page.getByRole("button", { name: "Say how her household is made up" }).click();
  await checkAccessible(page);
  for (const box of await page.getByRole("group", { name: "Who is a woman or a girl?" }).getByRole("checkbox").all()) await box.check();
  await page.getByRole("group", { name: "Does she need a step-free home?" }).getByLabel("No").check();
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByText("2 bedrooms, by the bedroom standard").waitFor();
  await screenshot(page, "home-for-her");
  // The best fit comes first.
  const first = page.getByRole("region", { name: "Free homes, the best fit first" }).getByRole("link").first();
  await first.click();
  await page.getByRole("heading", { name: "Check a home" }).waitFor();
  await page.getByText("What is worked out").waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Record the check" }).click();
  await page.getByRole("alert").getByText(/Say how it stands with/).first().waitFor();
  await checkAccessible(page);
  for (const group of await page.getByRole("group").all()) await group.getByLabel("Suits", { exact: true }).check();
  await page.getByLabel("How did you weigh it?").fill("She knows the street and says that it is far from him.");
  await screenshot(page, "check-a-home");
  await page.getByRole("button", { name: "Record the check" }).click();
  await page.getByText("Nothing stands in the way of an offer").waitFor();
  await page.getByText(/Housing Act 1985/).waitFor();
  await checkAccessible(page);
  await screenshot(page, "checked");
  await page.getByRole("button", { name: "Offer it to her" }).click();
  await checkAccessible(page);
  await page.getByLabel("No", { exact: true }).check();
  await page.getByRole("button", { name: "Offer it" }).click();
  await page.getByText("The home is kept for her").waitFor();
  await page.getByRole("link", { name: "Record her answer" }).click();
  await checkAccessible(page);
  await page.getByLabel("She takes it").check();
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByRole("link", { name: "She has moved in" }).click();
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByText("The home is hers until she leaves it").waitFor();
  await checkAccessible(page);

  await page.getByRole("button", { name: "Something is broken" }).first().click();
  await checkAccessible(page);
  await page.getByLabel("She did").check();
  await page.getByLabel("What is broken?").fill("The boiler is cold.");
  await page.getByLabel("It is worn or broken by itself").check();
  await page.getByLabel("Who has to do it?").selectOption({ index: 1 });
  await day(page, "due", 5);
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByRole("link", { name: /^Reported on/ }).click();
  await checkAccessible(page);
  await page.getByLabel("She says that it is done").check();
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByText("She confirms that it is done").waitFor();

  await page.getByRole("button", { name: "Her things are kept safe, or moved" }).click();
  await checkAccessible(page);
  await page.getByLabel("Kept in store").check();
  await page.getByLabel("What does it cost?").fill("25");
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByRole("link", { name: "Kept in store" }).click();
  await checkAccessible(page);
  await page.goto(`${file}/home`);
  await page.getByRole("link", { name: "She has left" }).click();
  await checkAccessible(page);
  await page.getByLabel("He found her, or she feared that he would").check();
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByText("She fled").waitFor();
  await checkAccessible(page);
  await screenshot(page, "home-after-she-fled");
});

test("what does not suit is offered only with a manager's reasons", async () => {
  const officer = await house.signedInAs(OFFICER);
  const file = await openFile(officer, "Rosa Lindqvist");
  const page = await house.signedInAs(MANAGER);
  await page.goto(`${file}/home/household`);
  for (const box of await page.getByRole("group", { name: "Who is a woman or a girl?" }).getByRole("checkbox").all()) await box.check();
  await page.getByRole("group", { name: "Does she need a step-free home?" }).getByLabel("No").check();
  await page.getByRole("button", { name: "Record" }).click();
  await page.locator("tr", { hasText: "Fits in part" }).filter({ hasNotText: "Bed and breakfast" }).first().getByRole("link").click();
  await page.getByRole("heading", { name: "Check a home" }).waitFor();
  for (const box of await page.getByLabel("Suits", { exact: true }).all()) await box.check();
  await page.getByRole("button", { name: "Record the check" }).click();
  await page.getByText("It cannot be offered as it is").waitFor();
  await checkAccessible(page);
  await screenshot(page, "checked-and-does-not-suit");
  assert.equal(await page.getByRole("button", { name: "Offer it to her" }).count(), 0);
  await page.getByRole("button", { name: "Let it be offered, with reasons" }).click();
  await checkAccessible(page);
  await page.getByLabel(/^Why is she better off/).fill("She asks for it: it is far from him, and next to her sister.");
  await page.getByRole("button", { name: "Record my reasons" }).click();
  await page.getByRole("button", { name: "Offer it to her" }).waitFor();
});

test("homes to let: a home comes onto the list, the shortlist says who comes next and why, and the offer follows from it", async () => {
  for (const phone of [false, true]) {
    const page = await house.signedInAs("joan.lettings", { phone });
    await page.goto("/register/homes");
    await page.getByRole("heading", { name: "Homes to let", level: 1 }).waitFor();
    await checkAccessible(page);
    await checkFits(page);
    await screenshot(page, phone ? "homes-to-let-phone" : "homes-to-let");
    await page.getByRole("link", { name: "Two bedrooms, Old Town" }).click();
    await page.getByRole("heading", { name: "Who comes next", exact: true }).waitFor();
    await checkAccessible(page);
    await checkFits(page);
    await screenshot(page, phone ? "shortlist-phone" : "shortlist");
  }
  const page = await house.signedInAs("joan.lettings");
  await page.goto("/register/homes");
  await page.getByRole("button", { name: "Add a home to let" }).click();
  await page.getByRole("heading", { name: "Add a home to let" }).waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Put it on the list" }).click();
  await page.getByRole("alert").getByRole("link", { name: /Say what you call this home/ }).click();
  await checkAccessible(page);
  await page.getByLabel("What do you call this home?").fill("Bedsit by the mill");
  await page.getByLabel("Whose is it?").fill("Lantern Homes");
  await page.getByLabel("How many bedrooms has it?").fill("0");
  await page.getByLabel("On which floor is it?").fill("2");
  await page.getByLabel("In which area is it?").selectOption({ label: "Mill Quarter" });
  await page.getByRole("button", { name: "Put it on the list" }).click();
  await page.getByText("The home is on the list").waitFor();
  await page.getByRole("link", { name: "Bedsit by the mill" }).click();
  await page.getByText(/at the earliest|^From /).first().waitFor();
  await checkAccessible(page);
  await page.getByRole("link", { name: "Take this home off the list" }).click();
  await page.getByRole("heading", { name: "Take a home off the list" }).waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Take it off the list" }).click();
  await page.getByText("The home is off the list").waitFor();
  assert.equal(await page.getByRole("link", { name: "Bedsit by the mill" }).count(), 0);
});

test("a home is offered from the shortlist, and the form says what is checked", async () => {
  const page = await house.signedInAs("joan.lettings");
  await page.goto("/register/homes");
  for (const home of ["Two bedrooms, Old Town", "Ground floor, Mill Quarter", "House with a garden, North Fields", "Village cottage"]) {
    await page.goto("/register/homes");
    await page.getByRole("link", { name: home }).click();
    const offers = page.getByRole("link", { name: /^Offer it/ });
    if ((await offers.count()) === 0) continue;
    await offers.first().click();
    await page.getByRole("heading", { name: "Offer a home" }).waitFor();
    await page.getByText("it goes back onto it by itself").waitFor();
    await checkAccessible(page);
    await screenshot(page, "offer-from-the-shortlist");
    return;
  }
  assert.fail("nobody in the demonstration waits for a home that can be offered");
});
