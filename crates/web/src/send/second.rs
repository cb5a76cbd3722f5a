//! `…/send/asked/{fact}`: the second person reads what waits for one, and agrees or declines.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use casefile::facts::{Channel, SendingAsked, SendingDecided, SendingOutcome};
use casefile::ids::{FactId, FileId};
use uuid::Uuid;

use super::recipients::name;
use super::{PART, reasons};
use crate::act::owing::{account, asked, one_section};
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Problems, Question, Reveal};
use crate::door::{Checked, Problem, Signed};
use crate::{paths, words};

fn page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    let seen = act.hand.seen();
    let fact = seen.file.fact(id).ok_or(Problem::NotFound)?;
    let it = fact.is::<SendingAsked>().ok_or(Problem::NotFound)?;
    let mine = it.officer == act.hand.signed.desk().officer().id;
    let answered = seen.file.each::<SendingDecided>().find(|(_, decided)| decided.asked == Some(id));
    let choices =
        vec![Choice::new("agree", "I have read it, and it may leave"), Choice::new("decline", "I decline: it does not leave")];
    let questions = vec![
        asked(act, Question::radios("decision", "What do you decide?", choices)),
        asked(
            act,
            Question::text("why", "What have you checked?", 3).hint("It stands in the file, and whoever wrote it can read it."),
        ),
    ];
    let open = answered.is_none() && !mine;
    let (action, sections) = if open {
        (paths::send(act.file(), &format!("asked/{id}")), one_section(questions))
    } else {
        (String::new(), Vec::new())
    };
    let mut page = act.page("Read it before it leaves", action, sections);
    page.back = paths::part(act.file(), PART);
    page.button = "Decide".into();
    page.notes.push(Note::Inset(format!(
        "{} wants to send this to {}: {}.",
        seen.officer(it.officer),
        name(&seen, it.to),
        it.channel.label().to_lowercase()
    )));
    let first = seen.file.each::<SendingDecided>().find(|(_, decided)| decided.asked.is_none() && decided.content == it.content);
    if let Some((_, decided)) = first {
        page.notes.push(Note::Lines("Why a second person reads it".into(), because(decided)));
        let kept: Vec<String> = decided.kept.iter().chain(&decided.withheld).map(|item| item.label().to_owned()).collect();
        if !kept.is_empty() {
            page.notes.push(Note::Lines("Never for this recipient: look for these".into(), kept));
        }
    }
    page.notes.push(match answered {
        Some((_, decided)) => Note::Plain(format!("This has been answered: {}.", decided.outcome.label().to_lowercase())),
        None if mine => Note::Plain("You wrote this, so somebody else has to read it before it leaves.".into()),
        None => Note::Plain("Press “Show” beside the words and read all of them. It is recorded that you did.".into()),
    });
    page.about = Some(("What is to leave".into(), words::when(fact.happened), String::new()));
    let reveal = |field: &str, what: &str| Reveal {
        action: paths::part(act.file(), "reveal"),
        csrf: act.hand.signed.me.csrf.clone(),
        fact: id.to_string(),
        field: field.into(),
        what: what.into(),
    };
    page.sealed.push(reveal("words", "words"));
    page.sealed.extend(it.address.is_some().then(|| reveal("address", "address")));
    page.sealed.extend(it.why.is_some().then(|| reveal("why", "reason")));
    Ok(page)
}

fn because(decided: &SendingDecided) -> Vec<String> {
    decided.because.iter().map(|reason| reason.label().to_owned()).collect()
}

/// The page.
/// # Errors
/// Nobody asked for it.
pub async fn second(signed: Signed, Path((file, fact)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    page(&Act::begin(signed, file).await?, fact)
}

/// The answer.
/// # Errors
/// Nobody asked for it.
pub async fn seconded(Path((file, fact)): Path<(FileId, FactId)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let agrees = match act.answers.one("decision") {
        "agree" => Some(true),
        "decline" => Some(false),
        _ => None,
    };
    if agrees.is_none() {
        act.mistakes.note("decision", "Choose whether it may leave");
    }
    let why = account(&mut act, "why", "Say what you have checked");
    let mut page = page(&act, fact)?;
    let (Some(agrees), Some(why), true) = (agrees, why, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let key = act.key();
    let key = Some(key.as_str()).filter(|key| !key.is_empty());
    let answer = match act.hand.signed.desk().agree_sending(file, fact, agrees, why, key).await {
        Ok(answer) => answer,
        Err(problem) => return act.refused(page, problem),
    };
    let asked = act.hand.opened.file.fact(fact).and_then(|fact| fact.is::<SendingAsked>());
    match answer.outcome {
        SendingOutcome::MayLeave if asked.is_some_and(|it| it.channel == Channel::Letter) => {
            act.done(&page, &format!("{PART}/letters/{}", answer.now), "second-letter").await
        }
        SendingOutcome::MayLeave => act.done(&page, PART, "second-sent").await,
        SendingOutcome::Declined => act.done(&page, PART, "second-declined").await,
        SendingOutcome::Refused | SendingOutcome::WaitsForSecond => {
            page.problems = Some(Problems {
                title: "It may not leave any more".into(),
                list: answer.because.iter().map(|reason| (reason.label().to_owned(), String::new())).collect(),
            });
            page.notes.extend(reasons::notes(&act.hand.seen(), &answer));
            page.hidden.retain(|(name, _)| name != "idempotency");
            page.hidden.push(("idempotency".into(), Uuid::new_v4().to_string()));
            page.action = String::new();
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
