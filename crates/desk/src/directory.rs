//! The directory: the partnership's bodies, teams and officers, and who in it answers for what.

use std::collections::BTreeMap;

use access::Role;
use casefile::facts::{Function, Rung, ServiceNamed};
use casefile::ids::{BodyId, OfficerId, TeamId};
use jiff::civil::Date;
use ledger::{Account, BodyEntry, Partnership, TeamEntry};

use crate::{CannotAct, House, Recalled, sign_in};

/// The bodies, teams and officers of the partnership, as they are now.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    bodies: BTreeMap<BodyId, BodyEntry>,
    teams: Vec<TeamEntry>,
    officers: Vec<Account>,
}

/// A partnership as it is set up.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// Its name and its own lengths of clocks.
    pub partnership: Partnership,
    /// Its bodies.
    pub bodies: Vec<BodyEntry>,
    /// Their teams.
    pub teams: Vec<TeamEntry>,
    /// Their officers.
    pub officers: Vec<Account>,
}

/// An officer who gets an account.
#[derive(Clone)]
pub struct NewOfficer {
    /// Who.
    pub account: Account,
    /// The password to begin with.
    pub password: String,
}

impl Directory {
    /// Every body, by id.
    pub fn bodies(&self) -> impl Iterator<Item = &BodyEntry> {
        self.bodies.values()
    }

    /// One body.
    pub fn body(&self, id: BodyId) -> Option<&BodyEntry> {
        self.bodies.get(&id)
    }

    /// Every team, by name.
    pub fn teams(&self) -> &[TeamEntry] {
        &self.teams
    }

    /// One team.
    pub fn team(&self, id: TeamId) -> Option<&TeamEntry> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// Every officer, by name; leavers too.
    pub fn officers(&self) -> &[Account] {
        &self.officers
    }

    /// One officer.
    pub fn officer(&self, id: OfficerId) -> Option<&Account> {
        self.officers.iter().find(|officer| officer.id == id)
    }

    /// The officers of a team who have not left, by name.
    pub fn staff_of(&self, team: TeamId) -> impl Iterator<Item = &Account> {
        self.officers.iter().filter(move |officer| officer.team == team && officer.left_on.is_none())
    }

    /// The team of a body that does this work; of the whole partnership where `body` is left out and only one body has it.
    pub fn team_for(&self, function: Function, body: Option<BodyId>) -> Option<&TeamEntry> {
        let mut found = self.teams.iter().filter(|team| team.function == function && body.is_none_or(|body| team.body == body));
        let first = found.next()?;
        (body.is_some() || found.next().is_none()).then_some(first)
    }

    /// A team as the fact that brings it into a file says it.
    pub fn service(&self, team: TeamId, party: bool, basis: Option<String>) -> Option<ServiceNamed> {
        let team = self.team(team)?;
        let body = self.body(team.body)?;
        Some(ServiceNamed {
            team: team.id,
            name: team.name.clone(),
            function: team.function,
            body: body.id,
            body_name: body.name.clone(),
            body_kind: body.kind,
            party,
            basis,
        })
    }

    /// Who stands on a rung above a team on a day. A rung where nobody stands falls upwards to the next, so that what is passed up always
    /// reaches somebody; where nobody stands above it either, downwards. Whoever `may_know` leaves out is as if they did not stand there. Empty
    /// only where nobody is left in the body at all.
    pub fn on_rung(
        &self,
        team: TeamId,
        owner: Option<OfficerId>,
        rung: Rung,
        today: Date,
        may_know: impl Fn(&Account) -> bool,
    ) -> Vec<OfficerId> {
        const LADDER: [Rung; 5] = [Rung::Owner, Rung::Manager, Rung::DutyManager, Rung::Lead, Rung::Director];
        let from = LADDER.iter().position(|one| *one == rung).unwrap_or(0);
        let order = LADDER[from..].iter().chain(LADDER[..from].iter().rev());
        order
            .map(|rung| self.exactly_on(team, owner, *rung, today, &may_know))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    fn exactly_on(
        &self,
        team: TeamId,
        owner: Option<OfficerId>,
        rung: Rung,
        today: Date,
        may_know: &impl Fn(&Account) -> bool,
    ) -> Vec<OfficerId> {
        let Some(body) = self.team(team).map(|team| team.body) else { return Vec::new() };
        let here = |officer: &&Account| {
            officer.left_on.is_none() && officer.away_until.is_none_or(|until| until <= today) && may_know(officer)
        };
        let of_body =
            |role| self.officers.iter().filter(move |officer| officer.body == body && officer.role == role).filter(here);
        let ids = |found: Vec<&Account>| found.into_iter().map(|officer| officer.id).collect::<Vec<_>>();
        match rung {
            Rung::Owner => match owner {
                Some(owner) => ids(self.officers.iter().filter(|officer| officer.id == owner).filter(here).collect()),
                None => ids(self
                    .officers
                    .iter()
                    .filter(|officer| officer.team == team && officer.role == Role::Officer)
                    .filter(here)
                    .collect()),
            },
            Rung::Manager => ids(of_body(Role::Manager).filter(|officer| officer.team == team).collect()),
            Rung::DutyManager => ids(of_body(Role::DutyManager).collect()),
            Rung::Lead => ids(of_body(Role::Lead).collect()),
            Rung::Director => ids(of_body(Role::Director).collect()),
        }
    }
}

impl House {
    /// The directory as it is now.
    /// # Errors
    /// The ledger does not answer.
    pub async fn directory(&self) -> Result<Directory, CannotAct> {
        let mut reading = self.ledger().read().await?;
        let bodies = reading.bodies().await?.into_iter().map(|body| (body.id, body)).collect();
        Ok(Directory { bodies, teams: reading.teams().await?, officers: reading.staff().await? })
    }

    /// One officer, without reading the whole directory; `None` for a leaver too.
    /// # Errors
    /// The ledger does not answer.
    pub async fn officer(&self, id: OfficerId) -> Result<Option<Account>, CannotAct> {
        let account = self.ledger().glance().await?.account_to_remember(id).await?;
        Ok(account.filter(|account| self.works_here(account)))
    }

    /// An officer's place at the desk as this process knew them last, without asking the ledger. Only what is kept on it counts:
    /// [`Recalled::act`].
    pub fn recall(&self, id: OfficerId) -> Option<Recalled> {
        let known = self.ledger().remembered(id).filter(|known| self.works_here(&known.account))?;
        Some(Recalled { desk: self.desk(known.account.officer()), as_of: known.as_of })
    }

    fn works_here(&self, account: &Account) -> bool {
        account.left_on.is_none_or(|left| left > self.today())
    }

    /// What the partnership is called; `None` before it has been set up.
    /// # Errors
    /// The ledger does not answer.
    pub async fn partnership(&self) -> Result<Option<Partnership>, CannotAct> {
        Ok(self.ledger().read().await?.partnership().await?)
    }

    /// Sets the partnership up, or brings it up to date: bodies, teams and officers with the same id are changed, nobody is taken away.
    /// Changed standards take effect for all files once their views have been made again.
    /// # Errors
    /// Nothing was changed.
    pub async fn set_up(&self, set_up: &SetUp) -> Result<(), CannotAct> {
        let mut tx = self.ledger().begin("set up the partnership").await?;
        tx.keep_partnership(&set_up.partnership).await?;
        for body in &set_up.bodies {
            tx.keep_body(body).await?;
        }
        for team in &set_up.teams {
            tx.keep_team(team).await?;
        }
        for officer in &set_up.officers {
            tx.keep_account(officer, self.now()).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Gives an officer an account, a password to begin with and a new secret for one-time codes. What it returns is shown once and kept
    /// nowhere in plain.
    /// # Errors
    /// The password is too weak, the name is taken, or the ledger could not keep it: nothing was changed.
    pub async fn give_account(&self, officer: &NewOfficer) -> Result<sign_in::Enrolment, CannotAct> {
        sign_in::is_strong_enough(&officer.password, &officer.account.sign_in)?;
        let secret: [u8; 20] = self.random();
        self.give_account_with(officer, secret).await
    }

    /// As [`House::give_account`], with a secret that is known already.
    /// # Errors
    /// As [`House::give_account`].
    pub async fn give_account_with(&self, officer: &NewOfficer, secret: [u8; 20]) -> Result<sign_in::Enrolment, CannotAct> {
        let hash = self.passwords().hash(officer.password.clone()).await?;
        let mut tx = self.ledger().begin("give an account").await?;
        tx.keep_account(&officer.account, self.now()).await?;
        tx.keep_credential(officer.account.id, &hash, Some(&secret)).await?;
        tx.end_sessions_of(officer.account.id).await?;
        tx.commit().await?;
        Ok(sign_in::Enrolment::of(&officer.account.sign_in, secret))
    }

    /// After the last of many files has been brought over: lets the database take note of how much there is now.
    /// # Errors
    /// The ledger does not answer.
    pub async fn settle(&self) -> Result<(), CannotAct> {
        Ok(self.ledger().settle().await?)
    }

    /// Brings files over from elsewhere, all or none.
    /// # Errors
    /// A reference is taken, or a file does not begin with the fact that opens it: nothing was kept.
    pub async fn bring_over(&self, files: Vec<ledger::NewFile>) -> Result<usize, CannotAct> {
        let mut tx = self.ledger().begin("bring files over").await?;
        let done = tx.append_many(files).await?;
        tx.commit().await?;
        Ok(done)
    }
}
