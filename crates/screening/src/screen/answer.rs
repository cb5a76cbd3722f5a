//! One body for every negative, of one length with the positive, leaving on one beat.

use std::time::Duration;

/// All that a lettings officer learns about a home and someone to be kept away from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The home may be offered.
    Available,
    /// Refused, ineligible, under offer, over budget, on hold, a fault: one answer, so that nothing can be pieced together.
    NotAvailable,
}

impl Answer {
    /// The bytes that leave the house: as long for one answer as for the other.
    pub const fn body(self) -> &'static [u8; 26] {
        match self {
            Self::Available => br#"{"status":"AVAILABLE"}    "#,
            Self::NotAvailable => br#"{"status":"NOT_AVAILABLE"}"#,
        }
    }
}

/// When answers leave: on a beat of a quarter second, the first after the time allowed for the work is over.
///
/// The moment depends on when the question came and on nothing else, so that the work's own length is not to be seen. What is not ready by
/// then leaves as [`Answer::NotAvailable`].
#[derive(Debug, Clone, Copy)]
pub struct Tick {
    every: Duration,
}

impl Default for Tick {
    fn default() -> Self {
        Self { every: Duration::from_millis(250) }
    }
}

impl Tick {
    /// When the answer leaves to a question that came at this moment; both counted from the same beginning.
    pub fn leaves(self, came: Duration) -> Duration {
        let every = self.every.as_nanos().max(1);
        let beats = (came + self.every).as_nanos().div_ceil(every);
        Duration::from_nanos(u64::try_from(beats * every).unwrap_or(u64::MAX))
    }

    /// What leaves, and when, for a question that came at one moment and whose answer stood at another.
    pub fn send(self, came: Duration, stood: Duration, answer: Answer) -> (Duration, &'static [u8; 26]) {
        let leaves = self.leaves(came);
        let answer = if stood <= leaves { answer } else { Answer::NotAvailable };
        (leaves, answer.body())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_answers_are_of_one_length() {
        assert_eq!(Answer::Available.body().len(), Answer::NotAvailable.body().len());
        assert_eq!(Answer::NotAvailable.body(), br#"{"status":"NOT_AVAILABLE"}"#);
    }

    #[test]
    fn when_an_answer_leaves_does_not_depend_on_how_long_it_took_or_what_it_is() {
        let tick = Tick::default();
        for came in (0..2_000).step_by(7).map(Duration::from_millis) {
            let leaves: Vec<Duration> = (0..=250)
                .step_by(10)
                .flat_map(|work| {
                    [Answer::Available, Answer::NotAvailable].map(|a| tick.send(came, came + Duration::from_millis(work), a).0)
                })
                .collect();
            assert!(leaves.iter().all(|one| *one == leaves[0]));
            assert!(leaves[0] >= came + Duration::from_millis(250) && leaves[0] < came + Duration::from_millis(500));
        }
    }

    #[test]
    fn what_is_not_ready_in_time_leaves_as_not_available() {
        let (_, body) = Tick::default().send(Duration::ZERO, Duration::from_secs(9), Answer::Available);
        assert_eq!(body, Answer::NotAvailable.body());
    }
}
