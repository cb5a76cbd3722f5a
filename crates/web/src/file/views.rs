//! The pages of one file.

use askama::Template;
use askama::filters::HtmlSafe;
use askama_web::WebTemplate;

use crate::components::{Reveal, Summary, Table, Tag};
use crate::frame::Frame;
use crate::my_work::views::Owed;

/// What stands at the head of every page of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The neutral reference.
    pub reference: String,
    /// What the survivor is called; empty where no name is known.
    pub known_as: String,
    /// The file's own address.
    pub href: String,
    /// Its pages: address, words, whether this is it.
    pub tabs: Vec<(String, String, bool)>,
    /// The parts under the one that is open, where it has any: likewise.
    pub under: Vec<(String, String, bool)>,
    /// Said on every page of a file that only named staff may open.
    pub closed: Option<&'static str>,
    /// The past day that the page shows, as the date field writes it and in words.
    pub past: Option<(String, String)>,
    /// The address of this page without a day.
    pub here: String,
    /// The day that is typed is not one: what to do about it.
    pub day_problem: Option<String>,
}

/// What is owed.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "file/owed.html")]
pub struct OwedPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// Still owed, most urgent first.
    pub open: Vec<Owed>,
    /// Owed from a later day.
    pub coming: Vec<Owed>,
    /// Met, waived, ended, missed.
    pub over: Vec<Owed>,
    /// Opening the homelessness application that something on file is in law.
    pub take: Option<crate::homelessness::views::Take>,
    /// In a few lines: who leads, whether she can be reached safely, what is unread.
    pub summary: Summary,
}

/// One obligation, opened.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "file/obligation.html")]
pub struct ObligationPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// The obligation.
    pub owed: Owed,
    /// What the rule is called.
    pub title: String,
    /// The facts that raised it.
    pub because: Vec<Entry>,
    /// The clock, counted out in sentences.
    pub clock: Vec<String>,
    /// The ladder: when, to whom, whether it has happened.
    pub ladder: Table,
    /// Law, Guidance, Ombudsman or Local standard.
    pub force: String,
    /// Act and provision.
    pub citation: String,
    /// What the source says, in our words.
    pub says: String,
    /// Where to read it; empty for a local standard.
    pub url: String,
    /// The ways to meet it: address, words, what it records.
    pub ways: Vec<(String, String, String)>,
    /// Where to ask that it be waived.
    pub waive_href: Option<String>,
    /// Where to give it to another officer.
    pub reassign_href: Option<String>,
    /// A waiver that waits for a second person: who asked, and where to decide.
    pub waiver: Option<(String, String)>,
    /// A waiver that a second person declined: who and whose, and the fact with the reason.
    pub declined: Option<(String, Entry)>,
    /// How it ended.
    pub ended: Option<Entry>,
}

/// One fact, as timelines and lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Its id, for links within the page.
    pub id: String,
    /// The end of a class: `danger`, `owed`, `met`, `superseded`, or nothing.
    pub class: &'static str,
    /// When it happened.
    pub when: String,
    /// The same for machines.
    pub iso: String,
    /// `recorded on 5 June 2026`, where that is another day.
    pub recorded: Option<String>,
    /// What it is.
    pub what: String,
    /// In one line.
    pub line: String,
    /// In colour and words.
    pub tags: Vec<Tag>,
    /// Everything that it says.
    pub details: Summary,
    /// Sealed words that go with it.
    pub sealed: Vec<Reveal>,
    /// What can be done with it: address and words.
    pub actions: Vec<(String, String)>,
}

/// One thing that is owed because something got out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedLine {
    /// Its address.
    pub href: String,
    /// What it is.
    pub title: String,
    /// When it is due, or that it is done.
    pub due: String,
    /// Whether it is done.
    pub done: bool,
}

/// Somebody may have found out.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "file/found_out.html")]
pub struct FoundOutPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// Whether nothing leaves the file but what protects her.
    pub frozen: bool,
    /// What is known to have got out, newest first.
    pub found: Vec<Entry>,
    /// What is owed because of it.
    pub owed: Vec<OwedLine>,
    /// What has left the house, newest first.
    pub left: Vec<Entry>,
    /// The address of the list of looks.
    pub looks: String,
    /// What can be done: address and words.
    pub actions: Vec<(String, String)>,
}

/// A list of facts: the timeline, evidence, decisions.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "file/entries.html")]
pub struct EntriesPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// The neutral title.
    pub heading: &'static str,
    /// A sentence at the top.
    pub intro: &'static str,
    /// Groups, each with a heading and its facts.
    pub groups: Vec<(String, Vec<Entry>)>,
    /// What is said where there is nothing.
    pub empty: &'static str,
    /// What can be done here: address and words.
    pub actions: Vec<(String, String)>,
}

impl EntriesPage {
    fn is_empty(&self) -> bool {
        self.groups.iter().all(|(_, list)| list.is_empty())
    }
}

/// Somebody in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCard {
    /// The name, or who it is where no name is known.
    pub name: String,
    /// Who they are here.
    pub role: String,
    /// Further lines: born, household, how connected.
    pub lines: Vec<String>,
    /// Whether this is the alleged perpetrator or somebody on that side.
    pub other_side: bool,
    /// Keeping a child's school from the alleged perpetrator.
    pub keep: Option<Keep>,
}

/// The people of a file and the services in it.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "file/people.html")]
pub struct PeoplePage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// The people.
    pub people: Vec<PersonCard>,
    /// The services: name, body, what for, officer, whether it may open the file.
    pub services: Table,
    /// What can be done here.
    pub actions: Vec<(String, String)>,
}

/// «Do not disclose this to that person», one tap away; or that it is so already.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "file/keep.html")]
pub struct Keep {
    /// That it is kept already; empty where nothing keeps it yet.
    pub kept: String,
    /// Where the form is sent.
    pub action: String,
    /// The token of the session.
    pub csrf: String,
    /// Which item.
    pub item: &'static str,
    /// The same in words.
    pub what: String,
    /// Whose.
    pub person: String,
    /// From whom.
    pub from: String,
    /// What they are called.
    pub from_name: String,
    /// On which part of the file to go on.
    pub back: &'static str,
}

impl HtmlSafe for Keep {}

/// One way of reaching somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Whom.
    pub whom: String,
    /// How.
    pub channel: String,
    /// `Safe`, `Not safe`, `Not confirmed lately`.
    pub tag: Tag,
    /// What was agreed to, why it is not used, when it was last confirmed and by which service.
    pub lines: Vec<String>,
    /// The number or address, the hours and the words; sealed.
    pub sealed: Vec<Reveal>,
    /// Where it is confirmed again.
    pub confirm: Option<String>,
    /// Keeping it from the alleged perpetrator.
    pub keep: Option<Keep>,
}

/// A place on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Whose, and since when.
    pub whose: String,
    /// The address; sealed.
    pub value: Reveal,
    /// Keeping it from the alleged perpetrator.
    pub keep: Option<Keep>,
}

/// Safe contact.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "file/contact.html")]
pub struct ContactPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// The way to use next, where there is a safe one.
    pub next: Option<Way>,
    /// Through whom she is reached, where there is none.
    pub through: Option<String>,
    /// Every other way, folded away.
    pub others: Vec<Way>,
    /// What must be kept from whom: in sentences.
    pub markers: Vec<String>,
    /// Places on file, folded away.
    pub places: Vec<Place>,
    /// What can be done here.
    pub actions: Vec<(String, String)>,
}

/// One plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCard {
    /// Which plan.
    pub title: String,
    /// When and by whom it was made, whether she has a copy, and when it was last reviewed.
    pub lines: Vec<String>,
    /// Its steps: what, who, by when, done.
    pub steps: Table,
    /// What can be done with it.
    pub actions: Vec<(String, String)>,
    /// Keeping it from the alleged perpetrator.
    pub keep: Option<Keep>,
}

/// Plans and actions.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "file/plan.html")]
pub struct PlanPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// The plans, newest first.
    pub plans: Vec<PlanCard>,
    /// What can be done here.
    pub actions: Vec<(String, String)>,
}

/// A sealed value, shown once.
#[derive(Clone, Template, WebTemplate)]
#[template(path = "file/revealed.html")]
pub struct RevealedPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// What the value is.
    pub what: String,
    /// The value.
    pub value: String,
    /// Who is looking, when and why: a mark on the page.
    pub mark: String,
    /// Where to go back to.
    pub back: String,
}

/// The files that the officer may open.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "file/files.html")]
pub struct FilesPage {
    /// What stands around.
    pub frame: Frame,
    /// The files.
    pub files: Table,
    /// Further pages.
    pub pages: crate::components::Pages,
}
