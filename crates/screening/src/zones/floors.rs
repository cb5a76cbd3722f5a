//! What every zone must hold before it may be shown to anybody.

/// The least that a zone holds. A zone with fewer homes, fewer social homes, fewer buildings or fewer schools says too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Floors {
    /// Homes.
    pub homes: u32,
    /// Homes of social landlords: for whom it is known that she rents from one, only these count.
    pub social: u32,
    /// Distinct buildings: a tower is one place, however many live in it.
    pub buildings: u32,
    /// Primary schools: for whom it is known that her child goes to one.
    pub primaries: u32,
    /// The shorter side of the ground that its homes lie in, in decimetres.
    pub width: i32,
    /// The effective number of homes that a home zone and a second zone together leave possible, for whom the ways of schools are known.
    pub pair: u32,
}

impl Floors {
    /// For towns and for most regions.
    pub const DEFAULT: Self = Self { homes: 4_000, social: 600, buildings: 1_000, primaries: 2, width: 6_000, pair: 1_000 };
    /// For small rural districts that have not agreed on a tree with their neighbours.
    pub const RURAL: Self = Self { homes: 1_000, social: 100, buildings: 400, primaries: 0, width: 6_000, pair: 300 };
    /// Below these no tree is used, whoever asks.
    pub const HARD_LIMIT: Self = Self { homes: 1_000, social: 100, buildings: 0, primaries: 0, width: 0, pair: 300 };

    /// The least number of homes in a zone of level *high*: twice the default floor.
    pub const fn high_homes(&self) -> u32 {
        if self.homes > 4_000 { self.homes.saturating_mul(2) } else { 8_000 }
    }

    /// Whether these are at least the hard limits.
    pub const fn are_lawful(&self) -> bool {
        self.homes >= Self::HARD_LIMIT.homes
            && self.social >= Self::HARD_LIMIT.social
            && self.width >= 0
            && self.pair >= Self::HARD_LIMIT.pair
    }

    /// Whether what was counted meets every floor.
    pub const fn met_by(&self, counts: &Counts) -> bool {
        counts.homes >= self.homes
            && counts.social >= self.social
            && counts.buildings >= self.buildings
            && counts.primaries >= self.primaries
            && counts.width >= self.width
    }
}

/// What a node holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Homes.
    pub homes: u32,
    /// Homes of social landlords.
    pub social: u32,
    /// Distinct buildings.
    pub buildings: u32,
    /// Primary schools.
    pub primaries: u32,
    /// The shorter side of the ground that its homes lie in, in decimetres.
    pub width: i32,
}
