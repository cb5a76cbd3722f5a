//! Tenancies: nobody who flees abuse pays for it with a tenancy for life.
//!
//! Source: Housing Act 1985 s.81ZA, put in by the Domestic Abuse Act 2021 s.79; before it the Secure Tenancies (Victims of Domestic Abuse) Act 2018.

use crate::allocations::qualification::{FOR_LIFE_AGAIN, held_for_life, is_social, protected_for_life};
use crate::commands::Refusal;
use crate::facts::{Body, When};
use crate::file::CaseFile;

const RULE: &str = "HA85-s81ZA-lifetime";

/// A council grants no fixed-term (flexible) tenancy to somebody who held one for life, alone or jointly, and is granted a home because of abuse; nor to
/// a joint tenant who is given the same home alone. It binds councils. Of an unnamed landlord it is asked who that is.
pub(super) fn flexible_after_a_lifetime_tenancy(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::TenancyHeld(it) = body else { return None };
    if !(is_social(it) && it.fixed_term) || then.date < FOR_LIFE_AGAIN || file.people().may_tell_him(it.person) {
        return None;
    }
    let Some(landlord) = it.landlord else {
        held_for_life(file, it.person, then.date)?;
        let (_, known) = file.abuse_known(it.to?)?;
        return (known <= then.date).then(|| {
            Refusal::because("She held a social tenancy for life before. A council may not give her a shorter one because she had to flee, and it is not said who the landlord is.")
                .instead("Say who the landlord is.")
                .instead("If it is the council: grant a secure tenancy without a fixed term, and record that.")
                .under(RULE)
        });
    };
    protected_for_life(file, it.person, landlord, then.date).map(|_| {
        Refusal::because("She held a social tenancy for life before, alone or with somebody else, and moves because of abuse: a council may not grant her one for a fixed term.")
            .instead("Grant a secure tenancy without a fixed term, and record that.")
            .instead("If it has been signed, have it replaced; until then record it as it was, and it is owed to her to put it right.")
            .under(RULE)
    })
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id, person};
    use serde_json::{Value, json};

    const NONE: [&str; 0] = [];
    const RULE: [&str; 1] = ["HA85-s81ZA-lifetime"];

    /// She held a joint tenancy for life, and told the register team of the abuse.
    fn fled() -> Scene {
        Scene::new().with("old", "2015-01-02", "tenancy-held", json!({ "person": id("she"), "tenure": "social-joint" })).with(
            "told",
            "2021-02-01",
            "disclosure-made",
            json!({ "by": person("she"), "to": id("register") }),
        )
    }

    fn granted(landlord: Option<&str>) -> Value {
        let landlord = landlord.map(id);
        json!({ "person": id("she"), "tenure": "social-sole", "fixed_term": true, "landlord": landlord, "to": id("register") })
    }

    #[test]
    fn a_tenant_for_life_who_flees_is_granted_no_shorter_tenancy_by_a_council() {
        let scene = fled();
        assert_eq!(scene.refusals("2021-11-01", "tenancy-held", granted(Some("housing"))), RULE);
        assert_eq!(scene.refusals("2021-10-31", "tenancy-held", granted(Some("housing"))), NONE, "it was not law yet");
        assert_eq!(scene.refusals("2021-11-01", "tenancy-held", granted(Some("police"))), NONE, "it binds councils");
        let for_life = json!({ "person": id("she"), "tenure": "social-sole", "landlord": id("housing") });
        assert_eq!(scene.refusals("2021-11-01", "tenancy-held", for_life), NONE);
        let words = scene.words("2021-11-01", "tenancy-held", granted(None));
        assert!(words.contains("it is not said who the landlord is"), "{words}");
        assert_eq!(scene.refusals("2021-11-01", "tenancy-held", granted(None)), RULE);
    }

    #[test]
    fn a_tenancy_that_was_never_for_life_and_a_move_for_other_reasons_are_let_be() {
        let quiet =
            Scene::new().with("old", "2015-01-02", "tenancy-held", json!({ "person": id("she"), "tenure": "social-sole" }));
        assert_eq!(quiet.refusals("2021-11-01", "tenancy-held", granted(Some("housing"))), NONE);
        let short = json!({ "person": id("she"), "tenure": "social-sole", "fixed_term": true });
        let flexible = Scene::new().with("old", "2015-01-02", "tenancy-held", short).with(
            "told",
            "2021-02-01",
            "disclosure-made",
            json!({ "by": person("she"), "to": id("register") }),
        );
        assert_eq!(flexible.refusals("2021-11-01", "tenancy-held", granted(Some("housing"))), NONE);
        let his = json!({ "person": id("he"), "tenure": "social-sole", "fixed_term": true, "landlord": id("housing") });
        assert_eq!(fled().refusals("2021-11-01", "tenancy-held", his), NONE, "it protects her, not him");
    }
}
