//! Every need that somebody told: what it is, what it may count as, and what the law counts whoever decides.
//!
//! Law: Housing Act 1996 ss.166A(3), 175 and 177; Ombudsman 20 002 311, where a decision looked at the stairs and not at the father.

use jiff::civil::Date;

use super::register;
use crate::facts::{Circumstance, Duty, Fact, HousingApplied, Need, Shows};
use crate::file::CaseFile;
use crate::homelessness::standing;
use crate::ids::TeamId;

impl Need {
    /// What shows it.
    pub const fn shown_by(self) -> Shows {
        match self {
            Self::Abuse => Shows::KINDS_OF_ABUSE.difference(Shows::CHILD_WITNESS),
            Self::UnsafeHome => Shows::UNSAFE_HOME.union(Shows::NEAR),
            Self::HomeAtRisk => Shows::HOME_AT_RISK,
            Self::Children => Shows::CHILD_HARM.union(Shows::CHILD_WITNESS),
            Self::Release => Shows::RELEASE.union(Shows::FROM_CUSTODY),
            Self::LeaveArea => Shows::LEAVE_AREA,
            Self::Pregnancy => Shows::PREGNANT,
            Self::Care => Shows::CARE_NEEDS,
            Self::Health => Shows::HEALTH,
            Self::BadHousing => Shows::BAD_HOUSING,
        }
    }

    /// As it stands within a sentence.
    pub fn words(self) -> String {
        let label = self.label();
        let mut letters = label.chars();
        letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
    }

    /// What it may count as on the register, the most likely first.
    pub const fn may_count_as(self) -> &'static [Circumstance] {
        use Circumstance as C;
        match self {
            Self::Abuse => &[C::Abuse],
            Self::UnsafeHome => &[C::Homeless, C::Abuse, C::Hardship, C::BadConditions],
            Self::HomeAtRisk => &[C::OwedDuty, C::Homeless],
            Self::Children => &[C::Welfare, C::Abuse, C::Hardship],
            Self::Release => &[C::Abuse, C::Hardship, C::Welfare],
            Self::LeaveArea => &[C::Hardship, C::Abuse],
            Self::Pregnancy => &[C::Welfare, C::Overcrowded, C::Medical],
            Self::Care => &[C::Welfare, C::MoveOn, C::Hardship],
            Self::Health => &[C::Medical, C::MedicalUrgent, C::Welfare, C::Hardship],
            Self::BadHousing => &[C::Overcrowded, C::BadConditions],
        }
    }
}

/// A need that was told, and the facts that show it.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// Which.
    pub need: Need,
    /// What shows it, in the order in which it happened.
    pub facts: Vec<&'a Fact>,
}

/// The first day on which any team of a body knew a fact: a body has to know what any of its teams was told.
fn known_in_body(file: &CaseFile, team: TeamId, fact: &Fact) -> Option<Date> {
    let own = file.services().all().iter().filter(|service| file.services().same_body(service.team, team));
    own.filter_map(|service| file.known_on(fact, service.team)).min()
}

/// Every need of which a team's body knows by the end of a day.
pub fn told(file: &CaseFile, team: TeamId, day: Date) -> Vec<Told<'_>> {
    let knows = |fact: &&Fact| known_in_body(file, team, fact).is_some_and(|on| on <= day);
    let of = |need: Need| {
        let shown = need.shown_by();
        let facts: Vec<&Fact> = file.showing(shown).filter(knows).collect();
        (!facts.is_empty()).then_some(Told { need, facts })
    };
    Need::ALL.iter().copied().filter_map(of).collect()
}

/// What the law counts for somebody, and why; nobody decides that it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InLaw {
    /// What counts.
    pub what: Circumstance,
    /// Why, in a sentence.
    pub why: &'static str,
    /// Where it stands.
    pub provision: &'static str,
}

/// What the law counts by the end of a day, on what a team knows.
pub fn in_law(file: &CaseFile, team: TeamId, day: Date) -> Vec<InLaw> {
    let mut found = Vec::new();
    let since = standing::settled_before(file, day);
    let still = |fact: &&Fact| {
        known_in_body(file, team, fact).is_some_and(|on| on <= day) && since.is_none_or(|settled| fact.happened.date >= settled)
    };
    let shows = |any: Shows| file.showing(any).any(|fact| still(&fact));
    if shows(Need::Abuse.shown_by()) {
        found.push(InLaw {
            what: Circumstance::Abuse,
            why: "Abuse is known here, and she has no settled home since.",
            provision: "s.166A(3)(a) and (d)",
        });
        found.push(InLaw {
            what: Circumstance::Homeless,
            why: "It is not reasonable to go on living where that will probably lead to abuse, so she is homeless in the sense of Part 7, whether or not she applied under it.",
            provision: "s.166A(3)(a), with ss.175(3) and 177(1)",
        });
    } else if shows(Shows::UNSAFE_HOME) || standing::accepted_as_homeless(file, team, day) {
        found.push(InLaw {
            what: Circumstance::Homeless,
            why: "She has no home that it is reasonable to go on living in.",
            provision: "s.166A(3)(a), with ss.175 and 177",
        });
    }
    let duty =
        [Duty::Main, Duty::Intentional, Duty::Prevention].into_iter().any(|one| standing::duty(file, team, one, day).is_some());
    if duty {
        found.push(InLaw { what: Circumstance::OwedDuty, why: "A homelessness duty is owed to her.", provision: "s.166A(3)(b)" });
    }
    found
}

/// The first day on which a need of hers was told to a team's body or known there, or on which it had her application: from then on her place counts.
/// What was told there counts from the day on which it was told, however late somebody wrote it down, unless it is said since when they know.
pub fn first_told<'a>(file: &'a CaseFile, team: TeamId, application: (&'a Fact, &HousingApplied), day: Date) -> (Date, &'a Fact) {
    let (applied, _) = application;
    let settled = standing::settled_before(file, applied.happened.date);
    let first = file
        .showing(register::ALL_NEEDS)
        .filter(|fact| settled.is_none_or(|settled| fact.happened.date >= settled))
        .filter_map(|fact| {
            let on = known_in_body(file, team, fact).filter(|on| *on <= day)?;
            let told_here = fact.known.is_empty() && fact.body.teams().iter().any(|to| file.services().same_body(*to, team));
            Some((if told_here { fact.happened.date } else { on }, fact))
        })
        .min_by_key(|(on, fact)| (*on, fact.happened, fact.id));
    match first {
        Some((on, fact)) if on < applied.happened.date => (on, fact),
        _ => (applied.happened.date, applied),
    }
}
