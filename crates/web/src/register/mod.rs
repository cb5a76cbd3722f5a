//! The housing register: an application in a file, how the register works here, the panel, homes to let and who comes next.

pub mod application;
pub mod assess;
pub mod decide;
pub mod handlers;
pub mod keep_home;
pub mod letting;
pub mod scheme;
pub mod shortlist;
pub mod steps;
pub mod views;
