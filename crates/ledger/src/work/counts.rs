//! How much is owed, by officer and by rule.
//!
//! Nothing here reads more than a fixed number of lines of an index, whoever owes how much: what is more than [`MOST`] is told as “more than”.

use std::fmt;

use access::{ManageTeam, SeeTeamWork, TeamPermit};
use casefile::ids::OfficerId;
use casefile::obligations::{Rule, rule};
use jiff::civil::DateTime;
use uuid::Uuid;

use super::due::{Due, SEVERITIES, ends, ends_of_each};
use super::viewer::{Viewer, shown};
use crate::LedgerError;
use crate::store::sql::{all, one, statements};
use crate::store::tx::Reading;
use crate::views::head_start;

/// How far each number is counted.
pub const MOST: u64 = 99;
/// How many of a team's most urgent obligations are told apart by rule.
pub const BY_RULE_OF: u64 = 500;

// A part of a list is one stretch of an index for each severity; counting stops one after MOST.
macro_rules! part {
    ($whose:literal, $safety:literal, $duty:literal, $practice:literal) => {
        concat!(
            "(SELECT COUNT(*) FROM (",
            part!(@of $whose, "safety", $safety), " UNION ALL ", part!(@of $whose, "duty", $duty), " UNION ALL ",
            part!(@of $whose, "practice", $practice),
            " LIMIT 100) AS part)"
        )
    };
    (@of $whose:literal, $severity:literal, $between:literal) => {
        concat!(
            "SELECT 1 FROM obligation WHERE ", $whose, " AND severity = '", $severity, "' AND ended IS NULL AND ", $between, " AND ",
            shown!("obligation.file", "$11", "$12", "$13")
        )
    };
}

// $1 is whose; $2 to $4 are now, $5 to $7 midnight, $8 to $10 seven days on, for each severity; $11 to $13 say who looks.
macro_rules! counted {
    ($whose:literal) => {
        concat!(
            part!($whose, "urgency < $2", "urgency < $3", "urgency < $4"),
            ", ",
            part!($whose, "urgency >= $2 AND urgency < $5", "urgency >= $3 AND urgency < $6", "urgency >= $4 AND urgency < $7"),
            ", ",
            part!($whose, "urgency >= $5 AND urgency < $8", "urgency >= $6 AND urgency < $9", "urgency >= $7 AND urgency < $10"),
            ", ",
            part!($whose, "urgency >= $8", "urgency >= $9", "urgency >= $10")
        )
    };
}

// The most urgent of one severity, with their last moments.
macro_rules! urgent {
    ($severity:literal, $head_start:literal) => {
        concat!(
            "SELECT * FROM (SELECT rule, urgency, urgency + ",
            $head_start,
            " AS due_at FROM obligation WHERE team = $1 AND severity = '",
            $severity,
            "' AND ended IS NULL AND ",
            shown!("obligation.file", "$8", "$9", "$10"),
            " ORDER BY urgency, file, rule, raised_by, nth LIMIT 501) AS part"
        )
    };
}

statements! {
    OF_TEAM = concat!("SELECT ", counted!("team = $1"));
    OF_OFFICER = concat!("SELECT ", counted!("officer = $1"));
    OF_NOBODY = concat!("SELECT ", counted!("team = $1 AND officer IS NULL"));
    BY_OFFICER = concat!("SELECT a.id, ", counted!("officer = a.id"), " FROM officer a WHERE a.team = $1 ORDER BY a.id");
    // $2, $3 and $4 are now, midnight and seven days on; $5, $6 and $7 the head start of each severity; $8 to $10 say who looks.
    BY_RULE = concat!(
        "SELECT rule, SUM(CASE WHEN due_at < $2 THEN 1 ELSE 0 END), SUM(CASE WHEN due_at >= $2 AND due_at < $3 THEN 1 ELSE 0 END), \
         SUM(CASE WHEN due_at >= $3 AND due_at < $4 THEN 1 ELSE 0 END), SUM(CASE WHEN due_at >= $4 THEN 1 ELSE 0 END) \
         FROM (SELECT rule, due_at FROM (",
        urgent!("safety", "$5"), " UNION ALL ", urgent!("duty", "$6"), " UNION ALL ", urgent!("practice", "$7"),
        ") AS parts ORDER BY urgency LIMIT 501) AS urgent GROUP BY rule ORDER BY rule"
    );
}

/// A number that is counted only so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// How many were counted.
    pub counted: u64,
    /// Whether there are more.
    pub more: bool,
}

impl Count {
    fn up_to(most: u64, found: i64) -> Self {
        let found = found.unsigned_abs();
        Self { counted: found.min(most), more: found > most }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.more { write!(f, "More than {}", self.counted) } else { write!(f, "{}", self.counted) }
    }
}

/// How much is owed, by when it is due. What is only coming counts by its last day like everything else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WorkCount {
    /// [`Due::Overdue`].
    pub overdue: Count,
    /// [`Due::Today`].
    pub today: Count,
    /// [`Due::Week`].
    pub week: Count,
    /// [`Due::Later`].
    pub later: Count,
}

impl WorkCount {
    /// How much is due then.
    pub fn of(&self, due: Due) -> Count {
        match due {
            Due::Overdue => self.overdue,
            Due::Today => self.today,
            Due::Week => self.week,
            Due::Later => self.later,
        }
    }
}

/// How much one officer owes, in whatever files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficerCount {
    /// Who; `None` for what the team owes and nobody in it has taken.
    pub officer: Option<OfficerId>,
    /// How much.
    pub count: WorkCount,
}

/// How much is owed under one rule.
#[derive(Debug, Clone, Copy)]
pub struct RuleCount {
    /// Which.
    pub rule: &'static Rule,
    /// How much.
    pub count: WorkCount,
}

/// What a team owes, by rule.
#[derive(Debug, Clone)]
pub struct ByRule {
    /// Each rule.
    pub rules: Vec<RuleCount>,
    /// Whether only the [`BY_RULE_OF`] most urgent obligations were told apart, because there are more.
    pub more: bool,
}

type Counted = (i64, i64, i64, i64);

fn count((overdue, today, week, later): Counted) -> WorkCount {
    let [overdue, today, week, later] = [overdue, today, week, later].map(|found| Count::up_to(MOST, found));
    WorkCount { overdue, today, week, later }
}

macro_rules! counted_of {
    ($conn:expr, $sql:expr, $whose:expr, $viewer:expr, $now:expr) => {{
        let at = ends_of_each($now);
        let (who, today, on_call) = ($viewer.id().0, $viewer.today.as_str(), $viewer.on_call());
        one!($conn, Counted, $sql, $whose, at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7], at[8], who, today, on_call)
            .map(count)
    }};
}

impl Reading {
    /// How much a team owes at a moment of London's clock, as far as the viewer may know of it.
    /// # Errors
    /// The database does not answer.
    pub async fn count_of_team(
        &mut self,
        permit: &TeamPermit<SeeTeamWork>,
        viewer: &Viewer,
        now: DateTime,
    ) -> Result<WorkCount, LedgerError> {
        counted_of!(self.conn, OF_TEAM, permit.team().0, viewer, now)
    }

    /// How much the viewer owes at a moment of London's clock.
    /// # Errors
    /// The database does not answer.
    pub async fn count_of_officer(&mut self, viewer: &Viewer, now: DateTime) -> Result<WorkCount, LedgerError> {
        counted_of!(self.conn, OF_OFFICER, viewer.id().0, viewer, now)
    }

    /// How much each officer of a team owes, and how much of the team's work nobody has, as far as the viewer may know of it. Officers who owe
    /// nothing are left out.
    /// # Errors
    /// The database does not answer.
    pub async fn counts_by_officer(
        &mut self,
        permit: &TeamPermit<ManageTeam>,
        viewer: &Viewer,
        now: DateTime,
    ) -> Result<Vec<OfficerCount>, LedgerError> {
        type Row = (Uuid, i64, i64, i64, i64);
        let nobody: WorkCount = counted_of!(self.conn, OF_NOBODY, permit.team().0, viewer, now)?;
        let (team, at) = (permit.team().0, ends_of_each(now));
        let (who, today, on_call) = (viewer.id().0, viewer.today.as_str(), viewer.on_call());
        let rows = all!(
            self.conn, Row, BY_OFFICER, team, at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7], at[8], who, today, on_call
        )?;
        let each = rows.into_iter().map(|(id, overdue, today, week, later)| OfficerCount {
            officer: Some(OfficerId(id)),
            count: count((overdue, today, week, later)),
        });
        let all = std::iter::once(OfficerCount { officer: None, count: nobody }).chain(each);
        Ok(all.filter(|one| one.count != WorkCount::default()).collect())
    }

    /// How much a team owes under each rule, among its most urgent obligations of which the viewer may know.
    /// # Errors
    /// The database does not answer.
    pub async fn counts_by_rule(
        &mut self,
        permit: &TeamPermit<ManageTeam>,
        viewer: &Viewer,
        now: DateTime,
    ) -> Result<ByRule, LedgerError> {
        type Row = (String, i64, i64, i64, i64);
        let (at, head) = (ends(now), SEVERITIES.map(head_start));
        let (team, who, today, on_call) = (permit.team().0, viewer.id().0, viewer.today.as_str(), viewer.on_call());
        let rows = all!(self.conn, Row, BY_RULE, team, at[0], at[1], at[2], head[0], head[1], head[2], who, today, on_call)?;
        let found: i64 = rows.iter().map(|row| row.1 + row.2 + row.3 + row.4).sum();
        let line = |row: Row| {
            let [overdue, today, week, later] = [row.1, row.2, row.3, row.4].map(|found| Count::up_to(u64::MAX, found));
            Some(RuleCount { rule: rule(&row.0)?, count: WorkCount { overdue, today, week, later } })
        };
        Ok(ByRule { rules: rows.into_iter().filter_map(line).collect(), more: found.unsigned_abs() > BY_RULE_OF })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_more_than_was_counted_is_told_in_words() {
        assert_eq!(Count::up_to(MOST, 99).to_string(), "99");
        assert_eq!(Count::up_to(MOST, 100).to_string(), "More than 99");
    }
}
