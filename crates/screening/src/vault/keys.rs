//! Keys that never leave the vault, and those it gives to the screen, from one master key.

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;

use crate::cards::{ListKey, LogKey, SealKey, mac_of};
use crate::screen::ScreenKeys;

/// What companions, covers and decoys are drawn with.
#[derive(Clone)]
pub struct VaultKeys {
    companion: [u8; 32],
    decoy: [u8; 32],
    pub(super) seal: SealKey,
}

impl VaultKeys {
    /// The keys of both sides. The master key is kept in the vault's key store and comes in from there.
    #[expect(clippy::missing_panics_doc, reason = "32 bytes are never too many to ask for")]
    pub fn from_master(master: &[u8; 32]) -> (Self, ScreenKeys) {
        let derive = |label: &str| {
            let mut key = [0; 32];
            #[expect(clippy::expect_used, reason = "HKDF-SHA256 gives up to 8,160 bytes, and 32 are asked for")]
            Hkdf::<Sha256>::new(Some(b"holdfast screening"), master).expand(label.as_bytes(), &mut key).expect("32 bytes fit");
            key
        };
        let seal = SealKey::new(derive("seal v1"));
        let screen = ScreenKeys { seal: seal.clone(), list: ListKey::new(derive("list v1")), log: LogKey::new(derive("log v1")) };
        (Self { companion: derive("comp v1"), decoy: derive("decoy v1"), seal }, screen)
    }

    pub(super) fn companion_bits(&self, parts: &[&[u8]]) -> u32 {
        first_bits(&self.companion, parts)
    }

    pub(super) fn decoy_bits(&self, parts: &[&[u8]]) -> u32 {
        first_bits(&self.decoy, parts)
    }
}

fn first_bits(key: &[u8; 32], parts: &[&[u8]]) -> u32 {
    let [a, b, c, d, ..] = mac_of(key, parts);
    u32::from_le_bytes([a, b, c, d])
}

impl fmt::Debug for VaultKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VaultKeys(‹sealed›)")
    }
}
