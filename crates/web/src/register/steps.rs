//! What is possible with an application here and now. What the law does not allow is no button: it stands below, with what is possible instead.

use casefile::allocations::on_register::OnRegister;
use casefile::allocations::scheme::Scheme;
use casefile::commands::register::may_rest;
use casefile::facts::{Kind, SuspensionGround};

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

/// What can be done with an application, and what cannot, with what is possible instead.
pub(super) fn possible(
    look: &Look<'_>,
    on: &OnRegister<'_>,
    scheme: &Scheme,
    unread: bool,
) -> (Vec<(String, String)>, Vec<(String, String)>) {
    if !look.ours {
        return (Vec::new(), Vec::new());
    }
    let file = look.seen.id;
    let here = on.fact.id;
    let mut can: Vec<(String, String)> = Vec::new();
    let mut cannot: Vec<(String, String)> = Vec::new();
    let mut add = |what: Step, of, words: &str| can.push((step(file, what, of), words.to_owned()));
    let pending = on.offers.last().filter(|one| one.answer.is_none());
    match on.award {
        None => add(Step::Assess, here, "Assess her application"),
        Some(_) => {
            if let Some(offer) = pending {
                add(Step::Answer, offer.fact.id, "Record her answer to the offer");
            } else if on.under_offer() {
                can.push((paths::act(file, Kind::PlacementMade), "Record that she moves in".into()));
                can.push((paths::act(file, Kind::TenancyHeld), "Record her tenancy".into()));
            } else if on.rests.is_none() {
                add(Step::Offer, here, "Offer a home");
            }
            let mut add = |what: Step, of, words: &str| can.push((step(file, what, of), words.to_owned()));
            add(Step::Assess, here, "Assess again");
        }
    }
    let mut add = |what: Step, of, words: &str| can.push((step(file, what, of), words.to_owned()));
    if let Some(open) = on.panels.iter().rev().find(|one| one.decided.is_none()) {
        if open.listed.meets.is_none_or(|meets| meets <= look.today) {
            add(Step::Panel, open.fact.id, "Record what the panel decided");
        }
    } else if scheme.next_panel(look.today).is_some() {
        add(Step::List, here, "Put it on the next panel’s agenda");
    }
    add(Step::Areas, here, "Name areas that are not safe for her");
    match on.rests {
        Some((fact, _)) => add(Step::Resume, fact.id, "Let it count again"),
        None if on.award.is_some() => add(Step::Rest, here, "Let it rest, if she wants that"),
        None => {}
    }
    let decided = on.refused.map(|(fact, _)| fact.id).or(on.award.map(|(fact, _)| fact.id));
    let running = register_reviews(&look.seen)
        .into_iter()
        .find(|(fact, _, outcome)| fact.happened >= on.fact.happened && outcome.is_none());
    match (running, decided) {
        (Some((fact, ..)), _) if look.senior => add(Step::Review, fact.id, "Decide the review"),
        (Some(_), _) => cannot.push((
            "Decide the review".into(),
            "A manager who took no part decides it. You can add what she says, and see that it is in time.".into(),
        )),
        (None, Some(of)) => add(Step::Ask, of, "She asks for a review"),
        (None, None) => {}
    }
    if on.award.is_none() && on.refused.is_none() {
        refusing(look, on, scheme, &mut can, &mut cannot);
    }
    if unread {
        cannot.push((
            "Decide".into(),
            "Not while evidence is unread. Read each item and say what it changes; a home for tonight waits for nothing.".into(),
        ));
    }
    for ground in [SuspensionGround::RentArrears, SuspensionGround::PapersMissing, SuspensionGround::OffersRefused] {
        if on.award.is_some()
            && on.rests.is_none()
            && let Err(refusal) = may_rest(look.seen.file, on, ground, scheme, on.team)
        {
            cannot.push((
                format!("Let it rest: {}", ground.label().to_lowercase()),
                format!("{} {}", refusal.because, refusal.instead.join(" ")),
            ));
        }
    }
    (can, cannot)
}

/// Whether she can be kept off the register at all, and on what not.
fn refusing(
    look: &Look<'_>,
    on: &OnRegister<'_>,
    scheme: &Scheme,
    can: &mut Vec<(String, String)>,
    cannot: &mut Vec<(String, String)>,
) {
    let flees = look.seen.file.abuse_known(on.team).is_some();
    let open = scheme.qualification.iter().filter(|bar| !(flees && bar.not_for_abuse));
    if open.count() > 0 {
        can.push((step(look.seen.id, Step::Refuse, on.fact.id), "She may not join".into()));
    }
    for bar in scheme.qualification.iter().filter(|bar| flees && bar.not_for_abuse) {
        cannot.push((
            bar.ground.label().to_owned(),
            "Not asked of somebody who has to move because of abuse (S.I. 2025/706). Assess her application: she may join."
                .into(),
        ));
    }
}
