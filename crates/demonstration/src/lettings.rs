//! A handful of invented homes to let on the register in Ellerdale: some that can be offered today, two that have just come in.

use access::{Asking, homes_permit};
use casefile::allocations::shortlist::Home;
use casefile::facts::{AccessNeed, Function};
use casefile::ids::{VacancyId, in_story};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use ledger::{Ledger, LedgerError};

use crate::Partnership;

/// Who keeps the list.
const KEEPER: &str = "joan.lettings";

/// One home: what it is called, landlord, area, bedrooms, floor, what it has, and how many days ago it came in.
type Line = (&'static str, &'static str, &'static str, u32, u32, &'static [AccessNeed], i64);

const HOMES: &[Line] = &[
    ("Two bedrooms, Old Town", "Ellerdale Council", "old-town", 2, 1, &[], 12),
    ("Ground floor, Mill Quarter", "Lantern Homes", "mill-quarter", 2, 0, &[AccessNeed::StepFree], 9),
    (
        "House with a garden, North Fields",
        "Ellerdale Council",
        "north-fields",
        3,
        0,
        &[AccessNeed::StepFree, AccessNeed::Wheelchair],
        8,
    ),
    ("One bedroom, harbour side", "Lantern Homes", "harbour", 1, 2, &[AccessNeed::GroundFloor], 6),
    ("Village cottage", "Lantern Homes", "villages", 3, 0, &[AccessNeed::StepFree], 5),
    ("Two bedrooms, third floor", "Ellerdale Council", "north-fields", 2, 3, &[AccessNeed::GroundFloor], 0),
    ("One bedroom, Old Town", "Lantern Homes", "old-town", 1, 0, &[AccessNeed::StepFree, AccessNeed::LevelShower], 0),
];

/// Puts the homes on the list. Those that came in on an earlier day have been told to whoever comes first.
pub(crate) async fn list(here: &Partnership, ledger: &Ledger, now: Timestamp, today: Date) -> Result<(), LedgerError> {
    let Some(keeper) = crate::fill::accounts(here).find(|one| one.sign_in == KEEPER) else { return Ok(()) };
    let officer = keeper.officer();
    let Ok(permit) = homes_permit(&Asking::casework(&officer, now), Function::Allocations) else { return Ok(()) };
    let mut tx = ledger.begin("homes to let").await?;
    for (nth, (label, landlord, area, bedrooms, floor, has, days)) in HOMES.iter().enumerate() {
        let home = Home {
            label: (*label).to_owned(),
            landlord: (*landlord).to_owned(),
            area: (*area).to_owned(),
            bedrooms: *bedrooms,
            floor: *floor,
            has: has.to_vec(),
            local_letting: if *area == "villages" { "villages".to_owned() } else { String::new() },
            ready: Some(today.saturating_add((10 - *days).days())),
        };
        let id = VacancyId(in_story("home to let", "demonstration", &nth.to_string()));
        let entered = now.saturating_sub(SignedDuration::from_hours(24 * *days)).unwrap_or(now);
        tx.enter_vacancy(&permit, id, &home, entered).await?;
        if *days > 0 {
            tx.note_vacancy_told(id, entered).await?;
        }
    }
    tx.commit().await
}
