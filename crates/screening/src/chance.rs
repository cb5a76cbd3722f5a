//! Chance from a seed, the same on every machine. For invented regions and for attacks; nothing that decides about people draws from it.

/// A generator (xoshiro256++).
#[derive(Debug, Clone)]
pub struct Chance([u64; 4]);

impl Chance {
    /// The one that this seed gives.
    pub fn new(seed: u64) -> Self {
        let mut state = seed;
        Self(std::array::from_fn(|_| {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^ (z >> 31)
        }))
    }

    /// Sixty-four bits.
    pub fn bits(&mut self) -> u64 {
        let s = &mut self.0;
        let drawn = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        drawn
    }

    /// A number below this one; nothing of nothing.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from((u128::from(self.bits()) * end as u128) >> 64).unwrap_or(0)
    }

    /// A whole number from the first to the last of these.
    pub fn between(&mut self, first: i64, last: i64) -> i64 {
        first + i64::try_from((u128::from(self.bits()) * u128::from(last.abs_diff(first).saturating_add(1))) >> 64).unwrap_or(0)
    }

    /// Whether something comes about that does so many times in a thousand.
    pub fn in_thousand(&mut self, times: i64) -> bool {
        self.between(0, 999) < times
    }

    /// One of these.
    pub fn one_of<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }
}
