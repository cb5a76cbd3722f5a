//! Inside one body: housing, children's and adults' services, contact centre and complaints hand over to each other, with a name, within a working day.
//!
//! The duty to refer of Housing Act 1996 s.213B does not help inside a council: its list of public authorities leaves the housing authority out.

use jiff::civil::Date;

use crate::calendar::{Clock, last_day};
use crate::facts::{Ask, Body, BodyKind, Fact, Function, Kind, ReferralKind, Shows, TurnedAway};
use crate::file::{CaseFile, Service};
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::working_together::leavers;

/// What tells a service that she needs help with a home.
const NEEDS_A_HOME: Shows = Shows::UNSAFE_HOME.union(Shows::HOME_AT_RISK).union(Shows::LEAVE_AREA);
/// What a colleague's message must show to be more than conversation.
const WARNING: Shows = Shows::ABUSE.union(Shows::URGENT).union(Shows::NEAR).union(Shows::HIGH_RISK).union(NEEDS_A_HOME);

/// INT-internal-referral
pub const INTERNAL_REFERRAL: Rule = Rule {
    id: "INT-internal-referral",
    topic: "Working together",
    title: "Hand over inside the body, with a name",
    must: "Pass it on yourself, within one working day, to the colleagues whose work it is, with how she can be reached safely; if it was passed to you, say that you have it and who deals with it. Tell her once who that is. Never send her to tell it again.",
    source: Source {
        force: Force::Ombudsman,
        act: "Ombudsman, focus report on domestic abuse, November 2021",
        provision: "cases 19 018 743 and 19 014 383; 15 016 582",
        says: "Housing and social care of one council must speak to each other. A survivor was told to see a social worker, and the social worker's warnings lay unread. One working day is our standard.",
        url: "https://www.lgo.org.uk/information-centre/reports/focus-reports",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Children,
    severity: Severity::Safety,
    clock: Clock::WorkingDays(1),
    local: true,
    reads: &[
        Kind::TurnedAwayFrom,
        Kind::ReferralMade,
        Kind::ContactMade,
        Kind::InformationShared,
        Kind::EvidenceReceived,
        Kind::DisclosureMade,
        Kind::ThirdPartyContact,
        Kind::HousingApplied,
        Kind::OfficerLeft,
        Kind::CaseClosed,
    ],
    hears: NEEDS_A_HOME.union(Shows::ABUSE),
    meets: &[
        Kind::ReferralMade,
        Kind::ReferralAcknowledged,
        Kind::ReferralAnswered,
        Kind::Answered,
        Kind::EvidenceConsidered,
        Kind::OfficerAssigned,
        Kind::HandedOver,
    ],
    ends: &[Kind::HomelessnessOpened, Kind::DutyAccepted, Kind::PlacementMade],
    derive: internal_referral,
};

fn internal_referral(file: &CaseFile, owed: &mut Owed<'_>) {
    let passed_on: Vec<Cause> = passed_on(file).collect();
    let mut unknown_to_housing = housing_does_not_know(file);
    unknown_to_housing.retain(|cause| !passed_on.iter().any(|passed| passed.fact == cause.fact));
    owed.episodes(unknown_to_housing, |cause, fact| refers(file, cause, fact, true));
    owed.each(sent_away(file), |cause, fact| refers(file, cause, fact, false));
    owed.each_answered(passed_on, |cause, fact| match &fact.body {
        Body::ReferralAcknowledged(it) => Verdict::meets_if(it.referral == cause.fact),
        Body::ReferralAnswered(it) => Verdict::meets_if(it.referral == cause.fact),
        Body::Answered(it) => Verdict::meets_if(it.of == cause.fact && file.services().same_body(it.by, cause.owner)),
        Body::EvidenceConsidered(it) => Verdict::meets_if(it.evidence == cause.fact),
        _ => Verdict::Nothing,
    });
    owed.each(left_unowned(file), |cause, fact| leavers::taken_over(cause.owner, fact));
}

/// Abuse and the need of a home, known in one body (or to the police) and not to its housing team.
fn housing_does_not_know(file: &CaseFile) -> Vec<Cause> {
    let housing_knew = |fact: &Fact, by: Date| {
        file.services().doing(Function::Housing).any(|service| file.known_on(fact, service.team).is_some_and(|on| on <= by))
    };
    let asks_for_a_home = |fact: &Fact| {
        let asks: &[Ask] = match &fact.body {
            Body::DisclosureMade(it) => &it.asks,
            Body::ContactMade(it) => &it.asks,
            Body::ThirdPartyContact(it) => &it.asks,
            _ => &[],
        };
        asks.iter().any(|ask| matches!(ask, Ask::Housing | Ask::SafeTonight | Ask::Move | Ask::PrivateRent))
    };
    let needs_a_home = |fact: &Fact| file.shows(fact).intersects(NEEDS_A_HOME) || asks_for_a_home(fact);
    // A council that is a housing authority, whether or not its housing team is in the file yet.
    let has_housing = |service: &Service| {
        matches!(service.body_kind, BodyKind::Unitary | BodyKind::District | BodyKind::London)
            || file.services().team_with(service.body, Function::Housing).is_some()
    };
    let heard: Vec<&Fact> = file.showing(Shows::ABUSE).collect();
    heard
        .iter()
        .filter(|fact| needs_a_home(fact) && !matches!(fact.body, Body::ReferralMade(_) | Body::HousingApplied(_)))
        .filter_map(|fact| {
            let (team, on) = file.first_to_know(fact, |service| {
                let housing = matches!(service.function, Function::Housing | Function::Allocations);
                !housing && (service.function == Function::Police || has_housing(service))
            })?;
            let told = heard.iter().any(|other| (needs_a_home(other) || other.is_application()) && housing_knew(other, on));
            (!told).then(|| Cause::new(fact, team, on))
        })
        .collect()
}

impl Fact {
    /// Whether it is an application for housing.
    fn is_application(&self) -> bool {
        matches!(self.body, Body::HousingApplied(_))
    }
}

/// She spoke of abuse and was told to speak to another service: the body that sent her away makes the referral.
fn sent_away(file: &CaseFile) -> impl Iterator<Item = Cause> {
    file.each::<crate::facts::TurnedAwayFrom>().filter(|(_, it)| it.how == TurnedAway::SignpostOnly).filter_map(|(fact, it)| {
        let told = |other: &&Fact| {
            other.happened <= fact.happened
                && file.services().all().iter().any(|service| {
                    file.services().same_body(service.team, it.by)
                        && file.known_on(other, service.team).is_some_and(|on| on <= fact.happened.date)
                })
        };
        let abuse = file.showing(Shows::ABUSE).find(told)?;
        Some(file.cause_for(fact, it.by).and(abuse))
    })
}

/// A referral, a warning or a report from a colleague in the same body. Referrals for which a rule of their own stands are left to it.
fn passed_on(file: &CaseFile) -> impl Iterator<Item = Cause> {
    let services = file.services();
    file.any_of(&[Kind::ReferralMade, Kind::ContactMade, Kind::InformationShared, Kind::EvidenceReceived]).filter_map(
        move |fact| {
            let shows = file.shows(fact);
            let (by, to) = match &fact.body {
                Body::ReferralMade(it) if !has_its_own_rule(it.referral) => (it.by.team()?, it.to),
                Body::ContactMade(it) if shows.intersects(WARNING) || !it.asks.is_empty() => (it.by.team()?, it.to.team()?),
                Body::InformationShared(it) if shows.intersects(WARNING) => (it.by, it.with.team()?),
                Body::EvidenceReceived(it) if shows.intersects(WARNING) => (it.by.team()?, it.to),
                _ => return None,
            };
            (by != to && services.same_body(by, to)).then(|| file.cause_for(fact, to))
        },
    )
}

/// Referrals that other rules see answered: to children's and adults' services, the conference and its advisers.
pub(super) const fn has_its_own_rule(referral: ReferralKind) -> bool {
    matches!(
        referral,
        ReferralKind::Children
            | ReferralKind::Adults
            | ReferralKind::Marac
            | ReferralKind::MaracTransfer
            | ReferralKind::Idva
            | ReferralKind::TransferIn
            | ReferralKind::Authority
    )
}

/// Nobody took over within a working day of an officer's leaving: from then on it is the body's to hand it over by name.
fn left_unowned(file: &CaseFile) -> Vec<Cause> {
    leavers::left(file)
        .into_iter()
        .map(|cause| {
            let next = last_day::working_days_after(cause.since, 1);
            cause.from_day(next).due_on(next)
        })
        .collect()
}

fn refers(file: &CaseFile, cause: &Cause, fact: &Fact, to_housing: bool) -> Verdict {
    let services = file.services();
    let (by, done) = match &fact.body {
        Body::ReferralMade(it) => {
            let right = !to_housing || services.does(it.to, Function::Housing);
            return Verdict::meets_if(right && it.by.team().is_some_and(|by| services.same_body(by, cause.owner)));
        }
        Body::HomelessnessOpened(it) => (it.by, true),
        Body::PlacementMade(it) => (it.by, true),
        Body::DutyAccepted(it) => (it.by, true),
        _ => return Verdict::Nothing,
    };
    Verdict::ends_if(done && (to_housing || services.same_body(by, cause.owner)))
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::a_council;

    const ID: &str = "INT-internal-referral";

    #[test]
    fn a_social_worker_who_hears_that_home_is_not_safe_tells_housing_within_a_working_day() {
        let file = a_council()
            .on("2026-06-05", "told: disclosure-made to=children by=her shows=unsafe-home")
            .known_to("children", "2026-06-05");
        file.owes(ID).by_whom("children").due("2026-06-08").because(&["told"]).is("late");
        let file = file.on("2026-06-08", "sent: referral-made by=children to=housing referral=housing");
        let all = file.all(ID);
        assert_eq!(all.len(), 2, "one to refer, one to say who has it");
        file.on("2026-06-09", "referral-acknowledged referral=sent by=housing").all(ID).into_iter().for_each(|one| {
            one.is("met");
        });
    }

    #[test]
    fn where_housing_knows_already_nobody_has_to_tell_it() {
        a_council().on("2026-06-05", "disclosure-made to=children shows=unsafe-home").owes_nothing_under(ID);
        a_council()
            .on("2026-05-01", "housing-applied to=housing register shows=threats")
            .on("2026-06-05", "disclosure-made to=children shows=unsafe-home")
            .known_to("children", "2026-06-05")
            .owes_nothing_under(ID);
    }

    #[test]
    fn a_county_without_housing_is_left_to_the_duty_to_refer() {
        a_council()
            .team("county", Function::Children, "county")
            .on("2026-06-05", "disclosure-made to=county shows=unsafe-home")
            .known_to("county", "2026-06-05")
            .owes_nothing_under(ID);
    }

    #[test]
    fn told_to_see_a_social_worker_means_that_housing_makes_the_referral() {
        let file = a_council()
            .on("2026-03-02", "told: housing-applied to=housing register shows=violence")
            .known_to("housing", "2026-03-02")
            .on("2026-03-02", "away: turned-away by=housing how=signpost-only of=told");
        file.owes(ID).by_whom("housing").due("2026-03-03").because(&["away", "told"]).is("late");
        file.on("2026-03-03", "referral-made by=housing to=children referral=children").owes(ID).is("met");
    }

    #[test]
    fn a_warning_from_childrens_services_is_acknowledged_with_a_name() {
        let file = a_council().on("2026-03-02", "warned: contact-made by=children to=housing shows=risk-to-life");
        file.owes(ID).by_whom("housing").due("2026-03-03");
        file.on("2026-03-03", "answered by=housing of=warned").owes(ID).is("met");
    }

    #[test]
    fn a_file_that_nobody_took_over_is_handed_on_by_name() {
        let file =
            a_council().on("2014-08-15", "officer-assigned team=housing").on("2014-09-01", "gone: officer-left team=housing");
        file.owes(ID).by_whom("housing").since("2014-09-02").due("2014-09-02").is("late");
        file.on("2014-09-01", "officer-assigned team=housing").owes_nothing_under(ID);
    }

    #[test]
    fn colleagues_who_talk_about_the_weather_owe_each_other_nothing() {
        a_council().on("2026-03-02", "contact-made by=children to=housing").owes_nothing_under(ID);
        a_council().on("2026-03-02", "turned-away by=housing how=signpost-only").owes_nothing_under(ID);
    }
}
