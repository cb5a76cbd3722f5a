//! One record in one or two lines of the processor's cache.

use crate::comparing::house::house_key;

/// What is known of one person, each text by its number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// Given name, in the names.
    pub(crate) first: u32,
    /// Further given names: their place in [`super::Values::middles`].
    pub(crate) middle: u32,
    /// Surname, in the names.
    pub(crate) surname: u32,
    /// Other names they are known by: their place in [`super::Values::aliases`].
    pub(crate) alias: u32,
    /// Where else they have lived: its place in [`super::Values::formers`].
    pub(crate) former: u32,
    /// A given name that only the e-mail address spells.
    pub(crate) mail_first: u32,
    /// A surname that only the e-mail address spells, in the names.
    pub(crate) mail_surname: u32,
    /// E-mail address.
    pub(crate) email: u32,
    /// Date of birth, packed.
    pub(crate) dob: u32,
    /// Street, and what else names the house.
    pub(crate) street: u32,
    /// Town.
    pub(crate) town: u32,
    /// Postcode.
    pub(crate) postcode: u32,
    /// House number, packed with its letter.
    pub(crate) house: u32,
    /// Flat number, packed with its letter.
    pub(crate) flat: u32,
    /// Year of birth as the e-mail address has it; 0 where it has none.
    pub(crate) mail_year: u16,
    /// 0 not given, 1 female, 2 male, 3 another.
    pub(crate) sex: u8,
    /// How many records have this telephone number.
    pub(crate) phone_shared: u8,
    /// How many records have this e-mail address.
    pub(crate) email_shared: u8,
    /// How many records live in this house.
    pub(crate) house_shared: u16,
    /// Telephone number.
    pub(crate) phone: u64,
    /// National Insurance number.
    pub(crate) nino: u64,
    /// NHS number.
    pub(crate) nhs: u64,
    /// Number of the property.
    pub(crate) uprn: u64,
}

impl Record {
    /// One number for the house, by property number, or by number and street with postcode or town; 0 where too little is known.
    pub(crate) fn house_key(&self) -> u64 {
        house_key(self)
    }
}
