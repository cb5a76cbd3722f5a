//! «Somebody here says that they are known»: kept alike whether they are or not, for whoever is on call.

use access::{AnswerRequests, HousePermit};
use casefile::ids::{BodyId, OfficerId, TeamId};
use casefile::private::Unprinted;
use jiff::Timestamp;
use jiff::civil::Date;
use matching::Details;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::place;
use crate::LedgerError;
use crate::store::sql::{all, row, run, statements};
use crate::store::tx::{Reading, Tx};

statements! {
    KEEP = "INSERT INTO enquiry (id, at, officer, body, said, answered, answered_by, answer) \
        VALUES ($1, $2, $3, $4, $5, NULL, NULL, NULL)";
    OPEN = "SELECT id, at, officer, body, said FROM enquiry WHERE answered IS NULL ORDER BY at LIMIT $1";
    ANSWER = "UPDATE enquiry SET answered = $2, answered_by = $3, answer = $4 WHERE id = $1 AND answered IS NULL";
}

row! {
    struct EnquiryRow {
        id: Uuid,
        at: i64,
        officer: Uuid,
        body: Uuid,
        said: Vec<u8>,
    }
}

/// What somebody said at the front desk, as a colleague wrote it down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What they are called.
    pub name: Unprinted,
    /// Date of birth.
    pub born: Option<Date>,
    /// How they say that they can be reached.
    pub reached: Unprinted,
    /// What they want, and where they are now.
    pub words: Unprinted,
}

impl Said {
    /// As files are compared with it.
    pub fn details(&self) -> Details {
        let mut details = Details::named(self.name.shown()).born_on(self.born);
        details.add_text(self.reached.shown());
        details
    }
}

/// An enquiry that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enquiry {
    /// Which.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who wrote it down.
    pub officer: OfficerId,
    /// Whose duty manager is to act.
    pub body: BodyId,
    /// What was said.
    pub said: Said,
}

/// How many are shown at once.
const AT_A_TIME: i64 = 100;

impl Reading {
    /// What waits for those on call, oldest first.
    /// # Errors
    /// The database does not answer, or an enquiry does not open.
    pub async fn enquiries(&mut self, _: &HousePermit<AnswerRequests>) -> Result<Vec<Enquiry>, LedgerError> {
        let rows = all!(self.conn, EnquiryRow, OPEN, AT_A_TIME)?;
        let read = |row: &EnquiryRow| {
            let opened = self.ledger.vault().house().open(&place("enquiry", row.id, "said"), &row.said)?;
            let said = serde_json::from_slice(opened.bytes()).map_err(LedgerError::NotSealed)?;
            let at = Timestamp::from_microsecond(row.at).unwrap_or(Timestamp::MIN);
            Ok(Enquiry { id: row.id, at, officer: OfficerId(row.officer), body: BodyId(row.body), said })
        };
        rows.iter().map(read).collect()
    }

    /// The teams that lead files of whoever may be meant. Nobody is told but those on call there.
    /// # Errors
    /// The database does not answer.
    pub async fn leads_like(&mut self, details: &Details) -> Result<Vec<TeamId>, LedgerError> {
        let mut leads = Vec::new();
        for (file, _) in self.others_like(casefile::ids::FileId(Uuid::nil()), details).await? {
            leads.extend(self.loaded(file).await?.file.lead());
        }
        Ok(leads)
    }
}

impl Tx {
    /// Keeps an enquiry for those on call in a body.
    /// # Errors
    /// Nothing was kept.
    pub async fn keep_enquiry(
        &mut self,
        officer: OfficerId,
        body: BodyId,
        said: &Said,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let id = crate::journal::new_id(now).0;
        let plain = serde_json::to_vec(said).map_err(LedgerError::NotSealed)?;
        let sealed = self.ledger.vault().house().seal(&place("enquiry", id, "said"), &plain)?;
        run!(self.conn, KEEP, id, now.as_microsecond(), officer.0, body.0, sealed).map(|_| ())
    }

    /// Keeps what somebody on call has done about an enquiry. False where it was answered before.
    /// # Errors
    /// Nothing was kept.
    pub async fn answer_enquiry(
        &mut self,
        permit: &HousePermit<AnswerRequests>,
        id: Uuid,
        words: &str,
        now: Timestamp,
    ) -> Result<bool, LedgerError> {
        let sealed = self.ledger.vault().house().seal(&place("enquiry", id, "answer"), words.as_bytes())?;
        Ok(run!(self.conn, ANSWER, id, now.as_microsecond(), permit.officer().0, sealed)? > 0)
    }
}
