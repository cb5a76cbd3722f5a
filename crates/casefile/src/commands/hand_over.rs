//! Who has the file: services that come in, teams that hand over, officers who are assigned, go or are away.
//!
//! Nothing here can leave work without an owner: work passes only to a team that is in the file, and an officer who leaves gives it back to the
//! team, whose manager is then asked to assign somebody.

use jiff::civil::Date;

use super::guarding::within_ninety_days;
use super::{Command, Context, Refusal, checked};
use crate::confidentiality::Guarding;
use crate::facts::{
    FieldClass, HandedOver, LawfulBasis, NewFact, OfficerAssigned, OfficerLeft, Rung, ServiceNamed, SharingDecided,
};
use crate::file::CaseFile;
use crate::ids::{OfficerId, TeamId};
use crate::private::{Narrative, Sealed};

/// What is shared with a service that comes in.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Which sealed information its staff may have read out.
    pub what: Vec<FieldClass>,
    /// On which lawful basis.
    pub basis: LawfulBasis,
    /// For what purpose.
    pub why: Sealed<Narrative>,
    /// The day by which it is looked at again.
    pub review: Date,
}

/// Brings a service into the file. Its particulars come from the directory; whoever brings in one that may open the file decides what is shared.
#[derive(Debug, Clone, PartialEq)]
pub struct BringIn {
    /// The service, and whether its staff may open the file.
    pub service: ServiceNamed,
    /// What is shared with it; nothing where it is only mentioned.
    pub terms: Option<Terms>,
}

impl Command for BringIn {
    const NAME: &'static str = "bring-in";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if self.service.party != self.terms.is_some() {
            return Err(Refusal::because("Say what is shared with this service, on which lawful basis, and why.")
                .instead("Name it without giving access, if it is only mentioned."));
        }
        let party_already = file.services().team(self.service.team).is_some_and(|known| known.party || !self.service.party);
        if party_already {
            return Err(Refusal::because("This service is in the file already.").instead("Hand over to it, or refer to it."));
        }
        let mut facts = vec![NewFact::new(context.wall(), self.service.clone())];
        if let Some(terms) = &self.terms {
            facts.push(terms.decided(self.service.team, file, context)?);
        }
        checked(file, facts, context)
    }
}

impl Terms {
    fn decided(&self, with: TeamId, file: &CaseFile, context: &Context<'_>) -> Result<NewFact, Refusal> {
        within_ninety_days(self.review, "The day on which sharing is looked at again", context)?;
        if self.why.is_empty() {
            return Err(Refusal::because("Say for what purpose this is shared."));
        }
        let guarding = Guarding::of(file);
        let mine = |class: &FieldClass| {
            let of_body = guarding.shared.iter().filter(|shared| shared.body == context.body);
            of_body.into_iter().any(|shared| shared.classes.contains(class))
        };
        if !self.what.iter().all(mine) {
            return Err(Refusal::because("Nobody shares what is not shared with their own service.")
                .instead("Bring it in with less, and ask the team that leads to decide about the rest."));
        }
        let (what, basis, why, review) = (self.what.clone(), self.basis, self.why.clone(), self.review);
        let body = SharingDecided { with, what, basis, why, officer: context.officer, review };
        Ok(NewFact::new(context.wall(), body))
    }
}

/// Hands the lead, or a team's part of the work, to another team.
#[derive(Debug, Clone, PartialEq)]
pub struct HandOver {
    /// The team that hands over.
    pub from: TeamId,
    /// The team that takes over.
    pub to: TeamId,
    /// Why.
    pub why: Sealed<Narrative>,
}

impl Command for HandOver {
    const NAME: &'static str = "hand-over";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let managed = context.is_manager() && context.is_of_my_body(file, self.from);
        if self.from != context.team && !managed {
            return Err(Refusal::because("Only the team itself, or a manager of its body, can hand over its work.")
                .instead("Ask that team, or its manager."));
        }
        if file.services().team(self.from).is_none() {
            return Err(Refusal::because("The team that hands over has no part in this file."));
        }
        if self.from == self.to {
            return Err(Refusal::because("The team has it already.").instead("Assign another officer of the team."));
        }
        match file.services().team(self.to) {
            None => {
                return Err(Refusal::because("That team is not in this file, so it could not see what it is given.")
                    .instead("Bring the service in first, with the basis for sharing; then hand over."));
            }
            Some(service) if !service.party => {
                return Err(Refusal::because("That team is only mentioned in this file and could not open it.")
                    .instead("Bring the service in first, with the basis for sharing; then hand over."));
            }
            Some(_) => {}
        }
        if self.why.is_empty() {
            return Err(Refusal::because("Say in a line why, so that the team that takes over knows what it is given."));
        }
        let body = HandedOver { from: self.from, to: self.to, why: Some(self.why.clone()) };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// Gives the file to an officer of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignOfficer {
    /// The team.
    pub team: TeamId,
    /// The officer; that they belong to the team is known where officers are kept.
    pub officer: OfficerId,
}

impl Command for AssignOfficer {
    const NAME: &'static str = "assign-officer";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        part_of(file, self.team)?;
        let own = self.team == context.team && (self.officer == context.officer || context.is_manager());
        let managed = context.is_manager() && context.is_of_my_body(file, self.team);
        if !own && !managed {
            return Err(Refusal::because(
                "You can take a file on yourself; giving it to somebody else is for the team's manager.",
            )
            .instead("Take it on yourself, or ask the manager."));
        }
        if file.officer_of(self.team) == Some(self.officer) {
            return Err(Refusal::because("This officer has the file already."));
        }
        let body = OfficerAssigned { team: self.team, officer: Some(self.officer) };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

fn part_of(file: &CaseFile, team: TeamId) -> Result<(), Refusal> {
    if file.services().team(team).is_some_and(|service| service.party) {
        Ok(())
    } else {
        Err(Refusal::because("This team has no part in the file.").instead("Bring the service in first."))
    }
}

/// Says that the officer who has the file is gone, for good or for a time. The work falls back to the team, and assigning it becomes due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SayOfficerLeft {
    /// The officer's team.
    pub team: TeamId,
    /// The officer.
    pub officer: OfficerId,
    /// The day on which the officer is back, if ever.
    pub back: Option<Date>,
}

impl Command for SayOfficerLeft {
    const NAME: &'static str = "officer-left";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        part_of(file, self.team)?;
        let allowed =
            self.officer == context.officer || (context.standing >= Rung::Manager && context.is_of_my_body(file, self.team));
        if !allowed {
            return Err(Refusal::because("That an officer is away is said by the officer or a manager.")
                .instead("Tell the team's manager."));
        }
        if file.officer_of(self.team) != Some(self.officer) {
            return Err(Refusal::because("This officer does not have the file."));
        }
        let body = OfficerLeft { team: self.team, officer: Some(self.officer), back: self.back };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
