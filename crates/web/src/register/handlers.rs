//! The steps of an application, how the register works here, and the panel.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use casefile::allocations::on_register::OnRegister;
use casefile::allocations::scheme::Scheme;
use casefile::commands::register::scheme_of;
use casefile::facts::Function;
use casefile::ids::{BodyId, FileId};
use desk::Directory;
use serde::Deserialize;

use super::steps::Step;
use super::views::{AgendaLine, PanelPage, SchemePage};
use super::{application, assess, decide, keep_home};
use crate::act::sending::Act;
use crate::components::Answers;
use crate::door::{Checked, Problem, Signed};
use crate::frame::At;
use crate::words;

/// What a step is about.
#[derive(Deserialize, Default)]
pub struct About {
    #[serde(default)]
    of: String,
}

fn scheme_here(act: &Act) -> impl Fn(&OnRegister<'_>) -> Scheme + Sync + use<> {
    let standards = act.hand.signed.web.house().standards();
    let file = std::sync::Arc::clone(&act.hand.opened.file);
    let today = act.hand.opened.at.date();
    move |on| scheme_of(&standards.schemes, &file, on.team, today).clone()
}

/// `GET /files/{file}/register/{step}`
/// # Errors
/// No such file, or nothing in it that the step is about.
pub async fn step(
    signed: Signed,
    Path((file, code)): Path<(FileId, String)>,
    Query(about): Query<About>,
) -> Result<Response, Problem> {
    let mut answers = Answers::default();
    answers.set("of", about.of);
    let act = Act::with(signed, file, answers).await?;
    match Step::from_code(&code).ok_or(Problem::NotFound)? {
        Step::Pass => keep_home::pass(&act).await,
        step => Ok(decide::page(&act, step, &scheme_here(&act))?.into_response()),
    }
}

/// `POST /files/{file}/register/{step}`
/// # Errors
/// No such file, or nothing in it that the step is about.
pub async fn stepped(
    Path((file, code)): Path<(FileId, String)>,
    Query(about): Query<About>,
    form: Checked,
) -> Result<Response, Problem> {
    let mut answers = form.answers;
    answers.set("of", about.of);
    let act = Act::with(form.signed, file, answers).await?;
    match Step::from_code(&code).ok_or(Problem::NotFound)? {
        Step::Assess => assess::send(act).await,
        Step::Pass => keep_home::send_pass(act).await,
        other => {
            let scheme = scheme_here(&act);
            decide::send(act, other, &scheme).await
        }
    }
}

/// Whose register is looked at.
#[derive(Deserialize, Default)]
pub struct Whose {
    #[serde(default)]
    body: String,
}

/// The bodies that let homes: the officer's own first.
pub(super) fn landlords(directory: &Directory, own: BodyId) -> Vec<BodyId> {
    let mut bodies: Vec<BodyId> = Vec::new();
    let lets = directory.teams().iter().filter(|team| team.function == Function::Allocations).map(|team| team.body);
    let own_first = lets.clone().filter(|body| *body == own).chain(lets.filter(|body| *body != own));
    for body in own_first {
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    bodies
}

pub(super) fn body_name(directory: &Directory, body: BodyId) -> String {
    directory.body(body).map(|body| body.name.clone()).unwrap_or_default()
}

/// `GET /register/scheme`
/// # Errors
/// The ledger does not answer, or no such body lets homes.
pub async fn scheme(signed: Signed, Query(whose): Query<Whose>) -> Result<SchemePage, Problem> {
    let directory = signed.directory().await?;
    let house = signed.web.house();
    let bodies = landlords(&directory, signed.desk().officer().body);
    let chosen = match whose.body.as_str() {
        "" => bodies.first().copied(),
        id => Some(bodies.iter().copied().find(|body| body.to_string() == id).ok_or(Problem::NotFound)?),
    };
    let frame = signed.frame(At::Register, &directory);
    let standards = house.standards();
    Ok(super::scheme::page(frame, &directory, &bodies, chosen, &standards.schemes, house.today()))
}

/// `GET /register/panel`
/// # Errors
/// Not for their role, or the ledger does not answer.
pub async fn panel(signed: Signed) -> Result<PanelPage, Problem> {
    let directory = signed.directory().await?;
    let house = signed.web.house();
    let (today, own) = (house.today(), signed.desk().officer().body);
    let body = landlords(&directory, own).into_iter().find(|body| *body == own);
    let standards = house.standards();
    let scheme = body.and_then(|body| standards.schemes.own(body, today));
    let next = scheme.map(|scheme| {
        let meetings = scheme.panel.meets.after(today).take(3);
        meetings.map(|meets| (words::weekday_and_day(meets), words::day(scheme.papers_by(meets)))).collect()
    });
    let mut agendas: Vec<(String, bool, Vec<AgendaLine>)> = Vec::new();
    for one in signed.desk().panel_agenda().await? {
        let day = words::weekday_and_day(one.meets);
        let over = one.meets <= today;
        let line = AgendaLine {
            href: crate::paths::part(one.file, "register"),
            reference: one.reference.clone(),
            known_as: one.name.as_ref().map(|name| name.shown().to_owned()).unwrap_or_default(),
            decide: over.then(|| application::step(one.file, Step::Panel, one.listing)),
        };
        match agendas.last_mut() {
            Some((last, _, lines)) if *last == day => lines.push(line),
            _ => agendas.push((day, over, vec![line])),
        }
    }
    Ok(PanelPage {
        whose: body_name(&directory, own),
        rule: scheme.map(|scheme| scheme.panel.meets.to_string()).unwrap_or_default(),
        says: scheme.map(|scheme| scheme.panel.says.clone()).unwrap_or_default(),
        next: next.unwrap_or_default(),
        agendas,
        frame: signed.frame(At::Register, &directory),
    })
}
