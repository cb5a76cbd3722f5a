//! Between bodies: a referral is acknowledged and answered, and a body that is asked for information gives it.

use crate::calendar::Clock;
use crate::facts::{
    Body, BodyKind, EvidenceRequested, Fact, Function, InformationAsked, Kind, ReferralKind, ReferralMade, Shows, Who,
};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::working_together::internal;

const TOPIC: &str = "Working together";

const SHARED: Source = Source {
    force: Force::House,
    act: "Partnership standard",
    provision: "referrals between bodies",
    says: "Whoever gets a referral says so and names who has it, then says what will be done; whoever is asked, answers. The Ombudsman asks what arrangements there are to share what services know; the lengths are our own.",
    url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
};

/// INT-acknowledge
pub const ACKNOWLEDGE: Rule = Rule {
    id: "INT-acknowledge",
    topic: TOPIC,
    title: "Say that the referral has arrived",
    must: "Tell whoever referred her that it has arrived and who deals with it.",
    source: SHARED,
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::ReferralMade],
    hears: Shows::empty(),
    meets: &[Kind::ReferralAcknowledged, Kind::ReferralAnswered, Kind::Answered],
    ends: &[],
    derive: acknowledge,
};

fn acknowledge(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = referrals(file)
        .filter(|(_, it)| it.by.team().is_some_and(|by| !file.services().same_body(by, it.to)))
        .map(|(fact, it)| file.cause_for(fact, it.to));
    owed.each(causes, |cause, fact| match &fact.body {
        Body::ReferralAcknowledged(it) => Verdict::meets_if(it.referral == cause.fact),
        _ => answered(file, cause, fact),
    });
}

/// INT-referral-answer
pub const ANSWER_REFERRAL: Rule = Rule {
    id: "INT-referral-answer",
    topic: TOPIC,
    title: "Say what becomes of the referral",
    must: "Tell whoever referred her whether you take the work and what happens next; if not, why, and who else can. She is told too, in a safe way.",
    source: SHARED,
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Practice,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::ReferralMade],
    hears: Shows::empty(),
    meets: &[
        Kind::ReferralAnswered,
        Kind::Answered,
        Kind::DecisionMade,
        Kind::DutyAccepted,
        Kind::PlacementMade,
        Kind::RefugeSought,
    ],
    ends: &[],
    derive: answer_referral,
};

fn answer_referral(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = referrals(file).filter(|(_, it)| it.by.team().is_some()).map(|(fact, it)| file.cause_for(fact, it.to));
    owed.each(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DecisionMade(it) => Verdict::meets_if(it.of == Some(cause.fact)),
            Body::DutyAccepted(it) => Verdict::meets_if(ours(it.by)),
            Body::PlacementMade(it) => Verdict::meets_if(ours(it.by)),
            Body::RefugeSought(it) => Verdict::meets_if(ours(it.by)),
            _ => answered(file, cause, fact),
        }
    });
}

/// Referrals for which no rule of their own stands.
fn referrals(file: &CaseFile) -> impl Iterator<Item = (&Fact, &ReferralMade)> {
    file.each::<ReferralMade>().filter(|(_, it)| {
        !internal::has_its_own_rule(it.referral) && it.referral != ReferralKind::Panel && Who::Team(it.to) != it.by
    })
}

fn answered(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    match &fact.body {
        Body::ReferralAnswered(it) => Verdict::meets_if(it.referral == cause.fact),
        Body::Answered(it) => Verdict::meets_if(it.of == cause.fact && file.services().same_body(it.by, cause.owner)),
        _ => Verdict::Nothing,
    }
}

/// INT-information
pub const INFORMATION: Rule = Rule {
    id: "INT-information",
    topic: TOPIC,
    title: "Answer the body that asks",
    must: "Give the other body what it asks for and may have, or say which part you cannot give and why. It asks you so that she need not be asked again.",
    source: SHARED,
    in_force: InForce::ALWAYS,
    owner: Function::Police,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::InformationAsked, Kind::EvidenceRequested],
    hears: Shows::empty(),
    meets: &[Kind::InformationGiven, Kind::EvidenceReceived, Kind::InformationShared, Kind::Answered],
    ends: &[],
    derive: information,
};

fn information(file: &CaseFile, owed: &mut Owed<'_>) {
    let asked = file
        .each::<InformationAsked>()
        .filter(|(_, it)| it.by != it.of && !is_asked_under_statute(file, it))
        .map(|(fact, it)| file.cause_for(fact, it.of));
    let evidence = file
        .each::<EvidenceRequested>()
        .filter_map(|(fact, it)| it.from.team().filter(|from| *from != it.by).map(|from| file.cause_for(fact, from)));
    let causes: Vec<Cause> = asked.chain(evidence).collect();
    owed.each(causes, |cause, fact| gives(file, cause, fact));
}

/// A housing authority that asks another one, a landlord or social services is owed co-operation under Housing Act 1996 s.213, which is a rule of its own.
fn is_asked_under_statute(file: &CaseFile, it: &InformationAsked) -> bool {
    let services = file.services();
    let bound = services.team(it.of).is_some_and(|asked| match asked.function {
        Function::Landlord | Function::Repairs => asked.body_kind != BodyKind::PrivateLandlord,
        function => matches!(function, Function::Housing | Function::Allocations | Function::Children | Function::Adults),
    });
    services.does(it.by, Function::Housing) && bound && !services.same_body(it.by, it.of)
}

fn gives(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    let ours = |by| file.services().same_body(by, cause.owner);
    let asker = match file.body_of(cause.fact) {
        Some(Body::InformationAsked(it)) => it.by,
        Some(Body::EvidenceRequested(it)) => it.by,
        _ => return Verdict::Nothing,
    };
    match &fact.body {
        Body::InformationGiven(it) => Verdict::meets_if(it.request == cause.fact),
        Body::Answered(it) => Verdict::meets_if(it.of == cause.fact),
        Body::EvidenceReceived(it) => Verdict::meets_if(
            it.answers == Some(cause.fact) || (it.by.team().is_some_and(ours) && file.services().same_body(it.to, asker)),
        ),
        Body::InformationShared(it) => Verdict::meets_if(ours(it.by) && it.with == Who::Team(asker)),
        _ => Verdict::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn with_refuge() -> TestFile {
        a_council().team("refuge", Function::Refuge, "refuge").team("police", Function::Police, "police")
    }

    #[test]
    fn a_referral_from_another_body_is_acknowledged_and_then_answered() {
        let file = with_refuge().on("2026-06-01", "sent: referral-made by=refuge to=housing referral=housing");
        file.owes("INT-acknowledge").by_whom("housing").due("2026-06-02").is("late");
        file.owes("INT-referral-answer").due("2026-06-08");
        file.owes_nothing_under("INT-internal-referral");
        let file = file
            .on("2026-06-02", "referral-acknowledged referral=sent by=housing")
            .on("2026-06-09", "referral-answered referral=sent by=housing accepted");
        file.owes("INT-acknowledge").is("met");
        file.owes("INT-referral-answer").is("met-late");
    }

    #[test]
    fn what_is_referred_to_the_conference_has_rules_of_its_own() {
        let file = with_refuge().on("2026-06-01", "referral-made by=refuge to=police referral=marac");
        file.owes_nothing_under("INT-acknowledge");
        file.owes_nothing_under("INT-referral-answer");
    }

    #[test]
    fn a_body_that_is_asked_gives_what_it_knows() {
        let file = with_refuge().on("2026-06-01", "asked: information-asked by=housing of=police");
        file.owes("INT-information").by_whom("police").due("2026-06-08").is("late");
        file.on("2026-06-03", "information-given by=police request=asked").owes("INT-information").is("met");
    }

    #[test]
    fn evidence_is_asked_of_the_body_that_has_it() {
        let file = with_refuge().on("2026-06-01", "asked: evidence-requested by=housing from=police evidence=police-letter");
        file.owes("INT-information").by_whom("police");
        file.on("2026-06-04", "evidence-received by=police to=housing evidence=police-letter").owes("INT-information").is("met");
        with_refuge()
            .on("2026-06-01", "evidence-requested by=housing from=her evidence=police-letter")
            .owes_nothing_under("INT-information");
    }
}
