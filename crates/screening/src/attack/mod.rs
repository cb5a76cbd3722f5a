//! The attack that ships with the product, and fails the build when it succeeds.
//!
//! It knows the algorithm, the tree, the register and every law; it does not know keys or her address. It asks about every home, or the sixty
//! cleverest, or watches what is let for five years; it lets twenty people pool what they were told, follows ten years of building and pulling
//! down, a move, a year of lists. What it finds is set against thresholds.
//!
//! The same code attacks two designs that are known to fail: a check by radius, and a partition drawn for each pair of people. Those rows are
//! the **canary**: they must be broken. A run in which they are not is a run in which the attack has gone blunt.

mod asking;
mod cost;
mod drifting;
mod figures;
mod holes;
mod linked;
mod lists;
mod mechanism;
mod moving;
mod noticing;
mod report;
mod safety;
mod together;
mod world;

pub use asking::{Left, Views, adaptive, everything, watching};
pub use mechanism::{Mechanism, OwnPartition, Radius, Zones};
pub use report::{Figure, Report, Row, Verdict};
pub use safety::{Dangerous, dangerous_pairs};
pub use world::World;

/// How much is attacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Pairs of a place and a home that are truly too near.
    pub pairs: u64,
    /// People attacked, for each kind of attack.
    pub people: usize,
    /// Runs of sixty proposals, for noticing.
    pub officers: usize,
}

impl Size {
    /// Seconds: for every run of the tests.
    pub const SMALL: Self = Self { pairs: 100_000, people: 24, officers: 4_000 };
    /// Minutes: for `make bench`.
    pub const WHOLE: Self = Self { pairs: 2_000_000, people: 100, officers: 40_000 };
}

/// Attacks the default profile over these invented regions, one for each seed; told of each step before it is taken.
pub fn run(size: Size, seeds: &[u64], step: &mut dyn FnMut(&str)) -> Report {
    let mut report = Report::default();
    for &seed in seeds {
        step(&format!("region {seed}: making homes and their tree"));
        let Some(world) = World::made(seed) else {
            report.could_not(seed);
            continue;
        };
        let mut part = |name: &str, attack: &dyn Fn(&World, Size, &mut Report)| {
            step(&format!("region {seed}: {name}"));
            attack(&world, size, &mut report);
        };
        part("dangerous pairs with wrong positions", &safety::attack);
        part("asking and watching", &asking::attack);
        part("pooling answers", &together::attack);
        part("ten years of building and pulling down", &drifting::attack);
        part("home and second zone", &linked::attack);
        part("a move inside the reserve", &moving::attack);
        part("a year of lists", &lists::attack);
        part("noticing people who ask to find out", &noticing::attack);
        part("what it costs", &cost::attack);
        part("holes of the first draft", &holes::attack);
    }
    report
}
