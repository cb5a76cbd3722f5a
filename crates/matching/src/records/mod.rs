//! Records: read, normalised, every distinct value once.

pub(crate) mod interner;
pub(crate) mod mails;
pub(crate) mod record;
pub(crate) mod table;
pub(crate) mod values;
pub(crate) mod waiting;

pub(crate) use record::Record;
pub use table::{Person, Table};
pub(crate) use values::{Former, NameFacts, Values};
