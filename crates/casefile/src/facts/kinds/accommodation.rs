//! Accommodation: offers, placements, whether they suit, repairs, and moves across areas.

use jiff::civil::Date;

use super::super::Shows;
use super::super::choices::{HomeKind, Matter, NoticeWay, PlaceNeed, ReceiverLink, Unsuitable};
use super::super::kind::kinds;
use super::super::money::Pence;
use super::super::who::Who;
use crate::ids::{FactId, PersonId, RoomId, TeamId};
use crate::private::{Narrative, Sealed, Whereabouts};

kinds! {
    /// A home is offered.
    OfferMade "offer-made" {
        /// By which team.
        by: TeamId,
        /// What kind of home.
        home: HomeKind,
        /// Whether it was said in writing to be the final offer.
        #[serde(default)]
        is_final: bool,
        /// Size, hazards and location were checked against her household and her unsafe areas.
        #[serde(default)]
        suitability_checked: bool,
        /// Where.
        place: Option<Sealed<Whereabouts>>,
        /// Which room on the list of homes, where it is on it.
        room: Option<RoomId>,
        /// The check that it rests on.
        check: Option<FactId>,
    }
    /// An offer is accepted or refused.
    OfferAnswered "offer-answered" {
        /// Which offer.
        offer: FactId,
        /// Whether it was accepted.
        #[serde(default)]
        accepted: bool,
        /// Whether it was refused because it is not safe.
        #[serde(default)]
        unsafe_there: bool,
        /// Her reasons.
        why: Option<Sealed<Narrative>>,
    }
    /// She is given a place to live: for the night, for a time, or for good.
    PlacementMade "placement-made" {
        /// By which team.
        by: TeamId,
        /// What kind of home.
        home: HomeKind,
        /// Whether it is hers to keep.
        #[serde(default)]
        settled: bool,
        /// A team of the housing authority of the area where it is, when that is another one.
        host: Option<TeamId>,
        /// Bedrooms that it has.
        bedrooms: Option<u32>,
        /// Bedrooms that the household needs.
        bedrooms_needed: Option<u32>,
        /// Size, hazards and location were checked against her household and her unsafe areas before she was offered it.
        #[serde(default)]
        suitability_checked: bool,
        /// Whether children live there with her.
        #[serde(default)]
        with_children: bool,
        /// Where.
        place: Option<Sealed<Whereabouts>>,
        /// Which room on the list of homes, where it is on it. Nobody else is put there until she has left.
        room: Option<RoomId>,
        /// The check that it rests on.
        check: Option<FactId>,
        /// What it costs for a night, in pence.
        nightly: Option<Pence>,
    }
    /// A placement ends.
    PlacementEnded "placement-ended" {
        /// Which.
        placement: Option<FactId>,
        /// The team that knows it.
        by: Option<TeamId>,
        /// Whether she fled it because he found her.
        #[serde(default)]
        fled: bool,
    }
    /// She, or somebody for her, says that a place does not suit.
    SuitabilityQuestioned "suitability-questioned" {
        /// Who says so.
        by: Who,
        /// Who is told.
        to: TeamId,
        /// Which placement or offer.
        of: Option<FactId>,
        /// What is wrong.
        #[serde(default)]
        wrong: Vec<Unsuitable>,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// Somebody goes and looks at a place.
    InspectionMade "inspection-made" {
        /// Who.
        by: TeamId,
        /// Which placement.
        of: Option<FactId>,
        /// What was found to be wrong.
        #[serde(default)]
        wrong: Vec<Unsuitable>,
    }
    /// A repair is needed.
    RepairReported "repair-reported" {
        /// Who says so.
        by: Who,
        /// Who is told.
        to: TeamId,
        /// Who has to do it.
        owner: Option<TeamId>,
        /// By which day.
        due: Option<Date>,
        /// What it shows, where it is more than wear: a door kicked in, a lock broken.
        #[serde(default)]
        shows: Shows,
        /// In which placement, where it is a place that she was put into.
        placement: Option<FactId>,
        /// What is broken, in words.
        words: Option<Sealed<Narrative>>,
    }
    /// Whoever has to do a repair is asked where it stands.
    RepairChased "repair-chased" {
        /// Who asks.
        by: TeamId,
        /// Which repair.
        repair: FactId,
        /// The day that they give now.
        due: Option<Date>,
        /// Whether she had to ask first.
        #[serde(default)]
        she_asked: bool,
    }
    /// She is told that she can move, because repairs or safety in a placement have failed, and says whether she wants to.
    MoveOptionGiven "move-option-given" {
        /// By which team.
        by: TeamId,
        /// From which placement.
        placement: FactId,
        /// Whether she wants to move.
        #[serde(default)]
        wants: bool,
    }
    /// How her household is made up, for the rooms that it needs, and what she needs to be near. Whoever lives with her stands among the people;
    /// this says what their dates of birth do not.
    HouseholdDescribed "household-described" {
        /// Which team asked her.
        by: TeamId,
        /// Women and girls.
        #[serde(default)]
        female: Vec<PersonId>,
        /// Men and boys.
        #[serde(default)]
        male: Vec<PersonId>,
        /// Two who live as a couple.
        #[serde(default)]
        couple: Vec<PersonId>,
        /// Who needs a room of their own: for health, for a disability, for a carer.
        #[serde(default)]
        own_room: Vec<PersonId>,
        /// Whether a step-free home is needed.
        #[serde(default)]
        step_free: bool,
        /// What she needs to be near.
        #[serde(default)]
        near: Vec<PlaceNeed>,
    }
    /// A home is checked against her household, her safety and what she needs to be near, before it is offered.
    SuitabilityChecked "suitability-checked" {
        /// By which team.
        by: TeamId,
        /// Which room on the list of homes.
        room: Option<RoomId>,
        /// What kind of home it is in law.
        home: HomeKind,
        /// Bedrooms that it has.
        bedrooms: u32,
        /// Bedrooms that the household needs.
        bedrooms_needed: u32,
        /// What suits.
        #[serde(default)]
        suits: Vec<Matter>,
        /// What does not.
        #[serde(default)]
        does_not: Vec<Matter>,
        /// What is not known.
        #[serde(default)]
        not_known: Vec<Matter>,
        /// A team of the housing authority of the area where it is, when that is another one.
        host: Option<TeamId>,
        /// Whether a postcode, a street or a name stood both in its address and in a place where she is not safe.
        #[serde(default)]
        alike: bool,
        /// How it was weighed, in words.
        words: Option<Sealed<Narrative>>,
    }
    /// A manager lets a home be offered although something about it does not suit, with reasons.
    SuitabilityOverridden "suitability-overridden" {
        /// Which team.
        by: TeamId,
        /// Which check.
        check: FactId,
        /// What is overridden.
        #[serde(default)]
        matters: Vec<Matter>,
        /// The reasons; without them it cannot be done.
        reasons: Option<Sealed<Narrative>>,
    }
    /// A repair is done, and she confirms it.
    RepairDone "repair-done" {
        /// Who did it.
        by: TeamId,
        /// Which.
        repair: Option<FactId>,
        /// Whether she confirms it.
        #[serde(default)]
        confirmed: bool,
    }
    /// A refuge or other safe place is looked for.
    RefugeSought "refuge-sought" {
        /// By which team.
        by: TeamId,
        /// Whether a space was found.
        #[serde(default)]
        found: bool,
    }
    /// A tenant is referred to another landlord or council under a scheme of mutual moves.
    ReciprocalReferred "reciprocal-referred" {
        /// By which team.
        by: TeamId,
        /// To which team.
        to: TeamId,
        /// The scheme: its name.
        scheme: Option<String>,
    }
    /// A reciprocal referral is accepted or declined.
    ReciprocalAnswered "reciprocal-answered" {
        /// Which referral.
        referral: FactId,
        /// By which team.
        by: TeamId,
        /// Whether it was accepted.
        #[serde(default)]
        accepted: bool,
        /// Whether the survivor and her representative were told, with the reason and the next option.
        #[serde(default)]
        survivor_told: bool,
    }
    /// A move inside the same area is pursued.
    ManagedMovePursued "managed-move-pursued" {
        /// By which team.
        by: TeamId,
        /// Whether she has said that this area is safe for her.
        #[serde(default)]
        she_says_safe: bool,
    }
    /// An alleged perpetrator is offered, nominated for or given a home.
    AllegedPerpetratorHoused "alleged-perpetrator-housed" {
        /// Who.
        person: PersonId,
        /// By which team.
        by: TeamId,
        /// Whether distance and network were checked before the offer, without telling anybody where she is.
        #[serde(default)]
        screened: bool,
        /// Whether it turned out to be near her.
        #[serde(default)]
        near_survivor: bool,
    }
    /// The distance between a home and those to be protected is checked, by a person or by the screening engine.
    SeparationChecked "separation-checked" {
        /// By which team.
        by: TeamId,
        /// Which alleged perpetrator.
        person: PersonId,
    }
    /// An address held about somebody is verified with a body, never with the person.
    AddressVerified "address-verified" {
        /// By which team.
        by: TeamId,
        /// Whose.
        person: PersonId,
        /// Which body was asked.
        with: Option<TeamId>,
        /// How many sources agree.
        sources: Option<u32>,
        /// Whether it turned out to be wrong.
        #[serde(default)]
        wrong: bool,
    }
    /// Somebody has looked whether a body that is to be told where she is has a link to the alleged perpetrator, and decided how it is told.
    LinksChecked "links-checked" {
        /// Which team looked.
        by: TeamId,
        /// Whether anybody there, or in their area, is linked to the alleged perpetrator: a team of the body that is to be told.
        to: TeamId,
        /// The placement that they are to be told of.
        placement: Option<FactId>,
        /// Which links there are or may be; none where there are none.
        #[serde(default)]
        links: Vec<ReceiverLink>,
        /// What Holdfast pointed out from the file and the list of staff.
        #[serde(default)]
        found: Vec<ReceiverLink>,
        /// How they are told.
        way: NoticeWay,
        /// Whether somebody of a manager's standing or above decided it.
        #[serde(default)]
        senior: bool,
        /// The named person there who alone is told.
        named: Option<Sealed<Narrative>>,
        /// Who was asked, what they said, and why it may go in this way.
        reasons: Sealed<Narrative>,
    }
    /// A host authority, a school, a practice or a health visitor is told of a placement.
    PlacementNotified "placement-notified" {
        /// By which team.
        by: TeamId,
        /// Which placement.
        placement: Option<FactId>,
        /// Who is told.
        to: TeamId,
        /// Whether links between the receiver and the alleged perpetrator were checked first. What lets it be recorded is the check itself, not this.
        #[serde(default)]
        links_checked: bool,
    }
    /// A parent agrees, or does not, that school, practice and health visitor are told of a placement (Housing Act 1996 s.213AA).
    NotifyingAgreed "notifying-agreed" {
        /// Who asked.
        by: TeamId,
        /// Which placement.
        placement: Option<FactId>,
        /// Whether the parent agrees.
        #[serde(default)]
        agreed: bool,
    }
}
