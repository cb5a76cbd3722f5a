//! Why two records may be of one person, in a sentence that somebody can check against the two records.

use crate::comparing::levels::{Seen, dob, email, first, mail_year, middle, nhs, nino, order, phone, place, sex, surname};

/// What agrees and what does not, in one sentence.
pub(crate) fn sentence(seen: &Seen) -> String {
    let (mut alike, mut apart): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let level = |field: usize| seen.levels[field];
    let rare = |field: usize| seen.rarity[field] > 8;
    names(seen, rare(first::FIELD), rare(surname::FIELD), &mut alike, &mut apart);
    if level(order::FIELD) == order::SWAPPED {
        alike.push("taken the other way round in one of them");
    }
    match level(middle::FIELD) {
        middle::SAME => alike.push("a further given name is the same"),
        middle::INITIAL => alike.push("the initial of a further given name is the same"),
        middle::OTHER => apart.push("other further given names"),
        _ => {}
    }
    births(seen, &mut alike, &mut apart);
    match level(place::FIELD) {
        place::HOUSE => alike.push("same house"),
        place::HOUSE_NEAR => alike.push("nearly the same house in one postcode"),
        place::BUILDING => alike.push("same building, other flat"),
        place::STREET => alike.push("same street"),
        place::POSTCODE => alike.push("same postcode"),
        place::FORMER => alike.push("a former address of one is an address of the other"),
        place::AREA => apart.push("another address in the same area"),
        place::AWAY => apart.push("another address elsewhere"),
        _ => {}
    }
    match level(phone::FIELD) {
        phone::SAME => alike.push("shared mobile"),
        phone::SAME_LANDLINE => alike.push("shared landline"),
        phone::NEAR => alike.push("telephone differs by one digit"),
        phone::OTHER => apart.push("another telephone"),
        _ => {}
    }
    match level(email::FIELD) {
        email::SAME => alike.push("same e-mail address"),
        email::SAME_OF_ANOTHER => alike.push("same e-mail address, which spells the name of one of them only"),
        email::NEAR => alike.push("e-mail address differs by one letter"),
        email::OTHER => apart.push("another e-mail address"),
        _ => {}
    }
    match level(nino::FIELD) {
        nino::SAME => alike.push("same National Insurance number"),
        nino::NEAR => alike.push("National Insurance number differs by one sign"),
        nino::OTHER => apart.push("another National Insurance number"),
        _ => {}
    }
    match level(nhs::FIELD) {
        nhs::SAME => alike.push("same NHS number"),
        nhs::NEAR => alike.push("NHS number differs by one digit"),
        nhs::OTHER => apart.push("another NHS number"),
        _ => {}
    }
    if level(sex::FIELD) == sex::OTHER {
        apart.push("another sex");
    }
    put_together(&alike, &apart)
}

fn names(seen: &Seen, rare_first: bool, rare_surname: bool, alike: &mut Vec<&'static str>, apart: &mut Vec<&'static str>) {
    match seen.levels[first::FIELD] {
        first::SAME if rare_first => alike.push("same given name, a rare one"),
        first::SAME => alike.push("same given name"),
        first::FORM => alike.push("given names are forms of one name"),
        first::NEAR => alike.push("given name differs by a letter or two"),
        first::INITIAL => alike.push("given name starts with the same letter"),
        first::ELSEWHERE => alike.push("given name of one is a further or other name of the other"),
        first::MAIL => alike.push("given name of one stands in the e-mail address of the other"),
        first::OTHER => apart.push("another given name"),
        _ => {}
    }
    match seen.levels[surname::FIELD] {
        surname::SAME if rare_surname => alike.push("same surname, a rare one"),
        surname::SAME => alike.push("same surname"),
        surname::NEAR => alike.push("surname differs by a letter or two"),
        surname::PART => alike.push("one part of a double surname is the same"),
        surname::ELSEWHERE => alike.push("surname of one is a former, other or e-mail name of the other"),
        surname::OTHER | surname::OTHER_OF_WOMEN => apart.push("another surname"),
        _ => {}
    }
}

fn births(seen: &Seen, alike: &mut Vec<&'static str>, apart: &mut Vec<&'static str>) {
    match seen.levels[dob::FIELD] {
        dob::SAME => alike.push("same date of birth"),
        dob::SAME_DEFAULT => alike.push("same date of birth, but the first of January, which often stands for not known"),
        dob::SWAPPED => alike.push("same date of birth with day and month swapped"),
        dob::ONE_SLIP => alike.push("date of birth differs by one digit"),
        dob::ONE_PART => alike.push("date of birth differs in day or month"),
        dob::YEAR_ONLY => alike.push("same year of birth, the rest of one date not known"),
        dob::YEAR_SLIP => alike.push("same birthday, year differs by one digit"),
        dob::TWO_SLIPS => alike.push("date of birth differs by two digits"),
        dob::DAY_AND_MONTH => apart.push("same birthday in another year"),
        dob::YEAR => apart.push("same year of birth, another birthday"),
        dob::OTHER_BUT_MAIL_YEAR => apart.push("another date of birth, though an e-mail address has the same year"),
        dob::OTHER => apart.push("another date of birth"),
        dob::GENERATION => apart.push("born a generation apart"),
        _ => match seen.levels[mail_year::FIELD] {
            mail_year::FITS => alike.push("the year in an e-mail address fits the date of birth"),
            mail_year::OTHER => apart.push("the year in an e-mail address does not fit the date of birth"),
            _ => {}
        },
    }
}

fn put_together(alike: &[&str], apart: &[&str]) -> String {
    let mut sentence = match (alike, apart) {
        ([], []) => "nothing can be compared".to_owned(),
        ([], apart) => apart.join(", "),
        (alike, []) => alike.join(", "),
        (alike, apart) => format!("{}; but {}", alike.join(", "), apart.join(", ")),
    };
    if let Some(start) = sentence.get_mut(..1) {
        start.make_ascii_uppercase();
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparing::levels::FIELDS;

    #[test]
    fn what_agrees_comes_before_what_does_not() {
        let mut seen = Seen::default();
        assert_eq!(sentence(&seen), "Nothing can be compared");
        seen.levels[dob::FIELD] = dob::SAME;
        seen.levels[surname::FIELD] = surname::NEAR;
        seen.levels[phone::FIELD] = phone::SAME;
        assert_eq!(sentence(&seen), "Surname differs by a letter or two, same date of birth, shared mobile");
        seen.levels[place::FIELD] = place::AWAY;
        assert_eq!(
            sentence(&seen),
            "Surname differs by a letter or two, same date of birth, shared mobile; but another address elsewhere"
        );
    }

    #[test]
    fn every_level_has_words() {
        for field in 0..FIELDS {
            for level in 0..16 {
                let mut seen = Seen::default();
                seen.levels[field] = level;
                assert!(!sentence(&seen).is_empty());
            }
        }
    }
}
