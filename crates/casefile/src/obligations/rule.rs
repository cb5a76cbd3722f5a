//! A rule: what the law, the guidance, the Ombudsman or the partnership itself asks for, as a pure function of the file.

use super::owed::Owed;
use crate::calendar::Clock;
use crate::facts::{Function, Kind, Shows};
use crate::file::CaseFile;
use crate::law::{InForce, Source};

/// How much hangs on an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Somebody may be hurt. A breach reaches a named duty manager, not a queue.
    Safety,
    /// A duty in law, or one that guidance or the Ombudsman expects.
    Duty,
    /// Good practice and good order.
    Practice,
}

impl Severity {
    /// Its code in stores and stories.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Duty => "duty",
            Self::Practice => "practice",
        }
    }

    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Safety => "Safety",
            Self::Duty => "Duty",
            Self::Practice => "Good practice",
        }
    }
}

/// One rule. Several versions of one rule may stand side by side under one id, each in force between its own days.
#[derive(Debug)]
pub struct Rule {
    /// Its id, as in `docs/law.md`.
    pub id: &'static str,
    /// The room it belongs to, as people read it.
    pub topic: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What must be done, in plain words.
    pub must: &'static str,
    /// Where it stands.
    pub source: Source,
    /// When it is law. The day that counts is the day on which the fact that raises it happened.
    pub in_force: InForce,
    /// Which line of work owes it.
    pub owner: Function,
    /// How much hangs on it.
    pub severity: Severity,
    /// How long there is.
    pub clock: Clock,
    /// Whether the length is a local standard, which a partnership may set otherwise.
    pub local: bool,
    /// The kinds of fact that raise it, beside those that show one of `hears`.
    pub reads: &'static [Kind],
    /// What a fact of any kind may show to raise it.
    pub hears: Shows,
    /// The kinds of fact that meet it: the actions that a page offers.
    pub meets: &'static [Kind],
    /// Kinds of fact that can end it otherwise.
    pub ends: &'static [Kind],
    /// Derives what is owed under it.
    pub derive: fn(&CaseFile, &mut Owed<'_>),
}

impl Rule {
    /// Whether the file holds any fact that has a bearing on the rule: without one, nothing can be owed under it. Most files hold none for most
    /// rules.
    pub(super) fn bears_on(&self, file: &CaseFile) -> bool {
        file.shown().intersects(self.hears) || [self.reads, self.meets, self.ends].iter().any(|kinds| file.has_any(kinds))
    }

    /// Whether a fact of this kind, showing these things, can have any bearing on the rule.
    pub fn concerns(&self, kind: Kind, shows: Shows) -> bool {
        shows.intersects(self.hears) || [self.reads, self.meets, self.ends].iter().any(|kinds| kinds.contains(&kind))
    }
}
