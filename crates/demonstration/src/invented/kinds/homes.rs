//! Files that begin with a home: lost, at risk, unsafe or to be left.

use casefile::facts::{
    AccessNeed, Ask, CaseClosed, Channel, Circumstance, Closure, Duty, EndGround, EvidenceKind, HomeKind, HousingApplied,
    Measure, NoticeKind, NoticeToLeave, PlacementEnded, PriorityAwarded, ReferralKind, RegisterAssessed, RepairDone,
    RepairReported, RiskLevel, SafetyMeasure, Shows, Subject, TenancyAdvice, TenancyAdviceGiven, TenancyHeld, Tenure,
    UnsafeAreaNamed, Who,
};
use jiff::ToSpan;

use crate::invented::contact;
use crate::invented::draft::{Draft, Household};
use crate::invented::telling::IntoSealed;

/// She has fled, or cannot go back tonight: somewhere to stay, a plan, and in the end a home.
pub(super) fn homeless(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::usual(&mut draft.chance);
    draft.open(teams.housing, &[teams.lettings, teams.idva], household)?;
    let channel = *draft.chance.one(&[Channel::InPerson, Channel::Phone, Channel::Online])?;
    let shows = Shows::VIOLENCE.union(Shows::UNSAFE_HOME).union(Shows::LEAVING);
    let told = draft.discloses(
        teams.housing,
        channel,
        shows,
        &[Ask::SafeTonight, Ask::Housing],
        &[
            "I left this morning with the children and one bag. I am not going back to {him}.",
            "{who} hit me again on Saturday. I have been at my friend’s since and have to be out by tonight.",
            "I am ringing from work. If I go home tonight {he} will be there.",
            "I have slept in the car for two nights. {who} has the flat.",
            "{who} says the tenancy is {his} and that I will end up on the street.",
        ],
    )?;
    draft.opens_homelessness(told)?;
    draft.says_how_to_reach_her(teams.housing)?;
    let home = *draft.chance.one(&[HomeKind::Temporary, HomeKind::Temporary, HomeKind::Hostel, HomeKind::Specialist])?;
    let stay = draft.places(teams.housing, home, false)?;
    draft.refers(teams.housing, teams.idva, ReferralKind::Idva, Shows::VIOLENCE)?;
    draft.assesses_risk(teams.idva, RiskLevel::Medium, Shows::VIOLENCE)?;
    draft.plans_safety(teams.idva)?;
    draft.working_days(1, 3);
    let relief = draft.accepts(Duty::Relief)?;
    draft.assesses_housing()?;
    if draft.chance.in_hundred(30) {
        draft.working_days(1, 2);
        draft.asks_for_a_review(relief)?;
    }
    if draft.chance.in_hundred(60) {
        draft.working_days(2, 8);
        let police = Who::Team(teams.police);
        draft.sends_evidence(police, teams.housing, EvidenceKind::PoliceLetter, Shows::VIOLENCE)?;
    }
    draft.working_days(6, 14);
    let asked = ["Is there any news about a home?", "My boy has to change school if we stay here. When will I know?"];
    draft.asks(teams.housing, Ask::Information, &asked, &["Told {her} where things stand and what comes next."])?;
    draft.working_days(18, 26);
    if draft.chance.in_hundred(44) {
        draft.offers(teams.lettings, HomeKind::Social, true)?;
        draft.working_days(4, 9);
        draft.ends(Duty::Relief, EndGround::Secured)?;
    } else {
        draft.working_days(14, 17);
        draft.ends(Duty::Relief, EndGround::TimeUp)?;
        draft.accepts(Duty::Main)?;
        draft.decides(teams.housing, Subject::Homelessness, Vec::new(), Shows::VIOLENCE)?;
        draft.working_days(20, 60);
        draft.offers(teams.lettings, HomeKind::Social, true)?;
        draft.working_days(5, 9);
        draft.ends(Duty::Main, EndGround::AcceptedOffer)?;
    }
    draft.tell(PlacementEnded { placement: Some(stay), by: Some(teams.housing), fled: false })?;
    draft.places(teams.lettings, HomeKind::Social, true)?;
    settles(draft)
}

/// She may lose her home: a notice, a joint tenancy, family who want her to go.
pub(super) fn threatened(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::usual(&mut draft.chance);
    draft.open(teams.housing, &[teams.idva, teams.benefits], household)?;
    let shows = Shows::CONTROL.union(Shows::HOME_AT_RISK);
    let told = draft.discloses(
        teams.housing,
        Channel::Phone,
        shows,
        &[Ask::Housing, Ask::Advice],
        &[
            "{who} stopped paying the rent when I asked {him} to leave, and now there is a notice.",
            "My mum has let us stay but her landlord says we have to go by the end of next month.",
            "The landlord wants us out because of the shouting. It is not me who shouts.",
        ],
    )?;
    let expires = Some(draft.day().saturating_add(50.days()));
    let notice = *draft.chance.one(&[NoticeKind::Section21, NoticeKind::Family, NoticeKind::Landlord])?;
    draft.tell(NoticeToLeave { notice, by: None, expires, to: Some(teams.housing) })?;
    draft.opens_homelessness(told)?;
    draft.says_how_to_reach_her(teams.housing)?;
    draft.tell(SafetyMeasure { by: teams.housing, measure: Measure::OfferedNone, because: Some(told), review: None })?;
    draft.working_days(1, 2);
    draft.accepts(Duty::Relief)?;
    draft.assesses_housing()?;
    draft.refers(teams.housing, teams.idva, ReferralKind::Idva, Shows::CONTROL)?;
    draft.plans_safety(teams.idva)?;
    draft.working_days(3, 8);
    let to = Some(teams.housing);
    let place = Some(contact::address(&mut draft.chance, teams.town).into_sealed());
    let tenure = *draft.chance.one(&[Tenure::PrivateJoint, Tenure::PrivateSole, Tenure::SocialJoint])?;
    draft.tell(TenancyHeld {
        person: draft.survivor,
        tenure,
        landlord: None,
        to,
        place,
        fixed_term: false,
        weekly_rent: None,
        weekly_council_tax: None,
    })?;
    draft.tell(TenancyAdviceGiven {
        by: teams.housing,
        advice: TenancyAdvice::Options,
        in_writing: true,
        tenancy: None,
        words: None,
    })?;
    draft.working_days(12, 30);
    draft.offers(teams.housing, HomeKind::PrivateRent, true)?;
    draft.working_days(3, 7);
    draft.ends(Duty::Relief, EndGround::Secured)?;
    settles(draft)
}

/// A tenant asks for a move: the register, evidence, priority, an offer.
pub(super) fn asks_to_move(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::usual(&mut draft.chance);
    draft.open(teams.lettings, &[teams.housing, teams.idva], household)?;
    let shows = Shows::HARASSMENT.union(Shows::THREAT).union(Shows::UNSAFE_HOME);
    let words = draft.words(&[
        "{who} lives two streets away and waits by the school. We need to be somewhere {he} does not know.",
        "I have had three letters pushed through the door. I want to move before the next one.",
        "{he} was told to stay away but I see {his} car most days.",
    ]);
    let asks = vec![Ask::Move, Ask::Housing];
    let applied = HousingApplied { by: None, to: teams.lettings, register: true, homeless: false, shows, asks, words };
    let applied = draft.tell(applied)?;
    draft.opens_homelessness(applied)?;
    draft.says_how_to_reach_her(teams.lettings)?;
    draft.tell(SafetyMeasure { by: teams.housing, measure: Measure::OfferedNone, because: Some(applied), review: None })?;
    let area = draft.words(&[
        "The whole of the harbour side",
        "Anywhere near {his} mother’s, and the market",
        "The estate and the two schools",
    ]);
    draft.tell(UnsafeAreaNamed { by: draft.she(), to: teams.lettings, whole_area: false, area, lettings_areas: None })?;
    draft.working_days(1, 2);
    let bedrooms = Some(*draft.chance.one(&[1, 2, 2, 3])?);
    let access = if draft.chance.in_hundred(15) { vec![AccessNeed::StepFree] } else { Vec::new() };
    draft.tell(RegisterAssessed { by: teams.lettings, application: Some(applied), answers: shows, bedrooms, access })?;
    draft.accepts(Duty::Relief)?;
    draft.assesses_housing()?;
    let idva = Who::Team(teams.idva);
    let letter = draft.sends_evidence(idva, teams.lettings, EvidenceKind::IdvaLetter, Shows::HARASSMENT)?;
    let effective = Some(draft.day());
    let band = draft.chance.text(&["A", "A", "B"]).to_owned();
    let highest = band == "A";
    draft.tell(PriorityAwarded {
        by: teams.lettings,
        band,
        highest,
        answers: shows,
        effective,
        letter: true,
        application: Some(applied),
        counts: vec![Circumstance::Abuse, Circumstance::Homeless],
        reasons: None,
        later_because: None,
        to_write: false,
    })?;
    draft.decides(teams.lettings, Subject::Priority, vec![letter], shows)?;
    draft.working_days(15, 45);
    let first = draft.chance.in_hundred(70);
    draft.offers(teams.lettings, HomeKind::Social, first)?;
    if !first {
        draft.working_days(10, 25);
        draft.offers(teams.lettings, HomeKind::Social, true)?;
    }
    draft.working_days(6, 12);
    draft.ends(Duty::Relief, EndGround::Secured)?;
    draft.places(teams.lettings, HomeKind::Social, true)?;
    settles(draft)
}

/// She wants to stay in her own home: locks, an alarm, a room that holds.
pub(super) fn stays_safely(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household { living_together: false, ..Household::usual(&mut draft.chance) };
    draft.open(teams.idva, &[teams.housing, teams.police], household)?;
    let told = draft.discloses(
        teams.idva,
        Channel::Phone,
        Shows::HARASSMENT.union(Shows::THREAT),
        &[Ask::StaySafely],
        &[
            "It is my home and the children’s school is here. I want locks, not a move.",
            "{he} left in March but {he} still has a key and comes in when I am out.",
            "I am not running again. Make the door strong and I will stay.",
        ],
    )?;
    draft.says_how_to_reach_her(teams.idva)?;
    draft.assesses_risk(teams.idva, RiskLevel::Medium, Shows::HARASSMENT)?;
    draft.plans_safety(teams.idva)?;
    draft.refers(teams.idva, teams.housing, ReferralKind::Support, Shows::HARASSMENT)?;
    draft.working_days(1, 4);
    let review = Some(draft.day().saturating_add(60.days()));
    draft.tell(SafetyMeasure { by: teams.housing, measure: Measure::LocksChanged, because: Some(told), review })?;
    draft.tell(SafetyMeasure { by: teams.police, measure: Measure::PoliceMarker, because: Some(told), review })?;
    draft.working_days(3, 9);
    draft.tell(SafetyMeasure { by: teams.housing, measure: Measure::SafeRoom, because: Some(told), review })?;
    draft.places(teams.housing, HomeKind::Sanctuary, true)?;
    draft.working_days(10, 25);
    draft.talks(
        Who::Team(teams.idva),
        draft.she(),
        &["{she} feels safer. {he} has not been back.", "The camera has helped; two quiet weeks."],
    )?;
    settles(draft)
}

/// A repair that is more than a repair.
pub(super) fn door_broken(draft: &mut Draft<'_>) -> Option<()> {
    let teams = draft.teams;
    let household = Household::usual(&mut draft.chance);
    draft.open(teams.landlord, &[teams.repairs, teams.housing, teams.idva], household)?;
    let place = Some(contact::address(&mut draft.chance, teams.town).into_sealed());
    let (landlord, to) = (Some(teams.landlord), Some(teams.landlord));
    draft.tell_of(
        400,
        TenancyHeld {
            person: draft.survivor,
            tenure: Tenure::SocialSole,
            landlord,
            to,
            place,
            fixed_term: false,
            weekly_rent: None,
            weekly_council_tax: None,
        },
    )?;
    let due = Some(draft.day().saturating_add(2.days()));
    let shows = Shows::VIOLENCE;
    let repair = RepairReported {
        by: draft.she(),
        to: teams.repairs,
        owner: Some(teams.repairs),
        due,
        shows,
        placement: None,
        words: None,
    };
    let repair = draft.tell(repair)?;
    draft.discloses(
        teams.repairs,
        Channel::Phone,
        shows,
        &[Ask::Repairs],
        &[
            "The front door is off. {who} kicked it in and I have put the sofa against it.",
            "The lock is broken again. It is not wear and tear, it is {him}.",
        ],
    )?;
    draft.tell(SafetyMeasure { by: teams.housing, measure: Measure::OfferedNone, because: Some(repair), review: None })?;
    draft.says_how_to_reach_her(teams.landlord)?;
    draft.refers(teams.landlord, teams.idva, ReferralKind::Idva, shows)?;
    draft.tell(RepairDone { by: teams.repairs, repair: Some(repair), confirmed: true })?;
    draft.tell(SafetyMeasure { by: teams.repairs, measure: Measure::LocksChanged, because: Some(repair), review: None })?;
    draft.assesses_risk(teams.idva, RiskLevel::Medium, shows)?;
    draft.plans_safety(teams.idva)?;
    draft.working_days(10, 30);
    draft.talks(
        Who::Team(teams.landlord),
        draft.she(),
        &["The door holds. {she} does not want to move.", "All quiet since the locks were changed."],
    )?;
    settles(draft)
}

/// Three in ten of the files that have come to a good end are closed; the rest stay open for support.
pub(super) fn settles(draft: &mut Draft<'_>) -> Option<()> {
    draft.working_days(10, 30);
    let idva = draft.teams.idva;
    if draft.has(idva) {
        draft.talks(
            Who::Team(idva),
            draft.she(),
            &["Settled; no contact from {him}.", "Doing well. Will ring us if anything changes."],
        )?;
    }
    draft.working_days(10, 30);
    if draft.chance.in_hundred(55) {
        let lead = draft.lead();
        let why = *draft.chance.one(&[Closure::Safe, Closure::Safe, Closure::Safe, Closure::SheAsked, Closure::Moved])?;
        draft.tell(CaseClosed { by: lead, why })?;
    }
    Some(())
}
