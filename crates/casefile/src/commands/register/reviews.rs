//! Reviews of decisions about the register (Housing Act 1996 s.166A(9)(c)): she asks, and somebody senior who took no part decides.

use super::super::{Command, Context, Refusal, checked};
use super::must_say;
use crate::facts::{By, NewFact, ReviewAsked, ReviewDecided, ReviewKind, Shows, Who};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::private::{Sealed, Unprinted};

/// She asks that a decision be looked at again. Asked late, it is taken in all the same: whether it is decided is then for the reviewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskReview {
    /// Which decision.
    pub of: FactId,
    /// What she says shows.
    pub shows: Shows,
}

impl Command for AskReview {
    const NAME: &'static str = "ask-register-review";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some(decision) = file.fact(self.of) else {
            return Err(Refusal::because("This decision is not in the file.").instead("Go back to the file and choose it there."));
        };
        let Some(to) = file.named_in(decision).first().copied() else {
            return Err(Refusal::because("It does not say who decided.").instead("Choose the decision that she wants looked at."));
        };
        if file.each::<ReviewAsked>().any(|(asked, it)| it.of == Some(self.of) && decided(file, asked.id).is_none()) {
            return Err(
                Refusal::because("A review of this decision runs already.").instead("Add what she says as a record of its own.")
            );
        }
        let by = file.survivor().map_or(Who::Team(context.team), Who::Person);
        let body = ReviewAsked {
            by,
            to,
            review: ReviewKind::Register,
            of: Some(self.of),
            complaint: None,
            late_allowed: false,
            shows: self.shows,
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// Decides a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideReview {
    /// Which.
    pub review: FactId,
    /// Whether the decision is changed in her favour.
    pub changed: bool,
    /// The grounds, as they are explained to her.
    pub why: Unprinted,
    /// Whether a letter with the grounds goes with it.
    pub letter: bool,
}

impl Command for DecideReview {
    const NAME: &'static str = "decide-register-review";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let asked =
            file.fact(self.review).and_then(|fact| fact.is::<ReviewAsked>()).filter(|it| it.review == ReviewKind::Register);
        let Some(asked) = asked.filter(|it| context.is_of_my_body(file, it.to)) else {
            return Err(Refusal::because("No review of a register decision of your body was asked for here.")
                .instead("Record first that she asks for one."));
        };
        if decided(file, self.review).is_some() {
            return Err(Refusal::because("This review has been decided."));
        }
        if !context.is_manager() {
            return Err(
                Refusal::because("A review is decided by somebody senior to whoever decided.").instead("Ask your manager.")
            );
        }
        let first = asked.of.and_then(|of| file.fact(of));
        if first.is_some_and(|fact| fact.by == By::Officer(context.officer)) {
            return Err(Refusal::because("You made the decision yourself, so somebody else looks at it again.")
                .instead("Give it to a manager who took no part."));
        }
        if !self.letter {
            return Err(Refusal::because("She is told the outcome and the grounds in writing.")
                .instead("Write the letter, and decide with it.")
                .under("HA96-s166A-rights"));
        }
        must_say(self.why.shown(), "Say on which grounds.", "A few sentences, as you would explain them to her.")?;
        let body = ReviewDecided {
            review: self.review,
            by: context.team,
            changed: self.changed,
            letter: self.letter,
            to_write: false,
            reasons: Some(Sealed::new(self.why.shown())),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

fn decided(file: &CaseFile, review: FactId) -> Option<&ReviewDecided> {
    file.each::<ReviewDecided>().find(|(_, it)| it.review == review).map(|(_, it)| it)
}
