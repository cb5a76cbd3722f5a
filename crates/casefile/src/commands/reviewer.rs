//! Who may decide what: a review is decided by somebody senior who had no part in the decision, and what is said to be a manager's decision is one.
//!
//! Law: Housing Act 1996 s.203; S.I. 2018/223 reg 5 (where the decision was made by an officer of the authority).

use super::{Context, Refusal};
use crate::facts::{Body, By, OfficerAssigned, ReviewAsked, ReviewKind};
use crate::file::CaseFile;

/// Refuses what an officer is not the one to decide.
pub(super) fn check(file: &CaseFile, body: &Body, context: &Context<'_>) -> Result<(), Refusal> {
    match body {
        Body::DecisionMade(it) if it.senior && !context.is_manager() => {
            Err(Refusal::because("Only a manager can record this as a manager's decision.")
                .instead("Ask your manager to decide it.")
                .under("COG21-believe"))
        }
        Body::ReviewDecided(it) => {
            let asked = file.fact(it.review).and_then(|fact| fact.is::<ReviewAsked>());
            match asked {
                Some(asked) if asked.review != ReviewKind::Register => reviewer(file, asked, context),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

fn reviewer(file: &CaseFile, asked: &ReviewAsked, context: &Context<'_>) -> Result<(), Refusal> {
    let refusal = if context.is_manager() {
        let Some(decision) = asked.of.and_then(|of| file.fact(of)) else { return Ok(()) };
        let decided_it = decision.by == By::Officer(context.officer);
        let had_the_file = file
            .each::<OfficerAssigned>()
            .rfind(|(fact, it)| it.team == context.team && fact.happened <= decision.happened)
            .is_some_and(|(_, it)| it.officer == Some(context.officer));
        if !decided_it && !had_the_file {
            return Ok(());
        }
        Refusal::because("You had a part in the decision that is to be reviewed.")
    } else {
        Refusal::because("A review is decided by somebody senior to whoever made the decision.")
    };
    Err(refusal
        .instead("Give the review to a manager who had no part in it; another team of the authority, or another authority, can do it too.")
        .instead("Anybody may record what she says in the review, and tell her that it will be late.")
        .under("SI2018-reg9-review-decision"))
}
