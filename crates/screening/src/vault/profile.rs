//! How far away is far enough, by risk.

use crate::cards::Reach;

/// Distances for one level of risk, in decimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    home: i32,
    other: i32,
    error: i32,
}

impl Profile {
    /// 1,000 m from a home, 500 m from any other place, 100 m for errors of both positions.
    pub const DEFAULT: Self = Self { home: 10_000, other: 5_000, error: 1_000 };

    /// A profile of one's own. None below the hard limits: 300 m, 50 m for errors, and a home no nearer than another place; or above 10 km.
    pub fn new(home: i32, other: i32, error: i32) -> Option<Self> {
        let sound = other >= 3_000 && home >= other && error >= 500 && home <= 100_000 && error <= 10_000;
        sound.then_some(Self { home, other, error })
    }

    /// How far around the zone of a home.
    pub fn home_reach(self) -> Reach {
        Reach::new(self.home + self.error).unwrap_or(WIDEST)
    }

    /// How far around the zone of another place.
    pub fn other_reach(self) -> Reach {
        Reach::new(self.other + self.error).unwrap_or(WIDEST)
    }

    /// The true distance below which nothing may be offered near a home.
    pub const fn home(self) -> i32 {
        self.home
    }

    /// The true distance below which nothing may be offered near another place.
    pub const fn other(self) -> i32 {
        self.other
    }

    /// The margin for errors.
    pub const fn error(self) -> i32 {
        self.error
    }
}

/// What stands in for a reach that cannot be: the widest there is refuses more, never less.
const WIDEST: Reach = match Reach::new(Reach::MOST) {
    Some(reach) => reach,
    None => panic!("the widest reach is a reach"),
};
