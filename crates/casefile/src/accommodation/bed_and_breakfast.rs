//! Families in bed and breakfast: never where there is anything else, and never for more than six weeks in all.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{TOPIC, children_with_her, placements};
use crate::calendar::{Clock, last_day};
use crate::facts::{Body, ChildBorn, Fact, Function, HomeKind, Kind, PlacementEnded, PlacementMade, PregnancyKnown, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// SI2003-BB-6w
pub const SIX_WEEKS: Rule = Rule {
    id: "SI2003-BB-6w",
    topic: TOPIC,
    title: "Move the family out of bed and breakfast",
    must: "Children, or a pregnancy, and bed and breakfast: find something else now. The law allows it only where there is nothing else, and for six weeks in all, whatever breaks lie between. By day 28 a place must be in sight; on day 43 the law is broken.",
    source: Source {
        force: Force::Law,
        act: "Homelessness (Suitability of Accommodation) (England) Order 2003 (S.I. 2003/3326)",
        provision: "arts 2-4",
        says: "Bed and breakfast (a shared toilet, bathroom or kitchen, and not run by a council, a registered provider or a voluntary organisation) does not suit an applicant with children or who is pregnant, unless nothing else is available, and then for no more than six weeks in all.",
        url: "https://www.legislation.gov.uk/uksi/2003/3326/article/3",
    },
    in_force: InForce::since(date(2004, 4, 1)),
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::WeeksBeginningWith(6),
    local: false,
    reads: &[Kind::PlacementMade, Kind::PlacementEnded, Kind::PregnancyKnown, Kind::ChildBorn],
    hears: Shows::PREGNANT,
    meets: &[Kind::PlacementMade],
    ends: &[Kind::PlacementEnded, Kind::Moved],
    derive: six_weeks,
};

fn six_weeks(file: &CaseFile, owed: &mut Owed<'_>) {
    owed.each(causes(file), |cause, fact| ends_a_stay(file, cause, fact));
}

/// Each stay of a family, with the last day of the six weeks.
fn causes(file: &CaseFile) -> Vec<Cause> {
    let stays: Vec<(&Fact, &PlacementMade)> = placements(file).filter(|(_, it)| it.home == HomeKind::BedAndBreakfast).collect();
    let causes = stays.iter().enumerate().filter_map(|(at, (fact, it))| {
        let (from, why) = family_since(file, fact, it)?;
        if left_by(file, fact).is_some_and(|left| left < from) {
            return None;
        }
        let spent: i32 = stays[..at].iter().filter_map(|(earlier, it)| days_spent(file, earlier, it, fact)).sum();
        let last = last_day::weeks_beginning_with(from, 6).saturating_sub(spent.days()).max(from);
        let cause = file.cause_for(fact, it.by).from_day(from);
        let last = last.max(cause.since);
        let cause = cause.counted_from(from).due_on(last);
        Some(match why {
            Some(why) => cause.and(why),
            None => cause,
        })
    });
    causes.collect()
}

fn ends_a_stay(file: &CaseFile, cause: &Cause, fact: &Fact) -> Verdict {
    match &fact.body {
        Body::PlacementMade(it) if it.home == HomeKind::BedAndBreakfast => Verdict::Ends, // the next stay counts on from this one
        Body::PlacementMade(_) => Verdict::Meets,
        Body::PlacementEnded(it) => Verdict::ends_if(it.placement.is_none_or(|which| which == cause.fact)),
        Body::Moved(it) => Verdict::ends_if(file.survivor() == Some(it.person)),
        _ => Verdict::Nothing,
    }
}

/// From which day of a stay there were children or a pregnancy, and what showed it where it was not known from the start.
pub(super) fn family_since<'a>(file: &'a CaseFile, fact: &Fact, it: &PlacementMade) -> Option<(Date, Option<&'a Fact>)> {
    let start = fact.happened.date;
    if it.with_children || children_with_her(file, start) {
        return Some((start, None));
    }
    let pregnant = file.showing(Shows::PREGNANT).find(|known| {
        let long_ago = known.happened.date < start.saturating_sub(300.days());
        !long_ago && known.is::<PregnancyKnown>().is_none_or(|it| Some(it.person) == file.survivor())
    });
    let born = file.each::<ChildBorn>().map(|(fact, _)| fact).find(|fact| fact.happened.date >= start);
    let first = pregnant.into_iter().chain(born).min_by_key(|fact| fact.happened)?;
    Some((first.happened.date.max(start), Some(first)))
}

/// The day on which she left a stay, where she has.
fn left_by(file: &CaseFile, stay: &Fact) -> Option<Date> {
    file.any_of(&[Kind::PlacementEnded, Kind::PlacementMade])
        .filter(|fact| fact.id != stay.id && fact.happened >= stay.happened)
        .find(|fact| match fact.is::<PlacementEnded>() {
            Some(it) => it.placement.is_none_or(|which| which == stay.id),
            None => true,
        })
        .map(|fact| fact.happened.date)
}

/// How many days of an earlier stay count towards the six weeks: those with children or a pregnancy.
fn days_spent(file: &CaseFile, stay: &Fact, it: &PlacementMade, next: &Fact) -> Option<i32> {
    let (from, _) = family_since(file, stay, it)?;
    let to = left_by(file, stay)?.min(next.happened.date);
    (to > from).then(|| from.until(to).map_or(0, |span| span.get_days()))
}

/// How many days of the six weeks were used up by the beginning of a day, in all stays.
pub fn days_used(file: &CaseFile, day: Date) -> i32 {
    let stays = placements(file).filter(|(fact, it)| it.home == HomeKind::BedAndBreakfast && fact.happened.date < day);
    let each = stays.filter_map(|(fact, it)| {
        let (from, _) = family_since(file, fact, it)?;
        let to = left_by(file, fact).map_or(day, |left| left.min(day));
        (to > from).then(|| from.until(to).map_or(0, |span| span.get_days()))
    });
    each.sum()
}

/// How many days there are.
pub const SIX_WEEKS_IN_DAYS: i32 = 42;

/// A way out of bed and breakfast is in sight two weeks before the law is broken. Our own id: the alarm on day 28.
pub const IN_SIGHT: Rule = Rule {
    id: "SI2003-BB-day-28",
    title: "A way out of bed and breakfast is in sight",
    must: "Four weeks of the six are over. Offer a home that is not bed and breakfast today, or say to your manager why there is none and what is done about it. On day 43 the law is broken.",
    source: Source {
        force: Force::House,
        act: "Local standard, made to keep S.I. 2003/3326 arts 3 and 4",
        provision: "day 28 of 42",
        says: "Two weeks are left to find, check and offer another place.",
        url: "https://www.legislation.gov.uk/uksi/2003/3326/article/3",
    },
    clock: Clock::BeginningWith { days: 28 },
    local: true,
    meets: &[Kind::PlacementMade, Kind::OfferMade],
    derive: in_sight,
    ..SIX_WEEKS
};

fn in_sight(file: &CaseFile, owed: &mut Owed<'_>) {
    let early = causes(file).into_iter().map(|cause| {
        let day_28 = cause.due.map_or(cause.since, |due| due.date.saturating_sub(14.days())).max(cause.since);
        cause.due_on(day_28)
    });
    owed.each(early, |cause, fact| match &fact.body {
        Body::OfferMade(it) => Verdict::meets_if(it.home != HomeKind::BedAndBreakfast),
        _ => ends_a_stay(file, cause, fact),
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::{TestFile, a_council};

    const SIX_WEEKS: &str = "SI2003-BB-6w";

    fn placed(how: &str) -> TestFile {
        a_council()
            .on("2026-03-02", &format!("placed: placement-made by=housing home=bed-and-breakfast suitability_checked {how}"))
    }

    #[test]
    fn six_weeks_end_on_the_forty_second_day_and_the_law_is_broken_on_the_next() {
        placed("with_children").owes(SIX_WEEKS).due("2026-04-12").on("2026-04-12", "open").on("2026-04-13", "late");
        placed("").owes_nothing_under(SIX_WEEKS);
        placed("").child("child").owes(SIX_WEEKS);
    }

    #[test]
    fn a_pregnancy_counts_like_a_child_from_the_day_on_which_it_is_known() {
        placed("")
            .on("2026-03-09", "known: pregnancy-known person=her to=housing")
            .owes(SIX_WEEKS)
            .since("2026-03-09")
            .due("2026-04-19");
    }

    #[test]
    fn another_bed_and_breakfast_starts_no_new_six_weeks() {
        let moved = placed("with_children").on("2026-03-12", "placement-made by=housing home=bed-and-breakfast with_children");
        let dues: Vec<_> = moved.all(SIX_WEEKS).into_iter().map(|one| one.owed.due.to_string()).collect();
        assert_eq!(dues, ["2026-04-12", "2026-04-12"]);
        let break_between = placed("with_children")
            .on("2026-03-12", "placement-ended placement=placed")
            .on("2026-03-22", "placement-made by=housing home=bed-and-breakfast with_children");
        let dues: Vec<_> = break_between.all(SIX_WEEKS).into_iter().map(|one| one.owed.due.to_string()).collect();
        assert_eq!(dues, ["2026-04-12", "2026-04-22"]);
    }

    #[test]
    fn by_day_28_another_place_is_offered() {
        const IN_SIGHT: &str = "SI2003-BB-day-28";
        placed("with_children").owes(IN_SIGHT).due("2026-03-29").on("2026-03-30", "late");
        placed("with_children").on("2026-03-20", "offer-made by=housing home=temporary").owes(IN_SIGHT).is("met");
        placed("with_children").on("2026-03-20", "offer-made by=housing home=bed-and-breakfast").owes(IN_SIGHT).is("late");
        placed("").owes_nothing_under(IN_SIGHT);
    }

    #[test]
    fn the_days_used_are_added_up_over_every_stay() {
        let file = placed("with_children")
            .on("2026-03-12", "placement-ended placement=placed")
            .on("2026-03-22", "placement-made by=housing home=bed-and-breakfast with_children");
        for (day, used) in [("2026-03-02", 0), ("2026-03-03", 1), ("2026-03-20", 10), ("2026-03-24", 12)] {
            assert_eq!(super::days_used(&file.fold(), day.parse().unwrap()), used, "{day}");
        }
    }

    #[test]
    fn any_other_place_meets_it() {
        placed("with_children").on("2026-03-20", "placement-made by=housing home=temporary").owes(SIX_WEEKS).is("met");
        placed("with_children").on("2026-03-20", "placement-ended placement=placed").owes(SIX_WEEKS).is("ended");
    }
}
