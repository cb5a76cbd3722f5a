//! Reviews and appeals, as they are asked for, answered and decided.

use jiff::civil::Date;

use super::{authority, own_authority, with_reasons};
use crate::commands::{Command, Context, Refusal, checked};
use crate::facts::{
    AppealMade, Body, ComplaintMade, DecisionReceived, Duty, NewFact, RepresentationsMade, ReviewAsked, ReviewDecided,
    ReviewExtended, ReviewKind, ReviewMindedTo, Shows, Subject, When, Who,
};
use crate::file::CaseFile;
use crate::homelessness::case::{Case, Review};
use crate::ids::FactId;
use crate::private::{Narrative, Sealed};

/// She has a decision in her hands. The 21 days to ask for a review begin with that day.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfirmReceipt {
    /// Which decision.
    pub of: FactId,
    /// When she had it.
    pub happened: When,
}

impl Command for ConfirmReceipt {
    const NAME: &'static str = "confirm-receipt";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some(decision) = file.fact(self.of) else { return Err(corrected()) };
        if file.each::<DecisionReceived>().any(|(_, it)| it.of == self.of) {
            return Err(Refusal::because("It is on record already that she has it.")
                .instead("If the day is wrong, correct that entry: the days to ask for a review are counted from it.")
                .under("HA96-s202-review-request-21d"));
        }
        if self.happened.date < decision.happened.date {
            return Err(Refusal::because("She cannot have had it before it was decided.")
                .instead("Enter the day on which it was in her hands, not the day on the letter.")
                .under("HA96-s202-review-request-21d"));
        }
        let body = DecisionReceived { of: self.of, by: Some(context.team) };
        checked(file, vec![NewFact::new(self.happened, body)], context)
    }
}

fn corrected() -> Refusal {
    Refusal::because("This decision has been corrected since, or is not in this file.")
        .instead("Go back to the page Homelessness and choose the one that stands.")
}

/// A review is asked for, in whatever form: a letter, a call, a sentence in a complaint.
#[derive(Debug, Clone, PartialEq)]
pub struct AskReview {
    /// Who asks.
    pub by: Who,
    /// Of which decision.
    pub of: FactId,
    /// When it was asked for.
    pub happened: When,
    /// The complaint in which it was asked for, where it was. The complaint goes on beside it.
    pub complaint: Option<FactId>,
    /// Whether it is allowed though the 21 days are over.
    pub late_allowed: bool,
    /// What it shows.
    pub shows: Shows,
    /// Which kind, where it is one that two authorities or an appointed person decide, or is about the steps of a plan.
    pub kind: ReviewKind,
}

impl Command for AskReview {
    const NAME: &'static str = "ask-review";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let to = own_authority(file, context)?;
        let Some(decision) = file.fact(self.of) else { return Err(corrected()) };
        if !is_reviewable(&decision.body) {
            return Err(Refusal::because(
                "The Act gives no review of this. A place for tonight, for instance, only a court looks at.",
            )
            .instead("Take it as a complaint, or as a question whether the place suits, and answer it.")
            .instead("Tell her where to get legal help today.")
            .under("HA96-s202-review-request-21d"));
        }
        if self.happened.date < decision.happened.date {
            return Err(Refusal::because("It cannot have been asked for before it was decided.")
                .instead("Check the day, and which decision is meant.")
                .under("HA96-s202-review-request-21d"));
        }
        let mut happened = self.happened;
        if let Some(complaint) = self.complaint {
            let Some(fact) = file.fact(complaint).filter(|fact| fact.is::<ComplaintMade>().is_some()) else {
                return Err(Refusal::because("That complaint is not in this file, or has been corrected since.")
                    .instead("Choose the complaint that stands."));
            };
            // What she asked for in a complaint was asked for on that day, whenever somebody noticed.
            happened = happened.min(fact.happened).max(decision.happened);
        }
        let body = ReviewAsked {
            by: self.by,
            to,
            review: self.kind,
            of: Some(self.of),
            complaint: self.complaint,
            late_allowed: self.late_allowed,
            shows: self.shows,
        };
        checked(file, vec![NewFact::new(happened, body)], context)
    }
}

/// What the Act gives a review of.
pub(super) fn is_reviewable(body: &Body) -> bool {
    match body {
        Body::DecisionMade(it) => matches!(it.subject, Subject::Homelessness | Subject::Suitability | Subject::Referral),
        Body::DutyEnded(it) => it.duty.is_housing() && it.duty != Duty::Interim,
        Body::DutyAccepted(it) => it.duty.is_housing() && it.duty != Duty::Interim,
        Body::OfferMade(_) | Body::PlacementMade(_) | Body::PlanMade(_) => true,
        _ => false,
    }
}

/// The review, while it is not decided.
fn pending(file: &CaseFile, review: FactId, context: &Context<'_>) -> Result<Review, Refusal> {
    let to = own_authority(file, context)?;
    let found = Case::of(file, to, context.today).reviews.into_iter().find(|one| one.asked == review);
    let Some(found) = found else {
        return Err(Refusal::because("This is no homelessness review of your authority, or it has been corrected since.")
            .instead("Go back to the page Homelessness and choose it there."));
    };
    if found.is_pending() {
        return Ok(found);
    }
    Err(Refusal::because("This review is decided.")
        .instead("Tell her of her right to go to the county court, and where to get legal help.")
        .under("SI2018-reg9-review-decision"))
}

/// She, or somebody for her, says something in a review.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteRepresentations {
    /// In which review.
    pub review: FactId,
    /// When.
    pub happened: When,
    /// What they show.
    pub shows: Shows,
}

impl Command for NoteRepresentations {
    const NAME: &'static str = "note-representations";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let review = pending(file, self.review, context)?;
        if self.happened.date < review.on {
            return Err(
                Refusal::because("What was said before the review was asked for is no part of it.").instead("Check the day.")
            );
        }
        let to = own_authority(file, context)?;
        let body = RepresentationsMade { review: self.review, to, shows: self.shows };
        checked(file, vec![NewFact::new(self.happened, body)], context)
    }
}

/// The reviewer finds the decision deficient and means to decide against her all the same: she is told first (reg 7).
#[derive(Debug, Clone, PartialEq)]
pub struct MindedTo {
    /// In which review.
    pub review: FactId,
    /// The last day for her answer.
    pub answer_by: Date,
    /// What is deficient, and what the reviewer means to decide, and why.
    pub reasons: Sealed<Narrative>,
}

impl Command for MindedTo {
    const NAME: &'static str = "minded-to";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        with_reasons(&self.reasons)?;
        pending(file, self.review, context)?;
        let by = authority(file, context)?;
        let body =
            ReviewMindedTo { review: self.review, by, answer_by: Some(self.answer_by), reasons: Some(self.reasons.clone()) };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// She agrees in writing to more time.
#[derive(Debug, Clone, PartialEq)]
pub struct ExtendReview {
    /// Which review.
    pub review: FactId,
    /// The new last day.
    pub until: Date,
    /// Whether she has agreed in writing.
    pub agreed_in_writing: bool,
}

impl Command for ExtendReview {
    const NAME: &'static str = "extend-review";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        pending(file, self.review, context)?;
        let by = authority(file, context)?;
        let body = ReviewExtended { review: self.review, by, until: self.until, agreed_in_writing: self.agreed_in_writing };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// Decides a review: by somebody senior who had no part in the decision, in writing, with the right of appeal and its last day.
#[derive(Debug, Clone, PartialEq)]
pub struct DecideReview {
    /// Which review.
    pub review: FactId,
    /// Whether the decision is changed in her favour.
    pub changed: bool,
    /// Whether the letter gives the reasons and the right of appeal with its last day.
    pub letter: bool,
    /// The reasons.
    pub reasons: Sealed<Narrative>,
}

impl Command for DecideReview {
    const NAME: &'static str = "decide-review";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        with_reasons(&self.reasons)?;
        pending(file, self.review, context)?;
        let by = authority(file, context)?;
        let body = ReviewDecided {
            review: self.review,
            by,
            changed: self.changed,
            letter: self.letter,
            to_write: false,
            reasons: Some(self.reasons.clone()),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// She has gone to the county court.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteAppeal {
    /// Against which review, or the decision whose review is out of time.
    pub of: FactId,
    /// When.
    pub happened: When,
}

impl Command for NoteAppeal {
    const NAME: &'static str = "note-appeal";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if file.each::<AppealMade>().any(|(_, it)| it.of == self.of) {
            return Err(Refusal::because("This appeal is on record already.").instead("If the day is wrong, correct that entry."));
        }
        checked(file, vec![NewFact::new(self.happened, AppealMade { of: self.of })], context)
    }
}
