//! Chance that can be had again: the same seed and the same name give the same draws.

/// A source of draws.
pub(crate) struct Chance(fastrand::Rng);

impl Chance {
    /// Draws of their own for one thing, whatever else is drawn beside it.
    pub(crate) fn of(seed: u64, number: u64) -> Self {
        // Spread neighbours apart: seeds one beside the other would otherwise begin alike.
        Self(fastrand::Rng::with_seed(seed.rotate_left(32) ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// One of these many, counted from nought; nought where there is none.
    pub(crate) fn below(&mut self, many: usize) -> usize {
        if many == 0 { 0 } else { self.0.usize(..many) }
    }

    /// A whole number from the one to the other, both included.
    pub(crate) fn between(&mut self, least: i32, most: i32) -> i32 {
        if least >= most { least } else { self.0.i32(least..=most) }
    }

    /// Whether something that happens so many times in a hundred happens now.
    pub(crate) fn in_hundred(&mut self, times: u32) -> bool {
        self.0.u32(..100) < times
    }

    /// One of these.
    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// One of these texts.
    pub(crate) fn text<'a>(&mut self, of: &[&'a str]) -> &'a str {
        self.one(of).copied().unwrap_or_default()
    }

    /// One of these, each as often as its weight says.
    pub(crate) fn weighted<'a, T>(&mut self, of: &'a [T], weight: impl Fn(&T) -> u32) -> Option<&'a T> {
        let all = of.iter().map(&weight).sum::<u32>();
        let mut left = if all == 0 { 0 } else { self.0.u32(..all) };
        of.iter().find(|one| {
            let found = left < weight(one);
            left = left.saturating_sub(weight(one));
            found
        })
    }

    /// Bits for an id.
    pub(crate) fn bits(&mut self) -> u128 {
        self.0.u128(..)
    }
}
