//! The closed lists of codes that fields share, each under the name by which the documentation points to it.

use casefile::facts as f;
use casefile::facts::Choice;

/// A closed list with a name.
pub struct List {
    /// Its heading.
    pub name: &'static str,
    /// Its codes.
    pub codes: &'static [Choice],
}

/// Every closed list, in the order of the documentation.
pub const LISTS: &[List] = &[
    List { name: "What a fact shows", codes: f::SHOWS_CHOICES },
    List { name: "What somebody asks for", codes: f::Ask::CHOICES },
    List { name: "Channels", codes: f::Channel::CHOICES },
    List { name: "Functions of teams", codes: f::Function::CHOICES },
    List { name: "Kinds of body", codes: f::BodyKind::CHOICES },
    List { name: "Roles of people", codes: f::Role::CHOICES },
    List { name: "Relations", codes: f::Relation::CHOICES },
    List { name: "Ways of being turned away", codes: f::TurnedAway::CHOICES },
    List { name: "Kinds of abuse that words may speak of", codes: f::HeardKind::CHOICES },
    List { name: "Kinds of evidence", codes: f::EvidenceKind::CHOICES },
    List { name: "Duties", codes: f::Duty::CHOICES },
    List { name: "Grounds on which a duty ends", codes: f::EndGround::CHOICES },
    List { name: "Subjects of a decision", codes: f::Subject::CHOICES },
    List { name: "Outcomes of a decision", codes: f::Outcome::CHOICES },
    List { name: "Kinds of plan", codes: f::PlanKind::CHOICES },
    List { name: "Kinds of action", codes: f::ActionKind::CHOICES },
    List { name: "Kinds of referral", codes: f::ReferralKind::CHOICES },
    List { name: "Kinds of meeting", codes: f::MeetingKind::CHOICES },
    List { name: "Kinds of home", codes: f::HomeKind::CHOICES },
    List { name: "Tenures", codes: f::Tenure::CHOICES },
    List { name: "What is wrong with a place", codes: f::Unsuitable::CHOICES },
    List { name: "Notices to leave", codes: f::NoticeKind::CHOICES },
    List { name: "Tenancy advice", codes: f::TenancyAdvice::CHOICES },
    List { name: "Debts", codes: f::DebtKind::CHOICES },
    List { name: "Orders", codes: f::OrderKind::CHOICES },
    List { name: "Disclosure schemes", codes: f::Scheme::CHOICES },
    List { name: "Safety measures", codes: f::Measure::CHOICES },
    List { name: "Levels of risk", codes: f::RiskLevel::CHOICES },
    List { name: "Items of information", codes: f::DataItem::CHOICES },
    List { name: "Grades of a breach", codes: f::BreachGrade::CHOICES },
    List { name: "Ways of making light", codes: f::Minimising::CHOICES },
    List { name: "Reasons for closing", codes: f::Closure::CHOICES },
    List { name: "Stages of a complaint", codes: f::Stage::CHOICES },
    List { name: "Kinds of review", codes: f::ReviewKind::CHOICES },
    List { name: "Remedies", codes: f::RemedyKind::CHOICES },
    List { name: "Classes of sealed information", codes: f::FieldClass::CHOICES },
    List { name: "Lawful bases", codes: f::LawfulBasis::CHOICES },
    List { name: "Grounds for keeping somebody out", codes: f::BarGround::CHOICES },
    List { name: "Reasons for emergency access", codes: f::EmergencyReason::CHOICES },
    List { name: "Looks that are asked about", codes: f::WatchRule::CHOICES },
    List { name: "Ways of reaching somebody", codes: f::ContactWay::CHOICES },
    List { name: "What the sending gate decided", codes: f::SendingOutcome::CHOICES },
    List { name: "Reasons of the sending gate", codes: f::SendingReason::CHOICES },
    List { name: "What became of a message", codes: f::Delivery::CHOICES },
    List { name: "Links of a body that is told where she is", codes: f::ReceiverLink::CHOICES },
    List { name: "Ways of telling a body where she is", codes: f::NoticeWay::CHOICES },
    List { name: "What the check of a home looks at", codes: f::Matter::CHOICES },
    List { name: "What somebody needs to be near", codes: f::PlaceNeed::CHOICES },
    List { name: "Who runs a home", codes: f::RunBy::CHOICES },
    List { name: "What is shared with another household", codes: f::Shared::CHOICES },
    List { name: "Who else lives in the building", codes: f::Neighbours::CHOICES },
    List { name: "What is within a short walk", codes: f::Near::CHOICES },
    List { name: "Ways of keeping belongings safe", codes: f::Protection::CHOICES },
    List { name: "Needs that a register decision answers", codes: f::Need::CHOICES },
    List { name: "Circumstances for which a scheme gives a band", codes: f::Circumstance::CHOICES },
    List { name: "What a home has to have", codes: f::AccessNeed::CHOICES },
    List { name: "Grounds for a rest on the register", codes: f::SuspensionGround::CHOICES },
    List { name: "Grounds for not qualifying", codes: f::QualificationGround::CHOICES },
    List { name: "Findings about homelessness", codes: f::Finding::CHOICES },
    List { name: "Conditions of a referral", codes: f::ReferralCondition::CHOICES },
    List { name: "Questions of the national return", codes: f::ReturnQuestion::CHOICES },
    List { name: "What is in a letter", codes: f::LetterPart::CHOICES },
    List { name: "Rungs of escalation", codes: f::Rung::CHOICES },
];

/// The list that holds these codes.
pub fn list_of(codes: &[Choice]) -> Option<&'static List> {
    LISTS.iter().find(|list| list.codes == codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_with_codes_points_to_a_list_that_is_explained() {
        for kind in f::Kind::ALL {
            for field in kind.info().fields {
                if let Some(codes) = super::super::choices(&field.shape) {
                    assert!(list_of(codes).is_some(), "{} {} has codes of no named list", kind.code(), field.name);
                }
            }
        }
    }
}
