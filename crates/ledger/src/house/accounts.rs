//! Accounts: who works here, and how they prove it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use access::{Officer, Role};
use casefile::ids::{BodyId, OfficerId, TeamId};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;
use vault::Opened;

use super::place;
use crate::store::sql::{all, maybe, row, run, statements};
use crate::store::tx::{Reading, Tx};
use crate::{Ledger, LedgerError};

statements! {
    BY_ID = "SELECT o.id, o.sign_in, o.name, o.email, o.team, t.body, o.role, o.away_until, o.left_on \
        FROM officer o JOIN team t ON t.id = o.team WHERE o.id = $1";
    BY_ID_AS_OF = "SELECT o.id, o.sign_in, o.name, o.email, o.team, t.body, o.role, o.away_until, o.left_on, \
        (SELECT epoch FROM matching WHERE id = 1) AS as_of FROM officer o JOIN team t ON t.id = o.team WHERE o.id = $1";
    BY_SIGN_IN = "SELECT o.id, o.sign_in, o.name, o.email, o.team, t.body, o.role, o.away_until, o.left_on \
        FROM officer o JOIN team t ON t.id = o.team WHERE o.sign_in = $1";
    OF_TEAM = "SELECT o.id, o.sign_in, o.name, o.email, o.team, t.body, o.role, o.away_until, o.left_on \
        FROM officer o JOIN team t ON t.id = o.team WHERE o.team = $1 ORDER BY o.name, o.id";
    OF_BODY = "SELECT o.id, o.sign_in, o.name, o.email, o.team, t.body, o.role, o.away_until, o.left_on \
        FROM officer o JOIN team t ON t.id = o.team WHERE t.body = $1 ORDER BY o.name, o.id";
    EVERYBODY = "SELECT o.id, o.sign_in, o.name, o.email, o.team, t.body, o.role, o.away_until, o.left_on \
        FROM officer o JOIN team t ON t.id = o.team ORDER BY o.name, o.id";
    KEEP = "INSERT INTO officer (id, sign_in, name, email, team, role, away_until, left_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
        ON CONFLICT (id) DO UPDATE SET sign_in = excluded.sign_in, name = excluded.name, email = excluded.email, team = excluded.team, \
        role = excluded.role, away_until = excluded.away_until, left_on = excluded.left_on";
    CREDENTIAL = "SELECT password_hash, totp_secret, last_step, failures, failed_at FROM credential WHERE officer = $1";
    KEEP_CREDENTIAL = "INSERT INTO credential (officer, password_hash, totp_secret, last_step, failures, failed_at) \
        VALUES ($1, $2, $3, NULL, 0, NULL) ON CONFLICT (officer) DO UPDATE SET password_hash = excluded.password_hash, \
        totp_secret = excluded.totp_secret, last_step = NULL, failures = 0, failed_at = NULL";
    USE_STEP = "UPDATE credential SET last_step = $2, failures = 0, failed_at = NULL \
        WHERE officer = $1 AND (last_step IS NULL OR last_step < $2)";
    COUNT_FAILURE = "UPDATE credential SET failures = failures + 1, failed_at = $2 WHERE officer = $1";
}

row! {
    struct AccountRow {
        id: Uuid,
        sign_in: String,
        name: String,
        email: String,
        team: Uuid,
        body: Uuid,
        role: String,
        away_until: Option<String>,
        left_on: Option<String>,
    }
}

row! {
    struct AsOfRow {
        as_of: i64,
    }
}

/// An account with the state of the side of staff in which it was read.
struct Read {
    account: AccountRow,
    as_of: i64,
}

impl<'r, R: sqlx::Row> sqlx::FromRow<'r, R> for Read
where
    AccountRow: sqlx::FromRow<'r, R>,
    AsOfRow: sqlx::FromRow<'r, R>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        Ok(Self { account: AccountRow::from_row(row)?, as_of: AsOfRow::from_row(row)?.as_of })
    }
}

row! {
    struct CredentialRow {
        password_hash: String,
        totp_secret: Option<Vec<u8>>,
        last_step: Option<i64>,
        failures: i64,
        failed_at: Option<i64>,
    }
}

/// A member of staff with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub id: OfficerId,
    /// The name with which they sign in; small letters.
    pub sign_in: String,
    /// What they are called.
    pub name: String,
    /// Where notices go.
    pub email: String,
    /// In which team.
    pub team: TeamId,
    /// Of which body.
    pub body: BodyId,
    /// With which role.
    pub role: Role,
    /// Away until this day.
    pub away_until: Option<Date>,
    /// Gone since this day: cannot sign in any more.
    pub left_on: Option<Date>,
}

impl Account {
    /// As far as permission goes.
    pub fn officer(&self) -> Officer {
        Officer { id: self.id, team: self.team, body: self.body, role: self.role }
    }
}

/// How somebody proves who they are.
pub struct Credential {
    /// The hash of the password, with its parameters.
    pub password_hash: String,
    /// The secret of the one-time codes, once it is set up.
    pub totp_secret: Option<Opened>,
    /// The last one-time code's step: no code works twice.
    pub last_step: Option<u64>,
    /// Failures since the last success.
    pub failures: u32,
    /// When the last one was.
    pub failed_at: Option<Timestamp>,
}

fn account(row: AccountRow) -> Option<Account> {
    Some(Account {
        id: OfficerId(row.id),
        sign_in: row.sign_in,
        name: row.name,
        email: row.email,
        team: TeamId(row.team),
        body: BodyId(row.body),
        role: Role::from_code(&row.role)?,
        away_until: row.away_until.and_then(|day| day.parse().ok()),
        left_on: row.left_on.and_then(|day| day.parse().ok()),
    })
}

/// Accounts as this process read them last. An account serves only where the database still says at the end that nothing has changed on the side of
/// staff since.
#[derive(Default)]
pub(crate) struct Accounts(Mutex<Lately>);

#[derive(Default)]
struct Lately {
    as_of: i64,
    accounts: HashMap<OfficerId, Account>,
}

impl Accounts {
    fn keep(&self, account: &Account, as_of: i64) {
        let mut lately = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lately.as_of > as_of {
            return;
        }
        if lately.as_of < as_of {
            *lately = Lately { as_of, accounts: HashMap::new() };
        }
        lately.accounts.insert(account.id, account.clone());
    }

    fn get(&self, id: OfficerId) -> Option<Remembered> {
        let lately = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Remembered { account: lately.accounts.get(&id)?.clone(), as_of: lately.as_of })
    }
}

/// An account as it was in one state of the side of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// The account.
    pub account: Account,
    /// The state: [`crate::Quick::recall`] takes it.
    pub as_of: i64,
}

impl Ledger {
    /// An account as this process read it last, without asking the database; it may have changed since.
    pub fn remembered(&self, id: OfficerId) -> Option<Remembered> {
        self.accounts().get(id)
    }
}

impl Reading {
    /// An account by its id.
    /// # Errors
    /// The database does not answer.
    pub async fn account(&mut self, id: OfficerId) -> Result<Option<Account>, LedgerError> {
        Ok(maybe!(self.conn, AccountRow, BY_ID, id.0)?.and_then(account))
    }

    /// An account by its id, remembered for [`Ledger::remembered`].
    /// # Errors
    /// The database does not answer.
    pub async fn account_to_remember(&mut self, id: OfficerId) -> Result<Option<Account>, LedgerError> {
        let Some(read) = maybe!(self.conn, Read, BY_ID_AS_OF, id.0)? else { return Ok(None) };
        let account = account(read.account);
        if let Some(account) = &account {
            self.ledger.accounts().keep(account, read.as_of);
        }
        Ok(account)
    }

    /// An account by the name with which they sign in.
    /// # Errors
    /// The database does not answer.
    pub async fn account_named(&mut self, sign_in: &str) -> Result<Option<Account>, LedgerError> {
        Ok(maybe!(self.conn, AccountRow, BY_SIGN_IN, sign_in.to_lowercase())?.and_then(account))
    }

    /// Everybody in a team, by name.
    /// # Errors
    /// The database does not answer.
    pub async fn staff_of_team(&mut self, team: TeamId) -> Result<Vec<Account>, LedgerError> {
        Ok(all!(self.conn, AccountRow, OF_TEAM, team.0)?.into_iter().filter_map(account).collect())
    }

    /// Everybody in a body, by name.
    /// # Errors
    /// The database does not answer.
    pub async fn staff_of_body(&mut self, body: BodyId) -> Result<Vec<Account>, LedgerError> {
        Ok(all!(self.conn, AccountRow, OF_BODY, body.0)?.into_iter().filter_map(account).collect())
    }

    /// Everybody, by name.
    /// # Errors
    /// The database does not answer.
    pub async fn staff(&mut self) -> Result<Vec<Account>, LedgerError> {
        Ok(all!(self.conn, AccountRow, EVERYBODY)?.into_iter().filter_map(account).collect())
    }

    /// How somebody proves who they are.
    /// # Errors
    /// The secret does not open, or the database does not answer.
    pub async fn credential(&mut self, officer: OfficerId) -> Result<Option<Credential>, LedgerError> {
        let Some(row) = maybe!(self.conn, CredentialRow, CREDENTIAL, officer.0)? else { return Ok(None) };
        let open = |sealed: Vec<u8>| self.ledger.vault().house().open(&place("credential", officer.0, "totp"), &sealed);
        Ok(Some(Credential {
            password_hash: row.password_hash,
            totp_secret: row.totp_secret.map(open).transpose()?,
            last_step: row.last_step.map(i64::unsigned_abs),
            failures: u32::try_from(row.failures).unwrap_or(u32::MAX),
            failed_at: row.failed_at.and_then(|at| Timestamp::from_microsecond(at).ok()),
        }))
    }
}

impl Tx {
    /// Keeps an account: makes it, or changes it.
    /// # Errors
    /// The sign-in name is taken; nothing was kept.
    pub async fn keep_account(&mut self, account: &Account, now: Timestamp) -> Result<(), LedgerError> {
        let before = self.account(account.id).await?;
        let (away, left) = (account.away_until.map(|day| day.to_string()), account.left_on.map(|day| day.to_string()));
        run!(
            self.conn,
            KEEP,
            account.id.0,
            account.sign_in.to_lowercase(),
            account.name.as_str(),
            account.email.as_str(),
            account.team.0,
            account.role.code(),
            away.as_deref(),
            left.as_deref(),
        )?;
        // Whoever comes, changes their name or comes back is compared with everybody in every file before they can open one.
        if before.as_ref().is_none_or(|before| before.name != account.name || before.left_on != account.left_on) {
            self.staff_changed(account.id, now).await?;
        } else if before.as_ref() != Some(account) {
            self.staff_moved_on().await?;
        }
        Ok(())
    }

    /// Sets a password (already hashed) and the secret of the one-time codes, in place of what was there.
    /// # Errors
    /// Nothing was kept.
    pub async fn keep_credential(
        &mut self,
        officer: OfficerId,
        password_hash: &str,
        totp_secret: Option<&[u8]>,
    ) -> Result<(), LedgerError> {
        let seal = |secret: &[u8]| self.ledger.vault().house().seal(&place("credential", officer.0, "totp"), secret);
        let sealed = totp_secret.map(seal).transpose()?;
        run!(self.conn, KEEP_CREDENTIAL, officer.0, password_hash, sealed).map(|_| ())
    }

    /// Spends a one-time code's step, and forgets earlier failures. `false` where the step has been spent already: the code does not count.
    /// # Errors
    /// Nothing was kept.
    pub async fn use_step(&mut self, officer: OfficerId, step: u64) -> Result<bool, LedgerError> {
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        Ok(run!(self.conn, USE_STEP, officer.0, step)? > 0)
    }

    /// Counts a failure to sign in.
    /// # Errors
    /// Nothing was kept.
    pub async fn count_failure(&mut self, officer: OfficerId, now: Timestamp) -> Result<(), LedgerError> {
        run!(self.conn, COUNT_FAILURE, officer.0, now.as_microsecond()).map(|_| ())
    }
}
