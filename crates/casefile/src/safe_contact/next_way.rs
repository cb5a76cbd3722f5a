//! The one way to reach her next.

use jiff::civil::Date;

use super::points::{ContactPoint, SafeContact};
use crate::facts::{ContactWay, Function, SafeContactSet};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::obligations::Standards;

/// How to reach her next.
#[derive(Debug, Clone)]
pub enum NextWay<'a> {
    /// In this way, at this number or address, at its hours and with its words.
    Use {
        /// Where.
        point: Box<ContactPoint<'a>>,
        /// How.
        way: ContactWay,
    },
    /// No way is known to be safe: through this service, and in no other way.
    Through(TeamId),
    /// No way is known to be safe, and no service is: wait until she comes.
    Wait,
}

/// The way to reach the survivor next. Where nothing is safe, it says through whom: those who see her, never an old number.
pub fn next_safe_way<'a>(file: &'a CaseFile, standards: &Standards, today: Date) -> NextWay<'a> {
    let contact = SafeContact::of(file, standards, today);
    let hers = file.survivor().map(|survivor| contact.points_of(survivor).collect::<Vec<_>>()).unwrap_or_default();
    // Confirmed most lately; of those the way in which least is left behind.
    let best = hers
        .into_iter()
        .filter_map(|point| Some((point, point.ways.iter().copied().min()?)))
        .min_by_key(|(point, way)| (std::cmp::Reverse(point.set.confirmed), *way, point.fact.id));
    match best {
        Some((point, way)) => NextWay::Use { point: Box::new(point.clone()), way },
        None => through(file).map_or(NextWay::Wait, NextWay::Through),
    }
}

/// Who sees her: her adviser, her refuge, the team that she last told how to reach her, the team that leads.
fn through(file: &CaseFile) -> Option<TeamId> {
    let services = file.services();
    let seeing = [Function::Idva, Function::Refuge].into_iter().find_map(|function| {
        services.all().iter().find(|service| service.function == function && service.party).map(|service| service.team)
    });
    let told = || {
        let hers = file.each::<SafeContactSet>().filter(|(_, it)| Some(it.person) == file.survivor());
        hers.filter_map(|(_, it)| it.by).last()
    };
    seeing.or_else(told).or_else(|| file.lead())
}
