//! When a risk goes to the conference: in a professional's judgement, by the checklist, by the number of incidents, or again within a year.

use crate::calendar::{Clock, last_day};
use crate::facts::{
    Body, Fact, Function, Kind, MeetingHeld, MeetingKind, ReferralKind, ReferralMade, RiskAssessed, RiskLevel, Shows, Subject,
};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::marac::{SAFELIVES, SAFELIVES_URL, TOPIC};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// MARAC-criteria
pub const CRITERIA: Rule = Rule {
    id: "MARAC-criteria",
    topic: TOPIC,
    title: "Refer to the risk conference",
    must: "Refer her to the conference, and tell her so where that is safe; her consent is asked for and not needed. Or record why not. Go on with everything that you owe her meanwhile.",
    source: Source {
        force: Force::House,
        act: SAFELIVES,
        provision: "referral criteria",
        says: "Any one is enough: serious concern in a professional's judgement, whatever the score; visible high risk on the checklist, often fourteen ticks; escalation, often three incidents reported to the police in twelve months. Areas set the numbers.",
        url: SAFELIVES_URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Idva,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::RiskAssessed, Kind::EvidenceReceived, Kind::ReferralMade, Kind::MeetingHeld],
    hears: Shows::empty(),
    meets: &[Kind::ReferralMade, Kind::MeetingHeld, Kind::DecisionMade],
    ends: &[],
    derive: criteria,
};

fn criteria(file: &CaseFile, owed: &mut Owed<'_>) {
    let ticks = owed.threshold("marac-ticks", 14);
    let incidents = owed.threshold("marac-incidents", 3);
    let assessed = file.each::<RiskAssessed>().filter(|(_, it)| {
        it.judgement
            || it.level == RiskLevel::High
            || it.score.is_some_and(|score| score >= ticks)
            || it.incidents.is_some_and(|number| number >= incidents)
    });
    let judged: Vec<Cause> = assessed
        .filter(|(fact, _)| last_heard(file, fact).is_none())
        .map(|(fact, it)| file.cause_for(fact, it.by))
        .chain(professional_concern(file))
        .collect();
    owed.episodes(judged, |cause, fact| match &fact.body {
        Body::DecisionMade(it) => {
            Verdict::meets_if(it.subject == Subject::Marac && file.services().same_body(it.by, cause.owner))
        }
        _ => heard(fact),
    });
}

/// A professional writes that the risk is high, to a service that can refer.
fn professional_concern(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<crate::facts::EvidenceReceived>()
        .filter(|(fact, it)| {
            it.by.team().is_some() && file.shows(fact).intersects(Shows::HIGH_RISK) && last_heard(file, fact).is_none()
        })
        .map(|(fact, it)| file.cause_for(fact, it.to))
}

/// MARAC-repeat-event
pub const REPEAT: Rule = Rule {
    id: "MARAC-repeat-event",
    topic: TOPIC,
    title: "It has happened again: back to the risk conference",
    must: "Refer her to the conference again. A new incident within twelve months is enough, reported as a crime or not and whichever service heard of it.",
    source: Source {
        force: Force::House,
        act: SAFELIVES,
        provision: "repeat cases",
        says: "Violence, threats, stalking, harassment or sexual abuse between the same people within twelve months of the last referral or hearing is a repeat, and is heard again. We count from whichever was last.",
        url: SAFELIVES_URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Idva,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[
        Kind::Assaulted,
        Kind::ThreatMade,
        Kind::AbuseHappened,
        Kind::OrderBreached,
        Kind::PoliceAttended,
        Kind::ReferralMade,
        Kind::MeetingHeld,
    ],
    hears: Shows::empty(),
    meets: &[Kind::ReferralMade, Kind::MeetingHeld],
    ends: &[],
    derive: repeat,
};

fn repeat(file: &CaseFile, owed: &mut Owed<'_>) {
    let repeated = Shows::VIOLENCE.union(Shows::THREAT).union(Shows::HARASSMENT).union(Shows::SEXUAL).union(Shows::GRAVE);
    let incidents = [Kind::Assaulted, Kind::ThreatMade, Kind::AbuseHappened, Kind::OrderBreached, Kind::PoliceAttended];
    let causes: Vec<Cause> = file
        .any_of(&incidents)
        .filter(|fact| file.shows(fact).intersects(repeated))
        .filter_map(|fact| {
            let before = last_heard(file, fact)?;
            let (team, since) = file.first_to_know(fact, |service| {
                !matches!(service.function, Function::Court | Function::Ombudsman | Function::Legal)
            })?;
            Some(Cause::new(fact, team, since).and(before))
        })
        .collect();
    owed.episodes(causes, |_, fact| heard(fact));
}

/// The last referral to the conference or hearing by it before a fact, if the fact falls within the twelve months that begin with it.
fn last_heard<'a>(file: &'a CaseFile, fact: &Fact) -> Option<&'a Fact> {
    let before = |other: &Fact| other.happened.date < fact.happened.date;
    let referred = file.each::<ReferralMade>().rfind(|(other, it)| is_referral(it.referral) && before(other));
    let held = file.each::<MeetingHeld>().rfind(|(other, it)| it.meeting == MeetingKind::Marac && before(other));
    let last = referred
        .map(|(fact, _)| fact)
        .into_iter()
        .chain(held.map(|(fact, _)| fact))
        .max_by_key(|fact| (fact.happened, fact.id))?;
    (fact.happened.date <= last_day::months_beginning_with(last.happened.date, 12)).then_some(last)
}

/// The last referral to the conference or hearing by it, within the twelve months before a day.
pub(super) fn is_live(file: &CaseFile, fact: &Fact) -> bool {
    last_heard(file, fact).is_some()
}

const fn is_referral(referral: ReferralKind) -> bool {
    matches!(referral, ReferralKind::Marac | ReferralKind::MaracTransfer)
}

fn heard(fact: &Fact) -> Verdict {
    match &fact.body {
        Body::ReferralMade(it) => Verdict::meets_if(is_referral(it.referral)),
        Body::MeetingHeld(it) => Verdict::meets_if(it.meeting == MeetingKind::Marac),
        _ => Verdict::Nothing,
    }
}

/// MARAC-referral
pub const COMPLETE: Rule = Rule {
    id: "MARAC-referral",
    topic: TOPIC,
    title: "Say how she can be reached safely",
    must: "Add to the referral a number and times at which she can be reached without danger, whom she is afraid of, and with whom it is safe and not safe to speak. Nobody rings her before that is known.",
    source: Source {
        force: Force::House,
        act: SAFELIVES,
        provision: "referral form",
        says: "The referral names her safe number and times, the children, whom she fears, whom it is safe and unsafe to contact, and whether she knows of it.",
        url: SAFELIVES_URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Police,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::ReferralMade, Kind::SafeContactSet],
    hears: Shows::empty(),
    meets: &[Kind::SafeContactSet, Kind::ReferralMade],
    ends: &[],
    derive: complete,
};

fn complete(file: &CaseFile, owed: &mut Owed<'_>) {
    let known = |by: &Fact| {
        file.each::<crate::facts::SafeContactSet>()
            .any(|(fact, it)| it.safe && Some(it.person) == file.survivor() && fact.happened <= by.happened)
    };
    let causes: Vec<Cause> = file
        .each::<ReferralMade>()
        .filter(|(fact, it)| it.referral == ReferralKind::Marac && !it.safe_contact && !known(fact))
        .filter_map(|(fact, it)| it.by.team().map(|by| file.cause_for(fact, by)))
        .collect();
    owed.episodes(causes, |_, fact| match &fact.body {
        Body::SafeContactSet(it) => Verdict::meets_if(it.safe && Some(it.person) == file.survivor()),
        Body::ReferralMade(it) => Verdict::meets_if(it.referral == ReferralKind::Marac && it.safe_contact),
        _ => Verdict::Nothing,
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::file::CaseFile;
    use crate::obligations::{Standards, derive};
    use crate::testing::{TestFile, a_council};

    fn file() -> TestFile {
        a_council().team("idva", Function::Idva, "charity").team("police", Function::Police, "police")
    }

    #[test]
    fn fourteen_ticks_a_high_level_three_incidents_or_a_professionals_judgement_each_suffice() {
        for risk in ["level=medium score=14", "level=high", "level=standard incidents=3", "level=standard score=9 judgement"] {
            file()
                .on("2018-06-04", &format!("risk-assessed by=idva {risk}"))
                .owes("MARAC-criteria")
                .by_whom("idva")
                .due("2018-06-05");
        }
        file().on("2018-06-04", "risk-assessed by=idva level=medium score=13 incidents=2").owes_nothing_under("MARAC-criteria");
    }

    #[test]
    fn an_area_that_hears_risks_from_seventeen_ticks_says_so() {
        let file: CaseFile = file().on("2018-06-04", "risk-assessed by=idva level=medium score=16").fold();
        let owed = |ticks| {
            let standards = Standards { thresholds: [("marac-ticks".to_owned(), ticks)].into(), ..Standards::default() };
            derive(&file, &standards).iter().filter(|one| one.rule.id == "MARAC-criteria").count()
        };
        assert_eq!((owed(14), owed(17)), (1, 0));
    }

    #[test]
    fn a_referral_or_a_reasoned_decision_not_to_refer_is_enough() {
        let file = file().on("2018-06-04", "risk-assessed by=idva level=high");
        file.clone()
            .on("2018-06-05", "referral-made by=idva to=police referral=marac safe_contact")
            .owes("MARAC-criteria")
            .is("met");
        file.on("2018-06-05", "decision-made by=idva subject=marac outcome=against").owes("MARAC-criteria").is("met");
    }

    #[test]
    fn again_within_twelve_months_is_heard_again() {
        let file = file().on("2018-09-12", "meeting: meeting-held meeting=marac by=police present=idva,housing");
        file.clone()
            .on("2019-01-18", "again: assaulted by=him of=her to=housing")
            .owes("MARAC-repeat-event")
            .by_whom("housing")
            .due("2019-01-21")
            .because(&["again", "meeting"])
            .is("late");
        file.clone().on("2019-09-11", "threat-made by=him of=her to=police").owes("MARAC-repeat-event");
        file.on("2019-09-12", "threat-made by=him of=her to=police").owes_nothing_under("MARAC-repeat-event");
    }

    #[test]
    fn what_was_never_heard_is_no_repeat() {
        file().on("2019-01-18", "assaulted by=him of=her to=housing").owes_nothing_under("MARAC-repeat-event");
    }

    #[test]
    fn a_referral_says_how_she_can_be_reached_safely() {
        let file = file().on("2018-06-04", "referral-made by=housing to=police referral=marac");
        file.owes("MARAC-referral").by_whom("housing").due("2018-06-05").is("late");
        file.on("2018-06-05", "safe-contact-set person=her channel=text safe").owes("MARAC-referral").is("met");
    }
}
