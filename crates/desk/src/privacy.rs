//! What privacy officers owe: looking at what was done in an emergency. They see who and why, and nothing of the file.

use access::{HousePermit, ReviewAccess, WriteReview, house, house_permit, permit_to_answer};
use casefile::commands::Refusal;
use casefile::facts::{
    BarGround, Body, EmergencyAccessEnded, EmergencyAccessReviewed, EmergencyReason, Fact, NewFact, OfficerBarred, When,
};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId, OfficerId};
use casefile::private::{Narrative, Sealed};
use ledger::OwedMatter;

use crate::worker::given_back;
use crate::{CannotAct, Desk, Revealed};

/// Something that a privacy officer owes.
#[derive(Debug, Clone)]
pub struct Matter {
    /// What is owed, and until when.
    pub owed: OwedMatter,
    /// What it is about.
    pub about: Question,
}

/// What a matter is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Somebody opened the file in an emergency.
    Emergency {
        /// Who.
        officer: OfficerId,
        /// Why.
        reason: EmergencyReason,
        /// From when.
        from: When,
        /// Until when; the end that they put to it, where they did.
        until: When,
        /// Who was told at once.
        told: Option<OfficerId>,
    },
    /// Somebody asked for it in an emergency, and it was not opened to them.
    NotOpened {
        /// Who.
        officer: OfficerId,
        /// Why.
        reason: EmergencyReason,
        /// When.
        at: When,
    },
}

impl Question {
    /// What a fact of a file asks of privacy officers.
    fn of(file: &CaseFile, fact: &Fact) -> Option<Self> {
        match &fact.body {
            Body::EmergencyAccessTaken(it) => {
                let ended = file.each::<EmergencyAccessEnded>().find(|(_, end)| end.access == fact.id);
                let until = ended.map_or(it.until, |(end, _)| it.until.min(end.happened));
                Some(Self::Emergency { officer: it.officer, reason: it.reason, from: fact.happened, until, told: it.told })
            }
            Body::EmergencyAccessAsked(it) => Some(Self::NotOpened { officer: it.officer, reason: it.reason, at: fact.happened }),
            _ => None,
        }
    }

    /// Who is asked about.
    pub const fn officer(&self) -> OfficerId {
        match self {
            Self::Emergency { officer, .. } | Self::NotOpened { officer, .. } => *officer,
        }
    }
}

/// Whom a fact asks privacy officers about.
pub(crate) fn asked_about(fact: &Fact) -> Option<OfficerId> {
    match &fact.body {
        Body::EmergencyAccessTaken(it) => Some(it.officer),
        Body::EmergencyAccessAsked(it) => Some(it.officer),
        _ => None,
    }
}

impl Desk {
    /// What the privacy officers of the officer's body owe, soonest due first. What a privacy officer did themselves is for another.
    /// # Errors
    /// Not a privacy officer.
    pub async fn matters(&self, from: u32, limit: u32) -> Result<Vec<Matter>, CannotAct> {
        let permit = self.guards()?;
        let mut reading = self.house.ledger().read().await?;
        let mut matters = Vec::new();
        for owed in reading.matters(&permit, self.officer.body, from, limit).await? {
            let folded = reading.file(&house::clock(owed.file)).await?;
            let about = folded.fact(owed.fact).and_then(|fact| Question::of(&folded, fact));
            matters.extend(about.map(|about| Matter { owed, about }));
        }
        matters.retain(|matter| matter.about.officer() != self.officer.id);
        Ok(matters)
    }

    /// One of [`Desk::matters`].
    /// # Errors
    /// There is none such for this officer.
    pub async fn matter(&self, file: FileId, fact: FactId) -> Result<Matter, CannotAct> {
        let permit = self.guards()?;
        let mut reading = self.house.ledger().read().await?;
        let owed = reading.matter(&permit, self.officer.body, file, fact).await?.ok_or(CannotAct::NoSuchFile)?;
        let folded = reading.file(&house::clock(file)).await?;
        let about = folded.fact(fact).and_then(|fact| Question::of(&folded, fact)).ok_or(CannotAct::NoSuchFile)?;
        if about.officer() == self.officer.id {
            return Err(CannotAct::NoSuchFile);
        }
        Ok(Matter { owed, about })
    }

    /// Why somebody could not wait, in their words. The look is on record before it is told.
    /// # Errors
    /// As [`Desk::matter`].
    pub async fn reason(&self, file: FileId, fact: FactId) -> Result<Revealed, CannotAct> {
        self.matter(file, fact).await?;
        let permit = permit_to_answer(&self.guards()?, file);
        Ok(Revealed::of(self.house.ledger().reader().reason(&permit, fact, self.house.now()).await?))
    }

    /// Says what was found about an emergency access, or about the asking for one.
    /// # Errors
    /// As [`Desk::matter`]; no reason was given.
    pub async fn review_emergency(
        &self,
        file: FileId,
        access: FactId,
        justified: bool,
        why: Sealed<Narrative>,
    ) -> Result<(), CannotAct> {
        if why.is_empty() {
            return Err(Refusal::because("Say what you found: it stands beside the access.").into());
        }
        let matter = self.matter(file, access).await?;
        let found = EmergencyAccessReviewed { access, officer: self.officer.id, justified, why };
        self.write_review(file, found.into(), (!justified).then(|| matter.about.officer())).await
    }

    /// Writes what was found; and keeps somebody out of the file, with what they have in hand in it given back to their team, where it was not
    /// right.
    async fn write_review(&self, file: FileId, found: Body, keep_out: Option<OfficerId>) -> Result<(), CannotAct> {
        let permit: access::Permit<WriteReview> = permit_to_answer(&self.guards()?, file);
        let (now, wall) = (self.house.now(), self.house.wall());
        let happened = When::at(wall.date().at(wall.hour(), wall.minute(), 0, 0));
        let directory = self.house.directory().await?;
        let mut tx = self.house.ledger().begin("write what a privacy officer found").await?;
        let mut facts = vec![NewFact::new(happened, found)];
        if let Some(barred) = keep_out {
            let bar = OfficerBarred { barred, ground: BarGround::Looked, agreed: Vec::new(), person: None };
            facts.push(NewFact::new(happened, bar));
            let folded = tx.file(&permit).await?;
            let account = directory.officer(barred);
            facts.extend(account.map(|one| given_back(&self.house, &directory, one, &folded, now)).unwrap_or_default());
        }
        tx.append(&permit, facts, now, None).await?;
        Ok(tx.commit().await?)
    }

    fn guards(&self) -> Result<HousePermit<ReviewAccess>, CannotAct> {
        Ok(house_permit::<ReviewAccess>(&self.officer)?)
    }
}
