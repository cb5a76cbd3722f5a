//! The fields in which two records are compared, and how well each may agree.

/// The fields, in the order in which their levels are kept.
pub(crate) const FIELDS: usize = 12;
/// Levels that a field may have at most; level 0 is always «cannot be compared» and says nothing.
pub(crate) const LEVELS: usize = 16;

/// Given name.
pub(crate) mod first {
    pub(crate) const FIELD: usize = 0;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const FORM: u8 = 2;
    pub(crate) const NEAR: u8 = 3;
    pub(crate) const INITIAL: u8 = 4;
    pub(crate) const ELSEWHERE: u8 = 5;
    pub(crate) const OTHER: u8 = 6;
    pub(crate) const MAIL: u8 = 7;
}

/// Surname.
pub(crate) mod surname {
    pub(crate) const FIELD: usize = 1;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const NEAR: u8 = 2;
    pub(crate) const PART: u8 = 3;
    pub(crate) const ELSEWHERE: u8 = 4;
    pub(crate) const OTHER: u8 = 5;
    pub(crate) const OTHER_OF_WOMEN: u8 = 6;
}

/// Given name and surname the other way round.
pub(crate) mod order {
    pub(crate) const FIELD: usize = 2;
    pub(crate) const USUAL: u8 = 1;
    pub(crate) const SWAPPED: u8 = 2;
}

/// Further given names.
pub(crate) mod middle {
    pub(crate) const FIELD: usize = 3;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const INITIAL: u8 = 2;
    pub(crate) const OTHER: u8 = 3;
}

/// Date of birth.
pub(crate) mod dob {
    pub(crate) const FIELD: usize = 4;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const SAME_DEFAULT: u8 = 2;
    pub(crate) const SWAPPED: u8 = 3;
    pub(crate) const ONE_SLIP: u8 = 4;
    pub(crate) const ONE_PART: u8 = 5;
    pub(crate) const YEAR_ONLY: u8 = 6;
    pub(crate) const YEAR_SLIP: u8 = 7;
    pub(crate) const DAY_AND_MONTH: u8 = 8;
    pub(crate) const YEAR: u8 = 9;
    pub(crate) const OTHER: u8 = 10;
    pub(crate) const GENERATION: u8 = 11;
    pub(crate) const TWO_SLIPS: u8 = 12;
    pub(crate) const OTHER_BUT_MAIL_YEAR: u8 = 13;
}

/// Sex, where the given names do not tell it already.
pub(crate) mod sex {
    pub(crate) const FIELD: usize = 5;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const OTHER: u8 = 2;
}

/// Where they live.
pub(crate) mod place {
    pub(crate) const FIELD: usize = 6;
    pub(crate) const HOUSE: u8 = 1;
    pub(crate) const HOUSE_NEAR: u8 = 2;
    pub(crate) const BUILDING: u8 = 3;
    pub(crate) const STREET: u8 = 4;
    pub(crate) const POSTCODE: u8 = 5;
    pub(crate) const AREA: u8 = 6;
    pub(crate) const AWAY: u8 = 7;
    pub(crate) const FORMER: u8 = 8;
}

/// Telephone.
pub(crate) mod phone {
    pub(crate) const FIELD: usize = 7;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const NEAR: u8 = 2;
    pub(crate) const OTHER: u8 = 3;
    pub(crate) const SAME_LANDLINE: u8 = 4;
}

/// E-mail.
pub(crate) mod email {
    pub(crate) const FIELD: usize = 8;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const NEAR: u8 = 2;
    pub(crate) const OTHER: u8 = 3;
    pub(crate) const SAME_OF_ANOTHER: u8 = 4;
}

/// National Insurance number.
pub(crate) mod nino {
    pub(crate) const FIELD: usize = 9;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const NEAR: u8 = 2;
    pub(crate) const OTHER: u8 = 3;
}

/// NHS number.
pub(crate) mod nhs {
    pub(crate) const FIELD: usize = 10;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const NEAR: u8 = 2;
    pub(crate) const OTHER: u8 = 3;
}

/// The year of birth in the e-mail address of one, where it gives no date, and the date of the other.
pub(crate) mod mail_year {
    pub(crate) const FIELD: usize = 11;
    pub(crate) const FITS: u8 = 1;
    pub(crate) const OTHER: u8 = 2;
}

/// How two records agree, field by field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) levels: [u8; FIELDS],
    /// How much rarer than usual the value is in which they agree: natural logarithm times eight.
    pub(crate) rarity: [i8; FIELDS],
}
