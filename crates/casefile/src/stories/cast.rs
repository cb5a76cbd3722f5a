//! The services and people of a story, and the facts that bring them into the file.

use jiff::civil::{Date, Time};

use super::fields::one_of;
use super::labels::Labels;
use super::moved::Moved;
use super::problem::Problems;
use super::read::{MOST_PEOPLE, MOST_TEAMS};
use super::section::Section;
use super::story::{StoryPerson, StoryTeam};
use crate::calendar::london_moment;
use crate::facts::{
    Body, BodyKind, By, Fact, FileOpened, Function, PersonAdded, Relation, RelationshipRecorded, Role, ServiceNamed, When,
};
use crate::ids::{BodyId, PersonId, TeamId};
use crate::private::Unprinted;

pub(super) struct Team {
    pub(super) told: StoryTeam,
    body: BodyId,
}

pub(super) struct Person {
    pub(super) told: StoryPerson,
    pub(super) born: Option<Date>,
    in_household: bool,
}

pub(super) struct Related {
    person: PersonId,
    relation: Relation,
    with: PersonId,
}

pub(super) fn teams(sections: &[Section], labels: &mut Labels, problems: &mut Problems) -> Vec<Team> {
    if sections.is_empty() {
        problems.add(&(0..0), "this story has no services", "add at least one [[team]]");
    }
    too_many(sections, MOST_TEAMS, "teams", problems);
    let mut bodies: std::collections::BTreeMap<String, (Option<String>, Option<BodyKind>)> = std::collections::BTreeMap::new();
    for section in sections {
        if let (Some(body), mut unheard) = (section.value("body").and_then(|(value, _)| value.as_str()), Problems::of("")) {
            let known = bodies.entry(body.to_owned()).or_default();
            known.0 = known.0.take().or_else(|| section.text("body_name", &mut unheard));
            known.1 = known.1.take().or_else(|| code(section, "body_kind", BodyKind::CHOICES, BodyKind::ALL, &mut unheard));
        }
    }
    sections.iter().take(MOST_TEAMS).filter_map(|section| team(section, &bodies, labels, problems)).collect()
}

fn team(
    section: &Section,
    bodies: &std::collections::BTreeMap<String, (Option<String>, Option<BodyKind>)>,
    labels: &mut Labels,
    problems: &mut Problems,
) -> Option<Team> {
    section.only(&["id", "name", "body", "body_name", "body_kind", "function", "party"], problems);
    let label = new_label(section, labels, problems);
    let name = section.must("name", "what the team is called", problems);
    section.must("body", "a label for the organisation that it belongs to", problems);
    let body = section.label("body", problems);
    section.must("function", "what it is there to do, such as \"housing\"", problems);
    let function = code(section, "function", Function::CHOICES, Function::ALL, problems);
    section.text("body_name", problems);
    code(section, "body_kind", BodyKind::CHOICES, BodyKind::ALL, problems);
    let party = section.yes("party", problems);
    let id = labels.add_team(label.as_deref()?);
    let (body, function) = (body?, function?);
    labels.bodies.entry(body.clone()).or_default().push(id);
    let (body_name, body_kind) = bodies.get(&body).cloned().unwrap_or_default();
    if body_kind.is_none() {
        let wrong = format!("nothing says what kind of organisation “{body}” is");
        problems.add(
            &section.at,
            wrong,
            "add a line body_kind = \"unitary-council\", or the code that fits, to one of its teams",
        );
    }
    let name = name?;
    let told = StoryTeam {
        label: label?,
        id,
        body_name: body_name.unwrap_or_else(|| name.clone()),
        name,
        function,
        body_kind: body_kind?,
        party: party.unwrap_or(uses_holdfast(function)),
    };
    Some(Team { told, body: labels.body(&body) })
}

/// Services that would use Holdfast where the story does not say.
fn uses_holdfast(function: Function) -> bool {
    !matches!(function, Function::Court | Function::Prison | Function::Legal | Function::Ombudsman | Function::Other)
}

pub(super) fn people(sections: &[Section], moved: Moved, labels: &mut Labels, problems: &mut Problems) -> Vec<Person> {
    too_many(sections, MOST_PEOPLE, "people", problems);
    let people: Vec<_> =
        sections.iter().take(MOST_PEOPLE).filter_map(|section| person(section, moved, labels, problems)).collect();
    let mut survivors = people.iter().filter(|person| person.told.role == Role::Survivor);
    match (survivors.next(), survivors.next()) {
        (None, _)
            if sections.iter().all(|section| section.value("role").is_none_or(|(role, _)| role.as_str() != Some("survivor"))) =>
        {
            let at = sections.first().map_or(0..0, |section| section.at.clone());
            problems.add(&at, "nobody in this story is the survivor", "give one [[person]] the line role = \"survivor\"");
        }
        (Some(_), Some(second)) => {
            let named = |section: &&Section| section.value("id").is_some_and(|(id, _)| id.as_str() == Some(&second.told.label));
            let at = sections.iter().rfind(named).map_or(0..0, |section| section.at.clone());
            problems.add(
                &at,
                "a story has one survivor, and this is a second",
                "write a story of its own for each; a child is role = \"child\"",
            );
        }
        _ => {}
    }
    people
}

fn person(section: &Section, moved: Moved, labels: &mut Labels, problems: &mut Problems) -> Option<Person> {
    section.only(&["id", "role", "name", "born", "in_household"], problems);
    let label = new_label(section, labels, problems);
    section.must("role", "who they are here, such as \"survivor\"", problems);
    let role = code(section, "role", Role::CHOICES, Role::ALL, problems);
    let name = section.text("name", problems);
    let born = section.day("born", problems).map(|born| moved.day(born));
    let in_household = section.yes("in_household", problems);
    let label = label?;
    let id = labels.add_person(&label);
    let role = role?;
    let at_home = matches!(role, Role::Survivor | Role::Child | Role::HouseholdMember);
    Some(Person { told: StoryPerson { label, id, name, role }, born, in_household: in_household.unwrap_or(at_home) })
}

pub(super) fn relations(sections: &[Section], labels: &Labels, problems: &mut Problems) -> Vec<Related> {
    let one = |section: &Section, problems: &mut Problems| {
        section.only(&["person", "relation", "with"], problems);
        let mut person = |key, meaning| {
            let label = section.must(key, meaning, problems)?;
            labels.person(&label, &section.at_key(key), problems)
        };
        let (person, with) = (person("person", "the one"), person("with", "the other"));
        section.must("relation", "how they are connected, such as \"intimate\"", problems);
        let relation = code(section, "relation", Relation::CHOICES, Relation::ALL, problems);
        Some(Related { person: person?, relation: relation?, with: with? })
    };
    sections.iter().take(MOST_PEOPLE).filter_map(|section| one(section, problems)).collect()
}

/// The facts that open the file and bring everybody into it, on the first day of the story.
pub(super) fn opening(
    teams: &[Team],
    people: &[Person],
    relations: &[Related],
    lead: Option<TeamId>,
    reference: &str,
    start: Date,
    labels: &Labels,
) -> Option<Vec<Fact>> {
    let survivor = people.iter().find(|person| person.told.role == Role::Survivor)?.told.id;
    let lead = lead.or_else(|| teams.first().map(|team| team.told.id))?;
    let mut facts = Vec::new();
    let mut add = |label: String, body: Body| {
        facts.push(Fact {
            id: labels.fact(&format!("opening {label}")),
            happened: When::on(start),
            recorded: london_moment(start.to_datetime(Time::midnight())),
            by: By::Import,
            supersedes: None,
            known: Vec::new(),
            body,
        });
    };
    add("file".to_owned(), FileOpened { survivor, lead, reference: reference.to_owned() }.into());
    for Team { told, body } in teams {
        let named = ServiceNamed {
            team: told.id,
            name: told.name.clone(),
            function: told.function,
            body: *body,
            body_name: told.body_name.clone(),
            body_kind: told.body_kind,
            party: told.party,
            basis: None,
        };
        add(format!("team {}", told.label), named.into());
    }
    for Person { told, born, in_household } in people {
        let added = PersonAdded {
            person: told.id,
            role: told.role,
            name: told.name.as_ref().map(Unprinted::new),
            born: *born,
            in_household: *in_household,
        };
        add(format!("person {}", told.label), added.into());
    }
    for (at, related) in relations.iter().enumerate() {
        let recorded = RelationshipRecorded { person: related.person, relation: related.relation, with: related.with };
        add(format!("relationship {at}"), recorded.into());
    }
    Some(facts)
}

fn new_label(section: &Section, labels: &mut Labels, problems: &mut Problems) -> Option<String> {
    if section.value("id").is_none() {
        let mend = "add a line id = \"…\": the label by which the rest of the story calls it";
        problems.add(&section.at, format!("this {} has no “id”", section.name), mend);
    }
    let label = section.label("id", problems)?;
    labels.take(&label, &section.at_key("id"), problems).then_some(label)
}

pub(super) fn code<T: Copy>(
    section: &Section,
    key: &str,
    choices: &'static [crate::facts::Choice],
    all: &[T],
    problems: &mut Problems,
) -> Option<T> {
    let (value, at) = section.value(key)?;
    let code = one_of(choices, value, &at, problems)?;
    choices.iter().position(|choice| choice.code == code).and_then(|at| all.get(at).copied())
}

pub(super) fn too_many(sections: &[Section], most: usize, what: &str, problems: &mut Problems) {
    if let Some(first) = sections.get(most) {
        problems.add(&first.at, format!("a story can have {most} {what} and this one has {}", sections.len()), "split the story");
    }
}
