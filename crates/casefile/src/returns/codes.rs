//! Our words for the return: what codes of facts are called in its lists. Where a list is finer than a fact, the answer is asked for.

use interchange::hclic::{Code, ListId};

use crate::facts::{BodyKind, EndGround, Function, HomeKind, Tenure};

pub(super) const PREVENTION_OWED: &str = "threatened-with-homelessness-within-56-days-prevention-duty-owed";
pub(super) const BY_SECTION_21: &str =
    "threatened-with-homelessness-within-56-d/of-which-due-to-service-of-valid-section-21-notice";
pub(super) const RELIEF_OWED: &str = "homeless-relief-duty-owed";
pub(super) const NO_DUTY: &str = "not-threatened-with-homelessness-within-56-days-no-duty-owed";
pub(super) const WITHDREW: &str = "withdrew-application-before-assessment-no-duty-owed";
pub(super) const NOT_ELIGIBLE: &str = "not-eligible-no-longer-eligible-no-duty-owed";
pub(super) const VICTIM: &str = "domestic-abuse/victim";
pub(super) const ALLEGED: &str = "domestic-abuse/alleged-perpetrator";
pub(super) const ABUSE_NEED: &str = "at-risk-of-has-experienced-domestic-abuse";
pub(super) const AGED_16_OR_17: &str = "young-person-aged-16-17-years";
const DECEASED: &str = "withdrew-application-applicant-deceased/applicant-deceased";
const WITHDRAWN: &str = "withdrew-application-applicant-deceased/withdrew-application";

pub(super) fn prevention_ended(ground: EndGround, died: bool) -> Option<Code> {
    ListId::PreventionEnd.find(match ground {
        EndGround::TimeUp => "56-days-elapsed-and-no-further-action",
        EndGround::BecameHomeless | EndGround::NextDuty | EndGround::Intentional => "homeless-including-intentionally-homeless",
        EndGround::RefusedOffer | EndGround::RefusedFinalOffer => "refused-suitable-accommodation-offer",
        EndGround::NotEligible => "no-longer-eligible",
        EndGround::Withdrew if died => DECEASED,
        EndGround::Withdrew => WITHDRAWN,
        EndGround::NonCooperation => "refused-to-cooperate",
        // Whether she stayed or moved is asked.
        EndGround::Secured
        | EndGround::AcceptedOffer
        | EndGround::Referred
        | EndGround::LeftVoluntarily
        | EndGround::PlanEnded => {
            return None;
        }
    })
}

pub(super) fn relief_ended(ground: EndGround, died: bool) -> Option<Code> {
    ListId::ReliefEnd.find(match ground {
        EndGround::TimeUp | EndGround::NextDuty => "56-days-elapsed",
        EndGround::Secured | EndGround::AcceptedOffer => "secured-accommodation-for-6-months",
        EndGround::RefusedOffer | EndGround::RefusedFinalOffer => "refused-final-accommodation",
        EndGround::Intentional => "intentionally-homeless-from-accommodation-provided",
        EndGround::NotEligible => "no-longer-eligible",
        EndGround::Withdrew if died => DECEASED,
        EndGround::Withdrew => WITHDRAWN,
        EndGround::NonCooperation => "notice-served-due-to-refusal-to-cooperate",
        EndGround::Referred => "local-connection-referral-accepted-by-other-local-authority",
        EndGround::BecameHomeless | EndGround::LeftVoluntarily | EndGround::PlanEnded => return None,
    })
}

pub(super) fn main_ended(ground: EndGround, offered: Option<HomeKind>) -> Option<Code> {
    ListId::MainEnd.find(match (ground, offered) {
        (EndGround::AcceptedOffer | EndGround::Secured, Some(HomeKind::Social)) => "housing-act-1996-part-6-offer/accepted",
        (EndGround::AcceptedOffer | EndGround::Secured, Some(HomeKind::PrivateRent)) => "private-rented-sector-offer/accepted",
        (EndGround::RefusedOffer | EndGround::RefusedFinalOffer, Some(HomeKind::Social)) => {
            "housing-act-1996-part-6-offer/refused"
        }
        (EndGround::RefusedOffer | EndGround::RefusedFinalOffer, Some(HomeKind::PrivateRent)) => {
            "private-rented-sector-offer/refused"
        }
        (EndGround::RefusedOffer, Some(HomeKind::BedAndBreakfast | HomeKind::Hostel | HomeKind::Temporary))
        | (EndGround::Withdrew, _) => "refused-suitable-temporary-accommodation-offer-withdrew-or-lost-contact",
        (EndGround::NotEligible, _) => "ceased-to-be-eligible",
        (EndGround::Intentional, _) => "became-intentionally-homeless-from-temporary-accommodation",
        (EndGround::LeftVoluntarily, _) => "voluntarily-ceased-to-occupy-temporary-accommodation",
        _ => return None,
    })
}

/// Temporary accommodation by type. Refuges are counted with hostels. What is self-contained may be of several types: that is asked.
pub(super) fn placement(home: HomeKind) -> Option<Code> {
    ListId::PlacementType.find(match home {
        HomeKind::BedAndBreakfast => "bed-and-breakfast-hotels-including-shared-annexes",
        HomeKind::Hostel | HomeKind::Refuge => "hostels-including-reception-centres-emergency-units-and-refuges",
        HomeKind::Social => "local-authority-or-housing-association-stock",
        _ => return None,
    })
}

/// Where somebody lives who holds a home in this way.
pub(super) fn tenancy(tenure: Tenure, landlord: Option<BodyKind>) -> Option<Code> {
    ListId::AccommodationNow.find(match (tenure, landlord) {
        (Tenure::SocialSole | Tenure::SocialJoint, Some(BodyKind::HousingAssociation)) => {
            "social-rented-sector/registered-provider-tenant"
        }
        (Tenure::SocialSole | Tenure::SocialJoint, Some(BodyKind::Unitary | BodyKind::District | BodyKind::London)) => {
            "social-rented-sector/council-tenant"
        }
        (Tenure::Owner, _) => "owner-occupier-shared-ownership",
        _ => return None,
    })
}

/// Where somebody lives who was placed there.
pub(super) fn placed(home: HomeKind) -> Option<Code> {
    ListId::AccommodationNow.find(match home {
        HomeKind::Refuge => "refuge",
        HomeKind::BedAndBreakfast | HomeKind::Temporary => "temporary-accommodation",
        _ => return None,
    })
}

/// Who refers somebody. Only where it is certain; a hospital may be of two kinds.
pub(super) fn referrer(function: Function) -> Option<Code> {
    ListId::Referral.find(match function {
        Function::Prison => "referred-by-a-public-body-under-the-duty/adult-secure-estate-prison",
        Function::Probation => "referred-by-a-public-body-under-the-duty/probation-service",
        Function::Adults => "referred-by-a-public-body-under-the-duty/adult-social-services",
        Function::Children => "referred-by-a-public-body-under-the-duty/children-s-social-services",
        Function::Housing => "referred-by-another-local-authority-local-connection-referral",
        Function::Idva
        | Function::Refuge
        | Function::Charity
        | Function::Police
        | Function::School
        | Function::Landlord
        | Function::Marac
        | Function::Legal => "referred-by-an-agency-not-subject-to-the-duty-to-refer",
        _ => return None,
    })
}
