//! The pages of homes.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Reveal, Summary, Table};
use crate::file::views::Head;
use crate::frame::Frame;

/// A number with what it counts.
pub type Counted = (String, String, &'static str);

/// The list of homes.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "homes/list.html")]
pub struct HomesPage {
    /// What stands around.
    pub frame: Frame,
    /// Whose homes.
    pub body: String,
    /// What is free, what it costs, what is open.
    pub counts: Vec<Counted>,
    /// Every room of every home.
    pub rooms: Table,
    /// Families in bed and breakfast, the longest first.
    pub families: Table,
    /// Refuges, as counted spaces.
    pub refuges: Table,
    /// Homes that were withdrawn: address and reference.
    pub withdrawn: Vec<(String, String)>,
}

/// A room of a home, with what can be done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomCard {
    /// What it is called.
    pub name: String,
    /// What it is like and how it stands.
    pub summary: Summary,
    /// Where it is said whether it can be used; empty where somebody known lives there.
    pub action: String,
    /// Whether it can be said that it cannot be used.
    pub may_stop: bool,
    /// Whether it can be said that it can be used again.
    pub may_use: bool,
}

/// One home.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "homes/home.html")]
pub struct HomePage {
    /// What stands around.
    pub frame: Frame,
    /// Its neutral reference.
    pub reference: String,
    /// What it is like.
    pub summary: Summary,
    /// Its rooms.
    pub rooms: Vec<RoomCard>,
    /// Where its address is read out; empty where none is on file.
    pub reveal: String,
    /// For what it may be read: code and words.
    pub purposes: Vec<(&'static str, &'static str)>,
    /// Its own address; empty where it was withdrawn and nothing is changed.
    pub href: String,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// Where a home is, read out once.
#[derive(Clone, Template, WebTemplate)]
#[template(path = "homes/where.html")]
pub struct WherePage {
    /// What stands around.
    pub frame: Frame,
    /// Its neutral reference.
    pub reference: String,
    /// The address.
    pub address: String,
    /// What else tells where it is.
    pub notes: String,
    /// Who reads, when and why.
    pub mark: String,
    /// Where to go back to.
    pub back: String,
}

/// A part of «A home for her»: a heading, sentences, a table, and what can be done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The heading.
    pub heading: &'static str,
    /// Sentences.
    pub lines: Vec<String>,
    /// Names and values.
    pub summary: Summary,
    /// Sealed words that belong to it.
    pub sealed: Vec<Reveal>,
    /// A table; empty for none.
    pub table: Table,
    /// What can be done: address and words. The first is a button.
    pub actions: Vec<(String, String)>,
}

/// «A home for her».
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "homes/file.html")]
pub struct FileHomePage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// What cannot wait: sentences with the place that they lead to.
    pub alarms: Vec<(String, String)>,
    /// The parts.
    pub parts: Vec<Part>,
}

/// A check, in full.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "homes/checked.html")]
pub struct CheckedPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// Which home: reference, kind, size.
    pub summary: Summary,
    /// Every matter: what, how it was found, why, the law.
    pub findings: Table,
    /// What stands in the way of an offer, in sentences.
    pub in_the_way: Vec<String>,
    /// The officer's account; sealed.
    pub sealed: Vec<Reveal>,
    /// What can be done: address and words. The first is a button.
    pub actions: Vec<(String, String)>,
}
