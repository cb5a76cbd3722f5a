//! `…/letters/write/{fact}`: the letter about a fact, as it will be; the officer may add to it, and has it made ready.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use casefile::facts::{ContactWay, SendingOutcome, Who};
use casefile::ids::{FactId, FileId};
use casefile::letters::{Goes, Occasion, asks_for_reasons, occasion_of, recipient};
use casefile::private::Unprinted;
use casefile::safe_contact::SafeContact;
use desk::{Answer, CannotAct, LetterOf, LetterWay};
use uuid::Uuid;

use super::{PART, links_path, of_composed, write_path};
use crate::act::owing::{asked, one_section};
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Problems, Question};
use crate::door::{Checked, Problem, Signed};
use crate::send::reasons;
use crate::sign_in::prove;
use crate::{paths, typed};

/// What a letter can be about, and how it can go.
struct Letter {
    about: FactId,
    occasion: &'static Occasion,
    /// Whether a way by post is safe today.
    by_post: bool,
    asks_for_reasons: bool,
}

impl Letter {
    fn of(act: &Act, about: FactId) -> Result<Self, Problem> {
        let seen = act.hand.seen();
        let fact = seen.file.fact(about).ok_or(Problem::NotFound)?;
        let occasion = occasion_of(seen.file, fact).ok_or(Problem::NotFound)?;
        let by_post = match recipient(seen.file, fact).ok_or(Problem::NotFound)? {
            Who::Team(_) => true,
            Who::Person(person) => {
                let standards = &act.hand.signed.web.settings().standards;
                SafeContact::of(seen.file, standards, act.hand.opened.at.date()).reaching(person, ContactWay::Post).is_some()
            }
        };
        Ok(Self { about, occasion, by_post, asks_for_reasons: asks_for_reasons(fact, occasion) })
    }

    fn to_host(&self) -> bool {
        self.occasion.goes == Goes::ToHost
    }

    /// What was typed, or what the form starts with.
    fn answered(&self, act: &Act) -> LetterOf {
        let way = match act.answers.one("way") {
            "post" => LetterWay::Post,
            "hand" => LetterWay::Hand,
            _ if self.by_post => LetterWay::Post,
            _ => LetterWay::Hand,
        };
        let text = |name: &str| Some(act.answers.one(name).trim()).filter(|text| !text.is_empty()).map(Unprinted::new);
        LetterOf {
            about: self.about,
            way,
            reasons: text("reasons").filter(|_| self.asks_for_reasons),
            added: text("added"),
            address: text("address").filter(|_| self.to_host()),
        }
    }
}

fn questions(act: &Act, letter: &Letter, way: LetterWay) -> Vec<Question> {
    let mut questions = Vec::new();
    if letter.to_host() {
        let hint = "A named person at the other authority, and the whole address. Only theirs.";
        questions.push(asked(act, Question::text("address", "To which address?", 4).hint(hint)));
    } else {
        let mut choices = Vec::new();
        if letter.by_post {
            choices.push(Choice::new("post", "By post, to the address that she confirmed"));
        }
        choices.push(Choice::new("hand", "Into her hands, or ready for her at the office"));
        let chosen = if way == LetterWay::Post { 0 } else { choices.len() - 1 };
        if let Some(choice) = choices.get_mut(chosen) {
            *choice = choice.clone().chosen();
        }
        let hint = if letter.by_post {
            "The last days in the letter follow from it."
        } else {
            "No address is known to be safe, so nothing goes by post. A letter that lies ready at the office for a reasonable time counts as given."
        };
        questions.push(asked(act, Question::radios("way", "How does she get it?", choices).hint(hint)));
    }
    if letter.asks_for_reasons {
        let hint = "As you would explain them to her. Say what was considered, and believe her: no word that makes little of it.";
        questions.push(asked(act, Question::text("reasons", "The reasons", 8).hint(hint)));
    }
    let hint = "It stands in the letter before what the law wants in it. Nothing else can be changed here.";
    questions.push(asked(act, Question::text("added", "Anything that you want to add (optional)", 4).hint(hint)));
    questions
}

/// The page, with the letter below the form; sealed words only where they have been read out for it.
async fn page(act: &Act, letter: &Letter, read_out: bool) -> Result<FormPage, CannotAct> {
    let what = letter.answered(act);
    let desk = act.hand.signed.desk();
    let opened = &act.hand.opened;
    let preview = if read_out {
        desk.letter_as_it_will_be(opened, &what).await?
    } else {
        desk.letter_before_it_is_written(opened, &what).await?
    };
    let sections = one_section(questions(act, letter, what.way));
    let mut page = act.page("Write the letter", write_path(act.file(), letter.about), sections);
    page.back = paths::part(act.file(), PART);
    page.button = "Make it ready".into();
    page.more.push(("do".into(), "show".into(), "Show it as it will be".into()));
    page.notes.push(Note::Inset(format!("{}.", letter.occasion.title)));
    if letter.to_host() {
        page.notes.push(Note::Warning(
            "This notice tells another authority where she is. It goes only to the named person there, in the way that was decided when their links to the alleged perpetrator were checked. A second person reads it before it goes.".into(),
        ));
        page.notes.extend(check_first(act, letter.about, "See the check, or check again"));
    }
    page.letter = of_composed(&preview.composed);
    Ok(page)
}

/// The way to the check of links, where the letter goes to another body.
fn check_first(act: &Act, about: FactId, words: &str) -> Option<Note> {
    let seen = act.hand.seen();
    let to = recipient(seen.file, seen.file.fact(about)?)?.team()?;
    Some(Note::Links("Links to the alleged perpetrator".into(), vec![(links_path(act.file(), to), words.to_owned())]))
}

/// A letter that cannot be made: why, and what is possible instead.
fn cannot(act: &Act, letter: &Letter, problem: CannotAct) -> Result<Response, Problem> {
    let mut page = act.page("Write the letter", "", Vec::new());
    page.back = paths::part(act.file(), PART);
    page.notes.push(Note::Inset(format!("{}.", letter.occasion.title)));
    page.notes.extend(check_first(act, letter.about, "Check the links"));
    act.refused(page, problem)
}

/// The page.
/// # Errors
/// No such file, or nothing is told in a letter about it.
pub async fn write(signed: Signed, Path((file, about)): Path<(FileId, FactId)>) -> Result<Response, Problem> {
    let act = Act::begin(signed, file).await?;
    let letter = Letter::of(&act, about)?;
    match page(&act, &letter, false).await {
        Ok(page) => Ok(page.into_response()),
        Err(problem) => cannot(&act, &letter, problem),
    }
}

/// Shows it with everything in it, or asks the gate.
/// # Errors
/// No such file, or nothing is told in a letter about it.
pub async fn written(
    Path((file, about)): Path<(FileId, FactId)>,
    headers: HeaderMap,
    form: Checked,
) -> Result<Response, Problem> {
    let Checked { mut signed, answers } = form;
    let action = write_path(file, about);
    if let Some(again) = prove::take(&mut signed, &headers, &action, &answers).await? {
        return Ok(again);
    }
    let mut act = Act::with(signed, file, answers).await?;
    let letter = Letter::of(&act, about)?;
    let show = act.answers.one("do") == "show";
    check(&mut act, &letter, show);
    if !act.mistakes.is_empty() {
        return match page(&act, &letter, false).await {
            Ok(page) => Ok(wrong(page)),
            Err(problem) => cannot(&act, &letter, problem),
        };
    }
    if show {
        return match page(&act, &letter, true).await {
            Ok(page) => Ok(page.into_response()),
            Err(CannotAct::NotLikeThis(access::Refused::StepUp)) => {
                prove::ask_again(&act.hand.signed, &action, &act.answers).await
            }
            Err(problem) => cannot(&act, &letter, problem),
        };
    }
    let what = letter.answered(&act);
    let key = act.key();
    let key = Some(key.as_str()).filter(|key| !key.is_empty());
    let answer = match act.hand.signed.desk().write_letter(file, &what, key).await {
        Ok(answer) => answer,
        Err(CannotAct::NotLikeThis(access::Refused::StepUp)) => {
            return prove::ask_again(&act.hand.signed, &action, &act.answers).await;
        }
        Err(problem) => return cannot(&act, &letter, problem),
    };
    match answer.outcome {
        SendingOutcome::MayLeave => {
            let shown = act.page("Write the letter", action, Vec::new());
            act.done(&shown, &format!("send/letters/{}", answer.now), "to-print").await
        }
        SendingOutcome::WaitsForSecond => {
            let shown = act.page("Write the letter", action, Vec::new());
            act.done(&shown, PART, "waits").await
        }
        SendingOutcome::Refused | SendingOutcome::Declined => refused(&mut act, &letter, &answer).await,
    }
}

fn check(act: &mut Act, letter: &Letter, show: bool) {
    for name in ["reasons", "added"] {
        let typed = typed::text(&act.answers, name, typed::ACCOUNT);
        let _ = act.mistakes.take(name, typed);
    }
    if letter.asks_for_reasons && !show && act.answers.one("reasons").trim().is_empty() {
        act.mistakes.note("reasons", "Write the reasons: the letter has to give them");
    }
    if letter.to_host() && !show && act.answers.one("address").trim().is_empty() {
        act.mistakes.note("address", "Enter the authority’s own address: one");
    }
    if act.answers.one("way") == "post" && !letter.by_post {
        act.mistakes.note("way", "No address is safe now: choose another way");
    }
}

/// It may not leave: why, what is possible instead, and everything that was typed.
async fn refused(act: &mut Act, letter: &Letter, answer: &Answer) -> Result<Response, Problem> {
    // The next sending is another one: the gate has answered this one.
    act.answers.set("idempotency", Uuid::new_v4().to_string());
    let mut page = match page(act, letter, false).await {
        Ok(page) => page,
        Err(problem) => return cannot(act, letter, problem),
    };
    page.problems = Some(Problems {
        title: "It may not leave as it is".into(),
        list: answer.because.iter().map(|reason| (reason.label().to_owned(), String::new())).collect(),
    });
    page.notes.extend(reasons::notes(&act.hand.seen(), answer));
    Ok(wrong(page))
}
