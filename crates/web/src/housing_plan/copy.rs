//! `…/housing-plan/copy`: the copy that she keeps. It names nobody and no service, and holds no number and no place.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use casefile::commands::{RecordFact, Refusal};
use casefile::facts::{ContactWay, LookPurpose, PlanCopyGiven, PlanMade};
use casefile::homelessness::steps::Rests;
use casefile::ids::FileId;
use casefile::safe_contact::SafeContact;
use casefile::sending::is_frozen;
use desk::CannotAct;

use super::views::CopyPage;
use super::{PART, stands};
use crate::act::sending::Act;
use crate::act::views::{FormPage, Note};
use crate::door::{Checked, Problem, Signed};
use crate::sign_in::prove;
use crate::{paths, words};

/// How she can have paper safely, as far as the file knows.
fn how(act: &Act) -> Vec<String> {
    let opened = &act.hand.opened;
    let contact = SafeContact::of(&opened.file, &act.hand.signed.web.settings().standards, opened.at.date());
    let post = opened.file.survivor().is_some_and(|her| contact.reaching(her, ContactWay::Post).is_some());
    let mut lines = vec!["Give it into her hand, or keep it here until she comes, and record that she has it.".to_owned()];
    lines.push(if post {
        "By post only with “Write to somebody”: the address is looked at again when it leaves.".into()
    } else {
        "Not by post: no address is confirmed as safe for her.".into()
    });
    lines
}

fn page(act: &Act) -> FormPage {
    let mut page = act.page("Her copy", paths::part(act.file(), "housing-plan/copy"), Vec::new());
    page.back = paths::part(act.file(), PART);
    page.draft = String::new();
    page.button = "Open her copy".into();
    page.notes.push(Note::Lines("How she can have it".into(), how(act)));
    page.notes.push(Note::Plain("That you open it is recorded. When she has it, say so here.".into()));
    page.more.push(("do".into(), "given".into(), "She has it".into()));
    page
}

/// `GET /files/{file}/housing-plan/copy`
/// # Errors
/// No such file, or no plan.
pub async fn ask(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    let act = Act::begin(signed, file).await?;
    let rests = Rests::of(&act.hand.opened.file, act.hand.signed.desk().officer().team);
    rests.plan.ok_or(Problem::NotFound)?;
    Ok(page(&act))
}

/// `POST /files/{file}/housing-plan/copy`
/// # Errors
/// No such file, or no plan.
pub async fn open(Path(file): Path<FileId>, headers: HeaderMap, form: Checked) -> Result<Response, Problem> {
    let Checked { mut signed, answers } = form;
    let action = paths::part(file, "housing-plan/copy");
    if let Some(again) = prove::take(&mut signed, &headers, &action, &answers).await? {
        return Ok(again);
    }
    let act = Act::with(signed, file, answers).await?;
    let seen = act.hand.seen();
    let rests = Rests::of(seen.file, act.hand.signed.desk().officer().team);
    let (fact, plan) = stands::plan(&seen, &rests).ok_or(Problem::NotFound)?;
    if act.answers.one("do") == "given" {
        let given = PlanCopyGiven { by: act.hand.signed.desk().officer().team, plan: fact.id };
        let shown = page(&act);
        let command = RecordFact { body: given.into(), happened: act.hand.opened.at.date().into(), known: Vec::new() };
        return match act.send(&command).await {
            Ok(_) => act.done(&shown, PART, "recorded").await,
            Err(problem) => act.refused(shown, problem),
        };
    }
    if is_frozen(seen.file) {
        let refusal = Refusal::because("Somebody may have found out, so nothing leaves this file but what protects her.")
            .instead("Make her safe first: open “Someone may have found out”.");
        return act.refused(page(&act), CannotAct::Refused(refusal));
    }
    let mut wanted = Vec::new();
    wanted.extend(plan.words.is_some().then_some((fact.id, "words")));
    wanted.extend(plan.not_agreed.is_some().then_some((fact.id, "not_agreed")));
    let read = match act.hand.signed.desk().reveal_all(file, &wanted, LookPurpose::Support).await {
        Ok(read) => read,
        Err(CannotAct::NotLikeThis(access::Refused::StepUp)) => {
            return prove::ask_again(&act.hand.signed, &action, &act.answers).await;
        }
        Err(problem) => return Err(problem.into()),
    };
    let said = |field: &str| {
        let at = wanted.iter().position(|(_, name)| *name == field);
        at.and_then(|at| read.get(at)).map(|one| one.words().to_owned()).unwrap_or_default()
    };
    let page = CopyPage {
        how: how(&act),
        day: words::day(fact.happened.date),
        hers: lines(plan, true),
        ours: lines(plan, false),
        words: said("words"),
        not_agreed: said("not_agreed"),
        again: "We look at this plan with you again whenever something changes, and at the latest after four weeks.".into(),
        back: paths::part(file, PART),
        frame: act.hand.frame(),
    };
    Ok(page.into_response())
}

fn lines(plan: &PlanMade, hers: bool) -> Vec<(String, String)> {
    let steps = plan.steps.iter().filter(|step| step.who.person().is_some() == hers);
    steps.map(|step| (step.what.clone(), step.due.map(words::day).unwrap_or_default())).collect()
}
