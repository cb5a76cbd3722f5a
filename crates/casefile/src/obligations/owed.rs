//! How rules say what is owed: causes raise an obligation, other facts meet or end it.

use std::collections::HashMap;

use jiff::civil::Date;

use super::obligation::{End, Obligation, Owner};
use super::rule::Rule;
use super::standards::Standards;
use crate::calendar::Clock;
use crate::facts::{Body, Fact, Function, Rung, When};
use crate::file::CaseFile;
use crate::ids::{FactId, OfficerId, TeamId};

/// Why something is owed: the fact that raises it, since when, and by whom.
#[derive(Debug, Clone)]
pub struct Cause {
    /// The fact that raises it.
    pub fact: FactId,
    /// Other facts that speak for it.
    pub with: Vec<FactId>,
    /// When that fact happened; answers from then on count.
    pub happened: When,
    /// The first day on which it is owed.
    pub since: Date,
    /// Who owes it.
    pub owner: TeamId,
    /// What the clock counts from, where it is not the first day on which it is owed.
    pub start: Option<When>,
    /// The last day, where it stands in the facts and is not counted.
    pub due: Option<When>,
}

impl Cause {
    /// A cause that makes a team owe something from a day on.
    pub fn new(fact: &Fact, owner: TeamId, since: Date) -> Self {
        Self { fact: fact.id, with: Vec::new(), happened: fact.happened, since, owner, start: None, due: None }
    }

    /// Another fact speaks for it too.
    pub fn and(mut self, other: &Fact) -> Self {
        if other.id != self.fact && !self.with.contains(&other.id) {
            self.with.push(other.id);
        }
        self
    }

    /// The clock counts from here.
    pub fn counted_from(mut self, start: impl Into<When>) -> Self {
        self.start = Some(start.into());
        self
    }

    /// The last day stands in the facts.
    pub fn due_on(mut self, due: impl Into<When>) -> Self {
        self.due = Some(due.into());
        self
    }

    /// It is owed only from a later day.
    pub fn from_day(mut self, day: Date) -> Self {
        self.since = self.since.max(day);
        self
    }

    /// Somebody else owes it.
    pub fn owned_by(mut self, team: TeamId) -> Self {
        self.owner = team;
        self
    }
}

/// What a fact does to an obligation that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    Nothing,
    /// It is what was owed.
    Meets,
    /// It ends it in law, or leaves it without object.
    Ends,
    /// What was to be prevented has happened, or it can no longer be done.
    Misses,
}

impl Verdict {
    /// Meets it where the condition holds.
    pub const fn meets_if(yes: bool) -> Self {
        if yes { Self::Meets } else { Self::Nothing }
    }

    /// Ends it where the condition holds.
    pub const fn ends_if(yes: bool) -> Self {
        if yes { Self::Ends } else { Self::Nothing }
    }
}

/// What officers have said about single obligations, gathered once for all rules.
#[derive(Default)]
pub(super) struct Said<'a> {
    ends: HashMap<(&'a str, FactId), Vec<(End, &'a Fact)>>,
    officers: HashMap<(&'a str, FactId), OfficerId>,
    rungs: HashMap<(&'a str, FactId), Rung>,
}

impl<'a> Said<'a> {
    pub(super) fn gather(file: &'a CaseFile) -> Self {
        use crate::facts::{Kind, ObligationAnswered, ObligationEscalated, ObligationReassigned, ObligationWaived};
        let mut said = Self::default();
        if ![Kind::ObligationAnswered, Kind::ObligationWaived, Kind::ObligationReassigned, Kind::ObligationEscalated]
            .iter()
            .any(|kind| file.has(*kind))
        {
            return said;
        }
        for (fact, it) in file.each::<ObligationAnswered>() {
            let end = End::Met { by: fact.id, on: fact.happened.date };
            said.ends.entry((&it.rule.0, it.raised_by)).or_default().push((end, fact));
        }
        for (fact, it) in file.each::<ObligationWaived>() {
            let end = End::Waived { by: fact.id, on: fact.happened.date };
            said.ends.entry((&it.rule.0, it.raised_by)).or_default().push((end, fact));
        }
        for (_, it) in file.each::<ObligationReassigned>() {
            said.officers.insert((&it.rule.0, it.raised_by), it.officer);
        }
        for (_, it) in file.each::<ObligationEscalated>() {
            let rung = said.rungs.entry((&it.rule.0, it.raised_by)).or_insert(it.to);
            *rung = (*rung).max(it.to);
        }
        said
    }
}

/// Collects what is owed under one rule.
pub struct Owed<'a> {
    file: &'a CaseFile,
    rule: &'static Rule,
    standards: &'a Standards,
    said: &'a Said<'a>,
    /// The facts that may meet or end something under the rule, in the order in which they happened.
    may_close: Vec<&'a Fact>,
    raised: &'a mut Vec<Obligation>,
}

impl<'a> Owed<'a> {
    pub(super) fn new(
        file: &'a CaseFile,
        rule: &'static Rule,
        standards: &'a Standards,
        said: &'a Said<'a>,
        raised: &'a mut Vec<Obligation>,
    ) -> Self {
        let may_close = file.any_of(&[rule.meets, rule.ends].concat()).collect();
        Self { file, rule, standards, said, may_close, raised }
    }

    /// A number on which a local standard turns: the partnership's own, or the default.
    pub fn threshold(&self, name: &str, default: u32) -> u32 {
        self.standards.threshold(name, default)
    }

    /// Whether this version of the rule is in force on a day: what happened on another day need not be looked at.
    pub fn in_force(&self, day: Date) -> bool {
        self.rule.in_force.on(day)
    }

    /// One obligation for each cause. The first fact that has a verdict on it closes it.
    pub fn each(&mut self, causes: impl IntoIterator<Item = Cause>, verdict: impl Fn(&Cause, &Fact) -> Verdict) {
        for cause in causes {
            if let Some(obligation) = self.raise(&cause, &verdict) {
                self.raised.push(obligation);
            }
        }
    }

    /// One obligation for each stretch of time in which it stays undone: the first cause raises it, later ones speak for it too until it is met
    /// or ended, and the next cause after that raises a new one. Each body has its own.
    pub fn episodes(&mut self, causes: impl IntoIterator<Item = Cause>, verdict: impl Fn(&Cause, &Fact) -> Verdict) {
        let mut causes: Vec<Cause> = causes.into_iter().collect();
        causes.sort_by_key(|cause| (cause.since, cause.happened, cause.fact));
        let first = self.raised.len();
        for cause in causes {
            let services = self.file.services();
            let open = self.raised[first..].iter_mut().rev().find(|earlier| services.same_body(earlier.owner.team, cause.owner));
            if let Some(earlier) = open
                && earlier.end.fact().is_none_or(|(_, on)| cause.since <= on)
            {
                for fact in std::iter::once(cause.fact).chain(cause.with) {
                    if !earlier.because.contains(&fact) {
                        earlier.because.push(fact);
                    }
                }
            } else if let Some(obligation) = self.raise(&cause, &verdict) {
                self.raised.push(obligation);
            }
        }
    }

    /// `None` where the rule was not in force, or where it had been met before the owner even knew.
    fn raise(&self, cause: &Cause, verdict: &impl Fn(&Cause, &Fact) -> Verdict) -> Option<Obligation> {
        if !self.rule.in_force.on(cause.happened.date) {
            return None;
        }
        let end = self.end(cause, verdict);
        if end.fact().is_some_and(|(_, on)| on < cause.since) {
            return None;
        }
        let key = (self.rule.id, cause.fact);
        let owner = Owner {
            team: cause.owner,
            body: self.file.services().body(cause.owner),
            officer: self.said.officers.get(&key).copied().or_else(|| self.file.officer_of(cause.owner)),
        };
        let because = std::iter::once(cause.fact).chain(cause.with.iter().copied().filter(|fact| *fact != cause.fact)).collect();
        let passed_up = self.said.rungs.get(&key).copied();
        Some(Obligation {
            rule: self.rule,
            raised_by: cause.fact,
            owner,
            because,
            since: cause.since,
            due: self.due(cause),
            end,
            passed_up,
        })
    }

    fn due(&self, cause: &Cause) -> When {
        if let Some(due) = cause.due {
            return due;
        }
        let start = cause.start.unwrap_or(When::on(cause.since));
        let clock = self.standards.clock(self.rule);
        match clock {
            Clock::Hours(_) | Clock::CourtHours(_) => When::at(clock.due(start.moment())),
            _ => When::on(clock.last_day(start.date)),
        }
    }

    fn end(&self, cause: &Cause, verdict: &impl Fn(&Cause, &Fact) -> Verdict) -> End {
        let said = self
            .said
            .ends
            .get(&(self.rule.id, cause.fact))
            .into_iter()
            .flatten()
            .map(|(end, fact)| (fact.happened, fact.id, *end))
            .min_by_key(|(at, id, _)| (*at, *id));
        let told = self.first_close(cause, verdict);
        said.into_iter().chain(told).min_by_key(|(at, id, _)| (*at, *id)).map_or(End::Open, |(_, _, end)| end)
    }

    /// The first fact, not before the cause, that has a verdict on it.
    fn first_close(&self, cause: &Cause, verdict: &impl Fn(&Cause, &Fact) -> Verdict) -> Option<(When, FactId, End)> {
        let start = self.may_close.partition_point(|fact| fact.happened.date < cause.happened.date);
        let later =
            self.may_close[start..].iter().filter(|fact| fact.id != cause.fact && not_before(fact.happened, cause.happened));
        later.into_iter().find_map(|fact| {
            let (by, on) = (fact.id, fact.happened.date);
            let end = match verdict(cause, fact) {
                Verdict::Nothing => return None,
                Verdict::Meets => End::Met { by, on },
                Verdict::Ends => End::Ended { by, on },
                Verdict::Misses => End::Missed { by, on },
            };
            Some((fact.happened, by, end))
        })
    }
}

/// Whether one thing happened no earlier than another; where a time is not known, the same day is soon enough.
pub fn not_before(one: When, other: When) -> bool {
    match (one.time, other.time) {
        (Some(_), Some(_)) => one >= other,
        _ => one.date >= other.date,
    }
}

impl CaseFile {
    /// A fact as a cause for whoever in this line of work it falls to; `None` while nobody there knows it.
    pub fn cause(&self, fact: &Fact, function: Function) -> Option<Cause> {
        self.falls_to(fact, function).map(|(owner, since)| Cause::new(fact, owner, since))
    }

    /// A fact as a cause for one team, from the day on which it knew; the day itself where the team took part in it.
    pub fn cause_for(&self, fact: &Fact, team: TeamId) -> Cause {
        let since = self.known_on(fact, team).unwrap_or(fact.happened.date);
        Cause::new(fact, team, since)
    }

    /// A fact as a cause for the team that does this work in the body that was told of it: a body has to know what any of its teams was told.
    pub fn cause_within(&self, fact: &Fact, told: TeamId, function: Function) -> Cause {
        let owner = self.services().in_body_of(told, function);
        let since = self.known_on(fact, told).or_else(|| self.known_on(fact, owner)).unwrap_or(fact.happened.date);
        Cause::new(fact, owner, since)
    }

    /// Whether a fact was done by, or names, a team of the same body.
    pub fn of_body(&self, fact: &Fact, team: TeamId) -> bool {
        fact.body.teams().iter().any(|other| self.services().same_body(*other, team))
    }

    /// The body of one of the facts that stand.
    pub fn body_of(&self, id: FactId) -> Option<&Body> {
        self.fact(id).map(|fact| &fact.body)
    }
}
