//! Passwords: hashed with Argon2id, never kept, never compared in a hurry.

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use casefile::commands::Refusal;

use super::CannotSignIn;
use crate::CannotAct;

/// How passwords are hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passwords {
    /// Memory, in kibibytes.
    memory: u32,
    /// Passes over it.
    passes: u32,
}

impl Passwords {
    /// 19 MiB, two passes, one lane.
    pub const fn strong() -> Self {
        Self { memory: 19 * 1024, passes: 2 }
    }

    /// As little as there can be, for tests.
    pub(crate) const fn light() -> Self {
        Self { memory: 8, passes: 1 }
    }

    fn hasher(self) -> Result<Argon2<'static>, CannotSignIn> {
        let params = Params::new(self.memory, self.passes, 1, None).map_err(|_| CannotSignIn::Busy)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    /// Hashes a password, off the threads that serve pages.
    pub(crate) async fn hash(self, password: String) -> Result<String, CannotAct> {
        let hashed = tokio::task::spawn_blocking(move || self.hash_now(&password)).await;
        hashed.ok().and_then(Result::ok).ok_or_else(|| {
            Refusal::because("The password could not be hashed just now.").instead("Try again in a minute.").into()
        })
    }

    fn hash_now(self, password: &str) -> Result<String, CannotSignIn> {
        self.hasher()?.hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|_| CannotSignIn::Busy)
    }

    /// Whether this is the password that was hashed. Where there is none to compare with, works as long and says no.
    pub(crate) async fn is(self, password: String, kept: Option<String>) -> Result<bool, CannotSignIn> {
        tokio::task::spawn_blocking(move || {
            let nobody = kept.is_none();
            let kept = match kept {
                Some(kept) => kept,
                None => self.nobodys()?,
            };
            let parsed = PasswordHash::new(&kept).map_err(|_| CannotSignIn::Busy)?;
            let right = self.hasher()?.verify_password(password.as_bytes(), &parsed).is_ok();
            Ok(right && !nobody)
        })
        .await
        .map_err(|_| CannotSignIn::Busy)?
    }

    /// The hash of a password that nobody has.
    fn nobodys(self) -> Result<String, CannotSignIn> {
        static STRONG: OnceLock<String> = OnceLock::new();
        static LIGHT: OnceLock<String> = OnceLock::new();
        let kept = if self == Self::strong() { &STRONG } else { &LIGHT };
        if let Some(hash) = kept.get() {
            return Ok(hash.clone());
        }
        let hash = self.hash_now("nobody has this password")?;
        Ok(kept.get_or_init(|| hash).clone())
    }
}

impl crate::House {
    /// A password to begin with: twenty letters and digits that are not mistaken for one another, in groups of four.
    pub fn new_password(&self) -> String {
        const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789!";
        let drawn: [u8; 20] = self.random();
        let letters: Vec<char> = drawn.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

/// The shortest password, in characters.
const SHORTEST: usize = 12;

/// Words with which guessing begins.
const GUESSED_FIRST: &[&str] = &["password", "holdfast", "qwerty", "letmein", "welcome", "12345678", "abcdefgh", "council"];

/// Whether a password is strong enough to be given.
/// # Errors
/// Says what to change.
pub fn is_strong_enough(password: &str, sign_in: &str) -> Result<(), CannotAct> {
    let lower = password.to_lowercase();
    let same = password.chars().next().is_some_and(|first| password.chars().all(|letter| letter == first));
    let because = if password.chars().count() < SHORTEST {
        format!("A password has at least {SHORTEST} characters.")
    } else if password.chars().count() > 200 {
        "A password has at most 200 characters.".to_owned()
    } else if same
        || GUESSED_FIRST
            .iter()
            .any(|word| lower.replace(['0', '1', '3', '@'], "").starts_with(word) && lower.len() < word.len() + 8)
    {
        "This password would be guessed among the first.".to_owned()
    } else if !sign_in.is_empty() && lower.contains(&sign_in.to_lowercase()) {
        "A password does not hold the name with which you sign in.".to_owned()
    } else {
        return Ok(());
    };
    Err(Refusal::because(because).instead("Take three or four words that have nothing to do with one another.").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_not_given() {
        for weak in ["short", "aaaaaaaaaaaaaa", "password1234", "amara.housing2026", &"x y".repeat(100)] {
            assert!(is_strong_enough(weak, "amara.housing").is_err(), "{weak}");
        }
        assert!(is_strong_enough("lamp river saddle fog", "amara.housing").is_ok());
        assert!(is_strong_enough("Kürbis-Mond-Leiter", "amara.housing").is_ok());
    }

    #[tokio::test]
    async fn nobodys_password_is_never_right() {
        let light = Passwords::light();
        let kept = light.hash("lamp river saddle fog".to_owned()).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$"));
        assert!(light.is("lamp river saddle fog".to_owned(), Some(kept.clone())).await.unwrap());
        assert!(!light.is("lamp river saddle frog".to_owned(), Some(kept)).await.unwrap());
        assert!(!light.is("nobody has this password".to_owned(), None).await.unwrap());
    }

    #[test]
    fn real_passwords_are_hashed_with_19_mib_and_two_passes() {
        assert!(Passwords::strong().hash_now("x").unwrap().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }
}
