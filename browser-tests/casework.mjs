/** What officers do again and again on the pages: record a disclosure, record a fact, fill in a day, be refused. */
import { checkAccessible } from "./fixture.mjs";

/** The parts of a day in London, so many days from today. */
function partsOf(days) {
  const then = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "numeric", year: "numeric" }).formatToParts(then);
}

/** Fills in the day of a question, so many days from today. */
export async function day(page, name, days = 0) {
  for (const part of ["day", "month", "year"]) {
    await page.locator(`#${name}-${part}`).fill(partsOf(days).find(({ type }) => type === part).value);
  }
}

/** A day as pages write it, so many days from today. */
export function written(days) {
  const then = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "long", year: "numeric" }).format(then);
}

/** Records a disclosure, as whoever hears it does, and gives the address of the file. */
export async function disclose(page, { name, words, shows, asks = [], him, relation, child, council = "Ellerdale District Council" }) {
  await page.goto("/disclosures/new");
  await page.getByLabel("What is she called?").fill(name);
  await page.getByLabel("She herself").check();
  await page.getByLabel("What was said, in their own words").fill(words);
  await answer(page, { "What does it show?": shows, "What does she ask for?": asks });
  await page.getByRole("group", { name: "Is anybody in danger now?" }).getByLabel("No", { exact: true }).check();
  await page.getByLabel("Which council area is she in?").selectOption({ label: council });
  if (child) {
    await page.getByLabel("Child 1: name, if known").fill(child.name);
    await page.getByLabel("Child 1: age, if known").fill(String(child.age));
  }
  if (him) await page.getByLabel("Name, if known", { exact: true }).fill(him);
  if (relation) await page.getByLabel("This person").selectOption({ label: relation });
  await page.getByRole("button", { name: "Record and see what happens next" }).click();
  await page.getByRole("heading", { name: "Recorded" }).waitFor();
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

/** Records a fact that happened today, through its own form. */
export async function record(page, file, kind, answers) {
  await page.goto(`${file}/act/${kind}`);
  await day(page, "happened");
  await answer(page, answers);
  await page.getByRole("button", { name: "Record", exact: true }).click();
}

/** Records a fact and waits until it is kept. */
export async function recorded(page, file, kind, answers) {
  await record(page, file, kind, answers);
  await page.locator(".govuk-notification-banner").first().waitFor();
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
  await page.locator(".govuk-notification-banner").first().waitFor();
}
