//! What codes of the closed lists mean to rules.

use super::{DataItem, DecisionMade, Duty, EvidenceKind, Measure, Outcome};

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
