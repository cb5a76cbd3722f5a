//! Files in which the danger is great: a conference, a release from prison.

use casefile::facts::{
    ActionDone, ActionKind, ActionSet, Ask, Bailed, Channel, Charged, CustodyBegan, DisclosureMade, Measure, MeetingHeld,
    MeetingKind, MinutesShared, OrderKind, OrderMade, RecordsFlagged, ReferralKind, ReleaseDateKnown, RiskLevel, SafetyMeasure,
    Shows, SurvivorUpdated, Who,
};
use jiff::ToSpan;

use super::homes::settles;
use crate::invented::draft::{Draft, Household};

/// The police see a high risk; the services meet; each does its part.
pub(super) fn conference(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::usual(&mut draft.chance);
    draft.open(teams.police, &[teams.idva, teams.marac, teams.housing], household)?;
    let shows = Shows::VIOLENCE.union(Shows::GRAVE);
    draft.police_attend(shows)?;
    draft.assesses_risk(teams.police, RiskLevel::High, shows)?;
    draft.says_how_to_reach_her(teams.police)?;
    let alleged = draft.partner;
    if draft.chance.in_hundred(70) {
        draft.tell(Charged { person: alleged, by: Some(teams.police), with: Some("assault".to_owned()) })?;
        let until = Some(draft.day().saturating_add(90.days()));
        draft.tell(Bailed { person: alleged, until, conditions: true })?;
    }
    draft.refers(teams.police, teams.idva, ReferralKind::Idva, shows)?;
    draft.refers(teams.police, teams.marac, ReferralKind::Marac, shows)?;
    draft.plans_safety(teams.idva)?;
    draft.working_days(5, 10);
    let present = vec![teams.police, teams.idva, teams.housing, teams.marac];
    let meeting = MeetingHeld { meeting: MeetingKind::Marac, by: teams.marac, present, person: None, shows };
    let meeting = draft.tell(meeting)?;
    let due = Some(draft.day().saturating_add(10.days()));
    let mut actions = Vec::new();
    for (owner, action, words) in [
        (teams.housing, ActionKind::Rehousing, "Look at a move with {her}, and tell {her} what is possible."),
        (teams.police, ActionKind::Police, "Marker on the address; visit {him} about the conditions."),
        (teams.idva, ActionKind::Support, "Go with {her} to court."),
    ] {
        let words = draft.words(&[words]);
        actions.push((owner, draft.tell(ActionSet { of: Some(meeting), by: teams.marac, owner, due, action, words })?));
    }
    for team in [teams.police, teams.idva, teams.housing] {
        draft.tell(RecordsFlagged { by: team, of: Some(meeting) })?;
    }
    draft.tell(MinutesShared { meeting, by: teams.marac, with: teams.housing })?;
    draft.working_days(0, 2);
    draft.tell(SurvivorUpdated { by: teams.idva, about: Some(meeting), until: None })?;
    for (by, action) in actions {
        draft.working_days(0, 3);
        draft.tell(ActionDone { action, by })?;
    }
    if draft.chance.in_hundred(50) {
        let (protects, until) = (vec![draft.survivor], Some(draft.day().saturating_add(364.days())));
        let told = vec![teams.police, teams.idva, teams.housing];
        draft.tell(OrderMade { order: OrderKind::NonMolestation, against: alleged, protects, from: None, until, told })?;
    }
    draft.working_days(15, 30);
    draft.talks(
        Who::Team(teams.idva),
        draft.she(),
        &["Trial date set. {she} wants screens in court.", "{he} has kept to the conditions so far."],
    )?;
    settles(draft)
}

/// He is in prison and will come out.
pub(super) fn release(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household { living_together: false, ..Household::usual(&mut draft.chance) };
    draft.open(teams.housing, &[teams.idva, teams.police], household)?;
    let person = draft.partner;
    draft.tell_of(200, CustodyBegan { person, prison: None })?;
    let shows = Shows::THREAT.union(Shows::UNSAFE_HOME);
    let words = draft.words(&["{he} comes out in the spring and {he} knows where I live. I want to be gone by then."]);
    let (by, channel, asks) = (Some(draft.she()), Some(Channel::Phone), vec![Ask::Move, Ask::Housing]);
    let told = draft.tell(DisclosureMade { by, to: teams.housing, channel, shows, asks, words })?;
    let in_days = draft.chance.between(60, 150);
    let on = Some(draft.day().saturating_add(in_days.days()));
    draft.tell(ReleaseDateKnown { person, on, to: teams.housing, by: Some(Who::Team(teams.police)) })?;
    draft.opens_homelessness(told)?;
    draft.says_how_to_reach_her(teams.housing)?;
    draft.tell(SafetyMeasure { by: teams.housing, measure: Measure::OfferedNone, because: Some(told), review: on })?;
    draft.working_days(1, 3);
    draft.accepts(casefile::facts::Duty::Relief)?;
    draft.assesses_housing()?;
    draft.refers(teams.housing, teams.idva, ReferralKind::Idva, shows)?;
    draft.plans_safety(teams.idva)?;
    draft.working_days(20, 40);
    draft.offers(teams.housing, casefile::facts::HomeKind::Social, true)?;
    settles(draft)
}
