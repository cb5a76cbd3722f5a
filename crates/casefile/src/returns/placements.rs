//! Temporary accommodation: every placement that the authority made, with the council of its area and no more of where it is than that.

use interchange::hclic::{Code, ListId, Placement};
use jiff::ToSpan;
use jiff::civil::Date;

use super::applications::Application;
use super::codes;
use crate::accommodation::occupancy::left;
use crate::facts::{Fact, HomeKind, PlacementMade};
use crate::file::CaseFile;
use crate::homelessness::case::{Priority, Stage};
use crate::ids::TeamId;

/// The placements of an application that an authority made, oldest first, as they stand on a day.
pub(super) fn find<'a>(
    file: &'a CaseFile,
    team: TeamId,
    application: &Application<'_>,
    priority: Priority,
    day: Date,
) -> Vec<(&'a Fact, Placement)> {
    let services = file.services();
    file.each::<PlacementMade>()
        .filter(|(fact, it)| {
            services.same_body(it.by, team)
                && !it.settled
                && !matches!(it.home, HomeKind::FriendsOrFamily | HomeKind::Sanctuary)
                && fact.happened.date <= day
                && application.has(fact.happened.date)
        })
        .map(|(fact, it)| {
            let exit = left(file, fact).filter(|exit| *exit <= day);
            // Where she has left, the duty is the one of her last day there.
            let on = exit.map_or(day, |exit| exit.saturating_sub(1.day()).max(fact.happened.date));
            let area = it.host.filter(|host| !services.same_body(*host, team)).and_then(|host| services.team(host));
            let placement = Placement {
                kind: codes::placement(it.home),
                duty: duty(application, priority, on),
                entry: fact.happened.date,
                exit,
                area: area.map_or_else(|| "own".to_owned(), |host| host.body_name.clone()),
            };
            (fact, placement)
        })
        .collect()
}

/// The duty or power under which she is there, by what stood on a day.
fn duty(application: &Application<'_>, priority: Priority, day: Date) -> Option<Code> {
    ListId::PlacementDuty.find(match application.on(day).map(|spell| spell.stage) {
        Some(Stage::Main | Stage::MainDue(_)) => "section-193-duty-priority-need-and-unintentionally-homeless",
        Some(Stage::Relief(_) | Stage::Overrun(_)) if matches!(priority, Priority::Not(_)) => {
            "section-189b-power-emergency-accommodation"
        }
        Some(
            Stage::AskedFor
            | Stage::Enquiring
            | Stage::Relief(_)
            | Stage::Overrun(_)
            | Stage::CameBack { .. }
            | Stage::Short
            | Stage::ShortDue
            | Stage::Referred { .. },
        ) => "interim-pending-enquiries-intentionally-homeless-review-appeal-awaiting-referral",
        Some(Stage::NotOwed | Stage::Ended { .. } | Stage::Housed | Stage::AcceptedElsewhere { .. }) => {
            "duty-ended-remains-accommodated-at-end-of-quarter"
        }
        Some(Stage::Prevention(_) | Stage::Nothing) | None => "duty-not-classifiable",
    })
}
