//! The list of homes at the desk: what is free, who lives where as far as the officer may know, and what it costs.
//!
//! Of a room that somebody holds of whom the officer may not know, the officer hears what they hear of one that is out of use: that it is not
//! available. The two are the same in words, in number and in what can be done.

use access::{HomesAct, HomesPermit, KeepHomes, OpenHome, Purpose, SeeHomes, homes_permit};
use casefile::accommodation::check::Compared;
use casefile::accommodation::home::{Home, Room};
use casefile::accommodation::{are_alike, restrictions};
use casefile::commands::{AnswerOffer, CheckHome, LeavePlacement, Listed, MoveIn, OfferHome, OverrideCheck, Refusal};
use casefile::facts::{AddressRecorded, Function, HomeKind, LookPurpose};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId, HomeId, RoomId, in_story};
use jiff::civil::Date;
use ledger::{HeldBy, Holding, HomeEntry, Kept, KeptPlace, LedgerError, OpenRepair, Viewer};

use crate::{Asks, CannotAct, Desk, Directory};

impl Asks for CheckHome {
    type Act = access::RecordFact;
}
impl Asks for OfferHome {
    type Act = access::RecordFact;
}
impl Asks for AnswerOffer {
    type Act = access::RecordFact;
}
impl Asks for MoveIn {
    type Act = access::RecordFact;
}
impl Asks for LeavePlacement {
    type Act = access::RecordFact;
}
impl Asks for OverrideCheck {
    type Act = access::GiveLeave;
}

/// How a room stands today, as far as the officer may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoomState {
    /// Nobody is there, and it can be offered.
    Free,
    /// It can be offered from a later day.
    FreeFrom(Date),
    /// A file that the officer may open holds it.
    Held {
        /// Which.
        file: FileId,
        /// Its reference.
        reference: String,
        /// The placement, or the offer.
        fact: FactId,
        /// Whether somebody lives there; it was only offered otherwise.
        lived: bool,
        /// Since when.
        since: Date,
        /// Whether it is bed and breakfast in law, with a family in it.
        family_in_bed_and_breakfast: bool,
    },
    /// It is not available, for whatever reason.
    NotAvailable,
}

/// A room of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomLine {
    /// What is let.
    pub room: Room,
    /// How it stands.
    pub state: RoomState,
    /// Repairs that are open in it; none are told of a room that is not available.
    pub repairs: Vec<OpenRepair>,
    /// What it costs a night while somebody lives there of whom the officer may know, in pence.
    pub nightly: u64,
    /// What it has cost this month for such people, in pence.
    pub this_month: u64,
}

/// A home of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeLine {
    /// The home.
    pub entry: HomeEntry,
    /// Its rooms.
    pub rooms: Vec<RoomLine>,
}

/// How often a reference that is taken is drawn again.
const DRAWS: u32 = 20;

impl Desk {
    pub(crate) fn homes_leave<A: HomesAct>(&self, directory: &Directory) -> Result<HomesPermit<A>, CannotAct> {
        let does = directory.team(self.officer.team).map_or(Function::Other, |team| team.function);
        Ok(homes_permit(&self.asking(Purpose::Casework), does)?)
    }

    /// Whether the officer sees the list of homes.
    pub fn sees_homes(&self, directory: &Directory) -> bool {
        let does = directory.team(self.officer.team).map_or(Function::Other, |team| team.function);
        homes_permit::<SeeHomes>(&self.asking(Purpose::Casework), does).is_ok()
    }

    /// The homes of the officer's body, by their references, with how each room stands.
    /// # Errors
    /// The officer is in no housing team, or the ledger does not answer.
    pub async fn homes(&self) -> Result<Vec<HomeLine>, CannotAct> {
        let directory = self.house.directory().await?;
        let permit = self.homes_leave::<SeeHomes>(&directory)?;
        let entries = self.house.ledger().read().await?.homes(&permit).await?;
        self.lines(&permit, entries).await
    }

    /// One home.
    /// # Errors
    /// As [`Desk::homes`]; there is no such home.
    pub async fn home(&self, id: HomeId) -> Result<HomeLine, CannotAct> {
        let directory = self.house.directory().await?;
        let permit = self.homes_leave::<SeeHomes>(&directory)?;
        let entry = self.house.ledger().read().await?.one_home(&permit, id).await?.ok_or(CannotAct::NoSuchFile)?;
        self.lines(&permit, vec![entry]).await?.pop().ok_or(CannotAct::NoSuchFile)
    }

    async fn lines(&self, permit: &HomesPermit<SeeHomes>, entries: Vec<HomeEntry>) -> Result<Vec<HomeLine>, CannotAct> {
        let today = self.house.today();
        let month = today.first_of_month();
        let rooms: Vec<RoomId> = entries.iter().flat_map(|one| one.home.rooms.iter().map(|room| room.id)).collect();
        let viewer = Viewer::of(&self.officer, today);
        let mut reading = self.house.ledger().read().await?;
        let held = reading.rooms_held(permit, &viewer, &rooms, month).await?;
        let repairs = reading.open_repairs(permit, &rooms).await?;
        let line = |home: &Home, room: &Room| {
            let none = Vec::new();
            let holdings = held.get(&room.id).unwrap_or(&none);
            let state = state(room, holdings, today);
            let open = repairs.get(&room.id).into_iter().flatten().filter(|one| home.mended.is_none_or(|day| one.since > day));
            let repairs = if state == RoomState::NotAvailable { Vec::new() } else { open.copied().collect() };
            let known = || holdings.iter().filter(|one| one.lived && one.by != HeldBy::Somebody);
            let now = known().filter(|one| is_now(one, today)).map(|one| one.nightly).sum();
            let this_month = known().map(|one| nights(one, month, today).saturating_mul(one.nightly)).sum();
            RoomLine { room: room.clone(), state, repairs, nightly: now, this_month }
        };
        let lines = entries.into_iter().map(|entry| {
            let rooms = entry.home.rooms.iter().map(|room| line(&entry.home, room)).collect();
            HomeLine { entry, rooms }
        });
        Ok(lines.collect())
    }

    /// What can be offered to a file today: each free room, as the check takes it.
    /// # Errors
    /// As [`Desk::homes`].
    pub async fn vacancies(&self) -> Result<Vec<(HomeEntry, Listed)>, CannotAct> {
        let directory = self.house.directory().await?;
        let mut free = Vec::new();
        for line in self.homes().await?.into_iter().filter(|line| line.entry.withdrawn.is_none()) {
            for room in line.rooms.iter().filter(|room| room.state == RoomState::Free) {
                let open_repairs = u32::try_from(room.repairs.len()).unwrap_or(u32::MAX);
                let Some(listed) = self.as_listed(&directory, &line.entry, room.room.id, open_repairs) else { continue };
                free.push((line.entry.clone(), listed));
            }
        }
        Ok(free)
    }

    /// A home elsewhere has to have a housing team in the directory: it is told of whoever is placed there.
    fn as_listed(&self, directory: &Directory, entry: &HomeEntry, room: RoomId, open_repairs: u32) -> Option<Listed> {
        let host = if entry.home.area == self.officer.body {
            None
        } else {
            let team = directory.team_for(Function::Housing, Some(entry.home.area))?;
            Some(directory.service(team.id, false, None)?)
        };
        Some(Listed { home: entry.home.clone(), room, open_repairs, host })
    }

    /// One room that may be offered to a file, or is held by it: nobody else has it.
    /// # Errors
    /// It is not available, whatever the reason; there is no such room for this officer.
    pub async fn listed(&self, file: FileId, room: RoomId) -> Result<(HomeEntry, Listed), CannotAct> {
        let directory = self.house.directory().await?;
        let permit = self.homes_leave::<SeeHomes>(&directory)?;
        let today = self.house.today();
        let mut reading = self.house.ledger().read().await?;
        let entry = reading.home_of_room(&permit, room).await?.ok_or(CannotAct::NoSuchFile)?;
        let found = entry.home.room(room).ok_or(CannotAct::NoSuchFile)?;
        let later = found.free_from.is_some_and(|from| from > today);
        if found.out_of_use || later || reading.is_room_taken(room, file, today).await? {
            return Err(not_available().into());
        }
        let repairs = reading.open_repairs(&permit, &[room]).await?;
        let open = repairs.get(&room).into_iter().flatten().filter(|one| entry.home.mended.is_none_or(|day| one.since > day));
        let open_repairs = u32::try_from(open.count()).unwrap_or(u32::MAX);
        let listed = self.as_listed(&directory, &entry, room, open_repairs).ok_or_else(|| {
            CannotAct::NobodyThere("the authority of that area has no housing team in the directory: add it first".to_owned())
        })?;
        Ok((entry, listed))
    }

    /// Adds a home to the list. Sent twice with one key, it is there once.
    /// # Errors
    /// What was typed cannot be so; the officer is in no housing team; nothing was kept.
    pub async fn add_home(&self, key: &str, home: &Home, place: Option<&KeptPlace>) -> Result<HomeId, CannotAct> {
        let directory = self.house.directory().await?;
        let permit = self.homes_leave::<KeepHomes>(&directory)?;
        let sees = self.homes_leave::<SeeHomes>(&directory)?;
        let now = self.house.now();
        self.is_sound(&directory, home, place)?;
        if home.kind != HomeKind::Refuge && place.is_none() {
            return Err(Refusal::because("Say where the home is. It is sealed at once.").into());
        }
        let id = HomeId(in_story("home", &self.officer.id.to_string(), key));
        for _ in 0..DRAWS {
            if self.house.ledger().read().await?.one_home(&sees, id).await?.is_some() {
                return Ok(id);
            }
            let reference = self.draw(home.kind);
            let mut tx = self.house.ledger().begin("add a home").await?;
            match tx.add_home(&permit, (id, &reference), home, place, now).await {
                Ok(()) => {
                    tx.commit().await?;
                    return Ok(id);
                }
                Err(LedgerError::Taken | LedgerError::Busy) => tx.give_up().await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(LedgerError::Busy.into())
    }

    fn draw(&self, kind: HomeKind) -> String {
        let letter = match kind {
            HomeKind::BedAndBreakfast => 'B',
            HomeKind::Hostel => 'H',
            HomeKind::PrivateRent => 'P',
            HomeKind::Social => 'S',
            HomeKind::Refuge => 'R',
            HomeKind::Specialist => 'D',
            _ => 'T',
        };
        let [high, low] = self.house.random::<2>();
        format!("{letter}-{:04}", u16::from_be_bytes([high, low]) % 10_000)
    }

    fn is_sound(&self, directory: &Directory, home: &Home, place: Option<&KeptPlace>) -> Result<(), CannotAct> {
        home.sound(self.house.today())?;
        let known = directory.team_for(Function::Housing, Some(home.area)).is_some();
        if !known {
            return Err(Refusal::because("That authority has no housing team in the directory.")
                .instead("Choose the authority in whose area the home is.")
                .instead("Have its housing team added to the directory first: it is told of whoever is placed there.")
                .into());
        }
        if let Some(place) = place {
            if home.kind == HomeKind::Refuge {
                return Err(Refusal::because("Where a refuge is stands on no list. Leave the address out.").into());
            }
            for text in [&place.address, &place.notes] {
                casefile::commands::form::text_is_sound("address", text.shown(), 2_000)?;
            }
            if place.address.shown().trim().is_empty() {
                return Err(Refusal::because("Say where the home is. It is sealed at once.").into());
            }
        }
        Ok(())
    }

    /// Changes a home; where it is stays as it was unless it is typed anew. Rooms in which somebody lives stay on the list.
    /// # Errors
    /// As [`Desk::add_home`]; there is no such home.
    pub async fn change_home(&self, id: HomeId, home: &Home, place: Option<&KeptPlace>) -> Result<(), CannotAct> {
        let directory = self.house.directory().await?;
        let permit = self.homes_leave::<KeepHomes>(&directory)?;
        let sees = self.homes_leave::<SeeHomes>(&directory)?;
        self.is_sound(&directory, home, place)?;
        let before = self.house.ledger().read().await?.one_home(&sees, id).await?.ok_or(CannotAct::NoSuchFile)?;
        if before.home.rooms.iter().any(|room| home.room(room.id).is_none()) {
            return Err(Refusal::because("A room stays on the list once it is there: somebody may live in it.")
                .instead("Say that it cannot be used.")
                .into());
        }
        let mut tx = self.house.ledger().begin("change a home").await?;
        let kept = tx.change_home(&permit, id, home, place, self.house.now()).await?;
        tx.commit().await?;
        if kept == Kept::Kept { Ok(()) } else { Err(CannotAct::NoSuchFile) }
    }

    /// Takes a home off the list. It can no longer be offered; whoever lives there is not touched by it.
    /// # Errors
    /// The officer is in no housing team; there is no such home.
    pub async fn withdraw_home(&self, id: HomeId) -> Result<(), CannotAct> {
        let directory = self.house.directory().await?;
        let permit = self.homes_leave::<KeepHomes>(&directory)?;
        let mut tx = self.house.ledger().begin("withdraw a home").await?;
        let kept = tx.withdraw_home(&permit, id, self.house.now()).await?;
        tx.commit().await?;
        if kept == Kept::Kept { Ok(()) } else { Err(CannotAct::NoSuchFile) }
    }

    /// Has it read out where a home is. The look is on record before the words are given.
    /// # Errors
    /// The second factor is not fresh; there is no such home, or nothing on file.
    pub async fn where_home_is(&self, id: HomeId, purpose: LookPurpose) -> Result<KeptPlace, CannotAct> {
        let directory = self.house.directory().await?;
        let permit = self.homes_leave::<OpenHome>(&directory)?;
        self.house.ledger().open_home(&permit, id, purpose, self.house.now()).await?.ok_or(CannotAct::NoSuchFile)
    }

    /// Compares where a home is with every place where she is not safe and with every address of his side, letter by letter. Each look is on record;
    /// nothing of the words is told. [`Compared::No`] where there is nothing to compare.
    /// # Errors
    /// The second factor is not fresh, the places are not shared with the officer's service, or a look could not be kept.
    pub async fn compare_places(&self, file: FileId, of: &CaseFile, home: HomeId) -> Result<Compared, CannotAct> {
        let wanted = unsafe_places(of);
        if wanted.is_empty() {
            return Ok(Compared::No);
        }
        let there = self.where_home_is(home, LookPurpose::Check).await?;
        let read = self.reveal_all(file, &wanted, LookPurpose::Check).await?;
        let text = format!("{} {}", there.address.shown(), there.notes.shown());
        let alike = read.iter().any(|place| are_alike(&text, place.words()));
        Ok(if alike { Compared::Alike } else { Compared::Differ })
    }
}

/// The sealed places on a file in which she is not safe: those that she named, and addresses of his side.
pub fn unsafe_places(file: &CaseFile) -> Vec<(FactId, &'static str)> {
    let named = restrictions(file).filter(|(_, it)| it.area.is_some()).map(|(fact, _)| (fact.id, "area"));
    let his = file.each::<AddressRecorded>().filter(|(_, it)| file.people().is_other_side(it.person));
    named.chain(his.map(|(fact, _)| (fact.id, "value"))).collect()
}

pub(crate) fn not_available() -> Refusal {
    Refusal::because("This home is not available.").instead("Look at the next home on the list of vacancies.")
}

fn is_now(one: &Holding, today: Date) -> bool {
    one.since <= today && one.until.is_none_or(|until| today < until)
}

fn state(room: &Room, holdings: &[Holding], today: Date) -> RoomState {
    let now = || holdings.iter().filter(|one| is_now(one, today));
    if now().any(|one| one.by == HeldBy::Somebody) {
        return RoomState::NotAvailable;
    }
    let held = now().find(|one| one.lived).or_else(|| now().next());
    if let Some(Holding { by: HeldBy::File(file, reference, fact), lived, since, family, home, .. }) = held {
        return RoomState::Held {
            file: *file,
            reference: reference.clone(),
            fact: *fact,
            lived: *lived,
            since: *since,
            family_in_bed_and_breakfast: *lived && *family && *home == Some(HomeKind::BedAndBreakfast),
        };
    }
    if room.out_of_use {
        return RoomState::NotAvailable;
    }
    match room.free_from.filter(|from| *from > today) {
        Some(from) => RoomState::FreeFrom(from),
        None => RoomState::Free,
    }
}

/// How many nights of a stay lie between the first of a month and the end of today.
fn nights(one: &Holding, month: Date, today: Date) -> u64 {
    let tomorrow = today.tomorrow().unwrap_or(today);
    let from = one.since.max(month);
    let until = one.until.unwrap_or(tomorrow).min(tomorrow);
    if until <= from { 0 } else { from.until(until).map_or(0, |span| u64::from(span.get_days().unsigned_abs())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use casefile::facts::Pence;
    use jiff::civil::date;

    fn room() -> Room {
        Room {
            id: RoomId(uuid::Uuid::nil()),
            number: None,
            bedrooms: 1,
            living_rooms: 0,
            bed_spaces: 1,
            nightly: Pence(1),
            free_from: None,
            out_of_use: false,
        }
    }

    fn holding(by: HeldBy) -> Holding {
        Holding { by, lived: true, since: date(2026, 6, 1), until: None, home: None, family: false, nightly: 100 }
    }

    #[test]
    fn a_room_of_somebody_unknown_and_one_out_of_use_are_the_same() {
        let today = date(2026, 6, 10);
        let hidden = state(&room(), &[holding(HeldBy::Somebody)], today);
        let broken = state(&Room { out_of_use: true, ..room() }, &[], today);
        let both = state(&Room { out_of_use: true, ..room() }, &[holding(HeldBy::Somebody)], today);
        assert_eq!((hidden.clone(), hidden), (broken, both));
        assert_eq!(state(&room(), &[], today), RoomState::Free);
        let later = Room { free_from: Some(date(2026, 6, 11)), ..room() };
        assert_eq!(state(&later, &[], today), RoomState::FreeFrom(date(2026, 6, 11)));
        assert_eq!(state(&later, &[], date(2026, 6, 11)), RoomState::Free);
    }

    #[test]
    fn nights_are_counted_within_the_month_and_up_to_tonight() {
        let (month, today) = (date(2026, 6, 1), date(2026, 6, 10));
        let stay = |since, until| Holding { since, until, ..holding(HeldBy::Somebody) };
        assert_eq!(nights(&stay(date(2026, 5, 20), None), month, today), 10);
        assert_eq!(nights(&stay(date(2026, 6, 10), None), month, today), 1);
        assert_eq!(nights(&stay(date(2026, 6, 3), Some(date(2026, 6, 5))), month, today), 2);
        assert_eq!(nights(&stay(date(2026, 5, 1), Some(date(2026, 6, 1))), month, today), 0);
    }
}
