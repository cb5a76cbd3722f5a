//! Work lists: what is owed across files, by team and by officer; files by team and by name. Flat in the number of files: every list is a page
//! of an index, gone through by its last line.

mod counts;
mod due;
mod emergencies;
mod files;
mod homes;
mod lists;
mod matters;
mod register;
mod returns;
mod search;
mod shortlist;
mod steps;
mod viewer;
mod watch;

pub use counts::{BY_RULE_OF, ByRule, Count, OfficerCount, RuleCount, WorkCount};
pub use due::{Due, Within};
pub use emergencies::RunningEmergency;
pub use files::{FileLine, FilesCursor};
pub use homes::{HeldBy, Holding, OpenRepair};
pub use lists::{NoCursor, WorkCursor, WorkLine, WorkPage};
pub use matters::{OwedMatter, SharingDue};
pub use register::Listing;
pub use returns::{Taken, TakesReturn};
pub use search::{Found, ON_A_PAGE, SEARCHES, TooLittle, Wanted};
pub use shortlist::{Candidate, ON_A_SHORTLIST, Shortlisted};
pub use steps::DueStep;
pub use viewer::Viewer;
pub use watch::LookTaken;

pub(crate) const STATEMENTS: &[(&str, &[(&str, crate::store::sql::Sql)])] = &[
    ("counts", counts::STATEMENTS),
    ("emergencies", emergencies::STATEMENTS),
    ("files", files::STATEMENTS),
    ("held", homes::STATEMENTS),
    ("lists", lists::STATEMENTS),
    ("matters", matters::STATEMENTS),
    ("register", register::STATEMENTS),
    ("returns", returns::STATEMENTS),
    ("search", search::STATEMENTS),
    ("shortlist", shortlist::STATEMENTS),
    ("steps", steps::STATEMENTS),
    ("watch", watch::STATEMENTS),
];

use casefile::ids::FileId;
use uuid::Uuid;
use vault::{Owner, Vault};

use crate::journal::seal::FileKey;

/// Opens what a survivor is called, for a line of a list.
fn display_name(
    vault: &Vault,
    file: Uuid,
    wrapped: Option<&[u8]>,
    sealed: Option<&[u8]>,
) -> Option<casefile::private::Unprinted> {
    let key = vault.unwrap(Owner::File(file.into_bytes()), wrapped?).ok()?;
    let opened = FileKey::new(key).open_note(FileId(file), "name", sealed?)?;
    opened.text().ok().map(casefile::private::Unprinted::new)
}
