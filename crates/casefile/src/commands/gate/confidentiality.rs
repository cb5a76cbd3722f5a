//! What must not reach him, and what is done when something has.
//!
//! Source: Ombudsman 20 007 812 (a telephone number sent with a child's plan); UK GDPR arts.33 and 34; Housing Act 1996 s.166(4).

use jiff::civil::{Date, date};

use crate::commands::Refusal;
use crate::commands::words::listed;
use crate::confidentiality::{Markers, may_lift};
use crate::facts::{
    Body, BreachFound, BreachGrade, BreachGraded, DataItem, InformationShared, PersonToldOfBreach, PlanKind, PlanMade,
    RegulatorTold, SafetyMeasure, When,
};
use crate::file::CaseFile;
use crate::ids::FactId;

/// The first day of the duties to tell the regulator and the person.
const GDPR: Date = date(2018, 5, 25);

/// What is never given to the alleged perpetrator or those close to him, marked or not.
const NEVER_TO_THE_OTHER_SIDE: &[DataItem] = &[
    DataItem::Phone,
    DataItem::Email,
    DataItem::Address,
    DataItem::Area,
    DataItem::School,
    DataItem::Work,
    DataItem::NewName,
    DataItem::Disclosure,
    DataItem::Application,
    DataItem::Account,
    DataItem::Health,
    DataItem::Everything,
];

/// Everything that would leave the house: what is named, and what stands in the plan that is attached, less what is withheld.
fn leaving(file: &CaseFile, it: &InformationShared) -> Vec<DataItem> {
    let attached = it.document.and_then(|document| file.fact(document)).and_then(|fact| fact.is::<PlanMade>());
    let inside = attached.map_or(&[][..], |plan| &plan.contains[..]);
    let withheld = |item: &DataItem| it.withheld.contains(item) || it.withheld.contains(&DataItem::Everything);
    it.items.iter().chain(inside).copied().filter(|item| !withheld(item)).collect()
}

fn is_plan(file: &CaseFile, it: &InformationShared) -> bool {
    it.items.contains(&DataItem::Plan)
        || it.document.and_then(|document| file.fact(document)).is_some_and(|fact| fact.is::<PlanMade>().is_some())
}

fn labels(items: &[DataItem]) -> String {
    let mut names: Vec<String> = items.iter().map(|item| item.label().to_lowercase()).collect();
    names.sort();
    names.dedup();
    listed(&names)
}

/// Contact details, whereabouts and the fact that she asked for help never go to him or to those close to him.
pub(super) fn shared_with_the_other_side(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::InformationShared(it) = body else { return None };
    if !file.is_other_side(it.with) {
        return None;
    }
    let found: Vec<DataItem> = leaving(file, it).into_iter().filter(|item| NEVER_TO_THE_OTHER_SIDE.contains(item)).collect();
    (!found.is_empty()).then(|| {
        let rule = if is_plan(file, it) {
            "CIN-plan-distribution"
        } else if found.iter().all(|item| *item == DataItem::Application) {
            "HA96-s166-4-secrecy"
        } else {
            "COG21-no-disclosure"
        };
        Refusal::because(format!("This would tell the alleged perpetrator, or somebody close to him: {}.", labels(&found)))
            .instead("Make a copy for this one recipient without it, and record what was withheld.")
            .instead("Ask a second person to check the copy before it goes.")
            .instead("If it has gone already, record it as a data breach now, so that her safety is looked at first.")
            .under(rule)
    })
}

/// What she asked to be kept from somebody binds every output, for ever, until she lifts it herself.
pub(super) fn shared_although_marked(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::InformationShared(it) = body else { return None };
    let markers = Markers::of(file);
    let found: Vec<DataItem> = leaving(file, it).into_iter().filter(|item| markers.binds(*item, it.with).is_some()).collect();
    (!found.is_empty()).then(|| {
        Refusal::because(format!("She has asked that this be kept from them: {}.", labels(&found)))
            .instead("Leave it out of what you send, and record what was withheld.")
            .instead("If she has changed her mind, she can lift the marker: ask her in a safe way.")
            .under("ACCESS-markers")
    })
}

/// Only she lifts what she asked for, or somebody for a child of hers who cannot: she herself.
pub(super) fn marker_lifted_by_another(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::MarkerLifted(it) = body else { return None };
    let whose = match file.body_of(it.marker) {
        Some(Body::MarkerSet(marker)) => marker.person,
        Some(Body::ConfidentialityAsked(asked)) => asked.by,
        _ => return None,
    };
    (it.asked_by.is_none() || !may_lift(file, it, whose)).then(|| {
        Refusal::because("Only the person whose information it is can have this lifted.")
            .instead("Ask her in a safe way, on her own. If she wants it lifted, record that she asked for it.")
            .under("ACCESS-markers")
    })
}

/// What is marked cannot be put into a plan that others get to see. Her own safety plan stays with her.
pub(super) fn marked_item_in_a_plan(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::PlanMade(it) = body else { return None };
    if it.plan == PlanKind::Safety {
        return None;
    }
    let marked = marked_items(file, then);
    let found: Vec<DataItem> = it
        .contains
        .iter()
        .copied()
        .filter(|item| {
            marked.contains(item)
                || marked.contains(&DataItem::Everything)
                || (*item == DataItem::Everything && !marked.is_empty())
        })
        .collect();
    (!found.is_empty()).then(|| {
        Refusal::because(format!("She has asked that this be kept confidential, and a plan is read by many: {}.", labels(&found)))
            .instead("Write the plan without it; whoever needs it looks it up in the file.")
            .under("ACCESS-markers")
    })
}

fn marked_items(file: &CaseFile, then: When) -> Vec<DataItem> {
    let markers = Markers::of(file);
    markers.all().iter().filter(|marker| marker.since.date <= then.date).flat_map(|marker| marker.items.clone()).collect()
}

/// Whether a breach must be taken as grave: her information is with him or those close to him, or nobody knows with whom.
fn endangers(file: &CaseFile, breach: FactId) -> bool {
    file.fact(breach)
        .and_then(|fact| fact.is::<BreachFound>())
        .is_some_and(|it| it.recipient.is_none_or(|recipient| file.is_other_side(recipient)))
}

/// A leak to the alleged perpetrator is grave.
/// Source: UK GDPR art.34; Ombudsman 20 007 812, where it was called low.
pub(super) fn breach_graded_low(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::BreachGraded(it) = body else { return None };
    (it.grade == BreachGrade::Low && endangers(file, it.breach)).then(|| {
        Refusal::because("Her information is, or may be, with the alleged perpetrator. That is never a low breach.")
            .instead("Grade it high: she is told, protected, and the regulator is told within 72 hours.")
            .instead("If it is certain that nobody on his side can have it, correct who received it first.")
            .under(if then.date >= GDPR { "GDPR-breach-tell" } else { "OMB-breach-safety" })
    })
}

/// After such a leak something is always to be done.
pub(super) fn breach_to_be_left_alone(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::BreachGraded(it) = body else { return None };
    ((it.no_action || it.grade == BreachGrade::Low) && endangers(file, it.breach)).then(|| {
        Refusal::because("Her safety comes first: ask her how she sees the risk, and agree with her what is done.")
            .instead("Record what makes her safer: a new number, a marker with the police, her adviser told, a move.")
            .under("OMB-breach-safety")
    })
}

/// Whether a breach has to be followed through to the end before it closes.
fn must_be_followed_through(file: &CaseFile, breach: FactId) -> bool {
    let graded_high = file.each::<BreachGraded>().any(|(_, it)| it.breach == breach && it.grade == BreachGrade::High);
    graded_high || endangers(file, breach)
}

/// Protection first, then paperwork.
pub(super) fn breach_closed_before_she_is_protected(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::BreachClosed(it) = body else { return None };
    let found = file.fact(it.breach).map_or(then, |fact| fact.happened);
    let protected = file.each::<SafetyMeasure>().any(|(fact, measure)| {
        measure.because == Some(it.breach) || (measure.because.is_none() && (found..=then).contains(&fact.happened))
    });
    (must_be_followed_through(file, it.breach) && !protected).then(|| {
        Refusal::because("Nothing has been recorded that protects her after this breach.")
            .instead(
                "Reach her safely, ask how she sees the risk, and record what is done, also where she chooses nothing for now.",
            )
            .under("OMB-breach-safety")
    })
}

/// She is told, in a safe way.
/// Source: UK GDPR art.34.
pub(super) fn breach_closed_before_she_is_told(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::BreachClosed(it) = body else { return None };
    let told = file.each::<PersonToldOfBreach>().any(|(_, told)| told.breach == it.breach);
    (must_be_followed_through(file, it.breach) && !told).then(|| {
        Refusal::because("She has not been told of this breach.")
            .instead("Tell her by her safe contact, without blame, and record it.")
            .under("GDPR-breach-tell")
    })
}

/// The regulator is told, or the reason why not is on record.
/// Source: UK GDPR art.33.
pub(super) fn breach_closed_before_the_regulator_is_told(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::BreachClosed(it) = body else { return None };
    let told = file.each::<RegulatorTold>().any(|(_, told)| told.breach == it.breach);
    let unexplained = it.words.as_ref().is_none_or(crate::private::Sealed::is_empty);
    (then.date >= GDPR && !told && (unexplained || endangers(file, it.breach))).then(|| {
        Refusal::because("The regulator has not been told of this breach, and no reason why not is recorded.")
            .instead("Tell the regulator now, with reasons if the 72 hours are over; a first report may be incomplete.")
            .instead("If her information cannot have reached him, write here why it was not reported.")
            .under("GDPR-breach-72h")
    })
}

/// No answer blames her or leans on his restraint.
/// Source: Ombudsman 20 007 812.
pub(super) fn harm_made_light_of(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::MinimisingSaid(it) = body else { return None };
    let how: Vec<String> = it.how.iter().map(|how| how.label().to_lowercase()).collect();
    Some(
        Refusal::because(format!(
            "An answer to her may not do this: {}.",
            if how.is_empty() { "make light of the harm".to_owned() } else { listed(&how) }
        ))
        .instead("Say what went wrong, that it was not her doing, what it meant for her, and what is being done.")
        .instead("Ask a senior colleague to read the answer before it goes.")
        .under("OMB-no-minimise"),
    )
}

/// Nothing that is made public points to her home.
pub(super) fn address_published(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::PublicationPlanned(it) = body else { return None };
    it.names_address.then(|| {
        Refusal::because("This would make public where she lives, or point to it.")
            .instead("Publish it without the address, or under a neutral description; ask the legal team which is possible.")
            .instead("Hold it back until she is safe elsewhere.")
            .under("PLANNING-notice")
    })
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id, person, team};
    use serde_json::json;

    const NONE: [&str; 0] = [];

    #[test]
    fn her_number_never_goes_to_him_marked_or_not() {
        let plan = json!({ "by": id("children"), "plan": "child-in-need-plan", "contains": ["phone"] });
        let scene = Scene::new().with("plan", "2019-02-01", "plan-made", plan);
        for (with, items, withheld, document, rules) in [
            ("he", json!(["plan"]), json!([]), true, &["CIN-plan-distribution"][..]),
            ("his sister", json!(["plan"]), json!([]), true, &["CIN-plan-distribution"]),
            ("he", json!(["plan"]), json!(["phone"]), true, &[]),
            ("he", json!(["phone"]), json!([]), false, &["COG21-no-disclosure"]),
            ("he", json!(["application"]), json!([]), false, &["HA96-s166-4-secrecy"]),
            ("he", json!(["children"]), json!([]), false, &[]),
            ("her mother", json!(["phone"]), json!([]), false, &[]),
        ] {
            let mut shared = json!({ "by": id("children"), "with": person(with), "items": items, "withheld": withheld });
            if document {
                shared["document"] = json!(id("plan"));
            }
            assert_eq!(scene.refusals("2019-02-10", "information-shared", shared), rules, "{items} with {with}");
        }
    }

    #[test]
    fn what_she_asked_to_be_kept_binds_every_output_also_without_a_marker_and_after_closing() {
        let asked = json!({ "by": id("she"), "to": id("children"), "items": ["phone"], "keep_from": person("her mother") });
        let scene = Scene::new().with("asked", "2019-01-02", "confidentiality-asked", asked);
        let scene = scene.with("closed", "2019-01-20", "case-closed", json!({ "by": id("children"), "why": "she-asked" }));
        let shared = json!({ "by": id("children"), "with": person("her mother"), "items": ["phone", "children"] });
        assert_eq!(scene.refusals("2021-02-01", "information-shared", shared.clone()), ["ACCESS-markers"]);
        let plan = json!({ "by": id("children"), "plan": "child-in-need-plan", "contains": ["phone"] });
        assert_eq!(scene.refusals("2021-02-01", "plan-made", plan), ["ACCESS-markers"]);
        let without = json!({ "by": id("children"), "plan": "child-in-need-plan", "contains": ["school"] });
        assert_eq!(scene.refusals("2021-02-01", "plan-made", without), NONE);
    }

    #[test]
    fn a_marker_binds_until_she_lifts_it_and_binds_the_whole_body() {
        let set = json!({ "person": id("she"), "items": ["everything"], "keep_from": team("register") });
        let scene = Scene::new().with("marker", "2021-01-02", "marker-set", set);
        let shared = || json!({ "by": id("police"), "with": team("housing"), "items": ["address"] });
        assert_eq!(scene.refusals("2021-02-01", "information-shared", shared()), ["ACCESS-markers"]);
        let lifted = scene.with(
            "lifted",
            "2021-01-20",
            "marker-lifted",
            json!({ "marker": id("marker"), "by": id("police"), "asked_by": id("she") }),
        );
        assert_eq!(lifted.refusals("2021-02-01", "information-shared", shared()), NONE);
    }

    #[test]
    fn nobody_but_her_lifts_a_marker() {
        let set = json!({ "person": id("she"), "items": ["phone"], "keep_from": person("he") });
        let scene = Scene::new().with("marker", "2021-01-02", "marker-set", set);
        let lift = |by: Option<&str>| json!({ "marker": id("marker"), "by": id("police"), "asked_by": by.map(id) });
        assert_eq!(scene.refusals("2021-02-01", "marker-lifted", lift(Some("he"))), ["ACCESS-markers"]);
        assert_eq!(scene.refusals("2021-02-01", "marker-lifted", lift(None)), ["ACCESS-markers"]);
        assert_eq!(scene.refusals("2021-02-01", "marker-lifted", lift(Some("she"))), NONE);
    }

    #[test]
    fn a_leak_to_him_is_never_low_and_is_never_left_alone() {
        let leak = |recipient: &str| json!({ "by": id("children"), "person": id("she"), "items": ["phone"], "recipient": person(recipient) });
        let graded = || json!({ "breach": id("leak"), "by": id("children"), "grade": "low" });
        let scene = Scene::new().with("leak", "2019-02-10", "breach-found", leak("he"));
        assert_eq!(scene.refusals("2019-02-11", "breach-graded", graded()), ["GDPR-breach-tell", "OMB-breach-safety"]);
        let old = Scene::new().with("leak", "2017-02-10", "breach-found", leak("he"));
        assert_eq!(
            old.refusals("2017-02-11", "breach-graded", graded()),
            ["OMB-breach-safety", "OMB-breach-safety"],
            "before 25 May 2018"
        );
        let high_and_done = json!({ "breach": id("leak"), "by": id("children"), "grade": "high", "no_action": true });
        assert_eq!(scene.refusals("2019-02-11", "breach-graded", high_and_done), ["OMB-breach-safety"]);
        let to_family = Scene::new().with("leak", "2019-02-10", "breach-found", leak("her mother"));
        assert_eq!(to_family.refusals("2019-02-11", "breach-graded", graded()), NONE);
    }

    #[test]
    fn a_breach_closes_after_she_is_protected_and_told() {
        let leak = json!({ "by": id("children"), "person": id("she"), "items": ["phone"], "recipient": person("he") });
        let closed = || json!({ "breach": id("leak"), "by": id("children"), "words": "done" });
        let scene = Scene::new().with("leak", "2019-02-10", "breach-found", leak);
        assert_eq!(
            scene.refusals("2019-02-20", "breach-closed", closed()),
            ["OMB-breach-safety", "GDPR-breach-tell", "GDPR-breach-72h"]
        );
        let done = scene
            .with(
                "number",
                "2019-02-10",
                "safety-measure",
                json!({ "by": id("children"), "measure": "number-changed", "because": id("leak") }),
            )
            .with("told", "2019-02-10", "person-told-of-breach", json!({ "breach": id("leak"), "by": id("children") }))
            .with("regulator", "2019-02-11", "regulator-told", json!({ "breach": id("leak"), "by": id("children") }));
        assert_eq!(done.refusals("2019-02-20", "breach-closed", closed()), NONE);
    }

    #[test]
    fn no_answer_makes_light_of_it_and_no_notice_shows_her_home() {
        let scene = Scene::new();
        assert_eq!(
            scene.refusals("2021-02-01", "minimising-said", json!({ "by": id("children"), "how": ["low-level", "blame"] })),
            ["OMB-no-minimise"]
        );
        assert_eq!(
            scene.refusals("2021-02-01", "publication-planned", json!({ "by": id("housing"), "names_address": true })),
            ["PLANNING-notice"]
        );
        assert_eq!(scene.refusals("2021-02-01", "publication-planned", json!({ "by": id("housing") })), NONE);
    }
}
