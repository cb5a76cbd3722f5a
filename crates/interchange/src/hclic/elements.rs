//! What elements and columns are called in the files that leave: configuration, because the department's document is not public.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::items::{Item, Section};

/// The names with which Holdfast comes.
pub const SHIPPED: &str = include_str!("elements.toml");

/// Names for the document, its sections and its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elements {
    /// Around everything.
    pub(super) root: String,
    /// Around each case.
    pub(super) case: String,
    /// The identifier that joins the sections.
    pub(super) case_id: String,
    sections: BTreeMap<Section, String>,
    items: BTreeMap<Item, String>,
}

/// Names that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadElements {
    /// The file is no TOML of this form.
    #[error("the file of names cannot be read: {0}")]
    Form(String),
    /// It names a section or an item that is not there.
    #[error("there is no {0} “{1}” in the return: correct the name on the left")]
    Unknown(&'static str, String),
    /// It is no name for an element.
    #[error("“{0}” cannot be the name of an element: letters, digits, - and _, and a letter first")]
    Name(String),
    /// Two items of a section have one name.
    #[error("two items of one section are called “{0}”: give each a name of its own")]
    Twice(String),
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    document: Document,
    #[serde(default)]
    sections: BTreeMap<String, String>,
    #[serde(default)]
    items: BTreeMap<String, String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Document {
    root: Option<String>,
    case: Option<String>,
    case_id: Option<String>,
}

impl Elements {
    /// The names with which Holdfast comes.
    pub fn shipped() -> Self {
        let plain = Self {
            root: "homelessness-return".into(),
            case: "case".into(),
            case_id: "case-id".into(),
            sections: Section::ALL.iter().map(|section| (*section, section.code().to_owned())).collect(),
            items: Item::ALL.iter().map(|item| (*item, item.code().to_owned())).collect(),
        };
        plain.clone().with(SHIPPED).unwrap_or(plain)
    }

    /// These, with the names of a council's own file in their place.
    /// # Errors
    /// [`BadElements`].
    pub fn with(mut self, text: &str) -> Result<Self, BadElements> {
        let written: Written = toml::from_str(text).map_err(|wrong| BadElements::Form(wrong.message().to_owned()))?;
        let put = |into: &mut String, name: Option<String>| {
            if let Some(name) = name {
                *into = sound(name)?;
            }
            Ok(())
        };
        put(&mut self.root, written.document.root)?;
        put(&mut self.case, written.document.case)?;
        put(&mut self.case_id, written.document.case_id)?;
        for (code, name) in written.sections {
            let section = Section::ALL.iter().find(|section| section.code() == code);
            let section = *section.ok_or(BadElements::Unknown("section", code))?;
            self.sections.insert(section, sound(name)?);
        }
        for (code, name) in written.items {
            let item = Item::from_code(&code).ok_or(BadElements::Unknown("item", code))?;
            self.items.insert(item, sound(name)?);
        }
        for (at, item) in Item::ALL.iter().enumerate() {
            let same = |other: &&Item| other.section() == item.section() && self.item(**other) == self.item(*item);
            if Item::ALL[..at].iter().any(|other| same(&other)) || self.item(*item) == self.case_id {
                return Err(BadElements::Twice(self.item(*item).to_owned()));
            }
        }
        Ok(self)
    }

    /// What a section is called.
    pub fn section(&self, section: Section) -> &str {
        self.sections.get(&section).map_or_else(|| section.code(), String::as_str)
    }

    /// What an item is called.
    pub fn item(&self, item: Item) -> &str {
        self.items.get(&item).map_or_else(|| item.code(), String::as_str)
    }
}

fn sound(name: String) -> Result<String, BadElements> {
    let first = name.chars().next().is_some_and(|first| first.is_ascii_alphabetic());
    let rest = name.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '_'));
    if first && rest && name.len() <= 60 { Ok(name) } else { Err(BadElements::Name(name.chars().take(60).collect())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_names_are_read_and_the_public_ones_are_among_them() {
        let shipped = Elements::shipped();
        assert_eq!(shipped.item(Item::ReasonForLoss), "REASONLOSS");
        assert_eq!(shipped.section(Section::People), "person");
        assert_eq!(shipped.clone().with(SHIPPED), Ok(shipped));
    }

    #[test]
    fn names_that_cannot_be_used_are_refused_in_words() {
        let with = |text: &str| Elements::shipped().with(text).unwrap_err().to_string();
        assert!(with("[items]\nshoe-size = \"X\"").contains("no item “shoe-size”"));
        assert!(with("[items]\nassessment = \"<b>\"").contains("cannot be the name"));
        assert!(with("[items]\nethnicity = \"ASSESS1\"").contains("two items"));
        assert!(with("nonsense").contains("cannot be read"));
        let own = Elements::shipped().with("[items]\nethnicity = \"ETHNIC\"").unwrap();
        assert_eq!(own.item(Item::Ethnicity), "ETHNIC");
    }
}
