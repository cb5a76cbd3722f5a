//! What privacy officers owe: looking at what was done in an emergency. They see who and why, and nothing of the file.

use access::{HousePermit, ReviewAccess, WriteReview, house, house_permit, permit_to_answer};
use casefile::commands::Refusal;
use casefile::facts::{
    BarGround, Body, EmergencyAccessEnded, EmergencyAccessReviewed, EmergencyReason, Fact, LookAnswered, NewFact, OfficerBarred,
    SharingDecided, WatchRule, When,
};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId, OfficerId};
use casefile::private::{Narrative, Sealed};
use jiff::civil::Date;
use ledger::{OwedMatter, SharingDue};

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
    /// Looks that the work does not explain.
    Looks {
        /// Whose.
        officer: OfficerId,
        /// What makes them worth a question.
        rule: WatchRule,
        /// How many looks, or files.
        number: u32,
        /// The first of them.
        first: When,
    },
    /// The file has been kept for as long as it was to be.
    Keeping {
        /// Since when that has been so.
        since: Date,
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
            Body::CaseClosed(_) => Some(Self::Keeping { since: fact.happened.date }),
            Body::RetentionReviewed(it) => Some(Self::Keeping { since: it.keep_until }),
            Body::LookQuestioned(it) => {
                Some(Self::Looks { officer: it.officer, rule: it.rule, number: it.number, first: it.first })
            }
            _ => None,
        }
    }

    /// Who is asked about, where somebody is.
    pub const fn officer(&self) -> Option<OfficerId> {
        match self {
            Self::Emergency { officer, .. } | Self::NotOpened { officer, .. } | Self::Looks { officer, .. } => Some(*officer),
            Self::Keeping { .. } => None,
        }
    }
}

/// Whom a fact asks privacy officers about.
pub(crate) fn asked_about(fact: &Fact) -> Option<OfficerId> {
    match &fact.body {
        Body::EmergencyAccessTaken(it) => Some(it.officer),
        Body::EmergencyAccessAsked(it) => Some(it.officer),
        Body::LookQuestioned(it) => Some(it.officer),
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
        for owed in reading.matters(&permit, self.officer.body, self.house.today(), from, limit).await? {
            let folded = reading.file(&house::clock(owed.file)).await?;
            let about = folded.fact(owed.fact).and_then(|fact| Question::of(&folded, fact));
            matters.extend(about.map(|about| Matter { owed, about }));
        }
        matters.retain(|matter| matter.about.officer() != Some(self.officer.id));
        Ok(matters)
    }

    /// One of [`Desk::matters`].
    /// # Errors
    /// There is none such for this officer.
    pub async fn matter(&self, file: FileId, fact: FactId) -> Result<Matter, CannotAct> {
        let permit = self.guards()?;
        let mut reading = self.house.ledger().read().await?;
        let owed =
            reading.matter(&permit, self.officer.body, self.house.today(), file, fact).await?.ok_or(CannotAct::NoSuchFile)?;
        let folded = reading.file(&house::clock(file)).await?;
        let about = folded.fact(fact).and_then(|fact| Question::of(&folded, fact)).ok_or(CannotAct::NoSuchFile)?;
        if about.officer() == Some(self.officer.id) {
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

    /// Says what was found: whether an emergency access, the asking for one, or a look was right.
    /// # Errors
    /// As [`Desk::matter`]; no reason was given.
    pub async fn answer_matter(&self, file: FileId, fact: FactId, right: bool, why: Sealed<Narrative>) -> Result<(), CannotAct> {
        if why.is_empty() {
            return Err(Refusal::because("Say how you know: it stands beside what you found.").into());
        }
        let matter = self.matter(file, fact).await?;
        let officer = self.officer.id;
        let found: Body = match matter.about {
            Question::Emergency { .. } | Question::NotOpened { .. } => {
                EmergencyAccessReviewed { access: fact, officer, justified: right, why }.into()
            }
            Question::Keeping { .. } => return Err(CannotAct::NoSuchFile),
            Question::Looks { .. } => LookAnswered { question: fact, officer, fine: right, why }.into(),
        };
        self.write_review(file, found, matter.about.officer().filter(|_| !right)).await
    }

    /// Keeps a file until a day, with the reason.
    /// # Errors
    /// As [`Desk::matter`]; no reason, or a day that is not to come.
    pub async fn keep_file(&self, file: FileId, fact: FactId, until: Date, why: Sealed<Narrative>) -> Result<(), CannotAct> {
        self.keeping(file, fact).await?;
        if why.is_empty() {
            return Err(Refusal::because("Say why it is still needed.").into());
        }
        let last = self.house.today().saturating_add(jiff::Span::new().years(10));
        if until <= self.house.today() || until > last {
            return Err(Refusal::because(format!("Choose a day to come, until {last}: then it is looked at again.")).into());
        }
        let kept = casefile::facts::RetentionReviewed { officer: self.officer.id, keep_until: until, why };
        self.write_review(file, kept.into(), None).await
    }

    /// Asks that the key of a file be destroyed. A lead or a director has to agree, and nothing happens before.
    /// # Errors
    /// As [`Desk::matter`]; something is still owed in the file; it was asked before; no reason.
    pub async fn ask_to_destroy(&self, file: FileId, fact: FactId, because: &str) -> Result<(), CannotAct> {
        self.keeping(file, fact).await?;
        let target = ledger::Target::File(file);
        Ok(self.house.ledger().ask_to_shred(target, self.officer.id, because, self.house.now()).await?)
    }

    async fn keeping(&self, file: FileId, fact: FactId) -> Result<(), CannotAct> {
        let matter = self.matter(file, fact).await?;
        if matches!(matter.about, Question::Keeping { .. }) { Ok(()) } else { Err(CannotAct::NoSuchFile) }
    }

    /// What the teams of the officer's body have to look at again of what they share, within a fortnight or already late: the file, and the service
    /// with which it is shared.
    /// # Errors
    /// Not a privacy officer.
    pub async fn sharing_due(&self, limit: u32) -> Result<Vec<(SharingDue, Option<String>)>, CannotAct> {
        let permit = self.guards()?;
        let mut reading = self.house.ledger().read().await?;
        let soon = self.house.wall().saturating_add(jiff::Span::new().days(14));
        let mut all = Vec::new();
        for due in reading.sharing_due(&permit, self.officer.body, soon, limit).await? {
            let folded = reading.file(&house::clock(due.file)).await?;
            let with = folded.fact(due.decision).and_then(|fact| fact.is::<SharingDecided>()).map(|it| it.with);
            let service = with.and_then(|team| folded.services().team(team));
            let name = service.map(|one| format!("{}, {}", one.name, one.body_name));
            all.push((due, name));
        }
        Ok(all)
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
