//! What codes of the closed lists mean to rules.

use super::{
    DataItem, DecisionMade, Duty, DutyEnded, EndGround, EvidenceKind, Finding, HomeKind, Measure, MeetingKind, Outcome,
    SuspensionGround, Tenure,
};

impl Duty {
    /// Whether it is a duty of a housing authority.
    pub const fn is_housing(self) -> bool {
        matches!(self, Self::Prevention | Self::Relief | Self::Interim | Self::Main | Self::Intentional)
    }
}

impl Measure {
    /// Whether it gives her a safe place for the night, or records that she was offered one and chose to stay.
    pub const fn is_a_safe_night(self) -> bool {
        matches!(self, Self::MovedOut | Self::SafeRoom | Self::OfferedNone)
    }
}

impl DecisionMade {
    /// Whether the law would let it stand: in writing, with the right to a review where it is not wholly in her favour, not on a score, and not
    /// merely passed on.
    pub const fn stands(&self) -> bool {
        let in_writing = self.letter && (self.review_right || matches!(self.outcome, Outcome::InFavour));
        in_writing && !self.on_score && !matches!(self.outcome, Outcome::ReferredOn)
    }

    /// Whether it can stand: decided on the evidence and not by a score; where it goes against her in any part, with a letter that tells of the
    /// right to have it looked at again (Housing Act 1996 s.184(3) and (5)). To pass the question on decides nothing.
    pub const fn can_stand(&self) -> bool {
        match self.outcome {
            Outcome::InFavour => !self.on_score,
            Outcome::Partly | Outcome::Against => !self.on_score && self.letter && self.review_right,
            Outcome::ReferredOn => false,
        }
    }

    /// Whether it says which duty is owed, or that none is. What an authority is satisfied of on the way (that she is in priority need, or even homeless
    /// intentionally) says nothing of that yet: relief is owed all the same.
    pub fn says_what_is_owed(&self) -> bool {
        self.findings.is_empty() || (self.is_adverse() && !self.findings.contains(&Finding::Intentional))
    }

    /// Whether it goes against her in any part.
    pub const fn is_adverse(&self) -> bool {
        matches!(self.outcome, Outcome::Partly | Outcome::Against)
    }
}

impl DutyEnded {
    /// Whether it ends a housing duty by itself, with nothing left to secure: she has a lasting home, or has withdrawn.
    pub const fn leaves_her_housed(&self) -> bool {
        matches!(self.ground, EndGround::Secured | EndGround::AcceptedOffer)
    }
}

impl Tenure {
    /// Whether it is hers to keep or to give up, with rent, a mortgage or council tax that run on while she is away.
    pub const fn binds_her(self) -> bool {
        matches!(self, Self::SocialSole | Self::SocialJoint | Self::PrivateSole | Self::PrivateJoint | Self::Owner)
    }
}

impl HomeKind {
    /// Whether a housing authority answers for how it suits her. A refuge is chosen with her and run by others.
    pub const fn is_checked_by_the_council(self) -> bool {
        !matches!(self, Self::Refuge | Self::FriendsOrFamily)
    }
}

impl SuspensionGround {
    /// Whether an application rests at her own wish, or because she has accepted a home: nothing is taken from her.
    pub const fn is_her_own(self) -> bool {
        matches!(self, Self::SheAsked | Self::UnderOffer)
    }
}

impl EvidenceKind {
    /// Whether some body has it, so that a body can ask for it and nobody need send her.
    pub const fn a_body_has_it(self) -> bool {
        !matches!(self, Self::Identity | Self::Statement | Self::Messages)
    }
}

impl DataItem {
    /// Whether somebody could reach or find her with it.
    pub const fn leads_to_her(self) -> bool {
        matches!(
            self,
            Self::Phone | Self::Email | Self::Address | Self::Area | Self::School | Self::Work | Self::NewName | Self::Everything
        )
    }
}

impl MeetingKind {
    /// Whether it is a meeting of children's services with others about a child.
    pub const fn is_about_a_child(self) -> bool {
        matches!(
            self,
            Self::Strategy
                | Self::Conference
                | Self::ReviewConference
                | Self::CoreGroup
                | Self::TransferConference
                | Self::ChildInNeed
        )
    }
}
