//! `GET /me/links`, `POST /me/links`, and the same for programs: a colleague's own names, addresses and links. Only they see it.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::{CannotAct, Close, Directory, StaffDetails};
use serde_json::{Value, json};

use crate::act::views::{FormPage, Note};
use crate::api::{ApiProblem, Body, Program};
use crate::components::{Answers, Problems, Question, Section};
use crate::door::{Checked, Problem, Signed};
use crate::file::views::Head;
use crate::frame::At;
use crate::typed::{self, Mistakes};

/// The address of the page.
pub const ME: &str = "/me/links";
/// Rows for people close to somebody: at least, and at most.
const ROWS: (usize, usize) = (3, 30);
/// The lists, by the names of their fields: question and hint.
const LISTS: [(&str, &str, &str); 5] = [
    ("names", "Former names, and other names that you go by", "One on each line."),
    ("addresses", "Where you live, and where you lived in the last ten years", "One on each line, with the postcode."),
    ("phones", "Your own telephone numbers", "One on each line."),
    ("emails", "Your own e-mail addresses", "One on each line. Not the one that you have for work."),
    ("vehicles", "Registrations of your vehicles", "One on each line."),
];

fn list<'d>(details: &'d mut StaffDetails, name: &str) -> &'d mut Vec<String> {
    match name {
        "names" => &mut details.names,
        "addresses" => &mut details.addresses,
        "phones" => &mut details.phones,
        "emails" => &mut details.emails,
        _ => &mut details.vehicles,
    }
}

fn rows(answers: &Answers) -> usize {
    answers.one("rows").parse().unwrap_or(ROWS.0).clamp(ROWS.0, ROWS.1)
}

/// What was kept, as answers.
fn answered(mut details: StaffDetails) -> Answers {
    let mut answers = Answers::default();
    for (name, ..) in LISTS {
        answers.set(name, list(&mut details, name).join("\n"));
    }
    let mut day = |name: &str, born: Option<jiff::civil::Date>| {
        let Some(born) = born else { return };
        for (part, value) in
            [("day", born.day().to_string()), ("month", born.month().to_string()), ("year", born.year().to_string())]
        {
            answers.set(format!("{name}-{part}"), value);
        }
    };
    day("born", details.born);
    for (row, one) in (1..).zip(&details.close) {
        day(&format!("close-{row}-born"), one.born);
    }
    for (row, one) in (1..).zip(&details.close) {
        answers.set(format!("close-{row}-name"), one.name.clone());
        answers.set(format!("close-{row}-how"), one.how.clone());
    }
    answers.set("rows", (details.close.len() + 1).max(ROWS.0).to_string());
    answers
}

fn page(signed: &Signed, directory: &Directory, answers: &Answers, mistakes: &Mistakes) -> FormPage {
    let asked = |question: Question| {
        let error = mistakes.with(&question.name).map(str::to_owned);
        question.answered(answers).error(error.as_deref())
    };
    let mut questions: Vec<Question> =
        LISTS.iter().map(|(name, label, hint)| asked(Question::text(*name, *label, 3).hint(*hint))).collect();
    questions.insert(1, asked(Question::day("born", "Your date of birth")));
    let close = (1..=rows(answers)).flat_map(|row| {
        [
            asked(Question::line(format!("close-{row}-name"), format!("Person {row}: name")).autocomplete("off")),
            asked(Question::line(format!("close-{row}-how"), format!("Person {row}: how you are linked")).autocomplete("off")),
            asked(Question::day(format!("close-{row}-born"), format!("Person {row}: date of birth, if known"))),
        ]
    });
    let sections = vec![
        Section { heading: "You".into(), questions, ..Section::default() },
        Section {
            heading: "People close to you".into(),
            intro: "Your next of kin, and anybody with whom you have a link that your work should know of: a partner, a former partner, a friend.".into(),
            questions: close.collect(),
            ..Section::default()
        },
    ];
    let mut page = FormPage::new(signed.frame(At::Me, directory), Head::default(), "Your details and links", ME);
    page.problems = Problems::of(sections.iter().flat_map(|section| &section.questions));
    page.sections = sections;
    page.back = "/help".into();
    page.button = "Keep".into();
    page.hidden.push(("rows".into(), rows(answers).to_string()));
    page.more.push(("more".into(), "people".into(), "Add room for more people".into()));
    page.notes.push(Note::Plain(
        "Nobody may open the file of somebody they are linked to. Holdfast compares these details with people in files, and keeps a file from you \
         where they agree. You are not told, and nor is your team: it happens to most of us at some time."
            .into(),
    ));
    page.notes.push(Note::Plain("Nobody else can read this page: no manager, no administrator, nobody in personnel.".into()));
    page
}

fn read(answers: &Answers) -> Result<StaffDetails, Mistakes> {
    let mut wrong = Mistakes::default();
    let mut details = StaffDetails::default();
    for (name, ..) in LISTS {
        let text = wrong.take(name, typed::text(answers, name, typed::LINE * desk::MOST)).flatten().unwrap_or_default();
        let lines: Vec<String> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        if lines.len() > desk::MOST || lines.iter().any(|line| line.chars().count() > typed::LINE) {
            wrong.note(name, "Thirty lines at most, of three hundred letters each");
        }
        *list(&mut details, name) = lines;
    }
    details.born = wrong.take("born", typed::day(answers, "born")).flatten();
    for row in 1..=rows(answers) {
        let mut line = |part: &str| {
            let name = format!("close-{row}-{part}");
            wrong.take(&name, typed::text(answers, &name, typed::LINE)).flatten().unwrap_or_default()
        };
        let (name, how) = (line("name"), line("how"));
        let day = format!("close-{row}-born");
        let born = wrong.take(&day, typed::day(answers, &day)).flatten();
        if name.trim().is_empty() && (!how.trim().is_empty() || born.is_some()) {
            wrong.note(format!("close-{row}-name"), "Enter the name");
        }
        if !name.trim().is_empty() {
            details.close.push(Close { name, how, born });
        }
    }
    if wrong.is_empty() { Ok(details) } else { Err(wrong) }
}

/// The officer's own details.
/// # Errors
/// The ledger does not answer.
pub async fn show(signed: Signed) -> Result<FormPage, Problem> {
    let details = signed.desk().my_details().await?;
    Ok(page(&signed, &signed.directory().await?, &answered(details), &Mistakes::default()))
}

/// Keeps them. The answer is the same whatever they agree with.
/// # Errors
/// The ledger could not keep them.
pub async fn keep(form: Checked) -> Result<Response, Problem> {
    let Checked { signed, mut answers } = form;
    if answers.asked("more") {
        answers.set("rows", (rows(&answers) + 3).to_string());
        return Ok(page(&signed, &signed.directory().await?, &answers, &Mistakes::default()).into_response());
    }
    let details = match read(&answers) {
        Ok(details) => details,
        Err(mistakes) => {
            let page = page(&signed, &signed.directory().await?, &answers, &mistakes);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    match signed.desk().keep_my_details(&details).await {
        Ok(()) => Ok(Redirect::to(&format!("{ME}?said=details-kept")).into_response()),
        Err(CannotAct::Refused(refusal)) => {
            let mut mistakes = Mistakes::default();
            mistakes.note("names", refusal.because);
            let page = page(&signed, &signed.directory().await?, &answers, &mistakes);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(problem) => Err(problem.into()),
    }
}

/// `GET /api/me/links`
/// # Errors
/// What stands in the way, as a problem.
pub async fn api_show(program: Program) -> Result<Json<StaffDetails>, ApiProblem> {
    Ok(Json(program.desk.my_details().await?))
}

/// `PUT /api/me/links`
/// # Errors
/// What stands in the way, as a problem.
pub async fn api_keep(program: Program, Body(details): Body<StaffDetails>) -> Result<Json<Value>, ApiProblem> {
    program.desk.keep_my_details(&details).await?;
    Ok(Json(json!({ "kept": true })))
}
