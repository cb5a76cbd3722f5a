//! Keys, sealing and blind indexes. Knows no case: ids come in as sixteen bytes, values as bytes.
//!
//! ```text
//! master key (key file)
//!  ├─ HKDF ─ database key        SQLCipher's key for the whole file
//!  ├─ HKDF ─ key check           tells a wrong key file before anything is opened
//!  ├─ HKDF ─ blind index key     equal words find each other without being readable
//!  ├─ HKDF ─ journal MAC key     nobody without the key file can write a file's chain anew
//!  ├─ HKDF ─ signing key         Ed25519, signs tree heads
//!  ├─ HKDF ─ house key           secrets that belong to no file: drafts, second factors
//!  └─ HKDF ─ wrapping key ─ wraps one random key for each file and one for each person
//!                             └─ HKDF ─ one subkey for each class: body, narrative, contact, whereabouts
//! ```
//!
//! Destroying a wrapped key destroys everything that was sealed under it, in every backup that does not hold the wrapped key.

mod index;
mod key_file;
mod note;
mod sealing;
mod signing;

pub use key_file::KeyFileError;
pub use note::{NotANote, Note, NoteKey, Signed, Use, VerifierKey};
pub use sealing::{CannotOpen, CannotSeal, ClassKey, DataKey, Opened, Place};
pub use signing::PublicKey;

use std::path::Path;

use hkdf::Hkdf;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// A 256-bit secret, wiped when it is dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Secret([u8; 32]);

impl Secret {
    /// Fresh from the operating system.
    fn random() -> Result<Self, CannotSeal> {
        let mut key = Self([0; 32]);
        getrandom::fill(&mut key.0).map_err(|_| CannotSeal)?;
        Ok(key)
    }

    /// The key that `label` separates from every other key made from this one.
    #[expect(clippy::expect_used, reason = "HKDF-SHA256 gives up to 8,160 bytes; 32 always fit")]
    fn subkey(&self, label: &str) -> Self {
        let mut key = Self([0; 32]);
        Hkdf::<Sha256>::new(Some(b"holdfast"), &self.0).expand(label.as_bytes(), &mut key.0).expect("32 bytes fit");
        key
    }
}

/// Whose key it is. Part of what a wrapped key is bound to, so that one cannot stand in for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A file.
    File([u8; 16]),
    /// A person: their contact details and whereabouts.
    Person([u8; 16]),
}

impl Owner {
    fn bytes(self) -> [u8; 17] {
        let (kind, id) = match self {
            Self::File(id) => (b'f', id),
            Self::Person(id) => (b'p', id),
        };
        let mut bytes = [kind; 17];
        bytes[1..].copy_from_slice(&id);
        bytes
    }
}

/// Holds the master key for as long as the program runs; has no `Debug` and gives nothing away.
pub struct Vault {
    wrapping: Secret,
    blind: Secret,
    journal: Secret,
    database: Secret,
    check: Secret,
    house: DataKey,
    head_key: NoteKey,
}

impl Vault {
    /// Reads a key file.
    /// # Errors
    /// The file is missing, readable by others, or no key file.
    pub fn from_key_file(path: &Path) -> Result<Self, KeyFileError> {
        Ok(Self::with_master(&key_file::read(path)?))
    }

    /// Writes a new key file, readable by its owner only, and opens it. Never overwrites.
    /// # Errors
    /// The file exists already or cannot be written.
    pub fn with_new_key_file(path: &Path) -> Result<Self, KeyFileError> {
        let master = Secret::random().map_err(|_| KeyFileError::NoChance)?;
        key_file::write(path, &master)?;
        Ok(Self::with_master(&master))
    }

    /// A vault over a known master key: for tests and for key services that hand the key over themselves.
    pub fn from_master(mut master: [u8; 32]) -> Self {
        let secret = Secret(master);
        master.zeroize();
        Self::with_master(&secret)
    }

    fn with_master(master: &Secret) -> Self {
        Self {
            wrapping: master.subkey("wrapping 1"),
            blind: master.subkey("blind index 1"),
            journal: master.subkey("journal mac 1"),
            database: master.subkey("database 1"),
            check: master.subkey("key check 1"),
            house: DataKey::new(master.subkey("house 1")),
            head_key: head_key(&master.subkey("tree head signing 1")),
        }
    }

    /// A value that belongs to this key file and tells nothing about it. Kept in the database.
    pub fn key_check(&self) -> [u8; 32] {
        index::mac(&self.check, "key check", &[b"holdfast"])
    }

    /// Whether a kept value was made with this key file.
    pub fn is_key_check(&self, kept: &[u8]) -> bool {
        self.key_check().ct_eq(kept).into()
    }

    /// SQLCipher's key, as 64 hexadecimal digits.
    pub fn database_key(&self) -> Zeroizing<String> {
        Zeroizing::new(data_encoding::HEXLOWER.encode(&self.database.0))
    }

    /// The sixteen bytes that an encrypted database file begins with: `HOLDFAST`, then eight that belong to this key file.
    /// SQLCipher takes them as its salt, which with a random 256-bit key guards nothing; so a wrong key file is told from a strange file.
    pub fn database_header(&self) -> [u8; 16] {
        let mut header = *b"HOLDFAST        ";
        header[8..].copy_from_slice(&index::mac(&self.check, "database header", &[])[..8]);
        header
    }

    /// Makes a random key for a file or a person. Gives it ready for use, and wrapped for keeping.
    /// # Errors
    /// The operating system has no randomness to give.
    pub fn new_key(&self, owner: Owner) -> Result<(DataKey, Vec<u8>), CannotSeal> {
        let key = Secret::random()?;
        let wrapped = sealing::seal(&self.wrapping, &owner.bytes(), &key.0)?;
        Ok((DataKey::new(key), wrapped))
    }

    /// Unwraps a key for its owner.
    /// # Errors
    /// It was wrapped for somebody else, under another master key, or has been changed.
    pub fn unwrap(&self, owner: Owner, wrapped: &[u8]) -> Result<DataKey, CannotOpen> {
        let bytes = sealing::open(&self.wrapping, &owner.bytes(), wrapped)?;
        let mut key = Secret([0; 32]);
        if bytes.len() != 32 {
            return Err(CannotOpen);
        }
        key.0.copy_from_slice(&bytes);
        Ok(DataKey::new(key))
    }

    /// The key for secrets that belong to no file: drafts, second factors.
    pub fn house(&self) -> &DataKey {
        &self.house
    }

    /// A value by which equal words find each other without being readable. `purpose` keeps one index apart from another.
    pub fn blind_index(&self, purpose: &str, word: &str) -> [u8; 32] {
        index::mac(&self.blind, purpose, &[word.as_bytes()])
    }

    /// A MAC over the end of a file's chain, so that a chain rewritten without the key file is found.
    pub fn journal_mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        index::mac(&self.journal, "journal head", parts)
    }

    /// Whether a kept MAC is right.
    pub fn is_journal_mac(&self, parts: &[&[u8]], kept: &[u8]) -> bool {
        self.journal_mac(parts).ct_eq(kept).into()
    }

    /// Signs the head of the journal's tree, and others' notes on what was done to it.
    pub fn sign(&self, note: &mut Note) {
        self.head_key.sign(note, 0);
    }

    /// The key with which anybody can check what [`Vault::sign`] signed. Its name is the log's origin.
    pub fn head_verifier(&self) -> VerifierKey {
        self.head_key.verifier()
    }
}

/// The key that signs heads. Its name is made from itself, so that no two partnerships have the same.
fn head_key(seed: &Secret) -> NoteKey {
    let unnamed = NoteKey::from_seed("holdfast".to_owned(), Use::Log, &seed.0);
    let id = unnamed.verifier().to_string();
    let id = id.split('+').nth(1).unwrap_or_default();
    NoteKey::from_seed(format!("holdfast/{id}"), Use::Log, &seed.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_key_serves_only_its_owner() {
        let vault = Vault::from_master([7; 32]);
        let (key, wrapped) = vault.new_key(Owner::File([1; 16])).unwrap();
        let place = Place { purpose: "body", file: [1; 16], fact: [2; 16], field: "words", class: "narrative", version: 1 };
        let sealed = key.seal(&place, b"he waits outside").unwrap();
        let again = vault.unwrap(Owner::File([1; 16]), &wrapped).unwrap();
        assert_eq!(again.open(&place, &sealed).unwrap().bytes(), b"he waits outside");
        assert!(vault.unwrap(Owner::File([3; 16]), &wrapped).is_err());
        assert!(vault.unwrap(Owner::Person([1; 16]), &wrapped).is_err());
        assert!(Vault::from_master([8; 32]).unwrap(Owner::File([1; 16]), &wrapped).is_err());
    }

    #[test]
    fn the_key_check_knows_its_own_key_file_and_no_other() {
        let vault = Vault::from_master([7; 32]);
        assert!(vault.is_key_check(&vault.key_check()));
        assert!(!Vault::from_master([8; 32]).is_key_check(&vault.key_check()));
        assert!(!vault.is_key_check(b""));
    }

    #[test]
    fn every_use_has_a_key_of_its_own() {
        let master = Secret([7; 32]);
        let labels =
            ["wrapping 1", "blind index 1", "journal mac 1", "database 1", "key check 1", "house 1", "tree head signing 1"];
        let keys: std::collections::BTreeSet<_> = labels.iter().map(|label| master.subkey(label).0).collect();
        assert_eq!(keys.len(), labels.len());
    }

    #[test]
    fn a_signed_head_is_checked_with_the_public_key_alone() {
        let vault = Vault::from_master([7; 32]);
        let mut head = Note::unsigned("a head\n".to_owned());
        vault.sign(&mut head);
        assert_eq!(vault.head_verifier().check(&head), Signed::Well { at: None });
        let other = Vault::from_master([8; 32]).head_verifier();
        assert_ne!(other.name(), vault.head_verifier().name());
        assert_eq!(other.check(&head), Signed::Not);
    }
}
