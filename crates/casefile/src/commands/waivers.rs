//! Waiving an obligation: with a reason, and by a second person who stands higher. To decline it is a fact too.

use super::obligations::owed;
use super::{Command, Context, Refusal, checked};
use crate::facts::{NewFact, ObligationWaived, RuleRef, Rung, WaiverAsked, WaiverDeclined};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::obligations::Severity;
use crate::private::{Narrative, Sealed};

/// Asks that an obligation be waived. Nothing changes until a second person agrees.
#[derive(Debug, Clone, PartialEq)]
pub struct AskWaiver {
    /// The rule.
    pub rule: String,
    /// The fact that raised it.
    pub raised_by: FactId,
    /// Why.
    pub reason: Sealed<Narrative>,
}

impl Command for AskWaiver {
    const NAME: &'static str = "ask-waiver";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let obligation = owed(file, &self.rule, self.raised_by, context)?;
        if !context.is_of_my_body(file, obligation.owner.team) {
            return Err(Refusal::because("This is owed by another body, which alone can ask that it be waived."));
        }
        if self.reason.is_empty() {
            return Err(Refusal::because(
                "Say why it need not be done. “No time” and “no reply” are not reasons; “she asked for it” may be one.",
            ));
        }
        let body = WaiverAsked {
            rule: RuleRef(self.rule.clone()),
            raised_by: self.raised_by,
            officer: context.officer,
            reason: self.reason.clone(),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// Agrees to a waiver that somebody else asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreeWaiver {
    /// What was asked.
    pub asked: FactId,
    /// Why the second person agrees.
    pub reason: Sealed<Narrative>,
}

impl Command for AgreeWaiver {
    const NAME: &'static str = "agree-waiver";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let asked = to_be_decided(file, self.asked, context)?;
        if self.reason.is_empty() {
            return Err(Refusal::because("Say why you agree: your reason stands beside theirs in the file."));
        }
        let body = ObligationWaived {
            rule: asked.rule.clone(),
            raised_by: asked.raised_by,
            officer: Some(asked.officer),
            second: Some(context.officer),
            reason: self.reason.clone(),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// A waiver that the officer may decide: asked for by somebody else of the same body, of something still owed, and not answered yet.
fn to_be_decided<'a>(file: &'a CaseFile, fact: FactId, context: &Context<'_>) -> Result<&'a WaiverAsked, Refusal> {
    let Some(asked) = file.fact(fact).and_then(|fact| fact.is::<WaiverAsked>()) else {
        return Err(
            Refusal::because("Nobody has asked for this waiver.").instead("Open the file again and choose what was asked.")
        );
    };
    if is_declined(file, fact) {
        return Err(Refusal::because("This waiver has been declined.").instead("Ask again, if there is a new reason."));
    }
    if asked.officer == context.officer {
        return Err(Refusal::because("You asked for this waiver, so somebody else has to decide about it.")
            .instead("Ask another manager to look at it."));
    }
    let obligation = owed(file, &asked.rule.0, asked.raised_by, context)?;
    if !context.is_of_my_body(file, obligation.owner.team) {
        return Err(Refusal::because("This is owed by another body, whose own managers decide about it."));
    }
    let needed = if obligation.rule.severity == Severity::Safety { Rung::DutyManager } else { Rung::Manager };
    if context.standing < needed {
        let who = if needed == Rung::DutyManager {
            "a duty manager, lead or director, because her safety hangs on it"
        } else {
            "a manager"
        };
        return Err(
            Refusal::because(format!("This can be decided by {who}.")).instead("Pass it to them; it stays owed until then.")
        );
    }
    Ok(asked)
}

/// Whether a second person has declined a waiver.
fn is_declined(file: &CaseFile, asked: FactId) -> bool {
    file.each::<WaiverDeclined>().any(|(_, declined)| declined.asked == asked)
}

/// Declines a waiver that somebody else asked for: what is owed stays owed, and they see why.
#[derive(Debug, Clone, PartialEq)]
pub struct DeclineWaiver {
    /// What was asked.
    pub asked: FactId,
    /// Why the second person declines.
    pub reason: Sealed<Narrative>,
}

impl Command for DeclineWaiver {
    const NAME: &'static str = "decline-waiver";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        to_be_decided(file, self.asked, context)?;
        if self.reason.is_empty() {
            return Err(Refusal::because("Say why you decline: whoever asked has to know what to do instead."));
        }
        let body = WaiverDeclined { asked: self.asked, officer: context.officer, reason: self.reason.clone() };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
