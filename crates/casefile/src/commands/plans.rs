//! Plans and their reviews.

use super::{Command, Context, Refusal, checked};
use crate::facts::{DataItem, NewFact, PlanKind, PlanMade, PlanReviewed, Step};
use crate::file::CaseFile;
use crate::ids::PersonId;
use crate::private::{Narrative, Sealed};

/// Writes a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct MakePlan {
    /// Which kind.
    pub plan: PlanKind,
    /// For whom, where it is not the survivor.
    pub person: Option<PersonId>,
    /// Its steps, each with an owner and a day.
    pub steps: Vec<Step>,
    /// Why she and the service could not agree on the steps; `None` where they did.
    pub not_agreed: Option<Sealed<Narrative>>,
    /// Whether she has a copy.
    pub copy_given: bool,
    /// Contact details or whereabouts that stand in it.
    pub contains: Vec<DataItem>,
    /// In words.
    pub words: Option<Sealed<Narrative>>,
}

impl Command for MakePlan {
    const NAME: &'static str = "make-plan";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if self.steps.is_empty() {
            return Err(Refusal::because("A plan without a step changes nothing for her.")
                .instead("Add at least one step, with who does it and by which day."));
        }
        if self.steps.iter().any(|step| step.due.is_none() && step.who.team().is_some()) {
            return Err(Refusal::because("Each step of a service has a day by which it is done.")
                .instead("Give every step a day; it can be changed when the plan is reviewed."));
        }
        if self.steps.iter().filter_map(|step| step.due).any(|due| due < context.today) {
            return Err(Refusal::because("A step cannot be due on a day that is over.")
                .instead("Give it a day to come, or record what was done as an entry of its own."));
        }
        if self.steps.iter().any(|step| file.is_other_side(step.who)) {
            return Err(Refusal::because("A step of her plan cannot be for the alleged perpetrator or somebody close to him.")
                .instead("Give the step to the service that deals with him.")
                .under("COG21-never-contact-perp"));
        }
        let body = PlanMade {
            by: context.team,
            plan: self.plan,
            person: self.person,
            steps: self.steps.clone(),
            not_agreed: self.not_agreed.clone(),
            copy_given: self.copy_given,
            contains: self.contains.clone(),
            words: self.words.clone(),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// Looks at a plan again and brings it up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewPlan {
    /// Which kind.
    pub plan: PlanKind,
    /// Whether she was told in writing of what changed.
    pub told: bool,
}

impl Command for ReviewPlan {
    const NAME: &'static str = "review-plan";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !file.each::<PlanMade>().any(|(_, it)| it.plan == self.plan) {
            return Err(Refusal::because("There is no plan of this kind yet.").instead("Make the plan first."));
        }
        let body = PlanReviewed { by: context.team, plan: self.plan, told: self.told };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
