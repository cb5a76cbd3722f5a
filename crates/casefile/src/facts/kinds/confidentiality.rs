//! What must not be told, how she can be reached, and what happens when something gets out.

use jiff::civil::Date;

use super::super::When;
use super::super::choices::{BreachGrade, Channel, ContactWay, DataItem, Minimising};
use super::super::kind::kinds;
use super::super::who::Who;
use crate::ids::{FactId, OfficerId, PersonId, TeamId};
use crate::private::{ContactDetail, Narrative, Sealed, Whereabouts};

kinds! {
    /// «Do not disclose this to that person.» Binds every output until it is lifted, also after the case closes.
    MarkerSet "marker-set" {
        /// Whose information.
        person: PersonId,
        /// What must not be told.
        #[serde(default)]
        items: Vec<DataItem>,
        /// To whom.
        keep_from: Who,
        /// The service that recorded it.
        by: Option<TeamId>,
    }
    /// She asks that something be kept from somebody. It binds from that moment, whether or not anybody sets the marker.
    ConfidentialityAsked "confidentiality-asked" {
        /// Who asks.
        by: PersonId,
        /// Who is asked.
        to: TeamId,
        /// What must not be told.
        #[serde(default)]
        items: Vec<DataItem>,
        /// To whom.
        keep_from: Who,
    }
    /// A marker is lifted, because she asked for it.
    MarkerLifted "marker-lifted" {
        /// Which: the marker, or what she asked where no marker was set.
        marker: FactId,
        /// By which team.
        by: TeamId,
        /// Who asked for it. Only the person whose information it is can, or the survivor for her child.
        asked_by: Option<PersonId>,
    }
    /// How, when and with which words a person can be reached without danger, or that a way is not safe. A way that nobody confirmed is not safe.
    SafeContactSet "safe-contact-set" {
        /// Whom.
        person: PersonId,
        /// By which channel.
        channel: Channel,
        /// Whether that is safe.
        #[serde(default)]
        safe: bool,
        /// The number or address.
        value: Option<Sealed<ContactDetail>>,
        /// Which words to use. In older entries also when it is safe.
        terms: Option<Sealed<ContactDetail>>,
        /// Who recorded it.
        by: Option<TeamId>,
        /// The day on which she last confirmed it.
        confirmed: Option<Date>,
        /// What she agreed to there. Where nothing is chosen: only the way itself, and no message left.
        #[serde(default)]
        ways: Vec<ContactWay>,
        /// On which days, and at which hours.
        hours: Option<Sealed<ContactDetail>>,
        /// Who else can get at it: opens the post, answers, lives or lived there, or holds the key, the tenancy, the bill or the device.
        #[serde(default)]
        reached_by: Vec<PersonId>,
        /// Which earlier entry this confirms: its number or address stays as it was.
        confirms: Option<FactId>,
        /// Which earlier number or address this takes the place of. The earlier one is not used again.
        replaces: Option<FactId>,
    }
    /// Where a person is.
    AddressRecorded "address-recorded" {
        /// Who.
        person: PersonId,
        /// Where.
        value: Sealed<Whereabouts>,
        /// Who recorded it.
        by: Option<TeamId>,
    }
    /// Something that looks like a number, an address or a school stood in the words of the entry that was recorded with this one. With a value, it
    /// was taken out and is sealed under the person's own key; without one, it was left where it stood.
    DetailNoticed "detail-noticed" {
        /// Whose it is.
        person: PersonId,
        /// What it looks like.
        item: DataItem,
        /// What was taken out.
        value: Option<Sealed<ContactDetail>>,
        /// Who recorded it.
        by: Option<TeamId>,
    }
    /// Information has got to somebody who should not have it, or been lost.
    BreachFound "breach-found" {
        /// The service that it happened in or that noticed it.
        by: TeamId,
        /// Whose information.
        person: Option<PersonId>,
        /// What.
        #[serde(default)]
        items: Vec<DataItem>,
        /// Who got it.
        recipient: Option<Who>,
        /// When the body was reasonably certain of it; hours count from here.
        aware: Option<When>,
        /// How it happened.
        of: Option<FactId>,
    }
    /// A breach is graded.
    BreachGraded "breach-graded" {
        /// Which.
        breach: FactId,
        /// By which team.
        by: TeamId,
        /// How.
        grade: BreachGrade,
        /// Whether nothing further was to be done.
        #[serde(default)]
        no_action: bool,
    }
    /// The regulator is told of a breach.
    RegulatorTold "regulator-told" {
        /// Which breach.
        breach: FactId,
        /// By which team.
        by: TeamId,
    }
    /// The person whose information got out is told, in a safe way.
    PersonToldOfBreach "person-told-of-breach" {
        /// Which breach.
        breach: FactId,
        /// By which team.
        by: TeamId,
    }
    /// The harm that a breach or a failing did is acknowledged to her, without blame and without making light of it.
    HarmAcknowledged "harm-acknowledged" {
        /// By which team.
        by: TeamId,
        /// Which breach, complaint or failing.
        of: Option<FactId>,
    }
    /// An answer to her blames her or makes light of what happened.
    MinimisingSaid "minimising-said" {
        /// By which team.
        by: TeamId,
        /// How.
        #[serde(default)]
        how: Vec<Minimising>,
        /// In answer to what.
        of: Option<FactId>,
    }
    /// A member of staff is, or has links to, somebody in the file.
    StaffLinkKnown "staff-link-known" {
        /// To whom.
        person: PersonId,
        /// In which team.
        team: TeamId,
        /// The officer; left out in stories.
        officer: Option<OfficerId>,
    }
    /// Only named staff may open the file from now on, or a member of staff is kept out of it.
    AccessRestricted "access-restricted" {
        /// By which team.
        by: TeamId,
        /// What made it necessary.
        because: Option<FactId>,
        /// Whether only named staff may open the file.
        #[serde(default)]
        named_only: bool,
        /// Whether nobody else may even know that there is a file.
        #[serde(default)]
        hidden: bool,
        /// Who is named: they may open the file from now on.
        #[serde(default)]
        named: Vec<OfficerId>,
        /// The member of staff who is kept out; left out in stories.
        officer: Option<OfficerId>,
    }
    /// An application, a register or a notice is about to make a place public.
    PublicationPlanned "publication-planned" {
        /// By which team.
        by: TeamId,
        /// Whether it names or points to her address.
        #[serde(default)]
        names_address: bool,
    }
    /// Somebody asks for the data held about them, or about a child.
    SubjectAccessAsked "subject-access-asked" {
        /// Who asks.
        by: PersonId,
        /// Who is asked.
        to: TeamId,
    }
    /// Such a request is answered.
    SubjectAccessAnswered "subject-access-answered" {
        /// Which.
        request: FactId,
        /// By which team.
        by: TeamId,
        /// Whether somebody trained in domestic abuse read the answer first and took out what would endanger anybody.
        #[serde(default)]
        reviewed: bool,
    }
    /// Somebody has looked at sealed information. Written by the reader before it shows anything.
    Looked "looked" {
        /// Who looked.
        officer: OfficerId,
        /// At which fact.
        at: FactId,
        /// At which field of it.
        field: String,
        /// For which purpose.
        purpose: String,
    }
    /// A breach is closed: she is protected, told, and the regulator has been told or a reason recorded.
    BreachClosed "breach-closed" {
        /// Which.
        breach: FactId,
        /// By which team.
        by: TeamId,
        /// In words.
        words: Option<Sealed<Narrative>>,
    }
}
