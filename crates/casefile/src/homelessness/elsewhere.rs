//! Other areas: referring her application to another authority, and telling that one of a placement in its area.

use jiff::civil::date;

use super::prevention::REDUCTION_ACT;
use super::{TOPIC, act, standing};
use crate::calendar::{Clock, last_day};
use crate::facts::{
    Body, DecisionMade, Duty, Fact, Function, HomeKind, Kind, NotifyingAgreed, PlacementMade, ReferralAnswered, ReferralKind,
    ReferralMade, Shows, Subject, TurnedAway, TurnedAwayFrom,
};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// HA96-s198-referral
pub const NO_RISK_THERE: Rule = Rule {
    id: "HA96-s198-referral",
    topic: TOPIC,
    title: "No referral elsewhere without a decision on the risk there",
    must: "She, or her application, was sent to another council because of local connection, and nobody has decided that she and hers run no risk of abuse there. Take the application here in any case. Decide the risk now, at manager's level and with what she says about the area, and take a referral back if the risk is there or not known.",
    source: act(
        "s.198(A1)-(2ZA), (4)",
        "An authority may refer an application on only if, among other conditions, nobody in the household will run the risk of domestic abuse in the other area. The Act does not say so for somebody whom the other authority placed here; our standard does.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/198",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::ReferralMade, Kind::TurnedAwayFrom, Kind::DecisionMade],
    hears: Shows::ABUSE,
    meets: &[Kind::DecisionMade, Kind::HomelessnessOpened, Kind::DutyAccepted],
    ends: &[Kind::ReferralAnswered],
    derive: no_risk_there,
};

fn no_risk_there(file: &CaseFile, owed: &mut Owed<'_>) {
    let turned_away = file
        .each::<TurnedAwayFrom>()
        .filter(|(_, it)| it.how == TurnedAway::WrongArea && file.services().does(it.by, Function::Housing))
        .map(|(fact, it)| (fact, it.by));
    let causes = sent_on(file).map(|(fact, by, _)| (fact, by)).chain(turned_away).filter_map(|(fact, by)| {
        let decided = file.each::<DecisionMade>().any(|(decision, it)| {
            decision.happened.date <= fact.happened.date
                && it.subject == Subject::Referral
                && it.can_stand()
                && file.services().same_body(it.by, by)
        });
        let known = file.showing(Shows::ABUSE).find(|told| file.known_on(told, by).is_some_and(|on| on <= fact.happened.date))?;
        (!decided).then(|| file.cause_for(fact, by).and(known))
    });
    owed.each(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DecisionMade(it) => Verdict::meets_if(ours(it.by) && it.subject == Subject::Referral && it.can_stand()),
            Body::ReferralAnswered(it) => Verdict::ends_if(it.referral == cause.fact && !it.accepted),
            Body::HomelessnessOpened(it) => Verdict::meets_if(ours(it.by) && turned_away_by(file, cause.fact)),
            Body::DutyAccepted(it) => Verdict::meets_if(ours(it.by) && it.duty.is_housing() && turned_away_by(file, cause.fact)),
            _ => Verdict::Nothing,
        }
    });
}

fn turned_away_by(file: &CaseFile, cause: FactId) -> bool {
    matches!(file.body_of(cause), Some(Body::TurnedAwayFrom(_)))
}

/// Local connection referrals from one authority to another: the fact, who sent it, who got it.
fn sent_on(file: &CaseFile) -> impl Iterator<Item = (&Fact, TeamId, TeamId)> {
    file.each::<ReferralMade>()
        .filter(|(_, it)| it.referral == ReferralKind::Authority)
        .filter_map(|(fact, it)| it.by.team().map(|by| (fact, by, it.to)))
}

/// HA96-s199A, a referral while relief is owed.
pub const REFERRED_AT_RELIEF: Rule = Rule {
    id: "HA96-s199A-relief-referral",
    topic: TOPIC,
    title: "Tell her of the referral and its outcome, and house her meanwhile",
    must: "Tell her in writing, with reasons and her right to a review: on the day of the referral that it is made, and on the day of the answer how it came out. Until she knows the outcome she stays in accommodation that you provide. Where the other authority does not take her, relief is owed here for 56 days from that notice.",
    source: act(
        "s.184(4), s.199A(1)-(5)",
        "The applicant is notified of a referral with reasons when it is made, and of whether its conditions are met once that is decided, each with the right to a review. Somebody who may be in priority need is accommodated until then. If the conditions are not met relief is owed, and its 56 days begin with that notice.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/199A",
    ),
    in_force: InForce::since(REDUCTION_ACT),
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::SameDay,
    local: true,
    reads: &[Kind::ReferralMade, Kind::ReferralAnswered, Kind::DutyAccepted, Kind::DutyEnded, Kind::PlacementMade, Kind::Moved],
    hears: Shows::empty(),
    meets: &[Kind::DecisionMade, Kind::DecisionReceived],
    ends: &[],
    derive: referred_at_relief,
};

/// HA96-s200, a referral when relief has ended.
pub const REFERRED_AT_MAIN: Rule = Rule {
    id: "HA96-s200-main-referral",
    must: "Tell her in writing, with reasons and her right to a review: on the day of the referral that it is made, and on the day of the answer how it came out. Until she knows the outcome she stays in accommodation that you provide. Where the other authority does not take her, the main duty is owed here.",
    source: act(
        "s.200(1)-(4)",
        "Somebody who would be owed the main duty but is referred on is accommodated until she is notified, with reasons and the right to a review, whether the conditions are met. If they are not, the main duty is owed here.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/200",
    ),
    in_force: InForce::ALWAYS,
    derive: referred_at_main,
    ..REFERRED_AT_RELIEF
};

fn referred_at_relief(file: &CaseFile, owed: &mut Owed<'_>) {
    tell_her(file, owed, false);
}

fn referred_at_main(file: &CaseFile, owed: &mut Owed<'_>) {
    tell_her(file, owed, true);
}

fn tell_her(file: &CaseFile, owed: &mut Owed<'_>, at_main: bool) {
    let of_this_stage = |(fact, by, _): &(&Fact, TeamId, TeamId)| {
        let main = standing::duty(file, *by, Duty::Main, fact.happened.date).is_some() || fact.happened.date < REDUCTION_ACT;
        main == at_main
    };
    let sent = sent_on(file).filter(of_this_stage).map(|(fact, by, _)| file.cause_for(fact, by));
    let answered = file.each::<ReferralAnswered>().filter_map(|(fact, it)| {
        let (referral, by, _) = sent_on(file).filter(of_this_stage).find(|(referral, ..)| referral.id == it.referral)?;
        Some(file.cause_for(fact, by).and(referral))
    });
    owed.each(sent.chain(answered), |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::DecisionMade(it) => {
                let of_it = it.of.is_none_or(|of| of == cause.fact || cause.with.contains(&of));
                Verdict::meets_if(ours(it.by) && it.subject == Subject::Referral && it.letter && it.review_right && of_it)
            }
            Body::DecisionReceived(it) => Verdict::meets_if(it.of == cause.fact),
            _ => Verdict::Nothing,
        }
    });
}

/// LGA-referral-10d
pub const ANSWER_REFERRAL: Rule = Rule {
    id: "LGA-referral-10d",
    topic: TOPIC,
    title: "Say whether you take the application",
    must: "Answer the other authority: accept, or say with full reasons why the conditions are not met. Ask it for its assessment instead of asking her to tell everything again.",
    source: Source {
        force: Force::Guidance,
        act: "Local authorities' agreement on referrals of homeless applicants",
        provision: "disputes",
        says: "An authority that does not accept a referral says so with its reasons within ten days of receiving it. The agreement does not say which days; we count every day.",
        url: "https://www.local.gov.uk/publications/procedures-referrals-homeless-applicants-another-local-authority",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::Within { days: 10 },
    local: false,
    reads: &[Kind::ReferralMade],
    hears: Shows::empty(),
    meets: &[Kind::ReferralAnswered],
    ends: &[],
    derive: answer_referral,
};

fn answer_referral(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = sent_on(file).map(|(fact, _, to)| file.cause_for(fact, to));
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::ReferralAnswered(it) => Verdict::meets_if(it.referral == cause.fact),
        _ => Verdict::Nothing,
    });
}

/// LGA-referral-21d-dispute
pub const SETTLE_REFERRAL: Rule = Rule {
    id: "LGA-referral-21d-dispute",
    title: "Find out who takes her application",
    must: "The other authority has not answered. Ask it today; if it does not agree, have a person appointed to decide. She stays where she is until she has been told how it came out, and nobody sends her from one council to the other. You can take the referral back and go on here at any time.",
    source: Source {
        force: Force::Guidance,
        act: "Local authorities' agreement on referrals of homeless applicants",
        provision: "disputes",
        says: "Where two authorities do not agree whether the conditions of a referral are met, a person is appointed to decide within 21 days of the notification of the referral. The agreement does not say which days; we count every day.",
        url: "https://www.local.gov.uk/publications/procedures-referrals-homeless-applicants-another-local-authority",
    },
    clock: Clock::Within { days: 21 },
    reads: &[Kind::ReferralMade],
    meets: &[Kind::ReferralAnswered],
    ends: &[],
    derive: settle_referral,
    ..ANSWER_REFERRAL
};

fn settle_referral(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = sent_on(file).map(|(fact, by, _)| {
        let cause = file.cause_for(fact, by);
        let sent = cause.since;
        cause.counted_from(sent).from_day(last_day::within(sent, 11))
    });
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::ReferralAnswered(it) => Verdict::meets_if(it.referral == cause.fact),
        _ => Verdict::Nothing,
    });
}

/// HA96-s208-notice-14d
pub const TELL_THE_HOST: Rule = Rule {
    id: "HA96-s208-notice-14d",
    topic: TOPIC,
    title: "Tell the authority of the area where she is placed",
    must: "Check first whether the alleged perpetrator has links to that authority's staff. Then tell a named person there, in writing and by a safe route: her name, how many live with her and who they are, the address, the day from which she has it, and under which duty. Mark it: do not disclose.",
    source: act(
        "s.208(2)-(4)",
        "An authority that secures accommodation outside its district gives the authority of that district written notice within 14 days beginning with the day on which the accommodation was made available.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/208",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::BeginningWith { days: 14 },
    local: false,
    reads: &[Kind::PlacementMade],
    hears: Shows::empty(),
    meets: &[Kind::PlacementNotified],
    ends: &[Kind::PlacementEnded],
    derive: tell_the_host,
};

fn tell_the_host(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<PlacementMade>().filter_map(|(fact, it)| {
        let host = it.host?;
        let services = file.services();
        // A tenancy let under Part 6 is no accommodation under the homelessness duties.
        let under_part_7 = !(it.settled && it.home == HomeKind::Social);
        let ours = services.does(it.by, Function::Housing) && !services.same_body(host, it.by) && under_part_7;
        ours.then(|| {
            let cause = file.cause_for(fact, it.by).counted_from(fact.happened.date);
            let due = last_day::beginning_with(fact.happened.date, 14).max(cause.since);
            cause.due_on(due)
        })
    });
    owed.each(causes, |cause, fact| match &fact.body {
        Body::PlacementNotified(it) => {
            let host = file.body_of(cause.fact).and_then(|body| if let Body::PlacementMade(it) = body { it.host } else { None });
            let the_host = host.is_some_and(|host| file.services().same_body(host, it.to));
            Verdict::meets_if(the_host && it.placement.is_none_or(|placement| placement == cause.fact))
        }
        Body::PlacementEnded(it) => Verdict::ends_if(it.placement.is_none_or(|placement| placement == cause.fact)),
        _ => Verdict::Nothing,
    });
}

/// The day on which s.213AA of the Housing Act 1996 comes into force. The Children's Wellbeing and Schools Act 2026 s.11, which inserts it, was
/// passed on 29 April 2026 and waits for regulations to appoint a day: until that day is known the rule stands here with the last day of the
/// calendar and raises nothing. Set the day here when it is appointed.
pub const CHILDREN_IN_TEMPORARY_ACCOMMODATION: InForce = InForce::since(date(9999, 12, 31));

/// HA96-s213AA-child-TA-14d
pub const TELL_THE_CHILDS_SERVICES: Rule = Rule {
    id: "HA96-s213AA-child-TA-14d",
    topic: TOPIC,
    title: "Tell the child's school, practice and health visitor, if she agrees",
    must: "Ask her whether the child's practice, health visiting service and school may be told of the temporary accommodation, and warn her that a parent with parental responsibility can often see their records. If she agrees, tell each of them within 14 days; if not, tell nobody.",
    source: act(
        "s.213AA",
        "An authority that secures temporary accommodation for a child asks the parent to agree that practice, health visiting service and school are notified; with agreement, it takes reasonable steps to notify each within 14 days beginning with the latest of agreement, details and placement.",
        "https://www.legislation.gov.uk/ukpga/2026/21/section/11",
    ),
    in_force: CHILDREN_IN_TEMPORARY_ACCOMMODATION,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::BeginningWith { days: 14 },
    local: false,
    reads: &[Kind::PlacementMade, Kind::NotifyingAgreed],
    hears: Shows::empty(),
    meets: &[Kind::PlacementNotified, Kind::NotifyingAgreed],
    ends: &[],
    derive: tell_the_childs_services,
};

fn tell_the_childs_services(file: &CaseFile, owed: &mut Owed<'_>) {
    let asked =
        |placement: &Fact| file.each::<NotifyingAgreed>().find(|(_, it)| it.placement.is_none_or(|which| which == placement.id));
    let causes = file
        .each::<PlacementMade>()
        .filter(|(_, it)| it.with_children && !it.settled && file.services().does(it.by, Function::Housing))
        .map(|(fact, it)| {
            let cause = file.cause_for(fact, it.by);
            match asked(fact) {
                Some((agreed, answer)) if answer.agreed => {
                    cause.counted_from(agreed.happened.date.max(fact.happened.date)).and(agreed)
                }
                _ => cause,
            }
        });
    owed.each(causes, |cause, fact| match &fact.body {
        // A refusal settles it; an agreement still has to be acted on.
        Body::NotifyingAgreed(it) => Verdict::meets_if(!it.agreed && it.placement.is_none_or(|which| which == cause.fact)),
        Body::PlacementNotified(it) => {
            let services = file.services();
            let for_the_child = services.does(it.to, Function::School) || services.does(it.to, Function::Health);
            Verdict::meets_if(for_the_child && it.placement.is_none_or(|which| which == cause.fact))
        }
        _ => Verdict::Nothing,
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn two_councils() -> TestFile {
        a_council()
            .outsider("other", Function::Housing, "council-next-door")
            .on("2026-03-02", "told: disclosure-made to=housing asks=housing")
    }

    #[test]
    fn a_referral_elsewhere_waits_for_a_decision_that_she_is_safe_there() {
        let sent = "sent: referral-made by=housing to=other referral=local-connection";
        two_councils().on("2026-03-10", sent).owes("HA96-s198-referral").because(&["sent", "told"]).is("late");
        two_councils()
            .on("2026-03-09", "decision-made by=housing subject=referral outcome=against letter review_right")
            .on("2026-03-10", sent)
            .owes_nothing_under("HA96-s198-referral");
    }

    #[test]
    fn nobody_is_sent_away_for_want_of_a_local_connection() {
        let sent_away = two_councils().on("2026-03-02", "away: turned-away by=housing how=wrong-area");
        sent_away.owes("HA96-s198-referral").because(&["away", "told"]).is("late");
        sent_away.on("2026-03-03", "homelessness-opened by=housing").owes("HA96-s198-referral").is("met-late");
    }

    #[test]
    fn she_is_told_of_the_referral_and_of_how_it_came_out() {
        let file = two_councils()
            .on("2026-03-10", "sent: referral-made by=housing to=other referral=local-connection")
            .on("2026-03-19", "back: referral-answered referral=sent by=other");
        assert_eq!(file.all("HA96-s199A-relief-referral").len(), 2);
        file.owes_nothing_under("HA96-s200-main-referral");
        let told = file.on("2026-03-10", "decision-made by=housing subject=referral outcome=against letter review_right of=sent");
        let states: Vec<_> =
            told.all("HA96-s199A-relief-referral").into_iter().map(|one| one.owed.end.fact().is_some()).collect();
        assert_eq!(states, [true, false]);
        let main = two_councils()
            .on("2026-03-03", "duty-accepted by=housing duty=main letter")
            .on("2026-03-10", "referral-made by=housing to=other referral=local-connection");
        main.owes("HA96-s200-main-referral").is("late");
        main.owes_nothing_under("HA96-s199A-relief-referral");
        main.owes("LGA-referral-10d").by_whom("other").due("2026-03-20");
    }

    #[test]
    fn the_notice_that_is_written_here_is_the_notice_once_it_has_left() {
        let ready = two_councils()
            .on("2026-05-01", "placed: placement-made by=housing home=temporary host=other suitability_checked")
            .on(
                "2026-05-04",
                "decided: sending-decided officer=amara to=other channel=letter outcome=may-leave content=x about=placed",
            )
            .on("2026-05-04", "letter-ready officer=amara to=other words=notice content=x decided=decided about=placed");
        ready.owes("HA96-s208-notice-14d").on("2026-05-05", "open");
        let sent = ready.on("2026-05-06", "sent: message-sent to=other channel=letter decided=decided");
        sent.owes("HA96-s208-notice-14d").is("met");
        sent.on("2026-05-09", "letter-returned message=sent").owes("HA96-s208-notice-14d").is("late");
    }

    #[test]
    fn the_host_council_hears_of_a_placement_within_14_days() {
        let placed =
            two_councils().on("2026-05-01", "placed: placement-made by=housing home=temporary host=other suitability_checked");
        placed.owes("HA96-s208-notice-14d").due("2026-05-14").is("late");
        placed
            .clone()
            .on("2026-05-12", "placement-notified by=housing to=other links_checked")
            .owes("HA96-s208-notice-14d")
            .is("met");
        placed.on("2026-05-12", "placement-ended placement=placed").owes("HA96-s208-notice-14d").is("ended");
        two_councils().on("2026-05-01", "placement-made by=housing home=temporary").owes_nothing_under("HA96-s208-notice-14d");
    }

    #[test]
    fn notices_about_children_in_temporary_accommodation_wait_for_the_law() {
        let placed =
            |day: &str| a_council().child("child").on(day, "placed: placement-made by=housing home=temporary with_children");
        placed("2026-09-01").owes_nothing_under("HA96-s213AA-child-TA-14d");
        placed("9999-12-31").owes("HA96-s213AA-child-TA-14d").is("open");
        placed("9999-12-31").on("9999-12-31", "notifying-agreed by=housing").owes("HA96-s213AA-child-TA-14d").is("met");
        placed("9999-12-31").on("9999-12-31", "notifying-agreed by=housing agreed").owes("HA96-s213AA-child-TA-14d").is("open");
    }
}
