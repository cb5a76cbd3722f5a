/** Our own components and script, on a page of samples and under the policy that the product sets. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { after, beforeEach, test } from "node:test";
import { browser, checkAccessible, checkFits, screenshot } from "./fixture.mjs";
import { ROOT } from "./server.mjs";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
  + "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const GOVUK = path.join(ROOT, "assets/node_modules/govuk-frontend/dist/govuk");
const FILES = {
  "/": ["text/html", path.join(ROOT, "browser-tests/components.html")],
  "/assets/govuk.css": ["text/css", path.join(GOVUK, "govuk-frontend.min.css")],
  "/assets/govuk-frontend.min.js": ["text/javascript", path.join(GOVUK, "govuk-frontend.min.js")],
  "/assets/holdfast.css": ["text/css", path.join(ROOT, "assets/own/holdfast.css")],
  "/assets/holdfast.js": ["text/javascript", path.join(ROOT, "assets/own/holdfast.js")],
  "/assets/icon.svg": ["image/svg+xml", path.join(ROOT, "assets/own/icon.svg")],
};

/** What the house was sent, and how it answers about drafts. */
let sent;
let drafts;
beforeEach(() => {
  sent = [];
  drafts = { read: [404, ""], keep: 204 };
});

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://here");
  const answer = (status, type, body) => {
    response.writeHead(status, { "content-type": type, "content-security-policy": POLICY, "cache-control": "no-store" }).end(body);
  };
  let body = "";
  for await (const part of request) body += part;
  if (request.method === "POST") {
    sent.push({ path: pathname, fields: new URLSearchParams(body) });
    if (pathname === "/drafts") return answer(drafts.keep, "text/plain", "");
    // Slow, so that there is time for a second press.
    return setTimeout(() => answer(200, "text/html", "<!doctype html><html lang=en><title>Done</title><h1>Done</h1></html>"), 400);
  }
  if (pathname.startsWith("/drafts/")) return answer(drafts.read[0], "application/json", drafts.read[1]);
  if (pathname === "/elsewhere") return answer(200, "text/html", "<!doctype html><html lang=en><title>Weather</title><h1>Weather</h1></html>");
  const [type, file] = FILES[pathname] ?? [];
  if (!file) return answer(404, "text/plain", "nothing here");
  const text = await readFile(file, "utf8");
  return answer(200, type, pathname === "/assets/govuk.css" ? text.replace(/@font-face\{[^}]*\}/g, "") : text);
});

const house = browser({
  url: () => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`))),
});
after(() => server.close());

const ofKind = (kind) => sent.filter(({ path: where }) => where === kind);

test("the components keep nobody out, in the office and on a telephone", async () => {
  for (const phone of [false, true]) {
    const page = await house.page({ phone });
    await page.goto("/");
    await page.locator("body.js-enabled").waitFor();
    await checkAccessible(page);
    await checkFits(page);
    await screenshot(page, phone ? "components-phone" : "components");
  }
});

test("the components look right on paper, and a value shown on screen does not reach it", async () => {
  const page = await house.page();
  await page.goto("/");
  await page.emulateMedia({ media: "print" });
  await page.locator("body.js-enabled").waitFor();
  await screenshot(page, "components-print");
  assert.equal(await page.locator(".hf-quick-exit").isVisible(), false);
  assert.equal(await page.getByText("01632 960 001").isVisible(), false);
});

test("every page works without scripts", async () => {
  const page = await house.page({ scripts: false });
  await page.goto("/");
  await page.getByLabel("In her own words").fill("He rang again.");
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByRole("heading", { name: "Done" }).waitFor();
  assert.equal(ofKind("/disclosures")[0].fields.get("words"), "He rang again.");
  await page.goto("/");
  await page.getByRole("link", { name: "Leave this page" }).click();
  await page.getByRole("heading", { name: "Weather" }).waitFor();
});

test("what is typed is kept two seconds after the typing stops, without passwords", async () => {
  const page = await house.page();
  await page.clock.install();
  await page.goto("/");
  await page.locator("body.js-enabled").waitFor();
  await page.getByLabel("Password").fill("not for keeping");
  await page.getByLabel("In her own words").pressSequentially("He rang");
  await page.clock.runFor(1_900);
  assert.equal(ofKind("/drafts").length, 0);
  const kept = page.waitForResponse("**/drafts");
  await page.clock.runFor(200);
  await kept;
  await page.getByText(/What you typed was kept at/).waitFor();
  const [{ fields }] = ofKind("/drafts");
  assert.equal(fields.get("key"), "disclosure/new");
  assert.equal(fields.get("csrf"), "token");
  assert.deepEqual(JSON.parse(fields.get("body")), [["words", "He rang"], ["how", ""]]);
});

test("a house that keeps no drafts is asked once and nobody is troubled", async () => {
  drafts.keep = 404;
  const page = await house.page();
  await page.clock.install();
  await page.goto("/");
  await page.locator("body.js-enabled").waitFor();
  for (const word of ["He", " rang", " again"]) {
    await page.getByLabel("In her own words").pressSequentially(word);
    await page.clock.runFor(3_000);
    await page.waitForTimeout(50);
  }
  assert.equal(ofKind("/drafts").length, 1);
  assert.equal(await page.getByText("not being kept").count(), 0);
});

test("when a draft cannot be kept the page says so and what to do", async () => {
  drafts.keep = 500;
  const page = await house.page();
  await page.clock.install();
  await page.goto("/");
  await page.locator("body.js-enabled").waitFor();
  await page.getByLabel("In her own words").pressSequentially("He rang");
  await page.clock.runFor(3_000);
  await page.getByRole("alert").filter({ hasText: "is not being kept. Copy long text" }).waitFor();
  drafts.keep = 204;
  await page.getByLabel("In her own words").pressSequentially(" again");
  await page.clock.runFor(3_000);
  await page.getByText(/What you typed was kept at/).waitFor();
  assert.equal(await page.getByText("not being kept").count(), 0);
});

test("what was typed last time is offered, and put back only when asked", async () => {
  drafts.read = [200, JSON.stringify({ body: JSON.stringify([["words", "He <b>rang</b>"], ["danger", "yes"], ["how", "She rang me"]]), saved: "2026-06-01T09:00:00Z" })];
  const page = await house.page();
  await page.goto("/");
  const offer = page.getByRole("region", { name: "What you typed before" });
  await offer.getByText("Monday 1 June at 10:00").waitFor();
  await checkAccessible(page);
  await screenshot(page, "components-draft");
  assert.equal(await page.getByLabel("In her own words").inputValue(), "");
  await offer.getByRole("button", { name: "Restore what you typed" }).click();
  assert.equal(await page.getByLabel("In her own words").inputValue(), "He <b>rang</b>");
  assert.equal(await page.getByLabel("Yes").isChecked(), true);
  assert.equal(await page.getByLabel("How do you know?").isVisible(), true);
  assert.equal(await page.getByLabel("How do you know?").inputValue(), "She rang me");
  assert.equal(await offer.count(), 0);
});

test("what was typed last time can be thrown away", async () => {
  drafts.read = [200, JSON.stringify({ body: [["words", "He rang"]] })];
  const page = await house.page();
  await page.goto("/");
  await page.getByRole("button", { name: "Throw it away" }).click();
  await assert.doesNotReject(page.waitForFunction(() => !document.querySelector(".hf-draft-offer")));
  assert.equal(await page.getByLabel("In her own words").inputValue(), "");
  while (ofKind("/drafts").length === 0) await page.waitForTimeout(20);
  assert.equal(ofKind("/drafts")[0].fields.get("body"), "[]");
});

for (const [what, answer] of [["a page instead of a draft", [200, "<!doctype html>"]], ["half an answer", [200, "{\"body\":\"[[\""]], ["a fault", [500, "{}"]]]) {
  test(`${what} changes nothing on the page`, async () => {
    drafts.read = answer;
    const page = await house.page();
    await page.goto("/");
    await page.locator("body.js-enabled").waitFor();
    await page.waitForLoadState("networkidle");
    assert.equal(await page.locator(".hf-draft-offer").count(), 0);
  });
}

test("a form is sent once, however often its button is pressed", async () => {
  const page = await house.page();
  await page.goto("/");
  await page.locator("body.js-enabled").waitFor();
  await page.getByLabel("In her own words").fill("He rang");
  await page.getByRole("button", { name: "Record" }).dblclick();
  await page.getByRole("heading", { name: "Done" }).waitFor();
  assert.equal(ofKind("/disclosures").length, 1);
  assert.equal(ofKind("/drafts").length, 0, "a draft of what was sent");
});

test("a value shown on request leaves the page after half a minute, or later when asked", async () => {
  const page = await house.page();
  await page.clock.install();
  await page.goto("/");
  await page.locator("body.js-enabled").waitFor();
  const value = page.getByText("01632 960 001");
  await page.clock.runFor(20_000);
  await page.getByRole("button", { name: "Show for 30 more seconds" }).click();
  await page.clock.runFor(29_000);
  assert.equal(await value.count(), 1);
  await page.clock.runFor(1_500);
  assert.equal(await value.count(), 0);
  await page.getByText("Hidden again").waitFor();
  assert.equal((await page.content()).includes("01632"), false);
});

test("leaving by the exit goes elsewhere and Back does not return", async () => {
  for (const leave of [(page) => page.getByRole("link", { name: "Leave this page" }).click(), async (page) => {
    for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift");
  }]) {
    const page = await house.page();
    await page.goto("/elsewhere?before");
    await page.goto("/");
    await page.locator("body.js-enabled").waitFor();
    await leave(page);
    await page.waitForURL("**/elsewhere");
    await page.goBack();
    assert.equal(new URL(page.url()).search, "?before");
  }
});

test("the way out is the first thing that the keyboard reaches", async () => {
  const page = await house.page();
  await page.goto("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Leave this page");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to main content");
});
