//! Who may open a file: what the door asks, sealed, and what narrows lists.

use std::collections::BTreeMap;

use access::{HousePermit, ReviewConflicts};
use casefile::confidentiality::{Guarding, Restriction};
use casefile::ids::FileId;
use uuid::Uuid;

use crate::LedgerError;
use crate::journal::{GUARDING, Loaded};
use crate::store::batch::{later, later_many};
use crate::store::sql::{all, insert_many, statements};
use crate::store::tx::{Reading, Tx};

statements! {
    KEEP = "INSERT INTO file_guard (file, guarding) VALUES ($1, $2) ON CONFLICT (file) DO UPDATE SET guarding = excluded.guarding";
    FORGET_TEAM = "DELETE FROM file_team WHERE file = $1 AND team = $2";
    FORGET_RESTRICTION = "DELETE FROM file_restricted WHERE file = $1";
    RESTRICT = "INSERT INTO file_restricted (file, hidden) VALUES ($1, $2) ON CONFLICT (file) DO UPDATE SET hidden = excluded.hidden";
    FORGET_NAMED = "DELETE FROM file_named WHERE file = $1 AND officer = $2";
    WITH_BARS = "SELECT DISTINCT file FROM file_bar ORDER BY file";
    FORGET_BAR = "DELETE FROM file_bar WHERE file = $1 AND officer = $2";
}

impl Reading {
    /// The files from which somebody is kept out, for a reviewer.
    /// # Errors
    /// The database does not answer.
    pub async fn files_with_bars(&mut self, _: &HousePermit<ReviewConflicts>) -> Result<Vec<FileId>, LedgerError> {
        Ok(all!(self.conn, (Uuid,), WITH_BARS)?.into_iter().map(|(file,)| FileId(file)).collect())
    }
}

/// Everybody who may see the file in a list though it is restricted, and until when; without a day, for good.
pub(super) fn named(guarding: &Guarding) -> BTreeMap<Uuid, Option<String>> {
    let mut named: BTreeMap<Uuid, Option<String>> = BTreeMap::new();
    let standing = if guarding.named.is_empty() { &guarding.assigned } else { &guarding.named };
    named.extend(standing.iter().map(|officer| (officer.0, None)));
    for grant in &guarding.grants {
        let until = grant.until.to_string();
        match named.get_mut(&grant.officer.0) {
            Some(None) => {} // named for good
            Some(Some(known)) => *known = until.max(std::mem::take(known)),
            None => drop(named.insert(grant.officer.0, Some(until))),
        }
    }
    named
}

pub(super) fn bring_up_to_date(tx: &mut Tx, before: &Loaded, after: &Loaded) -> Result<(), LedgerError> {
    let file = after.id.0;
    let is_new = before.file.recorded().len() == 0;
    let was = if is_new { Guarding::default() } else { Guarding::of(&before.file) };
    let now = Guarding::of(&after.file);
    if !is_new && was == now {
        return Ok(());
    }
    later!(tx, KEEP, file, sealed(after, &now)?)?;
    let teams = |guarding: &Guarding| guarding.shared.iter().map(|shared| (shared.team.0, shared.body.0)).collect();
    let (had, has): (BTreeMap<Uuid, Uuid>, BTreeMap<Uuid, Uuid>) = (teams(&was), teams(&now));
    for gone in had.keys().filter(|team| !has.contains_key(*team)) {
        later!(tx, FORGET_TEAM, file, *gone)?;
    }
    let new: Vec<_> = has.iter().filter(|(team, body)| had.get(*team) != Some(*body)).collect();
    later_many!(
        tx,
        "INSERT INTO file_team (file, team, body, opened)",
        "ON CONFLICT (file, team) DO UPDATE SET body = excluded.body",
        new,
        |row| [file, *row.0, *row.1, after.opened]
    )?;
    match now.restriction {
        _ if was.restriction == now.restriction => {}
        Restriction::NeedToKnow => later!(tx, FORGET_RESTRICTION, file)?,
        restriction => later!(tx, RESTRICT, file, i64::from(restriction == Restriction::Hidden))?,
    }
    let (had, has) = (named(&was), named(&now));
    for gone in had.keys().filter(|officer| !has.contains_key(*officer)) {
        later!(tx, FORGET_NAMED, file, *gone)?;
    }
    let new: Vec<_> = has.iter().filter(|(officer, until)| had.get(*officer) != Some(*until)).collect();
    later_many!(
        tx,
        "INSERT INTO file_named (file, officer, until)",
        "ON CONFLICT (file, officer) DO UPDATE SET until = excluded.until",
        new,
        |row| [file, *row.0, row.1.as_deref()]
    )?;
    let new: Vec<_> = now.emergencies.iter().filter(|one| !was.emergencies.contains(one)).collect();
    later_many!(
        tx,
        "INSERT INTO file_emergency (file, fact, officer, until, taken, reviewed)",
        "ON CONFLICT (file, fact) DO UPDATE SET until = excluded.until, reviewed = excluded.reviewed",
        new,
        |row| [file, row.id.0, row.officer.0, row.until.to_string(), row.taken.to_string(), i64::from(row.reviewed)]
    )?;
    for gone in was.barred.iter().filter(|officer| !now.bars(**officer)) {
        later!(tx, FORGET_BAR, file, gone.0)?;
    }
    let new: Vec<_> = now.barred.iter().filter(|officer| !was.bars(**officer)).collect();
    later_many!(tx, "INSERT INTO file_bar (file, officer)", "", new, |row| [file, row.0])?;
    Ok(())
}

/// The guard of a file that has none yet.
pub(super) struct NewGuard {
    kept: Vec<u8>,
    guarding: Guarding,
}

impl NewGuard {
    pub(super) fn of(loaded: &Loaded) -> Result<Self, LedgerError> {
        let guarding = Guarding::of(&loaded.file);
        Ok(Self { kept: sealed(loaded, &guarding)?, guarding })
    }
}

fn sealed(loaded: &Loaded, guarding: &Guarding) -> Result<Vec<u8>, LedgerError> {
    let kept = serde_json::to_vec(guarding).map_err(LedgerError::NotSealed)?;
    Ok(loaded.key.seal_note(loaded.id, GUARDING, &kept)?)
}

/// Writes the guards of new files down: each with its file and when that was opened.
pub(super) async fn keep_new(tx: &mut Tx, guards: &[(Uuid, i64, &NewGuard)]) -> Result<(), LedgerError> {
    let each = || guards.iter().map(|(file, opened, guard)| (*file, *opened, &guard.guarding));
    insert_many!(tx.conn, "INSERT INTO file_guard (file, guarding)", "", guards, |row| [row.0, row.2.kept.as_slice()])?;
    let teams: Vec<_> = each()
        .flat_map(|(file, opened, it)| it.shared.iter().map(move |shared| (file, shared.team.0, shared.body.0, opened)))
        .collect();
    insert_many!(tx.conn, "INSERT INTO file_team (file, team, body, opened)", "", teams, |row| [row.0, row.1, row.2, row.3])?;
    let restricted: Vec<_> = each()
        .filter(|(_, _, it)| it.restriction != Restriction::NeedToKnow)
        .map(|(file, _, it)| (file, i64::from(it.restriction == Restriction::Hidden)))
        .collect();
    insert_many!(tx.conn, "INSERT INTO file_restricted (file, hidden)", "", restricted, |row| [row.0, row.1])?;
    let rows: Vec<_> =
        each().flat_map(|(file, _, it)| named(it).into_iter().map(move |(officer, until)| (file, officer, until))).collect();
    insert_many!(tx.conn, "INSERT INTO file_named (file, officer, until)", "", rows, |row| [row.0, row.1, row.2.as_deref()])?;
    let bars: Vec<_> = each().flat_map(|(file, _, it)| it.barred.iter().map(move |officer| (file, officer.0))).collect();
    insert_many!(tx.conn, "INSERT INTO file_bar (file, officer)", "", bars, |row| [row.0, row.1])?;
    let emergencies: Vec<_> = each().flat_map(|(file, _, it)| it.emergencies.iter().map(move |one| (file, one))).collect();
    insert_many!(tx.conn, "INSERT INTO file_emergency (file, fact, officer, until, taken, reviewed)", "", emergencies, |row| [
        row.0,
        row.1.id.0,
        row.1.officer.0,
        row.1.until.to_string(),
        row.1.taken.to_string(),
        i64::from(row.1.reviewed)
    ])?;
    Ok(())
}
