//! Recording a disclosure that opens a new file: from what somebody was told to a file with services that act on it.

use casefile::commands::{Command as _, Connected, NewPerson, Noting, OpenFile, RecordDisclosure, SafeContact, Told};
use casefile::facts::{Ask, Channel, DataItem, DetailNoticed, Function, NewFact, Relation, Role, ServiceNamed, Shows, When, Who};
use casefile::file::CaseFile;
use casefile::ids::{BodyId, FileId, TeamId};
use casefile::private::{ContactDetail, Narrative, Sealed, Unprinted};
use jiff::civil::Date;
use ledger::{FileLine, LedgerError};
use matching::Details;

use crate::act::{TRIES, before, remember};
use crate::{CannotAct, Desk, Directory, Done, House};

/// Somebody who comes into the file with the disclosure.
#[derive(Debug, Clone, PartialEq)]
pub struct Newcomer {
    /// Who they are here.
    pub role: Role,
    /// What they are called, as they give it.
    pub name: Option<Unprinted>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Whether they live in the survivor's household.
    pub in_household: bool,
    /// How they are connected with the survivor: "*is a child of*".
    pub relation: Option<Relation>,
}

/// Who tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teller {
    /// The survivor herself.
    Herself,
    /// One of the newcomers, by place in the list.
    Newcomer(usize),
    /// Another service.
    Team(TeamId),
    /// Nobody spoke: signs were seen.
    Nobody,
}

/// How somebody can, or cannot, be reached without danger.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// By which channel.
    pub channel: Channel,
    /// Whether that is safe.
    pub safe: bool,
    /// The number or address.
    pub value: Option<Sealed<ContactDetail>>,
    /// When it is safe, and which words to use.
    pub terms: Option<Sealed<ContactDetail>>,
}

/// A disclosure by somebody of whom there is no file yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Disclosure {
    /// What the survivor is called.
    pub name: Option<Unprinted>,
    /// Her date of birth.
    pub born: Option<Date>,
    /// Everybody else: children, the alleged perpetrator, whoever tells.
    pub people: Vec<Newcomer>,
    /// Who tells.
    pub by: Teller,
    /// In which form.
    pub channel: Option<Channel>,
    /// When; now where left out.
    pub happened: Option<When>,
    /// What it shows.
    pub shows: Shows,
    /// What she asks for.
    pub asks: Vec<Ask>,
    /// In their own words.
    pub words: Option<Sealed<Narrative>>,
    /// How she can be reached.
    pub reach: Vec<Reach>,
    /// The housing team of the district that she is in; where left out, that of the officer's own body or the only one there is.
    pub housing: Option<TeamId>,
    /// Whether the officer who records it takes the file on.
    pub take_on: bool,
}

/// Letters and digits that are not mistaken for one another, on paper or aloud.
const LETTERS: &[u8; 31] = b"23456789ABCDEFGHJKLMNPQRSTUVWXY";

impl House {
    /// A new neutral reference, such as `K7QX-2M9P`: random, so that it tells neither how many files there are nor in which order, and with a
    /// last letter that shows a slip of the pen.
    fn new_reference(&self) -> String {
        let drawn: [u8; 14] = self.random();
        let places: Vec<usize> =
            drawn.chunks(2).map(|pair| usize::from(u16::from_be_bytes([pair[0], pair[1]])) % LETTERS.len()).collect();
        let mut text: String = places.iter().map(|place| char::from(LETTERS[*place])).collect();
        text.push(char::from(LETTERS[check(&places)]));
        text.insert(4, '-');
        text
    }
}

/// Tells any one letter that is wrong, and any two neighbours that have changed places.
fn check(places: &[usize]) -> usize {
    places.iter().enumerate().map(|(at, place)| (at + 1) * place).sum::<usize>() % LETTERS.len()
}

/// Whether a reference has no slip of the pen in it.
pub fn is_reference(text: &str) -> bool {
    let places: Option<Vec<usize>> =
        text.bytes().filter(|letter| *letter != b'-').map(|letter| LETTERS.iter().position(|one| *one == letter)).collect();
    places.is_some_and(|places| matches!(places.split_last(), Some((last, rest)) if rest.len() == 7 && *last == check(rest)))
}

impl Desk {
    /// Opens a file for a survivor by recording what was disclosed. The services that have to act come in with it.
    /// # Errors
    /// [`CannotAct`]: nothing was kept.
    pub async fn open_file(&self, disclosure: &Disclosure, key: Option<&str>) -> Result<Done, CannotAct> {
        self.open_file_noting(disclosure, &[], key).await
    }

    /// As [`Desk::open_file`], with the numbers and addresses that stood in its words: taken out and sealed under her own key, or left there and
    /// marked where there is no value.
    /// # Errors
    /// As [`Desk::open_file`].
    pub async fn open_file_noting(
        &self,
        disclosure: &Disclosure,
        noticed: &[(DataItem, Option<Unprinted>)],
        key: Option<&str>,
    ) -> Result<Done, CannotAct> {
        let mut tries = 1;
        // A reference is drawn at random: one that belongs to another file already is drawn again.
        let again =
            |problem: &CannotAct| problem.may_pass() || matches!(problem, CannotAct::Ledger(LedgerError::ReferenceTaken(_)));
        loop {
            match self.try_open_file(disclosure, noticed, key).await {
                Err(problem) if again(&problem) && tries < TRIES => tries += 1,
                other => return other,
            }
        }
    }

    async fn try_open_file(
        &self,
        disclosure: &Disclosure,
        noticed: &[(DataItem, Option<Unprinted>)],
        key: Option<&str>,
    ) -> Result<Done, CannotAct> {
        let directory = self.house.directory().await?;
        let services = services_to_bring(&directory, self.officer.team, self.officer.body, disclosure)?;
        let file = self.house.new_file();
        let command = self.command(disclosure, services);
        let now = self.house.now();
        let permit = access::permit_to_open(&self.officer, file)?;
        let mut tx = self.house.ledger().begin(OpenFile::NAME).await?;
        let key = key.map(|key| format!("{} {key}", OpenFile::NAME));
        if let Some(done) = before(&mut tx, key.as_deref(), self.officer.id, now).await? {
            tx.commit().await?; // as in `act`: only what is on the disk is told
            return Ok(done);
        }
        let standards = self.house.ledger().standards();
        let mut facts = command.decide(&CaseFile::fold(Vec::new()), &self.context(now, &standards))?;
        facts.extend(noticed.iter().map(|(item, value)| {
            let value = value.as_ref().map(|value| Sealed::new(value.shown()));
            let by = Some(self.officer.team);
            NewFact::new(self.house.today(), DetailNoticed { person: command.survivor.id, item: *item, value, by })
        }));
        let appended = tx.open_file(&permit, facts, now).await?;
        let done = Done { file, facts: appended.facts.iter().map(|fact| fact.id).collect(), seq: appended.seq, before: false };
        remember(&mut tx, key.as_deref(), self.officer.id, &done).await?;
        tx.commit().await?;
        tracing::info!(command = OpenFile::NAME, "a file was opened");
        Ok(done)
    }

    /// The files that the officer may open and that may be of whoever is about to be recorded. Of others nothing is told: those who answer for them
    /// hear of it when it is recorded.
    /// # Errors
    /// Not for their role, or the ledger does not answer.
    pub async fn may_have_a_file(&self, disclosure: &Disclosure) -> Result<Vec<FileLine>, CannotAct> {
        // Whoever opens no file is offered none.
        let Ok(permit) = access::house_permit::<access::SearchPeople>(&self.officer) else { return Ok(Vec::new()) };
        let mut her = Details::named(disclosure.name.as_ref().map_or("", Unprinted::shown)).born_on(disclosure.born);
        for reach in &disclosure.reach {
            her.add_text(reach.value.as_ref().and_then(Sealed::fresh).unwrap_or_default());
        }
        let viewer = ledger::Viewer::of(&self.officer, self.house.today());
        Ok(self.house.ledger().files_like(&permit, &viewer, &her, self.house.now()).await?)
    }

    /// Records a disclosure by somebody who has a file already, with what stood in its words as in [`Desk::open_file_noting`].
    /// # Errors
    /// [`CannotAct`]: nothing was kept.
    pub async fn add_to_file(
        &self,
        file: FileId,
        disclosure: &Disclosure,
        noticed: &[(DataItem, Option<Unprinted>)],
        key: Option<&str>,
    ) -> Result<Done, CannotAct> {
        let opened = self.open(file).await?;
        let Some(her) = opened.file.survivor() else { return Err(CannotAct::NoSuchFile) };
        let new = self.command(disclosure, Services { all: Vec::new(), lead: self.officer.team });
        let called = |name: Option<&Unprinted>| name.map(|name| matching::Name::read(name.shown()));
        let known = |person: &NewPerson| {
            let name = called(person.name.as_ref());
            let mut there = opened.file.people().all().iter().filter(|one| one.role == person.role);
            there.any(|one| name.is_none() || one.name.is_none() || called(one.name.as_ref()) == name)
        };
        let mut people: Vec<NewPerson> = new.people.into_iter().filter(|person| !known(person)).collect();
        for connected in people.iter_mut().filter_map(|person| person.connected.as_mut()) {
            connected.with = her;
        }
        let by = match new.told.by {
            Some(Who::Person(person)) if !people.iter().any(|one| one.id == person) => Some(Who::Person(her)),
            by => by,
        };
        let mut safe_contact = new.safe_contact;
        safe_contact.iter_mut().for_each(|contact| contact.person = her);
        let command = RecordDisclosure { told: Told { by, ..new.told }, people, safe_contact };
        let detail = |(item, value): &(DataItem, Option<Unprinted>)| DetailNoticed {
            person: her,
            item: *item,
            value: value.as_ref().map(|value| Sealed::new(value.shown())),
            by: Some(self.officer.team),
        };
        let details: Vec<DetailNoticed> = noticed.iter().map(detail).collect();
        self.act(opened.id, &Noting { command: &command, details: &details }, crate::Sent { key, seen: None }).await
    }

    fn command(&self, disclosure: &Disclosure, services: Services) -> OpenFile {
        let survivor = self.house.new_person();
        let people: Vec<NewPerson> = disclosure
            .people
            .iter()
            .map(|newcomer| NewPerson {
                id: self.house.new_person(),
                role: newcomer.role,
                name: newcomer.name.clone(),
                born: newcomer.born,
                in_household: newcomer.in_household,
                connected: newcomer.relation.map(|relation| Connected { relation, with: survivor }),
            })
            .collect();
        let by = match disclosure.by {
            Teller::Herself => Some(Who::Person(survivor)),
            Teller::Newcomer(at) => people.get(at).map(|person| Who::Person(person.id)),
            Teller::Team(team) => Some(Who::Team(team)),
            Teller::Nobody => None,
        };
        let wall = self.house.wall();
        let now = When::at(wall.date().at(wall.hour(), wall.minute(), 0, 0));
        OpenFile {
            reference: self.house.new_reference(),
            survivor: NewPerson {
                id: survivor,
                role: Role::Survivor,
                name: disclosure.name.clone(),
                born: disclosure.born,
                in_household: true,
                connected: None,
            },
            people,
            lead: services.lead,
            services: services.all,
            take_on: disclosure.take_on,
            told: Told {
                by,
                channel: disclosure.channel,
                happened: disclosure.happened.unwrap_or(now),
                shows: disclosure.shows,
                asks: disclosure.asks.clone(),
                words: disclosure.words.clone(),
            },
            safe_contact: disclosure
                .reach
                .iter()
                .map(|reach| SafeContact {
                    person: survivor,
                    channel: reach.channel,
                    safe: reach.safe,
                    value: reach.value.clone(),
                    terms: reach.terms.clone(),
                })
                .collect(),
        }
    }
}

struct Services {
    all: Vec<ServiceNamed>,
    lead: TeamId,
}

/// The services that a file needs from its first moment, out of the directory.
fn services_to_bring(
    directory: &Directory,
    own: TeamId,
    own_body: BodyId,
    disclosure: &Disclosure,
) -> Result<Services, CannotAct> {
    let basis = || Some("safeguarding and the prevention of harm: the service has to act on what was disclosed".to_owned());
    let housing = match disclosure.housing {
        Some(team) => directory.team(team).filter(|team| team.function == Function::Housing),
        None => directory.team_for(Function::Housing, Some(own_body)).or_else(|| directory.team_for(Function::Housing, None)),
    };
    let housing = housing.ok_or_else(|| {
        CannotAct::NobodyThere(
            "say which district she is in, so that its housing team can act; where it is not known, choose your nearest"
                .to_owned(),
        )
    })?;
    // The nearest team there is: whoever gets what another area's team should have hands it over; nobody would do nothing.
    let near = |function| {
        let of = |body| directory.team_for(function, Some(body));
        of(own_body).or_else(|| of(housing.body)).or_else(|| directory.teams().iter().find(|team| team.function == function))
    };
    let mut teams = vec![own, housing.id];
    teams.extend(directory.team_for(Function::Allocations, Some(housing.body)).map(|team| team.id));
    let children = disclosure.people.iter().any(|person| matches!(person.role, Role::Child | Role::UnbornChild));
    if children || disclosure.shows.intersects(Shows::CHILD_HARM.union(Shows::CHILD_WITNESS).union(Shows::PREGNANT)) {
        teams.extend(near(Function::Children).map(|team| team.id));
    }
    if disclosure.shows.intersects(Shows::CARE_NEEDS) {
        teams.extend(near(Function::Adults).map(|team| team.id));
    }
    teams.extend(near(Function::Idva).map(|team| team.id));
    if disclosure.shows.intersects(Shows::URGENT.union(Shows::HIGH_RISK)) {
        teams.extend(near(Function::Marac).map(|team| team.id));
        teams.extend(near(Function::Police).map(|team| team.id));
    }
    let mut all: Vec<ServiceNamed> = Vec::new();
    for team in teams {
        if !all.iter().any(|service| service.team == team) {
            all.extend(directory.service(team, true, basis()));
        }
    }
    if let Teller::Team(team) = disclosure.by
        && !all.iter().any(|service| service.team == team)
    {
        all.extend(directory.service(team, false, None));
    }
    // The team that was told leads if it is one that works with survivors; a reception desk or a school hands the lead to the housing team.
    let leads = directory.team(own).is_some_and(|team| {
        matches!(
            team.function,
            Function::Housing
                | Function::Children
                | Function::Adults
                | Function::Idva
                | Function::Refuge
                | Function::Charity
                | Function::Police
        )
    });
    Ok(Services { all, lead: if leads { own } else { housing.id } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_shows_a_slip_of_the_pen() {
        let places = [5, 20, 0, 30, 7, 7, 12];
        let text: String = places.iter().chain([&check(&places)]).map(|place| char::from(LETTERS[*place])).collect();
        assert!(is_reference(&text));
        let mut letters: Vec<char> = text.chars().collect();
        letters.swap(0, 1);
        assert!(!is_reference(&letters.iter().collect::<String>()), "two letters changed places");
        assert!(!is_reference(&text.replacen('7', "8", 1)), "one letter is wrong");
        assert!(!is_reference("nonsense") && !is_reference(""));
    }
}
