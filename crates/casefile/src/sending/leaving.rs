//! Leave to go. A decision that stands on the file becomes [`MayLeave`], and nothing is put into the post without it; at the moment at which
//! something goes the gate decides again, and only [`LeavesNow`] lets it.

use jiff::civil::Date;

use super::{Gate, HitSummary, Outgoing, Telling, decide_sending};
use crate::facts::{AccessRestricted, Channel, DataItem, LetterReady, MessageSent, SendingAsked, SendingDecided, SendingOutcome};
use crate::facts::{SendingReason, SendingStopped, Who};
use crate::file::CaseFile;
use crate::ids::{FactId, OfficerId};
use crate::obligations::Standards;

/// Leave for one thing to go to one recipient, once. It is made here only, out of a decision that is on the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MayLeave {
    decided: FactId,
    officer: OfficerId,
    to: Who,
    channel: Channel,
    contact: Option<FactId>,
    content: String,
    withheld: Vec<DataItem>,
    telling: Option<Telling>,
}

impl MayLeave {
    /// The leave that a decision gives. `None` where it gives none, where it is not on the file, and where it has been used.
    pub fn of(file: &CaseFile, decided: FactId) -> Option<Self> {
        let it = file.fact(decided)?.is::<SendingDecided>().filter(|it| it.outcome == SendingOutcome::MayLeave)?;
        let used = file.each::<MessageSent>().any(|(_, sent)| sent.decided == Some(decided))
            || file.each::<LetterReady>().any(|(_, letter)| letter.decided == decided);
        if used {
            return None;
        }
        Some(Self {
            decided,
            officer: it.officer,
            to: it.to,
            channel: it.channel,
            contact: it.contact,
            content: it.content.clone(),
            withheld: it.kept.iter().chain(&it.withheld).copied().collect(),
            telling: Telling::decided(it),
        })
    }

    /// The decision.
    pub const fn decided(&self) -> FactId {
        self.decided
    }

    /// Who wrote it.
    pub const fn officer(&self) -> OfficerId {
        self.officer
    }

    /// To whom.
    pub const fn to(&self) -> Who {
        self.to
    }

    /// By which channel.
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// The entry that holds the number or the address.
    pub const fn contact(&self) -> Option<FactId> {
        self.contact
    }

    /// SHA-256 of the bytes that may go, in hexadecimal.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// What is withheld from this recipient.
    pub fn withheld(&self) -> &[DataItem] {
        &self.withheld
    }

    /// What it tells of, where it is a letter that was made from a template.
    pub const fn telling(&self) -> Option<&Telling> {
        self.telling.as_ref()
    }
}

/// Leave for one thing to go at this moment: the gate has just decided again. It is made here only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeavesNow {
    of: FactId,
    decided: FactId,
}

impl LeavesNow {
    /// The message or the letter.
    pub const fn of(&self) -> FactId {
        self.of
    }

    /// The decision by which it was to leave.
    pub const fn decided(&self) -> FactId {
        self.decided
    }
}

/// What is found in something at the moment at which it is to leave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rechecked {
    /// What was found in its bytes.
    pub hits: Vec<HitSummary>,
    /// The hash of those bytes.
    pub content: String,
    /// What is found wanting in it.
    pub wanting: Vec<SendingReason>,
    /// Whether its words are one of [`super::Wording`] and nothing else.
    pub is_content_free: bool,
}

/// What the gate says at the moment at which something is to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Again {
    /// It leaves.
    Leaves(LeavesNow),
    /// It may not leave any more.
    Stays(Vec<SendingReason>),
}

/// Decides once more about a message or a letter that was allowed to leave, as the file is now. What a second person has read and agreed to stays
/// agreed; a reason that they did not know of stops it. Closing the file to all but named staff stops everything that was written before.
pub fn decide_again(file: &CaseFile, standards: &Standards, of: FactId, now: &Rechecked, today: Date) -> Again {
    let Some((id, decided)) = decision_on(file, of) else { return Again::Stays(vec![SendingReason::NotReadable]) };
    if now.content != decided.content {
        return Again::Stays(vec![SendingReason::NotReadable]);
    }
    if closed_since(file, id) {
        return Again::Stays(vec![SendingReason::Restricted]);
    }
    let asked = decided.asked.and_then(|asked| file.fact(asked)).and_then(|fact| fact.is::<SendingAsked>());
    let outgoing = Outgoing {
        recipient: decided.to,
        channel: decided.channel,
        contact: decided.contact,
        items: decided.items.clone(),
        is_content_free: now.is_content_free,
        in_spite_of_hits: asked.is_some_and(|asked| asked.in_spite_of_hits),
        wanting: now.wanting.clone(),
    };
    let leaves = || Again::Leaves(LeavesNow { of, decided: id });
    match decide_sending(file, standards, &outgoing, &now.hits, today).gate {
        Gate::Send => leaves(),
        Gate::NeedsSecond { why } if decided.second.is_some() && why.iter().all(|one| decided.because.contains(one)) => leaves(),
        Gate::NeedsSecond { why } => Again::Stays(why),
        Gate::Refused { because, .. } => Again::Stays(because),
    }
}

/// The decision by which a message or a letter leaves, while nothing has stopped it.
fn decision_on(file: &CaseFile, of: FactId) -> Option<(FactId, &SendingDecided)> {
    if file.each::<SendingStopped>().any(|(_, it)| it.of == of) {
        return None;
    }
    let fact = file.fact(of)?;
    let decided = match fact.is::<MessageSent>() {
        Some(sent) => sent.decided?,
        None => fact.is::<LetterReady>()?.decided,
    };
    let it = file.fact(decided)?.is::<SendingDecided>().filter(|it| it.outcome == SendingOutcome::MayLeave)?;
    Some((decided, it))
}

/// Whether the file was closed to all but named staff after a decision.
fn closed_since(file: &CaseFile, decided: FactId) -> bool {
    let place = |id: FactId| file.history().iter().position(|fact| fact.id == id);
    let closed = file.each::<AccessRestricted>().filter(|(_, it)| it.named_only || it.hidden);
    closed.map(|(fact, _)| place(fact.id)).any(|at| at > place(decided))
}
