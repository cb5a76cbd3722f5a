//! The kinds of files that a partnership has, as often as it has them.

mod danger;
mod families;
mod homes;
mod redress;
mod support;

use super::draft::Draft;

/// One kind of file.
pub(crate) struct FileKind {
    /// What it is called, in tests and in proportions.
    pub(crate) name: &'static str,
    /// How many there are in four hundred.
    pub(crate) in_400: u32,
    /// What happens in it. Ends early, with `None`, when today is reached.
    pub(crate) tell: fn(&mut Draft<'_>) -> Option<()>,
}

const fn kind(name: &'static str, in_400: u32, tell: fn(&mut Draft<'_>) -> Option<()>) -> FileKind {
    FileKind { name, in_400, tell }
}

/// Every kind. Mostly housing and advisers, fewer conferences, some children's plans and refuge, as in English homelessness statistics of late
/// 2025: of households owed a duty because of abuse, 72 in 100 are homeless already and 28 threatened; 7 in 100 of them are in a refuge.
pub(crate) const KINDS: &[FileKind] = &[
    kind("homeless", 92, homes::homeless),
    kind("threatened with homelessness", 36, homes::threatened),
    kind("asks to move", 46, homes::asks_to_move),
    kind("stays, made safe", 34, homes::stays_safely),
    kind("door broken", 20, homes::door_broken),
    kind("adviser", 56, support::adviser),
    kind("hospital", 18, support::hospital),
    kind("refuge", 18, support::refuge),
    kind("debts", 14, support::debts),
    kind("older parent", 10, support::older_parent),
    kind("conference", 22, danger::conference),
    kind("release", 8, danger::release),
    kind("complaint", 9, redress::complaint),
    kind("breach", 3, redress::breach),
    kind("child in need", 10, families::in_need),
    kind("child protection", 4, families::protection),
];
