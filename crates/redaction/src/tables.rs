//! Small tables of usage: how streets are abbreviated, what numbers are called, which short names people go by.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Kinds of street and their short forms; the first is the one that stands for all.
const STREETS: &[&[&str]] = &[
    &["st", "street", "str", "saint"],
    &["rd", "road"],
    &["ave", "avenue", "av"],
    &["ln", "lane", "la"],
    &["dr", "drive", "drv"],
    &["cl", "close", "clo", "clse"],
    &["ct", "court", "crt"],
    &["cres", "crescent", "cresc"],
    &["gdns", "gardens", "gdn", "garden"],
    &["gr", "grove", "gro"],
    &["pl", "place"],
    &["sq", "square"],
    &["ter", "terrace", "terr", "tce"],
    &["way", "wy"],
    &["hill"],
    &["park", "pk"],
    &["mews", "mws"],
    &["fold"],
    &["row"],
    &["walk", "wk", "wlk"],
    &["green", "grn"],
    &["parade", "pde"],
    &["rise"],
    &["view", "vw"],
    &["yard", "yd"],
    &["wharf", "whf"],
    &["quay"],
    &["estate", "est"],
    &["bldgs", "buildings", "building", "bldg"],
    &["hse", "house"],
    &["mount", "mt"],
    &["vale"],
    &["drove"],
    &["crossing"],
    &["bank"],
    &["passage", "psge"],
    &["croft", "crft"],
];

/// Words for a dwelling within a building.
const DWELLINGS: &[&[&str]] = &[&["flat", "apartment", "apt", "unit", "room", "studio", "maisonette"]];

const MONTHS: [&[&str]; 12] = [
    &["jan", "january"],
    &["feb", "february"],
    &["mar", "march"],
    &["apr", "april"],
    &["may"],
    &["jun", "june"],
    &["jul", "july"],
    &["aug", "august"],
    &["sep", "september", "sept"],
    &["oct", "october"],
    &["nov", "november"],
    &["dec", "december"],
];

const NUMBERS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const ALPHABET: [&str; 28] = [
    "alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo", "lima", "mike",
    "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey", "xray", "yankee", "zulu",
    "alpha", "juliet",
];

/// Streets that every town has: by themselves they point to nobody.
const EVERYWHERE: &[&str] = &[
    "high st",
    "main st",
    "church st",
    "church rd",
    "church ln",
    "station rd",
    "london rd",
    "park rd",
    "victoria rd",
    "green ln",
    "manor rd",
    "mill ln",
    "queen st",
    "kings rd",
    "king st",
    "new rd",
    "park ave",
    "west st",
    "north st",
    "south st",
    "mill rd",
    "chapel ln",
    "school ln",
    "york rd",
    "albert rd",
    "springfield rd",
];

/// Words that places of one kind share.
const COMMON_OF_PLACES: &[&str] = &[
    "school",
    "primary",
    "secondary",
    "infant",
    "infants",
    "junior",
    "high",
    "grammar",
    "academy",
    "college",
    "nursery",
    "church",
    "england",
    "ce",
    "rc",
    "catholic",
    "roman",
    "c",
    "e",
    "hse",
    "refuge",
    "hostel",
    "surgery",
    "medical",
    "practice",
    "health",
    "centre",
    "center",
    "clinic",
    "hospital",
    "hotel",
    "shop",
    "office",
    "supermarket",
    "factory",
    "ltd",
    "limited",
    "plc",
    "women",
    "womens",
    "s",
    "aid",
    "safe",
    "shelter",
    "her",
    "his",
    "their",
    "new",
    "old",
    "home",
    "a",
    "an",
    "at",
    "in",
    "with",
    "sister",
    "mother",
    "friend",
    "st",
    "rd",
    "ave",
    "pk",
    "park",
    "council",
    "flat",
    "temporary",
    "accommodation",
    "bed",
    "and",
    "breakfast",
    "b",
    "b",
    "sixth",
    "form",
    "preschool",
    "pre",
    "playgroup",
    "community",
    "work",
    "works",
];

/// Words of places that people shorten, with what they write.
const SHORT_OF_PLACES: &[(&str, &[&str])] = &[
    ("school", &["sch", "schl"]),
    ("primary", &["prim", "pri", "pr"]),
    ("secondary", &["sec"]),
    ("community", &["comm", "com"]),
    ("catholic", &["cath", "rc"]),
    ("infant", &["inf", "infants"]),
    ("infants", &["inf", "infant"]),
    ("junior", &["jun", "jnr", "jr"]),
    ("academy", &["acad"]),
    ("nursery", &["nurs", "nsy"]),
    ("college", &["coll"]),
    ("surgery", &["surg", "sgy"]),
    ("medical", &["med"]),
    ("practice", &["prac", "pract"]),
    ("centre", &["ctr", "ctre", "center", "cent"]),
    ("health", &["hlth"]),
    ("street", &["st", "str"]),
    ("cross", &["x"]),
    ("road", &["rd"]),
    ("lane", &["ln", "la"]),
    ("house", &["hse", "ho"]),
    ("saint", &["st"]),
    ("st", &["saint", "sts"]),
];

const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "lady", "rev", "madam", "mister"];

/// Short names that people go by; enough to begin with.
const NICKNAMES: &[&[&str]] = &[
    // The same name in the languages that are spoken here.
    &["margaret", "malgorzata", "margarita", "margareta", "gosia", "malgosia", "mairead"],
    &["susan", "zuzanna", "zuzana", "susanna", "suzana"],
    &["susanna", "zuzanna", "zuzana", "suzana"],
    &["casper", "kacper", "kasper", "jasper"],
    &["catherine", "katarzyna", "ekaterina", "caterina", "kasia", "caitriona"],
    &["john", "ionut", "ioan", "ivan", "juan", "sean", "yahya"],
    &["thomas", "tomasz", "tomas", "toma"],
    &["matthew", "mateusz", "matei", "mateo"],
    &["michael", "michal", "mihai", "mikhail", "miguel", "mikail"],
    &["paul", "pawel", "pavel", "pablo"],
    &["peter", "piotr", "petru", "pedro", "butrus"],
    &["andrew", "andrzej", "andrei", "ondrej"],
    &["george", "jerzy", "gheorghe", "jorge"],
    &["james", "seamus", "jakub", "hamish"],
    &["stephen", "stefan", "szczepan", "esteban"],
    &["elizabeth", "elzbieta", "elisabeta"],
    &["agnes", "agnieszka"],
    &["dorothy", "dorota"],
    &["joanna", "ioana", "asia"],
    &["mary", "maria", "mariam", "maryam", "miriam", "maire", "marie"],
    &["anna", "hanna", "hannah", "anne"],
    &["natalie", "natalia"],
    &["sophie", "zofia", "sofia"],
    &["julia", "iulia", "yulia"],
    &["helen", "elena", "helena", "olena"],
    &["nicholas", "mikolaj", "nicolae", "nikolai"],
    &["gregory", "grzegorz", "grigore"],
    &["luke", "lukasz"],
    &["joseph", "jozef", "yusuf", "iosif"],
    &["abraham", "ibrahim", "ebrahim"],
    &["david", "dawid", "daud", "dawud"],
    &["jacob", "yakub", "yaqub"],
    &["thaddeus", "tadhg", "tadeusz", "teague"],
    &["rebecca", "rebeca", "rebeka"],
    &["denise", "denisa"],
    &["bridget", "brid", "brigid", "brygida"],
    &["jane", "sinead", "janina"],
    &["abigail", "abby", "abi", "gail"],
    &["alexandra", "alex", "sandra", "sasha", "lexi", "alexa"],
    &["alexander", "alex", "sandy", "sasha", "al"],
    &["amanda", "mandy"],
    &["andrew", "andy", "drew"],
    &["anthony", "tony", "ant"],
    &["antony", "tony", "ant"],
    &["barbara", "barb", "babs"],
    &["benjamin", "ben", "benny", "benji"],
    &["bethany", "beth"],
    &["catherine", "kate", "katie", "cathy", "cath", "kitty"],
    &["katherine", "kate", "katie", "kathy", "kath", "kitty"],
    &["kathryn", "kate", "katie", "kathy", "kath"],
    &["charles", "charlie", "chas", "chuck"],
    &["charlotte", "charlie", "lottie", "lotte"],
    &["christina", "chris", "tina", "chrissie"],
    &["christine", "chris", "chrissie", "tina"],
    &["christopher", "chris", "topher", "kit"],
    &["daniel", "dan", "danny"],
    &["danielle", "dani", "ellie"],
    &["david", "dave", "davey"],
    &["deborah", "debbie", "debs"],
    &["dorothy", "dot", "dolly", "dottie"],
    &["edward", "ed", "eddie", "ted", "ned"],
    &["eleanor", "ellie", "nell", "nora"],
    &["elizabeth", "liz", "lizzie", "beth", "betty", "eliza", "libby", "lisa", "elsie"],
    &["emily", "em", "emmy"],
    &["frances", "fran", "frankie"],
    &["francis", "frank", "frankie"],
    &["frederick", "fred", "freddie"],
    &["gabrielle", "gabby", "ellie"],
    &["georgina", "georgie", "gina"],
    &["gerald", "gerry", "jerry"],
    &["gregory", "greg"],
    &["harold", "harry", "hal"],
    &["henry", "harry", "hal", "hank"],
    &["isabella", "bella", "izzy", "isa"],
    &["isabel", "bella", "izzy"],
    &["jacqueline", "jackie", "jacqui"],
    &["james", "jim", "jimmy", "jamie"],
    &["janet", "jan"],
    &["jennifer", "jen", "jenny"],
    &["jessica", "jess", "jessie"],
    &["joanna", "jo", "joanne"],
    &["joanne", "jo"],
    &["john", "jack", "johnny"],
    &["jonathan", "jon", "jonny"],
    &["joseph", "joe", "joey"],
    &["joshua", "josh"],
    &["judith", "judy", "jude"],
    &["kenneth", "ken", "kenny"],
    &["kimberley", "kim"],
    &["lawrence", "larry", "laurie"],
    &["leonard", "len", "lenny", "leo"],
    &["louise", "lou"],
    &["margaret", "maggie", "meg", "peggy", "madge", "margie", "greta"],
    &["matthew", "matt"],
    &["michael", "mike", "mick", "mickey"],
    &["michelle", "shelly", "shell"],
    &["mohammed", "mo", "mohamed", "muhammad", "mohammad", "muhammed"],
    &["muhammad", "mo", "mohamed", "mohammed", "mohammad", "muhammed"],
    &["natalie", "nat"],
    &["natasha", "tasha", "nat"],
    &["nathaniel", "nathan", "nat"],
    &["nicholas", "nick", "nicky"],
    &["nicola", "nicky", "nikki"],
    &["oliver", "ollie"],
    &["olivia", "liv", "livvy"],
    &["pamela", "pam"],
    &["patricia", "pat", "trish", "patsy", "tricia"],
    &["patrick", "pat", "paddy"],
    &["peter", "pete"],
    &["philip", "phil", "pip"],
    &["philippa", "pip", "pippa"],
    &["raymond", "ray"],
    &["rebecca", "becky", "bex", "becca"],
    &["richard", "rick", "dick", "rich", "ricky"],
    &["robert", "bob", "rob", "bobby", "robbie", "bert"],
    &["ronald", "ron", "ronnie"],
    &["samantha", "sam", "sammy"],
    &["samuel", "sam", "sammy"],
    &["sarah", "sal", "sally"],
    &["sophia", "sophie", "soph"],
    &["stephanie", "steph"],
    &["stephen", "steve"],
    &["steven", "steve"],
    &["susan", "sue", "susie", "suzie"],
    &["suzanne", "sue", "suzie"],
    &["teresa", "terry", "tess", "tessa"],
    &["theresa", "terry", "tess", "tessa"],
    &["thomas", "tom", "tommy"],
    &["timothy", "tim"],
    &["valerie", "val"],
    &["veronica", "ronnie", "vera"],
    &["victoria", "vicky", "tori", "vic", "vikki"],
    &["vincent", "vince", "vinny"],
    &["william", "will", "bill", "billy", "liam", "willy"],
    &["zachary", "zach", "zac"],
];

fn first_of(table: &[&[&'static str]], word: &str) -> Option<&'static str> {
    table.iter().find(|row| row.contains(&word)).map(|row| row[0])
}

/// The one word for a kind of street, a dwelling or a month, however it was shortened.
pub fn usual(word: &str) -> Option<&'static str> {
    static ALL: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
        let rows = STREETS.iter().chain(DWELLINGS).chain(&MONTHS);
        rows.flat_map(|row| row.iter().map(|word| (*word, row[0]))).collect()
    });
    ALL.get(word).copied()
}

/// Every way to write a kind of street, by the word that stands for all.
pub fn street_forms(word: &str) -> &'static [&'static str] {
    STREETS.iter().find(|row| row[0] == word).map_or(&[], |row| row)
}

/// Kinds of building that stand behind a name of their own: «27 Baltic House». They are no kinds of street: a stranger's «Guildhall House» is not taken
/// for an address by them.
const BUILDINGS: &[&[&str]] = &[
    &["house", "hse", "hs"],
    &["flats", "flts", "flat"],
    &["apartments", "apts", "apt", "apartment"],
    &["buildings", "bldgs", "building", "bldg", "blds"],
    &["tower", "twr", "towers"],
    &["bank", "bnk"],
    &["yard", "yd"],
    &["lodge", "ldge", "ldg"],
    &["cottage", "cott", "cottages"],
    &["wharf", "whf"],
    &["quay", "quays"],
    &["mill", "mills"],
    &["point", "pt"],
    &["heights", "hts"],
    &["villas", "villa"],
    &["block", "blk"],
];

/// Every way to write a kind of building.
pub fn building_forms(word: &str) -> &'static [&'static str] {
    BUILDINGS.iter().find(|row| row.contains(&word)).map_or(&[], |row| row)
}

/// Whether a word, as [`usual`] gives it, is a kind of street.
pub fn is_street(word: &str) -> bool {
    first_of(STREETS, word).is_some()
}

/// Whether a word, as [`usual`] gives it, is a dwelling within a building.
pub fn is_dwelling(word: &str) -> bool {
    first_of(DWELLINGS, word).is_some()
}

/// Whether every town has a street of this name; in the words that [`usual`] gives.
pub fn is_everywhere(street: &str) -> bool {
    EVERYWHERE.contains(&street)
}

/// Whether many places have the word in their name.
pub fn is_common_of_places(word: &str) -> bool {
    COMMON_OF_PLACES.contains(&word)
}

/// What people write for a word of a place's name.
pub fn short_of_place(word: &str) -> &'static [&'static str] {
    SHORT_OF_PLACES.iter().find(|(long, _)| *long == word).map_or(&[], |(_, short)| short)
}

/// What stands before a surname.
pub fn titles() -> &'static [&'static str] {
    TITLES
}

/// The names by which somebody of this first name may go, and the full names for which it may stand.
pub fn nicknames(name: &str) -> Vec<&'static str> {
    let of = NICKNAMES.iter().filter(|row| row[0] == name).flat_map(|row| row[1..].iter().copied());
    let for_which = NICKNAMES.iter().filter(|row| row[1..].contains(&name)).map(|row| row[0]);
    of.chain(for_which).collect()
}

/// Every first name in the table of short names, short or full.
pub fn short_and_full_names() -> impl Iterator<Item = &'static str> {
    NICKNAMES.iter().flat_map(|row| row.iter().copied())
}

/// A month's three letters, from 1 to 12.
pub fn month(number: i8) -> &'static str {
    usize::try_from(number - 1).ok().and_then(|at| MONTHS.get(at)).map_or("", |row| row[0])
}

/// A number from nought to nineteen, or whole tens, from its word.
pub fn number(word: &str) -> Option<u32> {
    let at = |table: &[&str]| table.iter().position(|one| *one == word).and_then(|at| u32::try_from(at).ok());
    at(&NUMBERS).or_else(|| at(&TENS).map(|tens| (tens + 2) * 10))
}

/// A digit from the word for it, as people say numbers.
pub fn spoken_digit(word: &str) -> Option<char> {
    match word {
        "oh" | "o" | "nought" | "naught" | "nil" | "aught" | "zero" => Some('0'),
        _ => NUMBERS.iter().take(10).position(|one| *one == word).and_then(|at| char::from_digit(u32::try_from(at).ok()?, 10)),
    }
}

/// A letter from its word in the spelling alphabet.
pub fn spelling_alphabet(word: &str) -> Option<char> {
    match ALPHABET.iter().position(|one| *one == word)? {
        at @ 0..=25 => char::from_u32(u32::from('a') + u32::try_from(at).ok()?),
        26 => Some('a'),
        _ => Some('j'),
    }
}
