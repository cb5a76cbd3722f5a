//! One node moves the clocks: whoever holds the post of that name.

use jiff::Timestamp;
use uuid::Uuid;

use crate::LedgerError;
use crate::store::sql::{run, statements};
use crate::store::tx::Tx;

statements! {
    LEAD = "INSERT INTO leader (name, holder, until) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET \
        holder = excluded.holder, until = excluded.until WHERE leader.until <= $4 OR leader.holder = excluded.holder";
    RESIGN = "DELETE FROM leader WHERE name = $1 AND holder = $2";
}

impl Tx {
    /// Takes a post, or keeps it, until a moment. `false` while somebody else holds it.
    /// # Errors
    /// The database does not answer: nobody leads.
    pub async fn lead(&mut self, name: &str, holder: Uuid, now: Timestamp, until: Timestamp) -> Result<bool, LedgerError> {
        Ok(run!(self.conn, LEAD, name, holder, until.as_microsecond(), now.as_microsecond())? > 0)
    }

    /// Gives a post up, so that another node need not wait.
    /// # Errors
    /// The post stays held until its time is over.
    pub async fn resign(&mut self, name: &str, holder: Uuid) -> Result<(), LedgerError> {
        run!(self.conn, RESIGN, name, holder).map(|_| ())
    }
}
