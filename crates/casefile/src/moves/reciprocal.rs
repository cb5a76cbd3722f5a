//! Reciprocal moves: a tenant in danger is housed by another council and keeps her security. Whoever is asked decides in days, and lets go.

use jiff::civil::Date;

use super::TOPIC;
use crate::calendar::{Clock, last_day};
use crate::facts::{
    Body, Fact, Function, Kind, ReciprocalAnswered, ReciprocalReferred, Shows, TenancyEnded, TenancyHeld, Tenure,
};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

const DAYS_TO_DECIDE: u32 = 5;

/// WL-reciprocal-5wd
pub const RECIPROCAL: Rule = Rule {
    id: "WL-reciprocal-5wd",
    topic: TOPIC,
    title: "Reciprocal move: refer at once, decide in five working days, tell her",
    must: "Sending: refer a tenant who must leave the area on the day this is known. Receiving: accept or decline within five working days, with a reason. Declined: tell her and whoever speaks for her, with the reason and what comes next.",
    source: Source {
        force: Force::House,
        act: "West London reciprocal scheme for survivors of domestic abuse",
        provision: "Ombudsman, case 15 016 582",
        says: "The borough that is asked decides within five working days, and a tenant is referred at once. In the case of Brent and Ealing it took eleven weeks, nobody else could look meanwhile, and she was not told of the refusal.",
        url: "https://www.lgo.org.uk/decisions",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(DAYS_TO_DECIDE),
    local: true,
    reads: &[Kind::ReciprocalReferred, Kind::ReciprocalAnswered, Kind::TenancyHeld, Kind::TenancyEnded],
    hears: Shows::LEAVE_AREA,
    meets: &[
        Kind::ReciprocalAnswered,
        Kind::ReciprocalReferred,
        Kind::SurvivorUpdated,
        Kind::DecisionReceived,
        Kind::Answered,
        Kind::ContactMade,
    ],
    ends: &[Kind::PlacementMade, Kind::Moved],
    derive: reciprocal,
};

fn reciprocal(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.each(waiting_for_an_answer(file), |cause, fact| match &fact.body {
        Body::ReciprocalAnswered(it) => Verdict::meets_if(it.referral == cause.fact),
        _ => Verdict::ends_if(rehoused(file, fact)),
    });
    let declined = file.each::<ReciprocalAnswered>().filter(|(_, it)| !it.accepted && !it.survivor_told).map(|(fact, it)| {
        let cause = cause_for_sender(file, fact, it);
        let due = last_day::working_days_after(cause.since, 1);
        cause.due_on(due)
    });
    owed.each(declined, |cause, fact| {
        let ours = |team| file.services().same_body(team, cause.owner);
        match &fact.body {
            Body::SurvivorUpdated(it) => Verdict::meets_if(ours(it.by)),
            Body::DecisionReceived(it) => Verdict::meets_if(it.of == cause.fact),
            Body::Answered(it) => Verdict::meets_if(ours(it.by)),
            Body::ContactMade(it) => {
                let to_her = it.to.person().is_some() && it.to.person() == file.survivor();
                Verdict::meets_if(to_her && it.by.team().is_some_and(ours))
            }
            _ => Verdict::Nothing,
        }
    });
    owed.episodes(tenant_who_must_leave(file), |cause, fact| match &fact.body {
        Body::ReciprocalReferred(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        _ => Verdict::ends_if(rehoused(file, fact)),
    });
}

/// Referrals that the receiving council has to decide. The pan-London scheme promises no time for an offer and has a rule of its own.
fn waiting_for_an_answer(file: &CaseFile) -> Vec<Cause> {
    file.each::<ReciprocalReferred>().filter(|(_, it)| !is_pan_london(it)).map(|(fact, it)| file.cause_for(fact, it.to)).collect()
}

fn cause_for_sender(file: &CaseFile, fact: &Fact, it: &ReciprocalAnswered) -> Cause {
    let sender = file.fact(it.referral).and_then(|referral| referral.is::<ReciprocalReferred>()).map_or(it.by, |it| it.by);
    file.cause_for(fact, sender)
}

/// A tenant of a council or housing association who has to leave the area: eligible on the day on which that is known.
fn tenant_who_must_leave(file: &CaseFile) -> Vec<Cause> {
    file.showing(Shows::LEAVE_AREA)
        .filter_map(|fact| {
            let cause = file.cause(fact, Function::Housing)?;
            let tenancy = social_tenancy_on(file, cause.since)?;
            let due = last_day::working_days_after(cause.since, 1);
            Some(cause.and(tenancy).due_on(due))
        })
        .collect()
}

/// The social tenancy that she holds on a day.
fn social_tenancy_on(file: &CaseFile, day: Date) -> Option<&Fact> {
    let held = |fact: &Fact| fact.happened.date <= day;
    file.each::<TenancyHeld>()
        .filter(|(fact, it)| {
            let social = matches!(it.tenure, Tenure::SocialSole | Tenure::SocialJoint);
            let ended = file.each::<TenancyEnded>().any(|(end, ended)| {
                held(end) && end.happened.date >= fact.happened.date && ended.tenancy.is_none_or(|of| of == fact.id)
            });
            held(fact) && social && !ended && Some(it.person) == file.survivor()
        })
        .map(|(fact, _)| fact)
        .last()
}

/// WL-reciprocal-5wd-release
pub const RELEASE: Rule = Rule {
    id: "WL-reciprocal-5wd-release",
    topic: TOPIC,
    title: "The council asked has not decided, or has declined: go to the next",
    must: "Send the case to the next council today, or to several side by side: after five working days nobody holds it any longer. Offer refuge or homelessness help beside the scheme.",
    source: RECIPROCAL.source,
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::ReciprocalReferred, Kind::ReciprocalAnswered],
    hears: Shows::empty(),
    meets: &[Kind::ReciprocalReferred, Kind::OfferMade, Kind::PlacementMade, Kind::RefugeSought, Kind::HomelessnessOpened],
    ends: &[Kind::ReciprocalAnswered, Kind::Moved],
    derive: release,
};

fn release(file: &CaseFile, owed: &mut Owed<'_>) {
    let run_out = file.each::<ReciprocalReferred>().filter(|(_, it)| !is_pan_london(it)).map(|(fact, it)| {
        let asked = file.cause_for(fact, it.to).since;
        let last = last_day::working_days_after(asked, DAYS_TO_DECIDE);
        let next = last_day::next_working_day(last);
        let cause = file.cause_for(fact, it.by).from_day(next);
        let due = cause.since;
        cause.due_on(due)
    });
    let declined =
        file.each::<ReciprocalAnswered>().filter(|(_, it)| !it.accepted).map(|(fact, it)| cause_for_sender(file, fact, it));
    let causes: Vec<Cause> = run_out.chain(declined).collect();
    owed.each(causes, |cause, fact| {
        let ours = |team| file.services().same_body(team, cause.owner);
        match &fact.body {
            Body::ReciprocalReferred(it) => Verdict::meets_if(ours(it.by)),
            Body::OfferMade(it) => Verdict::meets_if(ours(it.by) && it.suitability_checked),
            Body::PlacementMade(it) => Verdict::meets_if(ours(it.by)),
            Body::RefugeSought(it) => Verdict::meets_if(it.found),
            Body::HomelessnessOpened(it) => Verdict::meets_if(ours(it.by)),
            Body::ReciprocalAnswered(it) => Verdict::ends_if(it.referral == cause.fact),
            _ => Verdict::ends_if(rehoused(file, fact)),
        }
    });
}

/// PLHR-circulate-1w
pub const PAN_LONDON: Rule = Rule {
    id: "PLHR-circulate-1w",
    topic: TOPIC,
    title: "Circulate the request in a week",
    must: "Check the form, see that no name stands on it, and send the request round to the partner landlords.",
    source: Source {
        force: Force::House,
        act: "Pan-London Housing Reciprocal",
        provision: "how it works",
        says: "A request that is approved and complete goes round the partner landlords within a week; it bears no name. No time is promised for an offer, so it never stands in for somewhere safe now.",
        url: "https://saferlondon.org.uk/",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::Within { days: 7 },
    local: true,
    reads: &[Kind::ReciprocalReferred],
    hears: Shows::empty(),
    meets: &[Kind::ReciprocalReferred, Kind::ReciprocalAnswered],
    ends: &[Kind::PlacementMade, Kind::Moved],
    derive: pan_london,
};

fn pan_london(file: &CaseFile, owed: &mut Owed<'_>) {
    let requests: Vec<Cause> = file
        .each::<ReciprocalReferred>()
        // What the scheme sends on to its partners is the circulation itself.
        .filter(|(fact, it)| is_pan_london(it) && !sent_on(file, fact, it))
        .map(|(fact, it)| file.cause_for(fact, it.to))
        .collect();
    owed.each(requests, |cause, fact| match &fact.body {
        Body::ReciprocalReferred(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        Body::ReciprocalAnswered(it) => Verdict::meets_if(it.referral == cause.fact),
        _ => Verdict::ends_if(rehoused(file, fact)),
    });
}

fn sent_on(file: &CaseFile, fact: &Fact, it: &ReciprocalReferred) -> bool {
    file.each::<ReciprocalReferred>().any(|(earlier, request)| {
        (earlier.happened, earlier.id) < (fact.happened, fact.id)
            && is_pan_london(request)
            && file.services().same_body(request.to, it.by)
    })
}

fn is_pan_london(it: &ReciprocalReferred) -> bool {
    it.scheme.as_deref().is_some_and(|scheme| {
        let letters: String = scheme.chars().filter(char::is_ascii_alphabetic).collect();
        let name = letters.to_ascii_lowercase();
        name.contains("panlondon") || name == "plhr"
    })
}

/// Whether she has a home elsewhere, to keep.
pub(super) fn rehoused(file: &CaseFile, fact: &Fact) -> bool {
    match &fact.body {
        Body::PlacementMade(it) => it.settled,
        Body::Moved(it) => it.safe && it.permanent && Some(it.person) == file.survivor(),
        _ => false,
    }
}
