//! Walking through a story's days.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time};

use super::told::{Because, Day, Entry, Forced, How, Law, Named, Owed, Refused, What};
use crate::commands::gate;
use crate::facts::{Fact, Rung};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};
use crate::obligations::{Obligation, Standards, State, derive};
use crate::stories::read::MOST_YEARS;
use crate::stories::story::{Expected, Story, StoryFact};

/// What identifies an obligation.
pub(super) type Key = (&'static str, FactId);

/// One obligation over the whole walk.
pub(super) struct Track {
    /// As it was derived last.
    pub(super) last: Obligation,
    /// The first day on which it was owed.
    pub(super) raised_on: Date,
    /// Every fact that spoke for it at any time.
    pub(super) because: Vec<FactId>,
    /// How it stood, from each day on which that changed.
    pub(super) states: Vec<(Date, State)>,
    /// Where it was passed up to, and when.
    pub(super) passed_up: Vec<(Date, Rung)>,
}

impl Track {
    fn new(obligation: &Obligation, day: Date) -> Self {
        let (last, states) = (obligation.clone(), vec![(day, State::Open)]);
        Self { last, raised_on: day, because: Vec::new(), states, passed_up: Vec::new() }
    }

    /// Takes in how it was derived on another day.
    fn follow(&mut self, obligation: &Obligation) {
        self.because.extend(obligation.because.iter().filter(|fact| !self.because.contains(fact)).copied().collect::<Vec<_>>());
        self.last = obligation.clone();
    }

    /// Takes in how it stands on a day. Whether that is new.
    fn turns(&mut self, day: Date, state: State) -> bool {
        let turns = self.states.last().is_none_or(|(_, before)| *before != state);
        if turns {
            self.states.push((day, state));
        }
        turns
    }
}

/// The walk and what it found.
pub(super) struct Walked {
    pub(super) days: Vec<Day>,
    pub(super) tracks: BTreeMap<Key, Track>,
    /// Keys in the order in which they were raised.
    pub(super) order: Vec<Key>,
    /// What would have been refused, with every rule that it would have broken.
    pub(super) refused: Vec<(FactId, Vec<Refused>)>,
    pub(super) forced: Option<Forced>,
    last_day: Date,
}

/// Walks from the first day of the story to the last that anything is told or expected of.
pub(super) fn walk(story: &Story, standards: &Standards) -> Walked {
    let (first, last) = story.days();
    let last_day = last_day(story, last);
    let mut walker = Walker {
        story,
        standards,
        owed: Vec::new(),
        walked: Walked {
            days: Vec::new(),
            tracks: BTreeMap::new(),
            order: Vec::new(),
            refused: Vec::new(),
            forced: None,
            last_day,
        },
    };
    let mut day = first;
    loop {
        walker.day(day);
        match day.tomorrow() {
            Ok(next) if day < last_day => day = next,
            _ => break,
        }
    }
    walker.walked
}

/// The last day that anything is told or expected of.
fn last_day(story: &Story, last: Date) -> Date {
    let expected = story.expectations.iter().filter(|_| story.moved_by.is_none()).filter_map(|one| match one.expected {
        Expected::Raised { by, .. } | Expected::NotRaised { by, .. } | Expected::Escalated { by, .. } => by,
        Expected::Stands { on, .. } => Some(on),
        Expected::Refused { .. } => None,
    });
    let known = story.facts.iter().flat_map(|told| told.fact.known.iter().map(|known| known.on));
    let end = expected.chain(known).chain(story.real_end.as_ref().map(|end| end.on)).chain([last]).max().unwrap_or(last);
    // A day far beyond the last fact can only be a slip; nothing new would be found on the way there.
    end.min(last.saturating_add(jiff::Span::new().years(MOST_YEARS)))
}

struct Walker<'s> {
    story: &'s Story,
    standards: &'s Standards,
    /// What is owed on what is known so far.
    owed: Vec<Obligation>,
    walked: Walked,
}

impl Walker<'_> {
    fn day(&mut self, day: Date) {
        let mut entries = Vec::new();
        let news = self.facts(day, &mut entries);
        if news || self.walked.order.is_empty() && self.owed.is_empty() {
            self.owed = derive(&CaseFile::fold(held_on(self.story, day, None)), self.standards);
        }
        self.obligations(day, &mut entries);
        if !entries.is_empty() {
            self.walked.days.push(Day { date: day, entries });
        }
    }

    /// Tells what happened and was learned on a day. Whether there was anything.
    fn facts(&mut self, day: Date, entries: &mut Vec<Entry>) -> bool {
        let story = self.story;
        let mut news = false;
        for told in &story.facts {
            let knew = |on: Date| -> Vec<Named> {
                let teams = told.fact.known.iter().filter(|known| known.on == on).map(|known| known.team);
                teams.map(|team| named(story, team)).collect()
            };
            if told.fact.happened.date == day {
                news = true;
                entries.push(Entry::Happened {
                    fact: told.label.clone(),
                    kind: told.fact.body.kind().code(),
                    what: told.what.clone(),
                    at: told.fact.happened.time,
                    known_to: knew(day),
                });
                if !told.unknown {
                    self.gate(told, day, entries);
                }
            } else if told.fact.happened.date < day {
                let by = knew(day);
                if !by.is_empty() {
                    news = true;
                    let (fact, what) = (told.label.clone(), told.what.clone());
                    entries.push(Entry::Learned { fact, what, happened: told.fact.happened.date, by });
                }
            }
        }
        news
    }

    /// Whether Holdfast would have let this be recorded, knowing what was known before it.
    fn gate(&mut self, told: &StoryFact, day: Date, entries: &mut Vec<Entry>) {
        let file = CaseFile::fold(held_on(self.story, day, Some(told.fact.id)));
        let refusals: Vec<_> = gate::every_refusal(&file, &told.fact.body, told.fact.happened)
            .into_iter()
            .map(|refusal| Refused {
                fact: told.label.clone(),
                because: refusal.because,
                instead: refusal.instead,
                rule: refusal.rule,
            })
            .collect();
        let Some(first) = refusals.first() else { return };
        if self.walked.forced.is_none() && told.fact.body.teams().iter().any(|team| self.story.about.contains(team)) {
            let told = format!("Holdfast would have refused this: “{}” {}", told.what, first.because);
            self.walked.forced = Some(Forced { on: day, how: How::Refused, told, rule: first.rule });
        }
        entries.extend(refusals.iter().cloned().map(Entry::Refused));
        self.walked.refused.push((told.fact.id, refusals));
    }

    /// Whether the story is about the body that owes it.
    fn is_about(&self, what: &What) -> bool {
        let owner = self.story.teams.iter().find(|team| team.label == what.owner.team);
        owner.is_none_or(|team| self.story.about.contains(&team.id))
    }

    fn obligations(&mut self, day: Date, entries: &mut Vec<Entry>) {
        let now = day.to_datetime(Time::MAX);
        let story = self.story;
        let (mut ended, mut raised, mut ended_at_once, mut late, mut up) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for obligation in &self.owed {
            let state = obligation.state(now);
            if state == State::Coming {
                continue;
            }
            let key = obligation.key();
            let what = what(story, obligation);
            let is_new = !self.walked.tracks.contains_key(&key);
            let track = self.walked.tracks.entry(key).or_insert_with(|| Track::new(obligation, day));
            track.follow(obligation);
            // What the people and services of the story answer by being there is not worth telling.
            let answered_by_opening = is_new && obligation.end.fact().is_some_and(|(by, _)| story.fact(by).is_none());
            if is_new {
                self.walked.order.push(key);
            }
            if is_new && !answered_by_opening {
                raised.push(raised_entry(story, obligation, what.clone()));
            }
            if track.turns(day, state) && !answered_by_opening {
                match state {
                    State::Late => late.push(Entry::Late { what: what.clone() }),
                    State::Open | State::Coming => {}
                    _ if is_new => ended_at_once.extend(ended_entry(story, obligation, state, what.clone())),
                    _ => ended.extend(ended_entry(story, obligation, state, what.clone())),
                }
            }
            pass_up(track, obligation, now, &what, &mut up);
        }
        up.sort_by_key(|(at, rung, _): &(DateTime, Rung, Entry)| (*at, *rung));
        if self.walked.forced.is_none()
            && let Some((at, rung, Entry::PassedUp { what, .. })) = up.iter().find(|(_, rung, entry)| {
                *rung >= Rung::DutyManager && matches!(entry, Entry::PassedUp { what, .. } if self.is_about(what))
            })
        {
            let told = format!(
                "Holdfast would have passed this up to {}, because {} had not done it: {}.",
                to_whom(*rung),
                what.owner.name,
                what.title
            );
            self.walked.forced = Some(Forced { on: at.date().max(day), how: How::PassedUp, told, rule: Some(what.rule) });
        }
        entries.extend(
            ended.into_iter().chain(raised).chain(ended_at_once).chain(late).chain(up.into_iter().map(|(.., entry)| entry)),
        );
    }
}

/// The rungs, as a sentence names them.
fn to_whom(rung: Rung) -> &'static str {
    match rung {
        Rung::Owner => "its owner",
        Rung::Manager => "the team's manager",
        Rung::DutyManager => "the duty manager by name",
        Rung::Lead => "the domestic abuse lead",
        Rung::Director => "the director",
    }
}

/// The facts as somebody could have held them at the end of a day: only what some service knew by then, and who knew it by then.
/// With a fact named: before that fact, as things stood in the order of the story.
fn held_on(story: &Story, day: Date, before: Option<FactId>) -> Vec<Fact> {
    let mut held = story.opening.clone();
    for told in &story.facts {
        if Some(told.fact.id) == before {
            // What stands later in the text had not happened yet, though what was learned of earlier days has.
            break;
        }
        let known: Vec<_> = told.fact.known.iter().filter(|known| known.on <= day).copied().collect();
        if told.fact.happened.date <= day && !known.is_empty() {
            held.push(Fact { known, ..told.fact.clone() });
        }
    }
    held.sort_by_key(|fact| fact.recorded);
    held
}

fn pass_up(track: &mut Track, obligation: &Obligation, now: DateTime, what: &What, up: &mut Vec<(DateTime, Rung, Entry)>) {
    for step in obligation.steps_until(now) {
        if track.passed_up.iter().any(|(_, rung)| *rung >= step.to) {
            continue;
        }
        track.passed_up.push((now.date(), step.to));
        let entry = Entry::PassedUp { what: what.clone(), to: step.to.code(), to_whom: step.to.label(), at: step.at.time() };
        up.push((step.at, step.to, entry));
    }
}

fn raised_entry(story: &Story, obligation: &Obligation, what: What) -> Entry {
    let rule = obligation.rule;
    Entry::Raised {
        what,
        must: rule.must,
        severity: rule.severity.code(),
        local: rule.local,
        law: Law::of(rule),
        because: obligation.because.iter().map(|fact| because(story, *fact)).collect(),
    }
}

fn ended_entry(story: &Story, obligation: &Obligation, state: State, what: What) -> Option<Entry> {
    let (by, on) = obligation.end.fact()?;
    let by = because(story, by);
    Some(match state {
        State::Met => Entry::Met { what, by },
        State::MetLate => Entry::MetLate { what, by, days: (on - obligation.due.date).get_days() },
        State::Missed => Entry::Missed { what, by },
        State::Waived => Entry::Waived { what },
        State::Ended => Entry::Ended { what, by },
        State::Late | State::Open | State::Coming => return None,
    })
}

pub(super) fn named(story: &Story, team: TeamId) -> Named {
    let known = story.team(team);
    Named {
        team: known.map_or_else(|| team.to_string(), |team| team.label.clone()),
        name: known.map_or_else(|| "a service".to_owned(), |team| team.name.clone()),
    }
}

pub(super) fn because(story: &Story, fact: FactId) -> Because {
    story.fact(fact).map_or_else(
        || Because { fact: "opening".to_owned(), what: "The file was opened.".to_owned() },
        |told| Because { fact: told.label.clone(), what: told.what.clone() },
    )
}

pub(super) fn what(story: &Story, obligation: &Obligation) -> What {
    What {
        rule: obligation.rule.id,
        title: obligation.rule.title,
        raised_by: because(story, obligation.raised_by).fact,
        owner: named(story, obligation.owner.team),
        due: obligation.due.date,
        due_time: obligation.due.time,
    }
}

impl Walked {
    /// Everything that was owed, as it stood at the end.
    pub(super) fn owed(&self, story: &Story) -> Vec<Owed> {
        let end = self.last_day.to_datetime(Time::MAX);
        let tracks = self.order.iter().filter_map(|key| self.tracks.get(key));
        tracks
            .map(|track| {
                let rung = track.passed_up.last().map(|(_, rung)| *rung);
                let ended = track.last.end.fact().map(|(_, on)| on);
                Owed::new(what(story, &track.last), track.raised_on, track.last.state(end), ended, rung)
            })
            .collect()
    }
}
