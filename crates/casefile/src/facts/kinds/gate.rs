//! The sending gate: what was asked to leave, and what was decided about it. Never a value, and no words but sealed ones.

use super::super::choices::{Channel, DataItem, LetterPart, SendingOutcome, SendingReason};
use super::super::kind::kinds;
use super::super::who::Who;
use crate::ids::{FactId, OfficerId, TeamId};
use crate::private::{Narrative, Sealed};

kinds! {
    /// Something is to leave that a second person has to read first. It leaves only if they agree.
    SendingAsked "sending-asked" {
        /// Who wrote it.
        officer: OfficerId,
        /// To whom it is to go: one recipient.
        to: Who,
        /// By which channel.
        channel: Channel,
        /// The entry that holds the number or the address; left out where it is given here.
        contact: Option<FactId>,
        /// The number or the address, where it is given by hand.
        address: Option<Sealed<Narrative>>,
        /// What is in it.
        #[serde(default)]
        items: Vec<DataItem>,
        /// Whether its words are from the list of those that tell nothing.
        #[serde(default)]
        content_free: bool,
        /// Whether what was found in it is to go all the same.
        #[serde(default)]
        in_spite_of_hits: bool,
        /// SHA-256 of the final bytes, in hexadecimal. Only these may leave.
        content: String,
        /// The words, as they are to leave.
        words: Sealed<Narrative>,
        /// Why it has to go, where something was found in it.
        why: Option<Sealed<Narrative>>,
        /// The team of whoever wrote it.
        by: Option<TeamId>,
        /// What a letter made from a template tells of: a decision, the start or the end of a duty, an offer.
        about: Option<FactId>,
        /// The template that it was made from.
        template: Option<String>,
        /// What a letter made from a template gives her.
        #[serde(default)]
        gives: Vec<LetterPart>,
    }
    /// The sending gate has decided about one thing for one recipient.
    SendingDecided "sending-decided" {
        /// Who wanted to send it.
        officer: OfficerId,
        /// To whom.
        to: Who,
        /// By which channel.
        channel: Channel,
        /// The entry that holds the number or the address.
        contact: Option<FactId>,
        /// What was decided.
        outcome: SendingOutcome,
        /// Why it may not leave, or why a second person is needed.
        #[serde(default)]
        because: Vec<SendingReason>,
        /// What is in it, as whoever wrote it says.
        #[serde(default)]
        items: Vec<DataItem>,
        /// What is withheld from this recipient because she asked.
        #[serde(default)]
        kept: Vec<DataItem>,
        /// What is withheld because it leads to her, whether or not she asked.
        #[serde(default)]
        withheld: Vec<DataItem>,
        /// SHA-256 of the final bytes, in hexadecimal. The decision is about these and no others.
        content: String,
        /// What a second person was asked to read, where one was.
        asked: Option<FactId>,
        /// The second person.
        second: Option<OfficerId>,
        /// What the second person says.
        why: Option<Sealed<Narrative>>,
        /// What a letter made from a template tells of: a decision, the start or the end of a duty, an offer.
        about: Option<FactId>,
        /// The template that it was made from.
        template: Option<String>,
        /// What a letter made from a template gives her.
        #[serde(default)]
        gives: Vec<LetterPart>,
    }
}
