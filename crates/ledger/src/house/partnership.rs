//! The partnership: its name, its own standards, its bodies and teams.

use casefile::facts::{BodyKind, Function};
use casefile::ids::{BodyId, TeamId};
use casefile::obligations::Standards;
use uuid::Uuid;

use crate::store::sql::{all, maybe, run, statements};
use crate::store::tx::{Reading, Tx};
use crate::{Ledger, LedgerError};

statements! {
    PARTNERSHIP = "SELECT name, standards FROM partnership WHERE id = 1";
    KEEP_PARTNERSHIP = "INSERT INTO partnership (id, name, standards) VALUES (1, $1, $2) \
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, standards = excluded.standards";
    BODIES = "SELECT id, name, kind FROM body ORDER BY name, id";
    KEEP_BODY = "INSERT INTO body (id, name, kind) VALUES ($1, $2, $3) \
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind";
    TEAMS = "SELECT id, body, name, function FROM team ORDER BY name, id";
    TEAM = "SELECT id, body, name, function FROM team WHERE id = $1";
    KEEP_TEAM = "INSERT INTO team (id, body, name, function) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (id) DO UPDATE SET body = excluded.body, name = excluded.name, function = excluded.function";
}

/// One partnership: one deployment, one data controller, one database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partnership {
    /// Its name.
    pub name: String,
    /// Its own lengths of clocks.
    pub standards: Standards,
}

/// A body of the partnership, or one known outside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyEntry {
    /// Which.
    pub id: BodyId,
    /// What it is called.
    pub name: String,
    /// What kind of body it is.
    pub kind: BodyKind,
}

/// A team of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamEntry {
    /// Which.
    pub id: TeamId,
    /// Its body.
    pub body: BodyId,
    /// What it is called.
    pub name: String,
    /// What it is there to do.
    pub function: Function,
}

type TeamRow = (Uuid, Uuid, String, String);

fn team((id, body, name, function): TeamRow) -> Option<TeamEntry> {
    Some(TeamEntry { id: TeamId(id), body: BodyId(body), name, function: function.parse().ok()? })
}

impl Ledger {
    /// Reads the partnership's standards again: another node may have changed them. Those that were read last stay where these cannot be read.
    /// # Errors
    /// They cannot be read, or the database does not answer.
    pub async fn refresh_standards(&self) -> Result<(), LedgerError> {
        if let Some(partnership) = self.read().await?.partnership().await? {
            self.set_standards(partnership.standards);
        }
        Ok(())
    }
}

impl Reading {
    /// The partnership; `None` before it has been named.
    /// # Errors
    /// Its settings cannot be read, or the database does not answer.
    pub async fn partnership(&mut self) -> Result<Option<Partnership>, LedgerError> {
        let row = maybe!(self.conn, (String, String), PARTNERSHIP)?;
        let Some((name, standards)) = row else { return Ok(None) };
        let standards = serde_json::from_str(&standards).map_err(LedgerError::BadStandards)?;
        Ok(Some(Partnership { name, standards }))
    }

    /// Every body, by name.
    /// # Errors
    /// The database does not answer.
    pub async fn bodies(&mut self) -> Result<Vec<BodyEntry>, LedgerError> {
        let rows = all!(self.conn, (Uuid, String, String), BODIES)?;
        let body = |(id, name, kind): (Uuid, String, String)| Some(BodyEntry { id: BodyId(id), name, kind: kind.parse().ok()? });
        Ok(rows.into_iter().filter_map(body).collect())
    }

    /// Every team, by name.
    /// # Errors
    /// The database does not answer.
    pub async fn teams(&mut self) -> Result<Vec<TeamEntry>, LedgerError> {
        Ok(all!(self.conn, TeamRow, TEAMS)?.into_iter().filter_map(team).collect())
    }

    /// One team.
    /// # Errors
    /// The database does not answer.
    pub async fn team(&mut self, id: TeamId) -> Result<Option<TeamEntry>, LedgerError> {
        Ok(maybe!(self.conn, TeamRow, TEAM, id.0)?.and_then(team))
    }
}

impl Tx {
    /// Names the partnership and sets its standards. Views made with other standards are made again by [`Ledger::rebuild`].
    /// # Errors
    /// Nothing was kept.
    pub async fn keep_partnership(&mut self, partnership: &Partnership) -> Result<(), LedgerError> {
        let standards = serde_json::to_string(&partnership.standards).map_err(LedgerError::NotSealed)?;
        run!(self.conn, KEEP_PARTNERSHIP, partnership.name.as_str(), standards)?;
        self.ledger.set_standards(partnership.standards.clone());
        Ok(())
    }

    /// Keeps a body.
    /// # Errors
    /// Nothing was kept.
    pub async fn keep_body(&mut self, body: &BodyEntry) -> Result<(), LedgerError> {
        run!(self.conn, KEEP_BODY, body.id.0, body.name.as_str(), body.kind.code()).map(|_| ())
    }

    /// Keeps a team.
    /// # Errors
    /// Nothing was kept.
    pub async fn keep_team(&mut self, team: &TeamEntry) -> Result<(), LedgerError> {
        if self.team(team.id).await?.as_ref() == Some(team) {
            return Ok(());
        }
        run!(self.conn, KEEP_TEAM, team.id.0, team.body.0, team.name.as_str(), team.function.code())?;
        self.staff_moved_on().await
    }
}
