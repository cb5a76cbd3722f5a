//! Putting tokens together that stand apart, and taking apart what stands together, where a known word comes out of it.
//!
//! «Now-⏎icki», «H e a t h e r», `N0wicki`, `heathernowicki` and «Nowiki» are all written by people and machines. Each becomes the token or tokens
//! that it stands for, marked as mended or as near, so that all that comes after sees one kind of text. Only what gives a known word is touched.

mod holes;

use holes::is_hole;

use super::{Gap, Reading, Shape, Token};
use crate::known::Words;
use crate::known::words::Word;
use crate::lexicon::{Class, Lexicon};
use crate::reading::tokens::{of, step};

/// Mends the tokens of a text.
pub fn mend(reading: &mut Reading<'_>, words: &Words) {
    let mut tokens = std::mem::take(&mut reading.tokens);
    let mut mended = Vec::with_capacity(tokens.len() + tokens.len() / 8 + 16);
    let mut bench = Bench { small: reading.small(), words, joined: Vec::new() };
    let (mut at, mut from) = (0, 0);
    while at < tokens.len() {
        if bench.is_whole(&mut tokens, at) {
            at += 1;
            continue;
        }
        // What needs no mending is taken over in one piece.
        mended.extend_from_slice(&tokens[from..at]);
        at += bench.at(&tokens, at, &mut mended);
        from = at;
    }
    mended.extend_from_slice(&tokens[from..]);
    reading.tokens = mended;
}

const PARTICLES: [&[u8]; 9] = [b"van", b"de", b"o", b"mc", b"mac", b"al", b"el", b"st", b"d"];
const SPACED: Gap = Gap::SPACE.or(Gap::DOT).or(Gap::HYPHEN).or(Gap::UNDERSCORE).or(Gap::LINE).or(Gap::OTHER).or(Gap::APOSTROPHE);

/// Whether two tokens may be parts of one word: where there is a blank between them, and neither is a letter by itself, they are not.
const fn may_belong(token: &Token, next: &Token) -> bool {
    const BREAKS: Gap = Gap::LINE.or(Gap::HYPHEN).or(Gap::APOSTROPHE);
    next.gap.is_none() || next.gap.has(BREAKS) || is_hole(next.gap) || token.len() == 1 && next.len() == 1
}

/// Whether a word is not known as it stands, and may be one that is.
const fn is_strange(token: &Token) -> bool {
    token.known == 0 && token.is_letters() && token.len() >= 4 && !token.class.has(Class::DOES.or(Class::DONE_TO))
}

struct Bench<'a> {
    small: &'a [u8],
    words: &'a Words,
    joined: Vec<u8>,
}

impl Bench<'_> {
    /// Whether a token stands as it is: no part of a longer word, and known, or a word of the language, which is noted.
    fn is_whole(&self, tokens: &mut [Token], at: usize) -> bool {
        if tokens.get(at + 1).is_some_and(|next| may_belong(&tokens[at], next)) {
            return false;
        }
        let token = &mut tokens[at];
        if token.known != 0 && self.words.is_half(token.known) {
            return false;
        }
        if !is_strange(token) {
            return true;
        }
        let ordinary = Lexicon::is_known_word(token.class, token.hash, &self.small[token.range()]);
        token.shape.0 |= if ordinary { Shape::JUDGED | Shape::WORD } else { Shape::JUDGED };
        ordinary
    }

    /// Mends what begins here, and says how many tokens that took.
    fn at(&mut self, tokens: &[Token], at: usize, mended: &mut Vec<Token>) -> usize {
        let token = tokens[at];
        let next = tokens.get(at + 1);
        if token.known != 0
            && self.words.is_half(token.known)
            && let Some(next) = next.filter(|next| next.gap == Gap::SPACE && next.is_letters())
        {
            // «moss bank» for «Mossbank»
            let known = self.words.exactly(of(self.join(token, *next)));
            if known != 0 {
                let shape = Shape(token.shape.0 & (Shape::CAPITAL | Shape::UPPER) | Shape::MENDED);
                mended.push(Token { end: next.end, known, shape, class: Class::NONE, ..token });
                return 2;
            }
        }
        if let Some(next) = next.filter(|next| may_belong(&token, next)) {
            if token.is_letters() && next.is_letters() && next.gap.has(Gap::LINE.or(Gap::HYPHEN)) {
                if let Some(joined) = self.broken(token, *next) {
                    // «Har-⏎gre-⏎aves» may go on.
                    mended.push(joined);
                    return 2;
                }
                if let Some(joined) = tokens.get(at + 2).and_then(|ending| self.broken_ending(token, *next, *ending)) {
                    mended.push(joined);
                    return 3;
                }
                if let Some((joined, taken)) = self.broken_twice(tokens, at) {
                    mended.push(joined);
                    return taken;
                }
            }
            if next.len() == 1
                && next.gap == Gap::APOSTROPHE
                && token.is_letters()
                && let Some(joined) = self.ending(token, *next)
            {
                mended.push(joined);
                return 2;
            }
            if token.is_letters() && token.len() == 1 && next.is_letters() && next.len() == 1 {
                let taken = self.spaced(tokens, at, mended);
                if taken > 0 {
                    return taken;
                }
            }
            if next.gap == Gap::APOSTROPHE && token.is_capital() && token.len() <= 2 && next.known == 0 && next.len() >= 3 {
                // «Q'side»
                let known = self.words.contracted(&self.small[token.range()], &self.small[next.range()]);
                if known != 0 {
                    let shape = Shape(token.shape.0 & (Shape::CAPITAL | Shape::UPPER) | Shape::MENDED);
                    mended.push(Token { end: next.end, known, shape, class: Class::NONE, ..token });
                    return 2;
                }
            }
            if is_hole(next.gap) && token.is_letters() && next.is_letters() {
                let taken = self.with_holes(tokens, at, mended);
                if taken > 0 {
                    return taken;
                }
            }
            if next.gap.is_none() && token.is_letters() != next.is_letters() {
                let taken = self.scanned(tokens, at, mended);
                if taken > 0 {
                    return taken;
                }
            }
        }
        if is_strange(&token) {
            self.strange(token, next, mended);
        } else {
            mended.push(token);
        }
        1
    }

    /// «Bede's», where a place or a street is called so.
    fn ending(&mut self, token: Token, next: Token) -> Option<Token> {
        // «Bede'5», as a scanner has it
        if !matches!(self.small[next.start as usize], b's' | b'5') || token.len() < 3 {
            return None;
        }
        let known = self.words.exactly(step(token.hash, b's'));
        let of_place = self.words.get(known).is_some_and(|word| word.uses.iter().any(|how| how.name_of().is_none()));
        let shape = Shape(token.shape.0 | Shape::MENDED);
        of_place.then_some(Token { end: next.end, known, shape, class: Class::NONE, ..token })
    }

    /// A word that the end of a line breaks, with or without a hyphen.
    fn broken(&mut self, token: Token, next: Token) -> Option<Token> {
        let hyphen =
            next.gap.has(Gap::HYPHEN) && next.gap.only(Gap::HYPHEN.or(Gap::LINE).or(Gap::SPACE)) && next.gap.has(Gap::LINE);
        let bare = next.gap == Gap::LINE;
        // A hyphen in the middle of a line that was broken before somebody filled it again: «Now- icki» or «Now-icki».
        let middle = next.gap.has(Gap::HYPHEN) && next.gap.only(Gap::HYPHEN.or(Gap::SPACE));
        if !(hyphen || bare || middle) || (!hyphen && token.known != 0 && next.known != 0) {
            return None;
        }
        let length = token.len() + next.len();
        if length < 4 {
            return None;
        }
        let letters = &self.small[next.range()];
        let mut known = self.words.exactly_one(letters.iter().fold(token.hash, |hash, byte| step(hash, *byte)));
        let mut shape = token.shape.0 & (Shape::CAPITAL | Shape::UPPER) | Shape::MENDED;
        if known == 0 && hyphen && token.known == 0 && next.known == 0 {
            let words = self.words;
            known = words.near(self.join(token, next))?;
            shape |= Shape::NEAR;
        }
        // «Lacey-Maae»: a name of two halves, one of them with a slip.
        if known == 0
            && next.gap == Gap::HYPHEN
            && length >= 7
            && (token.known == 0 || next.known == 0)
            && token.known + next.known != 0
        {
            let words = self.words;
            let joined = self.join(token, next);
            known = words.near(joined).unwrap_or_else(|| words.scanned_as(joined));
            shape |= Shape::NEAR;
        }
        // «Gool-shah», «Ian-oots»: written by ear, a syllable at a time.
        if known == 0 && next.gap == Gap::HYPHEN && token.known == 0 && next.known == 0 && token.is_capital() && length >= 5 {
            let words = self.words;
            let joined = self.join(token, next);
            known = words.near(joined).unwrap_or_else(|| words.by_ear(joined, true));
            shape |= Shape::NEAR;
        }
        (known != 0).then_some(Token { end: next.end, known, shape: Shape(shape), class: Class::NONE, ..token })
    }

    /// The letters of two tokens as one word.
    fn join(&mut self, token: Token, next: Token) -> &[u8] {
        self.joined.clear();
        self.joined.extend_from_slice(&self.small[token.range()]);
        self.joined.extend_from_slice(&self.small[next.range()]);
        &self.joined
    }

    /// «King Al-⏎fred's Lane»
    fn broken_ending(&mut self, token: Token, next: Token, ending: Token) -> Option<Token> {
        let breaks = next.gap.has(Gap::HYPHEN) && next.gap.only(Gap::HYPHEN.or(Gap::LINE).or(Gap::SPACE));
        if !breaks || ending.gap != Gap::APOSTROPHE || ending.len() != 1 || self.small[ending.start as usize] != b's' {
            return None;
        }
        self.joined.clear();
        for token in [token, next, ending] {
            self.joined.extend_from_slice(&self.small[token.range()]);
        }
        let known = self.words.exactly_one(of(&self.joined));
        let shape = Shape(token.shape.0 & (Shape::CAPITAL | Shape::UPPER) | Shape::MENDED);
        (known != 0).then_some(Token { end: ending.end, known, shape, class: Class::NONE, ..token })
    }

    fn broken_twice(&mut self, tokens: &[Token], at: usize) -> Option<(Token, usize)> {
        let [one, two, three, ..] = tokens.get(at..)? else { return None };
        let breaks = |gap: Gap| gap.has(Gap::HYPHEN) && gap.has(Gap::LINE) && gap.only(Gap::HYPHEN.or(Gap::LINE).or(Gap::SPACE));
        if !breaks(two.gap) || !breaks(three.gap) || !three.is_letters() {
            return None;
        }
        self.joined.clear();
        for token in [one, two, three] {
            self.joined.extend_from_slice(&self.small[token.range()]);
        }
        let known = self.words.exactly_one(of(&self.joined));
        let shape = Shape(one.shape.0 & (Shape::CAPITAL | Shape::UPPER) | Shape::MENDED);
        (known != 0).then_some((Token { end: three.end, known, shape, class: Class::NONE, ..*one }, 3))
    }

    /// Letters each by themselves: «H e a t h e r».
    fn spaced(&mut self, tokens: &[Token], at: usize, mended: &mut Vec<Token>) -> usize {
        let run = tokens[at..]
            .iter()
            .enumerate()
            .take_while(|(place, token)| {
                let apart = *place == 0 || (token.gap.only(SPACED) && token.start - tokens[at + place - 1].end <= 4);
                token.is_letters() && token.len() == 1 && apart
            })
            .take(200)
            .count();
        if run < 3 {
            return 0;
        }
        let letters: Vec<u8> = tokens[at..at + run].iter().map(|token| self.small[token.start as usize]).collect();
        let (mut from, mut any) = (0, false);
        while from < run {
            let longest = (3..=(run - from).min(24)).rev().find_map(|len| {
                let known = self.words.exactly(of(&letters[from..from + len]));
                // The beginning of an account may be a whole name run together; spelled out, it is the name.
                let told = self.words.get(known).is_some_and(|word| word.of_name || word.rooms & !Word::MAIL != 0);
                told.then_some((len, known))
            });
            let near = || {
                let whole = from == 0 && run >= 5;
                whole.then(|| self.words.near(&letters)).flatten().map(|known| (run, known))
            };
            if let Some((len, known)) = longest.or_else(near) {
                let (first, last) = (tokens[at + from], tokens[at + from + len - 1]);
                let shape = Shape(first.shape.0 & (Shape::CAPITAL | Shape::UPPER) | Shape::MENDED);
                mended.push(Token { end: last.end, known, shape, class: Class::NONE, ..first });
                from += len;
                any = true;
            } else {
                mended.push(tokens[at + from]);
                from += 1;
            }
        }
        if !any {
            mended.truncate(mended.len() - run);
            return 0;
        }
        run
    }

    /// Letters and digits without anything between, as a scanner misreads a word: `N0wicki`.
    fn scanned(&mut self, tokens: &[Token], at: usize, mended: &mut Vec<Token>) -> usize {
        let run = 1 + tokens[at + 1..].iter().take_while(|token| token.gap.is_none()).take(12).count();
        let digits = tokens[at..at + run].iter().filter(|token| token.is_digits()).map(Token::len).sum::<usize>();
        let all = (tokens[at + run - 1].end - tokens[at].start) as usize;
        // Codes and numbers are read elsewhere.
        if digits * 2 > all || !(3..=24).contains(&all) {
            return 0;
        }
        let known = self.words.scanned_as(&self.small[tokens[at].start as usize..tokens[at + run - 1].end as usize]);
        if known != 0 && tokens[at..at + run].iter().all(|token| token.known != known) {
            let first = tokens[at];
            let shape = Shape(first.shape.0 & (Shape::CAPITAL | Shape::UPPER) | Shape::MENDED | Shape::NEAR);
            mended.push(Token { end: tokens[at + run - 1].end, known, shape, class: Class::NONE, ..first });
            return run;
        }
        0
    }

    /// Where a first name ends that a particle of the surname after it is glued to.
    fn before_particle(&self, word: &[u8], surname: u32) -> Option<usize> {
        PARTICLES.iter().find_map(|particle| {
            let name = word.strip_suffix(*particle)?;
            let known = self.words.exactly(of(name));
            (known != 0 && self.words.share(known, surname)).then_some(name.len())
        })
    }

    /// A word that is not known as it stands: misspelled, misread, or two words run together.
    fn strange(&mut self, token: Token, next: Option<&Token>, mended: &mut Vec<Token>) {
        let word = &self.small[token.range()];
        let ordinary = if token.shape.is(Shape::JUDGED) {
            token.shape.is(Shape::WORD)
        } else {
            Lexicon::is_known_word(token.class, token.hash, word)
        };
        let judged = if ordinary { Shape::JUDGED | Shape::WORD } else { Shape::JUDGED };
        // Its parts are judged by themselves.
        let parts = Shape(token.shape.0 & !(Shape::JUDGED | Shape::WORD) | Shape::MENDED);
        let within = token.gap.has(Gap::UNDERSCORE.or(Gap::AT).or(Gap::SLASH))
            || (token.gap.has(Gap::HYPHEN.or(Gap::DOT)) && !token.gap.has(Gap::SPACE.or(Gap::LINE)))
            || token.gap.is_none()
            || next.is_some_and(|next| !next.gap.has(Gap::SPACE.or(Gap::LINE).or(Gap::COMMA).or(Gap::APOSTROPHE)));
        if word.len() >= 4
            && !ordinary
            && (within || word.len() >= 7)
            && let Some((cut, before, after)) = self.words.run_together(word, within)
        {
            let middle = token.start + u32::try_from(cut).unwrap_or(0);
            mended.push(Token { end: middle, known: before, shape: parts, class: Class::NONE, ..token });
            mended.push(Token { start: middle, known: after, shape: parts, gap: Gap::default(), class: Class::NONE, ..token });
            return;
        }
        // «Tianavan-Rooyen»
        if let Some(next) = next.filter(|next| next.known != 0 && next.gap.only(Gap::HYPHEN.or(Gap::APOSTROPHE)))
            && let Some(cut) = self.before_particle(word, next.known)
        {
            let middle = token.start + u32::try_from(cut).unwrap_or(0);
            mended.push(Token {
                end: middle,
                known: self.words.exactly(of(&word[..cut])),
                shape: parts,
                class: Class::NONE,
                ..token
            });
            mended.push(Token {
                start: middle,
                shape: parts,
                gap: Gap::default(),
                class: Class::NONE,
                hash: of(&word[cut..]),
                ..token
            });
            return;
        }
        let token = Token { shape: Shape(token.shape.0 | judged), ..token };
        if ordinary {
            mended.push(token);
            return;
        }
        // «Lima» stands for a letter, and is no misspelled «Liam».
        if token.class.has(Class::SPELLED) {
            mended.push(token);
            return;
        }
        if token.class.has(Class::GIVEN) {
            // «Zaynab», «Rebecca»: others are called so, and so is she by those who write as they hear.
            let mut known = if token.is_capital() { self.words.by_ear(word, true) } else { 0 };
            if known == 0 && token.is_capital() && word.len() >= 6 {
                known = self.words.nearest(word).unwrap_or(0);
            }
            let shape = if known == 0 { token.shape } else { Shape(token.shape.0 | Shape::NEAR) };
            mended.push(Token { shape, known, ..token });
            return;
        }
        if let Some(known) = self.words.nearest(word) {
            mended.push(Token { known, shape: Shape(token.shape.0 | Shape::NEAR), ..token });
            return;
        }
        let mut known = self.words.scanned_as(word);
        if known == 0 {
            known = self.words.by_ear(word, token.is_capital());
        }
        if known != 0 {
            mended.push(Token { known, shape: Shape(token.shape.0 | Shape::NEAR), ..token });
            return;
        }
        mended.push(token);
    }
}
