//! Files in which something has gone wrong on our side: a complaint, a letter that went to the wrong house.

use casefile::facts::{
    Ask, BreachFound, BreachGrade, BreachGraded, Channel, ComplaintAcknowledged, ComplaintAnswered, ComplaintMade, DataItem,
    HarmAcknowledged, Measure, MeetingHeld, MeetingKind, PersonToldOfBreach, RegulatorTold, SafetyMeasure, Shows, Stage, Who,
};

use super::homes::settles;
use crate::invented::draft::{Draft, Household};

/// Nobody rang back, and she says so.
pub(super) fn complaint(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::usual(&mut draft.chance);
    draft.open(teams.complaints, &[teams.contact, teams.housing, teams.idva], household)?;
    draft.discloses(
        teams.contact,
        Channel::Phone,
        Shows::CONTROL,
        &[Ask::CallBack, Ask::Advice],
        &[
            "I rang on Monday and was told somebody would ring before noon, when {he} is out.",
            "You rang at six in the evening. {he} was standing next to me.",
        ],
    )?;
    draft.says_how_to_reach_her(teams.contact)?;
    draft.working_days(2, 6);
    let words = draft.words(&[
        "I asked twice for a call at a safe time. Nobody listened.",
        "I was asked to tell it all again at the counter.",
    ]);
    let (by, to, stage) = (draft.she(), teams.complaints, Some(Stage::One));
    let complaint = ComplaintMade { by, to, stage, shows: Shows::CONTROL, asks_review: false, follows: None, words };
    let complaint = draft.tell(complaint)?;
    draft.working_days(0, 3);
    draft.tell(ComplaintAcknowledged { complaint, by: to })?;
    draft.working_days(4, 9);
    let upheld = draft.chance.in_hundred(75);
    draft.tell(ComplaintAnswered { complaint, by: to, upheld })?;
    draft.tell(HarmAcknowledged { by: to, of: Some(complaint) })?;
    settles(draft)
}

/// Something was sent where it should not have gone; it is noticed, graded and told the same day.
pub(super) fn breach(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::with_children(&mut draft.chance);
    draft.open(teams.children, &[teams.privacy, teams.idva, teams.police], household)?;
    let shows = Shows::CHILD_WITNESS.union(Shows::CONTROL);
    draft.police_attend(shows)?;
    draft.says_how_to_reach_her(teams.children)?;
    draft.working_days(5, 12);
    let (meeting, by, present) = (MeetingKind::Professionals, teams.children, vec![teams.children, teams.idva]);
    draft.tell(MeetingHeld { meeting, by, present, person: None, shows: Shows::empty() })?;
    draft.working_days(1, 3);
    let aware = None;
    let items = vec![DataItem::School, DataItem::Phone];
    let (person, recipient) = (Some(draft.survivor), Some(Who::Person(draft.partner)));
    let breach = draft.tell(BreachFound { by: teams.children, person, items, recipient, aware, of: None })?;
    draft.tell(BreachGraded { breach, by: teams.privacy, grade: BreachGrade::High, no_action: false })?;
    draft.tell(PersonToldOfBreach { breach, by: teams.children })?;
    draft.tell(SafetyMeasure { by: teams.idva, measure: Measure::NumberChanged, because: Some(breach), review: None })?;
    draft.working_days(1, 1);
    draft.tell(RegulatorTold { breach, by: teams.privacy })?;
    draft.tell(HarmAcknowledged { by: teams.children, of: Some(breach) })?;
    settles(draft)
}
