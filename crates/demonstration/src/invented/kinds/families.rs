//! Files in which the children have a plan of their own.

use casefile::facts::{
    ActionKind, Ask, Channel, DisclosureMade, Duty, DutyAccepted, MeetingHeld, MeetingKind, PlanKind, PlanMade, ReferralKind,
    ReferralMade, RiskLevel, Shows, Step, Who,
};
use jiff::ToSpan;

use super::homes::settles;
use crate::invented::draft::{Draft, Household};

/// A child in need, with a plan that the family helps to write.
pub(super) fn in_need(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::with_children(&mut draft.chance);
    draft.open(teams.children, &[teams.idva, teams.police], household)?;
    let shows = Shows::CHILD_WITNESS.union(Shows::CONTROL);
    draft.police_attend(shows)?;
    let child = draft.children.first().copied();
    let words = draft.words(&["The children were upstairs and heard it.", "The eldest rang for help."]);
    let by = Who::Team(teams.police);
    let (to, referral) = (teams.children, ReferralKind::Children);
    draft.tell(ReferralMade { by, to, referral, person: child, shows, safe_contact: true, condition: None, words })?;
    draft.working_days(0, 1);
    draft.tell(DutyAccepted {
        by: to,
        duty: Duty::ChildInNeed,
        person: child,
        satisfied: None,
        letter: true,
        findings: Vec::new(),
        reasons: None,
        to_write: false,
    })?;
    draft.says_how_to_reach_her(to)?;
    let words = draft
        .words(&["{he} is good with them when {he} is well. It is when {he} is not.", "They stop talking when {he} comes in."]);
    let (by, channel, asks) = (Some(draft.she()), Some(Channel::HomeVisit), vec![Ask::Support]);
    draft.tell(DisclosureMade { by, to, channel, shows, asks, words })?;
    draft.refers(teams.children, teams.idva, ReferralKind::Idva, shows)?;
    draft.plans_safety(teams.idva)?;
    draft.working_days(8, 18);
    plan(draft, PlanKind::ChildInNeed)?;
    for _ in 0..2 {
        draft.working_days(18, 24);
        let present = vec![teams.children, teams.idva];
        let (meeting, by) = (MeetingKind::ChildInNeed, teams.children);
        draft.tell(MeetingHeld { meeting, by, present, person: child, shows: Shows::empty() })?;
    }
    settles(draft)
}

/// A child to be protected: a discussion the same day, a conference, a plan, core groups.
pub(super) fn protection(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::with_children(&mut draft.chance);
    draft.open(teams.children, &[teams.police, teams.idva, teams.emergency], household)?;
    let shows = Shows::CHILD_WITNESS.union(Shows::VIOLENCE);
    draft.police_attend(shows)?;
    let child = draft.children.first().copied();
    let words = draft.words(&["The child got between them.", "The child has told a teacher that home is not safe."]);
    let (to, referral) = (teams.children, ReferralKind::Children);
    let by = Who::Team(teams.police);
    draft.tell(ReferralMade { by, to, referral, person: child, shows, safe_contact: true, condition: None, words })?;
    draft.says_how_to_reach_her(to)?;
    let meet = |draft: &mut Draft<'_>, meeting, present: Vec<_>| {
        draft.tell(MeetingHeld { meeting, by: teams.children, present, person: child, shows: Shows::empty() })
    };
    let everybody = vec![teams.children, teams.police, teams.emergency, teams.idva];
    meet(draft, MeetingKind::Strategy, vec![teams.children, teams.police, teams.emergency])?;
    draft.tell(DutyAccepted {
        by: to,
        duty: Duty::ChildProtection,
        person: child,
        satisfied: None,
        letter: true,
        findings: Vec::new(),
        reasons: None,
        to_write: false,
    })?;
    draft.refers(teams.police, teams.idva, ReferralKind::Idva, shows)?;
    draft.assesses_risk(teams.idva, RiskLevel::Medium, shows)?;
    draft.plans_safety(teams.idva)?;
    draft.working_days(8, 12);
    meet(draft, MeetingKind::Conference, everybody.clone())?;
    plan(draft, PlanKind::ChildProtection)?;
    draft.working_days(6, 9);
    meet(draft, MeetingKind::CoreGroup, everybody.clone())?;
    draft.working_days(25, 30);
    meet(draft, MeetingKind::CoreGroup, everybody.clone())?;
    draft.working_days(20, 26);
    meet(draft, MeetingKind::ReviewConference, everybody)?;
    settles(draft)
}

fn plan(draft: &mut Draft<'_>, plan: PlanKind) -> Option<()> {
    let by = draft.teams.children;
    let person = draft.children.first().copied();
    let due = Some(draft.day().saturating_add(21.days()));
    let step = |what: &str, who| Step { what: what.to_owned(), kind: ActionKind::Children, who, due };
    let steps =
        vec![step("Somebody at school to talk to", Who::Team(by)), step("Collected by grandmother on Fridays", draft.she())];
    draft.tell(PlanMade { by, plan, person, steps, not_agreed: None, copy_given: true, contains: Vec::new(), words: None })?;
    Some(())
}
