//! People, numbers, places and words that are made up.

mod answers;
pub(crate) mod casework;
pub(crate) mod chance;
pub(crate) mod contact;
pub(crate) mod draft;
pub(crate) mod files;
pub(crate) mod kinds;
pub(crate) mod names;
pub(crate) mod returns;
pub(crate) mod telling;
