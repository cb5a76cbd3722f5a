//! Who may open the file: what is shared with which service, who is named, who has leave for a time, and who is kept out.
//!
//! None of these is recorded by hand: each comes from a command of its own, and together they are folded into
//! [`crate::confidentiality::Guarding`].

use jiff::civil::Date;

use super::super::When;
use super::super::choices::{BarGround, EmergencyReason, FieldClass, LawfulBasis, WatchRule};
use super::super::kind::kinds;
use crate::ids::{BodyId, FactId, OfficerId, PersonId, TeamId};
use crate::private::{Narrative, Sealed};

kinds! {
    /// It is decided what a service that is party to the file may have of it. The latest decision about a service counts.
    SharingDecided "sharing-decided" {
        /// The service.
        with: TeamId,
        /// Which sealed information its staff may have read out; the rest of the file they read anyway.
        #[serde(default)]
        what: Vec<FieldClass>,
        /// On which lawful basis.
        basis: LawfulBasis,
        /// For what purpose, in words.
        why: Sealed<Narrative>,
        /// Who decided.
        officer: OfficerId,
        /// The day by which it is looked at again; ninety days at most.
        review: Date,
    }
    /// A service is no longer party to the file.
    SharingEnded "sharing-ended" {
        /// The service.
        with: TeamId,
        /// Who decided.
        officer: OfficerId,
        /// Why.
        why: Sealed<Narrative>,
    }
    /// Somebody asks that a restriction be loosened. Nothing changes until a second person agrees.
    LooseningAsked "loosening-asked" {
        /// Who asks.
        officer: OfficerId,
        /// Whether only named staff may open the file afterwards.
        #[serde(default)]
        named_only: bool,
        /// Why it is safe to loosen it.
        why: Sealed<Narrative>,
    }
    /// A restriction is loosened: two people agreed.
    RestrictionLoosened "restriction-loosened" {
        /// What was asked.
        asked: FactId,
        /// Who asked.
        officer: OfficerId,
        /// Who agreed.
        second: OfficerId,
        /// Whether only named staff may open the file from now on.
        #[serde(default)]
        named_only: bool,
        /// Why the second person agrees.
        why: Sealed<Narrative>,
    }
    /// A member of staff gets leave to open the file until a day, though neither their team's duty nor an assignment gives it to them. Where
    /// only named staff may open the file, this names them.
    AccessGranted "access-granted" {
        /// Who gets it.
        to: OfficerId,
        /// Who gives it: somebody who may open the file.
        officer: OfficerId,
        /// The last day; ninety days at most.
        until: Date,
        /// For what purpose.
        why: Sealed<Narrative>,
    }
    /// Leave ends before its day.
    AccessGrantEnded "access-grant-ended" {
        /// Which leave.
        grant: FactId,
        /// Who ends it.
        officer: OfficerId,
    }
    /// A member of staff may not open the file, whatever else they hold. Nobody tells them.
    OfficerBarred "officer-barred" {
        /// Who.
        barred: OfficerId,
        /// How it is known.
        ground: BarGround,
        /// Which details agreed, without the details themselves: «surname», «address», «telephone».
        #[serde(default)]
        agreed: Vec<String>,
        /// Somebody in the file with whose details they agree.
        person: Option<PersonId>,
    }
    /// A reviewer has looked at a bar: it stays, or it was about somebody else.
    BarReviewed "bar-reviewed" {
        /// Which bar.
        bar: FactId,
        /// Who looked.
        officer: OfficerId,
        /// Whether the bar is lifted.
        #[serde(default)]
        lifted: bool,
        /// Why.
        why: Sealed<Narrative>,
    }
    /// Somebody opens the file in an emergency, who could not open it otherwise. They may read, and nothing else, until it runs out.
    EmergencyAccessTaken "emergency-access-taken" {
        /// Who.
        officer: OfficerId,
        /// Why it cannot wait.
        reason: EmergencyReason,
        /// In words.
        why: Sealed<Narrative>,
        /// When it runs out; sixty minutes at most.
        until: When,
        /// The second person who was told at once.
        told: Option<OfficerId>,
        /// The body whose privacy officers look at it; the lead's where it is left out.
        guardians: Option<BodyId>,
    }
    /// Somebody ends their emergency access before it runs out.
    EmergencyAccessEnded "emergency-access-ended" {
        /// Which.
        access: FactId,
        /// Who.
        officer: OfficerId,
    }
    /// Somebody asked for the file in an emergency, and it was not opened to them: it is hidden, or they are kept out. They are not told that there
    /// is a file; the duty manager has what they asked.
    EmergencyAccessAsked "emergency-access-asked" {
        /// Who.
        officer: OfficerId,
        /// Why it could not wait.
        reason: EmergencyReason,
        /// In words.
        why: Sealed<Narrative>,
        /// The body whose privacy officers look at it; the lead's where it is left out.
        guardians: Option<BodyId>,
    }
    /// An emergency access, or the asking for one, has been looked at by somebody who had no part in it.
    EmergencyAccessReviewed "emergency-access-reviewed" {
        /// The access, or the asking.
        access: FactId,
        /// Who looked.
        officer: OfficerId,
        /// Whether it was right to take it.
        #[serde(default)]
        justified: bool,
        /// What was found.
        why: Sealed<Narrative>,
    }
    /// Looks at sealed information that the work does not explain. Whoever looked is not told until a privacy officer asks them.
    LookQuestioned "look-questioned" {
        /// Who looked.
        officer: OfficerId,
        /// What makes it worth a question.
        rule: WatchRule,
        /// How many looks, or files.
        number: u32,
        /// The first of them.
        first: When,
        /// The body whose privacy officers ask; the lead's where it is left out.
        guardians: Option<BodyId>,
    }
    /// It has been looked at whether the file is still needed, and it is kept until a day.
    RetentionReviewed "retention-reviewed" {
        /// Who looked.
        officer: OfficerId,
        /// The day on which it is looked at again.
        keep_until: Date,
        /// Why it is kept.
        why: Sealed<Narrative>,
    }
    /// A privacy officer has found out why somebody looked.
    LookAnswered "look-answered" {
        /// Which question.
        question: FactId,
        /// Who found out.
        officer: OfficerId,
        /// Whether there was a reason.
        #[serde(default)]
        fine: bool,
        /// Which, or what was found instead.
        why: Sealed<Narrative>,
    }
}
