//! The page *My work*.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::{Pages, Tag};
use crate::frame::Frame;

/// One thing that is owed, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What it is called.
    pub title: String,
    /// What must be done, in plain words.
    pub must: String,
    /// The page of the obligation.
    pub href: String,
    /// The neutral reference of the file.
    pub reference: String,
    /// What the survivor is called, where a name is known.
    pub known_as: String,
    /// The file.
    pub file_href: String,
    /// Whose it is: officer and team.
    pub owner: String,
    /// The end of a class: `overdue`, `today`, `soon`, `later`, `met`.
    pub nearness: &'static str,
    /// `Overdue by 2 days`.
    pub due: String,
    /// In colour and words: `Overdue`, `Safety`.
    pub tags: Vec<Tag>,
    /// Why: the facts that raised it, in words.
    pub because: String,
    /// Since when.
    pub since: String,
    /// Under which law.
    pub source: String,
    /// The rule.
    pub rule_href: String,
    /// Whether the length of its clock is a local standard.
    pub local: bool,
    /// The action that meets it: where to, and its words.
    pub act: Option<(String, String)>,
}

/// What is owed in one file and about equally soon, one under the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Most urgent first; never empty.
    pub cards: Vec<Owed>,
}

impl Group {
    /// Puts together what stands in one file and is as near, where the most urgent of it stood. What is due later than that stays in its own place.
    pub fn all(cards: Vec<Owed>) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for card in cards {
            let same = |group: &&mut Self| {
                group.cards.first().is_some_and(|first| (&first.file_href, first.nearness) == (&card.file_href, card.nearness))
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.cards.push(card),
                None => groups.push(Self { cards: vec![card] }),
            }
        }
        groups
    }
}

/// A filter: address, words, and whether it is the one in use.
pub type Filter = (String, String, bool);

/// The page.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "my_work/my_work.html")]
pub struct WorkPage {
    /// What stands around.
    pub frame: Frame,
    /// Mine, my team's.
    pub whose: Vec<Filter>,
    /// Overdue, today, this week, later: each with its number and the class of its colour.
    pub when: Vec<(Filter, String, &'static str)>,
    /// What is owed, most urgent first.
    pub owed: Vec<Group>,
    /// Further pages.
    pub pages: Pages,
    /// Whether the list is the team's.
    pub team: bool,
    /// Whether it is shown because the officer owes nothing.
    pub stands_in: bool,
    /// Where the work stands of somebody who works on no files: address and words.
    pub elsewhere: Option<(&'static str, &'static str)>,
    /// Whether a filter narrows the list.
    pub filtered: bool,
}
