//! Lists, tables, tags and links to further pages.

use askama::Template;
use askama::filters::HtmlSafe;
use casefile::facts::LookPurpose;

/// The list of what stands in the way, at the top of a page.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "components/problems.html")]
pub struct Problems {
    /// Its heading.
    pub title: String,
    /// Each with the place that it leads to; empty where there is none.
    pub list: Vec<(String, String)>,
}

impl HtmlSafe for Problems {}

impl Problems {
    /// "There is a problem", with these.
    pub fn new(list: Vec<(String, String)>) -> Self {
        Self { title: "There is a problem".into(), list }
    }

    /// The errors of these questions, each leading to its field.
    pub fn of<'a>(questions: impl IntoIterator<Item = &'a super::Question>) -> Option<Self> {
        let list: Vec<_> =
            questions.into_iter().filter_map(|one| Some((one.error.clone()?, format!("#{}", one.first_field())))).collect();
        (!list.is_empty()).then(|| Self::new(list))
    }
}

/// What a tag's colour says beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing.
    #[default]
    Plain,
    /// Late, or dangerous.
    Red,
    /// Due today.
    Orange,
    /// Due soon.
    Yellow,
    /// Done.
    Green,
    /// Running.
    Blue,
    /// Over.
    Grey,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Red => " govuk-tag--red",
            Self::Orange => " govuk-tag--orange",
            Self::Yellow => " govuk-tag--yellow",
            Self::Green => " govuk-tag--green",
            Self::Blue => " govuk-tag--blue",
            Self::Grey => " govuk-tag--grey",
        }
    }
}

/// A word or two with a colour.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(source = r#"<strong class="govuk-tag{{ tone.class() }}">{{ text }}</strong>"#, ext = "html")]
pub struct Tag {
    /// The words: they say all that the colour says.
    pub text: String,
    /// The colour.
    pub tone: Tone,
}

impl HtmlSafe for Tag {}

impl Tag {
    /// A tag.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }
}

/// Names and their values.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "components/summary.html")]
pub struct Summary(pub Vec<Row>);

impl HtmlSafe for Summary {}

/// One row of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// What it is.
    pub key: String,
    /// The value, one line each.
    pub lines: Vec<Line>,
    /// A link: where to, its words, and what it is about for those who hear the page.
    pub action: Option<(String, String, String)>,
}

/// One line of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Words.
    Plain(String),
    /// A link to somewhere in the house.
    Link(String, String),
    /// A sealed value.
    Sealed(Reveal),
}

/// A sealed value, masked until somebody says what for they want to see it.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "components/reveal.html")]
pub struct Reveal {
    /// Where the form is sent.
    pub action: String,
    /// The token of the session.
    pub csrf: String,
    /// Which fact.
    pub fact: String,
    /// Which of its fields.
    pub field: String,
    /// What the value is: `telephone number`, `words`.
    pub what: String,
}

impl HtmlSafe for Reveal {}

impl Reveal {
    /// For what somebody may look at it: code and words.
    #[expect(clippy::unused_self, reason = "the template asks the value that it draws")]
    fn purposes(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        // A letter is printed on a page of its own.
        let offered = LookPurpose::ALL.iter().filter(|purpose| **purpose != LookPurpose::Letter);
        offered.map(|purpose| (purpose.code(), purpose.label()))
    }

    /// An id for the field of the form: there may be many of them on a page.
    fn id(&self) -> String {
        format!("purpose-{}-{}", self.fact, self.field)
    }
}

impl Row {
    /// A row with one line of words.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { key: key.into(), lines: vec![Line::Plain(value.into())], action: None }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "components/table.html")]
pub struct Table {
    /// What it shows; read out, and seen.
    pub caption: String,
    /// The heads of its columns, and whether each holds numbers.
    pub heads: Vec<(String, bool)>,
    /// Its rows. The first cell of each is its head.
    pub rows: Vec<Vec<Cell>>,
}

impl HtmlSafe for Table {}

impl Table {
    /// What the table is called for those who hear the page: wide tables are scrolled, and what is scrolled has a name.
    fn name(&self) -> String {
        let head = || self.heads.first().map(|(head, _)| format!("Table: {head}")).unwrap_or_default();
        if self.caption.is_empty() { head() } else { self.caption.clone() }
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(String),
    /// A link: where to, and its words.
    Link(String, String),
    /// A tag.
    Tag(Tag),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(number.to_string())
    }
}

/// Links to the page before and the page after.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "components/pages.html")]
pub struct Pages {
    /// The first page, in a list that is read forward only.
    pub first: Option<String>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

impl HtmlSafe for Pages {}

impl Pages {
    /// Whether there is another page to go to.
    pub const fn is_needed(&self) -> bool {
        self.first.is_some() || self.previous.is_some() || self.next.is_some()
    }
}
