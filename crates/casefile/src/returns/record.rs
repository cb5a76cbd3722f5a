//! Making the record of an application out of the facts.

use interchange::hclic::{Case, Code, FinalDuty, Item, ListId, Missing, missing};
use jiff::civil::Date;

use super::applications::{Application, split};
use super::asks::{Answers, Ask, applies, file_has_the_last_word, item_of, suggestion};
use super::{Known, Origin, Return, codes, duties, household, placements};
use crate::facts::{
    Body, DecisionMade, EndGround, Finding, Function, HomelessnessAssessed, NoticeKind, NoticeToLeave, ReferralKind,
    ReferralMade, ReturnQuestion, ReviewKind, Subject, TenancyEnded, TenancyHeld,
};
use crate::file::CaseFile;
use crate::homelessness::case::{self, Spell, Stage};
use crate::homelessness::standing;
use crate::ids::{FactId, TeamId};

/// Every application at the authority of a team, as it stands when a day has run, oldest first.
pub fn all(file: &CaseFile, team: TeamId, day: Date) -> Vec<Return> {
    let at = case::Case::of(file, team, day);
    let applications = split(file, &at.course);
    applications.iter().enumerate().filter_map(|(before, application)| one(file, &at, application, before + 1, day)).collect()
}

struct Maker<'a> {
    file: &'a CaseFile,
    at: &'a case::Case,
    application: &'a Application<'a>,
    answers: Answers<'a>,
    case: Case,
    known: Vec<Known>,
}

fn one(file: &CaseFile, at: &case::Case, application: &Application<'_>, number: usize, day: Date) -> Option<Return> {
    let first = application.spells.first()?;
    let reference = file.reference().unwrap_or_default();
    let id = if number == 1 { reference.to_owned() } else { format!("{reference}-{number}") };
    let answers = Answers::of(file, at.team, application);
    let mut maker = Maker { file, at, application, answers, case: Case::of(id, first.since), known: Vec::new() };
    maker.say(Item::Applied, None, origin(first));
    maker.people();
    maker.duties();
    maker.assessment(day);
    maker.places();
    maker.other_answers();
    let placements = maker.temporary(day);
    maker.reviews();
    maker.close();
    let asks = maker.asks(&placements);
    Some(Return { team: at.team, number, until: application.until, case: maker.case, known: maker.known, placements, asks })
}

fn origin(spell: &Spell) -> Origin {
    spell.begun_by.map_or(Origin::Calendar, Origin::Fact)
}

impl Maker<'_> {
    fn say(&mut self, item: Item, row: Option<usize>, from: Origin) {
        self.known.push(Known { item, row, from });
    }

    /// An answer, or what the file says; whichever has the last word.
    fn settle(&mut self, question: ReturnQuestion, says: Option<(Code, Origin)>) -> Option<Code> {
        let answered = self.answers.to(question, None).and_then(|(fact, codes)| Some((*codes.first()?, Origin::Answer(fact))));
        let (code, from) = if file_has_the_last_word(question) { says.or(answered) } else { answered.or(says) }?;
        self.say(item_of(question), None, from);
        Some(code)
    }

    fn ours(&self, by: TeamId) -> bool {
        self.file.services().same_body(by, self.at.team)
    }

    fn people(&mut self) {
        let day = self.case.applied;
        self.case.people = household::members(self.file, day);
        self.case.household = household::kind(self.file, day);
        self.say(Item::Household, None, Origin::People);
        let says = household::age_band(&self.case.people).map(|code| (code, Origin::People));
        self.case.age_band = self.settle(ReturnQuestion::AgeBand, says);
    }

    fn duties(&mut self) {
        if let Some(mut ran) = duties::prevention(self.file, self.application) {
            self.say(Item::PreventionBegan, None, ran.began_by);
            let says = ran.section.reason.zip(ran.ended_by);
            if let Some(by) = ran.ended_by {
                self.say(Item::PreventionEnded, None, by);
                ran.section.reason = self.settle(ReturnQuestion::PreventionReason, says);
                ran.section.activity = self.settle(ReturnQuestion::PreventionActivity, None);
                ran.section.secured = self.settle(ReturnQuestion::PreventionSecured, None);
            }
            self.case.prevention = Some(ran.section);
        }
        if let Some(mut ran) = duties::relief(self.file, self.application) {
            self.say(Item::ReliefBegan, None, ran.began_by);
            let says = ran.section.reason.zip(ran.ended_by);
            if let Some(by) = ran.ended_by {
                self.say(Item::ReliefEnded, None, by);
                ran.section.reason = self.settle(ReturnQuestion::ReliefReason, says);
                ran.section.activity = self.settle(ReturnQuestion::ReliefActivity, None);
                ran.section.secured = self.settle(ReturnQuestion::ReliefSecured, None);
            }
            self.case.relief = Some(ran.section);
        }
        if let Some(decided) = duties::decided(self.file, self.application, self.at.priority) {
            self.say(Item::MainDecided, None, decided.by);
            self.say(Item::MainDecision, None, decided.by);
            let mut main = FinalDuty {
                decided: decided.on,
                decision: decided.decision,
                priority_need: None,
                ended: decided.ended,
                reason: None,
            };
            if main.is_accepted() {
                let says = self.priority_need(decided.on);
                main.priority_need = self.settle(ReturnQuestion::PriorityNeed, says);
            }
            if let Some(by) = decided.ended_by {
                self.say(Item::MainEnded, None, by);
                main.reason = self.settle(ReturnQuestion::MainEndReason, decided.reason.map(|code| (code, by)));
            }
            self.case.main = Some(main);
        }
    }

    /// Dependent children come first in the return, then pregnancy, then abuse.
    fn priority_need(&self, day: Date) -> Option<(Code, Origin)> {
        let (code, from) = if household::has_children(self.file, day) {
            ("household-includes-dependent-children", Origin::People)
        } else if household::is_expecting(self.file, day) {
            ("household-includes-a-pregnant-woman", Origin::People)
        } else {
            let (fact, _) = self.file.abuse_known(self.at.team).filter(|(_, on)| *on <= day)?;
            ("vulnerable-domestic-abuse", Origin::Fact(fact.id))
        };
        ListId::PriorityNeed.find(code).map(|code| (code, from))
    }

    fn assessment(&mut self, day: Date) {
        let assessed = self
            .file
            .each::<HomelessnessAssessed>()
            .find(|(fact, it)| self.ours(it.by) && fact.happened.date <= day && self.application.has(fact.happened.date))
            .map(|(fact, _)| (fact.happened.date, Origin::Fact(fact.id)));
        let first = self.application.spells.iter().find(|spell| spell.stage.duty().is_some());
        let closed = self.application.spells.last().filter(|spell| !spell.stage.is_live());
        let found = match (first, closed) {
            (Some(spell), _) if matches!(spell.stage, Stage::Prevention(_)) => {
                Some((self.prevention_outcome(spell.since), spell))
            }
            (Some(spell), _) => Some((codes::RELIEF_OWED, spell)),
            (None, Some(spell)) => match spell.stage {
                Stage::NotOwed => Some((self.not_owed(spell), spell)),
                Stage::Ended { ground: EndGround::Withdrew, .. } => Some((codes::WITHDREW, spell)),
                Stage::Ended { ground: EndGround::NotEligible, .. } => Some((codes::NOT_ELIGIBLE, spell)),
                _ => None,
            },
            _ => None,
        };
        if let Some((code, spell)) = found {
            self.case.assessment = ListId::InitialAssessment.find(code);
            self.say(Item::Assessment, None, origin(spell));
        }
        // Where nothing is owed, the decision is the assessment.
        let decided =
            closed.filter(|_| first.is_none() && self.case.assessment.is_some()).map(|spell| (spell.since, origin(spell)));
        if let Some((on, from)) = assessed.or(decided) {
            self.case.assessed = Some(on);
            self.say(Item::AssessmentDate, None, from);
        }
    }

    fn prevention_outcome(&self, day: Date) -> &'static str {
        let section_21 = self.file.each::<NoticeToLeave>().any(|(fact, it)| {
            it.notice == NoticeKind::Section21 && fact.happened.date <= day && it.expires.is_none_or(|on| on >= self.case.applied)
        });
        if section_21 { codes::BY_SECTION_21 } else { codes::PREVENTION_OWED }
    }

    fn not_owed(&self, spell: &Spell) -> &'static str {
        let decision = spell.begun_by.and_then(|fact| self.file.fact(fact)).and_then(|fact| fact.is::<DecisionMade>());
        if decision.is_some_and(|it| it.findings.contains(&Finding::NotEligible)) { codes::NOT_ELIGIBLE } else { codes::NO_DUTY }
    }

    fn places(&mut self) {
        let day = self.case.applied;
        let tenancy = self.tenancy(day);
        let placed = standing::placement(self.file, day)
            .filter(|(_, it)| !it.settled)
            .and_then(|(fact, it)| Some((codes::placed(it.home)?, Origin::Fact(fact.id))));
        self.case.accommodation_now = self.settle(ReturnQuestion::AccommodationNow, placed.or(tenancy));
        self.case.last_settled = self.settle(ReturnQuestion::LastSettled, tenancy);
        let referral = self.referral();
        self.case.referral = self.settle(ReturnQuestion::Referral, referral);
    }

    /// The home that she held on a day.
    fn tenancy(&self, day: Date) -> Option<(Code, Origin)> {
        let over = |id: FactId| {
            self.file
                .each::<TenancyEnded>()
                .any(|(fact, it)| it.tenancy.is_none_or(|which| which == id) && fact.happened.date < day)
        };
        let held = self
            .file
            .each::<TenancyHeld>()
            .rfind(|(fact, it)| Some(it.person) == self.file.survivor() && fact.happened.date <= day && !over(fact.id));
        let (fact, it) = held?;
        let landlord = it.landlord.and_then(|team| self.file.services().team(team)).map(|service| service.body_kind);
        codes::tenancy(it.tenure, landlord).map(|code| (code, Origin::Fact(fact.id)))
    }

    /// The referral with which the application began.
    fn referral(&self) -> Option<(Code, Origin)> {
        let begun_by = self.application.spells.first()?.begun_by?;
        let fact = self.file.fact(begun_by)?;
        let made = match &fact.body {
            Body::ReferralAnswered(it) => self.file.fact(it.referral)?,
            _ => fact,
        };
        let it = made.is::<ReferralMade>()?;
        let by = it.by.team()?;
        let service = self.file.services().team(by)?;
        let own = self.ours(by) && !matches!(service.function, Function::Adults | Function::Children);
        let another = service.function == Function::Housing && it.referral != ReferralKind::Authority;
        if own || another {
            return None;
        }
        codes::referrer(service.function).map(|code| (code, Origin::Fact(made.id)))
    }

    fn other_answers(&mut self) {
        let abuse = self.file.abuse_known(self.at.team);
        self.case.reason_for_loss = self.settle(ReturnQuestion::ReasonForLoss, None);
        self.case.employment = self.settle(ReturnQuestion::Employment, None);
        self.case.ethnicity = self.settle(ReturnQuestion::Ethnicity, None);
        self.case.sexual_identity = self.settle(ReturnQuestion::SexualIdentity, None);
        self.case.gender_identity = self.settle(ReturnQuestion::GenderIdentity, None);
        if let Some((fact, codes)) = self.answers.to(ReturnQuestion::SupportNeeds, None) {
            self.say(Item::SupportNeed, None, Origin::Answer(fact));
            let mut needs = codes;
            // What the file says is never left out, whatever was ticked.
            let her = self.case.people.first().and_then(|her| her.age);
            let young = her.filter(|age| matches!(age, 16 | 17)).and_then(|_| ListId::SupportNeed.find(codes::AGED_16_OR_17));
            let abused = abuse.and_then(|_| ListId::SupportNeed.find(codes::ABUSE_NEED));
            for code in [abused, young].into_iter().flatten() {
                if !needs.contains(&code) {
                    needs.push(code);
                }
            }
            needs.sort_unstable();
            self.case.support = Some(needs);
        }
        if let Some((fact, codes)) = self.answers.to(ReturnQuestion::Assistance, None) {
            self.say(Item::AssistedNeed, None, Origin::Answer(fact));
            self.case.assistance = Some(codes);
        }
    }

    fn temporary(&mut self, day: Date) -> Vec<FactId> {
        let found = placements::find(self.file, self.at.team, self.application, self.at.priority, day);
        let mut ids = Vec::new();
        for (row, (fact, mut placement)) in found.into_iter().enumerate() {
            self.say(Item::EntryDate, Some(row), Origin::Fact(fact.id));
            self.say(Item::PlacementDuty, Some(row), Origin::Fact(fact.id));
            let answered = self.answers.to(ReturnQuestion::PlacementType, Some(fact.id));
            match answered.and_then(|(answer, codes)| Some((*codes.first()?, answer))) {
                Some((code, answer)) => {
                    placement.kind = Some(code);
                    self.say(Item::PlacementType, Some(row), Origin::Answer(answer));
                }
                None if placement.kind.is_some() => self.say(Item::PlacementType, Some(row), Origin::Fact(fact.id)),
                None => {}
            }
            ids.push(fact.id);
            self.case.placements.push(placement);
        }
        ids
    }

    fn reviews(&mut self) {
        let ours: Vec<case::Review> = self.at.reviews.iter().filter(|one| self.application.has(one.on)).copied().collect();
        for (row, review) in ours.into_iter().enumerate() {
            let of = match (review.kind, review.of.and_then(|of| self.file.body_of(of))) {
                (ReviewKind::PlanSteps, _) => "plan-steps",
                (ReviewKind::JointReferral | ReviewKind::AppointedPerson, _) => "referral",
                (_, Some(Body::DutyEnded(_))) => "end-of-duty",
                (_, Some(Body::DutyAccepted(_))) => "duty-owed",
                (_, Some(Body::DecisionMade(it))) => match it.subject {
                    Subject::Suitability => "suitability",
                    Subject::Referral => "referral",
                    _ => "duty-owed",
                },
                _ => "not-known",
            };
            let outcome = review.decided.map(|decided| if decided.changed { "changed" } else { "upheld" });
            self.say(Item::ReviewAsked, Some(row), Origin::Fact(review.asked));
            if let Some(decided) = review.decided {
                self.say(Item::ReviewDecided, Some(row), Origin::Fact(decided.fact));
            }
            self.case.reviews.push(interchange::hclic::Review {
                asked: review.on,
                of: ListId::ReviewOf.find(of),
                decided: review.decided.map(|decided| decided.on),
                outcome: outcome.and_then(|code| ListId::ReviewOutcome.find(code)),
            });
        }
    }

    fn close(&mut self) {
        if let Some(spell) =
            self.application.spells.last().filter(|spell| !spell.stage.is_live() && spell.stage != Stage::Nothing)
        {
            self.case.closed = Some(spell.since);
            self.say(Item::Closed, None, origin(spell));
        }
    }

    fn asks(&self, placements: &[FactId]) -> Vec<Ask> {
        let wanted = missing(&self.case);
        let mut asks = Vec::new();
        for question in ReturnQuestion::ALL.iter().copied().filter(|question| applies(*question, &self.case)) {
            let rows: Vec<(Option<usize>, Option<FactId>)> = match question {
                ReturnQuestion::PlacementType => {
                    placements.iter().enumerate().map(|(row, fact)| (Some(row), Some(*fact))).collect()
                }
                _ => vec![(None, None)],
            };
            for (row, about) in rows {
                let item = item_of(question);
                let from = self.known.iter().find(|known| (known.item, known.row) == (item, row)).map(|known| known.from);
                if file_has_the_last_word(question) && from.is_some_and(|from| !matches!(from, Origin::Answer(_))) {
                    continue;
                }
                let answered = from.is_some().then(|| self.held(question, row));
                asks.push(Ask {
                    question,
                    about,
                    row,
                    suggested: suggestion(self.file, self.at.team, question).filter(|_| answered.is_none()),
                    answered,
                    wanted: wanted.contains(&Missing { item, row }),
                });
            }
        }
        asks
    }

    /// What the record has in answer to a question.
    fn held(&self, question: ReturnQuestion, row: Option<usize>) -> Vec<Code> {
        use ReturnQuestion as Q;
        let case = &self.case;
        let one = match question {
            Q::SupportNeeds => return case.support.clone().unwrap_or_default(),
            Q::Assistance => return case.assistance.clone().unwrap_or_default(),
            Q::ReasonForLoss => case.reason_for_loss,
            Q::AccommodationNow => case.accommodation_now,
            Q::LastSettled => case.last_settled,
            Q::Referral => case.referral,
            Q::AgeBand => case.age_band,
            Q::Employment => case.employment,
            Q::Ethnicity => case.ethnicity,
            Q::SexualIdentity => case.sexual_identity,
            Q::GenderIdentity => case.gender_identity,
            Q::PreventionActivity => case.prevention.and_then(|duty| duty.activity),
            Q::PreventionReason => case.prevention.and_then(|duty| duty.reason),
            Q::PreventionSecured => case.prevention.and_then(|duty| duty.secured),
            Q::ReliefActivity => case.relief.and_then(|duty| duty.activity),
            Q::ReliefReason => case.relief.and_then(|duty| duty.reason),
            Q::ReliefSecured => case.relief.and_then(|duty| duty.secured),
            Q::PriorityNeed => case.main.and_then(|main| main.priority_need),
            Q::MainEndReason => case.main.and_then(|main| main.reason),
            Q::PlacementType => row.and_then(|row| case.placements.get(row)).and_then(|one| one.kind),
        };
        one.into_iter().collect()
    }
}
