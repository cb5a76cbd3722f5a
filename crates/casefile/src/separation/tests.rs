//! What keeping him away owes, told as short cases.

use crate::facts::Function;
use crate::testing::{TestFile, a_council};

fn with_landlord() -> TestFile {
    a_council().team("landlord", Function::Landlord, "association")
}

#[test]
fn he_is_not_housed_unscreened() {
    let file = with_landlord().on("2018-05-01", "housed: alleged-perpetrator-housed person=him by=landlord near_survivor");
    file.owes("OMB-perp-allocation").by_whom("landlord").due("2018-05-01").is("late");
    file.on("2018-05-01", "separation-checked by=housing person=him").owes("OMB-perp-allocation").is("met");
    with_landlord()
        .on("2018-05-01", "alleged-perpetrator-housed person=him by=landlord screened")
        .on("2018-05-01", "alleged-perpetrator-moved person=him housed_by=landlord")
        .owes_nothing_under("OMB-perp-allocation");
    with_landlord()
        .on("2018-04-20", "separation-checked by=housing person=him")
        .on("2018-05-01", "alleged-perpetrator-moved person=him housed_by=landlord")
        .owes_nothing_under("OMB-perp-allocation");
}

#[test]
fn a_move_of_his_own_is_nobodys_letting() {
    with_landlord().on("2018-05-01", "alleged-perpetrator-moved person=him").owes_nothing_under("OMB-perp-allocation");
}

#[test]
fn a_report_that_he_is_near_is_looked_at_by_the_next_day_and_acted_on_in_five() {
    let file = a_council().on("2018-06-04", "near: proximity-reported by=her to=housing person=him");
    file.owes("OMB-proximity-report-triage").by_whom("housing").due("2018-06-05").is("late");
    file.owes("OMB-proximity-report").due("2018-06-11").is("late");
    let file = file.on("2018-06-05", "proximity-triaged by=housing report=near accepted");
    file.owes("OMB-proximity-report-triage").is("met");
    // Agreed as urgent, and nothing offered: it climbs to the director.
    let file = file.on("2018-06-06", "agreed: urgent-move-agreed by=housing of=near");
    file.all("OMB-proximity-report").remove(0).is("met");
    let owing = file.all("OMB-proximity-report").remove(1).because(&["agreed", "near"]).due("2018-06-13").is("late");
    assert_eq!(owing.owed.ladder().last().unwrap().to, crate::facts::Rung::Director);
    file.on("2018-06-08", "placement-made by=housing home=temporary").all("OMB-proximity-report").remove(1).is("met");
}

#[test]
fn a_decision_for_her_still_has_to_be_carried_out() {
    let file = a_council().on("2018-06-04", "near: proximity-reported by=her to=housing person=him");
    let agreed = file.clone().on("2018-06-06", "yes: decision-made by=housing subject=urgent-move outcome=in-favour letter");
    agreed.all("OMB-proximity-report").remove(1).because(&["yes", "near"]).is("late");
    file.on("2018-06-06", "decision-made by=housing subject=urgent-move outcome=against letter review_right")
        .owes("OMB-proximity-report")
        .is("met");
}

#[test]
fn an_urgent_move_for_another_reason_is_no_report_that_he_is_near() {
    a_council().on("2018-06-06", "urgent-move-agreed by=housing").owes_nothing_under("OMB-proximity-report");
}

#[test]
fn a_report_is_not_disproved_by_one_wrong_address() {
    let file = with_landlord()
        .on("2018-06-04", "near: proximity-reported by=her to=housing person=him")
        .on("2018-06-05", "denied: proximity-triaged by=housing report=near");
    file.owes("OMB-proximity-report-triage").is("late");
    file.owes("OMB-proximity-report").is("late");
    file.owes("STALE-contact").because(&["denied"]).due("2018-06-06").is("late");
    file.on("2018-06-06", "proximity-triaged by=housing report=near accepted").owes("STALE-contact").is("met");
}

#[test]
fn two_sources_of_these_days_disprove_it() {
    let file = with_landlord()
        .on("2018-06-04", "near: proximity-reported by=her to=housing person=him")
        .on("2018-06-04", "address-verified by=housing person=him with=landlord sources=2")
        .on("2018-06-05", "proximity-triaged by=housing report=near");
    file.owes("OMB-proximity-report-triage").is("met");
    file.owes("OMB-proximity-report").is("ended");
    file.owes_nothing_under("STALE-contact");
}

#[test]
fn an_address_needs_a_second_source_and_a_wrong_one_is_put_right() {
    let file = with_landlord().on("2018-06-04", "once: address-verified by=housing person=him with=landlord");
    file.owes("STALE-contact").is("late");
    file.on("2018-06-05", "address-verified by=housing person=him with=landlord sources=2").owes("STALE-contact").is("met");
    let file = with_landlord().on("2018-06-04", "address-verified by=housing person=him with=landlord sources=2 wrong");
    file.owes("STALE-contact").is("late");
    file.on("2018-06-05", "address-recorded person=him value=elsewhere by=housing").owes("STALE-contact").is("met");
}
