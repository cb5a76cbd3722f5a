//! Remedies: considered when harm was done, carried out by their day with evidence; and what is learned.

use jiff::civil::Date;

use crate::calendar::{Clock, last_day};
use crate::facts::{Assaulted, Body, BreachFound, Fact, Function, Kind, RemedyAgreed, RemedyKind, Shows, Subject};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::redress::TOPIC;

const REMEDIES_URL: &str = "https://www.lgo.org.uk/information-centre/staff-guidance/guidance-on-remedies";

/// LGSCO-remedy-figures
pub const CONSIDER: Rule = Rule {
    id: "LGSCO-remedy-figures",
    topic: TOPIC,
    title: "Think of a remedy, without being asked",
    must: "Decide what puts it right: what would have happened without the fault, what it cost her, the distress and the danger, and an apology that takes responsibility. Unsuitable housing is commonly put at 150 to 350 pounds a month; injury and lasting distress are far more. Record the reasons if nothing is offered.",
    source: Source {
        force: Force::Ombudsman,
        act: "Local Government and Social Care Ombudsman, guidance on remedies",
        provision: "housing chapter; distress; awards in the report of November 2021",
        says: "A body that finds that it caused harm offers a remedy of its own accord. The report's awards ran from an apology to 2,500 pounds for an injury and 2,450 for distress. Ten working days to decide is our standard.",
        url: REMEDIES_URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Complaints,
    severity: Severity::Practice,
    clock: Clock::WorkingDays(10),
    local: true,
    reads: &[Kind::BreachFound, Kind::ComplaintAnswered, Kind::OmbudsmanReported, Kind::Assaulted],
    hears: Shows::ABUSE,
    meets: &[Kind::RemedyAgreed, Kind::DecisionMade],
    ends: &[],
    derive: consider,
};

fn consider(file: &CaseFile, owed: &mut Owed<'_>) {
    let services = file.services();
    let answers_for_it = |team: TeamId| services.in_body_of(team, Function::Complaints);
    let reached_him = |it: &BreachFound| it.recipient.is_some_and(|who| file.is_other_side(who));
    let faults = file.any_of(&[Kind::BreachFound, Kind::ComplaintAnswered, Kind::OmbudsmanReported]).filter_map(|fact| {
        let team = match &fact.body {
            Body::BreachFound(it) if reached_him(it) => it.by,
            Body::ComplaintAnswered(it) if it.upheld => it.by,
            Body::OmbudsmanReported(it) if it.fault => it.to,
            _ => return None,
        };
        Some(file.cause_for(fact, team).owned_by(answers_for_it(team)))
    });
    let injuries = hurt_after_telling(file).map(|cause| {
        let owner = answers_for_it(cause.owner);
        cause.owned_by(owner)
    });
    let causes: Vec<Cause> = faults.chain(injuries).collect();
    owed.episodes(causes, |cause, fact| {
        let ours = |by| services.same_body(by, cause.owner);
        match &fact.body {
            Body::RemedyAgreed(it) => Verdict::meets_if(ours(it.by)),
            Body::DecisionMade(it) => Verdict::meets_if(ours(it.by) && matches!(it.subject, Subject::Complaint | Subject::Money)),
            _ => Verdict::Nothing,
        }
    });
}

/// OMB-post-incident-review
pub const LEARN: Rule = Rule {
    id: "OMB-post-incident-review",
    topic: TOPIC,
    title: "She was hurt after she had told us: look at why",
    must: "Look at what was known, what was owed and what was not done before she or a child was hurt, and say what changes. In Tessa's case a home was found in ten days once she was hurt: it could have been found at the start.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman, case 19 018 743",
        provision: "Tessa",
        says: "Harm that follows on a warning is looked into without waiting for a complaint. Twenty working days is our standard.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Practice,
    clock: Clock::WorkingDays(20),
    local: true,
    reads: &[Kind::Assaulted],
    hears: Shows::ABUSE,
    meets: &[Kind::CaseReviewed],
    ends: &[],
    derive: learn,
};

fn learn(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.episodes(hurt_after_telling(file), |_, fact| match &fact.body {
        Body::CaseReviewed(_) => Verdict::Meets,
        _ => Verdict::Nothing,
    });
}

/// Injuries to her or to a child, at a time when a service knew of the abuse already: owed by the first council service that knew, else by the first that did.
fn hurt_after_telling(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<Assaulted>()
        .filter(|(_, it)| it.injured && !it.of.iter().all(|hurt| file.people().is_other_side(*hurt)))
        .filter_map(|(fact, _)| {
            let knew = |earlier: &&Fact, council: bool| {
                let mine = |service: &crate::file::Service| {
                    is_answerable(service.function) && (!council || is_councils(service.function))
                };
                file.first_to_know(earlier, mine).is_some_and(|(_, on)| on < fact.happened.date)
            };
            let before = || file.showing(Shows::ABUSE).take_while(|earlier| earlier.happened.date < fact.happened.date);
            let (told, council) = before()
                .find(|earlier| knew(earlier, true))
                .map(|told| (told, true))
                .or_else(|| before().find(|earlier| knew(earlier, false)).map(|told| (told, false)))?;
            let (team, _) = file
                .first_to_know(told, |service| is_answerable(service.function) && (!council || is_councils(service.function)))?;
            let since: Date = file.known_on(fact, team).or_else(|| file.first_to_know(fact, |_| true).map(|(_, on)| on))?;
            Some(Cause::new(fact, team, since).and(told))
        })
}

/// Services whose part in a harm is looked at here. The police, courts and prisons have bodies of their own that do it.
const fn is_answerable(function: Function) -> bool {
    use Function::{Court, Legal, Ombudsman, Other, Police, Prison, Probation};
    !matches!(function, Court | Legal | Ombudsman | Other | Police | Prison | Probation)
}

const fn is_councils(function: Function) -> bool {
    use Function::{Adults, Allocations, Children, ContactCentre, Housing, Landlord};
    matches!(function, Housing | Allocations | Children | Adults | ContactCentre | Landlord)
}

/// LGSCO-evidence
pub const DONE: Rule = Rule {
    id: "LGSCO-evidence",
    topic: TOPIC,
    title: "Do what was agreed, and show it",
    must: "Carry out the remedy by its day and keep what shows it: the letter, the payment, the register of those who were trained.",
    source: Source {
        force: Force::Ombudsman,
        act: "Local Government and Social Care Ombudsman, guidance on remedies",
        provision: "agreed actions and their evidence",
        says: "Each recommendation has an owner, a day and evidence. Apologies and payments are commonly due within one month, changes to a service within three.",
        url: REMEDIES_URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Complaints,
    severity: Severity::Duty,
    clock: Clock::Months(1),
    local: true,
    reads: &[Kind::RemedyAgreed],
    hears: Shows::empty(),
    meets: &[Kind::RemedyDone],
    ends: &[],
    derive: done,
};

fn done(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<RemedyAgreed>().map(|(fact, it)| {
        let cause = file.cause_for(fact, it.by);
        let day = fact.happened.date;
        match it.due {
            Some(due) => cause.due_on(due.max(day)),
            None if changes_the_service(it.remedy) => cause.due_on(last_day::months_within(day, 3)),
            None => cause.counted_from(day),
        }
    });
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::RemedyDone(it) => Verdict::meets_if(it.remedy == cause.fact),
        _ => Verdict::Nothing,
    });
}

const fn changes_the_service(remedy: RemedyKind) -> bool {
    matches!(remedy, RemedyKind::Training | RemedyKind::Review | RemedyKind::Policy)
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::a_council;

    #[test]
    fn an_injury_after_she_had_told_the_council_asks_for_a_remedy_and_a_review() {
        let file = a_council()
            .team("complaints", Function::Complaints, "council")
            .on("2018-03-05", "told: housing-applied to=housing register shows=violence")
            .on("2019-02-04", "hurt: assaulted by=him of=her to=housing injured");
        file.owes("LGSCO-remedy-figures").by_whom("complaints").due("2019-02-18").because(&["hurt", "told"]).is("late");
        file.owes("OMB-post-incident-review").by_whom("housing").due("2019-03-04").is("late");
        let file = file
            .on("2019-02-20", "remedy-agreed by=housing remedy=payment amount=250000")
            .on("2019-03-01", "case-reviewed by=housing of=hurt");
        file.owes("LGSCO-remedy-figures").is("met-late");
        file.owes("OMB-post-incident-review").is("met");
        file.owes("LGSCO-evidence").due("2019-03-20").is("late");
    }

    #[test]
    fn an_injury_that_nobody_was_warned_of_is_no_fault() {
        let file = a_council().on("2019-02-04", "assaulted by=him of=her to=housing injured");
        file.owes_nothing_under("LGSCO-remedy-figures");
        file.owes_nothing_under("OMB-post-incident-review");
    }

    #[test]
    fn a_leak_to_him_an_upheld_complaint_and_a_finding_of_fault_each_ask_for_a_remedy() {
        a_council()
            .on("2020-05-04", "breach-found by=children person=her items=phone recipient=him")
            .owes("LGSCO-remedy-figures");
        a_council().on("2020-05-04", "ombudsman-reported to=housing fault").owes("LGSCO-remedy-figures");
        a_council()
            .on("2020-05-04", "complaint: complaint-made by=her to=housing")
            .on("2020-05-18", "complaint-answered complaint=complaint by=housing upheld")
            .owes("LGSCO-remedy-figures");
        a_council()
            .on("2020-05-04", "breach-found by=children person=her items=phone")
            .owes_nothing_under("LGSCO-remedy-figures");
    }

    #[test]
    fn a_remedy_is_done_by_its_day_or_in_a_month_and_a_change_of_service_in_three() {
        let file = a_council().on("2020-05-04", "agreed: remedy-agreed by=housing remedy=training");
        file.owes("LGSCO-evidence").due("2020-08-04").is("late");
        file.on("2020-07-01", "remedy-done remedy=agreed by=housing").owes("LGSCO-evidence").is("met");
        a_council()
            .on("2020-05-04", "remedy-agreed by=housing remedy=apology due=2020-05-15")
            .owes("LGSCO-evidence")
            .due("2020-05-15");
    }
}
