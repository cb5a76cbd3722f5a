//! What is filled in: out of the file, out of what the reader has opened for this letter, and out of what the officer had to say.

use jiff::civil::{Date, date};

use super::compose::Filling;
use super::occasions::{Occasion, occasion_called, occasions};
use super::variables::{Flag, Variable};
use crate::allocations::qualification::protected_for_life;
use crate::calendar::last_day;
use crate::facts::{
    Body, ComplaintMade, DecisionMade, DecisionReceived, Duty, DutyAccepted, DutyEnded, EndGround, EvidenceReceived, Fact,
    HomeKind, Outcome, PlanKind, ReferralKind, ReferralMade, RemedyKind, ReviewAsked, ReviewDecided, ReviewKind, Role, Step,
    Subject, SuspensionGround, TenancyAdvice, TenancyAdviceGiven, TenancyEnded, TenancyHeld, Tenure, Who,
};
use crate::file::CaseFile;
use crate::homelessness::reviews::{last_day_to_appeal, last_day_to_ask};
use crate::ids::TeamId;

/// The day from which a private tenancy is an assured one without an end (Renters' Rights Act 2025).
const NO_FIXED_TERMS: Date = date(2026, 5, 1);

/// Within how many days of having it she may answer what a reviewer is minded to decide.
const TO_ANSWER: u32 = 14;

/// What a letter about a fact is for; `None` where nothing is told in a letter about it.
pub fn occasion_of(file: &CaseFile, fact: &Fact) -> Option<&'static Occasion> {
    let about_her = |person: Option<_>| person.is_none() || person == file.survivor();
    let code = match &fact.body {
        Body::HomelessnessOpened(_) => "homelessness-opened".to_owned(),
        Body::DutyAccepted(it) if it.duty.is_housing() && about_her(it.person) => format!("duty-accepted/{}", it.duty.code()),
        Body::DutyEnded(it) if it.duty == Duty::Interim => "duty-ended/interim".to_owned(),
        Body::DutyEnded(it) if it.duty.is_housing() => format!("duty-ended/{}", it.ground.code()),
        Body::OfferMade(it) => if it.is_final { "offer/final" } else { "offer" }.to_owned(),
        Body::DecisionMade(it) => match it.subject {
            Subject::Referral if it.of.is_none() && referred_by(file, fact).is_some() => "referral".to_owned(),
            Subject::Referral => "decision/referral".to_owned(),
            Subject::ChildResponse
            | Subject::AdultResponse
            | Subject::Disclosure
            | Subject::Marac
            | Subject::Breach
            | Subject::Review => return None,
            subject => {
                let which = if it.outcome == Outcome::InFavour { "in-favour" } else { "adverse" };
                let code = format!("decision/{}/{which}", subject.code());
                return occasion_called(&code).or_else(|| occasion_called("decision/other"));
            }
        },
        Body::PriorityAwarded(_) => "priority".to_owned(),
        Body::RegisterSuspended(_) => "rest".to_owned(),
        Body::ReviewDecided(it) => match (kind_of(file, it), it.changed) {
            (Some(ReviewKind::Register), _) => "review/register".to_owned(),
            (_, true) => "review/changed".to_owned(),
            (_, false) => "review/upheld".to_owned(),
        },
        Body::ReviewMindedTo(_) => "minded-to".to_owned(),
        Body::SurvivorUpdated(it) if it.until.is_some() => "delay".to_owned(),
        Body::ReferralMade(it)
            if it.referral == ReferralKind::Authority && it.by.team().is_some() && !was_decided(file, fact) =>
        {
            "referral".to_owned()
        }
        Body::PlacementMade(it) if it.host.is_some() => "out-of-area".to_owned(),
        Body::TenancyAdviceGiven(_) => "tenancy-advice".to_owned(),
        Body::PlanMade(it) if it.plan == PlanKind::Housing => "plan".to_owned(),
        Body::RemedyAgreed(_) => "harm".to_owned(),
        Body::ComplaintAnswered(_) => "complaint".to_owned(),
        _ => return None,
    };
    occasions().find(|one| one.code == code)
}

/// The referral that a decision to refer her led to: made on the same day, or the next after it.
fn referred_by<'a>(file: &'a CaseFile, decision: &Fact) -> Option<(&'a Fact, &'a ReferralMade)> {
    file.each::<ReferralMade>()
        .find(|(fact, it)| it.referral == ReferralKind::Authority && fact.happened.date == decision.happened.date)
}

/// Whether a referral follows from a decision: then the letter tells of the decision, which has the reasons.
fn was_decided(file: &CaseFile, referral: &Fact) -> bool {
    file.each::<DecisionMade>()
        .any(|(fact, it)| it.subject == Subject::Referral && it.of.is_none() && fact.happened.date == referral.happened.date)
}

fn kind_of(file: &CaseFile, it: &ReviewDecided) -> Option<ReviewKind> {
    file.fact(it.review).and_then(|asked| asked.is::<ReviewAsked>()).map(|asked| asked.review)
}

/// The sealed fields of a fact that a letter about it needs, and what each fills in.
pub fn sealed(fact: &Fact) -> Vec<(Variable, &'static str)> {
    let one = |there: bool, variable, field| there.then_some((variable, field)).into_iter().collect();
    match &fact.body {
        Body::DecisionMade(it) => one(it.reasons.is_some(), Variable::Reasons, "reasons"),
        Body::OfferMade(it) => one(it.place.is_some(), Variable::Address, "place"),
        Body::PlacementMade(it) => one(it.place.is_some(), Variable::Address, "place"),
        Body::DutyAccepted(it) => one(it.reasons.is_some(), Variable::Reasons, "reasons"),
        Body::DutyEnded(it) => one(it.reasons.is_some(), Variable::Reasons, "reasons"),
        Body::ReviewDecided(it) => one(it.reasons.is_some(), Variable::Reasons, "reasons"),
        Body::PriorityAwarded(it) => one(it.reasons.is_some(), Variable::Reasons, "reasons"),
        Body::RegisterSuspended(it) => one(it.reasons.is_some(), Variable::Reasons, "reasons"),
        Body::ReviewMindedTo(it) => one(it.reasons.is_some(), Variable::Reasons, "reasons"),
        Body::RemedyAgreed(it) => one(it.words.is_some(), Variable::Reasons, "words"),
        Body::PlanMade(it) => {
            let mut found: Vec<_> = one(it.words.is_some(), Variable::AlsoAgreed, "words");
            found.extend(it.not_agreed.is_some().then_some((Variable::NotAgreed, "not_agreed")));
            found
        }
        _ => Vec::new(),
    }
}

/// Whether the officer has to say the reasons, because the fact holds none.
pub fn asks_for_reasons(fact: &Fact, occasion: &Occasion) -> bool {
    occasion.always_gives(Variable::Reasons) && sealed(fact).iter().all(|(variable, _)| *variable != Variable::Reasons)
}

/// Who gets it: she, or the authority of the area.
pub fn recipient(file: &CaseFile, fact: &Fact) -> Option<Who> {
    match &fact.body {
        Body::PlacementMade(it) => it.host.map(Who::Team),
        _ => file.survivor().map(Who::Person),
    }
}

/// A letter that is to be written.
pub struct Writing<'a> {
    /// The file.
    pub file: &'a CaseFile,
    /// What the letter tells of.
    pub fact: &'a Fact,
    /// What it is for.
    pub occasion: &'static Occasion,
    /// The day of the letter.
    pub today: Date,
    /// Who writes, by name.
    pub officer: &'a str,
    /// For which team.
    pub team: TeamId,
    /// Whether it goes by post, and not into her hands.
    pub by_post: bool,
    /// The reasons, where the officer had to say them.
    pub reasons: Option<&'a str>,
}

impl Writing<'_> {
    /// The day on which she is likely to have it: today where it is handed over; by post, the next working day and two more.
    pub fn receipt(&self) -> Date {
        if self.by_post { last_day::working_days_after(self.today, 3) } else { self.today }
    }

    /// What is filled in; sealed values come as `opened`, by what they fill in.
    pub fn filling(&self, opened: impl IntoIterator<Item = (Variable, String)>) -> Filling {
        let mut filling = Filling::default();
        self.every_letter(&mut filling);
        self.rights(&mut filling);
        self.of_the_fact(&mut filling);
        self.household(&mut filling);
        if let Some(reasons) = self.reasons {
            filling.paragraphs(Variable::Reasons, reasons);
        }
        for (variable, text) in opened {
            match variable {
                Variable::Reasons => filling.paragraphs(variable, &text),
                Variable::Address => filling.put(variable, text.lines().map(str::trim).collect::<Vec<_>>().join(", ")),
                _ => filling.put(variable, text),
            }
        }
        filling
    }

    fn every_letter(&self, filling: &mut Filling) {
        let file = self.file;
        filling.put(Variable::Date, day(self.today));
        filling.put(Variable::DecidedOn, day(self.fact.happened.date));
        filling.put(Variable::Reference, file.reference().unwrap_or_default());
        filling.put(Variable::Officer, self.officer);
        if let Some(service) = file.services().team(self.team) {
            filling.put(Variable::Team, &service.name);
            filling.put(Variable::Body, &service.body_name);
        }
        let name = file.survivor().and_then(|her| file.people().get(her)).and_then(|her| her.name.as_ref());
        if let Some(name) = name.filter(|_| recipient(file, self.fact).and_then(Who::person).is_some()) {
            filling.put(Variable::Name, name.shown());
        }
        filling.is(Flag::ByPost, self.by_post);
    }

    /// The last days. The days run from the day on which she has it; a longer time than the law's may be given in writing, a shorter one never, so a
    /// letter that comes early leaves her with more.
    fn rights(&self, filling: &mut Filling) {
        let had = self.file.each::<DecisionReceived>().find(|(_, it)| it.of == self.fact.id).map(|(fact, _)| fact.happened.date);
        let receipt = had.unwrap_or_else(|| self.receipt());
        filling.put(Variable::ReceiptDay, day(receipt));
        let ask = last_day_to_ask(self.file, self.fact.id).unwrap_or_else(|| last_day::beginning_with(receipt, 21));
        filling.put(Variable::ReviewLastDay, day(ask));
        if let Body::ReviewDecided(it) = &self.fact.body {
            let from_here = last_day::within(receipt, 21);
            let appeal = if had.is_some() { last_day_to_appeal(self.file, it.review).unwrap_or(from_here) } else { from_here };
            filling.put(Variable::AppealLastDay, day(appeal));
        }
    }

    fn of_the_fact(&self, filling: &mut Filling) {
        let file = self.file;
        match &self.fact.body {
            Body::DutyAccepted(it) => self.accepted(it, filling),
            Body::DutyEnded(it) => self.ended(it, filling),
            Body::DecisionMade(it) => {
                filling.put(Variable::Subject, subject(it.subject));
                filling.is(Flag::Partly, it.outcome == Outcome::Partly);
                filling.is(Flag::Qualification, it.subject == Subject::Qualification);
                let evidence = it.considered.iter().filter_map(|id| file.fact(*id)).filter_map(paper);
                filling.items(Variable::Evidence, evidence);
                if let Some((_, referral)) = referred_by(file, self.fact) {
                    self.host(referral.to, filling);
                }
            }
            Body::PriorityAwarded(it) => {
                filling.put(Variable::Band, &it.band);
                filling.is(Flag::Highest, it.highest);
                if let Some(effective) = it.effective {
                    filling.put(Variable::Effective, day(effective));
                }
            }
            Body::RegisterSuspended(it) => {
                filling.put(Variable::Ground, rests_because(it.ground));
                filling.is(Flag::HerOwn, it.ground.is_her_own());
                if let Some(until) = it.until {
                    filling.put(Variable::RestsUntil, day(until));
                }
            }
            Body::OfferMade(it) => {
                filling.put(Variable::Home, home(it.home));
                filling.is(Flag::PrivateRent, it.home == HomeKind::PrivateRent);
                filling.is(Flag::Periodic, self.has_no_fixed_terms());
                filling.is(Flag::ForLife, it.home == HomeKind::Social && self.is_for_life(it.by));
            }
            Body::ReviewDecided(it) => {
                if let Some(asked) = file.fact(it.review) {
                    filling.put(Variable::AskedOn, day(asked.happened.date));
                }
            }
            Body::ReviewMindedTo(it) => {
                if let Some(asked) = file.fact(it.review) {
                    filling.put(Variable::AskedOn, day(asked.happened.date));
                }
                let by = it.answer_by.unwrap_or_else(|| last_day::within(self.receipt(), TO_ANSWER));
                filling.put(Variable::NewDay, day(by));
            }
            Body::ComplaintAnswered(it) => {
                if let Some((asked, _)) = file.each::<ComplaintMade>().find(|(fact, _)| fact.id == it.complaint) {
                    filling.put(Variable::AskedOn, day(asked.happened.date));
                }
            }
            Body::SurvivorUpdated(it) => {
                if let Some(until) = it.until {
                    filling.put(Variable::NewDay, day(until));
                }
            }
            Body::ReferralMade(it) => self.host(it.to, filling),
            Body::PlacementMade(it) => {
                filling.put(Variable::Available, day(self.fact.happened.date));
                filling.put(Variable::Function, self.function());
                if let Some(host) = it.host {
                    self.host(host, filling);
                }
            }
            Body::TenancyAdviceGiven(it) => {
                filling.put(Variable::Advice, it.advice.label().to_lowercase());
                filling.is(Flag::Keep, it.advice == TenancyAdvice::Keep);
                filling.is(Flag::End, it.advice == TenancyAdvice::End);
                filling.is(Flag::Transfer, it.advice == TenancyAdvice::Transfer);
                filling.is(Flag::PrivateRent, self.rents_privately(it));
                filling.is(Flag::Periodic, self.has_no_fixed_terms());
                filling.is(Flag::ForLife, self.is_for_life(it.by));
            }
            Body::PlanMade(it) => {
                filling.put(Variable::Plan, it.plan.label().to_lowercase());
                filling.is(Flag::HousingPlan, it.plan == PlanKind::Housing);
                filling.items(Variable::Steps, it.steps.iter().map(|step| self.step(step)));
            }
            Body::RemedyAgreed(it) => {
                filling.is(Flag::Apology, it.remedy == RemedyKind::Apology);
                if it.remedy != RemedyKind::Apology {
                    filling.put(Variable::Remedy, it.remedy.label().to_lowercase());
                }
                if let Some(amount) = it.amount {
                    filling.put(Variable::Amount, pounds(amount.0));
                }
                if let Some(due) = it.due {
                    filling.put(Variable::ByDay, day(due));
                }
            }
            _ => {}
        }
    }

    /// Whether private tenancies had no fixed terms any more on the day that the letter tells of.
    fn has_no_fixed_terms(&self) -> bool {
        self.fact.happened.date >= NO_FIXED_TERMS
    }

    /// Whether a council of the team may give her no social tenancy that is shorter than the one for life that she held.
    fn is_for_life(&self, by: TeamId) -> bool {
        let her = self.file.survivor();
        her.is_some_and(|her| protected_for_life(self.file, her, by, self.fact.happened.date).is_some())
    }

    /// Whether the tenancy that the advice is about is let by a private landlord.
    fn rents_privately(&self, it: &TenancyAdviceGiven) -> bool {
        let file = self.file;
        let ended = |id| file.each::<TenancyEnded>().any(|(_, over)| over.tenancy.is_none_or(|which| which == id));
        file.each::<TenancyHeld>().any(|(fact, held)| {
            it.tenancy.is_none_or(|which| which == fact.id)
                && Some(held.person) == file.survivor()
                && matches!(held.tenure, Tenure::PrivateSole | Tenure::PrivateJoint)
                && !ended(fact.id)
        })
    }

    fn accepted(&self, it: &DutyAccepted, filling: &mut Filling) {
        let satisfied = it.satisfied.unwrap_or(self.fact.happened.date);
        filling.put(Variable::Satisfied, day(satisfied));
        filling.put(Variable::DutyLastDay, day(last_day::beginning_with(satisfied, 56)));
        filling.put(Variable::Duty, duty(it.duty));
        which(it.duty, filling);
    }

    fn ended(&self, it: &DutyEnded, filling: &mut Filling) {
        filling.put(Variable::Duty, duty(it.duty));
        which(it.duty, filling);
        filling.is(Flag::Interim, it.ground != EndGround::Secured && self.in_interim());
    }

    fn in_interim(&self) -> bool {
        let accepted = self.file.each::<DutyAccepted>().rfind(|(_, it)| it.duty == Duty::Interim);
        accepted.is_some_and(|(fact, _)| {
            !self.file.each::<DutyEnded>().any(|(end, it)| it.duty == Duty::Interim && end.happened >= fact.happened)
        })
    }

    fn host(&self, team: TeamId, filling: &mut Filling) {
        if let Some(service) = self.file.services().team(team) {
            filling.put(Variable::Host, &service.body_name);
        }
    }

    /// The function of Part 7 under which a home is provided: that of the duty accepted last.
    fn function(&self) -> &'static str {
        let last =
            self.file.each::<DutyAccepted>().rfind(|(fact, it)| it.duty.is_housing() && fact.happened <= self.fact.happened);
        match last.map(|(_, it)| it.duty) {
            Some(Duty::Main) => "section 193 (main housing duty)",
            Some(Duty::Relief) => "section 189B (relief duty)",
            Some(Duty::Prevention) => "section 195 (prevention duty)",
            Some(Duty::Intentional) => "section 190 (accommodation for a time)",
            _ => "section 188 (interim accommodation)",
        }
    }

    fn household(&self, filling: &mut Filling) {
        let (file, survivor) = (self.file, self.file.survivor());
        let mut all: Vec<String> = Vec::new();
        let mut children = false;
        for person in file.people().all() {
            let hers = Some(person.id) == survivor || (person.in_household && !file.people().may_tell_him(person.id));
            if !hers || person.role == Role::UnbornChild {
                continue;
            }
            let child = person.role == Role::Child;
            children |= child;
            let name = person.name.as_ref().map_or("name not recorded", |name| name.shown());
            let who = if child { "child" } else { "adult" };
            all.push(match person.born {
                Some(born) => format!("{name}, {who}, born in {}", born.year()),
                None => format!("{name}, {who}"),
            });
        }
        filling.is(Flag::Children, children);
        filling.put(Variable::HowMany, all.len().to_string());
        filling.items(Variable::Household, all);
        let ended = |id| file.each::<TenancyEnded>().any(|(_, it)| it.tenancy.is_none_or(|which| which == id));
        let holds =
            file.each::<TenancyHeld>().any(|(fact, it)| Some(it.person) == survivor && it.tenure.binds_her() && !ended(fact.id));
        filling.is(Flag::HoldsHome, holds);
    }

    fn step(&self, step: &Step) -> String {
        let who = match step.who {
            Who::Person(person) if Some(person) == self.file.survivor() => "You".to_owned(),
            Who::Person(person) => {
                let name = self.file.people().get(person).and_then(|person| person.name.as_ref());
                name.map_or_else(|| "Somebody else".to_owned(), |name| name.shown().to_owned())
            }
            Who::Team(team) => self.file.services().team(team).map_or_else(|| "We".to_owned(), |service| service.name.clone()),
        };
        match step.due {
            Some(due) => format!("{who}: {}, by {}", step.what, day(due)),
            None => format!("{who}: {}", step.what),
        }
    }
}

/// A day as people write it: 3 March 2026.
fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

fn pounds(pence: u64) -> String {
    if pence.is_multiple_of(100) { format!("£{}", pence / 100) } else { format!("£{}.{:02}", pence / 100, pence % 100) }
}

fn which(duty: Duty, filling: &mut Filling) {
    filling.is(Flag::Prevention, duty == Duty::Prevention);
    filling.is(Flag::Relief, duty == Duty::Relief);
    filling.is(Flag::Main, duty == Duty::Main);
    filling.is(Flag::Intentional, duty == Duty::Intentional);
}

/// A duty in words for her.
const fn duty(duty: Duty) -> &'static str {
    match duty {
        Duty::Prevention => "our duty to help you keep a home (the prevention duty)",
        Duty::Relief => "our duty to help you find a home (the relief duty)",
        Duty::Interim => "our duty to give you somewhere to stay while we decide",
        Duty::Main => "our duty to make sure that you have a home (the main housing duty)",
        Duty::Intentional => "our duty to give you somewhere to stay for a time, with advice",
        _ => "our duty to you",
    }
}

const fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Homelessness => "your application for help because you are or may become homeless",
        Subject::Priority => "your priority on the housing register",
        Subject::Qualification => "your application to join the housing register",
        Subject::Panel => "what the housing panel decided",
        Subject::UrgentMove => "your need to move urgently",
        Subject::Suitability => "whether a place is suitable for you",
        Subject::Reciprocal => "your move to another area",
        Subject::Referral => "which council helps you",
        Subject::Money => "money",
        Subject::Complaint => "your complaint",
        _ => "your case",
    }
}

/// Why an application rests, in words for her.
const fn rests_because(ground: SuspensionGround) -> &'static str {
    match ground {
        SuspensionGround::SheAsked => "you asked us to leave it for a time",
        SuspensionGround::UnderOffer => "you have accepted a home",
        SuspensionGround::OffersRefused => "you refused as many suitable homes as our scheme allows",
        SuspensionGround::RentArrears => "rent is owed that our scheme counts",
        SuspensionGround::NoReply => "we have tried to reach you and could not",
        SuspensionGround::Behaviour => "of something that our scheme counts as serious behaviour",
        SuspensionGround::PapersMissing => "papers are missing",
    }
}

const fn home(kind: HomeKind) -> &'static str {
    match kind {
        HomeKind::Refuge => "a place in a refuge",
        HomeKind::BedAndBreakfast => "a room in a bed and breakfast",
        HomeKind::Hostel => "a room in a hostel",
        HomeKind::Temporary => "a temporary home of your own",
        HomeKind::PrivateRent => "a home to rent from a private landlord",
        HomeKind::Social => "a council or housing association home",
        HomeKind::Sanctuary => "work to make your own home safe",
        HomeKind::Specialist => "a place in specialist safe accommodation",
        HomeKind::FriendsOrFamily => "a place with friends or family",
    }
}

fn paper(fact: &Fact) -> Option<String> {
    let kind = fact.is::<EvidenceReceived>()?.evidence.label();
    Some(format!("{kind}, received on {}", day(fact.happened.date)))
}
