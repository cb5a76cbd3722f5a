//! Asking everything, asking cleverly, and only watching.

use super::Size;
use super::figures::{Sorted, f};
use super::mechanism::{Mechanism, Radius, Zones};
use super::report::Report;
use super::world::World;
use crate::chance::Chance;
use crate::grid::Point;

/// The homes that are consistent with every answer.
pub struct Left {
    /// Which.
    pub homes: Vec<u32>,
}

/// All homes by view, as one observer sees them: those of one view are told apart by nothing.
pub struct Views<V>(Vec<(V, Vec<u32>)>);

impl<V: Copy + Ord> Views<V> {
    /// The views of this mechanism for this observer.
    pub fn of<M: Mechanism<View = V>>(mechanism: &M, observer: usize, world: &World) -> Self {
        let mut homes: Vec<(V, u32)> =
            (0_u32..).zip(&world.region.homes).map(|(home, _)| (mechanism.view(observer, home), home)).collect();
        homes.sort_unstable();
        Self(homes.chunk_by(|a, b| a.0 == b.0).map(|group| (group[0].0, group.iter().map(|(_, home)| *home).collect())).collect())
    }
}

/// The views that are consistent with all that was heard.
struct Possible<'a, V>(Vec<&'a (V, Vec<u32>)>);

impl<'a, V: Copy + Ord> Possible<'a, V> {
    fn all(views: &'a Views<V>) -> Self {
        Self(views.0.iter().collect())
    }

    fn hear<M: Mechanism<View = V>>(&mut self, mechanism: &M, observer: usize, truth: V, asked: Point) {
        let answer = mechanism.refuses(observer, truth, asked);
        self.0.retain(|(view, _)| mechanism.refuses(observer, *view, asked) == answer);
    }

    fn left(self) -> Left {
        Left { homes: self.0.into_iter().flat_map(|(_, homes)| homes.iter().copied()).collect() }
    }
}

/// Asks about every home there is, in an order of chance, for as long as more than one view is possible.
pub fn everything<M: Mechanism>(
    mechanism: &M,
    observer: usize,
    views: &Views<M::View>,
    world: &World,
    hers: u32,
    chance: &mut Chance,
) -> Left {
    let mut possible = Possible::all(views);
    let truth = mechanism.view(observer, hers);
    let many = world.region.homes.len();
    // Every home once: a step that shares no factor with their number comes by all of them.
    let step = (many / 3..many).find(|step| gcd(*step, many) == 1).unwrap_or(1);
    let mut at = chance.below(many);
    for _ in 0..many {
        if possible.0.len() <= 1 {
            break;
        }
        possible.hear(mechanism, observer, truth, world.region.homes[at].at);
        at = (at + step) % many;
    }
    possible.left()
}

const fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Asks so many questions, each the one of many that comes nearest to halving what is possible.
pub fn adaptive<M: Mechanism>(
    mechanism: &M,
    views: &Views<M::View>,
    world: &World,
    hers: u32,
    questions: usize,
    chance: &mut Chance,
) -> Left {
    let mut possible = Possible::all(views);
    let truth = mechanism.view(0, hers);
    for _ in 0..questions {
        if possible.0.len() <= 1 {
            break;
        }
        let sample: Vec<(M::View, usize)> =
            (0..256).filter_map(|_| chance.one_of(&possible.0)).map(|one| (one.0, one.1.len())).collect();
        let all: usize = sample.iter().map(|(_, homes)| homes).sum();
        // Homes near what is possible, for they divide it.
        let tries: Vec<Point> = (0..96)
            .filter_map(|_| {
                let near = chance.one_of(&possible.0)?.1.first().copied()?;
                // Half of them about as far away as refusals reach, where an answer divides neighbours.
                let far = if chance.in_thousand(500) { chance.between(8_500, 12_500) } else { chance.between(0, 30_000) };
                let (dx, dy) = (chance.between(-1_000, 1_000), chance.between(-1_000, 1_000));
                let long = i64::try_from((dx * dx + dy * dy).unsigned_abs().isqrt()).unwrap_or(1).max(1);
                let at = Point::clamped(
                    i64::from(world.at(near).x()) + dx * far / long,
                    i64::from(world.at(near).y()) + dy * far / long,
                );
                let home = world.near(at, 2_500).next().or_else(|| u32::try_from(chance.below(world.region.homes.len())).ok())?;
                Some(world.at(home))
            })
            .collect();
        let unevenness = |asked: &Point| {
            let refused: usize =
                sample.iter().filter(|(view, _)| mechanism.refuses(0, *view, *asked)).map(|(_, homes)| homes).sum();
            (2 * refused).abs_diff(all)
        };
        let Some(best) = tries.into_iter().min_by_key(unevenness) else { break };
        possible.hear(mechanism, 0, truth, best);
    }
    possible.left()
}

/// Asks nothing: bids for what is let, and sees which of it he never gets.
pub fn watching<M: Mechanism>(
    mechanism: &M,
    views: &Views<M::View>,
    world: &World,
    hers: u32,
    lettings: &[(usize, u16)],
) -> Left {
    let mut possible = Possible::all(views);
    let truth = mechanism.view(0, hers);
    for (home, _) in lettings {
        possible.hear(mechanism, 0, truth, world.region.homes[*home].at);
    }
    possible.left()
}

/// How likely the best guess lies within 100 m of her, if all that is left is equally likely.
fn best_guess(world: &World, left: &[u32]) -> f64 {
    let mut is_left = vec![false; world.region.homes.len()];
    left.iter().for_each(|home| is_left[*home as usize] = true);
    let most = left.iter().map(|home| world.near(world.at(*home), 1_000).filter(|near| is_left[*near as usize]).count()).max();
    f(most.unwrap_or(0)) / f(left.len().max(1))
}

/// Weeks after which a chart says what is left.
const WEEKS: [u16; 5] = [4, 12, 24, 36, 52];

/// How many homes are left to somebody who watches, after each of these weeks.
fn left_after<M: Mechanism>(mechanism: &M, views: &Views<M::View>, world: &World, lettings: &[(usize, u16)]) -> [Sorted; 5] {
    let mut chance = world.chance(4);
    let people: Vec<u32> = (0..20).map(|_| world.somebody(&mut chance)).collect();
    WEEKS.map(|weeks| {
        let until = lettings.partition_point(|(_, week)| *week < weeks);
        Sorted::of(people.iter().map(|hers| f(watching(mechanism, views, world, *hers, &lettings[..until]).homes.len())))
    })
}

fn watched_by_week([zones, radius]: [&[Sorted; 5]; 2], report: &mut Report) {
    for (name, left) in [("zones", zones), ("radius", radius)] {
        for (week, left) in WEEKS.into_iter().zip(left) {
            report.series(name, u32::from(week), left.median());
        }
    }
}

pub(super) fn attack(world: &World, size: Size, report: &mut Report) {
    let mut chance = world.chance(1);
    let lettings = world.region.lettings(&mut world.chance(2), 260);
    let zones = Zones::over(world);
    let radius = Radius(world);
    let (zone_views, radius_views) = (Views::of(&zones, 0, world), Views::of(&radius, 0, world));
    let mut left: Vec<(Left, u32)> = Vec::new();
    let mut radius_left = [Vec::new(), Vec::new()];
    for _ in 0..size.people {
        let hers = world.somebody(&mut chance);
        left.push((everything(&zones, 0, &zone_views, world, hers, &mut chance), hers));
        left.push((adaptive(&zones, &zone_views, world, hers, 60, &mut chance), hers));
        left.push((watching(&zones, &zone_views, world, hers, &lettings), hers));
    }
    for _ in 0..40 {
        let hers = world.somebody(&mut chance);
        radius_left[0].push(f(adaptive(&radius, &radius_views, world, hers, 60, &mut chance).homes.len()));
        radius_left[1].push(f(watching(&radius, &radius_views, world, hers, &lettings).homes.len()));
    }
    let wrong = left.iter().filter(|(left, hers)| left.homes.len() != world.homes[&world.zone[*hers as usize]].len()).count();
    report.none(
        "asking everything, 60 clever questions, watching 5 years",
        "people of whom more is learned than the zone",
        f(wrong),
    );
    let homes = left.iter().map(|(left, _)| left.homes.len()).chain(world.homes.values().map(Vec::len));
    report.at_least("the same", "homes left, smallest", Sorted::of(homes.map(f)).least(), 4_000.0);
    let social = |homes: &[u32]| homes.iter().filter(|home| world.region.homes[**home as usize].social).count();
    report.at_least(
        "the same",
        "social homes left, smallest",
        Sorted::of(world.homes.values().map(|homes| f(social(homes)))).least(),
        600.0,
    );
    let guess = Sorted::of(world.homes.values().map(|homes| best_guess(world, homes)));
    report.at_most("the same", "best guess within 100 m, worst zone", guess.at(1.0), 0.15);
    let top = Sorted::of(world.homes.values().map(|homes| 10.0 / f(homes.len())));
    report.at_most("the same", "hers among the ten likeliest, worst zone", top.at(1.0), 0.005);
    let top = Sorted::of(world.homes.values().map(|homes| 10.0 / f(social(homes).max(1))));
    report.at_most("the same, her landlord known to be social", "hers among the ten likeliest, worst zone", top.at(1.0), 0.02);
    watched_by_week(
        [&left_after(&zones, &zone_views, world, &lettings), &left_after(&radius, &radius_views, world, &lettings)],
        report,
    );
    let [clever, watched] = radius_left.map(Sorted::of);
    report.canary("radius check, 60 clever questions", "homes left, median", clever.median(), 5.0);
    report.canary("radius check, watching 5 years", "homes left, median", watched.median(), 25.0);
}
