//! Reviews: whose turn it is, by when, and what comes after.

use jiff::civil::Date;

use crate::facts::{
    AppealMade, Body, DecisionMade, DecisionReceived, Duty, DutyAccepted, DutyEnded, Fact, Kind, RepresentationsMade,
    ReviewAsked, ReviewDecided, ReviewKind, ReviewMindedTo, Subject,
};
use crate::file::CaseFile;
use crate::homelessness::reviews::{self, last_day_to_ask};
use crate::ids::{FactId, TeamId};

/// Whose turn it is in a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The reviewer's: to decide.
    Reviewer,
    /// Hers: to answer what the reviewer means to decide.
    Hers,
    /// Hers: to appeal to the county court on a point of law, if she wants.
    MayAppeal,
    /// The court's.
    Court,
    /// Nobody's: it came out for her, or the time for an appeal is over.
    Nobody,
}

/// How a review was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// The fact.
    pub fact: FactId,
    /// When.
    pub on: Date,
    /// Whether the decision was changed in her favour.
    pub changed: bool,
}

/// One review that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// The fact that asks for it.
    pub asked: FactId,
    /// When.
    pub on: Date,
    /// Which decision is looked at again, where that is known.
    pub of: Option<FactId>,
    /// Which kind.
    pub kind: ReviewKind,
    /// The last day for the answer.
    pub decide_by: Date,
    /// The last day that the regulations give, where she has agreed to more.
    pub by_law: Option<Date>,
    /// What the reviewer means to decide, and the last day for her answer.
    pub minded_to: Option<(FactId, Option<Date>)>,
    /// What she has answered to that.
    pub heard: Option<FactId>,
    /// How it was decided: by a letter that counts.
    pub decided: Option<Decided>,
    /// The last day for an appeal.
    pub appeal_by: Option<Date>,
    /// Her appeal.
    pub appealed: Option<FactId>,
    /// Whose turn it is.
    pub turn: Turn,
}

impl Review {
    /// Whether it is not decided yet.
    pub const fn is_pending(&self) -> bool {
        self.decided.is_none()
    }

    /// Whether the day for the answer has passed without one.
    pub fn is_late(&self, day: Date) -> bool {
        self.is_pending() && day > self.decide_by
    }

    /// Whether she may still be answering what the reviewer means to decide, so that it cannot be decided against her yet.
    pub fn waits_for_her(&self, day: Date) -> bool {
        self.heard.is_none() && self.minded_to.is_some_and(|(_, until)| until.is_none_or(|until| day <= until))
    }
}

/// Every homelessness review that was asked for at a team's body by the end of a day.
pub(super) fn all(file: &CaseFile, team: TeamId, day: Date) -> Vec<Review> {
    file.each::<ReviewAsked>()
        .filter(|(fact, it)| {
            it.review != ReviewKind::Register && fact.happened.date <= day && file.services().same_body(it.to, team)
        })
        .map(|(fact, it)| one(file, fact, it, day))
        .collect()
}

fn one(file: &CaseFile, fact: &Fact, it: &ReviewAsked, day: Date) -> Review {
    let minded = file.each::<ReviewMindedTo>().rfind(|(said, minded)| minded.review == fact.id && said.happened.date <= day);
    let heard = minded.and_then(|(said, _)| {
        file.each::<RepresentationsMade>()
            .find(|(made, answer)| answer.review == fact.id && made.happened >= said.happened && made.happened.date <= day)
            .map(|(made, _)| made.id)
    });
    let decided = file
        .each::<ReviewDecided>()
        .find(|(done, answer)| {
            let told = || file.told_in_writing(done.id).is_some_and(|left| left.happened.date <= day);
            answer.review == fact.id && (answer.letter || answer.changed || told()) && done.happened.date <= day
        })
        .map(|(done, answer)| Decided { fact: done.id, on: done.happened.date, changed: answer.changed });
    let decide_by = reviews::answer_by(file, fact, it);
    let by_law = reviews::answer_by_law(file, fact, it);
    let late = decided.is_none() && day > decide_by;
    let against = decided.is_some_and(|decided| !decided.changed);
    let appeal_by = (against || late).then(|| reviews::last_day_to_appeal(file, fact.id)).flatten();
    let points_here = |of: FactId| of == fact.id || decided.is_some_and(|it| it.fact == of) || (late && it.of == Some(of));
    let appealed = file.each::<AppealMade>().find(|(made, it)| points_here(it.of) && made.happened.date <= day);
    let mut review = Review {
        asked: fact.id,
        on: fact.happened.date,
        of: it.of,
        kind: it.review,
        decide_by,
        by_law: (by_law != decide_by).then_some(by_law),
        minded_to: minded.map(|(said, it)| (said.id, it.answer_by)),
        heard,
        decided,
        appeal_by,
        appealed: appealed.map(|(made, _)| made.id),
        turn: Turn::Reviewer,
    };
    review.turn = match review.decided {
        _ if review.appealed.is_some() => Turn::Court,
        Some(Decided { changed: false, .. }) if appeal_by.is_none_or(|last| day <= last) => Turn::MayAppeal,
        Some(_) => Turn::Nobody,
        None if review.waits_for_her(day) => Turn::Hers,
        None => Turn::Reviewer,
    };
    review
}

/// A decision that she may ask to have looked at again (s.202(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notified {
    /// The decision, or the start or end of a duty.
    pub decision: FactId,
    /// When it was made.
    pub made: Date,
    /// When she had it, where that is recorded: the 21 days begin with that day.
    pub received: Option<Date>,
    /// The last day to ask as of right; `None` while they have not begun.
    pub last_day: Option<Date>,
    /// The review that was asked for.
    pub review: Option<FactId>,
}

impl Notified {
    /// Whether the day to ask has passed.
    pub fn is_late(&self, day: Date) -> bool {
        self.last_day.is_some_and(|last| day > last)
    }
}

/// Every decision of a team's body with a right to a review, newest first.
pub(super) fn notified(file: &CaseFile, team: TeamId, day: Date, reviews: &[Review]) -> Vec<Notified> {
    let mut all: Vec<Notified> = file
        .any_of(&[Kind::DecisionMade, Kind::DutyEnded, Kind::DutyAccepted])
        .filter(|fact| fact.happened.date <= day && may_be_reviewed(file, fact, team))
        .map(|fact| {
            let received = file.each::<DecisionReceived>().find(|(_, it)| it.of == fact.id).map(|(told, _)| told.happened.date);
            Notified {
                decision: fact.id,
                made: fact.happened.date,
                received,
                last_day: last_day_to_ask(file, fact.id),
                review: reviews.iter().find(|review| review.of == Some(fact.id)).map(|review| review.asked),
            }
        })
        .collect();
    all.reverse();
    all
}

/// Whether the law gives a review of it: what duty is owed, its end, eligibility, a referral and its outcome, suitability. Not of a place for the
/// night, which only a court can look at.
fn may_be_reviewed(file: &CaseFile, fact: &Fact, team: TeamId) -> bool {
    let ours = |by: TeamId| file.services().same_body(by, team);
    let reviewable = |duty: Duty| duty.is_housing() && duty != Duty::Interim;
    let told = || file.told_in_writing(fact.id).is_some();
    match &fact.body {
        Body::DecisionMade(DecisionMade { by, subject, letter, .. }) => {
            ours(*by)
                && (*letter || told())
                && matches!(subject, Subject::Homelessness | Subject::Suitability | Subject::Referral)
        }
        Body::DutyEnded(DutyEnded { by, duty, notice, .. }) => ours(*by) && reviewable(*duty) && (*notice || told()),
        Body::DutyAccepted(DutyAccepted { by, duty, letter, .. }) => ours(*by) && reviewable(*duty) && (*letter || told()),
        _ => false,
    }
}
