//! The other parts of a file: timeline, people, evidence, decisions, plan.

use casefile::confidentiality::Markers;
use casefile::facts::{ActionDone, ActionSet, Body, DataItem, Fact, Kind, PlanMade, PlanReviewed, Role, StepDone};
use casefile::ids::PersonId;
use jiff::civil::Date;

use super::contact;
use super::describe::Seen;
use super::views::{Entry, PersonCard, PlanCard};
use crate::components::{Cell, Table, Tag, Tone};
use crate::{paths, words};

/// The timeline, newest month first; what was corrected stays where it stood.
pub fn timeline(seen: &Seen<'_>) -> Vec<(String, Vec<Entry>)> {
    let mut facts: Vec<&Fact> = seen.file.history().iter().filter(|fact| fact.body.kind() != Kind::Looked).collect();
    facts.sort_by_key(|fact| std::cmp::Reverse((fact.happened, fact.recorded, fact.id)));
    let mut months: Vec<(String, Vec<Entry>)> = Vec::new();
    for fact in facts {
        let day = fact.happened.date;
        let month = format!("{} {}", words::month(day.month()), day.year());
        match months.last_mut() {
            Some((newest, list)) if *newest == month => list.push(seen.entry(fact)),
            _ => months.push((month, vec![seen.entry(fact)])),
        }
    }
    months
}

/// Facts of some kinds, newest first.
fn of_kinds(seen: &Seen<'_>, kinds: &[Kind]) -> Vec<Entry> {
    let mut facts: Vec<&Fact> = seen.file.facts().iter().filter(|fact| kinds.contains(&fact.body.kind())).collect();
    facts.reverse();
    facts.into_iter().map(|fact| seen.entry(fact)).collect()
}

/// Evidence: what is unread first.
pub fn evidence(seen: &Seen<'_>) -> Vec<(String, Vec<Entry>)> {
    let unread = seen.file.unread_evidence().map(|fact| seen.entry(fact)).collect();
    let mut read: Vec<Entry> = Vec::new();
    for fact in seen.file.facts().iter().rev().filter(|fact| fact.body.kind() == Kind::EvidenceReceived) {
        if let Some(considered) = seen.file.considered(fact.id) {
            read.push(seen.entry(fact));
            read.push(seen.entry(considered));
        }
    }
    vec![
        ("Unread".into(), unread),
        ("Read, with what it changed".into(), read),
        ("Asked for".into(), of_kinds(seen, &[Kind::EvidenceRequested])),
    ]
}

/// Decisions, duties and reviews.
pub fn decisions(seen: &Seen<'_>) -> Vec<(String, Vec<Entry>)> {
    let decided =
        [Kind::DecisionMade, Kind::PriorityAwarded, Kind::ReviewDecided, Kind::DisclosureSchemeDecided, Kind::UrgentMoveAgreed];
    let duties = [Kind::HomelessnessOpened, Kind::HomelessnessAssessed, Kind::DutyAccepted, Kind::DutyEnded];
    let asked = [Kind::ReviewAsked, Kind::RepresentationsMade, Kind::AppealMade, Kind::DecisionReceived];
    vec![
        ("Decisions".into(), of_kinds(seen, &decided)),
        ("Duties".into(), of_kinds(seen, &duties)),
        ("Reviews and appeals".into(), of_kinds(seen, &asked)),
    ]
}

/// The people of the file.
pub fn people(seen: &Seen<'_>) -> Vec<PersonCard> {
    let people = seen.file.people();
    let markers = Markers::of(seen.file);
    let connected = |id: PersonId| {
        let all = people.relationships().iter().filter(move |(one, _, _)| *one == id);
        all.map(|(_, relation, other)| format!("{} {}", relation.label(), seen.person(*other))).collect::<Vec<_>>()
    };
    people
        .all()
        .iter()
        .map(|one| {
            let mut lines = Vec::new();
            lines.extend(one.born.map(|born| format!("Born {}", words::day(born))));
            if one.in_household {
                lines.push("Lives in the household".into());
            }
            lines.extend(connected(one.id));
            PersonCard {
                name: seen.person(one.id),
                role: one.role.label().into(),
                lines,
                other_side: people.is_other_side(one.id),
                keep: matches!(one.role, Role::Child)
                    .then(|| contact::keep(seen, &markers, DataItem::School, one.id, "people"))
                    .flatten(),
            }
        })
        .collect()
}

/// The services of the file.
pub fn services(seen: &Seen<'_>) -> Table {
    let rows = seen.file.services().all().iter().map(|one| {
        let officer = seen.file.officer_of(one.team).map_or_else(|| "Nobody".to_owned(), |officer| seen.officer(officer));
        let open = if one.party { Tag::new("May open the file", Tone::Blue) } else { Tag::new("Only named", Tone::Grey) };
        vec![
            Cell::Text(one.name.clone()),
            Cell::Text(one.body_name.clone()),
            Cell::Text(one.function.label().into()),
            Cell::Text(officer),
            Cell::Tag(open),
        ]
    });
    let heads = ["Team", "Body", "What for", "Who has the file", "Access"].map(|head| (head.to_owned(), false));
    Table { caption: String::new(), heads: heads.to_vec(), rows: rows.collect() }
}

/// Plans and actions, newest first.
pub fn plans(seen: &Seen<'_>, today: Date) -> Vec<PlanCard> {
    let mut cards: Vec<PlanCard> = seen.file.each::<PlanMade>().map(|(fact, plan)| plan_card(seen, fact, plan, today)).collect();
    cards.reverse();
    cards.extend(actions(seen, today));
    cards
}

fn plan_card(seen: &Seen<'_>, fact: &Fact, plan: &PlanMade, today: Date) -> PlanCard {
    let done: Vec<u32> =
        seen.file.each::<StepDone>().filter(|(_, done)| done.plan == fact.id).map(|(_, done)| done.step).collect();
    let mut lines = vec![format!("Made on {} by {}.", words::day(fact.happened.date), seen.team(plan.by))];
    lines.push(if plan.copy_given { "She has a copy.".into() } else { "No copy has been given to her yet.".into() });
    let reviews = seen
        .file
        .each::<PlanReviewed>()
        .filter(|(review, reviewed)| reviewed.plan == plan.plan && review.happened >= fact.happened);
    lines.extend(
        reviews
            .max_by_key(|(review, _)| review.happened)
            .map(|(review, _)| format!("Last reviewed on {}.", words::day(review.happened.date))),
    );
    let rows = (1u32..).zip(&plan.steps).map(|(number, step)| {
        let who = step
            .who
            .team()
            .map_or_else(|| step.who.person().map_or_else(String::new, |id| seen.person(id)), |team| seen.team(team));
        let due = step.due.map_or_else(|| "No day set".to_owned(), words::day);
        let state = step_state(done.contains(&number), step.due, today);
        vec![Cell::Text(format!("{number}. {}", step.what)), Cell::Text(who), Cell::Text(due), Cell::Tag(state)]
    });
    let steps = Table { caption: String::new(), heads: heads(["What", "Who", "By when", "State"]), rows: rows.collect() };
    let actions = vec![
        (paths::act(seen.id, Kind::StepDone), "A step is done".into()),
        (paths::part(seen.id, "plan/review"), "Review this plan".into()),
    ];
    let keep = plan
        .person
        .or(seen.file.survivor())
        .and_then(|person| contact::keep(seen, &Markers::of(seen.file), DataItem::Plan, person, "plan"));
    PlanCard { title: plan.plan.label().into(), lines, steps, actions, keep }
}

fn heads<const N: usize>(heads: [&str; N]) -> Vec<(String, bool)> {
    heads.iter().map(|head| ((*head).to_owned(), false)).collect()
}

fn step_state(done: bool, due: Option<Date>, today: Date) -> Tag {
    match (done, due) {
        (true, _) => Tag::new("Done", Tone::Green),
        (false, Some(due)) if due < today => Tag::new("Late", Tone::Red),
        _ => Tag::new("Open", Tone::Blue),
    }
}

/// Actions that meetings gave out.
fn actions(seen: &Seen<'_>, today: Date) -> Option<PlanCard> {
    let done: Vec<_> = seen.file.each::<ActionDone>().map(|(_, done)| done.action).collect();
    let rows: Vec<Vec<Cell>> = seen
        .file
        .each::<ActionSet>()
        .map(|(fact, set)| {
            let due = set.due.map_or_else(|| "No day set".to_owned(), words::day);
            let state = step_state(done.contains(&fact.id), set.due, today);
            vec![Cell::Text(set.action.label().into()), Cell::Text(seen.team(set.owner)), Cell::Text(due), Cell::Tag(state)]
        })
        .collect();
    (!rows.is_empty()).then(|| PlanCard {
        title: "Actions from meetings".into(),
        lines: Vec::new(),
        steps: Table { caption: String::new(), heads: heads(["What", "Who", "By when", "State"]), rows },
        actions: vec![(paths::act(seen.id, Kind::ActionDone), "An action is done".into())],
        keep: None,
    })
}

/// Whether a fact holds this sealed field, and what people call it.
pub fn sealed_field(fact: &Fact, name: &str) -> Option<String> {
    let field = fact.body.kind().info().fields.iter().find(|field| field.name == name)?;
    let what = match (&fact.body, name) {
        (Body::SafeContactSet(_), "value") => "Number or address".to_owned(),
        (Body::SafeContactSet(_), "hours") => "Days and hours".to_owned(),
        (Body::SafeContactSet(_), "terms") => "Words to use".to_owned(),
        (Body::AddressRecorded(_), "value") => "Address".to_owned(),
        _ => words::from_code(name),
    };
    matches!(field.shape, casefile::facts::Shape::Sealed(_)).then_some(what)
}
