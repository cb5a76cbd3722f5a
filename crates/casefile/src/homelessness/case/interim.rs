//! A place for tonight: owed at once where she may be homeless, eligible and in priority need (s.188).

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Review, Stage};
use crate::facts::{Body, Duty, DutyEnded};
use crate::file::CaseFile;
use crate::homelessness::{entry, standing};
use crate::ids::{FactId, TeamId};
use crate::obligations::{Standards, under};

/// Where a place for tonight stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interim {
    /// Nothing shows that one is owed.
    NotOwed,
    /// It is owed, and she has none.
    DueNow {
        /// Since when.
        since: Date,
        /// What shows it.
        because: FactId,
    },
    /// She has one.
    Provided {
        /// Since when.
        since: Date,
        /// The placement.
        placement: FactId,
    },
    /// It was answered in another way: a refuge, a safe room, or she chose to stay.
    Answered {
        /// By which fact.
        by: FactId,
        /// When.
        on: Date,
    },
    /// The duty to give her a place has ended and a review is pending: the authority may let her stay, and decides about it (s.188(3)).
    PendingReview {
        /// The review.
        review: FactId,
        /// Where she is, where she is still there.
        placement: Option<FactId>,
    },
    /// It has ended.
    Ended {
        /// When.
        on: Date,
        /// By which fact.
        by: FactId,
    },
}

pub(super) fn find(file: &CaseFile, team: TeamId, day: Date, stage: Stage, reviews: &[Review]) -> Interim {
    let owed = under([&entry::INTERIM], file, &Standards::default());
    let ours = owed.iter().filter(|one| file.services().same_body(one.owner.team, team) && one.since <= day);
    let open_then = |on: Option<Date>| on.is_none_or(|on| on > day);
    let last = ours.max_by_key(|one| (open_then(one.end.fact().map(|(_, on)| on)), one.since));
    if let Some(one) = last.filter(|one| open_then(one.end.fact().map(|(_, on)| on))) {
        return Interim::DueNow { since: one.since, because: one.raised_by };
    }
    let placed = standing::placement(file, day.saturating_add(1.day())).filter(|(_, it)| !it.settled);
    if !stage.is_live() {
        let pending = reviews.iter().find(|review| review.is_pending());
        if let Some(review) = pending {
            return Interim::PendingReview { review: review.asked, placement: placed.map(|(fact, _)| fact.id) };
        }
    }
    if let Some((fact, _)) = placed {
        return Interim::Provided { since: fact.happened.date, placement: fact.id };
    }
    let ended = file
        .each::<DutyEnded>()
        .rfind(|(fact, it)| it.duty == Duty::Interim && file.services().same_body(it.by, team) && fact.happened.date <= day);
    if let Some((fact, _)) = ended {
        return Interim::Ended { on: fact.happened.date, by: fact.id };
    }
    let answer = last.and_then(|one| one.end.fact()).filter(|(by, _)| {
        matches!(file.body_of(*by), Some(Body::RefugeSought(_) | Body::SafetyMeasure(_) | Body::LeftHome(_) | Body::OfferMade(_)))
    });
    answer.map_or(Interim::NotOwed, |(by, on)| Interim::Answered { by, on })
}
