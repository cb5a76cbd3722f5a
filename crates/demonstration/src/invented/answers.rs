//! How officers do what is owed: by the act that says it best where there is no doubt what it is, and in words otherwise.

use casefile::facts::{
    ActionDone, Answered, Body, Channel, ComplaintAcknowledged, ComplaintAnswered, ContactMade, DecisionReceived,
    EvidenceConsidered, Fact, Kind, Measure, MinutesShared, ObligationAnswered, PlanKind, PlanReviewed, RecordsFlagged,
    ReferralAcknowledged, ReferralAnswered, ReviewDecided, RuleRef, SafeContactSet, SafetyMeasure, SchoolNotified, Shows,
    StepDone, SurvivorUpdated, Who,
};
use casefile::ids::TeamId;
use casefile::obligations::Obligation;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::contact;
use super::draft::Draft;
use super::telling::IntoSealed;

/// One act of an officer.
pub(super) struct Answer {
    /// So many days after the first.
    pub(super) days_later: i32,
    /// What was done.
    pub(super) body: Body,
}

/// How an act of one kind is put together.
type Act<'a> = &'a dyn Fn(&mut Draft<'_>) -> Option<Body>;

/// How often a plan is looked at again, in days.
const BETWEEN_REVIEWS: usize = 26;

/// How often she is asked again how she can be reached, in days: on the same day of the week, before a way goes stale.
const BETWEEN_CONFIRMATIONS: usize = 21;

/// The acts that say it best; empty where only words do.
pub(super) fn natural(draft: &mut Draft<'_>, owed: &Obligation, day: Date) -> Vec<Answer> {
    let (by, raised) = (owed.owner.team, owed.raised_by);
    let cause = draft.facts().iter().find(|fact| fact.id == raised).cloned();
    if let Some(Body::PlanMade(plan)) = cause.as_ref().map(|fact| &fact.body)
        && owed.rule.meets.contains(&Kind::StepDone)
    {
        let steps = (1..).zip(&plan.steps);
        return steps.map(|(step, told)| at_once(StepDone { plan: raised, step, by: Some(told.who) })).collect();
    }
    if owed.rule.meets.contains(&Kind::PlanReviewed) {
        return reviews(draft, by, plan_of(cause.as_ref()), day);
    }
    if owed.rule.meets.contains(&Kind::SafeContactSet) {
        return confirmations(draft, by, day);
    }
    // A delay is told with the day on which she has what she waits for.
    let new_day = matches!(owed.rule.id, "INT-delay-notice" | "INT-delay-decision").then(|| day.saturating_add(7.days()));
    // In order of how surely they are what was asked for.
    let known: &[(Kind, Act<'_>)] = &[
        (Kind::EvidenceConsidered, &|_| Some(EvidenceConsidered { by, evidence: raised, changes: true, words: None }.into())),
        (Kind::ActionDone, &|_| Some(ActionDone { action: raised, by }.into())),
        (Kind::ReferralAcknowledged, &|_| Some(ReferralAcknowledged { referral: raised, by }.into())),
        (Kind::ReferralAnswered, &|_| Some(ReferralAnswered { referral: raised, by, accepted: true, words: None }.into())),
        (Kind::ReviewDecided, &|draft| {
            cause.as_ref().filter(|fact| fact.body.kind() == Kind::ReviewAsked)?;
            let reasons = draft.words(&["The plan left out a step that {she} had asked for. The duty itself was the right one."]);
            Some(ReviewDecided { review: raised, by, changed: false, letter: true, to_write: false, reasons }.into())
        }),
        (Kind::DecisionReceived, &|_| Some(DecisionReceived { of: raised, by: Some(by) }.into())),
        (Kind::ComplaintAcknowledged, &|_| Some(ComplaintAcknowledged { complaint: raised, by }.into())),
        (Kind::ComplaintAnswered, &|_| Some(ComplaintAnswered { complaint: raised, by, upheld: true }.into())),
        (Kind::SurvivorUpdated, &|_| Some(SurvivorUpdated { by, about: Some(raised), until: new_day }.into())),
        (Kind::RecordsFlagged, &|_| Some(RecordsFlagged { by, of: Some(raised) }.into())),
        (Kind::MinutesShared, &|draft| Some(MinutesShared { meeting: raised, by, with: draft.teams.housing }.into())),
        (Kind::SchoolNotified, &|_| Some(SchoolNotified { by, incident: Some(raised), child: None }.into())),
        (Kind::Answered, &|draft| {
            let words = draft.words(&[
                "Rang back as asked.",
                "Told {her} where things stand.",
                "Answered, and asked whether anything has changed.",
            ]);
            Some(Answered { by, of: raised, channel: Some(Channel::Phone), words }.into())
        }),
        (Kind::ContactMade, &|draft| Some(reaches_her(draft, Who::Team(by)))),
        (Kind::SafetyMeasure, &|_| {
            // Where a place for the night is asked for, she was offered one and chose to stay.
            let night = owed.rule.meets.contains(&Kind::RefugeSought);
            let measure = if night { Measure::OfferedNone } else { Measure::ReachedSafely };
            Some(SafetyMeasure { by, measure, because: Some(raised), review: None }.into())
        }),
    ];
    let fitting = known.iter().find(|(kind, _)| owed.rule.meets.contains(kind));
    fitting.and_then(|(_, act)| act(draft)).map(at_once).into_iter().collect()
}

fn at_once(body: impl Into<Body>) -> Answer {
    Answer { days_later: 0, body: body.into() }
}

/// How she can be reached is asked again before a month is over, for as long as the team works for her.
fn confirmations(draft: &mut Draft<'_>, by: TeamId, day: Date) -> Vec<Answer> {
    let first = asks_how_to_reach_her(draft, by, day);
    let confirmed_on = |days: i32| day.saturating_add(days.days());
    let again = |body: &SafeContactSet, days_later| Answer {
        days_later,
        body: SafeContactSet { confirmed: Some(confirmed_on(days_later)), ..body.clone() }.into(),
    };
    as_long_as_there_is_work(draft, day, BETWEEN_CONFIRMATIONS).map(|days_later| again(&first, days_later)).collect()
}

/// So many days after a day, again and again, until the file is closed or the duty is over.
fn as_long_as_there_is_work(draft: &Draft<'_>, day: Date, between: usize) -> impl Iterator<Item = i32> + use<> {
    let over = draft.facts().iter().filter(|fact| matches!(fact.body, Body::DutyEnded(_) | Body::CaseClosed(_)));
    let over = over.map(|fact| fact.happened.date).max().filter(|over| *over > day).unwrap_or(draft.until().date());
    (0..=(over - day).get_days()).step_by(between)
}

/// A plan is looked at again and again while the team works for her.
fn reviews(draft: &Draft<'_>, by: TeamId, plan: PlanKind, day: Date) -> Vec<Answer> {
    let reviewed = |days_later| Answer { days_later, body: PlanReviewed { by, plan, told: true }.into() };
    as_long_as_there_is_work(draft, day, BETWEEN_REVIEWS).map(reviewed).collect()
}

/// In words, naming what was asked for.
pub(super) fn in_words(draft: &mut Draft<'_>, owed: &Obligation) -> Body {
    let title = owed.rule.title;
    let weeks = super::casework::is_long(owed);
    let naming = if weeks {
        vec![format!("{title}: what the plan says has been done; nothing is left open.")]
    } else {
        vec![
            format!("{title}: done, and {{she}} has been told."),
            format!("{title}: done today."),
            format!("{title}: done with {{her}}; the note is in the file."),
            format!("{title}: done, and agreed with the adviser."),
        ]
    };
    let naming: Vec<&str> = naming.iter().map(String::as_str).collect();
    let words = draft.words(&naming);
    let rule = RuleRef::from(owed.rule.id);
    ObligationAnswered { rule, raised_by: owed.raised_by, by: owed.owner.team, words }.into()
}

fn reaches_her(draft: &mut Draft<'_>, by: Who) -> Body {
    let words = draft.words(&[
        "Reached {her} at the time {she} gave. {she} can talk freely until three.",
        "Rang; {she} was alone. We spoke for half an hour.",
        "Text first, then {she} rang back from work.",
    ]);
    let channel = Some(Channel::Phone);
    ContactMade { by, to: draft.she(), channel, shows: Shows::empty(), asks: Vec::new(), words }.into()
}

/// The way that she gave last, confirmed again; or a first one.
fn asks_how_to_reach_her(draft: &mut Draft<'_>, by: TeamId, day: Date) -> SafeContactSet {
    let person = draft.survivor;
    let last = draft.facts().iter().rev().find_map(|fact| match &fact.body {
        Body::SafeContactSet(it) if it.safe && it.person == person => Some(it.clone()),
        _ => None,
    });
    let confirmed = Some(day);
    if let Some(last) = last {
        return SafeContactSet { by: Some(by), confirmed, ..last };
    }
    let value = Some(contact::mobile(&mut draft.chance).into_sealed());
    let terms = draft.words(&["text first", "weekday mornings", "any time before four", "ask for the survey; {she} will know"]);
    SafeContactSet {
        person,
        channel: Channel::Phone,
        safe: true,
        value,
        terms,
        by: Some(by),
        confirmed,
        ways: Vec::new(),
        hours: None,
        reached_by: Vec::new(),
        confirms: None,
        replaces: None,
    }
}

fn plan_of(cause: Option<&Fact>) -> PlanKind {
    match cause.map(|fact| &fact.body) {
        Some(Body::PlanMade(plan)) => plan.plan,
        Some(Body::PlanReviewed(plan)) => plan.plan,
        _ => PlanKind::Housing,
    }
}
