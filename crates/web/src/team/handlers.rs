//! `GET /team`, and giving work to another officer.

use std::str::FromStr as _;

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::commands::{Command as _, ReassignObligation};
use casefile::facts::{EscalationAcknowledged, Function, ObligationEscalated};
use casefile::ids::{FactId, FileId, OfficerId};
use casefile::policies::{self, PolicyStanding};
use desk::{CannotAct, Directory, Opened, Sent, WorkCount, WorkCursor, WorkLine};
use serde::Deserialize;
use uuid::Uuid;

use super::views::{Escalation, PassedUpPage, TeamPage};
use crate::act::views::{FormPage, Note};
use crate::components::{Answers, Cell, Choice, Pages, Problems, Question, Section, Table, Widget};
use crate::door::{Checked, Problem, Signed, names};
use crate::file::describe::Seen;
use crate::file::views::Head;
use crate::frame::At;
use crate::typed::{self, Mistakes};
use crate::{paths, words};

/// How many passed-up obligations the page of the team shows.
const SHOWN: usize = 10;
/// How many passed-up obligations a page of them shows, or a few more.
const ON_A_PAGE: usize = 20;
/// How many lines of work are read in one go.
const AT_MOST: u32 = 100;
/// How many times in a row lines of work are read for one page, so that a team that answers everything does not wait for its page.
const READS: usize = 5;

fn numbers(count: &WorkCount) -> impl Iterator<Item = Cell> {
    [count.overdue, count.today, count.week, count.later].into_iter().map(|number| Cell::Number(number.to_string()))
}

fn heads<const N: usize>(first: &str, rest: [&str; N]) -> Vec<(String, bool)> {
    std::iter::once((first.to_owned(), false)).chain(rest.into_iter().map(|head| (head.to_owned(), true))).collect()
}

/// The page.
/// # Errors
/// Not a manager, or the ledger does not answer.
pub async fn show(signed: Signed) -> Result<TeamPage, Problem> {
    let directory = signed.directory().await?;
    let (desk, team) = (signed.desk(), signed.desk().officer().team);
    let by_officer = desk.team_by_officer(team).await?;
    let by_rule = desk.team_by_rule(team).await?;
    let count = desk.count_team_work(team).await?;
    let name = |officer: Option<OfficerId>| match officer {
        Some(officer) => directory.officer(officer).map_or_else(|| "Somebody of another team".to_owned(), |one| one.name.clone()),
        None => "Nobody yet".to_owned(),
    };
    let (mut escalations, next) = escalations(&signed, &directory, None).await?;
    let more = next.is_some() || escalations.len() > SHOWN;
    escalations.truncate(SHOWN);
    let columns = ["Overdue", "Due today", "Due within 7 days", "Later"];
    Ok(TeamPage {
        team: directory.team(team).map(|team| team.name.clone()).unwrap_or_default(),
        counts: vec![
            (count.overdue.to_string(), "overdue".into(), "overdue"),
            (count.today.to_string(), "due today".into(), "today"),
            (count.week.to_string(), "due within 7 days".into(), "soon"),
            (count.later.to_string(), "due later".into(), "later"),
        ],
        escalations,
        more,
        by_officer: Table {
            caption: String::new(),
            heads: heads("Officer", columns),
            rows: by_officer
                .iter()
                .map(|one| std::iter::once(Cell::Text(name(one.officer))).chain(numbers(&one.count)).collect())
                .collect(),
        },
        by_rule: Table {
            caption: String::new(),
            heads: heads("Rule", columns),
            rows: by_rule
                .rules
                .iter()
                .map(|one| {
                    let rule = Cell::Link(paths::rule(one.rule.id), one.rule.title.into());
                    std::iter::once(rule).chain(numbers(&one.count)).collect()
                })
                .collect(),
        },
        by_rule_of: by_rule.more.then_some(desk::BY_RULE_OF),
        policy: policy(&signed, &directory),
        frame: signed.frame(At::Team, &directory),
    })
}

/// What is wrong with the policy on domestic abuse of the officer's own body, where it lets homes.
fn policy(signed: &Signed, directory: &Directory) -> Option<String> {
    let body = directory.body(signed.desk().officer().body)?;
    let lets = directory.teams().iter().any(|team| team.body == body.id && team.function == Function::Landlord);
    let standards = signed.web.house().standards();
    let today = signed.web.house().today();
    let standing = policies::standing(&standards.policies, body.id, body.kind, lets, today)?;
    let what = match standing {
        PolicyStanding::Missing => "has no policy on domestic abuse on record".to_owned(),
        PolicyStanding::OutOfDate { since } => {
            format!("was to look at its policy on domestic abuse again by {}, and has not", words::day(since))
        }
        PolicyStanding::InDate => return None,
    };
    Some(format!(
        "{} {what}. A landlord has to have one, and works with the authority that plans safe accommodation (Regulator of Social Housing, Neighbourhood and Community Standard). Adopt it, and have whoever looks after Holdfast put it on record.",
        body.name
    ))
}

/// From where on.
#[derive(Deserialize, Default)]
pub struct From {
    #[serde(default)]
    after: String,
}

/// `GET /team/passed-up`: all that was passed up and waits for an answer, page by page.
/// # Errors
/// Not a manager, or the ledger does not answer.
pub async fn passed_up(signed: Signed, Query(from): Query<From>) -> Result<PassedUpPage, Problem> {
    let directory = signed.directory().await?;
    let after = WorkCursor::from_str(&from.after).ok();
    // Only managers answer for a team; asking for the count by officer proves it.
    signed.desk().team_by_officer(signed.desk().officer().team).await?;
    let (escalations, next) = escalations(&signed, &directory, after.as_ref()).await?;
    Ok(PassedUpPage {
        escalations,
        pages: Pages {
            first: after.map(|_| PASSED_UP.to_owned()),
            previous: None,
            next: next.map(|next| format!("{PASSED_UP}?after={next}")),
        },
        frame: signed.frame(At::Team, &directory),
    })
}

const PASSED_UP: &str = "/team/passed-up";

/// What was passed up and not yet answered among what the team owes, most urgent first, and where to read on.
async fn escalations(
    signed: &Signed,
    directory: &Directory,
    after: Option<&WorkCursor>,
) -> Result<(Vec<Escalation>, Option<WorkCursor>), Problem> {
    let desk = signed.desk();
    let names = names(directory);
    let mut next = after.cloned();
    let mut found = Vec::new();
    for _ in 0..READS {
        let page = desk.team_work(desk.officer().team, next.as_ref(), AT_MOST).await?;
        let passed = || page.lines.iter().filter(|line| line.passed_up.is_some());
        // A file that may not be opened stays shut.
        let files = desk.open_each(&passed().map(|line| line.file).collect()).await?;
        found.extend(passed().filter_map(|line| escalation(line, files.get(&line.file)?, &names)));
        next = page.next;
        if next.is_none() || found.len() >= ON_A_PAGE {
            break;
        }
    }
    Ok((found, next))
}

fn escalation(line: &WorkLine, opened: &Opened, names: &crate::file::describe::Names) -> Option<Escalation> {
    let seen = Seen { id: line.file, file: &opened.file, csrf: "", names, past: false };
    let mut passed = opened
        .file
        .each::<ObligationEscalated>()
        .filter(|(_, one)| one.rule.0 == line.rule.id && one.raised_by == line.raised_by);
    let (fact, passed) = passed.next_back()?;
    let answered = opened.file.each::<EscalationAcknowledged>().any(|(_, one)| one.escalation == fact.id);
    if answered {
        return None;
    }
    let owner = line.officer.map_or_else(|| "nobody has it".to_owned(), |officer| seen.officer(officer));
    Some(Escalation {
        must: line.rule.title.into(),
        href: paths::owed(line.file, line.rule.id, line.raised_by),
        line: format!(
            "{}; {owner}; passed up to {} on {}; {}.",
            line.reference,
            passed.to.label().to_lowercase(),
            words::day(passed.on),
            words::due(line.due, opened.at).to_lowercase()
        ),
        acknowledge: Some(format!("{}/escalations/{}", paths::file(line.file), fact.id)),
    })
}

/// One piece of work as a form names it: file, rule and the fact that raised it.
fn handle(line: &WorkLine) -> String {
    format!("{} {} {}", line.file, line.raised_by, line.rule.id)
}

fn read_handle(text: &str) -> Option<(FileId, FactId, String)> {
    let mut parts = text.splitn(3, ' ');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.to_owned()))
}

fn officers(signed: &Signed, directory: &Directory) -> Vec<Choice> {
    let staff = directory.staff_of(signed.desk().officer().team);
    std::iter::once(Choice::new("", "Choose")).chain(staff.map(|one| Choice::new(one.id.to_string(), one.name.clone()))).collect()
}

fn form(
    signed: &Signed,
    directory: &Directory,
    heading: &str,
    action: &str,
    answers: &Answers,
    questions: Vec<Question>,
) -> FormPage {
    let key =
        Some(answers.one("idempotency").to_owned()).filter(|key| !key.is_empty()).unwrap_or_else(|| Uuid::new_v4().to_string());
    FormPage {
        problems: Problems::of(&questions),
        sections: vec![Section { questions, ..Section::default() }],
        hidden: vec![("idempotency".into(), key)],
        back: "/team".into(),
        ..FormPage::new(signed.frame(At::Team, directory), Head::default(), heading, action)
    }
}

async fn reassign_page(signed: &Signed, answers: &Answers, mistakes: &Mistakes) -> Result<FormPage, Problem> {
    let directory = signed.directory().await?;
    // Only managers give work to others; asking for the count by officer proves it.
    signed.desk().team_by_officer(signed.desk().officer().team).await?;
    let page = signed.desk().team_work(signed.desk().officer().team, None, AT_MOST).await?;
    let now = signed.web.house().wall();
    let work = page.lines.iter().map(|line| {
        let owner = line.officer.and_then(|officer| directory.officer(officer)).map_or("nobody has it", |one| one.name.as_str());
        Choice::new(handle(line), format!("{}: {}", line.reference, line.rule.title))
            .hint(format!("{owner}. {}", words::due(line.due, now)))
    });
    let asked = |question: Question| {
        let error = mistakes.with(&question.name).map(str::to_owned);
        question.answered(answers).error(error.as_deref())
    };
    let mut list = asked(Question::checkboxes("work", "Which work?", work.collect()));
    if let Widget::Checkboxes { small, .. } = &mut list.widget {
        *small = true;
    }
    let questions = vec![
        asked(Question::select("officer", "Who is to have it?", officers(signed, &directory))),
        asked(Question::line("why", "Why (if there is something to say)")),
        list,
    ];
    let mut page = form(signed, &directory, "Give work to another officer", "/team/reassign", answers, questions);
    page.button = "Give".into();
    Ok(page)
}

/// `GET /team/reassign`
/// # Errors
/// Not a manager.
pub async fn reassign(signed: Signed) -> Result<FormPage, Problem> {
    reassign_page(&signed, &Answers::default(), &Mistakes::default()).await
}

/// `POST /team/reassign`
/// # Errors
/// Not a manager.
pub async fn reassigned(sent: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = sent;
    let mut mistakes = Mistakes::default();
    let officer: Option<OfficerId> = answers.one("officer").parse().ok();
    let work: Vec<_> = answers.all("work").filter_map(read_handle).collect();
    if officer.is_none() {
        mistakes.note("officer", "Choose who is to have it");
    }
    if work.is_empty() {
        mistakes.note("work", "Choose at least one piece of work");
    }
    let why = mistakes.take("why", typed::text(&answers, "why", 200)).flatten();
    let (Some(officer), true) = (officer, mistakes.is_empty()) else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, reassign_page(&signed, &answers, &mistakes).await?).into_response());
    };
    let mut refused = Vec::new();
    for (file, raised_by, rule) in work {
        let key = format!("{} {raised_by} {rule}", answers.one("idempotency"));
        let command = ReassignObligation { rule, raised_by, officer, why: why.clone() };
        match signed.desk().act(file, &command, Sent::once(&key)).await {
            Ok(_) => {}
            Err(CannotAct::Refused(refusal)) => refused.push(refusal.because),
            Err(CannotAct::NobodyThere(words)) => refused.push(words::from_code(&words)),
            Err(problem) => return Err(problem.into()),
        }
    }
    if refused.is_empty() {
        return Ok(Redirect::to("/team?said=reassigned").into_response());
    }
    refused.dedup();
    tracing::debug!(command = ReassignObligation::NAME, refused = refused.len(), "some work stays where it is");
    let mut page = reassign_page(&signed, &answers, &Mistakes::default()).await?;
    page.problems = Some(Problems {
        title: "Some of it stays where it is".into(),
        list: refused.into_iter().map(|line| (line, String::new())).collect(),
    });
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn absence_page(signed: &Signed, answers: &Answers, mistakes: &Mistakes) -> Result<FormPage, Problem> {
    let directory = signed.directory().await?;
    signed.desk().team_by_officer(signed.desk().officer().team).await?;
    let asked = |question: Question| {
        let error = mistakes.with(&question.name).map(str::to_owned);
        question.answered(answers).error(error.as_deref())
    };
    let questions = vec![
        asked(Question::select("officer", "Who?", officers(signed, &directory))),
        asked(Question::radios(
            "what",
            "What has happened?",
            vec![
                Choice::new("away", "Away for a time"),
                Choice::new("left", "Left for good").hint("The account is closed and every session ends."),
            ],
        )),
        asked(Question::day("back", "Back on").hint("For somebody who is away.")),
    ];
    let mut page = form(signed, &directory, "Somebody has left or is away", "/team/absence", answers, questions);
    page.notes.push(Note::Plain(
        "Their files go back to the team at once, and giving each to somebody becomes due. No work is left without an owner."
            .into(),
    ));
    Ok(page)
}

/// `GET /team/absence`
/// # Errors
/// Not a manager.
pub async fn absence(signed: Signed) -> Result<FormPage, Problem> {
    absence_page(&signed, &Answers::default(), &Mistakes::default()).await
}

/// `POST /team/absence`
/// # Errors
/// Not a manager.
pub async fn absent(sent: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = sent;
    let mut mistakes = Mistakes::default();
    let officer: Option<OfficerId> = answers.one("officer").parse().ok();
    let today = signed.web.house().today();
    let left = match answers.one("what") {
        "left" => Some(true),
        "away" => Some(false),
        _ => None,
    };
    let back = mistakes.take("back", typed::day(&answers, "back")).flatten();
    if officer.is_none() {
        mistakes.note("officer", "Choose who");
    }
    if left.is_none() {
        mistakes.note("what", "Choose what has happened");
    }
    if left == Some(false) && back.is_none_or(|day| day <= today) {
        mistakes.note("back", "Enter the day on which they are back, after today");
    }
    let (Some(officer), Some(left), true) = (officer, left, mistakes.is_empty()) else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, absence_page(&signed, &answers, &mistakes).await?).into_response());
    };
    let done = match (left, back) {
        (false, Some(until)) => signed.desk().officer_is_away(officer, until).await,
        _ => signed.desk().officer_leaves(officer, today).await,
    };
    match done {
        Ok(_) => Ok(Redirect::to("/team?said=away").into_response()),
        Err(CannotAct::NobodyThere(words)) => {
            let mut page = absence_page(&signed, &answers, &mistakes).await?;
            page.problems = Some(Problems::new(vec![(words::from_code(&words), String::new())]));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(problem) => Err(problem.into()),
    }
}
