//! Officers who leave or are away: their work goes back to their teams at once, and assigning it becomes due there.

use casefile::commands::{Command as _, SayOfficerLeft};
use casefile::ids::OfficerId;
use jiff::civil::Date;

use crate::{CannotAct, Desk};

impl Desk {
    /// Says that an officer has left for good: the account closes, every session ends, and each of their files falls back to the team.
    /// # Errors
    /// Not a manager of the officer's body, or the ledger could not keep it. What was done before an error stays done; doing it again is safe.
    pub async fn officer_leaves(&self, officer: OfficerId, on: Date) -> Result<usize, CannotAct> {
        self.officer_goes(officer, Some(on), None).await
    }

    /// Says that an officer is away until a day: each of their files falls back to the team.
    /// # Errors
    /// As [`Desk::officer_leaves`].
    pub async fn officer_is_away(&self, officer: OfficerId, until: Date) -> Result<usize, CannotAct> {
        self.officer_goes(officer, None, Some(until)).await
    }

    async fn officer_goes(
        &self,
        officer: OfficerId,
        left_on: Option<Date>,
        away_until: Option<Date>,
    ) -> Result<usize, CannotAct> {
        let mut account = self.house.ledger().read().await?.account(officer).await?;
        let account = account.as_mut().ok_or_else(nobody)?;
        // Asked first: a manager of another body learns nothing about who works here.
        access::team_permit::<access::ManageTeam>(&self.officer, account.team, account.body)?;
        if account.body != self.officer.body {
            return Err(CannotAct::NotYourRole);
        }
        if left_on.is_some() {
            account.left_on = left_on;
        }
        account.away_until = away_until;
        let mut tx = self.house.ledger().begin("an officer goes").await?;
        tx.keep_account(account, self.house.now()).await?;
        if left_on.is_some() {
            tx.end_sessions_of(officer).await?;
        }
        tx.commit().await?;
        let command = SayOfficerLeft { team: account.team, officer, back: away_until };
        let mut files = 0;
        for file in self.house.ledger().read().await?.files_owing(officer).await? {
            match self.act(file, &command, crate::Sent::default()).await {
                Ok(_) => files += 1,
                // The officer had an obligation there, not the file.
                Err(CannotAct::Refused(_) | CannotAct::NoSuchFile) => {}
                Err(problem) => return Err(problem),
            }
        }
        tracing::info!(command = SayOfficerLeft::NAME, files, "work falls back to the team");
        Ok(files)
    }
}

fn nobody() -> CannotAct {
    CannotAct::NobodyThere("this officer is not in the directory: choose one who is".to_owned())
}
