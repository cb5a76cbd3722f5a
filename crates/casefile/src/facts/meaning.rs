//! What codes of the closed lists mean to rules.

use super::{Duty, Measure};

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
