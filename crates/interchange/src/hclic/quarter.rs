//! Quarters, and what brings a case into one.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};

use super::record::Case;

/// Three months at whose end a return is due: `2026Q3` is July to September 2026, as the published tables count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i16,
    number: i8,
}

/// What was given is no quarter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no quarter: write the year and a number from 1 to 4, such as 2026Q3 for July to September 2026")]
pub struct NoQuarter(String);

impl Quarter {
    /// The quarter in which a day lies.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        date(self.year, self.number * 3 - 2, 1)
    }

    /// Its last day.
    pub fn last(self) -> Date {
        date(self.year, self.number * 3, 1).last_of_month()
    }

    /// Whether a day lies in it.
    pub fn has(self, day: Date) -> bool {
        self.first() <= day && day <= self.last()
    }

    /// The one before.
    pub fn before(self) -> Self {
        if self.number > 1 { Self { number: self.number - 1, ..self } } else { Self { year: self.year - 1, number: 4 } }
    }

    /// The one after.
    pub fn after(self) -> Self {
        if self.number < 4 { Self { number: self.number + 1, ..self } } else { Self { year: self.year + 1, number: 1 } }
    }

    /// `July to September 2026`.
    pub fn words(self) -> String {
        let months = match self.number {
            1 => "January to March",
            2 => "April to June",
            3 => "July to September",
            _ => "October to December",
        };
        format!("{months} {}", self.year)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = NoQuarter;
    fn from_str(text: &str) -> Result<Self, NoQuarter> {
        let wrong = || NoQuarter(text.chars().take(20).collect());
        let (year, number) = text.trim().split_once(['Q', 'q']).ok_or_else(wrong)?;
        let number: i8 = number.parse().ok().filter(|number| (1..=4).contains(number)).ok_or_else(wrong)?;
        // The return began in April 2018.
        let year: i16 = year.parse().ok().filter(|year| (2018..=2200).contains(year)).ok_or_else(wrong)?;
        Ok(Self { year, number })
    }
}

/// What brings a case into the return of a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trigger {
    /// A duty became owed.
    DutyOwed,
    /// One duty took the place of another.
    Moved,
    /// She was placed in interim or temporary accommodation.
    Accommodated,
    /// The case was closed.
    Closed,
}

impl Trigger {
    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::DutyOwed => "a duty became owed",
            Self::Moved => "one duty followed another",
            Self::Accommodated => "she was given temporary accommodation",
            Self::Closed => "the case was closed",
        }
    }
}

/// Everything that brings a case into a return, with its day, oldest first.
pub fn triggers(case: &Case) -> Vec<(Date, Trigger)> {
    let mut found = Vec::new();
    if let Some(duty) = &case.prevention {
        found.push((duty.began, Trigger::DutyOwed));
    }
    if let Some(duty) = &case.relief {
        let moved = case.prevention.is_some_and(|prevention| prevention.began <= duty.began);
        found.push((duty.began, if moved { Trigger::Moved } else { Trigger::DutyOwed }));
    }
    found.extend(case.main.iter().map(|main| (main.decided, if case.is_owed() { Trigger::Moved } else { Trigger::DutyOwed })));
    found.extend(case.placements.iter().map(|placement| (placement.entry, Trigger::Accommodated)));
    // Advice alone is not returned: what was closed before anything was assessed never was a case of the return.
    found
        .extend(case.closed.filter(|_| case.assessment.is_some() || !case.placements.is_empty()).map(|on| (on, Trigger::Closed)));
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_end_where_the_department_ends_them() {
        let ends: Vec<String> = (1..=4).map(|n| format!("2026Q{n}").parse::<Quarter>().unwrap().last().to_string()).collect();
        assert_eq!(ends, ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]);
        let third: Quarter = "2026Q3".parse().unwrap();
        assert_eq!((third.first(), third.words()), (date(2026, 7, 1), "July to September 2026".to_owned()));
        assert_eq!((third.before().to_string(), third.after().after().to_string()), ("2026Q2".into(), "2027Q1".into()));
        assert!("2026Q5".parse::<Quarter>().is_err() && "Q3".parse::<Quarter>().is_err() && "26Q1".parse::<Quarter>().is_err());
    }
}
