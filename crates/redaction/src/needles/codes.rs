//! Postcodes, registration marks and references: letters and digits of which O and 0, I, L and 1 are taken for the same.

use super::{Needles, Place};
use crate::mapped::Mapped;
use crate::views::{codes, solid};
use crate::{How, Kind, Strength};

/// A code as a whole; within more letters it is only possible. It is looked for as written and, where its words may be said as letters, as said.
pub fn code(needles: &mut Needles, text: &Mapped, kind: Kind) {
    let said = codes(text).text.text.clone();
    let written: String = codes_of(&solid(text).text.text);
    for run in [said, written] {
        match run.chars().count() {
            0..=2 => {}
            3..=4 => needles.add(Place::Codes { within: None }, run, kind, Strength::Likely, How::Whole),
            5 => needles.add(Place::Codes { within: None }, run, kind, Strength::Exact, How::Whole),
            _ => needles.add(Place::Codes { within: Some(Strength::Possible) }, run, kind, Strength::Exact, How::Whole),
        }
    }
}

fn codes_of(run: &str) -> String {
    run.chars()
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect()
}

/// A postcode as a whole, its first half, and the half with the digit after it.
pub fn postcode(needles: &mut Needles, text: &Mapped) {
    let run: String = text.text.chars().filter(char::is_ascii_alphanumeric).collect();
    if !(5..=7).contains(&run.len()) {
        if (2..=4).contains(&run.len()) {
            outward(needles, &run);
        }
        return;
    }
    let (first, second) = run.split_at(run.len() - 3);
    let whole = codes_of(&run);
    needles.add(Place::Codes { within: Some(Strength::Possible) }, whole, Kind::Postcode, Strength::Exact, How::Whole);
    outward(needles, first);
    let sector = spaced(&format!("{first} {}", &second[..1]));
    needles.add(Place::Words, sector, Kind::Postcode, Strength::Likely, How::PartOfPostcode);
}

fn outward(needles: &mut Needles, first: &str) {
    needles.add(Place::Outward, spaced(first), Kind::Postcode, Strength::Possible, How::PartOfPostcode);
}

/// As the view of words shows it: « ls 1 4 ».
fn spaced(text: &str) -> String {
    let laid = crate::views::words(&crate::layers::plain(text));
    laid.text.text.clone()
}
