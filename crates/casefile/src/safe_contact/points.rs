//! Contact points: each way that was given to reach somebody, and whether it may be used today.
//!
//! Nothing is safe until somebody has noted that she confirmed it; and what has lapsed stays lapsed until she confirms it again.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::lapses::Lapses;
use crate::facts::{Channel, ContactWay, Fact, SafeContactSet};
use crate::file::CaseFile;
use crate::ids::{FactId, PersonId};
use crate::obligations::Standards;

/// How long a way to reach her is taken to be safe before she is asked again: the name of the local standard.
pub const DAYS: &str = "safe-contact-days";
/// How long, in days, where the partnership has not set it.
pub const DAYS_BY_DEFAULT: u32 = 30;

/// Whether a contact point may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It may, up to this day.
    Safe {
        /// The last day.
        until: Date,
    },
    /// It may not.
    NotSafe(Why),
}

/// Why a contact point may not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// She said so.
    SaidSo,
    /// Nobody noted that she confirmed it.
    NeverConfirmed,
    /// How it would be used is not known.
    NoWay,
    /// Somebody on the alleged perpetrator's side, or kin of his, can get at it.
    Within(PersonId),
    /// Such a person lives, or lived, at that home.
    LivesThere(PersonId),
    /// The tenancy is shared.
    SharedTenancy(FactId),
    /// She confirmed it too long ago.
    Old {
        /// The last day on which it was safe.
        until: Date,
    },
    /// Something newer took its place.
    Superseded(FactId),
    /// She has moved since, or left home.
    Moved(FactId),
    /// A letter came back, or a message could not be delivered for good.
    CameBack(FactId),
    /// Somebody new shares the home, or his.
    NewOccupant(FactId),
    /// The alleged perpetrator has been released, or let go on bail, since.
    Released(FactId),
    /// It got out.
    GotOut(FactId),
}

impl Why {
    /// In words for the officer.
    pub const fn label(self) -> &'static str {
        match self {
            Self::SaidSo => "She said that this is not safe.",
            Self::NeverConfirmed => "Nobody has noted that she confirmed it.",
            Self::NoWay => "It does not say how to use it.",
            Self::Within(_) => "Somebody on the alleged perpetrator’s side can get at it.",
            Self::LivesThere(_) => "Somebody on the alleged perpetrator’s side lives there, or did.",
            Self::SharedTenancy(_) => "The tenancy of that home is shared.",
            Self::Old { .. } => "She confirmed it too long ago.",
            Self::Superseded(_) => "Something newer has taken its place. Never use the old one.",
            Self::Moved(_) => "She has moved or left home since she confirmed it.",
            Self::CameBack(_) => "What was sent there came back.",
            Self::NewOccupant(_) => "Somebody new shares the home since she confirmed it.",
            Self::Released(_) => "The alleged perpetrator has been released, or let go on bail, since she confirmed it.",
            Self::GotOut(_) => "It has got to somebody who should not have it.",
        }
    }

    /// The fact that made it unsafe, where one did.
    pub const fn fact(self) -> Option<FactId> {
        match self {
            Self::SharedTenancy(fact)
            | Self::Superseded(fact)
            | Self::Moved(fact)
            | Self::CameBack(fact)
            | Self::NewOccupant(fact)
            | Self::Released(fact)
            | Self::GotOut(fact) => Some(fact),
            _ => None,
        }
    }
}

/// One way that was given to reach somebody.
#[derive(Debug, Clone)]
pub struct ContactPoint<'a> {
    /// The newest entry on it.
    pub fact: &'a Fact,
    /// What that entry says.
    pub set: &'a SafeContactSet,
    /// Every entry on this same number or address, the newest first: the others were confirmed by it.
    pub entries: Vec<FactId>,
    /// The entry that holds the number or the address, where one does.
    pub value: Option<FactId>,
    /// The entry that holds the hours.
    pub hours: Option<FactId>,
    /// The entry that holds the words.
    pub terms: Option<FactId>,
    /// What may be done there. Empty where it is not safe.
    pub ways: Vec<ContactWay>,
    /// Whether it may be used.
    pub state: State,
}

impl ContactPoint<'_> {
    /// Whether it may be used.
    pub const fn is_safe(&self) -> bool {
        matches!(self.state, State::Safe { .. })
    }

    /// Why it may not be used, where that is so.
    pub const fn why_not(&self) -> Option<Why> {
        match self.state {
            State::Safe { .. } => None,
            State::NotSafe(why) => Some(why),
        }
    }
}

/// Everybody's contact points.
#[derive(Debug, Clone)]
pub struct SafeContact<'a> {
    points: Vec<ContactPoint<'a>>,
}

impl<'a> SafeContact<'a> {
    /// As it stands on a day. Total, and the same in whatever order the facts come.
    pub fn of(file: &'a CaseFile, standards: &Standards, today: Date) -> Self {
        let said = Said {
            all: file.each::<SafeContactSet>().collect(),
            lapses: Lapses::of(file, today),
            good: i64::from(standards.threshold(DAYS, DAYS_BY_DEFAULT)),
            today,
        };
        let newest = said.all.iter().rev().filter(|(fact, it)| !said.all.iter().any(|later| goes_on_from(*later, fact, it)));
        Self { points: newest.map(|(fact, set)| said.point(fact, set)).collect() }
    }

    /// All of them, the newest first.
    pub fn points(&self) -> &[ContactPoint<'a>] {
        &self.points
    }

    /// Those of one person, the newest first.
    pub fn points_of(&self, person: PersonId) -> impl Iterator<Item = &ContactPoint<'a>> {
        self.points.iter().filter(move |point| point.set.person == person)
    }

    /// The contact point that an entry belongs to; none where a newer entry has taken its place.
    pub fn point(&self, entry: FactId) -> Option<&ContactPoint<'a>> {
        self.points.iter().find(|point| point.entries.contains(&entry))
    }

    /// Whether somebody may be reached in a way today, and where: the point that was confirmed last.
    pub fn reaching(&self, person: PersonId, way: ContactWay) -> Option<&ContactPoint<'a>> {
        self.points_of(person).filter(|point| point.ways.contains(&way)).max_by_key(|point| point.set.confirmed)
    }
}

/// Whether a later entry says anew what this one said: it confirms it, or is about the same channel of the same person.
fn goes_on_from((later, says): (&Fact, &SafeContactSet), fact: &Fact, it: &SafeContactSet) -> bool {
    let comes_later = (later.happened, later.recorded, later.id) > (fact.happened, fact.recorded, fact.id);
    comes_later && (says.confirms == Some(fact.id) || (says.person, says.channel) == (it.person, it.channel))
}

/// What can be done at a number or an address of a channel; the way that it means by itself first.
const fn fitting(channel: Channel) -> &'static [ContactWay] {
    use ContactWay::{Email, HomeVisit, InPerson, Post, Proxy, Text, Voice, Voicemail};
    match channel {
        Channel::Phone => &[Voice, Voicemail, Text],
        Channel::Text => &[Text, Voice, Voicemail],
        Channel::Email => &[Email],
        Channel::Letter => &[Post, HomeVisit],
        Channel::HomeVisit => &[HomeVisit, Post],
        Channel::InPerson => &[InPerson],
        Channel::Proxy => &[Proxy],
        Channel::Form | Channel::Online | Channel::Unknown => &[],
    }
}

const fn is_channel_of(channel: Channel, way: ContactWay) -> bool {
    match way {
        ContactWay::Voice | ContactWay::Voicemail => matches!(channel, Channel::Phone),
        ContactWay::Text => matches!(channel, Channel::Text),
        ContactWay::Email => matches!(channel, Channel::Email),
        ContactWay::Post => matches!(channel, Channel::Letter),
        ContactWay::HomeVisit => matches!(channel, Channel::HomeVisit),
        ContactWay::InPerson => matches!(channel, Channel::InPerson),
        ContactWay::Proxy => matches!(channel, Channel::Proxy),
    }
}

/// Everything that was said of ways, and what has happened since.
struct Said<'a> {
    all: Vec<(&'a Fact, &'a SafeContactSet)>,
    lapses: Lapses<'a>,
    good: i64,
    today: Date,
}

impl<'a> Said<'a> {
    fn point(&self, fact: &'a Fact, set: &'a SafeContactSet) -> ContactPoint<'a> {
        let entries = self.entries(fact, set);
        // What a confirmation leaves out stays as it was.
        let newest = |has: fn(&SafeContactSet) -> bool| {
            entries.iter().copied().find(|id| self.all.iter().any(|(fact, it)| fact.id == *id && has(it)))
        };
        let (value, hours) = (newest(|it| it.value.is_some()), newest(|it| it.hours.is_some()));
        let terms = newest(|it| it.terms.is_some());
        let ways = self.ways_left(fact, set);
        let state = match self.until(fact, set, &entries, &ways) {
            Ok(until) => State::Safe { until },
            Err(why) => State::NotSafe(why),
        };
        let ways = if matches!(state, State::Safe { .. }) { ways } else { Vec::new() };
        ContactPoint { fact, set, entries, value, hours, terms, ways, state }
    }

    /// The entries on the same number or address, the newest first.
    fn entries(&self, fact: &Fact, set: &SafeContactSet) -> Vec<FactId> {
        let (mut entries, mut next) = (vec![fact.id], set.confirms);
        while let Some(id) = next.filter(|id| !entries.contains(id)) {
            entries.push(id);
            next = self.all.iter().find(|(fact, _)| fact.id == id).and_then(|(_, it)| it.confirms);
        }
        entries
    }

    /// What was agreed to there, less what she said of a single channel since.
    fn ways_left(&self, fact: &Fact, set: &SafeContactSet) -> Vec<ContactWay> {
        let fitting = fitting(set.channel);
        let mut ways: Vec<ContactWay> = match set.ways.as_slice() {
            [] => fitting.first().copied().into_iter().collect(),
            given => given.iter().copied().filter(|way| fitting.contains(way)).collect(),
        };
        ways.sort_unstable();
        ways.dedup();
        let taken_back = |way: ContactWay| {
            self.all.iter().any(|(other, it)| {
                let earlier = (other.happened.date, other.recorded) < (fact.happened.date, fact.recorded);
                let this = it.channel != set.channel && is_channel_of(it.channel, way);
                !it.safe && it.person == set.person && this && !earlier
            })
        };
        ways.retain(|way| !taken_back(*way));
        ways
    }

    /// The last day on which it is safe, or why it is not.
    fn until(&self, fact: &Fact, set: &SafeContactSet, entries: &[FactId], ways: &[ContactWay]) -> Result<Date, Why> {
        if !set.safe {
            return Err(Why::SaidSo);
        }
        // What was recorded on a day cannot have been confirmed after it.
        let confirmed = set.confirmed.map(|day| day.min(fact.recorded_on())).ok_or(Why::NeverConfirmed)?;
        if ways.is_empty() {
            return Err(Why::NoWay);
        }
        if let Some((newer, _)) = self.all.iter().find(|(_, it)| it.replaces.is_some_and(|old| entries.contains(&old))) {
            return Err(Why::Superseded(newer.id));
        }
        if let Some(why) = self.lapses.of_point(fact, set, confirmed, entries) {
            return Err(why);
        }
        let until = confirmed.saturating_add(self.good.days());
        if self.today > until { Err(Why::Old { until }) } else { Ok(until) }
    }
}
