//! The stories that come with Holdfast, replayed once when it starts.

use casefile::obligations::Standards;
use casefile::stories::Story;
use casefile::stories::replay::{Replay, replay};

/// Every story: the name in its address, and its text.
const TEXTS: [(&str, &str); 9] = [
    ("tessa", include_str!("../../../../stories/tessa.toml")),
    ("zadie", include_str!("../../../../stories/zadie.toml")),
    ("cerys", include_str!("../../../../stories/cerys.toml")),
    ("karen", include_str!("../../../../stories/karen.toml")),
    ("barbara", include_str!("../../../../stories/barbara.toml")),
    ("naomi", include_str!("../../../../stories/naomi.toml")),
    ("wendy", include_str!("../../../../stories/wendy.toml")),
    ("seren", include_str!("../../../../stories/seren.toml")),
    ("brent-ealing", include_str!("../../../../stories/brent-ealing.toml")),
];

/// A story on the shelf.
#[derive(Debug, Clone)]
pub struct Told {
    /// The name in its address.
    pub slug: &'static str,
    /// What it tells.
    pub replay: Replay,
}

/// Every story, replayed under the partnership's standards. A story that cannot be read is left out; a test sees to it that none is.
pub fn shelf(standards: &Standards) -> Vec<Told> {
    let told = |(slug, text): &(&'static str, &str)| Some(Told { slug, replay: replay(&Story::read(text).ok()?, standards) });
    TEXTS.iter().filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_nine_stories_are_on_the_shelf() {
        assert_eq!(shelf(&Standards::default()).len(), TEXTS.len());
    }
}
