//! Somebody may not join: in writing, with the ground and the right to a review.

use super::super::{Command, Context, Refusal, checked};
use super::{must_say, open, scheme_of};
use crate::facts::{DecisionMade, NewFact, Outcome, QualificationGround, Shows, Subject};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::private::{Sealed, Unprinted};

/// Decides that somebody may not join the register.
#[derive(Debug, Clone, PartialEq)]
pub struct RefuseToRegister {
    /// The application.
    pub application: FactId,
    /// On which ground.
    pub ground: QualificationGround,
    /// The evidence considered.
    pub considered: Vec<FactId>,
    /// What it answers of all that she told.
    pub answers: Shows,
    /// Why, as it is explained to her.
    pub why: Unprinted,
    /// Whether the letter with the ground and the right to a review goes with it.
    pub letter: bool,
}

impl Command for RefuseToRegister {
    const NAME: &'static str = "refuse-to-register";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let on = open(file, self.application, context)?;
        let scheme = scheme_of(&context.standards.schemes, file, on.team, context.today);
        let Some(bar) = scheme.qualification.iter().find(|bar| bar.ground == self.ground) else {
            return Err(Refusal::because(
                "The scheme of this register does not know this ground, and nobody is kept off it outside the scheme.",
            )
            .instead("Assess the application.")
            .under("HA96-s166A-14"));
        };
        if bar.not_for_abuse && file.abuse_known(context.team).is_some() {
            return Err(Refusal::because("This is not asked of somebody who has to move because of abuse.")
                .instead("Assess the application: she may join.")
                .under(if self.ground == QualificationGround::LocalConnection {
                    "SI2025/706-no-local-connection"
                } else {
                    "HA96-s166A-14"
                }));
        }
        must_say(self.why.shown(), "Say why, as you would explain it to her.", "Assess the application.")?;
        if !self.letter {
            return Err(Refusal::because("Nobody is kept off the register by word of mouth.")
                .instead("Write the letter with the ground and the right to a review, and decide with it.")
                .instead("Assess the application.")
                .under("HA96-s160ZA-9-notice"));
        }
        let body = DecisionMade {
            by: context.team,
            subject: Subject::Qualification,
            outcome: Outcome::Against,
            considered: self.considered.clone(),
            answers: self.answers,
            letter: true,
            review_right: true,
            to_write: false,
            on_score: false,
            local_connection: self.ground == QualificationGround::LocalConnection,
            findings: Vec::new(),
            senior: false,
            of: Some(self.application),
            reasons: Some(Sealed::new(format!("{}: {}\n{}", self.ground.label(), bar.says, self.why.shown()))),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
