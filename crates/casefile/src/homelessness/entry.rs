//! The way in: any request that shows that she may be homeless is an application, and somewhere safe is owed the same day.

use crate::calendar::Clock;
use crate::facts::{Body, Function, HomeKind, Kind, Shows};
use crate::file::CaseFile;
use crate::homelessness::request;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

const TOPIC: &str = "Homelessness";
const ACT: &str = "Housing Act 1996";

/// HA96-s183-application
pub const APPLICATION: Rule = Rule {
    id: "HA96-s183-application",
    topic: TOPIC,
    title: "Treat it as a homelessness application",
    must: "Open a homelessness application and start enquiries. She need not ask for one, fill in a form or go to another team; an application to the housing register goes on beside it.",
    source: Source {
        force: Force::Law,
        act: ACT,
        provision: "s.183(1), s.184(1)",
        says: "An application exists as soon as help with accommodation is sought and there is reason to believe that the person is or may be homeless or threatened with it. No form is prescribed.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/183",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[
        Kind::DisclosureMade,
        Kind::HomelessnessOpened,
        Kind::HousingApplied,
        Kind::AppliedAgain,
        Kind::ReferralMade,
        Kind::ContactMade,
        Kind::ThirdPartyContact,
        Kind::WishesRecorded,
    ],
    hears: Shows::ABUSE.union(Shows::NEAR).union(Shows::UNSAFE_HOME).union(Shows::HOME_AT_RISK),
    meets: &[Kind::HomelessnessOpened, Kind::DutyAccepted, Kind::HomelessnessAssessed],
    ends: &[Kind::PlacementMade],
    derive: application,
};

fn application(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.episodes(request::with_abuse(file), |cause, fact| match &fact.body {
        Body::HomelessnessOpened(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        Body::HomelessnessAssessed(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        Body::DutyAccepted(it) => Verdict::meets_if(it.duty.is_housing() && file.services().same_body(it.by, cause.owner)),
        Body::PlacementMade(it) => Verdict::ends_if(it.settled && it.suitability_checked),
        _ => Verdict::Nothing,
    });
}

/// HA96-s188-interim
pub const INTERIM: Rule = Rule {
    id: "HA96-s188-interim",
    topic: TOPIC,
    title: "Somewhere safe today",
    must: "Offer somewhere safe and suitable to stay from today, for her and her children. It is enough that she may be homeless, eligible and in priority need: no proof comes first. If she does not want to leave, record what she wants and what makes her home safe tonight.",
    source: Source {
        force: Force::Law,
        act: ACT,
        provision: "s.188(1)",
        says: "Where an authority has reason to believe that an applicant may be homeless, eligible and in priority need, it must secure accommodation at once, also where a referral elsewhere is possible. The Act sets no length; the same day is our standard.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/188",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: APPLICATION.reads,
    hears: APPLICATION.hears,
    meets: &[Kind::PlacementMade, Kind::OfferMade, Kind::RefugeSought, Kind::SafetyMeasure],
    ends: &[Kind::Moved, Kind::DutyEnded],
    derive: interim,
};

fn interim(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.episodes(request::with_abuse(file), |cause, fact| match &fact.body {
        Body::PlacementMade(_) => Verdict::Meets,
        Body::OfferMade(it) => Verdict::meets_if(!matches!(it.home, HomeKind::FriendsOrFamily) && it.suitability_checked),
        Body::RefugeSought(it) => Verdict::meets_if(it.found),
        Body::SafetyMeasure(it) => Verdict::meets_if(it.measure.is_a_safe_night()),
        Body::Moved(it) => Verdict::ends_if(it.safe && it.permanent),
        Body::DutyEnded(it) => {
            Verdict::ends_if(it.duty == crate::facts::Duty::Interim && it.notice && file.services().same_body(it.by, cause.owner))
        }
        _ => Verdict::Nothing,
    });
}
