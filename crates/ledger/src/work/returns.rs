//! The national return across files: which files may come into a quarter. What is true is asked of each file.

use casefile::ids::{BodyId, FileId};
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

use crate::LedgerError;
use crate::store::sql::{all, statements};
use crate::store::tx::Reading;

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
