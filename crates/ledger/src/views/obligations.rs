//! What is owed in every file, so that a work list need not open any.

use std::collections::BTreeMap;

use casefile::ids::FileId;
use casefile::obligations::{End, Obligation, Severity};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::LedgerError;
use crate::store::batch::{later, later_many};
use crate::store::sql::{all, insert_many, row, statements};
use crate::store::tx::Tx;

statements! {
    OF_FILE = "SELECT rule, raised_by, nth, team, body, officer, severity, since, due, due_at, urgency, ended, ended_on, ended_by, \
        passed_up, next_step_at, next_step_to FROM obligation WHERE file = $1";
    FORGET = "DELETE FROM obligation WHERE file = $1 AND rule = $2 AND raised_by = $3 AND nth = $4";
}

const KEEP: &str = "INSERT INTO obligation (file, rule, raised_by, nth, team, body, officer, severity, since, due, due_at, urgency, ended, \
    ended_on, ended_by, passed_up, next_step_at, next_step_to)";
const OR_CHANGE: &str = "ON CONFLICT (file, rule, raised_by, nth) DO UPDATE SET team = excluded.team, body = excluded.body, \
    officer = excluded.officer, severity = excluded.severity, since = excluded.since, due = excluded.due, due_at = excluded.due_at, \
    urgency = excluded.urgency, ended = excluded.ended, ended_on = excluded.ended_on, ended_by = excluded.ended_by, \
    passed_up = excluded.passed_up, next_step_at = excluded.next_step_at, next_step_to = excluded.next_step_to";

/// Writes rows of the view with whichever way of inserting.
macro_rules! rows_into {
    ($insert:ident, $to:expr, $where_there:expr, $rows:expr) => {
        $insert!($to, KEEP, $where_there, $rows, |row| [
            row.0,
            row.1.rule.as_str(),
            row.1.raised_by,
            row.1.nth,
            row.1.team,
            row.1.body,
            row.1.officer,
            row.1.severity.as_str(),
            row.1.since.as_str(),
            row.1.due.as_str(),
            row.1.due_at,
            row.1.urgency,
            row.1.ended.as_deref(),
            row.1.ended_on.as_deref(),
            row.1.ended_by,
            row.1.passed_up.as_deref(),
            row.1.next_step_at,
            row.1.next_step_to.as_deref(),
        ])
    };
}

row! {
    /// One obligation, as the view keeps it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(crate) struct Row {
        pub rule: String,
        pub raised_by: Uuid,
        pub nth: i64,
        pub team: Uuid,
        pub body: Option<Uuid>,
        pub officer: Option<Uuid>,
        pub severity: String,
        pub since: String,
        pub due: String,
        pub due_at: i64,
        pub urgency: i64,
        pub ended: Option<String>,
        pub ended_on: Option<String>,
        pub ended_by: Option<Uuid>,
        pub passed_up: Option<String>,
        pub next_step_at: Option<i64>,
        pub next_step_to: Option<String>,
    }
}

/// What tells one row of a file from another.
pub(crate) type Key = (String, Uuid, i64);

/// What the view holds for one file.
pub(crate) type ViewRows = BTreeMap<Key, Row>;

/// How much sooner than its last day an obligation counts in the order of a work list. A safety obligation stands before everything that is not
/// already four weeks late; good practice yields to duties of the same fortnight.
pub(crate) const fn head_start(severity: Severity) -> i64 {
    const DAY: i64 = 86_400;
    match severity {
        Severity::Safety => 28 * DAY,
        Severity::Duty => 0,
        Severity::Practice => -14 * DAY,
    }
}

/// A time on London's clock as a number that sorts: seconds as if that clock showed UTC.
pub(crate) fn local_seconds(shown: DateTime) -> i64 {
    // The one hour at the very end of the year 9999 that a timestamp cannot hold stays at the end.
    TimeZone::UTC.to_timestamp(shown).unwrap_or(Timestamp::MAX).as_second()
}

/// The time on London's clock that [`local_seconds`] wrote.
pub(crate) fn moment_of(seconds: i64) -> DateTime {
    TimeZone::UTC.to_datetime(Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX))
}

/// What is owed, as rows. One fact may raise one rule for several bodies: they are told apart by their order.
pub(crate) fn rows(owed: &[Obligation]) -> ViewRows {
    let mut rows = BTreeMap::new();
    for one in owed {
        let (rule, raised_by) = one.key();
        let mut key = (rule.to_owned(), raised_by.0, 0);
        while rows.contains_key(&key) {
            key.2 += 1;
        }
        let due_at = local_seconds(one.deadline());
        let step = one.next_step();
        let row = Row {
            rule: rule.to_owned(),
            raised_by: raised_by.0,
            nth: key.2,
            team: one.owner.team.0,
            body: one.owner.body.map(|body| body.0),
            officer: one.owner.officer.map(|officer| officer.0),
            severity: one.rule.severity.code().to_owned(),
            since: one.since.to_string(),
            due: one.due.to_string(),
            due_at,
            urgency: due_at.saturating_sub(head_start(one.rule.severity)),
            ended: ending(one.end).map(str::to_owned),
            ended_on: one.end.fact().map(|(_, on)| on.to_string()),
            ended_by: one.end.fact().map(|(by, _)| by.0),
            passed_up: one.passed_up.map(|rung| rung.code().to_owned()),
            next_step_at: step.map(|step| local_seconds(step.at)),
            next_step_to: step.map(|step| step.to.code().to_owned()),
        };
        rows.insert(key, row);
    }
    rows
}

const fn ending(end: End) -> Option<&'static str> {
    match end {
        End::Open => None,
        End::Met { .. } => Some("met"),
        End::Waived { .. } => Some("waived"),
        End::Ended { .. } => Some("ended"),
        End::Missed { .. } => Some("missed"),
    }
}

/// Writes the differences between what is kept and what is owed now; reads what is kept where nobody knows. Gives what is new and open.
pub(crate) async fn bring_up_to_date(
    tx: &mut Tx,
    file: FileId,
    kept: Option<&ViewRows>,
    owed: &ViewRows,
) -> Result<Vec<Row>, LedgerError> {
    let read;
    let kept = if let Some(kept) = kept {
        kept
    } else {
        let rows = all!(tx.conn, Row, OF_FILE, file.0)?;
        read = rows.into_iter().map(|row| ((row.rule.clone(), row.raised_by, row.nth), row)).collect();
        &read
    };
    for key in kept.keys().filter(|key| !owed.contains_key(*key)) {
        later!(tx, FORGET, file.0, key.0.as_str(), key.1, key.2)?;
    }
    let changed: Vec<&Row> = owed.iter().filter(|(key, row)| kept.get(*key) != Some(*row)).map(|(_, row)| row).collect();
    let rows: Vec<_> = changed.iter().map(|row| (file.0, *row)).collect();
    rows_into!(later_many, tx, OR_CHANGE, rows)?;
    let raised =
        changed.into_iter().filter(|row| row.ended.is_none() && !kept.contains_key(&(row.rule.clone(), row.raised_by, row.nth)));
    Ok(raised.cloned().collect())
}

/// Writes rows down at once, of one file or of many.
pub(super) async fn keep(tx: &mut Tx, where_there: &str, rows: &[(Uuid, &Row)]) -> Result<(), LedgerError> {
    rows_into!(insert_many, tx.conn, where_there, rows).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn times_on_londons_clock_sort_and_come_back() {
        let moment = date(2026, 3, 29).at(1, 30, 0, 0); // an hour that London's clock skips
        assert_eq!(moment_of(local_seconds(moment)), moment);
        assert!(local_seconds(date(9999, 12, 31).at(23, 59, 59, 0)) > local_seconds(moment));
        assert!(local_seconds(date(2026, 1, 1).at(0, 0, 0, 0)) < local_seconds(moment));
    }
}
