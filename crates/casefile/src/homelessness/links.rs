//! Before another body is told where she is: is anybody there, or in their area, linked to the alleged perpetrator?
//!
//! The law makes no exception for abuse when it wants a notice of a placement (Housing Act 1996 ss.208 and 213AA), so the check is what keeps her safe.
//! Holdfast points out what the file shows; people ask, decide and give their reasons; until they have, nothing goes.
//! That one of their staff is kept out of the file is no pointer: it is for those who review conflicts, and a page that pointed to it would tell everybody else.
//!
//! Next door: the notice itself (`elsewhere`); what the sending gate makes of it (`sending`).

use jiff::ToSpan;
use jiff::civil::Date;

use crate::facts::{
    Body, DataItem, Fact, Function, Kind, LinksChecked, NoticeWay, PlacementEnded, PlacementMade, ReceiverLink, Relation, Role,
    StaffLinkKnown, UnsafeAreaNamed,
};
use crate::file::CaseFile;
use crate::ids::{FactId, OfficerId, TeamId};

/// For how many days a check holds.
pub const HOLDS: i64 = 28;

/// Something that points to a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer {
    /// Which link.
    pub link: ReceiverLink,
    /// The fact that shows it; none where the shape of the household does.
    pub fact: Option<FactId>,
}

/// What a check that stands lets happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// All that the law asks for may go.
    InFull,
    /// It goes to one named person, without the address.
    WithoutAddress,
}

/// Why nobody may be told yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotYet {
    /// Nobody has looked.
    #[error("nobody has checked whether they are linked to the alleged perpetrator")]
    NotChecked,
    /// It is too long ago, or something has come to light since.
    #[error(
        "the check of links to the alleged perpetrator does not hold any more: it is older than four weeks, or something has come to light since"
    )]
    Stale,
    /// It is still being looked into.
    #[error("their links to the alleged perpetrator are still being looked into")]
    Held,
}

/// What points to a link of a body, as the file stands on a day. `staff` are the officers of that body, where it has any in the partnership.
pub fn pointers(file: &CaseFile, to: TeamId, staff: &[OfficerId], day: Date) -> Vec<Pointer> {
    let services = file.services();
    let theirs = |team: TeamId| services.same_body(team, to);
    let mut found = Vec::new();
    let mut add = |link, fact: Option<&Fact>| found.push(Pointer { link, fact: fact.map(|fact| fact.id) });
    for fact in file.facts().iter().filter(|fact| fact.happened.date <= day) {
        match &fact.body {
            Body::StaffLinkKnown(StaffLinkKnown { team, officer, .. })
                if theirs(*team) || officer.is_some_and(|one| staff.contains(&one)) =>
            {
                add(ReceiverLink::Staff, Some(fact));
            }
            Body::UnsafeAreaNamed(UnsafeAreaNamed { to, whole_area: true, .. }) if theirs(*to) => {
                add(ReceiverLink::NamedUnsafe, Some(fact));
            }
            body if DEALINGS.contains(&body.kind()) => {
                let his = body.people().iter().any(|person| file.people().may_tell_him(*person));
                if his && body.teams().iter().any(|team| theirs(*team)) {
                    add(ReceiverLink::OnFile, Some(fact));
                }
            }
            _ => {}
        }
    }
    if is_a_childs_service(file, to) && he_is_a_parent(file) {
        add(ReceiverLink::SeesRecords, None);
    }
    found
}

/// Facts that show dealings of a body with him or his side.
const DEALINGS: &[Kind] =
    &[Kind::AllegedPerpetratorHoused, Kind::AllegedPerpetratorMoved, Kind::NewHouseholdKnown, Kind::ContactMade];

/// Each link that is pointed to, once.
pub fn links_of(pointers: &[Pointer]) -> Vec<ReceiverLink> {
    let mut links: Vec<ReceiverLink> = Vec::new();
    for pointer in pointers {
        if !links.contains(&pointer.link) {
            links.push(pointer.link);
        }
    }
    links
}

fn is_a_childs_service(file: &CaseFile, team: TeamId) -> bool {
    file.services().does(team, Function::School) || file.services().does(team, Function::Health)
}

/// Whether somebody on his side is a parent of a child here: who has parental responsibility can often see what a school or a practice holds.
fn he_is_a_parent(file: &CaseFile) -> bool {
    let people = file.people();
    let is_child = |id| people.get(id).is_some_and(|person| matches!(person.role, Role::Child | Role::UnbornChild));
    let is_her = |id| Some(id) == file.survivor();
    people.relationships().iter().any(|(one, relation, other)| match relation {
        Relation::Parent => people.is_other_side(*one) && is_child(*other),
        Relation::Child => people.is_other_side(*other) && is_child(*one),
        Relation::CoParent => (people.is_other_side(*one) && is_her(*other)) || (people.is_other_side(*other) && is_her(*one)),
        _ => false,
    })
}

/// The placement of which a body is to be told: in its area where it is another housing authority, with children where it is a school or a health
/// service. `None` where it is none of its business.
pub fn to_be_told_of(file: &CaseFile, to: TeamId, day: Date) -> Option<(&Fact, &PlacementMade)> {
    let services = file.services();
    placements(file, day).rfind(|(_, it)| {
        let host = it.host.is_some_and(|host| services.same_body(host, to)) && !services.same_body(it.by, to);
        host || (it.with_children && is_a_childs_service(file, to))
    })
}

/// Where she is placed on a day.
pub fn placement_now(file: &CaseFile, day: Date) -> Option<(&Fact, &PlacementMade)> {
    placements(file, day).next_back()
}

/// Placements that have not ended by a day.
fn placements(file: &CaseFile, day: Date) -> impl DoubleEndedIterator<Item = (&Fact, &PlacementMade)> {
    let over = move |id: FactId| {
        file.each::<PlacementEnded>().any(|(fact, it)| fact.happened.date <= day && it.placement.is_none_or(|which| which == id))
    };
    file.each::<PlacementMade>().filter(move |(fact, _)| fact.happened.date <= day && !over(fact.id))
}

/// The last check of links to a body on a day.
pub fn last_check(file: &CaseFile, to: TeamId, day: Date) -> Option<(&Fact, &LinksChecked)> {
    file.each::<LinksChecked>().rfind(|(fact, it)| fact.happened.date <= day && file.services().same_body(it.to, to))
}

/// What a body may be told of where she is, on a day.
/// # Errors
/// Why it may not be told yet.
pub fn may_be_told(file: &CaseFile, to: TeamId, day: Date) -> Result<Told, NotYet> {
    let (checked, it) = last_check(file, to, day).ok_or(NotYet::NotChecked)?;
    // What happened before and was written down after it was not looked at either.
    let since = |id: FactId| file.fact(id).is_some_and(|it| it.happened > checked.happened || it.recorded > checked.recorded);
    let new = pointers(file, to, &[], day).iter().any(|pointer| pointer.fact.is_some_and(since));
    if new || day > checked.happened.date.saturating_add(HOLDS.days()) {
        return Err(NotYet::Stale);
    }
    match it.way {
        NoticeWay::Usual | NoticeWay::Manager => Ok(Told::InFull),
        NoticeWay::WithoutAddress => Ok(Told::WithoutAddress),
        NoticeWay::Held => Err(NotYet::Held),
    }
}

/// Whether an item tells where she or a child of hers can be found.
pub const fn tells_where(item: DataItem) -> bool {
    matches!(item, DataItem::Address | DataItem::Area | DataItem::School | DataItem::Work | DataItem::Everything)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::facts::OfficerBarred;
    use crate::testing::{TestFile, a_council, team_id};

    fn placed() -> TestFile {
        a_council()
            .outsider("other", Function::Housing, "council-next-door")
            .on("2026-03-02", "told: disclosure-made to=housing")
            .on("2026-03-04", "placed: placement-made by=housing home=temporary suitability_checked host=other")
    }

    fn told(file: &TestFile, day: Date) -> Result<Told, NotYet> {
        may_be_told(&file.fold(), team_id("other"), day)
    }

    const CHECKED: &str = "links-checked by=housing to=other placement=placed reasons=asked";

    #[test]
    fn nobody_is_told_where_she_is_before_somebody_has_looked_and_not_on_an_old_look() {
        let day = date(2026, 3, 6);
        assert_eq!(told(&placed(), day), Err(NotYet::NotChecked));
        let checked = |way: &str| placed().on("2026-03-05", &format!("{CHECKED} way={way}"));
        assert_eq!(told(&checked("usual"), day), Ok(Told::InFull));
        assert_eq!(told(&checked("without-address"), day), Ok(Told::WithoutAddress));
        assert_eq!(told(&checked("held"), day), Err(NotYet::Held));
        assert_eq!(told(&checked("usual"), date(2026, 3, 4)), Err(NotYet::NotChecked), "not before it was done");
        assert_eq!(told(&checked("usual"), date(2026, 4, 2)), Ok(Told::InFull), "day 28");
        assert_eq!(told(&checked("usual"), date(2026, 4, 3)), Err(NotYet::Stale));
    }

    #[test]
    fn what_comes_to_light_after_the_check_undoes_it() {
        let checked = placed().on("2026-03-05", &format!("{CHECKED} way=usual"));
        for new in [
            "alleged-perpetrator-moved person=him to_area_of=other",
            "alleged-perpetrator-housed person=him by=other screened",
            "staff-link-known person=him team=other",
            "unsafe-area-named by=her to=other whole_area",
        ] {
            assert_eq!(told(&checked.clone().on("2026-03-06", new), date(2026, 3, 6)), Err(NotYet::Stale), "{new}");
        }
        let elsewhere = checked.on("2026-03-06", "alleged-perpetrator-housed person=him by=housing screened");
        assert_eq!(told(&elsewhere, date(2026, 3, 6)), Ok(Told::InFull));
    }

    #[test]
    fn what_the_file_and_the_list_of_staff_show_is_pointed_out() {
        let day = date(2026, 3, 6);
        let found = |file: &TestFile, to: &str, staff: &[OfficerId]| links_of(&pointers(&file.fold(), team_id(to), staff, day));
        assert_eq!(found(&placed(), "other", &[]), []);
        let dealt = placed().on("2026-03-03", "contact-made by=him to=other");
        assert_eq!(found(&dealt, "other", &[]), [ReceiverLink::OnFile]);
        assert_eq!(found(&dealt, "housing", &[]), []);
        let she_rang = placed().on("2026-03-03", "contact-made by=her to=other");
        assert_eq!(found(&she_rang, "other", &[]), [], "what she does there is no link of his");
        let kept_out = placed().on("2026-03-03", "officer-barred barred=dave ground=matched");
        let dave = kept_out.fold().each::<OfficerBarred>().next().unwrap().1.barred;
        assert_eq!(found(&kept_out, "other", &[dave]), [], "who is kept out is for those who review it");
    }

    #[test]
    fn a_school_may_be_read_by_a_parent_on_his_side() {
        let file = placed()
            .child("child")
            .team("school", Function::School, "school")
            .on("2026-03-03", "relationship-recorded person=him relation=parent with=child");
        let links = links_of(&pointers(&file.fold(), team_id("school"), &[], date(2026, 3, 6)));
        assert_eq!(links, [ReceiverLink::SeesRecords]);
        let folded = file.fold();
        assert!(to_be_told_of(&folded, team_id("school"), date(2026, 3, 6)).is_none(), "no child is placed there");
        assert!(to_be_told_of(&folded, team_id("other"), date(2026, 3, 6)).is_some());
        let left = file.on("2026-03-05", "placement-ended by=housing placement=placed").fold();
        assert!(to_be_told_of(&left, team_id("other"), date(2026, 3, 6)).is_none());
    }
}
