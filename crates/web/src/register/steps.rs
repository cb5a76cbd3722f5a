//! What is possible with an application here and now. What the law does not allow is no button: it stands below, with what is possible instead.

use casefile::allocations::on_register::OnRegister;
use casefile::allocations::scheme::Scheme;
use casefile::commands::register::may_rest;
use casefile::facts::{Kind, SuspensionGround};
use casefile::ids::FactId;

use super::application::{Look, register_reviews, step};
use crate::paths;

/// A step on the way of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Assess it, and decide the band.
    Assess,
    /// She may not join.
    Refuse,
    /// Put it on the next agenda.
    List,
    /// Record what the panel decided.
    Panel,
    /// Offer a home.
    Offer,
    /// A home that was told to this file first is not right for her.
    Pass,
    /// What she says to an offer.
    Answer,
    /// Let it rest.
    Rest,
    /// Let it count again.
    Resume,
    /// She asks for a review.
    Ask,
    /// Decide a review.
    Review,
    /// Areas that are not safe for her.
    Areas,
}

impl Step {
    /// Every step.
    pub const ALL: &'static [Self] = &[
        Self::Assess,
        Self::Refuse,
        Self::List,
        Self::Panel,
        Self::Offer,
        Self::Pass,
        Self::Answer,
        Self::Rest,
        Self::Resume,
        Self::Ask,
        Self::Review,
        Self::Areas,
    ];

    /// Its part of the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Assess => "assess",
            Self::Refuse => "not-qualifying",
            Self::List => "list",
            Self::Panel => "panel",
            Self::Offer => "offer",
            Self::Pass => "not-right",
            Self::Answer => "answer",
            Self::Rest => "rest",
            Self::Resume => "resume",
            Self::Ask => "ask-review",
            Self::Review => "review",
            Self::Areas => "areas",
        }
    }

    /// The step that has this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.code() == code)
    }
}

/// What can be done: address and words. What cannot, and what is possible instead.
#[derive(Debug, Default)]
pub(super) struct Possible {
    pub can: Vec<(String, String)>,
    pub cannot: Vec<(String, String)>,
}

impl Possible {
    fn add(&mut self, look: &Look<'_>, what: Step, of: FactId, words: &str) {
        self.can.push((step(look.seen.id, what, of), words.to_owned()));
    }

    fn not(&mut self, what: impl Into<String>, instead: impl Into<String>) {
        self.cannot.push((what.into(), instead.into()));
    }
}

/// What can be done with an application, and what cannot, with what is possible instead.
pub(super) fn possible(look: &Look<'_>, on: &OnRegister<'_>, scheme: &Scheme, unread: bool) -> Possible {
    let mut all = Possible::default();
    if !look.ours {
        return all;
    }
    let here = on.fact.id;
    homes(look, on, &mut all);
    panel(look, on, scheme, &mut all);
    all.add(look, Step::Areas, here, "Name areas that are not safe for her");
    match on.rests {
        Some((fact, _)) => all.add(look, Step::Resume, fact.id, "Let it count again"),
        None if on.award.is_some() => all.add(look, Step::Rest, here, "Let it rest, if she wants that"),
        None => {}
    }
    reviewing(look, on, &mut all);
    if on.award.is_none() && on.refused.is_none() {
        refusing(look, on, scheme, &mut all);
    }
    if unread {
        all.not(
            "Decide",
            "Not while evidence is unread. Read each item and say what it changes; a home for tonight waits for nothing.",
        );
    }
    for ground in [SuspensionGround::RentArrears, SuspensionGround::PapersMissing, SuspensionGround::OffersRefused] {
        if on.award.is_some()
            && on.rests.is_none()
            && let Err(refusal) = may_rest(look.seen.file, on, ground, scheme, on.team)
        {
            let instead = format!("{} {}", refusal.because, refusal.instead.join(" "));
            all.not(format!("Let it rest: {}", ground.label().to_lowercase()), instead);
        }
    }
    all
}

/// Assessing, and what follows: an offer, its answer, moving in.
fn homes(look: &Look<'_>, on: &OnRegister<'_>, all: &mut Possible) {
    let (file, here) = (look.seen.id, on.fact.id);
    if on.award.is_none() {
        all.add(look, Step::Assess, here, "Assess her application");
        return;
    }
    if let Some(offer) = on.offers.last().filter(|one| one.answer.is_none()) {
        all.add(look, Step::Answer, offer.fact.id, "Record her answer to the offer");
    } else if on.under_offer() {
        all.can.push((paths::act(file, Kind::PlacementMade), "Record that she moves in".into()));
        all.can.push((paths::act(file, Kind::TenancyHeld), "Record her tenancy".into()));
    } else if on.rests.is_none() {
        all.add(look, Step::Offer, here, "Offer a home");
        if look.houses {
            all.can.push((super::letting::HOMES.into(), "See homes to let".into()));
        }
    }
    all.add(look, Step::Assess, here, "Assess again");
}

fn panel(look: &Look<'_>, on: &OnRegister<'_>, scheme: &Scheme, all: &mut Possible) {
    match on.panels.iter().rev().find(|one| one.decided.is_none()) {
        Some(open) if open.listed.meets.is_none_or(|meets| meets <= look.today) => {
            all.add(look, Step::Panel, open.fact.id, "Record what the panel decided");
        }
        None if scheme.next_panel(look.today).is_some() => {
            all.add(look, Step::List, on.fact.id, "Put it on the next panel’s agenda");
        }
        _ => {}
    }
}

fn reviewing(look: &Look<'_>, on: &OnRegister<'_>, all: &mut Possible) {
    let decided = on.refused.map(|(fact, _)| fact.id).or(on.award.map(|(fact, _)| fact.id));
    let mut running = register_reviews(&look.seen).into_iter();
    let running = running.find(|(fact, outcome)| fact.happened >= on.fact.happened && outcome.is_none());
    match (running, decided) {
        (Some((fact, _)), _) if look.senior => all.add(look, Step::Review, fact.id, "Decide the review"),
        (Some(_), _) => all.not(
            "Decide the review",
            "A manager who took no part decides it. You can add what she says, and see that it is in time.",
        ),
        (None, Some(of)) => {
            if let Some((rests, _)) = on.rests {
                all.add(look, Step::Ask, rests.id, "She asks for a review of the rest");
            }
            all.add(look, Step::Ask, of, "She asks for a review");
        }
        (None, None) => {}
    }
}

/// Whether she can be kept off the register at all, and on what not.
fn refusing(look: &Look<'_>, on: &OnRegister<'_>, scheme: &Scheme, all: &mut Possible) {
    let flees = look.seen.file.abuse_known(on.team).is_some();
    if scheme.qualification.iter().any(|bar| !(flees && bar.not_for_abuse)) {
        all.add(look, Step::Refuse, on.fact.id, "She may not join");
    }
    for bar in scheme.qualification.iter().filter(|bar| flees && bar.not_for_abuse) {
        all.not(
            bar.ground.label(),
            "Not asked of somebody who has to move because of abuse (S.I. 2025/706). Assess her application: she may join.",
        );
    }
}
