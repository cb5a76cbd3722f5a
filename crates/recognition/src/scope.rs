//! Who, what, to whom: a sentence as a row of items whose meaning depends on what stands around them.
//!
//! Three things make the difference between *"he hit me"* that must be heard and *"he hit me"* that need not be:
//!
//! - **Who "he" is.** A pronoun points at the person who was named last: a partner or relative (somebody with whom one may be *personally
//!   connected* in the words of section 2), somebody else (a neighbour, a landlord, the dog), or nobody, which among people who write to a
//!   council mostly means the man at home.
//! - **Whether it is said to be so.** *never hit me*, *no history of violence*, *denies abuse*: what is denied is another thing than what is
//!   said. A denial ends with its clause: *no, he hit me* is not one.
//! - **To whom.** *me*, *her*, *the children*, or the gatepost.

use crate::concepts::{Concept, Concepts};
use crate::lexicon::Lexicon;
use crate::words::{Word, hash_of, join};
use std::collections::HashMap;

/// Whom a pronoun points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Referent {
    /// Nobody was named yet.
    #[default]
    Nobody,
    /// A partner, a former partner or a relative.
    Connected,
    /// A stranger, a neighbour, a boss, an animal.
    Outside,
}

/// What a pronoun does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// I, we.
    FirstSubject,
    /// me, us, myself.
    FirstObject,
    /// my, our.
    FirstOwner,
    /// he, she, they.
    ThirdSubject,
    /// him, them, her (which may own, too).
    ThirdObject,
    /// his, their.
    ThirdOwner,
}

/// One word or phrase, in its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    /// Its first word in the sentence.
    pub from: usize,
    /// The word after its last.
    pub to: usize,
    /// What it is about.
    pub concept: Option<Concept>,
    /// A pronoun.
    pub pronoun: Option<Pronoun>,
    /// Whom a pronoun of the third person points at.
    pub referent: Referent,
    /// It is said not to be so.
    pub negated: bool,
    /// A denial reaches it, whatever it is.
    pub denied: bool,
    /// One number for all that: what the model sees.
    pub symbol: u32,
    /// Neither a concept nor a pronoun.
    pub plain: bool,
}

/// A word of no concept and no grammar.
pub(crate) const ANY: u32 = 1;

/// What a word of grammar does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Function {
    /// It is only kept as it is.
    Plain,
    /// It denies what follows.
    Negator,
    /// It ends a denial.
    Ends,
    /// It points at somebody.
    Pronoun(Pronoun),
}

const PLAIN: &str = "you your yours it its the a an and or if when while because cos so that who which what where how is was are were be been \
    being am has have had having do does did will would can could should may might must to from for of in on at by with about into out off up \
    down over back again after before until till since as than then there here this these those all every each any some same only just still \
    now always often sometimes says said say saying told tell tells want wants wanted need needs needed think know knows feel feels felt get \
    gets got getting go goes going went gone come comes came coming leave leaves leaving left keep keeping put puts let lets like home house \
    flat door room work night nights day days week weeks year years time times once twice someone somebody anyone ill im ive id hes shes theyre \
    weve were thats theres please thanks dear ask asked asks help move moved moving stay staying live lives living lived happened wont cant \
    own other another one two first last next very too really even ever much more most last wake sleep child see saw seen call called ring \
    rang came start started starts try tried trying use used uses ones mine both between against through under away around outside inside";

const NEGATORS: &str = "no not never isnt wasnt arent didnt hasnt havent hadnt doesnt dont nor neither nobody nothing without denies denied deny nil none non werent";

const ENDS: &str = "but yet however although though except until";

/// The pronouns, each with what it does.
const PRONOUNS: [(&str, Pronoun); 6] = [
    ("i we im ive id ill weve", Pronoun::FirstSubject),
    ("me us myself ourselves", Pronoun::FirstObject),
    ("my our", Pronoun::FirstOwner),
    ("he she they hes shes theyre hed shed theyd hell", Pronoun::ThirdSubject),
    ("him them her himself herself hers", Pronoun::ThirdObject),
    ("his their", Pronoun::ThirdOwner),
];

/// All words of grammar.
pub(crate) fn small_words() -> impl Iterator<Item = &'static str> {
    let pronouns = PRONOUNS.into_iter().map(|(words, _)| words);
    [PLAIN, NEGATORS, ENDS].into_iter().chain(pronouns).flat_map(str::split_whitespace)
}

/// What each of them does.
pub(crate) fn functions() -> HashMap<u32, Function> {
    let mut all = HashMap::new();
    let mut add = |words: &str, function: Function| {
        all.extend(words.split_whitespace().map(|word| (hash_of(word), function)));
    };
    add(PLAIN, Function::Plain);
    add(NEGATORS, Function::Negator);
    add(ENDS, Function::Ends);
    PRONOUNS.into_iter().for_each(|(words, pronoun)| add(words, Function::Pronoun(pronoun)));
    all
}

/// How many items a denial reaches.
const REACH: u8 = 4;

/// What is carried from one sentence of a paragraph to the next.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scope {
    referent: Referent,
}

impl Scope {
    /// A sentence as items. `items` is emptied first.
    pub(crate) fn items(&mut self, words: &[Word], items: &mut Vec<Item>) {
        items.clear();
        let (lexicon, concepts) = (Lexicon::get(), Concepts::get());
        let mut denied = 0u8;
        let mut at = 0;
        while at < words.len() {
            let word = words[at];
            if word.after_comma {
                denied = 0;
            }
            let about = lexicon.about(word.number);
            let (concept, taken) = concepts.of(about, &words[at..]);
            let function = if concept.is_none() { about.function } else { None };
            let mut item = Item {
                from: at,
                to: at + taken.max(1),
                concept,
                pronoun: None,
                referent: Referent::Nobody,
                negated: false,
                denied: denied > 0,
                symbol: ANY,
                plain: true,
            };
            if let Some(concept) = concept {
                if concept.connected() {
                    self.referent = Referent::Connected;
                } else if matches!(concept, Concept::Outsider | Concept::Animal) {
                    self.referent = Referent::Outside;
                }
                item.negated = denied > 0 && concept.harmful();
                item.symbol = join(7, concept as u32 * 2 + u32::from(item.negated));
                item.plain = false;
            }
            denied = denied.saturating_sub(1);
            match function {
                Some(Function::Negator) => denied = REACH,
                Some(Function::Ends) => denied = 0,
                Some(Function::Pronoun(pronoun)) => {
                    item.pronoun = Some(pronoun);
                    if matches!(pronoun, Pronoun::ThirdSubject | Pronoun::ThirdObject | Pronoun::ThirdOwner) {
                        item.referent = self.referent;
                    }
                    item.symbol = join(11, pronoun as u32 * 4 + item.referent as u32);
                    item.plain = false;
                }
                Some(Function::Plain) | None => {}
            }
            if matches!(function, Some(Function::Negator | Function::Ends | Function::Plain)) {
                item.symbol = word.hash;
            }
            if concept == Some(Concept::Denial) {
                denied = REACH;
            }
            at = item.to;
            items.push(item);
        }
    }
}
