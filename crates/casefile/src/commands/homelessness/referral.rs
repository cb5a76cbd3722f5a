//! Referring an application to another authority, hearing its answer, and telling her how it came out.

use super::{authority, with_reasons};
use crate::commands::{Command, Context, Refusal, checked};
use crate::facts::{
    DecisionMade, Function, NewFact, Outcome, ReferralAnswered, ReferralCondition, ReferralKind, ReferralMade, Shows, Subject,
    Who,
};
use crate::file::CaseFile;
use crate::homelessness::case::{Case, Stage};
use crate::ids::{FactId, TeamId};
use crate::private::{Narrative, Sealed};

/// A decision on a referral.
fn on_referral(
    by: TeamId,
    outcome: Outcome,
    of: Option<FactId>,
    senior: bool,
    letter: bool,
    reasons: &Sealed<Narrative>,
) -> DecisionMade {
    DecisionMade {
        by,
        subject: Subject::Referral,
        outcome,
        considered: Vec::new(),
        answers: Shows::empty(),
        letter,
        review_right: letter,
        to_write: false,
        on_score: false,
        local_connection: true,
        findings: Vec::new(),
        senior,
        of,
        reasons: Some(reasons.clone()),
    }
}

/// Refers an application to another authority: decided with reasons that she and hers run no risk there, and told to her on the same day (s.184(4)).
#[derive(Debug, Clone, PartialEq)]
pub struct ReferElsewhere {
    /// The other authority's team.
    pub to: TeamId,
    /// On which condition.
    pub condition: ReferralCondition,
    /// Whether somebody asked her about that area and found that she and hers run no risk there. Not known is not enough.
    pub no_risk_there: bool,
    /// Why there is no risk there, and why it is right to refer at all.
    pub reasons: Sealed<Narrative>,
    /// Whether there is a letter to her, of today, with the reasons and the right to a review.
    pub letter: bool,
    /// Whether it says to the other authority how she can be reached safely.
    pub safe_contact: bool,
}

impl Command for ReferElsewhere {
    const NAME: &'static str = "refer-elsewhere";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let by = authority(file, context)?;
        with_reasons(&self.reasons)?;
        if file.services().same_body(by, self.to) || !file.services().does(self.to, Function::Housing) {
            return Err(Refusal::because("That is no housing team of another authority.")
                .instead("Choose the other authority's housing team; bring it into the file first where it is not there."));
        }
        let stage = Case::stage_of(file, by, context.today);
        if !matches!(stage, Stage::Enquiring | Stage::Relief(_) | Stage::Overrun(_) | Stage::MainDue(_) | Stage::Main) {
            return Err(Refusal::because(
                "An application is referred on only where relief or the main duty is or would be owed.",
            )
            .instead("Take the application here first, and give her a place for tonight.")
            .under("HA96-s198-referral"));
        }
        if !self.no_risk_there {
            return Err(Refusal::because("While it is not known that she and hers run no risk there, there is no referral.")
                .instead("Ask her about that area, in private, and look at what is known of him and his people.")
                .instead("Keep the application and the duty here: referring is never something that you must do.")
                .under("HA96-s198-referral"));
        }
        if !self.letter {
            return Err(Refusal::because("She hears of the referral on the day on which it is made, in writing, with the reasons and her right to a review.")
                .instead("Write the letter, get it to her in a safe way, and refer then.")
                .under("HA96-s184-4-simultaneous"));
        }
        let senior = context.is_manager();
        if self.condition == ReferralCondition::PlacedThere && !senior {
            return Err(Refusal::because("For somebody whom the other authority placed here the Act says nothing of the risk there. A manager decides it, with reasons.")
                .instead("Ask your manager to refer her, if it is right at all.")
                .instead("Keep the application and the duty here.")
                .under("HA96-s198-referral"));
        }
        let now = context.wall();
        let referral = ReferralMade {
            by: Who::Team(by),
            to: self.to,
            referral: ReferralKind::Authority,
            person: None,
            shows: Shows::empty(),
            safe_contact: self.safe_contact,
            condition: Some(self.condition),
            words: None,
        };
        let facts = vec![
            NewFact::new(now, on_referral(by, Outcome::InFavour, None, senior, false, &self.reasons)),
            NewFact::new(now, referral),
            NewFact::new(now, on_referral(by, Outcome::ReferredOn, None, senior, true, &self.reasons)),
        ];
        checked(file, facts, context)
    }
}

/// The other authority has answered; or one's own answers a referral that came.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteReferralAnswer {
    /// Which referral.
    pub referral: FactId,
    /// Whether it takes her.
    pub accepted: bool,
    /// Why, and what happens next.
    pub words: Sealed<Narrative>,
}

impl Command for NoteReferralAnswer {
    const NAME: &'static str = "note-referral-answer";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let made = file.fact(self.referral).and_then(|fact| fact.is::<ReferralMade>());
        let Some(made) = made.filter(|made| made.referral == ReferralKind::Authority) else {
            return Err(Refusal::because("This is no referral to another authority, or it has been corrected since.")
                .instead("Go back to the page Homelessness and choose it there."));
        };
        if file.each::<ReferralAnswered>().any(|(_, it)| it.referral == self.referral) {
            return Err(Refusal::because("This referral has been answered already.")
                .instead("Read the answer. If it was recorded wrongly, correct that entry."));
        }
        if !self.accepted && self.words.is_empty() {
            return Err(Refusal::because("Whoever does not take her says why, with full reasons.")
                .instead("Write down the reasons that were given.")
                .under("LGA-referral-10d"));
        }
        let words = Some(self.words.clone()).filter(|words| !words.is_empty());
        let body = ReferralAnswered { referral: self.referral, by: made.to, accepted: self.accepted, words };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// She is told how a referral came out (s.199A(3), s.200(2)). Where it came back, the 56 days of relief begin with this notice.
#[derive(Debug, Clone, PartialEq)]
pub struct TellOutcome {
    /// The answer of the other authority.
    pub answer: FactId,
    /// The reasons.
    pub reasons: Sealed<Narrative>,
    /// Whether there is a letter with the reasons and the right to a review.
    pub letter: bool,
}

impl Command for TellOutcome {
    const NAME: &'static str = "tell-outcome";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let by = authority(file, context)?;
        with_reasons(&self.reasons)?;
        let Some(answer) = file.fact(self.answer).and_then(|fact| fact.is::<ReferralAnswered>()) else {
            return Err(Refusal::because("This is no answer to a referral, or it has been corrected since.")
                .instead("Go back to the page Homelessness and choose it there."));
        };
        if !self.letter {
            return Err(Refusal::because("She hears the outcome in writing, with the reasons and her right to a review.")
                .instead(
                    "Write the letter, get it to her in a safe way, and record it then. Until she knows she stays where she is.",
                )
                .under("HA96-s199A-relief-referral"));
        }
        let outcome = if answer.accepted { Outcome::ReferredOn } else { Outcome::InFavour };
        let body = on_referral(by, outcome, Some(self.answer), context.is_manager(), true, &self.reasons);
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
