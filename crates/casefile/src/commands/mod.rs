//! Commands: what an officer can ask for, each a small value with one pure function.
//!
//! `decide` looks at the file as it stands and gives the facts to be recorded, or a [`Refusal`] that says what stands in the way and what is
//! possible instead. Nothing here reads a clock or makes an id: time, ids and the officer come in with the [`Context`].
//!
//! [`gate`] is what the law refuses, whoever asks; [`form`] is what a sound text, name and date are.

pub mod form;
pub mod gate;
mod refusal;
mod words;

use jiff::Timestamp;
use jiff::civil::Date;
pub use refusal::Refusal;

use crate::facts::{NewFact, Rung, When};
use crate::file::CaseFile;
use crate::ids::{BodyId, OfficerId, TeamId};

/// Who asks, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// This moment.
    pub now: Timestamp,
    /// The day that it is in England.
    pub today: Date,
    /// The officer who asks.
    pub officer: OfficerId,
    /// The officer's team.
    pub team: TeamId,
    /// The team's body.
    pub body: BodyId,
    /// How high the officer stands: [`Rung::Owner`] is any member of staff.
    pub standing: Rung,
}

impl Context {
    /// This moment on the clock on the wall.
    pub fn wall(&self) -> When {
        When::at(crate::calendar::london_time(self.now))
    }

    /// Whether the officer is a manager or stands higher.
    pub fn is_manager(&self) -> bool {
        self.standing > Rung::Owner
    }
}

/// Something that an officer asks for on one file.
pub trait Command {
    /// Its name, in the journal of what was done and in the interface for programs.
    const NAME: &'static str;

    /// What follows from it: the facts to be recorded, together or not at all.
    /// # Errors
    /// What stands in the way, and what is possible instead.
    fn decide(&self, file: &CaseFile, context: &Context) -> Result<Vec<NewFact>, Refusal>;
}

/// Passes facts through the form and the gate, each against the file as it stands.
fn checked(file: &CaseFile, facts: Vec<NewFact>, context: &Context) -> Result<Vec<NewFact>, Refusal> {
    for fact in &facts {
        form::check(file, &fact.body, fact.happened, context.wall())?;
        gate::check(file, &fact.body, fact.happened)?;
    }
    Ok(facts)
}
