//! One question of a form: its words, what may be answered, what was answered, and what is wrong with that.

use askama::Template;
use askama::filters::HtmlSafe;

/// One question, with its hint, its error and its field.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "components/question.html")]
pub struct Question {
    /// The name of the field in the form, and its id.
    pub name: String,
    /// The question.
    pub label: String,
    /// `s`, `m` or `l` for a question that stands as a heading; empty for plain words.
    pub size: &'static str,
    /// A sentence of help.
    pub hint: Option<String>,
    /// What is wrong with the answer, and how to put it right.
    pub error: Option<String>,
    /// The field.
    pub widget: Widget,
}

impl HtmlSafe for Question {}

/// The field of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Widget {
    /// Text on one line.
    Line {
        /// What stands in it.
        value: String,
        /// The type of the input: `text`, `time`, …
        kind: &'static str,
        /// Classes that give its width.
        width: &'static str,
        /// What stands before it: `£`.
        prefix: &'static str,
        /// Further attributes known to browsers: `inputmode`, `autocomplete`.
        inputmode: &'static str,
        /// What browsers and password managers may put in.
        autocomplete: &'static str,
    },
    /// A password, with a button that shows it.
    Password,
    /// Text of some length.
    Text {
        /// What stands in it.
        value: String,
        /// How many lines are shown.
        rows: u8,
    },
    /// One of a few.
    Radios {
        /// The choices.
        choices: Vec<Choice>,
        /// Beside each other.
        inline: bool,
    },
    /// Any of some.
    Checkboxes {
        /// The choices that everybody sees.
        choices: Vec<Choice>,
        /// Further choices, folded away.
        more: Vec<Choice>,
        /// What the fold is called.
        more_label: &'static str,
        /// Less room for each.
        small: bool,
    },
    /// One of many.
    Select {
        /// The choices.
        choices: Vec<Choice>,
    },
    /// A day, and the time of day where it is known.
    Day {
        /// Day of the month.
        day: String,
        /// Month.
        month: String,
        /// Year.
        year: String,
        /// Time of day; `None` where none is asked for.
        time: Option<String>,
    },
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub text: String,
    /// A sentence of help.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// A choice that has not been chosen.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), hint: None, chosen: false }
    }

    /// With a sentence of help.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Chosen.
    pub fn chosen(mut self) -> Self {
        self.chosen = true;
        self
    }
}

/// What was typed into a form: names and values in the order of the page. It outlives every error.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answers(pub Vec<(String, String)>);

impl Answers {
    /// The answer to a question, trimmed; empty where there is none.
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// Every answer to a question.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// Whether this value was chosen.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|given| given == value)
    }

    /// Whether the question was on the page at all: unticked boxes are not sent, so a form marks itself with a hidden field.
    pub fn asked(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Puts an answer in place of what was there.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let name = name.into();
        self.0.retain(|(key, _)| *key != name);
        self.0.push((name, value.into()));
    }

    /// Adds one more answer to a question.
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }
}

impl std::fmt::Debug for Answers {
    /// What people type does not print.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "‹{} answers›", self.0.len())
    }
}

impl Question {
    fn new(name: impl Into<String>, label: impl Into<String>, widget: Widget) -> Self {
        Self { name: name.into(), label: label.into(), size: "", hint: None, error: None, widget }
    }

    /// Text on one line.
    pub fn line(name: impl Into<String>, label: impl Into<String>) -> Self {
        let widget = Widget::Line { value: String::new(), kind: "text", width: "", prefix: "", inputmode: "", autocomplete: "" };
        Self::new(name, label, widget)
    }

    /// A whole number.
    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Self {
        let mut question = Self::line(name, label).width("govuk-input--width-5");
        if let Widget::Line { inputmode, .. } = &mut question.widget {
            *inputmode = "numeric";
        }
        question
    }

    /// An amount in pounds.
    pub fn money(name: impl Into<String>, label: impl Into<String>) -> Self {
        let mut question = Self::line(name, label).width("govuk-input--width-5");
        if let Widget::Line { inputmode, prefix, .. } = &mut question.widget {
            (*inputmode, *prefix) = ("decimal", "£");
        }
        question
    }

    /// A password.
    pub fn password(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Widget::Password)
    }

    /// Text of some length.
    pub fn text(name: impl Into<String>, label: impl Into<String>, rows: u8) -> Self {
        Self::new(name, label, Widget::Text { value: String::new(), rows })
    }

    /// One of a few.
    pub fn radios(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Widget::Radios { choices, inline: false })
    }

    /// Yes or no, beside each other.
    pub fn yes_no(name: impl Into<String>, label: impl Into<String>) -> Self {
        let choices = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
        Self::new(name, label, Widget::Radios { choices, inline: true })
    }

    /// Any of some.
    pub fn checkboxes(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Widget::Checkboxes { choices, more: Vec::new(), more_label: "", small: false })
    }

    /// One of many.
    pub fn select(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Widget::Select { choices })
    }

    /// A day.
    pub fn day(name: impl Into<String>, label: impl Into<String>) -> Self {
        let (day, month, year) = Default::default();
        Self::new(name, label, Widget::Day { day, month, year, time: None })
    }

    /// A day, and the time where it is known.
    pub fn moment(name: impl Into<String>, label: impl Into<String>) -> Self {
        let (day, month, year) = Default::default();
        Self::new(name, label, Widget::Day { day, month, year, time: Some(String::new()) })
    }

    /// With a sentence of help.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// As a heading of size `s`, `m` or `l`.
    pub fn size(mut self, size: &'static str) -> Self {
        self.size = size;
        self
    }

    /// With a width of its own.
    pub fn width(mut self, class: &'static str) -> Self {
        if let Widget::Line { width, .. } = &mut self.widget {
            *width = class;
        }
        self
    }

    /// With what browsers may put in.
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        if let Widget::Line { autocomplete, .. } = &mut self.widget {
            *autocomplete = what;
        }
        self
    }

    /// With further choices folded away.
    pub fn more(mut self, label: &'static str, choices: Vec<Choice>) -> Self {
        if let Widget::Checkboxes { more, more_label, .. } = &mut self.widget {
            (*more_label, *more) = (label, choices);
        }
        self
    }

    /// With what was typed into it before.
    pub fn answered(mut self, answers: &Answers) -> Self {
        let part = |suffix: &str| answers.one(&format!("{}-{suffix}", self.name)).to_owned();
        match &mut self.widget {
            Widget::Password => {}
            Widget::Line { value, .. } => answers.one(&self.name).clone_into(value),
            Widget::Text { value, .. } => {
                let given = answers.0.iter().find(|(key, _)| *key == self.name);
                *value = given.map(|(_, text)| text.clone()).unwrap_or_default();
            }
            Widget::Radios { choices, .. } | Widget::Select { choices } => {
                if answers.asked(&self.name) {
                    choices.iter_mut().for_each(|one| one.chosen = answers.one(&self.name) == one.value);
                }
            }
            Widget::Checkboxes { choices, more, .. } => {
                for one in choices.iter_mut().chain(more) {
                    one.chosen |= answers.has(&self.name, &one.value);
                }
            }
            Widget::Day { day, month, year, time } => {
                (*day, *month, *year) = (part("day"), part("month"), part("year"));
                if let Some(time) = time {
                    *time = part("time");
                }
            }
        }
        self
    }

    /// With what is wrong with the answer.
    pub fn error(mut self, error: Option<&str>) -> Self {
        self.error = error.map(str::to_owned);
        self
    }

    /// Where a link from the list of errors leads: the first field of the question.
    pub fn first_field(&self) -> String {
        match self.widget {
            Widget::Day { .. } => format!("{}-day", self.name),
            _ => self.name.clone(),
        }
    }

    /// Which elements describe the field, for `aria-describedby`; empty where none does.
    fn described_by(&self) -> String {
        match (&self.hint, &self.error) {
            (Some(_), Some(_)) => format!("{0}-hint {0}-error", self.name),
            (Some(_), None) => format!("{}-hint", self.name),
            (None, Some(_)) => format!("{}-error", self.name),
            (None, None) => String::new(),
        }
    }

    /// Whether one of the choices that are folded away is chosen, so that the fold must be open.
    fn more_is_open(&self) -> bool {
        matches!(&self.widget, Widget::Checkboxes { more, .. } if more.iter().any(|one| one.chosen))
    }

    /// The choices that everybody sees, each with its id.
    fn in_sight(&self) -> Vec<(String, &Choice)> {
        match &self.widget {
            Widget::Radios { choices, .. } | Widget::Checkboxes { choices, .. } => self.with_ids(choices, 0),
            _ => Vec::new(),
        }
    }

    /// The choices that are folded away; their ids are counted on from those in sight.
    fn folded(&self) -> Vec<(String, &Choice)> {
        match &self.widget {
            Widget::Checkboxes { choices, more, .. } => self.with_ids(more, choices.len()),
            _ => Vec::new(),
        }
    }

    fn with_ids<'a>(&self, choices: &'a [Choice], start: usize) -> Vec<(String, &'a Choice)> {
        choices.iter().enumerate().map(|(at, one)| (self.id_of(at + start), one)).collect()
    }

    /// The id of one choice, counted from nought; the first has the question's own, so that an error can lead there.
    fn id_of(&self, at: usize) -> String {
        if at == 0 { self.name.clone() } else { format!("{}-{}", self.name, at + 1) }
    }
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// Their heading; empty for none.
    pub heading: String,
    /// A paragraph before them.
    pub intro: String,
    /// The questions.
    pub questions: Vec<Question>,
    /// Folded away under the heading until opened.
    pub folded: bool,
    /// A class that lays the questions out in rows; empty for one below the other.
    pub rows: &'static str,
}

impl Section {
    /// Whether any of its questions has an error, so that a fold must be open.
    pub fn is_open(&self) -> bool {
        self.questions.iter().any(|question| question.error.is_some())
    }
}
