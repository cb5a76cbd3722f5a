//! The national return across files: which files may come into a quarter, and who took a return away. What is true is asked of each file.

use access::{MakeReturns, TeamPermit};
use casefile::ids::{BodyId, FileId};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use crate::store::sql::{all, statements};
use crate::store::tx::Reading;
use crate::{Ledger, LedgerError};

/// How often it is tried again where somebody else writes into the chain of the house at the same moment.
const TRIES: u32 = 6;

/// Who takes a return away.
pub enum TakesReturn<'a> {
    /// A manager, at the desk.
    Manager(&'a TeamPermit<MakeReturns>),
    /// Whoever runs the server, at its command line.
    WhoeverRunsTheServer,
}

/// A return that leaves.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'a> {
    /// Whose.
    pub body: BodyId,
    /// Of which quarter.
    pub quarter: &'a str,
    /// In which form.
    pub form: &'a str,
    /// How many cases are in it.
    pub cases: usize,
}

impl Ledger {
    /// Writes into the chain of the house that a return leaves, before it does.
    /// # Errors
    /// It could not be kept: then nothing leaves.
    pub async fn note_return_taken(&self, who: TakesReturn<'_>, taken: Taken<'_>, now: Timestamp) -> Result<(), LedgerError> {
        let who = match who {
            TakesReturn::Manager(permit) => format!("officer {}", permit.officer()),
            TakesReturn::WhoeverRunsTheServer => "whoever runs the server".to_owned(),
        };
        let Taken { body, quarter, form, cases } = taken;
        let act = format!("{who} takes the return of {body} for {quarter} as {form}, {cases} cases");
        let mut tries = 1;
        loop {
            let mut tx = self.begin("a return leaves").await?;
            match tx.note_key_act(&act, now).await {
                Ok(()) => return tx.commit().await,
                Err(LedgerError::Taken | LedgerError::Busy) if tries < TRIES => {
                    tx.give_up().await?;
                    tries += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// The kinds of fact that may bring a case into a return, as the index has them.
macro_rules! moves {
    ($row:literal) => {
        concat!(
            $row,
            ".kind IN ('homelessness-opened', 'homelessness-assessed', 'duty-accepted', 'duty-ended', 'decision-made', 'review-decided', \
             'referral-answered', 'placement-made', 'placement-ended', 'moved')"
        )
    };
}

statements! {
    // Something happened in the quarter or in the 62 days before it, so that a duty may have run out in it; or more began before than has ended.
    FOR_RETURN = concat!(
        "SELECT DISTINCT t.file FROM file_team t WHERE t.body = $1 AND (",
        "EXISTS (SELECT 1 FROM journal j WHERE j.file = t.file AND ", moves!("j"), " AND j.happened >= $2 AND j.happened < $3) OR ",
        "(SELECT COUNT(*) FROM journal b WHERE b.file = t.file AND ", moves!("b"), " AND b.kind IN ('duty-accepted', 'placement-made') AND b.happened < $2) > ",
        "(SELECT COUNT(*) FROM journal e WHERE e.file = t.file AND ", moves!("e"), " AND e.kind IN ('duty-ended', 'placement-ended') AND e.happened < $2)",
        ") ORDER BY t.file LIMIT $4");
}

impl Reading {
    /// The files of a housing authority that may come into its return between two days, in no order that tells anything. Each is opened with a
    /// permit of its own, so that whoever asks sees only those that they may.
    /// # Errors
    /// The database does not answer.
    pub async fn files_for_return(
        &mut self,
        body: BodyId,
        first: Date,
        last: Date,
        limit: u32,
    ) -> Result<Vec<FileId>, LedgerError> {
        let (from, until) = (first.saturating_sub(62.days()), last.saturating_add(1.day()));
        let rows = all!(self.conn, (Uuid,), FOR_RETURN, body.0, from.to_string(), until.to_string(), i64::from(limit))?;
        Ok(rows.into_iter().map(|(file,)| FileId(file)).collect())
    }
}
