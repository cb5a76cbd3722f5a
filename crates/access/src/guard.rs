//! What stands before a file.

use casefile::ids::{BodyId, FileId, TeamId};

/// A service whose staff may open a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Party {
    /// The team.
    pub team: TeamId,
    /// Its body.
    pub body: BodyId,
}

/// What has to be known about a file before anybody may open it. The ledger gives one for each file; of an unknown file there is none.
///
/// *A restriction* (only named staff may open the file) and *bars* (this member of staff may never open it) will stand here as fields of their
/// own: [`crate::permit`] has the place where each is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    /// The file.
    pub file: FileId,
    /// The services that are party to it.
    pub parties: Vec<Party>,
}

impl Guard {
    /// Whether a team is party to the file.
    pub fn has_team(&self, team: TeamId) -> bool {
        self.parties.iter().any(|party| party.team == team)
    }

    /// Whether a body is.
    pub fn has_body(&self, body: BodyId) -> bool {
        self.parties.iter().any(|party| party.body == body)
    }

    /// The teams that are party to the file.
    pub fn teams(&self) -> impl Iterator<Item = TeamId> {
        self.parties.iter().map(|party| party.team)
    }
}
