//! Addresses taken apart: flat, house, street; and postcodes.

use super::text::fold_into;

/// Short forms of the words that streets are called by.
const STREETS: &[(&str, &str)] = &[
    ("rd", "road"),
    ("str", "street"),
    ("ave", "avenue"),
    ("av", "avenue"),
    ("avn", "avenue"),
    ("ln", "lane"),
    ("la", "lane"),
    ("dr", "drive"),
    ("drv", "drive"),
    ("dve", "drive"),
    ("cl", "close"),
    ("clo", "close"),
    ("cls", "close"),
    ("ct", "court"),
    ("crt", "court"),
    ("cr", "crescent"),
    ("cres", "crescent"),
    ("crs", "crescent"),
    ("gdns", "gardens"),
    ("gds", "gardens"),
    ("gdn", "gardens"),
    ("garden", "gardens"),
    ("grds", "gardens"),
    ("pl", "place"),
    ("plc", "place"),
    ("sq", "square"),
    ("sqr", "square"),
    ("ter", "terrace"),
    ("terr", "terrace"),
    ("tce", "terrace"),
    ("trc", "terrace"),
    ("hse", "house"),
    ("ho", "house"),
    ("gr", "grove"),
    ("grv", "grove"),
    ("gro", "grove"),
    ("grn", "green"),
    ("gn", "green"),
    ("wlk", "walk"),
    ("wk", "walk"),
    ("wy", "way"),
    ("mt", "mount"),
    ("mnt", "mount"),
    ("vw", "view"),
    ("pk", "park"),
    ("prk", "park"),
    ("bldgs", "buildings"),
    ("cotts", "cottages"),
    ("cott", "cottage"),
    ("est", "estate"),
    ("hl", "hill"),
    ("hts", "heights"),
    ("mdw", "meadow"),
    ("mdws", "meadows"),
    ("ri", "rise"),
    ("rse", "rise"),
    ("sth", "south"),
    ("nth", "north"),
    ("sts", "saints"),
];

/// Words that end the name of a street.
const KINDS: [&str; 26] = [
    "road",
    "street",
    "avenue",
    "lane",
    "drive",
    "close",
    "court",
    "crescent",
    "gardens",
    "place",
    "square",
    "terrace",
    "grove",
    "green",
    "walk",
    "way",
    "mount",
    "view",
    "rise",
    "row",
    "mews",
    "parade",
    "circuit",
    "boulevard",
    "circle",
    "hill",
];

/// Words that say «the next number is a flat».
const FLATS: [&str; 13] =
    ["flat", "fl", "flt", "apartment", "apt", "appt", "unit", "room", "rm", "studio", "maisonette", "bedsit", "f"];

/// An address in parts. Numbers are packed with their letter (`12a`), 0 where there is none.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numbers {
    pub(crate) flat: u32,
    pub(crate) house: u32,
}

/// A house number with its letter: `12a`; a letter alone too. 0 where it is neither.
fn number(word: &str) -> u32 {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let letters = &word.as_bytes()[digits..];
    if digits > 5 || letters.len() > 1 || (digits == 0 && letters.is_empty()) {
        return 0;
    }
    let value = word.as_bytes()[..digits].iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let letter = letters.first().map_or(0, |letter| u32::from(letter & 31));
    value * 32 + letter
}

/// Takes an address apart: the numbers come back, and the street with what else names the house is left in `street`, short forms written out.
pub(crate) fn take_apart(address: &str, scratch: &mut String, street: &mut String) -> Numbers {
    scratch.clear();
    street.clear();
    fold_into(address, scratch);
    let mut numbers = Numbers::default();
    let mut flat_next = false;
    let mut words = scratch
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '/')
        .filter(|word| !word.is_empty())
        .peekable();
    let mut count = 0;
    while let Some(word) = words.next() {
        count += 1;
        if count > 16 {
            break;
        }
        if let Some((flat, house)) = word.split_once('/')
            && flat.starts_with(|first: char| first.is_ascii_digit())
            && number(flat) != 0
            && number(house) != 0
        {
            numbers = Numbers { flat: number(flat), house: number(house) };
            continue;
        }
        if FLATS.contains(&word) && words.peek().is_some_and(|next| number(next) != 0) {
            flat_next = true;
            continue;
        }
        let starts_with_digit = word.starts_with(|first: char| first.is_ascii_digit());
        if (starts_with_digit || flat_next) && number(word) != 0 {
            if flat_next {
                numbers.flat = number(word);
                flat_next = false;
            } else if numbers.house == 0 {
                numbers.house = number(word);
            } else if numbers.flat == 0 && street.is_empty() {
                numbers.flat = numbers.house;
                numbers.house = number(word);
            }
            continue;
        }
        flat_next = false;
        let last = words.peek().is_none();
        let plain = match word {
            "st" if street.is_empty() && !last => "saint",
            "st" => "street",
            _ => STREETS.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long),
        };
        if !street.is_empty() {
            street.push(' ');
        }
        let of_street = !street.is_empty() && KINDS.contains(&plain);
        street.extend(plain.chars().filter(|letter| *letter != '\'' && *letter != '/'));
        if of_street && !words.clone().any(|next| number(next) != 0 || FLATS.contains(&next)) {
            // What follows «12 Elm Road» is a village or a county.
            break;
        }
    }
    if numbers.house == 0 && numbers.flat != 0 && !street.is_empty() {
        // «Flat 3, Elm Court»: the flat is the only number there is.
        numbers.house = numbers.flat;
        numbers.flat = 0;
    }
    numbers
}

/// A postcode in capitals without blanks, whole or the outward half; empty where it is neither.
pub(crate) fn postcode(text: &str, plain: &mut String) {
    plain.clear();
    plain.extend(text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).take(10));
    let bytes = plain.as_bytes();
    let abroad = (4..=6).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_digit);
    let starts_well = abroad || (bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.iter().any(u8::is_ascii_digit));
    if bytes.len() < 2 || bytes.len() > 9 || !starts_well {
        plain.clear();
    }
}

/// The outward half of a postcode: `B10` of `B108LA`.
pub(crate) fn outward(postcode: &str) -> &str {
    if is_whole(postcode) { &postcode[..postcode.len() - 3] } else { postcode }
}

/// Whether a postcode has both halves.
pub(crate) fn is_whole(postcode: &str) -> bool {
    let bytes = postcode.as_bytes();
    postcode.is_ascii()
        && matches!(bytes, [.., digit, one, two] if bytes.len() >= 5 && digit.is_ascii_digit() && one.is_ascii_alphabetic() && two.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(text: &str) -> (u32, u32, String) {
        let (mut scratch, mut street) = (String::new(), String::new());
        let numbers = take_apart(text, &mut scratch, &mut street);
        (numbers.flat / 32, numbers.house / 32, street)
    }

    #[test]
    fn one_address_is_one_however_it_is_written() {
        let elm = (3, 12, "elm avenue".to_owned());
        for text in [
            "Flat 3, 12 Elm Avenue",
            "FL 3 12 ELM AV",
            "3/12 Elm Ave.",
            "Apartment 3 12 Elm Avenue",
            "12 Elm Ave Flat 3",
            "Unit 3, 12 Elm ave",
        ] {
            assert_eq!(apart(text), elm, "{text}");
        }
        assert_eq!(apart("20 St Marys Dr"), (0, 20, "saint marys drive".to_owned()));
        assert_eq!(apart("35 Church St."), (0, 35, "church street".to_owned()));
        assert_eq!(apart("Rose Cottage, Mill Ln"), (0, 0, "rose cottage mill lane".to_owned()));
        assert_eq!(apart(""), (0, 0, String::new()));
        assert_eq!(apart("Flat 3, Elm Court"), (0, 3, "elm court".to_owned()));
    }

    #[test]
    fn postcodes_have_an_outward_half() {
        let mut plain = String::new();
        postcode("b10 8la", &mut plain);
        assert_eq!((plain.as_str(), outward(&plain), is_whole(&plain)), ("B108LA", "B10", true));
        postcode("LE22", &mut plain);
        assert_eq!((plain.as_str(), outward(&plain), is_whole(&plain)), ("LE22", "LE22", false));
        postcode("not known", &mut plain);
        assert_eq!(plain, "");
    }
}
