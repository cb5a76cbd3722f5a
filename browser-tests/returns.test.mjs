/** The national return: answered in a file, and the quarter as a manager sees it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, checkAccessible, checkFits, screenshot } from "./fixture.mjs";

const house = browser();
const MANAGER = "priya.housing";

test("a manager finds what the quarter lacks, and a case is answered from there by keyboard", async () => {
  const page = await house.signedInAs(MANAGER);
  await page.goto("/returns");
  await page.getByRole("heading", { name: /National return:/, level: 1 }).waitFor();
  await checkAccessible(page);
  await screenshot(page, "returns-quarter");
  const links = page.locator("table a[href$='/return']");
  assert.ok((await links.count()) > 0, "some cases lack something");
  await links.first().click();
  await page.getByRole("heading", { name: "For the national return", level: 1 }).waitFor();
  await checkAccessible(page);
  await screenshot(page, "returns-case");
  await page.getByRole("button", { name: /^(Answer|Change an answer)/ }).first().focus();
  await page.keyboard.press("Enter");
  await page.getByText("Leave open what you do not know yet").waitFor();
  await checkAccessible(page);
  await screenshot(page, "returns-answer");
  await page.setViewportSize({ width: 360, height: 740 });
  await checkFits(page);
  await page.goto("/returns");
  await checkFits(page);
});
