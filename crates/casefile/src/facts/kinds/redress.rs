//! Complaints, reviews, appeals, the Ombudsman, and putting things right; and how obligations are answered, waived and escalated.

use jiff::civil::Date;

use super::super::Shows;
use super::super::choices::{RemedyKind, ReviewKind, Rung, Stage};
use super::super::kind::kinds;
use super::super::money::Pence;
use super::super::rule_ref::RuleRef;
use super::super::who::Who;
use crate::ids::{FactId, OfficerId, TeamId};
use crate::private::{Narrative, Sealed};

kinds! {
    /// A complaint.
    ComplaintMade "complaint-made" {
        /// Who complains.
        by: Who,
        /// Who is complained to.
        to: TeamId,
        /// At which stage it starts.
        stage: Option<Stage>,
        /// What it shows: a disclosure inside a complaint is a disclosure.
        #[serde(default)]
        shows: Shows,
        /// Whether it asks for a decision to be reviewed.
        #[serde(default)]
        asks_review: bool,
        /// An earlier complaint that it takes further.
        follows: Option<FactId>,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// A complaint is logged and acknowledged.
    ComplaintAcknowledged "complaint-acknowledged" {
        /// Which.
        complaint: FactId,
        /// By which team.
        by: TeamId,
    }
    /// A complaint is answered.
    ComplaintAnswered "complaint-answered" {
        /// Which.
        complaint: FactId,
        /// By which team.
        by: TeamId,
        /// Whether it was upheld, at least in part.
        #[serde(default)]
        upheld: bool,
    }
    /// She asks for a decision to be reviewed. No form is needed.
    ReviewAsked "review-asked" {
        /// Who asks.
        by: Who,
        /// Who is asked.
        to: TeamId,
        /// Which kind of review.
        review: ReviewKind,
        /// Which decision.
        of: Option<FactId>,
        /// The complaint in which it was asked for, where it was.
        complaint: Option<FactId>,
        /// Whether it came after its last day and is allowed all the same, in writing.
        #[serde(default)]
        late_allowed: bool,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
    }
    /// Representations are made in a review.
    RepresentationsMade "representations-made" {
        /// In which review.
        review: FactId,
        /// To which team.
        to: TeamId,
        /// What they show.
        #[serde(default)]
        shows: Shows,
    }
    /// The reviewer finds the decision flawed and means to decide against her all the same: she is told, with the reasons, and may answer, in
    /// writing or by word of mouth (S.I. 2018/223 reg 7).
    ReviewMindedTo "review-minded-to" {
        /// In which review.
        review: FactId,
        /// By which team.
        by: TeamId,
        /// The last day for her answer.
        answer_by: Option<Date>,
        /// The reasons.
        reasons: Option<Sealed<Narrative>>,
    }
    /// She agrees to more time for a review.
    ReviewExtended "review-extended" {
        /// Which review.
        review: FactId,
        /// By which team.
        by: TeamId,
        /// The new last day.
        until: Date,
        /// Whether she has agreed in writing.
        #[serde(default)]
        agreed_in_writing: bool,
    }
    /// A review is decided.
    ReviewDecided "review-decided" {
        /// Which.
        review: FactId,
        /// By which team.
        by: TeamId,
        /// Whether the decision was changed in her favour.
        #[serde(default)]
        changed: bool,
        /// Whether the letter gives reasons and the right of appeal with its time.
        #[serde(default)]
        letter: bool,
        /// The reasons.
        reasons: Option<Sealed<Narrative>>,
        /// Whether the letter is written in Holdfast from this: it counts as written once that letter has left, or was handed over.
        #[serde(default)]
        to_write: bool,
    }
    /// She appeals to the county court.
    AppealMade "appeal-made" {
        /// Against which decision or review.
        of: FactId,
    }
    /// The Ombudsman asks about the case.
    OmbudsmanAsked "ombudsman-asked" {
        /// Whom.
        to: TeamId,
        /// Who asks; left out where only one ombudsman is meant.
        by: Option<TeamId>,
    }
    /// The Ombudsman reports or decides.
    OmbudsmanReported "ombudsman-reported" {
        /// To which body's team.
        to: TeamId,
        /// Whether fault was found.
        #[serde(default)]
        fault: bool,
    }
    /// The body tells the Ombudsman what it has done or will do.
    OmbudsmanAnswered "ombudsman-answered" {
        /// Which report.
        report: FactId,
        /// By which team.
        by: TeamId,
    }
    /// Something is agreed to put things right.
    RemedyAgreed "remedy-agreed" {
        /// By which team.
        by: TeamId,
        /// What.
        remedy: RemedyKind,
        /// How much, in pence.
        amount: Option<Pence>,
        /// By which day.
        due: Option<Date>,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// A remedy is carried out, with evidence of it.
    RemedyDone "remedy-done" {
        /// Which.
        remedy: FactId,
        /// By which team.
        by: TeamId,
    }
    /// The handling of a case is looked at, for what can be learned.
    CaseReviewed "case-reviewed" {
        /// By which team.
        by: TeamId,
        /// What brought it about.
        of: Option<FactId>,
    }
    /// An officer does what an obligation asks for, where no other kind of fact says so.
    ObligationAnswered "obligation-answered" {
        /// Which rule.
        rule: RuleRef,
        /// The fact that raised it.
        raised_by: FactId,
        /// By which team.
        by: TeamId,
        /// What was done.
        words: Option<Sealed<Narrative>>,
    }
    /// An officer asks that an obligation be waived; nothing changes until a second person agrees.
    WaiverAsked "waiver-asked" {
        /// Which rule.
        rule: RuleRef,
        /// The fact that raised it.
        raised_by: FactId,
        /// Who asks.
        officer: OfficerId,
        /// Why.
        reason: Sealed<Narrative>,
    }
    /// A second person declines a waiver: what is owed stays owed.
    WaiverDeclined "waiver-declined" {
        /// What was asked.
        asked: FactId,
        /// The second person.
        officer: OfficerId,
        /// Why.
        reason: Sealed<Narrative>,
    }
    /// An obligation is waived with a reason, by a second person.
    ObligationWaived "obligation-waived" {
        /// Which rule.
        rule: RuleRef,
        /// The fact that raised it.
        raised_by: FactId,
        /// Who asked; left out in stories.
        officer: Option<OfficerId>,
        /// The second person, never the same; left out in stories.
        second: Option<OfficerId>,
        /// Why.
        reason: Sealed<Narrative>,
    }
    /// An obligation is passed up because it was not met in time. Written by the clock.
    ObligationEscalated "obligation-escalated" {
        /// Which rule.
        rule: RuleRef,
        /// The fact that raised it.
        raised_by: FactId,
        /// How high.
        to: Rung,
        /// The day on which it was due to be passed up.
        on: Date,
    }
    /// An obligation is given to another officer.
    ObligationReassigned "obligation-reassigned" {
        /// Which rule.
        rule: RuleRef,
        /// The fact that raised it.
        raised_by: FactId,
        /// To which officer.
        officer: OfficerId,
        /// Why.
        why: Option<String>,
    }
    /// An escalation reaches a person, who says what will be done.
    EscalationAcknowledged "escalation-acknowledged" {
        /// Which escalation.
        escalation: FactId,
        /// Who.
        officer: OfficerId,
        /// What will be done.
        words: Option<Sealed<Narrative>>,
    }
}
