//! Whether she is in priority need. Abuse is enough since 5 July 2021, and no decision can say otherwise.

use jiff::civil::{Date, date};

use crate::facts::{DecisionMade, Duty, DutyAccepted, Finding, PregnancyKnown, Role, Subject};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};

/// The day on which homelessness through abuse became priority need without a test (Domestic Abuse Act 2021 s.78).
pub const WITHOUT_A_TEST: Date = date(2021, 7, 5);

/// Whether she is in priority need (Housing Act 1996 s.189(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    /// She is homeless through abuse: nothing more has to be shown (s.189(1)(e)).
    Abuse(FactId),
    /// A child lives with her, or might reasonably be expected to (s.189(1)(b)).
    Child,
    /// She, or somebody with her, is pregnant (s.189(1)(a)).
    Pregnant(FactId),
    /// Decided that she is.
    Decided(FactId),
    /// Decided that she is not.
    Not(FactId),
    /// Nobody has decided.
    Undecided,
}

impl Priority {
    /// Whether she is.
    pub const fn is_accepted(self) -> bool {
        matches!(self, Self::Abuse(_) | Self::Child | Self::Pregnant(_) | Self::Decided(_))
    }
}

/// What stands on a day.
pub(super) fn find(file: &CaseFile, team: TeamId, day: Date) -> Priority {
    if day >= WITHOUT_A_TEST
        && let Some((fact, on)) = file.abuse_known(team)
        && on <= day
    {
        return Priority::Abuse(fact.id);
    }
    if file.people().all().iter().any(|person| person.role == Role::Child && person.in_household) {
        return Priority::Child;
    }
    let pregnant = file.each::<PregnancyKnown>().find(|(fact, _)| file.known_on(fact, team).is_some_and(|on| on <= day));
    if let Some((fact, _)) = pregnant {
        return Priority::Pregnant(fact.id);
    }
    decided(file, team, day)
}

fn decided(file: &CaseFile, team: TeamId, day: Date) -> Priority {
    let ours = |by: TeamId| file.services().same_body(by, team);
    let accepted = file.each::<DutyAccepted>().filter(|(_, it)| ours(it.by)).map(|(fact, it)| (fact, &it.findings));
    let made = file
        .each::<DecisionMade>()
        .filter(|(_, it)| ours(it.by) && it.subject == Subject::Homelessness && it.can_stand())
        .map(|(fact, it)| (fact, &it.findings));
    let latest = accepted
        .chain(made)
        .filter(|(fact, findings)| {
            let says = findings.iter().any(|one| matches!(one, Finding::PriorityNeed | Finding::NoPriorityNeed));
            says && fact.happened.date <= day
        })
        .max_by_key(|(fact, _)| (fact.happened, fact.id));
    // A duty that only people in priority need are owed says the same.
    let by_duty = || {
        file.each::<DutyAccepted>()
            .find(|(fact, it)| {
                let owed_in_need = matches!(it.duty, Duty::Main | Duty::Intentional);
                ours(it.by) && owed_in_need && fact.happened.date <= day
            })
            .map(|(fact, _)| Priority::Decided(fact.id))
    };
    match latest {
        Some((fact, findings)) if findings.contains(&Finding::NoPriorityNeed) => Priority::Not(fact.id),
        Some((fact, _)) => Priority::Decided(fact.id),
        None => by_duty().unwrap_or(Priority::Undecided),
    }
}
