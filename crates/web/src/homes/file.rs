//! `GET /files/{file}/home`: where she lives now, what she needs, what is free, what is broken, what became of her things.

use axum::extract::{Path, Query};
use casefile::accommodation::bedrooms::{Count, needed};
use casefile::accommodation::checked::{accepted, in_the_way, open_offers};
use casefile::accommodation::household::{Age, Household, Sex};
use casefile::accommodation::occupancy::{left, lives_in};
use casefile::accommodation::{SIX_WEEKS_IN_DAYS, arrears, days_used, restrictions, things};
use casefile::facts::{
    BelongingsAtRisk, BelongingsProtected, HomeKind, Kind, PlacementMade, RepairChased, RepairDone, RepairReported,
    SuitabilityChecked,
};
use casefile::ids::FileId;
use casefile::obligations::State;
use jiff::civil::Date;

use super::fit::by_fit;
use super::forms::PART;
use super::views::{FileHomePage, Part};
use super::words as w;
use crate::components::{Cell, Reveal, Row, Summary, Table, Tag, Tone};
use crate::door::{Problem, Signed};
use crate::file::describe::Seen;
use crate::file::handlers::{InHand, On};
use crate::{paths, words};

fn heads(names: &[(&str, bool)]) -> Vec<(String, bool)> {
    names.iter().map(|(name, number)| ((*name).to_owned(), *number)).collect()
}

fn here(file: FileId, what: &str) -> String {
    paths::part(file, &format!("{PART}/{what}"))
}

fn reveal(seen: &Seen<'_>, fact: casefile::ids::FactId, field: &str, what: &str) -> Reveal {
    Reveal {
        action: paths::part(seen.id, "reveal"),
        csrf: seen.csrf.to_owned(),
        fact: fact.to_string(),
        field: field.into(),
        what: what.into(),
    }
}

/// Rules whose lateness stands at the head of the page.
const ALARMING: &[&str] = &[
    "SI2003-BB-6w",
    "SI2003-BB-day-28",
    "OMB-move-option",
    "OMB-suitability-visit",
    "HA96-s206-suitable",
    "COG21-DA-location",
    "HA96-s208-notice-14d",
    "HA96-s211-property",
    "HA96-s212-cease-notice",
];

fn alarms(hand: &InHand) -> Vec<(String, String)> {
    let now = hand.opened.at;
    let mut found: Vec<_> = hand
        .opened
        .owed
        .iter()
        .filter(|one| ALARMING.contains(&one.rule.id) && matches!(one.state(now), State::Open | State::Late))
        .collect();
    found.sort_by_key(|one| one.due);
    let line = |one: &casefile::obligations::Obligation| {
        let href = paths::owed(hand.opened.id, one.rule.id, one.raised_by);
        (format!("{}. {}", one.rule.title, words::due(one.due, now)), href)
    };
    found.into_iter().map(line).collect()
}

fn lives_now(seen: &Seen<'_>, today: Date) -> Part {
    let file = seen.file;
    let Some((fact, it)) = lives_in(file, today) else {
        return Part {
            heading: "Where she lives now",
            lines: vec!["No placement is on file.".into()],
            actions: vec![(paths::act(seen.id, Kind::RefugeSought), "Look for a refuge".into())],
            ..Part::default()
        };
    };
    let nights = words::days_from(fact.happened.date, today);
    let mut rows = vec![
        Row::new("Kind", it.home.label()),
        Row::new("Since", format!("{} ({})", words::day(fact.happened.date), words::count(nights, "night", "nights"))),
        Row::new("Provided by", seen.team(it.by)),
    ];
    if let Some(nightly) = it.nightly {
        let all = nightly.0.saturating_mul(u64::try_from(nights.max(0)).unwrap_or(0));
        rows.push(Row::new("Cost", format!("{} a night, {} so far", w::money(nightly.0), w::money(all))));
    }
    if let (Some(has), Some(needs)) = (it.bedrooms, it.bedrooms_needed) {
        rows.push(Row::new("Bedrooms", format!("{has}, needed {needs} when she moved in")));
    }
    if let Some(host) = it.host {
        rows.push(Row::new("In the area of", seen.team(host)));
    }
    let mut lines = Vec::new();
    if it.home == HomeKind::BedAndBreakfast {
        let used = days_used(file, today) + 1;
        let family = Household::of(file, today).is_family();
        if family {
            let left = SIX_WEEKS_IN_DAYS - used;
            lines.push(if left < 0 {
                format!(
                    "Bed and breakfast with children: day {used}. The law allowed {SIX_WEEKS_IN_DAYS}, in all stays together."
                )
            } else {
                format!(
                    "Bed and breakfast with children: day {used} of {SIX_WEEKS_IN_DAYS}, in all stays together. {} are left.",
                    words::capital(&words::count(i64::from(left), "day", "days"))
                )
            });
        }
    }
    let mut actions = vec![
        (here(seen.id, "repair"), "Something is broken".to_owned()),
        (paths::act(seen.id, Kind::SuitabilityQuestioned), "She says that it does not suit".into()),
        (here(seen.id, &format!("move/{}", fact.id)), "Tell her that she can move".into()),
        (here(seen.id, &format!("leave/{}", fact.id)), "She has left".into()),
    ];
    if let Some(host) = it.host {
        lines.push(format!(
            "The authority of that area has to be told in writing within fourteen days, after you have made sure that nobody who reads it is linked to him: {}.",
            seen.team(host)
        ));
        actions.push((crate::letters::links_path(seen.id, host), "Check their links to him".into()));
        actions.push((crate::letters::write_path(seen.id, fact.id), "Write the notice".into()));
        actions.push((paths::act(seen.id, Kind::PlacementNotified), "Record that it was told".into()));
    }
    if it.with_children {
        for team in childrens_services(seen) {
            let words = format!("Check links before {} is told", seen.team(team));
            actions.push((crate::letters::links_path(seen.id, team), words));
        }
    }
    let sealed = if it.place.is_some() { vec![reveal(seen, fact.id, "place", "address")] } else { Vec::new() };
    Part { heading: "Where she lives now", lines, summary: Summary(rows), sealed, actions, ..Part::default() }
}

/// Schools and health services in the file, which may be told where a child lives.
fn childrens_services(seen: &Seen<'_>) -> Vec<casefile::ids::TeamId> {
    use casefile::facts::Function;
    let services = seen.file.services();
    [Function::School, Function::Health].into_iter().flat_map(|one| services.doing(one)).map(|service| service.team).collect()
}

fn household(seen: &Seen<'_>, today: Date) -> Part {
    let household = Household::of(seen.file, today);
    let row = |(id, one): &(casefile::ids::PersonId, casefile::accommodation::household::Sleeper)| {
        let age = match one.age {
            Age::Years(years) => years.to_string(),
            Age::Child => "a child, date of birth not on file".into(),
            Age::Adult => "grown up, date of birth not on file".into(),
        };
        let sex = match one.sex {
            Some(Sex::Female) => "female",
            Some(Sex::Male) => "male",
            None => "not said",
        };
        let shares = match (one.own_room, one.couple) {
            (true, _) => "Needs a room alone",
            (_, true) => "One of a couple",
            _ => "",
        };
        vec![seen.person(*id).as_str().into(), age.as_str().into(), sex.into(), shares.into()]
    };
    let standard = needed(&household, Count::BedroomStandard);
    let benefits = needed(&household, Count::SizeCriteria);
    let mut rows = vec![Row::new("She needs", format!("{standard}, by the bedroom standard"))];
    rows.push(Row::new("For benefits", format!("{benefits}, by the size criteria")));
    rows.push(Row::new(
        "Step-free",
        match household.step_free {
            Some(true) => "Needed",
            Some(false) => "Not needed",
            None => "Nobody has asked her yet",
        },
    ));
    let near = match &household.near {
        None => "Nobody has asked her yet".to_owned(),
        Some(near) if near.is_empty() => "Nothing in particular".to_owned(),
        Some(near) => near.iter().map(|one| one.label()).collect::<Vec<_>>().join(", "),
    };
    rows.push(Row::new("Needs to be near", near));
    if household.expecting {
        rows.push(Row::new("A child is expected", "It counts in what she needs at most"));
    }
    Part {
        heading: "Her household",
        summary: Summary(rows),
        table: Table {
            caption: "Who lives with her".into(),
            heads: heads(&[("Who", false), ("Age", false), ("Sex", false), ("Room", false)]),
            rows: household.members.iter().map(row).collect(),
        },
        actions: vec![
            (here(seen.id, "household"), "Say how her household is made up".into()),
            (paths::act(seen.id, Kind::PersonAdded), "Somebody else lives with her".into()),
        ],
        ..Part::default()
    }
}

fn unsafe_places(seen: &Seen<'_>) -> Part {
    let mut part = Part {
        heading: "Where she is not safe",
        actions: vec![
            (paths::act(seen.id, Kind::UnsafeAreaNamed), "She names a place".into()),
            (paths::act(seen.id, Kind::AreaRestrictionOverridden), "Depart from what she said, with reasons".into()),
        ],
        ..Part::default()
    };
    for (fact, it) in restrictions(seen.file) {
        let whole = if it.whole_area { ": the whole area of the council" } else { "" };
        part.lines.push(format!("Named on {}{whole}.", words::day(fact.happened.date)));
        if it.area.is_some() {
            part.sealed.push(reveal(seen, fact.id, "area", "place"));
        }
    }
    if part.lines.is_empty() {
        part.lines.push("She has named no place yet. Ask her before you look for a home.".into());
    }
    part
}

fn offers(hand: &InHand) -> Option<Part> {
    let seen = hand.seen();
    let row = |(fact, it): (&casefile::facts::Fact, &casefile::facts::OfferMade)| {
        let (href, what, tag) = if accepted(seen.file, fact.id) {
            ("move-in", "She has moved in", Tag::new("Accepted", Tone::Green))
        } else {
            ("answer", "Record her answer", Tag::new("Waits for her answer", Tone::Yellow))
        };
        vec![
            words::day(fact.happened.date).as_str().into(),
            it.home.label().into(),
            Cell::Tag(tag),
            Cell::Link(here(seen.id, &format!("{href}/{}", fact.id)), what.into()),
        ]
    };
    let rows: Vec<_> = open_offers(seen.file).map(row).collect();
    (!rows.is_empty()).then(|| Part {
        heading: "Offers",
        table: Table {
            caption: "Offers that are open".into(),
            heads: heads(&[("Offered on", false), ("Kind", false), ("Her answer", false), ("What to do", false)]),
            rows,
        },
        ..Part::default()
    })
}

fn checks(seen: &Seen<'_>) -> Option<Part> {
    let mut rows: Vec<_> = seen
        .file
        .each::<SuitabilityChecked>()
        .map(|(fact, it)| {
            let against = in_the_way(seen.file, fact.id);
            let tag = if against.is_empty() {
                Tag::new("May be offered", Tone::Green)
            } else {
                Tag::new("Does not suit yet", Tone::Red)
            };
            let names = against.iter().map(|one| one.label()).collect::<Vec<_>>().join(", ");
            vec![
                Cell::Link(here(seen.id, &format!("checked/{}", fact.id)), words::when(fact.happened)),
                it.home.label().into(),
                Cell::Tag(tag),
                names.as_str().into(),
            ]
        })
        .collect();
    rows.reverse();
    (!rows.is_empty()).then(|| Part {
        heading: "Homes that were checked for her",
        table: Table {
            caption: "Checks, newest first".into(),
            heads: heads(&[("Checked on", false), ("Kind", false), ("Result", false), ("What stands against it", false)]),
            rows,
        },
        ..Part::default()
    })
}

/// How many vacancies stand on the page.
const SHOWN: usize = 20;

async fn vacancies(hand: &InHand) -> Result<Part, Problem> {
    let desk = hand.signed.desk();
    if !desk.sees_homes(&hand.directory) {
        return Ok(Part {
            heading: "Homes that are free",
            lines: vec!["The list of homes is for housing teams. Ask the housing team of this file to look.".into()],
            ..Part::default()
        });
    }
    let seen = hand.seen();
    let fits = by_fit(seen.file, desk.officer().team, desk.vacancies().await?, hand.opened.at.date());
    let (fit, out): (Vec<_>, Vec<_>) = fits.into_iter().partition(|fit| !fit.is_out());
    let area = |listed: &casefile::commands::Listed| {
        listed.host.as_ref().map_or_else(|| "Here".to_owned(), |host| host.body_name.clone())
    };
    let rows = fit.iter().take(SHOWN).filter_map(|fit| {
        let room = fit.listed.home.room(fit.listed.room)?;
        let against = fit.against();
        let tag = if against.is_empty() { Tag::new("Fits", Tone::Green) } else { Tag::new("Fits in part", Tone::Yellow) };
        let names = against.iter().map(|one| one.label()).collect::<Vec<_>>().join(", ");
        let name = w::name(&fit.entry.reference, room);
        Some(vec![
            Cell::Link(here(seen.id, &format!("check/{}", room.id)), format!("Check {name}")),
            w::kind(&fit.listed.home).as_str().into(),
            area(&fit.listed).as_str().into(),
            w::size(room).as_str().into(),
            Cell::Tag(tag),
            names.as_str().into(),
            Cell::Number(w::money(room.nightly.0)),
        ])
    });
    let rows: Vec<_> = rows.collect();
    let mut lines = Vec::new();
    if rows.is_empty() {
        lines.push(
            "No home on the list fits her household today. Look for a refuge, ask another authority, or buy a place and add it to the list."
                .into(),
        );
    }
    if !out.is_empty() {
        let count = i64::try_from(out.len()).unwrap_or(0);
        lines.push(format!(
            "{} free too, but too small for her household or known to him.",
            words::capital(&words::count(count, "home is", "homes are"))
        ));
    }
    Ok(Part {
        heading: "Homes that are free",
        lines,
        table: Table {
            caption: "Free homes, the best fit first".into(),
            heads: heads(&[
                ("Home", false),
                ("Kind", false),
                ("Area", false),
                ("Size", false),
                ("Fit", false),
                ("What stands against it", false),
                ("A night", true),
            ]),
            rows,
        },
        actions: vec![("/homes".into(), "The list of homes".into())],
        ..Part::default()
    })
}

fn repairs(seen: &Seen<'_>, today: Date) -> Part {
    let mut rows = Vec::new();
    for (fact, it) in seen.file.each::<RepairReported>() {
        let done =
            seen.file.each::<RepairDone>().find(|(_, done)| done.repair.is_none_or(|which| which == fact.id) && done.confirmed);
        let chased = seen.file.each::<RepairChased>().filter(|(_, one)| one.repair == fact.id).count();
        let tag = match (done, it.due) {
            (Some(_), _) => Tag::new("She confirms that it is done", Tone::Green),
            (None, Some(due)) if due < today => Tag::new(format!("Late since {}", words::day(due)), Tone::Red),
            (None, Some(due)) => Tag::new(format!("Due by {}", words::day(due)), Tone::Yellow),
            (None, None) => Tag::new("No day agreed", Tone::Orange),
        };
        let owner = it.owner.map_or_else(|| "nobody yet".to_owned(), |team| seen.team(team));
        rows.push(vec![
            Cell::Link(here(seen.id, &format!("repairs/{}", fact.id)), format!("Reported on {}", words::day(fact.happened.date))),
            owner.as_str().into(),
            Cell::Tag(tag),
            Cell::Number(chased.to_string()),
        ]);
    }
    rows.reverse();
    Part {
        heading: "Repairs",
        lines: if rows.is_empty() { vec!["No repair is on file.".into()] } else { Vec::new() },
        table: Table {
            caption: "Repairs, newest first".into(),
            heads: heads(&[("Repair", false), ("Who has to do it", false), ("How it stands", false), ("Times chased", true)]),
            rows,
        },
        actions: vec![(here(seen.id, "repair"), "Something is broken".into())],
        ..Part::default()
    }
}

fn things(hand: &InHand, today: Date) -> Part {
    let seen = hand.seen();
    let file = seen.file;
    let mut part = Part {
        heading: "Money and things",
        actions: vec![
            (here(seen.id, "things"), "Her things are kept safe, or moved".into()),
            (paths::act(seen.id, Kind::BelongingsAtRisk), "Her things are at risk".into()),
            (paths::act(seen.id, Kind::DebtKnown), "A debt is known".into()),
            (paths::act(seen.id, Kind::RemedyAgreed), "A remedy is agreed".into()),
        ],
        ..Part::default()
    };
    let mut rows = Vec::new();
    for (fact, it) in file.each::<BelongingsProtected>() {
        let (cost, charge) = things::cost_by(file, fact, it, today);
        let ended = things::end_of(file, fact);
        let tag = match (ended, it.until) {
            (Some(day), _) => Tag::new(format!("Ended on {}", words::day(day)), Tone::Grey),
            (None, Some(until)) if until < today => Tag::new(format!("Agreed until {}", words::day(until)), Tone::Red),
            (None, Some(until)) => Tag::new(format!("Until {}", words::day(until)), Tone::Blue),
            (None, None) => Tag::new("Runs", Tone::Blue),
        };
        rows.push(vec![
            Cell::Link(
                here(seen.id, &format!("things/{}", fact.id)),
                it.how.map_or("Kept safe", casefile::facts::Protection::label).into(),
            ),
            words::day(it.from.unwrap_or(fact.happened.date)).as_str().into(),
            Cell::Tag(tag),
            Cell::Number(w::money(cost)),
            Cell::Number(w::money(charge)),
        ]);
        if it.place.is_some() {
            part.sealed.push(reveal(&seen, fact.id, "place", "place where they are kept"));
        }
        if it.what.is_some() {
            part.sealed.push(reveal(&seen, fact.id, "what", "list of what is kept"));
        }
    }
    let at_risk = file.each::<BelongingsAtRisk>().last().map(|(fact, _)| fact.happened.date);
    if let (Some(day), true) = (at_risk, rows.is_empty()) {
        part.lines.push(format!("Her things were said to be at risk on {}, and nothing has been done yet.", words::day(day)));
    }
    let standards = &hand.signed.web.settings().standards;
    for one in arrears(file, standards, today) {
        let until = one.until.map_or_else(
            || "and she waits still".to_owned(),
            |day| format!("and came, or was overtaken, on {}", words::day(day)),
        );
        let mut line = format!(
            "Advice about her tenancy was due by {} {until}: {} in which rent and council tax ran on.",
            words::day(one.due),
            words::count(i64::from(one.weeks), "week", "weeks")
        );
        for (what, amount) in [("rent", one.rent), ("council tax", one.council_tax)] {
            if let Some(amount) = amount {
                line = format!("{line} That is {} of {what}.", w::money(amount.0));
            }
        }
        line.push_str(" Think of a remedy: pay it, write it off, or say why not.");
        part.lines.push(line);
        if one.rent.is_none() {
            part.lines.push(
                "The weekly rent is not on file: correct the tenancy in the timeline, and the amount is worked out.".into(),
            );
        }
        for (what, known) in [("rent", one.known_rent), ("council tax", one.known_council_tax)] {
            if known.is_some() {
                part.lines.push(format!("Arrears of {what} on file: {}.", w::cost(known)));
            }
        }
    }
    if rows.is_empty() && part.lines.is_empty() {
        part.lines.push("Nothing is on file about her things, or about what late advice has cost her.".into());
    }
    part.table = Table {
        caption: "Her things".into(),
        heads: heads(&[
            ("How", false),
            ("From", false),
            ("How it stands", false),
            ("Cost so far", true),
            ("Charged to her", true),
        ]),
        rows,
    };
    part
}

fn earlier(seen: &Seen<'_>) -> Option<Part> {
    let row = |(fact, it): (&casefile::facts::Fact, &PlacementMade)| {
        let until = left(seen.file, fact)?;
        let fled =
            seen.file.pointing_to(fact.id).any(|end| end.is::<casefile::facts::PlacementEnded>().is_some_and(|end| end.fled));
        let tag = if fled { Tag::new("She fled", Tone::Red) } else { Tag::new("Over", Tone::Grey) };
        Some(vec![
            it.home.label().into(),
            words::day(fact.happened.date).as_str().into(),
            words::day(until).as_str().into(),
            Cell::Tag(tag),
        ])
    };
    let mut rows: Vec<_> = seen.file.each::<PlacementMade>().filter_map(row).collect();
    rows.reverse();
    (!rows.is_empty()).then(|| Part {
        heading: "Where she was before",
        table: Table {
            caption: "Earlier placements, newest first".into(),
            heads: heads(&[("Kind", false), ("From", false), ("Until", false), ("How it ended", false)]),
            rows,
        },
        ..Part::default()
    })
}

/// The page.
/// # Errors
/// No such file.
pub async fn show((signed, Path(file), Query(on)): (Signed, Path<FileId>, Query<On>)) -> Result<FileHomePage, Problem> {
    let hand = InHand::open(signed, file, &on.on).await?;
    let today = hand.opened.at.date();
    let seen = hand.seen();
    let mut parts = vec![lives_now(&seen, today)];
    parts.extend(offers(&hand));
    parts.extend([household(&seen, today), unsafe_places(&seen)]);
    // What is free is free today, whatever day of the file is looked at.
    if hand.head("").past.is_none() {
        parts.push(vacancies(&hand).await?);
    }
    parts.extend(checks(&seen));
    parts.push(repairs(&seen, today));
    parts.push(things(&hand, today));
    parts.extend(earlier(&seen));
    Ok(FileHomePage { alarms: alarms(&hand), parts, frame: hand.frame(), head: hand.head(PART) })
}
