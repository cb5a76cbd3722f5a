//! An `age` identity (`age-encryption.org`): a file that `age-keygen` makes, kept apart from the key file.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use age::x25519::{Identity, Recipient};
use zeroize::Zeroizing;

use super::{KeyProvider, ProviderError};

/// Opens with the identity in a file, and wraps for it.
pub struct AgeIdentity {
    path: PathBuf,
    recipient: Recipient,
}

impl AgeIdentity {
    /// The identity in a file.
    /// # Errors
    /// The file is readable by others or holds no identity.
    pub fn new(path: &Path) -> Result<Self, ProviderError> {
        Ok(Self { path: path.to_owned(), recipient: identity(path)?.to_public() })
    }
}

fn identity(path: &Path) -> Result<Identity, ProviderError> {
    let cannot = |error| ProviderError::Unreadable { path: path.to_owned(), error };
    let mode = std::fs::metadata(path).map_err(cannot)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(ProviderError::ReadableByOthers { path: path.to_owned(), mode });
    }
    let text = Zeroizing::new(std::fs::read_to_string(path).map_err(cannot)?);
    let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    line.and_then(|line| line.parse().ok()).ok_or_else(|| ProviderError::NoIdentity(path.to_owned()))
}

impl KeyProvider for AgeIdentity {
    fn name(&self) -> &'static str {
        "age"
    }

    fn about(&self) -> String {
        self.recipient.to_string()
    }

    fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, ProviderError> {
        age::encrypt(&self.recipient, key).map_err(|why| ProviderError::CannotWrap(why.to_string()))
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, ProviderError> {
        let identity = identity(&self.path)?;
        age::decrypt(&identity, wrapped).map(Zeroizing::new).map_err(|_| ProviderError::WrongIdentity(self.path.clone()))
    }
}
