//! The way in: any request that shows that she may be homeless is an application, and somewhere safe is owed the same day.

use super::{TOPIC, act, request, standing};
use crate::calendar::Clock;
use crate::facts::{Body, Duty, Fact, Function, HomeKind, Kind, PlacementEnded, Shows};
use crate::file::CaseFile;
use crate::law::InForce;
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s183-application
pub const APPLICATION: Rule = Rule {
    id: "HA96-s183-application",
    topic: TOPIC,
    title: "Treat it as a homelessness application",
    must: "Open a homelessness application and start enquiries. She need not ask for one, fill in a form or go to another team; an application to the housing register goes on beside it.",
    source: act(
        "s.183(1), s.184(1)",
        "An application exists as soon as help with accommodation is sought and there is reason to believe that the person is or may be homeless or threatened with it. No form is prescribed.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/183",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: request::READS,
    hears: request::HEARS,
    meets: &[Kind::HomelessnessOpened, Kind::DutyAccepted, Kind::HomelessnessAssessed],
    ends: &[Kind::PlacementMade, Kind::Moved, Kind::DecisionMade],
    derive: application,
};

fn application(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = request::any(file).iter().filter(|cause| !standing::application(file, cause.owner, cause.since)).cloned();
    owed.episodes(causes, |cause, fact| match &fact.body {
        Body::HomelessnessOpened(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        Body::HomelessnessAssessed(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        Body::DutyAccepted(it) => Verdict::meets_if(it.duty.is_housing() && file.services().same_body(it.by, cause.owner)),
        Body::DecisionMade(it) => {
            Verdict::ends_if(standing::decides_against(it) && file.services().same_body(it.by, cause.owner))
        }
        _ => Verdict::ends_if(standing::settles(file, fact)),
    });
}

/// HA96-s188-interim
pub const INTERIM: Rule = Rule {
    id: "HA96-s188-interim",
    topic: TOPIC,
    title: "Somewhere safe today",
    must: "Offer somewhere safe and suitable to stay from today, for her and her children. It is enough that she may be homeless, eligible and in priority need: no proof comes first. If she does not want to leave, record what she wants and what makes her home safe tonight.",
    source: act(
        "s.188(1)",
        "Where an authority has reason to believe that an applicant may be homeless, eligible and in priority need, it must secure accommodation at once, also where a referral elsewhere is possible. The Act sets no length; the same day is our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/188",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: request::READS,
    hears: request::HEARS,
    meets: &[Kind::PlacementMade, Kind::OfferMade, Kind::RefugeSought, Kind::SafetyMeasure],
    ends: &[Kind::Moved, Kind::DutyEnded, Kind::DecisionMade, Kind::LeftHome],
    derive: interim,
};

/// The place where she has been put is no longer safe, or she has none.
const AGAIN: Shows = Shows::NEAR.union(Shows::UNSAFE_HOME).union(Shows::NOW).union(Shows::HOME_AT_RISK);

fn interim(file: &CaseFile, owed: &mut Owed<'_>) {
    let asked = request::with_abuse(file).iter().filter(|cause| {
        let again = file.fact(cause.fact).is_some_and(|fact| file.shows(fact).intersects(AGAIN));
        again || !standing::has_a_place(file, cause.since)
    });
    owed.episodes(asked.cloned().chain(without_a_place(file)), |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::PlacementMade(_) => Verdict::Meets,
            Body::OfferMade(it) => Verdict::meets_if(!matches!(it.home, HomeKind::FriendsOrFamily) && it.suitability_checked),
            Body::RefugeSought(it) => Verdict::meets_if(it.found),
            Body::SafetyMeasure(it) => Verdict::meets_if(it.measure.is_a_safe_night()),
            Body::LeftHome(it) => Verdict::ends_if(it.to_safety && file.survivor() == Some(it.person)),
            Body::DutyEnded(it) if it.duty == Duty::Interim => Verdict::ends_if(it.notice && ours(it.by)),
            Body::DecisionMade(it) => Verdict::ends_if(standing::decides_against(it) && ours(it.by)),
            _ => Verdict::ends_if(standing::settles(file, fact)),
        }
    });
}

/// She has lost the place that she was given, while the authority still has her application or owes her a duty.
fn without_a_place(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<PlacementEnded>().filter_map(|(fact, _)| {
        let cause = request::authority(file, fact)?;
        let day = cause.since;
        let moved_on = |other: &Fact| {
            other.happened.date == fact.happened.date && matches!(other.body, Body::PlacementMade(_) | Body::Moved(_))
        };
        let has_another = file.any_of(&[Kind::PlacementMade, Kind::Moved]).any(moved_on);
        let fled = matches!(&fact.body, Body::PlacementEnded(it) if it.fled);
        let owed = fled || standing::application(file, cause.owner, day);
        (owed && !has_another && standing::placement(file, fact.happened.date).is_some()).then_some(cause)
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::a_council;

    #[test]
    fn a_register_form_that_speaks_of_violence_is_an_application_and_somewhere_safe_is_owed_today() {
        let file = a_council().on("2026-03-02", "form: housing-applied to=housing register shows=violence");
        file.owes("HA96-s183-application").is("late").due("2026-03-02").by_whom("housing").because(&["form"]);
        file.owes("HA96-s188-interim").is("late").due("2026-03-02").because(&["form"]);
    }

    #[test]
    fn a_register_form_that_speaks_of_stairs_is_neither() {
        let file = a_council().on("2026-03-02", "housing-applied to=housing register shows=bad-housing,health");
        file.owes_nothing_under("HA96-s183-application");
        file.owes_nothing_under("HA96-s188-interim");
    }

    #[test]
    fn the_request_and_the_abuse_may_come_on_different_days() {
        a_council()
            .on("2026-03-02", "form: housing-applied to=housing register")
            .on("2026-04-02", "letter: evidence-received by=children to=housing evidence=social-worker-letter shows=abuse")
            .owes("HA96-s183-application")
            .since("2026-04-02")
            .because(&["letter", "form"]);
    }

    #[test]
    fn an_application_that_is_open_is_not_asked_for_again() {
        a_council()
            .on("2026-03-02", "disclosure-made to=housing asks=housing")
            .on("2026-03-02", "opened: homelessness-opened by=housing")
            .on("2026-03-09", "evidence-received by=her to=housing evidence=police-letter shows=violence")
            .owes("HA96-s183-application")
            .is("met")
            .ended_by("opened");
    }

    #[test]
    fn a_refusal_by_word_of_mouth_closes_nothing() {
        a_council()
            .on("2026-03-02", "disclosure-made to=housing asks=housing")
            .on("2026-03-03", "turned-away by=housing how=oral-refusal")
            .on("2026-03-04", "decision-made by=housing subject=homelessness outcome=against")
            .owes("HA96-s183-application")
            .is("late");
    }

    #[test]
    fn what_was_asked_before_she_was_settled_makes_no_application_two_years_later() {
        let file = a_council()
            .on("2024-03-02", "disclosure-made to=housing asks=housing")
            .on("2024-03-02", "homelessness-opened by=housing")
            .on("2024-04-02", "placement-made by=housing home=social settled suitability_checked")
            .on("2026-04-02", "noted to=housing shows=abuse");
        file.owes("HA96-s183-application").is("met");
        file.owes("HA96-s188-interim").is("met-late");
    }

    #[test]
    fn new_evidence_does_not_ask_for_a_bed_while_she_has_one_but_being_found_there_does() {
        let file = a_council()
            .on("2026-03-02", "told: disclosure-made to=housing asks=safe-tonight")
            .on("2026-03-02", "placement-made by=housing home=refuge")
            .on("2026-03-09", "evidence-received by=her to=housing evidence=police-letter shows=violence");
        file.owes("HA96-s188-interim").is("met").because(&["told"]);
        let found = file.on("2026-03-20", "found: proximity-reported by=her to=housing person=him knows_address");
        assert_eq!(found.all("HA96-s188-interim").len(), 2);
    }

    #[test]
    fn a_place_that_ends_without_another_leaves_her_without_a_bed() {
        let file = a_council()
            .on("2026-03-02", "told: disclosure-made to=housing asks=safe-tonight")
            .on("2026-03-02", "homelessness-opened by=housing")
            .on("2026-03-02", "placement-made by=housing home=temporary suitability_checked");
        assert_eq!(file.clone().on("2026-03-20", "placement-ended by=housing").all("HA96-s188-interim").len(), 2);
        let moved = file.on("2026-03-20", "placement-ended by=housing").on("2026-03-20", "placement-made by=housing home=refuge");
        moved.owes("HA96-s188-interim").is("met");
    }

    #[test]
    fn an_offer_that_nobody_checked_is_no_offer() {
        let file = a_council().on("2026-03-02", "disclosure-made to=housing asks=safe-tonight");
        file.clone().on("2026-03-02", "offer-made by=housing home=hostel").owes("HA96-s188-interim").is("late");
        file.on("2026-03-02", "offer-made by=housing home=hostel suitability_checked").owes("HA96-s188-interim").is("met");
    }

    #[test]
    fn the_team_that_never_heard_of_it_owes_nothing() {
        a_council()
            .team("other", Function::Housing, "council-next-door")
            .on("2026-03-02", "disclosure-made to=other asks=housing")
            .known_to("other", "2026-03-02")
            .owes("HA96-s188-interim")
            .by_whom("other");
    }
}
