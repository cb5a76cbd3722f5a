//! How much is owed, by officer and by rule.

use access::{ManageTeam, SeeTeamWork, TeamPermit};
use casefile::ids::OfficerId;
use casefile::obligations::{Rule, rule};
use jiff::civil::DateTime;
use uuid::Uuid;

use crate::LedgerError;
use crate::store::sql::{all, one, statements};
use crate::store::tx::Reading;
use crate::views::local_seconds;

// «Owed» is what has begun; what is only coming is counted apart. $2 is now, $3 the end of the time that counts as soon, $4 today.
macro_rules! counted {
    () => {
        "COALESCE(SUM(CASE WHEN since <= $4 AND due_at < $2 THEN 1 ELSE 0 END), 0), \
         COALESCE(SUM(CASE WHEN since <= $4 AND due_at >= $2 AND due_at < $3 THEN 1 ELSE 0 END), 0), \
         COALESCE(SUM(CASE WHEN since <= $4 AND due_at >= $3 THEN 1 ELSE 0 END), 0), \
         COALESCE(SUM(CASE WHEN since > $4 THEN 1 ELSE 0 END), 0) FROM obligation WHERE ended IS NULL AND "
    };
}

statements! {
    OF_TEAM = concat!("SELECT ", counted!(), "team = $1");
    OF_OFFICER = concat!("SELECT ", counted!(), "officer = $1");
    BY_OFFICER = concat!("SELECT officer, ", counted!(), "team = $1 GROUP BY officer ORDER BY officer");
    BY_RULE = concat!("SELECT rule, ", counted!(), "team = $1 GROUP BY rule ORDER BY rule");
}

/// How much is owed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WorkCount {
    /// Its last day has passed.
    pub late: u64,
    /// Its last day is near.
    pub soon: u64,
    /// Owed, with time left.
    pub later: u64,
    /// Not owed yet.
    pub coming: u64,
}

/// How much one officer owes.
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

type Counted = (i64, i64, i64, i64);
type ByOfficer = (Option<Uuid>, i64, i64, i64, i64);
type ByRule = (String, i64, i64, i64, i64);

fn count((late, soon, later, coming): Counted) -> WorkCount {
    WorkCount { late: late.unsigned_abs(), soon: soon.unsigned_abs(), later: later.unsigned_abs(), coming: coming.unsigned_abs() }
}

/// Now, the end of soon and today, as the statements take them.
fn bounds(now: DateTime, soon: DateTime) -> (i64, i64, String) {
    (local_seconds(now), local_seconds(soon), now.date().to_string())
}

impl Reading {
    /// How much a team owes. `soon` is the moment up to which a deadline counts as near; both by London's clock.
    /// # Errors
    /// The database does not answer.
    pub async fn count_of_team(
        &mut self,
        permit: &TeamPermit<SeeTeamWork>,
        now: DateTime,
        soon: DateTime,
    ) -> Result<WorkCount, LedgerError> {
        let (now, soon, today) = bounds(now, soon);
        Ok(count(one!(self.conn, Counted, OF_TEAM, permit.team().0, now, soon, today.as_str())?))
    }

    /// How much an officer owes.
    /// # Errors
    /// The database does not answer.
    pub async fn count_of_officer(
        &mut self,
        officer: &access::Officer,
        now: DateTime,
        soon: DateTime,
    ) -> Result<WorkCount, LedgerError> {
        let (now, soon, today) = bounds(now, soon);
        Ok(count(one!(self.conn, Counted, OF_OFFICER, officer.id.0, now, soon, today.as_str())?))
    }

    /// How much each officer of a team owes.
    /// # Errors
    /// The database does not answer.
    pub async fn counts_by_officer(
        &mut self,
        permit: &TeamPermit<ManageTeam>,
        now: DateTime,
        soon: DateTime,
    ) -> Result<Vec<OfficerCount>, LedgerError> {
        let (now, soon, today) = bounds(now, soon);
        let rows = all!(self.conn, ByOfficer, BY_OFFICER, permit.team().0, now, soon, today.as_str())?;
        let line =
            |(officer, a, b, c, d): ByOfficer| OfficerCount { officer: officer.map(OfficerId), count: count((a, b, c, d)) };
        Ok(rows.into_iter().map(line).collect())
    }

    /// How much a team owes under each rule.
    /// # Errors
    /// The database does not answer.
    pub async fn counts_by_rule(
        &mut self,
        permit: &TeamPermit<ManageTeam>,
        now: DateTime,
        soon: DateTime,
    ) -> Result<Vec<RuleCount>, LedgerError> {
        let (now, soon, today) = bounds(now, soon);
        let rows = all!(self.conn, ByRule, BY_RULE, permit.team().0, now, soon, today.as_str())?;
        let line = |(id, a, b, c, d): ByRule| Some(RuleCount { rule: rule(&id)?, count: count((a, b, c, d)) });
        Ok(rows.into_iter().filter_map(line).collect())
    }
}
