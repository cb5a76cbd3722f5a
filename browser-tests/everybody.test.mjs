/** Every page, for everybody: with the keyboard alone, without scripts, on a telephone, with a screen reader. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, checkAccessible, checkFits, screenshot } from "./fixture.mjs";

const house = browser();
const OFFICER = "tom.housing";
const MANAGER = "martin.housing";
/** A file of the officer's team, and something owed in it. */
let looking;
const found = () => (looking ??= find());

async function find() {
  const page = await house.signedInAs(OFFICER);
  const path = async (link) => new URL(await link.getAttribute("href"), page.url()).pathname;
  await page.goto("/work?whose=team");
  const file = await path(page.locator(".hf-work__about a").first());
  await page.goto(file);
  return { file, owed: await path(page.locator(".hf-work__title a").first()) };
}

const forAnOfficer = ({ file, owed }) => [
  "/work", "/work?whose=team", "/disclosures/new", "/files", "/search", "/me/links", "/stories", "/stories/tessa", "/stories/zadie", "/rules", "/help", "/help/limits", "/help/accessibility",
  ...["", "/timeline", "/people", "/contact", "/send", "/evidence", "/decisions", "/plan", "/act", "/act/contact-made", "/act/placement-made", "/act/noted", "/decide",
    "/plan/new", "/plan/review", "/hand-over", "/assign", "/bring-in", "/access", "/access/restrict", "/i-know-someone", "?on=2026-01-05", "/timeline?on=2026-01-05"].map((part) => file + part),
  "/emergency",
  owed, `${owed}/waive`, `${owed}/reassign`, "/nowhere",
];

test("every page can be used by everybody (WCAG 2.2 AA), and fits a telephone", async () => {
  const page = await house.signedInAs(OFFICER);
  const phone = await house.signedInAs(OFFICER, { phone: true });
  for (const path of forAnOfficer(await found())) {
    await page.goto(path);
    await checkAccessible(page);
    await phone.goto(path);
    await checkFits(phone);
  }
  const { file } = await found();
  for (const path of ["/work", "/disclosures/new", file, "/stories/tessa"]) {
    await phone.goto(path);
    await screenshot(phone, `phone${path.replaceAll(/[^a-z]+/g, "-").slice(0, 24)}`);
  }
});

test("the pages of managers too", async () => {
  const page = await house.signedInAs(MANAGER);
  const phone = await house.signedInAs(MANAGER, { phone: true });
  const { file } = await found();
  const doors = ["/access", "/access/loosen", "/access/leave", "/looks", "/looks?plain=yes"].map((part) => file + part);
  for (const path of ["/team", "/team/passed-up", "/team/reassign", "/team/absence", ...doors]) {
    await page.goto(path);
    await checkAccessible(page);
    await phone.goto(path);
    await checkFits(phone);
  }
});

test("the pages of those who look after information too", async () => {
  for (const [name, paths] of [["nora.privacy", ["/privacy", "/work"]], ["vera.conflicts", ["/conflicts", "/conflicts?part=decided"]], ["ruth.duty", ["/emergency/requests"]]]) {
    const page = await house.signedInAs(name);
    const phone = await house.signedInAs(name, { phone: true });
    for (const path of paths) {
      await page.goto(path);
      await checkAccessible(page);
      await phone.goto(path);
      await checkFits(phone);
    }
  }
});

test("the pages for anybody tell nothing, keep nothing, and are left at once", async () => {
  const page = await house.page();
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  for (const path of ["/information", "/information/about", "/information/leaving"]) {
    await page.goto(path);
    assert.equal(await page.title(), "Information");
    await checkAccessible(page);
  }
  assert.deepEqual([...new Set(asked)], [new URL(page.url()).origin], "nobody else is called");
  assert.deepEqual(await page.context().cookies(), [], "no cookie is set");
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  await screenshot(page, "information");
  // Where one lands is not of this house; the test stands in for it.
  await page.route("**/information/out", (route) => route.fulfill({ contentType: "text/html", body: "<title>Weather</title>Rain later" }));
  await page.goto("/information");
  await page.goto("/information/about");
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift");
  await page.waitForFunction(() => document.title === "Weather");
  await page.goBack();
  assert.equal(new URL(page.url()).pathname, "/information", "the page that was left is not in the history");
  await page.getByRole("link", { name: "Leave this page" }).click();
  await page.waitForFunction(() => document.title === "Weather");
  const phone = await house.page({ phone: true });
  await phone.goto("/information");
  await checkFits(phone);
});

test("the door can be used by everybody", async () => {
  const page = await house.page({ phone: true });
  for (const path of ["/sign-in", "/signed-out"]) {
    await page.goto(path);
    await checkAccessible(page);
    await checkFits(page);
  }
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("Enter your sign-in name and your password").waitFor();
  await checkAccessible(page);
});

/** Presses Tab until the wanted element has the focus. */
async function tabTo(page, wanted, most = 150) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${wanted}`);
}

test("a disclosure is recorded with the keyboard alone", async () => {
  const page = await house.signedInAs(OFFICER);
  await page.goto("/work");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to main content");
  await tabTo(page, page.getByRole("link", { name: "Record a disclosure" }).first());
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Record a disclosure" }).waitFor();
  await tabTo(page, page.getByLabel("What is she called?"));
  await page.keyboard.type("Lena");
  await tabTo(page, page.getByLabel("She herself"));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByLabel("What was said, in their own words"));
  await page.keyboard.type("He waits outside her work.");
  await tabTo(page, page.getByLabel("Violence", { exact: true }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Record and see what happens next" }));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "What happens next" }).waitFor();
});

test("everything works without scripts", async () => {
  const page = await house.signedInAs(OFFICER, { scripts: false });
  await page.goto("/disclosures/new");
  await page.getByRole("button", { name: "Record and see what happens next" }).click();
  await page.getByText("There is a problem").waitFor();
  await page.getByLabel("What is she called?").fill("Mona");
  await page.getByText("Something else").first().click();
  await page.getByLabel("Debt or arrears").check();
  await page.getByRole("button", { name: "Add room for more children" }).click();
  await page.getByLabel("Child 5: name, if known").waitFor();
  assert.equal(await page.getByLabel("What is she called?").inputValue(), "Mona");
  assert.ok(await page.getByLabel("Debt or arrears").isChecked());
  await page.getByRole("button", { name: "Record and see what happens next" }).click();
  await page.getByRole("heading", { name: "What happens next" }).waitFor();
  await page.getByRole("button", { name: "Open the file" }).click();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("heading", { name: "Timeline" }).waitFor();
  await page.goto("/stories/tessa");
  assert.ok((await page.locator(".hf-story__day:visible").count()) > 10, "every day is on the page");
});

test("a page prints what matters and no buttons", async () => {
  const { file } = await found();
  const page = await house.signedInAs(OFFICER);
  await page.goto(file);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".hf-work__act:visible").count(), 0);
  assert.equal(await page.locator(".hf-header:visible").count(), 0);
  assert.ok((await page.locator(".hf-work__card:visible").count()) > 0);
  await screenshot(page, "print");
});
