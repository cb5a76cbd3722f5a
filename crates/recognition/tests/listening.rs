//! What must hold for any text at all.

use proptest::prelude::*;
use recognition::{THRESHOLD, recognise};

/// Pieces of sentences that the engine cares about, so that random texts come near its rules.
const PIECES: &[&str] = &[
    "my husband",
    "hit",
    "me",
    "never",
    "not",
    "he",
    "she",
    ".",
    "\n\n",
    "\n",
    ",",
    "won't",
    "let",
    "the neighbour",
    "scared",
    "money",
    "’",
    "é",
    "\u{1F600}",
    "knife",
    "novel",
    "Dr.",
    "3.50",
    "my ex",
    "follows",
    "\u{0}",
    "ſ",
    "ﬁ",
    "mother in law",
    "\"",
    "\u{202E}",
    "and",
    "İ",
];

/// Paragraphs that say nothing of the kind.
const NEUTRAL: &[&str] = &[
    "The bin was not emptied on Tuesday.",
    "Please send me a copy of my tenancy agreement. My reference is 445566.",
    "I would like a two bedroom flat near the hospital.",
    "The boiler has been off since Thursday and the kitchen tap drips.",
    "Where do I send proof of income? Thank you for your help.",
];

/// Things that must be heard.
const TOLD: &[&str] = &[
    "My husband hit me again last night and I am scared to go home.",
    "She needed to move away from her father because he was aggressive towards her.",
    "My partner takes my bank card and won't let me leave the house.",
    "My ex says he will kill me if I do not come back.",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_harm_and_every_reason_points_at_its_words(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn pieces_in_any_order_are_read_without_harm(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check(&pieces.join(" "));
        check(&pieces.concat());
    }

    #[test]
    fn neutral_paragraphs_around_it_change_nothing(
        told in prop::sample::select(TOLD),
        before in prop::collection::vec(prop::sample::select(NEUTRAL), 0..6),
        after in prop::collection::vec(prop::sample::select(NEUTRAL), 0..6),
    ) {
        let alone = recognise(told);
        let text = [before.join("\n\n"), told.to_owned(), after.join("\n\n")].join("\n\n");
        let heard = recognise(&text);
        prop_assert!(alone.disclosure && heard.disclosure);
        prop_assert_eq!(heard.score.to_bits(), alone.score.to_bits());
        prop_assert_eq!(&heard.kinds, &alone.kinds);
        let words = |heard: &recognition::Heard, text: &str| heard.because.iter().map(|because| because.words(text).to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(words(&heard, &text), words(&alone, told));
    }

    #[test]
    fn neutral_paragraphs_alone_are_no_disclosure(text in prop::collection::vec(prop::sample::select(NEUTRAL), 0..8)) {
        prop_assert!(!recognise(&text.join("\n\n")).disclosure);
    }
}

fn check(text: &str) {
    let heard = recognise(text);
    assert_eq!(heard, recognise(text));
    assert!((0.0..=1.0).contains(&heard.score));
    assert_eq!(heard.disclosure, heard.score >= THRESHOLD);
    assert_eq!(heard.disclosure, !heard.kinds.is_empty());
    assert_eq!(heard.disclosure, !heard.because.is_empty());
    let mut last = 0;
    for because in &heard.because {
        assert!(last <= because.start && because.start < because.end, "in the order of the text, one after the other");
        assert!(text.is_char_boundary(because.start) && text.is_char_boundary(because.end));
        assert!(!because.words(text).trim().is_empty());
        last = because.end;
    }
}

#[test]
fn a_megabyte_without_a_full_stop_is_read() {
    let text = "word ".repeat(200_000) + "my husband hit me and I am scared of him";
    assert!(recognise(&text).disclosure);
    check(&"a".repeat(1_000_000));
    check(&"\u{1F600}".repeat(100_000));
    check(&"\n".repeat(100_000));
}
