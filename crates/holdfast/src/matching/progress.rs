//! How far a run is, on standard error where that is a terminal; and lines that cannot be used, always.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use ::matching::Stage;
use ::matching::lists::Progress;

/// Lines told one by one; those beyond are only counted.
const TOLD: u64 = 100;

/// Tells how far a run is.
#[derive(Debug)]
pub struct Teller {
    shown: bool,
    bad: AtomicU64,
    last: Mutex<Option<(Stage, Instant)>>,
}

impl Teller {
    pub fn new(shown: bool) -> Self {
        Self { shown, bad: AtomicU64::new(0), last: Mutex::new(None) }
    }

    pub fn bad_lines(&self) -> u64 {
        self.bad.load(Ordering::Relaxed)
    }

    /// Leaves the line of the progress.
    pub fn end(&self) {
        if self.shown {
            eprint!("\r\x1b[K");
        }
    }
}

fn named(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "reading",
        Stage::Finding => "finding pairs",
        Stage::Learning => "learning",
        Stage::Comparing => "comparing",
        Stage::Settling => "settling",
    }
}

/// A bar of twenty signs.
fn bar(done: u64, of: u64) -> String {
    let full = usize::try_from((done * 20).checked_div(of).unwrap_or(20).min(20)).unwrap_or(20);
    format!("[{}{}]", "#".repeat(full), " ".repeat(20 - full))
}

impl Progress for Teller {
    fn at(&self, stage: Stage, done: u64, of: u64) {
        if !self.shown {
            return;
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = last.is_none_or(|(before, when)| before != stage || when.elapsed() > Duration::from_millis(100));
        if fresh || done == of {
            *last = Some((stage, Instant::now()));
            eprint!("\r\x1b[K{:<14}{} {:>3}%", named(stage), bar(done, of), (done * 100).checked_div(of).unwrap_or(100).min(100));
        }
    }

    fn bad_line(&self, list: &Path, line: u64, why: &str) {
        let count = self.bad.fetch_add(1, Ordering::Relaxed);
        if count < TOLD {
            self.end();
            eprintln!("{} line {line}: {why}; it is left out", list.display());
        } else if count == TOLD {
            eprintln!("More lines cannot be used; they are counted at the end.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_at_the_end_and_never_overflows() {
        assert_eq!(bar(0, 10), "[                    ]");
        assert_eq!(bar(5, 10), "[##########          ]");
        assert_eq!(bar(30, 10), bar(10, 10));
        assert_eq!(bar(0, 0), bar(10, 10));
    }
}
