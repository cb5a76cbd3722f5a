//! People's names: whole, swapped, with initials, by a short form, by one part.

use super::{Needles, Place};
use crate::layers::plain;
use crate::mapped::Mapped;
use crate::tables::{nicknames, titles};
use crate::views::words;
use crate::{How, Kind, Strength};

pub fn add(needles: &mut Needles, text: &Mapped) {
    // Each as it stands between blanks: a surname of two halves has both in one.
    let chunks: Vec<String> = text
        .text
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|chunk| words(&plain(chunk)).text.text.trim().to_owned())
        .collect();
    let mut chunks: Vec<&str> = chunks.iter().map(String::as_str).filter(|chunk| !chunk.is_empty()).collect();
    while chunks.len() > 1 && titles().contains(&chunks[0]) {
        chunks.remove(0);
    }
    let Some((&surname, given)) = chunks.split_last() else { return };
    let parts: Vec<&str> = chunks.iter().flat_map(|chunk| chunk.split(' ')).collect();
    let Some((&first, middle)) = given.split_first() else {
        // One name is all that is known: it is the whole of it.
        needles.words(&[surname], Kind::Name, Strength::Likely, How::Whole);
        spelled(needles, surname);
        return;
    };
    let mut surnames = vec![surname];
    surnames.extend(surname.split(' ').filter(|half| *half != surname && half.chars().count() >= 2));
    for surname in &surnames {
        with_surname(needles, first, middle, surname);
    }
    for part in parts.iter().filter(|part| part.chars().count() >= 3) {
        needles.words(&[part], Kind::Name, Strength::Possible, How::PartOfName);
    }
    let first = first.replace(' ', "");
    let mut runs = vec![(parts.concat(), How::Respelled)];
    for surname in &surnames {
        let surname = surname.replace(' ', "");
        runs.extend([(format!("{first}{surname}"), How::Respelled), (format!("{surname}{first}"), How::Swapped)]);
    }
    for (run, how) in runs {
        let place = Place::Solid { within: (run.len() >= 9).then_some(Strength::Possible) };
        needles.add(place, run, Kind::Name, Strength::Likely, how);
    }
    for part in &parts {
        spelled(needles, part);
    }
}

/// First name, what is between, and one surname, in every order and with initials.
fn with_surname(needles: &mut Needles, first: &str, middle: &[&str], surname: &str) {
    let letter = |word: &str| word.chars().next().map_or_else(String::new, |c| c.to_string());
    let (initial, last) = (letter(first), letter(surname));
    let initials: Vec<String> = middle.iter().map(|word| letter(word)).collect();
    let initials: Vec<&str> = initials.iter().map(String::as_str).collect();
    let mut one = |words: &[&[&str]], strength, how| needles.words(&words.concat(), Kind::Name, strength, how);
    one(&[&[first], middle, &[surname]], Strength::Exact, How::Whole);
    one(&[&[first, surname]], Strength::Exact, How::Whole);
    one(&[&[surname, first], middle], Strength::Exact, How::Swapped);
    one(&[&[surname, first]], Strength::Exact, How::Swapped);
    one(&[&[first], &initials, &[surname]], Strength::Exact, How::Initial);
    one(&[&[surname, first], &initials], Strength::Exact, How::Swapped);
    one(&[&[&initial], &initials, &[surname]], Strength::Likely, How::Initial);
    one(&[&[surname, &initial], &initials], Strength::Likely, How::Initial);
    one(&[&[&initial, surname]], Strength::Likely, How::Initial);
    one(&[&[surname, &initial]], Strength::Likely, How::Initial);
    one(&[&[first, &last]], Strength::Likely, How::Initial);
    for word in middle.iter().filter(|word| word.len() >= 3) {
        one(&[&[word, surname]], Strength::Likely, How::PartOfName);
        one(&[&[first, word]], Strength::Likely, How::PartOfName);
    }
    for nickname in nicknames(first) {
        one(&[&[nickname, surname]], Strength::Likely, How::Nickname);
        one(&[&[surname, nickname]], Strength::Likely, How::Nickname);
    }
    for title in titles() {
        one(&[&[title, surname]], Strength::Likely, How::PartOfName);
    }
}

/// A name of which each letter stands by itself.
fn spelled(needles: &mut Needles, name: &str) {
    if name.chars().count() >= 3 {
        needles.add(Place::Spelled, name, Kind::Name, Strength::Likely, How::Respelled);
    }
}
