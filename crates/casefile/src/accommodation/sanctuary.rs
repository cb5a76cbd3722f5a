//! Staying safely: her own home made safe, if she wants to stay and it can be done, and looked at again when something happens.

use super::TOPIC;
use crate::calendar::{Clock, last_day};
use crate::facts::{Ask, Body, Fact, Function, HomeKind, Kind, Measure, Shows};
use crate::file::CaseFile;
use crate::homelessness::request;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// COG21-sanctuary
pub const SANCTUARY: Rule = Rule {
    id: "COG21-sanctuary",
    topic: TOPIC,
    title: "See whether her home is safe to stay in",
    must: "She wants to stay, or her home was made safe and something has happened since. See with her whether locks, a safe room or an alarm would keep her safe, and do it. Only if she wants it, and never instead of a place elsewhere that she asks for.",
    source: Source {
        force: Force::Guidance,
        act: "Homelessness Code of Guidance 2018",
        provision: "chapter 21 (sanctuary and other security measures)",
        says: "Making a home safe works only where she wishes to stay, the home can be made safe and the alleged perpetrator has no right to enter it. It has to be looked at again after any incident. The times, one working day after an incident and five otherwise, are our standard.",
        url: "https://www.gov.uk/guidance/homelessness-code-of-guidance-for-local-authorities/chapter-21-domestic-abuse",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[
        Kind::DisclosureMade,
        Kind::ContactMade,
        Kind::ThirdPartyContact,
        Kind::WishesRecorded,
        Kind::SafetyMeasure,
        Kind::PlacementMade,
        Kind::PlacementEnded,
        Kind::Moved,
    ],
    hears: Shows::ABUSE.union(Shows::NEAR).union(Shows::UNSAFE_HOME),
    meets: &[Kind::SafetyMeasure, Kind::PlacementMade, Kind::RiskAssessed],
    ends: &[Kind::Moved],
    derive: sanctuary,
};

fn sanctuary(file: &CaseFile, owed: &mut Owed<'_>) {
    let wishes = file.facts().iter().filter(|fact| wants_to_stay(fact)).filter_map(|fact| {
        let cause = request::authority(file, fact)?;
        let due = last_day::working_days_after(cause.since, 5);
        Some(cause.due_on(due))
    });
    let incidents = file.showing(SANCTUARY.hears).filter_map(|fact| {
        let made_safe = made_safe_before(file, fact)?;
        Some(request::authority(file, fact)?.and(made_safe))
    });
    // Her wish and an incident may come in one breath: one visit answers both, the sooner one.
    owed.episodes(incidents.chain(wishes), |_, fact| match &fact.body {
        Body::SafetyMeasure(it) => Verdict::meets_if(secures(it.measure) || it.measure.is_a_safe_night()),
        Body::PlacementMade(_) => Verdict::Meets,
        Body::RiskAssessed(it) => {
            Verdict::meets_if(file.services().does(it.by, Function::Housing) || file.services().does(it.by, Function::Idva))
        }
        Body::Moved(it) => Verdict::ends_if(file.survivor() == Some(it.person)),
        _ => Verdict::Nothing,
    });
}

fn wants_to_stay(fact: &Fact) -> bool {
    let asks: &[Ask] = match &fact.body {
        Body::DisclosureMade(it) => &it.asks,
        Body::ContactMade(it) => &it.asks,
        Body::ThirdPartyContact(it) => &it.asks,
        Body::WishesRecorded(it) => &it.asks,
        _ => &[],
    };
    asks.contains(&Ask::StaySafely)
}

const fn secures(measure: Measure) -> bool {
    matches!(measure, Measure::LocksChanged | Measure::Alarm | Measure::SafeRoom)
}

/// What made her home safe before something happened, while she still lives there.
fn made_safe_before<'a>(file: &'a CaseFile, fact: &Fact) -> Option<&'a Fact> {
    let before = file
        .any_of(&[Kind::SafetyMeasure, Kind::PlacementMade, Kind::PlacementEnded, Kind::Moved])
        .filter(|earlier| earlier.id != fact.id && earlier.happened.date < fact.happened.date);
    before.fold(None, |safe, earlier| match &earlier.body {
        Body::SafetyMeasure(it) if secures(it.measure) => Some(earlier),
        Body::SafetyMeasure(it) if it.measure == Measure::MovedOut => None,
        Body::PlacementMade(it) => (it.home == HomeKind::Sanctuary).then_some(earlier),
        Body::Moved(it) if file.survivor() == Some(it.person) => None,
        _ => safe,
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    const SANCTUARY: &str = "COG21-sanctuary";

    #[test]
    fn her_wish_to_stay_is_looked_into() {
        let asked = a_council().on("2026-03-02", "disclosure-made to=housing asks=stay-safely");
        asked.owes(SANCTUARY).due("2026-03-09").is("late");
        asked.on("2026-03-04", "safety-measure by=housing measure=locks-changed").owes(SANCTUARY).is("met");
    }

    #[test]
    fn a_home_made_safe_is_looked_at_again_when_he_comes_back() {
        let safe = a_council().on("2026-03-02", "locks: safety-measure by=housing measure=locks-changed");
        safe.owes_nothing_under(SANCTUARY);
        let back = safe.clone().on("2026-04-02", "back: abuse-happened by=him of=her shows=harassment to=housing");
        back.owes(SANCTUARY).due("2026-04-07").because(&["back", "locks"]).is("late");
        safe.on("2026-03-20", "moved person=her permanent safe")
            .on("2026-04-02", "abuse-happened by=him of=her shows=harassment to=housing")
            .owes_nothing_under(SANCTUARY);
    }
}
