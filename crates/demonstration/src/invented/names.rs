//! What invented people are called.

use std::sync::LazyLock;

use serde::Deserialize;

use super::chance::Chance;

/// Names that are given in one community, in one script.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Community {
    #[cfg_attr(not(test), expect(dead_code, reason = "says to the reader of the list whose names they are"))]
    name: String,
    pub(crate) weight: u32,
    women: Vec<String>,
    men: Vec<String>,
    girls: Vec<String>,
    boys: Vec<String>,
    surnames: Vec<String>,
}

#[derive(Deserialize)]
struct All {
    community: Vec<Community>,
}

/// Every community.
#[expect(clippy::expect_used, reason = "the text is part of the program, and a test reads it")]
pub(crate) fn communities() -> &'static [Community] {
    static ALL: LazyLock<All> =
        LazyLock::new(|| toml::from_str(include_str!("../../data/names.toml")).expect("our own names are well formed"));
    &ALL.community
}

/// One of them, as often as people of it live in the invented county.
pub(crate) fn community(chance: &mut Chance) -> &'static Community {
    chance.weighted(communities(), |community| community.weight).unwrap_or(&communities()[0])
}

impl Community {
    /// A woman's full name.
    pub(crate) fn woman(&self, chance: &mut Chance) -> String {
        self.full(chance, &self.women)
    }

    /// A man's full name.
    pub(crate) fn man(&self, chance: &mut Chance) -> String {
        self.full(chance, &self.men)
    }

    /// A child's given name.
    pub(crate) fn child(&self, chance: &mut Chance) -> String {
        let names = if chance.in_hundred(50) { &self.girls } else { &self.boys };
        chance.one(names).cloned().unwrap_or_default()
    }

    fn full(&self, chance: &mut Chance, given: &[String]) -> String {
        let given = chance.one(given).cloned().unwrap_or_default();
        let family = chance.one(&self.surnames).cloned().unwrap_or_default();
        // Chinese names in their own script have the family name first, and no space.
        if family.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
            format!("{family}{given}")
        } else {
            format!("{given} {family}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_in_the_scripts_in_which_people_write_them() {
        let written = |first: char, last: char| {
            communities().iter().any(|one| one.women.iter().any(|name| name.chars().any(|c| (first..=last).contains(&c))))
        };
        assert!(written('\u{0400}', '\u{04ff}'), "Cyrillic");
        assert!(written('\u{0600}', '\u{06ff}'), "Arabic");
        assert!(written('\u{0980}', '\u{09ff}'), "Bengali");
        assert!(written('\u{4e00}', '\u{9fff}'), "Chinese");
        assert_eq!(communities().iter().map(|one| one.weight).sum::<u32>(), 1_000);
        for one in communities() {
            for names in [&one.women, &one.men, &one.girls, &one.boys, &one.surnames] {
                assert!(!names.is_empty() && names.iter().all(|name| !name.is_empty()), "{}", one.name);
            }
        }
    }
}
