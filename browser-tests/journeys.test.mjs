/** The main journeys through Holdfast, as officers make them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, checkAccessible, screenshot } from "./fixture.mjs";

const house = browser();
const OFFICER = "amara.housing";
const MANAGER = "priya.housing";
const DUTY = "ruth.duty";

/** The address of a file of our own, opened once. */
let opening;
const ourFile = () => (opening ??= openFile());

async function fillDisclosure(page, name) {
  await page.goto("/disclosures/new");
  await page.getByLabel("What is she called?").fill(name);
  await page.getByLabel("She herself").check();
  await page.getByLabel("What was said, in their own words").fill("He broke the door last night. She cannot go home.");
  await page.getByLabel("Violence", { exact: true }).check();
  await page.getByLabel("Not safe at home, or nowhere to live").check();
  await page.getByRole("group", { name: "Is anybody in danger now?" }).getByLabel("Yes").check();
  await page.getByLabel("Which council area is she in?").selectOption({ label: "Ellerdale District Council" });
  await page.getByLabel("Child 1: name, if known").fill("Mina");
  await page.getByLabel("Child 1: age, if known").fill("7");
  await page.getByLabel("Name, if known", { exact: true }).fill("Karl");
  await page.getByRole("group", { name: "Which way?" }).getByLabel("By telephone").check();
  await page.getByRole("group", { name: "Does she say that it is safe?" }).getByLabel("Yes").check();
  await page.getByLabel("Number or address").fill("01632 960 001");
  await page.getByLabel("When it is safe, and which words to use").fill("weekdays before 3pm, say it is the dentist");
}

async function today(page, name) {
  const now = new Date();
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "numeric", year: "numeric" }).formatToParts(now);
  for (const [part, id] of [["day", "day"], ["month", "month"], ["year", "year"]]) {
    await page.locator(`#${name}-${id}`).fill(parts.find(({ type }) => type === part).value);
  }
}

async function openFile() {
  const page = await house.signedInAs(OFFICER);
  await fillDisclosure(page, "Asha Rahman");
  await page.getByRole("button", { name: "Record and see what happens next" }).click();
  await page.getByRole("heading", { name: "Recorded" }).waitFor();
  return new URL(await page.getByRole("button", { name: "Open the file" }).getAttribute("href"), page.url()).pathname;
}

test("signing in leads to what is owed, most urgent first, each with why and what to do", async () => {
  const page = await house.signedInAs(OFFICER);
  await page.goto("/");
  await page.getByRole("heading", { name: "What I owe" }).waitFor();
  const cards = page.locator(".hf-work__card");
  assert.ok((await cards.count()) > 0, "the demonstration leaves something to do");
  await cards.first().getByText(/^Because /).waitFor();
  assert.equal(await page.title(), "My work – Holdfast");
  await screenshot(page, "my-work");
  await page.getByRole("link", { name: "What my team owes" }).click();
  await page.getByRole("heading", { name: "What my team owes" }).waitFor();
});

test("a disclosure is recorded on one page, and the next says what happens and who was told", async () => {
  const page = await house.signedInAs(OFFICER);
  await page.goto("/disclosures/new");
  await screenshot(page, "record-a-disclosure");
  await fillDisclosure(page, "Lena");
  await page.getByRole("button", { name: "Record and see what happens next" }).click();
  await page.getByRole("heading", { name: "What happens next" }).waitFor();
  await page.getByRole("heading", { name: "Who has been told" }).waitFor();
  await page.getByText("You said that there is danger now").waitFor();
  assert.ok(!page.url().includes("Lena") && !(await page.title()).includes("Lena"));
  await screenshot(page, "recorded");
});

test("an error leads to its question and keeps all that was typed", async () => {
  const page = await house.signedInAs(OFFICER);
  await fillDisclosure(page, "");
  await page.getByRole("button", { name: "Record and see what happens next" }).click();
  const summary = page.getByRole("alert");
  await summary.getByRole("link", { name: /Enter what she is called/ }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "name");
  assert.equal(await page.getByLabel("Number or address").inputValue(), "01632 960 001");
  assert.ok(await page.getByLabel("Violence", { exact: true }).isChecked());
  assert.ok((await page.title()).startsWith("Error: "));
  await checkAccessible(page);
  await screenshot(page, "an-error");
});

test("a draft is kept while typing and offered again", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  await page.goto(`${file}/act/noted`);
  await page.getByLabel("In words").fill("She rang from a friend's telephone.");
  await page.getByText(/What you typed was kept at/).waitFor();
  await page.goto(`${file}/act/noted`);
  await page.getByRole("button", { name: "Restore what you typed" }).click();
  assert.equal(await page.getByLabel("In words").inputValue(), "She rang from a friend's telephone.");
});

test("the file shows what is owed, opens each thing to its reasons, and a past day as it was known", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  await page.goto(file);
  await page.getByRole("heading", { name: "What is owed" }).waitFor();
  await screenshot(page, "file");
  await page.locator(".hf-work__title a").first().click();
  for (const heading of ["Why it is owed", "How the time is counted", "Who hears of it if nothing happens", "Where it stands"]) {
    await page.getByRole("heading", { name: heading }).waitFor();
  }
  await screenshot(page, "obligation");
  await page.goto(`${file}/timeline`);
  await screenshot(page, "timeline");
  await page.getByLabel("What was known on").fill("2026-01-05");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.getByText("As known on 5 January 2026").waitFor();
  await page.getByRole("link", { name: "Back to today" }).click();
});

test("a telephone number is hidden until somebody says why they need it, and hides itself again", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  await page.goto(`${file}/contact`);
  await page.getByRole("heading", { name: "Use this way next" }).waitFor();
  assert.equal(await page.getByText("01632 960 001").count(), 0);
  await screenshot(page, "safe-contact");
  await page.getByText("Show the number or address").first().click();
  await page.getByLabel(/Why do you need to see the number or address/).selectOption({ label: "To get in touch with her safely" });
  await page.clock.install();
  await page.getByRole("button", { name: "Show the number or address" }).click();
  await page.getByText("01632 960 001").waitFor();
  await page.getByText(/^Seen by /).waitFor();
  await screenshot(page, "shown-once");
  await page.clock.runFor(31_000);
  assert.equal(await page.getByText("01632 960 001").count(), 0);
});

test("unread evidence stops a decision until it is read; outcomes that the law does not allow are not there", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  await page.goto(`${file}/act/evidence-received`);
  await today(page, "happened");
  await page.getByLabel("Who sends or hands it in").selectOption({ index: 1 });
  await page.getByLabel("Who gets it").selectOption({ index: 1 });
  await page.getByLabel("What it is", { exact: true }).selectOption({ label: "Letter or report from the police" });
  await page.getByLabel(/What it says/).fill("He was charged on Tuesday.");
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByText("Recorded", { exact: true }).waitFor();
  await page.goto(`${file}/decide`);
  await page.getByText("Nothing can be decided yet: this evidence is unread.").waitFor();
  assert.equal(await page.getByLabel("Which way?").count(), 0);
  await checkAccessible(page);
  await screenshot(page, "decide-unread");
  await page.getByRole("link", { name: /Evidence received/ }).first().click();
  await page.getByRole("group", { name: "Does it change anything?" }).getByLabel("Yes").check();
  await page.getByLabel("What does it change, or why nothing?").fill("He is charged: she is at risk at home.");
  await screenshot(page, "consider");
  await page.getByRole("button", { name: "I have read it" }).click();
  await page.getByText("Recorded as read, with what it changes").waitFor();
  await page.goto(`${file}/decide`);
  const outcomes = await page.getByRole("group", { name: "Which way?" }).getByRole("radio").count();
  assert.equal(outcomes, 4);
  for (const refused of [/come back/i, /bring proof/i, /elsewhere/i]) {
    assert.equal(await page.getByRole("radio", { name: refused }).count(), 0);
  }
  await page.getByLabel("What is decided?").selectOption({ label: "Whether a homelessness duty is owed" });
  await page.getByRole("group", { name: "Which way?" }).getByLabel("Against her").check();
  await page.getByLabel("Reasons, as you would explain them to her").fill("We think that she can stay with her sister.");
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByText("This cannot be recorded as it is").waitFor();
  await page.getByRole("heading", { name: "What you can do instead" }).waitFor();
  assert.equal(await page.getByLabel("Reasons, as you would explain them to her").inputValue(), "We think that she can stay with her sister.");
  await screenshot(page, "refused");
});

test("an obligation is met from its own page", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  await page.goto(file);
  const before = await page.locator(".hf-work > .hf-work__card").count();
  await page.locator(".hf-work__card", { hasText: /somewhere safe/i }).first().locator(".hf-work__act a").click();
  await screenshot(page, "way-to-meet");
  const placement = page.getByRole("button", { name: /Record: placement made/i });
  if (await placement.count()) await placement.first().click();
  await page.getByRole("heading", { name: "Placement made" }).waitFor();
  await screenshot(page, "record-a-fact");
  assert.ok(before > 0);
});

test("a waiver waits for a second person", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  await page.goto(file);
  await page.locator(".hf-work__title a").first().click();
  const owed = page.url();
  await page.getByRole("link", { name: "Ask that it be waived" }).click();
  await page.getByLabel("Why need this not be done?").fill("She asked for it, in a safe way.");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByText("It stays owed until a second person agrees").first().waitFor();
  const second = await house.signedInAs(DUTY);
  await second.goto(owed);
  await second.getByRole("link", { name: "Agree or decline" }).click();
  await checkAccessible(second);
  await screenshot(second, "waiver");
  await second.getByLabel("I agree: it need not be done").check();
  await second.getByLabel("Your reason").fill("She told me so herself.");
  await second.getByRole("button", { name: "Decide" }).click();
  await second.getByText("Waived", { exact: true }).first().waitFor();
});

test("what would lead to her is refused with the reason, and what was typed stays", async () => {
  const file = await ourFile();
  const page = await house.signedInAs(OFFICER);
  await page.goto(file);
  await page.getByRole("link", { name: "Write to somebody" }).first().click();
  await page.getByRole("heading", { name: "Write to somebody" }).waitFor();
  await page.getByText("Do not write. Safe today: ringing").waitFor();
  await checkAccessible(page);
  await screenshot(page, "write-to-somebody");
  await page.getByRole("link", { name: "Write to Karl" }).click();
  await page.getByText("A second person reads it before it goes").waitFor();
  await page.getByLabel("By letter").check();
  await page.getByLabel("To which address or number?").fill("Karl, 3 Quay Walk, Marram");
  await page.getByLabel("What does it say?").fill("Visits are on Tuesdays. Her number is oh one six three two, 960 001.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const summary = page.getByRole("alert");
  await summary.getByText("It may not leave as it is").waitFor();
  await page.getByText("A telephone number: Asha Rahman").waitFor();
  await checkAccessible(page);
  await screenshot(page, "may-not-leave");
  assert.match(await page.getByLabel("What does it say?").inputValue(), /960 001/);
  await page.getByLabel("What does it say?").fill("Visits are on Tuesdays, at the centre.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText("It waits for a second person, and leaves only if they agree").waitFor();
});

test("a second person reads a letter before it is printed; printing and posting need no scripts", async () => {
  const file = await ourFile();
  const second = await house.signedInAs(MANAGER);
  await second.goto("/work");
  await second.getByRole("link", { name: "Read what a colleague wants to send" }).first().waitFor();
  await second.goto(`${file}/send`);
  await second.getByRole("link", { name: "Waits for a second person" }).first().click();
  const asked = second.url();
  await checkAccessible(second);
  await screenshot(second, "second-person");
  await second.getByText("Show the words").first().click();
  await second.getByRole("button", { name: "Show the words" }).click();
  await second.getByText("Visits are on Tuesdays, at the centre.").waitFor();
  await second.goto(asked);
  await second.getByLabel("I have read it, and it may leave").check();
  await second.getByLabel("What have you checked?").fill("Nothing in it leads to her.");
  await second.getByRole("button", { name: "Decide" }).click();
  await second.getByRole("heading", { name: "A letter to print and post" }).waitFor();
  await checkAccessible(second);
  const letter = new URL(second.url()).pathname;
  await second.getByRole("button", { name: "Print it" }).click();
  await second.getByRole("heading", { name: "Print this letter" }).waitFor();
  await checkAccessible(second);
  await screenshot(second, "letter");
  const page = await house.signedInAs(OFFICER, { scripts: false });
  await page.goto(letter);
  await page.getByRole("button", { name: "Print it again" }).click();
  await page.getByText("Karl, 3 Quay Walk, Marram").waitFor();
  await page.getByRole("link", { name: "Back to the letter" }).click();
  await page.getByRole("button", { name: "It is in the post" }).click();
  await page.getByText("Recorded as posted").waitFor();
});

test("a manager sees the team and gives work to another officer", async () => {
  const page = await house.signedInAs(MANAGER);
  await page.goto("/team");
  await page.getByRole("heading", { name: "By officer" }).waitFor();
  await page.getByRole("heading", { name: "By rule" }).waitFor();
  await screenshot(page, "team");
  await page.getByRole("button", { name: "Give work to another officer" }).click();
  await page.getByLabel("Who is to have it?").selectOption({ index: 1 });
  await page.getByRole("checkbox").first().check();
  await screenshot(page, "reassign");
  await page.getByRole("button", { name: "Give", exact: true }).click();
  await page.getByText(/Given to another officer|Some of it stays where it is/).first().waitFor();
});

test("a story can be read as a whole and gone through day by day", async () => {
  const page = await house.signedInAs(OFFICER);
  await page.goto("/stories");
  await screenshot(page, "stories");
  await page.getByRole("link", { name: "Tessa" }).click();
  await page.getByText(/Holdfast would have forced the issue on/).waitFor();
  await screenshot(page, "story");
  const days = page.locator(".hf-story__day");
  const all = await days.count();
  await page.getByRole("button", { name: "From the first day" }).click();
  assert.equal(await page.locator(".hf-story__day:visible").count(), 1);
  await page.getByRole("button", { name: "Next day" }).click();
  assert.equal(await page.locator(".hf-story__day:visible").count(), 2);
  await checkAccessible(page);
  await page.getByRole("button", { name: "All days" }).click();
  assert.equal(await page.locator(".hf-story__day:visible").count(), all);
});

test("rules are shown as the law stood on a day", async () => {
  const page = await house.signedInAs(OFFICER);
  await page.goto("/rules");
  await screenshot(page, "rules");
  await page.getByLabel("Law on").fill("2018-02-06");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.getByText("rules in force on 6 February 2018").waitFor();
});

test("a person is looked for with a purpose and two details, and one's own links are kept for oneself", async () => {
  const page = await house.signedInAs(OFFICER);
  await ourFile();
  await page.goto("/search");
  await page.getByRole("button", { name: "Look" }).click();
  await page.getByRole("alert").getByRole("link", { name: "Choose what it is for" }).waitFor();
  await checkAccessible(page);
  await page.getByLabel(/^To help her/).check();
  await page.getByLabel("Name", { exact: true }).fill("rahman asha");
  await page.getByLabel("Name of somebody else in her file").fill("Karl");
  await page.getByRole("button", { name: "Look" }).click();
  await page.getByRole("cell", { name: "Asha Rahman" }).first().waitFor();
  assert.equal(new URL(page.url()).search, "", "nothing that was looked for stands in the address");
  await checkAccessible(page);
  await screenshot(page, "search");
  await page.goto("/me/links");
  await page.getByLabel("Former names, and other names that you go by").fill("Amara Ngozi");
  await page.getByLabel("Person 1: name").fill("Chima Ngozi");
  await page.getByLabel("Person 1: how you are linked").fill("my brother");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByText("Kept. Thank you").waitFor();
  assert.equal(await page.getByLabel("Person 1: name").inputValue(), "Chima Ngozi");
  await checkAccessible(page);
  await screenshot(page, "your-links");
});

test("a file that cannot wait is asked for, read under a banner, given back, and looked at by a privacy officer", async () => {
  const file = await ourFile();
  const owner = await house.signedInAs(OFFICER);
  await owner.goto(file);
  const reference = (await owner.locator(".govuk-caption-l").first().textContent()).match(/[0-9A-Z]{4}-[0-9A-Z]{4}/)[0];
  const page = await house.signedInAs("sean.repairs");
  await page.goto(file);
  await page.getByRole("link", { name: "Ask for a file in an emergency" }).click();
  await checkAccessible(page);
  const ask = async (what) => {
    await page.goto("/emergency");
    await page.getByLabel("Reference of the file").fill(what);
    await page.getByLabel("A life is at risk now").check();
    await page.getByLabel("What is happening, and what do you need to know?").fill("Screams behind the door while we repair it.");
    await page.getByRole("button", { name: "Ask for the file" }).click();
  };
  await ask("ZZZZ-ZZZZ");
  await page.getByRole("alert").getByText("The duty manager on call has your request").waitFor();
  await ask(reference);
  await page.getByText("You may read the file for an hour").waitFor();
  await page.getByText(/^Emergency access until/).waitFor();
  await checkAccessible(page);
  await screenshot(page, "emergency");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("main:visible").count(), 0, "nothing is printed");
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "End it now" }).click();
  await page.getByText("Your emergency access has ended").waitFor();
  await page.goto(file);
  await page.getByRole("heading", { name: "Page not found" }).waitFor();

  const guardian = await house.signedInAs("imran.privacy");
  await guardian.goto("/privacy");
  await checkAccessible(guardian);
  await screenshot(guardian, "privacy");
  await guardian.getByRole("row", { name: new RegExp(reference) }).getByRole("link").click();
  await checkAccessible(guardian);
  await guardian.getByLabel("There was a reason, and it was right").check();
  await guardian.getByLabel("How do you know?").fill("The police were called to the house that evening.");
  await guardian.getByRole("button", { name: "Record what I found" }).click();
  await guardian.getByText("It stands beside what you looked at").waitFor();
});
