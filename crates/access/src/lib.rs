//! Who may do what, and why not: the only maker of permits.
//!
//! The ledger asks for a permit by name, so a forgotten check does not compile. The file stands in the permit, so a permit cannot be used on
//! another file. The table of every role and act is `docs/access.md`; a test holds it against this code.
//!
//! [`weigh`] is the decision: default deny, one question after the other, bars last and always winning. A file that somebody may not open and a file that is not there are the same: [`Refused::NoSuchFile`], in the same words.

mod acts;
mod asking;
mod decision;
mod explain;
mod guard;
mod officer;
mod permit;

pub use acts::{
    Act, ActInfo, AgreeToDestroy, AnswerRequests, CheckOutgoing, DecideAccess, DeclareLink, FileAct, GiveLeave, HomesAct,
    HouseAct, KeepHomes, MakeReturns, ManageAccounts, ManageTeam, Object, OpenFile, OpenHome, OpenSealed, ReadFile, ReadRules,
    RecordFact, Records, Restrict, ReviewAccess, ReviewConflicts, SearchPeople, SeeHomes, SeeLooks, SeeTeamWork, TakeEmergency,
    TeamAct, WriteReview, table,
};
pub use asking::{Account, Asking, Purpose, STEP_UP_LASTS};
pub use decision::{Classes, Ground, Question, Verdict, is_hidden_from, weigh};
pub use explain::explain;
pub use guard::Guard;
pub use officer::{Officer, Role};
pub use permit::{
    HomesPermit, HousePermit, Permit, Refused, TeamPermit, homes_permit, house, house_permit, may_ask_in_an_emergency, permit,
    permit_in_an_emergency, permit_to_answer, permit_to_end_emergency, permit_to_open, permit_to_review, team_permit,
};
