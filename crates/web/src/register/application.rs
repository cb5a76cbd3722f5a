//! `GET /files/{file}/register`: where each application stands, what is to be done next, and what is possible here and now.

use access::Act as _;
use axum::extract::{Path, Query};
use casefile::allocations::first_look::told_first;
use casefile::allocations::needs::{self, Told};
use casefile::allocations::on_register::OnRegister;
use casefile::allocations::scheme::Scheme;
use casefile::commands::register::scheme_of;
use casefile::facts::{Fact, Kind, ReviewAsked, ReviewDecided, ReviewKind, TenancyEnded, TenancyHeld, Tenure};
use casefile::ids::{FactId, FileId};
use casefile::letters::{Stage, stage};
use casefile::obligations::Standards;
use jiff::civil::Date;

use super::keep_home;
use super::steps::Step;
use super::views::{ApplicationCard, RegisterPage};
use crate::components::{Cell, Line, Reveal, Row, Summary, Table, Tag, Tone};
use crate::door::{Problem, Signed};
use crate::file::describe::Seen;
use crate::file::handlers::{InHand, On};
use crate::{paths, words};

/// Who looks at an application, and when.
pub(super) struct Look<'a> {
    pub seen: Seen<'a>,
    pub standards: &'a Standards,
    pub today: Date,
    /// Whether the application is on the register of the officer's own body, and their role lets them record.
    pub ours: bool,
    pub senior: bool,
    /// Whether the officer sees homes to let.
    pub houses: bool,
}

/// The page.
/// # Errors
/// No such file.
pub async fn show(signed: Signed, Path(file): Path<FileId>, Query(on): Query<On>) -> Result<RegisterPage, Problem> {
    let hand = InHand::open(signed, file, on.day()).await?;
    let standards = hand.signed.web.house().standards();
    let seen = hand.seen();
    let today = hand.opened.at.date();
    let officer = hand.signed.desk().officer();
    let records = access::RecordFact::INFO.roles.contains(&officer.role);
    let houses = hand.signed.desk().sees_homes(&hand.signed.directory().await?);
    let told = told_first(seen.file);
    let mut applications = Vec::new();
    for one in &OnRegister::all(seen.file, today) {
        let body = seen.file.services().body(one.application.to);
        let ours = records && body == Some(officer.body) && !seen.past;
        let mut shown = card(&Look { seen, standards: &standards, today, ours, senior: hand.signed.manages(), houses }, one);
        if body == Some(officer.body) {
            let scheme = scheme_of(&standards.schemes, seen.file, one.team, today);
            let of = keep_home::Told { file, all: &told, scheme, ours: ours && houses };
            shown.told_first = keep_home::told(&hand.signed, one, &of).await?;
        }
        applications.push(shown);
    }
    Ok(RegisterPage {
        applications,
        tenancies: tenancies(&seen),
        actions: vec![(paths::act(file, Kind::HousingApplied), "Record an application".into())],
        frame: hand.frame(),
        head: hand.head("register"),
    })
}

fn card(look: &Look<'_>, on: &OnRegister<'_>) -> ApplicationCard {
    let Look { seen, today, .. } = *look;
    let scheme = scheme_of(&look.standards.schemes, seen.file, on.team, today);
    let told = needs::told(seen.file, on.team, today);
    let unread: Vec<(String, String)> = seen
        .file
        .unread_evidence()
        .map(|fact| {
            (paths::consider(seen.id, fact.id), format!("{}: {}", words::from_code(&seen.briefly(fact)), seen.entry(fact).line))
        })
        .collect();
    let possible = super::steps::possible(look, on, scheme, !unread.is_empty());
    let body = seen.file.services().team(on.team).map(|team| team.body_name.clone()).unwrap_or_default();
    ApplicationCard {
        title: if body.is_empty() { "On the register".into() } else { format!("On the register of {body}") },
        next: next(on, &told, scheme, !unread.is_empty()),
        standing: standing(look, on, scheme),
        needs: needs_table(&seen, &told, on),
        in_law: needs::in_law(seen.file, on.team, today)
            .iter()
            .map(|one| format!("{}: {} {}", one.what.label(), one.why, one.provision))
            .collect(),
        reasons: reasons(&seen, on),
        panels: panels(on),
        offers: offers(on),
        reviews: reviews(&seen, on),
        actions: possible.can,
        not_now: possible.cannot,
        told_first: Vec::new(),
        unread,
        rights: rights(on, scheme),
    }
}

/// What is to be done next, in a sentence.
fn next(on: &OnRegister<'_>, told: &[Told<'_>], scheme: &Scheme, unread: bool) -> String {
    if let Some((fact, _)) = on.refused {
        return format!("It was decided on {} that she may not join.", words::day(fact.happened.date));
    }
    if let Some((_, it)) = on.rests {
        return format!("It rests: {}. Nothing of her place is lost.", it.ground.label().to_lowercase());
    }
    let Some((fact, it)) = on.award else {
        let words = if unread {
            "Her application waits. Read what has arrived, then assess it."
        } else {
            "Her application waits to be assessed, with what is in the file."
        };
        return words.into();
    };
    let later = told.iter().any(|told| {
        told.facts
            .iter()
            .any(|shown| shown.happened.date > fact.happened.date && !it.answers.with_implied().intersects(told.need.shown_by()))
    });
    if later {
        return "She has told more since her band was decided: assess it again.".into();
    }
    match on.offers.last() {
        Some(offer) if offer.answer.is_none() => "An offer waits for her answer.".into(),
        Some(offer) if offer.answer.is_some_and(|(_, it)| it.accepted) => {
            "She has accepted a home. Record when she moves in.".into()
        }
        _ => format!(
            "She is in {} and waits for a home.",
            scheme.band(&it.band).map_or(it.band.as_str(), |band| band.name.as_str())
        ),
    }
}

fn standing(look: &Look<'_>, on: &OnRegister<'_>, scheme: &Scheme) -> Summary {
    let seen = look.seen;
    let mut rows =
        vec![Row::new("Applied", format!("{}, to {}", words::day(on.fact.happened.date), seen.team(on.application.to)))];
    match on.award {
        None => rows.push(Row::new("Band", "Not decided yet")),
        Some((fact, it)) => {
            let band = scheme.band(&it.band);
            let mut lines =
                vec![Line::Plain(band.map_or_else(|| it.band.clone(), |band| format!("{}. {}", band.name, band.says)))];
            for what in scheme.because(&it.counts) {
                lines.push(Line::Plain(format!("Because: {}", what.label().to_lowercase())));
            }
            lines.push(Line::Plain(format!("Decided on {} by {}", words::day(fact.happened.date), seen.team(it.by))));
            rows.push(Row { key: "Band".into(), lines, action: None });
            if let Some(day) = it.effective {
                let note =
                    if it.later_because.is_some() { ", later than she first told: the reason is sealed below" } else { "" };
                rows.push(Row::new("Counts from", format!("{}{note}", words::day(day))));
            }
            rows.extend(letter_row(&seen, fact, "Letter", "the letter about her band"));
        }
    }
    let (first, fact) = needs::first_told(seen.file, on.team, (on.fact, on.application), look.today);
    rows.push(Row::new("First told or applied", format!("{}: {}", words::day(first), seen.briefly(fact))));
    if let Some((_, it)) = on.assessed {
        let mut needed: Vec<String> =
            it.bedrooms.map(|number| words::count(i64::from(number), "bedroom", "bedrooms")).into_iter().collect();
        needed.extend(it.access.iter().map(|one| one.label().to_lowercase()));
        if !needed.is_empty() {
            rows.push(Row::new("Home needed", words::capital(&words::list(&needed))));
        }
    }
    let areas: Vec<&Fact> = unsafe_areas(&seen);
    if !areas.is_empty() {
        let lines = areas.iter().flat_map(|fact| area_lines(&seen, fact)).collect();
        rows.push(Row { key: "Not safe for her".into(), lines, action: None });
    }
    if let Some((fact, it)) = on.rests {
        let until = it.until.map_or_else(|| "until she says so".to_owned(), |day| format!("until {}", words::day(day)));
        rows.push(Row::new("Rests", format!("{}, {until}", it.ground.label())));
        rows.extend(letter_row(&seen, fact, "Letter about the rest", "the letter about the rest"));
    }
    Summary(rows)
}

/// How far the letter about a decision has come, with the way to it.
fn letter_row(seen: &Seen<'_>, fact: &Fact, key: &'static str, what: &str) -> Option<Row> {
    let letters = (paths::part(seen.id, crate::letters::PART), "See".to_owned(), what.to_owned());
    let words = letter(&stage(seen.file, fact))?;
    Some(Row { key: key.into(), lines: vec![Line::Plain(words.into())], action: Some(letters) })
}

/// How far the letter about a decision has come; nothing where one was written elsewhere.
const fn letter(stage: &Stage) -> Option<&'static str> {
    match stage {
        Stage::Elsewhere => None,
        Stage::Due | Stage::CanBe => Some("Not written yet"),
        Stage::Waits(_) => Some("Waits for a second person to read it"),
        Stage::Ready(_) | Stage::Printed(_) => Some("Ready, and has not left"),
        Stage::Left { received: true, .. } => Some("She has it"),
        Stage::Left { .. } => Some("Sent, or ready for her at the office"),
        Stage::CameBack(_) | Stage::Stopped(_) => Some("It did not reach her: write it again"),
    }
}

fn unsafe_areas<'a>(seen: &Seen<'a>) -> Vec<&'a Fact> {
    seen.file.each::<casefile::facts::UnsafeAreaNamed>().map(|(fact, _)| fact).collect()
}

fn area_lines(seen: &Seen<'_>, fact: &Fact) -> Vec<Line> {
    let Some(it) = fact.is::<casefile::facts::UnsafeAreaNamed>() else { return Vec::new() };
    let mut lines = Vec::new();
    if it.whole_area {
        lines.push(Line::Plain("The whole area of the council".into()));
    }
    for (is, field, what) in
        [(it.lettings_areas.is_some(), "lettings_areas", "areas of the scheme"), (it.area.is_some(), "area", "area in her words")]
    {
        if is {
            lines.push(Line::Sealed(reveal(seen, fact.id, field, what)));
        }
    }
    lines
}

fn reveal(seen: &Seen<'_>, fact: FactId, field: &str, what: &str) -> Reveal {
    Reveal {
        action: paths::part(seen.id, "reveal"),
        csrf: seen.csrf.to_owned(),
        fact: fact.to_string(),
        field: field.into(),
        what: what.into(),
    }
}

fn reasons(seen: &Seen<'_>, on: &OnRegister<'_>) -> Vec<Reveal> {
    let mut all = Vec::new();
    if let Some((fact, it)) = on.award {
        if it.reasons.is_some() {
            all.push(reveal(seen, fact.id, "reasons", "Reasons for the band"));
        }
        if it.later_because.is_some() {
            all.push(reveal(seen, fact.id, "later_because", "Why it counts from a later day"));
        }
    }
    if let Some((fact, it)) = on.refused.filter(|(_, it)| it.reasons.is_some()) {
        let _ = it;
        all.push(reveal(seen, fact.id, "reasons", "Why she may not join"));
    }
    if let Some((fact, _)) = on.rests.filter(|(_, it)| it.reasons.is_some()) {
        all.push(reveal(seen, fact.id, "reasons", "Why it rests"));
    }
    all
}

pub(super) fn heads<const N: usize>(heads: [&str; N]) -> Vec<(String, bool)> {
    heads.iter().map(|head| ((*head).to_owned(), false)).collect()
}

fn needs_table(seen: &Seen<'_>, told: &[Told<'_>], on: &OnRegister<'_>) -> Table {
    let row = |told: &Told<'_>| {
        let answered = on.award.filter(|(fact, it)| {
            let before = told.facts.iter().any(|shown| shown.happened <= fact.happened);
            before && it.answers.with_implied().intersects(told.need.shown_by())
        });
        let state = match answered {
            Some(_) => Tag::new("Answered", Tone::Green),
            None => Tag::new("Not answered", Tone::Orange),
        };
        vec![Cell::Text(told.need.label().into()), Cell::Text(shown_by(seen, told)), Cell::Tag(state)]
    };
    Table { caption: String::new(), heads: heads(["Need", "Shown by", "In the decision"]), rows: told.iter().map(row).collect() }
}

/// What shows a need, in a few words.
pub(super) fn shown_by(seen: &Seen<'_>, told: &Told<'_>) -> String {
    let shown: Vec<String> = told.facts.iter().take(3).map(|fact| seen.briefly(fact)).collect();
    let more = told.facts.len().saturating_sub(3);
    let all = words::capital(&words::list(&shown));
    if more > 0 { format!("{all}, and {more} more") } else { all }
}

fn panels(on: &OnRegister<'_>) -> Table {
    let row = |one: &casefile::allocations::on_register::Listed<'_>| {
        let meets = one.listed.meets.map_or_else(|| "The next meeting".to_owned(), words::day);
        let decided = match one.decided {
            Some((fact, it)) => format!("{}, on {}", it.outcome.label(), words::day(fact.happened.date)),
            None => "Not yet".into(),
        };
        vec![Cell::Text(meets), Cell::Text(words::day(one.fact.happened.date)), Cell::Text(decided)]
    };
    Table { caption: String::new(), heads: heads(["Meets", "Listed on", "Decided"]), rows: on.panels.iter().map(row).collect() }
}

fn offers(on: &OnRegister<'_>) -> Table {
    let row = |one: &casefile::allocations::on_register::Offered<'_>| {
        let answer = match one.answer {
            None => Tag::new("Waits for her answer", Tone::Blue),
            Some((_, it)) if it.accepted => Tag::new("Accepted", Tone::Green),
            Some((_, it)) if it.unsafe_there => Tag::new("Not safe for her: does not count", Tone::Grey),
            Some(_) => Tag::new("Refused", Tone::Grey),
        };
        vec![Cell::Text(words::day(one.fact.happened.date)), Cell::Text(one.offer.home.label().into()), Cell::Tag(answer)]
    };
    Table {
        caption: String::new(),
        heads: heads(["Offered on", "Home", "Her answer"]),
        rows: on.offers.iter().map(row).collect(),
    }
}

/// A review of a register decision: the fact that asks for it, and what came of it.
pub(super) type Review<'a> = (&'a Fact, Option<&'a ReviewDecided>);

/// Reviews of register decisions, each with its outcome.
pub(super) fn register_reviews<'a>(seen: &Seen<'a>) -> Vec<Review<'a>> {
    let decided = |id: FactId| seen.file.each::<ReviewDecided>().find(|(_, it)| it.review == id).map(|(_, it)| it);
    let asked = seen.file.each::<ReviewAsked>().filter(|(_, it)| it.review == ReviewKind::Register);
    asked.map(|(fact, _)| (fact, decided(fact.id))).collect()
}

fn reviews(seen: &Seen<'_>, on: &OnRegister<'_>) -> Table {
    let since = on.fact.happened;
    let row = |(fact, decided): Review<'_>| {
        let outcome = match decided {
            Some(it) if it.changed => Tag::new("Changed in her favour", Tone::Green),
            Some(_) => Tag::new("The decision stands", Tone::Grey),
            None => Tag::new("Runs", Tone::Blue),
        };
        vec![Cell::Text(words::day(fact.happened.date)), Cell::Tag(outcome)]
    };
    let rows = register_reviews(seen).into_iter().filter(|(fact, _)| fact.happened >= since).map(row).collect();
    Table { caption: String::new(), heads: heads(["Asked on", "Outcome"]), rows }
}

/// What she may ask at any time (s.166A(9)).
fn rights(on: &OnRegister<'_>, scheme: &Scheme) -> Vec<String> {
    let mut rights = vec![
        "Which facts a decision about her application rests on: every need above, and what it means (s.166A(9)(b)).".to_owned(),
        format!(
            "A review of any decision about it, within {} of the letter. It is decided in {} by somebody senior who took no part (s.166A(9)(c)).",
            words::count(i64::from(scheme.reviews.ask), "day", "days"),
            words::count(i64::from(scheme.reviews.decide), "week", "weeks")
        ),
    ];
    let wait = on.award.zip(on.bedrooms()).and_then(|((_, it), bedrooms)| Some((scheme.wait(&it.band, bedrooms)?, bedrooms, it)));
    rights.push(match wait {
        Some((months, bedrooms, it)) => format!(
            "How her application is likely to be treated: in {}, people who needed {} waited {} lately (s.166A(9)(a)).",
            scheme.band(&it.band).map_or(it.band.as_str(), |band| band.name.as_str()),
            words::count(i64::from(bedrooms), "bedroom", "bedrooms"),
            words::count(i64::from(months), "month", "months")
        ),
        None => "How her application is likely to be treated, and how long people in her band have waited lately (s.166A(9)(a))."
            .into(),
    });
    rights
}

/// Her tenancies, and what protects them.
fn tenancies(seen: &Seen<'_>) -> Vec<String> {
    let survivor = seen.file.survivor();
    let ended = |id: FactId| seen.file.each::<TenancyEnded>().any(|(_, it)| it.tenancy.is_none_or(|of| of == id));
    let hers = seen.file.each::<TenancyHeld>().filter(|(_, it)| survivor == Some(it.person));
    hers.map(|(fact, it)| {
        let landlord = it.landlord.map(|team| format!(", from {}", seen.team(team))).unwrap_or_default();
        let over = if ended(fact.id) { ", since ended" } else { "" };
        let social = matches!(it.tenure, Tenure::SocialSole | Tenure::SocialJoint);
        let life = if social && !it.fixed_term {
            ". It is for life: a council that houses her because of the abuse grants one for life again, also where a joint tenancy becomes hers alone (Housing Act 1985 s.81ZA)."
        } else {
            "."
        };
        format!("{} since {}{landlord}{over}{life}", it.tenure.label(), words::day(fact.happened.date))
    })
    .collect()
}

/// A step of this application, as an address.
pub(super) fn step(file: FileId, step: Step, of: FactId) -> String {
    format!("{}?of={of}", paths::part(file, &format!("register/{}", step.code())))
}
