//! Who holds which room of the list of homes, and the repairs that were reported in it. A room stands here as a token, so that the database alone does
//! not tell which file is where.
//!
//! Two households are never in one room on one day: whoever writes looks first who is there, and what they write is taken only if nobody else has
//! written in the meantime.

use std::collections::BTreeMap;

use casefile::accommodation::occupancy::{Held, occupied, repairs};
use casefile::file::CaseFile;
use casefile::ids::RoomId;
use uuid::Uuid;
use vault::Vault;

use crate::LedgerError;
use crate::journal::Loaded;
use crate::store::batch::{later, later_many};
use crate::store::sql::{insert_many, maybe, one, run, statements};
use crate::store::tx::Tx;

statements! {
    TURN = "SELECT turn FROM occupancy_turn WHERE id = 1";
    // Where somebody else has changed the view since it was read, this has no number to write, which the database refuses.
    MY_TURN = "UPDATE occupancy_turn SET turn = CASE WHEN turn = $1 THEN turn + 1 END WHERE id = 1";
    NEXT_TURN = "UPDATE occupancy_turn SET turn = turn + 1 WHERE id = 1";
    OTHERS = "SELECT fact FROM occupancy WHERE room = $1 AND file <> $2 AND until > $3 AND since < $4 LIMIT 1";
    SHARED = "SELECT a.fact FROM occupancy a JOIN occupancy b ON b.room = a.room AND b.until > a.since AND b.since < a.until \
        WHERE b.file <> a.file LIMIT 1";
    FORGET = "DELETE FROM occupancy WHERE file = $1 AND fact = $2";
    FORGET_REPAIR = "DELETE FROM home_repair WHERE file = $1 AND fact = $2";
}

/// The day that stands for «still held».
pub(crate) const FOR_GOOD: &str = "9999-12-31";

/// A room as the database holds it.
pub(crate) fn token(vault: &Vault, room: RoomId) -> Vec<u8> {
    vault.blind_index("room", &room.to_string())[..16].to_vec()
}

/// A row of the view.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    room: Vec<u8>,
    lived: i64,
    since: String,
    until: String,
    home: &'static str,
    family: i64,
    nightly: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct RepairRow {
    room: Vec<u8>,
    since: String,
    due: Option<String>,
    done: Option<String>,
}

/// What the views hold of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Rooms {
    held: BTreeMap<Uuid, Row>,
    repairs: BTreeMap<Uuid, RepairRow>,
}

impl Rooms {
    /// Made from a file's facts.
    pub(crate) fn of(vault: &Vault, file: &CaseFile) -> Self {
        let held = occupied(file).into_iter().map(|one| {
            let row = Row {
                room: token(vault, one.room),
                lived: i64::from(one.held == Held::Lived),
                since: one.since.to_string(),
                until: one.until.map_or_else(|| FOR_GOOD.to_owned(), |day| day.to_string()),
                home: one.home.code(),
                family: i64::from(one.family),
                nightly: i64::try_from(one.nightly).unwrap_or(i64::MAX),
            };
            (one.fact.0, row)
        });
        let repairs = repairs(file).into_iter().map(|one| {
            let row = RepairRow {
                room: token(vault, one.room),
                since: one.since.to_string(),
                due: one.due.map(|day| day.to_string()),
                done: one.done.map(|day| day.to_string()),
            };
            (one.fact.0, row)
        });
        Self { held: held.collect(), repairs: repairs.collect() }
    }

    pub(super) fn holds_any(&self) -> bool {
        !self.held.is_empty()
    }
}

macro_rules! rows_into {
    ($insert:ident, $to:expr, $tail:expr, $rows:expr) => {
        $insert!(
            $to,
            "INSERT INTO occupancy (file, fact, room, lived, since, until, home, family, nightly)",
            $tail,
            $rows,
            |row| [
                row.0,
                *row.1,
                row.2.room.as_slice(),
                row.2.lived,
                row.2.since.as_str(),
                row.2.until.as_str(),
                row.2.home,
                row.2.family,
                row.2.nightly
            ]
        )
    };
}

macro_rules! repairs_into {
    ($insert:ident, $to:expr, $tail:expr, $rows:expr) => {
        $insert!($to, "INSERT INTO home_repair (file, fact, room, since, due, done)", $tail, $rows, |row| [
            row.0,
            *row.1,
            row.2.room.as_slice(),
            row.2.since.as_str(),
            row.2.due.as_deref(),
            row.2.done.as_deref()
        ])
    };
}

const OR_CHANGE: &str = "ON CONFLICT (file, fact) DO UPDATE SET room = excluded.room, lived = excluded.lived, since = excluded.since, \
    until = excluded.until, home = excluded.home, family = excluded.family, nightly = excluded.nightly";
const OR_CHANGE_REPAIR: &str = "ON CONFLICT (file, fact) DO UPDATE SET room = excluded.room, since = excluded.since, due = excluded.due, \
    done = excluded.done";

/// Writes what differs, where nobody else has the room.
pub(super) async fn bring_up_to_date(tx: &mut Tx, before: &Loaded, after: &Loaded) -> Result<(), LedgerError> {
    let (was, is) = {
        let vault = tx.ledger.vault();
        (Rooms::of(vault, &before.file), Rooms::of(vault, &after.file))
    };
    let file = after.id.0;
    if was.held != is.held {
        let (turn,): (i64,) = one!(tx.conn, (i64,), TURN)?;
        let new: Vec<_> = is.held.iter().filter(|(fact, row)| was.held.get(*fact) != Some(*row)).collect();
        for (_, row) in &new {
            let (room, since, until) = (row.room.as_slice(), row.since.as_str(), row.until.as_str());
            if maybe!(tx.conn, (Uuid,), OTHERS, room, file, since, until)?.is_some() {
                return Err(LedgerError::RoomTaken);
            }
        }
        later!(tx, MY_TURN, turn)?;
        for gone in was.held.keys().filter(|fact| !is.held.contains_key(*fact)) {
            later!(tx, FORGET, file, *gone)?;
        }
        let rows: Vec<_> = new.into_iter().map(|(fact, row)| (file, fact, row)).collect();
        rows_into!(later_many, tx, OR_CHANGE, rows)?;
    }
    if was.repairs != is.repairs {
        for gone in was.repairs.keys().filter(|fact| !is.repairs.contains_key(*fact)) {
            later!(tx, FORGET_REPAIR, file, *gone)?;
        }
        let new = is.repairs.iter().filter(|(fact, row)| was.repairs.get(*fact) != Some(*row));
        let rows: Vec<_> = new.map(|(fact, row)| (file, fact, row)).collect();
        repairs_into!(later_many, tx, OR_CHANGE_REPAIR, rows)?;
    }
    Ok(())
}

/// Writes the views of files that are in none yet.
pub(super) async fn keep_new(tx: &mut Tx, files: &[(Uuid, &Rooms)]) -> Result<(), LedgerError> {
    let held: Vec<_> =
        files.iter().flat_map(|(file, rooms)| rooms.held.iter().map(move |(fact, row)| (*file, fact, row))).collect();
    rows_into!(insert_many, tx.conn, "", held)?;
    let repairs: Vec<_> =
        files.iter().flat_map(|(file, rooms)| rooms.repairs.iter().map(move |(fact, row)| (*file, fact, row))).collect();
    repairs_into!(insert_many, tx.conn, "", repairs)?;
    Ok(())
}

impl Tx {
    /// Whether what was brought over puts two households into one room: then nothing of it is kept.
    pub(crate) async fn nobody_shares_a_room(&mut self) -> Result<(), LedgerError> {
        run!(self.conn, NEXT_TURN)?;
        match maybe!(self.conn, (Uuid,), SHARED)? {
            Some(_) => Err(LedgerError::RoomTaken),
            None => Ok(()),
        }
    }
}
