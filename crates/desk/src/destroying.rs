//! Destroying a file, as a privacy officer asked: a lead or a director of the body that leads it agrees, or keeps it.

use access::{AgreeToDestroy, house, house_permit, is_hidden_from};
use casefile::confidentiality::Guarding;
use casefile::ids::{FileId, OfficerId};
use ledger::Target;

use crate::{CannotAct, Desk};

/// A file that somebody asks to have destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToDestroy {
    /// Which.
    pub file: FileId,
    /// Its neutral reference.
    pub reference: String,
    /// Who asks.
    pub asked_by: OfficerId,
    /// Why.
    pub because: String,
}

impl Desk {
    /// What waits for the officer to agree, of the files that their body leads and that they may know of.
    /// # Errors
    /// Neither a lead nor a director.
    pub async fn to_destroy(&self) -> Result<Vec<ToDestroy>, CannotAct> {
        house_permit::<AgreeToDestroy>(&self.officer)?;
        let mut waiting = Vec::new();
        let mut reading = self.house.ledger().read().await?;
        for wish in self.house.ledger().wishes_to_shred().await? {
            let Target::File(file) = wish.target else { continue };
            let folded = reading.file(&house::clock(file)).await?;
            let ours = folded.lead().and_then(|lead| folded.services().body(lead)) == Some(self.officer.body);
            if ours && !is_hidden_from(&self.officer, &Guarding::of(&folded), self.house.today()) {
                let reference = folded.reference().unwrap_or_default().to_owned();
                waiting.push(ToDestroy { file, reference, asked_by: wish.asked_by, because: wish.because });
            }
        }
        Ok(waiting)
    }

    /// Agrees that a file's key is destroyed: nobody can read it again.
    /// # Errors
    /// Nothing such waits for this officer; they asked for it themselves; something is owed in the file; or nothing is kept beside the database.
    pub async fn agree_to_destroy(&self, file: FileId) -> Result<(), CannotAct> {
        self.waits_for_me(file).await?;
        self.house.ledger().agree_to_shred(Target::File(file), self.officer.id, self.house.now()).await?;
        Ok(())
    }

    /// Says that the file stays.
    /// # Errors
    /// Nothing such waits for this officer.
    pub async fn do_not_destroy(&self, file: FileId) -> Result<(), CannotAct> {
        self.waits_for_me(file).await?;
        self.house.ledger().do_not_shred(Target::File(file), self.officer.id, self.house.now()).await?;
        Ok(())
    }

    async fn waits_for_me(&self, file: FileId) -> Result<(), CannotAct> {
        let there = self.to_destroy().await?.iter().any(|one| one.file == file);
        if there { Ok(()) } else { Err(CannotAct::NoSuchFile) }
    }
}
