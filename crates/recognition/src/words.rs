//! From text to words, sentences and paragraphs.
//!
//! People write to a council on a telephone, in a hurry, with or without capitals and apostrophes. So a word is a run of letters and digits,
//! small, without accents and without apostrophes: `He's`, `he’s` and `hes` are one word. Of a number only that it is one is kept.
//!
//! A sentence ends at a full stop, a question or exclamation mark, a semicolon, or a new line that does not go on with a small letter (e-mails
//! are often broken in the middle of a sentence). A paragraph ends at an empty line. A sentence without end is cut after [`LONGEST`] words, so
//! that a megabyte without a full stop costs no more than any other.

use crate::lexicon::Lexicon;

/// After so many words a sentence is cut.
pub(crate) const LONGEST: usize = 60;

/// A word in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it is once small, without accents and apostrophes.
    pub hash: u32,
    /// Its number in the [lexicon](crate::lexicon).
    pub number: u32,
    /// A comma, a dash or a bracket stands before it.
    pub after_comma: bool,
}

/// What the reader meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// A sentence is over.
    Sentence,
    /// A paragraph is over.
    Paragraph,
}

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const STEP: u64 = 0x0000_0100_0000_01B3;

/// A hash that grows letter by letter.
#[derive(Clone, Copy)]
pub(crate) struct Growing(u64);

impl Growing {
    pub(crate) const fn new() -> Growing {
        Growing(SEED)
    }

    pub(crate) const fn with(self, byte: u8) -> Growing {
        Growing((self.0 ^ byte as u64).wrapping_mul(STEP))
    }

    #[expect(clippy::cast_possible_truncation, reason = "the two halves are folded into one")]
    pub(crate) const fn done(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed ^ (mixed >> 32)) as u32
    }
}

/// The hash of a word as the word lists write it.
pub(crate) fn hash_of(word: &str) -> u32 {
    word.bytes().fold(Growing::new(), Growing::with).done()
}

/// Two hashes in this order.
#[expect(clippy::cast_possible_truncation, reason = "the two halves are folded into one")]
pub(crate) const fn join(a: u32, b: u32) -> u32 {
    let mixed = (((a as u64) << 32) | b as u64).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    ((mixed >> 32) ^ mixed) as u32
}

/// The hash of any digits.
fn digits() -> u32 {
    Growing::new().with(b'0').done()
}

/// What the bytes of ASCII are to the reader: a small letter, or one of the classes below.
const LETTER_UNTIL: u8 = b'z';
const OTHER: u8 = 0;
const DIGIT: u8 = 1;
const APOSTROPHE: u8 = 2;
const STOP: u8 = 3;
const NEWLINE: u8 = 4;
const COMMA: u8 = 5;
const BEYOND: u8 = 6;

const CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let class = byte as u8;
        classes[byte] = match class {
            letter @ b'a'..=b'z' => letter,
            letter @ b'A'..=b'Z' => letter + 32,
            b'0'..=b'9' => DIGIT,
            b'\'' | b'`' => APOSTROPHE,
            b'.' | b'!' | b'?' | b';' => STOP,
            b'\n' | b'\r' => NEWLINE,
            b',' | b'(' | b')' | b'-' | b':' | b'"' => COMMA,
            128.. => BEYOND,
            _ => OTHER,
        };
        byte += 1;
    }
    classes
};

const fn is_letter(class: u8) -> bool {
    class >= b'a' && class <= LETTER_UNTIL
}

/// Reads a text: each sentence is given once it is over, with what ended it. A sentence has at least one word and at most [`LONGEST`].
pub(crate) fn read(text: &str, mut sentence_is: impl FnMut(&[Word], End)) {
    let bytes = text.as_bytes();
    let mut words: Vec<Word> = Vec::with_capacity(LONGEST);
    let mut at = 0;
    let mut comma = false;
    let digits = digits();
    let lexicon = Lexicon::get();
    let number_of_digits = lexicon.number(digits);
    while let Some(byte) = bytes.get(at) {
        let class = CLASSES[usize::from(*byte)];
        match class {
            OTHER | APOSTROPHE => at += 1,
            COMMA => {
                comma = true;
                at += 1;
            }
            STOP => {
                at += 1;
                let over = *byte != b'.' || bytes.get(at).is_none_or(|next| !next.is_ascii_alphanumeric());
                if over && !words.is_empty() && !(*byte == b'.' && is_title(&words, text)) {
                    sentence_is(&words, End::Sentence);
                    words.clear();
                    comma = false;
                }
            }
            NEWLINE => {
                let (next, lines) = after_white_space(bytes, at);
                let goes_on = lines == 1 && bytes.get(next).is_some_and(u8::is_ascii_lowercase);
                if !goes_on {
                    let end = if lines > 1 { End::Paragraph } else { End::Sentence };
                    if !words.is_empty() || end == End::Paragraph {
                        sentence_is(&words, end);
                        words.clear();
                    }
                    comma = false;
                }
                at = next;
            }
            DIGIT => {
                let start = at;
                while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                    at += 1;
                }
                words.push(Word { start, end: at, hash: digits, number: number_of_digits, after_comma: comma });
                comma = false;
            }
            BEYOND if !starts_word(text, at) => {
                at += width(*byte);
                comma = true;
            }
            _ => {
                let (end, hash) = word(text, at);
                words.push(Word { start: at, end, hash, number: lexicon.number(hash), after_comma: comma });
                comma = false;
                at = end;
            }
        }
        if words.len() == LONGEST {
            sentence_is(&words, End::Sentence);
            words.clear();
        }
    }
    if !words.is_empty() {
        sentence_is(&words, End::Paragraph);
    }
}

/// One word from here on: where it ends and what it is.
fn word(text: &str, start: usize) -> (usize, u32) {
    let bytes = text.as_bytes();
    let mut hash = Growing::new();
    let mut at = start;
    let mut end = start;
    while let Some(byte) = bytes.get(at) {
        let class = CLASSES[usize::from(*byte)];
        if is_letter(class) {
            hash = hash.with(class);
            at += 1;
            end = at;
        } else if class == APOSTROPHE {
            at += 1;
        } else if class == BEYOND {
            let letter = text[at..].chars().next().unwrap_or(' ');
            if is_apostrophe(letter) {
                at += letter.len_utf8();
            } else if letter.is_alphabetic() {
                hash = folded(letter, hash);
                at += letter.len_utf8();
                end = at;
            } else {
                break;
            }
        } else {
            break;
        }
    }
    (end, hash.done())
}

const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{00B4}')
}

fn starts_word(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphabetic)
}

/// How many bytes a letter beyond ASCII takes, by its first.
const fn width(first: u8) -> usize {
    match first {
        0..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

fn folded(letter: char, hash: Growing) -> Growing {
    let plain = match letter {
        'à'..='å' | 'À'..='Å' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        other => {
            return other
                .to_lowercase()
                .fold(hash, |hash, letter| (letter as u32).to_le_bytes().into_iter().fold(hash, Growing::with));
        }
    };
    plain.to_string().bytes().fold(hash, Growing::with)
}

/// Where white space ends, and how many lines it spans.
fn after_white_space(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut lines = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' => lines += 1,
            b'\r' if bytes.get(at + 1) != Some(&b'\n') => lines += 1,
            b'\r' | b' ' | b'\t' => {}
            _ => break,
        }
        at += 1;
    }
    (at, lines)
}

/// "Mr." and its like end no sentence.
fn is_title(words: &[Word], text: &str) -> bool {
    words.last().is_some_and(|word| {
        let word = &text[word.start..word.end];
        ["mr", "mrs", "ms", "dr", "st", "pt", "approx", "tel", "ref"].iter().any(|title| word.eq_ignore_ascii_case(title))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<(Vec<&str>, End)> {
        let mut all = Vec::new();
        read(text, |words, end| all.push((words.iter().map(|word| &text[word.start..word.end]).collect(), end)));
        all
    }

    fn hashes(text: &str) -> Vec<u32> {
        let mut all = Vec::new();
        read(text, |words, _| all.extend(words.iter().map(|word| word.hash)));
        all
    }

    #[test]
    fn a_word_is_the_same_with_and_without_apostrophe_capitals_and_accents() {
        assert_eq!(hashes("He's WON’T café"), hashes("hes wont cafe"));
        assert_eq!(hashes("hes"), vec![hash_of("hes")]);
        assert_eq!(hashes("12 999"), [hashes("1"), hashes("2")].concat());
    }

    #[test]
    fn sentences_end_at_stops_and_paragraphs_at_empty_lines() {
        let found = sentences("Mr. Shah paid 3.50 today. He left!\nThen\nwe went\n\nHome");
        let words: Vec<Vec<&str>> = found.iter().map(|(words, _)| words.clone()).collect();
        assert_eq!(
            words,
            [vec!["Mr", "Shah", "paid", "3", "50", "today"], vec!["He", "left"], vec!["Then", "we", "went"], vec!["Home"]]
        );
        assert_eq!(found[2].1, End::Paragraph);
        assert_eq!(found[1].1, End::Sentence);
    }

    #[test]
    fn a_text_without_a_full_stop_is_cut() {
        let text = "word ".repeat(LONGEST * 2 + 1);
        assert_eq!(sentences(&text).iter().map(|(words, _)| words.len()).collect::<Vec<_>>(), [LONGEST, LONGEST, 1]);
    }
}
