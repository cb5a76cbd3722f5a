//! Who may do what, and why not: the only maker of permits.
//!
//! The ledger asks for a permit by name, so a forgotten check does not compile. The file stands in the permit, so a permit cannot be used on
//! another file. The table of every role and act is `docs/access.md`; a test holds it against this code.
//!
//! A file that somebody may not open and a file that is not there are the same: [`Refused::NoSuchFile`], in the same words.

mod acts;
mod guard;
mod officer;
mod permit;

pub use acts::{
    Act, ActInfo, FileAct, GiveLeave, HouseAct, ManageAccounts, ManageTeam, OpenFile, OpenSealed, ReadFile, ReadRules,
    RecordFact, Records, SeeTeamWork, TeamAct, table,
};
pub use guard::{Guard, Party};
pub use officer::{Officer, Role};
pub use permit::{HousePermit, Permit, Refused, TeamPermit, house, house_permit, permit, permit_to_open, team_permit};
