//! Hears a likely disclosure of domestic abuse in ordinary text.
//!
//! A medical form says *she needed to move away from her father because he was aggressive*. A repair note says *third door this year, he put his
//! fist through it*. A letter about arrears says *he takes my money the day it comes*. Nobody ticked a box, and six months later nobody has acted.
//! This crate reads such text as it arrives and says: listen, here, these words.
//!
//! ```
//! let heard = recognition::recognise("Stairs are hard for me. I need to move away from my father because he is aggressive towards me.");
//! assert!(heard.disclosure);
//! let words: Vec<&str> = heard.because.iter().map(|because| because.words("Stairs are hard for me. I need to move away from my father because he is aggressive towards me.")).collect();
//! assert!(words.iter().any(|words| words.contains("aggressive")));
//! ```
//!
//! It is an ear, not a judge. What it hears, a person answers: *this is a disclosure*, or *this is not, because…*. What it does not hear may still
//! be one, so nobody may ever be told that there is no abuse because this engine was silent.
//!
//! # What counts
//!
//! Abuse as section 1 of the Domestic Abuse Act 2021 defines it, between people who are personally connected (section 2): partners and former
//! partners whether or not they live together, and relatives. It takes neither bruises nor blows: control, threats, money, humiliation and fear
//! are abuse, one incident is enough, and a child who sees, hears or feels it is a victim too (section 3). A violent stranger, a neighbour, a
//! landlord, an employer or a dog is not, however frightening; nor is a policy, a novel or a joke about it. [`Kind`] has the five kinds.
//!
//! # How it listens
//!
//! 1. **Words** (`words`): text becomes sentences of words, and *He's*, *he’s* and *hes* become one.
//! 2. **Concepts** (`concepts`, `data/words.txt`): *hubby* and *my other half* are a partner, *lamped* is an act that hurts.
//! 3. **Scope** (`scope`): whom *he* points at, what is denied, who does what to whom (`relations`).
//! 4. **Weighing** (`features`, `model`, `hearing`): a small model adds up what words, phrases, concepts and acts have meant in the sentences of
//!    `data/sentences.csv`, which we wrote for it: no text of a real person, no chance. Where a word lies among all others (`vectors`) it knows from
//!    public word vectors, so that a word which stands in none of our sentences still says something.
//! 5. **Saying why** (`grammar`, `telling`): the words that carried most, with a reason that a person can check.
//!
//! Four ways were tried ([`comparison`]); `docs/adr` says why this one stayed, and `docs/benchmarks-recognition.md` how well each hears on
//! sentences that it has never seen, by kind.
//!
//! # What to rely on
//!
//! - The same text gives the same answer, to the last bit, on every machine.
//! - It never panics; spans lie on the borders of letters. A megabyte is read sentence by sentence in constant memory.
//! - A paragraph stands alone: adding another paragraph never makes a disclosure disappear.
//!
//! # Next door
//!
//! [`table`] does the work of `holdfast recognise`. [`training`] makes the model: `cargo run --release -p recognition --example train`.

mod chance;
pub mod comparison;
mod concepts;
mod features;
mod grammar;
mod hearing;
mod kinds;
mod lexicon;
mod model;
mod relations;
mod said;
mod scope;
mod sentence;
pub mod sentences;
pub mod table;
mod telling;
pub mod training;
mod vectors;
mod words;

pub use kinds::Kind;

/// From this score on, a text is shown to an officer as a likely disclosure.
pub const THRESHOLD: f32 = 0.5;

/// What was heard in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// From 0 (nothing) to 1 (beyond doubt); [`THRESHOLD`] and above is shown. Good for putting texts in order; it is no probability.
    pub score: f32,
    /// Whether it is shown as a likely disclosure.
    pub disclosure: bool,
    /// What kinds of abuse it may be, in the order of the Act. Empty if it is no disclosure.
    pub kinds: Vec<Kind>,
    /// The words that suggest it, in the order of the text. Empty if it is no disclosure, and never empty if it is.
    pub because: Vec<Because>,
}

/// Words that suggest a disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Because {
    /// The first byte of the words in the text.
    pub start: usize,
    /// The byte after their last.
    pub end: usize,
    /// The kind of abuse that these words speak of.
    pub kind: Kind,
    /// What is heard in them, in an officer's words.
    pub reason: &'static str,
}

impl Because {
    /// The words themselves. Empty if this is not the text in which they were heard.
    pub fn words<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Reads a text.
///
/// Never fails and never panics, whatever the text is. Takes time in proportion to the length of the text, and memory that does not grow with it.
///
/// # Law
/// Domestic Abuse Act 2021 ss.1 to 3.
pub fn recognise(text: &str) -> Heard {
    hearing::hear(model::Model::get(), text)
}
