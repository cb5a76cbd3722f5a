//! Carrying out a command: ask, read, decide, keep, say.

use std::future::Future;

use access::{DecideAccess, GiveLeave, Purpose, RecordFact as MayRecord, Records, Restrict};
use casefile::commands::homelessness::{
    AcceptDuty, AskReview, ConfirmReceipt, DecideApplication, DecideReview, EndDuty, ExtendReview, MindedTo, NoteAppeal,
    NoteReferralAnswer, NoteRepresentations, ReferElsewhere, TakeApplication, TellDelay, TellOutcome,
};
use casefile::commands::register::{
    AnswerOffer, AskReview as AskRegisterReview, Assess, DecidePanel, DecideReview as DecideRegisterReview, ListForPanel,
    NameUnsafeAreas, OfferHome, RefuseToRegister, Rest, Resume,
};
use casefile::commands::{
    AcknowledgeEscalation, AgreeLoosening, AgreeWaiver, AnswerHeard, AnswerObligation, AskLoosening, AskWaiver, AssignOfficer,
    BringIn, CheckLinks, Command, ConsiderEvidence, Context, Decide, DecideLikeness, DecideSharing, DeclineWaiver, EndGrant,
    EndSharing, GrantAccess, HandOver, MakePlan, Noting, ReassignObligation, RecordAsItWas, RecordDisclosure, RecordFact,
    RestrictAccess, ReviewPlan, SayOfficerLeft, Supersede, Terms, WrittenHere,
};
use casefile::confidentiality::Guarding;
use casefile::facts::{Kind, ServiceNamed};
use casefile::ids::{FactId, FileId, OfficerId, TeamId};
use casefile::obligations::Standards;
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Appended, Once, Outcome, Reading, Tx};
use serde::{Deserialize, Serialize};

use crate::{CannotAct, Desk, standing};

/// How often something is tried again where another writer was quicker.
pub(crate) const TRIES: u32 = 6;

/// What has been done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// In which file.
    pub file: FileId,
    /// The facts that were recorded.
    pub facts: Vec<FactId>,
    /// The end of the file's journal after it.
    pub seq: u64,
    /// Whether it had been done before: what arrives twice has one effect.
    #[serde(skip)]
    pub before: bool,
}

/// How a command arrives.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sent<'a> {
    /// What tells this sending from every other of the same officer: the same key again has no second effect.
    pub key: Option<&'a str>,
    /// The end of the file's journal when the officer opened it ([`crate::Opened::seq`]); a file that changed since is noticed.
    pub seen: Option<u64>,
}

impl<'a> Sent<'a> {
    /// With a key.
    pub fn once(key: &'a str) -> Self {
        Self { key: Some(key), seen: None }
    }

    /// From a page that was drawn when the journal ended here.
    pub fn seen(mut self, seq: u64) -> Self {
        self.seen = Some(seq);
        self
    }
}

/// An officer's place at the desk as this process knew them last. It can do, and never refuse: where something has changed, whoever they are is
/// asked anew.
pub struct Recalled {
    pub(crate) desk: Desk,
    pub(crate) as_of: i64,
}

impl Recalled {
    /// Carries a command out, where everything that this process knows still holds when it is kept. `None`: nothing was changed.
    pub async fn act<C: Asks>(&self, file: FileId, command: &C, sent: Sent<'_>) -> Option<Done> {
        self.desk.act_from_memory(file, command, sent, Some(self.as_of)).await
    }
}

/// On what a command is decided.
#[derive(Clone, Copy)]
enum Knowing {
    /// On what the ledger says now.
    Asked,
    /// On what this process knew last; the ledger takes it only if that is still so.
    Recalled { as_of: Option<i64> },
}

/// A command that officers may give at the desk: which leave it needs, and what else must be so.
pub trait Asks: Command + Sync {
    /// The leave that it needs.
    type Act: Records;

    /// Whether it may bear on what waits to leave: then every waiting message of the file is decided about again at once.
    fn holds_back(&self) -> bool {
        false
    }

    /// What only the directory knows: that an officer who is named works there, and may know of the file.
    fn is_possible(
        &self,
        _tx: &mut Reading,
        _guarding: &Guarding,
        _today: Date,
    ) -> impl Future<Output = Result<(), CannotAct>> + Send {
        std::future::ready(Ok(()))
    }
}

macro_rules! asks {
    ($($command:ident),* $(,)?) => { $(impl Asks for $command { type Act = MayRecord; })* };
}

// A homelessness application: what the authority decides about it is asked of the gate and of who may review.
asks!(
    AcceptDuty,
    AskReview,
    ConfirmReceipt,
    DecideApplication,
    DecideReview,
    EndDuty,
    ExtendReview,
    MindedTo,
    NoteAppeal,
    NoteReferralAnswer,
    NoteRepresentations,
    ReferElsewhere,
    TakeApplication,
    TellDelay,
    TellOutcome,
);

asks!(
    AcknowledgeEscalation,
    AnswerHeard,
    AnswerObligation,
    AnswerOffer,
    AskRegisterReview,
    AskWaiver,
    Assess,
    CheckLinks,
    ConsiderEvidence,
    Decide,
    DecideLikeness,
    DecidePanel,
    DecideRegisterReview,
    HandOver,
    ListForPanel,
    MakePlan,
    NameUnsafeAreas,
    OfferHome,
    RecordDisclosure,
    RefuseToRegister,
    Rest,
    Resume,
    ReviewPlan,
    SayOfficerLeft,
);

macro_rules! asks_and_may_hold_back {
    ($($command:ident),* $(,)?) => {
        $(impl Asks for $command {
            type Act = MayRecord;
            fn holds_back(&self) -> bool {
                bears_on_sending(self.body.kind())
            }
        })*
    };
}

asks_and_may_hold_back!(RecordAsItWas, RecordFact, Supersede);

/// Whether a fact may say that something got out, that a way is not safe any more, that she wants something kept, or who is on his side.
const fn bears_on_sending(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::BreachFound
            | Kind::MarkerSet
            | Kind::ConfidentialityAsked
            | Kind::SafeContactSet
            | Kind::AddressRecorded
            | Kind::SafetyMeasure
            | Kind::LetterReturned
            | Kind::PersonAdded
            | Kind::RelationshipRecorded
            | Kind::NewHouseholdKnown
            | Kind::Moved
            | Kind::LeftHome
            | Kind::TenancyHeld
            | Kind::Released
            | Kind::ReleaseDateKnown
            | Kind::Bailed
            | Kind::StaffLinkKnown
    )
}

impl Asks for AgreeWaiver {
    type Act = GiveLeave;
}

macro_rules! asks_for {
    ($act:ident: $($command:ident),* $(,)?) => { $(impl Asks for $command { type Act = $act; })* };
}

asks_for!(Restrict: AskLoosening);
asks_for!(DecideAccess: AgreeLoosening, DecideSharing, EndGrant, EndSharing);

impl<C: Asks> Asks for Noting<'_, C> {
    type Act = C::Act;

    fn holds_back(&self) -> bool {
        self.command.holds_back()
    }

    async fn is_possible(&self, tx: &mut Reading, guarding: &Guarding, today: Date) -> Result<(), CannotAct> {
        self.command.is_possible(tx, guarding, today).await
    }
}

impl<C: Asks> Asks for WrittenHere<'_, C> {
    type Act = C::Act;

    fn holds_back(&self) -> bool {
        self.command.holds_back()
    }

    async fn is_possible(&self, tx: &mut Reading, guarding: &Guarding, today: Date) -> Result<(), CannotAct> {
        self.command.is_possible(tx, guarding, today).await
    }
}

impl Asks for RestrictAccess {
    type Act = Restrict;
    fn holds_back(&self) -> bool {
        true
    }
    async fn is_possible(&self, tx: &mut Reading, _: &Guarding, _: Date) -> Result<(), CannotAct> {
        for &officer in &self.named {
            works_there(tx, officer, None).await?;
        }
        Ok(())
    }
}

impl Asks for GrantAccess {
    type Act = DecideAccess;
    async fn is_possible(&self, tx: &mut Reading, _: &Guarding, _: Date) -> Result<(), CannotAct> {
        works_there(tx, self.to, None).await
    }
}

impl Asks for DeclineWaiver {
    type Act = GiveLeave;
}

impl Asks for BringIn {
    type Act = MayRecord;
    async fn is_possible(&self, tx: &mut Reading, _: &Guarding, _: Date) -> Result<(), CannotAct> {
        let known = tx.team(self.service.team).await?;
        let same = known.is_some_and(|team| (team.body, team.function) == (self.service.body, self.service.function));
        if same {
            Ok(())
        } else {
            Err(CannotAct::NobodyThere("this service is not in the directory: choose one that is".to_owned()))
        }
    }
}

impl Asks for AssignOfficer {
    type Act = MayRecord;
    async fn is_possible(&self, tx: &mut Reading, guarding: &Guarding, today: Date) -> Result<(), CannotAct> {
        works_there(tx, self.officer, Some(self.team)).await?;
        can_take_it(tx, self.officer, guarding, today).await
    }
}

impl Asks for ReassignObligation {
    type Act = MayRecord;
    async fn is_possible(&self, tx: &mut Reading, guarding: &Guarding, today: Date) -> Result<(), CannotAct> {
        works_there(tx, self.officer, None).await?;
        can_take_it(tx, self.officer, guarding, today).await
    }
}

/// Whether an officer works here now, and in that team where one is named.
async fn works_there(tx: &mut Reading, officer: OfficerId, team: Option<TeamId>) -> Result<(), CannotAct> {
    match tx.account(officer).await? {
        Some(account) if account.left_on.is_none() && team.is_none_or(|team| account.team == team) => Ok(()),
        Some(account) if account.left_on.is_none() => {
            Err(CannotAct::NobodyThere(format!("{} works in another team: choose somebody of this team", account.name)))
        }
        _ => Err(CannotAct::NobodyThere("this officer does not work here any more: choose somebody else".to_owned())),
    }
}

/// Whether work in a file can be given to an officer: where only named staff may open it, to those who are named or on call, as its page tells
/// everybody who may open it. Whoever is kept out is given it like anybody else, and it is back with the team soon after: a refusal would tell.
async fn can_take_it(tx: &mut Reading, officer: OfficerId, guarding: &Guarding, today: Date) -> Result<(), CannotAct> {
    let account = tx.account(officer).await?;
    let as_told = Guarding { barred: Vec::new(), ..guarding.clone() };
    if account.is_some_and(|account| !access::is_hidden_from(&account.officer(), &as_told, today)) {
        Ok(())
    } else {
        Err(CannotAct::NobodyThere(
            "only named staff may open this file: name this officer first, or choose one who is named".to_owned(),
        ))
    }
}

impl Desk {
    /// Carries out one command on one file: nothing happens, or all of it does.
    /// # Errors
    /// [`CannotAct`]: nothing was changed.
    pub async fn act<C: Asks>(&self, file: FileId, command: &C, sent: Sent<'_>) -> Result<Done, CannotAct> {
        if let Some(done) = self.act_from_memory(file, command, sent, None).await {
            return Ok(done);
        }
        let mut tries = 1;
        loop {
            match self.try_act(file, command, sent, Knowing::Asked).await {
                Err(problem) if problem.may_pass() && tries < TRIES => tries += 1,
                Err(problem) => return Err(problem),
                Ok(done) => return Ok(self.done(file, command, done).await),
            }
        }
    }

    /// Carries a command out on what this process knows of the file, where it knows it and nothing has changed since. Whatever else comes of it
    /// is no answer: the ledger is asked then.
    async fn act_from_memory<C: Asks>(&self, file: FileId, command: &C, sent: Sent<'_>, as_of: Option<i64>) -> Option<Done> {
        let done = self.try_act(file, command, sent, Knowing::Recalled { as_of }).await.ok()?;
        Some(self.done(file, command, done).await)
    }

    async fn done<C: Asks>(&self, file: FileId, command: &C, done: Done) -> Done {
        // What waits is decided about again at the latest when it leaves; here it is held back at once.
        if command.holds_back()
            && let Err(problem) = crate::worker::hold_back(&self.house, file).await
        {
            tracing::error!(%problem, "what waits in the outbox is held back when it is to leave");
        }
        done
    }

    async fn try_act<C: Asks>(&self, file: FileId, command: &C, sent: Sent<'_>, knowing: Knowing) -> Result<Done, CannotAct> {
        let now = self.house.now();
        let mut quick = self.house.ledger().begin_quick(C::NAME, file).await?;
        let key = sent.key.map(|key| format!("{} {file} {key}", C::NAME));
        let (guard, before) = match knowing {
            Knowing::Asked => quick.ask(file, self.officer.id, key.as_deref()).await?,
            Knowing::Recalled { as_of } => (quick.recall(file, as_of), None),
        };
        let permit = access::permit::<C::Act>(&self.asking(Purpose::Casework), guard.as_ref())?; // ask
        if let Some(done) = before.and_then(was_done) {
            return Ok(done);
        }
        let guarding = guard.as_ref().map(|guard| guard.guarding.clone()).unwrap_or_default();
        command.is_possible(&mut quick, &guarding, casefile::calendar::london_date(now)).await?;
        let folded = quick.file(&permit).await?; // read
        let standards = self.house.ledger().standards();
        let context = self.context(now, &standards);
        let mut facts = command.decide(&folded, &context)?; // decide
        let heard = crate::hearing::heard_in(&facts, context.wall());
        facts.extend(heard);
        let done = |appended: &Appended| {
            let facts = appended.facts.iter().map(|fact| fact.id).collect();
            let done = Done { file, facts, seq: appended.seq, before: false };
            let came = serde_json::to_value(&done).unwrap_or_default();
            let outcome = key.map(|key| Outcome { officer: self.officer.id, key, came });
            (done, outcome)
        };
        let done = quick.keep(&permit, facts, now, sent.seen, done).await?; // keep
        tracing::info!(command = C::NAME, facts = done.facts.len(), "done");
        Ok(done) // say
    }

    /// Brings a service out of the directory into a file: as one whose staff may open it, on these terms; without terms, as one that is only
    /// mentioned.
    /// # Errors
    /// [`CannotAct`]: nothing was changed.
    pub async fn bring_in(&self, file: FileId, team: TeamId, terms: Option<Terms>, sent: Sent<'_>) -> Result<Done, CannotAct> {
        let basis = terms.as_ref().map(|terms| terms.basis.label().to_owned());
        let service = self.service(team, terms.is_some(), basis).await?;
        self.act(file, &BringIn { service, terms }, sent).await
    }

    /// A team as the fact that brings it into a file says it.
    pub(crate) async fn service(&self, team: TeamId, party: bool, basis: Option<String>) -> Result<ServiceNamed, CannotAct> {
        let directory = self.house.directory().await?;
        directory
            .service(team, party, basis)
            .ok_or_else(|| CannotAct::NobodyThere("this service is not in the directory: choose one that is".to_owned()))
    }

    pub(crate) fn context<'a>(&self, now: Timestamp, standards: &'a Standards) -> Context<'a> {
        Context {
            now,
            today: casefile::calendar::london_date(now),
            officer: self.officer.id,
            team: self.officer.team,
            body: self.officer.body,
            standing: standing(self.officer.role),
            standards,
        }
    }
}

/// Reads what came of a sending that has arrived before.
fn was_done(kept: serde_json::Value) -> Option<Done> {
    serde_json::from_value(kept).ok().map(|done| Done { before: true, ..done })
}

/// What came of a sending that has arrived before.
pub(crate) async fn before(
    tx: &mut Tx,
    key: Option<&str>,
    officer: OfficerId,
    now: Timestamp,
) -> Result<Option<Done>, CannotAct> {
    let Some(key) = key else { return Ok(None) };
    match tx.once(key, officer, now).await? {
        Once::Fresh => Ok(None),
        Once::Done(kept) => Ok(was_done(kept)),
    }
}

pub(crate) async fn remember(tx: &mut Tx, key: Option<&str>, officer: OfficerId, done: &Done) -> Result<(), CannotAct> {
    let Some(key) = key else { return Ok(()) };
    let kept = serde_json::to_value(done).unwrap_or_default();
    Ok(tx.remember(key, officer, &kept).await?)
}
