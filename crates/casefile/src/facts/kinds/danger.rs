//! Abuse, danger and risk: what was done, threatened, feared and assessed.

use jiff::civil::Date;

use super::super::Shows;
use super::super::choices::RiskLevel;
use super::super::kind::kinds;
use super::super::who::Who;
use crate::ids::{FactId, PersonId, TeamId};
use crate::private::{Narrative, Sealed, Whereabouts};

kinds! {
    /// Somebody threatens her or hers. Threats are abuse.
    ThreatMade "threat-made" {
        /// Who threatens.
        by: PersonId,
        /// Who is threatened.
        #[serde(default)]
        of: Vec<PersonId>,
        /// What more it shows.
        #[serde(default)]
        shows: Shows,
        /// Who was told.
        to: Option<TeamId>,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// Somebody attacks her or hers.
    Assaulted "assaulted" {
        /// Who attacks.
        by: PersonId,
        /// Who is attacked.
        #[serde(default)]
        of: Vec<PersonId>,
        /// Whether anybody was hurt.
        #[serde(default)]
        injured: bool,
        /// What more it shows.
        #[serde(default)]
        shows: Shows,
        /// Who was told.
        to: Option<TeamId>,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// Any other abusive behaviour: control, stalking, damage, money taken, letters from prison.
    AbuseHappened "abuse-happened" {
        /// Who did it.
        by: PersonId,
        /// To whom.
        #[serde(default)]
        of: Vec<PersonId>,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
        /// Who was told.
        to: Option<TeamId>,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// She, or somebody for her, says that the alleged perpetrator is near or has found her. True until disproved.
    ProximityReported "proximity-reported" {
        /// Who says so.
        by: Who,
        /// Who is told.
        to: TeamId,
        /// The alleged perpetrator.
        person: PersonId,
        /// Whether he is thought to know her address.
        #[serde(default)]
        knows_address: bool,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// A service decides what a report that he is near means, on what it found out from others, never from him.
    ProximityTriaged "proximity-triaged" {
        /// Which service.
        by: TeamId,
        /// Which report.
        report: FactId,
        /// Whether the report is taken as true.
        #[serde(default)]
        accepted: bool,
        /// Why.
        words: Option<Sealed<Narrative>>,
    }
    /// The alleged perpetrator moves home, or is known to be somewhere new.
    AllegedPerpetratorMoved "alleged-perpetrator-moved" {
        /// Who moves.
        person: PersonId,
        /// The body that houses or houses again, where one does.
        housed_by: Option<TeamId>,
        /// A team of the council of the new area, where that is known and is another one.
        to_area_of: Option<TeamId>,
        /// Whether that is near the survivor.
        #[serde(default)]
        near_survivor: bool,
        /// The service that knows it.
        to: Option<TeamId>,
        /// Where, as far as is known.
        place: Option<Sealed<Whereabouts>>,
    }
    /// A service learns that a known or alleged abuser lives with, or is close to, another family with children.
    NewHouseholdKnown "new-household-known" {
        /// The alleged perpetrator.
        person: PersonId,
        /// The service that learns it.
        to: TeamId,
        /// A team of the council of that family's area, where known.
        area_of: Option<TeamId>,
        /// Whether there are children in that household.
        #[serde(default)]
        children: bool,
        /// Whether it is known who they are.
        #[serde(default)]
        identified: bool,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// Somebody leaves home because of abuse.
    LeftHome "left-home" {
        /// Who leaves.
        person: PersonId,
        /// Who is told.
        to: Option<TeamId>,
        /// Whether it is for somewhere safe that can last.
        #[serde(default)]
        to_safety: bool,
        /// Where to.
        place: Option<Sealed<Whereabouts>>,
    }
    /// She moves, or is moved, to another home.
    Moved "moved" {
        /// Who moves.
        person: PersonId,
        /// Whether it is meant to last.
        #[serde(default)]
        permanent: bool,
        /// Whether it is safe as far as is known.
        #[serde(default)]
        safe: bool,
        /// A team of the council of the new area, where it is another one.
        to_area_of: Option<TeamId>,
        /// The service that knows it.
        to: Option<TeamId>,
        /// Where to.
        place: Option<Sealed<Whereabouts>>,
    }
    /// A professional assesses the risk to her, on a checklist or by judgement.
    RiskAssessed "risk-assessed" {
        /// Who assesses.
        by: TeamId,
        /// Whose risk.
        person: Option<PersonId>,
        /// Ticks on the checklist. An aid to referral; no test for anything else.
        score: Option<u32>,
        /// The level judged.
        level: RiskLevel,
        /// Incidents reported to the police in twelve months, where known.
        incidents: Option<u32>,
        /// A serious concern of the professional, whatever the score.
        #[serde(default)]
        judgement: bool,
        /// What it shows.
        #[serde(default)]
        shows: Shows,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
    /// She says where she would not be safe. Accepted unless there are recorded reasons.
    UnsafeAreaNamed "unsafe-area-named" {
        /// Who says so.
        by: Who,
        /// Who is told.
        to: TeamId,
        /// Whether it takes in the whole area of the council that she asks.
        #[serde(default)]
        whole_area: bool,
        /// Which area.
        area: Option<Sealed<Whereabouts>>,
        /// Which areas of the lettings scheme lie in it, by their codes: a home there is not offered.
        lettings_areas: Option<Sealed<Whereabouts>>,
    }
    /// A service decides not to keep to an area restriction.
    AreaRestrictionOverridden "area-restriction-overridden" {
        /// Which service.
        by: TeamId,
        /// Which restriction.
        of: FactId,
        /// The reasons; without them it cannot be done.
        reasons: Option<Sealed<Narrative>>,
    }
    /// A question whether somebody can decide freely, or has the capacity to decide.
    CapacityQuestioned "capacity-questioned" {
        /// About whom.
        person: PersonId,
        /// By which service.
        by: TeamId,
        /// About what.
        words: Option<Sealed<Narrative>>,
    }
    /// Something is done that makes her safer.
    SafetyMeasure "safety-measure" {
        /// Who does it.
        by: TeamId,
        /// What.
        measure: super::super::choices::Measure,
        /// What made it necessary.
        because: Option<FactId>,
        /// The day on which it is looked at again.
        review: Option<Date>,
    }
    /// An agreement is signed under which an alleged perpetrator leaves or stays away from the home.
    AgreementSigned "agreement-signed" {
        /// Which team made it with them.
        by: TeamId,
        /// Who is to leave or stay away.
        person: PersonId,
        /// Whether it says clearly who leaves, from when, until when, and what is not allowed.
        #[serde(default)]
        specific: bool,
        /// Whether it protects her and the children, and makes nobody but him answerable for what he does.
        #[serde(default)]
        protects: bool,
        /// Whether it was explained to each of them alone, in a language that they understand, with advice, and each was free to say no.
        #[serde(default)]
        explained: bool,
        /// Who has agreed to it.
        #[serde(default)]
        agreed: Vec<PersonId>,
        /// The day by which it is looked at again.
        look_again: Option<Date>,
        /// The agreement whose place it takes.
        replaces: Option<FactId>,
        /// What it says.
        terms: Option<Sealed<Narrative>>,
        /// What happens if it is broken: whom she calls, and who does what.
        if_broken: Option<Sealed<Narrative>>,
    }
    /// A written agreement is not kept.
    AgreementBroken "agreement-broken" {
        /// Which.
        agreement: FactId,
        /// The service that hears of it.
        to: TeamId,
        /// What happened.
        words: Option<Sealed<Narrative>>,
    }
}
