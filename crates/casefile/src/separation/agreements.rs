//! Written agreements: an alleged perpetrator signs that he leaves the home. Such a paper protects nobody by itself.

use super::{REPORT, REPORTS, TOPIC};
use crate::calendar::Clock;
use crate::facts::{AgreementBroken, AgreementSigned, Body, Fact, Function, Kind, Role, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

const SOURCE: Source = Source {
    force: Force::Ombudsman,
    act: REPORT,
    provision: "written agreements",
    says: "An agreement under which somebody accused of abuse leaves the home has to be clear and specific and has to protect, and everybody who signs it has to know what they sign. The report sets no time: one working day, and the same day where it is broken, are ours.",
    url: REPORTS,
};

/// OMB-written-agreement
pub const SOUND: Rule = Rule {
    id: "OMB-written-agreement",
    topic: TOPIC,
    title: "Put the written agreement right, or look at it again",
    must: "An agreement under which he leaves is not clear, does not protect, or was signed by somebody who was not free to refuse; or its day has come. Make it anew with each of them, seen alone, with what happens if it is broken; or decide what protects them instead. It never makes her answerable for what he does.",
    source: SOURCE,
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::AgreementSigned],
    hears: Shows::empty(),
    meets: &[Kind::AgreementSigned, Kind::PlanMade, Kind::DecisionMade],
    ends: &[Kind::PersonDied],
    derive: sound,
};

fn sound(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<AgreementSigned>().filter_map(|(fact, it)| {
        let cause = file.cause_for(fact, it.by);
        if wanting(file, it).is_empty() {
            let again = it.look_again?.max(cause.since);
            return Some(cause.due_on(again));
        }
        Some(cause)
    });
    owed.each(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::AgreementSigned(it) => {
                Verdict::meets_if(fact.id != cause.fact && it.replaces == Some(cause.fact) && wanting(file, it).is_empty())
            }
            Body::PlanMade(it) => Verdict::meets_if(fact.happened > cause.happened && ours(it.by)),
            Body::DecisionMade(it) => Verdict::meets_if(it.of == Some(cause.fact) && ours(it.by)),
            Body::PersonDied(it) => Verdict::ends_if(signed(file, cause).is_some_and(|signed| signed.person == it.person)),
            _ => Verdict::Nothing,
        }
    });
}

fn signed<'a>(file: &'a CaseFile, cause: &Cause) -> Option<&'a AgreementSigned> {
    file.fact(cause.fact)?.is::<AgreementSigned>()
}

/// OMB-agreement-broken, our own id: what a broken agreement means.
pub const BROKEN: Rule = Rule {
    id: "OMB-agreement-broken",
    topic: TOPIC,
    title: "Act today: the agreement is broken",
    must: "Speak with her in a way that is safe, see that she and the children are safe tonight, tell the police where a crime may have been done, and decide what protects them now. Do not ask her to keep him away.",
    source: SOURCE,
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::AgreementBroken, Kind::AgreementSigned],
    hears: Shows::empty(),
    meets: &[Kind::SafetyMeasure, Kind::DecisionMade],
    ends: &[],
    derive: broken,
};

fn broken(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<AgreementBroken>().map(|(fact, AgreementBroken { agreement, to, .. })| {
        match file.each::<AgreementSigned>().find(|(made, _)| made.id == *agreement) {
            Some((made, it)) => file.cause_for(fact, it.by).and(made),
            None => file.cause_for(fact, *to),
        }
    });
    owed.episodes(causes, |cause, fact| match &fact.body {
        Body::SafetyMeasure(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        Body::DecisionMade(it) => Verdict::meets_if(it.of == Some(cause.fact)),
        _ => Verdict::Nothing,
    });
}

/// What an agreement lacks, as officers read it; nothing where it is sound.
pub fn wanting(file: &CaseFile, it: &AgreementSigned) -> Vec<&'static str> {
    let people = file.people();
    let has = |id| it.agreed.contains(&id);
    let adults_agree = people
        .all()
        .iter()
        .filter(|one| one.in_household && !matches!(one.role, Role::Child | Role::UnbornChild))
        .all(|one| has(one.id));
    let everybody = file.survivor().is_none_or(has) && has(it.person) && adults_agree;
    [
        (it.specific, "who leaves, from when, until when, and what is not allowed"),
        (it.protects, "that it protects her and the children, and makes him alone answerable for what he does"),
        (it.explained, "that it was explained to each of them alone, and each was free to say no"),
        (everybody, "the agreement of him, of her, and of every adult in the household"),
        (it.if_broken.is_some(), "what happens if it is broken"),
        (it.look_again.is_some(), "the day by which it is looked at again"),
    ]
    .into_iter()
    .filter_map(|(there, what)| (!there).then_some(what))
    .collect()
}

/// Which version of the agreement with him one is, counted from 1.
pub fn version(file: &CaseFile, agreement: &Fact) -> usize {
    let person = agreement.is::<AgreementSigned>().map(|it| it.person);
    file.each::<AgreementSigned>()
        .filter(|(fact, it)| Some(it.person) == person && (fact.happened, fact.id) <= (agreement.happened, agreement.id))
        .count()
}

#[cfg(test)]
mod tests {
    use super::version;
    use crate::testing::{TestFile, a_council};

    const SOUND: &str = "OMB-written-agreement";
    const BROKEN: &str = "OMB-agreement-broken";
    const WHOLE: &str =
        "agreement-signed by=children person=him specific protects explained agreed=her,him if_broken=ring look_again=2026-04-01";

    fn known() -> TestFile {
        a_council().on("2026-03-02", "disclosure-made to=children")
    }

    #[test]
    fn an_agreement_that_does_not_protect_is_put_right_the_next_working_day() {
        let loose = known().on("2026-03-03", "loose: agreement-signed by=children person=him agreed=him");
        loose.owes(SOUND).due("2026-03-04").by_whom("children").is("late");
        let anew = loose.on("2026-03-04", &format!("again: {WHOLE} replaces=loose"));
        let all = anew.all(SOUND);
        assert_eq!(all.len(), 2, "the first is put right, and the second is looked at again on its day");
        assert!(all.iter().any(|one| one.owed.end.fact().is_some_and(|(fact, _)| fact == anew.id("again"))));
        let file = anew.fold();
        assert_eq!(version(&file, file.fact(anew.id("again")).unwrap()), 2);
    }

    #[test]
    fn a_sound_agreement_is_looked_at_again_on_its_day() {
        let whole = known().on("2026-03-03", WHOLE);
        whole.owes(SOUND).due("2026-04-01");
        whole.on("2026-03-20", "plan-made by=children plan=child-in-need-plan copy_given").owes(SOUND).is("met");
    }

    #[test]
    fn a_broken_agreement_is_acted_on_the_same_day_by_whoever_made_it() {
        let broken = known()
            .on("2026-03-03", &format!("signed: {WHOLE}"))
            .on("2026-03-10", "broken: agreement-broken agreement=signed to=housing");
        broken.owes(BROKEN).due("2026-03-10").by_whom("children").because(&["broken", "signed"]).is("late");
        broken.on("2026-03-10", "safety-measure by=children measure=safety-plan").owes(BROKEN).is("met");
    }
}
