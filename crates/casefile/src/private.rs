//! Values that do not print.
//!
//! [`Sealed`] text has no `Debug`, `Display` or `Serialize` of its content. A fresh value holds plain text until the vault seals it on the way
//! into the journal; from then on it holds ciphertext only, and the one way back to words is the ledger's reader, which journals the look first.
//! [`Unprinted`] is for names: shown to those who may open the file, never in a log line or an error.

use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

/// Which key seals a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// What somebody said or wrote: sealed under the file's key.
    Narrative,
    /// Telephone numbers, e-mail addresses, words to use: sealed under the person's key.
    Contact,
    /// Where somebody is, was or will be: sealed under the person's key.
    Whereabouts,
}

impl Class {
    /// The word that separates the keys of one class from those of another.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Narrative => "narrative",
            Self::Contact => "contact",
            Self::Whereabouts => "whereabouts",
        }
    }

    /// Whether the value belongs to one person, and so is sealed under that person's own key.
    pub const fn is_personal(self) -> bool {
        matches!(self, Self::Contact | Self::Whereabouts)
    }
}

/// What a sealed value is about; fixes its [`Class`].
pub trait About {
    /// The class of key that seals it.
    const CLASS: Class;
    /// What it is called in documentation.
    const NAME: &'static str;
}

macro_rules! about {
    ($($(#[doc = $doc:literal])+ $name:ident $class:ident $label:literal)*) => {$(
        $(#[doc = $doc])+
        pub enum $name {}
        impl About for $name {
            const CLASS: Class = Class::$class;
            const NAME: &'static str = $label;
        }
    )*};
}

about! {
    /// Somebody's words, or an officer's account of them.
    Narrative Narrative "words (sealed)"
    /// A telephone number, an e-mail address, a word agreed for safe calls.
    ContactDetail Contact "contact detail (sealed)"
    /// An address or a place.
    Whereabouts Whereabouts "whereabouts (sealed)"
}

/// Text that must not be seen in passing. Compares and prints without telling what it holds.
pub struct Sealed<A> {
    inner: Inner,
    about: PhantomData<fn() -> A>,
}

#[derive(Clone, PartialEq, Eq)]
enum Inner {
    Fresh(String),
    Shut(Vec<u8>),
}

impl<A: About> Sealed<A> {
    /// Takes text in. It can be read again only through the ledger's reader.
    pub fn new(text: impl Into<String>) -> Self {
        Self { inner: Inner::Fresh(text.into()), about: PhantomData }
    }

    /// Whether there is anything in it; a shut value always has something.
    pub fn is_empty(&self) -> bool {
        matches!(&self.inner, Inner::Fresh(text) if text.is_empty())
    }

    /// How long fresh text is, in bytes; `None` once it is sealed.
    pub fn fresh_len(&self) -> Option<usize> {
        match &self.inner {
            Inner::Fresh(text) => Some(text.len()),
            Inner::Shut(_) => None,
        }
    }

    /// Fresh text, for whoever has just taken it in; `None` once it is sealed.
    pub fn fresh(&self) -> Option<&str> {
        match &self.inner {
            Inner::Fresh(text) => Some(text),
            Inner::Shut(_) => None,
        }
    }

    /// The ciphertext, once the value is sealed.
    pub fn ciphertext(&self) -> Option<&[u8]> {
        match &self.inner {
            Inner::Shut(bytes) => Some(bytes),
            Inner::Fresh(_) => None,
        }
    }
}

/// Makes the ciphertext for a value's new place out of the one at its old place.
pub type Relock<'a> = dyn FnMut(Class, &[u8]) -> Option<Vec<u8>> + 'a;

/// The side of a sealed value that the vault works on.
pub trait Shuttable {
    /// Which key seals it.
    fn class(&self) -> Class;
    /// The ciphertext, once sealed.
    fn shut_bytes(&self) -> Option<&[u8]>;
    /// Replaces fresh text by what `lock` makes of it; a shut value stays as it is. `false`, and unchanged, where `lock` gave nothing.
    fn shut_with(&mut self, lock: &mut dyn FnMut(Class, &str) -> Option<Vec<u8>>) -> bool;
    /// Replaces ciphertext by what `lock` makes of it, for a value that moves from one fact to the next; a fresh value stays as it is.
    /// `false`, and unchanged, where `lock` gave nothing.
    fn move_with(&mut self, lock: &mut Relock<'_>) -> bool;
}

impl<A: About> Shuttable for Sealed<A> {
    fn class(&self) -> Class {
        A::CLASS
    }

    fn shut_bytes(&self) -> Option<&[u8]> {
        self.ciphertext()
    }

    fn shut_with(&mut self, lock: &mut dyn FnMut(Class, &str) -> Option<Vec<u8>>) -> bool {
        if let Inner::Fresh(text) = &self.inner {
            match lock(A::CLASS, text) {
                Some(bytes) => self.inner = Inner::Shut(bytes),
                None => return false,
            }
        }
        true
    }

    fn move_with(&mut self, lock: &mut Relock<'_>) -> bool {
        if let Inner::Shut(bytes) = &self.inner {
            match lock(A::CLASS, bytes) {
                Some(bytes) => self.inner = Inner::Shut(bytes),
                None => return false,
            }
        }
        true
    }
}

impl<A> Clone for Sealed<A> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), about: PhantomData }
    }
}

impl<A> PartialEq for Sealed<A> {
    fn eq(&self, other: &Self) -> bool {
        self.inner == other.inner
    }
}

impl<A> std::fmt::Debug for Sealed<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹sealed›")
    }
}

const KEY: &str = "sealed";

impl<A> Serialize for Sealed<A> {
    /// Writes ciphertext. Fresh text refuses to be written: it has to go through the vault first.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        match &self.inner {
            Inner::Fresh(_) => Err(ser::Error::custom("a private value must be sealed before it is written")),
            Inner::Shut(bytes) => {
                let mut map = to.serialize_map(Some(1))?;
                map.serialize_entry(KEY, &encode(bytes))?;
                map.end()
            }
        }
    }
}

impl<'de, A: About> Deserialize<'de> for Sealed<A> {
    /// Reads ciphertext as it was written, or plain text at the edge of the house (a form, a story).
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visit<A>(PhantomData<A>);
        impl<'de, A: About> de::Visitor<'de> for Visit<A> {
            type Value = Sealed<A>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("text")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Sealed::new(text))
            }
            fn visit_map<M: de::MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let entry: Option<(String, String)> = map.next_entry()?;
                let bytes = entry.filter(|(key, _)| key == KEY).and_then(|(_, text)| decode(&text));
                let bytes = bytes.ok_or_else(|| de::Error::custom("this is not a sealed value"))?;
                Ok(Sealed { inner: Inner::Shut(bytes), about: PhantomData })
            }
        }
        from.deserialize_any(Visit(PhantomData))
    }
}

/// Hexadecimal: plain, and it survives every store and every pair of eyes.
fn encode(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn decode(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}

/// A name, or other text for the eyes of those who may open the file. It is written into the (sealed) fact, but never printed in passing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unprinted(String);

impl Unprinted {
    /// Takes text in.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, to be shown to somebody who holds a permit for the file.
    pub fn shown(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Unprinted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹name›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_text_prints_nothing_and_refuses_to_be_written() {
        let words: Sealed<Narrative> = Sealed::new("he waits outside the school");
        assert_eq!(format!("{words:?}"), "‹sealed›");
        assert!(serde_json::to_string(&words).is_err());
        assert_eq!(format!("{:?}", Unprinted::new("Asha")), "‹name›");
    }

    #[test]
    fn a_sealed_value_comes_back_as_ciphertext() {
        let mut words: Sealed<Whereabouts> = Sealed::new("12 Elm Road");
        assert!(words.shut_with(&mut |class, text| {
            assert_eq!((class, text), (Class::Whereabouts, "12 Elm Road"));
            Some(vec![0x0a, 0xff])
        }));
        let written = serde_json::to_string(&words).unwrap();
        assert_eq!(written, r#"{"sealed":"0aff"}"#);
        let back: Sealed<Whereabouts> = serde_json::from_str(&written).unwrap();
        assert_eq!(back.ciphertext(), Some(&[0x0a, 0xff][..]));
    }
}
