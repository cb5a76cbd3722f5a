//! Police, courts, prison, orders, and the schemes that the police run.

use jiff::civil::Date;

use super::super::choices::{OrderKind, Scheme};
use super::super::kind::kinds;
use super::super::who::Who;
use super::super::{Shows, When};
use crate::ids::{FactId, PersonId, TeamId};
use crate::private::{Narrative, Sealed};

kinds! {
    /// The police come to an incident.
    PoliceAttended "police-attended" {
        /// Which force.
        by: TeamId,
        /// The incident, where it is in the file.
        incident: Option<FactId>,
        /// Children of school age who were there or live there.
        #[serde(default)]
        children: Vec<PersonId>,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
    }
    /// The alleged perpetrator is arrested.
    Arrested "arrested" {
        /// Who.
        person: PersonId,
        /// By which force.
        by: Option<TeamId>,
    }
    /// The alleged perpetrator is charged.
    Charged "charged" {
        /// Who.
        person: PersonId,
        /// By which force.
        by: Option<TeamId>,
        /// With what.
        with: Option<String>,
    }
    /// The alleged perpetrator is let go on bail.
    Bailed "bailed" {
        /// Who.
        person: PersonId,
        /// Until when.
        until: Option<Date>,
        /// Whether there are conditions that protect her.
        #[serde(default)]
        conditions: bool,
    }
    /// A court convicts.
    Convicted "convicted" {
        /// Who.
        person: PersonId,
        /// Of what.
        of: Option<String>,
    }
    /// A case ends without a conviction.
    CaseDropped "case-dropped" {
        /// Against whom.
        person: PersonId,
        /// Who is told.
        to: Option<TeamId>,
    }
    /// The alleged perpetrator is in custody.
    CustodyBegan "custody-began" {
        /// Who.
        person: PersonId,
        /// Where.
        prison: Option<TeamId>,
    }
    /// A date of release becomes known, or changes.
    ReleaseDateKnown "release-date-known" {
        /// Whose release.
        person: PersonId,
        /// The day; left out where only «in the coming months» is known.
        on: Option<Date>,
        /// The service that knows it.
        to: TeamId,
        /// Who said so.
        by: Option<Who>,
    }
    /// The alleged perpetrator is released.
    Released "released" {
        /// Who.
        person: PersonId,
        /// The service that knows it.
        to: Option<TeamId>,
        /// Whether there are licence conditions.
        #[serde(default)]
        licence: bool,
    }
    /// The alleged perpetrator is recalled to prison.
    Recalled "recalled" {
        /// Who.
        person: PersonId,
    }
    /// An order, a notice or conditions that protect somebody.
    OrderMade "order-made" {
        /// Which kind.
        order: OrderKind,
        /// Against whom.
        against: PersonId,
        /// Whom it protects.
        #[serde(default)]
        protects: Vec<PersonId>,
        /// When notice was given or the order was made, with the time where the clock is in hours.
        from: Option<When>,
        /// Its last day, where it has one.
        until: Option<Date>,
        /// The services told.
        #[serde(default)]
        told: Vec<TeamId>,
    }
    /// The court hears the application that a protection notice began.
    OrderHeard "order-heard" {
        /// The notice.
        notice: FactId,
        /// Whether an order was made.
        #[serde(default)]
        made: bool,
    }
    /// An order, notice or condition is broken.
    OrderBreached "order-breached" {
        /// Which; left out where it is not in the file.
        order: Option<FactId>,
        /// By whom.
        by: PersonId,
        /// Who is told.
        to: Option<TeamId>,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// An order ends before its time, or is lifted.
    OrderEnded "order-ended" {
        /// Which.
        order: FactId,
    }
    /// Somebody asks the police to disclose whether a person has abused before, or a body asks them to (the disclosure scheme).
    DisclosureSchemeAsked "disclosure-scheme-asked" {
        /// Under which part.
        scheme: Scheme,
        /// Who asks.
        by: Who,
        /// The police team.
        to: TeamId,
        /// About whom.
        about: PersonId,
    }
    /// The police decide whether to disclose.
    DisclosureSchemeDecided "disclosure-scheme-decided" {
        /// Which request.
        request: FactId,
        /// Whether the person at risk was told.
        #[serde(default)]
        disclosed: bool,
    }
    /// The police tell a child's school of an incident (Operation Encompass).
    SchoolNotified "school-notified" {
        /// The police team.
        by: TeamId,
        /// The incident.
        incident: Option<FactId>,
        /// The child.
        child: Option<PersonId>,
    }
}
