//! What the forms of «A home for her» have in common.

use access::Refused;
use axum::response::Response;
use casefile::accommodation::household::Household;
use casefile::facts::{Fact, When};
use casefile::ids::PersonId;
use casefile::private::{About, Sealed};
use desk::CannotAct;

use crate::act::sending::Act;
use crate::components::{Choice, Question};
use crate::door::Problem;
use crate::sign_in::prove;
use crate::typed;

/// The part of the file.
pub const PART: &str = "home";

/// A page of this part.
pub fn at(act: &Act, what: &str) -> String {
    crate::paths::part(act.file(), &format!("{PART}/{what}"))
}

/// Words that may be left out, to be sealed.
pub fn sealed<A: About>(act: &mut Act, name: &str, longest: usize) -> Option<Sealed<A>> {
    let typed = typed::text(&act.answers, name, longest);
    act.mistakes.take(name, typed).flatten().map(Sealed::new)
}

/// A day that has come; today where the fields are empty.
pub fn day(act: &mut Act, name: &str) -> Option<When> {
    let today = act.hand.opened.at.date();
    let read = typed::day(&act.answers, name).and_then(|read| match read {
        Some(day) if day > today => Err("That day has not come yet. Record what has happened".to_owned()),
        read => Ok(When::on(read.unwrap_or(today))),
    });
    act.mistakes.take(name, read)
}

/// One of two codes.
pub fn yes(act: &mut Act, name: &str, missing: &str) -> Option<bool> {
    match act.answers.one(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            act.mistakes.note(name, missing);
            None
        }
    }
}

/// A question about a day, filled in with today.
pub fn when(act: &Act, name: &str, label: &str) -> Question {
    crate::act::owing::asked(act, Question::day(name, label).hint("Leave it empty for today."))
}

/// Everybody who lives with her, to choose from.
pub fn members(act: &Act) -> Vec<Choice> {
    let seen = act.hand.seen();
    let household = Household::of(seen.file, act.hand.opened.at.date());
    household.members.iter().map(|(id, _)| Choice::new(id.to_string(), seen.person(*id))).collect()
}

/// The people who were chosen; an id that nobody in the household has is left out.
pub fn chosen(act: &Act, name: &str) -> Vec<PersonId> {
    let household = Household::of(&act.hand.opened.file, act.hand.opened.at.date());
    let all = household.members.iter().map(|(id, _)| *id);
    all.filter(|id| act.answers.has(name, &id.to_string())).collect()
}

/// A fact of the file that stands, of a kind.
pub fn fact<K: casefile::facts::FactKind>(act: &Act, id: casefile::ids::FactId) -> Result<(&Fact, &K), Problem> {
    act.hand.opened.file.fact(id).and_then(|fact| Some((fact, fact.is::<K>()?))).ok_or(Problem::NotFound)
}

/// Where the second factor is no longer fresh, a new code is asked for and what was typed is carried along; everything else is a problem of the page.
pub async fn or_prove<T>(act: &Act, action: &str, done: Result<T, CannotAct>) -> Result<Result<T, Response>, CannotAct> {
    match done {
        Err(CannotAct::NotLikeThis(Refused::StepUp)) => {
            let again = prove::ask_again(&act.hand.signed, action, &act.answers).await;
            again.map(Err).map_err(|_| CannotAct::NotLikeThis(Refused::StepUp))
        }
        Err(problem) => Err(problem),
        Ok(done) => Ok(Ok(done)),
    }
}

/// Records one fact of now and goes back to «A home for her».
pub async fn record(
    act: &Act,
    page: crate::act::views::FormPage,
    body: casefile::facts::Body,
    said: &str,
) -> Result<Response, Problem> {
    record_on(act, page, body, None, said).await
}

/// As [`record`], of a day.
pub async fn record_on(
    act: &Act,
    page: crate::act::views::FormPage,
    body: casefile::facts::Body,
    happened: Option<When>,
    said: &str,
) -> Result<Response, Problem> {
    let now = act.hand.opened.at;
    let happened = happened.unwrap_or_else(|| When::at(now.date().at(now.hour(), now.minute(), 0, 0)));
    match act.send(&casefile::commands::RecordFact { body, happened, known: Vec::new() }).await {
        Ok(_) => act.done(&page, PART, said).await,
        Err(problem) => act.refused(page, problem),
    }
}
