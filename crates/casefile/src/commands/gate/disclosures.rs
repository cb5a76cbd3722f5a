//! How she is heard: being turned away, interviews, enquiries, and whether a report is believed.
//!
//! Source: Housing Act 1996 ss.160ZA, 183, 184, 198; Homelessness Code of Guidance ch.21; Ombudsman focus report of November 2021.

use crate::commands::Refusal;
use crate::facts::{
    AddressVerified, Body, EvidenceRequested, Function, HousingApplied, InformationGiven, ReferralMade, Role, TurnedAway,
    TurnedAwayFrom, When, Who,
};
use crate::file::CaseFile;

/// No way of turning somebody away is a lawful outcome.
pub(super) fn turned_away(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::TurnedAwayFrom(it) = body else { return None };
    let refusal = match it.how {
        TurnedAway::ComeBackLater => Refusal::because("Nobody can be told to come back nearer the time: a date that is known is a reason to start now.")
            .instead("Open the homelessness application today and plan towards the date, however far off it is.")
            .instead("Ask how he reaches her now, and record it: letters and messages through others count.")
            .under("OMB-early-prevention"),
        TurnedAway::SignpostOnly => Refusal::because("Passing her on to another service is no answer to a request for help with housing.")
            .instead("Open the homelessness application: what she said is one, whatever form or team it came to.")
            .instead("Refer to the other service yourself and name who there has it; she tells it once.")
            .under("HA96-s183-application"),
        TurnedAway::OnlyThreatened => Refusal::because("Threats are abuse. “Only threatened” is not an outcome.")
            .instead("Record what she said as a disclosure that shows threats, and go on from there.")
            .instead("If you doubt that a duty is owed, decide it in writing with reasons and the right to a review.")
            .under("COG21-threat-is-abuse"),
        TurnedAway::ScoreTooLow => Refusal::because("A risk score decides nothing about housing. It helps to decide whether the conference hears the case.")
            .instead("Decide on what she and others have told you, with the score left out.")
            .instead("Refer to the conference on professional judgement, whatever the score.")
            .under("MARAC-not-a-gate"),
        TurnedAway::BringProof => Refusal::because("She cannot be sent to fetch proof. No police, court or conference paper may be a condition.")
            .instead("Ask the police, the social worker or the adviser for it yourself, with her agreement.")
            .instead("Go on meanwhile: what she has said is enough to act on.")
            .under("COG21-no-blanket-proof"),
        TurnedAway::ApplySeparately => Refusal::because("One account is enough: whoever asks for housing because of abuse need not apply a second time.")
            .instead("Open the homelessness application from what is already in the file; the register application runs beside it.")
            .under("HA96-s183-application"),
        TurnedAway::WrongArea => Refusal::because("An application cannot be refused for want of a local connection, and nobody is sent back to danger.")
            .instead("Take the application and, if there is reason to believe, give her somewhere safe tonight.")
            .instead("Afterwards, and only if nobody in the household is at risk there, a manager may decide on a referral to the other authority.")
            .under("HA96-s198-referral"),
        TurnedAway::NotBelieved => Refusal::because("What she says is accepted unless a senior officer records reasons for doubt.")
            .instead("Act on the disclosure as made.")
            .instead("If there is real doubt, ask other services for what they know and have a senior officer decide in writing, with reasons.")
            .under("COG21-believe"),
        TurnedAway::NoRisk => Refusal::because("“No risk” cannot be said in passing: it is a decision, and she can have it reviewed.")
            .instead("Record what makes the risk likely or not: contact from custody, others acting for him, the date of release.")
            .instead("Decide in writing, with reasons and the right to a review, or accept the duty.")
            .under("HA96-s184-enquiries"),
        TurnedAway::OralRefusal if on_the_register(file, it) => {
            Refusal::because("A refusal to join the register cannot be given by word of mouth: she must have it in writing, with the grounds.")
                .instead("Record the decision with its reasons, and send the letter with the right to a review.")
                .instead("Look first at whether what she told is a homelessness application too.")
                .under("HA96-s160ZA-9-notice")
        }
        TurnedAway::OralRefusal => Refusal::because("A refusal by word of mouth is no decision: she could not have it reviewed.")
            .instead("Finish the enquiries and decide in writing, with reasons and the right to a review.")
            .instead("Meanwhile accept what is owed on “reason to believe”: somewhere safe tonight.")
            .under("HA96-s184-enquiries"),
        TurnedAway::MediateFirst => Refusal::because("Nobody who fears abuse is asked to talk it over with the person she fears, nor is he asked about it.")
            .instead("Plan her safety with her, and refer to an adviser (IDVA) if she wants one.")
            .instead("If a home is to be kept, look at what keeps him away: orders, locks, a sanctuary scheme, if she wants to stay.")
            .under("COG21-never-contact-perp"),
        TurnedAway::Ignored => ignored(file, it),
    };
    Some(refusal)
}

fn ignored(file: &CaseFile, it: &TurnedAwayFrom) -> Refusal {
    let from_a_service = it.of.and_then(|of| file.fact(of)).is_some_and(|fact| {
        fact.is::<ReferralMade>().is_some_and(|referral| referral.by.team().is_some())
            || fact.is::<InformationGiven>().is_some()
            || contact_by_a_team(&fact.body)
    });
    let refusal = Refusal::because("It cannot be closed as seen: somebody has told a service of danger and waits for an answer.")
        .instead("Answer it today, in a way that is safe for her, and record the answer.")
        .instead("If it is another team's work, hand it over: the team named takes it on and says so.");
    if from_a_service { refusal.under("INT-internal-referral") } else { refusal.under("COG21-exit-danger") }
}

fn contact_by_a_team(body: &Body) -> bool {
    match body {
        Body::ContactMade(contact) => contact.by.team().is_some(),
        Body::DisclosureMade(disclosure) => disclosure.by.is_some_and(|by| by.team().is_some()),
        _ => false,
    }
}

fn on_the_register(file: &CaseFile, it: &TurnedAwayFrom) -> bool {
    let asked = it.of.and_then(|of| file.fact(of)).and_then(|fact| fact.is::<HousingApplied>());
    asked.map_or_else(|| file.services().function(it.by) == Function::Allocations, |asked| asked.register && !asked.homeless)
}

/// Source: Homelessness Code of Guidance ch.21; Ombudsman 15 016 582 (an interview in a public office).
pub(super) fn interview_in_private(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::InterviewHeld(it) = body else { return None };
    (!it.private).then(|| {
        Refusal::because("An interview about abuse is held in private, with her alone and at a time that is safe for her.")
            .instead("Find a private room, or ring at a safe time, and hold the interview there.")
            .instead("What she has said so far is not lost: record it as a disclosure.")
            .under("COG21-private")
    })
}

/// Source: Homelessness Code of Guidance ch.21.
pub(super) fn interview_by_a_trained_officer(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::InterviewHeld(it) = body else { return None };
    (!it.trained_officer).then(|| {
        Refusal::because("Her account is taken by an officer who is trained in domestic abuse.")
            .instead("Ask a trained colleague to hold the interview today; your manager knows who is trained.")
            .instead("What she has said so far is not lost: record it as a disclosure.")
            .under("COG21-trained-officer")
    })
}

/// Source: Homelessness Code of Guidance ch.21.
pub(super) fn interviewer_of_the_same_sex(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::InterviewHeld(it) = body else { return None };
    (!it.same_sex_offered).then(|| {
        Refusal::because("She is offered an interviewer of the same sex, and the offer is recorded.")
            .instead("Ask her now which she would rather have, and tick that you asked.")
            .under("COG21-same-sex")
    })
}

/// Enquiries about her never reach him: not by letter, visit, telephone or a request for papers.
/// Source: Homelessness Code of Guidance ch.21.
pub(super) fn enquiry_that_reaches_the_alleged_perpetrator(file: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let reaches = match body {
        Body::ContactWithAllegedPerpetrator(it) => it.about_survivor,
        Body::EvidenceRequested(EvidenceRequested { from, .. }) => file.is_other_side(*from),
        Body::AddressVerified(it) => {
            it.with.is_none() && file.people().get(it.person).is_some_and(|person| person.role == Role::AllegedPerpetrator)
        }
        _ => false,
    };
    reaches.then(|| {
        Refusal::because(
            "No enquiry about her, her home or what she said may reach the alleged perpetrator or those close to him.",
        )
        .instead("Ask a body that knows: the police, probation, his landlord. Ask in a way that says nothing of her.")
        .instead("If he has been asked already, record it as a data breach now, so that her safety is looked at first.")
        .under("COG21-never-contact-perp")
    })
}

/// A report that he is near is true until two sources, neither of them him, show otherwise.
/// Source: Ombudsman 19 006 454, where a report was denied on a wrong address from one source.
pub(super) fn report_that_he_is_near_disbelieved(file: &CaseFile, body: &Body, then: When) -> Option<Refusal> {
    let Body::ProximityTriaged(it) = body else { return None };
    if it.accepted {
        return None;
    }
    let reported = file.fact(it.report);
    let person = reported.and_then(|fact| match &fact.body {
        Body::ProximityReported(report) => Some(report.person),
        _ => None,
    });
    let since = reported.map_or(then.date, |fact| fact.happened.date);
    let verified = file.each::<AddressVerified>().any(|(fact, address)| {
        Some(address.person) == person
            && (since..=then.date).contains(&fact.happened.date)
            && address.with.is_some()
            && address.sources.unwrap_or(0) >= 2
            && !address.wrong
    });
    if !verified {
        return Some(
            Refusal::because("Her report that he is near stands until his address has been verified with a body and by two sources that agree.")
                .instead("Accept the report and look at a move or other protection now.")
                .instead("Verify the address with the provider and a second source, record it, and look at this again.")
                .under("STALE-contact"),
        );
    }
    it.words.as_ref().is_none_or(crate::private::Sealed::is_empty).then(|| {
        Refusal::because("Doubt about what she reports needs reasons on the file.")
            .instead("Write down what was found and from whom, in a way that gives nothing about him to her or about her to him.")
            .under("COG21-believe")
    })
}

/// Source: Homelessness Code of Guidance ch.21: the areas that she names are accepted; a departure needs documented good reason.
pub(super) fn area_restriction_overridden(_: &CaseFile, body: &Body, _: When) -> Option<Refusal> {
    let Body::AreaRestrictionOverridden(it) = body else { return None };
    it.reasons.as_ref().is_none_or(crate::private::Sealed::is_empty).then(|| {
        Refusal::because(
            "An area that she named as unsafe can be overridden only for good reason, and the reason is written down.",
        )
        .instead("Keep to the restriction and look elsewhere: another part of the district, another council, a refuge.")
        .instead("If there is good reason, write it here; she can have the decision reviewed.")
        .under("COG21-area-restrictions")
    })
}

/// Whether somebody is a person on her side: herself, her family, a friend, whoever speaks for her.
pub(super) fn on_her_side(file: &CaseFile, who: Who) -> bool {
    who.person().is_some() && !file.is_other_side(who)
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, id, person, team};
    use crate::facts::TurnedAway;
    use serde_json::json;

    #[test]
    fn nobody_is_turned_away_and_each_way_of_doing_it_breaks_a_rule() {
        let scene = Scene::new();
        let expected = [
            ("come-back-later", "OMB-early-prevention"),
            ("signpost-only", "HA96-s183-application"),
            ("only-threatened", "COG21-threat-is-abuse"),
            ("score-too-low", "MARAC-not-a-gate"),
            ("bring-proof", "COG21-no-blanket-proof"),
            ("apply-separately", "HA96-s183-application"),
            ("wrong-area", "HA96-s198-referral"),
            ("not-believed", "COG21-believe"),
            ("no-risk", "HA96-s184-enquiries"),
            ("oral-refusal", "HA96-s184-enquiries"),
            ("mediate-first", "COG21-never-contact-perp"),
            ("ignored", "COG21-exit-danger"),
        ];
        assert_eq!(expected.len(), TurnedAway::ALL.len());
        for (how, rule) in expected {
            assert_eq!(scene.refusals("2021-02-01", "turned-away", json!({ "by": id("housing"), "how": how })), [rule], "{how}");
        }
    }

    #[test]
    fn a_refusal_by_word_of_mouth_on_the_register_needs_a_notice() {
        let scene =
            Scene::new().with("applied", "2021-01-02", "housing-applied", json!({ "to": id("housing"), "register": true }));
        let asked = json!({ "by": id("housing"), "how": "oral-refusal", "of": id("applied") });
        assert_eq!(scene.refusals("2021-02-01", "turned-away", asked), ["HA96-s160ZA-9-notice"]);
        let unasked = json!({ "by": id("register"), "how": "oral-refusal" });
        assert_eq!(scene.refusals("2021-02-01", "turned-away", unasked), ["HA96-s160ZA-9-notice"]);
    }

    #[test]
    fn a_warning_from_another_department_cannot_be_left_lying() {
        let referral = json!({ "by": team("children"), "to": id("housing"), "referral": "housing" });
        let scene = Scene::new().with("warning", "2021-01-02", "referral-made", referral);
        let ignored = json!({ "by": id("housing"), "how": "ignored", "of": id("warning") });
        assert_eq!(scene.refusals("2021-02-01", "turned-away", ignored), ["INT-internal-referral"]);
    }

    #[test]
    fn an_interview_is_private_by_a_trained_officer_and_with_the_offer_of_one_of_the_same_sex() {
        let scene = Scene::new();
        let all = ["COG21-private", "COG21-trained-officer", "COG21-same-sex"];
        assert_eq!(scene.refusals("2014-08-01", "interview-held", json!({ "by": id("housing") })), all);
        let done_well = json!({ "by": id("housing"), "private": true, "trained_officer": true, "same_sex_offered": true });
        assert_eq!(scene.refusals("2021-02-01", "interview-held", done_well), [""; 0]);
    }

    #[test]
    fn no_enquiry_about_her_reaches_him() {
        let scene = Scene::new();
        for (code, fields) in [
            ("contact-with-alleged-perpetrator", json!({ "by": id("housing"), "person": id("he"), "about_survivor": true })),
            ("evidence-requested", json!({ "by": id("housing"), "from": person("his sister"), "evidence": "statement" })),
            ("address-verified", json!({ "by": id("housing"), "person": id("he") })),
        ] {
            assert_eq!(scene.refusals("2021-02-01", code, fields), ["COG21-never-contact-perp"], "{code}");
        }
        let of_his_own = json!({ "by": id("police"), "person": id("he") });
        assert_eq!(scene.refusals("2021-02-01", "contact-with-alleged-perpetrator", of_his_own), [""; 0]);
    }

    #[test]
    fn her_report_that_he_is_near_stands_until_two_sources_say_otherwise() {
        let report = json!({ "by": person("she"), "to": id("housing"), "person": id("he") });
        let scene = Scene::new().with("report", "2021-02-01", "proximity-reported", report);
        let doubted = || json!({ "by": id("housing"), "report": id("report"), "words": "lives elsewhere" });
        assert_eq!(scene.refusals("2021-02-03", "proximity-triaged", doubted()), ["STALE-contact"]);
        let one = json!({ "by": id("housing"), "person": id("he"), "with": id("police"), "sources": 1 });
        let scene = scene.with("one source", "2021-02-02", "address-verified", one);
        assert_eq!(scene.refusals("2021-02-03", "proximity-triaged", doubted()), ["STALE-contact"]);
        let two = json!({ "by": id("housing"), "person": id("he"), "with": id("police"), "sources": 2 });
        let scene = scene.with("two sources", "2021-02-02", "address-verified", two);
        assert_eq!(scene.refusals("2021-02-03", "proximity-triaged", doubted()), [""; 0]);
        let silent = json!({ "by": id("housing"), "report": id("report") });
        assert_eq!(scene.refusals("2021-02-03", "proximity-triaged", silent), ["COG21-believe"]);
        let accepted = json!({ "by": id("housing"), "report": id("report"), "accepted": true });
        assert_eq!(scene.refusals("2021-02-03", "proximity-triaged", accepted), [""; 0]);
    }

    #[test]
    fn an_unsafe_area_is_overridden_only_for_written_reasons() {
        let scene =
            Scene::new().with("area", "2021-01-02", "unsafe-area-named", json!({ "by": person("she"), "to": id("housing") }));
        let silent = json!({ "by": id("housing"), "of": id("area") });
        assert_eq!(scene.refusals("2021-02-01", "area-restriction-overridden", silent), ["COG21-area-restrictions"]);
        let reasoned = json!({ "by": id("housing"), "of": id("area"), "reasons": "she asked for it" });
        assert_eq!(scene.refusals("2021-02-01", "area-restriction-overridden", reasoned), [""; 0]);
    }
}
