//! Councils of England, as outlines to draw under a tree. Simplified: not for legal or address use.

/// A council with its outline, in decimetres.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Council {
    /// Its nine-letter code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its outline: one ring or several.
    pub rings: Vec<Vec<[i32; 2]>>,
}

const OUTLINES: &str = include_str!("../../data/council_boundaries.txt");

/// All councils of England.
pub fn councils() -> Vec<Council> {
    let mut councils: Vec<Council> = Vec::new();
    for line in OUTLINES.lines().filter(|line| !line.starts_with('#')) {
        if let Some(ring) = line.strip_prefix(' ') {
            let corners = ring.split(' ').filter_map(|corner| {
                let (x, y) = corner.split_once(',')?;
                Some([x.parse::<i32>().ok()?.checked_mul(1_000)?, y.parse::<i32>().ok()?.checked_mul(1_000)?])
            });
            if let Some(council) = councils.last_mut() {
                council.rings.push(corners.collect());
            }
        } else if let Some((code, name)) = line.split_once(' ') {
            councils.push(Council { code, name, rings: Vec::new() });
        }
    }
    councils
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_council_has_a_name_and_an_outline() {
        let councils = councils();
        assert_eq!(councils.len(), 296);
        assert!(councils.iter().all(|council| council.code.len() == 9
            && !council.name.is_empty()
            && council.rings.iter().all(|ring| ring.len() >= 4)));
        assert!(councils.iter().all(|council| !council.rings.is_empty()));
    }
}
