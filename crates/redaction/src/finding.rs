//! Finding: each room knows one kind of detail, looks at the tokens, and says what it takes for one, whose, why and how sure. Nobody decides here;
//! that is for [`crate::weighing`].

pub mod addresses;
pub mod codes;
pub mod context;
pub mod dates;
pub mod indirect;
pub mod mails;
pub mod names;
pub mod numbers;
pub mod places;
pub mod spoken;
pub mod strangers;
pub mod table;
mod turns;

use crate::known::words::Word;
use crate::known::{Known, What, Whose};
use crate::lexicon::{Class, Lexicon};
use crate::reading::{Gap, Reading, Shape, Token};

/// How sure it is that something tells what must not be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sure {
    /// It may be: somebody has to look.
    Possible,
    /// Most probably; taken out, and shown.
    Likely,
    /// The value itself.
    Certain,
}

impl Sure {
    /// In a word.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// Why something was taken for a detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each has its words in `label`")]
pub enum Why {
    Whole,
    Spelling,
    Near,
    NameParts,
    GivenAlone,
    SurnameAlone,
    SurnameShared,
    Initialled,
    Titled,
    FirstLetters,
    AlsoAWord,
    Day,
    DayInOtherOrder,
    DayWithoutYear,
    EndOfNumber,
    PartOfCode,
    StreetAndNumber,
    StreetAlone,
    AroundStreet,
    OwnWords,
    PartOfMail,
    FormOfPhone,
    FormOfMail,
    FormOfAddress,
    FormOfPostcode,
    FormOfCode,
    Announced,
    InColumn,
    NamedBefore,
    LooksLikeAName,
    Describes,
    Theirs,
}

impl Why {
    /// In words for whoever checks it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Whole => "the value itself",
            Self::Spelling => "the value, spelled or spaced otherwise",
            Self::Near => "the value with a slip of the pen or a misread letter",
            Self::NameParts => "parts of the name together",
            Self::GivenAlone => "the first name, or a name the person goes by",
            Self::SurnameAlone => "the surname by itself",
            Self::SurnameShared => "a surname that the recipient has too",
            Self::Initialled => "initial and surname",
            Self::Titled => "title and surname",
            Self::FirstLetters => "the first letters of the name",
            Self::AlsoAWord => "a name that is also a word; the words around it decide",
            Self::Day => "the day of birth",
            Self::DayInOtherOrder => "the day of birth with month and day changed round",
            Self::DayWithoutYear => "the day of birth without its year",
            Self::EndOfNumber => "a part of the number",
            Self::PartOfCode => "a part of the registration or postcode",
            Self::StreetAndNumber => "the street with the number",
            Self::StreetAlone => "the street",
            Self::AroundStreet => "where the street is",
            Self::OwnWords => "the words of the name that are its own",
            Self::PartOfMail => "a part of the e-mail address or account",
            Self::FormOfPhone => "has the form of a telephone number",
            Self::FormOfMail => "has the form of an e-mail address",
            Self::FormOfAddress => "has the form of an address",
            Self::FormOfPostcode => "has the form of a postcode",
            Self::FormOfCode => "has the form of such a number",
            Self::Announced => "announced by the word before it",
            Self::InColumn => "stands in a column of such details",
            Self::NamedBefore => "named elsewhere in the document",
            Self::LooksLikeAName => "looks like a name",
            Self::Describes => "describes a home, a place or a person so that somebody may recognise it",
            Self::Theirs => "the recipient's or an official's own",
        }
    }
}

/// Something that one room takes for a detail.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Where in the plain text it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Whose.
    pub whose: Whose,
    /// What.
    pub what: What,
    /// Why.
    pub why: Why,
    /// How sure.
    pub sure: Sure,
    /// Who else has it: so many in [`Page::shared`], from which on.
    pub shared: (u32, u16),
}

/// A text with what is known, while it is looked through.
pub struct Page<'a> {
    /// Its tokens.
    tokens: &'a [Token],
    /// Its plain bytes in small letters.
    small: &'a [u8],
    /// What is known.
    pub known: &'a Known,
    /// Which tokens the rooms have to look at.
    pub marked: Marked,
    /// What has been found.
    pub found: Vec<Candidate>,
    /// Who else has what was found, where several do.
    pub shared: Vec<Whose>,
    /// Which cells a table has, where it is one.
    pub cells: table::Cells,
    /// Full days that stand in the text, for those who look for strangers' birthdays: from token, to token.
    pub days: Vec<(u32, u32)>,
    /// Numbers that nobody known has: from token, to token, the digits.
    pub numbers: Vec<numbers::Run>,
}

/// Which tokens each room has to look at, in order. They are marked in one go, so that no room goes through all the others.
#[derive(Debug, Default)]
pub struct Marked {
    /// Known words.
    pub known: Vec<u32>,
    /// Kinds of street.
    pub roads: Vec<u32>,
    /// Tokens with a large first letter.
    pub large: Vec<u32>,
    /// Words in small letters that nobody knows, as far as they were not judged to be of the language.
    pub strange: Vec<u32>,
    /// Digits, and what may be read as a number or a day.
    pub numeric: Vec<u32>,
    /// What begins the name of an e-mail provider.
    pub hosts: Vec<u32>,
    /// Homes and places, and what may stand for one.
    pub houses: Vec<u32>,
    /// Names of columns at the beginning of a line.
    pub headings: Vec<u32>,
}

impl Marked {
    fn of(tokens: &[Token]) -> Self {
        const NUMERIC: Class = Class::SPOKEN.or(Class::MONTH).or(Class::NUMBER).or(Class::ORDINAL);
        let mut marked = Self::default();
        for list in [&mut marked.known, &mut marked.large, &mut marked.numeric, &mut marked.strange] {
            list.reserve(tokens.len() / 3 + 8);
        }
        for (at, token) in (0_u32..).zip(tokens) {
            let class = token.class;
            if token.known != 0 {
                marked.known.push(at);
            }
            if token.is_digits() {
                marked.numeric.push(at);
                if token.gap.has(Gap::AT) {
                    marked.hosts.push(at);
                }
                continue;
            }
            if token.is_capital() {
                marked.large.push(at);
            } else if token.known == 0 && token.len() >= 3 && !token.shape.is(Shape::JUDGED | Shape::WORD) {
                marked.strange.push(at);
            }
            // Letters that a scanner made of digits have others at their side.
            let glued = || tokens.get(at as usize + 1).is_some_and(|next| next.gap.is_none());
            if class.has(NUMERIC) || token.len() <= 3 && glued() {
                marked.numeric.push(at);
            }
            if token.gap.has(Gap::AT) || token.hash == mails::AT || token.hash == mails::MONKEY {
                marked.hosts.push(at);
            }
            if class.has(Class::ROAD.or(Class::HOUSE).or(Class::SPOKEN).or(Class::COLUMN)) {
                if class.has(Class::ROAD) {
                    marked.roads.push(at);
                }
                if class.has(Class::HOUSE.or(Class::SPOKEN)) {
                    marked.houses.push(at);
                }
                if class.has(Class::COLUMN) && token.gap.has(Gap::LINE) {
                    marked.headings.push(at);
                }
            }
        }
        marked
    }
}

impl<'a> Page<'a> {
    /// A text that nobody has looked at.
    pub fn new(reading: &'a Reading<'a>, known: &'a Known) -> Self {
        let tokens = reading.tokens.as_slice();
        Self {
            tokens,
            small: reading.small(),
            known,
            marked: Marked::of(tokens),
            found: Vec::with_capacity(tokens.len() / 4 + 16),
            shared: Vec::new(),
            cells: table::Cells::default(),
            days: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// The tokens.
    pub const fn tokens(&self) -> &'a [Token] {
        self.tokens
    }

    /// The plain text in small letters.
    pub const fn small(&self) -> &'a [u8] {
        self.small
    }

    /// A token, if there are so many.
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The small letters of a token; of one that was mended, those of the known word.
    pub fn word(&self, at: usize) -> &'a [u8] {
        let Some(token) = self.token(at) else { return &[] };
        if token.shape.0 & (Shape::MENDED | Shape::NEAR) != 0 && token.known != 0 {
            return self.known.words.get(token.known).map_or(&[], |word| &word.text);
        }
        &self.small[token.range()]
    }

    /// Whether a token, as it stands, is a word that people write in small letters.
    pub fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            if token.shape.is(Shape::JUDGED) {
                return token.shape.is(Shape::WORD);
            }
            Lexicon::is_known_word(token.class, token.hash, &self.small[token.range()])
        })
    }

    /// What kind of word a token is.
    pub fn class(&self, at: usize) -> Class {
        self.token(at).map_or(Class::NONE, |token| token.class)
    }

    /// The gap before a token; before one that is not there, the end of a line.
    pub fn gap(&self, at: usize) -> Gap {
        self.token(at).map_or(Gap::LINE, |token| token.gap)
    }

    /// The known word that a token is.
    pub fn known_word(&self, at: usize) -> Option<&'a Word> {
        let token = self.token(at)?;
        self.known.words.get(token.known)
    }

    /// Whether any of the tokens before this, up to so many and within the sentence, is of this class.
    pub fn before(&self, at: usize, far: usize, class: Class) -> bool {
        (at.saturating_sub(far)..at).any(|place| self.class(place).has(class))
    }

    /// Takes tokens for something, from the first to the last of them.
    pub fn take(&mut self, from: usize, to: usize, holder: u16, what: What, why: Why, sure: Sure) {
        let whose = self.known.whose(holder);
        self.take_as(from, to, whose, what, why, sure);
    }

    /// As [`Page::take`], for nobody known.
    pub fn take_as(&mut self, from: usize, to: usize, whose: Whose, what: What, why: Why, sure: Sure) {
        let (Some(first), Some(last)) = (self.token(from), self.token(to)) else { return };
        let why = if whose.stays() { Why::Theirs } else { why };
        self.found.push(Candidate { start: first.start, end: last.end, whose, what, why, sure, shared: (0, 0) });
    }

    /// As [`Page::take`], for several who share it.
    pub fn take_for(&mut self, from: usize, to: usize, holders: &[u16], what: What, why: Why, sure: Sure) {
        let Some((first, others)) = holders.split_first() else { return };
        self.take(from, to, *first, what, why, sure);
        let from = u32::try_from(self.shared.len()).unwrap_or(u32::MAX);
        self.shared.extend(others.iter().map(|holder| self.known.whose(*holder)));
        if let Some(last) = self.found.last_mut() {
            last.shared = (from, u16::try_from(others.len()).unwrap_or(u16::MAX));
        }
    }
}
