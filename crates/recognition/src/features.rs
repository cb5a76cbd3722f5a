//! What the model looks at.
//!
//! Of each sentence: its words, pairs and triples of words, runs of four letters (so that *strangeled* is still near *strangled*), the same
//! with concepts in place of words, pairs of concepts that stand near each other, and its [acts](crate::relations). All of these can be added
//! up sentence by sentence. Of each window of sentences, besides: which concepts come together in it.
//!
//! A feature is a number of 32 bits. Training and reading call the same code, so they cannot disagree.

use crate::concepts::Concept;
use crate::relations::{Agent, agent, relations};
use crate::scope::{ANY, Item, Pronoun, Referent};
use crate::words::{Word, join};

const WORD: u32 = 0x11;
const PAIR: u32 = 0x22;
const TRIPLE: u32 = 0x33;
const LETTERS: u32 = 0x44;
const SYMBOLS: u32 = 0x55;
const NEAR: u32 = 0x66;
const ACT: u32 = 0x77;
const TOGETHER: u32 = 0x88;

/// The features of one sentence, each with the words (from, to) that it stands on. Those of single words ([`of_word`]) are left out where
/// `known` says that they are known together.
pub(crate) fn of_sentence(
    text: &str,
    words: &[Word],
    items: &[Item],
    known: impl Fn(usize) -> bool,
    mut feature: impl FnMut(u32, usize, usize),
) {
    of_words(text, words, known, &mut feature);
    symbols(items, &mut feature);
    relations(items, |found| {
        let act = join(ACT, found.act as u32 * 2 + u32::from(found.negated));
        let (agent, target) = (found.agent as u32, found.target as u32);
        feature(join(act, 100 + agent), found.from, found.to);
        feature(join(act, 200 + target), found.from, found.to);
        feature(join(act, 1000 + agent * 16 + target), found.from, found.to);
    });
}

/// Those among them that know nothing of concepts, scope and acts.
pub(crate) fn of_words(text: &str, words: &[Word], known: impl Fn(usize) -> bool, feature: &mut impl FnMut(u32, usize, usize)) {
    let mut last = 2;
    let mut before_last = 2;
    for (at, word) in words.iter().enumerate() {
        if !known(at) {
            of_word(&text.as_bytes()[word.start..word.end], word.hash, |of_it| feature(of_it, at, at + 1));
        }
        let pair = join(last, word.hash);
        feature(join(PAIR, pair), at.saturating_sub(1), at + 1);
        feature(join(TRIPLE, join(before_last, pair)), at.saturating_sub(2), at + 1);
        before_last = last;
        last = word.hash;
    }
}

/// The features of a single word: itself and its letters.
pub(crate) fn of_word(word: &[u8], hash: u32, mut feature: impl FnMut(u32)) {
    feature(join(WORD, hash));
    letters(word, |run| feature(join(LETTERS, run)));
}

/// Runs of four letters, with the ends of the word as letters. Only the letters of ASCII, so that an apostrophe makes no difference.
fn letters(word: &[u8], mut run: impl FnMut(u32)) {
    let mut recent = [b' '; 4];
    let mut count = 0;
    let mut push = |letter: u8| {
        recent = [recent[1], recent[2], recent[3], letter];
        count += 1;
        if count >= 3 {
            run(u32::from_le_bytes(recent));
        }
    };
    let mut length = 0;
    for letter in word.iter().filter(|byte| byte.is_ascii_alphabetic()) {
        push(letter.to_ascii_lowercase());
        length += 1;
    }
    if length >= 3 {
        push(b' ');
    }
}

fn symbols(items: &[Item], feature: &mut impl FnMut(u32, usize, usize)) {
    for (at, item) in items.iter().enumerate() {
        let mut joined = item.symbol;
        if item.concept.is_some() || item.pronoun.is_some() {
            feature(join(SYMBOLS, joined), item.from, item.to);
        }
        let mut telling = u8::from(!item.plain);
        for next in items.iter().skip(at + 1).take(3) {
            joined = join(joined, next.symbol);
            telling += u8::from(!next.plain);
            if telling > 0 && next.symbol != ANY {
                feature(join(SYMBOLS, joined), item.from, next.to);
            }
        }
        if !item.plain {
            for next in items.iter().skip(at + 1).filter(|next| !next.plain).take(4) {
                feature(join(NEAR, join(item.symbol, next.symbol)), item.from, next.to);
            }
        }
    }
}

/// The part that a word plays in its sentence: who acts where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nobody that is named.
    Unsaid,
    /// I, we.
    Self_,
    /// Somebody close, or he or she without a name.
    Close,
    /// Somebody else.
    Outside,
    /// It is denied.
    Denied,
}

/// How many parts there are.
pub(crate) const ROLES: usize = 5;

/// How many items the one who acts is remembered.
const REMEMBERED: usize = 8;

/// The part that each word of a sentence plays.
pub(crate) fn roles(items: &[Item], mut plays: impl FnMut(usize, Role)) {
    let (mut role, mut since) = (Role::Unsaid, 0);
    for item in items {
        since += 1;
        if since > REMEMBERED {
            role = Role::Unsaid;
        }
        let part = if item.denied { Role::Denied } else { role };
        (item.from..item.to).for_each(|at| plays(at, part));
        if let Some(agent) = agent(item) {
            since = 0;
            role = match agent {
                Agent::Self_ => Role::Self_,
                Agent::Connected | Agent::SomeoneUnnamed => Role::Close,
                Agent::Outside | Agent::Child => Role::Outside,
                Agent::Unsaid => Role::Unsaid,
            };
        }
    }
}

/// Which concepts a sentence has, one bit for each.
pub(crate) fn presence(items: &[Item]) -> u64 {
    items.iter().fold(0, |bits, item| {
        let bit = match (item.concept, item.pronoun) {
            (Some(_), _) if item.negated => 63,
            (Some(concept), _) => concept as u32,
            (None, Some(Pronoun::FirstSubject | Pronoun::FirstObject | Pronoun::FirstOwner)) => 62,
            (None, Some(_)) => match item.referent {
                Referent::Nobody => 61,
                Referent::Connected => 60,
                Referent::Outside => 59,
            },
            (None, None) => return bits,
        };
        bits | 1 << bit
    })
}

/// The numbers of the features of a window: which concepts come together in it. [`together`] has the features by number.
pub(crate) fn of_window(presence: u64, mut number: impl FnMut(usize)) {
    let mut first = presence;
    while first != 0 {
        let one = first.trailing_zeros() as usize;
        first &= first - 1;
        number(one);
        let mut second = first;
        while second != 0 {
            let other = second.trailing_zeros() as usize;
            second &= second - 1;
            number(64 + one * 64 + other);
        }
    }
}

/// All features that a window can have, by number.
pub(crate) fn together() -> impl Iterator<Item = u32> {
    (0..64 + 64 * 64).map(|number| join(TOGETHER, number))
}

/// The bits that are taken by other things than concepts must be free.
const _: () = assert!(Concept::ALL.len() <= 59);
