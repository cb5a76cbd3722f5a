//! What is owed, as the file's pages show it: cards, the clock counted out, the ladder, the ways to meet it.

use casefile::calendar::{self, Clock};
use casefile::facts::{Fact, Kind, WaiverAsked, WaiverDeclined, When};
use casefile::file::CaseFile;
use casefile::ids::{FactId, OfficerId};
use casefile::obligations::{End, Obligation, Severity, Standards, State};
use jiff::civil::{Date, DateTime};

use super::describe::Seen;
use crate::act;
use crate::components::{Cell, Row, Summary, Table, Tag, Tone};
use crate::my_work::views::Owed;
use crate::words::Nearness;
use crate::{paths, words};

/// An obligation as a card.
pub fn card(seen: &Seen<'_>, one: &Obligation, now: DateTime) -> Owed {
    let state = one.state(now);
    let owed = matches!(state, State::Late | State::Open | State::Coming);
    let (rule, raised_by) = one.key();
    Owed {
        title: one.rule.title.into(),
        must: one.rule.must.into(),
        href: paths::owed(seen.id, rule, raised_by),
        reference: seen.file.reference().unwrap_or_default().into(),
        known_as: seen
            .file
            .survivor()
            .and_then(|id| seen.file.people().get(id)?.name.as_ref())
            .map(|name| name.shown().to_owned())
            .unwrap_or_default(),
        file_href: paths::file(seen.id),
        owner: owner(seen, one),
        nearness: if owed { Nearness::of(one.due, now).class() } else { "met" },
        due: standing(one, now),
        tags: tags(seen, one, state),
        because: seen.because(one),
        since: words::day(one.since),
        source: citation(one),
        rule_href: paths::rule(rule),
        local: one.rule.local,
        act: (owed && !seen.past).then(|| first_way(seen, one)),
    }
}

fn owner(seen: &Seen<'_>, one: &Obligation) -> String {
    let team = seen.team(one.owner.team);
    match one.owner.officer {
        Some(officer) => format!("{}, {team}", seen.officer(officer)),
        None => format!("{team}, nobody assigned"),
    }
}

/// Act and provision.
pub fn citation(one: &Obligation) -> String {
    format!("{} {}", one.rule.source.act, one.rule.source.provision).trim().to_owned()
}

/// Where it stands, in words.
fn standing(one: &Obligation, now: DateTime) -> String {
    let on = |date| words::day(date);
    match one.end {
        End::Open if now.date() < one.since => format!("From {}", on(one.since)),
        End::Open => words::due(one.due, now),
        End::Met { on: day, .. } if day > one.due.date => {
            format!("Done on {}, {} late", on(day), days(words::days_from(one.due.date, day)))
        }
        End::Met { on: day, .. } => format!("Done in time, on {}", on(day)),
        End::Waived { on: day, .. } => format!("Waived on {}", on(day)),
        End::Ended { on: day, .. } => format!("No longer owed since {}", on(day)),
        End::Missed { on: day, .. } => format!("Not done. Too late since {}", on(day)),
    }
}

fn days(number: i64) -> String {
    words::count(number, "day", "days")
}

fn tags(seen: &Seen<'_>, one: &Obligation, state: State) -> Vec<Tag> {
    let mut tags = vec![match state {
        State::Late => Tag::new("Late", Tone::Red),
        State::Open => Tag::new("Open", Tone::Blue),
        State::Coming => Tag::new("Coming", Tone::Grey),
        State::Missed => Tag::new("Missed", Tone::Red),
        State::MetLate => Tag::new("Done late", Tone::Yellow),
        State::Met => Tag::new("Done", Tone::Green),
        State::Waived => Tag::new("Waived", Tone::Grey),
        State::Ended => Tag::new("Ended", Tone::Grey),
    }];
    if one.rule.severity == Severity::Safety {
        tags.push(Tag::new("Safety", Tone::Orange));
    }
    if let (Some(rung), true) = (one.passed_up, state.is_owed()) {
        tags.push(Tag::new(format!("Passed up: {}", rung.label().to_lowercase()), Tone::Yellow));
    }
    match waiver(seen.file, one) {
        Some(Waiver::Asked { .. }) => tags.push(Tag::new("Waiver asked", Tone::Grey)),
        Some(Waiver::Declined { .. }) => tags.push(Tag::new("Waiver declined", Tone::Grey)),
        None => {}
    }
    tags
}

/// The kinds of fact that an officer can record to meet it, the best first.
pub fn ways(one: &Obligation) -> Vec<Kind> {
    let mut ways: Vec<Kind> =
        one.rule.meets.iter().copied().filter(|kind| act::offered(*kind) || has_its_own_page(*kind)).collect();
    if ways.is_empty() {
        ways.push(Kind::ObligationAnswered);
    }
    ways.dedup();
    ways
}

const fn has_its_own_page(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::HeardAnswered
            | Kind::SendingDecided
            | Kind::LikenessDecided
            | Kind::MessageSent
            | Kind::HandedOver
            | Kind::OfficerAssigned
            | Kind::ServiceNamed
            | Kind::ObligationAnswered
            | Kind::EscalationAcknowledged
    )
}

fn first_way(seen: &Seen<'_>, one: &Obligation) -> (String, String) {
    let (rule, raised_by) = one.key();
    match ways(one)[..] {
        [only] => (way(seen, one, only), act::words::verb(only)),
        _ => (paths::owed(seen.id, rule, raised_by), "See what you can do".into()),
    }
}

/// Where a way to meet an obligation leads.
pub fn way(seen: &Seen<'_>, one: &Obligation, kind: Kind) -> String {
    let (rule, raised_by) = one.key();
    match kind {
        Kind::EvidenceConsidered => paths::consider(seen.id, raised_by),
        Kind::SendingDecided => paths::send(seen.id, &format!("asked/{raised_by}")),
        Kind::MessageSent if rule == casefile::sending::POST_IT => paths::send(seen.id, &format!("letters/{raised_by}")),
        Kind::MessageSent if rule == casefile::letters::WRITE => crate::letters::write_path(seen.id, raised_by),
        Kind::MessageSent => paths::part(seen.id, "send"),
        Kind::LikenessDecided => paths::part(seen.id, &format!("likeness/{raised_by}")),
        Kind::HandedOver => paths::part(seen.id, "hand-over"),
        Kind::OfficerAssigned => paths::part(seen.id, "assign"),
        Kind::ServiceNamed => paths::part(seen.id, "bring-in"),
        Kind::DecisionMade => paths::part(seen.id, "decide"),
        kind => paths::way(seen.id, rule, raised_by, kind),
    }
}

/// The ways to meet it: where to, the words on the button, what it records.
pub fn ways_in_words(seen: &Seen<'_>, one: &Obligation) -> Vec<(String, String, String)> {
    let mut all: Vec<(String, String, String)> =
        ways(one).into_iter().map(|kind| (way(seen, one, kind), act::words::verb(kind), act::words::meaning(kind))).collect();
    if one.rule.meets.iter().any(|kind| WRITTEN.contains(kind)) {
        let what = "One message to one recipient, looked through before it leaves. Record here what you did, once it has left.";
        all.push((paths::part(seen.id, "send"), "Write to somebody".into(), what.into()));
    }
    all
}

/// What officers often do by writing to somebody.
const WRITTEN: &[Kind] = &[
    Kind::Answered,
    Kind::ComplaintAcknowledged,
    Kind::ComplaintAnswered,
    Kind::ContactMade,
    Kind::EvidenceRequested,
    Kind::HarmAcknowledged,
    Kind::InformationAsked,
    Kind::InformationGiven,
    Kind::InformationShared,
    Kind::PersonToldOfBreach,
    Kind::PlacementNotified,
    Kind::ReferralAnswered,
    Kind::ReferralMade,
    Kind::RegulatorTold,
    Kind::ReviewDecided,
    Kind::SubjectAccessAnswered,
    Kind::SurvivorUpdated,
];

/// The last waiver that was asked of something still owed.
pub enum Waiver<'a> {
    /// It waits for a second person.
    Asked {
        /// What was asked.
        asked: FactId,
        /// Who asked.
        by: OfficerId,
    },
    /// A second person declined it: the fact that says so, and who asked.
    Declined {
        /// The fact that says so.
        fact: &'a Fact,
        /// Who declined.
        by: OfficerId,
        /// Who asked.
        asked_by: OfficerId,
    },
}

/// What became of the last waiver that was asked, while it is still owed.
pub fn waiver<'a>(file: &'a CaseFile, one: &Obligation) -> Option<Waiver<'a>> {
    if one.end != End::Open {
        return None;
    }
    let (rule, raised_by) = one.key();
    let mut all = file.each::<WaiverAsked>().filter(|(_, asked)| asked.rule.0 == rule && asked.raised_by == raised_by);
    let (asked, it) = all.next_back()?;
    let declined = file.each::<WaiverDeclined>().find(|(_, declined)| declined.asked == asked.id);
    Some(match declined {
        Some((fact, declined)) => Waiver::Declined { fact, by: declined.officer, asked_by: it.officer },
        None => Waiver::Asked { asked: asked.id, by: it.officer },
    })
}

/// The clock, counted out in sentences.
pub fn clock(one: &Obligation, standards: &Standards) -> Vec<String> {
    let clock = standards.clock(one.rule);
    let mut sentences = vec![format!("Length: {}.", clock.in_words())];
    let started = words::weekday_and_day(one.since);
    sentences.push(match clock {
        Clock::OnDate => "The day is set by the fact that raised it.".into(),
        Clock::SameDay => format!("Owed since {started}; the day counts until it is over."),
        Clock::BeginningWith { .. } | Clock::WeeksBeginningWith(_) | Clock::MonthsBeginningWith(_) | Clock::YearsBeginningWith(_) => {
            format!("{started} counts: it is day 1.")
        }
        Clock::Hours(_) => format!("Hours of every day count, from the moment that started them on {started}, or from the start of that day where no time is known."),
        Clock::CourtHours(_) => format!("Hours count from {started}; Sundays and bank holidays are left out."),
        _ => format!("{started} does not count: the next day is day 1."),
    });
    if let Clock::WorkingDays(_) | Clock::AsSoonAsPracticable { .. } = clock {
        sentences.push("Saturdays, Sundays and bank holidays in England do not count.".into());
        sentences.extend(free_days(one.since, one.due.date));
    }
    sentences.push(match one.due.time {
        Some(_) => format!("The last moment is {}.", words::when(one.due)),
        None => format!("The last day is {}; it is in time until that day is over.", words::weekday_and_day(one.due.date)),
    });
    sentences
}

/// How many days between two do not count.
fn free_days(from: Date, to: Date) -> Option<String> {
    let mut day = from.tomorrow().ok()?;
    let (mut counted, mut free) = (0, 0);
    while day <= to && counted + free < 400 {
        if calendar::is_working_day(day) {
            counted += 1;
        } else {
            free += 1;
        }
        day = day.tomorrow().ok()?;
    }
    (free > 0).then(|| format!("From the day after to the last day, {} count and {} do not.", days(counted), days(free)))
}

/// Who hears of it when nothing happens.
pub fn ladder(one: &Obligation, now: DateTime) -> Table {
    let over = one.end != End::Open;
    let rows = one.ladder().into_iter().map(|step| {
        let reached = one.passed_up.is_some_and(|rung| rung >= step.to);
        let state = match (reached, over, step.at <= now) {
            (true, _, _) => Tag::new("Told", Tone::Yellow),
            (false, true, _) => Tag::new("Not needed", Tone::Grey),
            (false, false, true) => Tag::new("Due", Tone::Red),
            (false, false, false) => Tag::new("To come", Tone::Blue),
        };
        vec![Cell::Text(step.to.label().into()), Cell::Text(words::when(When::at(step.at))), Cell::Tag(state)]
    });
    Table {
        caption: String::new(),
        heads: [("Who", false), ("When", false), ("State", false)].map(|(head, number)| (head.to_owned(), number)).to_vec(),
        rows: rows.collect(),
    }
}

/// The order of urgency: safety first among what is due on one day.
pub fn by_urgency(list: &mut [Obligation]) {
    list.sort_by_key(|one| (one.deadline(), one.rule.severity, one.rule.id, one.raised_by));
}

/// The few lines at the head of a file.
pub fn summary(seen: &Seen<'_>, owed: &[Obligation], standards: &Standards, now: DateTime) -> Summary {
    let late = owed.iter().filter(|one| one.state(now) == State::Late).count();
    let open = owed.iter().filter(|one| one.state(now).is_owed()).count();
    let unread = seen.file.unread_evidence().count();
    let lead = seen.file.lead().map_or_else(
        || "Nobody: ask the duty manager".to_owned(),
        |team| match seen.file.officer_of(team) {
            Some(officer) => format!("{}, {}", seen.officer(officer), seen.team(team)),
            None => format!("{}, nobody assigned", seen.team(team)),
        },
    );
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let link = |part: &str, words: &str, about: &str| Some((paths::part(seen.id, part), words.to_owned(), about.to_owned()));
    let safe = super::contact::is_reachable(seen, standards, now.date());
    Summary(vec![
        Row::new(
            "Owed",
            format!(
                "{}, {}",
                words::count(number(open), "thing", "things"),
                match late {
                    0 => "none late".to_owned(),
                    late => format!("{late} late"),
                }
            ),
        ),
        Row {
            action: link("contact", "Open", "safe contact"),
            ..Row::new("Safe contact", if safe { "A safe way is known" } else { "No safe way is known: do not get in touch" })
        },
        Row {
            action: link("evidence", "Open", "evidence"),
            ..Row::new(
                "Evidence",
                match unread {
                    0 => "All read".to_owned(),
                    _ => words::count(number(unread), "piece unread", "pieces unread"),
                },
            )
        },
        Row::new("Lead", lead),
    ])
}
