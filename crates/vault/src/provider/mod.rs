//! Who holds the root: whatever wraps the one key under which the partnership's keys are kept. An `age` identity in a file of its own for small
//! partnerships; a program that speaks to an HSM or a key service for others; nobody at all for a try on one machine.

mod age_identity;
mod program;

use std::path::PathBuf;

use zeroize::Zeroizing;

pub use age_identity::AgeIdentity;
pub use program::KeyProgram;

/// What the holder of the root cannot do, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// A file of the provider cannot be read.
    #[error("{path} cannot be read: {error}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why not.
        error: std::io::Error,
    },
    /// It is readable by others.
    #[error("{path} can be read by others (mode {mode:o}): run `chmod 600 {path}`, and think about who may have read it")]
    ReadableByOthers {
        /// Which.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// It holds no identity.
    #[error("{0} holds no age identity: a line that begins with AGE-SECRET-KEY-1, as `age-keygen` writes it")]
    NoIdentity(PathBuf),
    /// The identity is not the one that it was wrapped for.
    #[error("the identity in {0} does not open this key file: name the identity for which it was made")]
    WrongIdentity(PathBuf),
    /// The key cannot be wrapped.
    #[error("the key cannot be wrapped: {0}")]
    CannotWrap(String),
    /// The program cannot be run, or says that it cannot do it.
    #[error("the key program {program} cannot {what}: {why}")]
    Program {
        /// Which.
        program: String,
        /// `wrap` or `unwrap`.
        what: &'static str,
        /// What it says.
        why: String,
    },
}

/// Wraps and unwraps the key under which a partnership's keys are kept.
pub trait KeyProvider: Send + Sync {
    /// What the key file calls it: `age`, `program`, `plain`.
    fn name(&self) -> &'static str;
    /// For whom or under what it wraps, for people to read; secret to nobody.
    fn about(&self) -> String;
    /// Wraps a key of 32 bytes.
    /// # Errors
    /// The root is not there, or refuses.
    fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, ProviderError>;
    /// Unwraps what [`KeyProvider::wrap`] gave.
    /// # Errors
    /// The root is not there, refuses, or is another one.
    fn unwrap(&self, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, ProviderError>;
}

/// No root: the key lies in the key file as it is. For a try on one machine.
pub struct Plain;

impl KeyProvider for Plain {
    fn name(&self) -> &'static str {
        "plain"
    }

    fn about(&self) -> String {
        "nobody: whoever has this file has every key".to_owned()
    }

    fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, ProviderError> {
        Ok(key.to_vec())
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, ProviderError> {
        Ok(Zeroizing::new(wrapped.to_vec()))
    }
}
