//! The pages of the register.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Reveal, Summary, Table};
use crate::file::views::Head;
use crate::frame::Frame;

/// One application, as its file shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationCard {
    /// On whose register.
    pub title: String,
    /// What is to be done next, or that nothing is.
    pub next: String,
    /// Where it stands, in rows.
    pub standing: Summary,
    /// Each need that was told: what shows it, what it means.
    pub needs: Table,
    /// What the law counts whoever decides, in sentences.
    pub in_law: Vec<String>,
    /// Sealed reasons of the decision.
    pub reasons: Vec<Reveal>,
    /// The panel: meeting, listed, decided.
    pub panels: Table,
    /// Offers: when, what kind, what came of it.
    pub offers: Table,
    /// Reviews: when asked, what came of it.
    pub reviews: Table,
    /// What can be done here and now: address and words.
    pub actions: Vec<(String, String)>,
    /// What cannot be done, why, and what is possible instead.
    pub not_now: Vec<(String, String)>,
    /// Evidence that has to be read first: address and words.
    pub unread: Vec<(String, String)>,
    /// Homes to let that were told to this file first, and that nobody has looked at yet.
    pub told_first: Vec<HomeTold>,
    /// What she may ask for at any time, in sentences.
    pub rights: Vec<String>,
}

/// A home to let that was told to a file before anybody else is offered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeTold {
    /// What staff call it.
    pub label: String,
    /// What it is like, and how long there is to look.
    pub lines: Vec<String>,
    /// Where it is kept for her and offered to her; empty where that is not for this officer, or it is not on the list any more.
    pub keep: String,
    /// Where it is said that it is not right for her; empty where that is not for this officer.
    pub pass: String,
}

/// Her applications to registers.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "register/application.html")]
pub struct RegisterPage {
    /// What stands around.
    pub frame: Frame,
    /// The head of the file.
    pub head: Head,
    /// The applications that are open.
    pub applications: Vec<ApplicationCard>,
    /// Her tenancies, and what protects them, in sentences.
    pub tenancies: Vec<String>,
    /// What can be done where she has no application: address and words.
    pub actions: Vec<(String, String)>,
}

/// How a register works.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "register/scheme.html")]
pub struct SchemePage {
    /// What stands around.
    pub frame: Frame,
    /// Whose it is.
    pub whose: String,
    /// What the scheme is called, and from when it is in force.
    pub name: String,
    /// Said where the body has not brought its own.
    pub standard: bool,
    /// Whether the officer sees homes to let.
    pub houses: bool,
    /// Other bodies whose scheme can be looked at: address and words.
    pub others: Vec<(String, String)>,
    /// The bands.
    pub bands: Table,
    /// Circumstances: what, band, group of the Act.
    pub circumstances: Table,
    /// Who may not join.
    pub bars: Table,
    /// The panel, in rows.
    pub panel: Summary,
    /// Times and numbers, in rows.
    pub times: Summary,
    /// Homes that are let outside the list.
    pub direct_lets: Vec<(String, String)>,
    /// Homes that are let by rules of their own.
    pub local_lettings: Vec<(String, String)>,
    /// Areas.
    pub areas: String,
    /// How long people have waited.
    pub waits: Table,
}

/// A case on the agenda of a panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaLine {
    /// The page of the application.
    pub href: String,
    /// What the file is called.
    pub reference: String,
    /// What the survivor is called; empty where no name is known.
    pub known_as: String,
    /// Where the outcome is recorded; `None` where it has been.
    pub decide: Option<String>,
}

/// The panel.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "register/panel.html")]
pub struct PanelPage {
    /// What stands around.
    pub frame: Frame,
    /// Whose it is.
    pub whose: String,
    /// By which rule it meets; empty where no scheme says.
    pub rule: String,
    /// What it decides.
    pub says: String,
    /// The next meetings, with the day by which papers have to be in.
    pub next: Vec<(String, String)>,
    /// The agendas, the next meeting first: day, whether it is over, cases.
    pub agendas: Vec<(String, bool, Vec<AgendaLine>)>,
}

/// Homes to let.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "register/homes.html")]
pub struct HomesToLetPage {
    /// What stands around.
    pub frame: Frame,
    /// Whose they are.
    pub whose: String,
    /// How many there are, and how many can be offered: number, words, tone.
    pub counts: Vec<(String, String, &'static str)>,
    /// The homes.
    pub homes: Table,
    /// How long those who come first have.
    pub first_look: String,
}

/// Somebody on a shortlist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateLine {
    /// Where she stands.
    pub place: usize,
    /// The page of her application.
    pub href: String,
    /// What the file is called.
    pub reference: String,
    /// What she is called; empty where no name is known.
    pub known_as: String,
    /// Her band.
    pub band: String,
    /// The day from which she counts.
    pub counts_from: String,
    /// How many bedrooms she needs.
    pub bedrooms: u32,
    /// Why she stands there.
    pub why: Vec<String>,
    /// Where the home is offered to her; empty before its day.
    pub offer: String,
}

/// Who comes next for a home.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "register/shortlist.html")]
pub struct ShortlistPage {
    /// What stands around.
    pub frame: Frame,
    /// What staff call the home.
    pub label: String,
    /// What it is like.
    pub summary: Summary,
    /// Those who come next.
    pub candidates: Vec<CandidateLine>,
    /// Whether it can be offered today.
    pub open: bool,
    /// Where it is taken off the list.
    pub take_off: String,
}
