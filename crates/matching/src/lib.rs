//! Is this the same person?
//!
//! A man was rehoused near the woman who had fled from him because two records of one person were never compared. This crate compares them. Plain values
//! go in; pairs with a chance, clusters and a sentence for each come out. It knows no case file, no database and no key, learns from the lists
//! themselves, and needs no labels.
//!
//! # What it does
//!
//! * [`link`] looks for the people of a register in a feed. [`dedupe`] finds the records of one person within a list, and clusters them.
//! * [`Index`] answers who somebody is, one against many, in memory.
//! * [`lists`] does the first two with files: what `holdfast match` stands on.
//! * [`explain`] says why, in a sentence that can be checked against two records.
//!
//! ```
//! use matching::{Person, Table, Unwatched, dedupe};
//!
//! let mut table = Table::new();
//! let asha = Person { first_name: "Asha", surname: "Rahman", dob: "1990-03-02", postcode: "ZA1 2BC", ..Person::default() };
//! table.add(&asha);
//! table.add(&Person { first_name: "ASHA", surname: "Rahmann", dob: "1990-02-03", postcode: "za12bc", ..Person::default() });
//! table.add(&Person { first_name: "Karl", surname: "Weber", dob: "1980-05-05", ..Person::default() });
//! let found = dedupe(&mut table, &matching::Options::default(), &Unwatched);
//! assert_eq!(found.clusters[0].records, [0, 1]);
//! let why = matching::explain(&table, &found.learned, 0, 1);
//! assert_eq!(
//!     why,
//!     "Same given name, surname differs by a letter or two, same date of birth with day and month swapped, same postcode"
//! );
//! ```
//!
//! # How it decides
//!
//! **Evidence adds up.** Fellegi and Sunter (1969): each field of two records agrees at some *level*: the same surname, a surname a letter apart, one half
//! of a double surname, a former surname that only an e-mail address spells, another surname. How often one person shows that level, over how often two
//! strangers do, is the weight of the evidence; its logarithms add up, and with how many pairs there are of each kind they make a chance.
//!
//! **What is rare says more.** Two who share the surname Ravensworth agree in more than two who share Smith. Every agreement in a value is weighed by how
//! common that value is in these very lists; so is a telephone that a whole hostel shares. Names go by family and by fashion: how much more often strangers
//! of one surname, or born in one year, share a given name is counted too, and taken off; and where a whole name has more bearers than its halves let one
//! expect, as names of one people in one town do, it says so much less.
//!
//! **A relative is not a stranger.** The plain model knows two kinds of pair, and takes fields to be independent in each. But brothers share surname,
//! house and landline all at once, twins a birthday too, a father and a son a whole name. So there are more kinds here: one person at home, one who has
//! moved, one of whom much has changed; and against them one household, twins, parent and child of one name, relatives who live apart, strangers at one
//! address, and strangers. Each has chances of its own for each field, and the rarity of a surname speaks for relatives as much as for one person. A chance
//! is that of the first three kinds together, so it means what it says: of a hundred pairs with 0.9, about ninety are one person.
//!
//! **It learns without labels.** How often strangers agree is counted on pairs drawn at random. How often one person, or a household, agrees is learned
//! by expectation-maximisation: from starting values that hold anywhere, what the pairs seem to be by the values so far gives better values. Starting
//! values count as a few dozen pairs, so a short list is judged by experience and a long one by itself.
//!
//! **Does another record fit better?** A person of the register is one person: where two records of the feed might be him and are two people, each lowers
//! the chance of the other. Where nearly everybody stands in both lists, whoever is left over in either fits the likelier. In one list, records join into clusters, the surest first, and only where all pairs across together say so; a doubtful
//! pair that two sure ones speak for is raised, one that would tie two people together is put below the line.
//!
//! # How it is fast
//!
//! Every distinct value is kept once and known by a number, with what can be worked out about it; a record is a hundred bytes. Pairs to compare are found by
//! a union of rules (who was born on that day; who lives or has lived in that house; who has that telephone; who is called that, in any form or order, and
//! was born that year …), each a list of keys that is sorted once. A first look at eighty bytes of each record rules nine in ten pairs out; only the rest are compared
//! field by field, texts letter by letter only where nothing quicker decides. [`RuleCost`] tells what each rule looked at and found.
//!
//! Time grows with the list and with the pairs that share a key, which in towns of one kind grow as the square of the list, but slowly: 19 million at a
//! million records. Memory is about five times the size of the file.
//!
//! # The line to draw
//!
//! [`WORKING_THRESHOLD`], for one list, is 0.5: from there a pair is more likely one person than two, and that is where the harmonic mean of precision and
//! recall is at its best, or as good as. [`LINKING_THRESHOLD`], for a register and a feed, is 0.8: many of a register are in no feed at all, and at that line
//! one in a hundred of them or fewer is named, at next to no cost in what is found. [`Band`] has words for a chance; what is *likely* but below the line is
//! for somebody to look at. Where a false alarm costs still more, draw it higher.
//!
//! # What it cannot do
//!
//! Whoever changes name, date of birth, address and telephone all at once is somebody else to any such program. Identical twins of like names without
//! numbers of their own are hard for everybody. Names in scripts other than Latin, Cyrillic and Greek are compared sign by sign. Nothing here decides:
//! what follows from a match is for people.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "values are numbered in 32 bits and weighed in single precision"
)]

mod blocking;
mod comparing;
mod explaining;
mod index;
mod linking;
pub mod lists;
mod model;
mod normalising;
mod people;
mod records;

pub use blocking::RuleCost;
pub use index::{Hit, Index};
pub use linking::{
    Band, Cluster, LINKING_THRESHOLD, Learned, Options, Outcome, Pair, Stage, Unwatched, WORKING_THRESHOLD, Watch, dedupe,
    explain, link,
};
pub use people::{Details, Name, Place, Side, Simple, Staff, StaffMatcher, agreed, same_person};
pub use records::{Person, Table};
