//! A home of the lettings list, for her: offered and kept with the same entry, or not right for her.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use casefile::allocations::first_look::{Looked, ToldFirst, kept, told_first};
use casefile::allocations::on_register::OnRegister;
use casefile::allocations::scheme::Scheme;
use casefile::commands::register::{OfferHome, PassHome, scheme_of};
use casefile::file::CaseFile;
use casefile::ids::{FileId, VacancyId};
use casefile::private::{Sealed, Unprinted};
use desk::{CannotAct, Offerable, Vacancy};

use super::application::step;
use super::decide::{HOMES, checks, is_checked, time_to_answer};
use super::letting::{area, floor, has};
use super::steps::Step;
use super::views::HomeTold;
use crate::act::owing::{asked, one_section};
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Question};
use crate::door::{Checked, Problem, Signed};
use crate::{paths, typed, words};

/// The address at which a home of the list is offered to whoever a file is about.
pub(super) fn offer_address(file: FileId, home: VacancyId) -> String {
    paths::part(file, &format!("register/homes/{home}"))
}

/// The application on the register of the officer's own body.
fn application<'a>(act: &Act, file: &'a CaseFile) -> Result<OnRegister<'a>, Problem> {
    let own = act.hand.signed.desk().officer().body;
    let all = OnRegister::all(file, act.hand.opened.at.date());
    all.into_iter().find(|one| file.services().body(one.application.to) == Some(own)).ok_or(Problem::NotFound)
}

fn scheme(act: &Act, file: &CaseFile, on: &OnRegister<'_>) -> Scheme {
    let standards = act.hand.signed.web.house().standards();
    scheme_of(&standards.schemes, file, on.team, act.hand.opened.at.date()).clone()
}

/// What a home is like, in a line.
fn like(home: &Vacancy, scheme: &Scheme) -> String {
    let one = &home.home;
    let parts = [
        words::count(i64::from(one.bedrooms), "bedroom", "bedrooms"),
        floor(one.floor),
        area(one, scheme),
        has(one),
        one.landlord.clone(),
        one.ready.map(|day| format!("ready from {}", words::day(day))).unwrap_or_default(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Homes that were told to this file first, and that nobody has looked at yet.
/// # Errors
/// The ledger does not answer.
pub(super) async fn told(signed: &Signed, on: &OnRegister<'_>, of: &Told<'_>) -> Result<Vec<HomeTold>, Problem> {
    let mut homes = Vec::new();
    for one in of.all.iter().filter(|one| one.looked == Looked::NotYet) {
        let Some(home) = signed.desk().home_told_to(of.file, one.home).await? else { continue };
        let mut lines = vec![like(&home, of.scheme)];
        lines.push(match one.until {
            _ if !home.free => "It is not on the list any more.".to_owned(),
            Some(until) => format!(
                "Nobody else is offered it up to {}. Nobody outside this file was told that it may suit her.",
                words::day(until)
            ),
            None => "Nobody outside this file was told that it may suit her.".to_owned(),
        });
        let may_keep = of.ours && home.free && on.award.is_some() && on.rests.is_none() && !on.under_offer();
        homes.push(HomeTold {
            label: home.home.label.clone(),
            lines,
            keep: if may_keep { offer_address(of.file, one.home) } else { String::new() },
            pass: if of.ours { step(of.file, Step::Pass, one.fact) } else { String::new() },
        });
    }
    Ok(homes)
}

/// The homes that a file was told of first, for one of its applications.
pub(super) struct Told<'a> {
    pub file: FileId,
    pub all: &'a [ToldFirst],
    pub scheme: &'a Scheme,
    /// Whether the officer acts for the body of the application.
    pub ours: bool,
}

fn offer_page(act: &Act, home: &Vacancy, scheme: &Scheme) -> FormPage {
    let homes = HOMES.map(|one| Choice::new(one.code(), one.label())).to_vec();
    let questions = vec![
        asked(act, Question::radios("home", "What kind of home?", homes)),
        asked(act, Question::text("place", "Where is it?", 2).hint("Sealed with where she is.")),
        asked(act, Question::checkboxes("checked", "Checked before it is offered", checks())),
        asked(act, Question::checkboxes("final", "In the letter", vec![Choice::new("yes", "It is said to be the final offer")])),
    ];
    let mut page = act.page("Offer a home", offer_address(act.file(), home.id), one_section(questions));
    page.back = paths::part(act.file(), "register");
    page.button = "Record the offer".into();
    page.notes.push(Note::Inset(format!("{}: {}", home.home.label, like(home, scheme))));
    page.notes.push(Note::Plain(
        "With the offer the home goes off the list. If she does not take it, it goes back onto it by itself.".into(),
    ));
    page.notes.push(time_to_answer(scheme));
    page
}

/// A home that is not available, whatever the reason: one page for all of them.
fn not_available(act: &Act, problem: CannotAct) -> Result<Response, Problem> {
    let mut page = act.page("Offer a home", String::new(), Vec::new());
    page.draft = String::new();
    page.back = paths::part(act.file(), "register");
    act.refused(page, problem)
}

async fn available(act: &Act, id: VacancyId) -> Result<Result<Vacancy, CannotAct>, Problem> {
    match act.hand.signed.desk().may_be_offered(act.file(), id).await {
        Ok(Offerable::Available(home)) => Ok(Ok(*home)),
        Ok(Offerable::NotAvailable) => Ok(Err(desk::LedgerError::RoomTaken.into())),
        Err(refused @ CannotAct::Refused(_)) => Ok(Err(refused)),
        Err(problem) => Err(problem.into()),
    }
}

/// `GET /files/{file}/register/homes/{vacancy}`
/// # Errors
/// No such file, or no application to the officer's body in it; the officer is in no housing team.
pub async fn offer(signed: Signed, Path((file, id)): Path<(FileId, VacancyId)>) -> Result<Response, Problem> {
    let act = Act::begin(signed, file).await?;
    let file = std::sync::Arc::clone(&act.hand.opened.file);
    let scheme = scheme(&act, &file, &application(&act, &file)?);
    match available(&act, id).await? {
        Ok(home) => Ok(offer_page(&act, &home, &scheme).into_response()),
        Err(refused) => not_available(&act, refused),
    }
}

/// `POST /files/{file}/register/homes/{vacancy}`
/// # Errors
/// As [`offer`].
pub async fn offered(Path((file, id)): Path<(FileId, VacancyId)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let file = std::sync::Arc::clone(&act.hand.opened.file);
    let (of, scheme) = {
        let on = application(&act, &file)?;
        (on.fact.id, scheme(&act, &file, &on))
    };
    let home = match available(&act, id).await? {
        Ok(home) => home,
        // The same form sent twice: it is kept for her already.
        Err(_) if kept(&file).contains_key(&id) => {
            let mut page = act.page("Offer a home", String::new(), Vec::new());
            page.draft = String::new();
            return act.done(&page, "register", "offered").await;
        }
        Err(refused) => return not_available(&act, refused),
    };
    let kind = act.answers.one("home").parse().ok().filter(|kind| HOMES.contains(kind));
    if kind.is_none() {
        act.mistakes.note("home", "Choose what kind of home it is");
    }
    let typed = typed::text(&act.answers, "place", typed::LINE);
    let place = act.mistakes.take("place", typed).flatten().map(Sealed::new);
    let page = offer_page(&act, &home, &scheme);
    let (Some(kind), true) = (kind, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let command = OfferHome {
        application: of,
        home: kind,
        bedrooms: home.home.bedrooms,
        suitable: is_checked(&act),
        is_final: act.answers.has("final", "yes"),
        place,
        vacancy: Some(home.id),
    };
    match act.send(&command).await {
        Ok(_) => act.done(&page, "register", "offered").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn told_by(act: &Act) -> Result<ToldFirst, Problem> {
    let of = super::decide::of(act)?;
    let all = told_first(&act.hand.opened.file);
    all.into_iter().find(|one| one.fact == of).ok_or(Problem::NotFound)
}

async fn pass_page(act: &Act) -> Result<FormPage, Problem> {
    let told = told_by(act)?;
    let home = act.hand.signed.desk().home_told_to(act.file(), told.home).await?.ok_or(Problem::NotFound)?;
    let why = Question::text("why", "Why is it not right for her?", 3)
        .hint("Leave it empty where it has gone to somebody else. It is sealed.");
    let mut page =
        act.page("It is not right for her", step(act.file(), Step::Pass, told.fact), one_section(vec![asked(act, why)]));
    page.back = paths::part(act.file(), "register");
    page.button = "Record it".into();
    page.notes.push(Note::Inset(home.home.label));
    page.notes
        .push(Note::Plain("Nothing of her place is lost. She goes on waiting, and is told of the next home that fits.".into()));
    Ok(page)
}

/// The form with which somebody says that a home is not right for her.
/// # Errors
/// The file was not told of it.
pub(super) async fn pass(act: &Act) -> Result<Response, Problem> {
    Ok(pass_page(act).await?.into_response())
}

/// Records that a home is not right for her.
/// # Errors
/// As [`pass`].
pub(super) async fn send_pass(mut act: Act) -> Result<Response, Problem> {
    let told = told_by(&act)?;
    let typed = typed::text(&act.answers, "why", typed::ACCOUNT);
    let why = act.mistakes.take("why", typed).flatten().map(Unprinted::new);
    let page = pass_page(&act).await?;
    if !act.mistakes.is_empty() {
        return Ok(wrong(page));
    }
    match act.send(&PassHome { home: told.home, why }).await {
        Ok(_) => act.done(&page, "register", "home-passed").await,
        Err(problem) => act.refused(page, problem),
    }
}
