/** The housing plan, as an officer writes it with her, and the sheets that anybody can read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, checkAccessible, checkFits, screenshot } from "./fixture.mjs";

const house = browser();

async function aFile(page) {
  await page.goto("/files");
  return page.locator("table a[href^='/files/']").first().getAttribute("href");
}

test("the housing plan shows what it rests on, is written from it, and can be printed for her", async () => {
  const page = await house.signedInAs("amara.housing");
  const file = await aFile(page);
  await page.goto(`${file}/housing-plan`);
  await page.getByRole("heading", { name: "Housing plan", level: 1 }).waitFor();
  await checkAccessible(page);
  await screenshot(page, "housing-plan");
  await page.getByRole("button", { name: /Write (the plan|a new version) with her/ }).click();
  await page.getByRole("heading", { name: "Write the housing plan with her" }).waitFor();
  await checkAccessible(page);
  await screenshot(page, "housing-plan-write");
  await page.getByRole("button", { name: "Record the plan" }).click();
  await page.getByText("The plan is recorded").waitFor();
  await page.getByRole("link", { name: "Write her copy" }).click();
  await page.getByRole("heading", { name: "Write the letter" }).waitFor();
  await page.getByText("What each of us does").waitFor();
  await checkAccessible(page);
  await screenshot(page, "housing-plan-copy");
});

test("sheets can be read and printed without signing in, on a telephone too", async () => {
  const page = await house.page();
  await page.goto("/information/home");
  await page.getByRole("link", { name: /together with somebody/ }).click();
  assert.equal(await page.title(), "Information");
  await page.getByText("Checked on").waitFor();
  await checkAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await checkFits(page);
  await screenshot(page, "sheet");
});
