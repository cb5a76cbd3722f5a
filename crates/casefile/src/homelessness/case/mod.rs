//! Where a homelessness application stands at one authority: one value for the page, the gate and the letters.
//!
//! ```text
//! nothing → asked for → enquiring → not owed
//!                                 → prevention → relief | housed | ended
//!                                 → relief ── day 57 ──→ main due → main
//!                                          ── day 57, priority need undecided ──→ overrun
//!                                          ── notice, intentional ──→ short accommodation (s.190)
//! a duty → referred → accepted elsewhere | came back → relief, 56 days from the notice
//! ```
//!
//! Beside it run two more: a place for tonight ([`Interim`]) and every review that was asked for ([`Review`]).
//!
//! Law: Housing Act 1996 ss.183 to 204, as they stand on the day that is asked about.
//! Next door: what may be done here and now (`commands::homelessness`); on which grounds a duty ends ([`grounds`]).

mod course;
pub mod grounds;
mod interim;
mod notice;
mod priority;
mod review;

use jiff::civil::Date;

pub use interim::Interim;
pub use notice::Notice;
pub use priority::{Priority, WITHOUT_A_TEST};
pub use review::{Decided, Notified, Review, Turn};

use crate::calendar::last_day;
use crate::facts::{Duty, EndGround, Function};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};

/// The 56 days of prevention or relief: from the day on which the authority was first satisfied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Day 1.
    pub first: Date,
    /// Day 56.
    pub last: Date,
}

impl Days {
    /// 56 days that begin with a day.
    pub fn beginning_with(first: Date) -> Self {
        Self { first, last: last_day::beginning_with(first, 56) }
    }

    /// Which of the days it is: 1 on the first, 56 on the last, more when they are over.
    pub fn number(self, day: Date) -> i32 {
        day.since(self.first).map_or(0, |span| span.get_days().saturating_add(1))
    }

    /// Whether the last of them is over.
    pub fn are_over(self, day: Date) -> bool {
        day > self.last
    }
}

/// What stands at an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nothing that makes an application has reached the authority.
    Nothing,
    /// Something has reached it that is an application in law, and nobody has opened it.
    AskedFor,
    /// The application is open and nothing is decided.
    Enquiring,
    /// Decided in writing: nothing is owed.
    NotOwed,
    /// Helping her not to lose her home (s.195).
    Prevention(Days),
    /// Helping her to a home (s.189B).
    Relief(Days),
    /// Day 56 is over and whether she is in priority need is not decided: relief goes on until it is ended by notice.
    Overrun(Days),
    /// Relief has ended by itself and the main duty is owed; its letter is due.
    MainDue(Days),
    /// The main duty (s.193).
    Main,
    /// Relief was ended by notice, she is in priority need and was found to be homeless intentionally: s.190 is owed, and not yet accepted.
    ShortDue,
    /// A place for a reasonable time, and advice (s.190).
    Short,
    /// Referred to another authority, which has not answered.
    Referred {
        /// To which team.
        to: TeamId,
        /// Whether the main duty would have been owed.
        at_main: bool,
    },
    /// The other authority does not take her. Relief is owed here, and its 56 days begin with the notice that tells her so.
    CameBack {
        /// The answer.
        answer: FactId,
    },
    /// The other authority has taken her application.
    AcceptedElsewhere {
        /// Which team.
        by: TeamId,
    },
    /// A duty ended by notice, and none follows.
    Ended {
        /// Which.
        duty: Duty,
        /// On which ground.
        ground: EndGround,
    },
    /// She has a lasting home.
    Housed,
}

impl Stage {
    /// The duty that stands, where one does.
    pub const fn duty(self) -> Option<Duty> {
        match self {
            Self::Prevention(_) => Some(Duty::Prevention),
            Self::Relief(_) | Self::Overrun(_) | Self::CameBack { .. } => Some(Duty::Relief),
            Self::MainDue(_) | Self::Main => Some(Duty::Main),
            Self::ShortDue | Self::Short => Some(Duty::Intentional),
            _ => None,
        }
    }

    /// Whether the authority still has something to do for her under Part 7.
    pub const fn is_live(self) -> bool {
        self.duty().is_some() || matches!(self, Self::AskedFor | Self::Enquiring | Self::Referred { .. })
    }

    /// The 56 days that run or ran.
    pub const fn days(self) -> Option<Days> {
        match self {
            Self::Prevention(days) | Self::Relief(days) | Self::Overrun(days) | Self::MainDue(days) => Some(days),
            _ => None,
        }
    }
}

/// A stage with the days between which it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// What stood.
    pub stage: Stage,
    /// From which day.
    pub since: Date,
    /// The day on which something else took its place.
    pub until: Option<Date>,
    /// The fact with which it began; `None` where it was the calendar.
    pub begun_by: Option<FactId>,
}

/// Where the application stands at one authority on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The authority's homelessness team.
    pub team: TeamId,
    /// The day.
    pub day: Date,
    /// What stood, oldest first; the last stands now.
    pub course: Vec<Spell>,
    /// Whether she is in priority need.
    pub priority: Priority,
    /// The decision that she is homeless intentionally, where one stands that the law allows.
    pub intentional: Option<FactId>,
    /// A place for tonight.
    pub interim: Interim,
    /// Every review that was asked for, oldest first.
    pub reviews: Vec<Review>,
    /// Every decision that she may ask to have looked at again, newest first.
    pub notified: Vec<Notified>,
}

impl Case {
    /// Where things stand at the authority of a team when a day has run so far. Facts of later days are left out.
    pub fn of(file: &CaseFile, team: TeamId, day: Date) -> Self {
        let team = file.services().in_body_of(team, Function::Housing);
        let found = course::run(file, team, day);
        let stage = found.spells.last().map_or(Stage::Nothing, |spell| spell.stage);
        let reviews = review::all(file, team, day);
        let notified = review::notified(file, team, day, &reviews);
        Self {
            interim: interim::find(file, team, day, stage, &reviews),
            priority: priority::find(file, team, day),
            intentional: found.intentional,
            course: found.spells,
            reviews,
            notified,
            team,
            day,
        }
    }

    /// The stage alone, for those who ask nothing else.
    pub fn stage_of(file: &CaseFile, team: TeamId, day: Date) -> Stage {
        let team = file.services().in_body_of(team, Function::Housing);
        course::run(file, team, day).spells.last().map_or(Stage::Nothing, |spell| spell.stage)
    }

    /// Whether she is in priority need, for those who ask nothing else.
    pub(crate) fn priority_of(file: &CaseFile, team: TeamId, day: Date) -> Priority {
        priority::find(file, team, day)
    }

    /// One case for each housing authority of the file, its own teams first in the order in which they came into it.
    pub fn all(file: &CaseFile, day: Date) -> Vec<Self> {
        let services = file.services();
        let mut teams: Vec<TeamId> = Vec::new();
        for service in services.doing(Function::Housing) {
            if !teams.iter().any(|known| services.same_body(*known, service.team)) {
                teams.push(service.team);
            }
        }
        teams.into_iter().map(|team| Self::of(file, team, day)).collect()
    }

    /// What stands now.
    pub fn stage(&self) -> Stage {
        self.spell().map_or(Stage::Nothing, |spell| spell.stage)
    }

    /// What stands now, with the day since which it does.
    pub fn spell(&self) -> Option<&Spell> {
        self.course.last()
    }
}
