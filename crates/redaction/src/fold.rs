//! Folding: what looks alike becomes alike. Small letters, no accents, look-alikes of other scripts as the letters that they imitate, digits of
//! every script as digits, and nothing that cannot be seen.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::mapped::Mapped;

/// The zero of each script that has digits of its own.
const ZEROS: [u32; 20] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20, 0x1040,
    0x17E0, 0x1810, 0xA620,
];

/// Letters that no decomposition takes apart.
const LETTERS: [(char, &str); 12] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('ł', "l"),
    ('ı', "i"),
    ('þ', "th"),
    ('ħ', "h"),
    ('ŋ', "n"),
    ('ŧ', "t"),
];

/// Whether a character takes no place on screen or paper: zero-width, direction marks, soft hyphens, variation selectors, tags.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
        || (c.is_control() && !c.is_whitespace())
}

fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// The plain letters that a character imitates. The small letter is asked first: a Cyrillic «І» imitates «I», and only then «l».
fn imitated(c: char) -> Option<String> {
    let plain = |text: &str| {
        let shape: String = unicode_security::skeleton(text).collect();
        let is_plain = !shape.is_empty() && shape.chars().all(|one| one.is_ascii_graphic());
        is_plain.then(|| shape.to_ascii_lowercase())
    };
    let small: String = c.to_lowercase().collect();
    plain(&small).or_else(|| plain(c.encode_utf8(&mut [0; 4])))
}

/// Hands the folded characters of one character to `emit`.
pub fn fold_char(c: char, emit: &mut dyn FnMut(char)) {
    if c.is_ascii() {
        if !is_invisible(c) {
            emit(c.to_ascii_lowercase());
        }
        return;
    }
    if is_invisible(c) {
        return;
    }
    decompose_compatible(c, |part| {
        if part.is_ascii() {
            emit(part.to_ascii_lowercase());
        } else if let Some(digit) = digit(part) {
            emit(digit);
        } else if !is_combining_mark(part) && !is_invisible(part) {
            for small in part.to_lowercase() {
                if let Some((_, plain)) = LETTERS.iter().find(|(letter, _)| *letter == small) {
                    plain.chars().for_each(&mut *emit);
                    return;
                }
            }
            if let Some(plain) = imitated(part) {
                plain.chars().for_each(&mut *emit);
            } else {
                part.to_lowercase().filter(|small| !is_combining_mark(*small)).for_each(&mut *emit);
            }
        }
    });
}

/// Folds a layer. Every folded character stands for the bytes of the original that its unfolded one stood for.
pub fn fold(layer: &Mapped) -> Mapped {
    let mut folded = Mapped::with_capacity(layer.text.len());
    for (_, c, from) in layer.chars() {
        fold_char(c, &mut |small| folded.push(small, from));
    }
    folded
}

/// Folds a value, in each case in which it may be written: letters of some scripts imitate another letter when they are large.
pub fn fold_value(value: &str) -> Vec<Mapped> {
    let mut spellings = vec![value.to_owned()];
    if !value.is_ascii() {
        spellings.push(value.to_lowercase());
        spellings.push(value.to_uppercase());
    }
    let mut folded: Vec<Mapped> = Vec::new();
    for mut spelling in spellings {
        let one = fold(&crate::layers::plain(&spelling));
        zeroize::Zeroize::zeroize(&mut spelling);
        if !folded.iter().any(|known| known.text == one.text) {
            folded.push(one);
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        fold(&crate::layers::plain(text)).text.clone()
    }

    #[test]
    fn what_looks_alike_becomes_alike() {
        assert_eq!(folded("Ａｓｈａ\u{200B} Ràhmán"), "asha rahman");
        assert_eq!(folded("\u{0410}sh\u{0430}"), "asha", "Cyrillic А and а");
        assert_eq!(folded("٠٧٧٠٠ ९००"), "07700 900");
        assert_eq!(folded("Straße Łódź"), "strasse lodz");
        assert_eq!(folded("As\u{00AD}ha\u{202E}"), "asha");
    }
}
