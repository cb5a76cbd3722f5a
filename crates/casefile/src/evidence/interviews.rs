//! How an account is taken: alone with her, by somebody trained, and by a woman or a man as she prefers.

use super::{CODE, CODE_21, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, Function, InterviewHeld, Kind, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// COG21-private
pub const PRIVATE: Rule = Rule {
    id: "COG21-private",
    topic: TOPIC,
    title: "Hear her again in private",
    must: "Offer her another interview: in a room of its own, alone with her, at a time that is safe for her. What she did not say in a public office counts for nothing against her.",
    source: Source {
        force: Force::Guidance,
        act: CODE,
        provision: "chapter 21; Ombudsman, case 15 016 582",
        says: "Interviews about abuse are held in private. The interview in Brent took place in a public office, and the fear was never written down. The time is ours.",
        url: CODE_21,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::InterviewHeld],
    hears: Shows::ABUSE,
    meets: &[Kind::InterviewHeld],
    ends: &[],
    derive: private,
};

fn private(file: &CaseFile, owed: &mut Owed<'_>) {
    again(file, owed, |it| it.private);
}

/// COG21-trained-officer
pub const TRAINED: Rule = Rule {
    id: "COG21-trained-officer",
    title: "Let an officer trained in domestic abuse hear her",
    must: "Offer her another interview by an officer trained in domestic abuse, who writes her account down as one of abuse or of fear of it.",
    source: Source { says: "Officers who interview about abuse are trained to. The time is ours.", ..PRIVATE.source },
    clock: Clock::WorkingDays(5),
    derive: trained,
    ..PRIVATE
};

fn trained(file: &CaseFile, owed: &mut Owed<'_>) {
    again(file, owed, |it| it.trained_officer);
}

/// COG21-same-sex
pub const SAME_SEX: Rule = Rule {
    id: "COG21-same-sex",
    title: "Offer her an interviewer of her own sex",
    must: "Ask her whether she would rather speak to an officer of her own sex, and record the offer and her answer.",
    source: Source {
        says: "Applicants who tell of abuse are offered an interviewer of the same sex. The time is ours.",
        ..PRIVATE.source
    },
    severity: Severity::Practice,
    clock: Clock::WorkingDays(5),
    derive: same_sex,
    ..PRIVATE
};

fn same_sex(file: &CaseFile, owed: &mut Owed<'_>) {
    again(file, owed, |it| it.same_sex_offered);
}

/// Every interview about abuse that a housing service held without this is made good by one with it.
fn again(file: &CaseFile, owed: &mut Owed<'_>, done: fn(&InterviewHeld) -> bool) {
    let causes: Vec<Cause> = file
        .each::<InterviewHeld>()
        .filter(|(_, it)| !done(it))
        .filter(|(_, it)| {
            let function = file.services().function(it.by);
            matches!(function, Function::Housing | Function::Allocations | Function::Landlord | Function::ContactCentre)
        })
        .filter(|(fact, it)| file.abuse_known(it.by).is_some_and(|(_, on)| on <= fact.happened.date))
        .map(|(fact, it)| file.cause_for(fact, it.by))
        .collect();
    owed.episodes(causes, |cause, fact| match &fact.body {
        Body::InterviewHeld(it) => Verdict::meets_if(done(it) && file.services().same_body(it.by, cause.owner)),
        _ => Verdict::Nothing,
    });
}
