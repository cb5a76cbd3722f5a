//! One case as the return wants it: the main section, people, support needs, prevention, relief, final duties, assistance, temporary accommodation,
//! reviews.

use jiff::civil::Date;

use super::items::Item;
use super::lists::Code;

/// One application at one housing authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What joins the sections, and stays the same in every quarter. A neutral reference.
    pub id: String,
    /// The day of the application.
    pub applied: Date,
    /// The day on which her circumstances were assessed.
    pub assessed: Option<Date>,
    /// What came of the first assessment.
    pub assessment: Option<Code>,
    /// Why she lost, or may lose, her last settled home.
    pub reason_for_loss: Option<Code>,
    /// Where she lived on the day of the application.
    pub accommodation_now: Option<Code>,
    /// Where she lived when she was last settled.
    pub last_settled: Option<Code>,
    /// Who referred her; `None` where nobody did.
    pub referral: Option<Code>,
    /// Her household.
    pub household: Option<Code>,
    /// Her age, in bands.
    pub age_band: Option<Code>,
    /// Her employment.
    pub employment: Option<Code>,
    /// Her ethnicity.
    pub ethnicity: Option<Code>,
    /// Her sexual orientation.
    pub sexual_identity: Option<Code>,
    /// Her gender identity.
    pub gender_identity: Option<Code>,
    /// Everybody in the household, herself first.
    pub people: Vec<Member>,
    /// Support needs; `None` while nobody has said which there are, or that there are none.
    pub support: Option<Vec<Code>>,
    /// The prevention duty.
    pub prevention: Option<DutySection>,
    /// The relief duty.
    pub relief: Option<DutySection>,
    /// What was decided at the end of relief, and the main duty.
    pub main: Option<FinalDuty>,
    /// The support needs with which she was helped; `None` while nobody has said.
    pub assistance: Option<Vec<Code>>,
    /// Every placement in temporary accommodation, oldest first.
    pub placements: Vec<Placement>,
    /// Every review that was asked for.
    pub reviews: Vec<Review>,
    /// The day on which the case was closed.
    pub closed: Option<Date>,
}

impl Case {
    /// A case of which nothing but the application is known.
    pub fn of(id: impl Into<String>, applied: Date) -> Self {
        Self {
            id: id.into(),
            applied,
            assessed: None,
            assessment: None,
            reason_for_loss: None,
            accommodation_now: None,
            last_settled: None,
            referral: None,
            household: None,
            age_band: None,
            employment: None,
            ethnicity: None,
            sexual_identity: None,
            gender_identity: None,
            people: Vec::new(),
            support: None,
            prevention: None,
            relief: None,
            main: None,
            assistance: None,
            placements: Vec::new(),
            reviews: Vec::new(),
            closed: None,
        }
    }

    /// Whether it was found that she is not eligible: then only the application and the assessment are asked for.
    pub fn is_not_eligible(&self) -> bool {
        self.assessment.is_some_and(|code| code.is("not-eligible-no-longer-eligible-no-duty-owed"))
    }

    /// Whether a prevention or relief duty was owed.
    pub const fn is_owed(&self) -> bool {
        self.prevention.is_some() || self.relief.is_some()
    }
}

/// Somebody in the household.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Age in years on the day of the application.
    pub age: Option<u32>,
    /// Sex.
    pub sex: Option<Code>,
    /// Who they are to the main applicant.
    pub relationship: Option<Code>,
}

/// Prevention or relief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutySection {
    /// Its first day.
    pub began: Date,
    /// The day on which it ended.
    pub ended: Option<Date>,
    /// What was mainly done.
    pub activity: Option<Code>,
    /// Why it ended.
    pub reason: Option<Code>,
    /// What accommodation was secured.
    pub secured: Option<Code>,
}

impl DutySection {
    /// One that runs.
    pub const fn since(began: Date) -> Self {
        Self { began, ended: None, activity: None, reason: None, secured: None }
    }

    /// Whether it ended because accommodation was secured.
    pub fn secured_a_home(&self) -> bool {
        self.reason.is_some_and(|reason| reason.is("secured-accommodation-for-6-months"))
    }
}

/// What was decided at the end of relief, and the main duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FinalDuty {
    /// The day of the decision.
    pub decided: Date,
    /// What was decided.
    pub decision: Option<Code>,
    /// Priority need.
    pub priority_need: Option<Code>,
    /// The day on which the main duty ended.
    pub ended: Option<Date>,
    /// Why it ended.
    pub reason: Option<Code>,
}

impl FinalDuty {
    /// Whether the main duty was accepted.
    pub fn is_accepted(&self) -> bool {
        self.decision.is_some_and(|code| code.is("homeless-priority-need-unintentionally-homeless-acceptance"))
    }
}

/// One placement in temporary accommodation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// What type of accommodation.
    pub kind: Option<Code>,
    /// Under which duty.
    pub duty: Option<Code>,
    /// The day on which she moved in.
    pub entry: Date,
    /// The day on which she left.
    pub exit: Option<Date>,
    /// The council in whose area it is: our own code of it. Never more of where it is than that.
    pub area: String,
}

impl Placement {
    /// Whether she was there at the end of a day.
    pub fn stands_on(&self, day: Date) -> bool {
        self.entry <= day && self.exit.is_none_or(|exit| exit > day)
    }
}

/// One review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// The day on which it was asked for.
    pub asked: Date,
    /// What is reviewed.
    pub of: Option<Code>,
    /// The day on which it was decided.
    pub decided: Option<Date>,
    /// What came of it.
    pub outcome: Option<Code>,
}

/// Something that the return wants to know at this stage and that is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Missing {
    /// What.
    pub item: Item,
    /// In which row of the section, counted from nought, where it has rows.
    pub row: Option<usize>,
}

/// What the return wants to know of a case at the stage that it has reached, and does not.
pub fn missing(case: &Case) -> Vec<Missing> {
    let mut found = Vec::new();
    let mut want = |item: Item, row: Option<usize>, is_there: bool| {
        if !is_there {
            found.push(Missing { item, row });
        }
    };
    let reached = case.assessment.is_some() || case.is_owed();
    if reached {
        want(Item::AssessmentDate, None, case.assessed.is_some());
        want(Item::Assessment, None, case.assessment.is_some());
    }
    let withdrawn = case.assessment.is_some_and(|code| code.is("withdrew-application-before-assessment-no-duty-owed"));
    if reached && !case.is_not_eligible() && !withdrawn {
        want(Item::ReasonForLoss, None, case.reason_for_loss.is_some());
        want(Item::AccommodationNow, None, case.accommodation_now.is_some());
        want(Item::LastSettled, None, case.last_settled.is_some());
        want(Item::Household, None, case.household.is_some());
        want(Item::AgeBand, None, case.age_band.is_some());
        want(Item::Employment, None, case.employment.is_some());
        want(Item::Ethnicity, None, case.ethnicity.is_some());
        want(Item::SexualIdentity, None, case.sexual_identity.is_some());
        want(Item::GenderIdentity, None, case.gender_identity.is_some());
        want(Item::SupportNeed, None, case.support.is_some());
    }
    if let Some(duty) = case.prevention.as_ref().filter(|duty| duty.ended.is_some()) {
        want(Item::PreventionActivity, None, duty.activity.is_some());
        want(Item::PreventionReason, None, duty.reason.is_some());
        want(Item::PreventionSecured, None, duty.secured.is_some() || !duty.secured_a_home());
    }
    if let Some(duty) = case.relief.as_ref().filter(|duty| duty.ended.is_some()) {
        want(Item::ReliefActivity, None, duty.activity.is_some());
        want(Item::ReliefReason, None, duty.reason.is_some());
        want(Item::ReliefSecured, None, duty.secured.is_some() || !duty.secured_a_home());
    }
    if let Some(main) = &case.main {
        want(Item::MainDecision, None, main.decision.is_some());
        want(Item::PriorityNeed, None, main.priority_need.is_some() || !main.is_accepted());
        want(Item::MainEndReason, None, main.reason.is_some() || main.ended.is_none());
    }
    if case.closed.is_some() && case.is_owed() {
        want(Item::AssistedNeed, None, case.assistance.is_some());
    }
    for (row, placement) in case.placements.iter().enumerate() {
        want(Item::PlacementType, Some(row), placement.kind.is_some());
        want(Item::PlacementDuty, Some(row), placement.duty.is_some());
    }
    for (row, review) in case.reviews.iter().enumerate() {
        want(Item::ReviewOf, Some(row), review.of.is_some());
        want(Item::ReviewOutcome, Some(row), review.outcome.is_some() || review.decided.is_none());
    }
    found
}
