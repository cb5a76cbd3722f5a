//! Colleagues who are, or know, somebody in the file.

use super::{CODE, CODE_21, TOPIC};
use crate::calendar::Clock;
use crate::facts::{Body, Fact, Function, Kind, Shows, StaffLinkKnown};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// COG21-staff-links
pub const KEEP_OUT: Rule = Rule {
    id: "COG21-staff-links",
    topic: TOPIC,
    title: "Keep the colleague with a link out of the file",
    must: "Bar that member of staff from the file today, without telling them why, give their part of the work to somebody else, and look at what they have already seen. Tell her, in a safe way, if they have seen where she is.",
    source: Source {
        force: Force::Guidance,
        act: CODE,
        provision: "chapter 21",
        says: "Authorities check whether the alleged perpetrator, or somebody close to him, works for them or their contractors. The time is ours.",
        url: CODE_21,
    },
    in_force: InForce::ALWAYS,
    owner: Function::DataProtection,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::StaffLinkKnown],
    hears: Shows::empty(),
    meets: &[Kind::AccessRestricted],
    ends: &[],
    derive: keep_out,
};

fn keep_out(file: &CaseFile, owed: &mut Owed<'_>) {
    let links: Vec<Cause> = file.each::<StaffLinkKnown>().map(|(fact, it)| outside_the_team(file, fact, it)).collect();
    owed.each(links, |cause, fact| match &fact.body {
        Body::AccessRestricted(it) => Verdict::meets_if(it.because.is_none_or(|of| of == cause.fact)),
        _ => Verdict::Nothing,
    });
}

/// COG21-restrict
pub const RESTRICT: Rule = Rule {
    id: "COG21-restrict",
    title: "Let only named staff open the file",
    must: "Name those who need the file to help her, and close it to everybody else in the body: somebody there is linked to him, and colleagues talk.",
    source: Source {
        says: "Where abuse is disclosed, access to the case can be limited to named staff; where a link with staff is possible, it is. The time is ours.",
        ..KEEP_OUT.source
    },
    clock: Clock::WorkingDays(1),
    derive: restrict,
    ..KEEP_OUT
};

fn restrict(file: &CaseFile, owed: &mut Owed<'_>) {
    let links: Vec<Cause> = file.each::<StaffLinkKnown>().map(|(fact, it)| outside_the_team(file, fact, it)).collect();
    owed.episodes(links, |_, fact| match &fact.body {
        Body::AccessRestricted(it) => Verdict::meets_if(it.named_only),
        _ => Verdict::Nothing,
    });
}

/// Whoever guards data in that body owes it, else the lead: not the team in which the colleague sits, if there is another.
fn outside_the_team(file: &CaseFile, fact: &Fact, it: &StaffLinkKnown) -> Cause {
    let services = file.services();
    let guards = services.in_body_of(it.team, Function::DataProtection);
    let lead = file.lead().filter(|lead| *lead != it.team);
    let sibling =
        services.all().iter().map(|service| service.team).find(|team| *team != it.team && services.same_body(*team, it.team));
    let owner = if guards == it.team { lead.or(sibling).unwrap_or(it.team) } else { guards };
    file.cause_for(fact, owner)
}
