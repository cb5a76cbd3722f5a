//! Offering a home, and what she says to it.

use super::super::{Command, Context, Refusal, checked};
use super::open;
use crate::allocations::first_look::{self, Looked};
use crate::facts::{HomeKept, HomeKind, HomePassed, NewFact, OfferAnswered, OfferMade};
use crate::file::CaseFile;
use crate::ids::{FactId, VacancyId};
use crate::private::{Sealed, Unprinted, Whereabouts};

/// Offers a home to whoever has an open application.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferHome {
    /// The application.
    pub application: FactId,
    /// What kind of home.
    pub home: HomeKind,
    /// How many bedrooms it has.
    pub bedrooms: u32,
    /// Size, repairs, access, who lives near and the areas that are not safe for her were checked.
    pub suitable: bool,
    /// Whether it was said in writing to be the final offer.
    pub is_final: bool,
    /// Where.
    pub place: Option<Sealed<Whereabouts>>,
    /// Which home of the lettings list it is, where it is one of those.
    pub vacancy: Option<VacancyId>,
}

impl Command for OfferHome {
    const NAME: &'static str = "offer-home";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let on = open(file, self.application, context)?;
        if on.award.is_none() {
            return Err(Refusal::because("Nobody has decided on her priority yet, and no home is let outside the scheme.")
                .instead("Assess the application first; it takes a few minutes, with what is in the file.")
                .under("HA96-s166A-14"));
        }
        if on.offers.last().is_some_and(|one| one.answer.is_none()) {
            return Err(Refusal::because("Another offer still waits for her answer.")
                .instead("Record what she says to it first; a home that is not safe is refused without harm to her place."));
        }
        if let Some(needed) = on.bedrooms().filter(|needed| self.bedrooms < *needed) {
            return Err(Refusal::because(format!(
                "The home has {} bedrooms and the household needs {needed}: it would be overcrowded on the first day.",
                self.bedrooms
            ))
            .instead("Offer a home that is large enough.")
            .instead("If she wants it all the same, assess with her what the household needs and record that.")
            .under("OMB-suitability-visit"));
        }
        let body = OfferMade {
            by: context.team,
            home: self.home,
            is_final: self.is_final,
            suitability_checked: self.suitable,
            place: self.place.clone(),
            room: None,
            check: None,
        };
        let now = context.wall();
        let kept = self.vacancy.map(|home| NewFact::new(now, HomeKept { by: context.team, vacancy: home.to_string() }));
        let facts = std::iter::once(NewFact::new(now, body)).chain(kept).collect();
        checked(file, facts, context)
    }
}

/// A home that was told to this file first is not right for her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassHome {
    /// Which home.
    pub home: VacancyId,
    /// Why, where somebody says.
    pub why: Option<Unprinted>,
}

impl Command for PassHome {
    const NAME: &'static str = "pass-home";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some(told) = first_look::told_first(file).into_iter().find(|one| one.home == self.home) else {
            return Err(Refusal::because("This file was not told of that home.").instead("Open “Register” in the file."));
        };
        if told.looked != Looked::NotYet {
            return Err(Refusal::because("Somebody has looked at this home already.").instead("Open “Register” in the file."));
        }
        if !context.is_of_my_body(file, told.by) {
            return Err(Refusal::because("Another body looks at this home with her.").instead("Tell that body what she says."));
        }
        let reasons = self.why.as_ref().map(|why| Sealed::new(why.shown()));
        let body = HomePassed { by: context.team, vacancy: self.home.to_string(), reasons };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// She takes a home, or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerOffer {
    /// Which offer.
    pub offer: FactId,
    /// Whether she takes it.
    pub accepted: bool,
    /// Whether she refuses it because it is not safe.
    pub unsafe_there: bool,
}

impl Command for AnswerOffer {
    const NAME: &'static str = "answer-offer";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some(offer) = file.fact(self.offer).and_then(|fact| fact.is::<OfferMade>()) else {
            return Err(Refusal::because("This offer is not in the file.").instead("Go back to the file and choose it there."));
        };
        if !context.is_of_my_body(file, offer.by) {
            return Err(Refusal::because("This home was offered by another body.").instead("Tell that body what she says."));
        }
        if file.each::<OfferAnswered>().any(|(_, it)| it.offer == self.offer) {
            return Err(
                Refusal::because("She has answered this offer already.").instead("Correct the earlier entry if it is wrong.")
            );
        }
        let unsafe_there = self.unsafe_there && !self.accepted;
        let body = OfferAnswered { offer: self.offer, accepted: self.accepted, unsafe_there, why: None };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
