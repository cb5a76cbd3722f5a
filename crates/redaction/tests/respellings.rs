//! Whatever somebody does to the spelling of a protected value, it is found; and where it is not, nothing is.

#![allow(clippy::unwrap_used, clippy::format_collect, reason = "a test stops at what it did not expect; its texts are short")]

use std::sync::LazyLock;

use data_encoding::{BASE64, BASE64_MIME};
use proptest::prelude::*;
use proptest::sample::select;
use redaction::{Kind, Protected, Scanner, Strength};

/// Values as they may stand in a file.
const VALUES: [(Kind, &str); 14] = [
    (Kind::Phone, "07700 900123"),
    (Kind::Phone, "+44 20 7946 0958"),
    (Kind::Phone, "01632 960983"),
    (Kind::Email, "asha.rahman@example.com"),
    (Kind::Postcode, "LS1 4DP"),
    (Kind::Postcode, "W1A 0AX"),
    (Kind::Address, "14 Elm Street, Marram"),
    (Kind::Address, "Flat 2, 14a Elm Grove, Marram"),
    (Kind::Name, "Asha Rahman"),
    (Kind::Name, "Siobhán O'Dwyer"),
    (Kind::Reference, "HF-204817-K"),
    (Kind::Vehicle, "AB12 CDE"),
    (Kind::Place, "Oakfield Primary School"),
    (Kind::Words, "the book club has moved"),
];

/// What is done to the characters of a value.
#[derive(Debug, Clone, Copy)]
enum Written {
    AsItIs,
    Large,
    Small,
    FullWidth,
    ZeroWidthBetween,
    SoftHyphens,
    Lookalikes,
    Accents,
    WideBlanks,
}

/// What the whole is put into.
#[derive(Debug, Clone, Copy)]
enum Wrapped {
    Plain,
    Tags,
    TagsWithin,
    Entities,
    QuotedPrintable,
    SoftBreaks,
    Base64,
    Base64InLines,
    Percent,
    Escapes,
    Header,
    Utf16,
}

fn written(value: &str, how: Written) -> String {
    let each = |f: &dyn Fn(char) -> String| value.chars().map(f).collect::<String>();
    match how {
        Written::AsItIs => value.to_owned(),
        Written::Large => value.to_uppercase(),
        Written::Small => value.to_lowercase(),
        Written::FullWidth => each(&|c| match u32::from(c) {
            code @ 0x21..=0x7e => char::from_u32(code + 0xfee0).unwrap().to_string(),
            _ => c.to_string(),
        }),
        Written::ZeroWidthBetween => each(&|c| format!("{c}\u{200b}")),
        Written::SoftHyphens => each(&|c| format!("{c}\u{ad}")),
        Written::Lookalikes => each(&|c| match c {
            'a' => "\u{430}".into(),
            'e' => "\u{435}".into(),
            'o' => "\u{43e}".into(),
            'A' => "\u{410}".into(),
            'S' => "\u{405}".into(),
            'i' => "\u{456}".into(),
            _ => c.to_string(),
        }),
        Written::Accents => each(&|c| if "aeou".contains(c) { format!("{c}\u{301}") } else { c.to_string() }),
        Written::WideBlanks => value.replace(' ', "\u{a0}\u{2003}"),
    }
}

fn wrapped(text: &str, how: Wrapped) -> Vec<u8> {
    let each = |f: &dyn Fn(char) -> String| text.chars().map(f).collect::<String>();
    match how {
        Wrapped::Plain => text.to_owned(),
        Wrapped::Tags => format!("<p class=\"x\">{text}</p>"),
        Wrapped::TagsWithin => each(&|c| if c.is_alphanumeric() { format!("<b>{c}</b>") } else { c.to_string() }),
        Wrapped::Entities => each(&|c| format!("&#{};", u32::from(c))),
        Wrapped::QuotedPrintable => text.bytes().map(|byte| format!("={byte:02X}")).collect(),
        Wrapped::SoftBreaks => each(&|c| format!("{c}=\r\n")),
        Wrapped::Base64 => BASE64.encode(text.as_bytes()),
        Wrapped::Base64InLines => format!("Content-Transfer-Encoding: base64\r\n\r\n{}", BASE64_MIME.encode(text.as_bytes())),
        Wrapped::Percent => text.bytes().map(|byte| format!("%{byte:02x}")).collect(),
        Wrapped::Escapes => text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect(),
        Wrapped::Header => format!("Subject: =?utf-8?b?{}?=", BASE64.encode(text.as_bytes())),
        Wrapped::Utf16 => return format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
    }
    .into_bytes()
}

fn any_written() -> impl Strategy<Value = Written> {
    use Written::{Accents, AsItIs, FullWidth, Large, Lookalikes, Small, SoftHyphens, WideBlanks, ZeroWidthBetween};
    select(vec![AsItIs, Large, Small, FullWidth, ZeroWidthBetween, SoftHyphens, Lookalikes, Accents, WideBlanks])
}

fn any_wrapped() -> impl Strategy<Value = Wrapped> {
    use Wrapped::{
        Base64, Base64InLines, Entities, Escapes, Header, Percent, Plain, QuotedPrintable, SoftBreaks, Tags, TagsWithin, Utf16,
    };
    select(vec![
        Plain,
        Tags,
        TagsWithin,
        Entities,
        QuotedPrintable,
        SoftBreaks,
        Base64,
        Base64InLines,
        Percent,
        Escapes,
        Header,
        Utf16,
    ])
}

/// Words of ordinary letters that are in none of the values.
fn ordinary() -> impl Strategy<Value = String> {
    let words = [
        "please",
        "telephone",
        "us",
        "before",
        "noon",
        "about",
        "your",
        "appointment",
        "with",
        "housing",
        "team",
        "we",
        "will",
        "send",
        "a",
        "letter",
        "when",
        "it",
        "is",
        "ready",
        "£1,250",
        "12 June 2026",
        "section 189B",
        "page 3",
        "thank you",
    ];
    proptest::collection::vec(select(words.to_vec()), 0..30).prop_map(|words| words.join(" "))
}

fn scanner() -> &'static Scanner<usize> {
    static SCANNER: LazyLock<Scanner<usize>> = LazyLock::new(|| {
        Scanner::new(VALUES.iter().enumerate().map(|(label, (kind, value))| Protected { label, kind: *kind, value })).unwrap()
    });
    &SCANNER
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_respelling_is_found(
        which in 0..VALUES.len(), how in any_written(), around in any_wrapped(), before in ordinary(), after in ordinary(),
    ) {
        let value = written(VALUES[which].1, how);
        let text = format!("{before} {value} {after}");
        let bytes = wrapped(&text, around);
        let scanned = scanner().scan_bytes(&bytes);
        let best = scanned.hits.iter().filter(|hit| hit.label == which).map(|hit| hit.strength).max();
        prop_assert!(best >= Some(Strength::Likely), "{how:?} {around:?} of {:?}: {best:?} in {text:?}", VALUES[which]);
        prop_assert!(scanned.hits.iter().all(|hit| hit.range.end <= bytes.len() && hit.range.start < hit.range.end));
    }

    #[test]
    fn separators_of_any_kind_hide_nothing(
        which in select(vec![0_usize, 1, 2, 4, 5, 10, 11]), by in select(vec!["", " ", "-", ".", "/", " - ", "\n", "\u{2011}", "\u{a0}", " . "]),
    ) {
        let (kind, value) = VALUES[which];
        let letters: Vec<String> = value.chars().filter(|c| c.is_alphanumeric()).map(String::from).collect();
        let text = format!("see {} please", letters.join(by));
        let best = scanner().scan(&text).hits.iter().filter(|hit| hit.label == which).map(|hit| hit.strength).max();
        prop_assert_eq!(best, Some(Strength::Exact), "{:?} in {}", kind, text);
    }

    #[test]
    fn where_nothing_is_told_nothing_is_found(text in ordinary(), around in any_wrapped()) {
        let scanned = scanner().scan_bytes(&wrapped(&text, around));
        prop_assert_eq!(scanned.hits, vec![]);
    }

    #[test]
    fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for hit in scanner().scan_bytes(&bytes).hits {
            prop_assert!(hit.range.end <= bytes.len());
        }
    }

    #[test]
    fn no_text_breaks_detection(text in "[ -~éА\u{200b}\n]{0,200}") {
        for found in redaction::detect(&text) {
            prop_assert!(text.get(found.range).is_some());
        }
    }
}

#[test]
fn whole_letters_that_tell_nothing_are_left_alone() {
    let names = [
        (Kind::Name, "May Hope"),
        (Kind::Name, "Will Park"),
        (Kind::Name, "Grace Field"),
        (Kind::Address, "14 High Street, Marram, LS1 4DP"),
        (Kind::Phone, "07700 900123"),
        (Kind::Place, "Marram High School"),
        (Kind::Date, "1990-06-01"),
    ];
    let scanner =
        Scanner::new(names.iter().enumerate().map(|(label, (kind, value))| Protected { label, kind: *kind, value })).unwrap();
    for letter in [
        "Dear Sir or Madam, we hope to write again in May. The high court sits at 14 days' notice; the street is closed.",
        "Your rent account 07700 is £900.12 in credit. Please quote 900 at the desk.",
        "Our office: Civic Centre, Market Way, LS1 9ZZ. Telephone 01632 960001. It will be open from 1 July 1990.",
        // A name that is also two ordinary words is found where the two stand together; apart they are left alone.
        "The park shuts on Monday; in the field, a period of grace ends on 6 June.",
    ] {
        let told: Vec<_> = scanner.scan(letter).hits.into_iter().filter(|hit| hit.strength > Strength::Possible).collect();
        assert_eq!(told, [], "{letter}");
    }
}

#[test]
fn texts_made_to_be_slow_are_read_to_their_end() {
    // Tags that never end, signs of every encoding, near misses: what grows with the square of such a text never comes to the number behind it.
    for piece in ["<a", "&#", "=?a?q?", "=4", "%4", "\\u00", "0770090012", "ls14d", "asha rahma ", "<!--", "QUJD"] {
        let text = format!("{} 07700 900123", piece.repeat(2_000));
        let plain = format!("{} 07700 900123", "a ".repeat(2_000));
        assert!(!scanner().scan(&plain).hits.is_empty());
        let _ = scanner().scan(&text);
    }
}
