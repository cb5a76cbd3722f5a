/**
 * Holdfast's own script. Every page works without it; with it
 *   - the Design System's components come alive,
 *   - what is typed into a form is kept as a draft while it is typed   form[data-draft="key"]
 *   - a value shown on request is hidden again                         [data-autohide="seconds"]
 *   - one press takes the reader away and leaves no way back           a[data-quick-exit]
 *   - a story can be gone through day by day                            [data-story]
 *   - a form is sent once, however often its button is pressed         form[method=post]
 *
 * Rules of this file: no text becomes markup (the pages forbid it, by Trusted Types), nothing is stored in the
 * browser, no other host is called, and no part that fails may take the rest of the page with it.
 */
import { initAll } from "./govuk-frontend.min.js";

const DRAFT_AFTER_MS = 2_000;
const HIDE_AFTER_S = 30;
const MAY_SEND_AGAIN_AFTER_MS = 10_000;
const EXIT_PRESSES_WITHIN_MS = 5_000;

/** A new element with text in it; text never becomes markup. */
function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(text, onPress) {
  const made = element("button", "govuk-button govuk-button--secondary hf-button-small", text);
  made.type = "button";
  made.addEventListener("click", onPress);
  return made;
}

const clockTime = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", timeZone: "Europe/London" });
const dayAndTime = new Intl.DateTimeFormat("en-GB", {
  weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit", timeZone: "Europe/London",
});

// ---- Drafts -------------------------------------------------------------------------------------------------------

/** Fields a draft never holds: secrets, files, what the page itself put there, and what asks not to be kept. */
function isKept(field) {
  return Boolean(field.name) && !["hidden", "password", "file", "submit", "button", "reset", "image"].includes(field.type)
    && field.autocomplete !== "one-time-code" && !field.closest("[data-draft-skip]");
}

function keptFields(form) {
  return [...form.elements].filter((field) => field.matches("input, textarea, select") && isKept(field));
}

/** What stands in the form now: pairs of name and value, in the order of the page. */
function typed(form) {
  return keptFields(form).flatMap((field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked ? [[field.name, field.value]] : [];
    if (field.type === "select-multiple") return [...field.selectedOptions].map((option) => [field.name, option.value]);
    return [[field.name, field.value]];
  });
}

/** Puts a draft back into the form, and tells the components that listen to its fields. */
function putBack(form, pairs) {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of keptFields(form)) {
    const left = values.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = left.includes(field.value);
    } else if (field.type === "select-multiple") {
      for (const option of field.options) option.selected = left.includes(option.value);
    } else if (left.length > 0) {
      field.value = left.shift();
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  // The Design System sets its conditional questions to rights whenever a page is shown; ask it to do so now.
  window.dispatchEvent(new Event("pageshow"));
}

/** Reads the answer of GET /drafts/{key}: `{"body": …, "saved": "2026-06-01T09:00:00Z"}`; null when there is nothing to put back. */
async function readDraft(answer) {
  if (!answer.ok || !(answer.headers.get("content-type") ?? "").includes("json")) {
    await answer.body?.cancel();
    return null;
  }
  const draft = await answer.json();
  const body = typeof draft?.body === "string" ? JSON.parse(draft.body || "[]") : draft?.body;
  if (!Array.isArray(body) || !body.every((pair) => Array.isArray(pair) && pair.length === 2)) return null;
  if (!body.some(([, value]) => value !== "")) return null;
  return { body, saved: new Date(draft.saved ?? Number.NaN) };
}

class Draft {
  constructor(form) {
    this.form = form;
    this.key = form.dataset.draft;
    this.token = form.querySelector("input[type=hidden][name*=csrf]");
    this.sent = false;
    this.keeping = true;
    this.timer = 0;
    this.atFirst = JSON.stringify(typed(form));
    this.last = this.atFirst;
    this.note = element("p", "govuk-hint hf-draft-note");
    this.alarm = element("p", "govuk-error-message hf-draft-note");
    this.alarm.setAttribute("role", "alert");
    const place = form.querySelector(".govuk-button-group") ?? form.querySelector("button:not([type=button])") ?? form.lastElementChild;
    place?.before(this.note, this.alarm);
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon());
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) this.stop();
    });
    // Leaving the page, or putting the phone away, must not cost the last two seconds.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.keep();
    });
    window.addEventListener("pagehide", () => this.keep());
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.sent = false;
    });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), DRAFT_AFTER_MS);
  }

  stop() {
    this.sent = true;
    clearTimeout(this.timer);
    this.saving?.abort();
  }

  async keep() {
    clearTimeout(this.timer);
    const body = JSON.stringify(typed(this.form));
    if (this.sent || !this.keeping || body === this.last) return;
    await this.post(body);
  }

  async post(body) {
    const fields = new URLSearchParams({ key: this.key, body });
    if (this.token) fields.set(this.token.name, this.token.value);
    this.saving?.abort();
    this.saving = new AbortController();
    const before = this.last;
    this.last = body;
    try {
      const answer = await fetch("/drafts", {
        method: "POST",
        body: fields,
        credentials: "same-origin",
        redirect: "manual",
        signal: this.saving.signal,
        // Browsers carry at most 64 KiB past the end of a page; longer text goes the ordinary way.
        keepalive: fields.toString().length < 60_000,
      });
      if (answer.ok) {
        this.note.textContent = body === this.atFirst || body === "[]" ? "" : `What you typed was kept at ${clockTime.format(new Date())}.`;
        this.alarm.textContent = "";
      } else if (answer.status === 404 || answer.status === 405) {
        this.keeping = false; // This house keeps no drafts: say nothing, the form works as it is.
      } else {
        this.last = before;
        this.fail();
      }
    } catch (why) {
      if (why.name === "AbortError") return;
      this.last = before;
      this.fail();
    }
  }

  fail() {
    const words = "What you typed is not being kept. Copy long text somewhere safe before you send this form.";
    if (this.alarm.textContent !== words) this.alarm.textContent = words;
    this.note.textContent = "";
  }

  /** Offers what was typed last time; changes nothing in the form until asked. */
  async offer() {
    const answer = await fetch(`/drafts/${encodeURIComponent(this.key)}`, { credentials: "same-origin", redirect: "manual" });
    const draft = await readDraft(answer);
    if (!draft || JSON.stringify(draft.body) === JSON.stringify(typed(this.form))) return;
    const box = element("section", "hf-draft-offer");
    box.setAttribute("aria-label", "What you typed before");
    const when = Number.isNaN(draft.saved.valueOf()) ? "" : ` on ${dayAndTime.format(draft.saved)}`;
    const buttons = element("div", "govuk-button-group");
    buttons.append(
      button("Restore what you typed", () => {
        putBack(this.form, draft.body);
        box.remove();
        keptFields(this.form)[0]?.focus();
      }),
      button("Throw it away", () => {
        box.remove();
        keptFields(this.form)[0]?.focus();
        this.post("[]");
      }),
    );
    box.append(element("p", "govuk-body", `You typed something here${when} and did not send it.`), buttons);
    this.form.before(box);
  }
}

function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    new Draft(form).offer().catch(() => {}); // No draft to offer is no reason to trouble anybody.
  }
}

// ---- Values shown on request -----------------------------------------------------------------------------------------

/** Takes the value out of the page when its time is up, sooner when the page is left. */
function hideAgain(shown) {
  const seconds = Number(shown.dataset.autohide) || HIDE_AFTER_S;
  let until = Date.now() + seconds * 1_000;
  let timer = 0;
  const more = button(`Show for ${seconds} more seconds`, () => wait());
  const hide = () => {
    clearTimeout(timer);
    const hadFocus = document.activeElement === more;
    const note = element("span", "hf-sealed__mask", shown.dataset.autohideText ?? "Hidden again");
    note.tabIndex = -1;
    shown.replaceChildren(note);
    more.remove();
    if (hadFocus) note.focus();
  };
  const wait = () => {
    until = Date.now() + seconds * 1_000;
    clearTimeout(timer);
    timer = setTimeout(hide, seconds * 1_000);
  };
  shown.after(more);
  wait();
  window.addEventListener("pagehide", hide);
  // Timers sleep on a locked phone; the clock does not.
  document.addEventListener("visibilitychange", () => {
    if (Date.now() >= until) hide();
  });
}

// ---- Quick exit ------------------------------------------------------------------------------------------------------

/** Empties the page at once and puts another site in its place, so that Back does not return here. */
function leave(href) {
  document.title = "";
  document.body.replaceChildren();
  window.location.replace(href);
}

function quickExit(link) {
  let presses = [];
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link.href);
  });
  // Three presses of Shift, as on GOV.UK's own "Exit this page".
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses.filter((at) => event.timeStamp - at < EXIT_PRESSES_WITHIN_MS), event.timeStamp];
    if (presses.length >= 3) leave(link.href);
  });
}

// ---- Sent once -------------------------------------------------------------------------------------------------------

function sendOnce(form) {
  let sent = false;
  const mayAgain = () => {
    sent = false;
    form.removeAttribute("aria-busy");
  };
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    form.setAttribute("aria-busy", "true");
    setTimeout(mayAgain, MAY_SEND_AGAIN_AFTER_MS);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) mayAgain();
  });
}

// ---- A story, day by day ---------------------------------------------------------------------------------------------------

/** Offers to go through a story one day at a time. At first, and without scripts, every day is on the page. */
function stepThrough(story) {
  const days = [...story.querySelectorAll(".hf-story__day")];
  if (days.length < 2) return;
  const turning = days.findIndex((day) => day.classList.contains("hf-story__day--turning"));
  let at = -1;
  const where = element("p", "govuk-body hf-story__where");
  where.setAttribute("role", "status");
  const show = (next) => {
    at = Math.max(-1, Math.min(days.length - 1, next));
    days.forEach((day, place) => {
      day.hidden = at >= 0 && place > at;
      day.classList.toggle("hf-story__day--shown", place === at);
    });
    const day = at >= 0 ? days[at].querySelector("time")?.textContent : "";
    where.textContent = at >= 0 ? `${day}: ${at + 1} of ${days.length} days` : "";
    if (at >= 0) days[at].scrollIntoView({ block: "nearest" });
  };
  const steps = element("div", "hf-story__steps");
  steps.append(
    button("From the first day", () => show(0)),
    button("Day before", () => show(Math.max(0, at - 1))),
    button("Next day", () => show(at + 1)),
    ...(turning < 0 ? [] : [button("The day that it would have been forced", () => show(turning))]),
    button("All days", () => show(-1)),
    where,
  );
  story.before(steps);
}

// ----------------------------------------------------------------------------------------------------------------------

function each(selector, begin) {
  for (const found of document.querySelectorAll(selector)) begin(found);
}

// The way out comes first: it must work whatever happens to the rest.
each("a[data-quick-exit]", quickExit);
each("[data-autohide]", hideAgain);
each("form[method=post]", sendOnce);
each("[data-story]", stepThrough);
keepDrafts();
// The Design System dresses only a page that says its scripts run.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
