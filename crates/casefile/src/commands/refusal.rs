//! What stands in the way, and what to do instead.

/// Why something cannot be done, and what can be, in plain words for the officer who asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{because}")]
pub struct Refusal {
    /// What stands in the way.
    pub because: String,
    /// What is possible instead, the best first. Empty only where mending what was typed is all there is to do, and `because` says how.
    pub instead: Vec<String>,
    /// The rule that forbids it, by its id; `None` where it is not the law but the form that stands in the way.
    pub rule: Option<&'static str>,
    /// Whether it can be recorded as what has already happened ([`super::RecordAsItWas`]): as another body's act, or one of an earlier day.
    pub as_it_was: bool,
}

impl Refusal {
    /// A refusal that says why.
    pub fn because(words: impl Into<String>) -> Self {
        Self { because: words.into(), instead: Vec::new(), rule: None, as_it_was: false }
    }

    /// Adds something that is possible instead.
    pub fn instead(mut self, words: impl Into<String>) -> Self {
        self.instead.push(words.into());
        self
    }

    /// Names the rule that forbids it.
    pub fn under(mut self, rule: &'static str) -> Self {
        self.rule = Some(rule);
        self
    }
}
