//! A file that somebody needs in an emergency and has no tie to: opened for an hour, or passed on to whoever is on call.
//!
//! Where there is no such file, where its existence is hidden, where the officer is kept out of it, and where the path is closed to them, the same
//! is done and the same is said: the request goes to the duty manager. Only the worker finds out later which it was, and tells those who may know.

use access::{AnswerRequests, OpenSealed, Permit, Purpose, ReadFile, TakeEmergency, house_permit};
use casefile::commands::{Command as _, EndEmergency, Refusal, TakeEmergency as Take};
use casefile::confidentiality::closes_the_path;
use casefile::facts::EmergencyReason;
use casefile::ids::{BodyId, FileId, OfficerId};
use casefile::private::{Sealed, Unprinted};
use jiff::Timestamp;
use ledger::{Message, Tx, Urgent, UrgentRequest};
use uuid::Uuid;

use crate::{CannotAct, Desk, Directory};

/// How often somebody may ask in an hour; what they ask after that goes to the duty manager. Counts askings, not files that open.
const AT_MOST: u32 = 5;

/// What somebody needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The file's reference.
    pub reference: String,
    /// Why it cannot wait.
    pub reason: EmergencyReason,
    /// What is happening, and what they need to know.
    pub why: String,
}

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// The file is open to them: for an hour, or because they may open it anyway.
    Open(FileId),
    /// The duty manager has the request.
    PassedOn,
}

impl Desk {
    /// Asks for a file in an emergency.
    /// # Errors
    /// Nothing that depends on a file: not for the officer's role, the second factor is not fresh, no reason was given; or the ledger does not
    /// answer, and nothing was kept.
    pub async fn in_an_emergency(&self, need: &Need) -> Result<Came, CannotAct> {
        let asking = self.asking(Purpose::Safety);
        access::may_ask_in_an_emergency(&asking)?;
        if need.why.trim().is_empty() {
            return Err(Refusal::because("Say in a line what is happening and what you need to know.").into());
        }
        let now = self.house.now();
        let directory = self.house.directory().await?;
        let mut tx = self.house.ledger().begin("ask in an emergency").await?;
        let closed = self.does_too_often(&mut tx, "emergency", AT_MOST, now).await? || self.is_closed(&mut tx).await?;
        let reference = need.reference.trim().to_uppercase();
        // An unknown reference takes the same way as a file that may not be opened.
        let file = tx.file_by_reference(&reference).await?.unwrap_or(FileId(Uuid::nil()));
        let guard = tx.guard(file).await?;
        if self.has_it_anyway(guard.as_ref(), need.reason) {
            tx.commit().await?;
            return Ok(Came::Open(file));
        }
        let came = if let Ok(permit) = access::permit_in_an_emergency(&asking, guard.as_ref(), closed) {
            self.take(&mut tx, &permit, need, &directory, now).await?;
            Came::Open(file)
        } else {
            self.pass_on(&mut tx, need, reference, &directory, now).await?;
            Came::PassedOn
        };
        tx.commit().await?;
        tracing::info!("somebody asked in an emergency");
        Ok(came)
    }

    /// Whether the officer may read the file anyway, with all that the reason calls for. Where what is shared with their service has run out, the
    /// file is open to them and what is sealed in it is not: then they can ask.
    fn has_it_anyway(&self, guard: Option<&access::Guard>, reason: EmergencyReason) -> bool {
        let asking = self.asking(Purpose::Casework);
        let reads = access::permit::<OpenSealed>(&asking, guard);
        access::permit::<ReadFile>(&asking, guard).is_ok()
            && reads.is_ok_and(|permit| reason.classes().iter().all(|class| permit.may_read_out(*class).is_ok()))
    }

    async fn is_closed(&self, tx: &mut Tx) -> Result<bool, CannotAct> {
        let oldest = tx.oldest_unreviewed_emergency(self.officer.id).await?;
        Ok(oldest.is_some_and(|taken| closes_the_path(taken, self.house.today())))
    }

    /// Whether emergency access is closed to the officer, because nobody has looked at an earlier one in time.
    /// # Errors
    /// The ledger does not answer.
    pub async fn emergencies_are_closed(&self) -> Result<bool, CannotAct> {
        let oldest = self.house.ledger().glance().await?.oldest_unreviewed_emergency(self.officer.id).await?;
        Ok(oldest.is_some_and(|taken| closes_the_path(taken, self.house.today())))
    }

    async fn take(
        &self,
        tx: &mut Tx,
        permit: &Permit<TakeEmergency>,
        need: &Need,
        directory: &Directory,
        now: Timestamp,
    ) -> Result<(), CannotAct> {
        let today = self.house.today();
        let folded = tx.file(permit).await?;
        let lead = folded.lead();
        let lead_body = lead.and_then(|team| folded.services().body(team));
        let parties = folded.services().all().iter().filter(|service| service.party).map(|service| service.body);
        let guardians = directory.guarding_body(lead_body.into_iter().chain(parties).chain([self.officer.body]), today);
        let on_call = directory.on_call(directory.on_call_for(self.officer.body, today), today);
        let told: Vec<OfficerId> = on_call.into_iter().filter(|one| *one != self.officer.id).collect();
        let command = Take { reason: need.reason, why: Sealed::new(need.why.trim()), told: told.first().copied(), guardians };
        let standards = self.house.ledger().standards();
        let facts = command.decide(&folded, &self.context(now, &standards))?;
        tx.append(permit, facts, now, None).await?;
        let mut hear = told;
        hear.extend(lead.and_then(|team| folded.officer_of(team)));
        for body in guardians.into_iter().chain([self.officer.body]) {
            hear.extend(directory.guardians(body, today));
        }
        tell_at_once(tx, hear, now).await
    }

    async fn pass_on(
        &self,
        tx: &mut Tx,
        need: &Need,
        reference: String,
        directory: &Directory,
        now: Timestamp,
    ) -> Result<(), CannotAct> {
        let today = self.house.today();
        let body = directory.on_call_for(self.officer.body, today);
        let said = Urgent { reference, reason: need.reason, why: Unprinted::new(need.why.trim()) };
        tx.keep_request(self.officer.id, body, &said, now).await?;
        let mut hear = directory.on_call(body, today);
        hear.extend(directory.guardians(self.officer.body, today));
        tell_at_once(tx, hear, now).await
    }

    /// Ends the officer's own emergency access now.
    /// # Errors
    /// None runs.
    pub async fn end_emergency(&self, file: FileId) -> Result<(), CannotAct> {
        let now = self.house.now();
        let mut tx = self.house.ledger().begin(EndEmergency::NAME).await?;
        let guard = tx.guard(file).await?;
        let permit = access::permit_to_end_emergency(&self.asking(Purpose::Casework), guard.as_ref())?;
        let folded = tx.file(&permit).await?;
        let standards = self.house.ledger().standards();
        let facts = EndEmergency.decide(&folded, &self.context(now, &standards))?;
        tx.append(&permit, facts, now, None).await?;
        Ok(tx.commit().await?)
    }

    /// What colleagues asked for in an emergency that was not opened to them, oldest first; each with the file, where this officer may open it.
    /// # Errors
    /// Not on call.
    pub async fn urgent_requests(&self) -> Result<Vec<(UrgentRequest, Option<FileId>)>, CannotAct> {
        let permit = house_permit::<AnswerRequests>(&self.officer)?;
        let waiting = self.house.ledger().read().await?.urgent_requests(&permit, self.officer.body).await?;
        let mut all = Vec::with_capacity(waiting.len());
        for request in waiting {
            let file = match self.open_by_reference(&request.said.reference).await {
                Ok(opened) => Some(opened.id),
                Err(CannotAct::NoSuchFile | CannotAct::NotYourRole | CannotAct::NotLikeThis(_)) => None,
                Err(problem) => return Err(problem),
            };
            all.push((request, file));
        }
        Ok(all)
    }

    /// Says what was done about a request. It is then off the list of everybody on call.
    /// # Errors
    /// Not on call; no such request; nothing was said.
    pub async fn answer_request(&self, id: Uuid, words: &str) -> Result<(), CannotAct> {
        let permit = house_permit::<AnswerRequests>(&self.officer)?;
        if words.trim().is_empty() {
            return Err(Refusal::because("Say in a line what you did.").into());
        }
        let mut tx = self.house.ledger().begin("answer a request").await?;
        let answered = tx.answer_request(&permit, self.officer.body, id, words.trim(), self.house.now()).await?;
        tx.commit().await?;
        if answered { Ok(()) } else { Err(CannotAct::NoSuchFile) }
    }
}

/// Tells people at once that something waits for them, and not a word more.
pub(crate) async fn tell_at_once(tx: &mut Tx, mut officers: Vec<OfficerId>, now: Timestamp) -> Result<(), CannotAct> {
    officers.sort_unstable();
    officers.dedup();
    for officer in officers {
        tx.post(&Message::WorkWaiting { officer }, now, None).await?;
    }
    Ok(())
}

impl Directory {
    /// The privacy officers of a body who are there on a day.
    pub(crate) fn guardians(&self, body: BodyId, today: jiff::civil::Date) -> Vec<OfficerId> {
        self.there(body, access::Role::PrivacyOfficer, today)
    }

    /// The first of these bodies that has a privacy officer; where none has, the first in the partnership that does.
    pub(crate) fn guarding_body(&self, bodies: impl Iterator<Item = BodyId>, today: jiff::civil::Date) -> Option<BodyId> {
        bodies.chain(self.bodies().map(|body| body.id)).find(|body| !self.guardians(*body, today).is_empty())
    }

    /// Who is on call in a body: its duty managers, else its leads, else its directors.
    pub(crate) fn on_call(&self, body: BodyId, today: jiff::civil::Date) -> Vec<OfficerId> {
        use access::Role::{Director, DutyManager, Lead};
        let of = |role| self.there(body, role, today);
        [DutyManager, Lead, Director].into_iter().map(of).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Who stands on one of the two highest rungs of a body.
    pub(crate) fn above(&self, body: BodyId, rung: casefile::facts::Rung, today: jiff::civil::Date) -> Vec<OfficerId> {
        let role = if rung == casefile::facts::Rung::Director { access::Role::Director } else { access::Role::Lead };
        self.there(body, role, today)
    }

    /// The body whose duty manager acts for staff of a body: their own, or the first of the partnership where it has nobody on call.
    pub(crate) fn on_call_for(&self, own: BodyId, today: jiff::civil::Date) -> BodyId {
        let has = |body: &BodyId| !self.on_call(*body, today).is_empty();
        Some(own).filter(has).or_else(|| self.bodies().map(|body| body.id).find(has)).unwrap_or(own)
    }

    fn there(&self, body: BodyId, role: access::Role, today: jiff::civil::Date) -> Vec<OfficerId> {
        let here = |officer: &&ledger::Account| {
            (officer.body, officer.role) == (body, role)
                && officer.left_on.is_none_or(|left| left > today)
                && officer.away_until.is_none_or(|until| until <= today)
        };
        self.officers().iter().filter(here).map(|officer| officer.id).collect()
    }
}
