//! The housing register: assessing, deciding, the panel, offers, rests and reviews.
//!
//! Law: Housing Act 1996 Part 6. Next door: what is owed (`allocations`), the scheme (`allocations::scheme`).

mod areas;
mod assess;
mod offers;
mod panel;
mod qualify;
mod rests;
mod reviews;
#[cfg(test)]
mod tests;

pub use areas::NameUnsafeAreas;
pub use assess::{Assess, Effective, NeedAnswer, banding, needs_answered};
pub use offers::{AnswerOffer, OfferHome, PassHome};
pub use panel::{DecidePanel, ListForPanel, next_listing};
pub use qualify::RefuseToRegister;
pub use rests::{Rest, Resume, may_rest};
pub use reviews::{AskReview, DecideReview};

use super::{Context, Refusal};
use crate::allocations::on_register::OnRegister;
use crate::allocations::scheme::{Scheme, Schemes};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};
use jiff::civil::Date;

/// The open application of this id, at the officer's own body.
fn open<'a>(file: &'a CaseFile, application: FactId, context: &Context<'_>) -> Result<OnRegister<'a>, Refusal> {
    let all = OnRegister::all(file, context.today);
    let Some(found) = all.into_iter().find(|one| one.fact.id == application) else {
        return Err(Refusal::because(
            "This application is not open on a register: it was answered by a home, or corrected since.",
        )
        .instead("Record a new application if she has applied again; she need not do so herself."));
    };
    if context.is_of_my_body(file, found.application.to) {
        Ok(found)
    } else {
        Err(Refusal::because("This application is on another body’s register.")
            .instead("Ask that body; or record an application to your own register, which she need not make herself."))
    }
}

/// The scheme of a team's body on a day.
pub fn scheme_of<'a>(schemes: &'a Schemes, file: &CaseFile, team: TeamId, day: Date) -> &'a Scheme {
    match file.services().body(team) {
        Some(body) => schemes.of(body, day),
        None => crate::allocations::scheme::standard(),
    }
}

/// A sentence that must be there.
fn must_say(words: &str, because: &str, instead: &str) -> Result<(), Refusal> {
    if words.trim().is_empty() { Err(Refusal::because(because).instead(instead)) } else { Ok(()) }
}
