/** A letter, from a decision to her hands, as an officer writes it: with scripts, without, on a telephone, on paper. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, checkAccessible, checkFits, screenshot } from "./fixture.mjs";

const house = browser();
const OFFICER = "amara.housing";

/** A file of our own, opened once, with a decision whose letter is written here. */
let opening;
const ourFile = () => (opening ??= openFile());

async function openFile() {
  const page = await house.signedInAs(OFFICER);
  await page.goto("/disclosures/new");
  await page.getByLabel("What is she called?").fill("Leila Haddad");
  await page.getByLabel("She herself").check();
  await page.getByLabel("What was said, in their own words").fill("He broke the door last night. She cannot go home.");
  await page.getByLabel("Violence", { exact: true }).check();
  await page.getByLabel("Not safe at home, or nowhere to live").check();
  await page.getByRole("group", { name: "Is anybody in danger now?" }).getByLabel("No", { exact: true }).check();
  await page.getByLabel("Which council area is she in?").selectOption({ label: "Ellerdale District Council" });
  await page.getByRole("button", { name: "Record and see what happens next" }).click();
  await page.getByRole("heading", { name: "Recorded" }).waitFor();
  const file = new URL(await page.getByRole("button", { name: "Open the file" }).getAttribute("href"), page.url()).pathname;
  await page.goto(`${file}/decide`);
  await page.getByLabel("What is decided?").selectOption({ label: "Whether a homelessness duty is owed" });
  await page.getByLabel("In her favour", { exact: true }).check();
  await page.getByLabel("Reasons, as you would explain them to her").fill("We believe you. It is not safe for you to live there.");
  await page.getByLabel(/^The letter is written here/).check();
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByRole("heading", { name: "Letters", level: 1 }).waitFor();
  return file;
}

test("a decision is told in a letter that is looked at, made ready and printed", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  const phone = await house.signedInAs(OFFICER, { phone: true });
  await page.goto(`${file}/letters`);
  await checkAccessible(page);
  await screenshot(page, "letters");
  await phone.goto(`${file}/letters`);
  await checkFits(phone);
  await page.getByRole("link", { name: /^Write the letter/ }).first().click();
  await page.getByRole("heading", { name: "Write the letter" }).waitFor();
  await page.getByText("sealed until you show it").waitFor();
  await checkAccessible(page);
  await screenshot(page, "letter-before");
  await phone.goto(new URL(page.url()).pathname);
  await checkFits(phone);
  await page.getByLabel(/^Anything that you want to add/).fill("I am in the office every day until four.");
  await page.getByRole("button", { name: "Show it as it will be" }).click();
  await page.getByText("It is not safe for you to live there.").waitFor();
  await checkAccessible(page);
  await screenshot(page, "letter-as-it-will-be");
  await page.getByRole("button", { name: "Make it ready" }).click();
  await page.getByRole("heading", { name: "A letter to print and hand over" }).waitFor();
  await checkAccessible(page);
  await screenshot(page, "letter-ready");
  const [file1] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Take it as a PDF to print" }).click()]);
  assert.equal(file1.suggestedFilename(), "letter.pdf");
  const ready = page.url();
  await page.goto(ready);
  await page.getByRole("button", { name: /^Print it/ }).click();
  await page.getByRole("heading", { name: "Print this letter" }).waitFor();
  await checkAccessible(page);
  await screenshot(page, "letter-on-paper");
  await page.goto(ready);
  await page.getByRole("button", { name: "She has it: it is in her hands" }).click();
  await page.getByText("Recorded: she has it from today").waitFor();
  await page.getByText("She has it", { exact: true }).waitFor();
  await checkAccessible(page);
  await screenshot(page, "letters-she-has-it");
});

test("letters can be written without scripts", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER, { scripts: false });
  await page.goto(`${file}/letters`);
  await page.getByRole("link", { name: /^Write (it again|the letter)/ }).first().click();
  await page.getByRole("button", { name: "Show it as it will be" }).click();
  await page.getByText("It is not safe for you to live there.").waitFor();
});
