//! What tests stand on: fresh databases of both kinds, and a file to try things on.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop where it stands")]

mod databases;
mod notify;
mod sample;
mod world;

pub use databases::{Database, databases, fresh_postgres, fresh_sqlite};
pub use notify::{FakeNotify, Taken, Trouble};
pub use sample::{Sample, at};
pub use world::{CALLBACK_TOKEN, InTray, PASSWORD, World, a_disclosure, account, body, officer, team};
