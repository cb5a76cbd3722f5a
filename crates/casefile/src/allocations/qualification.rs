//! Who may join the register, how a refusal is told, and what tenancy she comes to hold.

use jiff::civil::{Date, date};

use super::register::{self, settled};
use super::{ACT, TOPIC};
use crate::calendar::Clock;
use crate::facts::{
    Body, BodyKind, DecisionMade, Fact, Function, HomeKind, HousingApplied, Kind, Outcome, PlacementMade, Shows, Subject,
    TenancyHeld, Tenure, TurnedAway, TurnedAwayFrom,
};
use crate::file::CaseFile;
use crate::ids::{PersonId, TeamId};
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s160ZA-9-notice
pub const NOTICE: Rule = Rule {
    id: "HA96-s160ZA-9-notice",
    topic: TOPIC,
    title: "Put a refusal of the register in writing, or take it back",
    must: "Write to her that she may not join the register, with the grounds and her right to a review; or, better, look again at what she told and let her join. A word on the telephone is no decision.",
    source: Source {
        force: Force::Law,
        act: ACT,
        provision: "s.160ZA(9) and (10), s.166A(9)(c)",
        says: "Whoever is found ineligible or not qualifying must be told so in writing with the grounds, and may ask for a review. The Act sets no time; ours is two working days.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/160ZA",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::TurnedAwayFrom, Kind::DecisionMade, Kind::HousingApplied, Kind::Moved],
    hears: Shows::empty(),
    meets: &[Kind::DecisionMade, Kind::PriorityAwarded],
    ends: &[Kind::RegisterAssessed, Kind::PlacementMade],
    derive: notice,
};

fn notice(file: &CaseFile, owed: &mut Owed<'_>) {
    let unwritten = file.each::<DecisionMade>().filter(|(_, it)| {
        it.subject == Subject::Qualification && matches!(it.outcome, Outcome::Against | Outcome::Partly) && !it.stands()
    });
    let spoken = file.each::<TurnedAwayFrom>().filter(|(fact, it)| {
        let refused = matches!(
            it.how,
            TurnedAway::OralRefusal
                | TurnedAway::OnlyThreatened
                | TurnedAway::NotBelieved
                | TurnedAway::NoRisk
                | TurnedAway::WrongArea
        );
        refused && from_register(file, fact, it)
    });
    let causes = unwritten
        .map(|(fact, it)| (fact, it.by))
        .chain(spoken.map(|(fact, it)| (fact, it.by)))
        .map(|(fact, by)| file.cause_within(fact, by, Function::Allocations));
    owed.each(causes, |cause, fact| match &fact.body {
        Body::DecisionMade(it) => {
            let about_it = matches!(it.subject, Subject::Qualification | Subject::Priority | Subject::Panel);
            Verdict::meets_if(about_it && it.stands() && file.services().same_body(it.by, cause.owner))
        }
        Body::PriorityAwarded(it) => Verdict::meets_if(it.letter && file.services().same_body(it.by, cause.owner)),
        Body::RegisterAssessed(it) => Verdict::ends_if(file.services().same_body(it.by, cause.owner)),
        _ => Verdict::ends_if(settled(fact)),
    });
}

/// Whether it was an application to the register from which she was turned away.
fn from_register(file: &CaseFile, fact: &Fact, it: &TurnedAwayFrom) -> bool {
    let lettings = file.services().function(it.by) == Function::Allocations;
    match it.of {
        Some(of) => {
            let applied = file.each::<HousingApplied>().any(|(application, _)| application.id == of);
            let to_register = register::applications(file).any(|(application, _)| application.id == of);
            to_register || (lettings && !applied)
        }
        None => lettings || register::open_application(file, it.by, fact.happened.date).is_some(),
    }
}

/// SI2025/706-no-local-connection
pub const NO_LOCAL_CONNECTION: Rule = Rule {
    id: "SI2025/706-no-local-connection",
    topic: TOPIC,
    title: "Decide without asking for a connection with the area",
    must: "Decide again whether she may join the register, and leave any test of local connection out of it: she needs to move because of abuse. Do not push her down the list for it either.",
    source: Source {
        force: Force::Law,
        act: "Allocation of Housing (Qualification Criteria for Victims of Domestic Abuse and Care Leavers) (England) Regulations 2025",
        provision: "S.I. 2025/706",
        says: "From 10 July 2025 no local connection test may decide that somebody does not qualify who is or has been a victim of domestic abuse and needs to move for reasons connected with it, however long ago. The time is ours.",
        url: "https://www.legislation.gov.uk/uksi/2025/706/contents/made",
    },
    in_force: InForce::since(date(2025, 7, 10)),
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::TurnedAwayFrom, Kind::DecisionMade, Kind::HousingApplied, Kind::Moved],
    hears: Shows::ABUSE,
    meets: &[Kind::DecisionMade, Kind::PriorityAwarded, Kind::RegisterAssessed],
    ends: &[Kind::PlacementMade],
    derive: no_local_connection,
};

fn no_local_connection(file: &CaseFile, owed: &mut Owed<'_>) {
    let decided = file
        .each::<DecisionMade>()
        .filter(|(_, it)| {
            let register = matches!(it.subject, Subject::Qualification | Subject::Priority);
            register && it.local_connection && it.outcome != Outcome::InFavour
        })
        .map(|(fact, it)| (fact, it.by));
    let told = file
        .each::<TurnedAwayFrom>()
        .filter(|(fact, it)| it.how == TurnedAway::WrongArea && from_register(file, fact, it))
        .map(|(fact, it)| (fact, it.by));
    let causes = decided.chain(told).filter_map(|(fact, by)| {
        let cause = file.cause_within(fact, by, Function::Allocations);
        // What made it unlawful is the abuse; before anybody there could know of it, it was an ordinary test.
        let (sign, on) = [by, cause.owner].into_iter().filter_map(|team| file.abuse_known(team)).min_by_key(|(_, on)| *on)?;
        Some(cause.and(sign).from_day(on))
    });
    owed.each(causes, |cause, fact| {
        let ours = |team: TeamId| file.services().same_body(team, cause.owner);
        match &fact.body {
            Body::RegisterAssessed(it) => Verdict::meets_if(ours(it.by)),
            Body::PriorityAwarded(it) => Verdict::meets_if(ours(it.by)),
            Body::DecisionMade(it) => {
                let register = matches!(it.subject, Subject::Qualification | Subject::Priority);
                Verdict::meets_if(ours(it.by) && register && !it.local_connection && it.stands())
            }
            _ => Verdict::ends_if(settled(fact)),
        }
    });
}

/// HA85-s81ZA-lifetime
pub const LIFETIME_TENANCY: Rule = Rule {
    id: "HA85-s81ZA-lifetime",
    topic: TOPIC,
    title: "Give her a tenancy for life again",
    must: "Grant her a secure tenancy that is not for a fixed term, and record it: she held a social tenancy before, and she moves because of abuse.",
    source: Source {
        force: Force::Law,
        act: "Housing Act 1985",
        provision: "s.81ZA, put in by the Domestic Abuse Act 2021 s.79",
        says: "A council that grants a secure tenancy to somebody who is or was a lifetime social tenant, for reasons connected with domestic abuse, may not grant a flexible one; the same holds where a joint tenant is given the same home alone. Five working days to record it are ours.",
        url: "https://www.legislation.gov.uk/ukpga/1985/68/section/81ZA",
    },
    in_force: InForce::since(FOR_LIFE_AGAIN),
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::PlacementMade],
    hears: Shows::ABUSE,
    meets: &[Kind::TenancyHeld],
    ends: &[],
    derive: lifetime_tenancy,
};

fn lifetime_tenancy(file: &CaseFile, owed: &mut Owed<'_>) {
    let placed =
        file.each::<PlacementMade>().filter(|(_, it)| it.settled && it.home == HomeKind::Social).map(|(fact, it)| (fact, it.by));
    let short = file
        .each::<TenancyHeld>()
        .filter(|(_, it)| is_social(it) && it.fixed_term)
        .filter_map(|(fact, it)| Some((fact, it.landlord?)));
    let causes: Vec<Cause> = placed.chain(short).filter_map(|(fact, by)| granted_again(file, fact, by)).collect();
    owed.each(causes, |_, fact| match &fact.body {
        Body::TenancyHeld(it) => Verdict::meets_if(is_social(it) && !it.fixed_term && Some(it.person) == file.survivor()),
        _ => Verdict::Nothing,
    });
}

/// A home granted by a council to somebody who held a social tenancy for life before, where abuse is known.
fn granted_again(file: &CaseFile, fact: &Fact, by: TeamId) -> Option<Cause> {
    let (earlier, sign) = protected_for_life(file, file.survivor()?, by, fact.happened.date)?;
    Some(file.cause_within(fact, by, Function::Allocations).and(earlier).and(sign))
}

/// The day from which a council may not shorten the tenancy of somebody who flees abuse (Domestic Abuse Act 2021 s.79).
pub const FOR_LIFE_AGAIN: Date = date(2021, 11, 1);

/// Why somebody may be granted no social tenancy for a fixed term by a council on a day: the lifetime tenancy that they held before, alone or with
/// somebody else, and what made the abuse known there. `None` where the section does not bind: no council, no such tenancy, no abuse known by then.
/// # Law
/// Housing Act 1985 s.81ZA.
pub fn protected_for_life(file: &CaseFile, person: PersonId, by: TeamId, day: Date) -> Option<(&Fact, &Fact)> {
    let council = matches!(
        file.services().team(by)?.body_kind,
        BodyKind::Unitary | BodyKind::District | BodyKind::London | BodyKind::County
    );
    let (earlier, _) = held_for_life(file, person, day)?;
    let (sign, _) = file.abuse_known(by).filter(|(_, on)| *on <= day)?;
    (council && day >= FOR_LIFE_AGAIN).then_some((earlier, sign))
}

/// A social tenancy for life that somebody held before a day, whether it has ended since or not.
pub fn held_for_life(file: &CaseFile, person: PersonId, day: Date) -> Option<(&Fact, &TenancyHeld)> {
    file.each::<TenancyHeld>()
        .find(|(held, it)| held.happened.date < day && is_social(it) && !it.fixed_term && it.person == person)
}

pub(crate) const fn is_social(it: &TenancyHeld) -> bool {
    matches!(it.tenure, Tenure::SocialSole | Tenure::SocialJoint)
}
