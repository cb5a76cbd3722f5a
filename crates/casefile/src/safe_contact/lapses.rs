//! What makes a way of reaching somebody unsafe after she confirmed it, or whatever she said.

use jiff::civil::Date;

use super::points::Why;
use crate::facts::{
    AddressRecorded, Bailed, BreachFound, Channel, DataItem, Delivery, DeliveryReported, Fact, LeftHome, LetterReturned, Measure,
    MessageSent, Moved, NewHouseholdKnown, PersonAdded, ReleaseDateKnown, Released, Role, SafeContactSet, SafetyMeasure,
    TenancyHeld, Tenure, Who,
};
use crate::file::CaseFile;
use crate::ids::{FactId, PersonId};

/// Everything in a file that can make a way unsafe, gathered once.
pub(super) struct Lapses<'a> {
    file: &'a CaseFile,
    /// What somebody did or what happened to their home: whoever confirmed a way afterwards knew it.
    own: Vec<(&'a Fact, PersonId, Of)>,
    /// What happened on his side: it counts also where we only learned of it after she confirmed.
    his: Vec<(&'a Fact, Date, Why)>,
    /// What got out, to him or to nobody knows whom.
    out: Vec<(&'a Fact, &'a BreachFound)>,
    /// What was sent and came back.
    back: Vec<Back<'a>>,
}

/// Something that came back, or could not be delivered for good.
struct Back<'a> {
    /// The fact that says so.
    fact: &'a Fact,
    /// The entry that held the number or the address.
    contact: Option<FactId>,
    /// To whom it was sent.
    to: Option<PersonId>,
    /// By which channel.
    channel: Channel,
}

impl Back<'_> {
    /// Whether it was sent to this number or address; where nobody knows to which, to any of that person by that channel.
    fn was_sent_to(&self, set: &SafeContactSet, entries: &[FactId]) -> bool {
        match self.contact {
            Some(contact) => entries.contains(&contact),
            None => {
                self.to == Some(set.person)
                    && (self.channel == set.channel || is_address(self.channel) && is_address(set.channel))
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// A move, or leaving home.
    Move,
    /// A newer address.
    Address,
    /// A new number or e-mail address.
    Number,
    /// Somebody new in the household.
    Household,
}

impl<'a> Lapses<'a> {
    pub(super) fn of(file: &'a CaseFile, today: Date) -> Self {
        let people = file.people();
        let his = |person: PersonId| people.may_tell_him(person);
        let survivor = file.survivor();
        let mut own: Vec<(&Fact, PersonId, Of)> = Vec::new();
        own.extend(file.each::<Moved>().map(|(fact, it)| (fact, it.person, Of::Move)));
        own.extend(file.each::<LeftHome>().map(|(fact, it)| (fact, it.person, Of::Move)));
        own.extend(file.each::<AddressRecorded>().map(|(fact, it)| (fact, it.person, Of::Address)));
        let changed = file.each::<SafetyMeasure>().filter(|(_, it)| it.measure == Measure::NumberChanged);
        own.extend(changed.filter_map(|(fact, _)| Some((fact, survivor?, Of::Number))));
        let added = file
            .each::<PersonAdded>()
            .filter(|(_, it)| it.in_household && !matches!(it.role, Role::Survivor | Role::Child | Role::UnbornChild));
        own.extend(added.filter_map(|(fact, _)| Some((fact, survivor?, Of::Household))));

        let mut theirs: Vec<(&Fact, Date, Why)> = Vec::new();
        let released = file.each::<Released>().filter(|(_, it)| his(it.person));
        theirs.extend(released.map(|(fact, _)| (fact, fact.happened.date, Why::Released(fact.id))));
        let bailed = file.each::<Bailed>().filter(|(_, it)| his(it.person));
        theirs.extend(bailed.map(|(fact, _)| (fact, fact.happened.date, Why::Released(fact.id))));
        let dated = file.each::<ReleaseDateKnown>().filter(|(_, it)| his(it.person));
        let passed = dated.filter_map(|(fact, it)| {
            let day = it.on.filter(|day| *day <= today && !put_off(file, fact, it.person, *day))?;
            Some((fact, day, Why::Released(fact.id)))
        });
        theirs.extend(passed);
        let households = file.each::<NewHouseholdKnown>().filter(|(_, it)| his(it.person));
        theirs.extend(households.map(|(fact, _)| (fact, fact.happened.date, Why::NewOccupant(fact.id))));

        let out = file.each::<BreachFound>().filter(|(_, it)| {
            it.recipient.is_none_or(|who| who.person().is_some_and(his)) && it.person.is_none_or(|of| !his(of))
        });
        Self { file, own, his: theirs, out: out.collect(), back: came_back(file) }
    }

    /// Why an entry that she confirmed on a day is safe no longer, or never was.
    pub(super) fn of_point(&self, fact: &Fact, set: &SafeContactSet, confirmed: Date, entries: &[FactId]) -> Option<Why> {
        let his_own = self.file.people().may_tell_him(set.person) && self.file.survivor() != Some(set.person);
        // It is tried again once somebody has confirmed it since.
        let back = self.back.iter().find(|back| back.was_sent_to(set, entries) && back.fact.recorded >= fact.recorded);
        if let Some(back) = back {
            return Some(Why::CameBack(back.fact.id));
        }
        let own = || self.own.iter().find_map(|(event, whose, of)| Self::ended_by(event, *whose, *of, fact, set, confirmed));
        if his_own {
            return own();
        }
        self.within(set)
            .or_else(|| self.shares_the_home(fact, set, confirmed))
            .or_else(own)
            .or_else(|| {
                let news = |event: &Fact, day: Date| day > confirmed || event.recorded > fact.recorded;
                self.his.iter().find(|(event, day, _)| news(event, *day)).map(|(_, _, why)| *why)
            })
            .or_else(|| {
                let got_out = |(event, it): &&(&Fact, &BreachFound)| {
                    (event.happened.date > confirmed || event.recorded > fact.recorded) && gives_away(&it.items, set.channel)
                };
                self.out.iter().find(got_out).map(|(event, _)| Why::GotOut(event.id))
            })
    }

    /// Somebody who can get at it and may tell him.
    fn within(&self, set: &SafeContactSet) -> Option<Why> {
        set.reached_by.iter().copied().find(|person| self.file.people().may_tell_him(*person)).map(Why::Within)
    }

    /// At an address: whoever shares the home, until she is known to have left it.
    fn shares_the_home(&self, fact: &Fact, set: &SafeContactSet, confirmed: Date) -> Option<Why> {
        if !is_address(set.channel) || Some(set.person) != self.file.survivor() {
            return None;
        }
        let left_since = |since: &Fact| {
            self.own.iter().any(|(event, whose, of)| {
                *of == Of::Move
                    && *whose == set.person
                    && event.happened.date >= since.happened.date
                    && event.happened.date <= confirmed
                    && event.recorded <= fact.recorded
            })
        };
        let lives = self
            .file
            .each::<PersonAdded>()
            .find(|(added, it)| it.in_household && self.file.people().may_tell_him(it.person) && !left_since(added))
            .map(|(_, it)| Why::LivesThere(it.person));
        lives.or_else(|| {
            let joint =
                |it: &TenancyHeld| it.person == set.person && matches!(it.tenure, Tenure::SocialJoint | Tenure::PrivateJoint);
            let shared = self.file.each::<TenancyHeld>().find(|(held, it)| joint(it) && !left_since(held));
            shared.map(|(held, _)| Why::SharedTenancy(held.id))
        })
    }

    fn ended_by(event: &Fact, whose: PersonId, of: Of, fact: &Fact, set: &SafeContactSet, confirmed: Date) -> Option<Why> {
        let after = event.happened.date > confirmed || (event.happened.date == confirmed && event.recorded > fact.recorded);
        if !after || whose != set.person {
            return None;
        }
        match of {
            Of::Move => Some(Why::Moved(event.id)),
            Of::Household => Some(Why::NewOccupant(event.id)),
            Of::Address if is_address(set.channel) => Some(Why::Superseded(event.id)),
            Of::Number if matches!(set.channel, Channel::Phone | Channel::Text | Channel::Email) => {
                Some(Why::Superseded(event.id))
            }
            Of::Address | Of::Number => None,
        }
    }
}

/// What came back for good. A telephone that was off, or a carrier that did not work, says nothing of the number.
fn came_back(file: &CaseFile) -> Vec<Back<'_>> {
    let sent = |id: FactId| file.fact(id).and_then(|fact| fact.is::<MessageSent>());
    let person = |to: Who| to.person();
    let undelivered = file.each::<DeliveryReported>().filter(|(_, it)| it.outcome == Delivery::PermanentFailure);
    let undelivered = undelivered.filter_map(|(fact, it)| {
        let message = sent(it.message)?;
        Some(Back { fact, contact: message.contact, to: person(message.to), channel: message.channel })
    });
    let returned = file.each::<LetterReturned>().map(|(fact, it)| {
        let message = it.message.and_then(sent);
        let contact = it.contact.or_else(|| message.and_then(|message| message.contact));
        let to = it.person.or_else(|| message.and_then(|message| person(message.to)));
        Back { fact, contact, to, channel: Channel::Letter }
    });
    undelivered.chain(returned).collect()
}

const fn is_address(channel: Channel) -> bool {
    matches!(channel, Channel::Letter | Channel::HomeVisit)
}

/// Whether what got out is, or may be, this number or address.
fn gives_away(items: &[DataItem], channel: Channel) -> bool {
    let this = match channel {
        Channel::Phone | Channel::Text => DataItem::Phone,
        Channel::Email => DataItem::Email,
        Channel::Letter | Channel::HomeVisit => DataItem::Address,
        _ => DataItem::Everything,
    };
    items.is_empty() || items.contains(&this) || items.contains(&DataItem::Everything) || items.contains(&DataItem::Plan)
}

/// Whether another day of release was known before this one came.
fn put_off(file: &CaseFile, fact: &Fact, person: PersonId, day: Date) -> bool {
    file.each::<ReleaseDateKnown>().any(|(later, it)| {
        it.person == person
            && (later.happened, later.recorded, later.id) > (fact.happened, fact.recorded, fact.id)
            && later.recorded_on() < day
            && it.on.is_some_and(|other| other != day)
    })
}
