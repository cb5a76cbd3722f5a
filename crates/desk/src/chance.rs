//! Where chance comes in.

use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

/// A source of random bytes.
pub trait Chance: Send + Sync {
    /// Fills with random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct FromTheSystem;

impl Chance for FromTheSystem {
    #[expect(
        clippy::expect_used,
        reason = "a system without randomness can neither seal nor sign anybody in: stopping is the only safe answer"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}

/// The same bytes on every run, for tests.
#[derive(Debug)]
pub struct Seeded(Mutex<u64>);

impl Seeded {
    /// Begins with a seed.
    pub fn with(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        let mut count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(32) {
            *count = count.wrapping_add(1);
            let drawn = Sha256::digest(count.to_be_bytes());
            chunk.copy_from_slice(&drawn[..chunk.len()]);
        }
    }
}
