//! Is this home safe for her, without telling where she lives?
//!
//! A council that houses somebody who is said to have abused his partner has to keep him away from her. The obvious way is a check: *is this
//! address within a kilometre of hers?* It is a trap. Twenty such questions leave one home, and so does a year of watching which homes he is
//! never offered. Whatever is asked must be answered as if he heard the answer, because somebody may tell him.
//!
//! # The idea
//!
//! Answers depend on her address through one thing only: a **zone** of thousands of homes, from one tree of zones that is the same for every
//! person, every case, every question and every year ([`zones`]). A home is refused if it lies within reach of her zone: the distance that is
//! meant, and a margin for errors. Whoever asks everything learns the zone, and nothing more; a hundred of them together learn no more.
//!
//! ```text
//!        addresses                      no addresses
//!   ┌──────────────────┐  cards   ┌───────────────────────┐
//!   │ vault            │ ───────▶ │ screen                │ ──▶ lists of homes for officers
//!   │ places, cases    │  sealed  │ tree, cards, vacancies│     one body for every no
//!   └──────────────────┘ one way  └───────────────────────┘
//! ```
//!
//! The [`vault`] compiles a **card** for everybody who is kept away from somebody: zones with a reach. The [`screen`] has cards and vacancies,
//! and no address to leak; that it cannot name one is shown by the compiler, which builds it without the vault in `tests/walls.rs`.
//!
//! # The guarantee
//!
//! * **Safe.** Let the recorded positions be off by at most the margin together. Then a home truly nearer than the distance is refused. Her
//!   recorded place lies in the rectangle of its zone, so the rectangle is no farther from the recorded home than her place is; and
//!   everything else on a card only adds refusals. Decided in whole numbers, without rounding.
//! * **Silent.** If every place in one world lies in the same zone as in another, and the companions are the same, then every transcript of
//!   every strategy is the same, byte for byte.
//! * **Together no more than alone.** Zones depend on the place, companions on her: twenty observers hold one view.
//! * **For years.** Nodes are nested or apart, and whatever is shown at a level is a partition; so all that was ever shown of somebody who
//!   stays where she is meets in the smallest zone of it, which met the floors.
//!
//! What it does not do is hide her from somebody who walks the streets of a whole zone, or waits at one of two schools.
//!
//! # An example
//!
//! ```
//! use screening::cards::{Day, PersonId};
//! use screening::made::Region;
//! use screening::screen::{Answer, Application, Member, MemoryCards, Screen, Uprn, Vacancy};
//! use screening::vault::{Kind, NewCase, Place, Profile, Vault, Whereabouts};
//! use screening::zones::{Floors, Level, ZoneTree};
//!
//! // A tree, once, from every dwelling of the council and its neighbours. Here the dwellings are invented.
//! let region = Region::made(1, 100);
//! let mut tree = ZoneTree::build(&region.homes, &region.schools, Floors::DEFAULT)?;
//! tree.fix_laws(&region.homes, &region.schools);
//!
//! // On one side of the wall: a case with an address. Its position is good to 10 m.
//! let (mut vault, keys) = Vault::new(tree.clone(), &[7; 32])?;
//! let (she, he, today) = (PersonId(1), PersonId(2), Day(0));
//! let hers = region.homes[4_000].at;
//! let home = Place::at(Kind::Home, Whereabouts::pinned(hers, 100).ok_or("too rough a position")?, today);
//! let (level, profile) = (Level::Standard, Profile::DEFAULT);
//! vault.open_case(NewCase { victim: she, alleged: vec![he], places: vec![home], reserve: Vec::new(), level, profile });
//!
//! // On the other: cards and vacancies.
//! let screen = Screen::new(tree, keys, MemoryCards::default());
//! for (person, card) in vault.feed() {
//!     screen.receive(person, &card, today);
//! }
//! let him = Application { members: vec![Member { person: he, flagged: true }] };
//! let next_door = Vacancy { home: Uprn(99), at: Some(hers), entered_by: 12 };
//! assert!(screen.list(&him, today, &[next_door], &|_| true).is_empty());
//! let versions = screen.card_versions(&him);
//! assert_eq!(screen.commit_offer(&him, &next_door, &versions, today), Answer::NotAvailable);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Cost
//!
//! A tree takes n log n for n homes. A case takes the depth of the tree; a question to a card 16, 32 or 64 rectangles; a list one pass over
//! the vacancies. Who may not have a home is found by the square kilometre ([`vault::WhoIsBarred`]), so that it costs what there are zones
//! and not what there are places. Figures are in `docs/benchmarks-screening.md`.
//!
//! # The attack that ships with it
//!
//! [`attack`] breaks what can be broken: it asks everything, watches for years, lets people collude, lets homes be built and pulled down, and
//! says what is left. Beside the product it attacks two designs that are known to fail; an attack that does not break those has gone blunt.

pub mod attack;
pub mod cards;
pub mod chance;
pub mod draw;
pub mod grid;
pub mod made;
pub mod open_data;
pub mod screen;
pub mod vault;
pub mod zones;
