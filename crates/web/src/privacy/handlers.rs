//! `GET /privacy`: what a privacy officer has to look at, and what they find.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::ids::{FactId, FileId, OfficerId};
use desk::{CannotAct, Directory, LedgerError, Matter, Question as About, SharingDue};
use serde::Deserialize;

use super::views::InboxPage;
use crate::act::owing::{account_of, one_section};
use crate::act::views::{FormPage, Note};
use crate::components::{Answers, Cell, Choice, Pages, Problems, Question, Reveal, Table, Tag, Tone};
use crate::door::{Checked, Problem, Signed};
use crate::file::views::Head;
use crate::frame::At;
use crate::typed::{self, Mistakes};
use crate::{paths, words};

/// How many matters stand on one page.
const ON_A_PAGE: u32 = 20;

/// Which page.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    page: u32,
}

const OPENED: &str = "Opened in an emergency";
const NOT_OPENED: &str = "Asked for in an emergency, and not opened";
const LOOKS: &str = "Looks that need a question";
const KEEPING: &str = "Files to keep, or to have destroyed";
const SHARING: &str = "Sharing that the team which leads has to look at again";

const fn group(about: &About) -> &'static str {
    match about {
        About::Emergency { .. } => OPENED,
        About::NotOpened { .. } => NOT_OPENED,
        About::Looks { .. } => LOOKS,
        About::Keeping { .. } => KEEPING,
    }
}

fn asked_about(directory: &Directory, about: &About) -> String {
    about.officer().map_or_else(|| "Nobody".to_owned(), |officer| name(directory, officer))
}

fn name(directory: &Directory, officer: OfficerId) -> String {
    let Some(officer) = directory.officer(officer) else { return "Somebody who has gone".to_owned() };
    let team = directory.team(officer.team).map(|team| team.name.clone()).unwrap_or_default();
    let body = directory.body(officer.body).map(|body| body.name.clone()).unwrap_or_default();
    format!("{}, {team}, {body}", officer.name)
}

fn file_of(matter: &Matter) -> String {
    matter.owed.reference.as_ref().map_or_else(|| "A file whose existence is hidden".to_owned(), |one| format!("File {one}"))
}

fn what(about: &About) -> String {
    match about {
        About::Emergency { reason, from, .. } => format!("{}. {}", words::when(*from), reason.label()),
        About::NotOpened { reason, at, .. } => format!("{}. {}", words::when(*at), reason.label()),
        About::Keeping { since } => format!("Its time was set from {}", words::day(*since)),
        About::Looks { rule, number, first, .. } => {
            format!("From {}. {}: {}", words::when(*first), rule.label(), words::thousands(i64::from(*number)))
        }
    }
}

fn address(matter: &Matter) -> String {
    format!("{}/{}/{}", paths::PRIVACY, matter.owed.file, matter.owed.fact)
}

fn row(signed: &Signed, directory: &Directory, matter: &Matter) -> Vec<Cell> {
    let now = signed.web.house().wall();
    let due = casefile::facts::When::on(matter.owed.deadline.date());
    let due = if now > matter.owed.deadline {
        Cell::Tag(Tag::new(words::due(due, now), Tone::Red))
    } else {
        Cell::Text(words::due(due, now))
    };
    vec![
        Cell::Link(address(matter), file_of(matter)),
        Cell::Text(asked_about(directory, &matter.about)),
        Cell::Text(what(&matter.about)),
        due,
    ]
}

/// The page.
/// # Errors
/// Not a privacy officer.
pub async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<InboxPage, Problem> {
    let directory = signed.directory().await?;
    let from = asked.page.saturating_mul(ON_A_PAGE);
    let mut all = signed.desk().matters(from, ON_A_PAGE + 1).await?;
    let more = all.len() > ON_A_PAGE as usize;
    all.truncate(ON_A_PAGE as usize);
    let sharing = if asked.page == 0 { signed.desk().sharing_due(ON_A_PAGE).await? } else { Vec::new() };
    let groups = [OPENED, NOT_OPENED, LOOKS, KEEPING].into_iter().filter_map(|heading| {
        let rows: Vec<_> =
            all.iter().filter(|one| group(&one.about) == heading).map(|one| row(&signed, &directory, one)).collect();
        let heads = ["File", "Who", "When, and why", "Due"].map(|head| (head.to_owned(), false)).to_vec();
        (!rows.is_empty()).then(|| (heading, Table { caption: String::new(), heads, rows }))
    });
    let groups = groups.chain((!sharing.is_empty()).then(|| (SHARING, to_share(&signed, &sharing))));
    let page = |number: u32| format!("{}?page={number}", paths::PRIVACY);
    Ok(InboxPage {
        groups: groups.collect(),
        pages: Pages {
            first: None,
            previous: asked.page.checked_sub(1).map(page),
            next: more.then(|| page(asked.page.saturating_add(1))),
        },
        frame: signed.frame(At::Privacy, &directory),
    })
}

/// What is to be looked at again by the teams: the privacy officer sees that it is, and asks them.
fn to_share(signed: &Signed, sharing: &[(SharingDue, Option<String>)]) -> Table {
    let now = signed.web.house().wall();
    let rows = sharing.iter().map(|(due, service)| {
        let on = casefile::facts::When::on(due.deadline.date());
        vec![
            Cell::Text(format!("File {}", due.reference)),
            Cell::Text(service.clone().unwrap_or_default()),
            Cell::Text(words::due(on, now)),
        ]
    });
    let heads = ["File", "Shared with", "To be looked at again"].map(|head| (head.to_owned(), false)).to_vec();
    Table { caption: String::new(), heads, rows: rows.collect() }
}

async fn form(
    signed: &Signed,
    matter: &Matter,
    answers: &Answers,
    mistakes: &Mistakes,
    told: Option<&str>,
) -> Result<FormPage, Problem> {
    let directory = signed.directory().await?;
    let asked = |question: Question| {
        let error = mistakes.with(&question.name).map(str::to_owned);
        question.answered(answers).error(error.as_deref())
    };
    let choices = vec![
        Choice::new("right", "There was a reason, and it was right"),
        Choice::new("wrong", "It was not right").hint("The officer is kept out of this file from now on, and is not told."),
    ];
    let found = vec![
        asked(Question::radios("found", "What have you found?", choices)),
        asked(Question::text("why", "How do you know?", 4).hint("Write nothing here that is protected.")),
    ];
    let outcomes = vec![
        Choice::new("keep", "Keep it until a day"),
        Choice::new("destroy", "Have it destroyed").hint("A lead or a director has to agree. Nobody can read it again."),
    ];
    let keeping = vec![
        asked(Question::radios("outcome", "What is to be done?", outcomes)),
        asked(Question::day("until", "If it is kept: until which day?")),
        asked(Question::text("why", "Why?", 4).hint("Write nothing here that is protected.")),
    ];
    let questions = if matches!(matter.about, About::Keeping { .. }) { keeping } else { found };
    let action = address(matter);
    let frame = signed.frame(At::Privacy, &directory);
    let mut page = FormPage::new(frame, Head::default(), matter.owed.rule.title, action.clone());
    page.problems = Problems::of(&questions);
    page.sections = one_section(questions);
    page.back = paths::PRIVACY.into();
    page.button = "Record what I found".into();
    page.notes.push(Note::Plain(matter.owed.rule.must.into()));
    page.about = Some((
        asked_about(&directory, &matter.about),
        what(&matter.about),
        format!("{}. {}", file_of(matter), more(&directory, &matter.about)),
    ));
    match told {
        Some(words) => page.notes.push(Note::Inset(format!("Their reason: “{words}”"))),
        // What somebody did at their desk has no reason on record: that is what is asked.
        None if matches!(matter.about, About::Looks { .. } | About::Keeping { .. }) => {}
        None => page.sealed.push(Reveal {
            action: format!("{action}/reason"),
            csrf: signed.me.csrf.clone(),
            fact: matter.owed.fact.to_string(),
            field: "why".into(),
            what: "reason that they gave".into(),
        }),
    }
    if matter.owed.reference.is_some() {
        let looks = paths::part(matter.owed.file, "looks");
        page.notes.push(Note::Links("What was read out".into(), vec![(looks, "Who has looked".into())]));
    }
    Ok(page)
}

fn more(directory: &Directory, about: &About) -> String {
    match about {
        About::Emergency { until, told, .. } => {
            let told = told.map_or_else(|| "nobody".to_owned(), |officer| name(directory, officer));
            format!("Until {}. Told at once: {told}", words::when(*until))
        }
        About::NotOpened { .. } => {
            "It did not open to them: it is hidden, or they are kept out. They are not told which, or that there is a file"
                .to_owned()
        }
        About::Keeping { .. } => "Nothing is destroyed by itself".to_owned(),
        About::Looks { .. } => "They are not told that this is asked, until you ask them".to_owned(),
    }
}

/// `GET /privacy/{file}/{fact}`
/// # Errors
/// Nothing such for this privacy officer.
pub async fn matter(signed: Signed, Path((file, fact)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    let matter = signed.desk().matter(file, fact).await?;
    form(&signed, &matter, &Answers::default(), &Mistakes::default(), None).await
}

/// `POST /privacy/{file}/{fact}/reason`: why somebody could not wait, in their words. The look is on record before.
/// # Errors
/// As [`matter`].
pub async fn reason(Path((file, fact)): Path<(FileId, FactId)>, sent: Checked) -> Result<FormPage, Problem> {
    let signed = sent.signed;
    let matter = signed.desk().matter(file, fact).await?;
    let told = signed.desk().reason(file, fact).await?;
    form(&signed, &matter, &Answers::default(), &Mistakes::default(), Some(told.words())).await
}

/// `POST /privacy/{file}/{fact}`
/// # Errors
/// As [`matter`].
pub async fn found(Path((file, fact)): Path<(FileId, FactId)>, sent: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = sent;
    let matter = signed.desk().matter(file, fact).await?;
    let mut mistakes = Mistakes::default();
    if matches!(matter.about, About::Keeping { .. }) {
        return kept(&signed, &matter, &answers).await;
    }
    let why = account_of(&answers, &mut mistakes, "why", "Say how you know");
    let right = match answers.one("found") {
        "right" => Some(true),
        "wrong" => Some(false),
        _ => None,
    };
    if right.is_none() {
        mistakes.note("found", "Choose what you have found");
    }
    let (Some(why), Some(right), true) = (why, right, mistakes.is_empty()) else {
        let page = form(&signed, &matter, &answers, &mistakes, None).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    signed.desk().answer_matter(file, fact, right, why).await?;
    Ok(Redirect::to(&format!("{}?said=looked-at", paths::PRIVACY)).into_response())
}

/// What is to be done with a file whose time has come.
async fn kept(signed: &Signed, matter: &Matter, answers: &Answers) -> Result<Response, Problem> {
    let mut mistakes = Mistakes::default();
    let (desk, file, fact) = (signed.desk(), matter.owed.file, matter.owed.fact);
    let why = account_of(answers, &mut mistakes, "why", "Say why");
    let until = mistakes.take("until", typed::day(answers, "until")).flatten();
    let outcome = answers.one("outcome");
    if !["keep", "destroy"].contains(&outcome) {
        mistakes.note("outcome", "Choose what is to be done");
    }
    if outcome == "keep" && until.is_none() {
        mistakes.note("until", "Enter the day until which it is kept");
    }
    let done = match (outcome, why, until) {
        _ if !mistakes.is_empty() => None,
        ("keep", Some(why), Some(until)) => Some(desk.keep_file(file, fact, until, why).await),
        ("destroy", Some(_), _) => Some(desk.ask_to_destroy(file, fact, answers.one("why")).await),
        _ => None,
    };
    let Some(done) = done else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, form(signed, matter, answers, &mistakes, None).await?).into_response());
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{}?said=looked-at", paths::PRIVACY)).into_response()),
        Err(CannotAct::Refused(refusal)) => again(signed, matter, answers, refusal.because).await,
        Err(CannotAct::Ledger(problem @ (LedgerError::StillOwed(_) | LedgerError::Taken))) => {
            again(signed, matter, answers, words::capital(&problem.to_string())).await
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn again(signed: &Signed, matter: &Matter, answers: &Answers, because: String) -> Result<Response, Problem> {
    let mut page = form(signed, matter, answers, &Mistakes::default(), None).await?;
    page.problems = Some(Problems::new(vec![(because, String::new())]));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
