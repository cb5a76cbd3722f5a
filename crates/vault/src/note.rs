//! Signed notes: a few lines of text with signatures under them, as the form `c2sp.org/signed-note` lays down, and the cosignatures of
//! witnesses, as `c2sp.org/tlog-cosignature` does. Made for the heads of the journal's tree, so that any program that knows these forms can
//! check them, and no outsider needs ours.

use std::fmt::{self, Display, Write as _};
use std::str::FromStr;

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::signing::{PublicKey, Signature};

/// The longest note that is read: sixteen signatures and more fit into it.
const LONGEST: usize = 65_536;
/// How a private key begins, as programs for signed notes write it.
const PRIVATE: &str = "PRIVATE+KEY+";

/// What of a note, or of a key for notes, is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotANote {
    /// The text is no signed note.
    #[error("this is no signed note: lines of text, an empty line, then lines that begin with “— ”")]
    Form,
    /// The text is no key for notes.
    #[error("this is no key for signed notes: it should look like name+1a2b3c4d+AZaz…")]
    Key,
    /// A name may not be used.
    #[error("a key's name may hold no spaces and no plus")]
    Name,
}

/// What a key is used for; part of its id, so that one use cannot pass for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Signs notes: the journal's own heads.
    Log,
    /// Cosigns heads with the time: a witness.
    Witness,
}

impl Use {
    const fn byte(self) -> u8 {
        match self {
            Self::Log => 0x01,
            Self::Witness => 0x04,
        }
    }

    const fn of(byte: u8) -> Option<Self> {
        match byte {
            0x01 => Some(Self::Log),
            0x04 => Some(Self::Witness),
            _ => None,
        }
    }
}

/// A key with which anybody can check notes: `name+id+key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    serves: Use,
    key: PublicKey,
}

/// What a note says about one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// The key has not signed.
    Not,
    /// It has; a witness says when, in seconds since 1970.
    Well {
        /// When a witness signed.
        at: Option<u64>,
    },
    /// There is a signature under its name, and it is wrong.
    Badly,
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

fn id(name: &str, serves: Use, key: &PublicKey) -> [u8; 4] {
    let hash = Sha256::new().chain_update(name).chain_update([b'\n', serves.byte()]).chain_update(key.0).finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

impl VerifierKey {
    /// A key under a name.
    /// # Errors
    /// The name holds a space or a plus.
    pub fn new(name: &str, serves: Use, key: PublicKey) -> Result<Self, NotANote> {
        if is_name(name) { Ok(Self { name: name.to_owned(), serves, key }) } else { Err(NotANote::Name) }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is used for.
    pub const fn serves(&self) -> Use {
        self.serves
    }

    /// What a note says about this key.
    pub fn check(&self, note: &Note) -> Signed {
        let id = id(&self.name, self.serves, &self.key);
        let mut said = Signed::Not;
        for one in note.signatures.iter().filter(|one| one.name == self.name && one.id == id) {
            let Some((at, message, bytes)) = signed_message(self.serves, &note.text, &one.bytes) else { return Signed::Badly };
            if !self.key.verifies(message.as_bytes(), &Signature(bytes)) {
                return Signed::Badly;
            }
            // Of two good cosignatures the later one counts.
            said = match said {
                Signed::Well { at: before } => Signed::Well { at: before.max(at) },
                _ => Signed::Well { at },
            };
        }
        said
    }
}

/// The message that was signed, with the time that a witness put before it, and the 64 bytes of the signature.
fn signed_message(serves: Use, text: &str, bytes: &[u8]) -> Option<(Option<u64>, String, [u8; 64])> {
    match serves {
        Use::Log => Some((None, text.to_owned(), bytes.try_into().ok()?)),
        Use::Witness => {
            let (time, signature) = bytes.split_first_chunk::<8>()?;
            let time = u64::from_be_bytes(*time);
            Some((Some(time), cosigned(time, text), signature.try_into().ok()?))
        }
    }
}

fn cosigned(seconds: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {seconds}\n{text}")
}

impl Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![self.serves.byte()];
        key.extend(self.key.0);
        write!(f, "{}+{}+{}", self.name, HEXLOWER.encode(&id(&self.name, self.serves, &self.key)), BASE64.encode(&key))
    }
}

/// A key as its text says it: the name, the use, the id, the 32 bytes.
type KeyParts<'a> = (&'a str, Use, [u8; 4], Zeroizing<[u8; 32]>);

/// Reads `name+id+key`.
fn read_key(text: &str) -> Option<KeyParts<'_>> {
    let mut parts = text.trim().splitn(3, '+');
    let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
    let id = HEXLOWER.decode(id.as_bytes()).ok()?;
    let key = Zeroizing::new(BASE64.decode(key.as_bytes()).ok()?);
    let (&serves, key) = key.split_first()?;
    if !is_name(name) {
        return None;
    }
    Some((name, Use::of(serves)?, id.try_into().ok()?, Zeroizing::new(key.try_into().ok()?)))
}

impl FromStr for VerifierKey {
    type Err = NotANote;

    fn from_str(text: &str) -> Result<Self, NotANote> {
        let (name, serves, kept, key) = read_key(text).ok_or(NotANote::Key)?;
        let key = Self { name: name.to_owned(), serves, key: PublicKey(*key) };
        if id(name, serves, &key.key) == kept { Ok(key) } else { Err(NotANote::Key) }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct OneSignature {
    name: String,
    id: [u8; 4],
    bytes: Vec<u8>,
}

/// A text with signatures under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<OneSignature>,
}

impl Note {
    /// A text that nobody has signed yet. It ends with a line break.
    pub fn unsigned(text: String) -> Self {
        Self { text, signatures: Vec::new() }
    }

    /// What was signed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds the signatures of another note over the same text. Gives how many were new; `None` where the text differs.
    pub fn join(&mut self, other: &Self) -> Option<usize> {
        if self.text != other.text {
            return None;
        }
        let before = self.signatures.len();
        for one in &other.signatures {
            if !self.signatures.contains(one) {
                self.signatures.push(one.clone());
            }
        }
        Some(self.signatures.len() - before)
    }

    /// The note with its newest signature line only: what a witness hands back.
    pub fn with_last_signature_only(&self) -> Self {
        Self { text: self.text.clone(), signatures: self.signatures.last().cloned().into_iter().collect() }
    }
}

impl Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        f.write_char('\n')?;
        for one in &self.signatures {
            let mut bytes = one.id.to_vec();
            bytes.extend(&one.bytes);
            writeln!(f, "— {} {}", one.name, BASE64.encode(&bytes))?;
        }
        Ok(())
    }
}

impl FromStr for Note {
    type Err = NotANote;

    fn from_str(note: &str) -> Result<Self, NotANote> {
        if note.len() > LONGEST || note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(NotANote::Form);
        }
        // The last empty line parts the text from the signatures.
        let at = note.rfind("\n\n").ok_or(NotANote::Form)?;
        let (text, lines) = (&note[..=at], &note[at + 2..]);
        let mut signatures = Vec::new();
        for line in lines.strip_suffix('\n').ok_or(NotANote::Form)?.split('\n') {
            let (name, bytes) = line.strip_prefix("— ").and_then(|line| line.split_once(' ')).ok_or(NotANote::Form)?;
            let bytes = BASE64.decode(bytes.as_bytes()).map_err(|_| NotANote::Form)?;
            let (id, bytes) = bytes.split_first_chunk::<4>().ok_or(NotANote::Form)?;
            if !is_name(name) || bytes.is_empty() {
                return Err(NotANote::Form);
            }
            signatures.push(OneSignature { name: name.to_owned(), id: *id, bytes: bytes.to_vec() });
        }
        Ok(Self { text: text.to_owned(), signatures })
    }
}

/// The secret half of a key for notes: the journal's, or a witness's.
pub struct NoteKey {
    name: String,
    serves: Use,
    signing: SigningKey,
}

impl NoteKey {
    pub(crate) fn from_seed(name: String, serves: Use, seed: &[u8; 32]) -> Self {
        Self { name, serves, signing: SigningKey::from_bytes(seed) }
    }

    /// A new key for a witness.
    /// # Errors
    /// The name cannot be used, or the operating system gives no randomness.
    pub fn new_witness(name: &str) -> Result<Self, NotANote> {
        if !is_name(name) {
            return Err(NotANote::Name);
        }
        let mut seed = Zeroizing::new([0; 32]);
        getrandom::fill(seed.as_mut()).map_err(|_| NotANote::Key)?;
        Ok(Self::from_seed(name.to_owned(), Use::Witness, &seed))
    }

    /// Reads what [`NoteKey::private`] wrote.
    /// # Errors
    /// It is no private key for notes.
    pub fn read(text: &str) -> Result<Self, NotANote> {
        let (name, serves, kept, seed) = text.trim().strip_prefix(PRIVATE).and_then(read_key).ok_or(NotANote::Key)?;
        let key = Self::from_seed(name.to_owned(), serves, &seed);
        if id(name, serves, &key.public()) == kept { Ok(key) } else { Err(NotANote::Key) }
    }

    /// The key as text, to be kept where only its holder can read it.
    pub fn private(&self) -> Zeroizing<String> {
        let mut key = Zeroizing::new(vec![self.serves.byte()]);
        key.extend(self.signing.to_bytes());
        let id = HEXLOWER.encode(&id(&self.name, self.serves, &self.public()));
        Zeroizing::new(format!("{PRIVATE}{}+{id}+{}\n", self.name, *Zeroizing::new(BASE64.encode(&key))))
    }

    fn public(&self) -> PublicKey {
        PublicKey(self.signing.verifying_key().to_bytes())
    }

    /// The half that anybody may know.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), serves: self.serves, key: self.public() }
    }

    /// Signs a note; a witness puts the time before it, in seconds since 1970.
    pub fn sign(&self, note: &mut Note, seconds: u64) {
        let bytes = match self.serves {
            Use::Log => self.signing.sign(note.text.as_bytes()).to_bytes().to_vec(),
            Use::Witness => {
                let mut bytes = seconds.to_be_bytes().to_vec();
                bytes.extend(self.signing.sign(cosigned(seconds, &note.text).as_bytes()).to_bytes());
                bytes
            }
        };
        let id = id(&self.name, self.serves, &self.public());
        note.signatures.push(OneSignature { name: self.name.clone(), id, bytes });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A head of Go's public checksum database and its published key: somebody else's note, checked by our code.
    const STRANGERS: &str = "go.sum database tree\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        — sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
    const STRANGERS_KEY: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

    fn log() -> NoteKey {
        NoteKey::from_seed("log.example".into(), Use::Log, &[7; 32])
    }

    fn witness() -> NoteKey {
        NoteKey::from_seed("w.example".into(), Use::Witness, &[8; 32])
    }

    fn signed_by_both() -> Note {
        let mut note = Note::unsigned("log.example\n3\nAAAA\n".into());
        log().sign(&mut note, 0);
        witness().sign(&mut note, 1_700_000_000);
        note
    }

    #[test]
    fn a_strangers_note_is_checked_with_a_strangers_key() {
        let note: Note = STRANGERS.parse().unwrap();
        let key: VerifierKey = STRANGERS_KEY.parse().unwrap();
        assert_eq!(key.to_string(), STRANGERS_KEY);
        assert_eq!(note.to_string(), STRANGERS);
        assert_eq!(key.check(&note), Signed::Well { at: None });
        let changed: Note = STRANGERS.replace("20852163", "20852164").parse().unwrap();
        assert_eq!(key.check(&changed), Signed::Badly);
    }

    #[test]
    fn a_note_and_its_keys_are_read_back() {
        let note = signed_by_both();
        assert_eq!(note.to_string().parse::<Note>().unwrap(), note);
        for key in [log(), witness()] {
            let again = NoteKey::read(&key.private()).unwrap();
            assert_eq!(again.verifier(), key.verifier());
            assert_eq!(key.verifier().to_string().parse::<VerifierKey>().unwrap(), key.verifier());
        }
        for wrong in ["", "x", "a+b+c", "w.example+00000000+BAAA", "PRIVATE+KEY+x"] {
            assert!(wrong.parse::<VerifierKey>().is_err() && NoteKey::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn one_use_of_a_key_cannot_pass_for_another() {
        let note = signed_by_both();
        assert_eq!(log().verifier().check(&note), Signed::Well { at: None });
        assert_eq!(witness().verifier().check(&note), Signed::Well { at: Some(1_700_000_000) });
        let as_log = NoteKey::from_seed("w.example".into(), Use::Log, &[8; 32]);
        assert_eq!(as_log.verifier().check(&note), Signed::Not);
        let other = NoteKey::from_seed("w.example".into(), Use::Witness, &[9; 32]);
        assert_eq!(other.verifier().check(&note), Signed::Not);
    }

    #[test]
    fn a_cosignature_is_added_to_the_head_that_it_is_about_and_to_no_other() {
        let mut note = Note::unsigned("log.example\n3\nAAAA\n".into());
        log().sign(&mut note, 0);
        let mut cosigned = note.clone();
        witness().sign(&mut cosigned, 5);
        assert_eq!(note.join(&cosigned.with_last_signature_only()), Some(1));
        assert_eq!(note.join(&cosigned), Some(0));
        assert_eq!(witness().verifier().check(&note), Signed::Well { at: Some(5) });
        assert_eq!(note.join(&Note::unsigned("log.example\n4\nAAAA\n".into())), None);
    }

    proptest! {
        #[test]
        fn a_note_changed_anywhere_is_not_signed_well(at in 0usize..10_000, bit in 0u8..7) {
            let mut bytes = signed_by_both().to_string().into_bytes();
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            let Ok(note) = String::from_utf8(bytes).map_err(|_| ()).and_then(|text| text.parse::<Note>().map_err(|_| ())) else {
                return Ok(());
            };
            let well = |key: &NoteKey| matches!(key.verifier().check(&note), Signed::Well { .. });
            prop_assert!(!(well(&log()) && well(&witness())));
        }

        #[test]
        fn no_text_makes_the_reader_stumble(text: String) {
            let _ = text.parse::<Note>();
            let _ = text.parse::<VerifierKey>();
        }
    }
}
