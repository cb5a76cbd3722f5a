//! What may never be recorded as a lawful outcome.
//!
//! The gate takes one fact that somebody wants to record and the file that it would go into. Each check is one small function that names its
//! source; together they are all that Holdfast refuses because of the law, the guidance or what the Ombudsman found. A refusal always says what
//! is possible instead. Stories pass the same gate, so that a story can show on which day Holdfast would have refused.
//!
//! Next door: what is owed (`obligations`); whether what was typed is a sound date, name or text ([`super::form`]).

mod agreements;
mod confidentiality;
mod decisions;
mod disclosures;
mod duties;
mod evidence;
mod homelessness;
mod homes;
mod links;
mod reviews;
mod services;
mod tenancies;

#[cfg(test)]
mod scene;

use super::Refusal;
use crate::facts::{Body, Fact, Shows, When};
use crate::file::CaseFile;
use crate::ids::TeamId;

/// One check: the file as it stands, what is to be recorded, and when it happened (the law is that of the day).
type Check = fn(&CaseFile, &Body, When) -> Option<Refusal>;

/// Every check, by topic.
const CHECKS: &[Check] = &[
    disclosures::turned_away,
    disclosures::interview_in_private,
    disclosures::interview_by_a_trained_officer,
    disclosures::interviewer_of_the_same_sex,
    disclosures::enquiry_that_reaches_the_alleged_perpetrator,
    disclosures::report_that_he_is_near_disbelieved,
    disclosures::area_restriction_overridden,
    evidence::asked_of_a_person,
    evidence::made_a_condition,
    evidence::asked_again,
    decisions::on_a_score,
    decisions::evidence_unread,
    decisions::disclosed_need_unanswered,
    decisions::without_letter_or_review_right,
    decisions::priority_without_letter,
    decisions::rest_without_letter,
    decisions::local_connection_of_somebody_who_flees,
    decisions::review_without_letter,
    homelessness::decided_on_what_was_corrected,
    homelessness::finding_that_the_law_bars,
    homelessness::accepted_although_it_stands,
    homelessness::prevention_although_she_is_homeless_already,
    homelessness::main_before_relief_is_over,
    homelessness::third_condition_without_a_manager,
    duties::accepted_without_tenancy_advice,
    duties::short_accommodation_for_somebody_who_fled,
    homelessness::short_accommodation_before_relief_has_ended,
    homelessness::ended_although_it_does_not_stand,
    homelessness::ground_that_the_act_does_not_list,
    homelessness::ended_on_what_has_not_happened,
    homelessness::prevention_ended_by_time_while_a_notice_runs,
    homelessness::interim_ended_before_relief,
    duties::ended_without_notice,
    duties::ended_before_its_days_are_over,
    duties::ended_by_time_alone,
    duties::ended_while_safety_is_disputed,
    duties::withdrawn_without_her_own_free_word,
    duties::left_because_she_was_found,
    duties::intentional_although_she_fled,
    duties::not_cooperating,
    reviews::reviewed_twice,
    reviews::asked_too_late,
    reviews::decided_over_her_head,
    reviews::drawn_out_without_her,
    reviews::minded_to_too_late,
    reviews::appeal_without_a_review,
    homes::not_checked,
    homes::on_no_check,
    homes::final_offer_not_checked,
    homes::too_few_bedrooms,
    homes::in_an_area_that_she_named_unsafe,
    homes::managed_move_in_an_unsafe_area,
    homes::alleged_perpetrator_housed_unscreened,
    homes::reciprocal_declined_in_silence,
    tenancies::flexible_after_a_lifetime_tenancy,
    links::links_answered_lightly,
    links::told_without_a_check,
    homelessness::childs_services_told_without_her_agreement,
    confidentiality::shared_with_the_other_side,
    confidentiality::shared_although_marked,
    confidentiality::marker_lifted_by_another,
    confidentiality::marked_item_in_a_plan,
    confidentiality::breach_graded_low,
    confidentiality::breach_to_be_left_alone,
    confidentiality::breach_closed_before_she_is_protected,
    confidentiality::breach_closed_before_she_is_told,
    confidentiality::breach_closed_before_the_regulator_is_told,
    confidentiality::harm_made_light_of,
    confidentiality::address_published,
    agreements::signed_although_it_does_not_protect,
    services::referred_to_another_authority_at_risk,
    services::closed_because_support_was_declined,
    services::closed_with_safety_owed,
];

/// Refuses what may not be recorded, with what to do instead: the first reason that stands in the way.
/// # Errors
/// The refusal, in words for the officer.
pub fn check(file: &CaseFile, body: &Body, happened: When) -> Result<(), Refusal> {
    CHECKS.iter().find_map(|check| check(file, body, happened)).map_or(Ok(()), Err)
}

/// Every reason that stands in the way.
pub fn every_refusal(file: &CaseFile, body: &Body, happened: When) -> Vec<Refusal> {
    CHECKS.iter().filter_map(|check| check(file, body, happened)).collect()
}

/// Whether a team knew a fact by then.
fn knows(file: &CaseFile, team: TeamId, fact: &Fact, then: When) -> bool {
    file.known_on(fact, team).is_some_and(|day| day <= then.date)
}

/// The facts that show any of these things and had happened by then.
fn shown_by(file: &CaseFile, any: Shows, then: When) -> impl Iterator<Item = &Fact> {
    file.showing(any).filter(move |fact| fact.happened.date <= then.date)
}
