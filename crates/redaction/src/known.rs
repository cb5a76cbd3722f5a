//! What is known of people, made ready to be looked for.
//!
//! Each value is taken apart once: names into their words, addresses into number, street and what is around them, numbers into digits, codes into
//! letters and digits of which look-alikes are one. What a document is asked, token by token, is then a look into a table whose size does not
//! matter; so the time that a text takes does not grow with the number of people.

mod build;
mod sounds;
pub mod words;

pub use words::Words;

use crate::lexicon::Table;

/// Whose detail it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Whose {
    /// A protected person's, by the place in the case's list.
    Protected(usize),
    /// Of somebody the program was not told about.
    Stranger,
    /// The recipient's own. It stays.
    Recipient,
    /// An official's, by the place in the list of staff. It stays.
    Official(usize),
    /// The organisation's. It stays.
    Organisation,
}

impl Whose {
    /// Whether it may be told.
    pub const fn stays(self) -> bool {
        matches!(self, Self::Recipient | Self::Official(_) | Self::Organisation)
    }
}

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum What {
    Name,
    Initials,
    BirthDate,
    Phone,
    Email,
    Address,
    Postcode,
    NationalInsurance,
    NhsNumber,
    Vehicle,
    Handle,
    School,
    Surgery,
    Workplace,
    Refuge,
    Bank,
    Reference,
    Description,
}

impl What {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Initials => "initials",
            Self::BirthDate => "date of birth",
            Self::Phone => "telephone number",
            Self::Email => "e-mail address",
            Self::Address => "address",
            Self::Postcode => "postcode",
            Self::NationalInsurance => "National Insurance number",
            Self::NhsNumber => "NHS number",
            Self::Vehicle => "vehicle",
            Self::Handle => "account",
            Self::School => "school",
            Self::Surgery => "surgery",
            Self::Workplace => "place of work",
            Self::Refuge => "refuge",
            Self::Bank => "bank details",
            Self::Reference => "reference",
            Self::Description => "description",
        }
    }
}

/// Somebody or something whose details are known.
pub struct Holder {
    /// Who it is.
    pub whose: Whose,
    /// Whether it is a woman, as far as the title tells.
    pub woman: Option<bool>,
    /// The first letters of names, from the first to the surname: `hn`, `hmn`.
    pub initials: Vec<Vec<u8>>,
    /// The first letters of given names alone.
    pub given_letters: Vec<u8>,
    /// Whether there is a grown-up's title or none is known.
    pub title: String,
}

/// How a known word is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A first name, or a name somebody goes by.
    Given { holder: u16, own: bool },
    /// A middle name, or the second half of a first name.
    Middle { holder: u16 },
    /// A surname, now or formerly.
    Surname { holder: u16, former: bool },
    /// A word of a street's name.
    Street { street: u16, at: u8 },
    /// A word of what stands around a street: area, town.
    Around { street: u16, town: bool },
    /// A word of a place's name.
    Place { place: u16, at: u8 },
    /// What an e-mail address or the name of an account begins with.
    Mail,
}

impl Use {
    /// The place among a place's words of several of them in one piece: `mossbankdental`.
    pub const JOINED: u8 = u8::MAX;

    /// Whose name it is a part of.
    pub const fn name_of(self) -> Option<u16> {
        match self {
            Self::Given { holder, .. } | Self::Middle { holder } | Self::Surname { holder, .. } => Some(holder),
            _ => None,
        }
    }
}

/// A street with a number.
pub struct Street {
    /// Whose.
    pub holder: u16,
    /// `24`, `12a`; empty where the house has a name.
    pub number: Vec<u8>,
    /// `5`, `b`.
    pub flat: Vec<u8>,
    /// The words of its name, without the kind of street.
    pub name: Vec<Vec<u8>>,
    /// The kind of street; empty where it has none.
    pub kind: Vec<u8>,
    /// Every way to write that kind.
    pub forms: &'static [&'static str],
    /// Whether somebody protected lives in a street of this name.
    pub shared: bool,
    /// The words of area and town.
    pub around: Vec<Vec<u8>>,
    /// The postcode without its blank, in codes' letters.
    pub postcode: Vec<u8>,
    /// Whether every town has such a street, so that it names nothing without its number.
    pub everywhere: bool,
    /// Whether any word of the name is none of the language.
    pub rare: bool,
}

/// A place with a name.
pub struct Place {
    /// Whose: many may go to one school.
    pub holders: Vec<u16>,
    /// School, surgery, place of work, refuge.
    pub what: What,
    /// Its words.
    pub words: Vec<PlaceWord>,
    /// How many of them are its own.
    pub own: usize,
}

/// One word of a place's name.
pub struct PlaceWord {
    /// The word in small letters.
    pub text: Vec<u8>,
    /// Whether it is its own, not a word that many places share.
    pub own: bool,
    /// Whether it is a word of the language.
    pub english: bool,
    /// The word as an imperfect scanner reads it.
    pub scanned: Vec<u8>,
    /// What people write for short.
    pub short: &'static [&'static str],
}

/// A number in digits.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    /// Whose.
    pub holder: u16,
    /// Phone, NHS number, bank.
    pub what: What,
    /// How much of the number it is.
    pub part: Part,
}

/// How much of a value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A part that means something only after a word such as «ending».
    Tail,
    /// A part that is enough where it stands by itself.
    Some,
    /// All of it.
    Whole,
}

/// A day of birth.
#[derive(Debug, Clone, Copy)]
pub struct Born {
    /// Whose.
    pub holder: u16,
}

/// Values by a hash: one entry for each value, in chains for those that several people share.
pub struct Values<T> {
    table: Table,
    chains: Vec<Vec<T>>,
}

impl<T> Values<T> {
    fn with_room(values: usize) -> Self {
        Self { table: Table::with_room(values), chains: Vec::new() }
    }

    fn add(&mut self, hash: u64, value: T) {
        let next = u32::try_from(self.chains.len() + 1).unwrap_or(u32::MAX);
        let entry = self.table.entry(hash);
        if *entry == 0 {
            *entry = next;
            self.chains.push(Vec::new());
        }
        if let Some(chain) = self.chains.get_mut(*entry as usize - 1) {
            chain.push(value);
        }
    }

    /// All that a value is.
    pub fn get(&self, hash: u64) -> &[T] {
        match self.table.get(hash) {
            0 => &[],
            at => self.chains.get(at as usize - 1).map_or(&[], Vec::as_slice),
        }
    }
}

/// All that is known in a case.
pub struct Known {
    /// Everybody.
    pub holders: Vec<Holder>,
    /// Words of names, streets and places.
    pub words: Words,
    /// Streets.
    pub streets: Vec<Street>,
    /// Places.
    pub places: Vec<Place>,
    /// First letters of places' and people's names.
    pub acronyms: Values<(u16, What)>,
    /// Numbers in digits, by their digits; and which lengths there are.
    pub numbers: Values<Number>,
    /// Parts of numbers that mean something only after a word such as «ending».
    pub tails: Values<Number>,
    /// A bit for each length of a number, parts of that kind left out.
    pub lengths: u64,
    /// With which two letters or digits the codes begin: a bit for each pair.
    pub code_starts: [u64; 32],
    /// The same with three.
    pub code_threes: Starts<3>,
    /// Postcodes, National Insurance numbers, registration marks.
    pub codes: Values<Number>,
    /// With which letters and digits known e-mail addresses begin.
    pub mail_starts: Starts<4>,
    /// How many letters and digits the longest of these has.
    pub longest_mail: usize,
    /// E-mail addresses and account names, by their letters and digits.
    pub mails: Values<(u16, What, Part)>,
    /// Days of birth, by day, and by day without year.
    pub births: Values<Born>,
    /// Days of birth without year.
    pub birthdays: Values<Born>,
    /// Domains whose addresses stay.
    pub domains: Vec<Vec<u8>>,
    /// How many people are protected.
    pub protected: usize,
}

impl Known {
    /// Whose detail it is.
    pub fn whose(&self, holder: u16) -> Whose {
        self.holders.get(usize::from(holder)).map_or(Whose::Stranger, |holder| holder.whose)
    }

    /// Whether what is this holder's may be told.
    pub fn stays(&self, holder: u16) -> bool {
        self.whose(holder).stays()
    }
}

/// With which `LETTERS` letters or digits values begin: bits that nearly always say no where none of them does.
pub struct Starts<const LETTERS: usize>(Box<[u64; 256]>);

impl<const LETTERS: usize> Starts<LETTERS> {
    /// How many letters it looks at.
    pub const LETTERS: usize = LETTERS;

    fn none() -> Self {
        Self(Box::new([0; 256]))
    }

    fn place(letters: &[u8]) -> (usize, u32) {
        let mixed = letters.iter().take(LETTERS).fold(0_u32, |mixed, byte| mixed << 8 | u32::from(*byte));
        let place = mixed.wrapping_mul(0x9e37_79b1) >> 18;
        (place as usize / 64, place % 64)
    }

    fn add(&mut self, letters: &[u8]) {
        if letters.len() < LETTERS {
            // What comes after so short a value may be anything.
            *self.0 = [u64::MAX; 256];
        }
        let (word, bit) = Self::place(letters);
        self.0[word] |= 1 << bit;
    }

    /// Whether a value may begin so.
    pub fn may(&self, letters: &[u8]) -> bool {
        let (word, bit) = Self::place(letters);
        self.0[word] & 1 << bit != 0
    }
}

/// The hash of a day, with or without its year.
pub fn day_hash(year: Option<i16>, month: i8, day: i8) -> u64 {
    let [century, decade] = year.map_or([0, 0], i16::to_be_bytes);
    crate::reading::tokens::of(&[century, decade, month.unsigned_abs(), day.unsigned_abs(), 1])
}

/// The place of a pair of a code's letters in [`Known::code_starts`].
pub const fn code_start(one: u8, other: u8) -> (usize, usize) {
    let pair = (CODE_ROWS[one as usize] as usize + code_letter(other) as usize) % 2048;
    (pair / 64, pair % 64)
}

/// For each byte that begins a code: where the pairs stand that begin with it.
const CODE_ROWS: [u16; 256] = {
    let mut rows = [0; 256];
    let mut at = 0;
    while at < 256 {
        rows[at] = CODE_LETTERS[at] as u16 % 36 * 53;
        at += 1;
    }
    rows
};

/// A letter or digit of a code, of which what looks alike is the same.
pub const fn code_letter(byte: u8) -> u8 {
    CODE_LETTERS[byte as usize]
}

const CODE_LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut at = 0;
    while at < 256 {
        #[allow(clippy::cast_possible_truncation, reason = "256 bytes")]
        let byte = at as u8;
        letters[at] = match byte {
            b'o' | b'q' => b'0',
            b'i' | b'l' => b'1',
            b's' => b'5',
            b'b' => b'8',
            b'z' => b'2',
            other => other,
        };
        at += 1;
    }
    letters
};

#[cfg(test)]
mod tests {
    use super::Starts;

    #[test]
    fn what_begins_like_a_known_value_may_be_one() {
        let mut starts: Starts<3> = Starts::none();
        assert!(!starts.may(b"hx2"));
        starts.add(b"hx249pr");
        assert!(starts.may(b"hx2") && starts.may(b"hx24"));
        assert!(!starts.may(b"hx3") && !starts.may(b"xh2"));
        // After two letters anything may come.
        starts.add(b"hx");
        assert!(starts.may(b"hx3"));
    }
}
