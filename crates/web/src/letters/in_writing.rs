//! The question that every decision asks: is there a letter, or is one written here next?

use casefile::commands::WrittenHere;
use desk::{Asks, Done};

use crate::act::owing::asked;
use crate::act::sending::{Act, Stopped};
use crate::components::{Choice, Question};

/// The question, with what a letter from elsewhere would have to say.
pub fn question(act: &Act, elsewhere: &str) -> Question {
    let here = Choice::new("here", "The letter is written here, from this: you go on to it next");
    asked(act, Question::checkboxes("letter", "In writing", vec![here, Choice::new("yes", elsewhere)]))
}

/// Whether there is a letter, or one is written here.
pub fn is_answered(act: &Act) -> bool {
    act.answers.has("letter", "yes") || is_here(act)
}

/// Whether it is written here: then the page of letters comes next.
pub fn is_here(act: &Act) -> bool {
    act.answers.has("letter", "here")
}

/// Carries out what is told in a letter: one that is written already, or one that is written here next.
/// # Errors
/// As the command says.
pub async fn told<C: Asks>(act: &Act, command: &C) -> Result<Done, Stopped> {
    if is_here(act) { act.send(&WrittenHere { command }).await } else { act.send(command).await }
}
