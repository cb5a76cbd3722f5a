//! How rules say what is owed: causes raise an obligation, other facts meet or end it.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::context::Context;
use super::obligation::{End, Obligation};
use super::rule::Rule;
use crate::allocations::scheme::Scheme;
use crate::calendar::Clock;
use crate::facts::{Body, Fact, Function, When};
use crate::file::{CaseFile, LegalPerson};
use crate::ids::{FactId, Ids, TeamId};
use crate::letters::spoken;

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

/// Collects what is owed under one rule.
pub struct Owed<'a> {
    context: &'a Context<'a>,
    rule: &'static Rule,
    clock: Clock,
    /// The facts that may meet or end something under the rule, in the order in which they happened: found when the first cause comes.
    may_close: OnceCell<Vec<&'a Fact>>,
    raised: &'a mut Vec<Obligation>,
}

impl<'a> Owed<'a> {
    pub(super) fn new(context: &'a Context<'a>, rule: &'static Rule, raised: &'a mut Vec<Obligation>) -> Self {
        Self { context, rule, clock: context.standards.clock(rule), may_close: OnceCell::new(), raised }
    }

    /// A number on which a local standard turns: the partnership's own, or the default.
    pub fn threshold(&self, name: &str, default: u32) -> u32 {
        self.context.standards.threshold(name, default)
    }

    /// The scheme by which a team's body lets homes on a day, where it has one of its own.
    pub fn scheme(&self, team: TeamId, day: Date) -> Option<&'a Scheme> {
        self.context.standards.schemes.own(self.context.file.services().body(team)?, day)
    }

    /// Whether this version of the rule is in force on a day: what happened on another day need not be looked at.
    pub fn in_force(&self, day: Date) -> bool {
        self.rule.in_force.on(day)
    }

    /// One obligation for each cause. The first fact that has a verdict on it closes it.
    pub fn each(&mut self, causes: impl IntoIterator<Item = Cause>, verdict: impl Fn(&Cause, &Fact) -> Verdict) {
        for cause in causes {
            let end = || self.first_close(&cause, &verdict);
            let obligation = self.raise(&cause, end);
            self.raised.extend(obligation);
        }
    }

    /// One obligation for each cause, which only a fact that points to the cause can close: an answer to a request, an action that is done.
    pub fn each_answered(&mut self, causes: impl IntoIterator<Item = Cause>, verdict: impl Fn(&Cause, &Fact) -> Verdict) {
        for cause in causes {
            let end = || {
                let answer = self.first_answer(&cause, &verdict);
                debug_assert_eq!(
                    answer,
                    self.first_close(&cause, &verdict),
                    "{} is closed by a fact that does not point to it",
                    self.rule.id
                );
                answer
            };
            let obligation = self.raise(&cause, end);
            self.raised.extend(obligation);
        }
    }

    /// One obligation for each stretch of time in which it stays undone: the first cause raises it, later ones speak for it too until it is met
    /// or ended, and the next cause after that raises a new one. Each body has its own.
    pub fn episodes(&mut self, causes: impl IntoIterator<Item = Cause>, verdict: impl Fn(&Cause, &Fact) -> Verdict) {
        let mut causes: Vec<Cause> = causes.into_iter().collect();
        causes.sort_by_key(|cause| (cause.since, cause.happened, cause.fact));
        let mut last: Vec<Episode> = Vec::new();
        for cause in causes {
            let owner = self.context.file.services().legal_person(cause.owner);
            let of_owner = last.iter_mut().find(|episode| episode.owner == owner);
            match of_owner {
                Some(episode) if episode.over.is_none_or(|over| cause.since <= over) => {
                    let because = &mut self.raised[episode.place].because;
                    let spoken = episode.spoken.get_or_insert_with(|| because.iter().copied().collect());
                    let facts = std::iter::once(cause.fact).chain(cause.with);
                    because.extend(facts.filter(|fact| spoken.insert(*fact)));
                }
                earlier => {
                    let Some(obligation) = self.raise(&cause, || self.first_close(&cause, &verdict)) else { continue };
                    let episode =
                        Episode { owner, place: self.raised.len(), over: obligation.end.fact().map(|(_, on)| on), spoken: None };
                    match earlier {
                        Some(earlier) => *earlier = episode,
                        None => last.push(episode),
                    }
                    self.raised.push(obligation);
                }
            }
        }
    }

    /// `None` where the rule was not in force, or where it had been met before the owner even knew.
    fn raise(&self, cause: &Cause, told: impl FnOnce() -> Option<Close>) -> Option<Obligation> {
        if !self.rule.in_force.on(cause.happened.date) {
            return None;
        }
        let key = (self.rule.id, cause.fact);
        let first = self.context.said.end(key).into_iter().chain(told()).min_by_key(|(at, id, _)| (*at, *id));
        let end = first.map_or(End::Open, |(_, _, end)| end);
        if end.fact().is_some_and(|(_, on)| on < cause.since) {
            return None;
        }
        let because = std::iter::once(cause.fact).chain(cause.with.iter().copied().filter(|fact| *fact != cause.fact)).collect();
        Some(Obligation {
            rule: self.rule,
            raised_by: cause.fact,
            owner: self.context.owner(cause.owner, key),
            because,
            since: cause.since,
            due: self.due(cause),
            end,
            passed_up: self.context.said.rung(key),
        })
    }

    fn due(&self, cause: &Cause) -> When {
        if let Some(due) = cause.due {
            return due;
        }
        let start = cause.start.unwrap_or(When::on(cause.since));
        match self.clock {
            Clock::Hours(_) | Clock::CourtHours(_) => When::at(self.clock.due(start.moment())),
            _ => When::on(self.clock.last_day(start.date)),
        }
    }

    /// The first fact, not before the cause, that has a verdict on it.
    fn first_close(&self, cause: &Cause, verdict: &impl Fn(&Cause, &Fact) -> Verdict) -> Option<Close> {
        let may_close =
            self.may_close.get_or_init(|| self.context.file.any_of(&[self.rule.meets, self.rule.ends].concat()).collect());
        let start = may_close.partition_point(|fact| fact.happened.date < cause.happened.date);
        let first = may_close[start..].iter().find_map(|fact| close(cause, fact, verdict));
        self.or_in_writing(first, cause, verdict)
    }

    /// As [`Self::first_close`], among the facts that point to the cause.
    fn first_answer(&self, cause: &Cause, verdict: &impl Fn(&Cause, &Fact) -> Verdict) -> Option<Close> {
        let may_close = |fact: &&Fact| [self.rule.meets, self.rule.ends].iter().any(|kinds| kinds.contains(&fact.body.kind()));
        let first = self.context.file.pointing_to(cause.fact).filter(may_close).find_map(|fact| close(cause, fact, verdict));
        self.or_in_writing(first, cause, verdict)
    }

    /// What was told in a letter speaks as told in writing from the moment at which the letter left; what comes first closes it.
    fn or_in_writing(&self, first: Option<Close>, cause: &Cause, verdict: &impl Fn(&Cause, &Fact) -> Verdict) -> Option<Close> {
        let file = self.context.file;
        let closes = |fact: &Fact| [self.rule.meets, self.rule.ends].iter().any(|kinds| kinds.contains(&fact.body.kind()));
        let told = file.letters_that_left().iter().filter_map(|told| spoken(file, told)).filter(closes);
        told.filter_map(|fact| close(cause, &fact, verdict)).chain(first).min_by_key(|(at, id, _)| (*at, *id))
    }
}

/// The obligation of one legal person that was raised last under a rule.
struct Episode {
    owner: LegalPerson,
    place: usize,
    over: Option<Date>,
    /// Every fact that speaks for it, once a second cause does.
    spoken: Option<Ids<FactId>>,
}

/// What closes something: when, by which fact, and how.
pub(super) type Close = (When, FactId, End);

/// What a fact does to what a cause has raised: nothing if it happened before.
fn close(cause: &Cause, fact: &Fact, verdict: &impl Fn(&Cause, &Fact) -> Verdict) -> Option<Close> {
    if fact.id == cause.fact || !not_before(fact.happened, cause.happened) {
        return None;
    }
    let (by, on) = (fact.id, fact.happened.date);
    let end = match verdict(cause, fact) {
        Verdict::Nothing => return None,
        Verdict::Meets => End::Met { by, on },
        Verdict::Ends => End::Ended { by, on },
        Verdict::Misses => End::Missed { by, on },
    };
    Some((fact.happened, by, end))
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
        self.named_in(fact).iter().any(|other| self.services().same_body(*other, team))
    }

    /// The body of one of the facts that stand.
    pub fn body_of(&self, id: FactId) -> Option<&Body> {
        self.fact(id).map(|fact| &fact.body)
    }
}
