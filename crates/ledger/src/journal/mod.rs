//! The journal: facts come in, are chained and sealed, and are read back.

mod append;
pub(crate) mod chain;
mod import;
mod load;
mod recent;
pub(crate) mod seal;

pub use append::Appended;
pub(crate) use append::new_id;
pub use import::{NewFile, Recording};
pub(crate) use load::Loaded;
pub(crate) use recent::Recent;

pub(crate) use append::STATEMENTS as APPEND;
pub(crate) use import::STATEMENTS as IMPORT;
pub(crate) use load::STATEMENTS as LOAD;
pub(crate) use load::{EntryRow, FileRow, GUARDING, read_entry};
