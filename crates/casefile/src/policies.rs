//! What a body has to have, beside what it owes in any one case: a landlord's policy on domestic abuse.
//!
//! No fact of a file can show it, so it stands with what the partnership has set up, and is asked for on the team's page until it is on record.
//!
//! Source: Regulator of Social Housing, Neighbourhood and Community Standard, in force since 1 April 2024 (RSH-DA-policy).

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::facts::BodyKind;
use crate::ids::BodyId;

/// The day from which a landlord has to have a policy.
pub const SINCE: Date = date(2024, 4, 1);

/// A policy on domestic abuse that a landlord has adopted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbusePolicy {
    /// Whose it is.
    pub body: BodyId,
    /// The day on which it was adopted.
    pub adopted: Date,
    /// The day by which it is looked at again.
    pub look_again: Date,
}

/// How a body stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyStanding {
    /// Nothing is on record.
    Missing,
    /// It was to be looked at again, and was not.
    OutOfDate {
        /// By which day.
        since: Date,
    },
    /// It is on record and in date.
    InDate,
}

/// How a body stands on a day; `None` where it is no social landlord, or nothing was asked yet. `lets` says whether one of its teams is a landlord's.
pub fn standing(policies: &[AbusePolicy], body: BodyId, kind: BodyKind, lets: bool, today: Date) -> Option<PolicyStanding> {
    let landlord = kind == BodyKind::HousingAssociation || lets;
    if !landlord || today < SINCE {
        return None;
    }
    let last = policies.iter().filter(|one| one.body == body && one.adopted <= today).max_by_key(|one| one.adopted);
    Some(match last {
        None => PolicyStanding::Missing,
        Some(one) if one.look_again < today => PolicyStanding::OutOfDate { since: one.look_again },
        Some(_) => PolicyStanding::InDate,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::in_story;

    #[test]
    fn a_landlord_is_asked_for_its_policy_until_it_is_on_record_and_again_when_its_day_has_passed() {
        let body = BodyId(in_story("body", "test", "lantern"));
        let policy = |adopted, look_again| AbusePolicy { body, adopted, look_again };
        let stands = |policies: &[AbusePolicy], kind, lets, today| standing(policies, body, kind, lets, today);
        let today = date(2026, 6, 1);
        let association = BodyKind::HousingAssociation;
        assert_eq!(stands(&[], association, false, today), Some(PolicyStanding::Missing));
        assert_eq!(stands(&[], association, false, date(2024, 3, 31)), None, "it was not asked yet");
        assert_eq!(stands(&[], BodyKind::District, false, today), None, "it lets no homes");
        assert_eq!(stands(&[], BodyKind::District, true, today), Some(PolicyStanding::Missing), "council landlords too");
        let old = policy(date(2024, 2, 1), date(2026, 5, 31));
        assert_eq!(stands(&[old], association, false, today), Some(PolicyStanding::OutOfDate { since: date(2026, 5, 31) }));
        assert_eq!(stands(&[old], association, false, date(2026, 5, 31)), Some(PolicyStanding::InDate));
        let new = policy(date(2026, 5, 20), date(2028, 5, 20));
        assert_eq!(stands(&[new, old], association, false, today), Some(PolicyStanding::InDate));
        let to_come = policy(date(2026, 6, 2), date(2028, 6, 2));
        assert_eq!(stands(&[to_come], association, false, today), Some(PolicyStanding::Missing), "not adopted yet");
        let other = AbusePolicy { body: BodyId(in_story("body", "test", "other")), ..new };
        assert_eq!(stands(&[other], association, false, today), Some(PolicyStanding::Missing));
    }
}
