//! The check of a home before it is offered: each matter suits, does not, or is not known, with the reason and the law it rests on.
//!
//! What can be worked out is worked out here; what a person has to judge comes in as the officer's answer, and is not known until it does.
//! The machine never calls a place safe: whether it is outside every place that she named is an officer's to say, who has read both.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::bed_and_breakfast::{SIX_WEEKS_IN_DAYS, days_used};
use super::bedrooms::{Count, needed};
use super::home::{Home, Room};
use super::household::{Age, Household};
use super::overcrowding::{Crowding, crowding};
use crate::facts::{
    AreaRestrictionOverridden, Body, Fact, HomeKind, Matter, Near, Neighbours, PlaceNeed, PlacementMade, Shows,
    SuitabilityQuestioned, UnsafeAreaNamed, Unsuitable,
};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};

/// How a matter was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// It does not suit.
    DoesNot,
    /// It is not known.
    NotKnown,
    /// It suits.
    Suits,
}

impl Answer {
    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Suits => "Suits",
            Self::DoesNot => "Does not suit",
            Self::NotKnown => "Not known",
        }
    }
}

/// One matter, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub matter: Matter,
    /// How it was found.
    pub answer: Answer,
    /// Why, for an officer.
    pub because: String,
}

/// A home that may be offered to her.
#[derive(Debug, Clone, Copy)]
pub struct Offered<'a> {
    /// The home.
    pub home: &'a Home,
    /// What is let in it.
    pub room: &'a Room,
    /// Whether it is in the area of another housing authority.
    pub elsewhere: bool,
    /// How many repairs that were reported in it are open.
    pub open_repairs: u32,
    /// The housing team that offers it.
    pub by: TeamId,
}

/// How her unsafe places and his known addresses look beside the address of the home, compared letter by letter by the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compared {
    /// They have not been compared.
    #[default]
    No,
    /// Nothing in them is alike.
    Differ,
    /// A postcode, a street or the name of a place stands in both.
    Alike,
}

/// What the officer says, who has looked and asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Answers to what a person has to judge.
    pub answers: BTreeMap<Matter, Answer>,
    /// Whether nothing but bed and breakfast is to be had tonight.
    pub nothing_else: bool,
    /// What the comparison of addresses gave.
    pub compared: Compared,
}

/// Checks a home against her household, her safety and what she needs to be near.
pub fn check(file: &CaseFile, offered: &Offered<'_>, said: &Said, today: Date) -> Vec<Finding> {
    let household = Household::of(file, today);
    let scene = Scene { file, offered, said, today, household: &household };
    let mut all = vec![
        scene.room(),
        scene.bedrooms(),
        scene.shared_home(),
        scene.hazards(),
        scene.repairs(),
        scene.step_free(),
        scene.safe_area(),
        scene.unknown_to_him(),
        scene.nearby(),
    ];
    all.extend(scene.location());
    all.push(scene.judged(Matter::Cost, "Its rent and charges, beside her income and what she has to pay besides."));
    if offered.home.kind == HomeKind::PrivateRent {
        all.push(scene.judged(
            Matter::Condition,
            "Physical condition, gas and electrical safety, fire and carbon monoxide, energy certificate, licence, and whether the landlord is fit to let.",
        ));
    }
    all
}

/// Which matters a person has to judge for this home and this household.
pub fn to_be_judged(file: &CaseFile, offered: &Offered<'_>, today: Date) -> Vec<(Matter, String)> {
    // What changes when somebody answers is somebody's to answer.
    let with = |answer| {
        let mut said = Said::default();
        said.answers.extend(Matter::ALL.iter().map(|matter| (*matter, answer)));
        check(file, offered, &said, today)
    };
    let (yes, no) = (with(Answer::Suits), with(Answer::DoesNot));
    let open = check(file, offered, &Said::default(), today);
    let differs = |finding: &&Finding| {
        let found = |all: &[Finding]| all.iter().find(|one| one.matter == finding.matter).map(|one| one.answer);
        found(&yes) != found(&no)
    };
    open.iter().filter(differs).map(|finding| (finding.matter, finding.because.clone())).collect()
}

/// Whether a manager's reasons can outweigh that a matter does not suit. Nobody's can where the household does not fit into the home, where the
/// law allows no more, or where he knows the place.
pub const fn can_be_overridden(matter: Matter) -> bool {
    !matches!(matter, Matter::Room | Matter::SharedHome | Matter::Unknown)
}

/// Whether a home is offered only once a matter is known.
pub const fn must_be_known(matter: Matter) -> bool {
    matches!(matter, Matter::Room | Matter::SafeArea)
}

struct Scene<'a> {
    file: &'a CaseFile,
    offered: &'a Offered<'a>,
    said: &'a Said,
    today: Date,
    household: &'a Household,
}

impl Scene<'_> {
    fn found(matter: Matter, answer: Answer, because: impl Into<String>) -> Finding {
        Finding { matter, answer, because: because.into() }
    }

    /// As the officer says; not known until they do.
    fn judged(&self, matter: Matter, because: &str) -> Finding {
        let answer = self.said.answers.get(&matter).copied().unwrap_or(Answer::NotKnown);
        Self::found(matter, answer, because)
    }

    fn room(&self) -> Finding {
        let room = self.offered.room;
        let sleepers = self.household.sleepers();
        let count = |babies: bool| {
            let counts = |age| !matches!((age, babies), (Age::Years(0), _) | (Age::Child, false));
            sleepers.iter().filter(|one| counts(one.age)).count()
        };
        let beds = room.bed_spaces as usize;
        let people = sleepers.len();
        let rooms = room.bedrooms + room.living_rooms;
        let because = format!(
            "{people} in the household; beds for {beds}; {rooms} {} to live and sleep in.",
            if rooms == 1 { "room" } else { "rooms" }
        );
        let answer = match crowding(&sleepers, rooms) {
            Crowding::TooMany => Answer::DoesNot,
            _ if count(false) > beds => Answer::DoesNot,
            Crowding::NotKnown => Answer::NotKnown,
            Crowding::Fits if count(true) > beds => Answer::NotKnown,
            Crowding::Fits => Answer::Suits,
        };
        match answer {
            Answer::DoesNot => Self::found(Matter::Room, answer, format!("The household is larger than the home. {because}")),
            Answer::NotKnown => Self::found(
                Matter::Room,
                answer,
                format!(
                    "{because} It hangs on dates of birth, or on who is a girl and who is a boy: say so under “Her household”."
                ),
            ),
            Answer::Suits => Self::found(Matter::Room, answer, because),
        }
    }

    fn bedrooms(&self) -> Finding {
        let needs = needed(self.household, Count::BedroomStandard);
        let has = self.offered.room.bedrooms;
        let answer = match needs.met_by(has) {
            Some(true) => Answer::Suits,
            Some(false) => Answer::DoesNot,
            None => Answer::NotKnown,
        };
        Self::found(Matter::Bedrooms, answer, format!("By the bedroom standard she needs {needs}; the home has {has}."))
    }

    fn shared_home(&self) -> Finding {
        let home = self.offered.home;
        if home.kind_in_law() != HomeKind::BedAndBreakfast {
            let words = if home.shares.is_empty() {
                "It has a toilet, a bathroom and a kitchen of its own."
            } else {
                "It shares rooms with others and is run by a council, a provider or a charity: no bed and breakfast in law. Ask her whether she can share."
            };
            return Self::found(Matter::SharedHome, Answer::Suits, words);
        }
        if !self.household.is_family() {
            return Self::found(
                Matter::SharedHome,
                Answer::Suits,
                "Bed and breakfast in law. She has no children with her and none is expected.",
            );
        }
        let left = SIX_WEEKS_IN_DAYS - days_used(self.file, self.today);
        if left <= 0 {
            return Self::found(
                Matter::SharedHome,
                Answer::DoesNot,
                "Bed and breakfast in law, and the family has had its six weeks. There is no way round it.",
            );
        }
        if self.said.nothing_else {
            let words = format!("Bed and breakfast in law. Nothing else is to be had; for {left} days at the most.");
            return Self::found(Matter::SharedHome, Answer::Suits, words);
        }
        Self::found(
            Matter::SharedHome,
            Answer::DoesNot,
            format!(
                "Bed and breakfast in law, and she has children with her or expects one. Only where nothing else is to be had, and for {left} more days at the most."
            ),
        )
    }

    fn hazards(&self) -> Finding {
        let home = self.offered.home;
        let old = |day: Date| day.checked_add(jiff::Span::new().years(1)).is_ok_and(|over| over < self.today);
        match home.inspected {
            _ if home.hazard => {
                Self::found(Matter::Hazards, Answer::DoesNot, "An inspection found a serious hazard that is still there.")
            }
            None => Self::found(Matter::Hazards, Answer::NotKnown, "Nobody has inspected it."),
            Some(day) if old(day) => {
                Self::found(Matter::Hazards, Answer::NotKnown, "It was last inspected more than a year ago.")
            }
            Some(_) => {
                Self::found(Matter::Hazards, Answer::Suits, "Inspected within the last year, and no serious hazard was found.")
            }
        }
    }

    fn repairs(&self) -> Finding {
        match self.offered.open_repairs {
            0 => Self::found(Matter::Repairs, Answer::Suits, "No repair is open."),
            1 => Self::found(Matter::Repairs, Answer::DoesNot, "A repair is open."),
            open => Self::found(Matter::Repairs, Answer::DoesNot, format!("{open} repairs are open.")),
        }
    }

    fn step_free(&self) -> Finding {
        let (needs, is) = (self.household.step_free, self.offered.home.step_free);
        let (answer, words) = match (needs, is) {
            (_, true) => (Answer::Suits, "It is step-free."),
            (Some(false), false) => (Answer::Suits, "It is not step-free, and she does not need it to be."),
            (Some(true), false) => (Answer::DoesNot, "She needs a step-free home, and this is none."),
            (None, false) => (Answer::NotKnown, "It is not step-free, and nobody has asked her."),
        };
        Self::found(Matter::StepFree, answer, words)
    }

    fn safe_area(&self) -> Finding {
        let kept: Vec<&UnsafeAreaNamed> = restrictions(self.file).map(|(_, it)| it).collect();
        let services = self.file.services();
        if !self.offered.elsewhere && kept.iter().any(|it| it.whole_area && services.same_body(it.to, self.offered.by)) {
            return Self::found(
                Matter::SafeArea,
                Answer::DoesNot,
                "She has said that the whole of this area is not safe for her.",
            );
        }
        if self.said.compared == Compared::Alike {
            return Self::found(
                Matter::SafeArea,
                Answer::DoesNot,
                "A postcode, a street or the name of a place stands both in its address and in a place where she is not safe.",
            );
        }
        let must_leave = !self.offered.elsewhere && self.file.shown().intersects(Shows::LEAVE_AREA);
        let words = match (kept.len(), must_leave) {
            (_, true) => "It was said that she needs to leave the area. Ask her whether this place is safe.",
            (0, false) => {
                "She has named no place. Ask her: his home, his family and friends, his work, where the children are known."
            }
            _ => {
                "Read where she is not safe beside the address. Think of his family, of schools, and of the ways there by bus and train."
            }
        };
        self.judged(Matter::SafeArea, words)
    }

    fn unknown_to_him(&self) -> Finding {
        let here = |fact: &Fact| {
            let room = fact.is::<PlacementMade>().and_then(|it| it.room);
            room.is_some_and(|room| self.offered.home.room(room).is_some())
        };
        let found_here = |id: Option<FactId>| id.and_then(|id| self.file.fact(id)).is_some_and(here);
        let fled = self.file.facts().iter().any(|fact| match &fact.body {
            Body::PlacementEnded(it) => it.fled && found_here(it.placement.or_else(|| before(self.file, fact))),
            Body::SuitabilityQuestioned(it) => says_known(it) && found_here(it.of.or_else(|| before(self.file, fact))),
            _ => false,
        });
        if fled {
            return Self::found(Matter::Unknown, Answer::DoesNot, "She was found here before, or said that he knows it.");
        }
        Self::found(Matter::Unknown, Answer::Suits, "Nothing on her file says that he knows it.")
    }

    fn nearby(&self) -> Finding {
        let home = self.offered.home;
        let unsettling = |one: &Neighbours| {
            matches!(one, Neighbours::Men | Neighbours::Leavers | Neighbours::Treatment | Neighbours::NotKnown)
        };
        let kinds: Vec<&str> = home.lives_here.iter().map(|one| one.label()).collect();
        if home.lives_here.iter().any(unsettling) || (kinds.is_empty() && !home.shares.is_empty()) {
            let who = if kinds.is_empty() { "Nobody has said who".to_owned() } else { kinds.join(", ") };
            return self.judged(
                Matter::Nearby,
                &format!("{who} in the building. Ask her whether she and the children would be at ease."),
            );
        }
        let who =
            if kinds.is_empty() { "No shared building.".to_owned() } else { format!("In the building: {}.", kinds.join(", ")) };
        Self::found(Matter::Nearby, Answer::Suits, who)
    }

    /// Where it is, as S.I. 2012/2601 art. 2 has it weighed.
    fn location(&self) -> Vec<Finding> {
        let near = |kinds: &[Near]| {
            let found: Vec<&str> =
                kinds.iter().filter(|kind| self.offered.home.near.contains(kind)).map(|kind| kind.label()).collect();
            if found.is_empty() { String::new() } else { format!(" Close to it: {}.", found.join(", ").to_lowercase()) }
        };
        let needs = |kinds: &[PlaceNeed]| self.household.near.as_ref().map(|near| kinds.iter().any(|kind| near.contains(kind)));
        let distance = if self.offered.elsewhere {
            self.judged(Matter::Distance, "It is in another authority’s area. How far is it, and why is nothing nearer to be had? Danger here is a good reason.")
        } else {
            Self::found(Matter::Distance, Answer::Suits, "It is in the area of the authority.")
        };
        let school = if self.household.has_pupils() || needs(&[PlaceNeed::School]) == Some(true) {
            let schools = near(&[Near::Nursery, Near::Primary, Near::Secondary]);
            self.judged(
                Matter::School,
                &format!("Can the children get to their school or nursery safely, or would they change it?{schools}"),
            )
        } else {
            Self::found(Matter::School, Answer::Suits, "No child of an age for school or nursery lives with her.")
        };
        let asked = |matter, kinds: &[PlaceNeed], words: &str, suits: &str| match needs(kinds) {
            Some(false) => Self::found(matter, Answer::Suits, suits),
            Some(true) => self.judged(matter, words),
            None => self.judged(matter, &format!("Nobody has asked her. {words}")),
        };
        vec![
            distance,
            school,
            asked(
                Matter::Work,
                &[PlaceNeed::Work, PlaceNeed::Caring],
                "Can she get to work, and to whom she cares for?",
                "She named no work and nobody she cares for.",
            ),
            asked(
                Matter::Support,
                &[PlaceNeed::Medical, PlaceNeed::Support],
                &format!("Can she get to the doctors and the support that she uses?{}", near(&[Near::Doctor])),
                "She named no doctor and no support that she has to be near.",
            ),
            asked(
                Matter::Transport,
                &[PlaceNeed::Transport],
                &format!(
                    "Are there shops, and a bus or a train that is safe for her?{}",
                    near(&[Near::Shops, Near::Bus, Near::Train])
                ),
                "She named no bus or train that she depends on.",
            ),
        ]
    }
}

/// Places that she named as unsafe and that nobody has overridden.
pub fn restrictions(file: &CaseFile) -> impl Iterator<Item = (&Fact, &UnsafeAreaNamed)> {
    let overridden = |id| file.each::<AreaRestrictionOverridden>().any(|(_, over)| over.of == id);
    file.each::<UnsafeAreaNamed>().filter(move |(fact, _)| !overridden(fact.id))
}

fn says_known(it: &SuitabilityQuestioned) -> bool {
    it.wrong.contains(&Unsuitable::Known)
}

/// The placement in which she was when something happened.
fn before(file: &CaseFile, fact: &Fact) -> Option<FactId> {
    file.each::<PlacementMade>().rfind(|(placed, _)| placed.happened <= fact.happened).map(|(placed, _)| placed.id)
}

#[cfg(test)]
mod tests {
    use super::super::home::tests::a_flat;
    use super::*;
    use crate::facts::{RunBy, Shared};
    use crate::testing::{TestFile, a_council};
    use jiff::civil::date;

    const TODAY: Date = date(2026, 3, 2);

    fn her() -> TestFile {
        a_council()
            .on("2026-01-01", "person-added person=her role=survivor born=1990-06-02 in_household")
            .child("mina")
            .on("2026-01-01", "person-added person=mina role=child born=2019-05-01 in_household")
            .on("2026-01-02", "household-described by=housing female=her,mina near=school")
    }

    fn found(file: &TestFile, home: &Home, said: &Said, elsewhere: bool) -> BTreeMap<Matter, Answer> {
        let by = TeamId(crate::ids::in_story("team", "test", "housing"));
        let offered = Offered { home, room: &home.rooms[0], elsewhere, open_repairs: 0, by };
        check(&file.fold(), &offered, said, TODAY).into_iter().map(|one| (one.matter, one.answer)).collect()
    }

    fn answer(file: &TestFile, home: &Home, matter: Matter) -> Answer {
        found(file, home, &Said::default(), false)[&matter]
    }

    #[test]
    fn a_flat_of_the_right_size_suits_and_what_a_person_judges_is_not_known() {
        let all = found(&her(), &a_flat(), &Said::default(), false);
        for matter in [
            Matter::Room,
            Matter::Bedrooms,
            Matter::SharedHome,
            Matter::Hazards,
            Matter::Repairs,
            Matter::StepFree,
            Matter::Unknown,
        ] {
            assert_eq!(all[&matter], Answer::Suits, "{matter}");
        }
        for matter in [Matter::SafeArea, Matter::School, Matter::Cost] {
            assert_eq!(all[&matter], Answer::NotKnown, "{matter}");
        }
        assert!(!all.contains_key(&Matter::Condition));
    }

    #[test]
    fn a_home_that_is_too_small_does_not_suit_and_one_that_she_overcrowds_is_offered_to_nobody() {
        let mut small = a_flat();
        small.rooms[0].bedrooms = 1;
        assert_eq!(answer(&her(), &small, Matter::Bedrooms), Answer::DoesNot);
        assert_eq!(answer(&her(), &small, Matter::Room), Answer::Suits);
        small.rooms[0].bed_spaces = 1;
        assert_eq!(answer(&her(), &small, Matter::Room), Answer::DoesNot);
        assert!(!can_be_overridden(Matter::Room) && can_be_overridden(Matter::Bedrooms));
    }

    #[test]
    fn bed_and_breakfast_is_for_a_family_only_where_there_is_nothing_else_and_for_six_weeks_in_all() {
        let hotel = Home { shares: vec![Shared::Kitchen], run_by: RunBy::Private, ..a_flat() };
        assert_eq!(answer(&her(), &hotel, Matter::SharedHome), Answer::DoesNot);
        let nothing_else = Said { nothing_else: true, ..Said::default() };
        assert_eq!(found(&her(), &hotel, &nothing_else, false)[&Matter::SharedHome], Answer::Suits);
        let stayed = her()
            .on("2026-01-05", "stay: placement-made by=housing home=bed-and-breakfast with_children")
            .on("2026-02-16", "placement-ended placement=stay");
        assert_eq!(found(&stayed, &hotel, &nothing_else, false)[&Matter::SharedHome], Answer::DoesNot);
        assert_eq!(answer(&a_council(), &hotel, Matter::SharedHome), Answer::Suits);
    }

    #[test]
    fn where_she_is_not_safe_decides_and_no_officer_outweighs_it_with_a_tick() {
        let named = her().on("2026-02-01", "area: unsafe-area-named by=her to=housing whole_area");
        let all_yes = || Said { answers: Matter::ALL.iter().map(|one| (*one, Answer::Suits)).collect(), ..Said::default() };
        assert_eq!(found(&named, &a_flat(), &all_yes(), false)[&Matter::SafeArea], Answer::DoesNot);
        assert_eq!(found(&named, &a_flat(), &all_yes(), true)[&Matter::SafeArea], Answer::Suits);
        let over = named.on("2026-02-10", "area-restriction-overridden by=housing of=area");
        assert_eq!(found(&over, &a_flat(), &all_yes(), false)[&Matter::SafeArea], Answer::Suits);
        let alike = Said { compared: Compared::Alike, ..all_yes() };
        assert_eq!(found(&her(), &a_flat(), &alike, false)[&Matter::SafeArea], Answer::DoesNot);
    }

    #[test]
    fn a_place_in_which_she_was_found_is_offered_to_her_never_again() {
        let room = crate::ids::RoomId(crate::ids::in_story("room", "test", "r1"));
        let mut home = a_flat();
        home.rooms[0].id = room;
        let placed = her().on("2026-01-10", "here: placement-made by=housing home=temporary room=r1");
        assert_eq!(answer(&placed, &home, Matter::Unknown), Answer::Suits);
        let fled = placed.clone().on("2026-01-20", "placement-ended placement=here fled");
        assert_eq!(answer(&fled, &home, Matter::Unknown), Answer::DoesNot);
        let known = placed.on("2026-01-15", "suitability-questioned by=her to=housing wrong=known");
        assert_eq!(answer(&known, &home, Matter::Unknown), Answer::DoesNot);
    }

    #[test]
    fn a_hazard_a_repair_and_steps_stand_in_the_way() {
        assert_eq!(answer(&her(), &Home { hazard: true, ..a_flat() }, Matter::Hazards), Answer::DoesNot);
        assert_eq!(answer(&her(), &Home { inspected: None, ..a_flat() }, Matter::Hazards), Answer::NotKnown);
        assert_eq!(answer(&her(), &Home { inspected: Some(date(2025, 2, 1)), ..a_flat() }, Matter::Hazards), Answer::NotKnown);
        let walks_badly = her().on("2026-02-01", "household-described by=housing female=her,mina step_free");
        assert_eq!(answer(&walks_badly, &a_flat(), Matter::StepFree), Answer::DoesNot);
        assert_eq!(answer(&walks_badly, &Home { step_free: true, ..a_flat() }, Matter::StepFree), Answer::Suits);
        assert_eq!(answer(&a_council(), &a_flat(), Matter::StepFree), Answer::NotKnown);
    }

    #[test]
    fn only_what_a_person_has_to_judge_is_asked() {
        let file = her().fold();
        let by = TeamId(crate::ids::in_story("team", "test", "housing"));
        let home = a_flat();
        let offered = Offered { home: &home, room: &home.rooms[0], elsewhere: false, open_repairs: 0, by };
        let asked: Vec<Matter> = to_be_judged(&file, &offered, TODAY).into_iter().map(|(matter, _)| matter).collect();
        assert_eq!(asked, [Matter::SafeArea, Matter::School, Matter::Cost]);
        let away = Offered { elsewhere: true, ..offered };
        assert!(to_be_judged(&file, &away, TODAY).iter().any(|(matter, _)| *matter == Matter::Distance));
        let rented = Home { kind: HomeKind::PrivateRent, lives_here: vec![Neighbours::Men], ..a_flat() };
        let offered = Offered { home: &rented, room: &rented.rooms[0], ..offered };
        let asked: Vec<Matter> = to_be_judged(&file, &offered, TODAY).into_iter().map(|(matter, _)| matter).collect();
        assert!(asked.contains(&Matter::Condition) && asked.contains(&Matter::Nearby));
    }
}
