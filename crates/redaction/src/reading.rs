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
use std::sync::OnceLock;

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
    /// Where the plain text and the original part and meet again: from this plain byte on, bytes stand in the original from that byte on, each for
    /// one (`true`) or all for the one character there (`false`).
    bends: Vec<(u32, u32, bool)>,
    /// The tokens, in order.
    pub tokens: Vec<Token>,
}

impl<'t> Reading<'t> {
    /// Folds a text; its tokens are cut by [`tokens::cut`].
    pub fn fold(original: &'t str) -> Self {
        let bytes = original.as_bytes();
        let unseen = bytes.iter().fold(false, |unseen, byte| unseen | is_unseen(*byte));
        if original.is_ascii() && !unseen {
            return Self { original, plain: None, small: bytes.to_ascii_lowercase(), bends: Vec::new(), tokens: Vec::new() };
        }
        let mut plain = Vec::with_capacity(original.len() + 16);
        let mut bends = Vec::new();
        let mut rare: HashMap<char, Vec<u8>> = HashMap::new();
        let mut at = 0;
        while at < bytes.len() {
            // As far as it is plain, it is taken as it is.
            let length = plain_for(&bytes[at..], unseen);
            if length > 0 {
                bends.push((narrow(plain.len()), narrow(at), true));
                plain.extend_from_slice(&bytes[at..at + length]);
                at += length;
            }
            let Some(c) = original.get(at..).and_then(|rest| rest.chars().next()) else { break };
            // An ASCII character that cannot be seen joins what stands on both sides of it.
            if !c.is_ascii() {
                let folded: &[u8] = match COMMON.get(u32::from(c) as usize) {
                    Some(folded) => folded.get_or_init(|| folded_letters(c).into()),
                    None => rare.entry(c).or_insert_with(|| folded_letters(c)),
                };
                if !folded.is_empty() {
                    bends.push((narrow(plain.len()), narrow(at), false));
                    plain.extend_from_slice(folded);
                }
            }
            at += c.len_utf8();
        }
        let small = plain.to_ascii_lowercase();
        Self { original, plain: Some(plain), small, bends, tokens: Vec::new() }
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

    /// For asking where plain bytes stand in the original, from the beginning to the end.
    pub const fn origins(&self) -> Origins<'_, 't> {
        Origins { reading: self, passed: 0 }
    }
}

/// Where plain bytes stand in the original. They are asked for in the order of the text, so that nothing is searched for.
pub struct Origins<'a, 't> {
    reading: &'a Reading<'t>,
    /// So many bends are before what is asked about next.
    passed: usize,
}

impl Origins<'_, '_> {
    /// The original bytes for a range of plain ones that begins not before the end of the last; whole characters only.
    pub fn of(&mut self, plain: Range<usize>) -> Range<usize> {
        if self.reading.bends.is_empty() {
            return plain;
        }
        let start = self.of_byte(plain.start);
        let last = plain.end.checked_sub(1).map_or(start, |last| self.of_byte(last));
        let rest = self.reading.original.get(last..);
        let end = rest.and_then(|rest| rest.chars().next()).map_or(last, |c| last + c.len_utf8());
        start..end.max(start)
    }

    fn of_byte(&mut self, plain: usize) -> usize {
        while self.reading.bends.get(self.passed).is_some_and(|bend| bend.0 as usize <= plain) {
            self.passed += 1;
        }
        let before = self.passed.checked_sub(1).and_then(|at| self.reading.bends.get(at));
        let Some((from, origin, each)) = before else { return 0 };
        if *each { *origin as usize + (plain - *from as usize) } else { *origin as usize }
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// How many bytes are ASCII that can be seen.
fn plain_for(bytes: &[u8], unseen: bool) -> usize {
    if unseen {
        return bytes.iter().position(|byte| !byte.is_ascii() || is_unseen(*byte)).unwrap_or(bytes.len());
    }
    let whole = bytes.chunks(32).take_while(|chunk| chunk.is_ascii()).map(<[u8]>::len).sum::<usize>();
    whole + bytes[whole..].iter().position(|byte| !byte.is_ascii()).unwrap_or(0)
}

/// Overwrites a copy of somebody's letter, so that it does not stay in memory.
fn wipe(copy: &mut [u8]) {
    copy.fill(0);
    // What is looked at afterwards cannot be left out as useless.
    std::hint::black_box(&copy);
}

/// A control character that is no blank.
const fn is_unseen(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t'..=b'\r') || byte == 0x7f
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        wipe(&mut self.small);
        if let Some(plain) = &mut self.plain {
            wipe(plain);
        }
    }
}

/// Folded characters up to the end of general punctuation: what English text holds beside ASCII. Each is folded when it is first met, for folding
/// all of them takes longer than reading a hundred pages.
static COMMON: [OnceLock<Box<[u8]>>; 0x2070] = [const { OnceLock::new() }; 0x2070];

fn folded_letters(c: char) -> Vec<u8> {
    let mark = match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' | '\u{2032}' => "'",
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{b7}' | '\u{2022}' | '\u{2024}' => ".",
        '\u{a3}' | '\u{20ac}' => "#",
        '\u{fffd}' => "?",
        c if c.is_whitespace() => " ",
        _ => "",
    };
    if !mark.is_empty() {
        return mark.as_bytes().to_vec();
    }
    let mut folded = String::new();
    fold_char(c, &mut |small| folded.push(small));
    // «Lena🌸»: a picture parts words as a mark does.
    if !c.is_alphanumeric() && !folded.is_ascii() {
        return b"^".to_vec();
    }
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
        assert_eq!(&text[reading.origins().of(at..at + 4)], "\u{410}sha");
        assert_eq!(&text[reading.origins().of(0..6)], "Siob\u{e1}n");
    }
}
