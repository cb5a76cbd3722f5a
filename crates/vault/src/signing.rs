//! Ed25519 over tree heads, so that an outsider can hold the partnership to its journal.

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};

use crate::Secret;

pub(crate) struct Signer(SigningKey);

impl Signer {
    pub(crate) fn new(seed: &Secret) -> Self {
        Self(SigningKey::from_bytes(&seed.0))
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Signature {
        Signature(self.0.sign(message).to_bytes())
    }

    pub(crate) fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }
}

/// A signature: 64 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

/// The key with which a signature is checked: 32 bytes that anybody may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// Whether the signature is over this message and made with this key's secret half.
    pub fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(message, &ed25519_dalek::Signature::from_bytes(&signature.0)).is_ok())
    }
}
