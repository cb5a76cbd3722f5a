//! Keys, sealing and blind indexes. Knows no case: ids come in as sixteen bytes, values as bytes.
//!
//! ```text
//! root (age identity, or a program before an HSM or a key service)
//!  └─ wraps ─ ring key ─ seals the ring, which is the key file
//!      ├─ database key        SQLCipher's key for the whole file
//!      ├─ key check           tells a wrong key file before anything is opened
//!      ├─ blind index key     equal words find each other without being readable
//!      ├─ journal MAC key     nobody without the key file can write a file's chain anew
//!      ├─ key of heads        Ed25519, signs the heads of the log
//!      ├─ house key           secrets that belong to no file: drafts, second factors
//!      └─ wrapping key, by version ─ wraps one random key for each file and one for each person
//!                                     └─ HKDF ─ one subkey for each class: body, narrative, contact, whereabouts
//! ```
//!
//! A key file of the first form holds one master key in plain, from which all of these are made by HKDF. It serves a try on one machine.
//!
//! Destroying a wrapped key destroys everything that was sealed under it, in every backup that does not hold the wrapped key.

mod index;
mod key_file;
mod note;
mod provider;
mod ring;
mod sealing;
mod signing;

pub use key_file::KeyFileError;
pub use note::{NotANote, Note, NoteKey, Signed, Use, VerifierKey};
pub use provider::{AgeIdentity, KeyProgram, KeyProvider, Plain, ProviderError};
pub use sealing::{CannotOpen, CannotSeal, ClassKey, DataKey, Opened, Place};
pub use signing::PublicKey;

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

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

/// Holds the partnership's keys for as long as the program runs; has no `Debug` and gives nothing away.
pub struct Vault {
    blind: Secret,
    journal: Secret,
    database: Secret,
    check: Secret,
    house: DataKey,
    head_key: NoteKey,
    ring: RwLock<Kept>,
    home: Option<Home>,
}

/// The ring as it was read last.
struct Kept {
    ring: ring::Ring,
    changed: Option<Stamp>,
}

/// Where the ring is kept, and who holds its root.
struct Home {
    path: PathBuf,
    provider: Arc<dyn KeyProvider>,
}

impl Vault {
    /// Reads a key file that needs nobody to open it.
    /// # Errors
    /// The file is missing, readable by others, no key file, or needs a provider.
    pub fn from_key_file(path: &Path) -> Result<Self, KeyFileError> {
        Self::open(path, None)
    }

    /// Reads a key file, opened by the holder of its root where it has one.
    /// # Errors
    /// As [`Vault::from_key_file`], or the holder refuses.
    pub fn open(path: &Path, provider: Option<Arc<dyn KeyProvider>>) -> Result<Self, KeyFileError> {
        let changed = changed(path);
        let (ring, plain) = key_file::read(path, provider.as_deref())?;
        let provider: Arc<dyn KeyProvider> = match provider {
            Some(provider) if !plain => provider,
            _ => Arc::new(Plain),
        };
        Ok(Self::over(ring, changed, Some(Home { path: path.to_owned(), provider })))
    }

    /// Writes a new key file in plain, readable by its owner only, and opens it. Never overwrites. For a try on one machine.
    /// # Errors
    /// The file exists already or cannot be written.
    pub fn with_new_key_file(path: &Path) -> Result<Self, KeyFileError> {
        let master = Secret::random().map_err(|_| KeyFileError::NoChance)?;
        key_file::write(path, &master)?;
        Self::open(path, None)
    }

    /// Writes a new key file whose root somebody else holds, and opens it. Never overwrites.
    /// # Errors
    /// As [`Vault::with_new_key_file`], or the holder refuses.
    pub fn with_new_ring(path: &Path, provider: Arc<dyn KeyProvider>) -> Result<Self, KeyFileError> {
        let master = Secret::random().map_err(|_| KeyFileError::NoChance)?;
        let text = ring::Ring::of_master(&master).write(provider.as_ref())?;
        key_file::write_new(path, &text)?;
        Self::open(path, Some(provider))
    }

    /// A vault over a known master key: for tests.
    pub fn from_master(mut master: [u8; 32]) -> Self {
        let secret = Secret(master);
        master.zeroize();
        Self::over(ring::Ring::of_master(&secret), None, None)
    }

    fn over(ring: ring::Ring, changed: Option<Stamp>, home: Option<Home>) -> Self {
        Self {
            blind: ring.standing("blind-index"),
            journal: ring.standing("journal-mac"),
            database: ring.standing("database"),
            check: ring.standing("key-check"),
            house: DataKey::new(ring.standing("house")),
            head_key: head_key(&ring.standing("heads")),
            ring: RwLock::new(Kept { ring, changed }),
            home,
        }
    }

    /// Whether whoever has the key file has every key.
    pub fn is_plain(&self) -> bool {
        self.home.as_ref().is_none_or(|home| home.provider.name() == "plain")
    }

    /// Who holds the root: `age`, `program`, or `plain` where nobody does.
    pub fn provider(&self) -> &'static str {
        self.home.as_ref().map_or("plain", |home| home.provider.name())
    }

    /// The versions of the wrapping key that the key file holds, the newest last.
    pub fn versions(&self) -> Vec<u32> {
        self.refresh();
        self.with_ring(ring::Ring::versions)
    }

    fn with_ring<T>(&self, look: impl FnOnce(&ring::Ring) -> T) -> T {
        look(&self.ring.read().unwrap_or_else(PoisonError::into_inner).ring)
    }

    /// Reads the key file again if it has changed: another process has begun or ended a rotation.
    fn refresh(&self) {
        let Some(home) = &self.home else { return };
        let now = changed(&home.path);
        if self.ring.read().unwrap_or_else(PoisonError::into_inner).changed == now {
            return;
        }
        // A key file that cannot be read now may be in a moment; until then the keys that are known serve.
        if let Ok((ring, _)) = key_file::read(&home.path, Some(home.provider.as_ref())) {
            *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Kept { ring, changed: now };
        }
    }

    /// Changes the ring and its file together.
    fn change(&self, change: impl FnOnce(&mut ring::Ring) -> Result<(), KeyFileError>) -> Result<(), KeyFileError> {
        self.refresh();
        let mut kept = self.ring.write().unwrap_or_else(PoisonError::into_inner);
        let mut ring = kept.ring.clone();
        change(&mut ring)?;
        let mut stamp = None;
        if let Some(home) = &self.home {
            key_file::replace(&home.path, &ring.write(home.provider.as_ref())?)?;
            stamp = changed(&home.path);
        }
        *kept = Kept { ring, changed: stamp };
        Ok(())
    }

    /// Adds a new version of the wrapping key to the key file: from now on it wraps whatever is new.
    /// # Errors
    /// The key file cannot be written; nothing changed.
    pub fn add_version(&self) -> Result<(), KeyFileError> {
        self.change(ring::Ring::add_version)
    }

    /// Destroys every version of the wrapping key but the newest. What is still wrapped under an older one can never be opened again.
    /// # Errors
    /// The key file cannot be written; nothing changed.
    pub fn drop_old_versions(&self) -> Result<(), KeyFileError> {
        self.change(|ring| {
            ring.drop_old_versions();
            Ok(())
        })
    }

    /// Writes the key file anew under another root.
    /// # Errors
    /// The root refuses or the file cannot be written; nothing changed.
    pub fn move_to(&self, provider: &dyn KeyProvider) -> Result<(), KeyFileError> {
        let Some(home) = &self.home else { return Ok(()) };
        let text = self.with_ring(|ring| ring.write(provider))?;
        key_file::replace(&home.path, &text)
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
        self.refresh();
        let key = Secret::random()?;
        let wrapped = self.wrap(owner, &key.0)?;
        Ok((DataKey::new(key), wrapped))
    }

    /// Wraps under the newest version, and says which that is: the first version writes none, as it always has.
    fn wrap(&self, owner: Owner, key: &[u8]) -> Result<Vec<u8>, CannotSeal> {
        self.with_ring(|ring| {
            let (version, wrapping) = ring.newest();
            if version == 1 {
                return sealing::seal(wrapping, &owner.bytes(), key);
            }
            let mut wrapped = vec![OF_VERSION];
            wrapped.extend(version.to_be_bytes());
            wrapped.extend(sealing::seal(wrapping, &bound(owner, version), key)?);
            Ok(wrapped)
        })
    }

    /// Under which version of the wrapping key a key is wrapped.
    pub fn version_of(wrapped: &[u8]) -> u32 {
        parts(wrapped).0
    }

    /// Unwraps a key for its owner.
    /// # Errors
    /// It was wrapped for somebody else, under another key file or a version that was destroyed, or has been changed.
    pub fn unwrap(&self, owner: Owner, wrapped: &[u8]) -> Result<DataKey, CannotOpen> {
        let bytes = self.unwrapped(owner, wrapped)?;
        let mut key = Secret([0; 32]);
        if bytes.len() != 32 {
            return Err(CannotOpen);
        }
        key.0.copy_from_slice(&bytes);
        Ok(DataKey::new(key))
    }

    fn unwrapped(&self, owner: Owner, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        let (version, sealed) = parts(wrapped);
        if self.with_ring(|ring| ring.wrapping(version).is_none()) {
            self.refresh();
        }
        self.with_ring(|ring| {
            let wrapping = ring.wrapping(version).ok_or(CannotOpen)?;
            let bound = if version == 1 { owner.bytes().to_vec() } else { bound(owner, version) };
            sealing::open(wrapping, &bound, sealed)
        })
    }

    /// Wraps a key anew, under the newest version.
    /// # Errors
    /// It does not unwrap, or cannot be sealed.
    pub fn rewrap(&self, owner: Owner, wrapped: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        let key = self.unwrapped(owner, wrapped)?;
        self.wrap(owner, &key).map_err(|_| CannotOpen)
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

/// The first byte of a wrapped key that says its version.
const OF_VERSION: u8 = b'v';

/// A wrapped key's version, and what is sealed.
fn parts(wrapped: &[u8]) -> (u32, &[u8]) {
    match wrapped.split_first() {
        Some((&OF_VERSION, rest)) => match rest.split_first_chunk::<4>() {
            Some((version, sealed)) => (u32::from_be_bytes(*version), sealed),
            None => (0, rest),
        },
        _ => (1, wrapped),
    }
}

fn bound(owner: Owner, version: u32) -> Vec<u8> {
    let mut bound = owner.bytes().to_vec();
    bound.extend(version.to_be_bytes());
    bound
}

/// What tells one state of the key file from the next. The time alone does not: two changes may fall into one tick of the file system's clock.
/// A file that takes another's place has a number and, with its versions, a length of its own.
type Stamp = (SystemTime, u64, u64);

fn changed(path: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.ino(), about.len()))
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
        let ring = ring::Ring::of_master(&Secret([7; 32]));
        let names = ["database", "key-check", "blind-index", "journal-mac", "house", "heads"];
        let mut keys: std::collections::BTreeSet<_> = names.iter().map(|name| ring.standing(name).0).collect();
        keys.insert(ring.newest().1.0);
        assert_eq!(keys.len(), names.len() + 1);
    }

    /// A key program that turns every byte round: what a real one does is its own affair, how it is spoken to is ours.
    fn program(folder: &Path) -> Arc<dyn KeyProvider> {
        use std::os::unix::fs::PermissionsExt as _;
        let path = folder.join("keys.sh");
        let script = "#!/bin/sh\n[ \"$1\" = slot-1 ] || { echo 'no such slot' >&2; exit 3; }\nread line\nprintf '%s\\n' \"$line\" | base64 -d | tr '\\000-\\377' '\\200-\\377\\000-\\177' | base64 -w0\n";
        std::fs::write(&path, script).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        Arc::new(KeyProgram::new(&[path.display().to_string(), "slot-1".into()]).unwrap())
    }

    fn identity(folder: &Path, name: &str) -> PathBuf {
        use age::secrecy::ExposeSecret as _;
        use std::os::unix::fs::PermissionsExt as _;
        let path = folder.join(name);
        let secret = age::x25519::Identity::generate().to_string();
        std::fs::write(&path, format!("# made for a test\n{}\n", secret.expose_secret())).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        path
    }

    #[test]
    fn a_ring_opens_with_its_root_and_with_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let one = identity(folder.path(), "one.age");
        let other = identity(folder.path(), "other.age");
        let age = |path: &Path| Arc::new(AgeIdentity::new(path).unwrap()) as Arc<dyn KeyProvider>;
        for (name, provider) in [("age", age(&one)), ("program", program(folder.path()))] {
            let path = folder.path().join(format!("{name}.key"));
            let made = Vault::with_new_ring(&path, Arc::clone(&provider)).unwrap();
            assert!(!made.is_plain() && made.provider() == name);
            assert!(matches!(Vault::with_new_ring(&path, Arc::clone(&provider)), Err(KeyFileError::Exists(_))));
            assert!(Vault::open(&path, Some(provider)).unwrap().is_key_check(&made.key_check()));
            assert!(matches!(Vault::from_key_file(&path), Err(KeyFileError::NeedsProvider(_))));
        }
        let wrong = Vault::open(&folder.path().join("age.key"), Some(age(&other))).err().unwrap();
        assert!(wrong.to_string().contains("does not open this key file"), "{wrong}");
        let refusing = KeyProgram::new(&[folder.path().join("keys.sh").display().to_string(), "slot-2".into()]).unwrap();
        let wrong = Vault::open(&folder.path().join("program.key"), Some(Arc::new(refusing))).err().unwrap();
        assert!(wrong.to_string().contains("no such slot"), "{wrong}");
    }

    #[test]
    fn keys_move_to_another_root_and_stay_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("holdfast.key");
        let plain = Vault::with_new_key_file(&path).unwrap();
        let (_, wrapped) = plain.new_key(Owner::File([1; 16])).unwrap();
        let root = AgeIdentity::new(&identity(folder.path(), "root.age")).unwrap();
        plain.move_to(&root).unwrap();
        assert!(!std::fs::read_to_string(&path).unwrap().contains("holdfast key file 1"));
        let moved = Vault::open(&path, Some(Arc::new(root))).unwrap();
        assert!(moved.is_key_check(&plain.key_check()) && moved.unwrap(Owner::File([1; 16]), &wrapped).is_ok());
    }

    #[test]
    fn a_rotation_is_seen_by_every_process_and_ends_with_one_version() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("holdfast.key");
        let rotating = Vault::with_new_key_file(&path).unwrap();
        let serving = Vault::from_key_file(&path).unwrap();
        let owner = Owner::File([1; 16]);
        let (key, old) = serving.new_key(owner).unwrap();
        rotating.add_version().unwrap();
        assert_eq!(serving.versions(), [1, 2]);
        let (_, new) = serving.new_key(owner).unwrap();
        assert_eq!((Vault::version_of(&old), Vault::version_of(&new)), (1, 2));
        let anew = rotating.rewrap(owner, &old).unwrap();
        let place = Place { purpose: "body", file: [1; 16], fact: [2; 16], field: "words", class: "narrative", version: 1 };
        let sealed = key.seal(&place, b"she rang").unwrap();
        assert_eq!(serving.unwrap(owner, &anew).unwrap().open(&place, &sealed).unwrap().bytes(), b"she rang");
        assert!(serving.unwrap(Owner::Person([1; 16]), &anew).is_err());
        rotating.drop_old_versions().unwrap();
        assert_eq!(serving.versions(), [2]);
        let fresh = Vault::from_key_file(&path).unwrap();
        assert!(fresh.unwrap(owner, &old).is_err() && fresh.unwrap(owner, &anew).is_ok());
        assert!(fresh.is_key_check(&serving.key_check()), "the keys that stand by themselves stay");
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
