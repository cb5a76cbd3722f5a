//! Written agreements under which an alleged perpetrator leaves: clear, protective, and signed by people who were free to refuse.
//!
//! Source: Ombudsman, focus report of November 2021.

use crate::commands::Refusal;
use crate::facts::{Body, When};
use crate::file::CaseFile;
use crate::separation::agreements::wanting;

/// An agreement that lacks something is not signed.
pub(super) fn signed_although_it_does_not_protect(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::AgreementSigned(it) = body else { return None };
    let missing = wanting(file, it);
    (!missing.is_empty()).then(|| {
        Refusal::because(format!("An agreement that lacks this protects nobody: {}.", missing.join("; ")))
            .instead("Write it with each of them, seen alone and with advice, and record it when it has all of this.")
            .instead("Meanwhile act on what protects them: an order, a police marker, somewhere safe. No paper takes the place of that.")
            .instead("If it has been signed as it is, record it as it was: then putting it right is owed at once.")
            .under("OMB-written-agreement")
    })
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id};
    use serde_json::json;

    const NONE: [&str; 0] = [];

    #[test]
    fn an_agreement_is_recorded_when_it_is_clear_protects_and_everybody_was_free_to_refuse() {
        let whole = json!({ "by": id("children"), "person": id("he"), "specific": true, "protects": true, "explained": true,
            "agreed": [id("she"), id("he")], "if_broken": "ring the duty officer", "look_again": "2021-03-01" });
        assert_eq!(Scene::new().refusals("2021-02-01", "agreement-signed", whole.clone()), NONE);
        for lacks in ["specific", "protects", "explained", "agreed", "if_broken", "look_again"] {
            let mut less = whole.clone();
            less.as_object_mut().unwrap().remove(lacks);
            assert_eq!(Scene::new().refusals("2021-02-01", "agreement-signed", less), ["OMB-written-agreement"], "{lacks}");
        }
        let only_him = {
            let mut less = whole;
            less["agreed"] = json!([id("he")]);
            less
        };
        let words = Scene::new().words("2021-02-01", "agreement-signed", only_him);
        assert!(words.contains("the agreement of him, of her"), "{words}");
    }
}
