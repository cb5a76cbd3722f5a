//! When something has got out: first her safety, then she is told, then the regulator, then the record.

use jiff::civil::date;

use super::{REPORT, REPORTS, TOPIC, UK_GDPR};
use crate::calendar::Clock;
use crate::facts::{Body, BreachFound, BreachGrade, BreachGraded, Fact, Function, Kind, Shows, When};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// The first day of the duties to record, to tell the regulator and to tell the person.
const GDPR: InForce = InForce::since(date(2018, 5, 25));
const ARTICLE_33: &str = "https://www.legislation.gov.uk/eur/2016/679/article/33";

/// OMB-breach-safety
pub const SAFETY_FIRST: Rule = Rule {
    id: "OMB-breach-safety",
    topic: TOPIC,
    title: "He has it: make her safe before any paperwork",
    must: "Reach her safely today and do with her what the leak calls for: a new number, a police marker, locks, an adviser, a move. No word that blames her or trusts him not to use it.",
    source: Source {
        force: Force::Ombudsman,
        act: REPORT,
        provision: "case 20 007 812",
        says: "When the father had been sent Zadie's number, the leak was called low level and nothing was done to make her safe. The time is ours.",
        url: REPORTS,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::BreachFound],
    hears: Shows::empty(),
    meets: &[Kind::SafetyMeasure, Kind::PlacementMade],
    ends: &[Kind::Moved],
    derive: safety_first,
};

fn safety_first(file: &CaseFile, owed: &mut Owed<'_>) {
    let reached = file
        .each::<BreachFound>()
        .filter(|(_, it)| reached_him(file, it))
        .map(|(fact, it)| aware(file.cause_for(fact, it.by), it));
    owed.each(reached, |cause, fact| match &fact.body {
        Body::SafetyMeasure(it) => Verdict::meets_if(it.because.is_none_or(|of| of == cause.fact)),
        Body::PlacementMade(_) => Verdict::Meets,
        Body::Moved(it) => Verdict::ends_if(it.safe && Some(it.person) == file.survivor()),
        _ => Verdict::Nothing,
    });
}

/// GDPR-breach-tell
pub const TELL_HER: Rule = Rule {
    id: "GDPR-breach-tell",
    topic: TOPIC,
    title: "Tell her what got out",
    must: "Tell her, by a way that is safe, what got out, to whom, what is being done and what she can do. Contact details or whereabouts with an alleged perpetrator are a high risk.",
    source: Source {
        force: Force::Law,
        act: UK_GDPR,
        provision: "article 34",
        says: "Where a breach is likely to put people at high risk, they are told without undue delay. The four hours are ours.",
        url: "https://www.legislation.gov.uk/eur/2016/679/article/34",
    },
    in_force: GDPR,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::Hours(4),
    local: true,
    reads: &[Kind::BreachFound, Kind::BreachGraded],
    hears: Shows::empty(),
    meets: &[Kind::PersonToldOfBreach],
    ends: &[],
    derive: tell_her,
};

fn tell_her(file: &CaseFile, owed: &mut Owed<'_>) {
    let reached = file
        .each::<BreachFound>()
        .filter(|(_, it)| reached_him(file, it))
        .map(|(fact, it)| aware(file.cause_for(fact, it.by), it));
    // Any other breach is a high risk from the moment in which somebody finds it to be one.
    let graded = file.each::<BreachGraded>().filter(|(_, it)| it.grade == BreachGrade::High).filter_map(|(fact, it)| {
        let (breach, found) = breach_of(file, it.breach)?;
        let cause = file.cause_for(fact, found.by).and(breach);
        let from = known_from(&cause);
        (!reached_him(file, found)).then(|| cause.counted_from(from))
    });
    let causes: Vec<Cause> = reached.chain(graded).collect();
    owed.each(causes, |cause, fact| match &fact.body {
        Body::PersonToldOfBreach(it) => Verdict::meets_if(it.breach == cause.fact || cause.with.contains(&it.breach)),
        _ => Verdict::Nothing,
    });
}

/// GDPR-breach-72h
pub const TELL_THE_REGULATOR: Rule = Rule {
    id: "GDPR-breach-72h",
    topic: TOPIC,
    title: "Tell the Information Commissioner within 72 hours",
    must: "Report the breach to the Information Commissioner: 72 hours from being reasonably certain of it, nights and weekends counted. What is not known yet follows later; a late report says why.",
    source: Source {
        force: Force::Law,
        act: UK_GDPR,
        provision: "article 33(1) and (4)",
        says: "A breach is notified without undue delay and, where feasible, within 72 hours of becoming aware of it, unless it is unlikely to put people at risk.",
        url: ARTICLE_33,
    },
    in_force: GDPR,
    owner: Function::DataProtection,
    severity: Severity::Safety,
    clock: Clock::Hours(72),
    local: false,
    reads: &[Kind::BreachFound],
    hears: Shows::empty(),
    meets: &[Kind::RegulatorTold],
    ends: &[Kind::BreachGraded, Kind::BreachClosed],
    derive: tell_the_regulator,
};

fn tell_the_regulator(file: &CaseFile, owed: &mut Owed<'_>) {
    let breaches =
        file.each::<BreachFound>().map(|(fact, it)| aware(file.cause_within(fact, it.by, Function::DataProtection), it));
    owed.each_answered(breaches, |cause, fact| {
        // What reached him puts her at risk, whatever anybody grades it.
        let at_risk = breach_of(file, cause.fact).is_some_and(|(_, it)| reached_him(file, it));
        match &fact.body {
            Body::RegulatorTold(it) => Verdict::meets_if(it.breach == cause.fact),
            Body::BreachGraded(it) => Verdict::ends_if(it.breach == cause.fact && it.grade == BreachGrade::Low && !at_risk),
            Body::BreachClosed(it) => Verdict::ends_if(it.breach == cause.fact && it.words.is_some() && !at_risk),
            _ => Verdict::Nothing,
        }
    });
}

/// GDPR-breach-record
pub const RECORD: Rule = Rule {
    id: "GDPR-breach-record",
    topic: TOPIC,
    title: "Grade the breach and record what is decided",
    must: "Write down what happened, what came of it, how serious it is and what is done, also where the decision is not to report it. What reached an alleged perpetrator is graded high, unless the data protection officer and the domestic abuse lead record together why not.",
    source: Source {
        force: Force::Law,
        act: UK_GDPR,
        provision: "article 33(5)",
        says: "Every breach is documented: the facts, the effects and the remedy. The time is ours.",
        url: ARTICLE_33,
    },
    in_force: GDPR,
    owner: Function::DataProtection,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::BreachFound],
    hears: Shows::empty(),
    meets: &[Kind::BreachGraded, Kind::BreachClosed],
    ends: &[],
    derive: record,
};

fn record(file: &CaseFile, owed: &mut Owed<'_>) {
    let breaches =
        file.each::<BreachFound>().map(|(fact, it)| aware(file.cause_within(fact, it.by, Function::DataProtection), it));
    owed.each_answered(breaches, |cause, fact| match &fact.body {
        Body::BreachGraded(it) => Verdict::meets_if(it.breach == cause.fact && !makes_light_of(file, it)),
        Body::BreachClosed(it) => Verdict::meets_if(it.breach == cause.fact && it.words.is_some()),
        _ => Verdict::Nothing,
    });
}

/// Whether information about her got to the alleged perpetrator or to somebody close to him.
fn reached_him(file: &CaseFile, it: &BreachFound) -> bool {
    it.recipient.is_some_and(|who| file.is_other_side(who))
}

/// Whether a breach that reached him was graded low, or closed with nothing to be done.
pub(super) fn makes_light_of(file: &CaseFile, it: &BreachGraded) -> bool {
    breach_of(file, it.breach).is_some_and(|(_, found)| reached_him(file, found))
        && (it.grade == BreachGrade::Low || it.no_action)
}

fn breach_of(file: &CaseFile, breach: FactId) -> Option<(&Fact, &BreachFound)> {
    file.fact(breach).and_then(|fact| fact.is::<BreachFound>().map(|found| (fact, found)))
}

/// The clocks of a breach count from the moment in which the body was reasonably certain of it; where nobody says when that was, from the moment
/// in which it knew.
fn aware(mut cause: Cause, it: &BreachFound) -> Cause {
    let from = it.aware.map_or_else(|| known_from(&cause), |aware| aware.max(cause.happened));
    cause.since = from.date;
    cause.counted_from(from)
}

/// The moment of the fact itself, or the day on which it became known if that was later.
fn known_from(cause: &Cause) -> When {
    if cause.since > cause.happened.date { When::on(cause.since) } else { cause.happened }
}
