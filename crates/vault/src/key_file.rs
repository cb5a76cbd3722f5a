//! The key file, readable by its owner only: a ring whose root somebody else holds, or in plain one line of 64 hexadecimal digits.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER_PERMISSIVE;
use zeroize::Zeroizing;

use crate::Secret;
use crate::provider::{KeyProvider, ProviderError};
use crate::ring::{self, Ring};

const HEADER: &str = "holdfast key file 1";
const LONGEST: usize = 16_384;

/// What is wrong with a key file, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It is not there.
    #[error("there is no key file at {0}: name the right one, or make a new one for a new database")]
    Missing(PathBuf),
    /// It may not overwrite one.
    #[error("there is a key file at {0} already: keep it; without it nothing that it sealed can ever be opened")]
    Exists(PathBuf),
    /// Others can read it.
    #[error(
        "the key file {path} can be read by others (mode {mode:o}): run `chmod 600 {path}`, and think about who may have read it"
    )]
    ReadableByOthers {
        /// Which.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// It is something else.
    #[error("{0} is not a Holdfast key file: its first line should be “{HEADER}”; name the right file")]
    WrongHeader(PathBuf),
    /// It has the wrong length.
    #[error("the key in {path} has {found} characters instead of 64 hexadecimal digits: restore the file from its backup")]
    WrongLength {
        /// Which.
        path: PathBuf,
        /// How many characters there are.
        found: usize,
    },
    /// Something in it is no digit.
    #[error("the key in {0} has a character that is no hexadecimal digit: restore the file from its backup")]
    NotHexadecimal(PathBuf),
    /// The file system refuses.
    #[error("the key file {path} cannot be used: {error}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why not.
        error: std::io::Error,
    },
    /// The ring does not open.
    #[error("the keys in {0} do not open: the file was changed; restore it from its backup")]
    Damaged(PathBuf),
    /// It needs somebody to open it.
    #[error("this key file is opened by {0}: name the identity (HOLDFAST_IDENTITY) or the key program (HOLDFAST_KEY_PROGRAM)")]
    NeedsProvider(String),
    /// Whoever holds the root refuses.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// No randomness.
    #[error("no key can be made: the operating system gives no randomness; nothing was written")]
    NoChance,
}

/// Reads a key file of either form; says whether it lies there in plain.
pub(crate) fn read(path: &Path, provider: Option<&dyn KeyProvider>) -> Result<(Ring, bool), KeyFileError> {
    let io = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => KeyFileError::Missing(path.into()),
        _ => KeyFileError::Io { path: path.into(), error },
    };
    let mut file = std::fs::File::open(path).map_err(io)?;
    let about = file.metadata().map_err(io)?;
    let mode = about.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyFileError::ReadableByOthers { path: path.into(), mode });
    }
    // A key file is a few thousand bytes. Anything much longer is something else, and is not read into memory.
    let mut text = Zeroizing::new(String::with_capacity(LONGEST));
    if about.len() > LONGEST as u64 || file.read_to_string(&mut text).is_err() {
        return Err(KeyFileError::WrongHeader(path.into()));
    }
    if text.starts_with(ring::HEADER) {
        let plain = text.contains("\nprovider plain\n");
        let ring = Ring::read(&text, provider)?.ok_or_else(|| KeyFileError::Damaged(path.into()))?;
        return Ok((ring, plain));
    }
    let digits = text.trim_end().strip_prefix(HEADER).and_then(|rest| rest.strip_prefix(['\n', '\r']));
    let digits = digits.ok_or_else(|| KeyFileError::WrongHeader(path.into()))?.trim();
    let found = digits.chars().count();
    if found != 64 {
        return Err(KeyFileError::WrongLength { path: path.into(), found });
    }
    let bytes = HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).map(Zeroizing::new);
    let bytes = bytes.map_err(|_| KeyFileError::NotHexadecimal(path.into()))?;
    let mut master = Secret([0; 32]);
    master.0.copy_from_slice(&bytes);
    Ok((Ring::of_master(&master), true))
}

pub(crate) fn write(path: &Path, master: &Secret) -> Result<(), KeyFileError> {
    write_new(path, &Zeroizing::new(format!("{HEADER}\n{}\n", *Zeroizing::new(HEXLOWER_PERMISSIVE.encode(&master.0)))))
}

/// Writes a key file where there is none.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<(), KeyFileError> {
    let io = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => KeyFileError::Exists(path.into()),
        _ => KeyFileError::Io { path: path.into(), error },
    };
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(io)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(io)
}

/// Writes a key file in the place of another, whole or not at all.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), KeyFileError> {
    let io = |error: std::io::Error| KeyFileError::Io { path: path.into(), error };
    let beside = path.with_extension("new");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside).map_err(io)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(io)?;
    std::fs::rename(&beside, path).map_err(io)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(io)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vault;

    fn kept(text: &str, mode: u32) -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("holdfast.key");
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        (dir, path)
    }

    fn said(text: &str, mode: u32) -> String {
        let (_dir, path) = kept(text, mode);
        Vault::from_key_file(&path).err().expect("must be refused").to_string()
    }

    #[test]
    fn a_new_key_file_is_read_back_and_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("holdfast.key");
        let made = Vault::with_new_key_file(&path).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(Vault::from_key_file(&path).unwrap().is_key_check(&made.key_check()));
        assert!(matches!(Vault::with_new_key_file(&path), Err(KeyFileError::Exists(_))));
    }

    #[test]
    fn what_is_wrong_with_a_key_file_is_said_in_plain_words() {
        let dir = tempfile::tempdir().unwrap();
        let missing = Vault::from_key_file(&dir.path().join("none")).err().expect("must be refused").to_string();
        assert!(missing.contains("there is no key file"), "{missing}");
        let key = "ab".repeat(32);
        assert!(said(&format!("{HEADER}\n{key}\n"), 0o644).contains("chmod 600"));
        assert!(said(&key, 0o600).contains("first line should be"));
        assert!(said("", 0o600).contains("first line should be"));
        assert!(said(&"x".repeat(20_000), 0o600).contains("first line should be"));
        assert!(said(&format!("{HEADER}\n{}\n", &key[..60]), 0o600).contains("60 characters"));
        assert!(said(&format!("{HEADER}\n{}zz\n", &key[..62]), 0o600).contains("no hexadecimal digit"));
        assert!(said(&format!("{HEADER}\n{}\n", "é".repeat(64)), 0o600).contains("no hexadecimal digit"));
    }

    #[test]
    fn a_key_in_capitals_is_the_same_key() {
        let (_one, lower) = kept(&format!("{HEADER}\n{}\n", "ab".repeat(32)), 0o600);
        let (_two, upper) = kept(&format!("{HEADER}\r\n{}", "AB".repeat(32)), 0o600);
        let check = Vault::from_key_file(&lower).unwrap().key_check();
        assert!(Vault::from_key_file(&upper).unwrap().is_key_check(&check));
    }
}
