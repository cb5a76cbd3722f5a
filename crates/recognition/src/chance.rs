//! What looks like chance to the trainer and is the same on every machine.

/// Fixed rows of numbers that look like chance (xorshift).
pub(crate) struct Chance(u64);

impl Chance {
    /// The row of this number.
    pub(crate) fn numbered(number: usize) -> Chance {
        Chance(0x2545_F491_4F6C_DD1D + 7919 * number as u64)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 16
    }

    /// Below `limit`.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// Between minus and plus `spread`.
    #[expect(clippy::cast_precision_loss, reason = "up to two thousand")]
    pub(crate) fn around(&mut self, spread: f32) -> f32 {
        (self.below(2001) as f32 / 1000.0 - 1.0) * spread
    }
}
