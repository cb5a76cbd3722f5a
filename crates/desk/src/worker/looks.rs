//! Goes through new looks, and raises a question where the work does not explain them. Whoever looked sees nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use access::{Role, house};
use casefile::calendar::{london_date, london_moment, london_time};
use casefile::confidentiality::{Thresholds, has_surname, has_worked};
use casefile::facts::{LookQuestioned, NewFact, WatchRule, When};
use casefile::file::CaseFile;
use casefile::ids::{BodyId, FileId, OfficerId};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use ledger::{LookTaken, Tx};

use crate::emergency::tell_at_once;
use crate::{CannotAct, Directory, House};

/// A look that was being written while the last round read is gone through by the next: nothing is asked twice.
const OVERLAP: SignedDuration = SignedDuration::from_mins(5);

/// Something to ask about.
struct Finding {
    file: FileId,
    officer: OfficerId,
    rule: WatchRule,
    number: usize,
    first: Timestamp,
}

/// Goes through the looks since the last time. Gives how many questions were raised.
pub(super) async fn look_over(house: &House) -> Result<usize, CannotAct> {
    let now = house.now();
    let mut reading = house.ledger().glance().await?;
    let seen = reading.watched_until().await?;
    let back = seen.map_or(SignedDuration::from_hours(24), |_| OVERLAP);
    let seen = seen.unwrap_or(now).checked_sub(back).unwrap_or(Timestamp::MIN);
    // Whole days are counted, so the day on which the last round ended is gone through again.
    let from = london_moment(london_date(seen).at(0, 0, 0, 0));
    let looks = reading.looks_between(from, now).await?;
    drop(reading);
    let mut raised = 0;
    if looks.iter().any(|look| look.at > seen) {
        let directory = house.directory().await?;
        let watch = Watch { house, directory: &directory, thresholds: Thresholds::of(&house.ledger().standards()) };
        let cases: Vec<LookTaken> = looks.into_iter().filter(|look| watch.works_on_files(look.officer)).collect();
        let mut findings = watch.in_one_file(cases.iter().filter(|look| look.at > seen)).await?;
        findings.extend(watch.over_many_files(&cases).await?);
        findings.extend(watch.of_partners(&cases));
        for finding in findings {
            raised += usize::from(watch.raise(&finding, now).await?);
        }
    }
    let mut tx = house.ledger().begin("looks were gone through").await?;
    tx.watched(now).await?;
    tx.commit().await?;
    Ok(raised)
}

struct Watch<'a> {
    house: &'a House,
    directory: &'a Directory,
    thresholds: Thresholds,
}

impl Watch<'_> {
    fn works_on_files(&self, officer: OfficerId) -> bool {
        self.directory.officer(officer).is_some_and(|one| !matches!(one.role, Role::PrivacyOfficer | Role::ConflictReviewer))
    }

    async fn file(&self, file: FileId) -> Result<std::sync::Arc<CaseFile>, CannotAct> {
        Ok(self.house.ledger().glance().await?.file(&house::clock(file)).await?)
    }

    /// What one look, or a few into one file, give reason to ask.
    async fn in_one_file(&self, looks: impl Iterator<Item = &LookTaken>) -> Result<Vec<Finding>, CannotAct> {
        let mut by_file: BTreeMap<(FileId, OfficerId), Vec<Timestamp>> = BTreeMap::new();
        for look in looks {
            by_file.entry((look.file, look.officer)).or_default().push(look.at);
        }
        let mut findings = Vec::new();
        for ((file, officer), times) in by_file {
            let (Some(account), Some(first)) = (self.directory.officer(officer), times.first().copied()) else { continue };
            let folded = self.file(file).await?;
            let found = |rule, number| Finding { file, officer, rule, number, first };
            if has_surname(&folded, &account.name) {
                findings.push(found(WatchRule::Surname, times.len()));
            }
            if self.house.ledger().glance().await?.lives_near(officer, file).await? {
                findings.push(found(WatchRule::OwnStreet, times.len()));
            }
            let late = times.iter().filter(|at| self.thresholds.is_after_hours(london_time(**at))).count();
            let on_call = account.role == Role::DutyManager;
            let enough = late >= usize::try_from(self.thresholds.after_hours).unwrap_or(usize::MAX);
            if enough && !on_call && !has_worked(&folded, officer, london_date(first), 1) {
                findings.push(found(WatchRule::AfterHours, late));
            }
        }
        Ok(findings)
    }

    /// Looks of one officer on one day, into many files in which they did not work; into several, where they are leaving.
    async fn over_many_files(&self, looks: &[LookTaken]) -> Result<Vec<Finding>, CannotAct> {
        let mut by_day: BTreeMap<(OfficerId, Date), Vec<&LookTaken>> = BTreeMap::new();
        for look in looks {
            by_day.entry((look.officer, london_date(look.at))).or_default().push(look);
        }
        let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let mut findings = Vec::new();
        for ((officer, day), looks) in by_day {
            let left_on = self.directory.officer(officer).and_then(|account| account.left_on);
            let leaving = self.thresholds.is_leaving(left_on, day);
            let least = if leaving { size(self.thresholds.leaver_files) } else { size(self.thresholds.files) };
            let files: BTreeSet<FileId> = looks.iter().map(|look| look.file).collect();
            if files.len() < least {
                continue;
            }
            let mut idle = BTreeSet::new();
            for file in files {
                let folded = self.file(file).await?;
                if !has_worked(&folded, officer, day, 0) {
                    idle.insert(file);
                }
            }
            let Some(first) = looks.iter().find(|look| idle.contains(&look.file)).filter(|_| idle.len() >= least) else {
                continue;
            };
            let rule = if leaving { WatchRule::Leaver } else { WatchRule::ManyFiles };
            findings.push(Finding { file: first.file, officer, rule, number: idle.len(), first: first.at });
        }
        Ok(findings)
    }

    /// Looks of one body on one day into files that other bodies lead.
    fn of_partners(&self, looks: &[LookTaken]) -> Vec<Finding> {
        let mut by_body: BTreeMap<(BodyId, Date), Vec<&LookTaken>> = BTreeMap::new();
        for look in looks {
            let Some(body) = self.directory.officer(look.officer).map(|account| account.body) else { continue };
            let leads = look.lead.and_then(|team| self.directory.team(team)).is_some_and(|team| team.body == body);
            if !leads {
                by_body.entry((body, london_date(look.at))).or_default().push(look);
            }
        }
        let most = usize::try_from(self.thresholds.partner).unwrap_or(usize::MAX);
        let many = by_body.into_values().filter(|looks| looks.len() >= most);
        many.filter_map(|looks| {
            let first = looks.first()?;
            let (file, officer, number) = (first.file, first.officer, looks.len());
            Some(Finding { file, officer, rule: WatchRule::PartnerVolume, number, first: first.at })
        })
        .collect()
    }

    /// Writes the question into the file, once for one day, and tells the privacy officers of the officer's body that something waits.
    async fn raise(&self, finding: &Finding, now: Timestamp) -> Result<bool, CannotAct> {
        let today = self.house.today();
        let day = london_date(finding.first);
        let permit = house::clock(finding.file);
        let mut tx: Tx = self.house.ledger().begin("raise a question about looks").await?;
        let folded = tx.file(&permit).await?;
        let asked = folded
            .each::<LookQuestioned>()
            .any(|(_, it)| (it.officer, it.rule, it.first.date) == (finding.officer, finding.rule, day));
        if asked {
            return Ok(false);
        }
        let own = self.directory.officer(finding.officer).map(|account| account.body);
        let lead = folded.lead().and_then(|team| folded.services().body(team));
        let guardians = self.directory.guarding_body(own.into_iter().chain(lead), today);
        let on_the_wall = |moment| {
            let wall = london_time(moment);
            When::at(wall.date().at(wall.hour(), wall.minute(), 0, 0))
        };
        let question = LookQuestioned {
            officer: finding.officer,
            rule: finding.rule,
            number: u32::try_from(finding.number).unwrap_or(u32::MAX),
            first: on_the_wall(finding.first),
            guardians,
        };
        tx.append(&permit, vec![NewFact::new(on_the_wall(now), question)], now, None).await?;
        let hear = guardians.map(|body| self.directory.guardians(body, today)).unwrap_or_default();
        tell_at_once(&mut tx, hear.into_iter().filter(|one| *one != finding.officer).collect(), now).await?;
        tx.commit().await?;
        Ok(true)
    }
}
