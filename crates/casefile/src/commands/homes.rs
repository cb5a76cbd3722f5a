//! From a check to a key: a home is checked, offered, answered, moved into and left.
//!
//! What the list of homes says comes in with the command; whether the room is still free is asked by the desk, in the same piece that keeps the
//! facts.

use super::{Command, Context, Refusal, checked};
use crate::accommodation::bedrooms::{Count, needed};
use crate::accommodation::check::{Answer, Compared, Offered, Said, can_be_overridden, check};
use crate::accommodation::checked::{accepted, changed_since, in_the_way, may_be_offered};
use crate::accommodation::home::Home;
use crate::accommodation::household::Household;
use crate::accommodation::occupancy::left;
use crate::facts::{
    Fact, Matter, NewFact, Noted, OfferAnswered, OfferMade, Pence, PlacementEnded, PlacementMade, ServiceNamed, Shows,
    SuitabilityChecked, SuitabilityOverridden, SuitabilityQuestioned, Unsuitable, When, Who,
};
use crate::file::CaseFile;
use crate::ids::{FactId, RoomId};
use crate::private::{Narrative, Sealed, Whereabouts};

/// A room as the list of homes has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The home.
    pub home: Home,
    /// Which room in it.
    pub room: RoomId,
    /// How many repairs in it are open.
    pub open_repairs: u32,
    /// The housing team of the area where it is, when that is another authority's.
    pub host: Option<ServiceNamed>,
}

impl Listed {
    /// As the check takes it.
    fn offered<'a>(&'a self, context: &Context<'_>) -> Result<Offered<'a>, Refusal> {
        let room = self.home.room(self.room).ok_or_else(not_there)?;
        Ok(Offered { home: &self.home, room, elsewhere: self.host.is_some(), open_repairs: self.open_repairs, by: context.team })
    }
}

fn not_there() -> Refusal {
    Refusal::because("This home is not available.").instead("Look at the next home on the list of vacancies.")
}

/// Checks a home: what can be worked out is worked out, what a person judges is as the officer says.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckHome {
    /// The home.
    pub listed: Listed,
    /// What the officer says.
    pub said: Said,
    /// How it was weighed.
    pub words: Option<Sealed<Narrative>>,
}

impl Command for CheckHome {
    const NAME: &'static str = "check-home";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let offered = self.listed.offered(context)?;
        let found = check(file, &offered, &self.said, context.today);
        let of = |answer| found.iter().filter(|one| one.answer == answer).map(|one| one.matter).collect::<Vec<Matter>>();
        let mut facts = Vec::new();
        // The authority of the area comes into the file as one that is only mentioned: it is told of a placement, and opens nothing.
        if let Some(host) = &self.listed.host
            && file.services().team(host.team).is_none()
        {
            facts.push(NewFact::new(context.wall(), ServiceNamed { party: false, basis: None, ..host.clone() }));
        }
        facts.push(NewFact::new(
            context.wall(),
            SuitabilityChecked {
                by: context.team,
                room: Some(self.listed.room),
                home: self.listed.home.kind_in_law(),
                bedrooms: offered.room.bedrooms,
                bedrooms_needed: needed(&Household::of(file, context.today), Count::BedroomStandard).least,
                suits: of(Answer::Suits),
                does_not: of(Answer::DoesNot),
                not_known: of(Answer::NotKnown),
                host: self.listed.host.as_ref().map(|host| host.team),
                alike: self.said.compared == Compared::Alike,
                words: self.words.clone(),
            },
        ));
        checked(file, facts, context)
    }
}

/// A check of this file, where nothing has changed since.
fn check_of(file: &CaseFile, id: FactId) -> Result<(&Fact, &SuitabilityChecked), Refusal> {
    file.fact(id).and_then(|fact| Some((fact, fact.is::<SuitabilityChecked>()?))).ok_or_else(|| {
        Refusal::because("This is no check of a home in this file, or it has been corrected since.")
            .instead("Go back to “A home for her” and check the home there.")
    })
}

/// Lets a home be offered although something about it does not suit. Managers only, with reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct OverrideCheck {
    /// Which check.
    pub check: FactId,
    /// The reasons.
    pub reasons: Sealed<Narrative>,
}

impl Command for OverrideCheck {
    const NAME: &'static str = "override-check";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !context.is_manager() {
            return Err(Refusal::because("Only a manager decides that a home is offered although it does not suit.")
                .instead("Ask your manager: the check and its findings are on the file.")
                .instead("Look at the next home on the list of vacancies."));
        }
        if self.reasons.is_empty() {
            return Err(Refusal::because("Write why she is better off with this home than without it, and until when.")
                .instead("She can read it, and so can a court."));
        }
        let (fact, _) = check_of(file, self.check)?;
        if changed_since(file, fact).is_some() {
            return Err(Refusal::because("Something was recorded since the home was checked that bears on whether it suits.")
                .instead("Check it again, and decide on what is found then.")
                .under("HA96-s206-suitable"));
        }
        let matters: Vec<Matter> = in_the_way(file, self.check).into_iter().filter(|matter| can_be_overridden(*matter)).collect();
        if matters.is_empty() {
            return Err(Refusal::because("Nothing stands in the way here that a manager’s reasons can outweigh.")
                .instead("Look at the next home on the list of vacancies."));
        }
        let body = SuitabilityOverridden { by: context.team, check: self.check, matters, reasons: Some(self.reasons.clone()) };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// Offers a home on a check.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferHome {
    /// Which check.
    pub check: FactId,
    /// Which room, as the list has it now.
    pub listed: Listed,
    /// Whether it is the final offer.
    pub is_final: bool,
    /// Where it is.
    pub place: Option<Sealed<Whereabouts>>,
}

impl Command for OfferHome {
    const NAME: &'static str = "offer-home";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let (_, it) = check_of(file, self.check)?;
        if it.room != Some(self.listed.room) {
            return Err(not_there());
        }
        may_be_offered(file, self.listed.room, Some(self.check), context.wall())?;
        let body = OfferMade {
            by: context.team,
            home: self.listed.home.kind_in_law(),
            is_final: self.is_final,
            suitability_checked: true,
            place: self.place.clone(),
            room: Some(self.listed.room),
            check: Some(self.check),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// What she says to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HerAnswer {
    /// She takes it.
    Yes,
    /// She does not, because she would not be safe there. It is then looked at again, and nothing ends by it.
    NotSafe,
    /// She does not.
    No,
}

/// Records her answer to an offer.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerOffer {
    /// Which offer.
    pub offer: FactId,
    /// What she says.
    pub answer: HerAnswer,
    /// When she said so.
    pub happened: Option<When>,
    /// Her reasons.
    pub why: Option<Sealed<Narrative>>,
}

impl Command for AnswerOffer {
    const NAME: &'static str = "answer-offer";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let offer = offer_of(file, self.offer)?;
        if file.pointing_to(self.offer).any(|fact| fact.is::<OfferAnswered>().is_some()) {
            return Err(Refusal::because("Her answer to this offer is on file already.")
                .instead("If she has changed her mind, correct the entry in the timeline."));
        }
        let happened = self.happened.unwrap_or_else(|| context.wall());
        if happened.date < offer.0.happened.date {
            return Err(
                Refusal::because("She cannot have answered before the offer was made.").instead("Check the day of her answer.")
            );
        }
        let answered = OfferAnswered {
            offer: self.offer,
            accepted: self.answer == HerAnswer::Yes,
            unsafe_there: self.answer == HerAnswer::NotSafe,
            why: self.why.clone(),
        };
        let mut facts = vec![NewFact::new(happened, answered)];
        if let (HerAnswer::NotSafe, Some(survivor)) = (self.answer, file.survivor()) {
            facts.push(NewFact::new(
                happened,
                SuitabilityQuestioned {
                    by: Who::Person(survivor),
                    to: context.team,
                    of: Some(self.offer),
                    wrong: vec![Unsuitable::Location],
                    words: None,
                },
            ));
        }
        checked(file, facts, context)
    }
}

fn offer_of(file: &CaseFile, id: FactId) -> Result<(&Fact, &OfferMade), Refusal> {
    file.fact(id).and_then(|fact| Some((fact, fact.is::<OfferMade>()?))).ok_or_else(|| {
        Refusal::because("This is no offer in this file, or it has been corrected since.")
            .instead("Go back to “A home for her” and choose it there.")
    })
}

/// She moved in: the placement begins.
#[derive(Debug, Clone, PartialEq)]
pub struct MoveIn {
    /// On which offer.
    pub offer: FactId,
    /// The room, as the list has it now.
    pub listed: Listed,
    /// On which day.
    pub happened: When,
    /// Where it is.
    pub place: Option<Sealed<Whereabouts>>,
}

impl Command for MoveIn {
    const NAME: &'static str = "move-in";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let (fact, offer) = offer_of(file, self.offer)?;
        if offer.room != Some(self.listed.room) {
            return Err(not_there());
        }
        if !accepted(file, self.offer) {
            return Err(Refusal::because("She has not accepted this offer yet.")
                .instead("Record her answer first; where she is in danger tonight, that takes a minute."));
        }
        if self.happened.date < fact.happened.date {
            return Err(Refusal::because("She cannot have moved in before the home was offered.")
                .instead("Check the day on which she moved in."));
        }
        let (_, check) = check_of(file, offer.check.unwrap_or(self.offer))?;
        let room = self.listed.home.room(self.listed.room).ok_or_else(not_there)?;
        let household = Household::of(file, self.happened.date);
        let body = PlacementMade {
            by: context.team,
            home: self.listed.home.kind_in_law(),
            settled: self.listed.home.is_settled(),
            host: check.host,
            bedrooms: Some(room.bedrooms),
            bedrooms_needed: Some(needed(&household, Count::BedroomStandard).least),
            suitability_checked: true,
            with_children: household.members.iter().any(|(id, _)| file.people().is_child_on(*id, self.happened.date)),
            place: self.place.clone(),
            room: Some(self.listed.room),
            check: offer.check,
            nightly: Some(room.nightly).filter(|cost| *cost > Pence(0)),
        };
        checked(file, vec![NewFact::new(self.happened, body)], context)
    }
}

/// Why she left a placement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyLeft {
    /// He found her, or she feared that he would: she fled. It is never called leaving voluntarily.
    Found,
    /// She moved on, or the placement came to its end.
    MovedOn,
}

/// She has left a placement.
#[derive(Debug, Clone, PartialEq)]
pub struct LeavePlacement {
    /// Which.
    pub placement: FactId,
    /// Why.
    pub why: WhyLeft,
    /// On which day.
    pub happened: When,
    /// In words.
    pub words: Option<Sealed<Narrative>>,
}

impl Command for LeavePlacement {
    const NAME: &'static str = "leave-placement";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let placed = file.fact(self.placement).filter(|fact| fact.is::<PlacementMade>().is_some()).ok_or_else(|| {
            Refusal::because("This is no placement in this file, or it has been corrected since.")
                .instead("Go back to “A home for her” and choose it there.")
        })?;
        if self.happened.date < placed.happened.date {
            return Err(Refusal::because("She cannot have left before she moved in.").instead("Check the day on which she left."));
        }
        if left(file, placed).is_some() {
            return Err(Refusal::because("That she left this place is on file already.")
                .instead("If the day is wrong, correct the entry in the timeline."));
        }
        let fled = self.why == WhyLeft::Found;
        let ended = PlacementEnded { placement: Some(self.placement), by: Some(context.team), fled };
        let mut facts = vec![NewFact::new(self.happened, ended)];
        if fled || self.words.as_ref().is_some_and(|words| !words.is_empty()) {
            let shows = if fled { Shows::NEAR.union(Shows::UNSAFE_HOME) } else { Shows::empty() };
            facts.push(NewFact::new(
                self.happened,
                Noted {
                    by: file.survivor().map(Who::Person),
                    to: Some(context.team),
                    shows,
                    words: self.words.clone(),
                    about: Some(self.placement),
                },
            ));
        }
        checked(file, facts, context)
    }
}

#[cfg(test)]
#[path = "homes/tests.rs"]
mod tests;
