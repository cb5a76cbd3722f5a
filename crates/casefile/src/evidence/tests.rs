//! What evidence owes, told as short cases.

use crate::facts::{Function, Role};
use crate::testing::{TestFile, a_council};

fn with_police() -> TestFile {
    a_council().team("police", Function::Police, "force")
}

#[test]
fn whoever_decides_reads_what_arrived() {
    let file = with_police()
        .team("reception", Function::ContactCentre, "council")
        .team("charity", Function::Charity, "charity")
        .on("2026-03-02", "letter: evidence-received by=police to=reception evidence=police-letter shows=threats")
        .on("2026-03-02", "evidence-received by=her to=charity evidence=statement shows=threats");
    file.owes("COG21-believe").by_whom("housing").due("2026-03-04").is("late");
    let file = file.on("2026-03-03", "evidence-considered by=charity evidence=letter");
    file.owes("COG21-believe").is("late");
    file.clone().on("2026-03-04", "evidence-considered by=housing evidence=letter changes").owes("COG21-believe").is("met");
    file.clone()
        .on("2026-03-04", "decision-made by=housing subject=homelessness outcome=in-favour letter considered=letter")
        .owes("COG21-believe")
        .is("met");
    file.on("2026-03-04", "decision-made by=housing subject=homelessness outcome=against considered=letter")
        .owes("COG21-believe")
        .is("late");
}

#[test]
fn a_score_that_is_too_low_decides_nothing() {
    let file = a_council().on("2018-06-04", "score: turned-away by=housing how=score-too-low");
    file.owes("MARAC-not-a-gate").due("2018-06-06").is("late");
    let file = file.on("2018-06-05", "decision-made by=housing subject=priority outcome=against letter review_right on_score");
    file.owes("MARAC-not-a-gate").because(&["score", "decision-made 2018-06-05"]).is("late");
    file.on("2018-06-06", "placement-made by=housing home=refuge").owes("MARAC-not-a-gate").is("met");
}

#[test]
fn new_evidence_of_high_risk_is_decided_on_while_she_waits_for_a_home() {
    let file = with_police()
        .on("2018-01-08", "applied: housing-applied to=housing register shows=threats")
        .on("2018-06-04", "letter: evidence-received by=police to=housing evidence=idva-letter shows=high-risk,violence");
    file.owes("MARAC-not-a-gate").because(&["letter", "applied"]).due("2018-06-06").is("late");
    file.clone().on("2018-06-05", "duty-accepted by=children duty=child-in-need").owes("MARAC-not-a-gate").is("late");
    file.on("2018-06-05", "duty-accepted by=housing duty=relief").owes("MARAC-not-a-gate").is("met");
    with_police()
        .on("2018-06-04", "evidence-received by=police to=housing evidence=idva-letter shows=high-risk")
        .owes_nothing_under("MARAC-not-a-gate");
}

#[test]
fn a_referral_to_the_conference_may_go_by_a_score() {
    a_council()
        .on("2018-06-04", "decision-made by=housing subject=marac outcome=against on_score")
        .owes_nothing_under("MARAC-not-a-gate");
}

#[test]
fn proof_is_no_condition_and_is_fetched_by_the_body() {
    let file = with_police().on("2019-01-28", "turned-away by=housing how=bring-proof");
    file.owes("COG21-no-blanket-proof").due("2019-01-29").is("late");
    file.owes("COG21-sources").is("late");
    let file = file.on("2019-01-29", "evidence-requested by=housing from=police evidence=police-letter");
    file.owes("COG21-sources").is("met");
    file.owes("COG21-no-blanket-proof").is("late");
    file.on("2019-01-29", "duty-accepted by=housing duty=relief").owes("COG21-no-blanket-proof").is("met");
}

#[test]
fn asking_her_for_what_the_police_have_is_mended_by_asking_the_police() {
    let file = with_police().on("2019-01-28", "evidence-requested by=housing from=her evidence=police-letter");
    file.owes("COG21-no-blanket-proof").is("late");
    let file = file.on("2019-01-29", "evidence-requested by=housing from=police evidence=police-letter");
    file.owes("COG21-no-blanket-proof").is("met");
    file.owes("COG21-sources").is("met");
}

#[test]
fn asking_a_body_or_asking_her_who_she_is_owes_nothing() {
    let file = with_police()
        .on("2019-01-28", "evidence-requested by=housing from=police evidence=police-letter")
        .on("2019-01-28", "evidence-requested by=housing from=her evidence=identity");
    file.owes_nothing_under("COG21-no-blanket-proof");
    file.owes_nothing_under("COG21-sources");
}

#[test]
fn what_is_there_already_is_read_and_not_asked_for_again() {
    let file = with_police()
        .on("2019-01-07", "letter: evidence-received by=her to=housing evidence=police-letter shows=threats")
        .on("2019-01-28", "asked-again by=housing of=letter");
    file.owes("COG21-no-blanket-proof").is("late");
    file.on("2019-01-29", "evidence-considered by=housing evidence=letter").owes("COG21-no-blanket-proof").is("met");
}

#[test]
fn an_enquiry_that_reaches_him_is_an_incident() {
    let file = a_council().on("2026-03-02", "asked: contact-with-alleged-perpetrator by=housing person=him about_survivor");
    file.owes("COG21-never-contact-perp").due("2026-03-02").is("late");
    file.on("2026-03-02", "safety-measure by=housing measure=police-marker because=asked")
        .owes("COG21-never-contact-perp")
        .is("met");
    a_council()
        .on("2026-03-02", "contact-with-alleged-perpetrator by=children person=him")
        .owes_nothing_under("COG21-never-contact-perp");
    a_council()
        .on("2026-03-02", "evidence-requested by=housing from=him evidence=statement")
        .owes("COG21-never-contact-perp")
        .is("late");
}

#[test]
fn only_threatened_is_taken_back_and_decided_again() {
    let file = a_council().on("2019-03-04", "turned-away by=housing how=only-threatened");
    file.owes("COG21-threat-is-abuse").due("2019-03-05").is("late");
    let before = file.owes("DAA21-s1-definition").due("2019-03-06").is("late");
    assert!(before.owed.rule.source.act.starts_with("Housing Act"));
    let file = file.on("2019-03-05", "harm-acknowledged by=housing");
    file.owes("COG21-threat-is-abuse").is("met");
    file.owes("DAA21-s1-definition").is("late");
    file.clone()
        .on("2019-03-06", "decision-made by=housing subject=homelessness outcome=against letter review_right")
        .owes("DAA21-s1-definition")
        .is("late");
    file.on("2019-03-06", "decision-made by=housing subject=homelessness outcome=against letter review_right answers=threats")
        .owes("DAA21-s1-definition")
        .is("met");
    let after = a_council().on("2021-07-05", "turned-away by=housing how=no-risk").owes("DAA21-s1-definition");
    assert!(after.owed.rule.source.act.starts_with("Domestic Abuse Act"));
}

#[test]
fn letters_from_prison_are_counted_as_danger() {
    let file = with_police()
        .team("prison", Function::Prison, "prison-service")
        .on("2019-03-04", "abuse-happened by=him of=her shows=from-custody to=housing");
    file.owes("COG21-threat-is-abuse").by_whom("housing").due("2019-03-05").is("late");
    file.on("2019-03-05", "information-shared by=housing with=prison").owes("COG21-threat-is-abuse").is("met");
}

#[test]
fn how_they_are_connected_is_recorded() {
    let file = a_council().person("father", Role::AllegedPerpetrator).on("2020-01-06", "assaulted by=father of=her to=housing");
    file.owes("DAA21-s2-connected").because(&["assaulted 2020-01-06"]).is("late");
    file.on("2020-01-07", "relationship-recorded person=father relation=parent with=her").owes("DAA21-s2-connected").is("met");
    a_council().on("2022-01-06", "assaulted by=him of=her to=housing").owes_nothing_under("DAA21-s2-connected");
}

#[test]
fn abuse_in_a_paper_about_something_else_is_looked_at_by_a_person() {
    let file = a_council()
        .on("2020-01-06", "paper: evidence-received by=her to=housing evidence=medical-evidence shows=health,violence");
    file.owes("DAA21-s2-connected").because(&["paper"]).due("2020-01-07").is("late");
    file.on("2020-01-07", "interview-held by=housing private").owes("DAA21-s2-connected").is("met");
    a_council()
        .on("2020-01-03", "disclosure-made to=housing")
        .on("2020-01-06", "evidence-received by=her to=housing evidence=medical-evidence shows=violence")
        .owes_nothing_under("DAA21-s2-connected");
}

#[test]
fn an_interview_about_abuse_is_private_by_somebody_trained_and_she_chooses_by_whom() {
    let file = a_council().on("2014-08-11", "public: interview-held by=housing shows=threats");
    for rule in ["COG21-private", "COG21-trained-officer", "COG21-same-sex"] {
        file.owes(rule).because(&["public"]).is("late");
    }
    let file = file.on("2014-08-13", "interview-held by=housing private trained_officer");
    file.owes("COG21-private").is("met");
    file.owes("COG21-trained-officer").is("met");
    let same_sex = file.owes("COG21-same-sex");
    same_sex.because(&["public", "interview-held 2014-08-13"]).is("late");
}

#[test]
fn an_interview_about_something_else_owes_nothing_of_this() {
    let file = a_council().on("2014-08-11", "interview-held by=housing");
    file.owes_nothing_under("COG21-private");
    file.owes_nothing_under("COG21-same-sex");
}

#[test]
fn a_score_to_be_reached_first_is_proof_made_a_condition() {
    let file = a_council().on("2018-06-04", "turned-away by=housing how=score-too-low");
    file.owes("COG21-no-blanket-proof").is("late");
    file.owes_nothing_under("COG21-sources");
}

#[test]
fn where_he_lives_is_asked_of_his_landlord_and_never_of_him() {
    let file = a_council()
        .team("landlord", Function::Landlord, "association")
        .on("2018-04-09", "near: proximity-reported by=her to=housing person=him");
    file.owes("COG21-never-contact-perp").due("2018-04-11").is("late");
    file.clone()
        .on("2018-04-10", "information-asked by=housing of=landlord about=him")
        .owes("COG21-never-contact-perp")
        .is("met");
    file.on("2018-04-10", "proximity-triaged by=housing report=near accepted").owes("COG21-never-contact-perp").is("ended");
}
