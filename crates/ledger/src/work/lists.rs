//! What a team or an officer owes, most urgent first.

use access::{SeeTeamWork, TeamPermit};
use casefile::facts::{Rung, When};
use casefile::ids::{BodyId, FactId, FileId, OfficerId, TeamId};
use casefile::obligations::{Rule, Severity, rule};
use casefile::private::Unprinted;
use data_encoding::BASE64URL_NOPAD;
use jiff::civil::{Date, DateTime};
use uuid::Uuid;

use super::display_name;
use super::due::{SEVERITIES, Within};
use super::viewer::{Viewer, shown, tied};
use crate::LedgerError;
use crate::store::sql::{all, row, statements};
use crate::store::tx::Reading;
use crate::views::{head_start, moment_of};

// Most urgent first. The order of urgency runs through all severities, the part that is asked for lies between two last days: so each severity
// gives its own stretch of the index, no longer than the page, and the page is the first of them all. $1 is whose, $20 how many; $21 to $25 say
// who looks.
macro_rules! lines {
    ($whose:literal) => {
        concat!(
            "SELECT o.file, f.reference, f.wrapped_key, s.name, CAST(CASE WHEN ",
            tied!("o.file", "$21", "$22", "$24", "$25"),
            " THEN 1 ELSE 0 END AS BIGINT) AS tied, o.rule, o.raised_by, o.nth, o.team, o.body, o.officer, \
             o.since, o.due, o.due_at, o.urgency, o.passed_up FROM (SELECT * FROM (",
            lines!(@of $whose, "safety", "$2, $3, $4, $5, $6", "$17"),
            " UNION ALL ",
            lines!(@of $whose, "duty", "$7, $8, $9, $10, $11", "$18"),
            " UNION ALL ",
            lines!(@of $whose, "practice", "$12, $13, $14, $15, $16", "$19"),
            ") AS parts ORDER BY urgency, file, rule, raised_by, nth LIMIT $20) AS o CROSS JOIN file f \
             LEFT JOIN file_summary s ON s.file = o.file \
             WHERE f.id = o.file ORDER BY o.urgency, o.file, o.rule, o.raised_by, o.nth"
        )
    };
    (@of $whose:literal, $severity:literal, $after:literal, $until:literal) => {
        concat!(
            "SELECT * FROM (SELECT file, rule, raised_by, nth, team, body, officer, since, due, due_at, urgency, passed_up FROM obligation \
             WHERE ", $whose, " = $1 AND severity = '", $severity, "' AND ended IS NULL AND (urgency, file, rule, raised_by, nth) > (", $after,
            ") AND urgency < ", $until, " AND ",
            shown!("obligation.file", "$21", "$22", "$23"),
            " ORDER BY urgency, file, rule, raised_by, nth LIMIT $20) AS part"
        )
    };
}

statements! {
    OF_TEAM = lines!("team");
    OF_OFFICER = lines!("officer");
    OWING = "SELECT DISTINCT file FROM obligation WHERE officer = $1 AND ended IS NULL";
}

row! {
    struct LineRow {
        file: Uuid,
        reference: String,
        wrapped_key: Option<Vec<u8>>,
        name: Option<Vec<u8>>,
        tied: i64,
        rule: String,
        raised_by: Uuid,
        nth: i64,
        team: Uuid,
        body: Option<Uuid>,
        officer: Option<Uuid>,
        since: String,
        due: String,
        due_at: i64,
        urgency: i64,
        passed_up: Option<String>,
    }
}

/// One line of a work list.
#[derive(Debug, Clone)]
pub struct WorkLine {
    /// The file.
    pub file: FileId,
    /// Its neutral reference.
    pub reference: String,
    /// What the survivor is called; `None` for whoever may not open the file, and where nobody knows.
    pub name: Option<Unprinted>,
    /// The rule.
    pub rule: &'static Rule,
    /// The fact that raised it.
    pub raised_by: FactId,
    /// Who owes it.
    pub team: TeamId,
    /// Their body, where the file says.
    pub body: Option<BodyId>,
    /// The officer, where the team has one for the file.
    pub officer: Option<OfficerId>,
    /// The first day on which it is owed. In days to come: it is not owed yet.
    pub since: Date,
    /// The last day, or the last minute.
    pub due: When,
    /// The last moment at which it is in time, by London's clock.
    pub deadline: DateTime,
    /// The highest rung that it has been passed up to.
    pub passed_up: Option<Rung>,
}

impl WorkLine {
    /// Whether its last day has passed.
    pub fn is_late(&self, now: DateTime) -> bool {
        now > self.deadline
    }
}

/// The place in a work list to go on from. Opaque: hand it back as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkCursor {
    urgency: i64,
    file: Uuid,
    rule: String,
    raised_by: Uuid,
    nth: i64,
}

impl std::fmt::Display for WorkCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{} {} {} {} {}", self.urgency, self.file, self.raised_by, self.nth, self.rule);
        f.write_str(&BASE64URL_NOPAD.encode(text.as_bytes()))
    }
}

impl std::str::FromStr for WorkCursor {
    type Err = NoCursor;
    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| NoCursor)?;
        let text = String::from_utf8(bytes).map_err(|_| NoCursor)?;
        let mut parts = text.splitn(5, ' ');
        let mut next = || parts.next().ok_or(NoCursor);
        Ok(Self {
            urgency: next()?.parse().map_err(|_| NoCursor)?,
            file: next()?.parse().map_err(|_| NoCursor)?,
            raised_by: next()?.parse().map_err(|_| NoCursor)?,
            nth: next()?.parse().map_err(|_| NoCursor)?,
            rule: next()?.to_owned(),
        })
    }
}

/// The text is no place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no place in the list: begin again at its top")]
pub struct NoCursor;

impl Within {
    /// After which place the lines of one severity begin: where the last page ended, or just before the first that is due in this time.
    fn begins(self, after: Option<&WorkCursor>, severity: Severity) -> WorkCursor {
        let urgency = self.from.saturating_sub(head_start(severity));
        match after {
            Some(after) if after.urgency >= urgency => after.clone(),
            _ => WorkCursor { urgency, file: Uuid::nil(), rule: String::new(), raised_by: Uuid::nil(), nth: -1 },
        }
    }
}

/// A page of a work list.
#[derive(Debug, Clone)]
pub struct WorkPage {
    /// Its lines.
    pub lines: Vec<WorkLine>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<WorkCursor>,
}

impl Reading {
    /// What a team owes, most urgent first, as far as the viewer may know of it. An obligation that is only coming is in it too: see [`WorkLine::since`].
    /// # Errors
    /// The database does not answer.
    pub async fn work_of_team(
        &mut self,
        permit: &TeamPermit<SeeTeamWork>,
        viewer: &Viewer,
        after: Option<&WorkCursor>,
        limit: u32,
    ) -> Result<WorkPage, LedgerError> {
        self.work(OF_TEAM, permit.team().0, viewer, Within::ALL, after, limit).await
    }

    /// As [`Reading::work_of_team`], for what is due in a certain time.
    /// # Errors
    /// The database does not answer.
    pub async fn work_of_team_within(
        &mut self,
        permit: &TeamPermit<SeeTeamWork>,
        viewer: &Viewer,
        within: Within,
        after: Option<&WorkCursor>,
        limit: u32,
    ) -> Result<WorkPage, LedgerError> {
        self.work(OF_TEAM, permit.team().0, viewer, within, after, limit).await
    }

    /// The files in which an officer owes something, whether they may open them or not: for giving their work to somebody else, never for a page.
    /// # Errors
    /// The database does not answer.
    pub async fn files_owing(&mut self, officer: OfficerId) -> Result<Vec<FileId>, LedgerError> {
        let rows = all!(self.conn, (Uuid,), OWING, officer.0)?;
        Ok(rows.into_iter().map(|(file,)| FileId(file)).collect())
    }

    /// What the viewer owes, most urgent first, in every file that they have.
    /// # Errors
    /// The database does not answer.
    pub async fn work_of_officer(
        &mut self,
        viewer: &Viewer,
        after: Option<&WorkCursor>,
        limit: u32,
    ) -> Result<WorkPage, LedgerError> {
        self.work(OF_OFFICER, viewer.id().0, viewer, Within::ALL, after, limit).await
    }

    /// As [`Reading::work_of_officer`], for what is due in a certain time.
    /// # Errors
    /// The database does not answer.
    pub async fn work_of_officer_within(
        &mut self,
        viewer: &Viewer,
        within: Within,
        after: Option<&WorkCursor>,
        limit: u32,
    ) -> Result<WorkPage, LedgerError> {
        self.work(OF_OFFICER, viewer.id().0, viewer, within, after, limit).await
    }

    async fn work(
        &mut self,
        sql: crate::store::sql::Sql,
        whose: Uuid,
        viewer: &Viewer,
        within: Within,
        after: Option<&WorkCursor>,
        limit: u32,
    ) -> Result<WorkPage, LedgerError> {
        let limit = limit.clamp(1, 500);
        let [a, b, c] = SEVERITIES.map(|severity| within.begins(after, severity));
        let [safety, duty, practice] = SEVERITIES.map(|severity| within.until.saturating_sub(head_start(severity)));
        let more = i64::from(limit) + 1;
        let rows = all!(
            self.conn,
            LineRow,
            sql,
            whose,
            a.urgency,
            a.file,
            a.rule.as_str(),
            a.raised_by,
            a.nth,
            b.urgency,
            b.file,
            b.rule.as_str(),
            b.raised_by,
            b.nth,
            c.urgency,
            c.file,
            c.rule.as_str(),
            c.raised_by,
            c.nth,
            safety,
            duty,
            practice,
            more,
            viewer.id().0,
            viewer.today.as_str(),
            viewer.on_call(),
            viewer.team(),
            viewer.ladder()
        )?;
        let more = rows.len() > limit as usize;
        let page = &rows[..rows.len().min(limit as usize)];
        let next = page.last().filter(|_| more).map(|row| WorkCursor {
            urgency: row.urgency,
            file: row.file,
            rule: row.rule.clone(),
            raised_by: row.raised_by,
            nth: row.nth,
        });
        let lines = page.iter().filter_map(|row| self.line(row)).collect();
        Ok(WorkPage { lines, next })
    }

    fn line(&self, row: &LineRow) -> Option<WorkLine> {
        // Whoever may not open a file learns that something is owed, and nothing about whom.
        let sealed = row.name.as_deref().filter(|_| row.tied == 1);
        Some(WorkLine {
            file: FileId(row.file),
            reference: row.reference.clone(),
            name: display_name(self.ledger.vault(), row.file, row.wrapped_key.as_deref(), sealed),
            rule: rule(&row.rule)?,
            raised_by: FactId(row.raised_by),
            team: TeamId(row.team),
            body: row.body.map(BodyId),
            officer: row.officer.map(OfficerId),
            since: row.since.parse().ok()?,
            due: row.due.parse().ok()?,
            deadline: moment_of(row.due_at),
            passed_up: row.passed_up.as_deref().and_then(|code| code.parse().ok()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_list_comes_back_as_it_was_given() {
        let cursor =
            WorkCursor { urgency: -5, file: Uuid::from_u128(1), rule: "a rule".into(), raised_by: Uuid::from_u128(2), nth: 0 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for wrong in ["", "x", "AAAA", "é"] {
            assert!(wrong.parse::<WorkCursor>().is_err());
        }
    }
}
