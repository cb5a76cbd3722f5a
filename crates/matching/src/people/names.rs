//! Names: people's names as they give them, taken apart into words, in which short forms and spellings of one name are alike.

use crate::normalising::nicknames::FORMS;
use crate::normalising::text::folded;

/// Words that stand before or after a name and belong to no name.
const TITLES: [&str; 13] = ["mr", "mrs", "miss", "ms", "mx", "dr", "sir", "lady", "rev", "prof", "jr", "snr", "jnr"];

/// One word of a name, as the names that it may be a form of.
type Word = Vec<String>;

/// A name, as people give it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    words: Vec<Word>,
}

/// The names that a word may be a form of; the word itself where it is none.
fn forms(word: &str) -> Word {
    let of = |line: &&&str| line.split(' ').any(|form| form == word);
    let mut forms: Word = FORMS.iter().filter(of).filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    if forms.is_empty() {
        forms.push(word.to_owned());
    }
    forms.dedup();
    forms
}

fn alike(one: &Word, other: &Word) -> bool {
    one.iter().any(|form| other.contains(form))
}

impl Name {
    /// Reads a name. Signs and accents do not count; «O’Neill» is one word and «Mary-Ann» two.
    pub fn read(text: &str) -> Self {
        let text: String = folded(text).chars().filter(|letter| !matches!(letter, '\'' | '’' | '‘' | '`' | '´' | '.')).collect();
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<Word> = words.filter(|word| !TITLES.contains(word)).map(forms).collect();
        words.truncate(8);
        Self { words }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether two words of each are alike, in whatever order: a given name and a surname.
    pub fn agrees(&self, other: &Self) -> bool {
        self.shared(other) >= 2
    }

    /// How many words of this name have one of their own in the other.
    pub fn shared(&self, other: &Self) -> usize {
        let mut left: Vec<&Word> = other.words.iter().collect();
        let mut shared = 0;
        for word in &self.words {
            if let Some(at) = left.iter().position(|one| alike(word, one)) {
                left.swap_remove(at);
                shared += 1;
            }
        }
        shared
    }

    /// Every form of every word.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().flatten().map(String::as_str)
    }

    /// The forms of each word, word by word.
    pub fn each(&self) -> &[Vec<String>] {
        &self.words
    }

    /// Every two words, in the order of the alphabet: «asha rahman» whichever stands first.
    pub fn pairs(&self) -> Vec<String> {
        let mut pairs = Vec::new();
        for (at, one) in self.words.iter().enumerate() {
            for other in &self.words[at + 1..] {
                for one in one {
                    pairs.extend(
                        other.iter().map(|other| if one <= other { format!("{one} {other}") } else { format!("{other} {one}") }),
                    );
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree(one: &str, other: &str) -> bool {
        Name::read(one).agrees(&Name::read(other))
    }

    #[test]
    fn a_name_is_known_in_another_order_in_short_and_with_more_words() {
        assert!(agree("Robert Smith", "SMITH, Bob"));
        assert!(agree("Liz O’Neill", "Elizabeth Mary ONeill"));
        assert!(agree("Mohammed Ali Khan", "Muhammad Khan"));
        assert!(agree("Żaneta Łódź", "zaneta lodz"));
        assert!(agree("Mary-Ann Clarke", "Mary Clarke"));
        assert!(agree("Mr Sam Jones", "Samantha Jones"), "a short form may be either");
    }

    #[test]
    fn one_word_alone_is_no_name_in_common() {
        assert!(!agree("John Smith", "John Brown"));
        assert!(!agree("Karl", "Karl"));
        assert!(!agree("Ann Ann", "Ann Smith"));
        assert!(!agree("", ""));
        assert_eq!(Name::read("Karl").shared(&Name::read("Karl Weber")), 1);
    }

    #[test]
    fn pairs_are_the_same_in_whatever_order() {
        assert_eq!(Name::read("Smith Bob").pairs(), Name::read("Robert Smith").pairs());
        assert!(Name::read("Karl").pairs().is_empty());
    }

    #[test]
    fn every_form_stands_for_a_name() {
        for line in FORMS {
            assert!(line.split(' ').all(|form| form.chars().all(|letter| letter.is_ascii_lowercase())), "{line}");
        }
    }
}
