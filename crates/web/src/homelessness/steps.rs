//! The steps that an officer can take with an application, as addresses name them.

use casefile::facts::Duty;
use casefile::ids::{FactId, FileId};

use super::cards::{DUTIES, step, step_on};
use super::words;

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Accept a duty.
    Accept(Duty),
    /// End a duty.
    End(Duty),
    /// Record what has been decided.
    Decide,
    /// She withdraws an application in which no duty stands yet.
    Withdraw,
    /// Refer to another authority.
    Refer,
    /// Tell her of a delay: of a review, or of the decision.
    Late(Option<FactId>),
    /// The other authority has answered a referral.
    Answer(FactId),
    /// Tell her how a referral came out.
    Outcome(FactId),
    /// She has a decision in her hands.
    Received(FactId),
    /// She asks for a review of a decision.
    Review(FactId),
    /// What she says in a review.
    Heard(FactId),
    /// What the reviewer is minded to decide.
    MindedTo(FactId),
    /// She agrees to more time for a review.
    MoreTime(FactId),
    /// Decide a review.
    Reviewed(FactId),
    /// She has gone to the county court.
    Appeal(FactId),
}

impl Step {
    /// Reads a step from its address.
    pub fn read(code: &str, on: Option<FactId>) -> Option<Self> {
        let duty = |code: &str| DUTIES.into_iter().find(|duty| duty.code() == code);
        if let Some(on) = on {
            return Some(match code {
                "late" => Self::Late(Some(on)),
                "answer" => Self::Answer(on),
                "outcome" => Self::Outcome(on),
                "received" => Self::Received(on),
                "review" => Self::Review(on),
                "heard" => Self::Heard(on),
                "minded-to" => Self::MindedTo(on),
                "more-time" => Self::MoreTime(on),
                "reviewed" => Self::Reviewed(on),
                "appeal" => Self::Appeal(on),
                _ => return None,
            });
        }
        match code {
            "decide" => Some(Self::Decide),
            "withdraw" => Some(Self::Withdraw),
            "refer" => Some(Self::Refer),
            "late" => Some(Self::Late(None)),
            _ => {
                let accepted = code.strip_prefix("accept-").and_then(duty).filter(|duty| *duty != Duty::Interim);
                let ended = || code.strip_prefix("end-").and_then(duty);
                accepted.map(Self::Accept).or_else(|| ended().map(Self::End))
            }
        }
    }

    /// The fact that it is about.
    pub const fn on(self) -> Option<FactId> {
        match self {
            Self::Late(on) => on,
            Self::Answer(on)
            | Self::Outcome(on)
            | Self::Received(on)
            | Self::Review(on)
            | Self::Heard(on)
            | Self::MindedTo(on)
            | Self::MoreTime(on)
            | Self::Reviewed(on)
            | Self::Appeal(on) => Some(on),
            _ => None,
        }
    }

    fn code(self) -> String {
        match self {
            Self::Accept(duty) => return format!("accept-{}", duty.code()),
            Self::End(duty) => return format!("end-{}", duty.code()),
            Self::Decide => "decide",
            Self::Withdraw => "withdraw",
            Self::Refer => "refer",
            Self::Late(_) => "late",
            Self::Answer(_) => "answer",
            Self::Outcome(_) => "outcome",
            Self::Received(_) => "received",
            Self::Review(_) => "review",
            Self::Heard(_) => "heard",
            Self::MindedTo(_) => "minded-to",
            Self::MoreTime(_) => "more-time",
            Self::Reviewed(_) => "reviewed",
            Self::Appeal(_) => "appeal",
        }
        .to_owned()
    }

    /// Its address.
    pub fn address(self, file: FileId) -> String {
        match self.on() {
            Some(on) => step_on(file, &self.code(), on),
            None => step(file, &self.code()),
        }
    }

    /// The heading of its page.
    pub fn heading(self) -> String {
        match self {
            Self::Accept(duty) => format!("Accept the {}", words::duty_name(duty).to_lowercase()),
            Self::End(duty) => format!("End the {}", words::duty_name(duty).to_lowercase()),
            Self::Decide => "Record what you have decided".into(),
            Self::Withdraw => "She withdraws".into(),
            Self::Refer => "Refer to another authority".into(),
            Self::Late(_) => "Tell her of a delay".into(),
            Self::Answer(_) => "The other authority has answered".into(),
            Self::Outcome(_) => "Tell her the outcome of the referral".into(),
            Self::Received(_) => "She has the decision".into(),
            Self::Review(_) => "She asks for a review".into(),
            Self::Heard(_) => "Record what she says in the review".into(),
            Self::MindedTo(_) => "Say what you are minded to decide".into(),
            Self::MoreTime(_) => "She agrees to more time".into(),
            Self::Reviewed(_) => "Decide the review".into(),
            Self::Appeal(_) => "She has gone to the county court".into(),
        }
    }

    /// The words on its button.
    pub const fn button(self) -> &'static str {
        match self {
            Self::Accept(_) => "Accept the duty",
            Self::End(_) => "End the duty",
            Self::Decide | Self::Reviewed(_) => "Decide",
            Self::Refer => "Refer",
            Self::Late(_) => "She has been told",
            _ => "Record",
        }
    }
}
