//! The invented homes of the invented housing team, and who lives in them: some free, some in use, one that cannot be used, a family in bed and
//! breakfast. No street, town or postcode of theirs is anywhere.

use std::collections::HashMap;

use casefile::accommodation::home::{Home, Room, Spaces};
use casefile::facts::{Body, HomeKind, Near, Neighbours, Pence, PlacementMade, RunBy, Shared};
use casefile::file::CaseFile;
use casefile::ids::{BodyId, RoomId, TeamId, in_story};
use casefile::private::Unprinted;
use desk::{CannotAct, House, KeptPlace};
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::{DemonstrationFile, Partnership};

/// The officer who keeps the list.
const KEEPER: &str = "amara.housing";

/// One home: kind, who runs it, what is shared, rooms as bedrooms, living rooms, beds and pounds a night, and its address.
type Line = (HomeKind, RunBy, &'static [Shared], &'static [(u32, u32, u32, u64)], &'static str);

const HERE: &[Line] = &[
    (HomeKind::Temporary, RunBy::Council, &[], &[(2, 1, 4, 62)], "3 Lantern Street, Ellerdale, ZX1 2CK"),
    (HomeKind::Temporary, RunBy::Council, &[], &[(3, 1, 5, 78)], "41 Plover Close, Ellerdale, ZX1 3MO"),
    (HomeKind::Temporary, RunBy::Provider, &[], &[(2, 1, 3, 60)], "8 Bramble Walk, Ellerdale, ZX1 5CV"),
    (HomeKind::Temporary, RunBy::Private, &[], &[(1, 1, 2, 70)], "77 Old Ropewalk, Ellerdale, ZX2 1KI"),
    (HomeKind::Temporary, RunBy::Private, &[], &[(3, 2, 6, 96)], "12 Heron Court, Ellerdale, ZX2 4OM"),
    (HomeKind::Temporary, RunBy::Provider, &[], &[(4, 1, 7, 105)], "5 Quarry Rise, Ellerdale, ZX3 7VC"),
    (HomeKind::Temporary, RunBy::Council, &[], &[(2, 1, 4, 62)], "29 Millrace Lane, Ellerdale, ZX3 8KK"),
    (HomeKind::Temporary, RunBy::Council, &[], &[(1, 1, 2, 48)], "2 Fiddler's Yard, Ellerdale, ZX3 9IO"),
    (
        HomeKind::BedAndBreakfast,
        RunBy::Private,
        &[Shared::Washing, Shared::Kitchen],
        &[(1, 0, 3, 85), (1, 0, 2, 75), (1, 0, 4, 95), (1, 0, 2, 75)],
        "1 Beacon Terrace, Ellerdale, ZX4 1CM",
    ),
    (
        HomeKind::Hostel,
        RunBy::Voluntary,
        &[Shared::Kitchen],
        &[(1, 0, 1, 40), (1, 0, 2, 44), (1, 0, 2, 44), (1, 0, 1, 40), (1, 0, 3, 52)],
        "60 Tannery Row, Ellerdale, ZX4 6OV",
    ),
    (HomeKind::PrivateRent, RunBy::Private, &[], &[(2, 1, 4, 31)], "18 Larkspur Drive, Ellerdale, ZX5 2KC"),
    (HomeKind::Social, RunBy::Council, &[], &[(3, 1, 5, 17)], "9 Hollin Bank, Ellerdale, ZX5 6IM"),
];

/// In Port Merrow, for those who are not safe in Ellerdale.
const ELSEWHERE: &[Line] = &[
    (HomeKind::Temporary, RunBy::Provider, &[], &[(2, 1, 4, 74)], "30 Merrow Quay, Port Merrow, ZX7 1CO"),
    (HomeKind::Temporary, RunBy::Private, &[], &[(3, 1, 5, 92)], "4 Thistle Grove, Port Merrow, ZX7 8VK"),
];

fn room(home: usize, at: usize, many: bool, (bedrooms, living_rooms, bed_spaces, pounds): (u32, u32, u32, u64)) -> Room {
    Room {
        id: RoomId(in_story("room", "demonstration", &format!("{home} {at}"))),
        number: many.then(|| u32::try_from(at + 1).unwrap_or(1)),
        bedrooms,
        living_rooms,
        bed_spaces,
        nightly: Pence(pounds * 100),
        free_from: None,
        out_of_use: false,
    }
}

/// Every home, with where it is.
fn homes(here: BodyId, elsewhere: BodyId, today: Date) -> Vec<(Home, Option<KeptPlace>)> {
    let lines = HERE.iter().map(|line| (line, here)).chain(ELSEWHERE.iter().map(|line| (line, elsewhere)));
    let mut all: Vec<(Home, Option<KeptPlace>)> = lines
        .enumerate()
        .map(|(nth, ((kind, run_by, shares, rooms, address), area))| {
            let mut home = Home {
                kind: *kind,
                run_by: *run_by,
                area,
                shares: shares.to_vec(),
                step_free: nth % 3 == 0,
                lives_here: match kind {
                    HomeKind::BedAndBreakfast => vec![Neighbours::Families, Neighbours::Men],
                    HomeKind::Hostel => vec![Neighbours::Women, Neighbours::Families],
                    _ => Vec::new(),
                },
                near: vec![Near::Bus, if nth % 2 == 0 { Near::Primary } else { Near::Shops }],
                inspected: Some(today.saturating_sub((20 + 30 * i64::try_from(nth).unwrap_or(0)).days())),
                hazard: false,
                mended: None,
                rooms: rooms.iter().enumerate().map(|(at, one)| room(nth, at, rooms.len() > 1, *one)).collect(),
                spaces: None,
            };
            if nth == 6 {
                home.rooms[0].out_of_use = true;
            }
            (home, Some(KeptPlace { address: Unprinted::new(*address), notes: Unprinted::new("") }))
        })
        .collect();
    let template = all.first().map(|(home, _)| home.clone());
    all.extend(template.map(|home| {
        let spaces = Some(Spaces { all: 8, free: 1, told: today });
        (Home { kind: HomeKind::Refuge, run_by: RunBy::Voluntary, rooms: Vec::new(), spaces, ..home }, None)
    }));
    all
}

/// Puts the homes on the list of the housing team in Ellerdale.
pub(crate) async fn list(here: &Partnership, house: &House, today: Date) -> Result<(), CannotAct> {
    let Some(keeper) = crate::fill::accounts(here).find(|one| one.sign_in == KEEPER) else { return Ok(()) };
    let elsewhere = here.bodies.iter().find(|body| body.code == "port-merrow").map_or(keeper.body, |body| body.id);
    for (nth, (home, place)) in homes(keeper.body, elsewhere, today).iter().enumerate() {
        house.desk(keeper.officer()).add_home(&format!("demonstration {nth}"), home, place.as_ref()).await?;
    }
    Ok(())
}

/// Lets those who were placed by the team, and still are, live in homes of the list: two in three of each kind; the rest stay free.
pub(crate) fn move_in(here: &Partnership, files: &mut [DemonstrationFile], today: Date) {
    let Some(keeper) = crate::fill::accounts(here).find(|one| one.sign_in == KEEPER) else { return };
    let mut rooms: HashMap<HomeKind, Vec<(RoomId, Pence)>> = HashMap::new();
    for (home, _) in homes(keeper.body, keeper.body, today) {
        let kind = home.kind_in_law();
        rooms.entry(kind).or_default().extend(home.rooms.iter().filter(|one| !one.out_of_use).map(|one| (one.id, one.nightly)));
    }
    for list in rooms.values_mut() {
        let keep = list.len().div_ceil(3);
        list.truncate(list.len() - keep);
    }
    for file in files {
        let Some(at) = placed_now(file, keeper.team) else { continue };
        let Body::PlacementMade(it) = &mut file.facts[at].body else { continue };
        let Some((room, nightly)) = rooms.get_mut(&it.home).and_then(Vec::pop) else { continue };
        (it.room, it.nightly) = (Some(room), Some(nightly));
    }
}

/// Which fact of a file is the placement by a team in which she still is.
fn placed_now(file: &DemonstrationFile, by: TeamId) -> Option<usize> {
    use casefile::accommodation::occupancy::left;
    let folded = CaseFile::fold(file.facts.clone());
    let (fact, it) = folded.each::<PlacementMade>().last()?;
    if it.by != by || left(&folded, fact).is_some() {
        return None;
    }
    file.facts.iter().position(|one| one.id == fact.id)
}
