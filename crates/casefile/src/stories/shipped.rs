//! The stories that come with Holdfast: the nine cases that the Ombudsman published.

use super::{Problem, Story};

/// A story that comes with Holdfast.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// The name of its file, without the ending; fit for an address.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(Shipped { name: $name, text: include_str!(concat!("../../../../stories/", $name, ".toml")) }),*]
    };
}

/// All of them, in the order of the Ombudsman's report; Brent and Ealing, an earlier decision, last.
pub const ALL: &[Shipped] = shipped!["zadie", "tessa", "cerys", "karen", "barbara", "naomi", "wendy", "seren", "brent-ealing"];

/// One of them by its name.
pub fn named(name: &str) -> Option<Shipped> {
    ALL.iter().copied().find(|shipped| shipped.name == name)
}

impl Shipped {
    /// Reads it.
    /// # Errors
    /// None for a released Holdfast: a test reads them all.
    pub fn read(self) -> Result<Story, Vec<Problem>> {
        Story::read(self.text)
    }
}
