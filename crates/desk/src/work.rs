//! Work lists: what I owe, what my team owes, and what managers see of it.

use access::{ManageTeam, Purpose, SearchPeople, SeeTeamWork, TeamPermit};
use casefile::ids::TeamId;
use ledger::{ByRule, FileLine, FilesCursor, Found, OfficerCount, Viewer, Wanted, Within, WorkCount, WorkCursor, WorkPage};

use crate::{CannotAct, Desk};

impl Desk {
    /// What the officer owes, most urgent first.
    /// # Errors
    /// The ledger does not answer.
    pub async fn my_work(&self, after: Option<&WorkCursor>, limit: u32) -> Result<WorkPage, CannotAct> {
        Ok(self.house.ledger().read().await?.work_of_officer(&self.viewer(), after, limit).await?)
    }

    /// As [`Desk::my_work`], for what is due in a certain time.
    /// # Errors
    /// The ledger does not answer.
    pub async fn my_work_within(&self, within: Within, after: Option<&WorkCursor>, limit: u32) -> Result<WorkPage, CannotAct> {
        Ok(self.house.ledger().read().await?.work_of_officer_within(&self.viewer(), within, after, limit).await?)
    }

    /// How much the officer owes, by when it is due.
    /// # Errors
    /// The ledger does not answer.
    pub async fn count_my_work(&self) -> Result<WorkCount, CannotAct> {
        Ok(self.house.ledger().read().await?.count_of_officer(&self.viewer(), self.house.wall()).await?)
    }

    /// What a team owes, most urgent first.
    /// # Errors
    /// Not the officer's to see, or the ledger does not answer.
    pub async fn team_work(&self, team: TeamId, after: Option<&WorkCursor>, limit: u32) -> Result<WorkPage, CannotAct> {
        let permit = self.may::<SeeTeamWork>(team).await?;
        Ok(self.house.ledger().read().await?.work_of_team(&permit, &self.viewer(), after, limit).await?)
    }

    /// As [`Desk::team_work`], for what is due in a certain time.
    /// # Errors
    /// As [`Desk::team_work`].
    pub async fn team_work_within(
        &self,
        team: TeamId,
        within: Within,
        after: Option<&WorkCursor>,
        limit: u32,
    ) -> Result<WorkPage, CannotAct> {
        let permit = self.may::<SeeTeamWork>(team).await?;
        Ok(self.house.ledger().read().await?.work_of_team_within(&permit, &self.viewer(), within, after, limit).await?)
    }

    /// How much a team owes, by when it is due.
    /// # Errors
    /// As [`Desk::team_work`].
    pub async fn count_team_work(&self, team: TeamId) -> Result<WorkCount, CannotAct> {
        let permit = self.may::<SeeTeamWork>(team).await?;
        Ok(self.house.ledger().read().await?.count_of_team(&permit, &self.viewer(), self.house.wall()).await?)
    }

    /// How much each officer of a team owes; `None` stands for what nobody has yet.
    /// # Errors
    /// Not a manager of the team, or the ledger does not answer.
    pub async fn team_by_officer(&self, team: TeamId) -> Result<Vec<OfficerCount>, CannotAct> {
        let permit = self.may::<ManageTeam>(team).await?;
        Ok(self.house.ledger().read().await?.counts_by_officer(&permit, &self.viewer(), self.house.wall()).await?)
    }

    /// How much a team owes under each rule.
    /// # Errors
    /// Not a manager of the team, or the ledger does not answer.
    pub async fn team_by_rule(&self, team: TeamId) -> Result<ByRule, CannotAct> {
        let permit = self.may::<ManageTeam>(team).await?;
        Ok(self.house.ledger().read().await?.counts_by_rule(&permit, &self.viewer(), self.house.wall()).await?)
    }

    /// The files to which a team is party, latest first.
    /// # Errors
    /// As [`Desk::team_work`].
    pub async fn files_of_team(
        &self,
        team: TeamId,
        after: Option<FilesCursor>,
        limit: u32,
    ) -> Result<(Vec<FileLine>, Option<FilesCursor>), CannotAct> {
        let permit = self.may::<SeeTeamWork>(team).await?;
        Ok(self.house.ledger().read().await?.files_of_team(&permit, &self.viewer(), after, limit).await?)
    }

    /// Looks for a person among the files that the officer may open. The search is on record before it answers.
    /// # Errors
    /// Not for their role or for this purpose, or the search could not be kept.
    pub async fn search(&self, wanted: &Wanted, purpose: Purpose) -> Result<Found, CannotAct> {
        let permit = access::house_permit::<SearchPeople>(&self.officer)?;
        if !<SearchPeople as access::Act>::INFO.purposes.contains(&purpose) {
            return Err(access::Refused::WrongPurpose.into());
        }
        Ok(self.house.ledger().search(&permit, &self.viewer(), wanted, purpose, self.house.now()).await?)
    }

    /// The officer, as lists know them.
    pub(crate) fn viewer(&self) -> Viewer {
        Viewer::of(&self.officer, self.house.today())
    }

    async fn may<A: access::TeamAct>(&self, team: TeamId) -> Result<TeamPermit<A>, CannotAct> {
        let body = self.house.ledger().read().await?.team(team).await?.map(|team| team.body);
        // A team that is not there and one that is not theirs are refused alike.
        let body = body.unwrap_or(casefile::ids::BodyId(uuid::Uuid::nil()));
        Ok(access::team_permit::<A>(&self.officer, team, body)?)
    }
}
