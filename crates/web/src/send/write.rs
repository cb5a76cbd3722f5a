//! `…/send/to/{who}`: writing to one recipient, and the gate's answer.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use casefile::facts::{Channel, DataItem, SendingOutcome, SendingReason, Who};
use casefile::ids::FileId;
use casefile::private::{Sealed, Unprinted};
use casefile::sending::{Wording, is_family};
use desk::{Answer, ToSend};
use uuid::Uuid;

use super::recipients::{channels, name, write_to};
use super::{PART, reasons};
use crate::act::owing::{account, asked, one_section};
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Problems, Question};
use crate::door::{Checked, Problem, Signed};
use crate::{paths, typed};

/// The longest message, in characters.
const LONGEST: usize = 20_000;

/// Who is meant, where they are in the file.
fn who(act: &Act, code: &str) -> Result<Who, Problem> {
    let file = &act.hand.opened.file;
    let person = code.strip_prefix("person-").and_then(|id| id.parse().ok()).filter(|id| file.people().get(*id).is_some());
    let team = code.strip_prefix("team-").and_then(|id| id.parse().ok()).filter(|id| file.services().team(*id).is_some());
    person.map(Who::Person).or(team.map(Who::Team)).ok_or(Problem::NotFound)
}

/// What one recipient can be sent, and how.
struct Writing {
    to: Who,
    /// By which channels.
    channels: Vec<Channel>,
    /// Whether texts and e-mail hold nothing but words from the list.
    listed: bool,
    /// Whether the number or address is typed here.
    by_hand: bool,
}

impl Writing {
    fn of(act: &Act, to: Who) -> Self {
        let seen = act.hand.seen();
        let person = match to {
            Who::Team(_) => {
                return Self { to, channels: vec![Channel::Email, Channel::Letter], listed: false, by_hand: true };
            }
            Who::Person(person) => person,
        };
        if seen.file.people().may_tell_him(person) {
            return Self { to, channels: vec![Channel::Email, Channel::Letter, Channel::Text], listed: false, by_hand: true };
        }
        let standards = &act.hand.signed.web.settings().standards;
        let channels = channels(&seen, standards, act.hand.opened.at.date(), person);
        Self { to, channels, listed: is_family(seen.file, person), by_hand: false }
    }

    /// Whether words of one's own can be written.
    fn is_free(&self) -> bool {
        !self.listed || self.channels.contains(&Channel::Letter)
    }

    fn has_list(&self) -> bool {
        self.listed && self.channels.iter().any(|channel| *channel != Channel::Letter)
    }
}

fn questions(act: &Act, writing: &Writing, in_spite: bool) -> Vec<Question> {
    let mut questions = Vec::new();
    let by = writing.channels.iter().map(|channel| Choice::new(channel.code(), channel.label())).collect::<Vec<_>>();
    if let [only] = by.as_slice() {
        questions.push(asked(act, Question::radios("channel", "How does it go?", vec![only.clone().chosen()])));
    } else {
        questions.push(asked(act, Question::radios("channel", "How does it go?", by)));
    }
    if writing.by_hand {
        let hint = "One only. For a letter, the name and the whole address. Leave it empty only where their own safe address is in the file.";
        questions.push(asked(act, Question::text("address", "To which address or number?", 3).hint(hint)));
    }
    if writing.has_list() {
        let listed = Wording::ALL.iter().map(|one| Choice::new(one.text(), one.text())).collect();
        let hint = "Texts and e-mail hold these words and nothing else. Tell them the rest when they call.";
        questions.push(asked(act, Question::radios("wording", "What does it say?", listed).hint(hint)));
    }
    if writing.is_free() {
        let label = if writing.has_list() { "What does the letter say? (only for a letter)" } else { "What does it say?" };
        let hint = "Write for this one recipient and from nothing: no copied paragraphs, no lists of who else gets it.";
        questions.push(asked(act, Question::text("words", label, 12).hint(hint)));
        let items = DataItem::CHOICES.iter().map(|one| Choice::new(one.code, one.label)).collect();
        questions.push(asked(act, Question::checkboxes("items", "What is in it about her or her children?", items)));
    }
    if in_spite {
        let go = vec![Choice::new("yes", "It has to go with what was found in it. A second person reads it first")];
        questions.push(asked(act, Question::checkboxes("in-spite", "If it cannot be taken out", go)));
        questions.push(asked(act, Question::text("why", "Why does it have to go as it is?", 3)));
    }
    questions
}

fn page(act: &Act, writing: &Writing, in_spite: bool) -> FormPage {
    let seen = act.hand.seen();
    let action = write_to(act.file(), writing.to);
    if writing.channels.is_empty() {
        let mut page = act.page("Write to somebody", "", Vec::new());
        page.back = paths::part(act.file(), PART);
        page.notes.push(Note::Warning("No safe way of writing to them is known. Do not write until one is.".into()));
        page.notes.push(Note::Links("What you can do".into(), reasons::routes(act.file(), &[SendingReason::NotSafe])));
        return page;
    }
    let mut page = act.page("Write to somebody", action, one_section(questions(act, writing, in_spite)));
    page.back = paths::part(act.file(), PART);
    page.button = "Send".into();
    page.notes.push(Note::Inset(format!("To {}, and to nobody else.", name(&seen, writing.to))));
    if writing.to.person().is_some_and(|person| seen.file.people().may_tell_him(person)) {
        page.notes.push(Note::Warning(
            "This is the alleged perpetrator’s side. A second person reads it before it goes, and nothing that leads to her may be in it.".into(),
        ));
    }
    page
}

/// The form.
/// # Errors
/// No such file or recipient.
pub async fn write(signed: Signed, Path((file, code)): Path<(FileId, String)>) -> Result<FormPage, Problem> {
    let act = Act::begin(signed, file).await?;
    let writing = Writing::of(&act, who(&act, &code)?);
    Ok(page(&act, &writing, false))
}

/// What was typed, as the desk takes it. What is wrong with it is noted.
fn read(act: &mut Act, writing: &Writing) -> Option<ToSend> {
    let channel = writing.channels.iter().copied().find(|channel| channel.code() == act.answers.one("channel"));
    if channel.is_none() {
        act.mistakes.note("channel", "Choose how it goes");
    }
    let listed = channel.is_some_and(|channel| writing.listed && channel != Channel::Letter);
    let words = if listed {
        let chosen = Wording::of(act.answers.one("wording")).map(|one| one.text().to_owned());
        if chosen.is_none() {
            act.mistakes.note("wording", "Choose what it says");
        }
        chosen
    } else {
        let typed = typed::text(&act.answers, "words", LONGEST);
        let read = act.mistakes.take("words", typed).flatten();
        if read.is_none() {
            act.mistakes.note("words", "Write what it says");
        }
        read
    };
    let address = if writing.by_hand {
        let typed = typed::text(&act.answers, "address", typed::LINE);
        act.mistakes.take("address", typed).flatten()
    } else {
        None
    };
    if address.is_none() && writing.to.team().is_some() {
        act.mistakes.note("address", "Enter the service’s own address: one");
    }
    let in_spite = if act.answers.has("in-spite", "yes") { account(act, "why", "Say why it has to go as it is") } else { None };
    let items = DataItem::ALL.iter().copied().filter(|item| act.answers.has("items", item.code())).collect();
    if !act.mistakes.is_empty() {
        return None;
    }
    Some(ToSend {
        to: writing.to,
        channel: channel?,
        address: address.map(Unprinted::new),
        items,
        words: Unprinted::new(words?),
        in_spite: in_spite.map(|why: Sealed<_>| why),
        telling: None,
    })
}

/// The gate's answer.
/// # Errors
/// No such file or recipient.
pub async fn sent(Path((file, code)): Path<(FileId, String)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let writing = Writing::of(&act, who(&act, &code)?);
    let in_spite = act.answers.asked("in-spite") || act.answers.asked("why");
    let read = if writing.channels.is_empty() { None } else { read(&mut act, &writing) };
    let Some(what) = read else { return Ok(wrong(page(&act, &writing, in_spite))) };
    let key = act.key();
    let key = Some(key.as_str()).filter(|key| !key.is_empty());
    let answer = match act.hand.signed.desk().send(file, &what, key).await {
        Ok(answer) => answer,
        Err(problem) => return act.refused(page(&act, &writing, in_spite), problem),
    };
    let shown = page(&act, &writing, in_spite);
    match answer.outcome {
        SendingOutcome::MayLeave if what.channel == Channel::Letter => {
            act.done(&shown, &format!("{PART}/letters/{}", answer.now), "to-print").await
        }
        SendingOutcome::MayLeave => act.done(&shown, PART, "sent").await,
        SendingOutcome::WaitsForSecond => act.done(&shown, PART, "waits").await,
        SendingOutcome::Refused | SendingOutcome::Declined => Ok(refused(&mut act, &writing, &answer)),
    }
}

/// It may not leave: why, what is possible instead, and everything that was typed.
fn refused(act: &mut Act, writing: &Writing, answer: &Answer) -> Response {
    // The next sending is another one: the gate has answered this one.
    act.answers.set("idempotency", Uuid::new_v4().to_string());
    let his = writing.to.person().is_some_and(|person| act.hand.opened.file.people().may_tell_him(person));
    let can_go_all_the_same = answer.because == [SendingReason::HoldsSealed] && !his;
    let mut page = page(act, writing, can_go_all_the_same || act.answers.asked("why"));
    page.problems = Some(Problems {
        title: "It may not leave as it is".into(),
        list: answer.because.iter().map(|reason| (reason.label().to_owned(), String::new())).collect(),
    });
    let notes = reasons::notes(&act.hand.seen(), answer);
    page.notes.extend(notes);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
