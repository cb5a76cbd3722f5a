//! Opening a file by recording a disclosure, and recording a further one.

use jiff::civil::Date;

use super::words::listed;
use super::{Command, Context, Refusal, checked};
use crate::facts::{
    Ask, Body, Channel, DisclosureMade, FileOpened, Function, NewFact, OfficerAssigned, PersonAdded, Relation,
    RelationshipRecorded, Role, SafeContactSet, ServiceNamed, Shows, When, Who,
};
use crate::file::CaseFile;
use crate::ids::{PersonId, TeamId};
use crate::private::{ContactDetail, Narrative, Sealed, Unprinted};

/// Somebody who comes into a file.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPerson {
    /// The id that they are to have.
    pub id: PersonId,
    /// Who they are here.
    pub role: Role,
    /// What they are called.
    pub name: Option<Unprinted>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Whether they live in the survivor's household.
    pub in_household: bool,
    /// How they are connected with the survivor, where that is known: "this person *is a parent of* the survivor".
    pub connected: Option<Connected>,
}

/// How somebody is connected with the survivor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connected {
    /// How.
    pub relation: Relation,
    /// With whom.
    pub with: PersonId,
}

impl NewPerson {
    fn added(&self, on: Date) -> NewFact {
        NewFact::new(
            on,
            PersonAdded {
                person: self.id,
                role: self.role,
                name: self.name.clone(),
                born: self.born,
                in_household: self.in_household,
            },
        )
    }

    fn relationship(&self, on: Date) -> Option<NewFact> {
        let Connected { relation, with } = self.connected?;
        Some(NewFact::new(on, RelationshipRecorded { person: self.id, relation, with }))
    }
}

/// Everybody first, then how they are connected, since anybody may be connected with anybody.
fn come_in<'a>(people: impl Iterator<Item = &'a NewPerson> + Clone, on: Date) -> impl Iterator<Item = NewFact> {
    people.clone().map(move |person| person.added(on)).chain(people.filter_map(move |person| person.relationship(on)))
}

/// What was told, in their own words.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Who tells; `None` where signs were seen and nobody spoke.
    pub by: Option<Who>,
    /// In which form.
    pub channel: Option<Channel>,
    /// When.
    pub happened: When,
    /// What it shows.
    pub shows: Shows,
    /// What she asks for.
    pub asks: Vec<Ask>,
    /// In their own words.
    pub words: Option<Sealed<Narrative>>,
}

impl Told {
    fn fact(&self, to: TeamId) -> NewFact {
        NewFact::new(
            self.happened,
            DisclosureMade {
                by: self.by,
                to,
                channel: self.channel,
                shows: self.shows,
                asks: self.asks.clone(),
                words: self.words.clone(),
            },
        )
    }
}

/// How somebody can, or cannot, be reached without danger.
#[derive(Debug, Clone, PartialEq)]
pub struct SafeContact {
    /// Whom.
    pub person: PersonId,
    /// By which channel.
    pub channel: Channel,
    /// Whether that is safe.
    pub safe: bool,
    /// The number or address.
    pub value: Option<Sealed<ContactDetail>>,
    /// When it is safe, and which words to use.
    pub terms: Option<Sealed<ContactDetail>>,
}

impl SafeContact {
    fn fact(&self, by: TeamId, context: &Context<'_>) -> NewFact {
        NewFact::new(
            context.today,
            SafeContactSet {
                person: self.person,
                channel: self.channel,
                safe: self.safe,
                value: self.value.clone(),
                terms: self.terms.clone(),
                by: Some(by),
                confirmed: Some(context.today),
                ways: Vec::new(),
                hours: None,
                reached_by: Vec::new(),
                confirms: None,
                replaces: None,
            },
        )
    }
}

/// Opens a file for a survivor by recording what was disclosed. Everything that the file needs from its first moment comes with it: who is who,
/// which services are there to act, how she can be reached.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenFile {
    /// The neutral reference that may stand on paper.
    pub reference: String,
    /// The survivor.
    pub survivor: NewPerson,
    /// Everybody else: children, the alleged perpetrator, whoever tells.
    pub people: Vec<NewPerson>,
    /// The services that come in at once, out of the directory: the recorder's own team, the housing authority, children's services where there
    /// are children, advisers (IDVA).
    pub services: Vec<ServiceNamed>,
    /// The team that leads.
    pub lead: TeamId,
    /// Whether the officer who records it takes the file on.
    pub take_on: bool,
    /// What was told.
    pub told: Told,
    /// How people can be reached.
    pub safe_contact: Vec<SafeContact>,
}

impl OpenFile {
    fn has(&self, function: Function) -> bool {
        self.services.iter().any(|service| service.party && service.function == function)
    }

    /// Nobody to act, nobody to own: such a file is not opened.
    fn somebody_is_there_to_act(&self, context: &Context<'_>) -> Result<(), Refusal> {
        let mut missing = Vec::new();
        if !self.services.iter().any(|service| service.party && service.team == context.team) {
            missing.push("your own team".to_owned());
        }
        if !self.services.iter().any(|service| service.party && service.team == self.lead) {
            missing.push("the team that leads".to_owned());
        }
        if !self.has(Function::Housing) {
            missing.push("a housing authority".to_owned());
        }
        let children = self.people.iter().any(|person| matches!(person.role, Role::Child | Role::UnbornChild));
        if children && !self.has(Function::Children) {
            missing.push("children's services".to_owned());
        }
        if missing.is_empty() {
            return Ok(());
        }
        Err(Refusal::because(format!("The file would have nobody to act on it: {} must be in it from the start.", listed(&missing)))
            .instead("Ask whoever keeps the directory to add the missing service; tell the duty manager now, so that nothing waits for it."))
    }
}

impl Command for OpenFile {
    const NAME: &'static str = "open-file";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !file.history().is_empty() {
            return Err(Refusal::because("This file is open already.").instead("Record what was told as a further disclosure."));
        }
        if self.survivor.role != Role::Survivor || self.people.iter().any(|person| person.role == Role::Survivor) {
            return Err(Refusal::because(
                "A file is about one survivor. A child who lives with the abuse has a place of their own in it.",
            )
            .instead("Open a further file for another adult who is harmed."));
        }
        self.somebody_is_there_to_act(context)?;
        let opened = context.today;
        let first = FileOpened { survivor: self.survivor.id, lead: self.lead, reference: self.reference.clone() };
        let mut facts = vec![NewFact::new(opened, first)];
        facts.extend(self.services.iter().map(|service| NewFact::new(opened, service.clone())));
        facts.extend(come_in(std::iter::once(&self.survivor).chain(&self.people), opened));
        facts.push(self.told.fact(context.team));
        facts.extend(self.safe_contact.iter().map(|contact| contact.fact(context.team, context)));
        if self.take_on {
            facts.push(NewFact::new(opened, Body::from(OfficerAssigned { team: context.team, officer: Some(context.officer) })));
        }
        checked(file, facts, context)
    }
}

/// Records a further disclosure in a file that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordDisclosure {
    /// What was told.
    pub told: Told,
    /// People who are new to the file.
    pub people: Vec<NewPerson>,
    /// How people can be reached.
    pub safe_contact: Vec<SafeContact>,
}

impl Command for RecordDisclosure {
    const NAME: &'static str = "record-disclosure";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if self.people.iter().any(|person| file.people().get(person.id).is_some()) {
            return Err(
                Refusal::because("Somebody who is said to be new is in the file already.").instead("Choose them from the file.")
            );
        }
        let mut facts: Vec<NewFact> = come_in(self.people.iter(), context.today).collect();
        facts.push(self.told.fact(context.team));
        facts.extend(self.safe_contact.iter().map(|contact| contact.fact(context.team, context)));
        checked(file, facts, context)
    }
}
