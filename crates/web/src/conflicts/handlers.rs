//! `GET /conflicts` for reviewers, and «I know someone in this case» for everybody.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::ids::{FactId, FileId, OfficerId};
use desk::{Bar, CannotAct, Directory};
use serde::Deserialize;

use super::views::ConflictsPage;
use crate::act::owing::{account_of, one_section};
use crate::act::sending::Act;
use crate::act::views::{FormPage, Note};
use crate::components::{Answers, Cell, Choice, Pages, Problems, Question, Table};
use crate::door::{Checked, Problem, Signed};
use crate::file::views::Head;
use crate::frame::At;
use crate::typed::Mistakes;
use crate::{paths, words};

/// How many links stand on one page.
const ON_A_PAGE: usize = 20;

/// Which links, and which page of them.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    part: String,
    #[serde(default)]
    page: usize,
}

const HERE: &str = "/conflicts";
const DECIDED: &str = "/conflicts?part=decided";

/// The reviewer's page: what nobody has decided, or what stays; by colleague.
/// # Errors
/// Not a reviewer.
pub async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<ConflictsPage, Problem> {
    let directory = signed.directory().await?;
    let decided = asked.part == "decided";
    let mut bars = signed.desk().bars().await?;
    bars.retain(|bar| bar.stays == decided);
    // One colleague after the other; whoever has waited longest comes first.
    let first = |bar: &Bar| bars.iter().filter(|one| one.barred == bar.barred).map(|one| one.since).min();
    let mut order: Vec<_> = bars.iter().map(|bar| (first(bar), bar.barred, bar.since, bar)).collect();
    order.sort_by_key(|(first, who, since, bar)| (*first, *who, *since, bar.fact));
    let from = asked.page.saturating_mul(ON_A_PAGE);
    let more = order.len() > from.saturating_add(ON_A_PAGE);
    let mut groups: Vec<(OfficerId, String, Table)> = Vec::new();
    for (.., bar) in order.into_iter().skip(from).take(ON_A_PAGE) {
        if let Some((.., table)) = groups.last_mut().filter(|(who, ..)| *who == bar.barred) {
            table.rows.push(row(bar));
        } else {
            let heads = ["File", "How it is known", "Since"].map(|head| (head.to_owned(), false)).to_vec();
            groups.push((bar.barred, who(&directory, bar), Table { caption: String::new(), heads, rows: vec![row(bar)] }));
        }
    }
    let page = |number: usize| if decided { format!("{DECIDED}&page={number}") } else { format!("{HERE}?page={number}") };
    Ok(ConflictsPage {
        parts: vec![(HERE.into(), "To be decided".into(), !decided), (DECIDED.into(), "Decided: they stay out".into(), decided)],
        groups: groups.into_iter().map(|(_, who, table)| (who, table)).collect(),
        decided,
        pages: Pages {
            first: None,
            previous: asked.page.checked_sub(1).map(page),
            next: more.then(|| page(asked.page.saturating_add(1))),
        },
        frame: signed.frame(At::Conflicts, &directory),
    })
}

fn row(bar: &Bar) -> Vec<Cell> {
    let since = casefile::calendar::london_date(bar.since);
    vec![Cell::Link(address(bar.file, bar.fact), bar.reference.clone()), Cell::Text(known(bar)), Cell::Text(words::day(since))]
}

fn who(directory: &Directory, bar: &Bar) -> String {
    let Some(officer) = directory.officer(bar.barred) else { return "Somebody who has gone".to_owned() };
    let team = directory.team(officer.team).map(|team| team.name.clone()).unwrap_or_default();
    format!("{}, {team}", officer.name)
}

fn known(bar: &Bar) -> String {
    if bar.agreed.is_empty() {
        bar.ground.label().into()
    } else {
        format!("{}: {}", bar.ground.label(), words::list(&bar.agreed))
    }
}

fn address(file: FileId, bar: FactId) -> String {
    format!("/conflicts/{file}/{bar}")
}

fn decide_page(signed: &Signed, directory: &Directory, bar: &Bar, answers: &Answers, mistakes: &Mistakes) -> FormPage {
    let asked = |question: Question| {
        let error = mistakes.with(&question.name).map(str::to_owned);
        question.answered(answers).error(error.as_deref())
    };
    let choices = vec![
        Choice::new("stays", "It is them: they stay out of the file"),
        Choice::new("lifted", "It is somebody else: they may open the file again"),
    ];
    let questions = vec![
        asked(Question::radios("decision", "What have you found?", choices)),
        asked(Question::text("why", "How do you know?", 4).hint("Write nothing here that is protected.")),
    ];
    let frame = signed.frame(At::Conflicts, directory);
    let mut page = FormPage::new(frame, Head::default(), "Decide about a link", address(bar.file, bar.fact));
    page.problems = Problems::of(&questions);
    page.sections = one_section(questions);
    page.back = "/conflicts".into();
    page.button = "Decide".into();
    page.notes.push(Note::Inset(format!("{}. File {}. {}.", who(directory, bar), bar.reference, known(bar))));
    page
}

/// `GET /conflicts/{file}/{bar}`
/// # Errors
/// Not a reviewer, or nothing such for this one.
pub async fn decide(signed: Signed, Path((file, bar)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    let bar = signed.desk().bar(file, bar).await?;
    Ok(decide_page(&signed, &signed.directory().await?, &bar, &Answers::default(), &Mistakes::default()))
}

/// `POST /conflicts/{file}/{bar}`
/// # Errors
/// Not a reviewer, or nothing such for this one.
pub async fn decided(Path((file, fact)): Path<(FileId, FactId)>, sent: Checked) -> Result<Response, Problem> {
    let Checked { signed, answers } = sent;
    let bar = signed.desk().bar(file, fact).await?;
    let mut mistakes = Mistakes::default();
    let why = account_of(&answers, &mut mistakes, "why", "Say how you know");
    let lifted = match answers.one("decision") {
        "lifted" => Some(true),
        "stays" => Some(false),
        _ => None,
    };
    if lifted.is_none() {
        mistakes.note("decision", "Choose what you have found");
    }
    let (Some(why), Some(lifted), true) = (why, lifted, mistakes.is_empty()) else {
        let page = decide_page(&signed, &signed.directory().await?, &bar, &answers, &mistakes);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    signed.desk().review_bar(file, fact, lifted, why).await?;
    Ok(Redirect::to("/conflicts?said=reviewed").into_response())
}

/// `GET /files/{file}/i-know-someone`
/// # Errors
/// No such file.
pub async fn know(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    let act = Act::begin(signed, file).await?;
    let mut page = act.page("I know someone in this case", paths::part(file, "i-know-someone"), one_section(Vec::new()));
    page.notes.push(Note::Plain(
        "If you know, or are related to, anybody in this file, say so here. You need not say whom or how. The file goes to a colleague at once, \
         and you will not find it again."
            .into(),
    ));
    page.notes.push(Note::Plain("It is the right thing to do, and nobody in your team is told why.".into()));
    page.button = "I know someone in this case".into();
    Ok(page)
}

/// `POST /files/{file}/i-know-someone`
/// # Errors
/// No such file.
pub async fn knows(Path(file): Path<FileId>, sent: Checked) -> Result<Response, Problem> {
    match sent.signed.desk().i_know_somebody(file).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?said=declared", paths::WORK)).into_response()),
        Err(CannotAct::NotYourRole) => Err(Problem::NotFound),
        Err(problem) => Err(problem.into()),
    }
}
