//! Danger to life, danger now, and leaving: seen by a person with authority on the same day; and messages about abuse, read and answered.

use jiff::civil::Date;

use crate::calendar::{Clock, last_day};
use crate::facts::{Body, Channel, Fact, Function, Kind, Measure, MeetingKind, PlanKind, ReferralKind, Shows, Who};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// What makes it danger that cannot wait: a risk to life, danger now, a weapon, strangulation or a threat to kill, and leaving.
const DANGER: Shows = Shows::LIFE.union(Shows::NOW).union(Shows::GRAVE).union(Shows::LEAVING);

/// What can lie unread: contacts, chasers, and a disclosure in writing.
const MESSAGES: &[Kind] = &[Kind::ContactMade, Kind::ThirdPartyContact, Kind::Chased, Kind::DisclosureMade];

/// COG21-exit-danger
pub const EXIT_DANGER: Rule = Rule {
    id: "COG21-exit-danger",
    topic: "Working together",
    title: "Danger: a duty manager the same day",
    must: "Make her safer today: reach her in a safe way, plan for tonight, tell the police, an adviser or the conference where she is in danger, and write down what was done. A message about abuse that does not speak of danger is read and answered within one working day.",
    source: Source {
        force: Force::Guidance,
        act: "Homelessness Code of Guidance 2018",
        provision: "chapter 21; Ombudsman, cases 19 018 743 and 18 008 509",
        says: "The time in which somebody plans to leave, leaves or has just left is the most dangerous. A warning that a life is at risk, or a message that nobody reads, cannot wait in a queue. The lengths are our own.",
        url: "https://www.gov.uk/guidance/homelessness-code-of-guidance-for-local-authorities/chapter-21-domestic-abuse",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    local: true,
    reads: MESSAGES,
    hears: DANGER,
    meets: &[
        Kind::SafetyMeasure,
        Kind::PlanMade,
        Kind::PlanReviewed,
        Kind::PlacementMade,
        Kind::RefugeSought,
        Kind::ReferralMade,
        Kind::MeetingHeld,
        Kind::Answered,
        Kind::InterviewHeld,
    ],
    ends: &[Kind::PersonDied, Kind::Moved],
    derive: exit_danger,
};

fn exit_danger(file: &CaseFile, owed: &mut Owed<'_>) {
    let danger =
        file.showing(DANGER).filter_map(|fact| in_danger(file, fact).map(|(owner, since)| Cause::new(fact, owner, since)));
    owed.episodes(danger, |cause, fact| made_safer(file, cause.owner, fact));
    let messages = file.any_of(MESSAGES).filter(|fact| is_message_to_housing(file, fact)).filter_map(|fact| {
        let cause = file.cause(fact, Function::Housing)?;
        let due = last_day::working_days_after(cause.since, 1);
        Some(cause.due_on(due))
    });
    owed.episodes(messages, |cause, fact| match &fact.body {
        Body::Answered(it) => Verdict::meets_if(
            file.services().same_body(it.by, cause.owner)
                && file.fact(it.of).is_some_and(|of| MESSAGES.contains(&of.body.kind())),
        ),
        Body::InterviewHeld(it) => Verdict::meets_if(file.services().same_body(it.by, cause.owner)),
        _ => made_safer(file, cause.owner, fact),
    });
}

/// Who has to see to the danger that a fact shows: housing where it knows, else whoever knew first. The police, whose work this is, need no rule of ours.
pub(super) fn in_danger(file: &CaseFile, fact: &Fact) -> Option<(TeamId, Date)> {
    let only_leaving = !file.shows(fact).intersects(DANGER.difference(Shows::LEAVING));
    match &fact.body {
        // The meeting is itself the answer to the danger that it hears of.
        Body::MeetingHeld(it) if matches!(it.meeting, MeetingKind::Marac | MeetingKind::Strategy) => return None,
        Body::LeftHome(it) if it.to_safety && only_leaving => return None,
        _ => {}
    }
    if !file.shows(fact).intersects(DANGER) {
        return None;
    }
    file.falls_to(fact, Function::Housing).or_else(|| {
        file.first_to_know(fact, |service| {
            use Function::{Court, Legal, Ombudsman, Police, Prison};
            !matches!(service.function, Police | Court | Prison | Legal | Ombudsman)
        })
    })
}

/// A message about abuse to a housing authority from outside it: from her, from somebody who speaks for her, from another body.
/// One that shows danger is seen to the same day and needs no second line.
pub(super) fn is_message_to_housing(file: &CaseFile, fact: &Fact) -> bool {
    let (by, to) = match &fact.body {
        Body::ContactMade(it) => (Some(it.by), it.to.team()),
        Body::ThirdPartyContact(it) => (Some(it.by), Some(it.to)),
        Body::Chased(it) => (Some(it.by), Some(it.to)),
        Body::DisclosureMade(it) if it.channel.is_some_and(in_writing) => (it.by, Some(it.to)),
        _ => return false,
    };
    let services = file.services();
    let shows = file.shows(fact);
    let about_abuse = shows.intersects(Shows::ABUSE.union(Shows::NEAR)) && !shows.intersects(DANGER);
    about_abuse
        && !by.is_some_and(|by| file.is_other_side(by))
        && to.is_some_and(|to| {
            services.does(to, Function::Housing) && by.and_then(Who::team).is_none_or(|by| !services.same_body(by, to))
        })
}

/// Whether something comes on paper or a screen, where it can wait unread.
pub(super) const fn in_writing(channel: Channel) -> bool {
    matches!(channel, Channel::Email | Channel::Letter | Channel::Text | Channel::Online)
}

/// Something by the owner's body that makes her safer, or ends the danger.
fn made_safer(file: &CaseFile, owner: TeamId, fact: &Fact) -> Verdict {
    let ours = |by: TeamId| file.services().same_body(by, owner);
    match &fact.body {
        Body::SafetyMeasure(it) => Verdict::meets_if(ours(it.by) && it.measure != Measure::Other),
        Body::PlanMade(it) => Verdict::meets_if(ours(it.by) && it.plan == PlanKind::Safety),
        Body::PlanReviewed(it) => Verdict::meets_if(ours(it.by) && it.plan == PlanKind::Safety),
        Body::PlacementMade(it) => Verdict::meets_if(ours(it.by)),
        Body::RefugeSought(it) => Verdict::meets_if(it.found),
        Body::ReferralMade(it) => {
            let seen_to = [ReferralKind::Marac, ReferralKind::Idva, ReferralKind::Police, ReferralKind::Refuge];
            Verdict::meets_if(it.by.team().is_some_and(ours) && seen_to.contains(&it.referral))
        }
        Body::MeetingHeld(it) => {
            let seen_to = [MeetingKind::Marac, MeetingKind::Strategy, MeetingKind::Professionals];
            Verdict::meets_if(seen_to.contains(&it.meeting) && (ours(it.by) || it.present.iter().any(|team| ours(*team))))
        }
        Body::PersonDied(it) => Verdict::ends_if(file.survivor() == Some(it.person) || file.people().is_other_side(it.person)),
        Body::Moved(it) => Verdict::ends_if(it.safe && it.permanent),
        _ => Verdict::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::a_council;

    #[test]
    fn a_warning_that_she_may_be_killed_reaches_the_duty_manager_the_same_day() {
        let file = a_council().on("2026-06-01", "warned: contact-made by=children to=housing shows=risk-to-life");
        file.owes("COG21-exit-danger").by_whom("housing").due("2026-06-01").because(&["warned"]).is("late");
        file.on("2026-06-01", "safety-measure by=housing measure=moved-out").owes("COG21-exit-danger").is("met");
    }

    #[test]
    fn an_answer_alone_makes_nobody_safer() {
        a_council()
            .on("2026-06-01", "warned: contact-made by=her to=housing shows=danger-now")
            .on("2026-06-01", "answered by=housing of=warned")
            .owes("COG21-exit-danger")
            .is("late");
    }

    #[test]
    fn an_email_about_abuse_is_answered_within_one_working_day() {
        let file = a_council().on("2026-06-05", "mail: contact-made by=her to=housing channel=email shows=threats");
        file.owes("COG21-exit-danger").due("2026-06-08").on("2026-06-08", "open").on("2026-06-09", "late");
        file.on("2026-06-09", "chased by=her to=housing about=mail shows=threats")
            .on("2026-06-10", "answered by=housing of=mail")
            .owes("COG21-exit-danger")
            .is("met-late")
            .because(&["mail", "chased 2026-06-09"]);
    }

    #[test]
    fn an_email_that_tells_of_violence_is_a_message_and_a_talk_at_the_counter_is_none() {
        let told = |how: &str| {
            a_council().on("2017-12-04", &format!("mail: disclosure-made by=her to=housing channel={how} shows=violence"))
        };
        told("email").owes("COG21-exit-danger").due("2017-12-05").is("late");
        told("email").on("2017-12-05", "answered by=housing of=mail").owes("COG21-exit-danger").is("met");
        told("in-person").owes_nothing_under("COG21-exit-danger");
    }

    #[test]
    fn leaving_home_is_danger_unless_it_is_to_safety() {
        a_council().on("2026-06-01", "left-home person=her to=housing").owes("COG21-exit-danger").by_whom("housing");
        a_council().on("2026-06-01", "left-home person=her to=housing to_safety").owes_nothing_under("COG21-exit-danger");
    }

    #[test]
    fn danger_that_only_an_adviser_knows_of_is_hers_to_pass_on() {
        let file = a_council().team("idva", Function::Idva, "charity");
        let file = file.on("2026-06-01", "told: disclosure-made to=idva shows=risk-to-life").known_to("idva", "2026-06-01");
        file.owes("COG21-exit-danger").by_whom("idva");
        let file = file.on("2026-06-01", "referral-made by=idva to=housing referral=marac");
        file.owes("COG21-exit-danger").is("met");
    }

    #[test]
    fn a_letter_from_him_is_no_message_from_her() {
        a_council().on("2026-06-01", "contact-made by=him to=housing shows=harassment").owes_nothing_under("COG21-exit-danger");
    }

    #[test]
    fn what_nobody_called_dangerous_raises_nothing() {
        a_council().on("2026-06-01", "contact-made by=her to=housing asks=repairs").owes_nothing_under("COG21-exit-danger");
    }
}
