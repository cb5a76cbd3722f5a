//! `…/housing-plan`: the plan and what it rests on; `…/housing-plan/write`: writing it with her.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use casefile::commands::MakePlan;
use casefile::facts::{Body, Kind, PlanKind, PlanMade, StepDone};
use casefile::homelessness::steps::{Rests, suggested};
use casefile::ids::FileId;
use uuid::Uuid;

use super::views::HousingPlanPage;
use super::{PART, stands};
use crate::act::ask;
use crate::act::handlers::{fact_page, more_steps};
use crate::act::read;
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::door::{Checked, Problem, Signed};
use crate::file::handlers::{InHand, On};
use crate::letters::write_path;
use crate::paths;

/// `GET /files/{file}/housing-plan`
/// # Errors
/// No such file.
pub async fn show(signed: Signed, Path(file): Path<FileId>, Query(on): Query<On>) -> Result<HousingPlanPage, Problem> {
    let hand = InHand::open(signed, file, &on.on).await?;
    let seen = hand.seen();
    let (owed, at) = (&hand.opened.owed, hand.opened.at);
    let team = hand.signed.desk().officer().team;
    let rests = Rests::of(seen.file, team);
    let suggested = suggested(seen.file, team, at.date());
    Ok(HousingPlanPage {
        stands: stands::summary(&seen, &rests, owed, at),
        changed: stands::changed(&seen, owed, at),
        ours: stands::steps(&seen, &rests, false, at.date()),
        hers: stands::steps(&seen, &rests, true, at.date()),
        suggested: suggested.into_iter().map(|one| (one.step.what, one.why.to_owned())).collect(),
        areas: stands::areas(&seen, &rests.areas),
        tenancies: stands::tenancies(&seen, &rests.tenancies, owed, at),
        dates: stands::dates(&seen, &rests.dates, at.date()),
        copy: rests.plan.map(|plan| write_path(file, plan)),
        frame: hand.frame(),
        head: hand.head(PART),
    })
}

/// What the form starts with: the steps that still stand, and those that the file calls for.
fn start(act: &mut Act) {
    let (today, team) = (act.hand.opened.at.date(), act.hand.signed.desk().officer().team);
    let seen = act.hand.seen();
    let rests = Rests::of(seen.file, team);
    let mut steps = Vec::new();
    if let Some((fact, plan)) = stands::plan(&seen, &rests) {
        let done = |number: u32| seen.file.each::<StepDone>().any(|(_, it)| it.plan == fact.id && it.step == number);
        let open = (1_u32..).zip(&plan.steps).filter(|(number, _)| !done(*number));
        // A day that is over asks for a new one.
        steps.extend(open.map(|(_, step)| casefile::facts::Step { due: step.due.filter(|due| *due >= today), ..step.clone() }));
    }
    steps.extend(suggested(seen.file, team, today).into_iter().map(|one| one.step));
    let body = Body::PlanMade(PlanMade {
        by: team,
        plan: PlanKind::Housing,
        person: None,
        steps,
        not_agreed: None,
        copy_given: false,
        contains: Vec::new(),
        words: None,
    });
    act.answers = ask::answers_of(&body, today.into());
}

fn page(act: &Act) -> FormPage {
    let mut page = fact_page(act, Kind::PlanMade, paths::part(act.file(), "housing-plan/write"));
    page.heading = "Write the housing plan with her".into();
    page.back = paths::part(act.file(), PART);
    page.notes = vec![
        Note::Plain("Go through the steps with her. Change or empty what she does not want; a row without words is left out. Each step of a service has a day.".into()),
        Note::Plain("Write no address and no number into a step: where she is and how she is reached have their own places, and do not stand in her copy.".into()),
    ];
    for section in &mut page.sections {
        section.questions.retain(|question| !matches!(question.name.as_str(), "happened" | "by" | "plan" | "person"));
        for question in &mut section.questions {
            match question.name.as_str() {
                "not_agreed" => {
                    question.label = "What you could not agree, and why".into();
                    question.hint = Some("Leave it empty where you agreed.".into());
                }
                "words" => question.label = "Anything else that she should be able to read again".into(),
                _ => {}
            }
        }
        // What she and the services do comes first.
        section.questions.sort_by_key(|question| !question.name.starts_with("step-"));
    }
    page.hidden.push(("plan".into(), PlanKind::Housing.code().into()));
    page.button = "Record the plan".into();
    page
}

/// `GET /files/{file}/housing-plan/write`
/// # Errors
/// No such file.
pub async fn write(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    let mut act = Act::begin(signed, file).await?;
    start(&mut act);
    Ok(page(&act))
}

/// `POST /files/{file}/housing-plan/write`
/// # Errors
/// No such file.
pub async fn written(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    if more_steps(&mut act) {
        return Ok(page(&act).into_response());
    }
    let mut answers = act.answers.clone();
    let today = act.hand.opened.at.date();
    for (part, value) in [("day", i16::from(today.day())), ("month", i16::from(today.month())), ("year", today.year())] {
        answers.set(format!("happened-{part}"), value.to_string());
    }
    answers.set("by", act.hand.signed.desk().officer().team.to_string());
    answers.set("plan", PlanKind::Housing.code());
    match read::fact(Kind::PlanMade, &answers, act.hand.opened.at, Uuid::nil()) {
        Ok((_, Body::PlanMade(plan))) => {
            let shown = page(&act);
            let command = MakePlan {
                plan: PlanKind::Housing,
                person: None,
                steps: plan.steps,
                not_agreed: plan.not_agreed,
                copy_given: plan.copy_given,
                contains: plan.contains,
                words: plan.words,
            };
            match act.send(&command).await {
                Ok(_) => act.done(&shown, PART, "planned").await,
                Err(problem) => act.refused(shown, problem),
            }
        }
        Ok(_) => Err(Problem::broken(&"a plan was read as something else")),
        Err(mistakes) => {
            act.mistakes = mistakes;
            Ok(wrong(page(&act)))
        }
    }
}
