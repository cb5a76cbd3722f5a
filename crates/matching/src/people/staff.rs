//! A member of staff and somebody in a file: is there a link?

use super::Details;
use super::agreed::{BORN, CLOSE, NAME};

/// A member of staff, as the matcher knows them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Staff {
    /// Their own details: what they are and were called, where they live and lived, how they are reached.
    pub own: Details,
    /// People whom they have named: next of kin, whoever they know.
    pub close: Vec<Details>,
}

/// On which side somebody in a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The alleged perpetrator, or somebody who belongs to him: a name alone is enough to keep a colleague out until a reviewer has looked.
    Feared,
    /// The survivor, her children, whoever else: a name alone is not, because many people have one name.
    Other,
}

/// Compares staff with people in files. Another engine may take this one's place.
pub trait StaffMatcher: Send + Sync {
    /// What agrees, each kind of detail by its name; empty where there is no link.
    fn compare(&self, staff: &Staff, somebody: &Details, side: Side) -> Vec<&'static str>;
}

/// The first matcher: exact numbers and places, names in any order and short form.
#[derive(Debug, Clone, Copy, Default)]
pub struct Simple;

impl StaffMatcher for Simple {
    fn compare(&self, staff: &Staff, somebody: &Details, side: Side) -> Vec<&'static str> {
        let mut agreed = link(&staff.own, somebody, side);
        if staff.close.iter().any(|one| !link(one, somebody, side).is_empty()) {
            agreed.push(CLOSE);
        }
        agreed
    }
}

fn link(one: &Details, other: &Details, side: Side) -> Vec<&'static str> {
    let mut agreed = Vec::new();
    let (name, born) = (one.name_agrees(other), one.born_agrees(other));
    match born {
        Some(true) if name || one.word_agrees(other) => {
            agreed.extend([NAME, BORN]);
        }
        // The day contradicts: another person of that name.
        Some(false) => {}
        _ if name && side == Side::Feared => agreed.push(NAME),
        _ => {}
    }
    let reached = one.reached_alike(other);
    if !reached.is_empty() && name && agreed.is_empty() && born != Some(false) {
        agreed.push(NAME);
    }
    agreed.extend(reached);
    agreed
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn staff(name: &str) -> Staff {
        Staff { own: Details::named(name), close: Vec::new() }
    }

    fn compared(staff: &Staff, somebody: &Details, side: Side) -> Vec<&'static str> {
        Simple.compare(staff, somebody, side)
    }

    #[test]
    fn the_name_of_the_man_she_fears_is_enough_and_hers_is_not() {
        let karl = Details::named("Karl Weber");
        assert_eq!(compared(&staff("Weber, Karl"), &karl, Side::Feared), [NAME]);
        assert!(compared(&staff("Karl Weber"), &karl, Side::Other).is_empty());
        assert!(compared(&staff("Karl Jones"), &karl, Side::Feared).is_empty());
    }

    #[test]
    fn another_date_of_birth_says_that_it_is_somebody_else() {
        let mut officer = staff("Karl Weber");
        officer.own.born = Some(date(1980, 5, 5));
        let other = Details::named("Karl Weber").born_on(Some(date(1991, 1, 1)));
        assert!(compared(&officer, &other, Side::Feared).is_empty());
        let same = Details::named("Karl").born_on(Some(date(1980, 5, 5)));
        assert_eq!(compared(&officer, &same, Side::Other), [NAME, BORN]);
    }

    #[test]
    fn who_lives_with_him_or_answers_his_telephone_is_linked_whatever_the_name() {
        let mut officer = staff("Lena Park");
        officer.own.add_text("12 Elm Road, AB1 2CD");
        officer.own.add_text("07700 900123");
        let mut he = Details::named("Karl Weber");
        he.add_text("12 Elm Rd AB12CD");
        assert_eq!(compared(&officer, &he, Side::Feared), [crate::agreed::ADDRESS]);
        let mut she = Details::named("Asha");
        she.add_text("+44 7700 900123");
        assert_eq!(compared(&officer, &she, Side::Other), [crate::agreed::TELEPHONE]);
    }

    #[test]
    fn somebody_close_to_a_colleague_is_a_link_of_its_own() {
        let mut officer = staff("Lena Park");
        officer.close.push(Details::named("Karl Weber"));
        assert_eq!(compared(&officer, &Details::named("Charles Weber"), Side::Feared), Vec::<&str>::new());
        assert_eq!(compared(&officer, &Details::named("Karl Weber"), Side::Feared), [CLOSE]);
    }
}
