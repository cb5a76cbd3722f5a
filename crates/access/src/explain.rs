//! The decision in words, for whoever looks after access. Never for the person it is about: an explanation tells what is hidden.

use std::fmt::Write as _;

use crate::{ActInfo, Question, Refused, Verdict};

/// Says why somebody may or may not do something: every question with its answer, then what follows.
pub fn explain(act: &ActInfo, verdict: &Verdict) -> String {
    let mut said = String::new();
    let outcome = match verdict.outcome {
        Ok(()) => "Yes.".to_owned(),
        Err(Refused::NoSuchFile) => "No. They get the answer that a file gets which is not there.".to_owned(),
        Err(refused) => format!("No, and they are told: {refused}."),
    };
    let _ = writeln!(said, "{} {}\n", act.allows, outcome);
    for (question, yes) in verdict.answers {
        let _ = writeln!(said, "  {:3}  {}{}", if yes { "yes" } else { "no" }, question.label(), detail(question, verdict));
    }
    said
}

fn detail(question: Question, verdict: &Verdict) -> String {
    match (question, verdict.ground) {
        (Question::Ground, Some(ground)) => format!(" This person {}.", ground.label()),
        _ => String::new(),
    }
}
