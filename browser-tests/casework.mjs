/** What officers do again and again on the pages: record a disclosure, record a fact, fill in a day, be refused. */
import assert from "node:assert/strict";
import { checkAccessible } from "./fixture.mjs";

/** The parts of a day in London, so many days from today. */
function partsOf(days) {
  const then = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "numeric", year: "numeric" }).formatToParts(then);
}

/** Fills in the day of a question, so many days from today. */
export async function day(page, name, days = 0) {
  await unfold(page, page.locator(`#${name}-day`));
  for (const part of ["day", "month", "year"]) {
    await page.locator(`#${name}-${part}`).fill(partsOf(days).find(({ type }) => type === part).value);
  }
}

/** A day as pages write it, so many days from today. */
export function written(days) {
  const then = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "long", year: "numeric" }).format(then);
}

/** The same with the day of the week. */
export function weekday(days) {
  const then = new Date(Date.now() + days * 86_400_000);
  return `${new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", weekday: "long" }).format(then)} ${written(days)}`;
}

/** Records a disclosure, as whoever hears it does, and gives the address of the file. */
export async function disclose(page, { name, words, shows, asks = [], him, relation, child, ago = 0, council = "Ellerdale District Council" }) {
  await page.goto("/disclosures/new");
  await page.getByLabel("What is she called?").fill(name);
  await page.getByLabel("She herself").check();
  await page.getByLabel("What was said, in their own words").fill(words);
  await answer(page, { "What does it show?": shows, "What does she ask for?": asks });
  if (ago > 0) await day(page, "happened", -ago);
  await page.getByRole("group", { name: "Is anybody in danger now?" }).getByLabel("No", { exact: true }).check();
  await page.getByLabel("Which council area is she in?").selectOption({ label: council });
  if (child) {
    await page.getByLabel("Child 1: name, if known").fill(child.name);
    await page.getByLabel("Child 1: age, if known").fill(String(child.age));
  }
  if (him) await page.getByLabel("Name, if known", { exact: true }).fill(him);
  if (relation) await page.getByLabel("This person").selectOption({ label: relation });
  await page.getByRole("button", { name: "Record and see what happens next" }).click();
  const another = page.getByRole("button", { name: "It is somebody else: open a new file" });
  const there = page.getByRole("heading", { name: "Recorded" });
  await another.or(there).first().waitFor();
  if (await another.isVisible()) await another.click();
  await there.waitFor();
  return new URL(await page.getByRole("button", { name: "Open the file" }).getAttribute("href"), page.url()).pathname;
}

/** Answers questions of a form by the words with which each begins: a list of words ticks boxes, true ticks the question itself. */
export async function answer(page, answers) {
  for (const [question, chosen] of Object.entries(answers)) {
    const begins = new RegExp(`^${question.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
    const group = page.getByRole("group", { name: begins, includeHidden: true });
    if (Array.isArray(chosen)) for (const one of chosen) await tick(page, group, one);
    else if ((await group.count()) > 0) await tick(page, group, chosen);
    else await fill(page, page.getByLabel(begins).first(), chosen);
  }
}

/** What is asked less often stands folded away: it is unfolded until the question is there. */
async function unfold(page, field) {
  const folded = page.locator("main details:not([open]) > summary").filter({ visible: true });
  while (!(await field.isVisible()) && (await folded.count()) > 0) await folded.first().click();
}

async function tick(page, group, words) {
  const box = group.getByLabel(words, { exact: true }).first();
  await unfold(page, box);
  await box.check();
}

async function fill(page, field, chosen) {
  await unfold(page, field);
  if (chosen === true) await field.check();
  else if ((await field.evaluate((it) => it.tagName)) === "SELECT") await field.selectOption({ label: await whole(field, chosen) });
  else await field.fill(chosen);
}

/** The whole words of the first choice that begins with these. */
async function whole(field, start) {
  const all = await field.locator("option").allInnerTexts();
  return all.map((one) => one.trim()).find((one) => one.startsWith(start)) ?? start;
}

/** Records a fact through its own form. It happened today, unless the days say how many days ago; other days of the form are given in the same way. */
export async function record(page, file, kind, answers, days = {}) {
  await page.goto(`${file}/act/${kind}`);
  await fillIn(page, answers, days);
  await page.getByRole("button", { name: "Record", exact: true }).click();
}

async function fillIn(page, answers, days) {
  for (const [name, away] of Object.entries({ happened: 0, ...days })) await day(page, name, away);
  await answer(page, answers);
}

/** Records a fact and waits until it is kept. */
export async function recorded(page, file, kind, answers, days = {}) {
  await record(page, file, kind, answers, days);
  await kept(page);
}

/** Waits until the page says that it is kept. */
export async function kept(page) {
  await page.locator(".govuk-notification-banner").first().waitFor();
}

/** Records what a service did although nobody may: as it was, with how it is known. */
export async function recordAsItWas(page, file, kind, answers, days = {}) {
  await page.goto(`${file}/as-it-was/${kind}`);
  await fillIn(page, { "How is it known": "She told us.", ...answers }, days);
  await page.getByRole("button", { name: "Record as it was" }).click();
}

/** Brings a service into the file, because it has work to do there. */
export async function bringIn(page, file, service) {
  await page.goto(`${file}/bring-in`);
  await answer(page, {
    "Which service?": service,
    "May its staff open this file?": "Yes, it has work to do here",
    "If it may: on which lawful basis?": "Public task: a power or duty in law (Article 6(1)(e))",
    "If it may: for what purpose?": "To keep her safe.",
  });
  await page.getByRole("button", { name: "Bring in" }).click();
  await kept(page);
}

/** The cards of what is owed under a title. */
function cards(page, title) {
  return page.locator(".hf-work__card").filter({ has: page.getByRole("link", { name: title, exact: true }) });
}

/** Sees on the file what is owed: each title with all that one card under it says, such as whose it is and why. */
export async function owed(page, file, list) {
  await page.goto(file);
  const all = await page.locator(".hf-work__card").allInnerTexts();
  for (const [title, says] of Object.entries(list)) {
    if ((await saying(cards(page, title), says).count()) > 0) continue;
    assert.fail(`not owed: ${title}, with ${says}. What is owed:\n\n${all.map((one) => one.replace(/\s+/g, " ")).join("\n\n")}`);
  }
}

function saying(card, says) {
  return [says].flat().reduce((all, words) => all.filter({ hasText: words }), card);
}

/** Opens what is owed and sees how long there is for it, and who hears of it if nothing happens. */
export async function clock(page, file, title, length, ...hear) {
  await page.goto(file);
  await openOwed(page, title);
  await timed(page, length, ...hear);
}

/** Opens one of the things that are owed under a title, from the file. */
export async function openOwed(page, title, says = []) {
  await saying(cards(page, title), says).first().getByRole("link", { name: title, exact: true }).click();
}

/** Sees on the page of something owed how long there is for it, and who hears of it if nothing happens. */
export async function timed(page, length, ...hear) {
  await page.getByText(`Length: ${length}.`, { exact: true }).waitFor();
  for (const rung of hear) await page.getByRole("row").filter({ hasText: rung }).first().waitFor();
}

/** Sees that something is late and has been passed up. The house passes up every few seconds, so the file is opened until it has. */
export async function passedUp(page, file, title, rung) {
  const there = saying(cards(page, title), ["Late", `Passed up: ${rung}`]);
  for (let opened = 0; opened < 200; opened += 1) {
    await page.goto(file);
    if ((await there.count()) > 0) return;
  }
  await there.first().waitFor();
}

/** Waits for a refusal with these words, looks at it with axe, and sees that it says what can be done instead. */
export async function refused(page, words) {
  await page.getByRole("alert").getByText(words).first().waitFor();
  await page.getByText("What you can do instead").first().waitFor();
  await checkAccessible(page);
}

/** Reads the evidence that nobody has read, and says what it changes. */
export async function readEvidence(page, file, says) {
  await page.goto(`${file}/evidence`);
  await page.getByRole("link", { name: /^Read and consider/ }).first().click();
  await page.getByRole("heading", { name: "Read and consider" }).waitFor();
  await answer(page, { "Does it change anything?": "Yes", "What does it change": says });
  await page.getByRole("button", { name: "I have read it" }).click();
  await kept(page);
}

/** Goes to the register's page and through the form behind a button there. */
export async function registerStep(page, file, name) {
  await page.goto(`${file}/register`);
  await page.getByRole("button", { name }).or(page.getByRole("link", { name })).first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
}
