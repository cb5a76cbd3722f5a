//! Keyed MACs: blind indexes, chain heads and the key check.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::Secret;

/// HMAC-SHA256 over the purpose and the parts. Each is preceded by its length, so that no two lists of parts give the same bytes.
#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
pub(crate) fn mac(key: &Secret, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("a key of any length will do");
    for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_run_into_each_other() {
        let key = Secret([1; 32]);
        assert_ne!(mac(&key, "p", &[b"ab", b"c"]), mac(&key, "p", &[b"a", b"bc"]));
        assert_ne!(mac(&key, "p", &[b"a"]), mac(&key, "pa", &[]));
        assert_eq!(mac(&key, "p", &[b"a"]), mac(&key, "p", &[b"a"]));
    }
}
