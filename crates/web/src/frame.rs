//! What stands around every page: who is signed in, where they are in the house, and what has just been done.

/// The frame of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// Who is signed in; nobody on the pages before.
    pub officer: Option<Badge>,
    /// The room of the house.
    pub at: At,
    /// The token that every form of this session carries.
    pub csrf: String,
    /// What has just been done, said once.
    pub said: Option<String>,
    /// Whether everybody here is invented.
    pub demonstration: bool,
    /// Whether the database is older than what is kept beside it, so that nothing is recorded.
    pub alarm: bool,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Badge {
    /// The officer's name.
    pub name: String,
    /// The officer's team.
    pub team: String,
    /// Whether the officer manages a team.
    pub manages: bool,
    /// Whether the officer reviews links between staff and people in files.
    pub reviews: bool,
}

/// The rooms of the house, as its menu names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum At {
    /// My work.
    Work,
    /// Record a disclosure.
    Record,
    /// Files.
    Files,
    /// Team.
    Team,
    /// Links to review.
    Conflicts,
    /// Stories.
    Stories,
    /// Rules.
    Rules,
    /// Help.
    Help,
    /// Before the door, or nowhere in the menu.
    #[default]
    Elsewhere,
}

impl Frame {
    /// The menu: room, address, words.
    pub fn menu(&self) -> Vec<(At, &'static str, &'static str)> {
        let manages = self.officer.as_ref().is_some_and(|officer| officer.manages);
        let mut rooms = vec![
            (At::Work, "/work", "My work"),
            (At::Record, "/disclosures/new", "Record a disclosure"),
            (At::Files, "/files", "Files"),
        ];
        if manages {
            rooms.push((At::Team, "/team", "Team"));
        }
        if self.officer.as_ref().is_some_and(|officer| officer.reviews) {
            rooms.push((At::Conflicts, "/conflicts", "Links to review"));
        }
        rooms.extend([(At::Stories, "/stories", "Stories"), (At::Rules, "/rules", "Rules"), (At::Help, "/help", "Help")]);
        rooms
    }
}
