//! Answering what the return asks and the file does not say.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use casefile::commands::{AnswerReturn, Given};
use casefile::ids::FileId;
use casefile::returns::{self, Ask, Return, takes_several};

use super::PART;
use super::case::{answer_address, authority, is_short, title};
use crate::act::owing::asked;
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Answers, Choice, Question, Section};
use crate::door::{Checked, Problem, Signed};
use crate::{paths, words};

/// Said instead of an empty list, so that nothing ticked is no answer.
const NONE: &str = "none";

/// `GET /files/{file}/return/{application}`
/// # Errors
/// No such file or application, or the officer is not in its housing team.
pub async fn ask(signed: Signed, Path((file, number)): Path<(FileId, usize)>) -> Result<Response, Problem> {
    let act = Act::begin(signed, file).await?;
    let found = find(&act, number)?;
    Ok(page(&act, &found).into_response())
}

/// `POST /files/{file}/return/{application}`
/// # Errors
/// No such file or application, or the officer is not in its housing team.
pub async fn answered(Path((file, number)): Path<(FileId, usize)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let found = find(&act, number)?;
    let given = read(&mut act, &found.asks);
    let page = page(&act, &found);
    if !act.mistakes.is_empty() {
        return Ok(wrong(page));
    }
    match act.send(&AnswerReturn { application: number, given }).await {
        Ok(_) => act.done(&page, PART, "recorded").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn find(act: &Act, number: usize) -> Result<Return, Problem> {
    let team = authority(&act.hand).ok_or(Problem::NotFound)?;
    let all = returns::all(&act.hand.opened.file, team, act.hand.opened.at.date());
    all.into_iter().find(|one| one.number == number).ok_or(Problem::NotFound)
}

/// The name of a question in the form.
fn name(ask: &Ask) -> String {
    match ask.about {
        Some(about) => format!("{}-{about}", ask.question.code()),
        None => ask.question.code().to_owned(),
    }
}

fn read(act: &mut Act, asks: &[Ask]) -> Vec<Given> {
    let mut given = Vec::new();
    for ask in asks {
        let name = name(ask);
        let mut codes: Vec<String> = act.answers.all(&name).map(str::to_owned).collect();
        if codes.is_empty() {
            continue;
        }
        if takes_several(ask.question) && codes.iter().any(|code| code == NONE) {
            if codes.len() > 1 {
                act.mistakes.note(&name, "Choose “None of these”, or what there is; not both");
                continue;
            }
            codes.clear();
        }
        given.push(Given { question: ask.question, about: ask.about, answers: codes });
    }
    given
}

fn question(act: &Act, ask: &Ask) -> Question {
    let label = match ask.row {
        Some(row) => format!("{} Placement {}", ask.question.label(), row + 1),
        None => ask.question.label().to_owned(),
    };
    let held: Vec<&str> = ask.answered.iter().flatten().chain(&ask.suggested).map(|code| code.text()).collect();
    let mut choices: Vec<Choice> = ask.choices().into_iter().map(|code| Choice::new(code.text(), code.label())).collect();
    // What stands is chosen, until something is typed.
    if act.answers == Answers::default() {
        choices.iter_mut().for_each(|one| one.chosen = held.contains(&one.value.as_str()));
    }
    let question = if takes_several(ask.question) {
        let none = Choice::new(NONE, "None of these");
        let nothing = ask.answered.as_ref().is_some_and(Vec::is_empty) && act.answers == Answers::default();
        choices.push(if nothing { none.chosen() } else { none });
        Question::checkboxes(name(ask), label, choices)
    } else if is_short(ask.item().list()) {
        Question::radios(name(ask), label, choices)
    } else {
        Question::select(name(ask), label, std::iter::once(Choice::new("", "Choose")).chain(choices).collect())
    };
    let question = if ask.suggested.is_some() {
        question.hint("The file suggests what is chosen. It counts when you record it.")
    } else if let Some(row) = ask.row {
        question.hint(placement_hint(act, ask, row))
    } else {
        question
    };
    asked(act, question.size("s"))
}

/// Which placement it is: the day, and what kind of home. Never where.
fn placement_hint(act: &Act, ask: &Ask, row: usize) -> String {
    let fact = ask.about.and_then(|about| act.hand.opened.file.fact(about));
    let made = fact.and_then(|fact| fact.is::<casefile::facts::PlacementMade>().map(|it| (fact, it)));
    made.map_or_else(
        || format!("Placement {}", row + 1),
        |(fact, it)| format!("{} from {}.", it.home.label(), words::day(fact.happened.date)),
    )
}

fn page(act: &Act, found: &Return) -> FormPage {
    let (wanted, others): (Vec<&Ask>, Vec<&Ask>) = found.asks.iter().partition(|ask| ask.wanted);
    let section = |heading: &str, asks: Vec<&Ask>, folded| Section {
        heading: heading.into(),
        questions: asks.into_iter().map(|ask| question(act, ask)).collect(),
        folded,
        ..Section::default()
    };
    let mut sections = Vec::new();
    if !wanted.is_empty() {
        sections.push(section("Still to be answered", wanted, false));
    }
    if !others.is_empty() {
        sections.push(section("Answered already, or where it is so", others, !sections.is_empty()));
    }
    let mut page = act.page("For the national return", answer_address(act.file(), found.number), sections);
    page.about = Some((title(found), format!("case {}", found.case.id), "Leave open what you do not know yet.".into()));
    page.notes.push(Note::Plain(
        "Ask her only what you need and when it suits her. She need not say: “Not known” and “Prefer not to say” are answers."
            .into(),
    ));
    page.back = paths::part(act.file(), PART);
    page
}
