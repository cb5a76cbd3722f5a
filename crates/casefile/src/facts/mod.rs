//! Facts: dated things that were said, learned, decided, sent or done.
//!
//! A fact is never edited and never deleted; a later fact may supersede it. Everything else in Holdfast is worked out from facts.
//! One declaration of each kind ([`kinds`]) gives its type, its documentation (`docs/facts.md`), its form on screen, its keys in a story and the
//! list of its private values for the vault.

pub(crate) mod choices;
mod findings;
mod implied;
pub(crate) mod kind;
mod kinds;
mod meaning;
mod money;
mod rule_ref;
mod shape;
mod shows;
mod when;
mod who;

pub use choices::*;
pub use findings::*;
use jiff::{Timestamp, civil::Date};
use kind::Holds;
pub use kind::{FactKind, KindInfo};
pub use kinds::*;
pub use money::Pence;
pub use rule_ref::RuleRef;
pub use shape::{Field, FieldInfo, Shape};
pub use shows::{CHOICES as SHOWS_CHOICES, Shows};
pub use when::When;
pub use who::{Step, Who};

use crate::ids::{FactId, OfficerId, PersonId, TeamId};
use crate::private::Shuttable;

/// The version in which bodies are written. A reader knows this version and all before it.
pub const BODY_VERSION: u16 = 1;

/// One thing that happened, in one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its id.
    pub id: FactId,
    /// When it happened, as far as is known.
    pub happened: When,
    /// When Holdfast was told.
    pub recorded: Timestamp,
    /// Who recorded it.
    pub by: By,
    /// An earlier fact that it corrects and takes the place of.
    pub supersedes: Option<FactId>,
    /// Who knew it from which day. Empty: every service in the file, from the day on which it was recorded, and a team that was told it from the day on
    /// which it was told.
    pub known: Vec<Known>,
    /// What happened.
    pub body: Body,
}

/// Who recorded a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A member of staff.
    Officer(OfficerId),
    /// Holdfast itself, when a clock ran out.
    Clock,
    /// A story, or data brought over from elsewhere.
    Import,
}

/// A service knew something from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Known {
    /// The team.
    pub team: TeamId,
    /// The first day on which it knew.
    pub on: Date,
}

/// A fact that is about to be recorded: what a command yields. Who recorded it, and when, is added where it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFact {
    /// When it happened.
    pub happened: When,
    /// An earlier fact that it corrects.
    pub supersedes: Option<FactId>,
    /// Who knew it from which day; empty as in [`Fact::known`].
    pub known: Vec<Known>,
    /// What happened.
    pub body: Body,
}

impl NewFact {
    /// A fact that everybody in the file knows from now on.
    pub fn new(happened: impl Into<When>, body: impl Into<Body>) -> Self {
        Self { happened: happened.into(), supersedes: None, known: Vec::new(), body: body.into() }
    }

    /// Takes the place of an earlier fact.
    pub fn superseding(mut self, fact: FactId) -> Self {
        self.supersedes = Some(fact);
        self
    }
}

/// Brings the kinds together in one type.
macro_rules! bodies {
    ($($topic:ident $title:literal { $($name:ident),* $(,)? })*) => {
        /// What happened: one variant for each kind of fact.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs, reason = "each variant is documented at its kind")]
        pub enum Body { $($($name($name)),*),* }

        /// The name of a kind of fact.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "each variant is documented at its kind")]
        #[repr(u8)]
        pub enum Kind { $($($name),*),* }

        impl Kind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$($(Self::$name),*),*];

            /// Every topic with its kinds, in the order of the documentation.
            pub const TOPICS: &'static [(&'static str, &'static [Self])] = &[$(($title, &[$(Self::$name),*])),*];

            /// All that there is to say about the kind.
            pub const fn info(self) -> &'static KindInfo {
                match self { $($(Self::$name => const { &<$name as FactKind>::INFO }),*),* }
            }
        }

        impl Body {
            /// Which kind it is.
            pub const fn kind(&self) -> Kind {
                match self { $($(Self::$name(_) => Kind::$name),*),* }
            }

            /// Reads the fields of a fact of a known kind.
            /// # Errors
            /// Says which field is missing, unknown or of the wrong shape.
            pub fn read(kind: Kind, fields: serde_json::Value) -> Result<Self, serde_json::Error> {
                match kind { $($(Kind::$name => serde_json::from_value(fields).map(Self::$name)),*),* }
            }

            /// Reads a fact as it was written by [`Body::to_json`].
            /// # Errors
            /// As [`Body::read`].
            pub fn from_json(kind: Kind, text: &[u8]) -> Result<Self, serde_json::Error> {
                match kind { $($(Kind::$name => serde_json::from_slice(text).map(Self::$name)),*),* }
            }

            /// Writes the fields. Private values must have been sealed before.
            /// # Errors
            /// A private value is still fresh.
            pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
                let fields = match self { $($(Self::$name(body) => serde_json::to_value(body)?),*),* };
                serde_json::to_vec(&without_blanks(fields))
            }

            fn holds(&self) -> &dyn Holds {
                match self { $($(Self::$name(body) => body),*),* }
            }

            fn holds_mut(&mut self) -> &mut dyn Holds {
                match self { $($(Self::$name(body) => body),*),* }
            }
        }

        $($(impl From<$name> for Body {
            fn from(body: $name) -> Self {
                Self::$name(body)
            }
        })*)*
    };
}

bodies! {
    people "The file, services and people" { FileOpened, ServiceNamed, PersonAdded, RelationshipRecorded, PregnancyKnown, ChildBorn, PersonDied, OfficerAssigned, OfficerLeft, HandedOver, SupportDeclined, CaseClosed, CaseReopened, Noted, RecordedAsItWas }
    disclosures "What is said" { DisclosureMade, DisclosureHeard, HeardAnswered, ContactMade, ThirdPartyContact, Chased, Answered, PromiseMade, PromiseKept, InterviewHeld, TurnedAwayFrom, WishesRecorded, ContactWithAllegedPerpetrator }
    danger "Abuse, danger and risk" { ThreatMade, Assaulted, AbuseHappened, ProximityReported, ProximityTriaged, AllegedPerpetratorMoved, NewHouseholdKnown, LeftHome, Moved, RiskAssessed, UnsafeAreaNamed, AreaRestrictionOverridden, CapacityQuestioned, SafetyMeasure, AgreementSigned, AgreementBroken }
    justice "Police, courts and prison" { PoliceAttended, Arrested, Charged, Bailed, Convicted, CaseDropped, CustodyBegan, ReleaseDateKnown, Released, Recalled, OrderMade, OrderHeard, OrderBreached, OrderEnded, DisclosureSchemeAsked, DisclosureSchemeDecided, SchoolNotified }
    evidence "Evidence" { EvidenceReceived, EvidenceConsidered, EvidenceRequested, AskedAgain }
    housing "Housing applications, duties and decisions" { HousingApplied, HomelessnessOpened, ChangesExplained, HomelessnessAssessed, RegisterAssessed, PriorityAwarded, RegisterSuspended, RegisterResumed, PanelListed, HomeFits, HomeKept, HomePassed, DutyAccepted, DutyEnded, DecisionMade, DecisionReceived, UrgentMoveAgreed, NoticeToLeave, TenancyHeld, TenancyEnded, TenancyAdviceGiven, DebtKnown, BelongingsAtRisk, BelongingsProtected, ProtectionEnded, AppliedAgain, ReturnAnswered }
    accommodation "Accommodation and moves" { HouseholdDescribed, SuitabilityChecked, SuitabilityOverridden, OfferMade, OfferAnswered, PlacementMade, PlacementEnded, SuitabilityQuestioned, InspectionMade, RepairReported, RepairChased, RepairDone, MoveOptionGiven, RefugeSought, ReciprocalReferred, ReciprocalAnswered, ManagedMovePursued, AllegedPerpetratorHoused, SeparationChecked, AddressVerified, LinksChecked, PlacementNotified, NotifyingAgreed }
    plans "Plans, referrals and meetings" { PlanMade, PlanCopyGiven, PlanReviewed, AssessmentMade, StepDone, ReferralMade, ReferralAcknowledged, ReferralAnswered, InformationAsked, InformationGiven, InformationShared, AreaWarned, MeetingHeld, ActionSet, ActionDone, MinutesShared, RecordsFlagged, SurvivorUpdated }
    confidentiality "Confidentiality" { MarkerSet, ConfidentialityAsked, MarkerLifted, SafeContactSet, AddressRecorded, DetailNoticed, BreachFound, BreachGraded, RegulatorTold, PersonToldOfBreach, HarmAcknowledged, MinimisingSaid, StaffLinkKnown, AccessRestricted, PublicationPlanned, SubjectAccessAsked, SubjectAccessAnswered, Looked, BreachClosed }
    access "Who may open the file" { SharingDecided, SharingEnded, LooseningAsked, RestrictionLoosened, AccessGranted, AccessGrantEnded, OfficerBarred, BarReviewed, EmergencyAccessTaken, EmergencyAccessEnded, EmergencyAccessAsked, EmergencyAccessReviewed, LookQuestioned, LookAnswered, RetentionReviewed }
    identity "Two files of one person" { LikenessFound, LikenessDecided, FilesJoined, FilesParted }
    gate "The sending gate" { SendingAsked, SendingDecided }
    sending "What leaves the house" { OutgoingChecked, MessageSent, LetterReady, LetterPrinted, SendingStopped, DeliveryReported, LetterReturned }
    redress "Complaints, reviews and obligations" { ComplaintMade, ComplaintAcknowledged, ComplaintAnswered, ReviewAsked, RepresentationsMade, ReviewMindedTo, ReviewExtended, ReviewDecided, AppealMade, OmbudsmanAsked, OmbudsmanReported, OmbudsmanAnswered, RemedyAgreed, RemedyDone, CaseReviewed, ObligationAnswered, WaiverAsked, WaiverDeclined, ObligationWaived, ObligationEscalated, ObligationReassigned, EscalationAcknowledged }
}

/// Leaves out what says nothing, so that old facts stay short and equal to new ones: nulls, `false` and empty lists.
fn without_blanks(fields: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match fields {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .filter(|(_, value)| {
                    !matches!(value, Value::Null | Value::Bool(false)) && value.as_array().is_none_or(|list| !list.is_empty())
                })
                .collect(),
        ),
        other => other,
    }
}

impl Kind {
    /// Whether it says who may open the file. These come from commands of their own and are never corrected: a later one decides anew.
    pub const fn is_about_access(self) -> bool {
        matches!(
            self,
            Self::SharingDecided
                | Self::SharingEnded
                | Self::AccessRestricted
                | Self::LooseningAsked
                | Self::RestrictionLoosened
                | Self::AccessGranted
                | Self::AccessGrantEnded
                | Self::OfficerBarred
                | Self::BarReviewed
                | Self::EmergencyAccessTaken
                | Self::EmergencyAccessEnded
                | Self::EmergencyAccessAsked
                | Self::EmergencyAccessReviewed
                | Self::LookQuestioned
                | Self::LookAnswered
                | Self::RetentionReviewed
        )
    }

    /// Whether it says that two files are, or are not, of one person. These come from Holdfast and from commands of their own.
    pub const fn is_about_identity(self) -> bool {
        matches!(self, Self::LikenessFound | Self::LikenessDecided | Self::FilesJoined | Self::FilesParted)
    }

    /// Whether only conflict reviewers or privacy officers may read facts of this kind: colleagues are not told who is barred, or who is asked
    /// about what they did.
    pub const fn is_for_reviewers(self) -> bool {
        matches!(
            self,
            Self::OfficerBarred
                | Self::BarReviewed
                | Self::EmergencyAccessAsked
                | Self::EmergencyAccessReviewed
                | Self::LookQuestioned
                | Self::LookAnswered
        )
    }

    /// Its code, as stories and the journal write it.
    pub const fn code(self) -> &'static str {
        self.info().code
    }

    /// The kind that has this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// The topic it stands under.
    pub fn topic(self) -> &'static str {
        Self::TOPICS.iter().find(|(_, kinds)| kinds.contains(&self)).map_or("", |(title, _)| title)
    }
}

impl Body {
    /// Hands each private value in the body to `visit`, with the name of its field.
    pub fn private(&mut self, visit: &mut dyn FnMut(&'static str, &mut dyn Shuttable)) {
        self.holds_mut().private(visit);
    }

    /// The teams that it names, in the order of its fields.
    pub fn teams(&self) -> Vec<TeamId> {
        let mut found = Vec::new();
        self.add_teams(&mut found);
        found
    }

    /// Adds the teams that it names to a list.
    pub(crate) fn add_teams(&self, found: &mut Vec<TeamId>) {
        self.holds().teams(found);
    }

    /// Puts other teams in the place of those that it names: a story told again with the teams of a partnership.
    pub fn rename_teams(&mut self, to: &dyn Fn(TeamId) -> TeamId) {
        self.holds_mut().rename_teams(to);
    }

    /// The team that somebody told it to, asked or held it with: it knows from the day on which that happened, whenever it was written down. None
    /// where nobody was told, or where what happened may have reached the team later (a letter of Monday, opened on Friday).
    pub const fn told(&self) -> Option<TeamId> {
        match self {
            Self::DisclosureMade(it) => Some(it.to),
            Self::ContactMade(it) => it.to.team(),
            Self::ThirdPartyContact(it) => Some(it.to),
            Self::ProximityReported(it) => Some(it.to),
            Self::RepairReported(it) => Some(it.to),
            Self::UnsafeAreaNamed(it) => Some(it.to),
            Self::HousingApplied(it) => Some(it.to),
            Self::AppliedAgain(it) => Some(it.to),
            Self::ComplaintMade(it) => Some(it.to),
            Self::ReviewAsked(it) => Some(it.to),
            Self::InterviewHeld(it) => Some(it.by),
            _ => None,
        }
    }

    /// The people that it names, in the order of its fields.
    pub fn people(&self) -> Vec<PersonId> {
        self.holds().people()
    }

    /// The earlier facts that it points to.
    pub fn facts(&self) -> Vec<FactId> {
        let mut found = Vec::new();
        self.add_facts(&mut found);
        found
    }

    /// Adds the earlier facts that it points to to a list.
    pub(crate) fn add_facts(&self, found: &mut Vec<FactId>) {
        self.holds().facts(found);
    }
}

impl Fact {
    /// The first day on which a team knew it, or `None` while it does not.
    pub fn known_to(&self, team: TeamId) -> Option<Date> {
        if self.known.is_empty() {
            return Some(self.recorded_on());
        }
        self.known.iter().filter(|known| known.team == team).map(|known| known.on).min()
    }

    /// The day, in England, on which it was recorded.
    pub fn recorded_on(&self) -> Date {
        crate::calendar::london_date(self.recorded)
    }

    /// Whether only conflict reviewers or privacy officers may read it: by its kind, or because it says what became of something that privacy
    /// officers owe.
    pub fn is_for_reviewers(&self) -> bool {
        let rule = match &self.body {
            Body::ObligationEscalated(it) => Some(&it.rule),
            Body::ObligationAnswered(it) => Some(&it.rule),
            Body::ObligationReassigned(it) => Some(&it.rule),
            _ => None,
        };
        self.body.kind().is_for_reviewers() || rule.is_some_and(|rule| crate::confidentiality::is_for_guardians(&rule.0))
    }

    /// Whether it only says that a clock passed something up: it changes nothing of what somebody is writing meanwhile.
    pub const fn is_passing_up(&self) -> bool {
        matches!(self.body, Body::ObligationEscalated(_))
    }

    /// The fact's body, where it is of this kind.
    pub fn is<K: FactKind>(&self) -> Option<&K> {
        K::of(&self.body)
    }
}
