//! The sending gate: whether something may leave, to one recipient, by one channel.
//!
//! The gate sees no words and no values. It sees who is to get something and how, what the officer says is in it, and what the ledger found in
//! it when it looked through the very bytes. It answers with a [`Decision`]: send, wait for a second person, or refused with what is possible
//! instead. Whoever sends records that decision as a fact, whichever way it goes.
//!
//! Source: Ombudsman 20 007 812 (a plan with her number in it, sent to the man she fled); Homelessness Code of Guidance chapter 21.
//!
//! Next door: what she asked to be kept (`confidentiality`); how she can be reached (`safe_contact`).

mod content;
mod leaving;
mod recipients;
mod rules;
#[cfg(test)]
mod tests;
mod wordings;

use jiff::civil::Date;
pub use leaving::{Again, LeavesNow, MayLeave, Rechecked, decide_again};
pub use recipients::{is_family, is_frozen};
pub use rules::{POST_IT, RULES};
pub use wordings::{SUBJECT, Wording};

use crate::facts::{Channel, DataItem, LetterPart, SendingAsked, SendingDecided, SendingReason, Who};
use crate::file::CaseFile;
use crate::ids::{FactId, PersonId};
use crate::obligations::Standards;

/// Something that is to leave, without its words. Always for one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// To whom.
    pub recipient: Who,
    /// By which channel: a letter, an e-mail or a text message.
    pub channel: Channel,
    /// The entry that holds the number or the address; none where it is given by hand.
    pub contact: Option<FactId>,
    /// What the officer says is in it.
    pub items: Vec<DataItem>,
    /// Whether its words are one of [`Wording`] and nothing else.
    pub is_content_free: bool,
    /// Whether the officer asks that what was found in it may go all the same. That takes a second person, and never works for the alleged
    /// perpetrator's side or for what is marked.
    pub in_spite_of_hits: bool,
    /// What was found wanting in it before anybody weighed it: a part that cannot be looked into, no address that it could go to.
    pub wanting: Vec<SendingReason>,
}

/// What a letter that is made from a template tells of, and what it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The fact that it tells of.
    pub about: FactId,
    /// The template.
    pub template: String,
    /// What it gives.
    pub gives: Vec<LetterPart>,
}

impl Telling {
    fn of(about: Option<FactId>, template: Option<&String>, gives: &[LetterPart]) -> Option<Self> {
        Some(Self { about: about?, template: template?.clone(), gives: gives.to_vec() })
    }

    /// What a second person was asked to read tells of.
    pub fn asked(it: &SendingAsked) -> Option<Self> {
        Self::of(it.about, it.template.as_ref(), &it.gives)
    }

    /// What a decision of the gate lets tell.
    pub fn decided(it: &SendingDecided) -> Option<Self> {
        Self::of(it.about, it.template.as_ref(), &it.gives)
    }
}

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// An address or a part of one.
    Address,
    /// Somebody's name.
    Name,
    /// Something else that is sealed.
    Other,
}

impl Found {
    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Phone => "a telephone number",
            Self::Email => "an e-mail address",
            Self::Address => "an address, or a part of one",
            Self::Name => "a name",
            Self::Other => "something that is sealed",
        }
    }
}

/// Something sealed that stands in what is to leave, as the ledger's scan tells it: which, and never what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitSummary {
    /// The fact that holds it.
    pub fact: FactId,
    /// The field of it.
    pub field: String,
    /// What kind of thing it is.
    pub found: Found,
    /// Whose it is, where it is somebody's.
    pub whose: Option<PersonId>,
    /// Whether it is more than a part that many share: a first name, the first half of a postcode.
    pub sure: bool,
}

/// Whether something may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// It may.
    Send,
    /// It may, once a second person, who is not the author, has read it and agrees.
    NeedsSecond {
        /// Why.
        why: Vec<SendingReason>,
    },
    /// It may not.
    Refused {
        /// Why.
        because: Vec<SendingReason>,
        /// What is possible instead, in words for the officer.
        instead: Vec<String>,
    },
}

/// What the gate decided, with what this recipient may not be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Whether it may leave.
    pub gate: Gate,
    /// What is withheld from this recipient, each with why.
    pub withheld: Vec<(DataItem, SendingReason)>,
}

/// What stands against it so far.
#[derive(Default)]
struct Weighing {
    because: Vec<SendingReason>,
    instead: Vec<String>,
    second: Vec<SendingReason>,
}

impl Weighing {
    fn refuse(&mut self, reason: SendingReason, instead: impl Into<String>) {
        let instead = instead.into();
        if !self.because.contains(&reason) {
            self.because.push(reason);
        }
        if !self.instead.contains(&instead) {
            self.instead.push(instead);
        }
    }

    fn ask_a_second(&mut self, reason: SendingReason) {
        if !self.second.contains(&reason) {
            self.second.push(reason);
        }
    }
}

/// Decides about one thing for one recipient. It is decided again when a second person agrees, and again when it leaves.
pub fn decide_sending(file: &CaseFile, standards: &Standards, outgoing: &Outgoing, hits: &[HitSummary], today: Date) -> Decision {
    let mut weighing = Weighing::default();
    for reason in &outgoing.wanting {
        weighing.refuse(*reason, wanting(*reason));
    }
    recipients::weigh(file, standards, outgoing, today, &mut weighing);
    let withheld = content::weigh(file, outgoing, hits, &mut weighing);
    let Weighing { because, instead, second } = weighing;
    let gate = if !because.is_empty() {
        Gate::Refused { because, instead }
    } else if !second.is_empty() {
        Gate::NeedsSecond { why: second }
    } else {
        Gate::Send
    };
    Decision { gate, withheld }
}

/// What is possible where something is wanting.
const fn wanting(reason: SendingReason) -> &'static str {
    match reason {
        SendingReason::NoAddress => {
            "Give one number or one e-mail address and nothing else beside it. Where it stands in the file, correct the entry there."
        }
        SendingReason::NotReadable => "Take out what cannot be read: a picture, a file or coded text.",
        _ => "Put right what is wanting, and send it again.",
    }
}
