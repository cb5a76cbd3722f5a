//! `GET /search`, `POST /search`, `POST /api/search`. By form, so that nothing that was looked for stands in an address.

use access::Purpose;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use desk::{Directory, FileLine, Found, ON_A_PAGE, TooLittle, Wanted};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use super::views::SearchPage;
use crate::api::{ApiProblem, Body, Program};
use crate::components::{Answers, Cell, Choice, Problems, Question, Section, Table};
use crate::door::{Checked, Problem, Signed};
use crate::frame::At;
use crate::typed::{self, Mistakes};
use crate::{paths, words};

/// For what somebody may be looked for.
const PURPOSES: [Purpose; 3] = [Purpose::Casework, Purpose::Safety, Purpose::Oversight];

const TOO_OFTEN: &str = "You have looked for many people in a short time. Wait ten minutes, or ask your manager";

fn sections(answers: &Answers, mistakes: &Mistakes) -> Vec<Section> {
    let asked = |question: Question| {
        let error = mistakes.with(&question.name).map(str::to_owned);
        question.answered(answers).error(error.as_deref())
    };
    let purposes = PURPOSES.map(|one| Choice::new(one.code(), one.label())).to_vec();
    vec![
        Section { questions: vec![asked(Question::radios("purpose", "What is it for?", purposes))], ..Section::default() },
        Section {
            heading: "One of these".into(),
            questions: vec![
                asked(Question::line("reference", "Reference of the file").autocomplete("off")),
                asked(Question::line("reached", "Telephone number or e-mail address").autocomplete("off")),
            ],
            ..Section::default()
        },
        Section {
            heading: "Or a name, and one thing more".into(),
            questions: vec![
                asked(
                    Question::line("name", "Name")
                        .hint("In any order. Short forms of a name count as the name.")
                        .autocomplete("off"),
                ),
                asked(Question::day("born", "Date of birth").hint("If you only know the year, leave day and month empty.")),
                asked(
                    Question::line("with", "Name of somebody else in her file")
                        .hint("A child, or whom she fears.")
                        .autocomplete("off"),
                ),
            ],
            ..Section::default()
        },
    ]
}

fn page(
    signed: &Signed,
    directory: &Directory,
    answers: &Answers,
    mistakes: &Mistakes,
    found: Option<&[FileLine]>,
) -> SearchPage {
    let sections = sections(answers, mistakes);
    SearchPage {
        frame: signed.frame(At::Search, directory),
        problems: Problems::of(sections.iter().flat_map(|section| &section.questions)),
        sections,
        full: found.is_some_and(|lines| lines.len() >= ON_A_PAGE as usize),
        found: found.map(|lines| table(directory, lines)),
    }
}

/// Files in a table: reference, what she is called, who leads, since when.
pub fn table(directory: &Directory, lines: &[FileLine]) -> Table {
    let rows = lines.iter().map(|line| {
        let lead = line.lead.and_then(|team| directory.team(team)).map(|team| team.name.clone()).unwrap_or_default();
        let opened = words::day(casefile::calendar::london_date(line.opened));
        let name = line.name.as_ref().map(|name| name.shown().to_owned()).unwrap_or_default();
        vec![Cell::Link(paths::file(line.file), line.reference.clone()), Cell::Text(name), Cell::Text(lead), Cell::Text(opened)]
    });
    let heads = ["Reference", "Known as", "Lead", "Opened"].map(|head| (head.to_owned(), false));
    Table { caption: String::new(), heads: heads.to_vec(), rows: rows.collect() }
}

/// The form.
/// # Errors
/// Not for this role.
pub async fn show(signed: Signed) -> Result<SearchPage, Problem> {
    may_look(&signed)?;
    Ok(page(&signed, &signed.directory().await?, &Answers::default(), &Mistakes::default(), None))
}

fn may_look(signed: &Signed) -> Result<(), Problem> {
    access::house_permit::<access::SearchPeople>(signed.desk().officer()).map_err(desk::CannotAct::from)?;
    Ok(())
}

/// Looks, and answers with a page of files at most.
/// # Errors
/// Not for this role, or the search could not be kept.
pub async fn look(form: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = form;
    may_look(&signed)?;
    let directory = signed.directory().await?;
    let wrong = |mistakes: &Mistakes, status: StatusCode| {
        Ok((status, page(&signed, &directory, &answers, mistakes, None)).into_response())
    };
    let (wanted, purpose) = match read(&answers) {
        Ok(read) => read,
        Err(mistakes) => return wrong(&mistakes, StatusCode::UNPROCESSABLE_ENTITY),
    };
    match signed.desk().search(&wanted, purpose).await? {
        Found::Files(lines) => Ok(page(&signed, &directory, &answers, &Mistakes::default(), Some(&lines)).into_response()),
        Found::TooOften => {
            let mut mistakes = Mistakes::default();
            mistakes.note("purpose", TOO_OFTEN);
            wrong(&mistakes, StatusCode::TOO_MANY_REQUESTS)
        }
    }
}

fn read(answers: &Answers) -> Result<(Wanted, Purpose), Mistakes> {
    let mut wrong = Mistakes::default();
    let purpose = Purpose::from_code(answers.one("purpose")).filter(|one| PURPOSES.contains(one));
    if purpose.is_none() {
        wrong.note("purpose", "Choose what it is for");
    }
    let mut line = |name: &str| wrong.take(name, typed::text(answers, name, typed::LINE)).flatten();
    let (reference, reached, name, with) = (line("reference"), line("reached"), line("name"), line("with"));
    let only_year = answers.one("born-day").is_empty() && answers.one("born-month").is_empty();
    let year: Option<i16> = answers.one("born-year").parse().ok().filter(|year| only_year && (1900..=2200).contains(year));
    let born = if year.is_some() { None } else { wrong.take("born", typed::day(answers, "born")).flatten() };
    let wanted = match (reference, reached, name) {
        (Some(reference), ..) => Some(Wanted::Reference(reference)),
        (_, Some(reached), _) => Some(Wanted::Reached(reached)),
        (.., Some(name)) => match (born, year, with) {
            (Some(born), ..) => Some(Wanted::Born(name, born)),
            (_, Some(year), _) => Some(Wanted::Year(name, year)),
            (.., Some(with)) => Some(Wanted::With(name, with)),
            _ => {
                wrong.note("born", "A name alone is not enough: add her date of birth, the year, or somebody else’s name");
                None
            }
        },
        _ => {
            wrong.note("reference", "Give a reference, a number or address, or a name with one thing more");
            None
        }
    };
    if let Some(missing) = wanted.as_ref().and_then(|wanted| wanted.is_enough().err()) {
        let (question, said) = missing_words(missing);
        wrong.note(question, said);
    }
    match (wanted, purpose) {
        (Some(wanted), Some(purpose)) if wrong.is_empty() => Ok((wanted, purpose)),
        _ => Err(wrong),
    }
}

fn missing_words(missing: TooLittle) -> (&'static str, &'static str) {
    match missing {
        TooLittle::NothingToReach => ("reached", "Enter a whole telephone number, or an e-mail address"),
        TooLittle::OneWord => ("name", "Enter two words of the name, or the whole date of birth"),
        TooLittle::Nothing => ("name", "Enter a name in letters"),
    }
}

/// A search as a program sends it: one of these, with a name one more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    purpose: String,
    #[serde(default)]
    reference: Option<String>,
    #[serde(default)]
    reached: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    born: Option<Date>,
    #[serde(default)]
    year: Option<i16>,
    #[serde(default)]
    with: Option<String>,
}

/// `POST /api/search`
/// # Errors
/// What stands in the way, as a problem.
pub async fn api(program: Program, Body(search): Body<Search>) -> Result<Json<Value>, ApiProblem> {
    let wrong = |words: &str| ApiProblem::new(StatusCode::UNPROCESSABLE_ENTITY, words);
    let purpose =
        Purpose::from_code(&search.purpose).ok_or_else(|| wrong("say what it is for: casework, safety or oversight"))?;
    let wanted = match search {
        Search { reference: Some(reference), .. } => Wanted::Reference(reference),
        Search { reached: Some(reached), .. } => Wanted::Reached(reached),
        Search { name: Some(name), born: Some(born), .. } => Wanted::Born(name, born),
        Search { name: Some(name), year: Some(year), .. } => Wanted::Year(name, year),
        Search { name: Some(name), with: Some(with), .. } => Wanted::With(name, with),
        _ => return Err(wrong("a name alone is not enough: add born, year, or with")),
    };
    if let Err(missing) = wanted.is_enough() {
        return Err(wrong(missing_words(missing).1));
    }
    match program.desk.search(&wanted, purpose).await? {
        Found::Files(lines) => {
            let files: Vec<Value> = lines
                .iter()
                .map(|line| {
                    let name = line.name.as_ref().map(casefile::private::Unprinted::shown);
                    json!({ "file": line.file, "reference": line.reference, "known_as": name, "lead": line.lead })
                })
                .collect();
            Ok(Json(json!({ "files": files })))
        }
        Found::TooOften => Err(ApiProblem::new(StatusCode::TOO_MANY_REQUESTS, TOO_OFTEN)),
    }
}
