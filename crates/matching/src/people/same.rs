//! Two records of one person?

use super::Details;
use super::agreed::{BORN, NAME};

/// What agrees between two records that may be of one person; empty where they are not, as far as can be told.
///
/// A name and the day of birth; a name, or a word of one, with a number or a place; or the whole name, where nothing contradicts it. A day of birth
/// that differs outweighs a name; a name with a telephone number outweighs that.
pub fn same_person(one: &Details, other: &Details) -> Vec<&'static str> {
    let (name, born) = (one.name_agrees(other), one.born_agrees(other));
    let reached = one.reached_alike(other);
    let word = name || one.word_agrees(other);
    let may_be = match born {
        Some(true) => word,
        Some(false) => name && !reached.is_empty(),
        None => name || (word && !reached.is_empty()),
    };
    if !may_be {
        return Vec::new();
    }
    let mut agreed = vec![NAME];
    agreed.extend((born == Some(true)).then_some(BORN));
    agreed.extend(reached);
    agreed
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::agreed::TELEPHONE;

    #[test]
    fn two_records_of_one_survivor_are_told_from_those_of_two() {
        let asha = Details::named("Asha Rahman").born_on(Some(date(1990, 3, 2)));
        assert_eq!(same_person(&asha, &Details::named("Rahman Asha")), [NAME]);
        assert_eq!(same_person(&asha, &asha.clone()), [NAME, BORN]);
        let younger = Details::named("Asha Rahman").born_on(Some(date(2001, 1, 1)));
        assert!(same_person(&asha, &younger).is_empty());
        assert!(same_person(&asha, &Details::named("Asha")).is_empty(), "many are called so");
        let mut rung = Details::named("Asha");
        rung.add_text("07700 900123");
        let mut known = asha.clone();
        known.add_text("+447700900123");
        assert_eq!(same_person(&known, &rung), [NAME, TELEPHONE]);
    }
}
