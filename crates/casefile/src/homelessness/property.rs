//! Her things: furniture, papers, pets, left behind or with nowhere to go.

use super::{TOPIC, act, request, standing};
use crate::calendar::Clock;
use crate::facts::{BelongingsAtRisk, Body, DutyAccepted, Function, Kind};
use crate::file::CaseFile;
use crate::law::InForce;
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// HA96-s211-property
pub const PROTECT: Rule = Rule {
    id: "HA96-s211-property",
    topic: TOPIC,
    title: "Protect her belongings",
    must: "Take reasonable steps so that what she owns is not lost or damaged: store it, or fetch it, without telling anybody where she is. A charge may be made, never a condition that would put her in danger. Think of pets.",
    source: act(
        "s.211(1)-(4), s.212(1)",
        "An authority that owes, or has owed, one of the duties to somebody whose belongings are in danger of loss or damage because she cannot protect them takes reasonable steps to prevent it, also for things of those who live with her. The Act sets no time; one working day is our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/211",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: READS,
    hears: request::HEARS,
    meets: &[Kind::BelongingsProtected],
    ends: &[],
    derive: protect,
};

const READS: &[Kind] = &[
    Kind::BelongingsAtRisk,
    Kind::DutyAccepted,
    Kind::HousingApplied,
    Kind::AppliedAgain,
    Kind::ReferralMade,
    Kind::DisclosureMade,
    Kind::ContactMade,
    Kind::ThirdPartyContact,
    Kind::WishesRecorded,
    Kind::UrgentMoveAgreed,
    Kind::HomelessnessOpened,
    Kind::PlacementMade,
    Kind::Moved,
    Kind::DutyEnded,
];

fn protect(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<BelongingsAtRisk>().filter_map(|(fact, it)| {
        let housing = file.services().in_body_of(it.to, Function::Housing);
        let cause = file.cause_for(fact, it.to).owned_by(housing);
        let ours = |by| file.services().same_body(by, housing);
        // Any of the duties will do, the one to accommodate her in the meantime too, which arises when there is reason to believe.
        let accepted =
            file.each::<DutyAccepted>().filter(|(_, it)| it.duty.is_housing() && ours(it.by)).map(|(fact, _)| fact.happened.date);
        let believed = request::with_abuse(file).iter().filter(|asked| ours(asked.owner)).map(|asked| asked.since);
        let settled = standing::settled_before(file, cause.since);
        accepted.chain(believed).filter(|on| settled.is_none_or(|settled| *on > settled)).min().map(|on| cause.from_day(on))
    });
    owed.episodes(causes, |cause, fact| match &fact.body {
        Body::BelongingsProtected(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        _ => Verdict::Nothing,
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::a_council;

    #[test]
    fn what_she_left_behind_is_protected_once_a_duty_has_arisen() {
        let file = a_council()
            .on("2026-03-02", "disclosure-made to=housing asks=safe-tonight")
            .on("2026-03-04", "things: belongings-at-risk to=housing pets");
        file.owes("HA96-s211-property").due("2026-03-05").is("late");
        file.on("2026-03-05", "belongings-protected by=housing").owes("HA96-s211-property").is("met");
    }

    #[test]
    fn without_any_duty_none_arises_for_belongings() {
        a_council().on("2026-03-04", "belongings-at-risk to=housing").owes_nothing_under("HA96-s211-property");
    }
}
