//! Plans, referrals, meetings and actions: how services work together.

use jiff::civil::Date;

use super::super::Shows;
use super::super::choices::{ActionKind, DataItem, MeetingKind, PlanKind, ReferralKind};
use super::super::findings::ReferralCondition;
use super::super::kind::kinds;
use super::super::who::{Step, Who};
use crate::ids::{FactId, PersonId, TeamId};
use crate::private::{Narrative, Sealed};

kinds! {
    /// A plan is written.
    PlanMade "plan-made" {
        /// By which team.
        by: TeamId,
        /// Which kind.
        plan: PlanKind,
        /// For whom, where it is not the survivor.
        person: Option<PersonId>,
        /// Its steps, each with an owner and a day.
        #[serde(default)]
        steps: Vec<Step>,
        /// Why she and the service could not agree on the steps; left out where they did (Housing Act 1996 s.189A(6)).
        not_agreed: Option<Sealed<Narrative>>,
        /// Whether she has a copy.
        #[serde(default)]
        copy_given: bool,
        /// Contact details or whereabouts that stand in it.
        #[serde(default)]
        contains: Vec<DataItem>,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// She is given her copy of a plan, after it was made: into her hand, or where and how it is safe.
    PlanCopyGiven "plan-copy-given" {
        /// By which team.
        by: TeamId,
        /// Which plan.
        plan: FactId,
    }
    /// A plan is looked at again and brought up to date.
    PlanReviewed "plan-reviewed" {
        /// By which team.
        by: TeamId,
        /// Which kind.
        plan: PlanKind,
        /// Whether she was told in writing of what changed.
        #[serde(default)]
        told: bool,
    }
    /// A service assesses in full what a child, an adult or a family needs, beyond the first decision how to respond.
    AssessmentMade "assessment-made" {
        /// Which service.
        by: TeamId,
        /// Whose needs, where it is not the survivor.
        person: Option<PersonId>,
        /// What was found.
        words: Option<Sealed<Narrative>>,
    }
    /// A step of a plan is done.
    StepDone "step-done" {
        /// Which plan.
        plan: FactId,
        /// Which step, counted from one.
        step: u32,
        /// By whom.
        by: Option<Who>,
    }
    /// One service hands work to another.
    ReferralMade "referral-made" {
        /// From.
        by: Who,
        /// To.
        to: TeamId,
        /// For what.
        referral: ReferralKind,
        /// About whom, where it is not the survivor.
        person: Option<PersonId>,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
        /// Whether it says how she can be reached safely.
        #[serde(default)]
        safe_contact: bool,
        /// On which condition, where a homelessness application is referred to another authority.
        condition: Option<ReferralCondition>,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// The receiver says that a referral has arrived and who has it.
    ReferralAcknowledged "referral-acknowledged" {
        /// Which referral.
        referral: FactId,
        /// By which team.
        by: TeamId,
    }
    /// The receiver says what it will do.
    ReferralAnswered "referral-answered" {
        /// Which referral.
        referral: FactId,
        /// By which team.
        by: TeamId,
        /// Whether it takes the work.
        #[serde(default)]
        accepted: bool,
        /// Why, and what happens next.
        words: Option<Sealed<Narrative>>,
    }
    /// A body asks another for information.
    InformationAsked "information-asked" {
        /// Who asks.
        by: TeamId,
        /// Who is asked.
        of: TeamId,
        /// About whom, where it is not the survivor.
        about: Option<PersonId>,
        /// For what.
        words: Option<Sealed<Narrative>>,
    }
    /// A body answers such a request.
    InformationGiven "information-given" {
        /// Who answers.
        by: TeamId,
        /// Which request.
        request: FactId,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// A service shares information about her with somebody.
    InformationShared "information-shared" {
        /// Who shares.
        by: TeamId,
        /// With whom.
        with: Who,
        /// What, attachments and all.
        #[serde(default)]
        items: Vec<DataItem>,
        /// What was left out or made unreadable.
        #[serde(default)]
        withheld: Vec<DataItem>,
        /// What was sent, where it is in the file: a plan, a letter.
        document: Option<FactId>,
        /// What it shows to the receiver.
        #[serde(default)]
        shows: Shows,
    }
    /// The council, or police, of another area are told of a person who may be a danger there.
    AreaWarned "area-warned" {
        /// Who tells.
        by: TeamId,
        /// Who is told.
        to: TeamId,
        /// About whom.
        about: PersonId,
    }
    /// Services meet about the file.
    MeetingHeld "meeting-held" {
        /// Which kind of meeting.
        meeting: MeetingKind,
        /// Who called it.
        by: TeamId,
        /// Who came.
        #[serde(default)]
        present: Vec<TeamId>,
        /// About which child or adult, where it is not the survivor.
        person: Option<PersonId>,
        /// What it showed.
        #[serde(default)]
        shows: Shows,
    }
    /// A meeting or a plan gives somebody something to do.
    ActionSet "action-set" {
        /// The meeting or plan.
        of: Option<FactId>,
        /// Who sets it.
        by: TeamId,
        /// Who has to do it.
        owner: TeamId,
        /// By which day.
        due: Option<Date>,
        /// What kind of thing it is.
        action: ActionKind,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// An action is done, with evidence of it.
    ActionDone "action-done" {
        /// Which.
        action: FactId,
        /// By which team.
        by: TeamId,
    }
    /// Minutes, or what they say about housing or safety, reach a service.
    MinutesShared "minutes-shared" {
        /// Which meeting.
        meeting: FactId,
        /// By whom.
        by: TeamId,
        /// With whom.
        with: TeamId,
    }
    /// A service marks its own records of her, her children and the alleged perpetrator.
    RecordsFlagged "records-flagged" {
        /// Which service.
        by: TeamId,
        /// After which meeting or fact.
        of: Option<FactId>,
    }
    /// The survivor is told what a meeting, a referral or a service has come to.
    SurvivorUpdated "survivor-updated" {
        /// By which team.
        by: TeamId,
        /// About what.
        about: Option<FactId>,
        /// The new day, where she is told that something will be late.
        until: Option<Date>,
    }
}
