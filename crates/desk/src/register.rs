//! The housing register across files: the panel's agenda.

use access::{SeeTeamWork, TeamPermit};
use ledger::Listing;

use crate::{CannotAct, Desk};

impl Desk {
    /// The cases on the agenda of the panel of the officer's body that wait for an outcome, the next meeting first; those that the officer may open.
    /// # Errors
    /// Not for their role, or the ledger does not answer.
    pub async fn panel_agenda(&self) -> Result<Vec<Listing>, CannotAct> {
        let permit = self.own_team()?;
        Ok(self.house.ledger().read().await?.panel_agenda(&permit, &self.viewer(), self.officer.body).await?)
    }

    /// Leave to see the work of one's own team.
    fn own_team(&self) -> Result<TeamPermit<SeeTeamWork>, CannotAct> {
        Ok(access::team_permit::<SeeTeamWork>(&self.officer, self.officer.team, self.officer.body)?)
    }
}
