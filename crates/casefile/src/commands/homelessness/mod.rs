//! What an officer does with a homelessness application: takes it, decides, accepts and ends duties, refers it on, has it looked at again.
//!
//! Where it stands is asked of [`Case`](crate::homelessness::case::Case); what the law refuses is asked of the gate. [`ways`] puts the two together
//! for the page: what may be done here and now, on which grounds, and what is possible instead.

mod duties;
mod referral;
mod review;
pub mod ways;

#[cfg(test)]
mod proofs;

pub use duties::{AcceptDuty, DecideApplication, EndDuty, TakeApplication, TellDelay};
pub use referral::{NoteReferralAnswer, ReferElsewhere, TellOutcome};
pub use review::{AskReview, ConfirmReceipt, DecideReview, ExtendReview, MindedTo, NoteAppeal, NoteRepresentations};

use super::{Context, Refusal};
use crate::facts::Function;
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::private::{Narrative, Sealed};

/// The homelessness team of an officer's own body: whatever team of a council hears something, the council has heard it.
fn own_authority(file: &CaseFile, context: &Context<'_>) -> Result<TeamId, Refusal> {
    let team = file.services().in_body_of(context.team, Function::Housing);
    if file.services().does(team, Function::Housing) {
        return Ok(team);
    }
    Err(Refusal::because("Your body is no housing authority in this file, so it neither owes nor ends these duties.")
        .instead("Refer her to the housing authority that she chooses: it need not be the one where she lives.")
        .instead("Record what another authority has done as what it was."))
}

/// The homelessness team for which an officer decides: one's own body's, and only for somebody who works in housing there.
pub(super) fn authority(file: &CaseFile, context: &Context<'_>) -> Result<TeamId, Refusal> {
    let team = own_authority(file, context)?;
    if file.services().does(context.team, Function::Housing) {
        return Ok(team);
    }
    Err(Refusal::because("What is decided about homelessness is decided by the housing team of your council.")
        .instead("Open the application where something shows that she may be homeless: any team can.")
        .instead("Record what you know, so that the housing team has it before it decides."))
}

fn with_reasons(words: &Sealed<Narrative>) -> Result<(), Refusal> {
    if words.is_empty() {
        return Err(Refusal::because("A decision has reasons, also where it is in her favour.")
            .instead("Write them as you would explain them to her."));
    }
    Ok(())
}
