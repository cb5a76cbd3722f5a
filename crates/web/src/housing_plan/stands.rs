//! What the housing plan rests on, in words for the page.

use casefile::facts::{Fact, PlanCopyGiven, PlanMade, PlanReviewed, Step, StepDone, TenancyAdviceGiven, UnsafeAreaNamed};
use casefile::homelessness::steps::{Area, Rests, Tenancy, Watched};
use casefile::ids::FactId;
use casefile::letters::{Stage, stage};
use casefile::obligations::{Obligation, State};
use jiff::civil::{Date, DateTime};

use super::views::AreaLine;
use crate::components::{Cell, Line, Reveal, Row, Summary, Table, Tag, Tone};
use crate::file::describe::Seen;
use crate::{paths, words};

/// The rule by which a plan is brought up to date.
const REVIEW: &str = "HA96-s189A-review";
/// The rule by which she is advised about her tenancy anew.
const ADVICE: &str = "OMB-tenancy-advice";

fn open<'a>(owed: &'a [Obligation], rule: &'a str, at: DateTime) -> impl Iterator<Item = &'a Obligation> {
    let is_open = move |one: &&Obligation| one.rule.id == rule && matches!(one.state(at), State::Open | State::Late);
    owed.iter().filter(is_open)
}

/// The plan that stands, with its fact.
pub fn plan<'a>(seen: &Seen<'a>, rests: &Rests) -> Option<(&'a Fact, &'a PlanMade)> {
    let fact = seen.file.fact(rests.plan?)?;
    Some((fact, fact.is::<PlanMade>()?))
}

/// Assessment, plan, copy, next look.
pub fn summary(seen: &Seen<'_>, rests: &Rests, owed: &[Obligation], at: DateTime) -> Summary {
    let assessed = rests
        .assessed
        .and_then(|id| seen.file.fact(id))
        .map_or_else(|| "Not assessed yet".to_owned(), |fact| format!("Assessed on {}", words::day(fact.happened.date)));
    let mut rows = vec![Row::new("Assessment", assessed)];
    let Some((fact, plan)) = plan(seen, rests) else {
        rows.push(Row::new("Plan", "None has been written"));
        return Summary(rows);
    };
    let mut lines = vec![Line::Plain(format!("Written on {} by {}", words::day(fact.happened.date), seen.team(plan.by)))];
    let mut reviewed =
        seen.file.each::<PlanReviewed>().filter(|(review, it)| it.plan == plan.plan && review.happened >= fact.happened);
    lines.extend(
        reviewed.next_back().map(|(review, _)| Line::Plain(format!("Looked at again on {}", words::day(review.happened.date)))),
    );
    rows.push(Row { key: "Plan".into(), lines, action: None });
    let mut agreed =
        vec![Line::Plain(if plan.not_agreed.is_some() { "Not in everything".into() } else { "Agreed with her".to_owned() })];
    agreed.extend(plan.not_agreed.is_some().then(|| Line::Sealed(reveal(seen, fact.id, "not_agreed", "reasons"))));
    rows.push(Row { key: "Agreed".into(), lines: agreed, action: None });
    rows.extend(plan.words.is_some().then(|| Row {
        key: "What else was written".into(),
        lines: vec![Line::Sealed(reveal(seen, fact.id, "words", "words"))],
        action: None,
    }));
    rows.push(Row::new("Her copy", copy(seen, fact, plan)));
    let next = owed.iter().filter(|one| one.rule.id == REVIEW && one.end.fact().is_none()).map(|one| one.due).min();
    rows.extend(next.map(|due| Row::new("Next look", format!("By {}", words::day(due.date)))));
    let late = open(owed, REVIEW, at).any(|one| one.state(at) == State::Late);
    rows.extend(late.then(|| Row::new("State", "Late: look at it with her now")));
    Summary(rows)
}

/// Whether she has a copy: handed over, or by a letter that has left.
fn copy(seen: &Seen<'_>, fact: &Fact, plan: &PlanMade) -> &'static str {
    let given = plan.copy_given || seen.file.each::<PlanCopyGiven>().any(|(_, it)| it.plan == fact.id);
    match stage(seen.file, fact) {
        _ if given => "She has one",
        Stage::Left { .. } => "She has one, or it is on its way to her",
        Stage::Waits(_) => "Waits for a second person to read it",
        Stage::Ready(_) | Stage::Printed(_) => "Ready, and has not left",
        Stage::CameBack(_) => "It came back: she has none",
        _ => "She has none yet",
    }
}

/// Why the plan has to be looked at again: what has happened, a line each.
pub fn changed(seen: &Seen<'_>, owed: &[Obligation], at: DateTime) -> Vec<String> {
    let mut because: Vec<FactId> = open(owed, REVIEW, at).flat_map(|one| one.because.iter().copied()).collect();
    because.sort_unstable();
    because.dedup();
    because.iter().filter_map(|id| seen.file.fact(*id)).map(|fact| words::from_code(&seen.briefly(fact))).collect()
}

/// The steps of the services, or hers.
pub fn steps(seen: &Seen<'_>, rests: &Rests, hers: bool, today: Date) -> Table {
    let heads = ["What", "Who", "By when", "State"].map(|head| (head.to_owned(), false)).to_vec();
    let Some((fact, plan)) = plan(seen, rests) else { return Table { caption: String::new(), heads, rows: Vec::new() } };
    let done: Vec<u32> = seen.file.each::<StepDone>().filter(|(_, it)| it.plan == fact.id).map(|(_, it)| it.step).collect();
    let rows = (1_u32..).zip(&plan.steps).filter(|(_, step)| step.who.person().is_some() == hers).map(|(number, step)| {
        let state = match step.due {
            _ if done.contains(&number) => Tag::new("Done", Tone::Green),
            Some(due) if due < today => Tag::new("Late", Tone::Red),
            _ => Tag::new("Open", Tone::Blue),
        };
        vec![
            Cell::Text(format!("{number}. {}", step.what)),
            Cell::Text(who(seen, step)),
            Cell::Text(step.due.map_or_else(|| "No day set".into(), words::day)),
            Cell::Tag(state),
        ]
    });
    Table { caption: String::new(), heads, rows: rows.collect() }
}

/// Who does a step.
pub fn who(seen: &Seen<'_>, step: &Step) -> String {
    let person = || step.who.person().map_or_else(String::new, |id| seen.person(id));
    step.who.team().map_or_else(person, |team| seen.team(team))
}

/// Areas that are not safe for her.
pub fn areas(seen: &Seen<'_>, areas: &[Area]) -> Vec<AreaLine> {
    let line = |area: &Area| {
        let fact = seen.file.fact(area.named)?;
        let it = fact.is::<UnsafeAreaNamed>()?;
        let whole = if area.whole { ", the whole area of the council" } else { "" };
        let tag = if area.overridden.is_some() {
            Tag::new("Not kept to, with reasons", Tone::Orange)
        } else {
            Tag::new("Kept to", Tone::Green)
        };
        let over = area.overridden.is_some() || seen.past;
        Some(AreaLine {
            line: format!("Named on {}{whole}.", words::day(fact.happened.date)),
            area: it.area.is_some().then(|| reveal(seen, fact.id, "area", "area")),
            tag,
            instead: if over { String::new() } else { paths::act(seen.id, casefile::facts::Kind::AreaRestrictionOverridden) },
        })
    };
    areas.iter().filter_map(line).collect()
}

/// Her tenancies, with the versions of the advice on each.
pub fn tenancies(seen: &Seen<'_>, tenancies: &[Tenancy], owed: &[Obligation], at: DateTime) -> Table {
    let heads = ["Home", "Advice, the last first", "State"].map(|head| (head.to_owned(), false)).to_vec();
    let rows = tenancies.iter().map(|one| {
        let due = open(owed, ADVICE, at).any(|owed| owed.because.contains(&one.held));
        let state = match one.ended {
            Some(day) => Tag::new(format!("Ended on {}", words::day(day)), Tone::Grey),
            None if due => Tag::new("New advice is owed", Tone::Red),
            None if one.advice.is_empty() => Tag::new("No advice yet", Tone::Orange),
            None => Tag::new("Advice stands", Tone::Green),
        };
        let mut versions: Vec<String> = (1_u32..)
            .zip(&one.advice)
            .filter_map(|(version, id)| {
                let fact = seen.file.fact(*id)?;
                let it = fact.is::<TenancyAdviceGiven>()?;
                let written = if it.in_writing { "" } else { ", not in writing" };
                Some(format!("{version}: {} ({}{written})", it.advice.label(), words::day(fact.happened.date)))
            })
            .collect();
        versions.reverse();
        let advice = if versions.is_empty() { "None".to_owned() } else { versions.join("; ") };
        vec![Cell::Text(one.tenure.label().to_owned()), Cell::Text(advice), Cell::Tag(state)]
    });
    Table { caption: String::new(), heads, rows: rows.collect() }
}

/// Custody, bail, orders and release.
pub fn dates(seen: &Seen<'_>, dates: &[Watched], today: Date) -> Table {
    let heads = ["What", "Day", "State"].map(|head| (head.to_owned(), false)).to_vec();
    let rows = dates.iter().filter(|one| seen.file.fact(one.fact).is_some()).map(|one| {
        let state = match one.on {
            _ if one.over => Tag::new("Changed since", Tone::Grey),
            None => Tag::new("Day not known: ask", Tone::Orange),
            Some(day) if day < today => Tag::new("Past", Tone::Grey),
            Some(_) => Tag::new("To come", Tone::Blue),
        };
        let day = one.on.map_or_else(|| "Not known".to_owned(), words::day);
        vec![Cell::Text(one.what.label().to_owned()), Cell::Text(day), Cell::Tag(state)]
    });
    Table { caption: String::new(), heads, rows: rows.collect() }
}

fn reveal(seen: &Seen<'_>, fact: FactId, field: &str, what: &str) -> Reveal {
    Reveal {
        action: paths::part(seen.id, "reveal"),
        csrf: seen.csrf.to_owned(),
        fact: fact.to_string(),
        field: field.into(),
        what: what.into(),
    }
}
