//! What colleagues asked for in an emergency and did not get: kept alike whether there is such a file or not, for whoever is on call.

use access::{AnswerRequests, HousePermit};
use casefile::facts::EmergencyReason;
use casefile::ids::{BodyId, OfficerId};
use casefile::private::Unprinted;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::place;
use crate::LedgerError;
use crate::store::sql::{all, row, run, statements};
use crate::store::tx::{Reading, Tx};

statements! {
    KEEP = "INSERT INTO urgent_request (id, at, officer, body, said, matched, other_body, answered, answered_by, answer) \
        VALUES ($1, $2, $3, $4, $5, 0, NULL, NULL, NULL, NULL)";
    OPEN = "SELECT id, at, officer, body, said FROM urgent_request \
        WHERE answered IS NULL AND (body = $1 OR other_body = $1) ORDER BY at LIMIT $2";
    UNMATCHED = "SELECT id, at, officer, body, said FROM urgent_request WHERE matched = 0 ORDER BY at LIMIT $1";
    MATCHED = "UPDATE urgent_request SET matched = 1, other_body = $2 WHERE id = $1";
    ANSWER = "UPDATE urgent_request SET answered = $2, answered_by = $3, answer = $4 \
        WHERE id = $1 AND answered IS NULL AND (body = $5 OR other_body = $5)";
}

row! {
    struct RequestRow {
        id: Uuid,
        at: i64,
        officer: Uuid,
        body: Uuid,
        said: Vec<u8>,
    }
}

/// What somebody said when they asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urgent {
    /// The reference, as they typed it.
    pub reference: String,
    /// Why it cannot wait.
    pub reason: EmergencyReason,
    /// In their words.
    pub why: Unprinted,
}

/// A request that waits for whoever is on call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrgentRequest {
    /// Which.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who asked.
    pub officer: OfficerId,
    /// Whose duty manager is to act.
    pub body: BodyId,
    /// What they said.
    pub said: Urgent,
}

/// How many requests are shown, or looked at, at once.
const AT_A_TIME: i64 = 100;

impl Reading {
    fn request(&self, row: &RequestRow) -> Result<UrgentRequest, LedgerError> {
        let opened = self.ledger.vault().house().open(&place("urgent request", row.id, "said"), &row.said)?;
        let said = serde_json::from_slice(opened.bytes()).map_err(LedgerError::NotSealed)?;
        let at = Timestamp::from_microsecond(row.at).unwrap_or(Timestamp::MIN);
        Ok(UrgentRequest { id: row.id, at, officer: OfficerId(row.officer), body: BodyId(row.body), said })
    }

    /// What waits for those on call in a body, oldest first.
    /// # Errors
    /// The database does not answer, or a request does not open.
    pub async fn urgent_requests(
        &mut self,
        _: &HousePermit<AnswerRequests>,
        body: BodyId,
    ) -> Result<Vec<UrgentRequest>, LedgerError> {
        all!(self.conn, RequestRow, OPEN, body.0, AT_A_TIME)?.iter().map(|row| self.request(row)).collect()
    }

    /// What nobody has looked for yet, for the worker.
    /// # Errors
    /// As [`Reading::urgent_requests`].
    pub async fn unmatched_requests(&mut self) -> Result<Vec<UrgentRequest>, LedgerError> {
        all!(self.conn, RequestRow, UNMATCHED, AT_A_TIME)?.iter().map(|row| self.request(row)).collect()
    }
}

impl Tx {
    /// Keeps a request for those on call in a body.
    /// # Errors
    /// Nothing was kept.
    pub async fn keep_request(
        &mut self,
        officer: OfficerId,
        body: BodyId,
        said: &Urgent,
        now: Timestamp,
    ) -> Result<Uuid, LedgerError> {
        let id = crate::journal::new_id(now).0;
        let plain = serde_json::to_vec(said).map_err(LedgerError::NotSealed)?;
        let sealed = self.ledger.vault().house().seal(&place("urgent request", id, "said"), &plain)?;
        run!(self.conn, KEEP, id, now.as_microsecond(), officer.0, body.0, sealed)?;
        Ok(id)
    }

    /// Notes that the worker has looked whether there is such a file, and which body leads it.
    /// # Errors
    /// Nothing was kept.
    pub async fn request_matched(&mut self, id: Uuid, other: Option<BodyId>) -> Result<(), LedgerError> {
        run!(self.conn, MATCHED, id, other.map(|body| body.0)).map(|_| ())
    }

    /// Keeps what somebody on call in a body has done about a request. False where it is not theirs, or was answered before.
    /// # Errors
    /// Nothing was kept.
    pub async fn answer_request(
        &mut self,
        permit: &HousePermit<AnswerRequests>,
        body: BodyId,
        id: Uuid,
        words: &str,
        now: Timestamp,
    ) -> Result<bool, LedgerError> {
        let sealed = self.ledger.vault().house().seal(&place("urgent request", id, "answer"), words.as_bytes())?;
        let by = permit.officer().0;
        Ok(run!(self.conn, ANSWER, id, now.as_microsecond(), by, sealed, body.0)? > 0)
    }
}
