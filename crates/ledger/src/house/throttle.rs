//! Counting attempts: signing in, searching. Counts attempts, not hits, so that the count tells nothing.

use jiff::Timestamp;

use crate::LedgerError;
use crate::store::sql::{one, run, statements};
use crate::store::tx::Tx;

statements! {
    COUNT = "INSERT INTO attempt (what, since, count) VALUES ($1, $2, 1) ON CONFLICT (what) DO UPDATE SET \
        count = CASE WHEN attempt.since <= $3 THEN 1 ELSE attempt.count + 1 END, \
        since = CASE WHEN attempt.since <= $3 THEN $2 ELSE attempt.since END RETURNING count";
    FORGET = "DELETE FROM attempt WHERE what = $1";
    SWEEP = "DELETE FROM attempt WHERE since < $1";
}

impl Tx {
    /// Counts one attempt at something, such as `"sign-in address 10.0.0.1"`, and gives how many there have been since `window_start` at the
    /// latest. What is counted is kept as a keyed MAC.
    /// # Errors
    /// Nothing was counted.
    pub async fn count_attempt(&mut self, what: &str, now: Timestamp, window_start: Timestamp) -> Result<u32, LedgerError> {
        let what = self.ledger.vault().blind_index("attempt", what).to_vec();
        let (count,) = one!(self.conn, (i64,), COUNT, what, now.as_microsecond(), window_start.as_microsecond())?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Forgets the attempts at something, because one succeeded.
    /// # Errors
    /// Nothing was forgotten.
    pub async fn forget_attempts(&mut self, what: &str) -> Result<(), LedgerError> {
        let what = self.ledger.vault().blind_index("attempt", what).to_vec();
        run!(self.conn, FORGET, what).map(|_| ())
    }

    /// Forgets counts that began before a moment.
    /// # Errors
    /// Nothing was forgotten.
    pub async fn sweep_attempts(&mut self, before: Timestamp) -> Result<u64, LedgerError> {
        run!(self.conn, SWEEP, before.as_microsecond())
    }
}
