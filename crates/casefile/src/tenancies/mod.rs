//! Her tenancy: what she should do with it, told anew whenever a duty changes, and the debts that run on while she is away.

use crate::calendar::{Clock, last_day};
use crate::facts::{
    Body, DebtKind, DebtKnown, Duty, DutyAccepted, Fact, Function, Kind, PlacementMade, RemedyKind, Shows, TenancyAdvice,
    TenancyEnded, TenancyHeld,
};
use crate::file::CaseFile;
use crate::homelessness::{request, standing};
use crate::ids::TeamId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// The rules of this room.
pub const RULES: &[&Rule] = &[&ADVICE, &ARREARS];

const TOPIC: &str = "Tenancies";

const fn barbara(says: &'static str) -> Source {
    Source {
        force: Force::Ombudsman,
        act: "Ombudsman, focus report on domestic abuse, November 2021",
        provision: "case 19 014 011 (Barbara)",
        says,
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    }
}

/// OMB-tenancy-advice
pub const ADVICE: Rule = Rule {
    id: "OMB-tenancy-advice",
    topic: TOPIC,
    title: "Advise her anew about her tenancy",
    must: "She still has a tenancy, and something has changed: tell her in writing whether to keep it, end it or have it transferred, how and when, and what each would cost her in rent, council tax, benefits and rights. Earlier advice no longer holds.",
    source: barbara(
        "She was told not to give up her tenancy and never told otherwise when the main duty was accepted; rent and council tax ran on for months, and the council had to pay them. Advice is owed anew when relief is accepted or she is placed elsewhere, when her home cannot be made safe, when the main duty is accepted and when a new tenancy starts. Two working days are our standard.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: READS,
    hears: Shows::empty(),
    meets: &[Kind::TenancyAdviceGiven],
    ends: &[Kind::TenancyEnded, Kind::DutyAccepted, Kind::UrgentMoveAgreed, Kind::TenancyHeld],
    derive: advice,
};

const READS: &[Kind] = &[
    Kind::TenancyHeld,
    Kind::TenancyEnded,
    Kind::DutyAccepted,
    Kind::DutyEnded,
    Kind::UrgentMoveAgreed,
    Kind::PlacementMade,
    Kind::Moved,
];

fn advice(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.any_of(READS).filter_map(|fact| {
        let cause = request::authority(file, fact)?;
        let tenancy = tenancy_on(file, fact, cause.owner)?;
        changes_the_advice(file, fact, cause.owner).then(|| cause.and(tenancy))
    });
    owed.each(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::TenancyAdviceGiven(it) => Verdict::meets_if(ours(it.by) && it.in_writing),
            Body::TenancyEnded(_) => Verdict::ends_if(tenancy_after(file, fact).is_none()),
            // The next change takes its place: advice that was not given by then was never given.
            _ if fact.happened > cause.happened && changes_the_advice(file, fact, cause.owner) => {
                let in_time = fact.happened.date <= last_day::working_days_after(cause.since, 2);
                match tenancy_on(file, fact, cause.owner) {
                    Some(_) if in_time => Verdict::Ends,
                    Some(_) => Verdict::Misses,
                    None => Verdict::Nothing,
                }
            }
            _ => Verdict::Nothing,
        }
    });
}

/// Whether something changes what she should do with a tenancy that she has.
fn changes_the_advice(file: &CaseFile, fact: &Fact, team: TeamId) -> bool {
    match &fact.body {
        Body::DutyAccepted(it) => matches!(it.duty, Duty::Relief | Duty::Main),
        // That she has to move says that her home cannot be made safe.
        Body::UrgentMoveAgreed(_) => true,
        // The first time that she is placed elsewhere; what follows is another place of the same kind, not another question.
        Body::PlacementMade(it) => {
            let first = !file.each::<PlacementMade>().any(|(other, _)| other.happened < fact.happened);
            (first || it.settled) && file.services().does(it.by, Function::Housing)
        }
        // A second tenancy beside the first; or one that comes to be known while a duty stands.
        Body::TenancyHeld(it) => {
            let day = fact.happened.date;
            file.survivor() == Some(it.person)
                && ((it.tenure.binds_her() && bound_before(file, fact).is_some())
                    || standing::accepted_as_homeless(file, team, day))
        }
        _ => false,
    }
}

/// A tenancy of hers that stood when something happened and that the team knew of by the time it owed something.
fn tenancy_on<'a>(file: &'a CaseFile, fact: &Fact, team: TeamId) -> Option<&'a Fact> {
    tenancies(file)
        .filter(|tenancy| tenancy.happened.date <= fact.happened.date && !has_ended(file, tenancy, fact))
        .find(|tenancy| file.known_on(tenancy, team).is_some_and(|on| on <= fact.happened.date.max(file.recorded_on(fact))))
}

fn bound_before<'a>(file: &'a CaseFile, fact: &Fact) -> Option<&'a Fact> {
    tenancies(file)
        .find(|tenancy| tenancy.id != fact.id && tenancy.happened.date < fact.happened.date && !has_ended(file, tenancy, fact))
}

/// Tenancies of hers that bind her.
fn tenancies(file: &CaseFile) -> impl Iterator<Item = &Fact> {
    file.each::<TenancyHeld>().filter(|(_, it)| file.survivor() == Some(it.person) && it.tenure.binds_her()).map(|(fact, _)| fact)
}

/// Whether a tenancy had ended before the day on which something happened.
fn has_ended(file: &CaseFile, tenancy: &Fact, fact: &Fact) -> bool {
    file.each::<TenancyEnded>().any(|(ended, it)| {
        it.tenancy.is_none_or(|which| which == tenancy.id)
            && ended.happened >= tenancy.happened
            && ended.happened.date < fact.happened.date
    })
}

/// A tenancy that is left when one has ended.
fn tenancy_after<'a>(file: &'a CaseFile, ended: &Fact) -> Option<&'a Fact> {
    let Body::TenancyEnded(it) = &ended.body else { return None };
    let gone = |tenancy: &Fact| it.tenancy.is_none_or(|which| which == tenancy.id);
    tenancies(file).find(|tenancy| tenancy.happened <= ended.happened && !gone(tenancy) && !has_ended(file, tenancy, ended))
}

/// OMB-tenancy-arrears, our own id: the rent and council tax that Barbara's council let run on.
pub const ARREARS: Rule = Rule {
    id: "OMB-tenancy-arrears",
    topic: TOPIC,
    title: "Stop the debts on the home that she had to leave",
    must: "Rent or council tax runs on for a home that she cannot live in. Speak with the landlord and with benefits and council tax: benefit on two homes, council tax exemption or reduction, arrears written off or paid. Tell her what was arranged; a debt that abuse brought about is not held against her.",
    source: barbara(
        "Arrears of rent and council tax grew on the tenancy that the council had told her to keep. It paid them in the end. Five working days are our standard.",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: ARREARS_READS,
    hears: Shows::empty(),
    meets: &[Kind::InformationAsked, Kind::ContactMade, Kind::ReferralMade, Kind::RemedyAgreed, Kind::TenancyAdviceGiven],
    ends: &[],
    derive: arrears,
};

const ARREARS_READS: &[Kind] = &[
    Kind::DebtKnown,
    Kind::TenancyHeld,
    Kind::HomelessnessOpened,
    Kind::DutyAccepted,
    Kind::DutyEnded,
    Kind::DecisionMade,
    Kind::PlacementMade,
    Kind::PlacementEnded,
    Kind::Moved,
    Kind::LeftHome,
];

fn arrears(file: &CaseFile, owed: &mut Owed<'_>) {
    let on_her_home = |debt: DebtKind| matches!(debt, DebtKind::Rent | DebtKind::CouncilTax);
    let debts: Vec<(&Fact, Cause)> = file
        .each::<DebtKnown>()
        .filter(|(_, it)| on_her_home(it.debt))
        .filter_map(|(fact, _)| request::authority(file, fact).map(|cause| (fact, cause)))
        .collect();
    let known_while_away = debts
        .iter()
        .filter(|(_, cause)| tenancies(file).next().is_some() && is_away(file, cause))
        .map(|(_, cause)| cause.clone());
    // The main duty is accepted while a debt is known: look at both before the letter goes out.
    let at_main = file.each::<DutyAccepted>().filter(|(_, it)| it.duty == Duty::Main).filter_map(|(fact, it)| {
        let (debt, _) =
            debts.iter().find(|(_, cause)| cause.since <= fact.happened.date && file.services().same_body(cause.owner, it.by))?;
        Some(file.cause_for(fact, it.by).and(debt))
    });
    owed.episodes(known_while_away.chain(at_main), |cause, fact| {
        let services = file.services();
        let ours = |by| services.same_body(by, cause.owner);
        let pays = |team| [Function::Benefits, Function::Landlord].iter().any(|one| services.does(team, *one));
        match &fact.body {
            Body::InformationAsked(it) => Verdict::meets_if(ours(it.by) && pays(it.of)),
            Body::ContactMade(it) => Verdict::meets_if(it.by.team().is_some_and(ours) && it.to.team().is_some_and(pays)),
            Body::ReferralMade(it) => Verdict::meets_if(it.by.team().is_some_and(ours) && pays(it.to)),
            Body::RemedyAgreed(it) => Verdict::meets_if(it.remedy == RemedyKind::Debt),
            Body::TenancyAdviceGiven(it) => Verdict::meets_if(
                ours(it.by) && it.in_writing && it.advice != TenancyAdvice::Keep && fact.happened > cause.happened,
            ),
            _ => Verdict::Nothing,
        }
    });
}

/// Whether she lives elsewhere because of the abuse, or the authority has accepted that she cannot live at home.
fn is_away(file: &CaseFile, cause: &Cause) -> bool {
    let left = file
        .each::<crate::facts::LeftHome>()
        .any(|(fact, it)| fact.happened.date <= cause.since && file.survivor() == Some(it.person));
    left || standing::placement(file, cause.since).is_some() || standing::application(file, cause.owner, cause.since)
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    const ADVICE: &str = "OMB-tenancy-advice";
    const ARREARS: &str = "OMB-tenancy-arrears";

    fn tenant() -> TestFile {
        a_council()
            .team("tax", Function::Benefits, "council")
            .team("landlord", Function::Landlord, "housing-association")
            .on("2021-07-19", "tenancy: tenancy-held person=her tenure=social-sole landlord=landlord to=housing")
    }

    #[test]
    fn each_change_of_duty_brings_new_advice_in_writing() {
        let relief = tenant().on("2021-10-11", "relief: duty-accepted by=housing duty=relief letter");
        relief.owes(ADVICE).due("2021-10-13").because(&["relief", "tenancy"]).is("late");
        let advised = relief.clone().on("2021-10-12", "first: tenancy-advice-given by=housing advice=keep in_writing");
        advised.owes(ADVICE).is("met");
        let by_mouth = relief.on("2021-10-12", "tenancy-advice-given by=housing advice=keep");
        by_mouth.owes(ADVICE).is("late");
        let main = advised.on("2022-01-10", "main: duty-accepted by=housing duty=main letter");
        let states: Vec<_> = main.all(ADVICE).into_iter().map(|one| one.owed.end.fact().is_some()).collect();
        assert_eq!(states, [true, false]);
    }

    #[test]
    fn advice_that_was_never_given_for_one_change_is_missed_when_the_next_comes() {
        let file = tenant()
            .on("2021-10-11", "duty-accepted by=housing duty=relief letter")
            .on("2022-01-10", "main: duty-accepted by=housing duty=main letter");
        let mut owed = file.all(ADVICE).into_iter();
        owed.next().unwrap().is("missed").ended_by("main");
        owed.next().unwrap().is("late").due("2022-01-12");
    }

    #[test]
    fn being_placed_elsewhere_is_such_a_change_and_the_second_placement_is_not() {
        tenant()
            .on("2021-10-25", "placed: placement-made by=housing home=temporary suitability_checked")
            .on("2021-12-20", "placement-made by=housing home=temporary suitability_checked")
            .owes(ADVICE)
            .because(&["placed", "tenancy"])
            .is("late");
    }

    #[test]
    fn somebody_with_no_tenancy_needs_no_advice_on_it() {
        a_council().on("2021-10-11", "duty-accepted by=housing duty=relief letter").owes_nothing_under(ADVICE);
        a_council()
            .on("2021-07-19", "tenancy-held person=her tenure=lodging to=housing")
            .on("2021-10-11", "duty-accepted by=housing duty=relief letter")
            .owes_nothing_under(ADVICE);
        tenant()
            .on("2021-09-01", "tenancy-ended tenancy=tenancy to=housing")
            .on("2021-10-11", "duty-accepted by=housing duty=relief letter")
            .owes_nothing_under(ADVICE);
    }

    #[test]
    fn rent_that_runs_on_while_she_is_placed_elsewhere_is_dealt_with() {
        let away = tenant()
            .on("2021-10-25", "placement-made by=housing home=temporary suitability_checked")
            .on("2022-02-14", "rent: debt-known debt=rent to=landlord");
        away.owes(ARREARS).due("2022-02-21").because(&["rent"]).is("late");
        away.clone().on("2022-02-16", "information-asked by=housing of=landlord").owes(ARREARS).is("met");
        tenant().on("2022-02-14", "debt-known debt=rent to=landlord").owes_nothing_under(ARREARS);
        away.on("2022-02-16", "contact-made by=housing to=tax asks=money").owes(ARREARS).is("met");
    }

    #[test]
    fn the_main_duty_is_not_accepted_over_a_known_debt() {
        tenant()
            .on("2021-12-14", "rent: debt-known debt=rent to=housing")
            .on("2022-01-10", "main: duty-accepted by=housing duty=main letter")
            .owes(ARREARS)
            .because(&["main", "rent"]);
    }
}
