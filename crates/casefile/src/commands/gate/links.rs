//! Telling another body where she is: only after somebody has looked whether it is linked to the alleged perpetrator.
//!
//! Source: Housing Act 1996 ss.208 and 213AA, which make no exception for abuse; the check is what keeps them safe.

use crate::commands::Refusal;
use crate::commands::links::not_yet;
use crate::facts::{Body, NoticeWay, When};
use crate::file::CaseFile;
use crate::homelessness::links;

const RULE: &str = "HA96-s208-notice-14d";

/// Nobody is told of a placement before the links to them were checked, and while they are being looked into.
pub(super) fn told_without_a_check(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::PlacementNotified(it) = body else { return None };
    links::may_be_told(file, it.to, then.date).err().map(not_yet)
}

/// A link is answered: the notice goes to one named person without the address, or a manager decides otherwise. Nothing that is pointed to is passed over
/// in silence.
pub(super) fn links_answered_lightly(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::LinksChecked(it) = body else { return None };
    let pointed = links::pointers(file, it.to, &[], then.date);
    let linked = !it.links.is_empty() || !it.found.is_empty() || !pointed.is_empty();
    let refusal = match it.way {
        NoticeWay::Usual if linked => {
            Refusal::because("There is or may be a link to the alleged perpetrator, so it does not go in the usual way.")
                .instead("Send it to one named person only, without the address.")
                .instead("Ask a manager to decide whether it goes with the address.")
                .instead("Hold it back while it is looked into.")
        }
        NoticeWay::Manager if !it.senior => {
            Refusal::because("Whether a notice goes with the address although there is a link is decided by a manager.")
                .instead("Ask your manager to decide it here.")
                .instead("Send it to one named person only, without the address.")
        }
        NoticeWay::WithoutAddress if it.named.is_none() => Refusal::because("It is not said who the named person there is.")
            .instead("Ask for one person who needs it for their work, and write their name and post."),
        _ if it.reasons.is_empty() => Refusal::because("It is not said who was asked and why it may go in this way.")
            .instead("A sentence is enough: whom you asked, what they said, and why."),
        _ => return None,
    };
    Some(refusal.under(RULE))
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id};
    use serde_json::{Value, json};

    const NONE: [&str; 0] = [];
    const RULE: [&str; 1] = ["HA96-s208-notice-14d"];

    fn check(to: &str, way: &str, more: Value) -> Value {
        let mut fields = json!({ "by": id("housing"), "to": id(to), "way": way, "reasons": "asked their lead officer" });
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fields
    }

    #[test]
    fn a_notice_about_a_placement_waits_until_links_to_him_have_been_looked_for() {
        for to in ["elsewhere", "children"] {
            let told = || json!({ "by": id("housing"), "to": id(to), "links_checked": true });
            assert_eq!(Scene::new().refusals("2026-03-03", "placement-notified", told()), RULE, "a tick is no check");
            let checked = Scene::new().with("check", "2026-03-02", "links-checked", check(to, "usual", json!({})));
            assert_eq!(checked.refusals("2026-03-03", "placement-notified", told()), NONE);
            assert_eq!(checked.refusals("2026-03-31", "placement-notified", told()), RULE, "older than four weeks");
            let held = Scene::new().with("check", "2026-03-02", "links-checked", check(to, "held", json!({})));
            assert_eq!(held.refusals("2026-03-03", "placement-notified", told()), RULE);
        }
        let other = Scene::new().with("check", "2026-03-02", "links-checked", check("children", "usual", json!({})));
        let told = json!({ "by": id("housing"), "to": id("elsewhere") });
        assert_eq!(other.refusals("2026-03-03", "placement-notified", told), RULE, "a check is about one body");
    }

    #[test]
    fn a_link_means_one_named_person_without_the_address_or_a_managers_decision() {
        let scene = Scene::new();
        let refused = |way: &str, more: Value| scene.refusals("2026-03-02", "links-checked", check("elsewhere", way, more));
        assert_eq!(refused("usual", json!({})), NONE);
        assert_eq!(refused("usual", json!({ "links": ["lives-there"] })), RULE);
        assert_eq!(refused("usual", json!({ "links": ["not-known"] })), RULE, "not known is a link");
        assert_eq!(refused("usual", json!({ "found": ["on-file"] })), RULE, "what was pointed out is not passed over");
        assert_eq!(refused("manager", json!({ "links": ["staff"] })), RULE);
        assert_eq!(refused("manager", json!({ "links": ["staff"], "senior": true })), NONE);
        assert_eq!(refused("without-address", json!({ "links": ["staff"] })), RULE, "nobody is named");
        assert_eq!(refused("without-address", json!({ "links": ["staff"], "named": "A. Lead" })), NONE);
        assert_eq!(refused("held", json!({ "links": ["not-known"] })), NONE);
        assert_eq!(refused("usual", json!({ "reasons": "" })), RULE);
        let housed = json!({ "person": id("he"), "by": id("elsewhere"), "screened": true });
        let dealt = Scene::new().with("housed", "2026-03-01", "alleged-perpetrator-housed", housed);
        assert_eq!(dealt.refusals("2026-03-02", "links-checked", check("elsewhere", "usual", json!({}))), RULE);
    }
}
