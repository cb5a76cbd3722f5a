//! Offers: screened again in the moment that they are made, and taken back when a card changes before the tenancy starts.

use super::answer::Answer;
use super::journal::OutcomeClass;
use super::list::{self, Application, Uprn, Vacancy};
use super::store::CardStore;
use super::surface::{Alert, Held, Screen};
use crate::cards::{Card, Day, PersonId};

/// How far an offer has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferState {
    /// Made, not answered.
    Pending,
    /// Signed; the tenancy has not started.
    Signed,
    /// The tenancy has started.
    Started,
    /// Taken back, with the ordinary reason.
    Withdrawn,
}

/// A home offered to a household.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Which home.
    pub home: Uprn,
    /// To whom.
    pub application: Application,
    /// How far it has come.
    pub state: OfferState,
    pub(super) vacancy: Vacancy,
}

impl Offer {
    /// Whether the home is still meant for this household and not yet theirs.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, OfferState::Pending | OfferState::Signed)
    }
}

/// An offer that was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withdrawn {
    /// Which home.
    pub home: Uprn,
    /// To whom it was offered.
    pub applicant: PersonId,
}

impl<S: CardStore> Screen<S> {
    /// The versions of a household's cards, to be handed back when an offer is made.
    pub fn card_versions(&self, application: &Application) -> Vec<(PersonId, u64)> {
        self.guarded(|held| Ok(self.cards_of(held, application)?.iter().map(|card| (card.person(), card.version())).collect()))
            .unwrap_or_default()
    }

    /// Makes an offer, if every card of the household is still the one that was looked at, and none refuses the home.
    pub fn commit_offer(&self, application: &Application, vacancy: &Vacancy, looked_at: &[(PersonId, u64)], day: Day) -> Answer {
        self.guarded(|held| {
            let lead = list::lead(application)?;
            let cards = self.cards_of(held, application)?;
            let version = cards.iter().map(Card::version).max().unwrap_or(0);
            let same = cards.iter().map(|card| (card.person(), card.version())).eq(looked_at.iter().copied());
            let answer = if same && list::may_have(&cards, vacancy) && !held.is_under_offer(vacancy.home) {
                held.offers.push(Offer {
                    home: vacancy.home,
                    application: application.clone(),
                    state: OfferState::Pending,
                    vacancy: *vacancy,
                });
                Answer::Available
            } else {
                Answer::NotAvailable
            };
            self.note(held, day, (0, None), "offer", (lead, version, vacancy.home.0), class(answer));
            if vacancy.at.is_none() && !cards.is_empty() {
                return Err(Alert::VacancyWithoutPlace);
            }
            Ok(answer)
        })
        .unwrap_or(Answer::NotAvailable)
    }

    /// Takes an offer a step on: signed, then started.
    pub fn advance(&self, home: Uprn, applicant: PersonId, to: OfferState) -> Answer {
        self.guarded(|held| {
            let found =
                held.offers.iter_mut().find(|o| o.home == home && o.is_open() && list::lead(&o.application) == Ok(applicant));
            Ok(found.map_or(Answer::NotAvailable, |offer| {
                offer.state = to;
                Answer::Available
            }))
        })
        .unwrap_or(Answer::NotAvailable)
    }

    /// Offers that are still open or became tenancies.
    pub fn offers(&self) -> Vec<Offer> {
        self.guarded(|held| Ok(held.offers.clone())).unwrap_or_default()
    }

    /// After a card changed: what it refuses now and has not started is taken back.
    pub(super) fn screen_offers_again(&self, held: &mut Held, person: PersonId, card: &Card, day: Day) -> Vec<Withdrawn> {
        let mut back = Vec::new();
        for offer in held.offers.iter_mut().filter(|offer| offer.is_open()) {
            let theirs = offer.application.members.iter().any(|member| member.person == person);
            if theirs && offer.vacancy.at.is_none_or(|at| card.refuses(at)) {
                offer.state = OfferState::Withdrawn;
                back.extend(list::lead(&offer.application).map(|applicant| Withdrawn { home: offer.home, applicant }));
            }
        }
        for withdrawn in &back {
            held.alerts.push(Alert::OfferWithdrawn);
            self.note(
                held,
                day,
                (0, None),
                "withdraw",
                (withdrawn.applicant, card.version(), withdrawn.home.0),
                OutcomeClass::Withdrawn,
            );
        }
        back
    }
}

pub(super) const fn class(answer: Answer) -> OutcomeClass {
    match answer {
        Answer::Available => OutcomeClass::Available,
        Answer::NotAvailable => OutcomeClass::NotAvailable,
    }
}
