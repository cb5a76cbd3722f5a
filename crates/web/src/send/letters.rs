//! `…/send/letters/{fact}`: a letter that may leave is printed as it was checked, posted, or stopped.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use casefile::facts::{Channel, LetterPrinted, LetterReady, SendingDecided, SendingReason};
use casefile::ids::{FactId, FileId};
use desk::{CannotAct, Paper};

use super::recipients::{is_waiting, name};
use super::views::PaperPage;
use super::{PART, reasons};
use crate::act::sending::Act;
use crate::act::views::{FormPage, Note};
use crate::components::Problems;
use crate::door::{Checked, Problem, Signed};
use crate::letters::of_letter;
use crate::sign_in::prove;
use crate::{paths, words};

fn path(file: FileId, letter: FactId) -> String {
    paths::send(file, &format!("letters/{letter}"))
}

fn page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    let seen = act.hand.seen();
    let fact = seen.file.fact(id).ok_or(Problem::NotFound)?;
    let it = fact.is::<LetterReady>().ok_or(Problem::NotFound)?;
    let waiting = is_waiting(&seen, id, it);
    let printed = seen.file.each::<LetterPrinted>().rfind(|(_, printed)| printed.letter == id);
    let action = if waiting { path(act.file(), id) } else { String::new() };
    let decided = seen.file.fact(it.decided).and_then(|fact| fact.is::<SendingDecided>());
    let in_hand = decided.is_some_and(|decided| decided.channel == Channel::InPerson);
    let heading = if in_hand { "A letter to print and hand over" } else { "A letter to print and post" };
    let mut page = act.page(heading, action, Vec::new());
    page.back = paths::part(act.file(), if it.template.is_some() { crate::letters::PART } else { PART });
    page.draft = String::new();
    page.button = if printed.is_some() { "Print it again" } else { "Print it" }.into();
    page.notes.push(Note::Inset(format!(
        "To {}, and to nobody else. By {}, {}.",
        name(&seen, it.to),
        seen.officer(it.officer),
        words::when(fact.happened)
    )));
    if let Some(about) = it.about.and_then(|about| seen.file.fact(about)) {
        page.notes.push(Note::Plain(format!("It tells of: {}.", words::from_code(&seen.briefly(about)))));
    }
    if let Some((when, it)) = printed {
        page.notes.push(Note::Plain(format!("Printed by {}, {}.", seen.officer(it.officer), words::when(when.happened))));
    }
    if waiting {
        page.notes.push(Note::Plain(
            "It is looked through once more when it is printed, and when it is posted. Print it from here and in no other way."
                .into(),
        ));
        if act.hand.signed.web.house().typeset().is_some() {
            page.more.push(("do".into(), "pdf".into(), "Take it as a PDF to print".into()));
        }
        if printed.is_some() && in_hand {
            page.more.push(("do".into(), "handed-over".into(), "She has it: it is in her hands".into()));
            page.more.push(("do".into(), "posted".into(), "It lies ready for her at the office".into()));
        } else if printed.is_some() {
            page.more.push(("do".into(), "posted".into(), "It is in the post".into()));
        }
        page.more.push(("do".into(), "stop".into(), "Stop it: it is not to go".into()));
    } else {
        page.notes.push(Note::Plain("This letter does not wait any more: it is in the post, or it was stopped.".into()));
    }
    Ok(page)
}

/// The page.
/// # Errors
/// No such letter.
pub async fn letter(signed: Signed, Path((file, fact)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    page(&Act::begin(signed, file).await?, fact)
}

/// Prints it, says that it is posted, or stops it.
/// # Errors
/// No such letter.
pub async fn lettered(
    Path((file, fact)): Path<(FileId, FactId)>,
    headers: HeaderMap,
    form: Checked,
) -> Result<Response, Problem> {
    let Checked { mut signed, answers } = form;
    let action = path(file, fact);
    if let Some(again) = prove::take(&mut signed, &headers, &action, &answers).await? {
        return Ok(again);
    }
    let act = Act::with(signed, file, answers).await?;
    let shown = page(&act, fact)?;
    let desk = act.hand.signed.desk();
    let back = if from_template(&act, fact) { crate::letters::PART } else { PART };
    match act.answers.one("do") {
        "posted" => match desk.letter_posted(file, fact).await {
            Ok(Ok(_)) => act.done(&shown, back, "posted").await,
            Ok(Err(because)) => stopped(&act, fact, &because),
            Err(problem) => act.refused(shown, problem),
        },
        "handed-over" => match desk.letter_handed_over(file, fact).await {
            Ok(Ok(_)) => act.done(&shown, back, "in-her-hands").await,
            Ok(Err(because)) => stopped(&act, fact, &because),
            Err(problem) => act.refused(shown, problem),
        },
        "stop" => match desk.stop_letter(file, fact).await {
            Ok(()) => act.done(&shown, back, "stopped").await,
            Err(problem) => act.refused(shown, problem),
        },
        what => match desk.print_letter(file, fact, what == "pdf").await {
            Ok(Ok(Paper { pdf: Some(pdf), .. })) => Ok(as_pdf(pdf)),
            Ok(Ok(paper)) => {
                let page = PaperPage {
                    frame: act.hand.frame(),
                    address: paper.address.as_ref().map(|address| address.words().to_owned()).unwrap_or_default(),
                    letter: of_letter(&paper.letter),
                    language: paper.language,
                    back: action,
                };
                Ok(page.into_response())
            }
            Ok(Err(because)) => stopped(&act, fact, &because),
            Err(CannotAct::NotLikeThis(access::Refused::StepUp)) => {
                prove::ask_again(&act.hand.signed, &action, &act.answers).await
            }
            Err(problem) => act.refused(shown, problem),
        },
    }
}

fn from_template(act: &Act, letter: FactId) -> bool {
    let fact = act.hand.opened.file.fact(letter).and_then(|fact| fact.is::<LetterReady>());
    fact.is_some_and(|it| it.template.is_some())
}

/// A file for the printer. Its name tells nothing, and no cache keeps it.
fn as_pdf(pdf: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"letter.pdf\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, pdf).into_response()
}

/// The gate has decided again, and it stays.
fn stopped(act: &Act, fact: FactId, because: &[SendingReason]) -> Result<Response, Problem> {
    let mut page = page(act, fact)?;
    page.problems = Some(Problems {
        title: "This letter may not leave any more: do not post it, and destroy what is printed".into(),
        list: because.iter().map(|reason| (reason.label().to_owned(), String::new())).collect(),
    });
    page.notes.push(Note::Links("Put it right".into(), reasons::routes(act.file(), because)));
    page.action = String::new();
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
