//! Every address of the house. None holds a name, a place or a word that somebody looked for.

use casefile::facts::Kind;
use casefile::ids::{FactId, FileId};

/// My work.
pub const WORK: &str = "/work";
/// Asking for a file in an emergency.
pub const EMERGENCY: &str = "/emergency";
/// What colleagues asked for in an emergency, for those on call.
pub const REQUESTS: &str = "/emergency/requests";
/// What privacy officers owe.
pub const PRIVACY: &str = "/privacy";
/// Files that somebody asks to have destroyed.
pub const DESTROYING: &str = "/destroying";
/// A new disclosure.
pub const RECORD: &str = "/disclosures/new";

/// A file.
pub fn file(file: FileId) -> String {
    format!("/files/{file}")
}

/// A part of a file.
pub fn part(file: FileId, part: &str) -> String {
    if part.is_empty() { self::file(file) } else { format!("/files/{file}/{part}") }
}

/// A page of sending.
pub fn send(file: FileId, what: &str) -> String {
    format!("/files/{file}/send/{what}")
}

/// One obligation.
pub fn owed(file: FileId, rule: &str, raised_by: FactId) -> String {
    format!("/files/{file}/owed/{rule}/{raised_by}")
}

/// A way to meet one obligation.
pub fn way(file: FileId, rule: &str, raised_by: FactId, kind: Kind) -> String {
    match kind {
        Kind::ObligationAnswered => format!("/files/{file}/owed/{rule}/{raised_by}/answer"),
        Kind::HeardAnswered => heard(file, raised_by),
        _ => format!("/files/{file}/owed/{rule}/{raised_by}/do/{}", kind.code()),
    }
}

/// Something that was heard in somebody's words.
pub fn heard(file: FileId, heard: FactId) -> String {
    format!("/files/{file}/heard/{heard}")
}

/// Recording a kind of fact.
pub fn act(file: FileId, kind: Kind) -> String {
    format!("/files/{file}/act/{}", kind.code())
}

/// Considering a piece of evidence.
pub fn consider(file: FileId, evidence: FactId) -> String {
    format!("/files/{file}/evidence/{evidence}/consider")
}

/// Correcting a fact.
pub fn correct(file: FileId, fact: FactId) -> String {
    format!("/files/{file}/facts/{fact}/correct")
}

/// A rule.
pub fn rule(id: &str) -> String {
    format!("/rules#{id}")
}
