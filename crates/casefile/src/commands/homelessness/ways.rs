//! What may be done with an application here and now: each way with what stands against it, found by asking the gate itself.
//!
//! Whatever a page offers is taken when it is sent, and whatever is refused says here what is possible instead.

use jiff::civil::Date;

use super::review::is_reviewable;
use crate::commands::{Refusal, gate};
use crate::facts::{Body, Duty, DutyAccepted, DutyEnded, ReviewAsked, ReviewKind, When, Who};
use crate::file::CaseFile;
use crate::homelessness::case::grounds::{self, Ground};
use crate::homelessness::case::{Case, Interim, Notified, Stage};
use crate::ids::FactId;

/// One ground on which a duty could end, and what stands against it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundNow {
    /// The ground of the Act.
    pub ground: &'static Ground,
    /// What stands against it; `None` where it is open.
    pub barred: Option<Refusal>,
}

/// One thing that may be done, or not now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way<T> {
    /// What.
    pub what: T,
    /// What stands against it; `None` where it is open.
    pub barred: Option<Refusal>,
}

/// Everything that may be done with an application here and now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ways {
    /// What it can be opened from, where it is to be opened.
    pub take: Option<Option<FactId>>,
    /// Whether it can be decided.
    pub decide: bool,
    /// The duties that come next.
    pub accept: Vec<Way<Duty>>,
    /// The duties that stand and how each ends.
    pub end: Vec<(Duty, Vec<GroundNow>)>,
    /// Whether she can withdraw an application in which no duty stands yet.
    pub withdraw: Option<Way<Duty>>,
    /// Whether it can be referred to another authority: a discretion, never a duty.
    pub refer: bool,
    /// The referral that waits for an answer.
    pub answer: Option<FactId>,
    /// The answer of which she has not been told.
    pub tell_outcome: Option<FactId>,
    /// The decisions that may be looked at again.
    pub review: Vec<Way<Notified>>,
}

impl Ways {
    /// What may be done at one authority by the officers of its body.
    pub fn find(file: &CaseFile, case: &Case) -> Self {
        let stage = case.stage();
        let now = When::on(case.day);
        let barred = |body: Body| gate::check(file, &body, now).err();
        let end = |duty: Duty| (duty, Self::grounds(file, case, duty));
        let begun_by = case.spell().and_then(|spell| spell.begun_by);
        Self {
            take: match stage {
                Stage::AskedFor => Some(begun_by),
                stage if !stage.is_live() => Some(None),
                _ => None,
            },
            decide: matches!(
                stage,
                Stage::AskedFor | Stage::Enquiring | Stage::Prevention(_) | Stage::Relief(_) | Stage::Overrun(_)
            ),
            accept: next_duties(file, case)
                .iter()
                .map(|duty| Way { what: *duty, barred: barred(accepting(case, *duty)) })
                .collect(),
            end: standing_duties(case).into_iter().map(end).collect(),
            withdraw: (stage == Stage::Enquiring).then(|| Way {
                what: Duty::Relief,
                barred: barred(ending(case, Duty::Relief, crate::facts::EndGround::Withdrew)),
            }),
            refer: matches!(stage, Stage::Enquiring | Stage::Relief(_) | Stage::Overrun(_) | Stage::MainDue(_) | Stage::Main),
            answer: begun_by.filter(|_| matches!(stage, Stage::Referred { .. })),
            tell_outcome: untold_outcome(file, case),
            review: case
                .notified
                .iter()
                .filter(|one| one.review.is_none() && file.body_of(one.decision).is_some_and(is_reviewable))
                .map(|one| Way { what: *one, barred: barred(asking(file, case, one)) })
                .collect(),
        }
    }

    /// The grounds on which a duty ends, each with what stands against it now.
    pub fn grounds(file: &CaseFile, case: &Case, duty: Duty) -> Vec<GroundNow> {
        let now = When::on(case.day);
        grounds::of(duty, case.day)
            .map(|ground| GroundNow { ground, barred: gate::check(file, &ending(case, duty, ground.ground), now).err() })
            .collect()
    }
}

fn accepting(case: &Case, duty: Duty) -> Body {
    let satisfied: Option<Date> = Some(case.day);
    DutyAccepted {
        by: case.team,
        duty,
        person: None,
        satisfied,
        letter: true,
        to_write: false,
        findings: Vec::new(),
        reasons: None,
    }
    .into()
}

fn ending(case: &Case, duty: Duty, ground: crate::facts::EndGround) -> Body {
    DutyEnded { by: case.team, duty, ground, notice: true, to_write: false, reasons: None }.into()
}

fn asking(file: &CaseFile, case: &Case, one: &Notified) -> Body {
    ReviewAsked {
        by: file.survivor().map_or(Who::Team(case.team), Who::Person),
        to: case.team,
        review: ReviewKind::Section202,
        of: Some(one.decision),
        complaint: None,
        late_allowed: false,
        shows: crate::facts::Shows::empty(),
    }
    .into()
}

/// The duties that may come next.
fn next_duties(file: &CaseFile, case: &Case) -> &'static [Duty] {
    match case.stage() {
        Stage::AskedFor | Stage::Enquiring => &[Duty::Relief, Duty::Prevention],
        Stage::Prevention(_) => &[Duty::Relief],
        // Relief that began by itself is accepted by letter all the same.
        Stage::Relief(_) if !was_accepted(file, case) => &[Duty::Relief],
        Stage::Relief(_) | Stage::MainDue(_) | Stage::Overrun(_) => &[Duty::Main],
        Stage::ShortDue => &[Duty::Intentional],
        _ => &[],
    }
}

fn was_accepted(file: &CaseFile, case: &Case) -> bool {
    let begun_by = case.spell().and_then(|spell| spell.begun_by).and_then(|fact| file.body_of(fact));
    matches!(begun_by, Some(Body::DutyAccepted(_)))
}

/// The duties that stand, the place for tonight last.
fn standing_duties(case: &Case) -> Vec<Duty> {
    let stands = match case.stage() {
        Stage::Prevention(_) => Some(Duty::Prevention),
        Stage::Relief(_) | Stage::Overrun(_) => Some(Duty::Relief),
        Stage::Main => Some(Duty::Main),
        Stage::Short => Some(Duty::Intentional),
        _ => None,
    };
    let interim = matches!(case.interim, Interim::Provided { .. } | Interim::PendingReview { .. }) && case.stage() != Stage::Main;
    stands.into_iter().chain(interim.then_some(Duty::Interim)).collect()
}

/// The answer of another authority of which she has not been told in writing.
fn untold_outcome(file: &CaseFile, case: &Case) -> Option<FactId> {
    use crate::facts::{DecisionMade, ReferralAnswered, ReferralKind, ReferralMade, Subject};
    file.each::<ReferralAnswered>()
        .filter(|(_, it)| {
            let made = file.fact(it.referral).and_then(|fact| fact.is::<ReferralMade>());
            made.is_some_and(|made| {
                let ours = made.by.team().is_some_and(|by| file.services().same_body(by, case.team));
                made.referral == ReferralKind::Authority && ours
            })
        })
        .find(|(answer, _)| {
            !file.each::<DecisionMade>().any(|(fact, it)| {
                it.subject == Subject::Referral && it.letter && it.of == Some(answer.id) && fact.happened >= answer.happened
            })
        })
        .map(|(answer, _)| answer.id)
}
