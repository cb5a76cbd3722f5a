//! An officer may propose a home for somebody: a real one, entered by a colleague, rarely, with a second person, and answered with all others.

use super::answer::Answer;
use super::detection::{Watch, Wish};
use super::list::{self, Application, Vacancy};
use super::offers::class;
use super::store::CardStore;
use super::surface::{Alert, Held, Screen};
use crate::cards::{Card, Day, PersonId, mac_of};

/// How many proposals there may be in how many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budgets {
    /// For one person.
    pub person: usize,
    /// By one officer.
    pub officer: usize,
    /// In so many days.
    pub days: i64,
}

impl Budgets {
    /// As the product has them.
    pub const DEFAULT: Self = Self { person: 3, officer: 10, days: 28 };
}

/// Of this many safe proposals one is declined, so that one refusal proves nothing.
const ONE_IN: u32 = 10;
/// This near to where refusals begin or end a proposal is noted: 250 m, in decimetres.
const EDGE: i64 = 2_500;

/// A home proposed for a household.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Who proposes.
    pub officer: u64,
    /// Who proposes with them.
    pub second: u64,
    /// For whom.
    pub application: Application,
    /// Which live vacancy; None if what they ask for is not one.
    pub vacancy: Option<Vacancy>,
    /// Whether the household could have it if nobody were to be kept away from anybody.
    pub eligible: bool,
}

/// A proposal that was made, for as long as it counts against a budget.
#[derive(Debug, Clone)]
pub(super) struct Proposed {
    day: Day,
    officer: u64,
    members: Vec<PersonId>,
    home: u64,
}

/// A proposal that waits for the next batch.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    ticket: u64,
    day: Day,
    proposal: Proposal,
}

impl<S: CardStore> Screen<S> {
    /// Takes a proposal in. The answer comes with the next batch; the ticket says which is whose.
    pub fn propose(&self, proposal: Proposal, day: Day, ticket: u64) {
        self.guarded(|held| {
            held.waiting.push(Waiting { ticket, day, proposal });
            Ok(())
        });
    }

    /// Answers all that wait. Called three times a day.
    pub fn answer_batch(&self) -> Vec<(u64, Answer)> {
        let waiting = self.guarded(|held| Ok(std::mem::take(&mut held.waiting))).unwrap_or_default();
        waiting
            .into_iter()
            .map(|Waiting { ticket, day, proposal }| {
                (ticket, self.guarded(|held| self.decide(held, &proposal, day)).unwrap_or(Answer::NotAvailable))
            })
            .collect()
    }

    fn decide(&self, held: &mut Held, proposal: &Proposal, day: Day) -> Result<Answer, Alert> {
        let person = list::lead(&proposal.application)?;
        let home = proposal.vacancy.map_or(0, |vacancy| vacancy.home.0);
        // Counted for everybody in the household: another applicant in front makes no new budget.
        let members: Vec<PersonId> = proposal.application.members.iter().map(|member| member.person).collect();
        held.proposed.retain(|one| day.since(one.day) < Budgets::DEFAULT.days);
        let (by_officer, for_person) = (
            held.proposed.iter().filter(|one| one.officer == proposal.officer).count(),
            members
                .iter()
                .map(|member| held.proposed.iter().filter(|one| one.members.contains(member)).count())
                .max()
                .unwrap_or(0),
        );
        let within = for_person < Budgets::DEFAULT.person && by_officer < Budgets::DEFAULT.officer;
        let again = held.proposed.iter().any(|one| one.home == home && one.members.contains(&person));
        // Attempts count, not hits.
        held.proposed.push(Proposed { day, officer: proposal.officer, members, home });
        let cards = self.cards_of(held, &proposal.application)?;
        let version = cards.iter().map(Card::version).max().unwrap_or(0);
        let live = proposal.vacancy.filter(|vacancy| vacancy.entered_by != proposal.officer);
        let wish = Wish {
            without_vacancy: proposal.vacancy.is_none(),
            near_an_edge: proposal
                .vacancy
                .and_then(|vacancy| vacancy.at)
                .is_some_and(|at| cards.iter().any(|card| is_near_an_edge(card, at))),
            again,
        };
        let watched = [(true, u128::from(proposal.officer)), (false, person.0)];
        let routed = watched.iter().any(|who| held.watches.get(who).is_some_and(Watch::is_alarmed));
        for who in watched {
            if held.watches.entry(who).or_default().note(wish) {
                held.alerts.push(Alert::Probing);
            }
        }
        let safe = live.is_some_and(|vacancy| {
            // Each is asked, whatever the others say.
            list::may_have(&cards, &vacancy) & !held.is_under_offer(vacancy.home) & !self.declined_for_cover(person, vacancy)
        });
        let answer = if safe && within && !routed && proposal.eligible && proposal.officer != proposal.second {
            Answer::Available
        } else {
            Answer::NotAvailable
        };
        self.note(held, day, (proposal.officer, Some(proposal.second)), "propose", (person, version, home), class(answer));
        Ok(answer)
    }

    /// One safe home in ten, always the same ones for one person.
    fn declined_for_cover(&self, person: PersonId, vacancy: Vacancy) -> bool {
        let [a, b, c, d, ..] =
            mac_of(self.keys.list.bytes(), &[b"cover", &person.0.to_le_bytes(), &vacancy.home.0.to_le_bytes()]);
        u32::from_le_bytes([a, b, c, d]) < u32::MAX / ONE_IN
    }
}

/// Whether a place lies within 250 m of the line at which some slot begins to refuse.
fn is_near_an_edge(card: &Card, at: crate::grid::Point) -> bool {
    card.slots().iter().any(|slot| {
        let reach = i64::from(slot.reach.decimetres());
        let (inner, outer) = ((reach - EDGE).max(0), reach + EDGE);
        let d2 = slot.rect.distance2(at);
        d2 <= outer * outer && (reach < EDGE || d2 >= inner * inner)
    })
}
