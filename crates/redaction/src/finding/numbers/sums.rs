//! Numbers of the digits of a run, from any place to any other, as they are looked up; made without going through the digits again.

use super::Run;

/// The powers of ten as far as 64 bits hold them, and what is left of the higher ones.
const TENS: [u64; 64] = {
    let mut tens = [1_u64; 64];
    let mut at = 1;
    while at < tens.len() {
        tens[at] = tens[at - 1].wrapping_mul(10);
        at += 1;
    }
    tens
};

/// After how many digits a number may begin: behind its country code and first zero.
pub(super) const fn skips(digits: &[u8]) -> &'static [usize] {
    match digits {
        [b'0', b'0', b'4', b'4', b'0', ..] => &[0, 1, 4, 5],
        [b'0', b'0', b'4', b'4', ..] => &[0, 1, 4],
        [b'0', ..] => &[0, 1],
        [b'4', b'4', b'0', ..] => &[0, 2, 3],
        [b'4', b'4', ..] => &[0, 2],
        _ => &[0],
    }
}

/// What makes a number of any digits of a run without going through them again.
#[derive(Default)]
pub(super) struct Sums {
    /// Where tokens begin and end: before which digit, and the number that all before it make.
    pub(super) edges: Vec<(usize, u64)>,
}

impl Sums {
    pub(super) fn of(&mut self, run: &Run) {
        self.edges.clear();
        let (mut sum, mut last) = (0_u64, None);
        for (at, (digit, token)) in run.digits.iter().zip(&run.tokens).enumerate() {
            if last != Some(*token) {
                self.edges.push((at, sum));
                last = Some(*token);
            }
            sum = with_digit(sum, *digit);
        }
        self.edges.push((run.digits.len(), sum));
    }
}

/// The hash of so many digits, at most 63, as [`digits_hash`] has it: from what all before them make, and what they make with those.
pub(super) const fn between(before: u64, sum: u64, length: usize) -> u64 {
    let tens = TENS[length % TENS.len()];
    sum.wrapping_sub(before.wrapping_mul(tens)).wrapping_add(tens).wrapping_mul(SPREAD)
}

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number with one more digit.
pub(super) const fn with_digit(number: u64, digit: u8) -> u64 {
    number.wrapping_mul(10).wrapping_add(digit as u64)
}

/// The hash by which numbers are looked up.
pub fn digits_hash(digits: &[u8]) -> u64 {
    digits.iter().fold(1, |number, digit| with_digit(number, *digit)).wrapping_mul(SPREAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_between_two_edges_has_the_hash_of_its_digits() {
        let digits = b"00447906123306";
        let run = Run { digits: digits.to_vec(), tokens: vec![0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3], ..Run::default() };
        let mut sums = Sums::default();
        sums.of(&run);
        assert_eq!(sums.edges.iter().map(|edge| edge.0).collect::<Vec<_>>(), [0, 4, 8, 11, 14]);
        for (at, (from, before)) in sums.edges.iter().enumerate() {
            for (to, sum) in &sums.edges[at + 1..] {
                assert_eq!(between(*before, *sum, to - from), digits_hash(&digits[*from..*to]), "{from}..{to}");
            }
        }
        assert_eq!(skips(digits), [0, 1, 4]);
    }
}
