//! How a register works, as the page shows it.

use casefile::allocations::scheme::{Schemes, preferences};
use casefile::ids::BodyId;
use desk::Directory;
use jiff::civil::Date;

use super::application::heads;
use super::handlers::body_name;
use super::views::SchemePage;
use crate::components::{Cell, Row, Summary, Table};
use crate::frame::Frame;
use crate::words;

pub(super) fn page(
    frame: Frame,
    directory: &Directory,
    bodies: &[BodyId],
    chosen: Option<BodyId>,
    schemes: &Schemes,
    today: Date,
) -> SchemePage {
    let own = chosen.and_then(|body| schemes.own(body, today));
    let scheme = match own {
        Some(own) => own,
        None => casefile::allocations::scheme::standard(),
    };
    let text = |text: &str| Cell::Text(text.to_owned());
    let table = |heads, rows| Table { caption: String::new(), heads, rows };
    let band_name = |code: &str| scheme.band(code).map_or_else(|| code.to_owned(), |band| band.name.clone());
    let days = |number: u32| words::count(i64::from(number), "working day", "working days");
    let others = bodies.iter().filter(|body| Some(**body) != chosen);
    let next: Vec<String> = scheme.panel.meets.after(today).take(3).map(words::day).collect();
    SchemePage {
        whose: chosen.map(|body| body_name(directory, body)).unwrap_or_default(),
        name: if own.is_some() {
            format!("{}, in force from {}", scheme.name, words::day(scheme.from))
        } else {
            scheme.name.clone()
        },
        standard: own.is_none(),
        houses: frame.officer.as_ref().is_some_and(|officer| officer.houses),
        others: others.map(|body| (format!("/register/scheme?body={body}"), body_name(directory, *body))).collect(),
        bands: table(heads(["Band", "Who"]), scheme.bands.iter().map(|band| vec![text(&band.name), text(&band.says)]).collect()),
        circumstances: table(
            heads(["Circumstance", "Band", "What counts as it", "Must be preferred under"]),
            scheme
                .circumstances
                .iter()
                .map(|given| {
                    let groups: Vec<&str> = preferences(given.what).iter().map(|group| group.provision()).collect();
                    vec![text(given.what.label()), text(&band_name(&given.band)), text(&given.says), text(&groups.join(", "))]
                })
                .collect(),
        ),
        bars: table(
            heads(["Ground", "What it asks", "Somebody who flees abuse"]),
            scheme
                .qualification
                .iter()
                .map(|bar| {
                    let flees = if bar.not_for_abuse {
                        "Is not asked (S.I. 2025/706)"
                    } else {
                        "Is asked like anybody; what an abuser did never counts"
                    };
                    vec![text(bar.ground.label()), text(&bar.says), text(flees)]
                })
                .collect(),
        ),
        panel: Summary(vec![
            Row::new("Meets", words::capital(&scheme.panel.meets.to_string())),
            Row::new("Next", if own.is_some() && !next.is_empty() { words::list(&next) } else { "Not known".to_owned() }),
            Row::new("Papers", format!("{} before it", days(scheme.panel.papers))),
            Row::new("Decides", scheme.panel.says.clone()),
        ]),
        times: Summary(vec![
            Row::new("Assessed, where abuse shows", format!("Within {}", days(scheme.targets.abuse))),
            Row::new("Assessed, in any other case", format!("Within {}", days(scheme.targets.ordinary))),
            Row::new("Asking for a review", words::count(i64::from(scheme.reviews.ask), "day", "days")),
            Row::new("Deciding a review", words::count(i64::from(scheme.reviews.decide), "week", "weeks")),
            Row::new("Answering an offer", days(scheme.offers.answer)),
            Row::new(
                "Refusing homes",
                format!(
                    "After {} suitable homes an application may rest for at most {}. A home that is not safe is never counted.",
                    scheme.offers.refusals,
                    words::count(i64::from(scheme.offers.rests), "month", "months")
                ),
            ),
            Row::new(
                "Before a home is offered",
                if scheme.offers.first_look == 0 {
                    "It may be offered at once".to_owned()
                } else {
                    format!("Everybody who may have a claim to it is looked at for {}", days(scheme.offers.first_look))
                },
            ),
        ]),
        direct_lets: scheme.direct_lets.iter().map(|one| (one.name.clone(), one.says.clone())).collect(),
        local_lettings: scheme.local_lettings.iter().map(|one| (one.name.clone(), one.says.clone())).collect(),
        areas: scheme.areas.iter().map(|area| area.name.clone()).collect::<Vec<_>>().join(", "),
        waits: table(
            heads(["Band", "Bedrooms", "Months"]),
            scheme
                .waits
                .iter()
                .map(|wait| {
                    vec![
                        text(&band_name(&wait.band)),
                        Cell::Number(wait.bedrooms.to_string()),
                        Cell::Number(wait.months.to_string()),
                    ]
                })
                .collect(),
        ),
        frame,
    }
}
