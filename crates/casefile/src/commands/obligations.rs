//! What is said of one obligation: it is answered, or given to another officer.

use super::words::listed;
use super::{Command, Context, Refusal, checked};
use crate::facts::{Kind, NewFact, ObligationAnswered, ObligationReassigned, RuleRef};
use crate::file::CaseFile;
use crate::ids::{FactId, OfficerId};
use crate::obligations::{End, Obligation, derive};
use crate::private::{Narrative, Sealed};

/// The obligation that a command is about, as long as it is owed.
pub(super) fn owed(file: &CaseFile, rule: &str, raised_by: FactId, context: &Context<'_>) -> Result<Obligation, Refusal> {
    let found = derive(file, context.standards).into_iter().find(|obligation| obligation.key() == (rule, raised_by));
    match found {
        None => Err(Refusal::because(
            "This is not owed in this file, or no longer: the entry that raised it may have been corrected.",
        )
        .instead("Open the file again to see what is owed now.")),
        Some(obligation) if obligation.end != End::Open => {
            Err(Refusal::because("This has been met or ended already.").instead("Open the file again to see what is owed now."))
        }
        Some(obligation) => Ok(obligation),
    }
}

/// Says that what an obligation asks for has been done, where no other kind of fact says so.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerObligation {
    /// The rule.
    pub rule: String,
    /// The fact that raised it.
    pub raised_by: FactId,
    /// What was done.
    pub words: Sealed<Narrative>,
}

impl Command for AnswerObligation {
    const NAME: &'static str = "answer-obligation";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let obligation = owed(file, &self.rule, self.raised_by, context)?;
        if !context.is_of_my_body(file, obligation.owner.team) {
            return Err(Refusal::because("This is owed by another body.").instead("Ask that body, and record that you asked."));
        }
        let meets = obligation.rule.meets;
        if !meets.is_empty() && !meets.contains(&Kind::ObligationAnswered) {
            let actions: Vec<String> = meets.iter().map(|kind| format!("“{}”", kind.code().replace('-', " "))).collect();
            return Err(Refusal::because(
                "Saying that it was done is not enough here: what was done goes on the file as itself.",
            )
            .instead(format!("Record {}.", listed(&actions)))
            .instead("If it need not be done at all, ask that it be waived, with a reason."));
        }
        if self.words.is_empty() {
            return Err(Refusal::because("Say what was done, in a line."));
        }
        let body = ObligationAnswered {
            rule: RuleRef(self.rule.clone()),
            raised_by: self.raised_by,
            by: context.team,
            words: Some(self.words.clone()),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// Gives one obligation to another officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReassignObligation {
    /// The rule.
    pub rule: String,
    /// The fact that raised it.
    pub raised_by: FactId,
    /// To which officer; that they work there is known where officers are kept.
    pub officer: OfficerId,
    /// Why.
    pub why: Option<String>,
}

impl Command for ReassignObligation {
    const NAME: &'static str = "reassign-obligation";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let obligation = owed(file, &self.rule, self.raised_by, context)?;
        let mine = obligation.owner.team == context.team && (context.is_manager() || self.officer == context.officer);
        let managed = context.is_manager() && context.is_of_my_body(file, obligation.owner.team);
        if !mine && !managed {
            return Err(Refusal::because("You can take this on yourself; giving it to somebody else is for the team's manager.")
                .instead("Take it on yourself, or ask the manager."));
        }
        if obligation.owner.officer == Some(self.officer) {
            return Err(Refusal::because("This officer has it already."));
        }
        let body = ObligationReassigned {
            rule: RuleRef(self.rule.clone()),
            raised_by: self.raised_by,
            officer: self.officer,
            why: self.why.clone(),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
