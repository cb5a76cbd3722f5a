//! What cannot be, said of the question that is to be put right. The same checks stand at entry and before an export.

use jiff::civil::Date;

use super::items::Item;
use super::lists::Code;
use super::record::{Case, DutySection};

/// Something in a case that cannot be as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wrong {
    /// The question to put right first.
    pub item: Item,
    /// The other question that it does not go with.
    pub with: Option<Item>,
    /// In which row of the section, counted from nought.
    pub row: Option<usize>,
    /// In plain words: what cannot be, and which question to correct.
    pub words: String,
}

/// Everything in a case that cannot be as it is.
pub fn check(case: &Case) -> Vec<Wrong> {
    let mut found = Found(Vec::new());
    dates(case, &mut found);
    places(case, &mut found);
    reasons(case, &mut found);
    outcomes(case, &mut found);
    needs(case, &mut found);
    found.0
}

struct Found(Vec<Wrong>);

impl Found {
    fn say(&mut self, item: Item, with: Option<Item>, words: impl Into<String>) {
        self.0.push(Wrong { item, with, row: None, words: words.into() });
    }

    /// A day that may not come before another.
    fn not_before(&mut self, (item, day): (Item, Option<Date>), (with, other): (Item, Option<Date>), row: Option<usize>) {
        if let (Some(day), Some(other)) = (day, other)
            && day < other
        {
            let words = format!(
                "“{}” ({day}) lies before “{}” ({other}). Correct whichever of the two days is wrong.",
                item.label(),
                with.label()
            );
            self.0.push(Wrong { item, with: Some(with), row, words });
        }
    }
}

fn dates(case: &Case, found: &mut Found) {
    let applied = (Item::Applied, Some(case.applied));
    found.not_before((Item::AssessmentDate, case.assessed), applied, None);
    if let Some(duty) = &case.prevention {
        found.not_before((Item::PreventionBegan, Some(duty.began)), applied, None);
        found.not_before((Item::PreventionEnded, duty.ended), (Item::PreventionBegan, Some(duty.began)), None);
    }
    if let Some(duty) = &case.relief {
        found.not_before((Item::ReliefBegan, Some(duty.began)), applied, None);
        found.not_before((Item::ReliefEnded, duty.ended), (Item::ReliefBegan, Some(duty.began)), None);
        let prevention = case.prevention.and_then(|prevention| prevention.ended);
        found.not_before((Item::ReliefBegan, Some(duty.began)), (Item::PreventionEnded, prevention), None);
    }
    if let Some(main) = &case.main {
        found.not_before((Item::MainDecided, Some(main.decided)), applied, None);
        found.not_before((Item::MainEnded, main.ended), (Item::MainDecided, Some(main.decided)), None);
    }
    found.not_before((Item::Closed, case.closed), applied, None);
    for (row, review) in case.reviews.iter().enumerate() {
        found.not_before((Item::ReviewAsked, Some(review.asked)), applied, Some(row));
        found.not_before((Item::ReviewDecided, review.decided), (Item::ReviewAsked, Some(review.asked)), Some(row));
    }
}

fn places(case: &Case, found: &mut Found) {
    for (row, placement) in case.placements.iter().enumerate() {
        let entry = (Item::EntryDate, Some(placement.entry));
        found.not_before(entry, (Item::Applied, Some(case.applied)), Some(row));
        found.not_before((Item::ExitDate, placement.exit), entry, Some(row));
        if let Some(duty) = &case.prevention
            && overlaps_prevention(placement.entry, duty, case.assessed)
        {
            found.0.push(Wrong {
                item: Item::EntryDate,
                with: Some(Item::PreventionEnded),
                row: Some(row),
                words: "She is given temporary accommodation while the prevention duty runs. A placement begins between the application and the \
                        assessment, or when prevention is over: correct the day on which she moved in, or end the prevention duty."
                    .into(),
            });
        }
        for (other, earlier) in case.placements.iter().enumerate().take(row) {
            if earlier.entry <= placement.entry && earlier.exit.is_none_or(|exit| exit > placement.entry) {
                found.0.push(Wrong {
                    item: Item::EntryDate,
                    with: Some(Item::ExitDate),
                    row: Some(row),
                    words: format!(
                        "She is in two placements at once: number {} has not ended when number {} begins. Correct the day on which she left \
                         the first.",
                        other + 1,
                        row + 1
                    ),
                });
            }
        }
    }
}

/// On or after its end, or between application and assessment.
fn overlaps_prevention(entry: Date, duty: &DutySection, assessed: Option<Date>) -> bool {
    let before = entry < duty.began || assessed.is_some_and(|assessed| entry <= assessed);
    let after = duty.ended.is_some_and(|ended| entry >= ended);
    !before && !after
}

/// What kind of home each reason for loss is the loss of: codes of where she was last settled.
const LOST: &[(&str, &[&str], &str)] = &[
    ("end-of-private-rented-tenancy-assured-shorthold", &["private-rented-sector"], "a private rented home"),
    ("end-of-private-rented-tenancy-not-assured-shorthold", &["private-rented-sector"], "a private rented home"),
    (
        "end-of-social-rented-tenancy",
        &["social-rented-sector/council-tenant", "social-rented-sector/registered-provider-tenant"],
        "a council or housing association tenancy",
    ),
    ("eviction-from-supported-housing", &["social-rented-sector/supported-housing-hostel"], "supported housing or a hostel"),
    (
        "family-or-friends-no-longer-willing-or-able-to-accommodate",
        &["living-with-family", "living-with-friends"],
        "with family or friends",
    ),
    (
        "required-to-leave-accommodation-provided-by-home-office-as-asylum-support",
        &["national-asylum-seeker-support-nass-accommodation"],
        "accommodation of the Home Office",
    ),
    ("other-reasons-not-known/mortgage-repossession", &["owner-occupier-shared-ownership"], "a home that she owned"),
];

/// Places in which somebody is homeless already, and not threatened with it.
const HOMELESS_ALREADY: &[&str] = &["no-fixed-abode", "rough-sleeping", "homeless-on-departure-from-institution", "refuge"];

fn reasons(case: &Case, found: &mut Found) {
    if let Some(reason) = case.reason_for_loss {
        let lost = LOST.iter().find(|(code, ..)| reason.is(code));
        // “Other / not known” goes with everything.
        let differs = |code: Code, homes: &[&str]| !code.is("other-not-known") && !homes.iter().any(|home| code.is(home));
        if let (Some((_, homes, words)), Some(settled)) = (lost, case.last_settled)
            && differs(settled, homes)
        {
            found.say(
                Item::ReasonForLoss,
                Some(Item::LastSettled),
                format!(
                    "“{}” is the loss of {words}, and she was last settled in “{}”. Correct why she lost her home, or where she was last \
                     settled.",
                    reason.label(),
                    settled.label()
                ),
            );
        }
        let leaves_institution = reason.is("left-institution-with-no-accommodation-available");
        if let Some(now) = case.accommodation_now
            && now.is("homeless-on-departure-from-institution")
            && !leaves_institution
            && !reason.is("domestic-abuse")
            && !reason.is("other-reasons-not-known")
        {
            found.say(
                Item::ReasonForLoss,
                Some(Item::AccommodationNow),
                format!(
                    "She came out of custody or hospital with nowhere to go, and “{}” is given as the reason. Correct why she lost her home, \
                     or where she lived when she applied.",
                    reason.label()
                ),
            );
        }
    }
    if case.assessment.is_some_and(|code| code.is("threatened-with-homelessness-within-56-days-prevention-duty-owed"))
        && let Some(now) = case.accommodation_now.filter(|now| HOMELESS_ALREADY.iter().any(|place| now.is(place)))
    {
        found.say(
            Item::AccommodationNow,
            Some(Item::Assessment),
            format!(
                "“{}” is where somebody is homeless already, and prevention is for somebody who is threatened with it. Correct where she lived \
                 when she applied; if that is right, relief is owed.",
                now.label()
            ),
        );
    }
}

/// Where she lived when she applied, and what the same home is called among what was secured.
const SAME_HOME: &[(&str, &str)] = &[
    ("private-rented-sector/self-contained", "private-rented-sector/self-contained"),
    ("private-rented-sector/house-in-multiple-occupation-hmo", "private-rented-sector/house-in-multiple-occupation-hmo"),
    ("private-rented-sector/lodging-not-with-family-or-friends", "private-rented-sector/lodging-not-with-family-or-friends"),
    ("social-rented-sector/council-tenant", "social-rented-sector/council-tenancy"),
    ("social-rented-sector/registered-provider-tenant", "social-rented-sector/registered-provider-tenancy"),
    ("social-rented-sector/supported-housing-hostel", "social-rented-sector/supported-housing-or-hostel"),
    ("owner-occupier-shared-ownership", "owner-occupier"),
    ("living-with-family", "staying-with-family"),
    ("living-with-friends", "staying-with-friends"),
];

fn outcomes(case: &Case, found: &mut Found) {
    if let Some(duty) = &case.prevention {
        if duty.reason.is_some_and(|reason| reason.is("secured-accommodation-for-6-months/stayed-in-existing-accommodation"))
            && let (Some(now), Some(secured)) = (case.accommodation_now, duty.secured)
            && !secured.is("other")
            && !SAME_HOME.contains(&(now.text(), secured.text()))
        {
            found.say(
                Item::PreventionSecured,
                Some(Item::AccommodationNow),
                format!(
                    "She stayed where she lived, so what was secured is the same kind of home as “{}”, or “Other”. Correct what was secured, or \
                     where she lived when she applied.",
                    now.label()
                ),
            );
        }
        not_secured(duty, Item::PreventionSecured, Item::PreventionReason, found);
    }
    if let Some(duty) = &case.relief {
        not_secured(duty, Item::ReliefSecured, Item::ReliefReason, found);
    }
}

/// A home is secured only where the duty ended for that reason.
fn not_secured(duty: &DutySection, secured: Item, reason: Item, found: &mut Found) {
    if duty.secured.is_some() && duty.reason.is_some() && !duty.secured_a_home() {
        found.say(
            secured,
            Some(reason),
            "A home is said to have been secured, and the duty ended for another reason. Correct why the duty ended, or take the home out.",
        );
    }
}

/// Support needs that only somebody of an age can have: code, from, below, words.
const OF_AGE: &[(&str, u32, u32, &str)] = &[
    ("young-person-aged-16-17-years", 16, 18, "16 or 17"),
    ("young-person-aged-18-25-years-requiring-support-to-manage-independently", 18, 26, "18 to 25"),
    ("care-leaver-aged-18-20-years", 18, 21, "18 to 20"),
    ("care-leaver-aged-21-24-years", 21, 25, "21 to 24"),
];

fn needs(case: &Case, found: &mut Found) {
    let support = case.support.as_deref().unwrap_or_default();
    for (at, need) in support.iter().enumerate() {
        if support[..at].contains(need) {
            found.say(Item::SupportNeed, None, format!("“{}” stands twice. Each support need is given once.", need.label()));
        }
        if let Some((_, from, below, words)) = OF_AGE.iter().find(|(code, ..)| need.is(code))
            && !case.people.is_empty()
            && case.people.iter().all(|one| one.age.is_some_and(|age| age < *from || age >= *below))
        {
            found.say(
                Item::SupportNeed,
                Some(Item::MemberAge),
                format!("Nobody in the household was {words} on the day of the application. Correct the support needs, or a date of birth."),
            );
        }
    }
    for (at, need) in case.assistance.iter().flatten().enumerate() {
        let twice = case.assistance.as_deref().unwrap_or_default()[..at].contains(need);
        if twice || !support.contains(need) {
            found.say(
                Item::AssistedNeed,
                Some(Item::SupportNeed),
                format!(
                    "“{}” is not once among the support needs. Correct the support needs, or what she was helped with.",
                    need.label()
                ),
            );
        }
    }
}

/// Counted where the duty is owed and there is no placement; so no placement is of this type.
const NO_PLACEMENT: &str = "duty-owed-no-accommodation-secured";

/// Whether an answer may be given to a question: it is in its list, not retired, no heading over finer answers, and about what is asked.
pub fn goes_with(item: Item, code: Code) -> bool {
    item.list() == Some(code.list()) && code.may_be_answered() && !(item == Item::PlacementType && code.is(NO_PLACEMENT))
}
