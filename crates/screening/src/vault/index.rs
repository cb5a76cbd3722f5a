//! Finding a case.

use super::keeping::{Protection, Vault};
use crate::cards::PersonId;

/// There is no case of that person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no open case for this person: open one first")]
pub struct NoSuchCase;

impl Vault {
    pub(super) fn case(&mut self, victim: PersonId) -> Result<&mut Protection, NoSuchCase> {
        self.protected.get_mut(&victim).ok_or(NoSuchCase)
    }
}
