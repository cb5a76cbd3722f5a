//! A known or alleged abuser lives with another family: the services there hear of it, though nobody yet knows the family's name (Cerys).

use crate::calendar::Clock;
use crate::children::{TOPIC, WORKING_TOGETHER, WORKING_TOGETHER_URL};
use crate::facts::{AllegedPerpetratorMoved, Body, Fact, Function, Kind, NewHouseholdKnown, Shows, Who};
use crate::file::CaseFile;
use crate::ids::PersonId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// OMB-known-abuser-new-family
pub const WARN: Rule = Rule {
    id: "OMB-known-abuser-new-family",
    topic: TOPIC,
    title: "Tell the area where he now lives with children",
    must: "Tell children's services of that family's area within one working day what you know of him, though name or address be incomplete. Ask the police to find out who they are; do not ask him. Send again when more is known.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman, case 19 006 684",
        provision: "Cerys",
        says: "A council that learns that a known abuser lives with, or is close to, another family with children must warn the area where they live. That it does not know who they are is no reason to do nothing. One working day is our standard.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: FAMILY,
    hears: Shows::empty(),
    meets: &[Kind::AreaWarned],
    ends: &[Kind::PersonDied],
    derive: warn,
};

fn warn(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.each(new_families(file), |cause, fact| match &fact.body {
        Body::AreaWarned(it) => {
            Verdict::meets_if(file.services().same_body(it.by, cause.owner) && Some(it.about) == abuser(file, cause))
        }
        Body::PersonDied(it) => Verdict::ends_if(Some(it.person) == abuser(file, cause)),
        _ => Verdict::Nothing,
    });
}

/// WT-share-adults
pub const SHARE: Rule = Rule {
    id: "WT-share-adults",
    topic: TOPIC,
    title: "Share what you know of the adult",
    must: "Share what you know of him with those who can keep the children safe: the police, your own children's services, health and the school. A border, or the adult's refusal to say more, does not stop it.",
    source: Source {
        force: Force::Guidance,
        act: WORKING_TOGETHER,
        provision: "chapter 1, information sharing (paragraph 25 of the 2018 edition)",
        says: "Early sharing of information keeps children safe; it takes in the adults who are in touch with a child, and goes on when a family or an adult moves to another area. Two working days is our standard.",
        url: WORKING_TOGETHER_URL,
    },
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: FAMILY,
    hears: Shows::empty(),
    meets: &[Kind::InformationShared, Kind::AreaWarned, Kind::ReferralMade, Kind::MeetingHeld, Kind::DisclosureSchemeAsked],
    ends: &[Kind::PersonDied],
    derive: share,
};

fn share(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.each(new_families(file), |cause, fact| {
        let services = file.services();
        let ours = |by| services.same_body(by, cause.owner);
        let with = |to: Who| to.team().is_some_and(|to| to != cause.owner && can_protect(services.function(to)));
        match &fact.body {
            Body::InformationShared(it) => Verdict::meets_if(ours(it.by) && with(it.with)),
            Body::ReferralMade(it) => Verdict::meets_if(it.by.team().is_some_and(ours) && with(Who::Team(it.to))),
            Body::AreaWarned(it) => Verdict::meets_if(ours(it.by) && Some(it.about) == abuser(file, cause)),
            Body::MeetingHeld(it) => Verdict::meets_if(
                (ours(it.by) || it.present.iter().any(|team| ours(*team)))
                    && it.present.iter().any(|team| with(Who::Team(*team))),
            ),
            Body::DisclosureSchemeAsked(it) => {
                Verdict::meets_if(it.by.team().is_some_and(ours) && Some(it.about) == abuser(file, cause))
            }
            Body::PersonDied(it) => Verdict::ends_if(Some(it.person) == abuser(file, cause)),
            _ => Verdict::Nothing,
        }
    });
}

/// Services that can keep a child safe.
const fn can_protect(function: Function) -> bool {
    matches!(
        function,
        Function::Children | Function::Police | Function::Health | Function::School | Function::Probation | Function::Marac
    )
}

/// What tells of a family: that he lives with one, and that he moves with it.
const FAMILY: &[Kind] = &[Kind::NewHouseholdKnown, Kind::AllegedPerpetratorMoved];

/// Everything by which a service learns that he lives with children elsewhere: the first news of a family nobody can name yet, each time one is
/// identified, and each move of his to another council's area while such a family is known.
pub(super) fn new_families(file: &CaseFile) -> Vec<Cause> {
    let mut unnamed: Vec<(PersonId, crate::ids::TeamId)> = Vec::new();
    let mut causes = Vec::new();
    for (fact, it) in file.each::<NewHouseholdKnown>().filter(|(_, it)| it.children) {
        let Some(cause) = whose(file, fact) else { continue };
        let told_before = unnamed.contains(&(it.person, cause.owner));
        unnamed.push((it.person, cause.owner));
        if it.identified || !told_before {
            causes.push(cause);
        }
    }
    for (fact, it) in file.each::<AllegedPerpetratorMoved>() {
        let family = file
            .each::<NewHouseholdKnown>()
            .rfind(|(known, family)| family.children && family.person == it.person && known.happened <= fact.happened);
        let (Some((family, _)), Some(area), Some(cause)) = (family, it.to_area_of, whose(file, fact)) else { continue };
        if !file.services().same_body(area, cause.owner) {
            causes.push(cause.and(family));
        }
    }
    causes
}

/// Children's services where they know it, else whoever knew first.
fn whose(file: &CaseFile, fact: &Fact) -> Option<Cause> {
    let (team, since) = file.falls_to(fact, Function::Children).or_else(|| {
        file.first_to_know(fact, |service| !matches!(service.function, Function::Court | Function::Ombudsman | Function::Legal))
    })?;
    Some(Cause::new(fact, team, since))
}

fn abuser(file: &CaseFile, cause: &Cause) -> Option<PersonId> {
    match file.body_of(cause.fact)? {
        Body::NewHouseholdKnown(it) => Some(it.person),
        Body::AllegedPerpetratorMoved(it) => Some(it.person),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn file() -> TestFile {
        a_council().team("police", Function::Police, "police").outsider("theirs", Function::Children, "council-two")
    }

    #[test]
    fn another_family_is_warned_though_nobody_knows_its_name() {
        let file = file().on("2017-03-06", "news: new-household-known person=him to=children children");
        file.owes("OMB-known-abuser-new-family").by_whom("children").due("2017-03-07").is("late");
        file.owes("WT-share-adults").due("2017-03-08").is("late");
        let file = file.on("2017-03-07", "area-warned by=children to=theirs about=him");
        file.owes("OMB-known-abuser-new-family").is("met");
        file.owes("WT-share-adults").is("met");
    }

    #[test]
    fn a_second_rumour_adds_nothing_but_her_name_asks_again() {
        let file = file()
            .on("2017-03-06", "new-household-known person=him to=children children")
            .on("2017-04-06", "new-household-known person=him to=children children");
        file.owes("OMB-known-abuser-new-family");
        let file = file.on("2017-07-06", "named: new-household-known person=him to=children children identified");
        let all = file.all("OMB-known-abuser-new-family");
        assert_eq!(all.len(), 2);
        all.into_iter().nth(1).expect("two").because(&["named"]).due("2017-07-07");
    }

    #[test]
    fn his_move_with_them_to_another_area_is_told_to_that_area() {
        let file = file()
            .on("2017-03-06", "news: new-household-known person=him to=children children")
            .on("2017-03-07", "area-warned by=children to=theirs about=him")
            .on("2017-05-01", "moved: alleged-perpetrator-moved person=him to_area_of=theirs to=children");
        let all = file.all("OMB-known-abuser-new-family");
        assert_eq!(all.len(), 2);
        all.into_iter().nth(1).expect("two").because(&["moved", "news"]).is("late");
        assert_eq!(file.all("CA89-s47-enquire").len(), 3, "for the family, for the move, and for the area that was warned");
    }

    #[test]
    fn a_new_partner_without_children_and_a_move_alone_warn_no_childrens_services() {
        file().on("2017-03-06", "new-household-known person=him to=children").owes_nothing_under("OMB-known-abuser-new-family");
        file()
            .on("2017-05-01", "alleged-perpetrator-moved person=him to_area_of=theirs to=children")
            .owes_nothing_under("OMB-known-abuser-new-family");
    }
}
