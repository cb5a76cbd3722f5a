//! The attack, small: every row and every threshold, in every run of the tests. And that it would notice if it had gone blunt.
#![allow(clippy::unwrap_used, reason = "all of it is a test")]

mod house;

use screening::attack::{self, Mechanism, Size, Verdict, Views, World, Zones};
use screening::chance::Chance;
use screening::grid::Point;

#[test]
fn every_row_of_the_attack_holds_and_the_designs_that_must_fall_fall() {
    let report = attack::run(Size::SMALL, &[1], &mut |_| {});
    assert!(report.holds(), "{}", report.to_markdown());
    assert!(report.rows.iter().filter(|row| matches!(row.verdict, Verdict::Broken(_))).count() >= 4);
    assert!(report.counts["pairs tried"] >= 100_000);
}

/// The product with a fault: homes in the west half of each zone are refused 200 m less far.
struct Leaking<'a>(&'a World, Zones<'a>);

impl Mechanism for Leaking<'_> {
    type View = (screening::zones::NodeId, bool);

    fn view(&self, observer: usize, home: u32) -> Self::View {
        (self.1.view(observer, home), self.0.region.homes[home as usize].at.x() / 10_000 % 2 == 0)
    }

    fn refuses(&self, _: usize, (zone, west): Self::View, asked: Point) -> bool {
        let reach: i64 = if west { 9_000 } else { 11_000 };
        self.0.tree.node(zone).is_some_and(|node| node.rect.distance2(asked) <= reach * reach)
    }
}

#[test]
fn an_answer_that_depends_on_the_half_of_a_zone_is_noticed() {
    let world = World::made(1).unwrap();
    let leaking = Leaking(&world, Zones::over(&world));
    let views = Views::of(&leaking, 0, &world);
    let mut chance = Chance::new(1);
    let noticed = (0..20).filter(|person| {
        let hers = person * 9_973;
        let left = attack::everything(&leaking, 0, &views, &world, hers, &mut chance).homes.len();
        left < world.homes[&world.zone[hers as usize]].len()
    });
    assert!(noticed.count() >= 15);
}

#[test]
fn the_answers_of_two_homes_of_one_zone_are_alike_for_every_home_there_is() {
    let world = World::made(2).unwrap();
    let zones = Zones::over(&world);
    let mut chance = Chance::new(3);
    for _ in 0..40 {
        let one = u32::try_from(chance.below(world.region.homes.len())).unwrap();
        let same_zone = &world.homes[&world.zone[one as usize]];
        let other = same_zone[chance.below(same_zone.len())];
        let [first, second] = [one, other].map(|home| zones.view(0, home));
        let differ =
            world.region.homes.iter().filter(|asked| zones.refuses(0, first, asked.at) != zones.refuses(1, second, asked.at));
        assert_eq!(differ.count(), 0);
    }
}

#[test]
fn of_a_hundred_thousand_dangerous_pairs_with_wrong_positions_none_is_allowed() {
    let world = World::made(3).unwrap();
    let found = attack::dangerous_pairs(&world, 100_000, &mut Chance::new(99));
    assert_eq!(found.allowed, 0);
    assert!(found.pairs >= 100_000 && found.homes > found.people);
    let again = attack::dangerous_pairs(&world, 2_000, &mut Chance::new(5));
    assert_eq!(again, attack::dangerous_pairs(&world, 2_000, &mut Chance::new(5)), "the same seed, the same attack");
}
