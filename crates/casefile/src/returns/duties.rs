//! Prevention, relief and the main duty: when each began and ended, and why, as the course of the application has it.

use interchange::hclic::{Code, DutySection, ListId};
use jiff::civil::Date;

use super::applications::Application;
use super::{Origin, codes};
use crate::facts::{Body, Duty, EndGround, HomeKind, OfferAnswered, OfferMade, PersonDied};
use crate::file::CaseFile;
use crate::homelessness::case::{Priority, Spell, Stage};

/// A duty with what is known of its end.
pub(super) struct Ran {
    pub section: DutySection,
    pub began_by: Origin,
    pub ended_by: Option<Origin>,
}

fn origin(spell: &Spell) -> Origin {
    spell.begun_by.map_or(Origin::Calendar, Origin::Fact)
}

/// The ground on which the fact that began a spell ended what stood before.
fn ground(file: &CaseFile, spell: &Spell) -> Option<EndGround> {
    match (spell.stage, spell.begun_by.and_then(|fact| file.body_of(fact))) {
        (Stage::Ended { ground, .. }, _) => Some(ground),
        (_, Some(Body::DutyEnded(it))) => Some(it.ground),
        _ => None,
    }
}

fn died(file: &CaseFile, by: Date) -> bool {
    file.each::<PersonDied>().any(|(fact, it)| Some(it.person) == file.survivor() && fact.happened.date <= by)
}

/// The first run of spells that belong to a duty, and the spell that took their place.
fn first<'a>(application: &Application<'a>, belongs: impl Fn(Stage) -> bool) -> Option<(&'a Spell, Option<&'a Spell>)> {
    let at = application.spells.iter().position(|spell| belongs(spell.stage))?;
    let next = application.spells[at..].iter().find(|spell| !belongs(spell.stage));
    Some((&application.spells[at], next))
}

pub(super) fn prevention(file: &CaseFile, application: &Application<'_>) -> Option<Ran> {
    let (spell, next) = first(application, |stage| matches!(stage, Stage::Prevention(_)))?;
    let mut section = DutySection::since(spell.stage.days().map_or(spell.since, |days| days.first));
    if let Some(next) = next {
        section.ended = Some(next.since);
        let homeless = next.stage.duty().is_some();
        section.reason = match ground(file, next) {
            Some(ground) => codes::prevention_ended(ground, died(file, next.since)),
            None if homeless => codes::prevention_ended(EndGround::BecameHomeless, false),
            None => stayed_or_moved(file, next),
        };
    }
    Some(Ran { section, began_by: origin(spell), ended_by: next.map(origin) })
}

/// A home that was made safe is the one that she had; any other home that is hers to keep is another.
fn stayed_or_moved(file: &CaseFile, next: &Spell) -> Option<Code> {
    let home = match next.begun_by.and_then(|fact| file.body_of(fact))? {
        Body::PlacementMade(it) => it.home,
        _ => return None,
    };
    ListId::PreventionEnd.find(if home == HomeKind::Sanctuary {
        "secured-accommodation-for-6-months/stayed-in-existing-accommodation"
    } else {
        "secured-accommodation-for-6-months/moved-to-alternative-accommodation"
    })
}

pub(super) fn relief(file: &CaseFile, application: &Application<'_>) -> Option<Ran> {
    let belongs = |stage: Stage| {
        // While another authority has not answered, relief goes on where it began; a referral before it is none of it.
        matches!(stage, Stage::Relief(_) | Stage::Overrun(_) | Stage::CameBack { .. } | Stage::Referred { at_main: false, .. })
    };
    let began = application.spells.iter().position(|spell| matches!(spell.stage, Stage::Relief(_) | Stage::Overrun(_)))?;
    let spell = &application.spells[began];
    let next = application.spells[began..].iter().find(|spell| !belongs(spell.stage));
    let mut section = DutySection::since(spell.stage.days().map_or(spell.since, |days| days.first));
    if let Some(next) = next {
        section.ended = Some(next.since);
        let settled = matches!(next.stage, Stage::Housed).then_some(EndGround::Secured);
        let elsewhere = matches!(next.stage, Stage::AcceptedElsewhere { .. }).then_some(EndGround::Referred);
        let followed = next.stage.duty().is_some().then_some(EndGround::NextDuty);
        let ground = settled.or(elsewhere).or(ground(file, next)).or(followed);
        section.reason = ground.and_then(|ground| codes::relief_ended(ground, died(file, next.since)));
    }
    Some(Ran { section, began_by: origin(spell), ended_by: next.map(origin) })
}

/// What was decided at the end of relief.
pub(super) struct Decided {
    pub on: Date,
    pub decision: Option<Code>,
    pub by: Origin,
    pub ended: Option<Date>,
    pub reason: Option<Code>,
    pub ended_by: Option<Origin>,
}

pub(super) fn decided(file: &CaseFile, application: &Application<'_>, priority: Priority) -> Option<Decided> {
    let is_main = |stage: Stage| matches!(stage, Stage::Main | Stage::MainDue(_) | Stage::Referred { at_main: true, .. });
    let plain = |spell: &Spell, decision: &str| Decided {
        on: spell.since,
        decision: ListId::MainDecision.find(decision),
        by: origin(spell),
        ended: None,
        reason: None,
        ended_by: None,
    };
    if let Some((spell, next)) = first(application, is_main) {
        let mut decided = plain(spell, "homeless-priority-need-unintentionally-homeless-acceptance");
        if let Some(next) = next {
            let settled = matches!(next.stage, Stage::Housed).then_some(EndGround::AcceptedOffer);
            decided.ended = Some(next.since);
            decided.ended_by = Some(origin(next));
            decided.reason = ground(file, next).or(settled).and_then(|ground| codes::main_ended(ground, offered(file, next)));
        }
        return Some(decided);
    }
    if let Some((spell, _)) = first(application, |stage| matches!(stage, Stage::Short | Stage::ShortDue)) {
        return Some(plain(spell, "homeless-priority-need-intentionally-homeless"));
    }
    let by_time = |stage: Stage| matches!(stage, Stage::Ended { duty: Duty::Relief, ground: EndGround::TimeUp });
    let (spell, _) = first(application, by_time)?;
    matches!(priority, Priority::Not(_)).then(|| plain(spell, "homeless-no-priority-need"))
}

/// Which kind of home was given or last offered when the main duty ended.
fn offered(file: &CaseFile, next: &Spell) -> Option<HomeKind> {
    if let Some(Body::PlacementMade(it)) = next.begun_by.and_then(|fact| file.body_of(fact)) {
        return Some(it.home);
    }
    let answered = file.each::<OfferAnswered>().rfind(|(fact, _)| fact.happened.date <= next.since).map(|(_, it)| it.offer);
    answered.and_then(|offer| file.fact(offer)).and_then(|fact| fact.is::<OfferMade>()).map(|it| it.home)
}
