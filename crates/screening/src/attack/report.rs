//! What the attack found, row by row, against its thresholds.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

/// What a row has to show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// Nothing at all.
    None,
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
    /// At most this, on average over the regions.
    OnAverage(f64),
    /// At most this, because the design attacked is known to fail: a larger figure means that the attack has gone blunt.
    Broken(f64),
    /// Nothing: it is for the record.
    ForTheRecord,
}

/// One row: what was attacked, what was measured, and what came out in each region.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The attack.
    pub attack: String,
    /// What was measured.
    pub metric: String,
    /// The outcome, for each seed.
    pub outcomes: Vec<f64>,
    /// What it has to be.
    pub verdict: Verdict,
}

impl Row {
    /// The worst outcome of all regions.
    pub fn worst(&self) -> f64 {
        let least = matches!(self.verdict, Verdict::AtLeast(_));
        let start = if least { f64::INFINITY } else { f64::NEG_INFINITY };
        self.outcomes.iter().copied().fold(start, |worst, one| {
            if one.is_nan() {
                f64::NAN
            } else if least {
                worst.min(one)
            } else {
                worst.max(one)
            }
        })
    }

    /// The average of all regions.
    #[expect(clippy::cast_precision_loss, reason = "a figure for a report")]
    pub fn average(&self) -> f64 {
        self.outcomes.iter().sum::<f64>() / self.outcomes.len() as f64
    }

    /// Whether it is as it has to be, in every region or on average.
    pub fn holds(&self) -> bool {
        let worst = self.worst();
        match self.verdict {
            Verdict::None => worst == 0.0,
            Verdict::AtLeast(least) => worst >= least,
            Verdict::AtMost(most) | Verdict::Broken(most) => worst <= most,
            Verdict::OnAverage(most) => self.average() <= most,
            Verdict::ForTheRecord => true,
        }
    }
}

/// All rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// In the order in which they were attacked.
    pub rows: Vec<Row>,
    /// How much was tried, over all regions.
    pub counts: BTreeMap<&'static str, u64>,
    /// Figures that grow or fall over weeks, for a chart: name, week, outcomes.
    pub series: BTreeMap<(&'static str, u32), Vec<f64>>,
    failed: Vec<u64>,
}

impl Report {
    fn add(&mut self, attack: &str, metric: &str, outcome: f64, verdict: Verdict) {
        // "The same" is the attack of the row above, in the same run.
        match self.rows.iter_mut().find(|row| row.attack == attack && row.metric == metric) {
            Some(row) => row.outcomes.push(outcome),
            None => {
                self.rows.push(Row { attack: attack.to_owned(), metric: metric.to_owned(), outcomes: vec![outcome], verdict });
            }
        }
    }

    pub(super) fn none(&mut self, attack: &str, metric: &str, outcome: f64) {
        self.add(attack, metric, outcome, Verdict::None);
    }

    pub(super) fn at_least(&mut self, attack: &str, metric: &str, outcome: f64, least: f64) {
        self.add(attack, metric, outcome, Verdict::AtLeast(least));
    }

    pub(super) fn at_most(&mut self, attack: &str, metric: &str, outcome: f64, most: f64) {
        self.add(attack, metric, outcome, Verdict::AtMost(most));
    }

    pub(super) fn on_average(&mut self, attack: &str, metric: &str, outcome: f64, most: f64) {
        self.add(attack, metric, outcome, Verdict::OnAverage(most));
    }

    pub(super) fn canary(&mut self, attack: &str, metric: &str, outcome: f64, most: f64) {
        self.add(attack, metric, outcome, Verdict::Broken(most));
    }

    pub(super) fn for_the_record(&mut self, attack: &str, metric: &str, outcome: f64) {
        self.add(attack, metric, outcome, Verdict::ForTheRecord);
    }

    pub(super) fn counted(&mut self, what: &'static str, many: u64) {
        *self.counts.entry(what).or_default() += many;
    }

    pub(super) fn series(&mut self, name: &'static str, week: u32, outcome: f64) {
        self.series.entry((name, week)).or_default().push(outcome);
    }

    pub(super) fn could_not(&mut self, seed: u64) {
        self.failed.push(seed);
    }

    /// The rows that are not as they have to be.
    pub fn wrong(&self) -> Vec<&Row> {
        self.rows.iter().filter(|row| !row.holds()).collect()
    }

    /// Whether every row is as it has to be, and every region was attacked.
    pub fn holds(&self) -> bool {
        self.failed.is_empty() && !self.rows.is_empty() && self.wrong().is_empty()
    }

    /// The rows as a table for a document.
    pub fn to_markdown(&self) -> String {
        let mut text = String::from("| attack | measured | worst of all regions | has to be | |\n|---|---|---:|---:|---|\n");
        for row in &self.rows {
            let mark = if row.verdict == Verdict::ForTheRecord {
                ""
            } else if row.holds() {
                "holds"
            } else {
                "**does not hold**"
            };
            let (least, most) = (row.outcomes.iter().copied().fold(f64::INFINITY, f64::min), row.worst());
            let outcome = match row.verdict {
                Verdict::ForTheRecord if least < most => format!("{} to {}", Figure(least), Figure(most)),
                Verdict::OnAverage(_) => format!("{} on average", Figure(row.average())),
                _ => Figure(most).to_string(),
            };
            let _ = writeln!(text, "| {} | {} | {outcome} | {} | {mark} |", row.attack, row.metric, row.verdict);
        }
        text
    }
}

/// A figure as people read it: thousands with commas, small ones with as many places as they need.
#[derive(Debug, Clone, Copy)]
pub struct Figure(pub f64);

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0;
        if value.abs() < 1.0 && value != 0.0 {
            return write!(f, "{value:.4}");
        }
        if value.fract() != 0.0 && value.abs() < 100.0 {
            return write!(f, "{value:.1}");
        }
        let whole = format!("{:.0}", value.abs());
        let mut grouped = String::new();
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        if value < 0.0 { write!(f, "-{grouped}") } else { f.write_str(&grouped) }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("0"),
            Self::AtLeast(least) => write!(f, "≥ {}", Figure(*least)),
            Self::AtMost(most) | Self::OnAverage(most) => write!(f, "≤ {}", Figure(*most)),
            Self::Broken(most) => write!(f, "broken: ≤ {}", Figure(*most)),
            Self::ForTheRecord => Ok(()),
        }
    }
}
