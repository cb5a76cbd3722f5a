//! Invented regions: dwelling data cannot be shipped, so homes are made.
//!
//! [`Region::made`] invents a region of 40 by 30 km with a city, towns, villages and farms; [`Region::over`] makes homes where the postcodes of
//! chosen councils really are. Streets, estates, blocks and towers; about a fifth social homes, in clusters. No home in it is anybody's.

mod settle;

use std::collections::BTreeMap;

use crate::chance::Chance;
use crate::grid::Point;
use crate::zones::Dwelling;
use settle::Builder;

/// Homes and schools of a region.
#[derive(Debug, Clone)]
pub struct Region {
    /// The homes.
    pub homes: Vec<Dwelling>,
    /// How many bedrooms each has.
    pub bedrooms: Vec<u8>,
    /// The primary schools.
    pub schools: Vec<Point>,
}

/// Postcode sectors of England, with their council.
const SECTORS: &str = include_str!("../../data/postcode_sectors.csv");
/// The first number of invented homes: far above those in use.
const FIRST_UPRN: u64 = 99_999_000_000;
/// Homes for each primary school.
const HOMES_PER_SCHOOL: usize = 1_216;
/// Homes for each postcode of a sector, counting that a third of them have ended.
const HOMES_PER_POSTCODE: i64 = 10;

impl Region {
    /// A region of 40 by 30 km: about 200,000 homes at a size of 100, and in proportion at others.
    pub fn made(seed: u64, size: i64) -> Self {
        let mut builder = Builder::new(seed);
        region(&mut builder, [4_000_000, 3_000_000], size.max(1));
        builder.finish()
    }

    /// Several such regions side by side: as many as make this many homes.
    pub fn made_wide(seed: u64, homes: usize) -> Self {
        let mut builder = Builder::new(seed);
        let mut tile = 0_i64;
        while builder.homes() < homes {
            region(&mut builder, [500_000 + tile % 4 * 400_000, 500_000 + tile / 4 * 300_000], 100);
            tile += 1;
        }
        builder.finish_with(homes)
    }

    /// Homes where the postcodes of these councils are, by their nine-letter codes.
    pub fn over(councils: &[&str], seed: u64) -> Self {
        let mut builder = Builder::new(seed);
        let sectors: Vec<(Point, i64)> =
            sectors().filter(|(_, _, council)| councils.contains(council)).map(|(at, n, _)| (at, n)).collect();
        for (at, postcodes) in &sectors {
            let near = sectors.iter().filter(|(other, _)| other != at).map(|(other, _)| at.distance2(*other)).min().unwrap_or(0);
            let radius = i64::try_from(u64::try_from(near).unwrap_or(0).isqrt()).unwrap_or(0) * 6 / 10;
            builder.settlement(*at, radius.clamp(3_000, 30_000), postcodes * HOMES_PER_POSTCODE, radius < 8_000);
        }
        builder.finish()
    }

    /// The invented lettings of so many weeks: which home, in which week. 55 of 1,000 social homes are let again in a year.
    pub fn lettings(&self, chance: &mut Chance, weeks: u16) -> Vec<(usize, u16)> {
        let mut lettings = Vec::new();
        for (home, dwelling) in self.homes.iter().enumerate().filter(|(_, home)| home.social) {
            debug_assert!(dwelling.social);
            for week in 0..weeks {
                if chance.below(52_000) < 55 {
                    lettings.push((home, week));
                }
            }
        }
        lettings.sort_unstable_by_key(|(home, week)| (*week, *home));
        lettings
    }
}

fn sectors() -> impl Iterator<Item = (Point, i64, &'static str)> {
    SECTORS.lines().skip(1).filter_map(|line| {
        let mut words = line.split(',');
        let (x, y): (i32, i32) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        let postcodes = words.next()?.parse().ok()?;
        Some((Point::new(x.checked_mul(10)?, y.checked_mul(10)?)?, postcodes, words.next()?))
    })
}

/// One region of 40 by 30 km: a city, five towns, three suburbs, sixty villages and farms.
fn region(builder: &mut Builder, [west, south]: [i64; 2], size: i64) {
    let (wide, high) = (400_000, 300_000);
    let middle = Point::clamped(west + wide / 2, south + high / 2);
    // The ground grows with the homes, so that streets are as dense in a small region as in a large one.
    let scaled =
        |radius: i64| i64::try_from((radius.unsigned_abs().pow(2) * size.unsigned_abs() / 100).isqrt()).unwrap_or(radius);
    builder.settlement(middle, scaled(40_000), 1_050 * size, true);
    for [east, north, homes, radius] in
        [[-52_000, 30_000, 90, 12_500], [50_000, -36_000, 80, 12_000], [8_000, 58_000, 70, 11_000]]
    {
        let at = Point::clamped(
            i64::from(middle.x()) + scaled(east) * east.signum(),
            i64::from(middle.y()) + scaled(north) * north.signum(),
        );
        builder.settlement(at, scaled(radius), homes * size, true);
    }
    let place = |builder: &mut Builder| {
        let x = builder.chance.between(12_000, wide - 12_000);
        let y = builder.chance.between(12_000, high - 12_000);
        Point::clamped(west + x, south + y)
    };
    for homes in [96, 88, 80, 68, 58] {
        let at = place(builder);
        builder.settlement(at, scaled(13_500), homes * size, true);
    }
    for _ in 0..60 {
        let at = place(builder);
        builder.settlement(at, 3_500, 36 * size / 10, false);
    }
    for _ in 0..110 * size {
        let at = place(builder);
        builder.home(at, true, 90);
    }
}

/// Homes by building, for whoever needs to know how many share a door.
pub fn by_building(homes: &[Dwelling]) -> BTreeMap<Point, u32> {
    let mut buildings = BTreeMap::new();
    homes.iter().for_each(|home| *buildings.entry(home.at).or_default() += 1);
    buildings
}
