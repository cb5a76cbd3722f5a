//! Weighing: what the rooms found, held against each other. What may be told outweighs what only looks like more; the surer and the longer
//! outweighs the less sure and the shorter; and nothing that was taken for a protected detail is lost without another finding in its place.

use std::cmp::Reverse;
use std::collections::BTreeMap;

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

/// Ranges in order that do not overlap.
struct Stays(Vec<(u32, u32)>);

impl Stays {
    fn of(found: &[Candidate]) -> Self {
        let mut all: Vec<(u32, u32)> = found.iter().filter(|one| one.whose.stays()).map(|one| (one.start, one.end)).collect();
        all.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(all.len());
        for (start, end) in all {
            match joined.last_mut() {
                Some(last) if start < last.1 => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        Self(joined)
    }

    fn over(&self, start: u32, end: u32) -> impl Iterator<Item = (u32, u32)> {
        let from = self.0.partition_point(|one| one.1 <= start);
        self.0[from..].iter().take_while(move |one| one.0 < end).copied()
    }
}

/// What is left of the candidates when they have been held against each other, in the order of the text.
pub fn weigh(found: &[Candidate]) -> Vec<Weighed> {
    let stays = Stays::of(found);
    let mut left: Vec<Candidate> =
        found.iter().filter(|one| !one.whose.stays()).filter_map(|one| against(&stays, *one)).collect();
    let stranger = |one: &Candidate| one.whose == Whose::Stranger;
    left.sort_by_key(|one| {
        (
            Reverse(one.sure.max(Sure::Likely) == one.sure),
            stranger(one) && one.what == What::Description,
            Reverse(one.end - one.start),
            stranger(one),
            Reverse(one.sure),
            one.start,
            one.what,
            one.whose,
        )
    });
    let mut taken: BTreeMap<u32, Weighed> = BTreeMap::new();
    for one in left {
        settle(&mut taken, one);
    }
    taken.into_values().collect()
}

/// A candidate against what may be told.
fn against(stays: &Stays, mut one: Candidate) -> Option<Candidate> {
    let (start, end) = (one.start, one.end);
    let long = end - start;
    let covered: u32 = stays.over(start, end).map(|(from, to)| to.min(end) - from.max(start)).sum();
    if covered == 0 {
        return Some(one);
    }
    let around = stays.over(start, end).next()?;
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

/// Puts a candidate among those that are taken already, as far as there is room.
fn settle(taken: &mut BTreeMap<u32, Weighed>, one: Candidate) {
    let mut from = one.start;
    let over: Vec<u32> = {
        let first = taken.range(..=one.start).next_back().filter(|(_, other)| other.range.1 > one.start).map(|(start, _)| *start);
        first.into_iter().chain(taken.range(one.start + 1..one.end.max(one.start + 1)).map(|(start, _)| *start)).collect()
    };
    for start in &over {
        let Some(other) = taken.get_mut(start) else { continue };
        let (other_start, other_end) = other.range;
        if (other_start, other_end) == (one.start, one.end)
            && other.what == one.what
            && !other.whose.contains(&one.whose)
            && one.whose != Whose::Stranger
        {
            other.whose.push(one.whose);
        }
        if from < other_start {
            piece(taken, &one, from, other_start);
        }
        from = from.max(other_end);
    }
    if from < one.end {
        piece(taken, &one, from, one.end);
    }
}

fn piece(taken: &mut BTreeMap<u32, Weighed>, one: &Candidate, from: u32, to: u32) {
    // A blank or a comma that is left over is no finding, and neither is a rest of what is only possible.
    let rest = (from, to) != (one.start, one.end);
    if rest && (to - from < 2 || one.sure == Sure::Possible) {
        return;
    }
    taken.insert(from, Weighed { range: (from, to), whose: vec![one.whose], what: one.what, why: one.why, sure: one.sure });
}
