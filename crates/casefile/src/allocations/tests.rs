//! What the register owes, told as short cases.

use super::scheme::{Schemes, standard};
use crate::facts::{Function, Role};
use crate::obligations::{Standards, derive};
use crate::testing::{TestFile, a_council, team_id};

const APPLIED: &str = "applied: housing-applied to=housing register";

fn applied(day: &str) -> TestFile {
    a_council().on(day, APPLIED)
}

#[test]
fn an_application_that_shows_abuse_is_assessed_in_two_working_days() {
    let file = a_council().on("2026-03-02", "applied: housing-applied to=housing register shows=threats");
    file.owes("HA96-s166-process").by_whom("housing").due("2026-03-04").is("late");
    file.owes("HA96-s166-access").due("2026-03-16").is("late");
    let file = file.on("2026-03-04", "register-assessed by=housing");
    file.owes("HA96-s166-process").is("met");
    file.owes("HA96-s166-access").is("met");
}

#[test]
fn an_application_without_a_sign_of_abuse_has_ten_and_abuse_that_comes_to_light_shortens_them() {
    applied("2026-03-02").owes("HA96-s166-process").due("2026-03-16");
    applied("2026-03-02")
        .on("2026-03-05", "told: disclosure-made to=housing")
        .owes("HA96-s166-process")
        .due("2026-03-09")
        .because(&["applied", "told"]);
    applied("2026-03-02").on("2026-03-13", "disclosure-made to=housing").owes("HA96-s166-process").due("2026-03-16");
}

#[test]
fn a_decision_without_a_letter_does_not_count_as_assessing() {
    applied("2026-03-02")
        .on("2026-03-04", "decision-made by=housing subject=priority outcome=against")
        .owes("HA96-s166-process")
        .is("late");
}

#[test]
fn a_homelessness_application_alone_is_none_to_the_register() {
    let file = a_council().on("2026-03-02", "housing-applied to=housing homeless");
    file.owes_nothing_under("HA96-s166-process");
    file.owes_nothing_under("HA96-s166-access");
}

#[test]
fn a_refusal_on_the_telephone_wants_a_letter() {
    let file = applied("2026-03-02").on("2026-03-10", "turned: turned-away by=housing how=only-threatened");
    file.owes("HA96-s160ZA-9-notice").due("2026-03-12").is("late").because(&["turned"]);
    file.clone()
        .on("2026-03-20", "decision-made by=housing subject=qualification outcome=against letter review_right")
        .owes("HA96-s160ZA-9-notice")
        .is("met-late");
    file.on("2026-03-12", "register-assessed by=housing").owes("HA96-s160ZA-9-notice").is("ended");
}

#[test]
fn being_sent_away_from_homelessness_help_is_no_refusal_of_the_register() {
    a_council().on("2026-03-10", "turned-away by=housing how=only-threatened").owes_nothing_under("HA96-s160ZA-9-notice");
    applied("2026-03-02")
        .on("2026-03-09", "told: disclosure-made to=housing asks=safe-tonight")
        .on("2026-03-10", "turned-away by=housing how=only-threatened of=told")
        .owes_nothing_under("HA96-s160ZA-9-notice");
}

#[test]
fn a_decision_answers_every_need_and_all_evidence() {
    let file = applied("2026-03-02")
        .on("2026-03-03", "police: evidence-received by=housing to=housing evidence=police-letter shows=threats")
        .on("2026-03-06", "stairs: priority-awarded by=housing band=C letter answers=health");
    file.owes("HA96-s166A-rights").due("2026-03-13").because(&["stairs", "police"]).is("late");
    file.owes("HA96-s166A-3-reasonable-preference").due("2026-03-13").is("late");
    let file = file
        .on("2026-03-09", "evidence-considered by=housing evidence=police changes")
        .on("2026-03-10", "priority-awarded by=housing band=A letter answers=threats,health");
    file.owes("HA96-s166A-rights").is("met");
    file.owes("HA96-s166A-3-reasonable-preference").is("met");
}

#[test]
fn a_decision_that_answers_what_was_told_owes_nothing_more() {
    let file = applied("2026-03-02")
        .on("2026-03-02", "disclosure-made to=housing shows=violence")
        .on("2026-03-04", "priority-awarded by=housing band=A letter highest answers=violence");
    file.owes_nothing_under("HA96-s166A-rights");
    file.owes_nothing_under("HA96-s166A-3-reasonable-preference");
}

#[test]
fn a_review_of_a_register_decision_has_eight_weeks() {
    let file = applied("2026-03-02").on("2026-03-03", "asked: review-asked by=her to=housing review=register");
    file.owes("HA96-s166A-rights").due("2026-04-27").is("late");
    file.on("2026-04-20", "review-decided by=housing review=asked letter").owes("HA96-s166A-rights").is("met");
}

#[test]
fn a_main_duty_counts_on_the_register_too() {
    let file = applied("2026-03-02").on("2026-05-01", "duty-accepted by=housing duty=main");
    file.owes("HA96-s166A-3-reasonable-preference").is("late");
    file.on("2026-05-05", "priority-awarded by=housing band=B letter").owes("HA96-s166A-3-reasonable-preference").is("met");
}

#[test]
fn evidence_of_abuse_on_an_open_application_wants_a_decision_and_the_panel() {
    let file = applied("2018-01-08")
        .on("2018-03-01", "letter: evidence-received by=children to=housing evidence=social-worker-letter shows=violence");
    file.owes("HA96-s166A-3-additional").due("2018-03-08").because(&["letter", "applied"]).is("late");
    file.owes("OMB-panel-referral").due("2018-03-08").is("late");
    // Overcrowding answers nothing of this.
    let file = file.on("2018-03-05", "priority-awarded by=housing band=C letter answers=bad-housing");
    file.owes("HA96-s166A-3-additional").is("late");
    let file = file.on("2018-03-06", "panel-listed by=housing");
    file.owes("OMB-panel-referral").is("met");
    file.on("2018-03-07", "decision-made by=housing subject=panel outcome=in-favour letter answers=violence")
        .owes("HA96-s166A-3-additional")
        .is("met");
}

#[test]
fn evidence_without_an_application_to_the_register_raises_nothing_there() {
    let file =
        a_council().on("2026-03-01", "evidence-received by=children to=housing evidence=social-worker-letter shows=violence");
    file.owes_nothing_under("HA96-s166A-3-additional");
    file.owes_nothing_under("OMB-panel-referral");
    let file = applied("2026-03-02")
        .on("2026-03-03", "priority-awarded by=housing band=A highest letter answers=abuse")
        .on("2026-03-05", "evidence-received by=children to=housing evidence=social-worker-letter shows=violence");
    file.owes_nothing_under("HA96-s166A-3-additional");
}

#[test]
fn an_urgent_move_is_followed_by_an_offer() {
    let file = applied("2026-03-02").on("2026-03-03", "agreed: urgent-move-agreed by=housing");
    file.owes("HA96-s166A-3-additional").due("2026-03-10").because(&["agreed"]).is("late");
    let file = file.on("2026-03-05", "offer-made by=housing home=social");
    file.owes("HA96-s166A-3-additional").is("late");
    file.on("2026-03-06", "offer-made by=housing home=social suitability_checked").owes("HA96-s166A-3-additional").is("met");
}

#[test]
fn a_place_lost_because_the_panel_was_not_told_is_given_back() {
    let file = applied("2018-01-08")
        .on("2018-02-01", "letter: evidence-received by=children to=housing evidence=social-worker-letter shows=violence")
        .on("2018-10-01", "award: priority-awarded by=housing band=A highest letter answers=violence");
    let all = file.all("OMB-panel-referral");
    assert_eq!(all.len(), 2);
    let file = file.on("2018-10-03", "remedy-agreed by=housing remedy=backdating");
    file.all("OMB-panel-referral").remove(1).because(&["award", "letter"]).is("met");
    let dated = applied("2018-01-08")
        .on("2018-02-01", "letter: evidence-received by=children to=housing evidence=social-worker-letter shows=violence")
        .on("2018-10-01", "award: priority-awarded by=housing band=A highest letter answers=violence effective=2018-02-01");
    dated.owes("OMB-panel-referral").is("ended");
}

#[test]
fn no_local_connection_is_asked_of_somebody_who_flees_abuse_since_july_2025() {
    let refused = |day: &str| {
        a_council()
            .on("2024-01-02", "disclosure-made to=housing")
            .on("2024-01-02", "housing-applied to=housing register")
            .on(day, "decision-made by=housing subject=qualification outcome=against letter review_right local_connection")
    };
    refused("2025-07-09").owes_nothing_under("SI2025/706-no-local-connection");
    refused("2025-07-10").owes("SI2025/706-no-local-connection").due("2025-07-14").is("late");
    refused("2025-07-10")
        .on("2025-07-11", "register-assessed by=housing answers=abuse")
        .owes("SI2025/706-no-local-connection")
        .is("met");
    a_council()
        .on("2026-01-02", "housing-applied to=housing register")
        .on("2026-01-05", "turned-away by=housing how=wrong-area")
        .owes_nothing_under("SI2025/706-no-local-connection");
}

#[test]
fn a_tenant_for_life_who_flees_stays_one() {
    let moved = |day: &str| {
        a_council()
            .on("2015-01-02", "tenancy-held person=her tenure=social-joint")
            .on("2021-01-04", "disclosure-made to=housing")
            .on(day, "placement-made by=housing home=social settled suitability_checked")
    };
    moved("2021-10-29").owes_nothing_under("HA85-s81ZA-lifetime");
    let file = moved("2021-11-01");
    file.owes("HA85-s81ZA-lifetime").is("late");
    let file = file.on("2021-11-02", "tenancy-held person=her tenure=social-sole fixed_term landlord=housing");
    assert!(file.all("HA85-s81ZA-lifetime").iter().all(|one| one.owed.end.fact().is_none()));
    let file = file.on("2021-11-04", "tenancy-held person=her tenure=social-sole landlord=housing");
    assert!(file.all("HA85-s81ZA-lifetime").iter().all(|one| one.owed.end.fact().is_some()));
}

#[test]
fn that_she_has_applied_is_told_to_nobody() {
    let file = a_council()
        .person("advocate", Role::Representative)
        .team("police", Function::Police, "force")
        .on("2026-03-02", "information-shared by=housing with=advocate items=application")
        .on("2026-03-02", "information-shared by=housing with=police items=application");
    file.owes_nothing_under("HA96-s166-4-secrecy");
    let file = file.on("2026-03-03", "told: information-shared by=housing with=him items=application");
    file.owes("HA96-s166-4-secrecy").due("2026-03-03").is("late");
    file.on("2026-03-03", "breach-found by=housing person=her items=application recipient=him of=told")
        .owes("HA96-s166-4-secrecy")
        .is("met");
}

#[test]
fn her_own_word_counts_like_a_letter() {
    let file = applied("2017-11-20").on("2017-12-04", "email: disclosure-made to=housing shows=violence");
    file.owes("OMB-panel-referral").because(&["email", "applied"]).due("2017-12-11").is("late");
    file.owes("HA96-s166A-3-additional").is("late");
    a_council()
        .on("2017-11-20", "housing-applied to=housing register shows=violence")
        .owes_nothing_under("HA96-s166A-3-additional");
}

/// The last day of what is owed under a rule where the council lets homes by the scheme that comes with Holdfast.
fn due_by_the_scheme(file: &TestFile, id: &str) -> Vec<String> {
    let folded = file.fold();
    let mut schemes = Schemes::default();
    schemes.add(folded.services().body(team_id("housing")).into_iter().collect(), standard().clone());
    let standards = Standards { schemes, ..Standards::default() };
    derive(&folded, &standards).iter().filter(|one| one.rule.id == id).map(|one| one.due.date.to_string()).collect()
}

#[test]
fn papers_are_in_for_the_next_panel_of_the_scheme() {
    let told = |day: &str| applied("2026-05-01").on(day, "disclosure-made to=housing shows=violence");
    // The panel meets on 2 June; papers are in by 28 May.
    assert_eq!(due_by_the_scheme(&told("2026-05-26"), "OMB-panel-referral"), ["2026-05-28"]);
    assert_eq!(due_by_the_scheme(&told("2026-05-28"), "OMB-panel-referral"), ["2026-05-28"]);
    assert_eq!(
        due_by_the_scheme(&told("2026-05-29"), "OMB-panel-referral"),
        ["2026-06-05"],
        "five days, though the next is in July"
    );
    assert_eq!(
        due_by_the_scheme(&told("2026-05-01"), "HA96-s166-process"),
        ["2026-05-06"],
        "two working days over a bank holiday"
    );
}

#[test]
fn what_the_panel_decided_is_written_down_within_two_working_days() {
    let file = applied("2026-05-01").on("2026-05-20", "listed: panel-listed by=housing meets=2026-06-02");
    file.owes("OMB-panel-outcome").by_whom("housing").since("2026-06-02").due("2026-06-04");
    file.clone()
        .on("2026-06-03", "decision-made by=housing subject=panel outcome=in-favour letter of=listed")
        .owes("OMB-panel-outcome")
        .is("met");
    file.clone()
        .on("2026-05-21", "decision-made by=housing subject=panel outcome=in-favour letter")
        .owes_nothing_under("OMB-panel-outcome");
    let again = file.on("2026-06-02", "again: panel-listed by=housing meets=2026-07-07");
    assert_eq!(again.all("OMB-panel-outcome").len(), 2);
    again.all("OMB-panel-outcome").remove(0).because(&["listed"]).is("ended");
}

#[test]
fn a_home_that_was_offered_before_anybody_decided_wants_a_decision() {
    let file = a_council()
        .team("register", Function::Allocations, "council")
        .on("2026-05-01", "applied: housing-applied to=register register")
        .on("2026-05-04", "offer: offer-made by=register home=social suitability_checked");
    file.owes("HA96-s166A-14").by_whom("register").due("2026-05-06").because(&["offer", "applied"]).is("late");
    file.on("2026-05-05", "priority-awarded by=register band=A highest letter").owes("HA96-s166A-14").is("met");
    a_council()
        .team("register", Function::Allocations, "council")
        .on("2026-05-01", "housing-applied to=register register")
        .on("2026-05-02", "urgent-move-agreed by=register")
        .on("2026-05-04", "offer-made by=register home=social suitability_checked")
        .owes_nothing_under("HA96-s166A-14");
}

#[test]
fn a_landlord_that_is_asked_for_a_home_says_whether_it_has_one() {
    let file = a_council()
        .team("register", Function::Allocations, "council")
        .team("lantern", Function::Landlord, "lantern")
        .on("2026-05-01", "housing-applied to=register register")
        .on("2026-05-06", "asked: referral-made by=register to=lantern referral=housing");
    file.owes("HA96-s170").by_whom("lantern").due("2026-05-13").is("late");
    file.on("2026-05-11", "referral-answered referral=asked by=lantern accepted").owes("HA96-s170").is("met");
}

#[test]
fn whoever_moves_to_a_refuge_while_her_application_waits_is_given_priority() {
    let file = applied("2026-05-01").on("2026-05-06", "refuge: placement-made by=housing home=refuge");
    file.owes("DASH18-guidance").because(&["refuge", "applied"]).due("2026-05-13").is("late");
    file.on("2026-05-12", "priority-awarded by=housing band=A highest letter").owes("DASH18-guidance").is("met");
    applied("2026-05-01")
        .on("2026-05-02", "priority-awarded by=housing band=A highest letter")
        .on("2026-05-06", "placement-made by=housing home=refuge")
        .owes_nothing_under("DASH18-guidance");
}

#[test]
fn a_home_that_may_suit_her_is_looked_at_before_anybody_else_is_offered_it() {
    let file = applied("2026-05-01").on("2026-05-06", "fits: home-fits by=housing vacancy=v1 until=2026-05-07");
    file.owes("INT-home-fits").by_whom("housing").due("2026-05-07").is("late");
    let file = file.on("2026-05-07", "offer: offer-made by=housing home=social suitability_checked");
    file.clone().on("2026-05-07", "home-kept by=housing vacancy=v2").owes("INT-home-fits").is("late");
    file.clone().on("2026-05-07", "home-passed by=housing vacancy=v1").owes("INT-home-fits").is("met");
    file.on("2026-05-07", "home-kept by=housing vacancy=v1").owes("INT-home-fits").is("met");
}
