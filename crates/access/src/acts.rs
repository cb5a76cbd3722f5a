//! What somebody may want to do, and which roles may.

use crate::Role;

/// Something that needs permission.
pub trait Act {
    /// What it is called in the table of acts.
    const INFO: ActInfo;
}

/// What there is to say about an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActInfo {
    /// Its name.
    pub name: &'static str,
    /// What it allows.
    pub allows: &'static str,
    /// Which roles may.
    pub roles: &'static [Role],
    /// On what.
    pub on: &'static str,
}

/// An act on one file.
pub trait FileAct: Act {}
/// An act on one team's work.
pub trait TeamAct: Act {}
/// An act that touches no file and no team.
pub trait HouseAct: Act {}
/// An act that adds facts to a file.
pub trait Records: FileAct {}

const CASEWORK: &[Role] = &[Role::Officer, Role::Manager, Role::DutyManager, Role::Lead, Role::Director];
const MANAGERS: &[Role] = &[Role::Manager, Role::DutyManager, Role::Lead, Role::Director];

const FILE: &str = "a file to which their body or team is party";
const TEAM: &str = "their own team; managers and above, any team of their body";
const HOUSE: &str = "the partnership";

macro_rules! acts {
    ($($name:ident : $($kind:ident)+, $roles:expr, $on:expr, $allows:literal;)*) => {
        $(
            #[doc = $allows]
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub enum $name {}
            impl Act for $name {
                const INFO: ActInfo = ActInfo { name: stringify!($name), allows: $allows, roles: $roles, on: $on };
            }
            $(impl $kind for $name {})+
        )*
        /// Every act, as `docs/access.md` lists them.
        pub const fn table() -> &'static [ActInfo] {
            const { &[$($name::INFO),*] }
        }
    };
}

acts! {
    ReadFile: FileAct, CASEWORK, FILE, "Open a file: its facts, people, timeline and obligations.";
    RecordFact: FileAct Records, CASEWORK, FILE, "Add facts to a file, decide, plan, hand over.";
    OpenSealed: FileAct, CASEWORK, FILE, "Have sealed words read out by the reader, which writes the look into the journal first.";
    GiveLeave: FileAct Records, MANAGERS, FILE, "Give the second signature: waive an obligation that somebody else asked to waive.";
    OpenFile: FileAct Records, CASEWORK, "a new file, led by their own body", "Open a new file for a survivor: record a disclosure.";
    SeeTeamWork: TeamAct, CASEWORK, TEAM, "See a team's work list.";
    ManageTeam: TeamAct, MANAGERS, TEAM, "See a team's work by officer and by rule, and give work to another officer.";
    ReadRules: HouseAct, Role::ALL, HOUSE, "Read the rules, with their sources, and the published stories.";
    ManageAccounts: HouseAct, &[Role::Administrator], HOUSE, "Make, change and end accounts; bodies and teams.";
}
