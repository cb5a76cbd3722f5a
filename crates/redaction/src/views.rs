//! Views: a folded text laid out so that one value has one spelling in it.

use crate::mapped::Mapped;
use crate::tables;

/// Letters or digits that stand together.
struct Token<'a> {
    text: &'a str,
    digits: bool,
    /// Nothing stands between it and the token before.
    glued: bool,
    from: (u32, u32),
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{02B9}' | '`' | '\u{2032}' | '\u{FF07}')
}

/// A folded text without apostrophes: «o'brien» is one word, and «asha's» is «asha».
pub fn without_apostrophes(folded: &Mapped) -> Mapped {
    let mut kept = Mapped::with_capacity(folded.text.len());
    let mut chars = folded.chars().peekable();
    let mut before = ' ';
    while let Some((at, c, from)) = chars.next() {
        if is_apostrophe(c) && before.is_alphabetic() {
            let mut after = folded.text[at + c.len_utf8()..].chars();
            let first = after.next();
            if first == Some('s') && !after.next().is_some_and(char::is_alphanumeric) {
                chars.next();
                before = ' ';
                continue;
            }
            if first.is_some_and(char::is_alphabetic) {
                continue;
            }
        }
        kept.push(c, from);
        before = c;
    }
    kept
}

fn tokens(text: &Mapped) -> impl Iterator<Item = Token<'_>> {
    let mut rest = 0;
    let mut end_of_last = usize::MAX;
    std::iter::from_fn(move || {
        let all = text.text.as_str();
        let start = rest + all[rest..].find(char::is_alphanumeric)?;
        let digits = all[start..].starts_with(|c: char| c.is_ascii_digit());
        let same = |c: char| c.is_alphanumeric() && c.is_ascii_digit() == digits;
        let end = all[start..].find(|c| !same(c)).map_or(all.len(), |length| start + length);
        let token = Token { text: &all[start..end], digits, glued: end_of_last == start, from: text.origin_of(start..end) };
        rest = end;
        end_of_last = end;
        Some(token)
    })
}

/// A view, with what is known about each byte of it.
pub struct View {
    pub text: Mapped,
    /// Whether a word of the text begins here. One longer than the text: the end begins a word too.
    begins: Vec<bool>,
}

impl View {
    fn new(capacity: usize) -> Self {
        Self { text: Mapped::with_capacity(capacity), begins: Vec::with_capacity(capacity) }
    }

    fn push(&mut self, text: &str, from: (u32, u32), begins: bool) {
        let at = self.text.text.len();
        self.text.push_str(text, from);
        self.begins.resize(self.text.text.len(), false);
        if let Some(first) = self.begins.get_mut(at) {
            *first = begins;
        }
    }

    /// Whether a word begins at this byte.
    pub fn begins(&self, at: usize) -> bool {
        self.begins.get(at).copied().unwrap_or(true)
    }

    /// Whether every character in between is a word of its own: s p e l l e d.
    pub fn is_spelled(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| self.begins(at))
    }
}

/// Words with one space before and after each: « 14 elm st marram ». Numbers have no leading zeros, streets and months one spelling; «the»,
/// «of» and «and» are left out.
pub fn words(text: &Mapped) -> View {
    let mut view = View::new(text.text.len() + 2);
    view.push(" ", text.origin_of(0..0), false);
    // Where the last word began, where it was «twenty» or the like.
    let mut tens: Option<(usize, u32)> = None;
    let mut after_number_word = false;
    let mut after_digits = false;
    for token in tokens(text) {
        let here = view.text.text.len();
        if token.digits {
            let short = token.text.trim_start_matches('0');
            view.push(if short.is_empty() { "0" } else { short }, token.from, true);
            // «No. 14» is «14».
            if after_number_word && let Some(word) = view.text.text[..here].trim_end().rfind(' ') {
                let number = view.text.text[here..].to_owned();
                view.text.cut(word + 1);
                view.begins.truncate(word + 1);
                view.push(&number, token.from, true);
            }
            (tens, after_number_word, after_digits) = (None, false, true);
        } else {
            let ordinal = token.glued && after_digits && matches!(token.text, "st" | "nd" | "rd" | "th");
            after_digits = false;
            if ordinal || matches!(token.text, "the" | "of" | "and") {
                continue;
            }
            after_number_word = matches!(token.text, "no" | "number" | "nr" | "num");
            match (tables::number(token.text), tens.take()) {
                (Some(unit @ 1..=9), Some((at, ten))) => {
                    let from = (view.text.origin(at).0, token.from.1);
                    view.text.cut(at);
                    view.begins.truncate(at);
                    view.push(&(ten + unit).to_string(), from, true);
                }
                (Some(number), _) => {
                    view.push(&number.to_string(), token.from, true);
                    tens = (number >= 20).then_some((here, number));
                }
                (None, _) => view.push(tables::usual(token.text).unwrap_or(token.text), token.from, true),
            }
        }
        let end = view.text.origin(view.text.text.len() - 1).1;
        view.push(" ", (end, end), false);
    }
    view
}

/// All letters and digits run together: «asharahmanexamplecom». The words with which people say an e-mail address aloud are left out.
pub fn solid(text: &Mapped) -> View {
    let mut view = View::new(text.text.len());
    for token in tokens(text) {
        let spoken = matches!(token.text, "at" | "dot" | "punkt" | "underscore" | "hyphen" | "dash");
        if !spoken || token.glued {
            view.push(token.text, token.from, !token.glued);
        }
    }
    view
}

/// As [`solid`], for codes: words for digits and letters are what they stand for, and O and 0, I, L and 1 are the same.
pub fn codes(text: &Mapped) -> View {
    let mut view = View::new(text.text.len());
    for token in tokens(text) {
        let spoken = if token.digits || token.glued {
            None
        } else {
            tables::spoken_digit(token.text).or_else(|| tables::spelling_alphabet(token.text))
        };
        if let Some(c) = spoken {
            view.push(alike(c).encode_utf8(&mut [0; 4]), token.from, true);
        } else {
            let text: String = token.text.chars().map(alike).collect();
            view.push(&text, token.from, !token.glued);
        }
    }
    view
}

const fn alike(c: char) -> char {
    match c {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    }
}

/// Digits in a row, whatever punctuation stands between them and however they are said, with `|` where other words come between.
pub struct Digits {
    pub view: View,
    /// For each byte: where the row of digits that it is in begins.
    row: Vec<u32>,
    /// For each byte: whether it was written as a digit.
    plain: Vec<bool>,
}

impl Digits {
    /// The digits of the same row before a place.
    pub fn before(&self, at: usize) -> &str {
        let start = self.row.get(at).map_or(at, |row| *row as usize);
        &self.view.text.text[start..at]
    }

    /// Whether the row ends at a place.
    pub fn ends(&self, at: usize) -> bool {
        self.view.text.text.as_bytes().get(at).is_none_or(|next| *next == b'|')
    }

    /// Whether all of it was written in digits.
    pub fn is_plain(&self, from: usize, to: usize) -> bool {
        self.plain.get(from..to).is_some_and(|all| all.iter().all(|plain| *plain))
    }

    /// The rows, each with where it stands.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &str)> {
        let all = self.view.text.text.as_str();
        let offset = |row: &str| row.as_ptr() as usize - all.as_ptr() as usize;
        all.split('|').filter(|row| !row.is_empty()).map(move |row| (offset(row), row))
    }
}

/// The digits view.
pub fn digits(text: &Mapped) -> Digits {
    let mut view = View::new(text.text.len() / 4);
    let mut plain = Vec::new();
    let mut times = 1;
    let mut after_digits = false;
    let mut all = tokens(text).peekable();
    while let Some(token) = all.next() {
        let glued_to_digits = (token.glued && after_digits) || all.peek().is_some_and(|next| next.glued && next.digits);
        let lookalike = !token.digits && glued_to_digits && token.text.chars().all(|c| matches!(c, 'o' | 'i' | 'l'));
        let spoken = if token.digits { None } else { tables::spoken_digit(token.text) };
        if token.digits {
            let said = token.text[..1].repeat(times - 1);
            view.push(&said, token.from, true);
            plain.resize(view.text.text.len(), false);
            // Each digit by itself, so that a hit is as narrow as it can be.
            let start = token.from;
            let each = start.1 - start.0 == u32::try_from(token.text.len()).unwrap_or(u32::MAX);
            for (at, digit) in (0_u32..).zip(token.text.chars()) {
                let from = if each { (start.0 + at, start.0 + at + 1) } else { start };
                view.push(digit.encode_utf8(&mut [0; 4]), from, at == 0 && !token.glued);
                plain.push(true);
            }
            times = 1;
        } else if lookalike {
            let alike: String = token.text.chars().map(alike).collect();
            view.push(&alike, token.from, !token.glued);
            plain.resize(view.text.text.len(), false);
        } else if let Some(digit) = spoken {
            view.push(&String::from(digit).repeat(times), token.from, true);
            plain.resize(view.text.text.len(), false);
            times = 1;
        } else {
            times = match token.text {
                "double" => 2,
                "treble" | "triple" => 3,
                _ => 1,
            };
            match token.text {
                "double" | "treble" | "triple" | "plus" | "dash" | "hyphen" | "dot" | "space" | "stroke" | "slash" | "then"
                | "and" => {}
                "hundred" | "thousand" => {
                    view.push(if token.text == "hundred" { "00" } else { "000" }, token.from, true);
                    plain.resize(view.text.text.len(), false);
                }
                _ if view.text.text.is_empty() || view.text.text.ends_with('|') => {}
                _ => {
                    view.push("|", token.from, true);
                    plain.push(false);
                }
            }
        }
        after_digits = token.digits || lookalike;
    }
    let mut start = 0;
    let mut row = Vec::with_capacity(view.text.text.len());
    for (at, byte) in view.text.text.bytes().enumerate() {
        if byte == b'|' {
            start = at + 1;
        }
        row.push(u32::try_from(start).unwrap_or(u32::MAX));
    }
    Digits { view, row, plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;
    use crate::layers::plain;

    fn laid(text: &str, view: impl Fn(&Mapped) -> View) -> String {
        view(&without_apostrophes(&fold(&plain(text)))).text.text.clone()
    }

    #[test]
    fn one_value_has_one_spelling() {
        assert_eq!(laid("Flat 2, No. 014 Elm Street", words), " flat 2 14 elm st ");
        assert_eq!(laid("apt2, fourteen the Elm St.", words), " flat 2 14 elm st ");
        assert_eq!(laid("twenty-one Asha's 1st of June, O’Brien", words), " 21 asha 1 jun obrien ");
        assert_eq!(laid("asha dot rahman [at] example.com", solid), "asharahmanexamplecom");
        assert_eq!(laid("lima sierra one, 4 D P", codes), "1s14dp");
        let said = |text: &str| laid(text, |text| digits(text).view);
        assert_eq!(said("oh double-seven double oh, 9OO 123 or 5"), "07700900123|5");
        assert_eq!(said("+44 (0)7700 900123"), "4407700900123");
    }
}
