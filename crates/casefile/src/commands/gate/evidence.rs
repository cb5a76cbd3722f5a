//! Evidence is fetched by bodies from bodies. It is never a condition, and never asked for twice.
//!
//! Source: Homelessness Code of Guidance ch.21; Ombudsman 19 018 743 (told to obtain a police referral), 18 008 509, 19 014 383.

use super::disclosures::on_her_side;
use crate::commands::Refusal;
use crate::facts::{Body, EvidenceKind, When, Who};
use crate::file::CaseFile;

/// The survivor, and those who help her, are not sent for papers. Proof of who she is, shown when she can, is the one thing that only she has.
pub(super) fn asked_of_a_person(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::EvidenceRequested(it) = body else { return None };
    if !on_her_side(file, it.from) || it.evidence == EvidenceKind::Identity {
        return None;
    }
    let refusal = Refusal::because("A person is not sent to fetch what a body can ask another body for.")
        .instead(
            "Ask the body that has it: police, social worker, adviser, doctor, landlord. She agrees to it once, in a safe way.",
        )
        .instead("If she offers something herself, record it as received.")
        .instead("Decide on what you have: her word is enough to act on.");
    let herself = it.from.person().is_some() && it.from.person() == file.survivor();
    Some(refusal.under(if herself { "COG21-no-blanket-proof" } else { "COG21-sources" }))
}

/// No help waits for a paper.
pub(super) fn made_a_condition(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::EvidenceRequested(it) = body else { return None };
    it.as_condition.then(|| {
        let because = match it.from {
            Who::Team(_) => "You may ask for it, but no decision waits for it.",
            Who::Person(_) => "Nothing may be made to wait for a paper that she has to bring.",
        };
        Refusal::because(because)
            .instead("Ask without making it a condition, and go on meanwhile.")
            .instead("Decide on what you have, and look again when it comes.")
            .under("COG21-no-blanket-proof")
    })
}

/// What a service has, it does not ask for again.
pub(super) fn asked_again(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::AskedAgain(_) = body else { return None };
    Some(
        Refusal::because("She is not made to hand in or tell again what a service already has.")
            .instead("Get it from the file, or from the team that has it.")
            .instead("If a page is missing or unreadable, ask the body that wrote it.")
            .under("INT-internal-referral"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id, person, team};
    use serde_json::json;

    #[test]
    fn evidence_is_fetched_by_bodies_from_bodies() {
        let scene = Scene::new();
        for (from, evidence, condition, rules) in [
            (person("she"), "police-letter", false, &["COG21-no-blanket-proof"][..]),
            (person("she"), "marac-minutes", true, &["COG21-no-blanket-proof", "COG21-no-blanket-proof"]),
            (person("her mother"), "statement", false, &["COG21-sources"]),
            (person("she"), "identity", false, &[]),
            (team("police"), "police-letter", false, &[]),
            (team("police"), "police-letter", true, &["COG21-no-blanket-proof"]),
        ] {
            let asked = json!({ "by": id("housing"), "from": from, "evidence": evidence, "as_condition": condition });
            assert_eq!(scene.refusals("2021-02-01", "evidence-requested", asked), rules, "{evidence} from {from}");
        }
    }

    #[test]
    fn she_is_not_asked_again_for_what_a_service_has() {
        assert_eq!(Scene::new().refusals("2021-02-01", "asked-again", json!({ "by": id("housing") })), ["INT-internal-referral"]);
    }
}
