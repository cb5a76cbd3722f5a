//! `GET /enquiry`, `POST /enquiry` for everybody; `GET /enquiries` for those on call. The answer at the front desk is the same whatever there is.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::private::Unprinted;
use desk::{Directory, Enquiry, FileLine, Said};
use uuid::Uuid;

use crate::act::owing::one_section;
use crate::act::views::{FormPage, Note};
use crate::components::{Answers, Problems, Question};
use crate::door::{Checked, Problem, Signed};
use crate::file::views::Head;
use crate::frame::At;
use crate::typed::{self, Mistakes};
use crate::{paths, words};

/// The address of the form.
const ENQUIRY: &str = "/enquiry";
/// The address of the list.
const ENQUIRIES: &str = "/enquiries";

fn page(signed: &Signed, directory: &Directory, answers: &Answers, mistakes: &Mistakes) -> FormPage {
    let asked = |question: Question| {
        let error = mistakes.with(&question.name).map(str::to_owned);
        question.answered(answers).error(error.as_deref())
    };
    let questions = vec![
        asked(Question::line("name", "What are they called?").autocomplete("off")),
        asked(Question::day("born", "Date of birth, if they give it")),
        asked(Question::line("reached", "How do they say that they can be reached safely?").autocomplete("off")),
        asked(Question::text("words", "What do they want, and where are they now?", 3)),
    ];
    let mut page =
        FormPage::new(signed.frame(At::Search, directory), Head::default(), "Somebody says that they are known here", ENQUIRY);
    page.problems = Problems::of(&questions);
    page.sections = one_section(questions);
    page.back = "/search".into();
    page.button = "Pass it on".into();
    page.notes.push(Note::Plain(
        "It goes to the duty manager, who rings back or comes. You will not hear whether there is a file, and nor may they: whoever asks may not be who \
         they say they are. Say only: «I have passed it on.»"
            .into(),
    ));
    page.notes.push(Note::Warning("If anybody is in danger at this moment, ring 999 first.".into()));
    page
}

/// Asked before anything is read.
fn may_pass_on(signed: &Signed) -> Result<(), Problem> {
    access::house_permit::<access::SearchPeople>(signed.desk().officer()).map_err(desk::CannotAct::from)?;
    Ok(())
}

/// The form.
/// # Errors
/// Not for this role.
pub async fn show(signed: Signed) -> Result<FormPage, Problem> {
    may_pass_on(&signed)?;
    Ok(page(&signed, &signed.directory().await?, &Answers::default(), &Mistakes::default()))
}

/// Passes it on. One answer, match or not.
/// # Errors
/// Not for this role, or it could not be kept.
pub async fn passed(form: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = form;
    may_pass_on(&signed)?;
    let mut wrong = Mistakes::default();
    let mut line = |name: &str, most| wrong.take(name, typed::text(&answers, name, most)).flatten().unwrap_or_default();
    let (name, reached, said) = (line("name", typed::LINE), line("reached", typed::LINE), line("words", 5_000));
    let born = wrong.take("born", typed::day(&answers, "born")).flatten();
    if name.trim().is_empty() {
        wrong.note("name", "Write down what they are called");
    }
    if !wrong.is_empty() {
        let page = page(&signed, &signed.directory().await?, &answers, &wrong);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let said = Said { name: Unprinted::new(name), born, reached: Unprinted::new(reached), words: Unprinted::new(said) };
    signed.desk().pass_on_enquiry(&said).await?;
    Ok(Redirect::to(&format!("{ENQUIRY}?said=enquiry-passed-on")).into_response())
}

fn address(id: Uuid) -> String {
    format!("{ENQUIRIES}/{id}")
}

fn asked_at(directory: &Directory, enquiry: &Enquiry) -> String {
    let at = casefile::calendar::london_time(enquiry.at);
    let who = directory.officer(enquiry.officer).map_or("somebody who has gone", |officer| officer.name.as_str());
    format!("{}, {}, from {who}", words::day(at.date()), words::time(at.time()))
}

/// The list, for those on call.
/// # Errors
/// Not on call.
pub async fn list(signed: Signed) -> Result<FormPage, Problem> {
    let directory = signed.directory().await?;
    let all = signed.desk().enquiries().await?;
    let mut page =
        FormPage::new(signed.frame(At::Enquiries, &directory), Head::default(), "People who say that they are known", "");
    page.back = paths::WORK.into();
    if all.is_empty() {
        page.notes.push(Note::Plain("Nobody waits for an answer.".into()));
    } else {
        let links = all.iter().map(|(enquiry, _)| (address(enquiry.id), asked_at(&directory, enquiry))).collect();
        page.notes.push(Note::Links("Waiting".into(), links));
    }
    Ok(page)
}

async fn one(signed: &Signed, id: Uuid) -> Result<(Enquiry, Vec<FileLine>), Problem> {
    signed.desk().enquiries().await?.into_iter().find(|(enquiry, _)| enquiry.id == id).ok_or(Problem::NotFound)
}

async fn form(signed: &Signed, id: Uuid, answers: &Answers, error: Option<&str>) -> Result<FormPage, Problem> {
    let (enquiry, files) = one(signed, id).await?;
    let directory = signed.directory().await?;
    let question = Question::text("done", "What did you do?", 4).answered(answers).error(error);
    let mut page =
        FormPage::new(signed.frame(At::Enquiries, &directory), Head::default(), "Somebody says that they are known", address(id));
    page.problems = Problems::of([&question]);
    page.sections = one_section(vec![question]);
    page.back = ENQUIRIES.into();
    page.button = "Record what I did".into();
    let said = &enquiry.said;
    let mut lines = vec![asked_at(&directory, &enquiry), format!("Called: {}", said.name.shown())];
    lines.extend(said.born.map(|born| format!("Born: {}", words::day(born))));
    lines.extend([("Reached: ", &said.reached), ("", &said.words)].into_iter().filter_map(|(before, text)| {
        let text = text.shown();
        (!text.is_empty()).then(|| format!("{before}{text}"))
    }));
    page.notes.push(Note::Lines("What was said".into(), lines));
    if files.is_empty() {
        page.notes
            .push(Note::Plain("No file that you may open is like it. Ring them as you would anybody who asks for help.".into()));
    } else {
        let likely = files.iter().map(|line| (paths::file(line.file), format!("File {}", line.reference))).collect();
        page.notes.push(Note::Links("It may be".into(), likely));
        page.notes.push(Note::Warning(
            "Whoever asked may not be her. Make sure in the way that her file says is safe, and tell your colleague nothing."
                .into(),
        ));
    }
    Ok(page)
}

/// `GET /enquiries/{id}`
/// # Errors
/// No such enquiry for this officer.
pub async fn enquiry(signed: Signed, Path(id): Path<Uuid>) -> Result<FormPage, Problem> {
    form(&signed, id, &Answers::default(), None).await
}

/// `POST /enquiries/{id}`
/// # Errors
/// No such enquiry for this officer.
pub async fn answered(Path(id): Path<Uuid>, sent: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = sent;
    let error = match typed::text(&answers, "done", 5_000) {
        Ok(Some(words)) => {
            signed.desk().answer_enquiry(id, &words).await?;
            return Ok(Redirect::to(&format!("{ENQUIRIES}?said=request-answered")).into_response());
        }
        Ok(None) => "Say in a line what you did".to_owned(),
        Err(problem) => problem,
    };
    let page = form(&signed, id, &answers, Some(&error)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
