//! Compiling a bundle: from places to zones.
//!
//! Whatever is at home distance on a card looks alike: her home zone, the reserve, the covers of a move. So each of them has a second zone,
//! a school's or a companion's, drawn when it is put on the card; and then a move inside the reserve changes nothing that can be seen.

use super::draws;
use super::index::NoSuchCase;
use super::keeping::{Protection, Vault};
use super::place::{Kind, Place, Status};
use super::profile::Profile;
use crate::cards::{Day, PersonId, Reach};
use crate::grid::Point;
use crate::zones::{Level, NodeId, View, ZoneTree};

/// A zone that was put on cards, and stays there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) node: NodeId,
    pub(super) level: Level,
    pub(super) reach: Reach,
    /// Home distance or the distance of other places.
    pub(super) home: bool,
}

/// What the lead of the domestic-abuse team has to hear after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A place cannot be found: nothing is offered to those who are kept away until it is.
    Unresolved,
    /// She moved outside the reserve: the week of the move and public adverts together may leave one or two candidate homes.
    ExposedMove,
    /// A new school or other place put a zone on cards that was not there: its week can be seen.
    ExposedPlace,
    /// Two zones together would leave too few homes: two people have to decide.
    NeedsReview,
}

/// What a change did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    /// What the lead has to hear.
    pub notices: Vec<Notice>,
}

/// Two zones that together would leave too few homes possible.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Review {
    pub(super) home: NodeId,
    pub(super) second: NodeId,
}

/// What two people decide about a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Both zones go on cards.
    Accept,
    /// The second place is protected by other means, and its zone stays off cards.
    ProtectOtherwise,
}

impl Vault {
    /// Adds a place of hers, in effect at once.
    pub fn add_place(&mut self, victim: PersonId, place: Place) -> Result<Effect, NoSuchCase> {
        self.case(victim)?.places.push(place);
        Ok(self.compile(victim))
    }

    /// She lives somewhere else now. The old home's zone stays on cards while the case is open.
    pub fn move_home(&mut self, victim: PersonId, to: Status, on: Day) -> Result<Effect, NoSuchCase> {
        let case = self.case(victim)?;
        case.places
            .iter_mut()
            .filter(|place| place.kind == Kind::Home && place.is_current())
            .for_each(|place| place.to = Some(on));
        case.places.push(Place { kind: Kind::Home, status: to, from: on, to: None });
        Ok(self.compile(victim))
    }

    /// A child goes to another school now.
    pub fn change_school(&mut self, victim: PersonId, to: Status, on: Day) -> Result<Effect, NoSuchCase> {
        let case = self.case(victim)?;
        case.places
            .iter_mut()
            .filter(|place| place.kind == Kind::School && place.is_current())
            .for_each(|place| place.to = Some(on));
        case.places.push(Place { kind: Kind::School, status: to, from: on, to: None });
        Ok(self.compile(victim))
    }

    /// Another risk, other distances. What is refused now stays refused; what has to be refused farther is, around the same zones.
    pub fn set_profile(&mut self, victim: PersonId, profile: Profile) -> Result<Effect, NoSuchCase> {
        let case = self.case(victim)?;
        case.profile = profile;
        let farther: Vec<Stored> = case
            .slots
            .iter()
            .map(|slot| Stored { reach: case.reach(slot.home), ..*slot })
            .filter(|wide| !case.slots.iter().any(|slot| slot.node == wide.node && slot.reach >= wide.reach))
            .collect();
        case.slots.extend(farther);
        Ok(self.compile(victim))
    }

    /// Puts the area in which she looks for a home on cards at once, so that the move itself changes nothing. Zones of her level only.
    pub fn reserve(&mut self, victim: PersonId, zones: &[NodeId]) -> Result<Effect, NoSuchCase> {
        let level = self.case(victim)?.level;
        let zones: Vec<NodeId> = zones.iter().copied().filter(|zone| self.tree.is_zone(level, *zone)).collect();
        let case = self.case(victim)?;
        for zone in zones {
            if !case.reserve.contains(&zone) {
                case.reserve.push(zone);
            }
        }
        Ok(self.compile(victim))
    }

    /// Reviews that wait for two people.
    pub fn reviews(&self, victim: PersonId) -> usize {
        self.protected.get(&victim).map_or(0, |case| case.reviews.len())
    }

    /// Two people decide the first review that waits, with a reason. Says whether there was one and the two are two.
    pub fn decide(&mut self, victim: PersonId, decision: Decision, by: [u64; 2], reason: &str) -> Result<bool, NoSuchCase> {
        let case = self.case(victim)?;
        if by[0] == by[1] || reason.trim().is_empty() || case.reviews.is_empty() {
            return Ok(false);
        }
        let Review { home, second } = case.reviews.remove(0);
        match decision {
            Decision::Accept => case.accepted.push((home, second)),
            Decision::ProtectOtherwise => {
                case.protected_otherwise.push(second);
                // It was to be the home zone's second zone, and is not on any card yet: another is drawn.
                case.companions.retain(|_, companion| *companion != second);
            }
        }
        self.compile(victim);
        Ok(true)
    }

    /// Works a bundle out from its places. Adds slots; takes none away.
    pub(super) fn compile(&mut self, victim: PersonId) -> Effect {
        let Self { tree, keys, protected, .. } = self;
        let Some(case) = protected.get_mut(&victim) else { return Effect::default() };
        let mut notices = Vec::new();
        let unresolved = case.places.iter().any(|place| place.is_current() && !place.status.is_resolved(tree));
        if unresolved {
            notices.push(Notice::Unresolved);
        }
        let began = !case.slots.is_empty();
        if unresolved && !began {
            // What comes on a card later can be dated: so nothing does until all is known, and until then everything is refused.
            case.on_hold = true;
            return Effect { notices };
        }
        let (homes, schools, others) = zones_of(tree, case, &Place::is_current);
        // A place that ended while the card was on hold never came on it: it does now.
        let (homes_ever, schools_ever, others_ever) = zones_of(tree, case, &|_| true);
        case.reviews.clear();

        // Everything at home distance: where she lives, the reserve, and covers if she moved outside it.
        let mut at_home: Vec<NodeId> =
            homes_ever.iter().chain(&case.reserve).copied().filter(|zone| !case.covers(tree, *zone, true)).collect();
        at_home.sort_unstable();
        at_home.dedup();
        if began && homes.iter().any(|home| at_home.contains(home)) {
            notices.push(Notice::ExposedMove);
            let from = last_home(case);
            case.moves += 1;
            let mut but: Vec<NodeId> = case.slots.iter().map(|slot| slot.node).chain(at_home.iter().copied()).collect();
            for turn in 0..2 {
                let turn = case.moves * 2 + turn;
                if let Some(cover) = draws::likely_zone(tree, keys, case.level, victim, from, &but, turn) {
                    but.push(cover);
                    at_home.push(cover);
                }
            }
        }
        let seen_seconds: Vec<NodeId> =
            schools_ever.iter().chain(&others_ever).copied().filter(|zone| case.covers(tree, *zone, false)).collect();

        // A second zone for each: the school's own, if she has one that children of that zone might go to; else a companion.
        for &home in &at_home {
            if !case.companions.contains_key(&home) {
                let hers = homes.contains(&home);
                let school = schools.iter().copied().find(|second| hers && tree.law(case.level).drawn(home, *second) > 0);
                if let Some(second) = school.or_else(|| draws::companion(tree, keys, case.level, victim, home)) {
                    case.companions.insert(home, second);
                }
            }
        }

        let mut add: Vec<(NodeId, bool)> = Vec::new();
        for &home in &at_home {
            let companion = case.companions.get(&home).copied();
            let linked = schools.iter().chain(&others).copied().filter(|_| homes.contains(&home));
            let seconds: Vec<NodeId> = companion.into_iter().chain(linked).filter(|second| *second != home).collect();
            let shown = shown_with(tree, case, home, &seconds);
            add.push((shown, true));
            add.extend(companion.map(|second| (second, false)));
        }
        // A second zone that is new beside homes that stand on cards already: the home zone cannot be made larger any more.
        let fresh = schools_ever.iter().chain(&others_ever).copied().filter(|zone| !seen_seconds.contains(zone));
        for second in fresh {
            for &home in homes.iter().filter(|home| !at_home.contains(home) && **home != second) {
                let floor = tree.floors().pair;
                let enough = tree
                    .law(case.level)
                    .view(home, second)
                    .is_none_or(|view| view.alone >= floor && shows(tree, case, home, view));
                if !enough && !case.accepted.contains(&(home, second)) {
                    case.reviews.push(Review { home, second });
                }
            }
            add.push((second, false));
        }
        let before = case.slots.len();
        // While two people have yet to decide, the card is on hold and nothing new stands on it.
        if case.reviews.is_empty() {
            add.into_iter().for_each(|(node, home)| case.put(tree, node, home));
        }
        if !case.reviews.is_empty() {
            notices.push(Notice::NeedsReview);
        } else if began && case.slots.len() > before && !notices.contains(&Notice::ExposedMove) {
            notices.push(Notice::ExposedPlace);
        }
        case.on_hold = unresolved || !case.reviews.is_empty();
        Effect { notices }
    }
}

/// What is shown for a home zone beside these second zones: itself, or the larger node that everybody there shows with one of them.
fn shown_with(tree: &ZoneTree, case: &mut Protection, home: NodeId, seconds: &[NodeId]) -> NodeId {
    let mut shown = home;
    for &second in seconds {
        match tree.law(case.level).view(home, second) {
            Some(View { shown: Some(larger), .. }) if tree.holds(larger, shown) => shown = larger,
            Some(View { shown: None, .. })
                if !case.accepted.contains(&(home, second)) && !case.protected_otherwise.contains(&second) =>
            {
                case.reviews.push(Review { home, second });
            }
            _ => {}
        }
    }
    shown
}

/// Whether what stands on cards for this home zone is large enough for this view.
fn shows(tree: &ZoneTree, case: &Protection, home: NodeId, view: View) -> bool {
    view.shown.is_some_and(|shown| {
        case.slots.iter().any(|slot| slot.home && tree.holds(slot.node, home) && tree.holds(slot.node, shown))
    })
}

/// Zones of homes, of schools, and of everything else, of the places that are meant.
fn zones_of(tree: &ZoneTree, case: &Protection, meant: &dyn Fn(&Place) -> bool) -> (Vec<NodeId>, Vec<NodeId>, Vec<NodeId>) {
    let zones = |kinds: &dyn Fn(Kind) -> bool| {
        let mut zones: Vec<NodeId> = case
            .places
            .iter()
            .filter(|place| meant(place) && kinds(place.kind))
            .flat_map(|place| match &place.status {
                Status::Resolved(at) => vec![tree.zone(case.level, at.point())],
                Status::Unresolved => Vec::new(),
                Status::Area(zones) => zones.iter().map(|zone| tree.now_shown(case.level, *zone)).collect(),
            })
            .collect();
        zones.sort_unstable();
        zones.dedup();
        zones
    };
    let seconds = |kinds: &dyn Fn(Kind) -> bool| {
        let mut seconds = zones(kinds);
        seconds.retain(|zone| !case.protected_otherwise.contains(zone));
        seconds
    };
    let homes = zones(&|kind| kind == Kind::Home);
    (homes, seconds(&|kind| kind == Kind::School), seconds(&|kind| !matches!(kind, Kind::Home | Kind::School)))
}

fn last_home(case: &Protection) -> Option<Point> {
    let mut former = case.places.iter().rev().filter(|place| place.kind == Kind::Home && !place.is_current());
    former.find_map(|place| if let Status::Resolved(at) = &place.status { Some(at.point()) } else { None })
}

impl Protection {
    /// Whether a zone is refused already, at its distance, by what stands on cards.
    fn covers(&self, tree: &ZoneTree, zone: NodeId, home: bool) -> bool {
        let reach = self.reach(home);
        self.slots.iter().any(|slot| (slot.home || !home) && slot.reach >= reach && tree.holds(slot.node, zone))
    }

    fn reach(&self, home: bool) -> Reach {
        if home { self.profile.home_reach() } else { self.profile.other_reach() }
    }

    fn put(&mut self, tree: &ZoneTree, node: NodeId, home: bool) {
        if !self.covers(tree, node, home) {
            self.slots.push(Stored { node, level: self.level, reach: self.reach(home), home });
        }
    }
}
