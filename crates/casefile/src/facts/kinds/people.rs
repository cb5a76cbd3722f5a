//! The file, the services in it and the people it is about.

use jiff::civil::Date;

use super::super::choices::{BodyKind, Closure, Function, Relation, Role};
use super::super::kind::kinds;
use super::super::who::Who;
use crate::ids::{BodyId, FactId, OfficerId, PersonId, TeamId};
use crate::private::{Narrative, Sealed, Unprinted};

kinds! {
    /// A file is opened for a survivor. Always the first fact of a file.
    FileOpened "file-opened" {
        /// The survivor.
        survivor: PersonId,
        /// The team that leads until somebody else takes over.
        lead: TeamId,
        /// The neutral reference that may stand on paper.
        reference: String,
    }
    /// A service comes into the file: what it is called and what it is there to do. Owners of obligations are found among these.
    ServiceNamed "service-named" {
        /// The team.
        team: TeamId,
        /// What the team is called.
        name: String,
        /// What it is there to do.
        function: Function,
        /// The body it belongs to. Teams of one body share a legal person.
        body: BodyId,
        /// What the body is called.
        body_name: String,
        /// What kind of body it is.
        body_kind: BodyKind,
        /// Whether its staff may open the file. Services that are only mentioned (a court, a prison, another council) may not.
        #[serde(default)]
        party: bool,
        /// Why it may: the purpose and the lawful basis of sharing.
        basis: Option<String>,
    }
    /// A person comes into the file.
    PersonAdded "person-added" {
        /// The person.
        person: PersonId,
        /// Who they are here.
        role: Role,
        /// What they are called; people's names as they give them.
        name: Option<Unprinted>,
        /// Date of birth.
        born: Option<Date>,
        /// Whether they live in the survivor's household.
        #[serde(default)]
        in_household: bool,
    }
    /// Two people are connected. Says whether behaviour between them can be domestic abuse in law (Domestic Abuse Act 2021 section 2).
    RelationshipRecorded "relationship-recorded" {
        /// The one.
        person: PersonId,
        /// How they are connected.
        relation: Relation,
        /// The other.
        with: PersonId,
    }
    /// A woman in the file is pregnant.
    PregnancyKnown "pregnancy-known" {
        /// Who is pregnant.
        person: PersonId,
        /// When the child is expected.
        expected: Option<Date>,
        /// To whom it was said.
        to: Option<TeamId>,
    }
    /// A child is born.
    ChildBorn "child-born" {
        /// The child; added as a person by this fact where it was not one yet.
        child: PersonId,
        /// The mother.
        mother: PersonId,
        /// Who was told.
        to: Option<TeamId>,
    }
    /// Somebody in the file has died.
    PersonDied "person-died" {
        /// Who died.
        person: PersonId,
        /// Whether it may be connected with abuse.
        #[serde(default)]
        may_be_abuse: bool,
    }
    /// A team has an officer for this file.
    OfficerAssigned "officer-assigned" {
        /// The team.
        team: TeamId,
        /// The officer; left out in stories, where officers have no names.
        officer: Option<OfficerId>,
    }
    /// The officer who had the file is gone, for good or for a time.
    OfficerLeft "officer-left" {
        /// The officer's team.
        team: TeamId,
        /// The officer.
        officer: Option<OfficerId>,
        /// The day on which the officer is back, if ever.
        back: Option<Date>,
    }
    /// The lead, or a team's part of the work, passes to another team.
    HandedOver "handed-over" {
        /// The team that hands over.
        from: TeamId,
        /// The team that takes over.
        to: TeamId,
        /// Why.
        why: Option<Sealed<Narrative>>,
    }
    /// The survivor declines support that she is offered. She may: nothing that she asked for or that protects her ends with it.
    SupportDeclined "support-declined" {
        /// Who declines.
        by: PersonId,
        /// Who offered.
        from: TeamId,
        /// What was offered.
        what: Option<Sealed<Narrative>>,
    }
    /// A service closes its work on the file.
    CaseClosed "case-closed" {
        /// Which service.
        by: TeamId,
        /// Why.
        why: Closure,
    }
    /// A service opens its work on the file again.
    CaseReopened "case-reopened" {
        /// Which service.
        by: TeamId,
        /// Why.
        why: Option<Sealed<Narrative>>,
    }
    /// Something that no other kind of fact says. Use it sparingly: rules read only what it shows.
    Noted "noted" {
        /// Who noted it, or told it.
        by: Option<Who>,
        /// The team that knows it.
        to: Option<TeamId>,
        /// What it shows.
        #[serde(default)]
        shows: super::super::Shows,
        /// In words.
        words: Option<Sealed<Narrative>>,
        /// Which fact it belongs to.
        about: Option<FactId>,
    }
    /// The entry recorded just before this one stands as it was, though Holdfast would have refused it as an act of today.
    RecordedAsItWas "recorded-as-it-was" {
        /// The code of that entry's kind.
        what: String,
        /// Who recorded it.
        officer: OfficerId,
        /// How it is known that it happened.
        how_known: Sealed<Narrative>,
    }
}
