//! What moves owe, told as short cases.

use crate::facts::Function;
use crate::testing::{TestFile, a_council};

fn two_boroughs() -> TestFile {
    a_council().team("next", Function::Housing, "council-next").team("third", Function::Housing, "council-third")
}

fn tenant() -> TestFile {
    two_boroughs().on("2012-01-03", "tenancy: tenancy-held person=her tenure=social-sole landlord=housing")
}

#[test]
fn the_borough_that_is_asked_decides_in_five_working_days() {
    let file = two_boroughs().on("2014-11-03", "sent: reciprocal-referred by=housing to=next");
    file.owes("WL-reciprocal-5wd").by_whom("next").due("2014-11-10").is("late");
    file.on("2015-01-19", "reciprocal-answered referral=sent by=next accepted").owes("WL-reciprocal-5wd").is("met-late");
}

#[test]
fn after_five_working_days_the_sender_goes_to_the_next() {
    let file = two_boroughs().on("2014-11-03", "sent: reciprocal-referred by=housing to=next");
    file.owes("WL-reciprocal-5wd-release").by_whom("housing").since("2014-11-11").due("2014-11-11").on("2014-11-10", "coming");
    file.clone()
        .on("2014-11-07", "reciprocal-answered referral=sent by=next accepted")
        .owes_nothing_under("WL-reciprocal-5wd-release");
    let file = file.on("2014-11-11", "reciprocal-referred by=housing to=third");
    file.all("WL-reciprocal-5wd-release").remove(0).is("met");
}

#[test]
fn she_is_told_of_a_refusal_and_of_what_comes_next() {
    let file = two_boroughs()
        .on("2014-11-03", "sent: reciprocal-referred by=housing to=next")
        .on("2014-11-07", "no: reciprocal-answered referral=sent by=next");
    let told = file.all("WL-reciprocal-5wd").remove(1).because(&["no"]).by_whom("housing").due("2014-11-10");
    told.is("late");
    file.owes("WL-reciprocal-5wd-release").because(&["no"]).is("late");
    let file = file.on("2014-11-10", "survivor-updated by=housing about=no");
    file.all("WL-reciprocal-5wd").remove(1).is("met");
}

#[test]
fn a_tenant_who_must_leave_the_area_is_referred_at_once() {
    let file = tenant().on("2014-08-11", "unsafe: unsafe-area-named by=her to=housing whole_area");
    file.owes("WL-reciprocal-5wd").because(&["unsafe", "tenancy"]).by_whom("housing").due("2014-08-12").is("late");
    file.owes("XFER-bundle").due("2014-08-12").is("late");
    let file = file.on("2014-08-12", "reciprocal-referred by=housing to=next");
    file.all("WL-reciprocal-5wd").remove(1).is("met");
    file.owes("XFER-bundle").is("met");
    let private = two_boroughs().on("2014-08-11", "unsafe-area-named by=her to=housing whole_area");
    private.owes_nothing_under("WL-reciprocal-5wd");
    private.owes("XFER-bundle").is("late");
}

#[test]
fn the_pan_london_scheme_circulates_in_a_week_and_promises_no_offer() {
    let file = two_boroughs()
        .team("scheme", Function::Charity, "scheme")
        .on("2026-03-02", "sent: reciprocal-referred by=housing to=scheme scheme=Pan-London");
    file.owes("PLHR-circulate-1w").by_whom("scheme").due("2026-03-09").is("late");
    file.owes_nothing_under("WL-reciprocal-5wd");
    file.owes_nothing_under("WL-reciprocal-5wd-release");
    file.on("2026-03-06", "reciprocal-referred by=scheme to=next scheme=Pan-London").owes("PLHR-circulate-1w").is("met");
}

#[test]
fn a_move_inside_the_area_is_hers_to_judge() {
    let file = two_boroughs().on("2014-09-01", "inside: managed-move-pursued by=housing");
    file.owes("HMS-managed-move").due("2014-09-02").is("late");
    file.owes_nothing_under("COG21-area-restrictions");
    file.on("2014-09-02", "wishes-recorded of=her by=housing").owes("HMS-managed-move").is("met");
    two_boroughs().on("2014-09-01", "managed-move-pursued by=housing she_says_safe").owes_nothing_under("HMS-managed-move");
}

#[test]
fn an_area_that_she_calls_unsafe_is_kept_out_of() {
    let file = two_boroughs()
        .on("2014-08-11", "unsafe: unsafe-area-named by=her to=housing whole_area")
        .on("2014-09-01", "inside: managed-move-pursued by=housing");
    file.owes("COG21-area-restrictions").because(&["unsafe", "inside"]).due("2014-08-13").is("late");
    file.on("2014-09-02", "reciprocal-referred by=housing to=next").owes("COG21-area-restrictions").is("met-late");
    let file = two_boroughs()
        .on("2026-03-02", "unsafe: unsafe-area-named by=her to=housing")
        .on("2026-03-03", "plan-reviewed by=housing plan=personalised-housing-plan");
    file.owes("COG21-area-restrictions").is("met");
    let over = file.on("2026-03-09", "over: area-restriction-overridden by=housing of=unsafe");
    over.all("COG21-area-restrictions").remove(1).because(&["over"]).is("late");
    let over = over.on("2026-03-10", "area-restriction-overridden by=housing of=unsafe reasons=written");
    over.all("COG21-area-restrictions").remove(1).is("met");
}

#[test]
fn refuge_is_offered_while_a_scheme_runs() {
    let file = two_boroughs().on("2014-11-03", "reciprocal-referred by=housing to=next");
    file.owes("ROUTES-TO-SUPPORT").by_whom("housing").due("2014-11-04").is("late");
    file.on("2014-11-04", "refuge-sought by=housing").owes("ROUTES-TO-SUPPORT").is("met");
    two_boroughs()
        .on("2014-11-01", "moved person=her safe")
        .on("2014-11-03", "reciprocal-referred by=housing to=next")
        .owes_nothing_under("ROUTES-TO-SUPPORT");
    two_boroughs()
        .on("2014-11-01", "placement-made by=housing home=temporary")
        .on("2014-11-03", "reciprocal-referred by=housing to=next")
        .owes_nothing_under("ROUTES-TO-SUPPORT");
}

#[test]
fn a_move_across_a_border_gets_one_list() {
    let file = two_boroughs().on("2026-03-02", "moved: moved person=her to_area_of=next to=housing");
    file.owes("XFER-bundle").by_whom("housing").due("2026-03-03").is("late");
    file.on("2026-03-03", "plan-reviewed by=housing plan=safety-plan").owes("XFER-bundle").is("met");
    two_boroughs().on("2026-03-02", "moved person=her to_area_of=next").owes("XFER-bundle").by_whom("housing");
    two_boroughs().on("2026-03-02", "moved person=her to=housing").owes_nothing_under("XFER-bundle");
}
