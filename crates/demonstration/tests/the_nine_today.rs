//! Whatever the day, each of the nine has something overdue, something due this week and something to come.

use casefile::calendar::london_date;
use casefile::file::CaseFile;
use casefile::obligations::derive;
use demonstration::{NINE, Standing, nine, partnership};
use jiff::civil::{Date, date};

const DAYS: [Date; 8] = [
    date(2026, 11, 20), // a Friday
    date(2026, 11, 21), // a Saturday
    date(2026, 11, 22), // a Sunday
    date(2026, 12, 25), // Christmas
    date(2027, 1, 1),
    date(2027, 3, 29), // Easter Monday, the day after the clocks change
    date(2028, 2, 29),
    date(2028, 8, 14),
];

#[test]
fn in_each_of_the_nine_something_is_overdue_due_and_coming_today() {
    let here = partnership();
    for today in DAYS {
        let files = nine(here, today);
        assert_eq!(files.iter().map(|file| file.kind.as_str()).collect::<Vec<_>>(), NINE.map(|(name, _)| name));
        for file in files {
            let owed = derive(&CaseFile::fold(file.facts), &here.standards);
            let standing = Standing::on(&owed, today);
            assert!(standing.has_all(), "{} on {today}: {standing:?}", file.kind);
        }
    }
}

#[test]
fn nothing_in_them_is_known_before_it_happened_or_after_today() {
    for today in DAYS {
        for file in nine(partnership(), today) {
            for fact in &file.facts {
                assert!(london_date(fact.recorded) <= today && fact.happened.date <= today, "{} on {today}", file.kind);
                assert!(
                    fact.known.iter().all(|known| known.on <= today && known.on >= fact.happened.date),
                    "{} on {today}",
                    file.kind
                );
            }
        }
    }
}

#[test]
fn they_are_played_by_the_partnerships_own_teams_and_the_others_stay_outside() {
    let here = partnership();
    for file in nine(here, DAYS[0]) {
        let folded = CaseFile::fold(file.facts);
        let ours = |team| here.teams.iter().any(|own| own.id == team);
        let parties: Vec<_> = folded.services().all().iter().filter(|service| service.party).collect();
        assert!(parties.len() >= 2, "{}", file.kind);
        assert!(parties.iter().all(|service| ours(service.team) && folded.officer_of(service.team).is_some()), "{}", file.kind);
        assert!(folded.services().all().iter().all(|service| service.party == ours(service.team)), "{}", file.kind);
        assert!(folded.lead().is_some_and(ours), "{} is led by nobody here", file.kind);
    }
}

#[test]
fn the_same_day_gives_the_same_files() {
    assert_eq!(nine(partnership(), DAYS[3]), nine(partnership(), DAYS[3]));
}
