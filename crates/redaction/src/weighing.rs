//! Weighing: what the rooms found, held against each other. What may be told outweighs what only looks like more; the surer and the longer
//! outweighs the less sure and the shorter; and nothing that was taken for a protected detail is lost without another finding in its place.

use crate::finding::{Candidate, Sure, Why};
use crate::known::{What, Whose};

/// A finding in plain bytes.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// From, to.
    pub range: (u32, u32),
    /// Whose.
    pub whose: Vec<Whose>,
    /// What.
    pub what: What,
    /// Why.
    pub why: Why,
    /// How sure.
    pub sure: Sure,
}

/// What may be told: ranges in order that do not overlap. They are asked for in the order of the text, so that nothing is searched for.
struct Stays {
    ranges: Vec<(u32, u32)>,
    /// Those before this end before whatever is asked about next.
    passed: usize,
}

impl Stays {
    fn of(found: &[Candidate]) -> Self {
        let mut ranges: Vec<(u32, u32)> = found.iter().filter(|one| one.whose.stays()).map(|one| (one.start, one.end)).collect();
        ranges.sort_unstable();
        let mut last = 0;
        for at in 1..ranges.len() {
            if ranges[at].0 < ranges[last].1 {
                ranges[last].1 = ranges[last].1.max(ranges[at].1);
            } else {
                last += 1;
                ranges[last] = ranges[at];
            }
        }
        ranges.truncate(last + 1);
        Self { ranges, passed: 0 }
    }

    /// What may be told between two places, of which the first is never before the one asked about last.
    fn over(&mut self, start: u32, end: u32) -> impl Iterator<Item = (u32, u32)> + Clone {
        while self.ranges.get(self.passed).is_some_and(|one| one.1 <= start) {
            self.passed += 1;
        }
        self.ranges[self.passed..].iter().take_while(move |one| one.0 < end).copied()
    }
}

/// What is left of the candidates when they have been held against each other, in the order of the text.
pub fn weigh(found: &[Candidate], shared: &[Whose]) -> Vec<Weighed> {
    let mut stays = Stays::of(found);
    // Which they are is sorted by where they begin; what overlaps is put in its own order below.
    let mut order: Vec<u64> = Vec::with_capacity(found.len());
    let placed = (0_u64..).zip(found).filter(|(_, one)| !one.whose.stays());
    order.extend(placed.map(|(at, one)| u64::from(one.start) << 32 | at));
    #[allow(
        clippy::stable_sort_primitive,
        reason = "every room went from the beginning to the end, and this sort joins such runs"
    )]
    order.sort();
    let mut weighed: Vec<Weighed> = Vec::with_capacity(order.len());
    // What overlaps stands together, and most findings stand alone.
    let (mut group, mut end): (Vec<Candidate>, u32) = (Vec::new(), 0);
    for place in order {
        #[allow(clippy::cast_possible_truncation, reason = "the lower half is which it is")]
        let Some(one) = against(&mut stays, found[place as u32 as usize]) else { continue };
        if one.start >= end {
            settle(&mut group, shared, &mut weighed);
            group.clear();
        }
        end = end.max(one.end);
        group.push(one);
    }
    settle(&mut group, shared, &mut weighed);
    weighed
}

/// A candidate against what may be told.
fn against(stays: &mut Stays, mut one: Candidate) -> Option<Candidate> {
    let (start, end) = (one.start, one.end);
    let over = stays.over(start, end);
    let Some(around) = over.clone().next() else { return Some(one) };
    let long = end - start;
    let covered: u32 = over.map(|(from, to)| to.min(end) - from.max(start)).sum();
    if one.whose == Whose::Stranger {
        if one.what == What::Description {
            // Up to what may be told, if that is most of it.
            one.end = around.0.max(start);
            return (one.end - start > long / 2).then_some(one);
        }
        return (covered * 5 < long * 2).then_some(one);
    }
    if around.0 <= start && around.1 >= end {
        if around == (start, end) {
            // The same value is the recipient's as well: somebody has to look.
            one.sure = Sure::Possible;
            return Some(one);
        }
        return None;
    }
    Some(one)
}

/// Settles candidates that overlap: the weightiest first, and of every other what it leaves.
fn settle(left: &mut [Candidate], shared: &[Whose], weighed: &mut Vec<Weighed>) {
    if let [one] = left {
        weighed.push(as_found(one, (one.start, one.end), shared));
        return;
    }
    let stranger = |one: &Candidate| one.whose == Whose::Stranger;
    // Of what is alike in all of this, what was found first.
    left.sort_by_key(|one| {
        let description = stranger(one) && one.what == What::Description;
        (
            one.sure < Sure::Likely,
            description,
            u32::MAX - (one.end - one.start),
            stranger(one),
            std::cmp::Reverse(one.sure),
            one.start,
            one.what,
            one.whose,
        )
    });
    let first = weighed.len();
    for one in left.iter() {
        let mut from = one.start;
        // The pieces between what is taken already, which is kept in order.
        let mut at = first;
        while at < weighed.len() && from < one.end {
            let (other_start, other_end) = weighed[at].range;
            if other_end <= from {
                at += 1;
                continue;
            }
            if other_start >= one.end {
                break;
            }
            let other = &mut weighed[at];
            if (other_start, other_end) == (one.start, one.end)
                && other.what == one.what
                && !stranger(one)
                && !other.whose.contains(&one.whose)
            {
                other.whose.push(one.whose);
            }
            if from < other_start && is_left(one, from, other_start) {
                weighed.insert(at, as_found(one, (from, other_start), shared));
                at += 1;
            }
            from = from.max(other_end);
            at += 1;
        }
        if from < one.end && is_left(one, from, one.end) {
            let place = weighed[first..].partition_point(|other| other.range.0 < from) + first;
            weighed.insert(place, as_found(one, (from, one.end), shared));
        }
    }
}

/// Whether a piece says something: a blank or a comma that is left over is no finding, and neither is a rest of what is only possible.
fn is_left(one: &Candidate, from: u32, to: u32) -> bool {
    let rest = (from, to) != (one.start, one.end);
    !(rest && (to - from < 2 || one.sure == Sure::Possible))
}

fn as_found(one: &Candidate, range: (u32, u32), shared: &[Whose]) -> Weighed {
    let (from, count) = (one.shared.0 as usize, usize::from(one.shared.1));
    let others = shared.get(from..from + count).unwrap_or_default();
    let whose = std::iter::once(one.whose).chain(others.iter().copied()).collect();
    Weighed { range, whose, what: one.what, why: one.why, sure: one.sure }
}
