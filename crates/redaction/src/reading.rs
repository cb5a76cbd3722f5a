//! A text as the finding engine reads it: folded, and cut into tokens.
//!
//! Folding takes off what does not tell: accents, look-alike letters of other scripts, characters that nobody sees. What is left is plain, and for
//! each byte of it we know where in the text it came from, so that a finding can always be pointed at in the original. Most documents are plain
//! already; then nothing is copied but the small letters.
//!
//! A token is a run of letters or a run of digits. `LE68KMP` is three of them, and what stands between two tokens (a blank, a dot, a line's end,
//! nothing at all) is kept as the [`gap`] of the second. So «07906 123306», «07906-123-306» and «079061 23306» are the same digits with other gaps.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

pub mod gap;
pub mod mending;
pub mod tokens;

pub use gap::Gap;
pub use tokens::{Shape, Token};

use crate::fold::fold_char;

/// A text, folded and cut up.
pub struct Reading<'t> {
    original: &'t str,
    /// The text with its large letters, where it had to be made plain.
    plain: Option<Vec<u8>>,
    /// The same in small letters.
    small: Vec<u8>,
    /// For each plain byte the byte of the original from which it came, and the end of the original; `None` where they are the same.
    map: Option<Vec<u32>>,
    /// The tokens, in order.
    pub tokens: Vec<Token>,
}

impl<'t> Reading<'t> {
    /// Folds a text; its tokens are cut by [`tokens::cut`].
    pub fn fold(original: &'t str) -> Self {
        if original.is_ascii() && !original.bytes().any(is_unseen) {
            let small = original.as_bytes().to_ascii_lowercase();
            return Self { original, plain: None, small, map: None, tokens: Vec::new() };
        }
        let mut plain = Vec::with_capacity(original.len());
        let mut map = Vec::with_capacity(original.len() + 1);
        let mut rare: HashMap<char, Vec<u8>> = HashMap::new();
        let bytes = original.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            // As far as it is plain, it is taken as it is.
            let plain_for = bytes[at..].iter().position(|byte| !byte.is_ascii() || is_unseen(*byte)).unwrap_or(bytes.len() - at);
            plain.extend_from_slice(&bytes[at..at + plain_for]);
            let from = u32::try_from(at).unwrap_or(u32::MAX);
            map.extend((from..).take(plain_for));
            at += plain_for;
            let Some(c) = original.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let from = u32::try_from(at).unwrap_or(u32::MAX);
            at += c.len_utf8();
            if c.is_ascii() {
                // What cannot be seen joins what stands on both sides of it.
                continue;
            }
            let folded: &[u8] = match COMMON.get(u32::from(c) as usize) {
                Some(folded) => folded,
                None => rare.entry(c).or_insert_with(|| folded_letters(c)),
            };
            plain.extend_from_slice(folded);
            map.resize(plain.len(), from);
        }
        map.push(u32::try_from(original.len()).unwrap_or(u32::MAX));
        let small = plain.to_ascii_lowercase();
        Self { original, plain: Some(plain), small, map: Some(map), tokens: Vec::new() }
    }

    /// The plain text with its large letters.
    pub fn plain(&self) -> &[u8] {
        self.plain.as_deref().unwrap_or(self.original.as_bytes())
    }

    /// The plain text in small letters.
    pub fn small(&self) -> &[u8] {
        &self.small
    }

    /// The small letters of a token, as they stand.
    pub fn word(&self, at: usize) -> &[u8] {
        self.tokens.get(at).map_or(&[], |token| &self.small[token.range()])
    }

    /// The original bytes for a range of plain ones, whole characters only.
    pub fn origin(&self, plain: Range<usize>) -> Range<usize> {
        let Some(map) = &self.map else { return plain };
        let of = |at: usize| map.get(at).map_or(self.original.len(), |at| *at as usize);
        let start = of(plain.start);
        let last = plain.end.checked_sub(1).map_or(start, of);
        let end = self.original[last..].chars().next().map_or(last, |c| last + c.len_utf8());
        start..end.max(start)
    }
}

/// A control character that is no blank.
const fn is_unseen(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t'..=b'\r') || byte == 0x7f
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        // A copy of somebody's letter does not stay in memory.
        zeroize::Zeroize::zeroize(&mut self.small);
        zeroize::Zeroize::zeroize(&mut self.plain);
    }
}

/// Folded characters up to the end of general punctuation: what English text holds beside ASCII.
static COMMON: LazyLock<Vec<Box<[u8]>>> = LazyLock::new(|| {
    (0..0x2070_u32).map(|code| char::from_u32(code).map_or_else(Box::default, |c| folded_letters(c).into())).collect()
});

fn folded_letters(c: char) -> Vec<u8> {
    let mark = match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' | '\u{2032}' => "'",
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{b7}' | '\u{2022}' | '\u{2024}' => ".",
        '\u{a3}' | '\u{20ac}' => "#",
        c if c.is_whitespace() => " ",
        _ => "",
    };
    if !mark.is_empty() {
        return mark.as_bytes().to_vec();
    }
    let mut folded = String::new();
    fold_char(c, &mut |small| folded.push(small));
    if c.is_uppercase() { folded.to_ascii_uppercase().into_bytes() } else { folded.into_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_text_knows_where_it_came_from() {
        let text = "Siob\u{e1}n\u{2019}s caf\u{e9} \u{410}sha";
        let reading = Reading::fold(text);
        assert_eq!(String::from_utf8_lossy(reading.plain()), "Sioban's cafe Asha");
        let at = String::from_utf8_lossy(reading.plain()).find("Asha").unwrap_or_default();
        assert_eq!(&text[reading.origin(at..at + 4)], "\u{410}sha");
        assert_eq!(&text[reading.origin(0..6)], "Siob\u{e1}n");
    }
}
