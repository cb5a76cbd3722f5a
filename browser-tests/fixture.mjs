/**
 * What every browser test stands on.
 *
 *   import { test } from "node:test";
 *   import { browser, checkAccessible, screenshot } from "./fixture.mjs";
 *   const house = browser();
 *
 *   test("an officer sees what is owed today", async () => {
 *     const page = await house.signedInAs("amina.yusuf");
 *     await page.goto("/work");
 *     await checkAccessible(page);
 *     await screenshot(page, "my-work");
 *   });
 *
 * A page opened here fails its test when it asks another host for anything, when a script of ours throws, or when
 * the content security policy had to refuse something.
 */
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, afterEach, before } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { ROOT, code, password, start } from "./server.mjs";

const CHROMIUM = process.env.HOLDFAST_CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox", // tests may run as root, where Chromium's sandbox does not
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** WCAG 2.2, levels A and AA, in axe's words. */
const WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const PHONE = { width: 360, height: 740 };
const OFFICE = { width: 1280, height: 900 };

/**
 * A browser for the tests of one file. Give `url` to test something other than the product.
 * `page({ scripts: false, phone: true })` opens a page for nobody in particular, `signedInAs(name)` one for an officer.
 */
export function browser({ url } = {}) {
  let chrome;
  let stop = async () => {};
  let root;
  let watched = [];
  const sessions = new Map();

  before(async () => {
    if (!url) stop = await start();
    root = typeof url === "function" ? await url() : (url ?? process.env.HOLDFAST_URL);
    chrome = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  after(async () => {
    await chrome?.close();
    await stop();
  });
  afterEach(async () => {
    const pages = watched;
    watched = [];
    for (const { context } of pages) await context.close();
    for (const { check } of pages) check();
  });

  async function page({ scripts = true, phone = false, session } = {}) {
    const context = await chrome.newContext({
      baseURL: root,
      javaScriptEnabled: scripts,
      viewport: phone ? PHONE : OFFICE,
      locale: "en-GB",
      timezoneId: "Europe/London",
      reducedMotion: "reduce",
      storageState: session,
    });
    const opened = await context.newPage();
    opened.setDefaultTimeout(30_000);
    const check = noThirdPartyRequests(opened, new URL(root).host);
    const complaints = noComplaints(opened);
    watched.push({ context, check: () => { check(); complaints(); } });
    return opened;
  }

  async function signedInAs(name, options = {}) {
    // One sign-in for each officer and file: a code is good for one use, and hashing a password takes its time.
    if (!sessions.has(name)) {
      const door = await page();
      await signIn(door, name);
      sessions.set(name, await door.context().storageState());
    }
    return page({ ...options, session: sessions.get(name) });
  }

  return { page, signedInAs, url: () => root };
}

/** Signs in with password and code, as a person does, by the words on the page. */
export async function signIn(page, name) {
  await page.goto("/sign-in");
  await page.getByLabel(/name|e-?mail/i).first().fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password());
  await page.getByRole("button", { name: /sign in|continue/i }).click();
  const field = page.getByLabel(/code/i).first();
  await field.fill(await code(name));
  await page.getByRole("button", { name: /sign in|continue/i }).click();
  if (await field.isVisible().catch(() => false)) {
    // A code is refused the second time: wait for the next one, at most half a minute away.
    const used = await code(name);
    let next = used;
    while (next === used) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      next = await code(name);
    }
    await field.fill(next);
    await page.getByRole("button", { name: /sign in|continue/i }).click();
  }
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
}

/** Fails with a readable list when axe finds anything against WCAG 2.2 AA. */
export async function checkAccessible(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_22_AA).analyze();
  const list = violations.flatMap(({ id, help, nodes }) =>
    nodes.filter((node) => !isKnownOfRadios(id, node)).map(({ target, failureSummary }) => `  ${id}: ${help}\n    at ${target.join(" ")}\n    ${failureSummary?.replaceAll("\n", "\n    ")}`),
  );
  assert.equal(list.length, 0, `${page.url()} keeps somebody out:\n${list.join("\n")}`);
}

/**
 * The Design System puts aria-expanded on a radio button that opens a further question: not in ARIA's table, but
 * read out usefully by the screen readers that its authors tested. Nothing else is let pass.
 */
function isKnownOfRadios(id, { html, any, all, none }) {
  return id === "aria-allowed-attr" && html.includes("govuk-radios__input")
    && [...any, ...all, ...none].every(({ message }) => /^ARIA attribute is not allowed: aria-expanded="(true|false)"$/.test(message));
}

/** Fails when a page is wider than its window: nobody should have to scroll sideways (WCAG 1.4.10). */
export async function checkFits(page) {
  const [needs, has] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(needs <= has, `${page.url()} is ${needs} px wide in a window of ${has} px`);
}

/** Watches a page; the function it returns fails if the page asked any other host for anything. */
export function noThirdPartyRequests(page, host = new URL(page.url()).host) {
  const asked = new Set();
  page.context().on("request", (request) => {
    const address = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(address.protocol) && address.host !== host) asked.add(address.origin);
  });
  return () => assert.deepEqual([...asked], [], "the page called other hosts");
}

/** Watches a page; the function it returns fails if a script threw or the content security policy refused something. */
function noComplaints(page) {
  const heard = [];
  page.on("pageerror", (why) => heard.push(`script error: ${why.message}`));
  page.on("console", (message) => {
    if (/content security policy|trusted ?(types|script|html)|SupportError|InitError|ElementError/i.test(message.text())) heard.push(message.text());
  });
  return () => assert.deepEqual(heard, [], "the page complained");
}

/** A picture of the whole page in var/screenshots/. */
export async function screenshot(page, name) {
  const folder = path.join(ROOT, "var/screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
