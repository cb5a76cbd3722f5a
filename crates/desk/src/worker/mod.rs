//! The worker: it moves the clocks. One node does it at a time, and whatever it does may be done twice unharmed.
//!
//! Each round it takes or keeps the post of worker; passes up what is due to be passed up; takes work back from officers who have gone; sends
//! what waits in the outbox; now and then signs the head of the journal's tree and sweeps away what has run out. It can be killed at any point:
//! what a round changes it changes in transactions, and what it had not finished the next round finds again.

mod ladder;
mod leavers;
mod looks;
mod post;
mod register;
mod requests;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use ledger::LedgerError;
use tokio::sync::watch;
use uuid::Uuid;

pub(crate) use leavers::given_back;
pub(crate) use post::hold_back;
pub use post::{
    CannotPost, Carrier, Carrying, FOLDER_SUFFIX, Notify, NotifySettings, Parcel, Post, Receipt, Sender, ToFolder, ToServer,
    Told, Way, as_mail,
};

use crate::{CannotAct, House};

/// The name of the post in the ledger.
const POST: &str = "worker";
/// How long a worker holds its post without saying so again. One that dies is replaced after that.
const TERM: SignedDuration = SignedDuration::from_secs(30);
/// How often a head of the journal's log is signed at the latest,
const HEAD_EVERY: SignedDuration = SignedDuration::from_mins(5);
/// and after how many facts that this node has recorded.
const HEAD_AFTER: u64 = 1_000;
/// How often everybody who works here is compared with everybody in every file: what was recorded was compared when it was recorded.
const MATCH_EVERY: SignedDuration = SignedDuration::from_hours(24);
/// How often new looks are gone through.
const WATCH_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// How often cases are put on the agenda of a panel.
const PANELS_EVERY: SignedDuration = SignedDuration::from_mins(15);
/// How often every home to let is gone through for those who come first; new homes are told as cases are put on agendas.
const HOMES_EVERY: SignedDuration = SignedDuration::from_hours(24);
/// How often what has run out is swept away.
const SWEEP_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// How long sent messages and the outcomes of sendings are remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a draft that nobody touches is kept.
const DRAFTS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What a round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Round {
    /// Whether this node holds the post; a node that does not does nothing.
    pub at_work: bool,
    /// How many obligations were passed up.
    pub passed_up: usize,
    /// How many files were taken back from officers who have gone.
    pub taken_back: usize,
    /// How many requests in an emergency were looked into.
    pub requests: usize,
    /// How many questions about looks were raised.
    pub questions: usize,
    /// How many cases were put on the agenda of a panel.
    pub listed: usize,
    /// How often a home to let was told in a file first.
    pub homes_told: usize,
    /// How many messages were sent.
    pub sent: usize,
    /// Of how many messages it was learned what became of them.
    pub learned: usize,
}

/// One worker of one node.
pub struct Worker {
    house: House,
    post: Post,
    holder: Uuid,
    last_head: Option<Timestamp>,
    last_sweep: Option<Timestamp>,
    last_matching: Option<Timestamp>,
    last_watch: Option<Timestamp>,
    last_panels: Option<Timestamp>,
    last_homes: Option<Timestamp>,
}

impl Worker {
    /// A worker that sends through this post.
    pub fn new(house: House, post: Post) -> Self {
        let holder = house.new_holder();
        Self {
            house,
            post,
            holder,
            last_head: None,
            last_sweep: None,
            last_matching: None,
            last_watch: None,
            last_panels: None,
            last_homes: None,
        }
    }

    /// One round.
    /// # Errors
    /// The ledger does not answer. What was done before stays done; the next round goes on.
    pub async fn round(&mut self) -> Result<Round, CannotAct> {
        let now = self.house.now();
        if !self.take_post(now).await? {
            return Ok(Round::default());
        }
        // Another node may have changed the partnership's own lengths.
        self.house.ledger().refresh_standards().await?;
        if is_due(self.last_matching, now, MATCH_EVERY) {
            self.house.ledger().match_everybody(now).await?;
            self.last_matching = Some(now);
        }
        let taken_back = leavers::take_back(&self.house).await? + leavers::take_back_from_barred(&self.house).await?;
        let passed_up = ladder::climb(&self.house).await?;
        let (mut listed, mut homes_told) = (0, 0);
        if is_due(self.last_panels, now, PANELS_EVERY) {
            listed = register::list_for_panels(&self.house).await?;
            homes_told = register::tell_of_new_homes(&self.house).await?;
            self.last_panels = Some(now);
        }
        if is_due(self.last_homes, now, HOMES_EVERY) {
            homes_told += register::tell_of_all_homes(&self.house).await?;
            self.last_homes = Some(now);
        }
        let requests = requests::match_all(&self.house).await?;
        let mut questions = 0;
        if is_due(self.last_watch, now, WATCH_EVERY) {
            questions = looks::look_over(&self.house).await?;
            self.last_watch = Some(now);
        }
        let sent = post::send_all(&self.house, &self.post).await?;
        let learned = crate::deliveries::ask_all(&self.house, &self.post).await?;
        if is_due(self.last_sweep, now, SWEEP_EVERY) {
            self.sweep(now).await?;
            self.last_sweep = Some(now);
        }
        if self.house.ledger().appended() >= HEAD_AFTER || is_due(self.last_head, now, HEAD_EVERY) {
            self.house.ledger().take_head(now).await?;
            self.last_head = Some(now);
        }
        Ok(Round { at_work: true, passed_up, taken_back, requests, questions, listed, homes_told, sent, learned })
    }

    /// Works until told to stop, a round every so often. Errors are logged, and the next round tries again.
    pub async fn work(mut self, every: Duration, mut stop: watch::Receiver<bool>) {
        let mut ticks = tokio::time::interval(every);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = ticks.tick() => match self.round().await {
                    Ok(round) if round.passed_up + round.taken_back + round.sent > 0 => {
                        tracing::info!(passed_up = round.passed_up, taken_back = round.taken_back, sent = round.sent, "a round of the worker");
                    }
                    Ok(_) => {}
                    Err(problem) => tracing::error!(%problem, "the worker could not finish its round and will try again"),
                },
                _ = stop.changed() => break,
            }
        }
        if let Err(problem) = self.resign().await {
            tracing::warn!(%problem, "the worker's post stays held until its time is over");
        }
    }

    async fn take_post(&self, now: Timestamp) -> Result<bool, LedgerError> {
        let until = now.saturating_add(TERM).unwrap_or(now);
        let mut tx = self.house.ledger().begin("take the worker's post").await?;
        let held = tx.lead(POST, self.holder, now, until).await?;
        tx.commit().await?;
        Ok(held)
    }

    async fn resign(&self) -> Result<(), LedgerError> {
        let mut tx = self.house.ledger().begin("leave the worker's post").await?;
        tx.resign(POST, self.holder).await?;
        tx.commit().await
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), LedgerError> {
        let ago = |span: SignedDuration| now.checked_sub(span).unwrap_or(Timestamp::MIN);
        let mut tx = self.house.ledger().begin("sweep").await?;
        tx.sweep_sessions(ago(crate::sign_in::IDLE), ago(crate::sign_in::ABSOLUTE)).await?;
        tx.sweep_attempts(ago(SignedDuration::from_hours(1))).await?;
        tx.sweep_outbox(ago(REMEMBERED)).await?;
        tx.sweep_keys(ago(REMEMBERED)).await?;
        tx.sweep_drafts(ago(DRAFTS_KEPT)).await?;
        tx.commit().await
    }
}

fn is_due(last: Option<Timestamp>, now: Timestamp, every: SignedDuration) -> bool {
    last.is_none_or(|last| now.duration_since(last) >= every)
}
