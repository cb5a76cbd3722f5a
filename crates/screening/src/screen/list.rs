//! Lists instead of questions.
//!
//! Nobody can ask about an address. In each cycle a person gets the first few homes, in an order that a key makes, among those that they could
//! have anyway and that their card does not refuse. Asking again gives the same; a second application gives the same, because the order goes
//! by the person. For people on a card it is one home in 28 days, like for others on managed offers. One absence proves nothing; years of
//! absences add up to a zone, and never to less.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::journal::OutcomeClass;
use super::store::CardStore;
use super::surface::{Alert, Held, Screen};
use crate::cards::{Card, Day, PersonId};
use crate::grid::Point;

/// A home, by its unique property reference number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uprn(pub u64);

/// A home that is to be let.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vacancy {
    /// Which.
    pub home: Uprn,
    /// Where; None if the register has no position for it.
    pub at: Option<Point>,
    /// Who entered it.
    pub entered_by: u64,
}

/// Somebody in the household, or another name that they are known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// Whether their record says that they are to be kept away from somebody. Then they must have a card.
    pub flagged: bool,
}

/// Who asks for a home: every adult of the household with all their known aliases, the applicant first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Who.
    pub members: Vec<Member>,
}

/// What is let.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Stock {
    Lettings,
    Temporary,
}

/// How many homes a list has, and how often there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The most homes on a list.
    pub homes: usize,
    /// How many days lie between one list that has a home on it and the next.
    pub days: i32,
    /// For how many days a list stays as it is, if there was nothing on it.
    pub cycle: i32,
}

impl Pace {
    /// For people on managed offers.
    pub const MANAGED: Self = Self { homes: 1, days: 28, cycle: 7 };
    /// For everybody else.
    pub const ORDINARY: Self = Self { homes: 10, days: 7, cycle: 7 };
    /// For a place to sleep.
    pub const TONIGHT: Self = Self { homes: 1, days: 1, cycle: 1 };
}

/// What a person was given last.
#[derive(Debug, Clone)]
pub(super) struct Picked {
    cycle: i32,
    on: Day,
    managed: bool,
    homes: Vec<Uprn>,
}

impl<S: CardStore> Screen<S> {
    /// The homes that may be offered to this household now: the same all cycle, and fewer if a card changes.
    ///
    /// `eligible` says whether the household could have a home if nobody were to be kept away from anybody.
    pub fn list(
        &self,
        application: &Application,
        day: Day,
        vacancies: &[Vacancy],
        eligible: &dyn Fn(&Vacancy) -> bool,
    ) -> Vec<Uprn> {
        self.pick(Stock::Lettings, application, day, vacancies, eligible)
    }

    /// The temporary accommodation that may be used for this household tonight: one place, the same however often it is asked for.
    pub fn tonight(
        &self,
        application: &Application,
        day: Day,
        vacancies: &[Vacancy],
        eligible: &dyn Fn(&Vacancy) -> bool,
    ) -> Option<Uprn> {
        self.pick(Stock::Temporary, application, day, vacancies, eligible).first().copied()
    }

    fn pick(
        &self,
        stock: Stock,
        application: &Application,
        day: Day,
        vacancies: &[Vacancy],
        eligible: &dyn Fn(&Vacancy) -> bool,
    ) -> Vec<Uprn> {
        self.guarded(|held| {
            let cards = self.cards_of(held, application)?;
            // Somebody on a card draws by themselves, in whichever household they ask.
            let lead = cards.iter().map(Card::person).min().map_or_else(|| lead(application), Ok)?;
            let version = cards.iter().map(Card::version).max().unwrap_or(0);
            let managed = !cards.is_empty();
            let pace = match (stock, managed) {
                (Stock::Temporary, _) => Pace::TONIGHT,
                (Stock::Lettings, true) => Pace::MANAGED,
                (Stock::Lettings, false) => Pace::ORDINARY,
            };
            let cycle = day.0.div_euclid(pace.cycle);
            let fits = |vacancy: &Vacancy| eligible(vacancy) && may_have(&cards, vacancy);
            let before =
                held.picked.get(&(lead, stock)).filter(|picked| picked.managed == managed && picked.stands(day, cycle, pace));
            let homes = if let Some(picked) = before {
                // What stood on the list is looked at again; nothing takes the place of what has gone.
                let still: Vec<Uprn> =
                    vacancies.iter().filter(|v| picked.homes.contains(&v.home) && fits(v)).map(|v| v.home).collect();
                picked.homes.iter().copied().filter(|home| still.contains(home)).collect()
            } else {
                let homes =
                    if Self::on_hold(&cards) { Vec::new() } else { self.first(lead, cycle, pace.homes, vacancies, &fits) };
                held.picked.insert((lead, stock), Picked { cycle, on: day, managed, homes: homes.clone() });
                homes
            };
            let outcome = if homes.is_empty() { OutcomeClass::NotAvailable } else { OutcomeClass::Available };
            let action = if stock == Stock::Lettings { "list" } else { "tonight" };
            self.note(held, day, (0, None), action, (lead, version, homes.first().map_or(0, |home| home.0)), outcome);
            Ok(homes)
        })
        .unwrap_or_default()
    }

    /// The homes with the smallest keyed hashes.
    fn first(
        &self,
        person: PersonId,
        cycle: i32,
        homes: usize,
        vacancies: &[Vacancy],
        fits: &dyn Fn(&Vacancy) -> bool,
    ) -> Vec<Uprn> {
        let Ok(keyed) = Hmac::<Sha256>::new_from_slice(self.keys.list.bytes()) else { return Vec::new() };
        let mut best: Vec<([u8; 32], Uprn)> = Vec::with_capacity(homes + 1);
        for vacancy in vacancies.iter().filter(|vacancy| fits(vacancy)) {
            let mut mac = keyed.clone();
            mac.update(&person.0.to_le_bytes());
            mac.update(&cycle.to_le_bytes());
            mac.update(&vacancy.home.0.to_le_bytes());
            let rank: [u8; 32] = mac.finalize().into_bytes().into();
            if best.len() < homes || best.last().is_some_and(|(last, _)| rank < *last) {
                best.push((rank, vacancy.home));
                best.sort_unstable();
                best.dedup();
                best.truncate(homes);
            }
        }
        best.into_iter().map(|(_, home)| home).collect()
    }
}

impl Picked {
    /// Whether what was given last still is the answer.
    fn stands(&self, day: Day, cycle: i32, pace: Pace) -> bool {
        self.cycle == cycle || (!self.homes.is_empty() && day.since(self.on) >= 0 && day.since(self.on) < i64::from(pace.days))
    }
}

/// Whether none of the cards refuses the home. A home without a place is refused to everybody on a card.
pub(super) fn may_have(cards: &[Card], vacancy: &Vacancy) -> bool {
    match vacancy.at {
        // Every card is asked, whatever the others say.
        Some(at) => !cards.iter().fold(false, |refused, card| refused | card.refuses(at)),
        None => cards.is_empty(),
    }
}

/// How the applicant is known in the journal and in budgets.
pub(super) fn lead(application: &Application) -> Result<PersonId, Alert> {
    application.members.first().map(|member| member.person).ok_or(Alert::CardMissing)
}

impl Held {
    /// Whether a home is under offer to somebody already.
    pub(super) fn is_under_offer(&self, home: Uprn) -> bool {
        self.offers.iter().any(|offer| offer.home == home && offer.is_open())
    }
}
