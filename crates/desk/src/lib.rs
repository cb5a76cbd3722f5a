//! Ask, read, decide, keep, say: whoever wants to know or to do something comes to the desk.
//!
//! [`House`] is the whole product behind its door: the ledger, the clock, chance. [`Desk`] is one officer's place in it: what they may open, and
//! what they do. The pages, the interface for programs and the command line all go through here; the [`worker`] moves the clocks.
//!
//! Only here do time and chance come in. Everything below takes them as values.

mod act;
mod chance;
mod clock;
mod deliveries;
mod destroying;
mod directory;
mod disclosure;
mod drafts;
mod emergency;
mod enquiries;
mod hearing;
mod homes;
mod joining;
mod letters;
mod links;
mod looking;
mod me;
mod privacy;
mod problem;
mod register;
mod returns;
mod sending;
pub mod sign_in;
mod staff;
mod work;
pub mod worker;

use std::sync::{Arc, OnceLock};

use access::{Asking, Officer, Purpose, Role};
pub use act::{Asks, Done, Recalled, Sent};
use casefile::calendar::{london_date, london_time};
use casefile::facts::Rung;
use casefile::ids::{FileId, PersonId};
use casefile::letters::Templates;
pub use chance::{Chance, FromTheSystem, Seeded};
pub use clock::{Clock, Still, System};
pub use destroying::ToDestroy;
pub use directory::{Directory, NewOfficer, SetUp};
pub use disclosure::{Disclosure, Newcomer, Reach, Teller, is_reference};
pub use emergency::{Came, Need};
pub use homes::{HomeLine, RoomLine, RoomState, unsafe_places};
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};
pub use ledger::{
    Account, Address, Appended, BY_RULE_OF, BodyEntry, ByRule, Candidate, Close, Count, Due, Enquiry, FileLine, FilesCursor,
    Found, HomeEntry, IfMissing, KeptPlace, LedgerError, Listing, Look, LookedAt, NewFile, NoCursor, ON_A_PAGE, ON_A_SHORTLIST,
    OfficerCount, OpenRepair, OwedMatter, Partnership, Recording, RuleCount, RunningEmergency, Said, SharingDue, StaffDetails,
    TeamEntry, TooLittle, UrgentRequest, Vacancy, Wanted, Within, WorkCount, WorkCursor, WorkLine, WorkPage, sealed_fields,
};
use ledger::{Ledger, Tx};
pub use letters::{CannotTypeset, Fittings, LetterOf, Preview, ToTypeset, Typeset, Way as LetterWay};
pub use links::Bar;
pub use looking::{Opened, Revealed};
pub use me::MOST;
pub use privacy::{Matter, Question};
pub use problem::CannotAct;
pub use register::{Offerable, OfferedFrom, Shortlist};
pub use returns::{MOST_FILES, QuarterReturn, ReturnKit, ReturnLine};
pub use sending::{Answer, Paper, ToSend};
use uuid::Uuid;
use vault::Vault;

/// The whole product behind its door. Cheap to clone: every clone is the same house.
#[derive(Clone)]
pub struct House(Arc<Inner>);

struct Inner {
    ledger: Ledger,
    vault: Arc<Vault>,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    passwords: sign_in::Passwords,
    templates: OnceLock<Templates>,
    return_kit: OnceLock<ReturnKit>,
    typeset: OnceLock<Arc<dyn Typeset>>,
}

impl House {
    /// Moves in: a ledger with the keys that it was opened with, a clock and a source of chance.
    pub fn new(ledger: Ledger, vault: Arc<Vault>, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Self {
        Self::furnished(ledger, vault, clock, chance, sign_in::Passwords::strong())
    }

    /// As [`House::new`], with passwords hashed so lightly that a test need not wait. Never for real accounts.
    #[doc(hidden)]
    pub fn with_light_passwords(ledger: Ledger, vault: Arc<Vault>, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Self {
        Self::furnished(ledger, vault, clock, chance, sign_in::Passwords::light())
    }

    fn furnished(
        ledger: Ledger,
        vault: Arc<Vault>,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        passwords: sign_in::Passwords,
    ) -> Self {
        let (templates, typeset, return_kit) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self(Arc::new(Inner { ledger, vault, clock, chance, passwords, templates, return_kit, typeset }))
    }

    /// This moment.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// The day that it is in England.
    pub fn today(&self) -> Date {
        london_date(self.now())
    }

    /// This moment on London's wall clocks.
    pub fn wall(&self) -> DateTime {
        london_time(self.now())
    }

    /// An officer's place at the desk. Who they are was proved when they signed in.
    pub fn desk(&self, officer: Officer) -> Desk {
        let stepped_up = Some(self.now());
        Desk { house: self.clone(), officer, stepped_up }
    }

    /// The place of an officer whose second factor was last asked for at a moment.
    pub(crate) fn desk_since(&self, officer: Officer, stepped_up: Option<Timestamp>) -> Desk {
        Desk { house: self.clone(), officer, stepped_up }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.0.ledger.close().await;
    }

    /// Whether the database is older than what is kept beside it: then it can be read, and nothing is recorded.
    pub fn is_rolled_back(&self) -> bool {
        self.ledger().alarm().is_some()
    }

    /// What the partnership promises itself, and how its registers work.
    pub fn standards(&self) -> Arc<casefile::obligations::Standards> {
        self.ledger().standards()
    }

    /// A random id that tells nothing.
    pub fn new_person(&self) -> PersonId {
        PersonId(self.random_id())
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        &self.0.ledger
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.0.vault
    }

    pub(crate) fn passwords(&self) -> sign_in::Passwords {
        self.0.passwords
    }

    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.chance.fill(&mut bytes);
        bytes
    }

    fn random_id(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.random()).into_uuid()
    }

    pub(crate) fn new_file(&self) -> FileId {
        FileId(self.random_id())
    }

    pub(crate) fn new_holder(&self) -> Uuid {
        self.random_id()
    }
}

/// One officer's place at the desk.
#[derive(Clone)]
pub struct Desk {
    house: House,
    officer: Officer,
    stepped_up: Option<Timestamp>,
}

impl Desk {
    /// Who sits here.
    pub fn officer(&self) -> &Officer {
        &self.officer
    }

    /// Counts that the officer does something once more, and says whether that is more often than anybody does in an hour. Counts attempts, not
    /// successes: the count stands only when the transaction is kept.
    pub(crate) async fn does_too_often(&self, tx: &mut Tx, what: &str, at_most: u32, now: Timestamp) -> Result<bool, CannotAct> {
        let an_hour_ago = now.checked_sub(SignedDuration::from_hours(1)).unwrap_or(now);
        Ok(tx.count_attempt(&format!("{what} {}", self.officer.id), now, an_hour_ago).await? > at_most)
    }

    /// What the officer asks the door, for a purpose. The account was looked up when the session was: whoever sits here has one in good standing.
    pub(crate) fn asking(&self, purpose: Purpose) -> Asking<'_> {
        Asking {
            officer: &self.officer,
            account: access::Account::Good,
            purpose,
            now: self.house.now(),
            stepped_up: self.stepped_up,
        }
    }

    /// The house.
    pub fn house(&self) -> &House {
        &self.house
    }
}

/// How high a role stands on the ladder.
pub const fn standing(role: Role) -> Rung {
    match role {
        Role::Officer | Role::PrivacyOfficer | Role::ConflictReviewer | Role::Administrator => Rung::Owner,
        Role::Manager => Rung::Manager,
        Role::DutyManager => Rung::DutyManager,
        Role::Lead => Rung::Lead,
        Role::Director => Rung::Director,
    }
}
