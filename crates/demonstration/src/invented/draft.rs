//! A file in the making: who is in it, and one fact after another until the day before today.

use std::collections::HashSet;

use casefile::calendar::{is_working_day, last_day, london_moment};
use casefile::facts::{
    Body, By, Fact, FileOpened, OfficerAssigned, PersonAdded, Relation, RelationshipRecorded, Role, When, Who,
};
use casefile::ids::{FactId, FileId, OfficerId, PersonId, TeamId};
use casefile::private::{About, Sealed, Unprinted};
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, ToSpan};
use uuid::Uuid;

use super::chance::Chance;
use super::names;
use crate::Partnership;

/// The teams of one district, and those who serve it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Teams {
    pub(crate) town: &'static str,
    pub(crate) housing: TeamId,
    pub(crate) lettings: TeamId,
    pub(crate) complaints: TeamId,
    pub(crate) contact: TeamId,
    pub(crate) benefits: TeamId,
    pub(crate) children: TeamId,
    pub(crate) adults: TeamId,
    pub(crate) privacy: TeamId,
    pub(crate) marac: TeamId,
    pub(crate) landlord: TeamId,
    pub(crate) repairs: TeamId,
    pub(crate) police: TeamId,
    pub(crate) emergency: TeamId,
    pub(crate) maternity: TeamId,
    pub(crate) idva: TeamId,
    pub(crate) refuge: TeamId,
}

impl Teams {
    /// The teams for somebody who lives in the first or the second district.
    pub(crate) fn of(here: &Partnership, second: bool) -> Self {
        // A team that is not there has the nil id; a test sees that there is none.
        let team = |code: &str| here.team(code).map_or(TeamId(Uuid::nil()), |team| team.id);
        let (district, area) = if second { ("port-merrow", "south") } else { ("ellerdale", "north") };
        let local = |what: &str| team(&format!("{district}-{what}"));
        Self {
            town: if second { "Port Merrow" } else { "Ellerdale" },
            housing: local("housing"),
            lettings: local("lettings"),
            complaints: local("complaints"),
            contact: local("contact"),
            benefits: local("benefits"),
            children: team(&format!("children-{area}")),
            adults: team("adults"),
            privacy: team("county-privacy"),
            marac: team("marac"),
            landlord: team("lantern-lettings"),
            repairs: team("lantern-repairs"),
            police: team("public-protection"),
            emergency: team("emergency"),
            maternity: team("maternity"),
            idva: team("idva"),
            refuge: team("refuge"),
        }
    }
}

/// A file in the making.
pub(crate) struct Draft<'a> {
    pub(crate) here: &'a Partnership,
    pub(crate) chance: Chance,
    pub(crate) teams: Teams,
    pub(crate) id: FileId,
    pub(crate) survivor: PersonId,
    pub(crate) partner: PersonId,
    pub(crate) children: Vec<PersonId>,
    /// How people speak of the alleged perpetrator: “he”, “him”, “his”, “my husband”.
    spoken: [&'static str; 4],
    /// How they speak of the survivor: “she”, “her”, “her”, “herself”.
    spoken_of: [&'static str; 4],
    facts: Vec<Fact>,
    officers: Vec<(TeamId, OfficerId)>,
    answered: HashSet<FactId>,
    lead: TeamId,
    at: DateTime,
    until: DateTime,
}

impl<'a> Draft<'a> {
    /// An empty file that begins on a working day, or the last one before; nothing in it happens on `today` or later.
    pub(crate) fn new(here: &'a Partnership, seed: u64, number: u64, begins: Date, today: Date) -> Self {
        let mut chance = Chance::of(seed, number);
        let teams = Teams::of(here, chance.in_hundred(40));
        let id = FileId(random_id(&mut chance));
        let (survivor, partner) = (PersonId(random_id(&mut chance)), PersonId(random_id(&mut chance)));
        let mut draft = Self {
            here,
            chance,
            teams,
            id,
            survivor,
            partner,
            children: Vec::new(),
            spoken: ["he", "him", "his", "my ex"],
            spoken_of: ["she", "her", "her", "herself"],
            facts: Vec::new(),
            officers: Vec::new(),
            answered: HashSet::new(),
            lead: teams.housing,
            at: working_day_until(begins).at(9, 0, 0, 0),
            until: today.to_datetime(Time::midnight()),
        };
        draft.office_hours();
        draft
    }

    /// Opens the file: services, people, how they are connected, and who has it in each team.
    pub(crate) fn open(&mut self, lead: TeamId, parties: &[TeamId], who: Household) -> Option<()> {
        self.lead = lead;
        let reference = self.reference();
        self.opening(FileOpened { survivor: self.survivor, lead, reference }.into())?;
        let mut teams = vec![lead];
        teams.extend(parties.iter().copied().filter(|team| *team != lead));
        for team in teams {
            self.join(team)?;
        }
        self.people(who)
    }

    /// Brings a further service into the file, with an officer.
    pub(crate) fn join(&mut self, team: TeamId) -> Option<()> {
        if self.officers.iter().any(|(known, _)| *known == team) {
            return Some(());
        }
        let named = self.here.teams.iter().find(|it| it.id == team).and_then(|it| self.here.service(it))?;
        let officer = self.chance.one(&self.here.caseworkers(team)).map(|account| account.id)?;
        self.officers.push((team, officer));
        self.opening(named.into())?;
        self.opening(OfficerAssigned { team, officer: Some(officer) }.into())
    }

    fn people(&mut self, who: Household) -> Option<()> {
        let community = names::community(&mut self.chance);
        let man = self.chance.in_hundred(9);
        let name = if man { community.man(&mut self.chance) } else { community.woman(&mut self.chance) };
        if man {
            self.spoken_of = ["he", "him", "his", "himself"];
        }
        let age = if who.older { self.chance.between(66, 84) } else { self.chance.between(18, 56) };
        let born = self.birthday(age);
        self.person(self.survivor, Role::Survivor, Some(name), Some(born), true)?;
        // Half of all couples share a community.
        let other = if self.chance.in_hundred(50) { community } else { names::community(&mut self.chance) };
        let by_man = if who.older { self.chance.in_hundred(75) } else { !man || self.chance.in_hundred(25) };
        let name = if by_man { other.man(&mut self.chance) } else { other.woman(&mut self.chance) };
        let at_home = who.living_together;
        let years = if who.older { self.chance.between(28, 52) } else { age + self.chance.between(-4, 12) };
        let born = self.birthday(years.max(18));
        self.person(self.partner, Role::AllegedPerpetrator, Some(name), Some(born), at_home)?;
        let relation = if who.older {
            Relation::Child
        } else {
            let kinds = [
                (Relation::Intimate, 62),
                (Relation::Spouse, 26),
                (Relation::Sibling, 4),
                (Relation::Parent, 5),
                (Relation::InLaw, 3),
            ];
            self.chance.weighted(&kinds, |kind| kind.1)?.0
        };
        let called = match (relation, by_man, at_home) {
            (Relation::Child, true, _) => "my son",
            (Relation::Child, false, _) => "my daughter",
            (Relation::Spouse, true, _) => "my husband",
            (Relation::Spouse, false, _) => "my wife",
            (Relation::Sibling, true, _) => "my brother",
            (Relation::Sibling, false, _) => "my sister",
            (Relation::Parent, true, _) => "my father",
            (Relation::Parent, false, _) => "my mother",
            (Relation::InLaw, true, _) => "my brother-in-law",
            (Relation::InLaw, false, _) => "my mother-in-law",
            (_, _, true) => "my partner",
            _ => "my ex",
        };
        self.spoken = if by_man { ["he", "him", "his", called] } else { ["she", "her", "her", called] };
        self.opening(RelationshipRecorded { person: self.partner, relation, with: self.survivor }.into())?;
        for _ in 0..who.children {
            let child = PersonId(random_id(&mut self.chance));
            let name = community.child(&mut self.chance);
            let born = {
                let age = self.chance.between(0, 15);
                self.birthday(age)
            };
            self.children.push(child);
            self.person(child, Role::Child, Some(name), Some(born), true)?;
        }
        Some(())
    }

    fn person(
        &mut self,
        person: PersonId,
        role: Role,
        name: Option<String>,
        born: Option<Date>,
        in_household: bool,
    ) -> Option<()> {
        self.opening(PersonAdded { person, role, name: name.map(Unprinted::new), born, in_household }.into())
    }

    fn birthday(&mut self, age: i32) -> Date {
        let days = self.chance.between(1, 360);
        self.at.date().saturating_sub(age.years()).saturating_sub(days.days())
    }

    /// A short reference that says nothing about anybody.
    fn reference(&mut self) -> String {
        const LETTERS: &[u8] = b"23456789BCDFGHJKMNPQRSTVWXZ";
        let mut letters = || self.chance.one(LETTERS).copied().map_or('2', char::from);
        let (one, two): (String, String) = ((0..3).map(|_| letters()).collect(), (0..4).map(|_| letters()).collect());
        format!("{one}-{two}")
    }

    /// One of the facts with which a file begins; all at one moment, in the order in which they are told.
    fn opening(&mut self, body: Body) -> Option<()> {
        self.push(When::at(self.at), self.at, body)?;
        self.at = self.at.saturating_add(1.second());
        Some(())
    }

    /// Something happens now and is recorded at once. `None` once today is reached: the rest has not happened yet.
    pub(crate) fn tell(&mut self, body: impl Into<Body>) -> Option<FactId> {
        let told = self.push(When::at(self.at), self.at, body.into())?;
        let minutes = self.chance.between(6, 25);
        self.at = self.at.saturating_add(minutes.minutes());
        Some(told)
    }

    /// Something that happened some days ago is told and recorded now.
    pub(crate) fn tell_of(&mut self, days_ago: i32, body: impl Into<Body>) -> Option<FactId> {
        let happened = self.at.date().saturating_sub(days_ago.days());
        let told = self.push(When::on(happened), self.at, body.into())?;
        self.at = self.at.saturating_add(9.minutes());
        Some(told)
    }

    fn push(&mut self, happened: When, recorded: DateTime, body: Body) -> Option<FactId> {
        if recorded >= self.until {
            return None;
        }
        let id = FactId(random_id(&mut self.chance));
        let by = self.officer_for(&body);
        self.facts.push(Fact { id, happened, recorded: london_moment(recorded), by, supersedes: None, known: Vec::new(), body });
        Some(id)
    }

    fn officer_for(&self, body: &Body) -> By {
        let officer = |team: &TeamId| self.officers.iter().find(|(known, _)| known == team).map(|(_, officer)| *officer);
        let officer = body.teams().iter().find_map(officer).or_else(|| officer(&self.lead));
        officer.map_or(By::Import, By::Officer)
    }

    /// Time passes: so many working days, and it is a working day again. Time never goes back: no days at all are an hour or so.
    pub(crate) fn working_days(&mut self, least: i32, most: i32) {
        let days = self.chance.between(least, most).unsigned_abs();
        let minutes = self.chance.between(20, 80);
        let soon = self.at.saturating_add(minutes.minutes());
        if days == 0 && is_working_day(soon.date()) && soon.hour() < 18 {
            self.at = soon;
            return;
        }
        self.at = last_day::working_days_after(self.at.date(), days.max(1)).to_datetime(self.at.time());
        self.office_hours();
    }

    fn office_hours(&mut self) {
        let mut day = self.at.date();
        if !is_working_day(day) {
            day = last_day::next_working_day(day);
        }
        let minutes = self.chance.between(0, 6 * 60);
        self.at = day.at(9, 5, 0, 0).saturating_add(SignedDuration::from_mins(minutes.into()));
    }

    /// Whether it is so lately that a letter about it is still to be written.
    pub(crate) fn is_lately(&self) -> bool {
        self.day().saturating_add(6.days()) >= self.until.date()
    }

    /// The day that it is.
    pub(crate) fn day(&self) -> Date {
        self.at.date()
    }

    /// The survivor, as somebody who says or asks something.
    pub(crate) fn she(&self) -> Who {
        Who::Person(self.survivor)
    }

    /// One of these sentences, as sealed words. `{he}`, `{him}`, `{his}` and `{who}` stand for the alleged perpetrator, `{she}`, `{her}`, `{hers}`
    /// (before a noun) and `{herself}` for the survivor; where there are no children, nobody speaks of them.
    #[expect(clippy::unnecessary_wraps, reason = "every field that takes words may do without")]
    pub(crate) fn words<A: About>(&mut self, of: &[&str]) -> Option<Sealed<A>> {
        const OF_CHILDREN: &[&str] = &["child", "school", "my boy"];
        let childless = self.children.is_empty();
        let speakable = |text: &&&str| !childless || !OF_CHILDREN.iter().any(|word| text.contains(word));
        let fitting: Vec<&str> = of.iter().filter(speakable).copied().collect();
        let [he, him, his, who] = self.spoken;
        let text = self.chance.text(if fitting.is_empty() { of } else { &fitting });
        let mut said = text.to_owned();
        let [she, her, hers, herself] = self.spoken_of;
        let places = ["{he}", "{him}", "{his}", "{who}", "{she}", "{her}", "{hers}", "{herself}"];
        for (place, word) in places.into_iter().zip([he, him, his, who, she, her, hers, herself]) {
            said = said.replace(place, word);
        }
        let sentences: Vec<usize> = said.match_indices(['.', '?']).map(|(at, _)| at + 2).chain([0]).collect();
        for at in sentences {
            if let Some(first) = said.get(at..=at).map(str::to_uppercase) {
                said.replace_range(at..=at, &first);
            }
        }
        Some(Sealed::new(said))
    }

    /// Whether a team takes part.
    pub(crate) fn has(&self, team: TeamId) -> bool {
        self.officers.iter().any(|(known, _)| *known == team)
    }

    /// The team that leads.
    pub(crate) fn lead(&self) -> TeamId {
        self.lead
    }

    /// The officer of a team.
    pub(crate) fn officer(&self, team: TeamId) -> By {
        self.officers.iter().find(|(known, _)| *known == team).map_or(By::Import, |(_, officer)| By::Officer(*officer))
    }

    /// Remembers that something has been done about what a fact raised.
    pub(crate) fn mark_answered(&mut self, raised_by: FactId) {
        self.answered.insert(raised_by);
    }

    /// Whether something has been done about what a fact raised.
    pub(crate) fn is_answered(&self, raised_by: FactId) -> bool {
        self.answered.contains(&raised_by)
    }

    /// What has been told so far.
    pub(crate) fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Adds a fact that somebody else worked out, if its time has come.
    pub(crate) fn add(&mut self, happened: DateTime, by: By, body: Body) -> Option<FactId> {
        if happened >= self.until {
            return None;
        }
        let id = FactId(random_id(&mut self.chance));
        let recorded = london_moment(happened);
        self.facts.push(Fact { id, happened: When::at(happened), recorded, by, supersedes: None, known: Vec::new(), body });
        Some(id)
    }

    /// The first moment of today.
    pub(crate) fn until(&self) -> DateTime {
        self.until
    }

    /// All facts, in the order in which they were recorded.
    pub(crate) fn into_facts(mut self) -> (FileId, Vec<Fact>) {
        self.facts.sort_by_key(|fact| fact.recorded);
        (self.id, self.facts)
    }
}

/// Who lives with her.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Household {
    /// How many children.
    pub(crate) children: usize,
    /// Whether the alleged perpetrator lives there too.
    pub(crate) living_together: bool,
    /// An older person, harmed by a grown-up child.
    pub(crate) older: bool,
}

impl Household {
    /// As often as homelessness statistics have it: three in five with children.
    pub(crate) fn usual(chance: &mut Chance) -> Self {
        let children = chance.weighted(&[(0, 41), (1, 27), (2, 21), (3, 9), (4, 2)], |of| of.1).map_or(0, |of| of.0);
        Self { children, living_together: chance.in_hundred(35), older: false }
    }

    pub(crate) fn with_children(chance: &mut Chance) -> Self {
        let usual = Self::usual(chance);
        Self { children: usual.children.max(1), ..usual }
    }
}

/// The day itself where offices are open, or the last one before on which they were.
fn working_day_until(day: Date) -> Date {
    let mut day = day;
    while !is_working_day(day) {
        match day.yesterday() {
            Ok(before) => day = before,
            Err(_) => break,
        }
    }
    day
}

fn random_id(chance: &mut Chance) -> Uuid {
    uuid::Builder::from_random_bytes(chance.bits().to_be_bytes()).into_uuid()
}
