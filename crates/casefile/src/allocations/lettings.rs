//! Letting homes: by the scheme and never outside it, with landlords who help, and with the guidance in mind.

use jiff::civil::date;

use super::register::{self, settled};
use super::{ACT, TOPIC};
use crate::calendar::Clock;
use crate::facts::{
    Body, Fact, Function, HomeFits, HomeKept, HomeKind, HomePassed, Kind, OfferMade, Outcome, PlacementMade, PriorityAwarded,
    ReferralKind, ReferralMade, Shows, Subject,
};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// HA96-s166A-14
pub const BY_THE_SCHEME: Rule = Rule {
    id: "HA96-s166A-14",
    topic: TOPIC,
    title: "Decide her priority: a home was offered outside the scheme",
    must: "Decide on her priority by the scheme, or record the direct let and its reasons. No home of the council is let otherwise. The offer to her stands.",
    source: Source {
        force: Force::Law,
        act: ACT,
        provision: "s.166A(14)",
        says: "A housing authority lets no home outside its allocation scheme. Two working days to put it right are ours.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/166A",
    },
    in_force: InForce::since(date(2012, 6, 18)),
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::OfferMade, Kind::HousingApplied, Kind::PlacementMade, Kind::Moved],
    hears: Shows::empty(),
    meets: &[Kind::PriorityAwarded, Kind::DecisionMade, Kind::UrgentMoveAgreed],
    ends: &[],
    derive: by_the_scheme,
};

fn by_the_scheme(file: &CaseFile, owed: &mut Owed<'_>) {
    let outside = file.each::<OfferMade>().filter_map(|(fact, it)| {
        let lettings = it.home == HomeKind::Social && file.services().function(it.by) == Function::Allocations;
        let application = register::open_application(file, it.by, fact.happened.date).filter(|_| lettings)?;
        let earlier = file.facts().iter().any(|other| other.happened <= fact.happened && by_scheme(file, other, it.by));
        (!earlier).then(|| file.cause_within(fact, it.by, Function::Allocations).and(application))
    });
    owed.each(outside, |cause, fact| Verdict::meets_if(by_scheme(file, fact, cause.owner)));
}

/// Whether something lets a body let her a home: her priority was decided, or a direct let.
fn by_scheme(file: &CaseFile, fact: &Fact, team: TeamId) -> bool {
    let ours = |by| file.services().same_body(by, team);
    match &fact.body {
        Body::PriorityAwarded(it) => ours(it.by),
        Body::UrgentMoveAgreed(it) => ours(it.by),
        Body::DecisionMade(it) => {
            let priority = matches!(it.subject, Subject::Priority | Subject::Panel | Subject::UrgentMove);
            priority && matches!(it.outcome, Outcome::InFavour | Outcome::Partly) && ours(it.by)
        }
        _ => false,
    }
}

/// HA96-s170
pub const LANDLORDS: Rule = Rule {
    id: "HA96-s170",
    topic: TOPIC,
    title: "Tell the council whether you can offer her a home",
    must: "The council has asked for a home for somebody with priority on its scheme. Say whether you can offer one, and which; if not, why, and when you look again.",
    source: Source {
        force: Force::Law,
        act: ACT,
        provision: "s.170",
        says: "A landlord that is a registered provider co-operates, as far as is reasonable, in offering homes to people with priority, where the council asks. The Act sets no time; five working days are ours.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/170",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Landlord,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::ReferralMade],
    hears: Shows::empty(),
    meets: &[Kind::ReferralAnswered, Kind::Answered, Kind::OfferMade],
    ends: &[Kind::PlacementMade],
    derive: landlords,
};

fn landlords(file: &CaseFile, owed: &mut Owed<'_>) {
    let services = file.services();
    let asked = file.each::<ReferralMade>().filter_map(|(fact, it)| {
        let by = it.by.team().filter(|by| services.function(*by) == Function::Allocations)?;
        let nominated = it.referral == ReferralKind::Housing && services.function(it.to) == Function::Landlord;
        (nominated && !services.same_body(by, it.to)).then(|| file.cause_for(fact, it.to))
    });
    owed.each(asked, |cause, fact| match &fact.body {
        Body::ReferralAnswered(it) => Verdict::meets_if(it.referral == cause.fact),
        Body::Answered(it) => Verdict::meets_if(it.of == cause.fact),
        Body::OfferMade(it) => Verdict::meets_if(services.same_body(it.by, cause.owner)),
        _ => Verdict::ends_if(settled(fact)),
    });
}

/// DASH18-guidance
pub const GUIDANCE: Rule = Rule {
    id: "DASH18-guidance",
    topic: TOPIC,
    title: "Give her priority to move on from the refuge",
    must: "She is in a refuge or another safe place for a time, and has applied for a home of her own. Decide her priority as for somebody who has to move because of abuse: no local connection, no waiting for papers, no less than she would have had at home.",
    source: Source {
        force: Force::Guidance,
        act: "Improving access to social housing for victims of domestic abuse in refuges or other types of temporary accommodation",
        provision: "statutory guidance under Housing Act 1996 s.169, November 2018",
        says: "Councils must have regard to it: they are strongly encouraged to give people in refuges and other temporary accommodation priority, and not to keep them off the register for want of a local connection. Five working days are ours.",
        url: "https://www.gov.uk/government/publications/improving-access-to-social-housing-for-victims-of-domestic-abuse",
    },
    in_force: InForce::since(date(2018, 11, 10)),
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::PlacementMade, Kind::HousingApplied, Kind::Moved],
    hears: Shows::empty(),
    meets: &[Kind::PriorityAwarded, Kind::DecisionMade],
    ends: &[Kind::PlacementMade],
    derive: guidance,
};

fn guidance(file: &CaseFile, owed: &mut Owed<'_>) {
    let safe = |it: &PlacementMade| matches!(it.home, HomeKind::Refuge | HomeKind::Specialist) && !it.settled;
    let placed = file.each::<PlacementMade>().filter(|(_, it)| safe(it)).filter_map(|(fact, _)| {
        let lettings = file.services().doing(Function::Allocations).next()?.team;
        let application = register::open_application(file, lettings, fact.happened.date)?;
        let since = application.happened.date;
        let decided = file.each::<PriorityAwarded>().any(|(award, it)| {
            file.services().same_body(it.by, lettings) && (since..=fact.happened.date).contains(&award.happened.date)
        });
        (!decided).then(|| file.cause_within(fact, lettings, Function::Allocations).and(application))
    });
    owed.each(placed, |cause, fact| match &fact.body {
        Body::PlacementMade(_) => Verdict::ends_if(settled(fact)),
        _ => Verdict::meets_if(register::is_proper(file, fact, cause.owner)),
    });
}

/// INT-home-fits, our own id: a home that may suit somebody of whom others may not know.
pub const FIRST_LOOK: Rule = Rule {
    id: "INT-home-fits",
    topic: TOPIC,
    title: "Look at a home that may suit her",
    must: "A home has come onto the lettings list that may suit her. Nobody outside this file was told that. Look at it by this day, and keep it for her from the page of her application if it is right, or say there that it is not; after that it may be offered to somebody else.",
    source: Source {
        force: Force::House,
        act: "Partnership standard",
        provision: "homes for people whose files few may open",
        says: "Her file stands on no colleague’s list, so her place must not be lost for that: whoever may open it is told first, while nobody else is offered the home.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Allocations,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::HomeFits],
    hears: Shows::empty(),
    meets: &[Kind::HomeKept, Kind::HomePassed],
    ends: &[Kind::PlacementMade],
    derive: first_look,
};

fn first_look(file: &CaseFile, owed: &mut Owed<'_>) {
    let fits = file.each::<HomeFits>().map(|(fact, it)| {
        let cause = file.cause_for(fact, it.by);
        match it.until {
            // A day that was over before she was told gives her the day on which she was.
            Some(until) => {
                let due = until.max(cause.since);
                cause.due_on(due)
            }
            None => cause,
        }
    });
    let vacancy = |id| file.fact(id).and_then(|fact| fact.is::<HomeFits>()).map(|it| it.vacancy.as_str());
    owed.each(fits, |cause, fact| match &fact.body {
        Body::HomeKept(HomeKept { vacancy: looked_at, .. }) | Body::HomePassed(HomePassed { vacancy: looked_at, .. }) => {
            Verdict::meets_if(vacancy(cause.fact) == Some(looked_at))
        }
        _ => Verdict::ends_if(settled(fact)),
    });
}
