//! What somebody may want to do, which roles may, on which ground and for which purpose.

use crate::{Ground, Purpose, Role};

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
    pub on: Object,
    /// For which purposes.
    pub purposes: &'static [Purpose],
}

/// What an act is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Object {
    /// A file, on any of these grounds.
    File(&'static [Ground]),
    /// A file that nothing ties them to: the permit comes from elsewhere than the table of grounds, and from one place.
    Untied,
    /// A file that is not there yet, led by their own team.
    NewFile,
    /// The work of their own team; for managers and above, of every team of their body.
    Team,
    /// The homes of their own body; for housing teams alone.
    Homes,
    /// The partnership.
    Partnership,
}

impl Object {
    /// What it is called in the table of acts.
    pub fn label(self) -> &'static str {
        match self {
            Self::File(_) => "a file",
            Self::Untied => "a file that nothing ties them to",
            Self::NewFile => "a new file, led by their own body",
            Self::Team => "their own team; managers and above, any team of their body",
            Self::Homes => "the list of homes of their own body; officers of a housing team, or of a register and lettings team",
            Self::Partnership => "the partnership",
        }
    }
}

/// An act on one file.
pub trait FileAct: Act {}
/// An act on one team's work.
pub trait TeamAct: Act {}
/// An act that touches no file and no team.
pub trait HouseAct: Act {}
/// An act on the list of homes.
pub trait HomesAct: Act {}
/// An act that adds facts to a file.
pub trait Records: FileAct {}

const CASEWORK: &[Role] = &[Role::Officer, Role::Manager, Role::DutyManager, Role::Lead, Role::Director];
const MANAGERS: &[Role] = &[Role::Manager, Role::DutyManager, Role::Lead, Role::Director];
const ON_CALL: &[Role] = &[Role::DutyManager, Role::Lead, Role::Director];
const REVIEWERS: &[Role] = &[Role::PrivacyOfficer, Role::ConflictReviewer];
const LOOKED_AFTER: &[Role] = &[Role::Manager, Role::DutyManager, Role::Lead, Role::Director, Role::PrivacyOfficer];

/// The grounds on which somebody works on a file.
const WORK: Object = Object::File(&[Ground::Assigned, Ground::OnDuty, Ground::Ladder, Ground::Granted]);
/// The grounds on which somebody reads it: those, and an emergency.
const READ: Object = Object::File(&[Ground::Assigned, Ground::OnDuty, Ground::Ladder, Ground::Granted, Ground::Emergency]);
/// The grounds on which somebody sees who has looked: answering for the file's work, or for its information. A passing ground does not do.
const LOOK_AFTER: Object = Object::File(&[Ground::Assigned, Ground::OnDuty, Ground::Ladder, Ground::Guardian]);

const ANY: &[Purpose] = Purpose::ALL;
const HELP: &[Purpose] = &[Purpose::Casework, Purpose::Safety, Purpose::Oversight];
const TO_LOOK_AFTER: &[Purpose] = &[Purpose::Oversight, Purpose::Information];

macro_rules! acts {
    ($($name:ident : $($kind:ident)+, $roles:expr, $on:expr, $purposes:expr, $allows:literal;)*) => {
        $(
            #[doc = $allows]
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub enum $name {}
            impl Act for $name {
                const INFO: ActInfo =
                    ActInfo { name: stringify!($name), allows: $allows, roles: $roles, on: $on, purposes: $purposes };
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
    ReadFile: FileAct, CASEWORK, READ, ANY, "Open a file: its facts, people, timeline and obligations.";
    RecordFact: FileAct Records, CASEWORK, WORK, HELP, "Add facts to a file, decide, plan, hand over, set a marker.";
    OpenSealed: FileAct, CASEWORK, READ, ANY, "Have sealed words read out by the reader, which writes the look into the journal first.";
    CheckOutgoing: FileAct Records, CASEWORK, WORK, HELP, "Have something that is to leave the house checked against everything that is sealed in a file.";
    GiveLeave: FileAct Records, MANAGERS, WORK, HELP, "Give the second signature: waive an obligation that somebody else asked to waive, send what the sending gate held back.";
    Restrict: FileAct Records, CASEWORK, WORK, HELP, "Let only named staff open a file, or hide that it exists.";
    DecideAccess: FileAct Records, MANAGERS, WORK, TO_DECIDE, "Decide what is shared with a service, give a member of staff leave for a time, loosen a restriction with a second person.";
    SeeLooks: FileAct, LOOKED_AFTER, LOOK_AFTER, TO_LOOK_AFTER, "See who has looked at sealed information in a file, without seeing the information.";
    TakeEmergency: FileAct Records, CASEWORK, Object::Untied, &[Purpose::Safety], "Open a file for an hour in an emergency, to read and nothing else: with a reason, a fresh second factor, and somebody told at once. Never one whose existence is hidden.";
    WriteReview: FileAct Records, REVIEWERS, Object::Untied, TO_LOOK_AFTER, "Write into a file what was found about a link, an emergency access or a look, without seeing the file.";
    OpenFile: FileAct Records, Role::ALL, Object::NewFile, ANY, "Open a new file for a survivor: record a disclosure. Anybody may be told; what they record is their team's to act on.";
    SeeTeamWork: TeamAct, CASEWORK, Object::Team, ANY, "See a team's work list.";
    ManageTeam: TeamAct, MANAGERS, Object::Team, ANY, "See a team's work by officer and by rule, and give work to another officer.";
    MakeReturns: TeamAct, MANAGERS, Object::Team, &[Purpose::Oversight], "See which homelessness cases come into a national return and what each still lacks, and take the return of the files that they may open. For managers of a housing team.";
    SeeHomes: HomesAct, CASEWORK, Object::Homes, HELP, "See the homes that housing teams run or buy: what each is like, what it costs, whether it is available. Never where it is. See homes to let, and who comes next for one among the files that one may open.";
    KeepHomes: HomesAct, CASEWORK, Object::Homes, HELP, "Add a home to the list, change it, withdraw it. Put a home to let on its list, take it off.";
    OpenHome: HomesAct, CASEWORK, Object::Homes, HELP, "Have it read out where a home is, after the look stands in the chain of the house.";
    SearchPeople: HouseAct, CASEWORK, Object::Partnership, HELP, "Look for a person among the files that one may open.";
    DeclareLink: HouseAct, Role::ALL, Object::Partnership, ANY, "Say that one knows, or is related to, somebody.";
    ReviewConflicts: HouseAct, &[Role::ConflictReviewer], Object::Partnership, TO_LOOK_AFTER, "Review links between staff and people in files.";
    ReviewAccess: HouseAct, &[Role::PrivacyOfficer], Object::Partnership, TO_LOOK_AFTER, "Review emergency access, sharing and looks that need a question, for their own body, without seeing the information.";
    AnswerRequests: HouseAct, ON_CALL, Object::Partnership, ANY, "See what colleagues asked for in an emergency that was not opened to them, and act on it.";
    AgreeToDestroy: HouseAct, &[Role::Lead, Role::Director], Object::Partnership, TO_LOOK_AFTER, "Agree that a file of their own body is destroyed, as a privacy officer asked.";
    ReadRules: HouseAct, Role::ALL, Object::Partnership, ANY, "Read the rules, with their sources, and the published stories.";
    ManageAccounts: HouseAct, &[Role::Administrator], Object::Partnership, ANY, "Make, change and end accounts; bodies and teams.";
}

const TO_DECIDE: &[Purpose] = &[Purpose::Casework, Purpose::Safety, Purpose::Oversight, Purpose::Information];
