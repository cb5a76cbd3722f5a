//! Who holds the rooms of the list of homes, as far as the viewer may know: a room that is held by a file of which they may not know is held, and no
//! more is told.

use std::collections::HashMap;

use access::{HomesPermit, SeeHomes};
use casefile::facts::HomeKind;
use casefile::ids::{FactId, FileId, RoomId};
use jiff::civil::Date;
use uuid::Uuid;

use super::viewer::{Viewer, shown, tied};
use crate::LedgerError;
use crate::store::sql::{all, maybe, row, statements};
use crate::store::tx::Reading;
use crate::views::{FOR_GOOD, room_token};

statements! {
    HELD = concat!(
        "SELECT o.file, o.fact, o.room, o.lived, o.since, o.until, o.home, o.family, o.nightly, f.reference, CAST(CASE WHEN ",
        shown!("o.file", "$2", "$3", "$4"),
        " AND ",
        tied!("o.file", "$2", "$3", "$5", "$6"),
        " THEN 1 ELSE 0 END AS BIGINT) AS known FROM occupancy o JOIN file f ON f.id = o.file WHERE o.until > $1 ORDER BY o.until, o.fact"
    );
    TAKEN = "SELECT fact FROM occupancy WHERE room = $1 AND file <> $2 AND until > $3 LIMIT 1";
    OPEN_REPAIRS = "SELECT room, since, due FROM home_repair WHERE done IS NULL AND room >= $1 ORDER BY room";
}

row! {
    struct HeldRow {
        file: Uuid,
        fact: Uuid,
        room: Vec<u8>,
        lived: i64,
        since: String,
        until: String,
        home: String,
        family: i64,
        nightly: i64,
        reference: String,
        known: i64,
    }
}

/// Who holds a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeldBy {
    /// A file that the viewer may open: it, its reference, and the placement or the offer.
    File(FileId, String, FactId),
    /// Somebody of whom the viewer may not know.
    Somebody,
}

/// That a room is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// By whom.
    pub by: HeldBy,
    /// Whether somebody lives there; it was only offered otherwise.
    pub lived: bool,
    /// From this day.
    pub since: Date,
    /// Until this day; `None` while it is held.
    pub until: Option<Date>,
    /// What kind of home it is in law.
    pub home: Option<HomeKind>,
    /// Whether a family lives there.
    pub family: bool,
    /// What it costs for a night, in pence.
    pub nightly: u64,
}

/// A repair that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenRepair {
    /// Since when.
    pub since: Date,
    /// By when it is to be done.
    pub due: Option<Date>,
}

impl Reading {
    /// Who holds these rooms on a day or later, and what is held until then since a day.
    /// # Errors
    /// The database does not answer.
    pub async fn rooms_held(
        &mut self,
        _: &HomesPermit<SeeHomes>,
        viewer: &Viewer,
        rooms: &[RoomId],
        since: Date,
    ) -> Result<HashMap<RoomId, Vec<Holding>>, LedgerError> {
        let by_token = self.by_token(rooms);
        let (who, today, on_call) = (viewer.id().0, viewer.today.as_str(), viewer.on_call());
        let (team, ladder) = (viewer.team(), viewer.ladder());
        let reads = <access::ReadFile as access::Act>::INFO.roles.contains(&viewer.role());
        let rows = all!(self.conn, HeldRow, HELD, since.to_string(), who, today, on_call, team, ladder)?;
        let mut held: HashMap<RoomId, Vec<Holding>> = HashMap::new();
        for row in rows {
            let Some(room) = by_token.get(&row.room) else { continue };
            let known = reads && row.known == 1;
            let holding = Holding {
                by: if known { HeldBy::File(FileId(row.file), row.reference, FactId(row.fact)) } else { HeldBy::Somebody },
                lived: row.lived == 1,
                since: row.since.parse().unwrap_or(Date::MIN),
                until: Some(row.until).filter(|until| until != FOR_GOOD).and_then(|until| until.parse().ok()),
                home: row.home.parse().ok(),
                family: row.family == 1,
                nightly: row.nightly.unsigned_abs(),
            };
            held.entry(*room).or_default().push(holding);
        }
        Ok(held)
    }

    fn by_token(&self, rooms: &[RoomId]) -> HashMap<Vec<u8>, RoomId> {
        rooms.iter().map(|room| (room_token(self.ledger.vault(), *room), *room)).collect()
    }

    /// Whether another file holds a room on a day or later. Asked without a viewer: what is told of it is one word.
    /// # Errors
    /// The database does not answer.
    pub async fn is_room_taken(&mut self, room: RoomId, but: FileId, from: Date) -> Result<bool, LedgerError> {
        let token = room_token(self.ledger.vault(), room);
        Ok(maybe!(self.conn, (Uuid,), TAKEN, token, but.0, from.to_string())?.is_some())
    }

    /// Repairs that are open in these rooms, whoever reported them.
    /// # Errors
    /// The database does not answer.
    pub async fn open_repairs(
        &mut self,
        _: &HomesPermit<SeeHomes>,
        rooms: &[RoomId],
    ) -> Result<HashMap<RoomId, Vec<OpenRepair>>, LedgerError> {
        let by_token = self.by_token(rooms);
        let rows = all!(self.conn, (Vec<u8>, String, Option<String>), OPEN_REPAIRS, Vec::<u8>::new())?;
        let mut open: HashMap<RoomId, Vec<OpenRepair>> = HashMap::new();
        for (room, since, due) in rows {
            let Some(room) = by_token.get(&room) else { continue };
            let repair = OpenRepair { since: since.parse().unwrap_or(Date::MIN), due: due.and_then(|due| due.parse().ok()) };
            open.entry(*room).or_default().push(repair);
        }
        Ok(open)
    }
}
