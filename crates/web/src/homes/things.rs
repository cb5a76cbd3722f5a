//! Her things: kept, fetched, moved; what it costs; and that she is told, in a safe way, when it ends.

use axum::extract::Path;
use axum::response::Response;
use casefile::facts::{BelongingsProtected, Pence, Protection, ProtectionEnded};
use casefile::ids::{FactId, FileId};
use jiff::civil::Date;

use super::forms::{self, at};
use super::words as w;
use crate::act::owing::{asked, one_section};
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Question};
use crate::door::{Checked, Problem, Signed};
use crate::{paths, typed, words};

fn keep_page(act: &Act) -> FormPage {
    let how = Protection::CHOICES.iter().map(|one| Choice::new(one.code, one.label)).collect();
    let questions = vec![
        asked(act, Question::radios("how", "What is done?", how)),
        asked(
            act,
            Question::text("what", "Which things?", 3).hint("Furniture, papers, what the children need, pets. It is sealed."),
        ),
        asked(act, Question::text("place", "Where are they kept, or taken to?", 2).hint("It is sealed like her address.")),
        forms::when(act, "from", "From which day?"),
        asked(act, Question::day("until", "Until which day, where one is agreed?")),
        asked(
            act,
            Question::money("cost", "What does it cost?").hint("For a week where things are kept; once where they are moved."),
        ),
        asked(
            act,
            Question::money("charge", "What is she charged of it?")
                .hint("A charge has to be reasonable. Leave it empty where there is none."),
        ),
    ];
    let mut page = act.page("Her things are kept safe, or moved", at(act, "things"), one_section(questions));
    page.back = paths::part(act.file(), forms::PART);
    page
}

/// `GET /files/{file}/home/things`
/// # Errors
/// No such file.
pub async fn keep(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    Ok(keep_page(&Act::begin(signed, file).await?))
}

fn money(act: &mut Act, name: &str) -> Option<Pence> {
    let read = typed::money(act.answers.one(name));
    act.mistakes.take(name, read).flatten()
}

/// `POST /files/{file}/home/things`
/// # Errors
/// No such file.
pub async fn kept(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let how: Option<Protection> = act.answers.one("how").parse().ok();
    if how.is_none() {
        act.mistakes.note("how", "Choose what is done");
    }
    let from: Option<Date> = forms::day(&mut act, "from").map(|when| when.date);
    let read = typed::day(&act.answers, "until");
    let until = act.mistakes.take("until", read).flatten();
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        act.mistakes.note("until", "The last day cannot come before the first");
    }
    let (cost, charge) = (money(&mut act, "cost"), money(&mut act, "charge"));
    if charge.is_some_and(|charge| cost.is_none_or(|cost| charge > cost)) {
        act.mistakes.note("charge", "She cannot be charged more than it costs");
    }
    let what = forms::sealed(&mut act, "what", typed::ACCOUNT);
    let place = forms::sealed(&mut act, "place", 2_000);
    let page = keep_page(&act);
    if !act.mistakes.is_empty() {
        return Ok(wrong(page));
    }
    let by = act.hand.signed.desk().officer().team;
    let body = BelongingsProtected { by, how, what, place, from, until, cost, charge };
    forms::record(&act, page, body.into(), "recorded").await
}

fn end_page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    let (fact, it) = forms::fact::<BelongingsProtected>(act, id)?;
    let today = act.hand.opened.at.date();
    let questions = vec![
        asked(act, Question::yes_no("returned", "Does she have her things back?")),
        asked(
            act,
            Question::yes_no("told", "Was she told, in a safe way, that it ends and why?").hint(
                "By a safe contact or in her hands. Never by a letter to an address that he knows, though the Act would let you.",
            ),
        ),
        asked(act, Question::text("why", "Why does it end?", 3)),
        forms::when(act, "on", "On which day?"),
    ];
    let mut page = act.page("The protection of her things ends", at(act, &format!("things/{id}")), one_section(questions));
    let (cost, charge) = casefile::accommodation::things::cost_by(&act.hand.opened.file, fact, it, today);
    page.about = Some((
        it.how.map_or("Kept safe", Protection::label).into(),
        words::day(it.from.unwrap_or(fact.happened.date)),
        format!("{} so far, of which she is charged {}", w::money(cost), w::money(charge)),
    ));
    if let Some(day) = casefile::accommodation::things::end_of(&act.hand.opened.file, fact) {
        page.notes.push(Note::Inset(format!(
            "It ended on {}. Record it again only to say that she has now been told.",
            words::day(day)
        )));
    }
    page.back = paths::part(act.file(), forms::PART);
    Ok(page)
}

/// `GET /files/{file}/home/things/{fact}`
/// # Errors
/// Nothing such is kept.
pub async fn end(signed: Signed, Path((file, id)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    end_page(&Act::begin(signed, file).await?, id)
}

/// `POST /files/{file}/home/things/{fact}`
/// # Errors
/// Nothing such is kept.
pub async fn ended(Path((file, id)): Path<(FileId, FactId)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let returned = forms::yes(&mut act, "returned", "Say whether she has her things back");
    let told = forms::yes(&mut act, "told", "Say whether she was told in a safe way");
    let why = forms::sealed(&mut act, "why", typed::ACCOUNT);
    if why.is_none() && act.mistakes.with("why").is_none() {
        act.mistakes.note("why", "Say why it ends");
    }
    let happened = forms::day(&mut act, "on");
    let page = end_page(&act, id)?;
    let (Some(returned), Some(told_safely), true) = (returned, told, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let by = act.hand.signed.desk().officer().team;
    let body = ProtectionEnded { by, of: id, returned, told_safely, why };
    forms::record_on(&act, page, body.into(), happened, "recorded").await
}
