//! Two dates of birth.

use super::levels::dob;
use crate::normalising::numbers::parts;

/// A generation lies between people born so many years apart.
const GENERATION: u32 = 15;

/// How two dates of birth agree; 0 where one is not known.
pub(crate) fn births(one: u32, other: u32) -> u8 {
    if one == 0 || other == 0 {
        return 0;
    }
    let ((y1, m1, d1), (y2, m2, d2)) = (parts(one), parts(other));
    let default = |month: u32, day: u32| month <= 1 && day <= 1;
    let gap = y1.abs_diff(y2);
    if one == other {
        return if default(m1, d1) { dob::SAME_DEFAULT } else { dob::SAME };
    }
    if gap == 0 {
        if default(m1, d1) || default(m2, d2) || d1 == 0 || d2 == 0 {
            return dob::YEAR_ONLY;
        }
        if d1 == m2 && m1 == d2 {
            return dob::SWAPPED;
        }
        if m1 == m2 || d1 == d2 {
            let slip = two_digit_slip(d1, d2) + two_digit_slip(m1, m2) == 1;
            return if slip { dob::ONE_SLIP } else { dob::ONE_PART };
        }
        return if two_digit_slip(d1, d2) == 1 && two_digit_slip(m1, m2) == 1 { dob::TWO_SLIPS } else { dob::YEAR };
    }
    let year_slip = {
        let differing = [1000, 100, 10, 1].iter().filter(|unit| y1 / **unit % 10 != y2 / **unit % 10).count();
        differing == 1 || gap == 1 || (y1 % 100 / 10 == y2 % 10 && y1 % 10 == y2 % 100 / 10 && y1 / 100 == y2 / 100)
    };
    if m1 == m2 && d1 == d2 && !default(m1, d1) {
        return if year_slip { dob::YEAR_SLIP } else { dob::DAY_AND_MONTH };
    }
    if year_slip && !default(m1, d1) && !default(m2, d2) && two_digit_slip(d1, d2) + two_digit_slip(m1, m2) == 1 {
        return dob::TWO_SLIPS;
    }
    if gap >= GENERATION { dob::GENERATION } else { dob::OTHER }
}

/// 0 where two numbers of two digits are the same, 1 where they are a slip apart, 2 beyond.
fn two_digit_slip(one: u32, other: u32) -> u32 {
    if one == other {
        return 0;
    }
    let same = u32::from(one / 10 == other / 10) + u32::from(one % 10 == other % 10);
    let swapped = one / 10 == other % 10 && one % 10 == other / 10;
    if same == 1 || swapped || one.abs_diff(other) == 1 { 1 } else { 2 }
}
