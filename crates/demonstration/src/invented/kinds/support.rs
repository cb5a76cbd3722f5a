//! Files that begin with support: an adviser, a hospital, a refuge, a bill, an older parent.

use casefile::facts::Measure;
use casefile::facts::{
    Ask, CaseClosed, Channel, Closure, DebtKind, DebtKnown, DisclosureMade, HomeKind, LeftHome, Pence, PlanKind, PlanMade,
    PregnancyKnown, ReferralKind, RefugeSought, RiskLevel, SafetyMeasure, Shows, SupportDeclined, ThirdPartyContact, Who,
};
use jiff::ToSpan;

use super::homes::settles;
use crate::invented::draft::{Draft, Household};

/// The police, or she herself, ask an adviser to ring.
pub(super) fn adviser(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::usual(&mut draft.chance);
    draft.open(teams.idva, &[teams.police], household)?;
    let shows = *draft.chance.one(&[Shows::CONTROL, Shows::HARASSMENT, Shows::THREAT, Shows::VIOLENCE])?;
    if draft.chance.in_hundred(60) {
        draft.police_attend(shows)?;
        draft.refers(teams.police, teams.idva, ReferralKind::Idva, shows)?;
    } else {
        draft.discloses(
            teams.idva,
            Channel::Phone,
            shows,
            &[Ask::Support, Ask::Advice],
            &[
                "I do not know if this counts. {who} has never hit me. {he} just decides everything.",
                "A friend gave me your number. I only want to talk it through.",
                "{he} says nobody would believe me. I thought I would try.",
                "I have blocked {him} four times. {he} finds another way every time.",
            ],
        )?;
    }
    draft.says_how_to_reach_her(teams.idva)?;
    if draft.chance.in_hundred(12) {
        let what = draft.words(&["An adviser, a safety plan and help with an order."]);
        draft.tell(SupportDeclined { by: draft.survivor, from: teams.idva, what })?;
        draft.working_days(5, 12);
        draft.tell(CaseClosed { by: teams.idva, why: Closure::DeclinedSupport })?;
        return Some(());
    }
    let level = *draft.chance.one(&[RiskLevel::Standard, RiskLevel::Standard, RiskLevel::Medium])?;
    draft.assesses_risk(teams.idva, level, shows)?;
    draft.plans_safety(teams.idva)?;
    for _ in 0..draft.chance.between(1, 4) {
        draft.working_days(6, 12);
        draft.talks(
            Who::Team(teams.idva),
            draft.she(),
            &[
                "Rang as agreed. A quiet week.",
                "Went with {her} to the solicitor.",
                "{she} has told {hers} manager; they have moved {hers} shifts.",
                "{he} has sent flowers. We talked about what that means.",
                "{she} sleeps better. The phone has a new number.",
            ],
        )?;
    }
    settles(draft)
}

/// Somebody in hospital asks the right question.
pub(super) fn hospital(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::usual(&mut draft.chance);
    let maternity = draft.chance.in_hundred(45);
    let ward = if maternity { teams.maternity } else { teams.emergency };
    draft.open(ward, &[teams.idva], household)?;
    let shows = if maternity { Shows::CONTROL } else { Shows::VIOLENCE.union(Shows::HEALTH) };
    if maternity {
        let expected = Some(draft.day().saturating_add(120.days()));
        draft.tell(PregnancyKnown { person: draft.survivor, expected, to: Some(ward) })?;
    }
    draft.discloses(
        ward,
        Channel::InPerson,
        shows,
        &[Ask::Support],
        &[
            "I told them I fell. I did not fall.",
            "{who} comes to every appointment. Today {he} is parking the car.",
            "Please do not write it where {he} can see it.",
        ],
    )?;
    draft.says_how_to_reach_her(ward)?;
    draft.tell(SafetyMeasure { by: ward, measure: Measure::RiskViewTaken, because: None, review: None })?;
    draft.refers(ward, teams.idva, ReferralKind::Idva, shows)?;
    draft.assesses_risk(teams.idva, RiskLevel::Medium, shows)?;
    draft.plans_safety(teams.idva)?;
    draft.working_days(8, 16);
    draft.talks(
        Who::Team(teams.idva),
        draft.she(),
        &["Met {her} at the clinic; {he} was not there.", "{she} is staying with {hers} aunt for now."],
    )?;
    settles(draft)
}

/// A space in the refuge, and the way on from there.
pub(super) fn refuge(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household { living_together: false, ..Household::usual(&mut draft.chance) };
    draft.open(teams.refuge, &[teams.housing, teams.idva], household)?;
    let shows = Shows::VIOLENCE.union(Shows::LEAVING);
    let words = draft.words(&[
        "{she} rang at five. {she} has two bags and can be at the station by seven.",
        "Sent on by the national line. {she} has come from another county.",
        "{hers} sister drove {her} here in the night.",
    ]);
    let by = Some(draft.she());
    let (channel, asks) = (Some(Channel::Phone), vec![Ask::SafeTonight]);
    draft.tell(DisclosureMade { by, to: teams.refuge, channel, shows, asks, words })?;
    draft.tell(RefugeSought { by: teams.refuge, found: true })?;
    draft.tell(LeftHome { person: draft.survivor, to: Some(teams.refuge), to_safety: true, place: None })?;
    draft.places(teams.refuge, HomeKind::Refuge, false)?;
    draft.says_how_to_reach_her(teams.refuge)?;
    draft.assesses_risk(teams.refuge, RiskLevel::Medium, shows)?;
    draft.working_days(2, 5);
    let (by, plan) = (teams.refuge, PlanKind::Support);
    draft.tell(PlanMade {
        by,
        plan,
        person: None,
        steps: Vec::new(),
        not_agreed: None,
        copy_given: true,
        contains: Vec::new(),
        words: None,
    })?;
    draft.refers(teams.refuge, teams.housing, ReferralKind::DutyToRefer, shows)?;
    let told = draft.discloses(
        teams.housing,
        Channel::Phone,
        shows,
        &[Ask::Housing],
        &["I am safe here, but I need a home of my own for us."],
    )?;
    draft.opens_homelessness(told)?;
    draft.working_days(1, 3);
    draft.accepts(casefile::facts::Duty::Relief)?;
    draft.assesses_housing()?;
    draft.working_days(20, 30);
    let plan = PlanKind::MoveOn;
    draft.tell(PlanMade {
        by,
        plan,
        person: None,
        steps: Vec::new(),
        not_agreed: None,
        copy_given: true,
        contains: Vec::new(),
        words: None,
    })?;
    draft.working_days(30, 50);
    draft.offers(teams.housing, HomeKind::Social, true)?;
    draft.working_days(4, 8);
    draft.places(teams.housing, HomeKind::Social, true)?;
    settles(draft)
}

/// A benefits officer hears it behind the arrears.
pub(super) fn debts(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::usual(&mut draft.chance);
    draft.open(teams.benefits, &[teams.contact, teams.idva], household)?;
    let amount = u64::try_from(draft.chance.between(18_000, 420_000)).ok().map(Pence);
    let debt = *draft.chance.one(&[DebtKind::CouncilTax, DebtKind::Rent, DebtKind::Credit])?;
    draft.tell(DebtKnown { debt, amount, to: Some(teams.benefits), from_abuse: true })?;
    draft.discloses(
        teams.benefits,
        Channel::Phone,
        Shows::ECONOMIC,
        &[Ask::Money, Ask::Advice],
        &[
            "The bills are in my name and {he} spends what comes in. I have to ask {him} for bus fare.",
            "{who} took a loan out on my phone while I was asleep.",
        ],
    )?;
    draft.says_how_to_reach_her(teams.benefits)?;
    draft.refers(teams.benefits, teams.idva, ReferralKind::Idva, Shows::ECONOMIC)?;
    draft.assesses_risk(teams.idva, RiskLevel::Standard, Shows::ECONOMIC)?;
    draft.plans_safety(teams.idva)?;
    draft.working_days(5, 15);
    draft.asks(
        teams.benefits,
        Ask::Money,
        &["Can the arrears wait while I sort out the account?"],
        &["Recovery is on hold for six months."],
    )?;
    settles(draft)
}

/// An older person, and a grown-up child.
pub(super) fn older_parent(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household { children: 0, living_together: true, older: true };
    draft.open(teams.adults, &[teams.idva, teams.emergency], household)?;
    let shows = Shows::ECONOMIC.union(Shows::CONTROL).union(Shows::CARE_NEEDS);
    let words = draft.words(&[
        "The neighbour says that the pension is gone every Monday and that there is shouting.",
        "The district nurse was not let in twice this month.",
    ]);
    let by = Who::Team(teams.emergency);
    draft.tell(ThirdPartyContact { by, to: teams.adults, agreed: true, shows, asks: Vec::new(), words })?;
    draft.working_days(0, 1);
    draft.discloses(
        teams.adults,
        Channel::HomeVisit,
        shows,
        &[Ask::Support],
        &[
            "{who} means well, but I do not see my own money any more.",
            "I do not want {him} to go to prison. I want my key back.",
        ],
    )?;
    draft.says_how_to_reach_her(teams.adults)?;
    draft.refers(teams.adults, teams.idva, ReferralKind::Idva, shows)?;
    draft.assesses_risk(teams.idva, RiskLevel::Standard, shows)?;
    draft.plans_safety(teams.idva)?;
    draft.working_days(3, 8);
    let (by, plan) = (teams.adults, PlanKind::Adult);
    draft.tell(PlanMade {
        by,
        plan,
        person: None,
        steps: Vec::new(),
        not_agreed: None,
        copy_given: true,
        contains: Vec::new(),
        words: None,
    })?;
    settles(draft)
}
