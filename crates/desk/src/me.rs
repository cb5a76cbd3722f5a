//! What members of staff tell of themselves, so that nobody opens the file of somebody they are linked to.

use access::{DeclareLink, house_permit};
use casefile::commands::Refusal;
use ledger::StaffDetails;

use crate::{CannotAct, Desk};

/// How many entries there may be of one kind.
pub const MOST: usize = 30;
/// How long an entry may be, in characters.
const LONGEST: usize = 300;
/// How often it is tried again where somebody recorded something meanwhile.
const TRIES: u32 = 6;

impl Desk {
    /// What the officer has told of themselves. Theirs alone: there is no asking for anybody else's.
    /// # Errors
    /// The ledger does not answer.
    pub async fn my_details(&self) -> Result<StaffDetails, CannotAct> {
        let permit = house_permit::<DeclareLink>(&self.officer)?;
        Ok(self.house.ledger().read().await?.my_details(&permit).await?)
    }

    /// Keeps what the officer tells of themselves, and compares it with everybody in every file. The answer is the same whatever was found.
    /// # Errors
    /// Too much or too long; nothing was kept.
    pub async fn keep_my_details(&self, details: &StaffDetails) -> Result<(), CannotAct> {
        let permit = house_permit::<DeclareLink>(&self.officer)?;
        let lists = [&details.names, &details.addresses, &details.phones, &details.emails, &details.vehicles];
        let close = details.close.iter().flat_map(|one| [&one.name, &one.how]);
        let too_long = lists.into_iter().flatten().chain(close).any(|one| one.chars().count() > LONGEST);
        if lists.iter().any(|list| list.len() > MOST) || details.close.len() > MOST || too_long {
            return Err(Refusal::because(
                "This is more than can be kept: thirty entries of each kind, three hundred letters each.",
            )
            .into());
        }
        let now = self.house.now();
        let mut tries = 1;
        loop {
            let mut tx = self.house.ledger().begin("keep what a colleague tells").await?;
            let done = match tx.keep_my_details(&permit, details, now).await {
                Ok(()) => tx.commit().await,
                Err(error) => Err(error),
            };
            match done {
                Err(error) if error.may_pass() && tries < TRIES => tries += 1,
                done => return Ok(done?),
            }
        }
    }
}
