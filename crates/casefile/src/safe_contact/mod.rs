//! Safe contact: how, when and with which words she can be reached without danger, and whether that is still so.
//!
//! Next door: what must not be told to whom (`confidentiality`).

mod lapses;
mod next_way;
mod points;
#[cfg(test)]
mod tests;

use jiff::ToSpan;
pub use next_way::{NextWay, next_safe_way};
pub use points::{ContactPoint, DAYS, DAYS_BY_DEFAULT, SafeContact, State, Why};

use crate::calendar::{Clock, last_day};
use crate::facts::{
    Bailed, Body, BreachFound, Channel, ConfidentialityAsked, Fact, Function, Kind, LeftHome, Moved, NewHouseholdKnown,
    ReferralMade, Released, SafeContactSet, Shows,
};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// The rules of this room.
pub const RULES: &[&Rule] = &[&SAFE_CONTACT];

/// So many days before a way goes stale, she is asked again.
const DAYS_BEFORE: i64 = 7;

/// COG21-safe-contact
pub const SAFE_CONTACT: Rule = Rule {
    id: "COG21-safe-contact",
    topic: "Safe contact",
    title: "Record, or ask again, how she can be reached safely",
    must: "Ask her which way of reaching her is safe, when, with which words and who else may answer, and record it. Ask again when she says what he must not have, when he is released or let go on bail, when somebody new shares a home, when she moves, when her details got out, and before thirty days are over. Until she confirms it again, it is not safe.",
    source: Source {
        force: Force::Guidance,
        act: "Homelessness Code of Guidance 2018",
        provision: "chapter 21; Ombudsman, cases 20 007 812 and 15 016 582",
        says: "Whoever deals with a survivor has to be able to reach her without danger and keep to it at every contact. Times and fields are ours; a partnership can set the thirty days (`safe-contact-days`).",
        url: "https://www.gov.uk/guidance/homelessness-code-of-guidance-for-local-authorities/chapter-21-domestic-abuse",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[
        Kind::SafeContactSet,
        Kind::Released,
        Kind::Bailed,
        Kind::NewHouseholdKnown,
        Kind::Moved,
        Kind::LeftHome,
        Kind::BreachFound,
        Kind::ConfidentialityAsked,
    ],
    hears: FIRST_SIGNS,
    meets: &[Kind::SafeContactSet, Kind::ReferralMade],
    ends: &[Kind::CaseClosed],
    derive: safe_contact,
};

const FIRST_SIGNS: Shows = Shows::ABUSE.union(Shows::KEEP_FROM);

fn safe_contact(file: &CaseFile, owed: &mut Owed<'_>) {
    let first = file
        .showing(FIRST_SIGNS)
        .filter_map(|fact| whose(file, fact))
        .min_by_key(|cause| (cause.since, cause.happened, cause.fact))
        .filter(|cause| !on_file_before(file, cause));
    let changes = file.facts().iter().filter(|fact| makes_it_doubtful(file, fact)).filter_map(|fact| whose(file, fact));
    let causes: Vec<Cause> = first.into_iter().chain(changes).collect();
    owed.episodes(causes, |cause, fact| match &fact.body {
        // Where a safe way is on file already, that a channel is no longer safe is an answer too.
        Body::SafeContactSet(it) => Verdict::meets_if(is_hers(file, it) && (it.safe || on_file_before(file, cause))),
        Body::ReferralMade(it) => Verdict::meets_if(it.safe_contact),
        // Nobody writes to her or rings her any more.
        Body::CaseClosed(it) => Verdict::ends_if(file.services().same_body(it.by, cause.owner)),
        _ => Verdict::Nothing,
    });
    let good = i64::from(owed.threshold(DAYS, DAYS_BY_DEFAULT));
    let old: Vec<Cause> = file.each::<SafeContactSet>().filter_map(|(fact, it)| goes_stale(file, fact, it, good)).collect();
    owed.each(old, |cause, fact| match &fact.body {
        Body::SafeContactSet(it) => Verdict::meets_if(is_hers(file, it) && is_same_channel(file, cause, it.channel)),
        Body::CaseClosed(it) => Verdict::ends_if(file.services().same_body(it.by, cause.owner)),
        _ => Verdict::Nothing,
    });
}

/// Whoever leads the file owes it, if they know; else whoever knew first.
fn whose(file: &CaseFile, fact: &Fact) -> Option<Cause> {
    let lead = file.lead().and_then(|lead| file.known_on(fact, lead).map(|on| (lead, on)));
    lead.or_else(|| file.first_known(fact)).map(|(team, on)| Cause::new(fact, team, on))
}

fn is_hers(file: &CaseFile, it: &SafeContactSet) -> bool {
    Some(it.person) == file.survivor()
}

/// Whether a safe way to reach her was known before.
fn on_file_before(file: &CaseFile, cause: &Cause) -> bool {
    let before = |fact: &Fact| fact.id != cause.fact && fact.happened.date < cause.since;
    file.each::<SafeContactSet>().any(|(fact, it)| it.safe && is_hers(file, it) && before(fact))
        || file.each::<ReferralMade>().any(|(fact, it)| it.safe_contact && before(fact))
}

/// Whether something happens after which yesterday's safe way may not be safe today.
fn makes_it_doubtful(file: &CaseFile, fact: &Fact) -> bool {
    let hers = |person| Some(person) == file.survivor();
    match &fact.body {
        Body::Released(Released { person, .. })
        | Body::Bailed(Bailed { person, .. })
        | Body::NewHouseholdKnown(NewHouseholdKnown { person, .. }) => file.people().is_other_side(*person),
        Body::Moved(Moved { person, .. }) | Body::LeftHome(LeftHome { person, .. }) => hers(*person),
        Body::ConfidentialityAsked(ConfidentialityAsked { items, .. }) => items.iter().any(|item| item.leads_to_her()),
        Body::BreachFound(BreachFound { recipient, items, .. }) => {
            recipient.is_some_and(|who| file.is_other_side(who)) && items.iter().any(|item| item.leads_to_her())
        }
        _ => false,
    }
}

/// A way that she confirmed goes stale, unless it has been asked about since: she is asked in the days before.
fn goes_stale(file: &CaseFile, fact: &Fact, it: &SafeContactSet, good: i64) -> Option<Cause> {
    if !it.safe || !is_hers(file, it) {
        return None;
    }
    let (team, known) = it
        .by
        .map(|by| (by, fact.happened.date))
        .or_else(|| file.lead().map(|lead| (lead, fact.happened.date)))
        .or_else(|| file.first_known(fact))?;
    let last = it.confirmed.unwrap_or(fact.happened.date).saturating_add(good.days());
    let ask = last.saturating_sub(DAYS_BEFORE.days());
    let due = if known < last { last } else { last_day::working_days_after(known, 1) };
    Some(Cause::new(fact, team, known).from_day(ask).due_on(due))
}

fn is_same_channel(file: &CaseFile, cause: &Cause, channel: Channel) -> bool {
    matches!(file.body_of(cause.fact), Some(Body::SafeContactSet(it)) if it.channel == channel)
}
