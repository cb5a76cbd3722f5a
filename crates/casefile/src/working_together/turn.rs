//! Whose turn it is: the service that a need is for, where it knows; until then whoever knows first, who has to tell it.

use crate::calendar::last_day;
use crate::facts::{Fact, Function};
use crate::file::CaseFile;
use crate::obligations::Cause;

/// What the owner of a need has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It is theirs: they decide how to respond.
    Decide,
    /// It is somebody else's who does not know: they tell them.
    Refer,
}

/// Whose turn a fact makes it in a line of work, since when, and to do what.
///
/// Where another service knew more than a working day before, it is that service that owes the referral, also if the right one heard in the end.
pub(crate) fn turn(file: &CaseFile, fact: &Fact, function: Function) -> Option<(Cause, Turn)> {
    let theirs = file.falls_to(fact, function);
    let others = file.first_to_know(fact, |service| can_refer(service.function) && service.function != function);
    match (theirs, others) {
        (Some((_, heard)), Some((team, knew))) if heard > last_day::working_days_after(knew, 1) => {
            Some((Cause::new(fact, team, knew), Turn::Refer))
        }
        (Some((team, heard)), _) => Some((Cause::new(fact, team, heard), Turn::Decide)),
        (None, Some((team, knew))) => Some((Cause::new(fact, team, knew), Turn::Refer)),
        (None, None) => None,
    }
}

/// Whether a service in this line of work hands needs over. A court, an ombudsman and her own solicitor do not.
const fn can_refer(function: Function) -> bool {
    !matches!(function, Function::Court | Function::Ombudsman | Function::Legal)
}
