//! The list of homes: what it keeps and seals, and that two households are never in one room.

use access::{Asking, HomesPermit, KeepHomes, OpenHome, SeeHomes, homes_permit};
use casefile::accommodation::home::{Home, Room};
use casefile::facts::{
    AccessRestricted, Function, HomeKind, LookPurpose, NewFact, OfferMade, Pence, PlacementEnded, PlacementMade, RepairDone,
    RepairReported, RunBy, When, Who,
};
use casefile::ids::{BodyId, FactId, HomeId, OfficerId, RoomId, TeamId};
use casefile::private::Unprinted;
use jiff::civil::{Date, date};
use ledger::{HeldBy, Kept, KeptPlace, Ledger, LedgerError, Viewer};
use testkit::{Database, Sample, at, databases};
use uuid::Uuid;

const ROOM: RoomId = RoomId(Uuid::from_u128(0x500));
const OTHER_ROOM: RoomId = RoomId(Uuid::from_u128(0x501));
const HOME: HomeId = HomeId(Uuid::from_u128(0x40));
const ADDRESS: &str = "14 Samphire Row";

fn a_home() -> Home {
    let room = |id, number| Room {
        id,
        number: Some(number),
        bedrooms: 1,
        living_rooms: 0,
        bed_spaces: 2,
        nightly: Pence(4_800),
        free_from: None,
        out_of_use: false,
    };
    Home {
        kind: HomeKind::Hostel,
        run_by: RunBy::Council,
        area: Sample::numbered(1).council,
        shares: Vec::new(),
        step_free: false,
        lives_here: Vec::new(),
        near: Vec::new(),
        inspected: Some(date(2026, 5, 1)),
        hazard: false,
        mended: None,
        rooms: vec![room(ROOM, 1), room(OTHER_ROOM, 2)],
        spaces: None,
    }
}

fn somewhere() -> KeptPlace {
    KeptPlace { address: Unprinted::new(ADDRESS), notes: Unprinted::new("the key is with the caretaker") }
}

fn leave<A: access::HomesAct>(who: &access::Officer) -> HomesPermit<A> {
    homes_permit(&Asking::casework(who, at("2026-06-01T15:00")), Function::Housing).unwrap()
}

fn keeps() -> HomesPermit<KeepHomes> {
    leave(&Sample::numbered(1).worker())
}

fn sees() -> HomesPermit<SeeHomes> {
    leave(&Sample::numbered(1).worker())
}

async fn add(ledger: &Ledger) {
    let mut tx = ledger.begin("add").await.unwrap();
    tx.add_home(&keeps(), (HOME, "H-0001"), &a_home(), Some(&somewhere()), at("2026-06-01T15:00")).await.unwrap();
    tx.commit().await.unwrap();
}

fn placed(sample: &Sample, room: RoomId, day: &str) -> NewFact {
    let body = PlacementMade {
        by: sample.housing,
        home: HomeKind::Hostel,
        settled: false,
        host: None,
        bedrooms: None,
        bedrooms_needed: None,
        suitability_checked: true,
        with_children: false,
        place: None,
        room: Some(room),
        check: None,
        nightly: Some(Pence(4_800)),
    };
    NewFact::new(day.parse::<When>().unwrap(), body)
}

fn ended(sample: &Sample, placement: FactId, day: &str) -> NewFact {
    let body = PlacementEnded { placement: Some(placement), by: Some(sample.housing), fled: false };
    NewFact::new(day.parse::<When>().unwrap(), body)
}

async fn files(database: &Database, count: u128) -> Vec<Sample> {
    let mut samples = Vec::new();
    for number in 1..=count {
        let sample = Sample::numbered(number);
        sample.open_in(&database.ledger).await.unwrap();
        samples.push(sample);
    }
    samples
}

#[tokio::test]
async fn a_home_is_kept_sealed_and_where_it_is_is_told_only_after_the_look_is_on_record() {
    for database in databases().await {
        let ledger = &database.ledger;
        add(ledger).await;
        let rows = ledger.dump("home").await.unwrap().join("\n");
        let in_hex = ADDRESS.bytes().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().concat();
        assert!(!rows.contains(ADDRESS) && !rows.to_uppercase().contains(&in_hex));
        let kept = ledger.read().await.unwrap().homes(&sees()).await.unwrap();
        assert_eq!((kept[0].reference.as_str(), &kept[0].home, kept[0].placed), ("H-0001", &a_home(), true));
        assert!(!format!("{kept:?}").contains("Samphire"));

        let worker = Sample::numbered(1).worker();
        let opens: HomesPermit<OpenHome> = leave(&worker);
        let acts = |rows: Vec<String>| rows.iter().filter(|row| row.contains("reads where home")).count();
        assert_eq!(acts(ledger.dump("key_act").await.unwrap()), 0);
        let told = ledger.open_home(&opens, HOME, LookPurpose::Decide, at("2026-06-01T15:01")).await.unwrap().unwrap();
        assert_eq!(told.address.shown(), ADDRESS);
        assert_eq!(acts(ledger.dump("key_act").await.unwrap()), 1);
        assert!(!ledger.dump("key_act").await.unwrap().join("\n").contains("Samphire"));
        assert_eq!(ledger.verify(None).await.unwrap().findings, vec![]);

        // Another body's officers have no such home.
        let stranger = access::Officer { body: BodyId(Uuid::from_u128(9)), team: TeamId(Uuid::from_u128(8)), ..worker };
        let mut reading = ledger.read().await.unwrap();
        assert!(reading.homes(&leave(&stranger)).await.unwrap().is_empty());
        assert!(reading.one_home(&leave(&stranger), HOME).await.unwrap().is_none());
        assert!(reading.home_of_room(&leave(&stranger), ROOM).await.unwrap().is_none());
        let opens: HomesPermit<OpenHome> = leave(&stranger);
        assert!(ledger.open_home(&opens, HOME, LookPurpose::Decide, at("2026-06-01T15:01")).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_home_is_changed_and_withdrawn_by_recorded_acts() {
    for database in databases().await {
        let ledger = &database.ledger;
        add(ledger).await;
        let mut changed = a_home();
        changed.rooms[0].out_of_use = true;
        let mut tx = ledger.begin("change").await.unwrap();
        assert_eq!(tx.change_home(&keeps(), HOME, &changed, None, at("2026-06-02T09:00")).await.unwrap(), Kept::Kept);
        tx.commit().await.unwrap();
        let home = ledger.read().await.unwrap().home_of_room(&sees(), ROOM).await.unwrap().unwrap();
        assert!(home.home.rooms[0].out_of_use);
        let opens: HomesPermit<OpenHome> = leave(&Sample::numbered(1).worker());
        let told = ledger.open_home(&opens, HOME, LookPurpose::Check, at("2026-06-02T09:01")).await.unwrap().unwrap();
        assert_eq!(told.address.shown(), ADDRESS, "where it is stays as it was");
        let mut tx = ledger.begin("withdraw").await.unwrap();
        assert_eq!(tx.withdraw_home(&keeps(), HOME, at("2026-06-03T09:00")).await.unwrap(), Kept::Kept);
        assert_eq!(tx.withdraw_home(&keeps(), HOME, at("2026-06-03T09:00")).await.unwrap(), Kept::NotThere);
        tx.commit().await.unwrap();
        assert!(ledger.read().await.unwrap().home_of_room(&sees(), ROOM).await.unwrap().is_none());
        let acts = ledger.dump("key_act").await.unwrap().join("\n");
        for act in ["adds home", "changes home", "withdraws home"] {
            assert!(acts.contains(act), "{act}");
        }
    }
}

#[tokio::test]
async fn two_households_are_never_in_one_room() {
    for database in databases().await {
        let ledger = &database.ledger;
        let samples = files(&database, 2).await;
        let [one, two] = [samples[0], samples[1]];
        let first = one.add(ledger, vec![placed(&one, ROOM, "2026-06-01")], "2026-06-01T15:00").await.unwrap().facts[0].id;
        let refused = two.add(ledger, vec![placed(&two, ROOM, "2026-06-02")], "2026-06-02T15:00").await.unwrap_err();
        assert!(matches!(refused, LedgerError::RoomTaken), "{refused}");
        assert!(!refused.to_string().contains("file"), "it is not said who: {refused}");
        let offer = OfferMade {
            by: two.housing,
            home: HomeKind::Hostel,
            is_final: false,
            suitability_checked: true,
            place: None,
            room: Some(ROOM),
            check: None,
        };
        let offer = NewFact::new("2026-06-02".parse::<When>().unwrap(), offer);
        assert!(matches!(two.add(ledger, vec![offer], "2026-06-02T15:00").await, Err(LedgerError::RoomTaken)));
        two.add(ledger, vec![placed(&two, OTHER_ROOM, "2026-06-02")], "2026-06-02T15:00").await.unwrap();
        // She leaves on the ninth: the other may come on that day, and not a day sooner.
        one.add(ledger, vec![ended(&one, first, "2026-06-09")], "2026-06-09T15:00").await.unwrap();
        assert!(matches!(
            two.add(ledger, vec![placed(&two, ROOM, "2026-06-08")], "2026-06-09T15:10").await,
            Err(LedgerError::RoomTaken)
        ));
        two.add(ledger, vec![placed(&two, ROOM, "2026-06-09")], "2026-06-09T15:10").await.unwrap();
        // A correction cannot stretch a stay over somebody else's.
        let mut longer = ended(&one, first, "2026-06-10");
        longer.supersedes = last_end(ledger, &one).await;
        assert!(matches!(one.add(ledger, vec![longer], "2026-06-10T15:00").await, Err(LedgerError::RoomTaken)));
    }
}

async fn last_end(ledger: &Ledger, sample: &Sample) -> Option<FactId> {
    let permit = sample.permit::<access::ReadFile>(ledger).await.unwrap();
    let file = ledger.read().await.unwrap().file(&permit).await.unwrap();
    file.each::<PlacementEnded>().last().map(|(fact, _)| fact.id)
}

#[tokio::test]
async fn of_two_officers_who_place_at_once_one_is_told_that_the_home_is_not_available() {
    for database in databases().await {
        let samples = files(&database, 6).await;
        let ask = |sample: Sample| {
            let ledger = database.ledger.clone();
            tokio::spawn(async move {
                let permit = sample.permit::<access::RecordFact>(&ledger).await.unwrap();
                loop {
                    let mut quick = ledger.begin_quick("place", sample.file).await.unwrap();
                    quick.file(&permit).await.unwrap();
                    let facts = vec![placed(&sample, ROOM, "2026-06-01")];
                    match quick.keep(&permit, facts, at("2026-06-01T15:00"), None, |_| ((), None)).await {
                        Err(LedgerError::Busy) => {}
                        done => return done.is_ok(),
                    }
                }
            })
        };
        let asked: Vec<_> = samples.into_iter().map(ask).collect();
        let mut placed = 0;
        for one in asked {
            placed += usize::from(one.await.unwrap());
        }
        assert_eq!(placed, 1, "{}", database.name);
        assert_eq!(database.ledger.dump("occupancy").await.unwrap().len(), 1);
    }
}

/// A small source of chance, the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[tokio::test]
async fn whatever_is_recorded_no_room_has_two_and_the_view_made_again_is_the_view_that_was() {
    for database in databases().await {
        let ledger = &database.ledger;
        add(ledger).await;
        let samples = files(&database, 3).await;
        let mut dice = Dice(20_260_601);
        let mut stays: Vec<Vec<FactId>> = vec![Vec::new(); samples.len()];
        let (mut kept, mut refused) = (0, 0);
        for _ in 0..90 {
            let who = usize::try_from(dice.roll(3)).unwrap();
            let sample = samples[who];
            let day = format!("2026-06-{:02}", 1 + dice.roll(28));
            let room = if dice.roll(2) == 0 { ROOM } else { OTHER_ROOM };
            let known = |dice: &mut Dice| {
                let at = dice.roll(stays[who].len().max(1) as u64);
                stays[who].get(usize::try_from(at).unwrap()).copied()
            };
            let fact = match dice.roll(5) {
                0 | 1 => placed(&sample, room, &day),
                2 => match known(&mut dice) {
                    Some(placement) => ended(&sample, placement, &day),
                    None => continue,
                },
                3 => match known(&mut dice) {
                    Some(placement) => {
                        let mut fact = placed(&sample, room, &day);
                        fact.supersedes = Some(placement);
                        fact
                    }
                    None => continue,
                },
                _ => {
                    let body = RepairReported {
                        by: Who::Team(sample.housing),
                        to: sample.housing,
                        owner: None,
                        due: None,
                        shows: casefile::facts::Shows::empty(),
                        placement: known(&mut dice),
                        words: None,
                    };
                    NewFact::new(day.parse::<When>().unwrap(), body)
                }
            };
            let is_placement = fact.body.kind() == casefile::facts::Kind::PlacementMade;
            match sample.add(ledger, vec![fact], "2026-06-30T15:00").await {
                Ok(done) => {
                    kept += 1;
                    if is_placement {
                        stays[who].push(done.facts[0].id);
                    }
                }
                Err(LedgerError::RoomTaken) => refused += 1,
                Err(other) => panic!("{}: {other}", database.name),
            }
            nobody_shares(ledger).await;
        }
        assert!(kept > 20 && refused > 5, "{kept} kept, {refused} refused");
        let mut before = Vec::new();
        for view in ["occupancy", "home_repair"] {
            before.push(ledger.dump(view).await.unwrap());
        }
        assert!(before.iter().all(|rows| !rows.is_empty()));
        ledger.rebuild().await.unwrap();
        for (view, before) in ["occupancy", "home_repair"].iter().zip(before) {
            assert_eq!(ledger.dump(view).await.unwrap(), before, "{} {view}", database.name);
        }
    }
}

/// Looks at what the officers of three files are shown together: no two stays of different files share a day.
async fn nobody_shares(ledger: &Ledger) {
    let viewer = Viewer::of(&Sample::numbered(1).worker(), date(2026, 6, 1));
    let held = ledger.read().await.unwrap().rooms_held(&sees(), &viewer, &[ROOM, OTHER_ROOM], Date::MIN).await.unwrap();
    for stays in held.values() {
        for (at, one) in stays.iter().enumerate() {
            for other in &stays[at + 1..] {
                let apart =
                    one.until.is_some_and(|until| until <= other.since) || other.until.is_some_and(|until| until <= one.since);
                let (HeldBy::File(mine, ..), HeldBy::File(theirs, ..)) = (&one.by, &other.by) else {
                    panic!("all are known here")
                };
                assert!(apart || mine == theirs, "{one:?} and {other:?}");
            }
        }
    }
}

#[tokio::test]
async fn of_a_file_that_one_may_not_know_nothing_is_told_but_that_the_room_is_held() {
    for database in databases().await {
        let ledger = &database.ledger;
        let sample = files(&database, 1).await[0];
        sample.add(ledger, vec![placed(&sample, ROOM, "2026-06-01")], "2026-06-01T15:00").await.unwrap();
        let viewer = Viewer::of(&sample.worker(), date(2026, 6, 2));
        let held = |ledger: Ledger, viewer: Viewer| async move {
            let mut reading = ledger.read().await.unwrap();
            let all = reading.rooms_held(&sees(), &viewer, &[ROOM], date(2026, 6, 2)).await.unwrap();
            all[&ROOM][0].by.clone()
        };
        assert!(matches!(held(ledger.clone(), viewer.clone()).await, HeldBy::File(file, ..) if file == sample.file));
        let restricted = AccessRestricted {
            by: sample.housing,
            because: None,
            named_only: true,
            hidden: true,
            named: vec![OfficerId(Uuid::from_u128(77))],
            officer: None,
        };
        let fact = NewFact::new("2026-06-01".parse::<When>().unwrap(), restricted);
        sample.add(ledger, vec![fact], "2026-06-01T15:05").await.unwrap();
        assert_eq!(held(ledger.clone(), viewer).await, HeldBy::Somebody);
        let mut reading = ledger.read().await.unwrap();
        assert!(reading.is_room_taken(ROOM, Sample::numbered(2).file, date(2026, 6, 2)).await.unwrap());
        assert!(!reading.is_room_taken(ROOM, sample.file, date(2026, 6, 2)).await.unwrap());
    }
}

#[tokio::test]
async fn a_repair_is_open_in_the_room_whoever_reported_it_until_she_confirms_it() {
    for database in databases().await {
        let ledger = &database.ledger;
        let sample = files(&database, 1).await[0];
        let report = RepairReported {
            by: Who::Person(sample.asha),
            to: sample.housing,
            owner: None,
            due: Some(date(2026, 6, 12)),
            shows: casefile::facts::Shows::empty(),
            placement: None,
            words: None,
        };
        let day = |day: &str| day.parse::<When>().unwrap();
        let facts = vec![placed(&sample, ROOM, "2026-06-01"), NewFact::new(day("2026-06-05"), report)];
        let repair = sample.add(ledger, facts, "2026-06-05T15:00").await.unwrap().facts[1].id;
        let open = ledger.read().await.unwrap().open_repairs(&sees(), &[ROOM, OTHER_ROOM]).await.unwrap();
        assert_eq!((open.len(), open[&ROOM][0].due), (1, Some(date(2026, 6, 12))));
        let done = RepairDone { by: sample.housing, repair: Some(repair), confirmed: true };
        sample.add(ledger, vec![NewFact::new(day("2026-06-10"), done)], "2026-06-10T15:00").await.unwrap();
        assert!(ledger.read().await.unwrap().open_repairs(&sees(), &[ROOM]).await.unwrap().is_empty());
    }
}
