//! Why something could not be done, in words for the officer who asked.

use access::Refused;
use casefile::commands::Refusal;
use casefile::facts::Fact;
use ledger::LedgerError;

/// Why something could not be done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CannotAct {
    /// There is no such file, or none that this officer may know of: one answer for both.
    #[error("there is no such file: check the reference, or ask the duty manager")]
    NoSuchFile,
    /// The officer may open the file, but this is for others to do.
    #[error("this is not for your role to do: ask your manager")]
    NotYourRole,
    /// The officer may open the file, but on a ground, for a purpose or with a second factor that does not do for this.
    #[error(transparent)]
    NotLikeThis(Refused),
    /// The law, or what was typed, stands in the way; what is possible instead comes with it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody else added to the file since it was opened.
    #[error(
        "somebody else has added to this file since you opened it: read what is new, then send yours again; nothing that you typed is lost"
    )]
    Changed {
        /// What they added, in order.
        since: Vec<Fact>,
    },
    /// The name names nobody, or nobody who works there now.
    #[error("{0}")]
    NobodyThere(String),
    /// The ledger could not read or keep something.
    #[error(transparent)]
    Ledger(LedgerError),
}

impl From<Refused> for CannotAct {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NoSuchFile => Self::NoSuchFile,
            Refused::NotYourRole => Self::NotYourRole,
            other => Self::NotLikeThis(other),
        }
    }
}

impl From<LedgerError> for CannotAct {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::NoSuchFile => Self::NoSuchFile,
            LedgerError::Refused(refused) => refused.into(),
            LedgerError::Stale { since } => Self::Changed { since },
            LedgerError::RoomTaken => Self::Refused(crate::homes::not_available()),
            other => Self::Ledger(other),
        }
    }
}

impl CannotAct {
    /// Whether the same thing may succeed in a moment.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Ledger(error) if error.may_pass())
    }
}
