//! Words that tell nobody anything: the only ones in which a text or an e-mail goes to her.

/// A wording without content. Whatever else there is to say is said when she calls, with the words that she agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// Please call.
    Call,
    /// Please call today.
    CallToday,
}

/// The subject of every e-mail: the same for everybody, always.
pub const SUBJECT: &str = "A message for you";

impl Wording {
    /// Every wording.
    pub const ALL: &'static [Self] = &[Self::Call, Self::CallToday];

    /// The words.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Call => "Please call the number you know.",
            Self::CallToday => "Please call the number you know today.",
        }
    }

    /// The wording that somebody wrote, where it is one, to the letter.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.text() == text.trim())
    }
}
