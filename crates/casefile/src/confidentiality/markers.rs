//! Markers: one request binds every output, for ever, until she lifts it.

use super::{REPORT, REPORTS, TOPIC};
use crate::calendar::Clock;
use crate::facts::{
    AllegedPerpetratorHoused, Ask, Body, ConfidentialityAsked, DataItem, Fact, Function, Kind, MarkerLifted, MarkerSet,
    RecordsFlagged, Shows,
};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// ACCESS-markers
pub const MARK: Rule = Rule {
    id: "ACCESS-markers",
    topic: TOPIC,
    title: "Set the marker that she asked for",
    must: "Set a marker today on exactly what she wants kept, and from whom. It binds letters, plans and exports, and goes on binding when she declines support or the case closes. Where a warning stood on the records and nothing came of it, find out why and mend it.",
    source: Source {
        force: Force::Ombudsman,
        act: REPORT,
        provision: "cases 20 007 812 and 19 006 454",
        says: "Zadie asked once that her number be kept from him; nothing that binds was recorded, and it was sent to him. Wendy's file bore a warning that nobody met. The time is ours.",
        url: REPORTS,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[
        Kind::ConfidentialityAsked,
        Kind::MarkerLifted,
        Kind::DisclosureMade,
        Kind::ContactMade,
        Kind::ThirdPartyContact,
        Kind::WishesRecorded,
        Kind::AllegedPerpetratorHoused,
    ],
    hears: Shows::KEEP_FROM,
    meets: &[Kind::MarkerSet, Kind::RecordsFlagged, Kind::CaseReviewed],
    ends: &[Kind::ConfidentialityAsked],
    derive: mark,
};

fn mark(file: &CaseFile, owed: &mut Owed<'_>) {
    let asked = file
        .each::<ConfidentialityAsked>()
        .filter(|(fact, it)| !marked_before(file, fact, it))
        .map(|(fact, it)| file.cause_for(fact, it.to));
    owed.each(asked, |cause, fact| match (&fact.body, file.body_of(cause.fact)) {
        (Body::MarkerSet(marker), Some(Body::ConfidentialityAsked(asked))) => Verdict::meets_if(covers(marker, asked)),
        _ => Verdict::Nothing,
    });
    // She said so without naming item and person: once that is written down, what she asked for has a marker of its own to be set.
    let mentioned: Vec<Cause> = file.facts().iter().filter_map(|fact| mentions(file, fact)).collect();
    owed.each(mentioned, |_, fact| match &fact.body {
        Body::MarkerSet(_) => Verdict::Meets,
        Body::ConfidentialityAsked(_) => Verdict::Ends,
        _ => Verdict::Nothing,
    });
    let passed_by = file
        .each::<AllegedPerpetratorHoused>()
        .filter(|(fact, it)| !it.screened && warned_before(file, fact, it.by))
        .map(|(fact, it)| file.cause_for(fact, it.by));
    owed.each(passed_by, |cause, fact| {
        let ours = |team| file.services().same_body(team, cause.owner);
        match &fact.body {
            Body::RecordsFlagged(it) => Verdict::meets_if(ours(it.by)),
            Body::CaseReviewed(it) => Verdict::meets_if(ours(it.by)),
            _ => Verdict::Nothing,
        }
    });
}

/// Whether a marker binds everything that she asked to be kept, from the same person.
fn covers(marker: &MarkerSet, asked: &ConfidentialityAsked) -> bool {
    let binds = |item: &DataItem| marker.items.contains(item) || marker.items.contains(&DataItem::Everything);
    marker.keep_from == asked.keep_from && !marker.items.is_empty() && asked.items.iter().all(binds)
}

fn marked_before(file: &CaseFile, fact: &Fact, asked: &ConfidentialityAsked) -> bool {
    file.each::<MarkerSet>().any(|(set, marker)| {
        let lifted =
            file.each::<MarkerLifted>().any(|(lift, lifted)| lifted.marker == set.id && lift.happened.date <= fact.happened.date);
        set.happened.date < fact.happened.date && !lifted && covers(marker, asked)
    })
}

/// A contact in which she asks that something be kept, in whatever words.
fn mentions(file: &CaseFile, fact: &Fact) -> Option<Cause> {
    let (to, asks): (Option<TeamId>, &[Ask]) = match &fact.body {
        Body::ConfidentialityAsked(_) => return None,
        Body::DisclosureMade(it) => (Some(it.to), &it.asks),
        Body::ContactMade(it) => (it.to.team(), &it.asks),
        Body::ThirdPartyContact(it) => (Some(it.to), &it.asks),
        Body::WishesRecorded(it) => (Some(it.by), &it.asks),
        _ => (None, &[]),
    };
    let asked = asks.contains(&Ask::Confidentiality) || file.shows(fact).contains(Shows::KEEP_FROM);
    if !asked {
        return None;
    }
    match to {
        Some(team) => Some(file.cause_for(fact, team)),
        None => file.first_known(fact).map(|(team, on)| Cause::new(fact, team, on)),
    }
}

/// Whether a body's own records bore a warning before.
fn warned_before(file: &CaseFile, fact: &Fact, by: TeamId) -> bool {
    let ours = |team| file.services().same_body(team, by);
    file.each::<RecordsFlagged>().any(|(flag, it)| flag.happened.date < fact.happened.date && ours(it.by))
        || file.each::<MarkerSet>().any(|(set, it)| set.happened.date < fact.happened.date && it.by.is_some_and(ours))
}
