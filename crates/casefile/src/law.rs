//! Where a rule comes from, and when it was law.

use jiff::civil::Date;

/// What gives a rule its force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// An Act or regulations.
    Law,
    /// Statutory or national guidance.
    Guidance,
    /// A finding or learning point of the Ombudsman.
    Ombudsman,
    /// A standard that the partnership sets itself.
    House,
}

impl Force {
    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Law => "Law",
            Self::Guidance => "Guidance",
            Self::Ombudsman => "Ombudsman",
            Self::House => "Local standard",
        }
    }
}

/// Where a rule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// What gives it force.
    pub force: Force,
    /// The Act, regulations, code or report.
    pub act: &'static str,
    /// The section, regulation, paragraph or page.
    pub provision: &'static str,
    /// What it says, in our own words.
    pub says: &'static str,
    /// Where to read it.
    pub url: &'static str,
}

/// The days between which a rule is in force; both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    /// Its first day; `None` for as far back as anybody needs.
    pub from: Option<Date>,
    /// Its last day; `None` while it stands.
    pub until: Option<Date>,
}

impl InForce {
    /// In force for as far back and as far ahead as anybody needs.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// In force from a day on.
    pub const fn since(from: Date) -> Self {
        Self { from: Some(from), until: None }
    }

    /// In force until the end of a day.
    pub const fn until(until: Date) -> Self {
        Self { from: None, until: Some(until) }
    }

    /// In force between two days, both included.
    pub const fn between(from: Date, until: Date) -> Self {
        Self { from: Some(from), until: Some(until) }
    }

    /// Whether it is in force on a day.
    pub fn on(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
