//! Members of staff and their roles.

use casefile::ids::{BodyId, OfficerId, TeamId};

/// What a member of staff is there to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Works on files.
    Officer,
    /// Answers for a team's work.
    Manager,
    /// Answers for safety at every hour: the person whom safety clocks reach.
    DutyManager,
    /// Answers for a service: the second rung of the ladder.
    Lead,
    /// Answers for the body: the last rung of the ladder.
    Director,
    /// Looks after information for a body: who has looked, emergency access, breaches. Reads no file.
    PrivacyOfficer,
    /// Reviews links between staff and people in files. Reads no file.
    ConflictReviewer,
    /// Keeps the system running; opens no file.
    Administrator,
}

impl Role {
    /// Every role, as `docs/access.md` lists them.
    pub const ALL: &'static [Self] = &[
        Self::Officer,
        Self::Manager,
        Self::DutyManager,
        Self::Lead,
        Self::Director,
        Self::PrivacyOfficer,
        Self::ConflictReviewer,
        Self::Administrator,
    ];

    /// Its code, as the accounts table writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Manager => "manager",
            Self::DutyManager => "duty-manager",
            Self::Lead => "lead",
            Self::Director => "director",
            Self::PrivacyOfficer => "privacy-officer",
            Self::ConflictReviewer => "conflict-reviewer",
            Self::Administrator => "administrator",
        }
    }

    /// Its name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Officer => "Officer",
            Self::Manager => "Manager",
            Self::DutyManager => "Duty manager",
            Self::Lead => "Lead",
            Self::Director => "Director",
            Self::PrivacyOfficer => "Privacy officer",
            Self::ConflictReviewer => "Conflict reviewer",
            Self::Administrator => "Administrator",
        }
    }

    /// The role that has this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.code() == code)
    }
}

/// A member of staff, as far as permission goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Who.
    pub id: OfficerId,
    /// In which team.
    pub team: TeamId,
    /// Of which body.
    pub body: BodyId,
    /// With which role.
    pub role: Role,
}
