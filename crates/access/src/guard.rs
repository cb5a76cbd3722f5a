//! What stands before a file.

use casefile::confidentiality::Guarding;
use casefile::ids::FileId;

/// What has to be known about a file before anybody may open it. The ledger gives one for each file; of an unknown file there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    /// The file.
    pub file: FileId,
    /// Who may open it, folded from its facts.
    pub guarding: Guarding,
}

impl Guard {
    /// Nobody's file: what stands before a file of which there is none, so that the same work is done for both.
    pub fn of_nothing() -> Self {
        Self { file: FileId(uuid::Uuid::nil()), guarding: Guarding::default() }
    }
}
