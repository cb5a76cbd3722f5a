//! Who would live in a home with her: their ages, what is known of their sex, who is a couple, who needs a room alone.

use jiff::civil::Date;

use crate::facts::{Fact, HouseholdDescribed, PersonDied, PlaceNeed, PregnancyKnown, Role};
use crate::file::CaseFile;
use crate::ids::PersonId;

/// How old somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// In whole years.
    Years(u32),
    /// A child, and no date of birth is on file.
    Child,
    /// Grown up, and no date of birth is on file.
    Adult,
}

/// Women and men, as the law on overcrowding and the bedroom standard tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// A woman or a girl.
    Female,
    /// A man or a boy.
    Male,
}

/// Somebody who sleeps there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sleeper {
    /// How old.
    pub age: Age,
    /// Of which sex, where it was said.
    pub sex: Option<Sex>,
    /// Whether one of two who live as a couple.
    pub couple: bool,
    /// Whether in need of a room alone.
    pub own_room: bool,
}

impl Sleeper {
    /// Somebody of whom nothing but the age is known.
    pub const fn aged(age: Age) -> Self {
        Self { age, sex: None, couple: false, own_room: false }
    }

    /// With their sex.
    pub const fn of_sex(mut self, sex: Sex) -> Self {
        self.sex = Some(sex);
        self
    }
}

/// A household.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Household {
    /// Everybody, each with who they are.
    pub members: Vec<(PersonId, Sleeper)>,
    /// Whether a child is expected.
    pub expecting: bool,
    /// Whether a step-free home is needed; `None` while nobody has asked.
    pub step_free: Option<bool>,
    /// What she needs to be near; `None` while nobody has asked.
    pub near: Option<Vec<PlaceNeed>>,
}

impl Household {
    /// Her household on a day: herself, and whoever lives with her and is not on his side. A child counts from birth.
    pub fn of(file: &CaseFile, day: Date) -> Self {
        let people = file.people();
        let described = file.each::<HouseholdDescribed>().rfind(|(fact, _)| fact.happened.date <= day).map(|(_, it)| it);
        let has = |list: fn(&HouseholdDescribed) -> &Vec<PersonId>, id| described.is_some_and(|it| list(it).contains(&id));
        let dead = |id| file.each::<PersonDied>().any(|(fact, it)| it.person == id && fact.happened.date <= day);
        let lives_with_her = people.all().iter().filter(|one| {
            one.in_household
                && !people.is_other_side(one.id)
                && one.role != Role::UnbornChild
                && one.born.is_none_or(|born| born <= day)
                && !dead(one.id)
        });
        let members = lives_with_her.map(|one| {
            let age = match one.born {
                Some(born) => Age::Years(years(born, day)),
                None if matches!(one.role, Role::Child | Role::OtherChild) => Age::Child,
                None => Age::Adult,
            };
            let sex = match (has(|it| &it.female, one.id), has(|it| &it.male, one.id)) {
                (true, false) => Some(Sex::Female),
                (false, true) => Some(Sex::Male),
                _ => None,
            };
            let sleeper = Sleeper { age, sex, couple: has(|it| &it.couple, one.id), own_room: has(|it| &it.own_room, one.id) };
            (one.id, sleeper)
        });
        Self {
            members: members.collect(),
            expecting: is_expecting(file, day),
            step_free: described.map(|it| it.step_free),
            near: described.map(|it| it.near.clone()),
        }
    }

    /// Those who sleep there.
    pub fn sleepers(&self) -> Vec<Sleeper> {
        self.members.iter().map(|(_, sleeper)| *sleeper).collect()
    }

    /// Whether there are children, or one is expected: no home for a family is bed and breakfast.
    pub fn is_family(&self) -> bool {
        self.expecting || self.members.iter().any(|(_, one)| matches!(one.age, Age::Child | Age::Years(..18)))
    }

    /// Whether somebody is of an age for school or nursery.
    pub fn has_pupils(&self) -> bool {
        self.members.iter().any(|(_, one)| matches!(one.age, Age::Child | Age::Years(3..=17)))
    }
}

/// Whole years from a birth to a day.
fn years(born: Date, day: Date) -> u32 {
    let mut years = i32::from(day.year()) - i32::from(born.year());
    if (day.month(), day.day()) < (born.month(), born.day()) {
        years -= 1;
    }
    u32::try_from(years).unwrap_or(0)
}

/// Whether she, or somebody who lives with her, expects a child: known in the last ten months, and not born since.
fn is_expecting(file: &CaseFile, day: Date) -> bool {
    let lives_here = |id| file.people().get(id).is_some_and(|one| one.in_household);
    let since = |fact: &Fact| fact.happened.date.checked_add(jiff::Span::new().days(300)).is_ok_and(|over| day < over);
    file.each::<PregnancyKnown>().any(|(fact, it)| {
        let born = file
            .each::<crate::facts::ChildBorn>()
            .any(|(birth, child)| child.mother == it.person && birth.happened >= fact.happened && birth.happened.date <= day);
        fact.happened.date <= day && lives_here(it.person) && since(fact) && !born
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::a_council;
    use jiff::civil::date;

    #[test]
    fn whoever_lives_with_her_is_counted_and_nobody_of_his() {
        let file = a_council()
            .on("2026-01-01", "person-added person=her role=survivor born=1990-06-02 in_household")
            .child("mina")
            .on("2026-01-01", "person-added person=him role=alleged-perpetrator in_household")
            .on("2026-01-02", "household-described by=housing female=her,mina own_room=mina step_free near=school,work");
        let household = Household::of(&file.fold(), date(2026, 6, 1));
        assert_eq!(household.members.len(), 2);
        assert_eq!(household.members[0].1, Sleeper::aged(Age::Years(35)).of_sex(Sex::Female));
        assert_eq!(household.members[1].1.age, Age::Child);
        assert!(household.members[1].1.own_room && household.is_family() && household.has_pupils());
        assert_eq!((household.step_free, household.expecting), (Some(true), false));
        assert_eq!(Household::of(&file.fold(), date(2026, 6, 2)).members[0].1.age, Age::Years(36));
        // Before anybody asked, nothing is taken for granted.
        assert_eq!(Household::of(&file.fold(), date(2026, 1, 1)).step_free, None);
    }

    #[test]
    fn a_child_is_expected_until_it_is_born_and_counts_from_then() {
        let file = a_council().on("2026-01-05", "pregnancy-known person=her to=housing");
        assert!(Household::of(&file.fold(), date(2026, 5, 1)).expecting);
        assert!(!Household::of(&file.fold(), date(2026, 12, 1)).expecting);
        let born = file.child("baby").on("2026-05-02", "child-born child=baby mother=her");
        let household = Household::of(&born.fold(), date(2026, 5, 3));
        assert_eq!((household.expecting, household.members.len()), (false, 2));
        assert_eq!(household.members[1].1.age, Age::Years(0));
    }
}
