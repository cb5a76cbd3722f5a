//! The screen: what lettings officers use. It knows the tree, sealed cards and vacancies, and has no address of anybody protected to leak.
//!
//! Officers ask no questions here; they get lists. A list is the same all cycle, a person on a card gets one home in 28 days, and every
//! answer that is not a home is the same bytes. Whatever goes wrong, the answer is [`Answer::NotAvailable`].

mod answer;
mod detection;
mod journal;
mod list;
mod offers;
mod propose;
mod store;
mod surface;

pub use answer::{Answer, Tick};
pub use detection::{ALARM, Watch, Wish};
pub use journal::{Entry, Journal, OutcomeClass};
pub use list::{Application, Member, Pace, Uprn, Vacancy};
pub use offers::{Offer, OfferState, Withdrawn};
pub use propose::{Budgets, Proposal};
pub use store::{CardStore, Fault, MemoryCards};
pub use surface::{Alert, Screen, ScreenKeys};
