//! Commands: what an officer can ask for, each a small value with one pure function.
//!
//! `decide` looks at the file as it stands and gives the facts to be recorded, or a [`Refusal`] that says what stands in the way and what is
//! possible instead. Nothing here reads a clock or makes an id: time, ids and the officer come in.
//!
//! [`gate`] is what the law refuses, whoever asks; [`form`] is what a sound text, name and date are.

mod as_it_was;
mod decide;
mod emergency;
mod escalations;
pub mod form;
pub mod gate;
mod guarding;
mod hand_over;
mod hearing;
pub mod homelessness;
mod homes;
mod joining;
mod likeness;
pub mod links;
mod noting;
mod obligations;
mod open_file;
mod plans;
mod record;
mod refusal;
pub mod register;
mod returns;
mod reviewer;
mod sending;
mod waivers;
mod words;
mod written_here;

#[cfg(test)]
mod never_without_an_owner;

pub use as_it_was::RecordAsItWas;
pub use decide::{ConsiderEvidence, Decide};
pub use emergency::{EndEmergency, TakeEmergency};
pub use escalations::AcknowledgeEscalation;
pub use guarding::{
    AgreeLoosening, AskLoosening, DecideSharing, EndGrant, EndSharing, GrantAccess, LONGEST as SHARING_LASTS, RestrictAccess,
};
pub use hand_over::{AssignOfficer, BringIn, HandOver, SayOfficerLeft, Terms};
pub use hearing::AnswerHeard;
pub use homes::{AnswerOffer, CheckHome, HerAnswer, LeavePlacement, Listed, MoveIn, OfferHome, OverrideCheck, WhyLeft};
use jiff::Timestamp;
use jiff::civil::Date;
pub use joining::{JoinFiles, PartFiles, Protection, joined_with};
pub use likeness::DecideLikeness;
pub use links::CheckLinks;
pub use noting::Noting;
pub use obligations::{AnswerObligation, ReassignObligation};
pub use open_file::{Connected, NewPerson, OpenFile, RecordDisclosure, SafeContact, Told};
pub use plans::{MakePlan, ReviewPlan};
pub use record::{RecordFact, Supersede, is_recorded_by_hand};
pub use refusal::Refusal;
pub use returns::{AnswerReturn, Given};
pub use sending::{AgreeSending, AskSending};
pub use waivers::{AgreeWaiver, AskWaiver, DeclineWaiver};
pub use written_here::WrittenHere;

use crate::facts::{By, Fact, NewFact, Rung, When};
use crate::file::CaseFile;
use crate::ids::{BodyId, FactId, OfficerId, TeamId, in_story};
use crate::obligations::Standards;

/// Who asks, when, and under which local standards.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
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
    /// The partnership's own lengths.
    pub standards: &'a Standards,
}

impl Context<'_> {
    /// This moment on the clock on the wall, to the minute.
    pub fn wall(&self) -> When {
        let shown = crate::calendar::london_time(self.now);
        When::at(shown.date().at(shown.hour(), shown.minute(), 0, 0))
    }

    /// Whether the officer is a manager or stands higher.
    pub fn is_manager(&self) -> bool {
        self.standing > Rung::Owner
    }

    /// Whether a team is the officer's own, or belongs to the officer's body.
    fn is_of_my_body(&self, file: &CaseFile, team: TeamId) -> bool {
        team == self.team || file.services().body(team) == Some(self.body)
    }
}

/// Something that an officer asks for on one file.
pub trait Command {
    /// Its name, in the journal of what was done and in the interface for programs.
    const NAME: &'static str;

    /// What follows from it: the facts to be recorded, together or not at all.
    /// # Errors
    /// What stands in the way, and what is possible instead.
    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal>;
}

/// Passes facts through the form and the gate, each against the file with those before it already in it.
fn checked(file: &CaseFile, facts: Vec<NewFact>, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
    let mut grown: Option<CaseFile> = None;
    for (at, fact) in facts.iter().enumerate() {
        let file = grown.as_ref().unwrap_or(file);
        form::check(file, &fact.body, fact.happened, context.wall())?;
        gate::check(file, &fact.body, fact.happened)?;
        reviewer::check(file, &fact.body, context)?;
        if at + 1 < facts.len() {
            grown = Some(with(file, fact, at, context));
        }
    }
    Ok(facts)
}

/// The file as it would be with one more fact, under an id that nothing else can have.
fn with(file: &CaseFile, fact: &NewFact, at: usize, context: &Context<'_>) -> CaseFile {
    file.with([Fact {
        id: FactId(in_story("about to be recorded", "", &at.to_string())),
        happened: fact.happened,
        recorded: context.now,
        by: By::Officer(context.officer),
        supersedes: fact.supersedes,
        known: fact.known.clone(),
        body: fact.body.clone(),
    }])
}
