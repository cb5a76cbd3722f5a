//! Whether something is an ordinary English word.
//!
//! The words are kept as a Bloom filter: sixteen bits for each, five of them set, so that about one stranger in a thousand is taken for a word and
//! no word for a stranger. It takes 40 kB, which stays in the nearest memory of a processor, and answers in a few nanoseconds.

use std::sync::LazyLock;

use crate::reading::tokens::of;

const WORDS: &str = include_str!("words/english.txt");
const BITS: usize = 1 << 19;

struct Bloom(Vec<u64>);

impl Bloom {
    #[allow(clippy::cast_possible_truncation, reason = "only some bits of the hash are wanted")]
    fn places(hash: u64) -> impl Iterator<Item = usize> {
        let (one, other) = (hash as u32 | 1, (hash >> 32) as u32);
        (0..5_u32).map(move |round| other.wrapping_add(round.wrapping_mul(one)) as usize % BITS)
    }

    fn has(&self, hash: u64) -> bool {
        Self::places(hash).all(|bit| self.0[bit / 64] & (1 << (bit % 64)) != 0)
    }
}

static BLOOM: LazyLock<Bloom> = LazyLock::new(|| {
    let mut bloom = Bloom(vec![0; BITS / 64]);
    for word in WORDS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace) {
        for bit in Bloom::places(of(word.as_bytes())) {
            bloom.0[bit / 64] |= 1 << (bit % 64);
        }
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
    let with_e = |stem: &[u8]| is(&[stem, b"e"].concat());
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
