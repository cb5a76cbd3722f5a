//! Sealing: XChaCha20-Poly1305. What is sealed opens only in the place that it was sealed for.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::Secret;

/// The form of sealed bytes: this byte, 24 bytes of nonce, the ciphertext with its tag.
const FORM: u8 = 1;
const NONCE: usize = 24;

/// Where a value belongs. It opens nowhere else: not in another file, fact, field, class or version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// What the value is for: `"fact"`, `"draft"` ...
    pub purpose: &'a str,
    /// The file's id; zeros where there is none.
    pub file: [u8; 16],
    /// The id of the fact, or of whatever else holds the value.
    pub fact: [u8; 16],
    /// The field.
    pub field: &'a str,
    /// The class of value: separates the keys too.
    pub class: &'a str,
    /// The version of the key.
    pub version: u16,
}

impl Place<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(96);
        for part in [self.purpose.as_bytes(), &self.file, &self.fact, self.field.as_bytes(), self.class.as_bytes()] {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part);
        }
        bytes.extend(self.version.to_be_bytes());
        bytes
    }
}

/// A value did not open. Says no more, so that nothing can be pieced together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this sealed value does not open: it was changed, moved from its place, or its key is not here")]
pub struct CannotOpen;

/// A value could not be sealed, and so nothing may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nothing can be sealed: the operating system gives no randomness, or the value is too long; nothing was written")]
pub struct CannotSeal;

/// What was sealed, in plain; wiped when it is dropped. Has no `Debug` of its content.
pub struct Opened(Zeroizing<Vec<u8>>);

impl Opened {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text.
    /// # Errors
    /// The bytes are no text.
    pub fn text(&self) -> Result<&str, CannotOpen> {
        std::str::from_utf8(&self.0).map_err(|_| CannotOpen)
    }
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹opened›")
    }
}

/// The key of one file, one person, or the house. Each class of value has a subkey of its own.
#[derive(Clone)]
pub struct DataKey {
    root: Secret,
}

impl DataKey {
    pub(crate) fn new(root: Secret) -> Self {
        Self { root }
    }

    /// Seals a value for its place.
    /// # Errors
    /// No randomness, or the value is longer than the cipher takes.
    pub fn seal(&self, place: &Place<'_>, plain: &[u8]) -> Result<Vec<u8>, CannotSeal> {
        seal(&self.root.subkey(place.class), &place.bytes(), plain)
    }

    /// Seals a value so that the same value in the same place always gives the same bytes: for views, which are made again and compared.
    /// The nonce is a MAC over place and value; it tells that a value has not changed, and nothing else.
    /// # Errors
    /// The value is longer than the cipher takes.
    pub fn seal_alike(&self, place: &Place<'_>, plain: &[u8]) -> Result<Vec<u8>, CannotSeal> {
        let key = self.root.subkey(place.class);
        let mac = crate::index::mac(&key, "nonce", &[&place.bytes(), plain]);
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&mac[..NONCE]);
        seal_with(&key, nonce, &place.bytes(), plain)
    }

    /// Opens a value in its place.
    /// # Errors
    /// It was sealed for another place or under another key, or has been changed.
    pub fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Opened, CannotOpen> {
        open(&self.root.subkey(place.class), &place.bytes(), sealed).map(Opened)
    }

    /// A key for many values of one class, so that the subkey is made once.
    pub fn for_class(&self, class: &'static str) -> ClassKey {
        ClassKey { key: self.root.subkey(class), class }
    }
}

/// One class's subkey of a [`DataKey`].
pub struct ClassKey {
    key: Secret,
    class: &'static str,
}

impl ClassKey {
    /// Seals a value for its place; the place's class is this key's.
    /// # Errors
    /// As [`DataKey::seal`].
    pub fn seal(&self, place: &Place<'_>, plain: &[u8]) -> Result<Vec<u8>, CannotSeal> {
        seal(&self.key, &Place { class: self.class, ..*place }.bytes(), plain)
    }

    /// Opens a value in its place; the place's class is this key's.
    /// # Errors
    /// As [`DataKey::open`].
    pub fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Opened, CannotOpen> {
        open(&self.key, &Place { class: self.class, ..*place }.bytes(), sealed).map(Opened)
    }
}

pub(crate) fn seal(key: &Secret, bound_to: &[u8], plain: &[u8]) -> Result<Vec<u8>, CannotSeal> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).map_err(|_| CannotSeal)?;
    seal_with(key, nonce, bound_to, plain)
}

fn seal_with(key: &Secret, nonce: [u8; NONCE], bound_to: &[u8], plain: &[u8]) -> Result<Vec<u8>, CannotSeal> {
    let cipher = XChaCha20Poly1305::new(&key.0.into());
    let body = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: bound_to }).map_err(|_| CannotSeal)?;
    let mut sealed = Vec::with_capacity(1 + NONCE + body.len());
    sealed.push(FORM);
    sealed.extend(nonce);
    sealed.extend(body);
    Ok(sealed)
}

pub(crate) fn open(key: &Secret, bound_to: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
    let (&form, rest) = sealed.split_first().ok_or(CannotOpen)?;
    let (nonce, body) = rest.split_first_chunk::<NONCE>().ok_or(CannotOpen)?;
    if form != FORM {
        return Err(CannotOpen);
    }
    let cipher = XChaCha20Poly1305::new(&key.0.into());
    let plain = cipher.decrypt(&XNonce::from(*nonce), Payload { msg: body, aad: bound_to }).map_err(|_| CannotOpen)?;
    Ok(Zeroizing::new(plain))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLACE: Place<'static> =
        Place { purpose: "fact", file: [1; 16], fact: [2; 16], field: "words", class: "narrative", version: 1 };

    fn key() -> DataKey {
        DataKey::new(Secret([9; 32]))
    }

    #[test]
    fn a_value_moved_from_its_place_does_not_open() {
        let sealed = key().seal(&PLACE, b"12 Elm Road").unwrap();
        assert_eq!(key().open(&PLACE, &sealed).unwrap().text().unwrap(), "12 Elm Road");
        let elsewhere = [
            Place { purpose: "draft", ..PLACE },
            Place { file: [3; 16], ..PLACE },
            Place { fact: [3; 16], ..PLACE },
            Place { field: "why", ..PLACE },
            Place { class: "contact", ..PLACE },
            Place { version: 2, ..PLACE },
        ];
        for place in elsewhere {
            assert_eq!(key().open(&place, &sealed).err(), Some(CannotOpen), "{place:?}");
        }
        assert!(DataKey::new(Secret([8; 32])).open(&PLACE, &sealed).is_err());
    }

    #[test]
    fn the_same_words_are_never_sealed_alike() {
        assert_ne!(key().seal(&PLACE, b"same").unwrap(), key().seal(&PLACE, b"same").unwrap());
    }

    #[test]
    fn what_a_view_seals_comes_out_the_same_again() {
        let first = key().seal_alike(&PLACE, b"Asha").unwrap();
        assert_eq!(first, key().seal_alike(&PLACE, b"Asha").unwrap());
        assert_ne!(first[..25], key().seal_alike(&PLACE, b"Asma").unwrap()[..25]);
        assert_ne!(first, key().seal_alike(&Place { file: [7; 16], ..PLACE }, b"Asha").unwrap());
        assert_eq!(key().open(&PLACE, &first).unwrap().bytes(), b"Asha");
    }

    #[test]
    fn a_class_key_is_the_same_key_made_once() {
        let sealed = key().for_class("narrative").seal(&PLACE, b"words").unwrap();
        assert_eq!(key().open(&PLACE, &sealed).unwrap().bytes(), b"words");
        assert!(key().for_class("contact").open(&PLACE, &sealed).is_err());
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_and_what_is_changed_does_not(plain: Vec<u8>, at: usize, bit in 0u8..8) {
            let mut sealed = key().seal(&PLACE, &plain).unwrap();
            let opened = key().open(&PLACE, &sealed).unwrap();
            prop_assert_eq!(opened.bytes(), &plain[..]);
            let at = at % sealed.len();
            sealed[at] ^= 1 << bit;
            prop_assert!(key().open(&PLACE, &sealed).is_err());
        }

        #[test]
        fn strangers_bytes_never_open(bytes: Vec<u8>) {
            prop_assert!(key().open(&PLACE, &bytes).is_err());
        }
    }
}
