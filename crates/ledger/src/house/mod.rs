//! The house around the journal: the partnership, who works in it, who is signed in, and what keeps the work going.

mod accounts;
mod deliveries;
mod drafts;
mod enquiries;
mod homes;
mod idempotency;
mod leader;
mod outbox;
mod partnership;
mod requests;
mod sessions;
mod throttle;
mod vacancies;

pub(crate) use accounts::Accounts;
pub use accounts::{Account, Credential, Remembered};
pub use deliveries::Sent;
pub use enquiries::{Enquiry, Said};
pub use homes::{HomeEntry, Kept, KeptPlace};
pub use idempotency::{Once, Outcome};
pub use outbox::{Claimed, Message, Way};
pub use partnership::{BodyEntry, Partnership, TeamEntry};
pub use requests::{Urgent, UrgentRequest};
pub use sessions::{NewSession, Session};
pub use vacancies::Vacancy;
pub(crate) use vacancies::take_kept_homes;

pub(crate) const STATEMENTS: &[(&str, &[(&str, crate::store::sql::Sql)])] = &[
    ("accounts", accounts::STATEMENTS),
    ("deliveries", deliveries::STATEMENTS),
    ("drafts", drafts::STATEMENTS),
    ("enquiries", enquiries::STATEMENTS),
    ("homes", homes::STATEMENTS),
    ("idempotency", idempotency::STATEMENTS),
    ("leader", leader::STATEMENTS),
    ("outbox", outbox::STATEMENTS),
    ("partnership", partnership::STATEMENTS),
    ("requests", requests::STATEMENTS),
    ("sessions", sessions::STATEMENTS),
    ("throttle", throttle::STATEMENTS),
    ("vacancies", vacancies::STATEMENTS),
];

use uuid::Uuid;
use vault::Place;

/// The place of a secret that belongs to no file: whose it is, and which.
fn place<'a>(purpose: &'a str, whose: Uuid, which: &'a str) -> Place<'a> {
    Place { purpose, file: [0; 16], fact: whose.into_bytes(), field: which, class: "house", version: 1 }
}
