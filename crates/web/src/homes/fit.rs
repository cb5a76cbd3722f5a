//! Vacancies that fit, in the order in which they fit.

use casefile::accommodation::check::{Answer, Finding, Offered, Said, can_be_overridden, check};
use casefile::commands::Listed;
use casefile::facts::{Matter, Shows};
use casefile::file::CaseFile;
use casefile::ids::TeamId;
use desk::HomeEntry;
use jiff::civil::Date;

/// A vacancy, with how it fits.
pub struct Fit {
    /// The home.
    pub entry: HomeEntry,
    /// What is let.
    pub listed: Listed,
    /// What the machine can tell without anybody's answer.
    pub found: Vec<Finding>,
}

impl Fit {
    /// What does not suit.
    pub fn against(&self) -> Vec<Matter> {
        self.found.iter().filter(|one| one.answer == Answer::DoesNot).map(|one| one.matter).collect()
    }

    /// Whether no reasons could ever carry an offer.
    pub fn is_out(&self) -> bool {
        self.against().into_iter().any(|matter| !can_be_overridden(matter) && matter != Matter::SharedHome)
    }
}

/// Orders vacancies by how they fit: what stands against them, then how much room is to spare, then what they cost. Where she has to leave the area,
/// homes elsewhere come first.
pub fn by_fit(file: &CaseFile, by: TeamId, free: Vec<(HomeEntry, Listed)>, today: Date) -> Vec<Fit> {
    let leaves = file.shown().intersects(Shows::LEAVE_AREA);
    let mut fits: Vec<Fit> = free
        .into_iter()
        .filter_map(|(entry, listed)| {
            let room = listed.home.room(listed.room)?;
            let offered =
                Offered { home: &listed.home, room, elsewhere: listed.host.is_some(), open_repairs: listed.open_repairs, by };
            let found = check(file, &offered, &Said::default(), today);
            Some(Fit { entry, listed, found })
        })
        .collect();
    fits.sort_by_cached_key(|fit| {
        let room = fit.listed.home.room(fit.listed.room);
        let wrong_side = leaves != fit.listed.host.is_some();
        let unknown = fit.found.iter().filter(|one| one.answer == Answer::NotKnown).count();
        let (bedrooms, cost) = room.map_or((0, 0), |room| (room.bedrooms, room.nightly.0));
        (fit.is_out(), fit.against().len(), wrong_side, unknown, bedrooms, cost, fit.entry.reference.clone())
    });
    fits
}
