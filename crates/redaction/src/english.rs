//! Whether something is an ordinary English word.
//!
//! The words are kept as a Bloom filter in blocks of 64 bits: each word sets five bits of one block, so that one stranger in some five thousand
//! is taken for a word and no word for a stranger. It takes 128 kB, and an answer takes one look into it.

use std::sync::LazyLock;

use crate::reading::tokens::{of, step};

const WORDS: &str = include_str!("words/english.txt");
const BLOCKS: usize = 1 << 14;

struct Bloom(Vec<u64>);

impl Bloom {
    /// The block of a hash, and its five bits there.
    #[allow(clippy::cast_possible_truncation, reason = "fourteen bits of it are wanted")]
    fn place(hash: u64) -> (usize, u64) {
        let mixed = (hash ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let bit = |from: u32| 1_u64 << (mixed >> from & 63);
        ((mixed >> 50) as usize % BLOCKS, bit(44) | bit(39) | bit(33) | bit(27) | bit(21))
    }

    fn has(&self, hash: u64) -> bool {
        let (block, bits) = Self::place(hash);
        self.0[block] & bits == bits
    }
}

static BLOOM: LazyLock<Bloom> = LazyLock::new(|| {
    let mut bloom = Bloom(vec![0; BLOCKS]);
    for word in WORDS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace) {
        let (block, bits) = Bloom::place(of(word.as_bytes()));
        bloom.0[block] |= bits;
    }
    bloom
});

/// Whether a word in small letters is English, also with the endings that words take.
pub fn is_word(word: &[u8]) -> bool {
    is_hashed(of(word), word)
}

/// The same, where the hash of the word is at hand.
pub fn is_hashed(hash: u64, word: &[u8]) -> bool {
    if word.len() < 3 {
        return false;
    }
    let bloom = &*BLOOM;
    if bloom.has(hash) {
        return true;
    }
    // Every ending that words take ends in one of these.
    if !matches!(word.last(), Some(b's' | b'd' | b'g' | b'y')) {
        return false;
    }
    let is = |word: &[u8]| word.len() >= 3 && bloom.has(of(word));
    let stem = |ending: &[u8]| word.strip_suffix(ending).filter(|stem| stem.len() >= 3);
    let with_e = |stem: &[u8]| bloom.has(step(of(stem), b'e'));
    let doubled = |stem: &[u8]| matches!(stem, [.., one, other] if one == other) && is(&stem[..stem.len() - 1]);
    stem(b"s").is_some_and(is)
        || stem(b"es").is_some_and(is)
        || stem(b"ed").is_some_and(|stem| is(stem) || with_e(stem) || doubled(stem))
        || stem(b"ing").is_some_and(|stem| is(stem) || with_e(stem) || doubled(stem))
        || stem(b"ly").is_some_and(|stem| stem.len() >= 4 && is(stem))
        || stem(b"ness").is_some_and(is)
}

#[cfg(test)]
mod tests {
    use super::is_word;

    #[test]
    fn words_and_their_endings_are_known_and_names_are_not() {
        for word in ["weather", "heather", "rose", "marking", "costs", "planned", "quickly", "hill"] {
            assert!(is_word(word.as_bytes()), "{word}");
        }
        for word in ["nowicki", "priya", "hargreaves", "wychwood", "yusuf", "heathr"] {
            assert!(!is_word(word.as_bytes()), "{word}");
        }
    }
}
