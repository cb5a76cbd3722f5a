//! Whatever form a protected value takes, it is found; what may be told stays; nothing breaks the finder and nothing around a finding moves it.

#![allow(clippy::unwrap_used, clippy::format_collect, reason = "a test stops at what it did not expect; its texts are short")]

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use redaction::{Case, Finder, Finding, Sure, What, Whose};

const CASE: &str = r#"{"case_id":"1","protected":[
 {"role":"protected adult","title":"Ms","first":"Priya","middle":"Jane","surname":"Hargreaves","former_surnames":["Okonkwo"],"known_as":["Pri"],
  "dob":"1985-04-25","phones":["07906123306","01516058715"],"emails":["priya.hargreaves86@example.co.uk"],
  "addresses":[{"line":"Flat 5, 24 Wychwood Way","area":"Kirkholme","town":"Averton","postcode":"HX24 9PR"}],
  "nino":"WG207313B","nhs":"0911878637","vehicles":["LE68KMP"],"handles":["pri_hargr41"],"gp":"Canal Street Health Centre",
  "workplace":"Calder Valley Logistics","refuge":"The Haven at Millbrook","bank":["012707 18983995"]},
 {"role":"protected child","first":"Grace","surname":"Dunmore","dob":"2018-06-27","school":"St Bede's Catholic Primary School"}],
 "recipient":{"title":"Mr","first":"Liam","surname":"Dunmore","dob":"1965-05-05","phones":["07938703525"],"emails":["liam.dunmore@example.com"],
  "addresses":[{"line":"65 Thornfield Avenue","area":"Highroyd","town":"Calderbridge","postcode":"LS14 3FU"}],"vehicles":["WP69KET"],"nino":"LG062049C"},
 "organisation":{"name":"Calderbridge City Council","phones":["01613114248"],"domain":"calderbridge.gov.uk",
  "office":{"line":"67 Larkhill Drive","town":"Brackley Mills","postcode":"OL14 2RE"},"staff":["Helen Braithwaite","Olu Martins"]}}"#;

fn finder() -> &'static Finder {
    static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::new(&serde_json::from_str::<Case>(CASE).unwrap()));
    &FINDER
}

/// What each value may look like; every letter and digit of it must be taken out.
const SPELLINGS: &[(What, &[&str])] = &[
    (
        What::Name,
        &[
            "Priya Hargreaves",
            "PRIYA HARGREAVES",
            "priya hargreaves",
            "Hargreaves, Priya",
            "HARGREAVES, Priya Jane",
            "P. Hargreaves",
            "P Hargreaves",
            "P.J. Hargreaves",
            "Ms Hargreaves",
            "Miss P Hargreaves",
            "Priya Okonkwo",
            "Pri",
            "Hargreaves Priya",
            "Priya\nHargreaves",
            "Hargrea-\nves",
            "H a r g r e a v e s",
            "H-A-R-G-R-E-A-V-E-S",
            "Hargraves",
            "Harrgreaves",
            "Hargreavse",
            "Prya Hargreaves",
            "Har9reaves",
            "PriyaHargreaves",
            "hargreaves_priya",
            "priya%20hargreaves",
            "Hargreaves's",
            "Priya’s",
            "Pr\u{ad}iya",
            "\u{420}riya",
            "Ｐｒｉｙａ",
            "Priya&nbsp;Hargreaves",
            "Priya\tHargreaves",
            "Hargreaves (Ms)",
            "Hargreaves/P",
            "Priya</b> Hargreaves",
            "mrs hargreaves",
            "Priya + Hargreaves",
            "Priya H",
            "priya h",
            "𝐏𝐫𝐢𝐲𝐚 𝐇𝐚𝐫𝐠𝐫𝐞𝐚𝐯𝐞𝐬",
        ],
    ),
    (
        What::BirthDate,
        &[
            "25/04/1985",
            "25/4/85",
            "25.04.1985",
            "25-04-1985",
            "1985-04-25",
            "25 April 1985",
            "25-Apr-1985",
            "25 Apr 85",
            "25th April 1985",
            "April 25, 1985",
            "04/25/1985",
            "twenty-fifth of April nineteen eighty-five",
            "April the twenty-fifth, nineteen eighty five",
            "250485",
            "25041985",
            "25 04 1985",
            "25 April '85",
            "25/O4/1985",
            "25 April\n1985",
            "25.iv.1985",
            "25|04|1985",
            "25_04_1985",
            "the 25th day of April 1985",
            "25thApril1985",
            "1985 April 25",
            "25 April in 1985",
            "25 April (1985)",
        ],
    ),
    (
        What::Phone,
        &[
            "07906123306",
            "07906 123 306",
            "(07906) 123306",
            "+44 7906 123306",
            "+44 (0)7906 123 306",
            "0044 7906 123306",
            "07906-123-306",
            "7906 123306",
            "O79O6 1233O6",
            "oh seven nine oh six one two double three oh six",
            "oh seven nine oh six one two dbl three oh six",
            "zero seven nine zero six, one two three, three zero six",
            "0 7 9 0 6 1 2 3 3 0 6",
            "oh seven nine, oh six, twelve, thirty-three, oh six",
            "07 90 61 23 30 6",
            "07906\n123306",
            "07906 123-\n306",
            "07906:123306",
            "07906 . 123306",
            "07906|123306",
            "07906 '123306'",
            "0, 7, 9, 0, 6, 1, 2, 3, 3, 0, 6",
            "0151 605 8715",
            "+441516058715",
        ],
    ),
    (
        What::Email,
        &[
            "priya.hargreaves86@example.co.uk",
            "PRIYA.HARGREAVES86@EXAMPLE.CO.UK",
            "priya dot hargreaves86 at example dot co dot uk",
            "priya.hargreaves86[at]example[dot]co[dot]uk",
            "priya.hargreaves86 (at) example.co.uk",
            "priya . hargreaves86 @ example . co . uk",
            "priya.hargreaves86@\nexample.co.uk",
            "priya.hargreaves86%40example.co.uk",
        ],
    ),
    (
        What::Address,
        &[
            "24 Wychwood Way",
            "24 WYCHWOOD WAY",
            "Flat 5, 24 Wychwood Way, Kirkholme",
            "24, Wychwood Wy",
            "No. 24 Wychwood Way",
            "Wychwood Way",
            "twenty-four Wychwood Way",
            "24 Wych-\nwood Way",
            "24 Wychwod Way",
            "24 Wychwood",
            "24_Wychwood_Way",
            "5/24 Wychwood Way",
            "24&nbsp;Wychwood Way",
            "Wychwood Way, number 24",
            "#24 Wychwood Way",
            "Wychwood Way at 24",
            "number 24 on Wychwood Way",
            "24; Wychwood; Way",
            "24|Wychwood Way",
            "24 Wychwoodway",
        ],
    ),
    (
        What::Postcode,
        &[
            "HX24 9PR",
            "HX249PR",
            "hx24 9pr",
            "HX24  9PR",
            "HX24-9PR",
            "H X 2 4 9 P R",
            "HX24\n9PR",
            "HX24/9PR",
            "HX24, 9PR",
            "HX24\t9PR",
            "HX24",
        ],
    ),
    (What::NationalInsurance, &["WG207313B", "WG 20 73 13 B", "wg207313b", "WG-20-73-13-B", "W G 2 0 7 3 1 3 B", "WG2O7313B"]),
    (
        What::NhsNumber,
        &["0911878637", "091 187 8637", "091-187-8637", "O91 187 8637", "oh nine one one eight seven eight six three seven"],
    ),
    (
        What::Vehicle,
        &["LE68KMP", "LE68 KMP", "le68 kmp", "LE68-KMP", "L E 6 8 K M P", "LE68", "Lima Echo six eight Kilo Mike Papa"],
    ),
    (
        What::Handle,
        &["pri_hargr41", "@pri_hargr41", "instagram.com/pri_hargr41", "PRI_HARGR41", "pri underscore hargr41", "prihargr41"],
    ),
    (
        What::School,
        &[
            "St Bede's Catholic Primary School",
            "St Bedes Catholic Primary",
            "ST BEDE’S",
            "SBCPS",
            "St Bede'5 Catholic Primary School",
            "St_Bede's_Catholic_Primary_School",
        ],
    ),
    (What::Surgery, &["Canal Street Health Centre", "CANAL STREET HEALTH CENTRE", "Canal Street HC", "CSHC"]),
    (What::Workplace, &["Calder Valley Logistics", "Calder Logistics", "CVL", "Calder Val-\nley Logistics"]),
    (What::Refuge, &["The Haven at Millbrook", "Thc Haven at Millbrook", "Haven Millbrook", "Millbrook"]),
    (What::Bank, &["012707 18983995", "01-27-07 18983995", "18983995", "01 27 07 18 98 39 95", "01-27-07 / 18983995"]),
];

/// What must stay as it is.
const STAYS: &[&str] = &[
    "Liam Dunmore",
    "DUNMORE, Liam",
    "L. Dunmore",
    "Mr Dunmore",
    "Liam",
    "05/05/1965",
    "5 May 1965",
    "07938 703 525",
    "+44 7938 703525",
    "liam.dunmore@example.com",
    "65 Thornfield Avenue",
    "65, Thornfield Ave, Highroyd",
    "LS14 3FU",
    "ls143fu",
    "WP69 KET",
    "wp69ket",
    "LG062049C",
    "Helen Braithwaite",
    "PC Olu Martins",
    "0161 311 4248",
    "marac@calderbridge.gov.uk",
    "67 Larkhill Drive, Brackley Mills OL14 2RE",
    "Calderbridge City Council",
    "There is a grace period of fourteen days",
    "The debt has a period of grace",
    "on 14/03/2023",
    "Ref CB68/7071",
    "HSG-2021-30839",
    "7270403980",
    "£1,613.44",
    "WO 62492/9",
    "12 June 2024 at 09:30",
    "2024|06|12",
    "on July the fourth, twenty twenty four, 7729300797",
    "Calderbridge Leisure Centre rang",
];

/// Words that are nobody's.
fn ordinary() -> impl Strategy<Value = String> {
    let words = "please telephone us before noon about your appointment with the housing team and we will send a letter when it is ready thank you \
                 for waiting the panel met again and nothing was decided";
    let words: Vec<&str> = words.split_whitespace().collect();
    proptest::collection::vec(select(words), 0..20).prop_map(|words| words.join(" "))
}

/// Whether every letter and digit of a range is in what is taken out.
fn is_taken_out(text: &str, range: std::ops::Range<usize>, findings: &[Finding]) -> bool {
    let out = |at: usize| findings.iter().any(|one| one.is_taken_out() && one.range.contains(&at));
    // Of what announces a value, and of sites and roads, nothing is told.
    let words = |at: usize| {
        let word = text[range.clone()][at - range.start..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        matches!(word, "instagram" | "com" | "s" | "the" | "The" | "Ms" | "number")
    };
    let mut begins = true;
    let mut exempt = false;
    text[range.clone()].char_indices().all(|(at, c)| {
        if begins && c.is_alphanumeric() {
            exempt = words(range.start + at);
        }
        begins = !c.is_alphanumeric();
        !c.is_alphanumeric() || exempt || out(range.start + at)
    })
}

#[test]
fn every_spelling_of_every_value_is_taken_out() {
    let mut missed = Vec::new();
    for (what, spellings) in SPELLINGS {
        for spelling in *spellings {
            let text = format!("It was said that {spelling} (so the note) is right.");
            let from = text.find(spelling).unwrap();
            let findings = finder().find(&text);
            if !is_taken_out(&text, from..from + spelling.len(), &findings) {
                missed.push(format!("{what:?} {spelling:?}: {findings:?}"));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_is_the_recipients_or_an_officials_or_nobodys_stays() {
    let mut hit = Vec::new();
    for stays in STAYS {
        let text = format!("It was noted: {stays}. No more was said.");
        let out: Vec<String> = finder()
            .find(&text)
            .into_iter()
            .filter(Finding::is_taken_out)
            .map(|one| format!("{:?} {}", one.why, &text[one.range]))
            .collect();
        if !out.is_empty() {
            hit.push(format!("{stays}: {out:?}"));
        }
    }
    assert!(hit.is_empty(), "{}", hit.join("\n"));
}

#[test]
fn strangers_and_descriptions_are_suggested_with_their_reasons() {
    let text = "Witness 1: Derek Mostyn, 22 Sandwell Street, Averton DE6 8EG, (07976) 355 934, born 23rd October 1955, derek.mostyn@example.net. \
                She lives in the corner house with the blue door opposite the allotments.";
    let found = finder().find(text);
    let has = |what: What, part: &str| {
        found.iter().any(|one| one.what == what && one.is_taken_out() && text[one.range.clone()].contains(part))
    };
    for (what, part) in [
        (What::Name, "Derek Mostyn"),
        (What::Address, "22 Sandwell Street"),
        (What::Phone, "07976) 355 934"),
        (What::BirthDate, "23rd October 1955"),
        (What::Email, "derek.mostyn@example.net"),
        (What::Description, "corner house with the blue door opposite the allotments"),
    ] {
        assert!(has(what, part), "{what:?} {part}: {found:?}");
    }
    assert!(found.iter().all(|one| one.whose == [Whose::Stranger]));
}

#[test]
fn a_strangers_name_is_noticed_by_what_people_do_and_a_bodys_is_not() {
    let likely = |text: &str, name: &str| {
        finder()
            .find(text)
            .iter()
            .any(|one| one.is_taken_out() && one.what == What::Name && text[one.range.clone()].contains(name))
    };
    for (text, name) in [
        ("Statement of: Qwibila Zaremskou\nOccupation: baker", "Qwibila Zaremskou"),
        ("Then Qwibila Zaremskou said that all was well.", "Qwibila Zaremskou"),
        ("She was brought in by Qwibila Zaremskou on Monday.", "Qwibila Zaremskou"),
        ("[12:01] Qwibila Zaremskou: on my way", "Qwibila Zaremskou"),
        ("Qwibila Zaremskou (tel 0800) called in.", "Qwibila Zaremskou"),
        ("seen | Qwibila Zaremskou, 0780 289 4245", "Qwibila Zaremskou"),
        ("job;tenant;tel;address\n12;Li Na Zhang;07952569110;58 Oakfield Lane", "Li Na Zhang"),
        ("its Ifan Morgan im with her", "Ifan Morgan"),
        ("Interpreter Adaora Obi attended", "Adaora Obi"),
        ("Surety: Javier Ruiz, Flat 5", "Javier Ruiz"),
    ] {
        assert!(likely(text, name), "{text}");
    }
    for text in ["It was told by Qwibila Zaremskou Solicitors Ltd.", "The Qwibila Academy said no.", "It is in Zaremskou."] {
        assert!(!likely(text, "Qwibila"), "{text}");
    }
    // What nobody announces is shown.
    let found = finder().find("It was in Qwibila Zaremskou.");
    assert_eq!(found.iter().map(|one| one.sure).collect::<Vec<_>>(), [Sure::Possible]);
    // A first name that is a word, in small letters, where an entry begins.
    let found = finder().find("13:37 grace in reception, very upset");
    assert_eq!(found.iter().map(|one| one.sure).collect::<Vec<_>>(), [Sure::Possible]);
}

#[test]
fn days_of_birth_of_strangers_are_noticed_however_they_are_announced() {
    for text in [
        "Her aunt, d.o.b. 19 Feb. 1998, came.",
        "The aunt (b. 3/4/1960) came.",
        "aunt, D.O.B: 03.04.1960",
        "the aunt, born on 3 April 1960",
    ] {
        assert!(finder().find(text).iter().any(|one| one.is_taken_out() && one.what == What::BirthDate), "{text}");
    }
    assert!(finder().find("In part B.\n3 April 1960: nothing.").iter().all(|one| one.what != What::BirthDate));
    assert!(finder().find("There was option b, 3 April 1960 or later.").iter().all(|one| one.what != What::BirthDate));
}

#[test]
fn a_name_that_is_also_a_word_is_told_apart_by_large_letters_and_grammar() {
    let taken = |text: &str| finder().find(text).iter().any(|one| one.is_taken_out() && one.what == What::Name);
    for text in [
        "Grace was quiet today.",
        "He asked where Grace is.",
        "called me grace over and over",
        "Text in: 'its Grace he has found out'",
        "Saw Grace. All well.",
        "hi its Grace here",
        "Are you there? Grace here, from the flat.",
        "reply: Grace take your post down",
        "rem: Grace hiding in the shed",
        "hi its grace here",
        "im Grace and i need help",
        "So that is grace, and your doctor is away.",
        "post | grace c/o office | 3",
        "- Grace bday on Friday",
        "Yours,\ngrace\n",
        "Dear grace,\nThank you.",
        "P: Grace to move to the coast",
    ] {
        assert!(taken(text), "{text}");
    }
    for text in [
        "A grace period applies.",
        "By the grace of the court.",
        "There is no grace in it.",
        "The grace period ends on Monday.",
        "Since then, grace is all we ask for, and that is grace.",
        "note: grace periods end",
        "im full of grace and patience",
    ] {
        assert!(!taken(text), "{text}");
    }
}

#[test]
fn what_is_unsure_is_shown_and_not_dropped() {
    // A first name of somebody else with a surname that the recipient shares.
    let found = finder().find("Nothing was heard of Dunmore since.");
    assert_eq!(found.iter().map(|one| one.sure).collect::<Vec<_>>(), [Sure::Possible]);
}

#[test]
fn a_case_without_anything_in_it_finds_nobody() {
    let nobody = Finder::new(&Case::default());
    assert_eq!(nobody.find("Priya Hargreaves of nowhere").iter().filter(|one| one.whose != [Whose::Stranger]).count(), 0);
    assert_eq!(nobody.find(""), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_among_ordinary_words_is_taken_out(which in 0..SPELLINGS.len(), how in any::<usize>(), before in ordinary(), after in ordinary()) {
        let (what, spellings) = SPELLINGS[which];
        let spelling = spellings[how % spellings.len()];
        let text = format!("{before}. Noted: {spelling}, {after}.");
        let from = text.find(spelling).unwrap();
        let findings = finder().find(&text);
        prop_assert!(is_taken_out(&text, from..from + spelling.len(), &findings), "{:?} in {:?}: {:?}", what, text, findings);
    }

    #[test]
    fn findings_do_not_move_when_other_text_is_added(which in 0..SPELLINGS.len(), how in any::<usize>(), before in ordinary(), after in ordinary()) {
        let (_, spellings) = SPELLINGS[which];
        let core = format!("Noted: {}, and that was all.", spellings[how % spellings.len()]);
        let alone: Vec<_> = finder().find(&core);
        let head = format!("{before}.\n\n");
        let text = format!("{head}{core}\n\n{after}.");
        let moved: Vec<_> = finder()
            .find(&text)
            .into_iter()
            .filter(|one| one.range.start >= head.len() && one.range.end <= head.len() + core.len())
            .map(|mut one| { one.range = one.range.start - head.len()..one.range.end - head.len(); one })
            .collect();
        prop_assert_eq!(alone, moved);
    }

    #[test]
    fn ordinary_words_are_left_alone(text in ordinary()) {
        prop_assert_eq!(finder().find(&text), []);
    }

    #[test]
    fn no_text_breaks_it_and_every_finding_is_whole_characters_in_order(text in any_text()) {
        let mut end = 0;
        for one in finder().find(&text) {
            prop_assert!(text.get(one.range.clone()).is_some_and(|found| !found.is_empty()), "{:?}", one);
            prop_assert!(one.range.start >= end);
            end = one.range.end;
        }
    }
}

/// Text of all kinds: any characters, and pieces of values cut and put together at random.
fn any_text() -> impl Strategy<Value = String> {
    let pieces: Vec<String> = SPELLINGS
        .iter()
        .flat_map(|(_, spellings)| spellings.iter())
        .chain(STAYS)
        .flat_map(|text| text.split_inclusive([' ', '\n', '-', '.']).map(str::to_owned).collect::<Vec<_>>())
        .chain(
            [
                "\u{e9}", "\u{200b}", "\u{202e}", "🏠", "ﬁ", "\t|\t", "\"", ",,", "\r\n", "@", "at", "dot", "double", "hundred",
                "\0", "İ", "ß",
            ]
            .map(str::to_owned),
        )
        .collect();
    prop_oneof![
        proptest::collection::vec(any::<char>(), 0..120).prop_map(|chars| chars.into_iter().collect()),
        proptest::collection::vec(select(pieces), 0..60).prop_map(|pieces| pieces.concat()),
        "[ -~\n]{0,300}",
    ]
}

#[test]
fn texts_made_to_be_slow_are_read_to_their_end() {
    let began = finder().find(&"a ".repeat(1_000)).len();
    assert_eq!(began, 0);
    for piece in [
        "0",
        "0 ",
        "1-",
        "double ",
        "a.",
        "A ",
        "@",
        "a@b.",
        "one ",
        "Hargreave",
        "H A ",
        "nine-",
        "Wychwood ",
        "the house ",
        "o",
        "l1",
        "(",
        "\n-",
        "St ",
        "Grace ",
    ] {
        let text = format!("{} 07906 123306.", piece.repeat(4_000));
        assert!(finder().find(&text).len() < 20_000, "{piece:?}");
    }
}

#[test]
fn somebody_who_has_moved_three_hundred_times_is_found_at_every_address_and_number() {
    let streets = ["Wychwood Way", "Thornfield Avenue", "Ravenscar Road", "Millbrook Lane"];
    let street =
        |at: usize| format!("{} {}{} ", at + 1, ["North", "South", "East", "West"][at % 4].to_lowercase(), streets[at % 4]);
    let addresses: Vec<String> = (0..300).map(|at| format!("{}, Averton", street(at).trim())).collect();
    let phones: Vec<String> = (0..300).map(|at| format!("07906{:06}", at * 3_331)).collect();
    let days: Vec<String> = (0..60).map(|at| format!("{}-04-25", 1940 + at)).collect();
    let case = serde_json::json!({
        "protected": [{"first": "Priya", "surname": "Hargreaves", "addresses": addresses, "phones": phones, "dob": days}]
    });
    let finder = Finder::new(&serde_json::from_value::<Case>(case).unwrap());
    for value in addresses.iter().map(|line| line.split(',').next().unwrap()).chain(phones.iter().map(String::as_str)) {
        let text = format!("It was {value} at first.");
        let found = finder.find(&text);
        let all = found.iter().any(|one| one.is_taken_out() && text[one.range.clone()].contains(value));
        assert!(all, "{value}: {found:?}");
    }
    assert!(finder.find("born 25 April 1999").iter().any(|one| one.what == What::BirthDate));
}

#[test]
fn a_kind_of_street_shortened_or_misread_belongs_to_the_street_and_a_broken_name_with_its_ending() {
    let case = r#"{"protected":[{"first":"Tiana","surname":"van-Rooyen","addresses":[{"line":"85 Ironmonger Passage"},
        {"line":"12 St Oswald's Grove"}],"dob":"2003-05-21"}],"recipient":{"surname":"Green"}}"#;
    let finder = Finder::new(&serde_json::from_str::<Case>(case).unwrap());
    for spelling in [
        "85 Ironmonger Pass.",
        "85 Ironmonger Psge",
        "85 Ironmonger Passaqe",
        "12 St Oswald's Gr0ve",
        "12 St Os-\nwald's Grove",
        "1 2   S t   O s w a l d ' s   G r o v e",
        "Tianavan-Rooyen",
    ] {
        let text = format!("It was said that {spelling} (so the note) is right.");
        let from = text.find(spelling).unwrap();
        assert!(is_taken_out(&text, from..from + spelling.len(), &finder.find(&text)), "{spelling}: {:?}", finder.find(&text));
    }
    // A name that is a month before a whole day.
    let text = "Client van-Rooyen, May 21-05-2003";
    assert!(is_taken_out(text, 23..text.len(), &finder.find(text)));
}
