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
    /// The emergency accesses that run now.
    pub emergencies: Vec<Running>,
    /// Whether the database is older than what is kept beside it, so that nothing is recorded.
    pub alarm: bool,
}

/// An emergency access that runs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Running {
    /// The file.
    pub href: String,
    /// Where it is ended.
    pub end: String,
    /// Until when: `10:30am`.
    pub until: String,
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
    /// Whether the officer looks after information for a body.
    pub guards: bool,
    /// Whether the officer is on call for what colleagues ask in an emergency.
    pub on_call: bool,
    /// Whether the officer agrees to the destroying of files.
    pub destroys: bool,
    /// Whether the officer works on files.
    pub works: bool,
    /// Whether the officer is in a housing team, which lets homes.
    pub houses: bool,
    /// Whether the officer makes the national return.
    pub returns: bool,
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
    /// Homes.
    Homes,
    /// People who say that they are known.
    Enquiries,
    /// Look for a person.
    Search,
    /// The housing register.
    Register,
    /// The officer's own details and links.
    Me,
    /// Team.
    Team,
    /// The national return.
    Returns,
    /// Links to review.
    Conflicts,
    /// What colleagues asked for in an emergency.
    Requests,
    /// What privacy officers owe.
    Privacy,
    /// Files that somebody asks to have destroyed.
    Destroying,
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
        let nobody = Badge::default();
        let officer = self.officer.as_ref().unwrap_or(&nobody);
        let mut rooms = vec![(At::Work, "/work", "My work")];
        if officer.works {
            rooms.extend([
                (At::Record, "/disclosures/new", "Record a disclosure"),
                (At::Files, "/files", "Files"),
                (At::Search, "/search", "Look for a person"),
                (At::Register, "/register", "Register"),
            ]);
        }
        let theirs = [
            (officer.houses, (At::Homes, "/homes", "Homes")),
            (officer.manages, (At::Team, "/team", "Team")),
            (officer.returns, (At::Returns, "/returns", "National return")),
            (officer.on_call, (At::Requests, "/emergency/requests", "Emergency requests")),
            (officer.on_call, (At::Enquiries, "/enquiries", "Enquiries")),
            (officer.reviews, (At::Conflicts, "/conflicts", "Links to review")),
            (officer.guards, (At::Privacy, "/privacy", "Privacy")),
            (officer.destroys, (At::Destroying, "/destroying", "Files to be destroyed")),
        ];
        rooms.extend(theirs.into_iter().filter_map(|(is, room)| is.then_some(room)));
        rooms.extend([(At::Stories, "/stories", "Stories"), (At::Rules, "/rules", "Rules")]);
        rooms
    }

    /// What stands beside the officer's name: one's own, and help.
    pub fn own(&self) -> [(At, &'static str, &'static str); 2] {
        [(At::Me, "/me/links", "Your links"), (At::Help, "/help", "Help")]
    }
}
