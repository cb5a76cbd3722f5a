//! Two files of one person: joined, and parted again.
//!
//! What binds the one binds the other from then on: the stricter restriction, everybody who is kept out, and what must not be told of her. Each file keeps its own facts and its own
//! parties, so that nobody comes to see anything by it that nobody decided to share with them. Parting takes nothing of that protection away: a
//! reviewer lifts a bar, and two people loosen a restriction, as always.

use super::{Command, Context, Refusal, checked};
use crate::confidentiality::{Guarding, Markers, Restriction};
use crate::facts::{
    AccessRestricted, BarGround, BarReviewed, DataItem, FilesJoined, FilesParted, MarkerSet, NewFact, OfficerBarred, OfficerLeft,
    Role, Who,
};
use crate::file::CaseFile;
use crate::ids::{FactId, OfficerId, TeamId};
use crate::private::{Narrative, Sealed};

/// What a file takes over from the one that it is joined with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Protection {
    /// How closely the other is kept.
    pub restriction: Restriction,
    /// Who is named there.
    pub named: Vec<OfficerId>,
    /// Who is kept out of it, how that is known, and what agreed.
    pub bars: Vec<(OfficerId, BarGround, Vec<String>)>,
    /// What must not be told of her there, and to which service; `None` for a person, who has another id in every file.
    pub kept: Vec<(Vec<DataItem>, Option<TeamId>)>,
}

impl Protection {
    /// What protects a file.
    pub fn of(file: &CaseFile) -> Self {
        let guarding = Guarding::of(file);
        let lifted = |id: FactId| file.each::<BarReviewed>().rfind(|(_, it)| it.bar == id).is_some_and(|(_, it)| it.lifted);
        let recorded = file.each::<OfficerBarred>().filter(|(fact, _)| !lifted(fact.id));
        let mut bars: Vec<(OfficerId, BarGround, Vec<String>)> =
            recorded.map(|(_, it)| (it.barred, it.ground, it.agreed.clone())).collect();
        // Whoever is kept out by a fact of another kind is kept out here as somebody said so.
        for officer in &guarding.barred {
            if !bars.iter().any(|(barred, ..)| barred == officer) {
                bars.push((*officer, BarGround::Told, Vec::new()));
            }
        }
        let named = if guarding.named.is_empty() { guarding.assigned.clone() } else { guarding.named.clone() };
        let kept = Markers::of(file).all().iter().map(|marker| (marker.items.clone(), marker.keep_from.team())).collect();
        Self { restriction: guarding.restriction, named, bars, kept }
    }
}

/// Joins a file with another of the same person: the half of it that is recorded in one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct JoinFiles {
    /// The reference of the other file.
    pub reference: String,
    /// What protects the other.
    pub other: Protection,
    /// Whether this file goes on in the other.
    pub goes_on_there: bool,
    /// How it is known.
    pub why: Sealed<Narrative>,
}

/// The files with which a file stands joined: the fact, and the reference of the other.
pub fn joined_with(file: &CaseFile) -> Vec<(FactId, String)> {
    let parted = |id: FactId| file.each::<FilesParted>().any(|(_, it)| it.joined == id);
    file.each::<FilesJoined>().filter(|(fact, _)| !parted(fact.id)).map(|(fact, it)| (fact.id, it.reference.clone())).collect()
}

impl Command for JoinFiles {
    const NAME: &'static str = "join-files";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if file.reference() == Some(self.reference.as_str()) {
            return Err(Refusal::because("A file cannot be joined with itself."));
        }
        if joined_with(file).iter().any(|(_, reference)| *reference == self.reference) {
            return Err(Refusal::because("These two files are joined already."));
        }
        if self.why.is_empty() {
            return Err(Refusal::because("Say how you know that it is the same person."));
        }
        let now = Guarding::of(file);
        let joined = FilesJoined {
            reference: self.reference.clone(),
            goes_on_there: self.goes_on_there,
            officer: context.officer,
            why: self.why.clone(),
        };
        let mut facts = vec![NewFact::new(context.wall(), joined)];
        if self.other.restriction > now.restriction {
            let body = AccessRestricted {
                by: context.team,
                because: None,
                named_only: true,
                hidden: self.other.restriction == Restriction::Hidden,
                // Whoever is named here already stays. A name opens nothing to whoever has no tie of their own to this file.
                named: if now.restriction == Restriction::NeedToKnow { self.other.named.clone() } else { Vec::new() },
                officer: None,
            };
            facts.push(NewFact::new(context.wall(), body));
        }
        for (barred, ground, agreed) in self.other.bars.iter().filter(|(barred, ..)| !now.bars(*barred)) {
            let bar = OfficerBarred { barred: *barred, ground: *ground, agreed: agreed.clone(), person: None };
            facts.push(NewFact::new(context.wall(), bar));
            let has = file.services().all().iter().filter(|service| file.officer_of(service.team) == Some(*barred));
            facts.extend(has.map(|service| {
                NewFact::new(context.wall(), OfficerLeft { team: service.team, officer: Some(*barred), back: None })
            }));
        }
        facts.extend(self.markers(file, context));
        checked(file, facts, context)
    }
}

impl JoinFiles {
    /// What must not be told of her in the other must not be told here: not to the same service, and nothing that is kept from a person there to
    /// anybody here who is said to have abused her.
    fn markers(&self, file: &CaseFile, context: &Context<'_>) -> Vec<NewFact> {
        let Some(person) = file.survivor() else { return Vec::new() };
        let now = Markers::of(file);
        let his: Vec<Who> = file.people().in_role(Role::AllegedPerpetrator).map(|one| Who::Person(one.id)).collect();
        let mut markers: Vec<MarkerSet> = Vec::new();
        for (items, team) in &self.other.kept {
            let from = match team {
                None => his.clone(),
                Some(team) => file.services().team(*team).map(|service| Who::Team(service.team)).into_iter().collect(),
            };
            for keep_from in from {
                if items.iter().any(|item| now.binds_about(person, *item, keep_from).is_none()) {
                    let marker = MarkerSet { person, items: items.clone(), keep_from, by: Some(context.team) };
                    if !markers.contains(&marker) {
                        markers.push(marker);
                    }
                }
            }
        }
        markers.into_iter().map(|marker| NewFact::new(context.wall(), marker)).collect()
    }
}

/// Parts a file from another that is of somebody else after all: the half of it that is recorded in one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct PartFiles {
    /// The fact that joined them, in this file.
    pub joined: FactId,
    /// How it is known.
    pub why: Sealed<Narrative>,
}

impl Command for PartFiles {
    const NAME: &'static str = "part-files";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !joined_with(file).iter().any(|(fact, _)| *fact == self.joined) {
            return Err(Refusal::because("These files are not joined, or not any more."));
        }
        if self.why.is_empty() {
            return Err(Refusal::because("Say how you know that it is somebody else."));
        }
        let parted = FilesParted { joined: self.joined, officer: context.officer, why: self.why.clone() };
        checked(file, vec![NewFact::new(context.wall(), parted)], context)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::facts::{By, Fact, Rung};
    use crate::ids::in_story;
    use crate::obligations::Standards;
    use crate::testing::{a_council, team_id};

    fn officer(name: &str) -> OfficerId {
        OfficerId(in_story("officer", "", name))
    }

    fn decided(file: &CaseFile, command: &impl Command) -> Result<Vec<NewFact>, Refusal> {
        let standards = Standards::default();
        let now = date(2026, 3, 2).at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
        let team = team_id("housing");
        let body = file.services().body(team).unwrap();
        let standing = Rung::Manager;
        let today = date(2026, 3, 2);
        command.decide(file, &Context { now, today, officer: officer("amy"), team, body, standing, standards: &standards })
    }

    fn grown(file: &CaseFile, facts: Vec<NewFact>, label: &str) -> CaseFile {
        let mut history = file.history().to_vec();
        for fact in facts {
            let recorded = history.last().map_or(jiff::Timestamp::MIN, |last| last.recorded);
            let id = FactId(in_story("joined", label, &history.len().to_string()));
            let (happened, body) = (fact.happened, fact.body);
            history.push(Fact { id, happened, recorded, by: By::Import, supersedes: None, known: Vec::new(), body });
        }
        CaseFile::fold(history)
    }

    fn join(other: Protection) -> JoinFiles {
        JoinFiles { reference: "K7QX-2M9P".into(), other, goes_on_there: true, why: Sealed::new("she told us both") }
    }

    #[test]
    fn the_stricter_protection_of_two_files_binds_both_and_parting_loosens_nothing() {
        let plain = a_council().fold();
        let strict = Protection {
            restriction: Restriction::Hidden,
            named: vec![officer("bea")],
            bars: vec![(officer("tom"), BarGround::Matched, vec!["address".into()])],
            kept: vec![(vec![DataItem::Phone], None), (vec![DataItem::Address], Some(team_id("children")))],
        };
        let joined = grown(&plain, decided(&plain, &join(strict.clone())).unwrap(), "join");
        let guarding = Guarding::of(&joined);
        assert_eq!(guarding.restriction, Restriction::Hidden);
        assert!(guarding.names(officer("bea")) && guarding.bars(officer("tom")));
        assert_eq!(joined_with(&joined).len(), 1);
        // Her number was kept from him in the other file, and her address from a service: so they are here.
        let him = joined.people().in_role(Role::AllegedPerpetrator).next().unwrap().id;
        let her = joined.survivor().unwrap();
        let markers = Markers::of(&joined);
        assert!(markers.binds_about(her, DataItem::Phone, Who::Person(him)).is_some());
        assert!(markers.binds_about(her, DataItem::Address, Who::Team(team_id("children"))).is_some());
        assert!(markers.binds_about(her, DataItem::Address, Who::Person(him)).is_none());
        assert!(decided(&joined, &join(strict)).is_err(), "joined once");
        // The other half takes nothing that is looser than what it has.
        let half = decided(&joined, &JoinFiles { reference: "ABCD-EFGH".into(), ..join(Protection::of(&plain)) }).unwrap();
        assert_eq!(half.len(), 1);

        let (fact, _) = joined_with(&joined).remove(0);
        let part = PartFiles { joined: fact, why: Sealed::new("her sister") };
        let parted = grown(&joined, decided(&joined, &part).unwrap(), "part");
        assert!(joined_with(&parted).is_empty());
        assert_eq!(Guarding::of(&parted).restriction, Restriction::Hidden);
        assert!(Guarding::of(&parted).bars(officer("tom")));
        assert!(Markers::of(&parted).binds_about(her, DataItem::Phone, Who::Person(him)).is_some());
        assert!(decided(&parted, &part).is_err(), "parted once");
        assert!(decided(&parted, &join(Protection::default())).is_ok(), "and joined again, if it was a mistake");
    }
}
