//! The questions that an officer may answer at the stage that a case has reached, with what was answered and what the file suggests.

use interchange::hclic::{Case, Code, Item, ListId, goes_with};

use super::codes;
use crate::facts::{Function, ReturnAnswered, ReturnQuestion};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};

use super::applications::Application;

/// A question that may be answered here and now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The question.
    pub question: ReturnQuestion,
    /// The placement that it is about.
    pub about: Option<FactId>,
    /// The row of that placement in the record.
    pub row: Option<usize>,
    /// What is answered, by an officer or by the file; `None` while it is not.
    pub answered: Option<Vec<Code>>,
    /// What the file suggests where nothing is answered. It counts for nothing until somebody says so.
    pub suggested: Option<Code>,
    /// Whether the return wants it at this stage. The others may stay open.
    pub wanted: bool,
}

impl Ask {
    /// The item of the return that it answers.
    pub const fn item(&self) -> Item {
        item_of(self.question)
    }

    /// What can be answered.
    pub fn choices(&self) -> Vec<Code> {
        let item = self.item();
        item.list().map(|list| list.answers().filter(|code| goes_with(item, *code)).collect()).unwrap_or_default()
    }
}

/// The item of the return that a question answers.
pub const fn item_of(question: ReturnQuestion) -> Item {
    match question {
        ReturnQuestion::ReasonForLoss => Item::ReasonForLoss,
        ReturnQuestion::AccommodationNow => Item::AccommodationNow,
        ReturnQuestion::LastSettled => Item::LastSettled,
        ReturnQuestion::Referral => Item::Referral,
        ReturnQuestion::SupportNeeds => Item::SupportNeed,
        ReturnQuestion::AgeBand => Item::AgeBand,
        ReturnQuestion::Employment => Item::Employment,
        ReturnQuestion::Ethnicity => Item::Ethnicity,
        ReturnQuestion::SexualIdentity => Item::SexualIdentity,
        ReturnQuestion::GenderIdentity => Item::GenderIdentity,
        ReturnQuestion::PreventionActivity => Item::PreventionActivity,
        ReturnQuestion::PreventionReason => Item::PreventionReason,
        ReturnQuestion::PreventionSecured => Item::PreventionSecured,
        ReturnQuestion::ReliefActivity => Item::ReliefActivity,
        ReturnQuestion::ReliefReason => Item::ReliefReason,
        ReturnQuestion::ReliefSecured => Item::ReliefSecured,
        ReturnQuestion::PriorityNeed => Item::PriorityNeed,
        ReturnQuestion::MainEndReason => Item::MainEndReason,
        ReturnQuestion::Assistance => Item::AssistedNeed,
        ReturnQuestion::PlacementType => Item::PlacementType,
    }
}

/// Whether several answers may be given, or none.
pub const fn takes_several(question: ReturnQuestion) -> bool {
    matches!(question, ReturnQuestion::SupportNeeds | ReturnQuestion::Assistance)
}

/// Whether the file has the last word where it says anything: then the entry itself is corrected, and nobody answers beside it.
pub(super) const fn file_has_the_last_word(question: ReturnQuestion) -> bool {
    matches!(
        question,
        ReturnQuestion::PreventionReason
            | ReturnQuestion::ReliefReason
            | ReturnQuestion::MainEndReason
            | ReturnQuestion::PriorityNeed
            | ReturnQuestion::AgeBand
    )
}

/// What officers answered in one application.
pub(super) struct Answers<'a> {
    given: Vec<(FactId, &'a ReturnAnswered)>,
}

impl<'a> Answers<'a> {
    pub fn of(file: &'a CaseFile, team: TeamId, application: &Application<'_>) -> Self {
        let given = file
            .each::<ReturnAnswered>()
            .filter(|(fact, it)| file.services().same_body(it.by, team) && application.has(fact.happened.date))
            .map(|(fact, it)| (fact.id, it))
            .collect();
        Self { given }
    }

    /// The answer to a question that stands: the last.
    pub fn to(&self, question: ReturnQuestion, about: Option<FactId>) -> Option<(FactId, Vec<Code>)> {
        let (fact, it) = self.given.iter().rfind(|(_, it)| it.question == question && it.about == about)?;
        let list = item_of(question).list()?;
        // A code that is in no list, as a record brought over may have it, answers nothing.
        let codes: Option<Vec<Code>> = it.answers.iter().map(|code| list.find(code)).collect();
        codes.filter(|codes| takes_several(question) || codes.len() == 1).map(|codes| (*fact, codes))
    }
}

/// Whether a question can be answered of a case as it stands.
pub(super) fn applies(question: ReturnQuestion, case: &Case) -> bool {
    use ReturnQuestion as Q;
    let ended = |duty: Option<interchange::hclic::DutySection>| duty.is_some_and(|duty| duty.ended.is_some());
    match question {
        Q::ReasonForLoss
        | Q::AccommodationNow
        | Q::LastSettled
        | Q::Referral
        | Q::SupportNeeds
        | Q::AgeBand
        | Q::Employment
        | Q::Ethnicity
        | Q::SexualIdentity
        | Q::GenderIdentity => !case.is_not_eligible(),
        Q::PreventionActivity | Q::PreventionReason => ended(case.prevention),
        Q::PreventionSecured => case.prevention.is_some_and(|duty| duty.secured_a_home() || duty.secured.is_some()),
        Q::ReliefActivity | Q::ReliefReason => ended(case.relief),
        Q::ReliefSecured => case.relief.is_some_and(|duty| duty.secured_a_home() || duty.secured.is_some()),
        Q::PriorityNeed => case.main.is_some_and(|main| main.is_accepted()),
        Q::MainEndReason => case.main.is_some_and(|main| main.ended.is_some()),
        Q::Assistance => case.closed.is_some() && case.is_owed(),
        Q::PlacementType => !case.placements.is_empty(),
    }
}

/// What the file suggests, without saying so in as many words.
pub(super) fn suggestion(file: &CaseFile, team: TeamId, question: ReturnQuestion) -> Option<Code> {
    let team = file.services().in_body_of(team, Function::Housing);
    match question {
        ReturnQuestion::ReasonForLoss if file.abuse_known(team).is_some() => ListId::ReasonForLoss.find(codes::VICTIM),
        _ => None,
    }
}
