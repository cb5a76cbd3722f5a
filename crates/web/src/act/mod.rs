//! Act: record a fact, consider evidence, decide, plan, hand over, answer, waive, correct.

pub mod as_it_was;
pub mod ask;
pub mod handlers;
pub mod keeping;
pub mod noticing;
pub mod owing;
pub mod read;
pub mod sending;
pub mod views;
pub mod words;

use casefile::facts::Kind;

/// Whether the form that any kind has can be used for this one. The rest have a page of their own, are written by Holdfast itself, or are
/// things that no officer may do: those exist for stories of what really happened.
pub const fn offered(kind: Kind) -> bool {
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
                | Kind::TurnedAwayFrom
                | Kind::MinimisingSaid
                | Kind::AskedAgain
                | Kind::RegisterSuspended
                | Kind::RegisterResumed
                | Kind::HomeFits
                | Kind::HomeKept
                | Kind::ReturnAnswered
                | Kind::HomePassed
        )
}

/// What no officer does, and yet services have done: recorded as it was, with how it is known.
pub const DONE_BY_OTHERS: &[Kind] =
    &[Kind::TurnedAwayFrom, Kind::AskedAgain, Kind::EvidenceRequested, Kind::DecisionMade, Kind::DutyEnded, Kind::MinimisingSaid];

/// What officers record most, in the order in which they are shown it.
pub const USUAL: &[Kind] = &[
    Kind::ContactMade,
    Kind::DisclosureMade,
    Kind::EvidenceReceived,
    Kind::EvidenceRequested,
    Kind::ReferralMade,
    Kind::SafeContactSet,
    Kind::RiskAssessed,
    Kind::PlacementMade,
    Kind::MarkerSet,
    Kind::Noted,
];
