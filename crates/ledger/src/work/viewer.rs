//! Who looks at a list, and which files are in it for them. A file that somebody may not know of is in no list, no number and no search of theirs;
//! the decision about opening one is made in `access`, and this narrows by the same answers.

use access::{Officer, Role};
use casefile::ids::OfficerId;
use jiff::civil::Date;
use uuid::Uuid;

/// Somebody who looks at a list, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    who: Officer,
    pub(super) today: String,
}

impl Viewer {
    /// This member of staff, on this day in England.
    pub fn of(who: &Officer, today: Date) -> Self {
        Self { who: who.clone(), today: today.to_string() }
    }

    pub(super) fn id(&self) -> OfficerId {
        self.who.id
    }

    pub(super) fn role(&self) -> Role {
        self.who.role
    }

    pub(super) fn team(&self) -> Uuid {
        self.who.team.0
    }

    /// The body of a duty manager, who is on call for its restricted files; nobody's body for everybody else.
    pub(super) fn on_call(&self) -> Uuid {
        if self.who.role == Role::DutyManager { self.who.body.0 } else { Uuid::nil() }
    }

    /// The body of somebody who stands on its ladder; nobody's body for everybody else.
    pub(super) fn ladder(&self) -> Uuid {
        let stands = matches!(self.who.role, Role::DutyManager | Role::Lead | Role::Director);
        if stands { self.who.body.0 } else { Uuid::nil() }
    }
}

/// A file may stand in a list: the viewer is not kept out of it; and where only named staff may open it, they are named or on call. The
/// parameters are the file, the viewer, today and [`Viewer::on_call`]. Each look is one row by its key.
macro_rules! shown {
    ($file:literal, $viewer:literal, $today:literal, $on_call:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM file_bar b WHERE b.file = ",
            $file,
            " AND b.officer = ",
            $viewer,
            ") AND (NOT EXISTS (SELECT 1 FROM file_restricted r WHERE r.file = ",
            $file,
            ") OR EXISTS (SELECT 1 FROM file_named n WHERE n.file = ",
            $file,
            " AND n.officer = ",
            $viewer,
            " AND (n.until IS NULL OR n.until >= ",
            $today,
            ")) OR EXISTS (SELECT 1 FROM file_team d WHERE d.file = ",
            $file,
            " AND d.body = ",
            $on_call,
            "))"
        )
    };
}

/// The viewer is tied to a file: by their team, by the ladder of their body, or by leave until a day. The parameters are the file, the viewer,
/// today, their team and [`Viewer::ladder`].
macro_rules! tied {
    ($file:literal, $viewer:literal, $today:literal, $team:literal, $ladder:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM file_team t WHERE t.file = ",
            $file,
            " AND t.team = ",
            $team,
            ") OR EXISTS (SELECT 1 FROM file_team l WHERE l.file = ",
            $file,
            " AND l.body = ",
            $ladder,
            ") OR EXISTS (SELECT 1 FROM file_named g WHERE g.file = ",
            $file,
            " AND g.officer = ",
            $viewer,
            " AND g.until >= ",
            $today,
            "))"
        )
    };
}

pub(super) use {shown, tied};
