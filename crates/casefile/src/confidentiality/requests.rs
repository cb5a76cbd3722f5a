//! Requests for one's own data: hers are answered in a month; his are read first by somebody who knows what they may be for.

use jiff::civil::date;

use super::{TOPIC, UK_GDPR};
use crate::calendar::Clock;
use crate::facts::{Body, Function, Kind, Relation, Shows, SubjectAccessAsked};
use crate::file::CaseFile;
use crate::ids::PersonId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Owed, Rule, Severity, Verdict};

/// GDPR-SAR-1m
pub const ACCESS: Rule = Rule {
    id: "GDPR-SAR-1m",
    topic: TOPIC,
    title: "Answer the request for personal data",
    must: "Give the person the data held about them, without what would harm somebody else, by the same date of the next month. If it needs longer, say so within that month.",
    source: Source {
        force: Force::Law,
        act: UK_GDPR,
        provision: "articles 12(3) and 15",
        says: "A request is answered within one month of receipt; two months may be added where it is complex. The day of receipt counts whatever day it is, and a last day on which offices are shut moves to the next working day.",
        url: "https://www.legislation.gov.uk/eur/2016/679/article/12",
    },
    in_force: InForce::since(date(2018, 5, 25)),
    owner: Function::DataProtection,
    severity: Severity::Duty,
    clock: Clock::MonthsRolled(1),
    local: false,
    reads: &[Kind::SubjectAccessAsked],
    hears: Shows::empty(),
    meets: &[Kind::SubjectAccessAnswered],
    ends: &[],
    derive: access,
};

/// GDPR-SAR-1m, as the law stood before May 2018: forty days.
pub const ACCESS_1998: Rule = Rule {
    must: "Give the person the data held about them, without what would harm somebody else, within forty days.",
    source: Source {
        force: Force::Law,
        act: "Data Protection Act 1998",
        provision: "s.7(8) and (10)",
        says: "Until 24 May 2018 a request was to be answered promptly and in any case within forty days.",
        url: "https://www.legislation.gov.uk/ukpga/1998/29/section/7",
    },
    in_force: InForce::until(date(2018, 5, 24)),
    clock: Clock::BeginningWith { days: 40 },
    ..ACCESS
};

fn access(file: &CaseFile, owed: &mut Owed<'_>) {
    let asked = file.each::<SubjectAccessAsked>().map(|(fact, it)| file.cause_within(fact, it.to, Function::DataProtection));
    owed.each_answered(asked, |cause, fact| match &fact.body {
        Body::SubjectAccessAnswered(it) => Verdict::meets_if(it.request == cause.fact),
        _ => Verdict::Nothing,
    });
}

/// GDPR-SAR-exempt
pub const TRAINED_READER: Rule = Rule {
    id: "GDPR-SAR-exempt",
    topic: TOPIC,
    title: "Have the answer read first by somebody trained in domestic abuse",
    must: "He, or somebody who is a parent beside her, asks for data. Give the request to a reader trained in domestic abuse: address, telephone, school, workers and kind of placement come out, and whether she or a child is known at all is not to be told from the answer.",
    source: Source {
        force: Force::Law,
        act: "Data Protection Act 2018",
        provision: "Schedule 2 Part 3 and Schedule 3",
        says: "Data about others are withheld unless they agree or it is reasonable without; data on social work, health, education and child abuse are withheld where giving them would do serious harm. That a trained person reads it first is our standard.",
        url: "https://www.legislation.gov.uk/ukpga/2018/12/schedule/2/part/3",
    },
    in_force: InForce::since(date(2018, 5, 25)),
    owner: Function::DataProtection,
    severity: Severity::Safety,
    clock: Clock::MonthsRolled(1),
    local: true,
    reads: &[Kind::SubjectAccessAsked],
    hears: Shows::empty(),
    meets: &[Kind::SubjectAccessAnswered],
    ends: &[],
    derive: trained_reader,
};

fn trained_reader(file: &CaseFile, owed: &mut Owed<'_>) {
    let his = file
        .each::<SubjectAccessAsked>()
        .filter(|(_, it)| file.people().is_other_side(it.by) || is_other_parent(file, it.by))
        .map(|(fact, it)| file.cause_within(fact, it.to, Function::DataProtection));
    owed.each_answered(his, |cause, fact| match &fact.body {
        Body::SubjectAccessAnswered(it) if it.request == cause.fact => {
            if it.reviewed {
                Verdict::Meets
            } else {
                Verdict::Misses
            }
        }
        _ => Verdict::Nothing,
    });
}

/// Somebody other than the survivor who is a parent of one of her children.
fn is_other_parent(file: &CaseFile, person: PersonId) -> bool {
    let people = file.people();
    Some(person) != file.survivor()
        && people.children().any(|child| {
            people.relationships().iter().any(|(one, relation, other)| {
                (*one == person && *relation == Relation::Parent && *other == child.id)
                    || (*one == child.id && *relation == Relation::Child && *other == person)
            })
        })
}
