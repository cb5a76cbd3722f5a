//! Links between staff and people in files: a member of staff says so, and is kept out at once; a reviewer decides whether it stays.

use access::{HousePermit, Purpose, ReadFile, ReviewConflicts, Role, house, house_permit};
use casefile::commands::Refusal;
use casefile::confidentiality::Guarding;
use casefile::facts::{BarGround, BarReviewed, NewFact, OfficerBarred, When};
use casefile::ids::{FactId, FileId, OfficerId};
use casefile::private::{Narrative, Sealed};
use jiff::Timestamp;
use ledger::Account;

use crate::worker::given_back;
use crate::{CannotAct, Desk, Directory};

/// A member of staff who is kept out of a file, as a reviewer sees it: nothing of what is in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The file.
    pub file: FileId,
    /// Its neutral reference.
    pub reference: String,
    /// The fact that keeps them out.
    pub fact: FactId,
    /// Who is kept out.
    pub barred: OfficerId,
    /// How it is known.
    pub ground: BarGround,
    /// Which details agreed, without the details themselves.
    pub agreed: Vec<String>,
    /// Since when.
    pub since: Timestamp,
    /// Whether a reviewer has decided that it stays.
    pub stays: bool,
}

impl Desk {
    /// The officer says that they know somebody in the file. From the next moment on there is no such file for them, and what they had in hand in
    /// it is back with the team.
    /// # Errors
    /// No such file.
    pub async fn i_know_somebody(&self, file: FileId) -> Result<(), CannotAct> {
        let now = self.house.now();
        let directory = self.house.directory().await?;
        let me = directory.officer(self.officer.id).ok_or(CannotAct::NoSuchFile)?;
        let mut tx = self.house.ledger().begin("declare a link").await?;
        let guard = tx.guard(file).await?;
        access::permit::<ReadFile>(&self.asking(Purpose::Casework), guard.as_ref())?;
        let permit = house::clock(file);
        let folded = tx.file(&permit).await?;
        let bar = OfficerBarred { barred: me.id, ground: BarGround::Declared, agreed: Vec::new(), person: None };
        let mut facts = vec![NewFact::new(on_the_wall(now), bar)];
        facts.extend(given_back(&self.house, &directory, me, &folded, now));
        tx.append(&permit, facts, now, None).await?;
        Ok(tx.commit().await?)
    }

    /// Who is kept out of which file, for a reviewer: those that nobody has decided first. Files from which the reviewer is kept out are not
    /// among them: another reviewer sees to those.
    /// # Errors
    /// Not a reviewer, or the ledger does not answer.
    pub async fn bars(&self) -> Result<Vec<Bar>, CannotAct> {
        let permit = self.reviews()?;
        let directory = self.house.directory().await?;
        let mut reading = self.house.ledger().read().await?;
        let mut bars = Vec::new();
        for file in reading.files_with_bars(&permit).await? {
            let folded = reading.file(&house::clock(file)).await?;
            bars.extend(
                bars_in(file, &folded, permit.officer()).into_iter().filter(|bar| self.may_review(&directory, &folded, bar)),
            );
        }
        bars.sort_by_key(|bar| (bar.stays, bar.since));
        Ok(bars)
    }

    /// One bar of [`Desk::bars`].
    /// # Errors
    /// There is none such for this reviewer.
    pub async fn bar(&self, file: FileId, bar: FactId) -> Result<Bar, CannotAct> {
        self.bars().await?.into_iter().find(|one| (one.file, one.fact) == (file, bar)).ok_or(CannotAct::NoSuchFile)
    }

    /// Decides about a bar: it stays, or it was about somebody else and is lifted.
    /// # Errors
    /// Not a reviewer; no such bar for this reviewer; no reason.
    pub async fn review_bar(&self, file: FileId, bar: FactId, lifted: bool, why: Sealed<Narrative>) -> Result<(), CannotAct> {
        let permit = self.reviews()?;
        if why.is_empty() {
            return Err(Refusal::because("Say why: the reason stands beside the bar.").into());
        }
        let now = self.house.now();
        let mut tx = self.house.ledger().begin("review a link").await?;
        let writes = access::permit_to_review(&permit, file);
        let folded = tx.file(&writes).await?;
        let directory = self.house.directory().await?;
        let found = bars_in(file, &folded, permit.officer()).into_iter().find(|one| one.fact == bar);
        if !found.is_some_and(|bar| self.may_review(&directory, &folded, &bar)) {
            return Err(CannotAct::NoSuchFile);
        }
        let body = BarReviewed { bar, officer: permit.officer(), lifted, why };
        tx.append(&writes, vec![NewFact::new(on_the_wall(now), body)], now, None).await?;
        Ok(tx.commit().await?)
    }

    /// Whether a bar is this reviewer's to look at: that of somebody of another team. Where there is no reviewer outside their team, one of the team
    /// does it rather than nobody; nobody ever decides about themselves.
    fn may_review(&self, directory: &Directory, file: &casefile::file::CaseFile, bar: &Bar) -> bool {
        let Some(barred) = directory.officer(bar.barred) else { return true };
        let guarding = Guarding::of(file);
        let outside = |one: &Account| {
            one.role == Role::ConflictReviewer && one.left_on.is_none() && one.team != barred.team && !guarding.bars(one.id)
        };
        self.officer.id != bar.barred && (self.officer.team != barred.team || !directory.officers().iter().any(outside))
    }

    fn reviews(&self) -> Result<HousePermit<ReviewConflicts>, CannotAct> {
        Ok(house_permit::<ReviewConflicts>(&self.officer)?)
    }
}

/// The bars of a file that stand, unless the reviewer is kept out of it.
fn bars_in(file: FileId, folded: &casefile::file::CaseFile, reviewer: OfficerId) -> Vec<Bar> {
    if Guarding::of(folded).bars(reviewer) {
        return Vec::new();
    }
    let decided = |bar: FactId| folded.each::<BarReviewed>().rfind(|(_, it)| it.bar == bar).map(|(_, it)| it.lifted);
    let standing = folded.each::<OfficerBarred>().filter(|(fact, _)| decided(fact.id) != Some(true));
    let bar = |(fact, it): (&casefile::facts::Fact, &OfficerBarred)| Bar {
        file,
        reference: folded.reference().unwrap_or_default().to_owned(),
        fact: fact.id,
        barred: it.barred,
        ground: it.ground,
        agreed: it.agreed.clone(),
        since: fact.recorded,
        stays: decided(fact.id).is_some(),
    };
    standing.map(bar).collect()
}

fn on_the_wall(now: Timestamp) -> When {
    let wall = casefile::calendar::london_time(now);
    When::at(wall.date().at(wall.hour(), wall.minute(), 0, 0))
}
