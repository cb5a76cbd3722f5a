//! What leaves the house: that it was checked, that it was sent, and whether it arrived.

use super::super::choices::{Channel, DataItem, Delivery, LetterPart, SendingReason};
use super::super::kind::kinds;
use super::super::when::When;
use super::super::who::Who;
use crate::ids::{FactId, OfficerId, PersonId, TeamId};
use crate::private::{Narrative, Sealed};

kinds! {
    /// Holdfast has looked through something that is to leave for everything that is sealed in the file. Written before the answer is given.
    OutgoingChecked "outgoing-checked" {
        /// Who had it checked.
        officer: OfficerId,
        /// SHA-256 of the final bytes, in hexadecimal. What has another hash has not been checked.
        content: String,
        /// How many protected details were found in it that may not be told.
        found: u32,
        /// How many parts of it could not be looked into.
        unread: u32,
    }
    /// A message to somebody in the file, one recipient, has been put into the post.
    MessageSent "message-sent" {
        /// Its id in the outbox, by which the carrier knows it; left out in stories.
        message: Option<String>,
        /// To whom.
        to: Who,
        /// By which channel.
        channel: Channel,
        /// The fact that holds the number or the address.
        contact: Option<FactId>,
        /// SHA-256 of what was sent, in hexadecimal; left out in stories.
        content: Option<String>,
        /// What was left out of it for this recipient.
        #[serde(default)]
        withheld: Vec<DataItem>,
        /// By which team.
        by: Option<TeamId>,
        /// The decision of the sending gate by which it leaves; left out in stories.
        decided: Option<FactId>,
    }
    /// A letter that may leave waits to be printed and posted. The gate decides about it again when it is printed, and when it is posted.
    LetterReady "letter-ready" {
        /// Who wrote it.
        officer: OfficerId,
        /// To whom.
        to: Who,
        /// The entry that holds the address; left out where it is given here.
        contact: Option<FactId>,
        /// The address, where it is given by hand.
        address: Option<Sealed<Narrative>>,
        /// The words, as they are to leave.
        words: Sealed<Narrative>,
        /// SHA-256 of the letter, in hexadecimal. Nothing else may be printed.
        content: String,
        /// By which team.
        by: Option<TeamId>,
        /// The decision of the sending gate by which it may leave.
        decided: FactId,
        /// What a letter made from a template tells of: a decision, the start or the end of a duty, an offer.
        about: Option<FactId>,
        /// The template that it was made from.
        template: Option<String>,
        /// What a letter made from a template gives her.
        #[serde(default)]
        gives: Vec<LetterPart>,
    }
    /// A letter has been shown to be printed. From then on it is on paper.
    LetterPrinted "letter-printed" {
        /// Which.
        letter: FactId,
        /// By whom.
        officer: OfficerId,
        /// SHA-256 of the file that was printed, in hexadecimal, where it was typeset.
        pdf: Option<String>,
    }
    /// Something that was on its way has been stopped: the gate decided again, and it may not leave any more.
    SendingStopped "sending-stopped" {
        /// The message or the letter.
        of: FactId,
        /// Why.
        #[serde(default)]
        because: Vec<SendingReason>,
    }
    /// The carrier says what became of a message. Where it could not be delivered for good, its number or address is no longer safe to use.
    DeliveryReported "delivery-reported" {
        /// Which message: the fact that it was sent.
        message: FactId,
        /// What became of it.
        outcome: Delivery,
        /// When, by the carrier's account.
        when: Option<When>,
    }
    /// A letter came back: nobody of that name, or nobody there. The address is no longer safe to use.
    LetterReturned "letter-returned" {
        /// Which letter, where Holdfast sent it.
        message: Option<FactId>,
        /// The fact that holds the address.
        contact: Option<FactId>,
        /// To whom it was written.
        person: Option<PersonId>,
        /// Which team had it back.
        by: Option<TeamId>,
    }
}
