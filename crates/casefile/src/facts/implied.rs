//! What each kind of fact shows by being what it is.

use super::{Body, RiskLevel, Shows};

impl Body {
    /// Everything that the fact shows: what its recorder marked, and what follows from its kind.
    pub fn shows(&self) -> Shows {
        self.marked().union(self.by_kind()).with_implied()
    }

    fn marked(&self) -> Shows {
        match self {
            Self::Noted(it) => it.shows,
            Self::DisclosureMade(it) => it.shows,
            Self::ContactMade(it) => it.shows,
            Self::ThirdPartyContact(it) => it.shows,
            Self::Chased(it) => it.shows,
            Self::InterviewHeld(it) => it.shows,
            Self::WishesRecorded(it) => it.shows,
            Self::ThreatMade(it) => it.shows,
            Self::Assaulted(it) => it.shows,
            Self::AbuseHappened(it) => it.shows,
            Self::RiskAssessed(it) => it.shows,
            Self::PoliceAttended(it) => it.shows,
            Self::EvidenceReceived(it) => it.shows,
            Self::HousingApplied(it) => it.shows,
            Self::AppliedAgain(it) => it.shows,
            Self::RepairReported(it) => it.shows,
            Self::ReferralMade(it) => it.shows,
            Self::InformationGiven(it) => it.shows,
            Self::InformationShared(it) => it.shows,
            Self::MeetingHeld(it) => it.shows,
            Self::ComplaintMade(it) => it.shows,
            Self::ReviewAsked(it) => it.shows,
            Self::RepresentationsMade(it) => it.shows,
            _ => Shows::empty(),
        }
    }

    fn by_kind(&self) -> Shows {
        match self {
            Self::DisclosureMade(_) | Self::AbuseHappened(_) => Shows::ABUSE,
            Self::ThreatMade(_) => Shows::THREAT,
            Self::Assaulted(_) => Shows::VIOLENCE,
            Self::ProximityReported(it) if it.knows_address => Shows::NEAR.union(Shows::UNSAFE_HOME),
            Self::ProximityReported(_) => Shows::NEAR,
            Self::AllegedPerpetratorMoved(it) if it.near_survivor => Shows::NEAR,
            Self::LeftHome(it) if !it.to_safety => Shows::UNSAFE_HOME.union(Shows::LEAVING),
            Self::LeftHome(_) => Shows::LEAVING,
            Self::UnsafeAreaNamed(it) if it.whole_area => Shows::LEAVE_AREA,
            Self::PregnancyKnown(_) => Shows::PREGNANT,
            Self::NoticeToLeave(_) => Shows::HOME_AT_RISK,
            Self::ReleaseDateKnown(_) | Self::Released(_) => Shows::RELEASE,
            Self::RiskAssessed(it) if it.judgement || it.level == RiskLevel::High => Shows::HIGH_RISK,
            Self::CapacityQuestioned(_) => Shows::CARE_NEEDS,
            Self::DebtKnown(it) if it.from_abuse => Shows::DEBT.union(Shows::ECONOMIC),
            Self::DebtKnown(_) => Shows::DEBT,
            Self::ConfidentialityAsked(_) => Shows::KEEP_FROM,
            Self::OrderBreached(_) => Shows::HARASSMENT,
            _ => Shows::empty(),
        }
    }
}
