//! What words are about: the list in `data/words.txt`, made ready for looking up.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::lexicon::About;
use crate::words::{Word, hash_of, join};

macro_rules! concepts {
    ($($variant:ident = $name:literal,)*) => {
        /// What a word or phrase is about. The list of words says which words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum Concept { $($variant,)* }

        impl Concept {
            pub(crate) const ALL: &[(Concept, &str)] = &[$((Concept::$variant, $name),)*];
        }
    };
}

concepts! {
    Partner = "partner", Ex = "ex", Parent = "parent", InLaw = "inlaw", Kin = "kin", GrownChild = "grownchild", Kids = "kids",
    Pupil = "pupil", Client = "client", Outsider = "outsider", Professional = "professional", Animal = "animal",
    Organisation = "organisation", Friend = "friend",
    Hurt = "hurt", Injury = "injury", Weapon = "weapon", BodyPart = "bodypart", Sexual = "sexual", Kill = "kill", Threat = "threat",
    Damage = "damage", KickOff = "kickoff", Aggressive = "aggressive", Abuse = "abuse",
    Forbid = "forbid", MakeMe = "makeme", Lock = "lock", Monitor = "monitor", Device = "device", Take = "take", Money = "money",
    Papers = "papers", Insult = "insult", Crazy = "crazy", Honour = "honour", Post = "post",
    Fear = "fear", HideCall = "hidecall", Flee = "flee", Legal = "legal", Minimise = "minimise", Drink = "drink",
    Sport = "sport", Mishap = "mishap", Medicine = "medicine", Policy = "policy", Fiction = "fiction", Joke = "joke", Kindly = "kindly",
    RepairFault = "repairfault", Noise = "noise", Outdoors = "outdoors", Workplace = "workplace", Denial = "denial",
    Idiomatic = "idiomatic",
}

impl Concept {
    /// Somebody with whom a person may be personally connected.
    ///
    /// # Law
    /// Domestic Abuse Act 2021 s.2(1).
    pub(crate) const fn connected(self) -> bool {
        matches!(self, Concept::Partner | Concept::Ex | Concept::Parent | Concept::InLaw | Concept::Kin | Concept::GrownChild)
    }

    /// An act or state that may be abuse, and that a "never" before it takes away.
    pub(crate) const fn harmful(self) -> bool {
        matches!(
            self,
            Concept::Hurt
                | Concept::Injury
                | Concept::Sexual
                | Concept::Kill
                | Concept::Threat
                | Concept::Damage
                | Concept::KickOff
                | Concept::Aggressive
                | Concept::Abuse
                | Concept::MakeMe
                | Concept::Lock
                | Concept::Monitor
                | Concept::Take
                | Concept::Insult
                | Concept::Fear
                | Concept::Flee
        )
    }

    /// An act that somebody does to somebody, or is said to do.
    pub(crate) const fn act(self) -> bool {
        self.harmful()
            || matches!(
                self,
                Concept::Forbid
                    | Concept::HideCall
                    | Concept::Weapon
                    | Concept::Crazy
                    | Concept::Legal
                    | Concept::Minimise
                    | Concept::Drink
            )
    }
}

/// The list, ready for looking up.
pub(crate) struct Concepts {
    single: HashMap<u32, (Option<Concept>, u8)>,
    phrases: Table<Concept>,
}

/// Values by hash, open addressing: one look into memory for most words. No hash is 0.
pub(crate) struct Table<V> {
    slots: Vec<(u32, V)>,
    mask: usize,
}

impl<V: Copy> Table<V> {
    /// A table of these values. `nothing` fills the places between them.
    pub(crate) fn new(values: &HashMap<u32, V>, nothing: V) -> Table<V> {
        let size = (values.len() * 2).next_power_of_two().max(16);
        let mut table = Table { slots: vec![(0, nothing); size], mask: size - 1 };
        for (hash, value) in values {
            let mut at = *hash as usize & table.mask;
            while table.slots[at].0 != 0 {
                at = (at + 1) & table.mask;
            }
            table.slots[at] = (*hash, *value);
        }
        table
    }

    /// The value of a hash.
    pub(crate) fn get(&self, hash: u32) -> Option<V> {
        let mut at = hash as usize & self.mask;
        loop {
            let (key, value) = self.slots[at];
            if key == 0 {
                return None;
            }
            if key == hash {
                return Some(value);
            }
            at = (at + 1) & self.mask;
        }
    }
}

impl Concepts {
    /// The list that is compiled in.
    pub(crate) fn get() -> &'static Concepts {
        static ALL: OnceLock<Concepts> = OnceLock::new();
        ALL.get_or_init(|| Concepts::read(include_str!("../data/words.txt")))
    }

    fn read(list: &str) -> Concepts {
        let mut single: HashMap<u32, (Option<Concept>, u8)> = HashMap::new();
        let mut phrases = HashMap::new();
        for (name, words) in list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':')) {
            let Some((concept, _)) = Concept::ALL.iter().find(|(_, known)| *known == name) else { continue };
            for word in words.split_whitespace() {
                let parts: Vec<u32> = word.split('_').map(hash_of).collect();
                match parts[..] {
                    [_] => {
                        for form in forms(word) {
                            single.entry(hash_of(&form)).or_insert((None, 0)).0.get_or_insert(*concept);
                        }
                    }
                    [first, ..] => {
                        let longest = &mut single.entry(first).or_insert((None, 0)).1;
                        *longest = (*longest).max(u8::try_from(parts.len()).unwrap_or(u8::MAX));
                        phrases.entry(parts.iter().copied().reduce(join).unwrap_or(0)).or_insert(*concept);
                    }
                    [] => {}
                }
            }
        }
        Concepts { single, phrases: Table::new(&phrases, Concept::Partner) }
    }

    /// What a single word is about, and how many words the longest phrase has that begins with it.
    pub(crate) fn single(&self, hash: u32) -> (Option<Concept>, u8) {
        self.single.get(&hash).copied().unwrap_or_default()
    }

    /// What the words at the front are about, and how many of them belong together, where this is known of the first. The longest phrase wins.
    pub(crate) fn of(&self, about: About, words: &[Word]) -> (Option<Concept>, usize) {
        let mut found = (about.concept, 1);
        if about.longest < 2 {
            return found;
        }
        let mut joined = words.first().map_or(0, |word| word.hash);
        for (count, word) in words.iter().enumerate().take(usize::from(about.longest)).skip(1) {
            joined = join(joined, word.hash);
            if let Some(concept) = self.phrases.get(joined) {
                found = (Some(concept), count + 1);
            }
        }
        found
    }
}

/// All single words of the list, in all their forms.
pub(crate) fn listed() -> impl Iterator<Item = String> {
    let lines = include_str!("../data/words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(':')).flat_map(|(_, words)| words.split([' ', '_'])).flat_map(forms)
}

/// The forms of a word on the list: itself, or the regular forms of a verb with a star.
fn forms(word: &str) -> Vec<String> {
    let Some(verb) = word.strip_suffix('*') else { return vec![word.to_owned()] };
    let mut forms = vec![verb.to_owned()];
    let ending = |stem: &str, endings: &[&str]| endings.iter().map(|ending| format!("{stem}{ending}")).collect::<Vec<_>>();
    if let Some(stem) = verb.strip_suffix('e') {
        forms.extend(ending(verb, &["s", "d", "r"]));
        forms.extend(ending(stem, &["ing"]));
    } else if let Some(stem) = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        forms.extend(ending(stem, &["ies", "ied"]));
        forms.extend(ending(verb, &["ing"]));
    } else if verb.ends_with(['s', 'x', 'h']) {
        forms.extend(ending(verb, &["es", "ed", "ing"]));
    } else {
        forms.extend(ending(verb, &["s", "ed", "ing"]));
        if let Some(last) = verb.chars().last() {
            forms.extend(ending(&format!("{verb}{last}"), &["ed", "ing"]));
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concept(phrase: &str) -> (Option<Concept>, usize) {
        let words: Vec<Word> =
            phrase.split(' ').map(|word| Word { start: 0, end: 0, hash: hash_of(word), number: 0, after_comma: false }).collect();
        let (concept, longest) = Concepts::get().single(words[0].hash);
        Concepts::get().of(About { concept, longest, function: None }, &words)
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(concept("other half hit"), (Some(Concept::Partner), 2));
        assert_eq!(concept("mother in law hit"), (Some(Concept::InLaw), 3));
        assert_eq!(concept("mother says"), (Some(Concept::Parent), 1));
        assert_eq!(concept("umbrella"), (None, 1));
    }

    #[test]
    fn verbs_stand_in_all_their_regular_forms() {
        for form in ["grabs", "grabbed", "grabbing", "strangled", "strangling", "bullied", "punches", "punching"] {
            assert!(concept(form).0.is_some_and(Concept::harmful), "{form}");
        }
    }

    #[test]
    fn every_line_of_the_list_names_a_concept_and_every_concept_has_a_line() {
        let names: Vec<&str> = include_str!("../data/words.txt")
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .map(|line| line.split_once(':').expect("a colon").0)
            .collect();
        let known: Vec<&str> = Concept::ALL.iter().map(|(_, name)| *name).collect();
        assert_eq!(names, known);
    }
}
