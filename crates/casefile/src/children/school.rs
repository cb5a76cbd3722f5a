//! Operation Encompass: a child's school hears from the police before the child comes in again.

use jiff::civil::date;

use crate::calendar::Clock;
use crate::children::TOPIC;
use crate::facts::{Body, Function, Kind, PoliceAttended, Role, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// VPA24-Encompass, as a scheme of police forces and schools before it was law.
pub const ENCOMPASS_PRACTICE: Rule = Rule {
    id: "VPA24-Encompass",
    topic: TOPIC,
    title: "Tell the child's school before the next school day",
    must: "Tell the school's safeguarding lead, in confidence and before the next school day, that the child was there when the police came to abuse, so that the school can be kind and keep watch. The school does not ring home about it.",
    source: Source {
        force: Force::House,
        act: "Operation Encompass",
        provision: "voluntary scheme of police forces and schools, from 2011",
        says: "Forces that have joined tell a child's school of an incident of domestic abuse before the next school day. It spread over England by agreement; where a force had not joined, this was good practice and no more.",
        url: "https://www.operationencompass.org/",
    },
    in_force: InForce::between(date(2011, 2, 1), date(2025, 11, 6)),
    owner: Function::Police,
    severity: Severity::Practice,
    clock: Clock::NextSchoolDay,
    local: true,
    reads: &[Kind::PoliceAttended],
    hears: Shows::empty(),
    meets: &[Kind::SchoolNotified],
    ends: &[],
    derive: encompass,
};

/// VPA24-Encompass
pub const ENCOMPASS: Rule = Rule {
    source: Source {
        force: Force::Law,
        act: "Domestic Abuse Act 2021",
        provision: "ss.49A and 49B, inserted by Victims and Prisoners Act 2024 s.20",
        says: "Where the police have reason to believe that a child may be a victim of domestic abuse they must see that the child's school or other setting is told as soon as practicable. The guidance of 7 November 2025 has it done before the next school day, in term and in holidays.",
        url: "https://www.legislation.gov.uk/ukpga/2024/21/section/20",
    },
    in_force: InForce::since(date(2025, 11, 7)),
    severity: Severity::Duty,
    local: false,
    ..ENCOMPASS_PRACTICE
};

fn encompass(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> = file
        .each::<PoliceAttended>()
        .filter(|(fact, it)| {
            // Where the police did not write down who was there, the children of the household are taken to have been.
            let listed = !it.children.is_empty();
            let school_age = |id| file.people().get(id).is_none_or(|child| at_school(child.born, fact.happened.date));
            let at_home = || file.people().in_role(Role::Child).any(|child| child.in_household && school_age(child.id));
            if listed { it.children.iter().any(|child| school_age(*child)) } else { at_home() }
        })
        .map(|(fact, it)| file.cause_for(fact, it.by))
        .collect();
    owed.each(causes, |cause, fact| {
        let Some(Body::PoliceAttended(attended)) = file.body_of(cause.fact) else { return Verdict::Nothing };
        match &fact.body {
            Body::SchoolNotified(it) => Verdict::meets_if(
                it.incident.is_none_or(|incident| incident == cause.fact || Some(incident) == attended.incident)
                    && file.services().same_body(it.by, cause.owner),
            ),
            _ => Verdict::Nothing,
        }
    });
}

/// Reception to seventeen; a child whose age is not known is taken to be at school.
fn at_school(born: Option<jiff::civil::Date>, on: jiff::civil::Date) -> bool {
    born.is_none_or(|born| {
        let age = |years: i16| born.saturating_add(jiff::Span::new().years(years));
        on >= age(4) && on < age(18)
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::law::Force;
    use crate::testing::{TestFile, a_council};

    fn file() -> TestFile {
        a_council().team("police", Function::Police, "police").child("girl")
    }

    #[test]
    fn the_school_knows_before_the_child_comes_in() {
        let file = file().on("2026-06-05", "police-attended by=police children=girl");
        let owing = file.owes("VPA24-Encompass").by_whom("police").due("2026-06-07").is("late");
        assert_eq!(owing.owed.rule.source.force, Force::Law);
        file.on("2026-06-06", "school-notified by=police child=girl").owes("VPA24-Encompass").is("met");
    }

    #[test]
    fn in_2017_it_was_a_scheme_and_no_law() {
        let owing = file().on("2017-07-20", "police-attended by=police").owes("VPA24-Encompass");
        assert_eq!(owing.owed.rule.source.force, Force::House);
        file().on("2010-07-20", "police-attended by=police").owes_nothing_under("VPA24-Encompass");
    }

    #[test]
    fn where_no_child_lives_no_school_is_told() {
        a_council()
            .team("police", Function::Police, "police")
            .on("2026-06-05", "police-attended by=police")
            .owes_nothing_under("VPA24-Encompass");
    }
}
