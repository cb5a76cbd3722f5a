//! What confidentiality owes, told as short cases.

use crate::facts::{Function, Role};
use crate::testing::{TestFile, a_council};

fn council() -> TestFile {
    a_council().team("protection", Function::DataProtection, "council").child("child")
}

#[test]
fn what_she_wants_kept_is_marked_the_same_day() {
    let file = council().on("2020-06-01", "asked: confidentiality-asked by=her to=children items=phone keep_from=him");
    file.owes("ACCESS-markers").by_whom("children").due("2020-06-01").is("late");
    let elsewhere = file.clone().on("2020-06-01", "marker-set person=her items=address keep_from=him by=children");
    elsewhere.owes("ACCESS-markers").is("late");
    let closed = file.clone().on("2020-06-05", "case-closed by=children why=declined-support");
    closed.owes("ACCESS-markers").is("late");
    file.on("2020-06-01", "marker-set person=her items=phone keep_from=him by=children").owes("ACCESS-markers").is("met");
}

#[test]
fn asking_in_passing_is_asking() {
    let file = council().on("2020-06-01", "told: disclosure-made to=children shows=keep-from");
    file.owes("ACCESS-markers").is("late");
    let file = file.on("2020-06-01", "asked: confidentiality-asked by=her to=children items=phone keep_from=him");
    file.all("ACCESS-markers").remove(1).because(&["told"]).is("ended");
    council().on("2020-06-01", "disclosure-made to=children").owes_nothing_under("ACCESS-markers");
    council().on("2020-06-01", "contact-made by=her to=children asks=confidentiality").owes("ACCESS-markers").is("late");
}

#[test]
fn what_is_marked_already_need_not_be_marked_again() {
    council()
        .on("2020-05-01", "marker-set person=her items=everything keep_from=him by=children")
        .on("2020-06-01", "confidentiality-asked by=her to=children items=phone keep_from=him")
        .owes_nothing_under("ACCESS-markers");
}

#[test]
fn a_warning_that_nobody_met_is_mended() {
    let file = council()
        .on("2016-01-04", "records-flagged by=housing")
        .on("2018-05-01", "housed: alleged-perpetrator-housed person=him by=housing");
    file.owes("ACCESS-markers").because(&["housed"]).is("late");
    file.on("2018-05-02", "case-reviewed by=housing").owes("ACCESS-markers").is("met-late");
}

#[test]
fn each_parent_gets_a_copy_of_the_plan_without_what_leads_to_her() {
    let file = council().on("2020-07-01", "plan: plan-made by=children plan=child-in-need-plan contains=phone");
    file.owes("CIN-plan-distribution").by_whom("children").due("2020-07-02").is("late");
    file.clone()
        .on("2020-07-02", "information-shared by=children with=him document=plan items=plan withheld=phone")
        .owes("CIN-plan-distribution")
        .is("met");
    let sent = file.on("2020-07-02", "sent: information-shared by=children with=him document=plan items=plan");
    sent.owes("CIN-plan-distribution").is("missed").ended_by("sent");
    sent.owes("COG21-no-disclosure").because(&["sent"]).due("2020-07-02").is("late");
    sent.on("2020-07-03", "breach-found by=protection items=phone recipient=him of=plan")
        .owes("COG21-no-disclosure")
        .is("met-late");
}

#[test]
fn a_plan_that_leads_nowhere_or_that_he_never_sees_owes_no_copies() {
    council()
        .on("2020-07-01", "plan-made by=children plan=child-in-need-plan")
        .on("2020-07-01", "plan-made by=housing plan=safety-plan contains=phone")
        .owes_nothing_under("CIN-plan-distribution");
}

#[test]
fn services_may_share_to_protect_but_not_what_she_asked_to_be_kept_from_them() {
    let file = council()
        .team("school", Function::School, "school")
        .on("2020-07-01", "information-shared by=children with=school items=address");
    file.owes_nothing_under("COG21-no-disclosure");
    let file = file
        .on("2020-07-02", "marker-set person=her items=address keep_from=school")
        .on("2020-07-03", "again: information-shared by=children with=school items=address");
    file.owes("COG21-no-disclosure").because(&["again"]).is("late");
}

#[test]
fn a_colleague_with_a_link_is_kept_out_and_the_file_restricted() {
    let file = council().on("2026-03-02", "link: staff-link-known person=him team=housing");
    file.owes("COG21-staff-links").by_whom("protection").due("2026-03-02").is("late");
    file.owes("COG21-restrict").by_whom("protection").due("2026-03-03").is("late");
    let file = file.on("2026-03-02", "access-restricted by=protection because=link");
    file.owes("COG21-staff-links").is("met");
    file.owes("COG21-restrict").is("late");
    file.on("2026-03-03", "access-restricted by=protection because=link named_only").owes("COG21-restrict").is("met");
    a_council().on("2026-03-02", "staff-link-known person=him team=housing").owes("COG21-restrict").by_whom("children");
}

#[test]
fn a_leak_to_him_is_her_safety_first_then_telling_her_then_the_regulator() {
    let file = council().on("2020-07-10T16:00", "leak: breach-found by=children person=her items=phone recipient=him");
    file.owes("OMB-breach-safety").by_whom("children").due("2020-07-10").is("late");
    file.owes("GDPR-breach-tell").by_whom("children").due("2020-07-10T20:00").is("late");
    file.owes("GDPR-breach-72h").by_whom("protection").due("2020-07-13T16:00").is("late");
    file.owes("GDPR-breach-record").by_whom("protection").due("2020-07-14").is("late");
    let graded = file.clone().on("2020-07-13", "breach-graded breach=leak by=protection grade=low no_action");
    for rule in ["OMB-breach-safety", "GDPR-breach-tell", "GDPR-breach-72h", "GDPR-breach-record", "OMB-no-minimise"] {
        graded.owes(rule).is("late");
    }
    let met = file
        .on("2020-07-10T17:00", "safety-measure by=children measure=number-changed because=leak")
        .on("2020-07-10T17:30", "person-told-of-breach breach=leak by=children")
        .on("2020-07-13T09:00", "regulator-told breach=leak by=protection")
        .on("2020-07-13", "breach-graded breach=leak by=protection grade=high");
    for rule in ["OMB-breach-safety", "GDPR-breach-tell", "GDPR-breach-72h", "GDPR-breach-record"] {
        met.owes(rule).is("met");
    }
    met.owes_nothing_under("OMB-no-minimise");
}

#[test]
fn a_small_breach_ends_with_a_reason_and_a_high_grade_means_telling_her() {
    let file =
        council().team("school", Function::School, "school").on("2020-07-10", "leak: breach-found by=children recipient=school");
    file.owes_nothing_under("OMB-breach-safety");
    file.owes_nothing_under("GDPR-breach-tell");
    file.clone().on("2020-07-13", "breach-graded breach=leak by=protection grade=low").owes("GDPR-breach-72h").is("ended");
    let high = file.on("2020-07-11", "high: breach-graded breach=leak by=protection grade=high");
    high.owes("GDPR-breach-72h").is("late");
    high.owes("GDPR-breach-tell").because(&["high", "leak"]).is("late");
    high.on("2020-07-11", "person-told-of-breach breach=leak by=children").owes("GDPR-breach-tell").is("met");
}

#[test]
fn before_may_2018_a_leak_was_still_a_danger() {
    let file = council().on("2018-05-24", "breach-found by=children items=phone recipient=him");
    file.owes("OMB-breach-safety").is("late");
    file.owes_nothing_under("GDPR-breach-72h");
    file.owes_nothing_under("GDPR-breach-tell");
}

#[test]
fn an_answer_that_makes_light_of_it_is_taken_back() {
    let file = council().on("2020-09-01", "minimising-said by=children how=low-level,did-not-remind");
    file.owes("OMB-no-minimise").by_whom("children").due("2020-09-08").is("late");
    file.on("2020-09-04", "harm-acknowledged by=children").owes("OMB-no-minimise").is("met");
}

#[test]
fn a_request_for_data_of_a_saturday_in_january_is_answered_on_the_first_monday_of_march() {
    let file = council().on("2026-01-31", "asked: subject-access-asked by=her to=children");
    file.owes("GDPR-SAR-1m").by_whom("protection").due("2026-03-02").is("late");
    file.owes_nothing_under("GDPR-SAR-exempt");
    file.on("2026-02-20", "subject-access-answered request=asked by=protection").owes("GDPR-SAR-1m").is("met");
    council().on("2017-03-01", "subject-access-asked by=her to=children").owes("GDPR-SAR-1m").due("2017-04-09");
}

#[test]
fn his_request_is_read_first_by_somebody_trained() {
    let file = council().on("2026-01-30", "asked: subject-access-asked by=him to=children");
    file.owes("GDPR-SAR-exempt").by_whom("protection").is("late");
    file.clone().on("2026-02-20", "subject-access-answered request=asked by=protection").owes("GDPR-SAR-exempt").is("missed");
    file.on("2026-02-20", "subject-access-answered request=asked by=protection reviewed").owes("GDPR-SAR-exempt").is("met");
    council()
        .person("father", Role::OtherAdult)
        .on("2026-01-05", "relationship-recorded person=father relation=parent with=child")
        .on("2026-01-30", "subject-access-asked by=father to=children")
        .owes("GDPR-SAR-exempt")
        .is("late");
}

#[test]
fn a_public_notice_names_no_place_that_is_to_be_kept() {
    let file = council()
        .team("planning", Function::Planning, "council")
        .on("2026-03-02", "publication-planned by=housing names_address");
    file.owes("PLANNING-notice").by_whom("planning").due("2026-03-02").is("late");
    file.on("2026-03-02", "publication-planned by=planning").owes("PLANNING-notice").is("met");
}

#[test]
fn what_nobody_wrote_down_may_have_been_anything() {
    council().on("2020-07-02", "information-shared by=children with=him").owes("COG21-no-disclosure").is("late");
    council()
        .on("2020-07-02", "information-shared by=children with=him items=plan withheld=phone,address")
        .owes_nothing_under("COG21-no-disclosure");
}
