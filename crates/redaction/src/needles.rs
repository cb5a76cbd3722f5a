//! Needles: what to look for in which view, for every protected value.

mod addresses;
mod codes;
mod dates;
mod emails;
mod names;
mod phones;

use crate::detect::detect;
use crate::fold::fold_value;
use crate::mapped::Mapped;
use crate::views::{solid, without_apostrophes, words};
use crate::{How, Kind, Strength};

/// In which view, and what must be so around a find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Whole words.
    Words,
    /// Letters run together, from the start of a word to the end of one; within more, this much weaker or not at all.
    Solid { within: Option<Strength> },
    /// Letters run together, of which each stands by itself: s p e l l e d.
    Spelled,
    /// Codes, as [`Place::Solid`].
    Codes { within: Option<Strength> },
    /// A number without its country's and trunk digits.
    National,
    /// A number as it is dialled from anywhere.
    Abroad,
    /// The end of a number, standing alone.
    End,
    /// The first half of a postcode, written in one piece and not before the second half of another.
    Outward,
}

/// Something to look for.
pub struct Needle {
    pub place: Place,
    pub text: String,
    pub kind: Kind,
    pub strength: Strength,
    pub how: How,
}

/// Needles of one value.
#[derive(Default)]
pub struct Needles(pub Vec<Needle>);

impl Needles {
    fn add(&mut self, place: Place, text: impl Into<String>, kind: Kind, strength: Strength, how: How) {
        let text = text.into();
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        // One letter is in every text.
        if letters >= 2 && !self.0.iter().any(|one| one.place == place && one.text == text && one.strength >= strength) {
            self.0.push(Needle { place, text, kind, strength, how });
        }
    }

    /// Words in their order, as whole words.
    fn words(&mut self, words: &[&str], kind: Kind, strength: Strength, how: How) {
        if !words.is_empty() {
            self.add(Place::Words, format!(" {} ", words.join(" ")), kind, strength, how);
        }
    }
}

/// The needles of a value: none where there is nothing in it to look for.
pub fn of(kind: Kind, value: &str) -> Vec<Needle> {
    let mut needles = Needles::default();
    for folded in fold_value(value) {
        let text = without_apostrophes(&folded);
        match kind {
            Kind::Phone => phones::add(&mut needles, &text, value),
            Kind::Email => emails::add(&mut needles, &text),
            Kind::Postcode => codes::postcode(&mut needles, &text),
            Kind::Address => addresses::add(&mut needles, &text, value),
            Kind::Place => addresses::place(&mut needles, &text),
            Kind::Name => names::add(&mut needles, &text),
            Kind::Reference | Kind::Vehicle => codes::code(&mut needles, &text, kind),
            Kind::Date => dates::add(&mut needles, value),
            Kind::Words => {}
            Kind::Anything => inner(&mut needles, value),
        }
        if matches!(kind, Kind::Words | Kind::Anything) || needles.0.is_empty() {
            as_words(&mut needles, &text, if kind == Kind::Anything { Kind::Words } else { kind });
        }
    }
    needles.0
}

/// Whatever is detected in a value of which nobody knows what it is.
fn inner(needles: &mut Needles, value: &str) {
    for found in detect(value) {
        needles.0.extend(of(found.kind, value.get(found.range).unwrap_or_default()));
    }
}

/// The value word for word, and run together where that is long enough to be no accident.
fn as_words(needles: &mut Needles, text: &Mapped, kind: Kind) {
    let laid = words(text);
    let all: Vec<&str> = laid.text.text.split_whitespace().collect();
    let own = all.iter().any(|word| !crate::tables::is_common_of_places(word));
    needles.words(&all, kind, if own { Strength::Exact } else { Strength::Possible }, How::Whole);
    let run = &solid(text).text.text;
    if own && run.len() >= 8 {
        needles.add(Place::Solid { within: None }, run.clone(), kind, Strength::Likely, How::Respelled);
    }
}
