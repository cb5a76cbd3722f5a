//! Who is in the household: ages, sexes and who is who, as they were on the day of the application.

use interchange::hclic::{Code, ListId, Member};
use jiff::civil::Date;

use crate::accommodation::household::{Age, Household, Sex};
use crate::facts::{HouseholdDescribed, Relation, Role};
use crate::file::CaseFile;
use crate::ids::PersonId;

/// Somebody's sex, whenever it was said.
fn sex(file: &CaseFile, id: PersonId) -> Option<Sex> {
    let described = file.each::<HouseholdDescribed>().next_back().map(|(_, it)| it)?;
    match (described.female.contains(&id), described.male.contains(&id)) {
        (true, false) => Some(Sex::Female),
        (false, true) => Some(Sex::Male),
        _ => None,
    }
}

/// Everybody, herself first. Who is there and how old they are is of the day; what is said of them may be said later.
pub(super) fn members(file: &CaseFile, day: Date) -> Vec<Member> {
    let household = Household::of(file, day);
    let survivor = file.survivor();
    let mut members: Vec<(bool, Member)> = household
        .members
        .iter()
        .map(|(id, one)| {
            let sex = match sex(file, *id) {
                Some(Sex::Female) => "female",
                Some(Sex::Male) => "male",
                None => "not-known",
            };
            let age = match one.age {
                Age::Years(years) => Some(years),
                Age::Child | Age::Adult => None,
            };
            let member = Member { age, sex: ListId::Sex.find(sex), relationship: relationship(file, *id) };
            (Some(*id) != survivor, member)
        })
        .collect();
    members.sort_by_key(|(other, _)| *other);
    members.into_iter().map(|(_, member)| member).collect()
}

fn relationship(file: &CaseFile, id: PersonId) -> Option<Code> {
    let survivor = file.survivor();
    let related: Vec<Relation> = file
        .people()
        .relationships()
        .iter()
        .filter(|(one, _, other)| (*one == id && Some(*other) == survivor) || (Some(*one) == survivor && *other == id))
        .map(|(_, relation, _)| *relation)
        .collect();
    let has = |list: &[Relation]| related.iter().any(|relation| list.contains(relation));
    let couple = file
        .each::<HouseholdDescribed>()
        .next_back()
        .is_some_and(|(_, it)| it.couple.contains(&id) && survivor.is_some_and(|her| it.couple.contains(&her)));
    let is_child = file.people().get(id).is_some_and(|one| matches!(one.role, Role::Child | Role::OtherChild));
    ListId::Relationship.find(match () {
        () if Some(id) == survivor => "applicant",
        () if couple || has(&[Relation::Spouse, Relation::CivilPartner, Relation::Engaged, Relation::Intimate]) => "partner",
        () if is_child => "child",
        () if has(&[
            Relation::Parent,
            Relation::Child,
            Relation::Sibling,
            Relation::Grandparent,
            Relation::Grandchild,
            Relation::AuntOrUncle,
            Relation::NieceOrNephew,
            Relation::Cousin,
            Relation::InLaw,
        ]) =>
        {
            "other-relative"
        }
        () => "other",
    })
}

/// What kind of household it is. She counts as an adult, however old she is.
pub(super) fn kind(file: &CaseFile, day: Date) -> Option<Code> {
    let household = Household::of(file, day);
    let is_child = |id: PersonId, age: Age| Some(id) != file.survivor() && matches!(age, Age::Child | Age::Years(..18));
    let children = household.members.iter().filter(|(id, one)| is_child(*id, one.age)).count();
    let adults = household.members.len() - children;
    let her_sex = file.survivor().and_then(|her| sex(file, her));
    ListId::Household.find(match (adults, children > 0, her_sex) {
        (1, true, Some(Sex::Male)) => "single-parent-with-dependent-children-male",
        (1, true, Some(Sex::Female)) => "single-parent-with-dependent-children-female",
        (1, true, None) => "single-parent-with-dependent-children-other-sex-not-known",
        (1, false, Some(Sex::Male)) => "single-adult-male",
        (1, false, Some(Sex::Female)) => "single-adult-female",
        (1, false, None) => "single-adult-other-sex-not-known",
        (2, true, _) => "couple-two-adults-with-dependent-children",
        (2, false, _) => "couple-two-adults-without-dependent-children",
        (3.., true, _) => "three-or-more-adults-with-dependent-children",
        (3.., false, _) => "three-or-more-adults-without-dependent-children",
        (0, ..) => "not-known",
    })
}

/// Whether dependent children are in it.
pub(super) fn has_children(file: &CaseFile, day: Date) -> bool {
    let of = |id: PersonId, age: Age| Some(id) != file.survivor() && matches!(age, Age::Child | Age::Years(..18));
    Household::of(file, day).members.iter().any(|(id, one)| of(*id, one.age))
}

/// Whether a child is expected in it.
pub(super) fn is_expecting(file: &CaseFile, day: Date) -> bool {
    Household::of(file, day).expecting
}

/// Her age in bands; `None` while no date of birth is on file.
pub(super) fn age_band(members: &[Member]) -> Option<Code> {
    let age = members.first().and_then(|her| her.age)?;
    ListId::AgeBand.find(match age {
        ..18 => "16-17",
        18..25 => "18-24",
        25..35 => "25-34",
        35..45 => "35-44",
        45..55 => "45-54",
        55..65 => "55-64",
        65..75 => "65-74",
        75.. => "75",
    })
}
