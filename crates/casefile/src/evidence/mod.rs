//! Evidence: it stays unread until somebody who decides has read it and said what it changes.

use crate::calendar::Clock;
use crate::facts::{Body, EvidenceReceived, Function, Kind, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// The rules of this room.
pub const RULES: &[&Rule] = &[&READ_AND_BELIEVE];

/// COG21-believe
pub const READ_AND_BELIEVE: Rule = Rule {
    id: "COG21-believe",
    topic: "Evidence",
    title: "Read what arrived and say what it changes",
    must: "Read it, take it as true unless a senior officer records reasons for doubt, and say what it changes. Until then nothing can be decided.",
    source: Source {
        force: Force::Guidance,
        act: "Homelessness Code of Guidance 2018",
        provision: "chapter 21; Ombudsman, case 19 014 383",
        says: "The starting point is to believe what is disclosed. In Karen's case a refusal was given before the evidence had been read.",
        url: "https://www.gov.uk/guidance/homelessness-code-of-guidance-for-local-authorities/chapter-21-domestic-abuse",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::EvidenceReceived],
    hears: Shows::empty(),
    meets: &[Kind::EvidenceConsidered],
    ends: &[],
    derive: read_and_believe,
};

fn read_and_believe(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<EvidenceReceived>().map(|(fact, it)| file.cause_for(fact, it.to));
    owed.each(causes, |cause, fact| match &fact.body {
        Body::EvidenceConsidered(it) => Verdict::meets_if(it.evidence == cause.fact),
        _ => Verdict::Nothing,
    });
}
