//! Her things while they are kept safe: what it costs, and that she is told, in a safe way, when it ends.

use jiff::civil::Date;

use crate::calendar::Clock;
use crate::facts::{BelongingsProtected, Body, DutyEnded, Fact, Function, Kind, ProtectionEnded, Shows};
use crate::file::CaseFile;
use crate::homelessness::act;
use crate::law::InForce;
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// HA96-s212-cease-notice
pub const CEASE: Rule = Rule {
    id: "HA96-s212-cease-notice",
    topic: super::TOPIC,
    title: "Tell her that the protection of her things ends, and why",
    must: "Tell her in a safe way, by a safe contact or in her hands: that it ends, why, and how she gets her things. Never by a letter to the last address that is known: he may live there.",
    source: act(
        "s.212(4)-(6)",
        "Where the authority ceases to be under a duty, or to have a power, to protect belongings, it notifies her of that and of the reason: delivered to her, or left at or sent to her last known address. For somebody who fled, that address may be his. Two working days are our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/212",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[
        Kind::BelongingsProtected,
        Kind::ProtectionEnded,
        Kind::DutyEnded,
        Kind::DutyAccepted,
        Kind::HomelessnessOpened,
        Kind::DecisionMade,
        Kind::PlacementMade,
        Kind::Moved,
    ],
    hears: Shows::empty(),
    meets: &[Kind::ProtectionEnded],
    ends: &[],
    derive: cease,
};

fn cease(file: &CaseFile, owed: &mut Owed<'_>) {
    let ended = file.each::<ProtectionEnded>().filter(|(_, it)| !it.told_safely).map(|(fact, it)| file.cause_for(fact, it.by));
    let with_the_duty = file.each::<DutyEnded>().filter(|(_, it)| it.duty.is_housing()).filter_map(|(fact, it)| {
        let kept = kept_on(file, fact.happened.date).find(|(_, kept)| file.services().same_body(kept.by, it.by))?;
        let stands = crate::homelessness::standing::application(file, it.by, fact.happened.date.tomorrow().ok()?);
        (!stands).then(|| file.cause_for(fact, it.by).and(kept.0))
    });
    owed.episodes(ended.chain(with_the_duty), |cause, fact| match &fact.body {
        Body::ProtectionEnded(it) => Verdict::meets_if(it.told_safely && file.services().same_body(it.by, cause.owner)),
        _ => Verdict::Nothing,
    });
}

/// What is kept safe on a day.
pub fn kept_on(file: &CaseFile, day: Date) -> impl Iterator<Item = (&Fact, &BelongingsProtected)> {
    file.each::<BelongingsProtected>()
        .filter(move |(fact, _)| fact.happened.date <= day && end_of(file, fact).is_none_or(|ended| day <= ended))
}

/// The day on which a protection ended.
pub fn end_of(file: &CaseFile, protection: &Fact) -> Option<Date> {
    file.each::<ProtectionEnded>().find(|(_, it)| it.of == protection.id).map(|(fact, _)| fact.happened.date)
}

/// What a protection has cost by a day, and what of it she is charged, in pence. What is kept costs by the week, and a week that has begun counts
/// whole; what is moved costs once.
pub fn cost_by(file: &CaseFile, fact: &Fact, it: &BelongingsProtected, day: Date) -> (u64, u64) {
    use crate::facts::Protection::{Pets, Secured, Stored};
    let by_the_week = matches!(it.how, Some(Stored | Pets | Secured));
    let from = it.from.unwrap_or(fact.happened.date);
    let until = end_of(file, fact).map_or(day, |ended| ended.min(day));
    if until < from {
        return (0, 0);
    }
    let days = from.until(until).map_or(0, |span| u64::from(span.get_days().unsigned_abs()));
    let times = if by_the_week { days / 7 + 1 } else { 1 };
    let all = |pence: Option<crate::facts::Pence>| pence.map_or(0, |pence| pence.0.saturating_mul(times));
    (all(it.cost), all(it.charge))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestFile, a_council};
    use jiff::civil::date;

    const CEASE: &str = "HA96-s212-cease-notice";

    fn stored() -> TestFile {
        a_council().on("2026-03-02", "kept: belongings-protected by=housing how=stored cost=2500 charge=500")
    }

    #[test]
    fn she_is_told_in_a_safe_way_when_it_ends() {
        stored().owes_nothing_under(CEASE);
        let ended = stored().on("2026-04-01", "protection-ended by=housing of=kept");
        ended.owes(CEASE).due("2026-04-07").is("late");
        ended.on("2026-04-02", "protection-ended by=housing of=kept told_safely").owes(CEASE).is("met");
        stored().on("2026-04-01", "protection-ended by=housing of=kept told_safely returned").owes_nothing_under(CEASE);
    }

    #[test]
    fn the_end_of_the_duty_ends_the_protection_only_with_notice() {
        let over = stored()
            .on("2026-03-01", "duty-accepted by=housing duty=main letter")
            .on("2026-04-01", "duty-ended by=housing duty=main ground=accepted-offer notice");
        over.owes(CEASE).is("late");
    }

    #[test]
    fn storage_costs_by_the_week_and_a_removal_once() {
        let file = stored().fold();
        let (fact, it) = file.each::<BelongingsProtected>().next().unwrap();
        for (day, cost) in
            [(date(2026, 3, 1), 0), (date(2026, 3, 2), 2_500), (date(2026, 3, 8), 2_500), (date(2026, 3, 9), 5_000)]
        {
            assert_eq!(cost_by(&file, fact, it, day), (cost, cost / 5), "{day}");
        }
        let moved = a_council().on("2026-03-02", "belongings-protected by=housing how=removal cost=30000").fold();
        let (fact, it) = moved.each::<BelongingsProtected>().next().unwrap();
        assert_eq!(cost_by(&moved, fact, it, date(2026, 12, 1)), (30_000, 0));
        let over = stored().on("2026-03-10", "protection-ended by=housing of=kept told_safely returned").fold();
        let (fact, it) = over.each::<BelongingsProtected>().next().unwrap();
        assert_eq!(cost_by(&over, fact, it, date(2026, 12, 1)), (5_000, 1_000));
    }
}
