//! How many slips of the keyboard lie between two short texts.

/// Texts longer than this are not compared letter by letter.
const WIDE: usize = 40;

/// Slips between two texts: letters left out, added, changed, or two neighbours swapped. Stops counting at `most` and then answers `most + 1`.
pub(crate) fn slips(one: &[u8], other: &[u8], most: usize) -> usize {
    let (one, other) = without_common_ends(one, other);
    if one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    if one.is_empty() || other.is_empty() {
        return one.len().max(other.len());
    }
    if one.len() >= WIDE || other.len() >= WIDE {
        return most + 1;
    }
    let mut before = [0_usize; WIDE + 1];
    let mut above = [0_usize; WIDE + 1];
    let mut row = [0_usize; WIDE + 1];
    for (at, cell) in above.iter_mut().enumerate() {
        *cell = at;
    }
    for i in 1..=one.len() {
        row[0] = i;
        let mut least = i;
        for j in 1..=other.len() {
            let change = usize::from(one[i - 1] != other[j - 1]);
            let mut best = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + change);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row[j] = best;
            least = least.min(best);
        }
        if least > most {
            return most + 1;
        }
        (before, above, row) = (above, row, before);
    }
    above[other.len()].min(most + 1)
}

fn without_common_ends<'a>(one: &'a [u8], other: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    (&one[..one.len() - end], &other[..other.len() - end])
}

/// Slips between two numbers, digit by digit.
pub(crate) fn digit_slips(one: u64, other: u64, most: usize) -> usize {
    let (mut first, mut second) = ([0; 20], [0; 20]);
    slips(written(one, &mut first), written(other, &mut second), most)
}

fn written(mut number: u64, digits: &mut [u8; 20]) -> &[u8] {
    let mut at = digits.len();
    while number > 0 {
        at -= 1;
        digits[at] = (number % 10) as u8;
        number /= 10;
    }
    &digits[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_a_letter_left_out_added_changed_or_swapped() {
        let between = |one: &str, other: &str| slips(one.as_bytes(), other.as_bytes(), 3);
        assert_eq!(between("smith", "smith"), 0);
        assert_eq!(between("smith", "smyth"), 1);
        assert_eq!(between("smith", "simth"), 1);
        assert_eq!(between("smith", "smiths"), 1);
        assert_eq!(between("ca", "abc"), 3);
        assert_eq!(between("smith", "brown"), 4);
        assert_eq!(between("", "abcdef"), 4);
        assert_eq!(digit_slips(7_700_900_123, 7_700_901_023, 2), 1);
    }
}
