//! Telephone numbers. What is looked for is the number without country code and trunk zero, so that every way to write those is the same.

use super::{Needles, Place};
use crate::mapped::Mapped;
use crate::views::digits;
use crate::{How, Kind, Strength};

/// Area codes of two and three digits (without the zero); all others have four.
fn area(national: &str) -> usize {
    match national.as_bytes() {
        [b'2', ..] => 2,
        [b'1', b'1', ..] | [b'1', _, b'1', ..] | [b'3' | b'8' | b'9', ..] => 3,
        _ => 4,
    }
}

pub fn add(needles: &mut Needles, text: &Mapped, value: &str) {
    let laid = digits(text);
    let rows: Vec<String> = laid.rows().map(|(_, row)| row.to_owned()).collect();
    let abroad = value.trim_start().starts_with('+');
    for row in rows {
        number(needles, &row, abroad);
    }
}

fn number(needles: &mut Needles, row: &str, plus: bool) {
    let international = row.strip_prefix("00").or(if plus { Some(row) } else { None });
    let british = international.map_or_else(
        // Also «44 7700…», without the plus.
        || row.strip_prefix("44").filter(|rest| rest.len() >= 10).or(Some(row)),
        |number| number.strip_prefix("44"),
    );
    let Some(british) = british else {
        let number = international.unwrap_or(row);
        needles.add(Place::Abroad, number, Kind::Phone, Strength::Exact, How::Whole);
        if number.len() >= 10 {
            needles.add(Place::End, &number[number.len() - 8..], Kind::Phone, Strength::Possible, How::EndOfNumber);
        }
        return;
    };
    let national = british.strip_prefix('0').unwrap_or(british);
    match national.len() {
        0..=2 => {}
        // An extension, or a short number.
        3..=5 => needles.add(Place::End, national, Kind::Phone, Strength::Possible, How::Whole),
        6..=8 => {
            needles.add(Place::National, national, Kind::Phone, Strength::Exact, How::Whole);
        }
        length => {
            needles.add(Place::National, national, Kind::Phone, Strength::Exact, How::Whole);
            let strength = if national.starts_with('7') { Strength::Possible } else { Strength::Likely };
            let from = if national.starts_with('7') { length - 6 } else { area(national) };
            needles.add(Place::End, &national[from..], Kind::Phone, strength, How::EndOfNumber);
        }
    }
}
