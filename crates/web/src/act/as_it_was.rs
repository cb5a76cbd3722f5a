//! Recording what a service really did, though nobody may do it: a second, deliberate step with how it is known.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use casefile::commands::{RecordAsItWas, is_recorded_by_hand};
use casefile::facts::Kind;
use casefile::ids::FileId;
use casefile::private::Sealed;

use super::handlers::{fact_page, more_steps, new_person, start};
use super::sending::{Act, wrong};
use super::views::{FormPage, Note};
use super::{read, words};
use crate::components::{Question, Section};
use crate::door::{Checked, Problem, Signed};
use crate::{paths, typed};

/// The name of the button by which a refused form asks for this step.
pub const ASKED: &str = "as-it-was";
/// The words on that button.
pub const BUTTON: &str = "This has already happened: record it as it was";

/// The page on which a kind is recorded as it was.
pub fn path(file: FileId, kind: Kind) -> String {
    paths::part(file, &format!("as-it-was/{}", kind.code()))
}

fn kind_of(code: &str) -> Result<Kind, Problem> {
    Kind::from_code(code).filter(|kind| is_recorded_by_hand(*kind)).ok_or(Problem::NotFound)
}

/// The form of a kind, with what was typed, and the question how it is known.
pub fn page(act: &Act, kind: Kind) -> FormPage {
    let mut page = fact_page(act, kind, path(act.file(), kind));
    page.heading = format!("As it was: {}", words::kind(kind).to_lowercase());
    page.notes.push(Note::Inset(
        "For what another body has done, or yours before today. It meets nothing that is owed; what puts it right is owed from then on."
            .into(),
    ));
    let how = Question::text("how-known", "How is it known that this happened?", 3)
        .hint("Who told it, or where it is written. It is kept beside the entry.")
        .answered(&act.answers)
        .error(act.mistakes.with("how-known"));
    page.sections.push(Section { questions: vec![how], ..Section::default() });
    page.problems = crate::components::Problems::of(page.sections.iter().flat_map(|section| &section.questions));
    page.button = "Record as it was".into();
    page
}

/// `GET /files/{file}/as-it-was/{kind}`
/// # Errors
/// No such file or kind.
pub async fn show(signed: Signed, Path((file, code)): Path<(FileId, String)>) -> Result<FormPage, Problem> {
    let kind = kind_of(&code)?;
    let mut act = Act::begin(signed, file).await?;
    start(&mut act, kind, None);
    Ok(page(&act, kind))
}

/// `POST /files/{file}/as-it-was/{kind}`
/// # Errors
/// No such file or kind.
pub async fn record(Path((file, code)): Path<(FileId, String)>, form: Checked) -> Result<Response, Problem> {
    let kind = kind_of(&code)?;
    let mut act = Act::with(form.signed, file, form.answers).await?;
    if more_steps(&mut act) {
        return Ok(page(&act, kind).into_response());
    }
    let typed = typed::text(&act.answers, "how-known", typed::ACCOUNT);
    let how_known = act.mistakes.take("how-known", typed).flatten();
    if how_known.is_none() {
        act.mistakes.note("how-known", "Say how it is known: who told it, or where it is written");
    }
    let read = read::fact(kind, &act.answers, act.hand.opened.at, new_person(&act));
    let ((happened, body), how_known) = match (read, how_known) {
        (Ok(read), Some(how_known)) if act.mistakes.is_empty() => (read, how_known),
        (read, _) => {
            act.mistakes.0.extend(read.err().into_iter().flat_map(|mistakes| mistakes.0));
            return Ok(wrong(page(&act, kind)));
        }
    };
    let shown = page(&act, kind);
    let command = RecordAsItWas { body, happened, known: Vec::new(), how_known: Sealed::new(how_known) };
    match act.send(&command).await {
        Ok(_) => act.done(&shown, "", "as-it-was").await,
        Err(problem) => act.refused(shown, problem),
    }
}
