//! `…/heard/{fact}`: this is a disclosure, or this is not, because…

use axum::extract::Path;
use axum::response::Response;
use casefile::commands::AnswerHeard;
use casefile::facts::{DisclosureHeard, HeardAnswered, SHOWS_CHOICES, Shows};
use casefile::ids::{FactId, FileId};
use casefile::private::Sealed;

use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Question, Section};
use crate::door::{Checked, Problem, Signed};
use crate::{paths, typed, words};

fn page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    let seen = act.hand.seen();
    let fact = seen.file.fact(id).ok_or(Problem::NotFound)?;
    let heard = fact.is::<DisclosureHeard>().ok_or(Problem::NotFound)?;
    let answered = seen.file.each::<HeardAnswered>().find(|(_, it)| it.heard == id);
    let kinds: Vec<String> = heard.kinds.iter().map(|kind| kind.label().to_lowercase()).collect();
    let action = if answered.is_none() { paths::heard(act.file(), id) } else { String::new() };
    let asked = |question: Question| {
        let error = act.mistakes.with(&question.name).map(str::to_owned);
        question.answered(&act.answers).error(error.as_deref())
    };
    let suggested = AnswerHeard::suggested(heard);
    let fresh = !act.answers.asked("answer");
    let shows = SHOWS_CHOICES.iter().map(|one| {
        let choice = Choice::new(one.code, one.label);
        let chosen = fresh && Shows::from_code(one.code).is_some_and(|it| suggested.contains(it));
        if chosen { choice.chosen() } else { choice }
    });
    let answer = vec![Choice::new("yes", "This is a disclosure"), Choice::new("no", "This is not, because…")];
    let questions = vec![
        asked(
            Question::radios("answer", "Is somebody telling of abuse here?", answer)
                .hint("If you are not sure, it is: take it as true until somebody knows better."),
        ),
        if fresh {
            Question::checkboxes("shows", "If it is: what does it show?", shows.collect())
        } else {
            asked(Question::checkboxes("shows", "If it is: what does it show?", shows.collect()))
        },
        asked(Question::text("words", "If it is not: why not", 4)),
    ];
    let sections = if answered.is_none() { vec![Section { questions, ..Section::default() }] } else { Vec::new() };
    let mut page = act.page("Words that may tell of abuse", action, sections);
    page.button = "Answer".into();
    let from = heard.by.map(|who| {
        who.team().map_or_else(|| who.person().map_or_else(String::new, |id| seen.person(id)), |team| seen.team(team))
    });
    page.about = Some((
        "Heard".into(),
        words::when(fact.happened),
        match from {
            Some(from) => format!("In the words of {from}, that {} got.", seen.team(heard.to)),
            None => format!("In words that {} got.", seen.team(heard.to)),
        },
    ));
    page.sealed = seen.entry(fact).sealed;
    if !kinds.is_empty() {
        page.notes.push(Note::Plain(format!("They may speak of {} (Domestic Abuse Act 2021, section 1).", words::list(&kinds))));
    }
    if let Some(because) = &heard.because {
        page.notes.push(Note::Lines("What was heard".into(), because.split("; ").map(words::from_code).collect()));
    }
    page.notes.push(Note::Plain(
        "A machine pointed at these words; it decides nothing. Read them, and the entry in which they stand.".into(),
    ));
    if let Some((when, it)) = answered {
        let which = if it.disclosure { "It is a disclosure" } else { "It is not a disclosure" };
        page.notes.push(Note::Inset(format!(
            "Answered by {}, {}: {}.",
            seen.team(it.by),
            words::when(when.happened),
            which.to_lowercase()
        )));
    }
    Ok(page)
}

/// `GET /files/{file}/heard/{fact}`
/// # Errors
/// No such file, or nothing heard there.
pub async fn show(signed: Signed, Path((file, fact)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    page(&Act::begin(signed, file).await?, fact)
}

/// `POST /files/{file}/heard/{fact}`
/// # Errors
/// No such file, or nothing heard there.
pub async fn answered(Path((file, fact)): Path<(FileId, FactId)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let typed = typed::text(&act.answers, "words", typed::ACCOUNT);
    let words = act.mistakes.take("words", typed).flatten();
    let disclosure = match act.answers.one("answer") {
        "yes" => true,
        "no" => false,
        _ => {
            act.mistakes.note("answer", "Choose one: is somebody telling of abuse here?");
            return Ok(wrong(page(&act, fact)?));
        }
    };
    let shows = act.answers.all("shows").filter_map(Shows::from_code).fold(Shows::empty(), Shows::union);
    let form_page = page(&act, fact)?;
    if !act.mistakes.is_empty() {
        return Ok(wrong(form_page));
    }
    let command = AnswerHeard { heard: fact, disclosure, shows, words: Sealed::new(words.unwrap_or_default()) };
    match act.send(&command).await {
        Ok(_) => act.done(&form_page, "", "recorded").await,
        Err(problem) => act.refused(form_page, problem),
    }
}
