//! What is asked is answered, and what is promised is done.

use crate::calendar::{Clock, last_day};
use crate::facts::{
    Answered, Body, Chased, ContactMade, Fact, Function, Kind, PromiseMade, Shows, SurvivorUpdated, ThirdPartyContact, Who,
};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::working_together::danger;

const TOPIC: &str = "Working together";

/// INT-answer
pub const ANSWER: Rule = Rule {
    id: "INT-answer",
    topic: TOPIC,
    title: "Answer what was asked",
    must: "Answer, in a way that is safe for her. If somebody asks for her, answer them too as far as she agrees; where it is not known that she agrees, ask her first and tell them nothing about her, not even that she is known.",
    source: Source {
        force: Force::House,
        act: "Partnership standard",
        provision: "contacts",
        says: "Calls, messages and questions by an advocate are answered within two working days, and within one where abuse is mentioned. In Seren's case an e-mail lay unanswered while an assault followed.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::ContactCentre,
    severity: Severity::Practice,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::ContactMade, Kind::ThirdPartyContact, Kind::Chased, Kind::DisclosureMade],
    hears: Shows::empty(),
    meets: &[
        Kind::Answered,
        Kind::ContactMade,
        Kind::SurvivorUpdated,
        Kind::InterviewHeld,
        Kind::DecisionMade,
        Kind::InformationShared,
    ],
    ends: &[Kind::HomelessnessOpened, Kind::PlacementMade, Kind::Moved],
    derive: answer,
};

fn answer(file: &CaseFile, owed: &mut Owed<'_>) {
    let mut causes: Vec<Cause> = Vec::new();
    for (fact, to) in file.any_of(ANSWER.reads).filter_map(|fact| wants_an_answer(file, fact).map(|to| (fact, to))) {
        // A chaser speaks for the question that it chases as long as that has no answer, and is a question of its own after that.
        if let Body::Chased(chased) = &fact.body
            && let Some(about) = chased.about
            && let Some(asked) = causes.iter_mut().find(|cause| cause.fact == about || cause.with.contains(&about))
            && !was_answered(file, asked, fact)
        {
            *asked = asked.clone().and(fact);
            continue;
        }
        let cause = file.cause_for(fact, to);
        let abuse = file.shows(fact).intersects(Shows::ABUSE);
        causes.push(if abuse { cause.clone().due_on(last_day::working_days_after(cause.since, 1)) } else { cause });
    }
    owed.each(causes, |cause, fact| verdict(file, cause, fact));
}

/// The team that a contact wants an answer from. Messages about abuse to housing, and danger, have a stricter rule: [`danger::EXIT_DANGER`];
/// what colleagues of one body tell each other has another.
fn wants_an_answer(file: &CaseFile, fact: &Fact) -> Option<TeamId> {
    let (by, to) = match &fact.body {
        Body::ContactMade(it) if !it.asks.is_empty() => (it.by, it.to.team()?),
        Body::ThirdPartyContact(it) => (it.by, it.to),
        Body::Chased(it) => (it.by, it.to),
        Body::DisclosureMade(it) if it.channel.is_some_and(danger::in_writing) => (it.by?, it.to),
        _ => return None,
    };
    let services = file.services();
    let by_colleague = by.team().is_some_and(|by| services.same_body(by, to));
    let stricter = danger::is_message_to_housing(file, fact)
        || danger::in_danger(file, fact).is_some_and(|(owner, _)| services.same_body(owner, to));
    (!by_colleague && !stricter && !file.is_other_side(by)).then_some(to)
}

fn asker(fact: &Fact) -> Option<Who> {
    match &fact.body {
        Body::ContactMade(ContactMade { by, .. })
        | Body::ThirdPartyContact(ThirdPartyContact { by, .. })
        | Body::Chased(Chased { by, .. }) => Some(*by),
        Body::DisclosureMade(it) => it.by,
        _ => None,
    }
}

fn asked(cause: &Cause, of: FactId) -> bool {
    of == cause.fact || cause.with.contains(&of)
}

fn was_answered(file: &CaseFile, cause: &Cause, by_then: &Fact) -> bool {
    file.each::<Answered>().any(|(fact, it)| asked(cause, it.of) && fact.happened < by_then.happened)
        || file
            .each::<SurvivorUpdated>()
            .any(|(fact, it)| it.about.is_some_and(|about| asked(cause, about)) && fact.happened < by_then.happened)
}

fn verdict(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    let ours = |by| file.services().same_body(by, cause.owner);
    let asker = file.fact(cause.fact).and_then(asker);
    match &fact.body {
        Body::Answered(it) => Verdict::meets_if(asked(cause, it.of)),
        Body::ContactMade(it) => Verdict::meets_if(it.by.team().is_some_and(ours) && asker == Some(it.to)),
        Body::SurvivorUpdated(it) => Verdict::meets_if(ours(it.by) && it.about.is_none_or(|about| asked(cause, about))),
        Body::InterviewHeld(it) => Verdict::meets_if(ours(it.by)),
        Body::DecisionMade(it) => Verdict::meets_if(it.of.is_some_and(|of| asked(cause, of))),
        Body::InformationShared(it) => Verdict::meets_if(ours(it.by) && asker == Some(it.with)),
        Body::HomelessnessOpened(it) => Verdict::ends_if(it.of.is_some_and(|of| asked(cause, of))),
        Body::PlacementMade(it) => Verdict::ends_if(ours(it.by)),
        Body::Moved(it) => Verdict::ends_if(it.safe && it.permanent),
        _ => Verdict::Nothing,
    }
}

/// INT-promise
pub const PROMISE: Rule = Rule {
    id: "INT-promise",
    topic: TOPIC,
    title: "Keep what was promised",
    must: "Do what was promised by the day that was named, or tell her before that day that it cannot be kept, and when it will be.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman, case 15 016 582",
        provision: "Brent: a promised call was missed",
        says: "A promise by an officer is a promise by the body, whoever is in the office that day.",
        url: "https://www.lgo.org.uk/decisions",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::OnDate,
    local: false,
    reads: &[Kind::PromiseMade],
    hears: Shows::empty(),
    meets: &[Kind::PromiseKept, Kind::Answered],
    ends: &[],
    derive: promise,
};

fn promise(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<PromiseMade>().map(|(fact, it)| file.cause_for(fact, it.by).due_on(it.due.max(fact.happened.date)));
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::PromiseKept(it) => Verdict::meets_if(it.promise == cause.fact),
        Body::Answered(it) => Verdict::meets_if(it.of == cause.fact),
        _ => Verdict::Nothing,
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::{Function, Role};
    use crate::testing::{TestFile, a_council};

    fn file() -> TestFile {
        a_council().team("contact", Function::ContactCentre, "council").person("sister", Role::Relative)
    }

    #[test]
    fn a_question_is_answered_within_two_working_days() {
        let file = file().on("2026-06-05", "asked: contact-made by=her to=housing asks=information");
        file.owes("INT-answer").by_whom("housing").due("2026-06-09").is("late");
        file.clone().on("2026-06-09", "answered by=housing of=asked").owes("INT-answer").is("met");
        file.on("2026-06-08", "contact-made by=housing to=her channel=phone").owes("INT-answer").is("met");
    }

    #[test]
    fn a_question_about_abuse_wants_an_answer_the_next_working_day() {
        file()
            .on("2026-06-05", "contact-made by=her to=contact asks=call-back shows=threats")
            .known_to("contact", "2026-06-05")
            .owes("INT-answer")
            .by_whom("contact")
            .due("2026-06-08");
    }

    #[test]
    fn somebody_who_rings_for_her_is_answered_too() {
        file().on("2026-06-05", "third-party-contact by=sister to=housing").owes("INT-answer").due("2026-06-09");
    }

    #[test]
    fn a_chaser_joins_its_question_until_that_is_answered() {
        let file = file()
            .on("2026-06-01", "asked: contact-made by=her to=housing asks=information")
            .on("2026-06-08", "again: chased by=her to=housing about=asked");
        file.owes("INT-answer").due("2026-06-03").because(&["asked", "again"]).is("late");
        let file = file
            .on("2026-06-10", "answered by=housing of=again")
            .on("2026-06-15", "once more: chased by=her to=housing about=asked");
        let all = file.all("INT-answer");
        assert_eq!(all.len(), 2);
    }

    #[test]
    fn messages_about_abuse_to_housing_and_danger_stand_under_the_stricter_rule_alone() {
        let file = file().on("2026-06-05", "contact-made by=her to=housing asks=call-back shows=threats");
        file.owes_nothing_under("INT-answer");
        file.owes("COG21-exit-danger");
    }

    #[test]
    fn his_questions_and_calls_that_ask_for_nothing_want_no_answer() {
        let file = file()
            .on("2026-06-05", "contact-made by=him to=housing asks=information")
            .on("2026-06-05", "contact-made by=her to=housing")
            .on("2026-06-05", "contact-made by=housing to=her asks=information");
        file.owes_nothing_under("INT-answer");
    }

    #[test]
    fn a_promised_call_is_made_by_its_day() {
        let file = file().on("2014-08-20", "promise: promise-made by=housing due=2014-08-27");
        file.owes("INT-promise").by_whom("housing").due("2014-08-27").is("late");
        file.on("2014-08-27", "promise-kept by=housing promise=promise").owes("INT-promise").is("met");
    }
}
