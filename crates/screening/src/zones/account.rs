//! An account of every floor, for whoever freezes a tree.

use std::fmt::Write as _;

use super::floors::Counts;
use super::tree::{Level, ZoneTree};

impl ZoneTree {
    /// What every zone holds against its floors, in words and a table; at the end what the laws leave possible.
    pub fn account(&self) -> String {
        let floors = self.floors();
        let mut text = format!("Tree {}\nRegister {}\n", self.version(), hex(self.register()));
        let _ = writeln!(
            text,
            "Floors: {} homes, {} social, {} buildings, {} primary schools, {} m across, {} effective homes for two zones together.",
            floors.homes,
            floors.social,
            floors.buildings,
            floors.primaries,
            floors.width / 10,
            floors.pair
        );
        for (level, name) in [(Level::Standard, "standard"), (Level::High, "high")] {
            let zones = self.zones(level);
            let counts: Vec<(u32, Counts)> =
                zones.iter().filter_map(|zone| Some((zone.number(), self.node(*zone)?.counts))).collect();
            let _ = writeln!(
                text,
                "\nLevel {name}: {} zones\n{:>6} {:>9} {:>8} {:>10} {:>8} {:>9}",
                zones.len(),
                "zone",
                "homes",
                "social",
                "buildings",
                "schools",
                "across m"
            );
            for (number, held) in &counts {
                let mark = if floors.met_by(held) { "" } else { "  below its floors" };
                let _ = writeln!(
                    text,
                    "{number:>6} {:>9} {:>8} {:>10} {:>8} {:>9}{mark}",
                    held.homes,
                    held.social,
                    held.buildings,
                    held.primaries,
                    held.width / 10
                );
            }
            let least = |of: fn(&Counts) -> u32| counts.iter().map(|(_, held)| of(held)).min().unwrap_or(0);
            let _ = writeln!(
                text,
                " least {:>9} {:>8} {:>10} {:>8} {:>9}",
                least(|c| c.homes),
                least(|c| c.social),
                least(|c| c.buildings),
                least(|c| c.primaries),
                counts.iter().map(|(_, held)| held.width / 10).min().unwrap_or(0)
            );
            let views: Vec<_> =
                self.law(level).homes().flat_map(|home| self.law(level).of(home).map(move |(_, view)| (home, view))).collect();
            let effective =
                views.iter().filter(|(_, view)| view.shown.is_some()).map(|(_, view)| view.effective).min().unwrap_or(0);
            let larger = views.iter().filter(|(home, view)| view.shown.is_some_and(|shown| shown != *home)).count();
            let stopped = views.iter().filter(|(_, view)| view.shown.is_none()).count();
            let _ = writeln!(
                text,
                "{} views of a home zone and a second zone leave at least {effective} effective homes; {larger} of them show a larger home zone for it; {stopped} more wait for two people.",
                views.len() - stopped
            );
        }
        text
    }
}

fn hex(bytes: [u8; 32]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
