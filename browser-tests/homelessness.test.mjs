/** A homelessness application as an officer works it: from what shows it to a review, each page looked at by axe. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, checkAccessible, checkFits, screenshot } from "./fixture.mjs";

const house = browser();
const OFFICER = "amara.housing";
const MANAGER = "priya.housing";

let opening;
const ourFile = () => (opening ??= openFile());

async function openFile() {
  const page = await house.signedInAs(OFFICER);
  await page.goto("/disclosures/new");
  await page.getByLabel("What is she called?").fill("Noor");
  await page.getByLabel("She herself").check();
  await page.getByLabel("What was said, in their own words").fill("He broke the door last night. She cannot go home.");
  await page.getByLabel("Violence", { exact: true }).check();
  await page.getByLabel("Not safe at home, or nowhere to live").check();
  await page.getByLabel("Which council area is she in?").selectOption({ label: "Ellerdale District Council" });
  await page.getByRole("button", { name: "Record and see what happens next" }).click();
  await page.getByRole("heading", { name: "Recorded" }).waitFor();
  return new URL(await page.getByRole("button", { name: "Open the file" }).getAttribute("href"), page.url()).pathname;
}

async function today(page, name, days = 0) {
  const then = new Date(Date.now() + days * 86_400_000);
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "numeric", year: "numeric" }).formatToParts(then);
  for (const part of ["day", "month", "year"]) {
    await page.locator(`#${name}-${part}`).fill(parts.find(({ type }) => type === part).value);
  }
}

async function looksWell(page, name) {
  await checkAccessible(page);
  await checkFits(page);
  await screenshot(page, name);
}

test("what she told is an application already: one button opens it, and nobody asks her for another", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  await page.goto(file);
  await page.getByText("This is a homelessness application").waitFor();
  await looksWell(page, "homelessness-on-the-file");
  await page.goto(`${file}/homelessness`);
  await page.getByText("To be opened").waitFor();
  await looksWell(page, "homelessness-to-be-opened");
  assert.equal(await page.getByText(/separate application/i).count(), 0);
  await page.getByRole("button", { name: "Open the application" }).click();
  await page.getByText("The application is open.").first().waitFor();
  await looksWell(page, "homelessness-enquiries");
});

test("relief is offered and prevention is not, with the reason; the 56 days count from the day first satisfied", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  await page.goto(`${file}/homelessness`);
  assert.equal(await page.getByRole("button", { name: "Accept the prevention duty" }).count(), 0);
  await page.getByText("What is not possible now, and what is instead").click();
  await page.getByText(/she is homeless already/).waitFor();
  await page.getByRole("button", { name: "Accept the relief duty" }).click();
  await looksWell(page, "homelessness-accept-relief");
  await page.getByLabel(/There is a letter/).check();
  await page.getByRole("button", { name: "Accept the duty" }).click();
  await page.getByText("Day 1 of 56").first().waitFor();
  await looksWell(page, "homelessness-relief");
  await page.emulateMedia({ media: "print" });
  await page.getByText("Day 1 of 56").first().waitFor();
  await screenshot(page, "homelessness-on-paper");
});

test("only grounds that the Act gives and that are open can be chosen; what is refused says what to do instead", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  await page.goto(`${file}/homelessness/end-relief`);
  for (const ground of ["Withdrew the application", "Deliberate and unreasonable refusal to co-operate", "56 days passed and reasonable steps taken"]) {
    assert.equal(await page.getByRole("radio", { name: ground }).count(), 0, ground);
  }
  await page.getByRole("heading", { name: "Not possible now" }).waitFor();
  await looksWell(page, "homelessness-end-relief");
  await page.getByRole("radio", { name: /Suitable accommodation/ }).check();
  await page.getByLabel("Reasons, as you would explain them to her").fill("A flat of her own in town.");
  await page.getByRole("button", { name: "End the duty" }).click();
  await page.getByText("This duty goes on until she has a notice in writing").first().waitFor();
  assert.equal(await page.getByLabel("Reasons, as you would explain them to her").inputValue(), "A flat of her own in town.");
  await looksWell(page, "homelessness-refused");
  await page.goto(`${file}/homelessness/accept-main`);
  await page.getByText(/Relief runs to the end of/).waitFor();
  await looksWell(page, "homelessness-main-too-early");
});

test("a review runs from her asking to somebody senior deciding, and says whose turn it is", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  await page.goto(`${file}/homelessness`);
  await page.getByRole("link", { name: "She has it" }).first().click();
  await today(page, "happened");
  await looksWell(page, "homelessness-received");
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByRole("link", { name: "She asks for a review" }).first().click();
  await looksWell(page, "homelessness-ask-review");
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByText("The reviewer’s turn").waitFor();
  const manager = await house.signedInAs(MANAGER);
  await manager.goto(`${file}/homelessness`);
  await manager.getByRole("link", { name: /Say what you are minded to decide/ }).click();
  await manager.getByLabel(/What is deficient/).fill("A step was left out of the plan; the duty was right.");
  await today(manager, "until", 10);
  await looksWell(manager, "homelessness-minded-to");
  await manager.getByRole("button", { name: "Record" }).click();
  await manager.getByText("Her turn to answer").waitFor();
  await looksWell(manager, "homelessness-her-turn");
  await manager.getByRole("link", { name: /Record what she says in it/ }).click();
  await manager.getByRole("button", { name: "Record" }).click();
  await manager.getByRole("link", { name: /Decide the review.*Review/ }).click();
  await looksWell(manager, "homelessness-decide-review");
  await manager.getByRole("radio", { name: "The decision stands" }).check();
  await manager.getByLabel("Reasons, as you would explain them to her").fill("The duty that you are owed is the right one.");
  await manager.getByLabel(/There is a letter/).check();
  await manager.getByRole("button", { name: "Decide" }).click();
  await manager.getByText("She may appeal").waitFor();
  await looksWell(manager, "homelessness-may-appeal");
});

test("every form is worked by keyboard, on a telephone and without scripts", async () => {
  const file = await ourFile();
  for (const options of [{ phone: true }, { scripts: false }]) {
    const page = await house.signedInAs(OFFICER, options);
    for (const step of ["", "/decide", "/late", "/end-relief", "/refer", "/withdraw"]) {
      await page.goto(`${file}/homelessness${step}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await checkFits(page);
      if (options.phone) await checkAccessible(page);
    }
  }
  const page = await house.signedInAs(OFFICER);
  await page.goto(`${file}/homelessness/late`);
  await page.locator("#until-day").focus();
  await page.keyboard.type("1");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2024");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("The new day has to be one that is still to come.").first().waitFor();
  await looksWell(page, "homelessness-delay");
});
