//! Places of people. They have no `Debug`, no `Display` and no way out of this module: a program that would print or send one does not compile.
//!
//! ```compile_fail
//! # use screening::{grid::Point, vault::Whereabouts};
//! let home = Whereabouts::pinned(Point::new(1, 2).unwrap(), 100).unwrap();
//! println!("{home:?}");
//! ```
//!
//! ```compile_fail
//! # use screening::{grid::Point, vault::Whereabouts};
//! let home = Whereabouts::pinned(Point::new(1, 2).unwrap(), 100).unwrap();
//! let point: Point = home.point();
//! ```

use crate::cards::Day;
use crate::grid::Point;
use crate::zones::{NodeId, ZoneTree};

/// The farthest that a recorded position may lie from the true one, in decimetres: 60 m.
pub(super) const ERROR: i32 = 600;

/// Where something is, good enough to decide by.
#[derive(Clone, Copy)]
pub struct Whereabouts(Point);

impl Whereabouts {
    /// A position that is off by at most so many decimetres. None if it may be off by more than 60 m: then it is unresolved.
    pub fn pinned(at: Point, error: i32) -> Option<Self> {
        (0..=ERROR).contains(&error).then_some(Self(at))
    }

    pub(super) const fn point(self) -> Point {
        self.0
    }
}

/// What a place is to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// She lives there.
    Home,
    /// A child goes to school or nursery there.
    School,
    /// She works there.
    Work,
    /// Family or friends whom she visits.
    Family,
    /// Anything else.
    Other,
}

/// How well it is known where a place is.
#[derive(Clone)]
pub enum Status {
    /// By its pin.
    Resolved(Whereabouts),
    /// Not: no number in the register, sources that conflict, or too rough a position. Nothing is offered until it is.
    Unresolved,
    /// Somewhere in these zones, as a specialist has chosen them.
    Area(Vec<NodeId>),
}

impl Status {
    /// Whether there is something to go by: a pin, or zones that the tree has.
    pub(super) fn is_resolved(&self, tree: &ZoneTree) -> bool {
        match self {
            Self::Resolved(_) => true,
            Self::Unresolved => false,
            Self::Area(zones) => !zones.is_empty() && zones.iter().all(|zone| tree.node(*zone).is_some()),
        }
    }
}

/// A place of somebody.
#[derive(Clone)]
pub struct Place {
    /// What it is to her.
    pub kind: Kind,
    /// Where it is.
    pub status: Status,
    /// Since when.
    pub from: Day,
    /// Until when; None while it lasts.
    pub to: Option<Day>,
}

impl Place {
    /// A place by its pin, since a day.
    pub fn at(kind: Kind, at: Whereabouts, from: Day) -> Self {
        Self { kind, status: Status::Resolved(at), from, to: None }
    }

    pub(super) const fn is_current(&self) -> bool {
        self.to.is_none()
    }
}
