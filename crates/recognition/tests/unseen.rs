//! How well it hears sentences that it has never seen. Quality, not time.

use std::collections::HashSet;

use recognition::recognise;
use recognition::sentences::{self, Measured};
use recognition::training::{Recipe, train};

#[expect(clippy::expect_used, reason = "without the set there is nothing to measure")]
fn measured(part: &str) -> Measured {
    let mut measured = Measured::default();
    for row in sentences::read(sentences::UNSEEN).expect("the set").iter().filter(|row| row.part == part) {
        measured.count(!row.example.kinds.is_empty(), recognise(&row.example.text).disclosure);
    }
    measured
}

#[test]
fn of_ordinary_disclosures_that_it_has_never_seen_it_hears_at_least_95_in_100() {
    let ordinary = measured("ordinary");
    assert!(ordinary.heard + ordinary.missed > 70, "{ordinary:?}");
    assert!(ordinary.recall() >= RECALL, "recall {:.3}", ordinary.recall());
    assert!(ordinary.precision() >= PRECISION, "precision {:.3}", ordinary.precision());
}

const RECALL: f64 = 0.97;
const PRECISION: f64 = 0.87;

#[test]
fn sentences_written_to_be_mistaken_are_told_apart_better_than_by_chance() {
    let mirrored = measured("mirrored");
    assert!(mirrored.recall() >= 0.84, "recall {:.3}", mirrored.recall());
    assert!(mirrored.precision() >= 0.75, "precision {:.3}", mirrored.precision());
}

#[test]
fn short_notes_of_offices_are_heard_though_some_are_shown_for_nothing() {
    let fresh = measured("fresh");
    assert!(fresh.heard + fresh.missed >= 90, "{fresh:?}");
    assert!(fresh.recall() >= 0.95, "recall {:.3}", fresh.recall());
    assert!(fresh.precision() >= 0.85, "precision {:.3}", fresh.precision());
}

#[test]
fn texts_by_people_who_were_told_to_make_it_hard_are_told_apart() {
    let later = measured("later");
    assert!(later.heard + later.missed >= 120, "{later:?}");
    assert!(later.recall() >= 0.82, "recall {:.3}", later.recall());
    assert!(later.precision() >= 0.60, "precision {:.3}", later.precision());
}

#[test]
fn no_sentence_stands_in_both_sets_and_none_stands_twice() {
    let mut seen = HashSet::new();
    for set in [sentences::TRAINING, sentences::UNSEEN] {
        for row in sentences::read(set).expect("the set") {
            assert!(seen.insert(row.example.text.to_lowercase()), "twice: {}", row.example.text);
        }
    }
    assert!(seen.len() >= 1500);
}

#[test]
fn the_model_in_the_tree_is_the_one_that_the_sentences_make() {
    let examples: Vec<_> = sentences::read(sentences::TRAINING).expect("the set").into_iter().map(|row| row.example).collect();
    let model = train(&examples, Recipe::default());
    assert!(model == include_bytes!("../data/model.bin"), "run: cargo run --release -p recognition --example train");
}
