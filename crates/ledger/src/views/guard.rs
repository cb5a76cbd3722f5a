//! Who may open a file: what the door asks, sealed, and what narrows lists.

use std::collections::BTreeMap;

use casefile::confidentiality::{Guarding, Restriction};
use uuid::Uuid;

use crate::LedgerError;
use crate::journal::{GUARDING, Loaded};
use crate::store::sql::{insert_many, run, statements};
use crate::store::tx::Tx;

statements! {
    KEEP = "INSERT INTO file_guard (file, guarding) VALUES ($1, $2) ON CONFLICT (file) DO UPDATE SET guarding = excluded.guarding";
    FORGET_TEAMS = "DELETE FROM file_team WHERE file = $1";
    FORGET_RESTRICTION = "DELETE FROM file_restricted WHERE file = $1";
    RESTRICT = "INSERT INTO file_restricted (file, hidden) VALUES ($1, $2)";
    FORGET_NAMED = "DELETE FROM file_named WHERE file = $1";
    FORGET_BARS = "DELETE FROM file_bar WHERE file = $1";
}

/// Everybody who may see the file in a list though it is restricted, and until when; without a day, for good.
fn named(guarding: &Guarding) -> Vec<(Uuid, Option<String>)> {
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
    named.into_iter().collect()
}

pub(super) async fn bring_up_to_date(tx: &mut Tx, before: &Loaded, after: &Loaded) -> Result<(), LedgerError> {
    let file = after.id.0;
    let is_new = before.file.history().is_empty();
    let was = if is_new { Guarding::default() } else { Guarding::of(&before.file) };
    let now = Guarding::of(&after.file);
    if !is_new && was == now {
        return Ok(());
    }
    run!(tx.conn, KEEP, file, sealed(after, &now)?)?;
    if was.shared != now.shared {
        run!(tx.conn, FORGET_TEAMS, file)?;
        let teams: Vec<_> = now.shared.iter().map(|shared| (shared.team.0, shared.body.0)).collect();
        insert_many!(tx.conn, "INSERT INTO file_team (file, team, body, opened)", "", teams, |row| [
            file,
            row.0,
            row.1,
            after.opened
        ])?;
    }
    if was.restriction != now.restriction {
        run!(tx.conn, FORGET_RESTRICTION, file)?;
        if now.restriction != Restriction::NeedToKnow {
            run!(tx.conn, RESTRICT, file, i64::from(now.restriction == Restriction::Hidden))?;
        }
    }
    if named(&was) != named(&now) {
        run!(tx.conn, FORGET_NAMED, file)?;
        let rows = named(&now);
        insert_many!(tx.conn, "INSERT INTO file_named (file, officer, until)", "", rows, |row| [file, row.0, row.1.as_deref()])?;
    }
    if was.barred != now.barred {
        run!(tx.conn, FORGET_BARS, file)?;
        let rows: Vec<_> = now.barred.iter().map(|officer| officer.0).collect();
        insert_many!(tx.conn, "INSERT INTO file_bar (file, officer)", "", rows, |row| [file, *row])?;
    }
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
    Ok(())
}
