//! Stretches of time at a housing authority: from the fact with which something began to the day on which something ended it.
//!
//! They are worked out once for a file, so that a rule may ask about any day without going through the facts again.

use jiff::civil::Date;

use crate::facts::{Fact, When};
use crate::file::{CaseFile, LegalPerson};
use crate::ids::{FactId, TeamId};

/// From one fact to the day of the first that ended what it began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub(super) begun_by: FactId,
    begun: Date,
    over: Option<Date>,
}

impl Stretch {
    /// Everything that these facts began. Both in the order in which they happened.
    pub(super) fn each<'a>(begun: impl Iterator<Item = &'a Fact>, ends: &[When]) -> Vec<Self> {
        begun
            .map(|fact| {
                let over = ends.get(ends.partition_point(|end| *end < fact.happened)).map(|end| end.date);
                Self { begun_by: fact.id, begun: fact.happened.date, over }
            })
            .collect()
    }

    /// As it is, or shorter where something that concerns only this one ended it sooner.
    pub(super) fn ended_by(self, other: Option<Date>) -> Self {
        Self { over: self.over.into_iter().chain(other).min(), ..self }
    }

    /// The one that was begun last before a day, where nothing had ended it before that day.
    pub(super) fn on(stretches: &[Self], day: Date) -> Option<Self> {
        let last = stretches[..stretches.partition_point(|one| one.begun < day)].last()?;
        last.over.is_none_or(|over| over >= day).then_some(*last)
    }
}

/// What stood at each authority: everything that its own teams began.
#[derive(Debug, Clone, Default)]
pub(super) struct AtAuthorities(Vec<(LegalPerson, Vec<Stretch>)>);

impl AtAuthorities {
    /// Finds them among facts in the order in which they happened: `begins` says by whom something was begun, `ends` whether a fact ended it.
    pub(super) fn find(
        file: &CaseFile,
        facts: &[&Fact],
        begins: impl Fn(&Fact) -> Option<TeamId>,
        ends: impl Fn(LegalPerson, &Fact) -> bool,
    ) -> Self {
        let begun_by = |fact: &Fact| begins(fact).map(|team| file.services().legal_person(team));
        let mut found: Vec<(LegalPerson, Vec<Stretch>)> = Vec::new();
        for fact in facts {
            let Some(authority) = begun_by(fact) else { continue };
            if found.iter().any(|(known, _)| *known == authority) {
                continue;
            }
            let over: Vec<When> = facts.iter().filter(|fact| ends(authority, fact)).map(|fact| fact.happened).collect();
            let ours = facts.iter().copied().filter(|fact| begun_by(fact) == Some(authority));
            found.push((authority, Stretch::each(ours, &over)));
        }
        Self(found)
    }

    /// What stands at an authority when a day begins.
    pub(super) fn on(&self, authority: LegalPerson, day: Date) -> Option<Stretch> {
        let (_, stretches) = self.0.iter().find(|(known, _)| *known == authority)?;
        Stretch::on(stretches, day)
    }
}
