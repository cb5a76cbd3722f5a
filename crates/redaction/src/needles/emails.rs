//! E-mail addresses. Dots, the @ and the words for them are no part of what is looked for.

use super::{Needles, Place};
use crate::mapped::Mapped;
use crate::views::solid;
use crate::{How, Kind, Strength};

pub fn add(needles: &mut Needles, text: &Mapped) {
    for address in text.text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '(' | ')')) {
        let Some((name, host)) = address.split_once('@') else { continue };
        let run = |text: &str| solid(&crate::layers::plain(text)).text.text.clone();
        // What follows a plus is for sorting: the letter arrives without it.
        let name = run(name.split('+').next().unwrap_or(name));
        let whole = run(host.trim_end_matches('.'));
        if name.is_empty() || whole.is_empty() {
            continue;
        }
        let within = Some(Strength::Possible);
        needles.add(Place::Solid { within }, format!("{name}{whole}"), Kind::Email, Strength::Exact, How::Whole);
        let first = run(host.split('.').next().unwrap_or(host));
        if first.len() >= 3 && name.len() + first.len() >= 8 {
            needles.add(Place::Solid { within: None }, format!("{name}{first}"), Kind::Email, Strength::Likely, How::PartOfEmail);
        }
        if name.len() >= 6 {
            needles.add(Place::Solid { within: None }, name, Kind::Email, Strength::Possible, How::PartOfEmail);
        }
    }
}
