//! Drafts: nothing that somebody types is lost.

use crate::{CannotAct, Desk};

/// The most that one draft takes, in bytes: more than any form of ours accepts, so that even what is refused is kept.
pub const LONGEST_DRAFT: usize = 2 * 1024 * 1024;

impl Desk {
    /// What the officer was typing under a key, such as the path of a page.
    /// # Errors
    /// The ledger does not answer.
    pub async fn draft(&self, key: &str) -> Result<Option<String>, CannotAct> {
        let kept = self.house.ledger().read().await?.draft(self.officer.id, key).await?;
        Ok(kept.and_then(|opened| opened.text().ok().map(str::to_owned)))
    }

    /// Keeps what the officer is typing.
    /// # Errors
    /// It is beyond [`LONGEST_DRAFT`], or the ledger could not keep it.
    pub async fn keep_draft(&self, key: &str, typed: &str) -> Result<(), CannotAct> {
        if typed.len() > LONGEST_DRAFT {
            return Err(casefile::commands::Refusal::because(
                "This is too long to be kept as a draft: the most is two million letters.",
            )
            .instead("Keep a copy of it yourself, and split it into several entries.")
            .into());
        }
        let mut tx = self.house.ledger().begin("keep a draft").await?;
        tx.keep_draft(self.officer.id, key, typed.as_bytes(), self.house.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Forgets a draft: it has been sent, or thrown away.
    /// # Errors
    /// The ledger could not forget it.
    pub async fn forget_draft(&self, key: &str) -> Result<(), CannotAct> {
        let mut tx = self.house.ledger().begin("forget a draft").await?;
        tx.forget_draft(self.officer.id, key).await?;
        Ok(tx.commit().await?)
    }
}
