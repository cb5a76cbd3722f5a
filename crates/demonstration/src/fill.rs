//! Putting the demonstration into a house: the same way in as for everything else.

use casefile::facts::{Fact, NewFact};
use casefile::ids::FileId;
use casefile::stories::Story;
use desk::{Account, BodyEntry, CannotAct, House, NewFile, NewOfficer, Recording, SetUp, TeamEntry};
use jiff::civil::Date;
use ledger::{Ledger, LedgerError};
use vault::Vault;

use crate::{DemonstrationFile, NINE, Partnership, invented, nine};

/// The seed of the demonstration that `make run` starts.
pub const SEED: u64 = 20_211_118;

/// How many invented files stand beside the nine.
pub const INVENTED: usize = 400;

/// What there is to know after filling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// It was there already, from this day or an earlier one, and has been left as it was.
    Already,
    /// So many files have been brought in.
    Now {
        /// How many.
        files: usize,
        /// How many facts they hold.
        facts: usize,
    },
}

/// Why the demonstration could not be put in.
#[derive(Debug, thiserror::Error)]
pub enum CannotFill {
    /// The desk refused, or could not.
    #[error(transparent)]
    Desk(#[from] CannotAct),
    /// The ledger could not.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// There is another partnership's data in this database.
    #[error("this database holds “{0}” and not the demonstration: point the demonstration at a file of its own")]
    SomebodyElses(String),
}

/// Puts the partnership, its accounts, the nine and the invented files into a house, unless they are there already. `say` is told what is being
/// done.
///
/// All files go in together or not at all, and last: a house that was stopped on the way is filled the next time. Data from an earlier day is
/// left as it is; nothing is dated again.
/// # Errors
/// [`CannotFill`]; nothing half done stays.
pub async fn fill(
    here: &Partnership,
    house: &House,
    ledger: &Ledger,
    vault: &Vault,
    today: Date,
    say: &mut (dyn FnMut(&str) + Send),
) -> Result<Filled, CannotFill> {
    let known = house.partnership().await?;
    if let Some(other) = known.filter(|known| known.name != here.name) {
        return Err(CannotFill::SomebodyElses(other.name));
    }
    if is_filled(ledger).await? {
        return Ok(Filled::Already);
    }
    say("setting up the partnership and its accounts");
    house.set_up(&set_up(here)).await?;
    for account in accounts(here) {
        let secret = code_secret(vault, &account.sign_in);
        house.give_account_with(&NewOfficer { account, password: here.passphrase.clone() }, secret).await?;
    }
    say("writing the nine survivors’ files and the invented ones");
    let mut all: Vec<DemonstrationFile> = nine(here, today).into_iter().chain(invented(here, SEED, today, INVENTED)).collect();
    crate::homes::list(here, house, today).await?;
    crate::lettings::list(here, ledger, house.now(), today).await?;
    crate::homes::move_in(here, &mut all, today);
    let facts = all.iter().map(|file| file.facts.len()).sum();
    let files = house.bring_over(all.into_iter().map(DemonstrationFile::into_new_file).collect()).await?;
    house.settle().await?;
    Ok(Filled::Now { files, facts })
}

/// Whether the first of the nine is there; as all files go in together, the others then are too.
async fn is_filled(ledger: &Ledger) -> Result<bool, LedgerError> {
    match first_file() {
        Some(file) => Ok(ledger.read().await?.guard(file).await?.is_some()),
        None => Ok(false),
    }
}

fn first_file() -> Option<FileId> {
    NINE.first().and_then(|(_, text)| Story::read(text).ok()).map(|story| story.file)
}

/// The partnership as the desk sets it up.
pub fn set_up(here: &Partnership) -> SetUp {
    let bodies = here.bodies.iter().map(|body| BodyEntry { id: body.id, name: body.name.clone(), kind: body.kind });
    let teams = here.teams.iter().map(|team| TeamEntry {
        id: team.id,
        body: team.body,
        name: team.name.clone(),
        function: team.function,
    });
    SetUp {
        partnership: desk::Partnership { name: here.name.clone(), standards: here.standards.clone() },
        bodies: bodies.collect(),
        teams: teams.collect(),
        officers: accounts(here).collect(),
    }
}

pub(crate) fn accounts(here: &Partnership) -> impl Iterator<Item = Account> {
    here.officers.iter().map(|officer| Account {
        id: officer.id,
        sign_in: officer.sign_in.clone(),
        name: officer.name.clone(),
        email: officer.email.clone(),
        team: officer.team,
        body: officer.body,
        role: officer.role,
        away_until: None,
        left_on: None,
    })
}

/// The secret of an officer's one-time codes in the demonstration: made from the demonstration's own key, so that the program can tell the code
/// and nobody without the key can.
pub fn code_secret(vault: &Vault, sign_in: &str) -> [u8; 20] {
    let long = vault.blind_index("one-time codes of the demonstration", sign_in);
    let mut secret = [0; 20];
    secret.copy_from_slice(&long[..20]);
    secret
}

impl DemonstrationFile {
    /// As the ledger takes files that are brought over.
    pub fn into_new_file(self) -> NewFile {
        let recording = |fact: Fact| {
            let Fact { id, happened, recorded, by, supersedes, known, body } = fact;
            Recording { id, recorded, by, fact: NewFact { happened, supersedes, known, body } }
        };
        NewFile { permit: access::house::import(self.id), facts: self.facts.into_iter().map(recording).collect() }
    }
}
