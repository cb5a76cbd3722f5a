//! The groups that the Act prefers.
//!
//! Law: Housing Act 1996 s.166A(3).

use serde::Serialize;

use crate::facts::Circumstance;

/// A group of people who must be given reasonable preference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Preference {
    /// (a) Homeless in the sense of Part 7, with or without an application under it.
    Homeless,
    /// (b) Owed a duty of Part 7.
    Owed,
    /// (c) Insanitary, overcrowded or otherwise unsatisfactory housing.
    Housing,
    /// (d) Medical or welfare grounds, disability among them.
    Welfare,
    /// (e) Must move to a certain place, or hardship follows.
    Locality,
}

impl Preference {
    /// Every group, in the order of the Act.
    pub const ALL: &'static [Self] = &[Self::Homeless, Self::Owed, Self::Housing, Self::Welfare, Self::Locality];

    /// Where it stands in the Act.
    pub const fn provision(self) -> &'static str {
        match self {
            Self::Homeless => "s.166A(3)(a)",
            Self::Owed => "s.166A(3)(b)",
            Self::Housing => "s.166A(3)(c)",
            Self::Welfare => "s.166A(3)(d)",
            Self::Locality => "s.166A(3)(e)",
        }
    }

    /// What it is called on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Homeless => "Homeless in the sense of Part 7, also where she has made no homelessness application",
            Self::Owed => "Owed a homelessness duty",
            Self::Housing => "In insanitary, overcrowded or otherwise unsatisfactory housing",
            Self::Welfare => "Needs to move on medical or welfare grounds, disability among them",
            Self::Locality => "Needs to move to a certain place, where staying would bring hardship",
        }
    }
}

/// In which of the groups a circumstance puts somebody. Somebody who has to move because of abuse is homeless in the sense of Part 7 where it makes
/// the home unreasonable to live in (ss.175 and 177), and has a welfare need in any case.
pub const fn preferences(what: Circumstance) -> &'static [Preference] {
    match what {
        Circumstance::Abuse => &[Preference::Homeless, Preference::Welfare],
        Circumstance::Homeless => &[Preference::Homeless],
        Circumstance::OwedDuty => &[Preference::Owed],
        Circumstance::MedicalUrgent | Circumstance::Medical | Circumstance::Welfare | Circumstance::MoveOn => {
            &[Preference::Welfare]
        }
        Circumstance::Hardship => &[Preference::Locality],
        Circumstance::Overcrowded | Circumstance::BadConditions => &[Preference::Housing],
        Circumstance::Downsizing | Circumstance::NoPreference => &[],
    }
}
