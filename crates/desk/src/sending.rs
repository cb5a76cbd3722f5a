//! Sending: looked through, decided, recorded and put on its way in one transaction. A second person, letters, and what becomes of what was
//! stopped.

mod letters;

use access::{CheckOutgoing, GiveLeave, Permit, Purpose, Records, house, is_hidden_from};
use casefile::calendar::london_date;
use casefile::commands::{AgreeSending, AskSending, Command, Refusal};
use casefile::confidentiality::Guarding;
use casefile::facts::{
    Channel, ContactWay, DataItem, LetterReady, MessageSent, NewFact, ObligationReassigned, RuleRef, Rung, SendingAsked,
    SendingDecided, SendingOutcome, SendingReason, Who,
};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId, OfficerId, PersonId, TeamId};
use casefile::private::{Narrative, Sealed, Unprinted};
use casefile::safe_contact::SafeContact;
use casefile::sending::{Decision, Found, Gate, HitSummary, MayLeave, Outgoing, Rechecked, Telling};
use jiff::Timestamp;
use ledger::{Allowed, Checked, Message, Once, Outward, Tx};
use serde::{Deserialize, Serialize};

use crate::act::Done;
use crate::{CannotAct, Desk, House};

pub use letters::Paper;

/// How often something is tried again where another writer was quicker.
const TRIES: u32 = 6;
/// How far back it is looked whether a second person has had the words read out.
const LOOKS: u32 = 500;
/// Notices leave in batches, so that the minute of a notice says nothing about the minute of an event.
const BATCH: i64 = 15 * 60;
/// How often an officer may have words of their own looked through in an hour: the answer says what kind of thing was found, so that whoever
/// could ask without end could guess what is sealed. The agreed words are never counted: she can always be asked to ring.
const AT_MOST: u32 = 60;
const SECOND_PERSON: &str = "SEND-second-person";
const NOT_ARRIVED: &str = "SEND-not-arrived";

/// Something that an officer wants to send to one recipient.
#[derive(Debug, Clone)]
pub struct ToSend {
    /// To whom.
    pub to: Who,
    /// By which channel: a text message, an e-mail or a letter.
    pub channel: Channel,
    /// The number or address, where it is given by hand; else the recipient's safe one by this channel.
    pub address: Option<Unprinted>,
    /// What the officer says is in it.
    pub items: Vec<DataItem>,
    /// The words.
    pub words: Unprinted,
    /// Why it has to go in spite of what is found in it, where that is asked for.
    pub in_spite: Option<Sealed<Narrative>>,
    /// What it tells of, where it is a letter that was made from a template.
    pub telling: Option<Telling>,
}

/// What the gate answered. The same again where the same form is sent again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What was recorded.
    pub done: Done,
    /// What was decided.
    pub outcome: SendingOutcome,
    /// Why not, or why a second person is needed.
    pub because: Vec<SendingReason>,
    /// What is possible instead.
    pub instead: Vec<String>,
    /// What is withheld from this recipient, each with why.
    pub withheld: Vec<(DataItem, SendingReason)>,
    /// What was found in it that belongs to somebody else: what kind of thing, and whose.
    pub found: Vec<(Found, Option<PersonId>)>,
    /// What there is on the file now: the message, the letter, what a second person is asked, or the decision.
    pub now: FactId,
    /// Who is asked to read it, where somebody is.
    pub second: Option<OfficerId>,
}

/// What the gate is told of something, and what it decided.
struct Weighed {
    hits: Vec<HitSummary>,
    content: String,
    wanting: Vec<SendingReason>,
}

impl Desk {
    /// Sends something to one recipient, if the gate lets it: it is looked through, decided about, recorded and put on its way in one
    /// transaction. A refusal is recorded too, and is an answer, not an error.
    /// # Errors
    /// No such file, not their role, nothing in it, or the ledger could not keep it: then nothing was recorded and nothing leaves.
    pub async fn send(&self, file: FileId, what: &ToSend, key: Option<&str>) -> Result<Answer, CannotAct> {
        let mut tries = 1;
        loop {
            match self.try_send(file, what, key).await {
                Err(problem) if problem.may_pass() && tries < TRIES => tries += 1,
                other => return other,
            }
        }
    }

    async fn try_send(&self, file: FileId, what: &ToSend, key: Option<&str>) -> Result<Answer, CannotAct> {
        let now = self.house.now();
        let directory = self.house.directory().await?;
        let mut tx = self.house.ledger().begin(AskSending::NAME).await?;
        let guard = tx.guard(file).await?;
        let permit = access::permit::<CheckOutgoing>(&self.asking(Purpose::Casework), guard.as_ref())?;
        let key = key.map(|key| format!("{} {file} {key}", AskSending::NAME));
        if let Some(answer) = self.answered_before(&mut tx, key.as_deref(), now).await? {
            tx.commit().await?;
            return Ok(answer);
        }
        if what.words.shown().trim().is_empty() {
            return Err(Refusal::because("There is nothing in it: write what is to be sent.").into());
        }
        let outward = Outward::new(what.channel, what.words.clone(), what.address.clone());
        if !outward.is_content_free() && self.does_too_often(&mut tx, "have looked through", AT_MOST, now).await? {
            tx.commit().await?; // the attempt counts, though nothing else is kept
            let refusal = Refusal::because(
                "You have had more looked through in the last hour than anybody writes, so nothing was looked through or sent.",
            );
            return Err(refusal
                .instead("Wait an hour, or ask a colleague to write it. The agreed words to her leave at any time.")
                .into());
        }
        let folded = tx.file(&permit).await?;
        let contact = self.contact_for(&folded, what, now);
        let weighed = self.weigh(&mut tx, &permit, self.officer.id, what.to, contact, &outward, now).await?;
        let command = AskSending {
            outgoing: Outgoing {
                recipient: what.to,
                channel: what.channel,
                contact,
                items: what.items.clone(),
                is_content_free: outward.is_content_free(),
                in_spite_of_hits: what.in_spite.is_some(),
                wanting: weighed.wanting,
            },
            hits: weighed.hits,
            content: weighed.content,
            words: Sealed::new(what.words.shown()),
            address: what.address.as_ref().map(|address| Sealed::new(address.shown())),
            why: what.in_spite.clone(),
            telling: what.telling.clone(),
        };
        let folded = tx.file(&permit).await?;
        let standards = self.house.ledger().standards();
        let context = self.context(now, &standards);
        let decision = command.decision(&folded, &context);
        let facts = command.decide(&folded, &context)?;
        let appended = tx.append(&permit, facts, now, None).await?;
        let mut answer = answer(file, &appended, &decision, &command.hits, what.to)?;
        match answer.outcome {
            SendingOutcome::MayLeave => {
                let may = MayLeave::of(&appended.file, answer.now).ok_or(CannotAct::NoSuchFile)?;
                answer.now = tx.send_message(&permit, &may, &outward, Some(self.officer.team), now).await?;
            }
            SendingOutcome::WaitsForSecond => {
                let asked = appended.facts.iter().find(|fact| fact.is::<SendingAsked>().is_some());
                answer.now = asked.map(|fact| fact.id).ok_or(CannotAct::NoSuchFile)?;
                let ask = |rung| self.second_person(&directory, &appended.file, rung, now);
                let rungs = [Rung::Manager, Rung::DutyManager, Rung::Lead, Rung::Director];
                answer.second = rungs.into_iter().find_map(ask);
                if let Some(second) = answer.second {
                    give(&mut tx, file, SECOND_PERSON, answer.now, second, now).await?;
                }
            }
            SendingOutcome::Refused | SendingOutcome::Declined => {}
        }
        self.keep_answer(&mut tx, key.as_deref(), &answer).await?;
        tx.commit().await?;
        tracing::info!(command = AskSending::NAME, outcome = answer.outcome.code(), "the sending gate has decided");
        Ok(answer)
    }

    /// A second person answers: what was asked leaves, or does not. They have had the words read out before, and the gate decides again.
    /// # Errors
    /// No such file, not their role, they wrote it, they have not read it, somebody has answered; or the ledger could not keep it.
    pub async fn agree_sending(
        &self,
        file: FileId,
        asked: FactId,
        agrees: bool,
        why: Sealed<Narrative>,
        key: Option<&str>,
    ) -> Result<Answer, CannotAct> {
        let now = self.house.now();
        let mut tx = self.house.ledger().begin(AgreeSending::NAME).await?;
        let guard = tx.guard(file).await?;
        let permit = access::permit::<GiveLeave>(&self.asking(Purpose::Casework), guard.as_ref())?;
        let key = key.map(|key| format!("{} {file} {asked} {key}", AgreeSending::NAME));
        if let Some(answer) = self.answered_before(&mut tx, key.as_deref(), now).await? {
            tx.commit().await?;
            return Ok(answer);
        }
        let folded = tx.file(&permit).await?;
        let it = folded.fact(asked).and_then(|fact| fact.is::<SendingAsked>()).cloned().ok_or(CannotAct::NoSuchFile)?;
        if agrees && it.officer != self.officer.id && !self.has_read(&mut tx, &permit, asked).await? {
            return Err(Refusal::because("You have not read it yet: nobody agrees to words that they have not seen.")
                .instead("Press “Show” beside the words, read them, and decide then.")
                .into());
        }
        let outward = tx.outward(&permit, asked).await?;
        let weighed = self.weigh(&mut tx, &permit, self.officer.id, it.to, it.contact, &outward, now).await?;
        let command = AgreeSending { asked, agrees, hits: weighed.hits, content: weighed.content, wanting: weighed.wanting, why };
        let folded = tx.file(&permit).await?;
        let standards = self.house.ledger().standards();
        let context = self.context(now, &standards);
        let decision = command.decision(&folded, &context);
        let facts = command.decide(&folded, &context)?;
        let appended = tx.append(&permit, facts, now, None).await?;
        let decision = decision.ok_or(CannotAct::NoSuchFile)?;
        let mut answer = answer(file, &appended, &decision, &command.hits, it.to)?;
        if let Some(may) = MayLeave::of(&appended.file, answer.now) {
            answer.now = tx.send_message(&permit, &may, &outward, it.by, now).await?;
        }
        self.keep_answer(&mut tx, key.as_deref(), &answer).await?;
        tx.commit().await?;
        tracing::info!(command = AgreeSending::NAME, outcome = answer.outcome.code(), "a second person has answered");
        Ok(answer)
    }

    /// The entry that holds the recipient's safe number or address by a channel, where it is not given by hand.
    fn contact_for(&self, file: &CaseFile, what: &ToSend, now: Timestamp) -> Option<FactId> {
        let (Who::Person(person), None, Some(way)) = (what.to, &what.address, way_of(what.channel)) else { return None };
        let standards = self.house.ledger().standards();
        SafeContact::of(file, &standards, london_date(now)).reaching(person, way).map(|point| point.fact.id)
    }

    #[expect(clippy::too_many_arguments, reason = "each is one part of what the gate weighs")]
    async fn weigh<A: Records>(
        &self,
        tx: &mut Tx,
        permit: &Permit<A>,
        officer: OfficerId,
        to: Who,
        contact: Option<FactId>,
        outward: &Outward,
        now: Timestamp,
    ) -> Result<Weighed, CannotAct> {
        let folded = tx.file(permit).await?;
        // Where nobody confirmed a way to somebody, the gate says so; that there is no number is no news then.
        let may_be_unknown = to.person().is_some_and(|person| !folded.people().may_tell_him(person)) && contact.is_none();
        let mut wanting = Vec::new();
        if !may_be_unknown && !tx.has_address(permit, contact, outward, now).await? {
            wanting.push(SendingReason::NoAddress);
        }
        let checked = tx.check(permit, officer, &outward.parts(), &own(to), now).await?;
        wanting.extend(unread(&checked));
        Ok(Weighed { hits: checked.for_the_gate(), content: checked.content, wanting })
    }

    /// Whether this officer has had the words read out that they are asked about.
    async fn has_read(&self, tx: &mut Tx, permit: &Permit<GiveLeave>, asked: FactId) -> Result<bool, CannotAct> {
        let looks = tx.looks(permit, None, LOOKS).await?;
        Ok(looks.iter().any(|look| look.officer == self.officer.id && look.at == asked && look.field == "words"))
    }

    /// Who is asked to read it: somebody on this rung of the officer's own body who may know of the file, and is not the author.
    fn second_person(&self, directory: &crate::Directory, file: &CaseFile, rung: Rung, now: Timestamp) -> Option<OfficerId> {
        let (guarding, today) = (Guarding::of(file), london_date(now));
        let may_know = |officer: &crate::Account| {
            officer.id != self.officer.id
                && crate::standing(officer.role) > Rung::Owner
                && !is_hidden_from(&officer.officer(), &guarding, today)
        };
        directory.on_rung(self.officer.team, None, rung, today, may_know).first().copied()
    }

    async fn answered_before(&self, tx: &mut Tx, key: Option<&str>, now: Timestamp) -> Result<Option<Answer>, CannotAct> {
        let Some(key) = key else { return Ok(None) };
        Ok(match tx.once(key, self.officer.id, now).await? {
            Once::Fresh => None,
            Once::Done(kept) => serde_json::from_value::<Answer>(kept)
                .ok()
                .map(|answer| Answer { done: Done { before: true, ..answer.done.clone() }, ..answer }),
        })
    }

    async fn keep_answer(&self, tx: &mut Tx, key: Option<&str>, answer: &Answer) -> Result<(), CannotAct> {
        let Some(key) = key else { return Ok(()) };
        Ok(tx.remember(key, self.officer.id, &serde_json::to_value(answer).unwrap_or_default()).await?)
    }
}

/// What the recipient may know, because it is theirs.
fn own(to: Who) -> Vec<Allowed> {
    to.person().map(Allowed::Of).into_iter().collect()
}

fn unread(checked: &Checked) -> Option<SendingReason> {
    (!checked.unread.is_empty()).then_some(SendingReason::NotReadable)
}

const fn way_of(channel: Channel) -> Option<ContactWay> {
    match channel {
        Channel::Letter => Some(ContactWay::Post),
        Channel::Email => Some(ContactWay::Email),
        Channel::Text => Some(ContactWay::Text),
        _ => None,
    }
}

/// What was decided, as it is told.
fn answer(
    file: FileId,
    appended: &ledger::Appended,
    decision: &Decision,
    hits: &[HitSummary],
    to: Who,
) -> Result<Answer, CannotAct> {
    let decided = appended.facts.iter().find_map(|fact| Some((fact.id, fact.is::<SendingDecided>()?)));
    let (id, it) = decided.ok_or(CannotAct::NoSuchFile)?;
    let instead = match &decision.gate {
        Gate::Refused { instead, .. } => instead.clone(),
        Gate::Send | Gate::NeedsSecond { .. } => Vec::new(),
    };
    let others = hits.iter().filter(|hit| hit.found != Found::Name && (hit.whose.is_none() || hit.whose != to.person()));
    let mut found: Vec<(Found, Option<PersonId>)> = others.map(|hit| (hit.found, hit.whose)).collect();
    found.dedup();
    Ok(Answer {
        done: Done { file, facts: appended.facts.iter().map(|fact| fact.id).collect(), seq: appended.seq, before: false },
        outcome: it.outcome,
        because: it.because.clone(),
        instead,
        withheld: decision.withheld.clone(),
        found,
        now: id,
        second: None,
    })
}

/// Has something that is on its way looked through once more, for the gate to decide again.
pub(crate) async fn recheck<A: Records>(
    tx: &mut Tx,
    permit: &Permit<A>,
    file: &CaseFile,
    of: FactId,
    outward: &Outward,
    now: Timestamp,
) -> Result<Rechecked, CannotAct> {
    let decided = decision_of(file, of);
    let to = decided.map(|it| own(it.to)).unwrap_or_default();
    // By the author where the clock has it checked: it is their message.
    let officer = permit.officer().or(decided.map(|it| it.officer)).ok_or(CannotAct::NoSuchFile)?;
    let contact = decided.and_then(|it| it.contact);
    let mut wanting = Vec::new();
    if contact.is_none() && !tx.has_address(permit, None, outward, now).await? {
        wanting.push(SendingReason::NoAddress);
    }
    let checked = tx.check(permit, officer, &outward.parts(), &to, now).await?;
    wanting.extend(unread(&checked));
    Ok(Rechecked { hits: checked.for_the_gate(), content: checked.content, wanting, is_content_free: outward.is_content_free() })
}

/// The decision by which something leaves.
fn decision_of(file: &CaseFile, of: FactId) -> Option<&SendingDecided> {
    let fact = file.fact(of)?;
    let decided = fact.is::<MessageSent>().and_then(|it| it.decided).or_else(|| Some(fact.is::<LetterReady>()?.decided));
    file.fact(decided?)?.is()
}

/// Gives an obligation to somebody by name, who is told that work is waiting.
async fn give(
    tx: &mut Tx,
    file: FileId,
    rule: &str,
    raised_by: FactId,
    officer: OfficerId,
    now: Timestamp,
) -> Result<(), CannotAct> {
    let body = ObligationReassigned { rule: RuleRef(rule.to_owned()), raised_by, officer, why: None };
    tx.append(&house::clock(file), vec![NewFact::new(london_date(now), body)], now, None).await?;
    let at = (now.as_second().div_euclid(BATCH) + 1) * BATCH;
    let due = Timestamp::from_second(at).unwrap_or(now);
    Ok(tx.post(&Message::WorkWaiting { officer }, due, Some(&format!("work waiting {officer} {at}"))).await?)
}

/// What did not reach its recipient falls to whoever wrote it, by name; to somebody above them where they have gone, are away, or may not know of
/// the file any more.
pub(crate) async fn give_to_author(
    house: &House,
    tx: &mut Tx,
    file: FileId,
    of: FactId,
    raised_by: FactId,
    now: Timestamp,
) -> Result<(), CannotAct> {
    let folded = tx.file(&house::clock(file)).await?;
    let author = decision_of(&folded, of).map(|it| it.officer);
    let team = sent_by(&folded, of).or_else(|| folded.lead());
    let (Some(team), guarding, today) = (team, Guarding::of(&folded), london_date(now)) else { return Ok(()) };
    let directory = house.directory().await?;
    let may_know = |officer: &crate::Account| !is_hidden_from(&officer.officer(), &guarding, today);
    match directory.on_rung(team, author, Rung::Owner, today, may_know).first() {
        Some(&officer) => give(tx, file, NOT_ARRIVED, raised_by, officer, now).await,
        None => Ok(()),
    }
}

fn sent_by(file: &CaseFile, of: FactId) -> Option<TeamId> {
    let fact = file.fact(of)?;
    fact.is::<MessageSent>().and_then(|it| it.by).or_else(|| fact.is::<LetterReady>()?.by)
}
