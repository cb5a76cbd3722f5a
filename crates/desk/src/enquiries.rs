//! «Somebody here says that they are known.» Whoever stands at the front desk passes it on, and hears the same whether they are or not. Only those on
//! call see whether there is a file.

use access::{AnswerRequests, SearchPeople, house_permit};
use casefile::commands::Refusal;
use casefile::ids::OfficerId;
use ledger::{Enquiry, FileLine, Said, Viewer};
use uuid::Uuid;

use crate::emergency::tell_at_once;
use crate::{CannotAct, Desk};

impl Desk {
    /// Passes on that somebody says that they are known here.
    /// # Errors
    /// Nothing that depends on a file: not for the officer's role, or no name was given.
    pub async fn pass_on_enquiry(&self, said: &Said) -> Result<(), CannotAct> {
        house_permit::<SearchPeople>(&self.officer)?;
        if said.name.shown().trim().is_empty() {
            return Err(Refusal::because("Write down what they are called.").into());
        }
        let (now, today) = (self.house.now(), self.house.today());
        let directory = self.house.directory().await?;
        let leads = self.house.ledger().read().await?.leads_like(&said.details()).await?;
        let own = directory.on_call_for(self.officer.body, today);
        let mut hear: Vec<OfficerId> = directory.on_call(own, today);
        for body in leads.into_iter().filter_map(|team| directory.team(team)).map(|team| team.body) {
            hear.extend(directory.on_call(directory.on_call_for(body, today), today));
        }
        let mut tx = self.house.ledger().begin("pass an enquiry on").await?;
        tx.keep_enquiry(self.officer.id, own, said, now).await?;
        tell_at_once(&mut tx, hear, now).await?;
        Ok(tx.commit().await?)
    }

    /// What waits for those on call: enquiries made in their own body, and those that match a file that they may open; each with such files.
    /// # Errors
    /// Not on call.
    pub async fn enquiries(&self) -> Result<Vec<(Enquiry, Vec<FileLine>)>, CannotAct> {
        let permit = house_permit::<AnswerRequests>(&self.officer)?;
        let looks = house_permit::<SearchPeople>(&self.officer)?;
        let viewer = Viewer::of(&self.officer, self.house.today());
        let waiting = self.house.ledger().read().await?.enquiries(&permit).await?;
        let mut all = Vec::with_capacity(waiting.len());
        for enquiry in waiting {
            let files = self.house.ledger().files_like(&looks, &viewer, &enquiry.said.details(), self.house.now()).await?;
            if enquiry.body == self.officer.body || !files.is_empty() {
                all.push((enquiry, files));
            }
        }
        Ok(all)
    }

    /// Says what was done about an enquiry. It is then off the list.
    /// # Errors
    /// Not on call; no such enquiry for them; nothing was said.
    pub async fn answer_enquiry(&self, id: Uuid, words: &str) -> Result<(), CannotAct> {
        let permit = house_permit::<AnswerRequests>(&self.officer)?;
        if words.trim().is_empty() {
            return Err(Refusal::because("Say in a line what you did.").into());
        }
        if !self.enquiries().await?.iter().any(|(enquiry, _)| enquiry.id == id) {
            return Err(CannotAct::NoSuchFile);
        }
        let mut tx = self.house.ledger().begin("answer an enquiry").await?;
        let answered = tx.answer_enquiry(&permit, id, words.trim(), self.house.now()).await?;
        tx.commit().await?;
        if answered { Ok(()) } else { Err(CannotAct::NoSuchFile) }
    }
}
