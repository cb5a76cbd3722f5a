//! Every night: where those who are kept away really live, against where she really is. Heard by the domestic-abuse team and nobody else.

use super::keeping::Vault;
use super::place::Status;
use crate::cards::PersonId;

/// How near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Refused by the card, though farther than the distance that was set.
    OnTheCard,
    /// Nearer than the distance that was set.
    TooNear,
    /// Nearer than a quarter of it.
    VeryNear,
}

/// Somebody lives where they would not be offered a home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NightAlert {
    /// Who is protected.
    pub victim: PersonId,
    /// Who lives near.
    pub alleged: PersonId,
    /// How near, in a word.
    pub severity: Severity,
}

impl Vault {
    /// Everybody who lives too near to somebody whom they are to be kept away from, nearest first.
    pub fn nightly(&self) -> Vec<NightAlert> {
        let mut alerts = Vec::new();
        for (victim, case) in &self.protected {
            for link in &case.links {
                let Some(Status::Resolved(theirs)) = self.addresses.get(&link.alleged) else { continue };
                let near = case.places.iter().filter(|place| place.is_current()).filter_map(|place| {
                    let Status::Resolved(hers) = &place.status else { return None };
                    let far = if place.kind == super::Kind::Home { case.profile.home() } else { case.profile.other() };
                    let far = i64::from(far + case.profile.error());
                    let d2 = hers.point().distance2(theirs.point());
                    (d2 <= far * far).then_some(if d2 * 16 <= far * far { Severity::VeryNear } else { Severity::TooNear })
                });
                let refused = || {
                    let refuses = |slot: &super::bundle::Stored| {
                        let reach = i64::from(slot.reach.decimetres());
                        self.tree.node(slot.node).is_some_and(|node| node.rect.distance2(theirs.point()) <= reach * reach)
                    };
                    case.slots.iter().any(refuses).then_some(Severity::OnTheCard)
                };
                let severity = near.max().or_else(refused);
                alerts.extend(severity.map(|severity| NightAlert { victim: *victim, alleged: link.alleged, severity }));
            }
        }
        alerts.sort_unstable_by_key(|alert| std::cmp::Reverse(alert.severity));
        alerts
    }
}
