//! Recording and correcting single facts.

use super::{Command, Context, Refusal, as_it_was, checked, form, gate};
use crate::facts::{Body, Kind, Known, NewFact, When};
use crate::file::CaseFile;
use crate::ids::FactId;

/// Records one fact of any kind that officers record by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordFact {
    /// What happened.
    pub body: Body,
    /// When.
    pub happened: When,
    /// Who knew it from which day; empty for every service in the file, from now on, and for a team that was told from that day on.
    pub known: Vec<Known>,
}

/// Whether officers record this kind as it is. Other kinds have a command of their own, or are written by the clock or the reader.
pub const fn is_recorded_by_hand(kind: Kind) -> bool {
    !kind.is_about_access()
        && !kind.is_about_identity()
        && !matches!(
            kind,
            Kind::FileOpened
                | Kind::ServiceNamed
                | Kind::OfficerAssigned
                | Kind::OfficerLeft
                | Kind::HandedOver
                | Kind::Looked
                | Kind::DetailNoticed
                | Kind::DisclosureHeard
                | Kind::HeardAnswered
                | Kind::SendingAsked
                | Kind::SendingDecided
                | Kind::OutgoingChecked
                | Kind::MessageSent
                | Kind::LetterReady
                | Kind::LetterPrinted
                | Kind::SendingStopped
                | Kind::DeliveryReported
                | Kind::ObligationAnswered
                | Kind::RecordedAsItWas
                | Kind::WaiverAsked
                | Kind::WaiverDeclined
                | Kind::ObligationWaived
                | Kind::ObligationEscalated
                | Kind::ObligationReassigned
                | Kind::EscalationAcknowledged
                | Kind::LinksChecked
                | Kind::RegisterSuspended
                | Kind::RegisterResumed
                | Kind::HomeFits
                | Kind::HomeKept
                | Kind::ReturnAnswered
                | Kind::HomePassed
        )
}

/// Where a kind that is not recorded by hand comes from.
pub(super) fn own_way(kind: Kind) -> Refusal {
    let (because, instead) = match kind {
        Kind::FileOpened => ("A file is opened by recording a disclosure.", "Use “Record a disclosure”."),
        Kind::ServiceNamed => {
            ("A service comes into the file by bringing it in, with the basis for sharing.", "Use “Bring in a service”.")
        }
        Kind::OfficerAssigned | Kind::OfficerLeft => {
            ("Who has the file is changed in the team's work.", "Use “Assign”, or the team page.")
        }
        Kind::HandedOver => ("Work passes to another team by handing it over.", "Use “Hand over”."),
        Kind::Looked => (
            "Looks at sealed information are written by Holdfast itself.",
            "There is nothing to do: each look is on record already.",
        ),
        Kind::DetailNoticed => (
            "Holdfast writes this beside an entry in which it noticed a number or an address.",
            "Record where somebody is, or how they can be reached safely.",
        ),
        Kind::DisclosureHeard => (
            "Holdfast writes this beside an entry in whose words it heard a likely disclosure.",
            "If you have been told of abuse, record a disclosure.",
        ),
        Kind::HeardAnswered => ("This is said of something that was heard, where it stands in the file.", "Open what was heard."),
        Kind::RecordedAsItWas => (
            "Holdfast writes this beside an entry that is recorded as it was.",
            "Record what happened; where it would be refused, you can record it as it was.",
        ),
        Kind::SendingAsked | Kind::SendingDecided => {
            ("What the sending gate decides is written by Holdfast itself.", "Ask to send it, from the file.")
        }
        Kind::OutgoingChecked | Kind::MessageSent | Kind::LetterReady | Kind::LetterPrinted | Kind::SendingStopped => (
            "What leaves is checked and sent by Holdfast, and so it is on record.",
            "Send it from the file. If it left some other way, record what was said or shared.",
        ),
        Kind::DeliveryReported => {
            ("What became of a message is told by its carrier.", "If a letter came back to you, record “Letter returned”.")
        }
        Kind::RegisterSuspended | Kind::RegisterResumed | Kind::HomeFits | Kind::HomeKept | Kind::HomePassed => {
            ("This is done on the page of her application to the register.", "Open “Register” in the file.")
        }
        Kind::LinksChecked => (
            "Links to the alleged perpetrator are checked on a page that shows what is known.",
            "Open “Letters” in the file, the notice, and “Check the links”.",
        ),
        Kind::ReturnAnswered => (
            "This is answered on the page of the national return.",
            "Open “Homelessness” in the file, and “For the national return”.",
        ),
        Kind::ObligationEscalated => {
            ("Escalations are written by the clock.", "Tell the manager yourself if it cannot wait for the clock.")
        }
        kind if kind.is_about_access() => {
            ("Who may open the file is decided on a page of its own.", "Use “Who may open this file”.")
        }
        _ => ("This is said of an obligation, from where it stands in the file.", "Open the obligation and use its buttons."),
    };
    Refusal::because(because).instead(instead)
}

impl Command for RecordFact {
    const NAME: &'static str = "record-fact";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !is_recorded_by_hand(self.body.kind()) {
            return Err(own_way(self.body.kind()));
        }
        knowledge_is_sound(file, &self.known, context)?;
        let fact = NewFact { happened: self.happened, supersedes: None, known: self.known.clone(), body: self.body.clone() };
        checked(file, vec![fact], context).map_err(|refusal| Refusal {
            as_it_was: as_it_was::may_have_happened(file, &self.body, self.happened, &self.known, context).is_ok(),
            ..refusal
        })
    }
}

pub(super) fn knowledge_is_sound(file: &CaseFile, known: &[Known], context: &Context<'_>) -> Result<(), Refusal> {
    for one in known {
        if file.services().team(one.team).is_none() {
            return Err(Refusal::because("One of the services that are said to have known is not in this file.")
                .instead("Bring the service in first, or leave it out."));
        }
        if one.on > context.today {
            return Err(Refusal::because("Nobody can have known it from a day that has not come yet."));
        }
    }
    Ok(())
}

/// Corrects a fact: a new one of the same kind takes its place. The old one stays in the journal.
///
/// A sealed value of the old fact, put unopened into the same field of the new one, stays as it was: nobody need read it or type it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Supersede {
    /// The fact to be corrected.
    pub fact: FactId,
    /// What really happened.
    pub body: Body,
    /// When it really happened.
    pub happened: When,
}

impl Command for Supersede {
    const NAME: &'static str = "supersede";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some(wrong) = file.fact(self.fact) else {
            let corrected = file.recorded().any(|fact| fact.id == self.fact);
            return Err(if corrected {
                Refusal::because("Somebody has corrected this entry already.")
                    .instead("Open the entry that took its place and correct that one.")
            } else {
                Refusal::because("This entry is not in the file.").instead("Go back to the file and choose it there.")
            });
        };
        let kind = wrong.body.kind();
        if kind != self.body.kind() {
            return Err(Refusal::because("A correction is of the same kind as the entry that it corrects.")
                .instead("Correct what is wrong in it, and record the other thing as an entry of its own."));
        }
        if !is_recorded_by_hand(kind) && kind != Kind::ServiceNamed {
            return Err(own_way(kind));
        }
        stays_about_the_same(file, &wrong.body, &self.body)?;
        keeps_what_she_asked_for(&wrong.body, &self.body)?;
        let without = CaseFile::fold(file.recorded().filter(|fact| fact.id != wrong.id).cloned().collect());
        form::check_correction(&without, &wrong.body, &self.body, self.happened, context.wall())?;
        gate::check(&without, &self.body, self.happened)?;
        Ok(vec![NewFact {
            happened: self.happened,
            supersedes: Some(wrong.id),
            known: wrong.known.clone(),
            body: self.body.clone(),
        }])
    }
}

/// A correction is about the same person or service. It takes nobody out of the file: what they owe or are owed would hang in the air.
fn stays_about_the_same(file: &CaseFile, old: &Body, new: &Body) -> Result<(), Refusal> {
    let differs = match (old, new) {
        (Body::ServiceNamed(old), Body::ServiceNamed(new)) => {
            (old.team, old.body, old.function) != (new.team, new.body, new.function) || (old.party && !new.party)
        }
        (Body::PersonAdded(old), Body::PersonAdded(new)) => {
            old.person != new.person || (Some(old.person) == file.survivor() && new.role != old.role)
        }
        (Body::ChildBorn(old), Body::ChildBorn(new)) => old.child != new.child,
        _ => false,
    };
    if differs {
        return Err(Refusal::because("A correction is about the same person or service, and takes nobody out of the file.")
            .instead("Add the other person or service as an entry of its own.")
            .instead("Hand over what this service has, if somebody else is to have it."));
    }
    Ok(())
}

/// A marker can be made wider by a correction, never narrower: only she lifts it.
fn keeps_what_she_asked_for(old: &Body, new: &Body) -> Result<(), Refusal> {
    let narrower = match (old, new) {
        (Body::MarkerSet(old), Body::MarkerSet(new)) => {
            old.person != new.person || old.keep_from != new.keep_from || !old.items.iter().all(|item| new.items.contains(item))
        }
        (Body::ConfidentialityAsked(old), Body::ConfidentialityAsked(new)) => {
            old.by != new.by || old.keep_from != new.keep_from || !old.items.iter().all(|item| new.items.contains(item))
        }
        _ => false,
    };
    if narrower {
        return Err(Refusal::because("What she asked to be kept confidential cannot be narrowed by a correction.")
            .instead("Ask her in a safe way, and record that the marker is lifted, because she wants it.")
            .instead("Set a further marker beside it.")
            .under("ACCESS-markers"));
    }
    Ok(())
}
