//! The pages of stories.

use askama::Template;
use askama_web::WebTemplate;

use crate::components::Table;
use crate::frame::Frame;

/// One story, as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryCard {
    /// Its address.
    pub href: String,
    /// The name that the Ombudsman gave her.
    pub name: String,
    /// Who was complained of, and the report's number.
    pub report: String,
    /// What happened, in two sentences.
    pub summary: String,
    /// The figure: days, as shown; empty where there is none.
    pub days: String,
    /// What the figure means.
    pub means: String,
}

/// The list.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "stories/stories.html")]
pub struct StoriesPage {
    /// What stands around.
    pub frame: Frame,
    /// The stories.
    pub stories: Vec<StoryCard>,
}

/// One day of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryDay {
    /// The day, in words.
    pub day: String,
    /// The same for machines.
    pub iso: String,
    /// What really happened.
    pub real: Vec<String>,
    /// What Holdfast would have raised, passed up or refused: words, and the class of its colour.
    pub forced: Vec<(String, &'static str)>,
    /// Whether this is the day on which the issue would have been forced.
    pub turning: bool,
    /// Days after it on which nothing happened and Holdfast would have pressed on: the day, and what.
    pub after: Vec<(String, Vec<(String, &'static str)>)>,
}

/// A mark on the drawn line of time: across in hundredths of the width, and its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Hundredths of the width, from the left.
    pub x: u32,
    /// What colour it has.
    pub class: &'static str,
}

/// One story.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "stories/story.html")]
pub struct StoryPage {
    /// What stands around.
    pub frame: Frame,
    /// The card of the list.
    pub card: StoryCard,
    /// `Holdfast would have forced the issue on 6 February 2018`; empty where it would not.
    pub forced_on: String,
    /// Marks of what really happened.
    pub real: Vec<Mark>,
    /// Marks of what would have been forced.
    pub forced: Vec<Mark>,
    /// From where to where the gap goes on the line of time.
    pub gap: Option<(u32, u32)>,
    /// Years below the line: across, and the words.
    pub years: Vec<(u32, String)>,
    /// The drawing in words.
    pub drawing: String,
    /// The days.
    pub days: Vec<StoryDay>,
    /// What was owed and what became of it.
    pub owed: Table,
}

impl StoryPage {
    /// How wide the gap is drawn.
    fn gap_width(&self) -> u32 {
        self.gap.map_or(0, |(from, to)| to.saturating_sub(from).max(4))
    }
}
