//! What binds every output: each marker, and each thing that she asked to be kept, from the moment at which she asked.
//!
//! Nothing ends it but her own word: no closing, no declining of support, no handing over. She never has to ask twice (Ombudsman 20 007 812).

use crate::facts::{ConfidentialityAsked, DataItem, Fact, MarkerLifted, MarkerSet, When, Who};
use crate::file::CaseFile;
use crate::ids::{FactId, PersonId};

/// «Do not disclose this to that person», as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// The marker, or what she asked where nobody has set the marker.
    pub fact: FactId,
    /// Whose information.
    pub person: PersonId,
    /// What must not be told; everything, where nothing was named.
    pub items: Vec<DataItem>,
    /// To whom.
    pub keep_from: Who,
    /// Since when.
    pub since: When,
    /// Whether she has asked for it and nobody has set it yet. It binds all the same.
    pub only_asked: bool,
}

impl Marker {
    /// Whether it covers an item. Her address tells the area, and a part tells of the whole.
    pub fn covers(&self, item: DataItem) -> bool {
        let area = item == DataItem::Address && self.items.contains(&DataItem::Area);
        area || item == DataItem::Everything || self.items.contains(&item) || self.items.contains(&DataItem::Everything)
    }
}

/// Every marker of a file that stands.
#[derive(Debug, Clone)]
pub struct Markers<'a> {
    file: &'a CaseFile,
    all: Vec<Marker>,
}

impl<'a> Markers<'a> {
    /// What binds now.
    pub fn of(file: &'a CaseFile) -> Self {
        Self::as_of(file, |_| true)
    }

    /// What bound at the end of a day.
    pub(super) fn on(file: &'a CaseFile, day: jiff::civil::Date) -> Self {
        Self::as_of(file, |fact| fact.happened.date <= day)
    }

    fn as_of(file: &'a CaseFile, by_then: impl Fn(&Fact) -> bool) -> Self {
        let mut all: Vec<Marker> = Vec::new();
        let set = file.each::<MarkerSet>().filter(|(fact, _)| by_then(fact));
        all.extend(set.map(|(fact, it)| made(fact, it.person, &it.items, it.keep_from, false)));
        let asked = file.each::<ConfidentialityAsked>().filter(|(fact, _)| by_then(fact));
        all.extend(asked.map(|(fact, it)| made(fact, it.by, &it.items, it.keep_from, true)));
        let lifts: Vec<(&Fact, &MarkerLifted)> = file.each::<MarkerLifted>().filter(|(fact, _)| by_then(fact)).collect();
        let is_lifted = |one: &Marker| {
            lifts.iter().any(|(lift, it)| {
                let Some(lifted) = all.iter().find(|marker| marker.fact == it.marker) else { return false };
                // What she asked for is lifted with the marker that was set for it.
                let asked_for_it = one.only_asked && one.since <= lift.happened && is_within(file, one, lifted);
                may_lift(file, it, lifted.person) && (lifted.fact == one.fact || asked_for_it)
            })
        };
        let standing: Vec<Marker> = all.iter().filter(|one| !is_lifted(one)).cloned().collect();
        let is_set = |one: &Marker| standing.iter().any(|other| !other.only_asked && is_within(file, one, other));
        let binding = standing.iter().filter(|one| !one.only_asked || !is_set(one)).cloned().collect();
        Self { file, all: binding }
    }

    /// All of them, in the order in which they were set, then those that were only asked for.
    pub fn all(&self) -> &[Marker] {
        &self.all
    }

    /// Those that keep something from somebody. Whoever may tell the alleged perpetrator is treated as he is, and all teams of a body alike.
    pub fn from(&self, recipient: Who) -> impl Iterator<Item = &Marker> {
        self.all.iter().filter(move |marker| is_alike(self.file, marker.keep_from, recipient))
    }

    /// The marker that keeps an item from somebody, if any does.
    pub fn binds(&self, item: DataItem, recipient: Who) -> Option<&Marker> {
        self.from(recipient).find(|marker| marker.covers(item))
    }

    /// The marker that keeps an item about one person from somebody, if any does.
    pub fn binds_about(&self, person: PersonId, item: DataItem, recipient: Who) -> Option<&Marker> {
        self.from(recipient).find(|marker| marker.person == person && marker.covers(item))
    }
}

fn made(fact: &Fact, person: PersonId, items: &[DataItem], keep_from: Who, only_asked: bool) -> Marker {
    let items = if items.is_empty() { vec![DataItem::Everything] } else { items.to_vec() };
    Marker { fact: fact.id, person, items, keep_from, since: fact.happened, only_asked }
}

/// Whether everything that one marker keeps is kept by the other as well.
fn is_within(file: &CaseFile, one: &Marker, other: &Marker) -> bool {
    one.person == other.person
        && is_alike(file, one.keep_from, other.keep_from)
        && one.items.iter().all(|item| other.items.contains(item) || other.items.contains(&DataItem::Everything))
}

/// Whether what reaches the one reaches the other.
fn is_alike(file: &CaseFile, one: Who, other: Who) -> bool {
    match (one, other) {
        _ if one == other => true,
        (Who::Person(one), Who::Person(other)) => file.people().may_tell_him(one) && file.people().may_tell_him(other),
        (Who::Team(one), Who::Team(other)) => file.services().same_body(one, other),
        _ => false,
    }
}

/// Whether a marker is lifted by somebody who can. Older entries do not say who asked; they were recorded because she did.
pub(crate) fn may_lift(file: &CaseFile, lift: &MarkerLifted, whose: PersonId) -> bool {
    lift.asked_by.is_none_or(|by| {
        let her_child = file.survivor() == Some(by) && file.people().children().any(|child| child.id == whose);
        by == whose || her_child
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Role;
    use crate::testing::{TestFile, a_council};

    fn zadie() -> TestFile {
        a_council()
            .person("cousin", Role::Relative)
            .person("mother", Role::Relative)
            .on("2020-01-02", "relationship-recorded person=cousin relation=cousin with=him")
    }

    fn who(file: &TestFile, name: &str) -> Who {
        Who::Person(file.person_id(name))
    }

    fn binds(file: &TestFile, item: DataItem, name: &str) -> bool {
        Markers::of(&file.fold()).binds(item, who(file, name)).is_some()
    }

    #[test]
    fn one_request_binds_for_ever_whoever_sets_no_marker() {
        let file = zadie()
            .on("2020-02-19", "asked: confidentiality-asked by=her to=children items=phone keep_from=him")
            .on("2020-02-19", "support-declined by=her from=children")
            .on("2020-03-01", "case-closed by=children why=declined-support");
        let folded = file.fold();
        let markers = Markers::of(&folded);
        assert_eq!(markers.binds(DataItem::Phone, who(&file, "him")).map(|marker| marker.fact), Some(file.id("asked")));
        assert!(markers.all()[0].only_asked);
        assert!(markers.binds(DataItem::School, who(&file, "him")).is_none());
    }

    #[test]
    fn everybody_on_his_side_counts_as_he_does() {
        let file = zadie().on("2020-02-19", "marker-set person=her items=phone keep_from=him");
        assert!(binds(&file, DataItem::Phone, "him"));
        assert!(binds(&file, DataItem::Phone, "cousin"), "kin of his");
        assert!(!binds(&file, DataItem::Phone, "mother"), "not hers");
        let from_cousin = zadie().on("2020-02-19", "marker-set person=her items=phone keep_from=cousin");
        assert!(binds(&from_cousin, DataItem::Phone, "him"));
        let once = file.on("2020-03-01", "person-added person=him role=other-adult");
        assert!(binds(&once, DataItem::Phone, "cousin"), "what they were once called does not matter");
    }

    #[test]
    fn only_she_lifts_it_and_then_what_she_asked_goes_with_it() {
        let set = zadie()
            .on("2020-02-19", "asked: confidentiality-asked by=her to=children items=phone keep_from=him")
            .on("2020-02-20", "marker: marker-set person=her items=phone,address keep_from=him");
        assert_eq!(Markers::of(&set.fold()).all().len(), 1, "the marker stands for what was asked");
        let by_another = set.clone().on("2020-05-01", "marker-lifted marker=marker by=children asked_by=him");
        assert!(binds(&by_another, DataItem::Phone, "him"));
        let by_her = set.clone().on("2020-05-01", "marker-lifted marker=marker by=children asked_by=her");
        assert!(!binds(&by_her, DataItem::Phone, "him"));
        let again = by_her.on("2020-06-01", "confidentiality-asked by=her to=children items=phone keep_from=him");
        assert!(binds(&again, DataItem::Phone, "him"), "what she asks afterwards binds anew");
    }

    #[test]
    fn an_area_keeps_the_address_too_and_nothing_named_is_everything() {
        let area = zadie().on("2020-02-19", "marker-set person=her items=area keep_from=him");
        assert!(binds(&area, DataItem::Address, "him"));
        let unnamed = zadie().on("2020-02-19", "marker-set person=her keep_from=him");
        assert!(binds(&unnamed, DataItem::School, "him"));
    }
}
