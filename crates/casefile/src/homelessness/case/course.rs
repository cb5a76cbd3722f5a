//! The course of an application: each fact, and each day that passes, takes it from one stage to the next.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Days, Priority, Spell, Stage, priority};
use crate::facts::{
    Body, DecisionMade, Duty, DutyAccepted, DutyEnded, EndGround, Fact, Finding, Kind, ReferralKind, ReferralMade, Subject,
};
use crate::file::CaseFile;
use crate::homelessness::prevention::REDUCTION_ACT;
use crate::homelessness::{enquiries, request, standing};
use crate::ids::{FactId, TeamId};
use crate::letters::spoken;

/// The kinds of fact that take it further.
const MOVES: &[Kind] = &[
    Kind::HomelessnessOpened,
    Kind::HomelessnessAssessed,
    Kind::DutyAccepted,
    Kind::DutyEnded,
    Kind::DecisionMade,
    Kind::ReviewDecided,
    Kind::ReferralMade,
    Kind::ReferralAnswered,
    Kind::PlacementMade,
    Kind::Moved,
];

/// What was found.
pub(super) struct Course {
    pub(super) spells: Vec<Spell>,
    pub(super) intentional: Option<FactId>,
}

enum Event<'a> {
    /// Something that is an application in law is known to the authority.
    Asked(FactId),
    /// Abuse is known to it: priority need needs no decision any more.
    AbuseKnown,
    Happened(&'a Fact),
}

/// Runs through all that happened until the end of a day.
pub(super) fn run(file: &CaseFile, team: TeamId, day: Date) -> Course {
    let authority = file.services().legal_person(team);
    let asked = request::any(file)
        .iter()
        .filter(|cause| file.services().legal_person(cause.owner) == authority)
        .map(|cause| (cause.since, 0, Event::Asked(cause.fact)));
    let known = file.abuse_known(team).map(|(_, on)| (on, 1, Event::AbuseKnown));
    let facts = file.any_of(MOVES).map(|fact| (fact.happened.date, 2, Event::Happened(fact)));
    // What is told in a letter that was written here counts from the day on which that letter left.
    let told: Vec<Fact> = file.letters_that_left().iter().filter_map(|told| spoken(file, told)).collect();
    let told =
        told.iter().filter(|fact| MOVES.contains(&fact.body.kind())).map(|fact| (fact.happened.date, 3, Event::Happened(fact)));
    let mut events: Vec<_> = asked.chain(known).chain(facts).chain(told).filter(|(on, ..)| *on <= day).collect();
    // Stable: facts of one day keep their order.
    events.sort_by_key(|(on, order, _)| (*on, *order));
    let mut machine = Machine { file, team, spells: Vec::new(), intentional: None, before_referral: None };
    for (on, _, event) in events {
        machine.days_pass(on);
        match event {
            Event::Asked(fact) => machine.asked(on, fact),
            Event::AbuseKnown => {}
            Event::Happened(fact) => machine.happened(fact),
        }
    }
    machine.days_pass(day);
    Course { spells: machine.spells, intentional: machine.intentional }
}

struct Machine<'a> {
    file: &'a CaseFile,
    team: TeamId,
    spells: Vec<Spell>,
    intentional: Option<FactId>,
    /// What stood when the application was referred on.
    before_referral: Option<Stage>,
}

impl Machine<'_> {
    fn stage(&self) -> Stage {
        self.spells.last().map_or(Stage::Nothing, |spell| spell.stage)
    }

    fn to(&mut self, stage: Stage, since: Date, begun_by: Option<FactId>) {
        if let Some(last) = self.spells.last_mut() {
            last.until = Some(since);
        }
        self.spells.push(Spell { stage, since, until: None, begun_by });
    }

    fn ours(&self, team: TeamId) -> bool {
        self.file.services().same_body(team, self.team)
    }

    /// Relief ends by itself when day 56 is over, where she is in priority need and not found to be homeless intentionally (s.189B(4)); otherwise it
    /// goes on until it is ended by notice.
    fn days_pass(&mut self, day: Date) {
        match self.stage() {
            Stage::Relief(days) if days.are_over(day) => {
                let day_57 = days.last.saturating_add(1.day());
                let next = if self.main_follows(day_57) { Stage::MainDue(days) } else { Stage::Overrun(days) };
                self.to(next, day_57, None);
                self.days_pass(day);
            }
            Stage::Overrun(days) if self.main_follows(day) => self.to(Stage::MainDue(days), day, None),
            _ => {}
        }
    }

    fn main_follows(&self, day: Date) -> bool {
        (self.priority(day).is_accepted() || self.came_back(day)) && self.intentional.is_none()
    }

    /// She came back within two years of a private offer: priority need is not asked (s.195A(1)).
    fn came_back(&self, day: Date) -> bool {
        enquiries::came_back_in_time(self.file, self.team, day)
    }

    fn priority(&self, day: Date) -> Priority {
        priority::find(self.file, self.team, day)
    }

    fn asked(&mut self, on: Date, fact: FactId) {
        if !self.stage().is_live() {
            self.to(Stage::AskedFor, on, Some(fact));
        }
    }

    fn happened(&mut self, fact: &Fact) {
        let on = fact.happened.date;
        match &fact.body {
            Body::HomelessnessOpened(it) if self.ours(it.by) => self.opened(fact),
            Body::HomelessnessAssessed(it) if self.ours(it.by) => self.opened(fact),
            Body::DutyAccepted(it) if self.ours(it.by) => self.accepted(fact, it),
            Body::DutyEnded(it) if self.ours(it.by) => self.ended(fact, it),
            Body::DecisionMade(it) if self.ours(it.by) => self.decided(fact, it),
            Body::ReviewDecided(it) if it.changed => self.overturned(fact, it.review),
            Body::ReferralMade(it) => self.referred(fact, it),
            Body::ReferralAnswered(it) => self.answered(fact, it.referral, it.accepted),
            Body::PlacementMade(_) | Body::Moved(_) if self.stage() != Stage::Nothing && standing::settles(self.file, fact) => {
                self.to(Stage::Housed, on, Some(fact.id));
            }
            _ => {}
        }
    }

    fn opened(&mut self, fact: &Fact) {
        if !self.stage().is_live() || self.stage() == Stage::AskedFor {
            self.to(Stage::Enquiring, fact.happened.date, Some(fact.id));
        }
    }

    fn accepted(&mut self, fact: &Fact, it: &DutyAccepted) {
        let on = fact.happened.date;
        let days = || Days::beginning_with(it.satisfied.unwrap_or(on));
        self.finds(fact, &it.findings);
        let next = match (it.duty, self.stage()) {
            // Prevention does not come back once she is known to be homeless.
            (Duty::Prevention, Stage::Relief(_) | Stage::Overrun(_))
            | (Duty::Prevention | Duty::Relief, Stage::MainDue(_) | Stage::Main) => return,
            (Duty::Prevention, _) if on >= REDUCTION_ACT => Stage::Prevention(days()),
            (Duty::Relief, _) if on >= REDUCTION_ACT => Stage::Relief(days()),
            (Duty::Main, _) => Stage::Main,
            (Duty::Intentional, _) => Stage::Short,
            _ => return,
        };
        self.to(next, on, Some(fact.id));
        self.days_pass(on);
    }

    /// What was found of intention: only what the law lets stand.
    fn finds(&mut self, fact: &Fact, findings: &[Finding]) {
        if findings.contains(&Finding::NotIntentional) {
            self.intentional = None;
        } else if findings.contains(&Finding::Intentional) {
            self.intentional = Some(fact.id);
        }
    }

    fn decided(&mut self, fact: &Fact, it: &DecisionMade) {
        let on = fact.happened.date;
        match it.subject {
            Subject::Homelessness if it.can_stand() => {
                self.finds(fact, &it.findings);
                let nothing_stands = matches!(self.stage(), Stage::Nothing | Stage::AskedFor | Stage::Enquiring);
                // While a duty stands a letter that says no more than "not in priority need" ends nothing: a notice does.
                if standing::decides_against(it) && nothing_stands {
                    self.to(Stage::NotOwed, on, Some(fact.id));
                }
                self.days_pass(on);
            }
            Subject::Referral if it.letter && it.review_right => {
                if let Stage::CameBack { answer } = self.stage()
                    && it.of.is_none_or(|of| of == answer)
                {
                    self.to(Stage::Relief(Days::beginning_with(on)), on, Some(fact.id));
                }
            }
            _ => {}
        }
    }

    /// A review that comes out for her sets the decision aside: the question is open again.
    fn overturned(&mut self, fact: &Fact, review: FactId) {
        let of = match self.file.body_of(review) {
            Some(Body::ReviewAsked(asked)) if self.ours(asked.to) => asked.of.and_then(|of| self.file.body_of(of)),
            _ => return,
        };
        let closed = match of {
            Some(Body::DecisionMade(it)) => it.subject == Subject::Homelessness && it.is_adverse() && self.ours(it.by),
            Some(Body::DutyEnded(it)) => it.duty.is_housing() && it.duty != Duty::Interim && self.ours(it.by),
            _ => false,
        };
        if closed && !self.stage().is_live() && self.stage() != Stage::Housed {
            self.intentional = None;
            self.to(Stage::Enquiring, fact.happened.date, Some(fact.id));
        }
    }

    fn ended(&mut self, fact: &Fact, it: &DutyEnded) {
        let on = fact.happened.date;
        let withdrawn = it.ground == EndGround::Withdrew && it.notice && it.duty != Duty::Interim && it.duty.is_housing();
        if withdrawn && matches!(self.stage(), Stage::AskedFor | Stage::Enquiring) {
            self.to(Stage::Ended { duty: it.duty, ground: it.ground }, on, Some(fact.id));
            return;
        }
        let stands = self.stage().duty();
        if stands != Some(it.duty) && !(it.duty == Duty::Relief && matches!(self.stage(), Stage::MainDue(_))) {
            return;
        }
        let by_itself = it.duty == Duty::Main && it.ground == EndGround::AcceptedOffer;
        if !it.notice && !by_itself {
            return;
        }
        let by_time = matches!(it.ground, EndGround::TimeUp | EndGround::NextDuty);
        let next = match (it.duty, it.ground, self.stage()) {
            _ if standing::settles(self.file, fact) => Stage::Housed,
            // Relief ended by itself before the notice came: the main duty is owed whatever the notice says of time.
            (Duty::Relief, _, Stage::MainDue(_)) if by_time => return,
            (Duty::Prevention, EndGround::BecameHomeless, _) => Stage::Relief(Days::beginning_with(on)),
            (Duty::Relief, _, Stage::Relief(days)) if by_time && !days.are_over(on) => return,
            (Duty::Relief, EndGround::NextDuty, _) => return,
            (Duty::Relief, EndGround::TimeUp, _) => self.after_relief(on),
            (duty, ground, _) => Stage::Ended { duty, ground },
        };
        self.to(next, on, Some(fact.id));
    }

    /// What follows when relief that has overrun its days is ended by notice.
    fn after_relief(&self, on: Date) -> Stage {
        match self.priority(on) {
            Priority::Not(_) => Stage::Ended { duty: Duty::Relief, ground: EndGround::TimeUp },
            priority if priority.is_accepted() && self.intentional.is_some() => Stage::ShortDue,
            _ => Stage::Enquiring,
        }
    }

    fn referred(&mut self, fact: &Fact, it: &ReferralMade) {
        let by_us = it.by.team().is_some_and(|by| self.ours(by));
        if it.referral != ReferralKind::Authority || !by_us || !self.stage().is_live() {
            return;
        }
        let at_main = matches!(self.stage(), Stage::Main | Stage::MainDue(_));
        self.before_referral = Some(self.stage());
        self.to(Stage::Referred { to: it.to, at_main }, fact.happened.date, Some(fact.id));
    }

    fn answered(&mut self, fact: &Fact, referral: FactId, accepted: bool) {
        let on = fact.happened.date;
        let Some(Body::ReferralMade(made)) = self.file.body_of(referral) else { return };
        if made.referral != ReferralKind::Authority {
            return;
        }
        if self.ours(made.to) {
            // An application that is taken over counts as made here from that day (s.199A(5)).
            if accepted && (!self.stage().is_live() || self.stage() == Stage::AskedFor) {
                self.to(Stage::Enquiring, on, Some(fact.id));
            }
            return;
        }
        let Stage::Referred { at_main, .. } = self.stage() else { return };
        if self.spells.last().and_then(|spell| spell.begun_by) != Some(referral) {
            return;
        }
        let next = match (accepted, at_main, self.before_referral) {
            (true, ..) => Stage::AcceptedElsewhere { by: made.to },
            (false, true, Some(before)) => before,
            _ => Stage::CameBack { answer: fact.id },
        };
        self.to(next, on, Some(fact.id));
    }
}
