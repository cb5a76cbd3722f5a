//! H-CLIC: the homelessness case level information that a housing authority returns each quarter.
//!
//! The codes here are our own and stay as they are. The official ones are not public: a council gets them from the department and loads them as a
//! [`Mapping`]. Nothing is exported that has no official code, and none is ever made up.
//!
//! ```text
//! facts ─(casefile)→ Case ─ check, missing ─→ what to put right at entry
//!                         ─ triggers, Quarter → which cases come in
//!                         ─ tables ─────────→ the published tables, counted again
//!                         ─ Mapping, Elements, export → XML and CSV
//! ```

mod check;
mod elements;
mod export;
mod items;
mod lists;
mod mapping;
mod quarter;
mod record;
mod rows;
mod tables;

#[cfg(test)]
mod tests;

pub use check::{Wrong, check, goes_with};
pub use elements::{BadElements, Elements, SHIPPED as SHIPPED_ELEMENTS};
pub use export::{Export, Unmapped, export};
pub use items::{Item, Section};
pub use lists::{Code, ListId, Value};
pub use mapping::{AREA, BadMapping, Mapping, Mistake, STANDARD, blank as blank_mapping};
pub use quarter::{NoQuarter, Quarter, Trigger, triggers};
pub use record::{Case, DutySection, FinalDuty, Member, Missing, Placement, Review, missing};
pub use rows::{Held, held};
pub use tables::{Table, TableRow, tables, tables_as_csv};
