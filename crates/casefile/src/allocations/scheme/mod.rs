//! How a register works here: the allocation scheme of a housing authority, as it is read out of its text and used by the rules.
//!
//! A scheme says which circumstances give which band, who may join, when the panel meets and how homes are let. It has no place for the score of
//! a risk assessment: there is no such circumstance, and a text that mentions one is refused. What the Act leaves no choice about (reasonable
//! preference, no local connection for somebody who flees abuse) is checked when the text is read and again where it is used.
//!
//! Law: Housing Act 1996 ss.160ZA, 166A; S.I. 2025/706. Next door: what is owed (`allocations`); what officers may do (`commands::register`).

mod calendar;
mod checks;
mod law;
mod read;
mod shipped;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use calendar::{Calendar, Nth};
pub use law::{Preference, preferences};
pub use read::{ReadScheme, SchemeProblem};
pub use shipped::standard;

use crate::facts::{Circumstance, QualificationGround};
use crate::ids::BodyId;

/// One scheme, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme {
    /// What it is called.
    pub name: String,
    /// The first day on which it is in force.
    pub from: Date,
    /// Its bands or levels, the highest first.
    pub bands: Vec<Band>,
    /// Which circumstance gives which band.
    pub circumstances: Vec<Given>,
    /// Who may not join, and who is exempt from that.
    pub qualification: Vec<Bar>,
    /// The panel.
    pub panel: Panel,
    /// When a home is let outside the list.
    pub direct_lets: Vec<Direct>,
    /// The areas by which homes are let.
    pub areas: Vec<Area>,
    /// Homes that are let by rules of their own.
    pub local_lettings: Vec<Local>,
    /// What the authority promises itself.
    pub targets: Targets,
    /// Reviews.
    pub reviews: Reviews,
    /// Offers.
    pub offers: Offers,
    /// How long people have waited lately.
    pub waits: Vec<Wait>,
}

/// A band or level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// By which it goes in facts.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Who is in it, in a sentence.
    pub says: String,
}

/// A circumstance, and the band that it gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Which.
    pub what: Circumstance,
    /// The code of its band.
    pub band: String,
    /// What counts as it here, in a sentence.
    pub says: String,
}

/// Somebody who may not join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// On which ground.
    pub ground: QualificationGround,
    /// What it asks.
    pub says: String,
    /// Whether it is not asked of somebody who has to move because of domestic abuse.
    pub not_for_abuse: bool,
}

/// The panel that decides on what the bands do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// On which days it meets.
    pub meets: Calendar,
    /// How many working days before it meets the papers have to be in.
    pub papers: u32,
    /// What it decides.
    pub says: String,
}

/// A home that is let outside the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direct {
    /// What it is called.
    pub name: String,
    /// When.
    pub says: String,
}

/// An area by which homes are let.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// By which it goes in facts.
    pub code: String,
    /// What it is called.
    pub name: String,
}

/// Homes that are let by rules of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Local {
    /// By which it goes.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Who comes first there.
    pub says: String,
}

/// What the authority promises itself, in working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Targets {
    /// Assessing an application that shows abuse.
    pub abuse: u32,
    /// Assessing any other.
    pub ordinary: u32,
}

/// Reviews of decisions (Housing Act 1996 s.166A(9)(c)). The Act names no times for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviews {
    /// How many days, beginning with the day of the letter, there are to ask for one.
    pub ask: u32,
    /// In how many weeks it is decided.
    pub decide: u32,
}

/// Offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offers {
    /// How many working days there are to answer one.
    pub answer: u32,
    /// After how many refusals of suitable and safe homes an application may rest. A refusal because a home is not safe is never among them.
    pub refusals: u32,
    /// For how many months at most.
    pub rests: u32,
    /// For how many working days a home is looked at by everybody who may have a claim to it before it is offered to anybody.
    pub first_look: u32,
}

/// How long people have waited lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// In which band.
    pub band: String,
    /// For how many bedrooms.
    pub bedrooms: u32,
    /// How many months.
    pub months: u32,
}

impl Scheme {
    /// A band by its code.
    pub fn band(&self, code: &str) -> Option<&Band> {
        self.bands.iter().find(|band| band.code == code)
    }

    /// How high a band stands: nought is the highest. `None` where the scheme has no such band.
    pub fn rank(&self, code: &str) -> Option<usize> {
        self.bands.iter().position(|band| band.code == code)
    }

    /// What the scheme gives for a circumstance.
    pub fn given(&self, what: Circumstance) -> Option<&Given> {
        self.circumstances.iter().find(|given| given.what == what)
    }

    /// The band that some circumstances give: the highest that any of them does. None of them gives the lowest. Adding a circumstance never
    /// lowers it.
    pub fn band_for(&self, counts: &[Circumstance]) -> Option<&Band> {
        let ranks = counts.iter().filter_map(|what| self.rank(&self.given(*what)?.band));
        match ranks.min() {
            Some(rank) => self.bands.get(rank),
            None => self.bands.last(),
        }
    }

    /// Which of some circumstances give the band that they give together.
    pub fn because(&self, counts: &[Circumstance]) -> Vec<Circumstance> {
        let Some(band) = self.band_for(counts) else { return Vec::new() };
        counts.iter().copied().filter(|what| self.given(*what).is_some_and(|given| given.band == band.code)).collect()
    }

    /// The next meeting of the panel for which papers can still be in, after a day.
    pub fn next_panel(&self, day: Date) -> Option<Date> {
        self.panel.meets.after(day).take(24).find(|meets| self.papers_by(*meets) >= day)
    }

    /// The day by which papers for a meeting have to be in.
    pub fn papers_by(&self, meets: Date) -> Date {
        calendar::working_days_before(meets, self.panel.papers)
    }

    /// What an area is called.
    pub fn area(&self, code: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.code == code)
    }

    /// Homes that are let by rules of their own.
    pub fn local_letting(&self, code: &str) -> Option<&Local> {
        self.local_lettings.iter().find(|one| one.code == code)
    }

    /// How long people have waited lately, in months.
    pub fn wait(&self, band: &str, bedrooms: u32) -> Option<u32> {
        self.waits.iter().find(|wait| wait.band == band && wait.bedrooms == bedrooms).map(|wait| wait.months)
    }
}

/// Every scheme of a partnership, each with the bodies whose it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Schemes(Vec<(Vec<BodyId>, Scheme)>);

impl Schemes {
    /// Adds a scheme for some bodies. One of the same day takes the place of that of these bodies.
    pub fn add(&mut self, bodies: Vec<BodyId>, scheme: Scheme) {
        for (those, kept) in &mut self.0 {
            if kept.from == scheme.from {
                those.retain(|body| !bodies.contains(body));
            }
        }
        self.0.retain(|(those, _)| !those.is_empty());
        self.0.push((bodies, scheme));
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The scheme that a body has of its own on a day.
    pub fn own(&self, body: BodyId, day: Date) -> Option<&Scheme> {
        let theirs = self.0.iter().filter(|(bodies, scheme)| bodies.contains(&body) && scheme.from <= day);
        theirs.map(|(_, scheme)| scheme).max_by_key(|scheme| scheme.from)
    }

    /// The scheme by which a body lets homes on a day: its own, or the one that comes with Holdfast.
    pub fn of(&self, body: BodyId, day: Date) -> &Scheme {
        match self.own(body, day) {
            Some(own) => own,
            None => standard(),
        }
    }
}
