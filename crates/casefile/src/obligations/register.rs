//! Every rule, from every room.

use std::sync::LazyLock;

use super::rule::Rule;

/// The rooms, in the order in which pages show them.
const ROOMS: &[&[&Rule]] = &[
    crate::homelessness::RULES,
    crate::accommodation::RULES,
    crate::release_watch::RULES,
    crate::tenancies::RULES,
    crate::evidence::RULES,
    crate::allocations::RULES,
    crate::moves::RULES,
    crate::separation::RULES,
    crate::safe_contact::RULES,
    crate::confidentiality::RULES,
    crate::sending::RULES,
    crate::letters::RULES,
    crate::working_together::RULES,
    crate::children::RULES,
    crate::adults::RULES,
    crate::marac::RULES,
    crate::police::RULES,
    crate::redress::RULES,
];

static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| ROOMS.iter().copied().flatten().copied().collect());

/// Every rule, in the order in which pages show them.
pub fn rules() -> &'static [&'static Rule] {
    &RULES
}

/// A rule by its id: the version that stands now, where there are several.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().filter(|rule| rule.id == id).max_by_key(|rule| rule.in_force.from)
}
