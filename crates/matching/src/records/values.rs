//! What is known of each distinct value, worked out once for all the records that have it.

use super::interner::{Interner, mixed};
use crate::normalising::addresses::outward;
use crate::normalising::nicknames::FORMS;
use crate::normalising::sounds::sound;

/// What is known of one name.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NameFacts {
    /// Which letters are in it, one bit each.
    pub(crate) letters: u32,
    /// How it sounds.
    pub(crate) sound: u32,
    /// Its first and last word, where it has several.
    pub(crate) parts: [u32; 2],
    /// Rows of the list of forms in which it stands.
    pub(crate) forms: [u16; 4],
    /// How many letters.
    pub(crate) len: u8,
    /// Its first letter.
    pub(crate) initial: u8,
}

impl NameFacts {
    /// Whether both are forms of one name.
    pub(crate) fn shares_form(&self, other: &Self) -> bool {
        self.forms[0] != 0 && self.forms.iter().any(|form| *form != 0 && other.forms.contains(form))
    }

    /// One number for all forms of a name; its sound where it has none.
    pub(crate) fn root(&self) -> u32 {
        if self.forms[0] == 0 { self.sound } else { u32::from(self.forms[0]) }
    }
}

/// Where somebody has lived before; 0 where a part is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Former {
    pub(crate) street: u32,
    pub(crate) house: u32,
    pub(crate) flat: u32,
    pub(crate) postcode: u32,
}

/// Every distinct value of all records.
#[derive(Debug, Default, Clone)]
pub(crate) struct Values {
    pub(crate) names: Interner,
    pub(crate) name_facts: Vec<NameFacts>,
    pub(crate) middles: Vec<[u32; 3]>,
    middle_texts: Interner,
    pub(crate) aliases: Vec<Vec<(u32, u32)>>,
    alias_texts: Interner,
    pub(crate) formers: Vec<Vec<Former>>,
    former_texts: Interner,
    pub(crate) emails: Interner,
    pub(crate) streets: Interner,
    pub(crate) towns: Interner,
    pub(crate) postcodes: Interner,
    /// The outward half of each postcode, as the number of that half.
    pub(crate) outwards: Vec<u32>,
    forms: FormIndex,
}

/// A place in the history of the values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    lists: [usize; 8],
}

/// In which rows of the list of forms a text stands.
#[derive(Debug, Clone)]
struct FormIndex {
    words: Interner,
    rows: Vec<[u16; 4]>,
}

impl Default for FormIndex {
    fn default() -> Self {
        let mut words = Interner::default();
        let mut rows = vec![[0; 4]];
        for (row, line) in (1_u16..).zip(FORMS) {
            for word in line.split(' ') {
                let id = words.intern(word) as usize;
                if id == rows.len() {
                    rows.push([0; 4]);
                }
                if let Some(free) = rows[id].iter_mut().find(|one| **one == 0 || **one == row) {
                    *free = row;
                }
            }
        }
        Self { words, rows }
    }
}

impl Values {
    /// The number of further given names: up to three are told apart.
    pub(crate) fn intern_middle(&mut self, words: &str) -> u32 {
        let id = self.middle_texts.intern(words);
        while self.middles.len() <= id as usize {
            self.middles.push([0; 3]);
        }
        if id != 0 && self.middles[id as usize] == [0; 3] {
            for (slot, word) in words.split(' ').take(3).enumerate() {
                self.middles[id as usize][slot] = self.names.intern(word);
            }
        }
        id
    }

    /// The number of a list of other names, each already in words.
    pub(crate) fn intern_aliases(&mut self, raw: &str, read: impl FnOnce(&mut Interner) -> Vec<(u32, u32)>) -> u32 {
        let id = self.alias_texts.intern(raw);
        while self.aliases.len() <= id as usize {
            self.aliases.push(Vec::new());
        }
        if id != 0 && self.aliases[id as usize].is_empty() {
            self.aliases[id as usize] = read(&mut self.names);
        }
        id
    }

    /// The number of a list of former addresses, as it is written.
    pub(crate) fn intern_formers(&mut self, raw: &str, read: impl FnOnce(&mut Self) -> Vec<Former>) -> u32 {
        let id = self.former_texts.intern(raw);
        if id as usize >= self.formers.len() {
            let read = read(self);
            self.formers.resize(id as usize, Vec::new());
            self.formers.push(read);
        }
        id
    }

    /// Works out what is known of each value that came since the last time.
    pub(crate) fn settle(&mut self) {
        let mut id = self.name_facts.len() as u32;
        while (id as usize) < self.names.len() {
            let facts = self.facts_of(id);
            self.name_facts.push(facts);
            id += 1;
        }
        let mut id = self.outwards.len() as u32;
        while (id as usize) < self.postcodes.len() {
            let out = outward(self.postcodes.text(id)).to_owned();
            let out = self.postcodes.intern(&out);
            self.outwards.push(out);
            id += 1;
        }
        if self.middles.is_empty() {
            self.middles.push([0; 3]);
        }
        if self.aliases.is_empty() {
            self.aliases.push(Vec::new());
        }
        if self.formers.is_empty() {
            self.formers.push(Vec::new());
        }
    }

    /// How much there is, to come back to.
    pub(crate) fn mark(&self) -> Mark {
        let lists = [
            &self.names,
            &self.middle_texts,
            &self.alias_texts,
            &self.emails,
            &self.streets,
            &self.towns,
            &self.postcodes,
            &self.former_texts,
        ];
        Mark { lists: lists.map(Interner::len) }
    }

    /// Forgets whatever came since.
    pub(crate) fn forget_since(&mut self, mark: &Mark) {
        let [names, middles, aliases, ..] = mark.lists;
        let Self { names: one, middle_texts: two, alias_texts: three, emails, streets, towns, postcodes, former_texts, .. } =
            self;
        for (list, len) in [one, two, three, emails, streets, towns, postcodes, former_texts].into_iter().zip(mark.lists) {
            list.forget_from(len);
        }
        self.name_facts.truncate(names);
        self.middles.truncate(middles);
        self.aliases.truncate(aliases);
        self.outwards.truncate(mark.lists[6]);
        self.formers.truncate(mark.lists[7]);
    }

    fn facts_of(&mut self, id: u32) -> NameFacts {
        let text = self.names.text(id);
        let mut facts = NameFacts::default();
        for byte in text.bytes() {
            facts.letters |= if byte.is_ascii_lowercase() { 1 << (byte - b'a') } else { 1 << 31 };
        }
        facts.len = u8::try_from(text.len()).unwrap_or(u8::MAX);
        facts.initial = text.bytes().next().unwrap_or(0);
        let key = sound(text);
        facts.sound = if key == 0 { mixed(u64::from(id)) as u32 | 1 << 31 } else { mixed(key) as u32 | 1 << 31 };
        if let Some(form) = self.forms.words.find(text) {
            facts.forms = self.forms.rows[form as usize];
        }
        if let (Some((first, _)), Some((_, last))) = (text.split_once(' '), text.rsplit_once(' ')) {
            let (first, last) = (first.to_owned(), last.to_owned());
            facts.parts = [self.names.intern(&first), self.names.intern(&last)];
        }
        facts
    }
}
