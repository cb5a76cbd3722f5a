//! One-time codes: six digits that change every thirty seconds (RFC 6238), as every authenticator application shows them.

use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;
use totp_rs::{Builder, Totp};

/// What an officer puts into an authenticator application. Shown once.
#[derive(Clone)]
pub struct Enrolment {
    /// The address that a QR code holds.
    pub url: String,
    /// The secret, to be typed where there is no camera; in groups of four.
    pub secret: String,
}

impl Enrolment {
    pub(crate) fn of(sign_in: &str, secret: [u8; 20]) -> Self {
        let letters = BASE32_NOPAD.encode(&secret);
        let name: String =
            sign_in.chars().filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_')).collect();
        let groups: Vec<&str> = (0..letters.len()).step_by(4).map(|at| &letters[at..(at + 4).min(letters.len())]).collect();
        Self { url: format!("otpauth://totp/Holdfast:{name}?secret={letters}&issuer=Holdfast"), secret: groups.join(" ") }
    }
}

fn totp(secret: &[u8]) -> Totp {
    Builder::new().with_secret(secret.to_vec()).build_noncompliant()
}

fn seconds(moment: Timestamp) -> u64 {
    moment.as_second().unsigned_abs()
}

/// The step whose code this is, the present one and its neighbours considered; `None` where the code is not right.
pub(super) fn step_of(secret: &[u8], code: &str, now: Timestamp) -> Option<u64> {
    let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    totp(secret).check(&digits, seconds(now))
}

/// The code that a secret gives at a moment: what an authenticator application would show.
pub fn code_at(secret: &[u8], now: Timestamp) -> String {
    totp(secret).generate(seconds(now)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_right_for_a_minute_and_a_half_and_not_longer() {
        let secret = [7; 20];
        let now: Timestamp = "2026-06-01T09:00:00Z".parse().unwrap();
        let code = code_at(&secret, now);
        assert_eq!(code.len(), 6);
        let step = step_of(&secret, &code, now);
        assert!(step.is_some());
        assert_eq!(step_of(&secret, &format!("{} {}", &code[..3], &code[3..]), now + jiff::SignedDuration::from_secs(30)), step);
        assert_eq!(step_of(&secret, &code, now + jiff::SignedDuration::from_secs(61)), None);
        for wrong in ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"] {
            assert_eq!(step_of(&secret, wrong, now), None, "{wrong}");
        }
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238 appendix B, the last six of its eight digits.
        let secret = b"12345678901234567890";
        for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(code_at(secret, Timestamp::from_second(at).unwrap()), code);
        }
    }
}
