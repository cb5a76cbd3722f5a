//! Reading what councils have: registers of dwellings, lists of social homes, schools. Strangers' bytes in, rows out; a bad line is named, not
//! guessed at.

mod councils;
mod csv;
mod registers;

pub use councils::{Council, councils};
pub use registers::{CannotRead, Layout, Read, dwellings, schools, social_numbers};
