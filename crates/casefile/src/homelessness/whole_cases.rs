//! Whole cases: one that is handled as it should be, and one that is none of housing's business. Nothing may cry wolf in either.

use jiff::civil::{DateTime, date};

use crate::facts::Function;
use crate::obligations::{Rule, Standards, State, derive};
use crate::testing::{TestFile, a_council};

/// What is late under the rules about homes at the end of a day.
fn late(file: &TestFile, at: DateTime) -> Vec<(&'static str, State)> {
    let rooms: [&[&Rule]; 4] = [super::RULES, crate::accommodation::RULES, crate::release_watch::RULES, crate::tenancies::RULES];
    derive(&file.fold(), &Standards::default())
        .into_iter()
        .filter(|one| rooms.iter().any(|rules| rules.iter().any(|rule| std::ptr::eq(*rule, one.rule))))
        .map(|one| (one.rule.id, one.state(at)))
        .filter(|(_, state)| matches!(state, State::Late | State::MetLate | State::Missed))
        .collect()
}

#[test]
fn in_a_case_that_is_handled_well_nothing_is_late() {
    let file = a_council()
        .child("child")
        .team("landlord", Function::Landlord, "housing-association")
        .outsider("neighbours", Function::Housing, "council-next-door")
        .on("2026-02-27", "tenancy: tenancy-held person=her tenure=social-sole landlord=landlord to=housing")
        .on("2026-03-02", "told: disclosure-made to=housing shows=violence,unsafe-home,child-witness asks=safe-tonight,advice")
        .on("2026-03-02", "interview-held by=housing private trained_officer same_sex_offered options_explained account_taken")
        .on("2026-03-02", "homelessness-opened by=housing of=told")
        .on("2026-03-02", "unsafe-area-named by=her to=housing")
        .on("2026-03-02", "placed: placement-made by=housing home=temporary host=neighbours with_children suitability_checked")
        .on("2026-03-03", "duty-accepted by=housing duty=relief satisfied=2026-03-03 letter")
        .on("2026-03-04", "tenancy-advice-given by=housing advice=options in_writing")
        .on("2026-03-05", "placement-notified by=housing to=neighbours placement=placed links_checked")
        .on("2026-03-05", "homelessness-assessed by=housing in_writing")
        .on("2026-03-06", "plan-made by=housing plan=personalised-housing-plan copy_given")
        .on("2026-03-09", "evidence-received by=her to=housing evidence=police-letter shows=violence")
        .on("2026-03-12", "plan-reviewed by=housing plan=personalised-housing-plan told")
        .on("2026-04-08", "plan-reviewed by=housing plan=personalised-housing-plan told")
        .on("2026-04-28", "duty-accepted by=housing duty=main letter")
        .on("2026-04-29", "tenancy-advice-given by=housing advice=end in_writing")
        .on("2026-04-30", "plan-reviewed by=housing plan=personalised-housing-plan told")
        .on("2026-05-11", "offer-made by=housing home=social suitability_checked")
        .on("2026-05-20", "tenancy-ended tenancy=tenancy to=housing")
        .on("2026-05-22", "plan-reviewed by=housing plan=personalised-housing-plan told")
        .on("2026-06-01", "placement-made by=housing home=social settled suitability_checked");
    for day in ["2026-03-09", "2026-04-28", "2026-06-30", "2027-06-30"] {
        let at = day.parse::<jiff::civil::Date>().unwrap().at(23, 59, 0, 0);
        assert_eq!(late(&file, at), [], "on {day}");
    }
}

#[test]
fn where_nobody_asks_for_a_home_and_housing_is_told_nothing_nothing_is_owed_about_homes() {
    let file = a_council()
        .child("child")
        .team("school", Function::School, "school")
        .on("2026-03-02", "referral-made by=school to=children referral=children shows=child-witness")
        .known_to("school", "2026-03-02")
        .known_to("children", "2026-03-02")
        .on("2026-03-03", "assaulted by=him of=her injured to=children")
        .known_to("children", "2026-03-03")
        .on("2026-03-20", "plan-made by=children plan=child-in-need-plan copy_given")
        .on("2026-04-20", "complaint-made by=her to=children");
    assert_eq!(late(&file, date(2027, 1, 1).at(0, 0, 0, 0)), []);
}

#[test]
fn what_was_recorded_by_mistake_owes_nothing() {
    a_council()
        .on("2026-03-02", "wrong: disclosure-made to=housing asks=safe-tonight")
        .on("2026-03-03", "noted to=housing")
        .superseding("wrong")
        .owes_nothing_under("HA96-s188-interim");
}

#[test]
fn what_she_told_is_owed_from_the_day_on_which_she_told_it_however_late_it_is_written_down() {
    a_council()
        .on("2026-03-02", "disclosure-made to=housing asks=safe-tonight")
        .recorded("2026-03-20")
        .owes("HA96-s188-interim")
        .since("2026-03-02")
        .due("2026-03-02");
}

#[test]
fn what_nobody_was_told_face_to_face_is_owed_from_the_day_on_which_it_was_recorded() {
    let letter = "evidence-received by=children to=housing evidence=social-worker-letter shows=abuse,unsafe-home";
    a_council()
        .on("2026-03-02", "housing-applied to=housing register")
        .on("2026-03-04", letter)
        .recorded("2026-03-20")
        .owes("HA96-s188-interim")
        .since("2026-03-20");
    // Another service of the file, which was not the one that was told, learns of it when it is written down.
    a_council()
        .on("2026-03-02", "disclosure-made to=children asks=safe-tonight")
        .recorded("2026-03-20")
        .owes("HA96-s188-interim")
        .by_whom("housing")
        .since("2026-03-20");
}
