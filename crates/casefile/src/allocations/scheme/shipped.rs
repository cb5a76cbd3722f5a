//! The scheme that comes with Holdfast: for a body that has not brought its own, and as an example to begin from.

use std::sync::LazyLock;

use super::{ReadScheme, Scheme};

/// Its text.
const TEXT: &str = include_str!("standard.toml");

/// The scheme that comes with Holdfast.
#[expect(clippy::expect_used, reason = "the text is part of the program, and a test reads it")]
pub fn standard() -> &'static Scheme {
    static STANDARD: LazyLock<Scheme> = LazyLock::new(|| ReadScheme::read(TEXT).expect("our own scheme is well formed").scheme);
    &STANDARD
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Circumstance;

    #[test]
    fn the_scheme_that_comes_with_holdfast_puts_somebody_who_flees_abuse_in_the_highest_band() {
        let scheme = standard();
        assert_eq!(scheme.band_for(&[Circumstance::Abuse]), scheme.bands.first());
        assert!(scheme.from.year() < 2000, "it holds on every day for which a file may need it");
    }
}
