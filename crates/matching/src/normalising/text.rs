//! Small letters without accents, in buffers that are used again.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Letters that no decomposition takes apart, and letters of the Cyrillic and Greek alphabets as English clerks write them.
const LETTERS: [(char, &str); 68] = [
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
    ('ə', "e"),
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('ґ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('є', "ye"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('і', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('α', "a"),
    ('β', "v"),
    ('γ', "g"),
    ('δ', "d"),
    ('ε', "e"),
    ('ζ', "z"),
    ('η', "i"),
    ('θ', "th"),
    ('ι', "i"),
    ('κ', "k"),
    ('λ', "l"),
    ('μ', "m"),
    ('ν', "n"),
    ('ξ', "x"),
    ('ο', "o"),
    ('π', "p"),
    ('ρ', "r"),
    ('σ', "s"),
    ('ς', "s"),
    ('τ', "t"),
    ('υ', "y"),
    ('φ', "f"),
    ('ω', "o"),
];

/// Adds a text in small letters without accents.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        folded.push_str(text);
        let start = folded.len() - text.len();
        folded[start..].make_ascii_lowercase();
        return;
    }
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match LETTERS.iter().find(|(one, _)| *one == letter) {
            Some((_, plain)) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
}

/// Small letters without accents.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// A name as words with one blank between: accents, apostrophes and full stops go, hyphens and other signs part words.
pub(crate) fn name_words(text: &str, scratch: &mut String, words: &mut String) {
    words.clear();
    scratch.clear();
    fold_into(text.trim(), scratch);
    let mut gap = false;
    for letter in scratch.chars() {
        match letter {
            'a'..='z' => {
                if gap && !words.is_empty() {
                    words.push(' ');
                }
                gap = false;
                words.push(letter);
            }
            '\'' | '’' | '‘' | '`' | '´' | '.' => gap |= letter == '.',
            _ if letter.is_alphanumeric() => {
                if gap && !words.is_empty() {
                    words.push(' ');
                }
                gap = false;
                words.push(letter);
            }
            _ => gap = true,
        }
        if words.len() > 120 {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let (mut scratch, mut words) = (String::new(), String::new());
        name_words(text, &mut scratch, &mut words);
        words
    }

    #[test]
    fn a_name_is_its_letters_whatever_stands_between() {
        assert_eq!(words("  Constance-May "), "constance may");
        assert_eq!(words("O’Neill"), "oneill");
        assert_eq!(words("J.L."), "j l");
        assert_eq!(words("Łucja Żak"), "lucja zak");
        assert_eq!(words("Иван"), "ivan");
        assert_eq!(words(" - "), "");
    }
}
