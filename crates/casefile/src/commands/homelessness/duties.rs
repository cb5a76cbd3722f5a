//! Taking an application, deciding it, and accepting and ending the duties.

use jiff::civil::Date;

use super::{authority, own_authority, with_reasons};
use crate::commands::{Command, Context, Refusal, checked};
use crate::facts::{
    DecisionMade, Duty, DutyAccepted, DutyEnded, EndGround, EvidenceReceived, Finding, HomelessnessOpened, NewFact, Outcome,
    Shows, Subject, SurvivorUpdated,
};
use crate::file::CaseFile;
use crate::homelessness::case::{Case, Stage};
use crate::ids::FactId;
use crate::private::{Narrative, Sealed};

/// Opens a homelessness application from whatever shows that she may be homeless: a register form, a repairs call, a complaint, a referral.
/// Nobody asks her for another form.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeApplication {
    /// What shows it.
    pub of: Option<FactId>,
}

impl Command for TakeApplication {
    const NAME: &'static str = "take-application";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let by = own_authority(file, context)?;
        let stage = Case::stage_of(file, by, context.today);
        if stage.is_live() && stage != Stage::AskedFor {
            return Err(Refusal::because("Her application is open already.")
                .instead("Go on with it, on the page Homelessness: what is new counts in it.")
                .under("HA96-s183-application"));
        }
        if self.of.is_some_and(|of| file.fact(of).is_none()) {
            return Err(Refusal::because("The entry from which it is to be opened has been corrected since.")
                .instead("Open it from the entry that took its place.")
                .under("HA96-s183-application"));
        }
        checked(file, vec![NewFact::new(context.wall(), HomelessnessOpened { by, of: self.of })], context)
    }
}

/// Decides what the authority is satisfied of (s.184): for her, and so on record before a letter is due; or against her, with a letter.
#[derive(Debug, Clone, PartialEq)]
pub struct DecideApplication {
    /// What it is satisfied of.
    pub findings: Vec<Finding>,
    /// The evidence considered.
    pub considered: Vec<FactId>,
    /// What it answers of all that she disclosed.
    pub answers: Shows,
    /// Whether there is a letter with the reasons, the right to a review and its last day.
    pub letter: bool,
    /// Whether a manager decides it.
    pub senior: bool,
    /// The reasons.
    pub reasons: Sealed<Narrative>,
}

impl Command for DecideApplication {
    const NAME: &'static str = "decide-application";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let by = authority(file, context)?;
        with_reasons(&self.reasons)?;
        if self.findings.is_empty() {
            return Err(
                Refusal::because("Say what you are satisfied of.").instead("Choose at least one thing that you have found.")
            );
        }
        if let Some(wrong) =
            self.considered.iter().find(|id| file.fact(**id).is_none_or(|fact| fact.is::<EvidenceReceived>().is_none()))
        {
            let corrected = file.history().iter().any(|fact| fact.id == *wrong);
            let words = if corrected {
                "A piece of evidence that you considered has been corrected since."
            } else {
                "One of these is no evidence of this file."
            };
            return Err(Refusal::because(words)
                .instead("Read what took its place, say what it changes, and then decide.")
                .under("HA96-s184-enquiries"));
        }
        let against = self.findings.iter().any(|one| {
            matches!(one, Finding::NotEligible | Finding::NotHomeless | Finding::NoPriorityNeed | Finding::Intentional)
        });
        let body = DecisionMade {
            by,
            subject: Subject::Homelessness,
            outcome: if against { Outcome::Against } else { Outcome::InFavour },
            considered: self.considered.clone(),
            answers: self.answers,
            letter: self.letter,
            review_right: self.letter,
            to_write: false,
            on_score: false,
            local_connection: false,
            findings: self.findings.clone(),
            senior: self.senior,
            of: None,
            reasons: Some(self.reasons.clone()),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// Accepts a duty, from the day on which the authority was first satisfied of what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptDuty {
    /// Which.
    pub duty: Duty,
    /// The day on which the authority was first satisfied; today where left out.
    pub satisfied: Option<Date>,
    /// Whether there is a letter with the reasons and the right to a review.
    pub letter: bool,
    /// The reasons, where there is more to say than that the duty is owed.
    pub reasons: Option<Sealed<Narrative>>,
}

impl Command for AcceptDuty {
    const NAME: &'static str = "accept-duty";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let by = authority(file, context)?;
        if !self.duty.is_housing() {
            return Err(Refusal::because("This is no duty of a housing authority.")
                .instead("Record it in the room of the service that owes it."));
        }
        let counted = matches!(self.duty, Duty::Prevention | Duty::Relief);
        if counted && self.satisfied.is_some_and(|day| asked_first(file, by).is_some_and(|first| day < first)) {
            return Err(Refusal::because("That day is earlier than anything that this authority knew of her.")
                .instead("Enter the day on which you first could be satisfied of it.")
                .under("HA96-s189B-relief-56d"));
        }
        let findings = match self.duty {
            Duty::Prevention => vec![Finding::Threatened, Finding::Eligible],
            Duty::Relief => vec![Finding::Homeless, Finding::Eligible],
            Duty::Main => vec![Finding::Homeless, Finding::Eligible, Finding::PriorityNeed, Finding::NotIntentional],
            Duty::Intentional => vec![Finding::Homeless, Finding::Eligible, Finding::PriorityNeed, Finding::Intentional],
            _ => Vec::new(),
        };
        let body = DutyAccepted {
            by,
            duty: self.duty,
            person: None,
            satisfied: counted.then(|| self.satisfied.unwrap_or(context.today)),
            letter: self.letter,
            to_write: false,
            findings,
            reasons: self.reasons.clone().filter(|words| !words.is_empty()),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// The first day on which an authority knew anything that is in the file.
fn asked_first(file: &CaseFile, by: crate::ids::TeamId) -> Option<Date> {
    file.facts().iter().filter_map(|fact| file.known_on(fact, by).map(|on| on.min(fact.happened.date))).min()
}

/// Ends a duty on a ground of the Act, by notice.
#[derive(Debug, Clone, PartialEq)]
pub struct EndDuty {
    /// Which.
    pub duty: Duty,
    /// On which ground.
    pub ground: EndGround,
    /// Whether there is a written notice with the ground and the right to a review.
    pub notice: bool,
    /// The reasons.
    pub reasons: Sealed<Narrative>,
}

impl Command for EndDuty {
    const NAME: &'static str = "end-duty";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let by = authority(file, context)?;
        with_reasons(&self.reasons)?;
        let body = DutyEnded {
            by,
            duty: self.duty,
            ground: self.ground,
            notice: self.notice,
            to_write: false,
            reasons: Some(self.reasons.clone()),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// She is told that something will be late, before it is, with a new day.
#[derive(Debug, Clone, PartialEq)]
pub struct TellDelay {
    /// About what: the review that was asked for, or nothing where it is the decision on her application.
    pub about: Option<FactId>,
    /// The new day.
    pub until: Date,
}

impl Command for TellDelay {
    const NAME: &'static str = "tell-delay";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if self.until <= context.today {
            return Err(Refusal::because("The new day has to be one that is still to come.")
                .instead("Enter a day that you can keep, not later than you need."));
        }
        let body = SurvivorUpdated { by: context.team, about: self.about, until: Some(self.until) };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
