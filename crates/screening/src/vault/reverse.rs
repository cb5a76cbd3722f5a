//! The other direction: a home for her, away from those who harmed her.
//!
//! Her list goes through the same test, against the zones of their homes: the true distance would tell a person who accuses falsely where the
//! accused lives. What she herself calls unsafe is exact, because she said it.

use super::keeping::Vault;
use super::place::Status;
use crate::cards::{Card, Day, PersonId, Reach, Slot, State};
use crate::grid::Point;

/// An area that she called unsafe: a polygon, in her own file only.
#[derive(Clone)]
pub struct UnsafeArea(Vec<Point>);

impl UnsafeArea {
    /// The area inside these corners. None if there are fewer than three.
    pub fn new(corners: Vec<Point>) -> Option<Self> {
        (corners.len() >= 3).then_some(Self(corners))
    }

    /// Whether a point lies inside or on the edge. In whole numbers.
    pub fn contains(&self, at: Point) -> bool {
        let mut inside = false;
        for (i, a) in self.0.iter().enumerate() {
            let b = self.0[(i + 1) % self.0.len()];
            let cross = side(*a, b, at);
            let between = |v: i32, p: i32, q: i32| v >= p.min(q) && v <= p.max(q);
            if cross == 0 && between(at.x(), a.x(), b.x()) && between(at.y(), a.y(), b.y()) {
                return true;
            }
            if (a.y() > at.y()) != (b.y() > at.y()) && (cross > 0) == (b.y() > a.y()) {
                inside = !inside;
            }
        }
        inside
    }
}

/// On which side of the line from a to b a point lies: twice the area of the triangle, with a sign.
fn side(a: Point, b: Point, at: Point) -> i64 {
    let d = |p: i32, q: i32| i64::from(p) - i64::from(q);
    d(b.x(), a.x()) * d(at.y(), a.y()) - d(at.x(), a.x()) * d(b.y(), a.y())
}

/// Why a home is not cleared by its true distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotClear {
    /// It takes two people.
    #[error("clearing a home by its true distance takes two people: ask a colleague to do it with you")]
    TwoPeople,
    /// Both say that the other harmed them.
    #[error(
        "both of these people say that the other harmed them: a home cannot be cleared by its true distance. Offer one from the list"
    )]
    Mutual,
    /// It was done three times in a year.
    #[error("three homes were cleared for this person within a year: offer one from the list")]
    ThreeInAYear,
    /// Nobody knows her, or where those live whom she is kept away from.
    #[error(
        "it is not known where somebody lives from whom this person is kept away: find that out, or choose whole areas to avoid"
    )]
    NotKnown,
}

const IN_A_YEAR: usize = 3;

impl Vault {
    /// Areas that she calls unsafe.
    pub fn set_unsafe_areas(&mut self, victim: PersonId, areas: Vec<UnsafeArea>) {
        if let Some(case) = self.protected.get_mut(&victim) {
            case.unsafe_areas = areas;
        }
    }

    /// The card of the person who is protected. On hold while the home of somebody whom she is kept away from has no pin.
    pub fn victim_card(&self, victim: PersonId) -> Option<Card> {
        let case = self.protected.get(&victim)?;
        let mut slots = Vec::new();
        let mut hold = false;
        for link in &case.links {
            let address = self.addresses.get(&link.alleged);
            hold |= address.is_some_and(|address| !address.is_resolved(&self.tree));
            let zones = match address {
                Some(Status::Resolved(at)) => vec![self.tree.zone(case.level, at.point())],
                Some(Status::Area(zones)) => zones.iter().map(|zone| self.tree.now_shown(case.level, *zone)).collect(),
                Some(Status::Unresolved) | None => Vec::new(),
            };
            let reach = case.profile.home_reach();
            slots.extend(zones.into_iter().filter_map(|node| Some(Slot { node, rect: self.tree.node(node)?.rect, reach })));
        }
        let tree = self.tree.version();
        if hold {
            return Some(Card::hold(victim, 1, tree));
        }
        // Nobody's home is known: the card refuses nothing. A zone of the ground's corner with no reach stands in for none.
        let nowhere =
            Slot { node: crate::zones::NodeId::new(0), rect: crate::grid::Rect::new(0, 0, 0, 0)?, reach: Reach::new(0)? };
        let slots = if slots.is_empty() { vec![nowhere] } else { slots };
        Card::new(victim, 1, tree, State::Active, &slots).or_else(|| Some(Card::hold(victim, 1, tree)))
    }

    /// Of these homes, those that may stand on her list, in their order.
    pub fn safe_for(&self, victim: PersonId, homes: &[Option<Point>]) -> Vec<bool> {
        let (Some(card), Some(case)) = (self.victim_card(victim), self.protected.get(&victim)) else {
            return vec![false; homes.len()];
        };
        let safe = |at: Point| !card.refuses(at) & !case.unsafe_areas.iter().any(|area| area.contains(at));
        homes.iter().map(|home| home.is_some_and(safe)).collect()
    }

    /// Clears one home for her by its true distance. Two people, three times a year, and never where each accuses the other.
    pub fn clear_home(&mut self, victim: PersonId, home: Point, by: [u64; 2], today: Day) -> Result<bool, CannotClear> {
        if by[0] == by[1] {
            return Err(CannotClear::TwoPeople);
        }
        let case = self.protected.get(&victim).ok_or(CannotClear::NotKnown)?;
        let accuses = |one: PersonId, other: PersonId| {
            self.protected.get(&one).is_some_and(|case| case.links.iter().any(|link| link.alleged == other))
        };
        if case.links.iter().any(|link| accuses(link.alleged, victim)) {
            return Err(CannotClear::Mutual);
        }
        if case.cleared.iter().filter(|day| today.since(**day) < 365).count() >= IN_A_YEAR {
            return Err(CannotClear::ThreeInAYear);
        }
        let far = i64::from(case.profile.home() + case.profile.error());
        let mut clear = !case.links.is_empty();
        for link in &case.links {
            let Some(Status::Resolved(at)) = self.addresses.get(&link.alleged) else { return Err(CannotClear::NotKnown) };
            clear &= at.point().distance2(home) > far * far;
        }
        if let Some(case) = self.protected.get_mut(&victim) {
            case.cleared.push(today);
        }
        Ok(clear)
    }
}
