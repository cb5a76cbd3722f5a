//! What a name sounds like, and what people make of it: «Zaynab» for «Zainab», «SHAZIAAAA», «Ionuțel» for «Ionuț», «Macs» for «Macsen».
//!
//! A sound is the consonants of a word, those alike as one, without what is not heard. Names that nobody has seen written are spelled by ear, and
//! ears agree on consonants.

/// How many sounds are kept of a word.
pub const MOST: usize = 8;

/// The sounds of a word, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sounds {
    sounds: [u8; MOST],
    /// How many.
    pub count: usize,
}

impl Sounds {
    /// A hash for looking them up.
    pub fn hash(&self) -> u64 {
        crate::reading::tokens::of(&self.sounds[..self.count]) ^ 0x5075_6e64
    }

    fn push(&mut self, sound: u8) {
        if self.count < MOST && self.sounds[..self.count].last() != Some(&sound) {
            self.sounds[self.count] = sound;
            self.count += 1;
        }
    }
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// The sounds of a word in small letters.
pub fn sounds(word: &[u8]) -> Sounds {
    let mut heard = Sounds { sounds: [0; MOST], count: 0 };
    let mut at = 0;
    while let Some(byte) = word.get(at) {
        let (before, next) = (at.checked_sub(1).and_then(|at| word.get(at)), word.get(at + 1).copied().unwrap_or(0));
        let soft = matches!(next, b'e' | b'i' | b'y');
        let mut taken = 1;
        match byte {
            // «Ionut» and «Yonut»
            b'y' | b'j' if at == 0 => heard.push(b'y'),
            b'i' if at == 0 && matches!(next, b'a' | b'o' | b'u' | b'e') => heard.push(b'y'),
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => {
                if at == 0 {
                    heard.push(b'a');
                }
            }
            b'h' if at == 0 => heard.push(b'h'),
            b'h' => {}
            // «Kweeva»: after a consonant it is hardly heard.
            b'w' if before.is_some_and(|before| !is_vowel(*before)) => {}
            b'p' if next == b'h' => {
                heard.push(b'f');
                taken = 2;
            }
            b'g' if next == b'h' && at > 0 => taken = 2,
            b'g' | b'k' if at == 0 && next == b'n' => {}
            b'c' if next == b'h' || next == b'z' || soft => {
                heard.push(b's');
                taken = if soft { 1 } else { 2 };
            }
            b'x' => {
                if at > 0 {
                    heard.push(b'k');
                }
                heard.push(b's');
            }
            b'c' | b'q' => heard.push(b'k'),
            b'z' => heard.push(b's'),
            b'w' => heard.push(b'v'),
            other => heard.push(*other),
        }
        at += taken;
    }
    heard
}

/// A word of which letters are drawn out, with each of them once: «hodaaan» is «hodan».
pub fn drawn_in(word: &[u8]) -> Option<Vec<u8>> {
    let drawn = word.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
    drawn.then(|| {
        let mut short = word.to_vec();
        short.dedup();
        short
    })
}

/// What people put at the end of a name that is dear to them, in the languages that are spoken here.
const DEAR: [&[u8]; 34] = [
    b"ie", b"y", b"ey", b"ka", b"cia", b"sia", b"enka", b"eczka", b"unia", b"usia", b"ek", b"eczek", b"us", b"uca", b"uta",
    b"ica", b"ita", b"ito", b"inha", b"inho", b"el", b"ut", b"can", b"jan", b"jaan", b"cik", b"nur", b"naz", b"ush", b"ya",
    b"ette", b"een", b"kins", b"poo",
];

/// What may be left of a name when that is taken off; the longest endings are last.
pub fn undeared(word: &[u8]) -> impl Iterator<Item = &[u8]> {
    DEAR.iter().filter_map(|ending| word.strip_suffix(*ending)).filter(|rest| rest.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_is_alike() {
        for (one, other) in
            [("catriona", "katrina"), ("phoebe", "feebi"), ("xaviera", "saviera"), ("iulian", "yulian"), ("wiktor", "viktor")]
        {
            assert_eq!(sounds(one.as_bytes()), sounds(other.as_bytes()), "{one} {other}");
        }
        assert_ne!(sounds(b"catriona"), sounds(b"caroline"));
    }

    #[test]
    fn letters_are_drawn_in_and_endearments_taken_off() {
        assert_eq!(drawn_in(b"noooora").as_deref(), Some(&b"nora"[..]));
        assert_eq!(drawn_in(b"aaron"), None);
        assert!(undeared(b"annuska").any(|rest| rest == b"annus"));
    }
}
