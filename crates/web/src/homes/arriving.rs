//! Her answer to an offer, moving in, moving on, leaving.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use casefile::commands::{AnswerOffer, HerAnswer, LeavePlacement, MoveIn, WhyLeft};
use casefile::facts::{LookPurpose, MoveOptionGiven, OfferMade, PlacementMade};
use casefile::ids::{FactId, FileId};
use casefile::private::Sealed;
use desk::CannotAct;

use super::forms::{self, at, or_prove};
use crate::act::owing::{asked, one_section};
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Question};
use crate::door::{Checked, Problem, Signed};
use crate::sign_in::prove;
use crate::{paths, typed};

type OfFact = Path<(FileId, FactId)>;

fn answer_page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    forms::fact::<OfferMade>(act, id)?;
    let choices = vec![
        Choice::new("yes", "She takes it").hint("She can ask for a review of whether it suits all the same."),
        Choice::new("not-safe", "She would not be safe there")
            .hint("The home is looked at again. This is never called refusing a suitable offer while her safety is in question."),
        Choice::new("no", "She does not want it"),
    ];
    let questions = vec![
        asked(act, Question::radios("answer", "What does she say?", choices)),
        forms::when(act, "on", "When did she say so?"),
        asked(act, Question::text("why", "Why, in her words", 4).hint("Leave it empty where she gives no reason. It is sealed.")),
    ];
    let mut page = act.page("Her answer", at(act, &format!("answer/{id}")), one_section(questions));
    page.back = paths::part(act.file(), forms::PART);
    Ok(page)
}

/// `GET /files/{file}/home/answer/{fact}`
/// # Errors
/// No such offer.
pub async fn answer(signed: Signed, Path((file, id)): OfFact) -> Result<FormPage, Problem> {
    answer_page(&Act::begin(signed, file).await?, id)
}

/// `POST /files/{file}/home/answer/{fact}`
/// # Errors
/// No such offer.
pub async fn answered(Path((file, id)): OfFact, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let answer = match act.answers.one("answer") {
        "yes" => Some(HerAnswer::Yes),
        "not-safe" => Some(HerAnswer::NotSafe),
        "no" => Some(HerAnswer::No),
        _ => None,
    };
    if answer.is_none() {
        act.mistakes.note("answer", "Choose what she says");
    }
    let happened = forms::day(&mut act, "on");
    let why = forms::sealed(&mut act, "why", typed::ACCOUNT);
    let page = answer_page(&act, id)?;
    let (Some(answer), true) = (answer, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    match act.send(&AnswerOffer { offer: id, answer, happened, why }).await {
        Ok(_) => act.done(&page, forms::PART, "recorded").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn move_in_page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    forms::fact::<OfferMade>(act, id)?;
    let questions = vec![forms::when(act, "on", "On which day did she move in?")];
    let mut page = act.page("She has moved in", at(act, &format!("move-in/{id}")), one_section(questions));
    page.notes.push(Note::Plain(
        "Her old address may still be in use elsewhere: confirm how she can be reached safely, and advise her anew about any tenancy that she still has."
            .into(),
    ));
    page.back = paths::part(act.file(), forms::PART);
    Ok(page)
}

/// `GET /files/{file}/home/move-in/{fact}`
/// # Errors
/// No such offer.
pub async fn move_in(signed: Signed, Path((file, id)): OfFact) -> Result<FormPage, Problem> {
    move_in_page(&Act::begin(signed, file).await?, id)
}

/// `POST /files/{file}/home/move-in/{fact}`
/// # Errors
/// No such offer.
pub async fn moved_in(Path((file, id)): OfFact, headers: HeaderMap, form: Checked) -> Result<Response, Problem> {
    let Checked { mut signed, answers } = form;
    let action = paths::part(file, &format!("{}/move-in/{id}", forms::PART));
    if let Some(again) = prove::take(&mut signed, &headers, &action, &answers).await? {
        return Ok(again);
    }
    let mut act = Act::with(signed, file, answers).await?;
    let happened = forms::day(&mut act, "on");
    let page = move_in_page(&act, id)?;
    let (Some(happened), true) = (happened, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let room = forms::fact::<OfferMade>(&act, id)?.1.room.ok_or(Problem::NotFound)?;
    let (entry, listed) = match act.hand.signed.desk().listed(file, room).await {
        Ok(found) => found,
        Err(CannotAct::NotYourRole | CannotAct::NoSuchFile) => return Err(Problem::NotFound),
        Err(problem) => return act.refused(page, problem),
    };
    let place = act.hand.signed.desk().where_home_is(entry.id, LookPurpose::Support).await;
    let place = match or_prove(&act, &action, place).await {
        Ok(Ok(there)) => Some(Sealed::new(there.address.shown())),
        Ok(Err(again)) => return Ok(again),
        Err(problem) => return act.refused(page, problem),
    };
    match act.send(&MoveIn { offer: id, listed, happened, place }).await {
        Ok(_) => act.done(&page, forms::PART, "moved-in").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn leave_page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    forms::fact::<PlacementMade>(act, id)?;
    let choices = vec![
        Choice::new("found", "He found her, or she feared that he would")
            .hint("She fled. It is never called leaving voluntarily, and a new place is owed today."),
        Choice::new("moved-on", "She moved on, or it came to its end"),
    ];
    let questions = vec![
        asked(act, Question::radios("why", "Why did she leave?", choices)),
        forms::when(act, "on", "On which day?"),
        asked(
            act,
            Question::text("words", "What happened, in her words", 4)
                .hint("Leave it empty where there is nothing to say. It is sealed."),
        ),
    ];
    let mut page = act.page("She has left", at(act, &format!("leave/{id}")), one_section(questions));
    page.back = paths::part(act.file(), forms::PART);
    Ok(page)
}

/// `GET /files/{file}/home/leave/{fact}`
/// # Errors
/// No such placement.
pub async fn leave(signed: Signed, Path((file, id)): OfFact) -> Result<FormPage, Problem> {
    leave_page(&Act::begin(signed, file).await?, id)
}

/// `POST /files/{file}/home/leave/{fact}`
/// # Errors
/// No such placement.
pub async fn has_left(Path((file, id)): OfFact, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let why = match act.answers.one("why") {
        "found" => Some(WhyLeft::Found),
        "moved-on" => Some(WhyLeft::MovedOn),
        _ => None,
    };
    if why.is_none() {
        act.mistakes.note("why", "Choose why she left");
    }
    let happened = forms::day(&mut act, "on");
    let words = forms::sealed(&mut act, "words", typed::ACCOUNT);
    let page = leave_page(&act, id)?;
    let (Some(why), Some(happened), true) = (why, happened, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    match act.send(&LeavePlacement { placement: id, why, happened, words }).await {
        Ok(_) => act.done(&page, forms::PART, "recorded").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn option_page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    forms::fact::<PlacementMade>(act, id)?;
    let questions =
        vec![asked(act, Question::yes_no("wants", "Does she want to move?")), forms::when(act, "on", "When did she say so?")];
    let mut page = act.page("Tell her that she can move", at(act, &format!("move/{id}")), one_section(questions));
    page.notes.push(Note::Plain(
        "She need not choose between a bad place and none. If she wants to move, look for a home below; until she has left, repairs go on."
            .into(),
    ));
    page.back = paths::part(act.file(), forms::PART);
    Ok(page)
}

/// `GET /files/{file}/home/move/{fact}`
/// # Errors
/// No such placement.
pub async fn option(signed: Signed, Path((file, id)): OfFact) -> Result<FormPage, Problem> {
    option_page(&Act::begin(signed, file).await?, id)
}

/// `POST /files/{file}/home/move/{fact}`
/// # Errors
/// No such placement.
pub async fn option_given(Path((file, id)): OfFact, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let wants = forms::yes(&mut act, "wants", "Say whether she wants to move");
    let happened = forms::day(&mut act, "on");
    let page = option_page(&act, id)?;
    let (Some(wants), true) = (wants, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let body = MoveOptionGiven { by: act.hand.signed.desk().officer().team, placement: id, wants };
    forms::record_on(&act, page, body.into(), happened, "recorded").await
}
