//! Bodies that help each other: the duty to refer, co-operation on request, and children of a household that is turned down.

use jiff::civil::date;

use super::{TOPIC, act};
use crate::calendar::Clock;
use crate::facts::{
    Body, BodyKind, DecisionMade, Duty, DutyAccepted, DutyEnded, EndGround, Fact, Finding, Function, InformationAsked, Kind,
    ReferralKind, Shows,
};
use crate::file::{CaseFile, Service};
use crate::law::InForce;
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// HA96-s213B-refer
pub const REFER: Rule = Rule {
    id: "HA96-s213B-refer",
    topic: TOPIC,
    title: "Duty to refer: tell a housing authority",
    must: "She may be homeless or lose her home. Ask whether she agrees and which housing authority she wants; then tell that authority, with how she can be reached safely. She need not go there herself.",
    source: act(
        "s.213B",
        "A public authority named in regulations (prisons, probation, social services, hospitals, emergency departments, Jobcentre Plus and others; a housing authority is not among them) that thinks that somebody it serves may be homeless or threatened with it notifies, with her agreement, the housing authority that she chooses. The Act sets no time; one working day is our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/213B",
    ),
    in_force: InForce::since(date(2018, 10, 1)),
    owner: Function::Children,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::NoticeToLeave],
    hears: Shows::UNSAFE_HOME.union(Shows::HOME_AT_RISK),
    meets: &[Kind::ReferralMade],
    ends: &[Kind::SupportDeclined, Kind::HomelessnessOpened, Kind::DutyAccepted, Kind::PlacementMade, Kind::Moved],
    derive: refer,
};

fn refer(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.showing(REFER.hears).filter_map(|fact| specified_body(file, fact));
    owed.episodes(causes, |cause, fact| {
        let ours = |by| file.services().same_body(by, cause.owner);
        match &fact.body {
            Body::ReferralMade(it) => {
                let to_housing = matches!(it.referral, ReferralKind::DutyToRefer | ReferralKind::Housing | ReferralKind::Refuge);
                Verdict::meets_if(to_housing && it.by.team().is_some_and(ours))
            }
            Body::SupportDeclined(it) => Verdict::ends_if(ours(it.from) && file.survivor() == Some(it.by)),
            Body::HomelessnessOpened(_) => Verdict::Ends,
            Body::DutyAccepted(it) => Verdict::ends_if(it.duty.is_housing()),
            _ => Verdict::ends_if(super::standing::settles(file, fact)),
        }
    });
}

/// The first body under the duty that knew it, unless a housing authority knew it by then.
fn specified_body(file: &CaseFile, fact: &Fact) -> Option<Cause> {
    let services = file.services();
    let (team, on) = services
        .all()
        .iter()
        .filter(|service| is_specified(file, service))
        .filter_map(|service| file.known_on(fact, service.team).map(|on| (service.team, on)))
        .min_by_key(|(team, on)| (!fact.body.teams().contains(team), *on))?;
    let housing_knew =
        services.doing(Function::Housing).any(|housing| file.known_on(fact, housing.team).is_some_and(|known| known <= on));
    (!housing_knew).then(|| Cause::new(fact, team, on))
}

/// Whether the duty to refer binds a service. A council that is a housing authority itself is left out (s.213B(5)): its other departments owe the
/// same by our own rule on referrals inside one council.
fn is_specified(file: &CaseFile, service: &Service) -> bool {
    let named = match service.function {
        Function::Children | Function::Adults | Function::Prison | Function::Probation => true,
        Function::Health => matches!(service.body_kind, BodyKind::HealthTrust),
        Function::Benefits => service.body_kind == BodyKind::Government,
        _ => false,
    };
    let is_housing_authority = matches!(service.body_kind, BodyKind::Unitary | BodyKind::District | BodyKind::London)
        || file.services().doing(Function::Housing).any(|housing| housing.body == service.body);
    named && !is_housing_authority
}

/// HA96-s213-cooperate
pub const COOPERATE: Rule = Rule {
    id: "HA96-s213-cooperate",
    topic: TOPIC,
    title: "Answer the housing authority",
    must: "A housing authority has asked for help or information with her case. Give what is reasonable, and say what you cannot give and why.",
    source: act(
        "s.213(1), (2)",
        "Another housing authority, a registered provider or a social services authority that is asked by a housing authority to help with its homelessness functions co-operates as far as is reasonable. The Act sets no time; five working days is our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/213",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Landlord,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(5),
    local: true,
    reads: &[Kind::InformationAsked],
    hears: Shows::empty(),
    meets: &[Kind::InformationGiven, Kind::EvidenceReceived],
    ends: &[],
    derive: cooperate,
};

fn cooperate(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes = file.each::<InformationAsked>().filter(|(_, it)| binds(file, it)).map(|(fact, it)| file.cause_for(fact, it.of));
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::InformationGiven(it) => Verdict::meets_if(it.request == cause.fact),
        Body::EvidenceReceived(it) => Verdict::meets_if(it.answers == Some(cause.fact)),
        _ => Verdict::Nothing,
    });
}

/// A housing authority asks another one, a registered provider or a social services authority; never a department of its own.
fn binds(file: &CaseFile, it: &InformationAsked) -> bool {
    let services = file.services();
    let Some(asked) = services.team(it.of) else { return false };
    let provider =
        matches!(asked.function, Function::Landlord | Function::Repairs) && asked.body_kind != BodyKind::PrivateLandlord;
    let authority = matches!(asked.function, Function::Housing | Function::Allocations | Function::Children | Function::Adults);
    services.does(it.by, Function::Housing) && (provider || authority) && !services.same_body(it.by, it.of)
}

/// HA96-s213A-children
pub const CHILDREN: Rule = Rule {
    id: "HA96-s213A-children",
    topic: TOPIC,
    title: "Tell children's services of a household that is turned down",
    must: "There are children, and she is found not eligible or intentionally homeless. Ask her whether children's services may be told, tell them the essential facts and what was decided, and help them with advice. Where a child may come to harm they are told in any case.",
    source: act(
        "s.213A(1)-(6)",
        "Where an applicant with whom a child lives may be ineligible or intentionally homeless, the authority invites her consent to refer the essential facts to the social services authority (or its own department) and tells it the decision. Other powers to share, to keep a child safe, stay. The Act sets no time; one working day is our standard.",
        "https://www.legislation.gov.uk/ukpga/1996/52/section/213A",
    ),
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[Kind::DutyAccepted, Kind::DutyEnded, Kind::DecisionMade],
    hears: Shows::empty(),
    meets: &[Kind::ReferralMade],
    ends: &[Kind::PlacementMade, Kind::Moved],
    derive: children,
};

fn children(file: &CaseFile, owed: &mut Owed<'_>) {
    let with_child = |fact: &Fact| {
        file.people().children().any(|child| child.in_household && file.people().is_child_on(child.id, fact.happened.date))
    };
    let intentional = file.each::<DutyAccepted>().filter(|(_, it)| it.duty == Duty::Intentional).map(|(fact, it)| (fact, it.by));
    let ended = file
        .each::<DutyEnded>()
        .filter(|(_, it)| it.duty.is_housing() && matches!(it.ground, EndGround::Intentional | EndGround::NotEligible))
        .map(|(fact, it)| (fact, it.by));
    let turned_down =
        |it: &DecisionMade| it.findings.iter().any(|one| matches!(one, Finding::Intentional | Finding::NotEligible));
    let decided = file.each::<DecisionMade>().filter(|(_, it)| turned_down(it)).map(|(fact, it)| (fact, it.by));
    let causes =
        intentional.chain(ended).chain(decided).filter(|(fact, _)| with_child(fact)).map(|(fact, by)| file.cause_for(fact, by));
    owed.episodes(causes, |cause, fact| match &fact.body {
        Body::ReferralMade(it) => Verdict::meets_if(
            it.referral == ReferralKind::Children && it.by.team().is_some_and(|by| file.services().same_body(by, cause.owner)),
        ),
        _ => Verdict::ends_if(super::standing::settles(file, fact)),
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn with_others() -> TestFile {
        a_council()
            .team("county-children", Function::Children, "county")
            .team("provider", Function::Landlord, "housing-association")
            .outsider("private", Function::Landlord, "private")
    }

    #[test]
    fn a_county_that_hears_that_she_is_not_safe_at_home_refers_her() {
        let told = with_others()
            .on("2026-03-02", "told: disclosure-made to=county-children shows=unsafe-home")
            .known_to("county-children", "2026-03-02");
        told.owes("HA96-s213B-refer").by_whom("county-children").due("2026-03-03").is("late");
        told.clone()
            .on("2026-03-03", "referral-made by=county-children to=housing referral=duty-to-refer safe_contact")
            .owes("HA96-s213B-refer")
            .is("met");
        told.on("2026-03-03", "support-declined by=her from=county-children").owes("HA96-s213B-refer").is("ended");
    }

    #[test]
    fn there_was_no_duty_to_refer_before_october_2018_and_none_where_housing_knows() {
        with_others()
            .on("2018-09-30", "disclosure-made to=county-children shows=unsafe-home")
            .known_to("county-children", "2018-09-30")
            .owes_nothing_under("HA96-s213B-refer");
        with_others()
            .on("2026-03-02", "disclosure-made to=county-children shows=unsafe-home")
            .owes_nothing_under("HA96-s213B-refer");
    }

    #[test]
    fn a_department_of_a_housing_authority_cannot_lean_on_the_duty_to_refer() {
        with_others()
            .on("2026-03-02", "disclosure-made to=children shows=unsafe-home")
            .known_to("children", "2026-03-02")
            .owes_nothing_under("HA96-s213B-refer");
    }

    #[test]
    fn a_provider_answers_a_housing_authority_within_five_working_days() {
        let asked = with_others().on("2026-03-02", "asked: information-asked by=housing of=provider");
        asked.owes("HA96-s213-cooperate").by_whom("provider").due("2026-03-09").is("late");
        asked.on("2026-03-04", "information-given by=provider request=asked").owes("HA96-s213-cooperate").is("met");
        with_others().on("2026-03-02", "information-asked by=housing of=private").owes_nothing_under("HA96-s213-cooperate");
        with_others().on("2026-03-02", "information-asked by=housing of=children").owes_nothing_under("HA96-s213-cooperate");
    }

    #[test]
    fn children_of_a_household_found_intentionally_homeless_are_not_forgotten() {
        let found = "duty-accepted by=housing duty=intentional letter";
        let file = with_others().child("child").on("2026-03-02", found);
        file.owes("HA96-s213A-children").due("2026-03-03").is("late");
        file.on("2026-03-03", "referral-made by=housing to=children referral=children").owes("HA96-s213A-children").is("met");
        with_others().on("2026-03-02", found).owes_nothing_under("HA96-s213A-children");
        let decided = "decision-made by=housing subject=homelessness outcome=against findings=not-eligible";
        with_others().child("child").on("2026-03-02", decided).owes("HA96-s213A-children").due("2026-03-03").is("late");
    }
}
