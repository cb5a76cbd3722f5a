//! What the privacy officers of a body owe. No other list holds it.

use access::{HousePermit, ReviewAccess};
use casefile::confidentiality::guardians_of;
use casefile::ids::{BodyId, FactId, FileId};
use casefile::obligations::{Rule, rule};
use jiff::civil::{Date, DateTime};
use uuid::Uuid;

use crate::LedgerError;
use crate::store::sql::{all, maybe, row, statements};
use crate::store::tx::Reading;
use crate::views::{local_seconds, moment_of};

macro_rules! matters {
    ($rest:literal) => {
        concat!(
            "SELECT o.file, f.reference, o.rule, o.raised_by, o.due_at, r.hidden FROM obligation o JOIN file f ON f.id = o.file \
             LEFT JOIN file_restricted r ON r.file = o.file WHERE o.team = $1 AND o.ended IS NULL AND o.since <= $3 \
             AND NOT EXISTS (SELECT 1 FROM file_bar b WHERE b.file = o.file AND b.officer = $2)",
            $rest
        )
    };
}

statements! {
    OPEN = matters!(" ORDER BY o.due_at, o.file, o.raised_by LIMIT $4 OFFSET $5");
    ONE = matters!(" AND o.file = $4 AND o.raised_by = $5");
    // Led by the body, its existence no secret. A team at a time would be an index each; a body has few teams.
    SHARING = "SELECT o.file, f.reference, o.rule, o.raised_by, o.due_at, r.hidden FROM obligation o JOIN file f ON f.id = o.file \
        LEFT JOIN file_restricted r ON r.file = o.file WHERE o.rule = 'ACCESS-sharing-review' AND o.ended IS NULL \
        AND o.team IN (SELECT id FROM team WHERE body = $1) AND o.due_at < $3 AND (r.hidden IS NULL OR r.hidden = 0) \
        AND NOT EXISTS (SELECT 1 FROM file_bar b WHERE b.file = o.file AND b.officer = $2) ORDER BY o.due_at, o.file, o.raised_by LIMIT $4";
}

row! {
    struct MatterRow {
        file: Uuid,
        reference: String,
        rule: String,
        raised_by: Uuid,
        due_at: i64,
        hidden: Option<i64>,
    }
}

/// Something that the privacy officers of a body owe.
#[derive(Debug, Clone)]
pub struct OwedMatter {
    /// The file.
    pub file: FileId,
    /// Its neutral reference; `None` where its existence is hidden.
    pub reference: Option<String>,
    /// Under which rule.
    pub rule: &'static Rule,
    /// The fact that raised it.
    pub fact: FactId,
    /// The last moment at which it is in time, by London's clock.
    pub deadline: DateTime,
}

/// A decision to share that is to be looked at again by the team that leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharingDue {
    /// The file.
    pub file: FileId,
    /// Its neutral reference.
    pub reference: String,
    /// The decision.
    pub decision: FactId,
    /// The last moment at which it is in time, by London's clock.
    pub deadline: DateTime,
}

impl MatterRow {
    fn matter(self) -> Option<OwedMatter> {
        Some(OwedMatter {
            file: FileId(self.file),
            reference: Some(self.reference).filter(|_| self.hidden != Some(1)),
            rule: rule(&self.rule)?,
            fact: FactId(self.raised_by),
            deadline: moment_of(self.due_at),
        })
    }
}

impl Reading {
    /// What the privacy officers of a body owe, soonest due first, save in files from which this one is kept out.
    /// # Errors
    /// The database does not answer.
    pub async fn matters(
        &mut self,
        permit: &HousePermit<ReviewAccess>,
        body: BodyId,
        today: Date,
        from: u32,
        limit: u32,
    ) -> Result<Vec<OwedMatter>, LedgerError> {
        let (whose, who) = (guardians_of(body).0, permit.officer().0);
        let rows = all!(self.conn, MatterRow, OPEN, whose, who, today.to_string(), i64::from(limit), i64::from(from))?;
        Ok(rows.into_iter().filter_map(MatterRow::matter).collect())
    }

    /// What the teams of a body have to look at again of what they share, due before a moment by London's clock, soonest first; save in files whose
    /// existence is hidden, and in those from which this privacy officer is kept out.
    /// # Errors
    /// The database does not answer.
    pub async fn sharing_due(
        &mut self,
        permit: &HousePermit<ReviewAccess>,
        body: BodyId,
        before: DateTime,
        limit: u32,
    ) -> Result<Vec<SharingDue>, LedgerError> {
        let who = permit.officer().0;
        let rows = all!(self.conn, MatterRow, SHARING, body.0, who, local_seconds(before), i64::from(limit))?;
        let due = |row: MatterRow| SharingDue {
            file: FileId(row.file),
            reference: row.reference,
            decision: FactId(row.raised_by),
            deadline: moment_of(row.due_at),
        };
        Ok(rows.into_iter().map(due).collect())
    }

    /// One of [`Reading::matters`].
    /// # Errors
    /// The database does not answer.
    pub async fn matter(
        &mut self,
        permit: &HousePermit<ReviewAccess>,
        body: BodyId,
        today: Date,
        file: FileId,
        fact: FactId,
    ) -> Result<Option<OwedMatter>, LedgerError> {
        let row = maybe!(self.conn, MatterRow, ONE, guardians_of(body).0, permit.officer().0, today.to_string(), file.0, fact.0)?;
        Ok(row.and_then(MatterRow::matter))
    }
}
