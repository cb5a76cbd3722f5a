//! Every item of the return: its section, its list, and what it is called here and on the way out.

use super::lists::ListId;

macro_rules! sections {
    ($($variant:ident $code:literal $label:literal),* $(,)?) => {
        /// A section of the return.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Section { $(#[doc = $label] $variant),* }

        impl Section {
            /// Every section, in the order in which they are written.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in configuration and files.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// As people read it.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }
        }
    };
}

sections! {
    Main "main" "The case",
    People "people" "People",
    Support "support" "Support needs",
    Prevention "prevention" "Prevention",
    Relief "relief" "Relief",
    Final "final-duties" "Main duty",
    Assistance "assistance" "Help received",
    Placements "temporary-accommodation" "Temporary accommodation",
    Reviews "reviews" "Reviews",
}

macro_rules! items {
    ($($variant:ident $section:ident $code:literal $list:expr, $label:literal);* $(;)?) => {
        /// One item of the return.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Item { $(#[doc = $label] $variant),* }

        impl Item {
            /// Every item, in the order in which they are written.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in configuration, and in files until a council gives it another.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// As people read it.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            /// The section in which it stands.
            pub const fn section(self) -> Section {
                match self { $(Self::$variant => Section::$section),* }
            }

            /// The list of its values; `None` for days, numbers and the like.
            pub const fn list(self) -> Option<ListId> {
                match self { $(Self::$variant => $list),* }
            }
        }
    };
}

items! {
    Applied Main "application-date" None, "Day of the application";
    AssessmentDate Main "assessment-date" None, "Day of the assessment";
    Assessment Main "assessment" Some(ListId::InitialAssessment), "What came of the assessment";
    ReasonForLoss Main "reason-for-loss" Some(ListId::ReasonForLoss), "Why she lost, or may lose, her last settled home";
    AccommodationNow Main "accommodation-at-application" Some(ListId::AccommodationNow), "Where she lived when she applied";
    LastSettled Main "accommodation-when-last-settled" Some(ListId::AccommodationNow), "Where she lived when she was last settled";
    Referral Main "referral-source" Some(ListId::Referral), "Who referred her";
    Household Main "household" Some(ListId::Household), "Household";
    AgeBand Main "age-band" Some(ListId::AgeBand), "Age";
    Employment Main "employment" Some(ListId::Employment), "Employment";
    Ethnicity Main "ethnicity" Some(ListId::Ethnicity), "Ethnicity";
    SexualIdentity Main "sexual-identity" Some(ListId::SexualIdentity), "Sexual orientation";
    GenderIdentity Main "gender-identity" Some(ListId::GenderIdentity), "Gender identity";
    Closed Main "closed-date" None, "Day on which the case was closed";
    MemberAge People "age" None, "Age in years";
    MemberSex People "sex" Some(ListId::Sex), "Sex";
    MemberRelationship People "relationship" Some(ListId::Relationship), "Relationship to the main applicant";
    SupportNeed Support "support-need" Some(ListId::SupportNeed), "Support needs";
    PreventionBegan Prevention "prevention-start-date" None, "First day of the prevention duty";
    PreventionEnded Prevention "prevention-end-date" None, "Day on which the prevention duty ended";
    PreventionActivity Prevention "prevention-activity" Some(ListId::PreventionActivity), "What was mainly done to prevent homelessness";
    PreventionReason Prevention "prevention-end-reason" Some(ListId::PreventionEnd), "Why the prevention duty ended";
    PreventionSecured Prevention "prevention-accommodation" Some(ListId::Secured), "Accommodation secured by prevention";
    ReliefBegan Relief "relief-start-date" None, "First day of the relief duty";
    ReliefEnded Relief "relief-end-date" None, "Day on which the relief duty ended";
    ReliefActivity Relief "relief-activity" Some(ListId::ReliefActivity), "What was mainly done to relieve homelessness";
    ReliefReason Relief "relief-end-reason" Some(ListId::ReliefEnd), "Why the relief duty ended";
    ReliefSecured Relief "relief-accommodation" Some(ListId::Secured), "Accommodation secured by relief";
    MainDecided Final "decision-date" None, "Day of the decision at the end of relief";
    MainDecision Final "decision" Some(ListId::MainDecision), "What was decided at the end of relief";
    PriorityNeed Final "priority-need" Some(ListId::PriorityNeed), "Priority need";
    MainEnded Final "main-duty-end-date" None, "Day on which the main duty ended";
    MainEndReason Final "main-duty-end-reason" Some(ListId::MainEnd), "Why the main duty ended";
    AssistedNeed Assistance "assisted-need" Some(ListId::SupportNeed), "Support needs with which she was helped";
    PlacementType Placements "type" Some(ListId::PlacementType), "Type of temporary accommodation";
    PlacementDuty Placements "duty" Some(ListId::PlacementDuty), "Duty under which it is provided";
    EntryDate Placements "entry-date" None, "Day on which she moved in";
    ExitDate Placements "exit-date" None, "Day on which she left";
    Area Placements "area" None, "Council in whose area it is";
    ReviewAsked Reviews "review-asked-date" None, "Day on which the review was asked for";
    ReviewOf Reviews "review-of" Some(ListId::ReviewOf), "What is reviewed";
    ReviewDecided Reviews "review-decided-date" None, "Day on which the review was decided";
    ReviewOutcome Reviews "review-outcome" Some(ListId::ReviewOutcome), "What came of the review";
}

impl Item {
    /// The item of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|item| item.code() == code)
    }
}
