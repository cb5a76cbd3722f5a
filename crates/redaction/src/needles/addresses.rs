//! Addresses and places that have a name.

use super::{Needles, Place, as_words, codes};
use crate::detect::detect;
use crate::layers::plain;
use crate::mapped::Mapped;
use crate::tables::{is_common_of_places, is_dwelling, is_everywhere, is_street, street_forms};
use crate::views::words;
use crate::{How, Kind, Strength};

/// How many words the name of a street has at most.
const LONGEST_STREET: usize = 4;

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

pub fn add(needles: &mut Needles, text: &Mapped, value: &str) {
    // A postcode in it is a secret of its own, and so is a number that somebody wrote beside it.
    let mut bare = text.text.clone();
    for found in detect(value) {
        match found.kind {
            Kind::Postcode => {
                let written = value.get(found.range).unwrap_or_default().to_lowercase();
                codes::postcode(needles, &plain(&written));
                bare = bare.replace(&written, "\n");
            }
            Kind::Phone | Kind::Email => needles.0.extend(super::of(found.kind, value.get(found.range).unwrap_or_default())),
            _ => {}
        }
    }
    let before = needles.0.len();
    let mut whole: Vec<String> = Vec::new();
    for line in bare.split([',', '\n', ';']) {
        let laid = words(&plain(line));
        let line: Vec<&str> = laid.text.text.split_whitespace().collect();
        street(needles, &line);
        whole.extend(line.iter().map(|word| (*word).to_owned()));
    }
    let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
    // «14, Elm Street» has its number on a line of its own.
    street(needles, &whole);
    let has_own = whole.iter().any(|word| !is_common_of_places(word) && !is_number(word));
    if whole.len() > 1 && has_own {
        needles.words(&whole, Kind::Address, Strength::Exact, How::Whole);
    }
    if needles.0.len() == before || whole.len() <= 1 {
        place(needles, text);
    }
    named_house(needles, &bare);
}

/// Finds number and street in a line, and looks for them together, turned round, run together, and the street alone.
fn street(needles: &mut Needles, line: &[&str]) {
    let typed: Vec<usize> = (1..line.len()).filter(|at| is_street(line[*at]) && !is_dwelling(line[*at])).collect();
    if typed.is_empty() {
        // «22 Broadway»: a line that begins with a number and goes on with one name.
        let skip = line.iter().position(|word| is_number(word)).filter(|at| *at <= 2);
        if let Some(at) = skip
            && let [number, name @ ..] = &line[at..]
            && (1..=LONGEST_STREET).contains(&name.len())
            && name.iter().all(|word| word.chars().count() >= 3 && !is_number(word))
        {
            together(needles, number, "", name);
        }
        return;
    }
    for end in typed {
        let from = (end.saturating_sub(LONGEST_STREET)..end).rev().take_while(|at| !is_number(line[*at])).last();
        let Some(mut from) = from else { continue };
        // The letter of «14a» belongs to the number.
        let mut letter = "";
        if from > 0 && is_number(line[from - 1]) && line[from].len() == 1 && from < end - 1 {
            letter = line[from];
            from += 1;
        }
        let name = &line[from..=end];
        let number = from.checked_sub(1 + usize::from(!letter.is_empty())).map(|at| line[at]).filter(|word| is_number(word));
        if let Some(number) = number {
            together(needles, number, letter, name);
            let before: Vec<&str> = name[..name.len() - 1].to_vec();
            let mut loose = vec![number];
            loose.extend(Some(letter).filter(|letter| !letter.is_empty()));
            loose.extend(&before);
            let own = before.iter().any(|word| word.chars().count() >= 3 && !is_street(word));
            if own {
                needles.words(&loose, Kind::Address, Strength::Likely, How::Door);
            }
        } else if name.len() <= LONGEST_STREET {
            alone(needles, name);
        }
    }
}

/// A number with its street.
fn together(needles: &mut Needles, number: &str, letter: &str, name: &[&str]) {
    let mut door = vec![number];
    door.extend(Some(letter).filter(|letter| !letter.is_empty()));
    let all: Vec<&str> = door.iter().chain(name).copied().collect();
    needles.words(&all, Kind::Address, Strength::Exact, How::Door);
    let turned: Vec<&str> = name.iter().chain(&door).copied().collect();
    needles.words(&turned, Kind::Address, Strength::Likely, How::Door);
    // Run together, as in the name of a file: however the street is shortened.
    if let Some((last, first)) = name.split_last() {
        let forms = if street_forms(last).is_empty() { std::slice::from_ref(last) } else { street_forms(last) };
        for form in forms {
            let run = format!("{}{}{form}", door.concat(), first.concat());
            needles.add(Place::Solid { within: None }, run, Kind::Address, Strength::Likely, How::Door);
        }
    }
    alone(needles, name);
}

fn alone(needles: &mut Needles, name: &[&str]) {
    let strength = if name.len() < 2 || is_everywhere(&name.join(" ")) { Strength::Possible } else { Strength::Likely };
    let own = name.iter().any(|word| word.chars().count() >= 3 && !is_street(word));
    if own {
        needles.words(name, Kind::Address, strength, How::Street);
    }
}

/// A first line without a number is the name of a house.
fn named_house(needles: &mut Needles, bare: &str) {
    let mut lines = bare.split([',', '\n', ';']).filter(|line| !line.trim().is_empty());
    let (Some(first), Some(_)) = (lines.next(), lines.next()) else { return };
    let laid = words(&plain(first));
    let line: Vec<&str> = laid.text.text.split_whitespace().collect();
    let named = line.iter().any(|word| word.chars().count() >= 4 && !is_common_of_places(word) && !is_street(word));
    if named && line.len() <= 4 && !line.iter().any(|word| is_number(word)) {
        let strength = if line.len() > 1 { Strength::Likely } else { Strength::Possible };
        needles.words(&line, Kind::Address, strength, How::NameOfPlace);
    }
}

/// A school, a refuge, a place of work: by its name, and by the words of it that are its own.
pub fn place(needles: &mut Needles, text: &Mapped) {
    as_words(needles, text, Kind::Place);
    let laid = words(text);
    let all: Vec<&str> = laid.text.text.split_whitespace().collect();
    // «St Mary» is one name.
    let own: Vec<&str> = all
        .iter()
        .enumerate()
        .filter(|(at, word)| {
            let saint = **word == "st" && all.get(at + 1).is_some_and(|next| !is_common_of_places(next));
            saint || (!is_common_of_places(word) && !is_number(word))
        })
        .map(|(_, word)| *word)
        .collect();
    let length: usize = own.iter().map(|word| word.chars().count()).sum();
    if !own.is_empty() && own.len() < all.len() && length >= 4 {
        let strength = if own.len() > 1 { Strength::Likely } else { Strength::Possible };
        needles.words(&own, Kind::Place, strength, How::NameOfPlace);
        // «St Marys» without its apostrophe.
        if let Some((last, before)) = own.split_last() {
            let plural = format!("{last}s");
            let words: Vec<&str> = before.iter().copied().chain([plural.as_str()]).collect();
            needles.words(&words, Kind::Place, strength, How::NameOfPlace);
        }
    }
}
