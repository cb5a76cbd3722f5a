//! What a partnership promises itself: lengths of clocks where the law names none.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rule::Rule;
use crate::allocations::scheme::Schemes;
use crate::calendar::Clock;
use crate::policies::AbusePolicy;

/// A partnership's own lengths, by rule id. A rule that is not here keeps its default; a length in law cannot be changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Standards {
    /// How many days (or hours, weeks, months: as the rule's clock counts) a local standard allows.
    pub lengths: BTreeMap<String, u32>,
    /// Where a local standard turns on a number and not on a length: from how many ticks on a risk is heard by the conference, for example.
    /// By the names that the rules give them; what is not here keeps its default.
    pub thresholds: BTreeMap<String, u32>,
    /// How the registers work here, by body.
    #[serde(skip_serializing_if = "Schemes::is_empty")]
    pub schemes: Schemes,
    /// The policies on domestic abuse that landlords of the partnership have adopted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<AbusePolicy>,
}

impl Standards {
    /// The clock that applies to a rule here.
    pub fn clock(&self, rule: &Rule) -> Clock {
        match self.lengths.get(rule.id) {
            Some(length) if rule.local => with_length(rule.clock, *length),
            _ => rule.clock,
        }
    }

    /// The number that applies here.
    pub fn threshold(&self, name: &str, default: u32) -> u32 {
        self.thresholds.get(name).copied().unwrap_or(default)
    }
}

const fn with_length(clock: Clock, length: u32) -> Clock {
    match clock {
        Clock::SameDay | Clock::WorkingDays(_) => Clock::WorkingDays(length),
        Clock::BeginningWith { .. } => Clock::BeginningWith { days: length },
        Clock::Within { .. } => Clock::Within { days: length },
        Clock::Hours(_) => Clock::Hours(length),
        Clock::CourtHours(_) => Clock::CourtHours(length),
        Clock::WeeksBeginningWith(_) => Clock::WeeksBeginningWith(length),
        Clock::Months(_) => Clock::Months(length),
        Clock::MonthsRolled(_) => Clock::MonthsRolled(length),
        Clock::MonthsBeginningWith(_) => Clock::MonthsBeginningWith(length),
        Clock::Years(_) => Clock::Years(length),
        Clock::YearsBeginningWith(_) => Clock::YearsBeginningWith(length),
        Clock::AsSoonAsPracticable { .. } => Clock::AsSoonAsPracticable { target_days: length },
        Clock::OnDate | Clock::NextSchoolDay => clock,
    }
}
