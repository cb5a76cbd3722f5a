//! When something happened: a day, with the time where it is known. Local time in England.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day, and the time on that day where somebody knows it. Sorts by day, then time (unknown first).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The day.
    pub date: Date,
    /// The time of day, local, where it is known.
    pub time: Option<Time>,
}

impl When {
    /// A day without a time.
    pub const fn on(date: Date) -> Self {
        Self { date, time: None }
    }

    /// A day and a time.
    pub fn at(moment: DateTime) -> Self {
        Self { date: moment.date(), time: Some(moment.time()) }
    }

    /// The moment that clocks in hours count from: the time, or the start of the day where it is not known, which errs on the side of urgency.
    pub fn moment(self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }
}

impl From<Date> for When {
    fn from(date: Date) -> Self {
        Self::on(date)
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.time {
            None => write!(f, "{}", self.date),
            Some(time) => write!(f, "{}T{:02}:{:02}", self.date, time.hour(), time.minute()),
        }
    }
}

impl std::str::FromStr for When {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("“{text}” is not a day; write it as 2026-03-31, or with a time as 2026-03-31T14:30");
        if text.len() > 10 {
            text.parse::<DateTime>().map(Self::at).map_err(|_| wrong())
        } else {
            text.parse::<Date>().map(Self::on).map_err(|_| wrong())
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(de::Error::custom)
    }
}
