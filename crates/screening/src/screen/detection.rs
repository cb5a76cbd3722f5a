//! Noticing people who ask in order to find out. It slows them down; it carries no guarantee.
//!
//! For every proposal three things are seen, and each makes it more or less likely that somebody probes. The sum never falls below nothing,
//! and past the alarm the lead of the domestic-abuse team and audit hear of it. Whoever asks sees nothing of that.

/// What is seen of one proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wish {
    /// No live vacancy matches it.
    pub without_vacancy: bool,
    /// It lies within 250 m of where refusals begin or end.
    pub near_an_edge: bool,
    /// It was asked before.
    pub again: bool,
}

/// Thousandths of a natural logarithm at which the alarm is raised: ln(0.95 / 0.0001).
pub const ALARM: i32 = 9_160;

/// The running sum for one officer or one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Watch {
    sum: i32,
    alarmed: bool,
}

impl Watch {
    /// Takes note of one proposal. Says whether the alarm is raised by it; it is raised once.
    pub fn note(&mut self, wish: Wish) -> bool {
        let weigh = |seen: bool, yes: i32, no: i32| if seen { yes } else { no };
        let step =
            weigh(wish.without_vacancy, 2_810, -660) + weigh(wish.near_an_edge, 1_390, -410) + weigh(wish.again, 1_390, -170);
        self.sum = self.sum.saturating_add(step).max(0);
        let now = self.sum >= ALARM && !self.alarmed;
        self.alarmed |= now;
        now
    }

    /// Whether the alarm was raised: later proposals go to a person, silently.
    pub const fn is_alarmed(&self) -> bool {
        self.alarmed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_who_proposes_homes_that_are_not_there_is_noticed_soon() {
        let mut watch = Watch::default();
        let probe = Wish { without_vacancy: true, near_an_edge: true, again: false };
        let asked = (1..100).find(|_| watch.note(probe)).unwrap();
        assert_eq!(asked, 3);
        assert!(watch.is_alarmed());
        assert!(!watch.note(probe), "it is raised once");
    }

    #[test]
    fn ordinary_work_never_adds_up() {
        let mut watch = Watch::default();
        assert!((0..10_000).all(|_| !watch.note(Wish::default())));
        assert_eq!(watch, Watch::default());
    }
}
