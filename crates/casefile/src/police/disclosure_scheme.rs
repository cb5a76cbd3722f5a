//! The domestic violence disclosure scheme (Clare's Law): a body that knows of a new partner asks the police to tell; the police decide in time.

use jiff::civil::date;

use crate::calendar::Clock;
use crate::facts::{Body, DisclosureSchemeAsked, Fact, Function, Kind, NewHouseholdKnown, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::police::TOPIC;

/// DVDS-ask/know
pub const KNOW: Rule = Rule {
    id: "DVDS-ask/know",
    topic: TOPIC,
    title: "Ask the police to tell his new partner",
    must: "Ask the police, under the right to know, to consider telling the person who is now at risk from him what they know. Record that the request was made and nothing of what is disclosed.",
    source: Source {
        force: Force::Guidance,
        act: "Domestic Violence Disclosure Scheme guidance",
        provision: "right to know",
        says: "The police may tell somebody of a partner's abusive past when a body brings them information that calls for it. A council that knows of a known abuser's new household asks. Two working days is our standard.",
        url: "https://www.gov.uk/government/publications/domestic-violence-disclosure-scheme-pilot-guidance",
    },
    in_force: InForce::since(date(2014, 3, 8)),
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: &[Kind::NewHouseholdKnown],
    hears: Shows::empty(),
    meets: &[Kind::DisclosureSchemeAsked],
    ends: &[Kind::PersonDied],
    derive: know,
};

fn know(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = file
        .each::<NewHouseholdKnown>()
        .filter(|(_, it)| it.identified)
        .filter_map(|(fact, _)| {
            let others = |service: &crate::file::Service| {
                use Function::{Court, Legal, Ombudsman, Police};
                !matches!(service.function, Police | Court | Legal | Ombudsman)
            };
            let (team, since) = file.falls_to(fact, Function::Children).or_else(|| file.first_to_know(fact, others))?;
            Some(Cause::new(fact, team, since))
        })
        .collect();
    owed.each(causes, |cause, fact| {
        let Some(known) = file.fact(cause.fact).and_then(|known| known.is::<NewHouseholdKnown>()) else {
            return Verdict::Nothing;
        };
        match &fact.body {
            Body::DisclosureSchemeAsked(it) => Verdict::meets_if(it.about == known.person),
            Body::PersonDied(it) => Verdict::ends_if(it.person == known.person),
            _ => Verdict::Nothing,
        }
    });
}

/// DVDS-28d, as it was until the guidance of April 2023: thirty-five days.
pub const DECIDE_UNTIL_2023: Rule = Rule {
    id: "DVDS-28d",
    topic: TOPIC,
    title: "Decide on the disclosure",
    must: "Police: check, meet with the partners where there is a concern, decide whether to disclose and to whom, and tell the person who is able to protect.",
    source: Source {
        force: Force::Guidance,
        act: "Domestic Violence Disclosure Scheme guidance",
        provision: "guidance of 2014 and 2016",
        says: "From the application or the information to the decision and the disclosure no more than thirty-five days pass.",
        url: "https://www.gov.uk/government/publications/domestic-violence-disclosure-scheme-pilot-guidance",
    },
    in_force: InForce::between(date(2014, 3, 8), date(2023, 4, 4)),
    owner: Function::Police,
    severity: Severity::Safety,
    clock: Clock::Within { days: 35 },
    local: false,
    reads: &[Kind::DisclosureSchemeAsked],
    hears: Shows::empty(),
    meets: &[Kind::DisclosureSchemeDecided],
    ends: &[],
    derive: decide,
};

/// DVDS-28d
pub const DECIDE: Rule = Rule {
    source: Source {
        force: Force::Guidance,
        act: "Domestic Abuse Act 2021",
        provision: "s.77 and the statutory guidance of April 2023",
        says: "From the application or the information to the decision and the disclosure no more than twenty-eight days pass; the police must have regard to it.",
        url: "https://www.legislation.gov.uk/ukpga/2021/17/section/77",
    },
    in_force: InForce::since(date(2023, 4, 5)),
    clock: Clock::Within { days: 28 },
    ..DECIDE_UNTIL_2023
};

fn decide(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<DisclosureSchemeAsked>().map(|(fact, it): (&Fact, _)| file.cause_for(fact, it.to));
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::DisclosureSchemeDecided(it) => Verdict::meets_if(it.request == cause.fact),
        _ => Verdict::Nothing,
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn file() -> TestFile {
        a_council().team("police", Function::Police, "police")
    }

    #[test]
    fn a_council_that_knows_who_his_new_partner_is_asks_the_police_to_tell_her() {
        let file = file().on("2017-07-06", "new-household-known person=him to=children children identified");
        file.owes("DVDS-ask/know").by_whom("children").due("2017-07-10").is("late");
        let file = file.on("2017-07-10", "asked: disclosure-scheme-asked scheme=right-to-know by=children to=police about=him");
        file.owes("DVDS-ask/know").is("met");
        file.owes("DVDS-28d").by_whom("police").due("2017-08-14").is("late");
    }

    #[test]
    fn since_april_2023_the_police_have_twenty_eight_days() {
        let file = file().on("2023-04-05", "asked: disclosure-scheme-asked scheme=right-to-ask by=her to=police about=him");
        file.owes("DVDS-28d").due("2023-05-03");
        file.on("2023-05-03", "disclosure-scheme-decided request=asked disclosed").owes("DVDS-28d").is("met");
    }

    #[test]
    fn nobody_can_be_told_while_nobody_knows_who_she_is_and_there_was_no_scheme_before_2014() {
        file().on("2017-07-06", "new-household-known person=him to=children children").owes_nothing_under("DVDS-ask/know");
        file().on("2013-07-06", "new-household-known person=him to=children identified").owes_nothing_under("DVDS-ask/know");
    }
}
