//! `GET /emergency`: asking for a file that one may not open. What is answered is the same whether there is such a file, whether its existence is
//! hidden, and whether the officer is kept out of it.

use access::{Refused, Role};
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use casefile::facts::EmergencyReason;
use casefile::ids::FileId;
use desk::{Came, CannotAct, Need};

use crate::act::owing::one_section;
use crate::act::views::{FormPage, Note};
use crate::components::{Answers, Choice, Problems, Question};
use crate::door::{Checked, Problem, Signed};
use crate::file::views::Head;
use crate::frame::At;
use crate::paths;
use crate::sign_in::prove;
use crate::typed::{self, Mistakes};

/// The most that somebody writes about why it cannot wait, in characters.
const LONGEST: usize = 2_000;

async fn form(signed: &Signed, answers: &Answers, mistakes: &Mistakes) -> Result<FormPage, Problem> {
    if matches!(signed.desk().officer().role, Role::PrivacyOfficer | Role::ConflictReviewer | Role::Administrator) {
        return Err(Problem::NotYourRole);
    }
    let asked = |question: Question| {
        let error = mistakes.with(&question.name).map(str::to_owned);
        question.answered(answers).error(error.as_deref())
    };
    let reasons = EmergencyReason::ALL.iter().map(|reason| Choice::new(reason.code(), reason.label())).collect();
    let questions = vec![
        asked(Question::line("reference", "Reference of the file").autocomplete("off").hint("Such as K7QX-2M9P.")),
        asked(Question::radios("reason", "Why can it not wait?", reasons)),
        asked(Question::text("why", "What is happening, and what do you need to know?", 4)),
    ];
    let frame = signed.frame(At::Files, &signed.directory().await?);
    let mut page = FormPage::new(frame, Head::default(), "Open a file in an emergency", paths::EMERGENCY);
    page.problems = Problems::of(&questions);
    page.sections = one_section(questions);
    page.back = paths::WORK.into();
    page.button = "Ask for the file".into();
    if signed.desk().emergencies_are_closed().await? {
        page.notes.push(Note::Warning(
            "Nobody has looked at an earlier emergency access of yours in time, so files do not open to you this way now. What you ask goes to the duty manager."
                .into(),
        ));
    }
    page.notes.push(Note::Plain("If somebody is in danger now, ring 999 and your duty manager first.".into()));
    page.notes.push(Note::Lines(
        "If the file can be opened like this".into(),
        vec![
            "You may read it for an hour, and change, print or hand on nothing.".into(),
            "The duty manager, whoever has the file, and the privacy officers of both bodies are told at once.".into(),
            "A privacy officer asks you about it on the next working day.".into(),
        ],
    ));
    page.notes.push(Note::Plain("If it cannot, the duty manager on call has your request at once, and acts on it.".into()));
    Ok(page)
}

/// The page.
/// # Errors
/// Not for somebody of this role.
pub async fn show(signed: Signed) -> Result<FormPage, Problem> {
    form(&signed, &Answers::default(), &Mistakes::default()).await
}

fn read(answers: &Answers) -> Result<Need, Mistakes> {
    let mut mistakes = Mistakes::default();
    let reference = mistakes.take("reference", typed::text(answers, "reference", typed::LINE)).flatten();
    let why = mistakes.take("why", typed::text(answers, "why", LONGEST)).flatten();
    let reason = EmergencyReason::ALL.iter().copied().find(|reason| reason.code() == answers.one("reason"));
    if reference.is_none() {
        mistakes.note("reference", "Enter the reference of the file");
    }
    if reason.is_none() {
        mistakes.note("reason", "Choose why it cannot wait");
    }
    if why.is_none() {
        mistakes.note("why", "Say in a line what is happening");
    }
    match (reference, reason, why) {
        (Some(reference), Some(reason), Some(why)) if mistakes.is_empty() => Ok(Need { reference, reason, why }),
        _ => Err(mistakes),
    }
}

/// `POST /emergency`
/// # Errors
/// Not for somebody of this role, or the ledger does not answer.
pub async fn asked(headers: HeaderMap, sent: Checked) -> Result<Response, Problem> {
    let Checked { mut signed, answers } = sent;
    let need = match read(&answers) {
        Ok(need) => need,
        Err(mistakes) => {
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, form(&signed, &answers, &mistakes).await?).into_response());
        }
    };
    if let Some(again) = prove::take(&mut signed, &headers, paths::EMERGENCY, &answers).await? {
        return Ok(again);
    }
    match signed.desk().in_an_emergency(&need).await {
        Ok(Came::Open(file)) => Ok(Redirect::to(&format!("{}?said=emergency", paths::file(file))).into_response()),
        Ok(Came::PassedOn) => Ok(Redirect::to(&format!("{}?said=passed-on", paths::EMERGENCY)).into_response()),
        Err(CannotAct::NotLikeThis(Refused::StepUp)) => prove::ask_again(&signed, paths::EMERGENCY, &answers).await,
        Err(problem) => Err(problem.into()),
    }
}

/// `POST /emergency/{file}/end`
/// # Errors
/// None runs.
pub async fn ended(Path(file): Path<FileId>, sent: Checked) -> Result<Redirect, Problem> {
    match sent.signed.desk().end_emergency(file).await {
        Ok(()) | Err(CannotAct::Refused(_)) => Ok(Redirect::to(&format!("{}?said=emergency-ended", paths::WORK))),
        Err(problem) => Err(problem.into()),
    }
}
