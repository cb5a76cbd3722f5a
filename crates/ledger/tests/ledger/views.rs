//! Views follow the facts, and are made again from them without a difference.

use access::{ManageTeam, SeeTeamWork};
use casefile::calendar::london_time;
use casefile::facts::{Body, HandedOver, NewFact, Noted, PersonAdded};
use casefile::private::Unprinted;
use ledger::{Account, Count, Due, Found, Wanted, WorkCount};
use testkit::{Database, Sample, at, databases};

const VIEWS: [&str; 11] = [
    "obligation",
    "file_team",
    "file_summary",
    "person_trace",
    "file_guard",
    "file_named",
    "file_restricted",
    "file_bar",
    "occupancy",
    "home_repair",
    "applicant",
];
/// So many of them, from the first, have something in them here.
const FILLED: usize = 6;

async fn some_work(database: &Database, files: u128) -> Vec<Sample> {
    let mut samples = Vec::new();
    for number in 1..=files {
        let sample = Sample::numbered(number);
        sample.open_in(&database.ledger).await.unwrap();
        let facts = vec![sample.disclosure("she is afraid"), sample.safe_contact("07700 900123")];
        sample.add(&database.ledger, facts, "2026-06-01T14:40").await.unwrap();
        samples.push(sample);
    }
    samples
}

/// Somebody who looks at a list on the day on which the samples were made.
fn viewing(who: &access::Officer) -> ledger::Viewer {
    ledger::Viewer::of(who, jiff::civil::date(2026, 6, 1))
}

#[tokio::test]
async fn views_made_again_are_the_views_that_were() {
    for database in databases().await {
        let samples = some_work(&database, 3).await;
        // A name is corrected, the lead goes over, somebody looks: each changes something that a view shows.
        let one = samples[0];
        let file = database
            .ledger
            .read()
            .await
            .unwrap()
            .file(&one.permit::<access::ReadFile>(&database.ledger).await.unwrap())
            .await
            .unwrap();
        let wrong =
            file.history().iter().find(|fact| matches!(&fact.body, Body::PersonAdded(it) if it.person == one.asha)).unwrap();
        let renamed = PersonAdded {
            person: one.asha,
            role: casefile::facts::Role::Survivor,
            name: Some(Unprinted::new("Asha Begum")),
            born: None,
            in_household: true,
        };
        let court = file.services().all()[1].team;
        let facts = vec![
            NewFact::new(wrong.happened, renamed).superseding(wrong.id),
            NewFact::new(wrong.happened, HandedOver { from: one.housing, to: court, why: None }),
            NewFact::new(
                wrong.happened,
                Noted { by: None, to: None, shows: casefile::facts::Shows::empty(), words: None, about: None },
            ),
        ];
        one.add(&database.ledger, facts, "2026-06-03T09:00").await.unwrap();

        let mut before = Vec::new();
        for view in VIEWS {
            before.push(database.ledger.dump(view).await.unwrap());
        }
        assert!(before[..FILLED].iter().all(|rows| !rows.is_empty()), "{}: {before:?}", database.name);
        let rebuilt = database.ledger.rebuild().await.unwrap();
        assert_eq!((rebuilt.files, rebuilt.obligations), (3, before[0].len()));
        for (view, before) in VIEWS.iter().zip(before) {
            assert_eq!(database.ledger.dump(view).await.unwrap(), before, "{} {view}", database.name);
        }
    }
}

#[tokio::test]
async fn a_view_that_was_tampered_with_is_mended() {
    for database in databases().await {
        some_work(&database, 2).await;
        let before = database.ledger.dump("obligation").await.unwrap();
        database.tamper("UPDATE obligation SET ended = 'met', due_at = 0").await;
        database.tamper("DELETE FROM file_team").await;
        database.ledger.rebuild().await.unwrap();
        assert_eq!(database.ledger.dump("obligation").await.unwrap(), before);
    }
}

#[tokio::test]
async fn a_work_list_is_gone_through_page_by_page_most_urgent_first() {
    for database in databases().await {
        let samples = some_work(&database, 3).await;
        let worker = samples[0].worker();
        let permit = access::team_permit::<SeeTeamWork>(&worker, worker.team, worker.body).unwrap();
        let mut reading = database.ledger.read().await.unwrap();
        let whole = reading.work_of_team(&permit, &viewing(&worker), None, 500).await.unwrap();
        assert!(whole.lines.len() >= 3 && whole.next.is_none(), "{} {}", database.name, whole.lines.len());
        let named = |line: &ledger::WorkLine| {
            let sample = samples.iter().find(|sample| sample.file == line.file);
            line.name.as_ref().map(|name| name.shown().to_owned()) == sample.map(Sample::name)
        };
        assert!(whole.lines.iter().all(named));
        let key = |line: &ledger::WorkLine| (line.file, line.rule.id, line.raised_by);
        let expected: Vec<_> = whole.lines.iter().map(key).collect();

        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let page = reading.work_of_team(&permit, &viewing(&worker), after.as_ref(), 2).await.unwrap();
            paged.extend(page.lines.iter().map(key));
            after = page.next.map(|next| next.to_string().parse().unwrap());
            if after.is_none() {
                break;
            }
        }
        assert_eq!(paged, expected);
        let mine = reading.work_of_officer(&viewing(&worker), None, 500).await.unwrap();
        assert_eq!(mine.lines.iter().map(key).collect::<Vec<_>>(), expected, "the officer has every one of these files");

        let now = london_time(at("2026-06-01T15:00"));
        let count = reading.count_of_team(&permit, &viewing(&worker), now).await.unwrap();
        assert_eq!(all(&count), expected.len() as u64);
        assert_eq!(reading.count_of_officer(&viewing(&worker), now).await.unwrap(), count);
        let far = london_time(at("2030-01-01T00:00"));
        assert_eq!(reading.count_of_team(&permit, &viewing(&worker), far).await.unwrap().overdue.counted, expected.len() as u64);
        // Every part is a list of its own, as long as its number says.
        for due in [Due::Overdue, Due::Today, Due::Week, Due::Later] {
            let part = reading.work_of_team_within(&permit, &viewing(&worker), due.within(now), None, 500).await.unwrap();
            assert_eq!(part.lines.len() as u64, count.of(due).counted, "{} {due:?}", database.name);
            let parted: Vec<_> =
                expected.iter().filter(|one| part.lines.iter().any(|line| key(line) == **one)).copied().collect();
            assert_eq!(part.lines.iter().map(key).collect::<Vec<_>>(), parted, "a part keeps the order of the whole");
        }
        drop(reading);

        let account = Account {
            id: worker.id,
            sign_in: "jo".into(),
            name: "Jo Marsh".into(),
            email: "jo@westmark.example".into(),
            team: worker.team,
            body: worker.body,
            role: access::Role::Officer,
            away_until: None,
            left_on: None,
        };
        let mut tx = database.ledger.begin("an account").await.unwrap();
        tx.keep_account(&account, at("2026-06-01T09:00")).await.unwrap();
        tx.commit().await.unwrap();
        let mut reading = database.ledger.read().await.unwrap();
        let manager = access::Officer { role: access::Role::Manager, ..worker.clone() };
        let permit = access::team_permit::<ManageTeam>(&manager, manager.team, manager.body).unwrap();
        let by_officer = reading.counts_by_officer(&permit, &viewing(&manager), now).await.unwrap();
        assert_eq!((by_officer.len(), by_officer[0].officer, by_officer[0].count), (1, Some(manager.id), count));
        let by_rule = reading.counts_by_rule(&permit, &viewing(&manager), now).await.unwrap();
        assert_eq!(by_rule.rules.iter().map(|one| all(&one.count)).sum::<u64>(), expected.len() as u64);
        assert!(!by_rule.more);
    }
}

fn all(count: &WorkCount) -> u64 {
    [count.overdue, count.today, count.week, count.later].iter().map(|part| part.counted).sum()
}

#[tokio::test]
async fn what_is_more_than_anybody_counts_is_said_to_be_more() {
    for database in databases().await {
        let samples = some_work(&database, 40).await;
        let worker = samples[0].worker();
        let permit = access::team_permit::<SeeTeamWork>(&worker, worker.team, worker.body).unwrap();
        let mut reading = database.ledger.read().await.unwrap();
        let far = london_time(at("2030-01-01T00:00"));
        let whole = reading.work_of_team(&permit, &viewing(&worker), None, 500).await.unwrap().lines.len();
        assert!(whole > 100, "{whole}");
        let count = reading.count_of_team(&permit, &viewing(&worker), far).await.unwrap();
        assert_eq!((count.overdue, count.later), (Count { counted: 99, more: true }, Count::default()), "{}", database.name);
    }
}

#[tokio::test]
async fn steps_come_due_for_the_worker_longest_waiting_first() {
    for database in databases().await {
        some_work(&database, 2).await;
        let mut reading = database.ledger.read().await.unwrap();
        assert_eq!(reading.due_steps(london_time(at("2026-06-01T00:00")), 10).await.unwrap(), []);
        let due = reading.due_steps(london_time(at("2026-07-01T00:00")), 1000).await.unwrap();
        assert!(due.len() > 2 && due.is_sorted_by_key(|step| step.at), "{due:?}");
        assert_eq!(reading.due_steps(london_time(at("2026-07-01T00:00")), 1).await.unwrap(), due[..1]);
    }
}

#[tokio::test]
async fn files_are_found_by_reference_and_listed_page_by_page() {
    for database in databases().await {
        let samples = some_work(&database, 3).await;
        let worker = samples[0].worker();
        let permit = access::house_permit::<access::SearchPeople>(&worker).unwrap();
        let by = |wanted| {
            let (ledger, permit, viewer) = (database.ledger.clone(), permit, viewing(&worker));
            async move {
                match ledger.search(&permit, &viewer, &wanted, access::Purpose::Casework, at("2026-06-01T15:00")).await.unwrap() {
                    Found::Files(lines) => lines,
                    Found::TooOften => panic!("too often"),
                }
            }
        };
        let lines = by(Wanted::Reference("HF-000002".into())).await;
        assert_eq!(
            (lines[0].file, lines[0].name.as_ref().map(Unprinted::shown)),
            (samples[1].file, Some(samples[1].name().as_str()))
        );
        assert_eq!((lines[0].facts, lines[0].lead), (8, Some(worker.team)));
        assert_eq!(by(Wanted::Reached("(07700) 900 123".into())).await.len(), 3);
        let mut reading = database.ledger.read().await.unwrap();

        let permit = access::team_permit::<SeeTeamWork>(&worker, worker.team, worker.body).unwrap();
        let (first, next) = reading.files_of_team(&permit, &viewing(&worker), None, 2).await.unwrap();
        let next = next.unwrap().to_string().parse().unwrap();
        let (rest, end) = reading.files_of_team(&permit, &viewing(&worker), Some(next), 2).await.unwrap();
        assert_eq!((first.len(), rest.len(), end), (2, 1, None));
    }
}

#[tokio::test]
async fn no_work_list_reads_a_whole_table() {
    const TABLES: [&str; 8] = ["obligation", "file", "file_team", "file_summary", "person_trace", "f", "p", "s"];
    let database = testkit::fresh_sqlite().await;
    let plans = database.ledger.plans_of_work().await.unwrap();
    assert!(plans.len() >= 10, "{plans:?}");
    for (name, steps) in plans {
        for step in &steps {
            let whole =
                step.strip_prefix("SCAN ").is_some_and(|rest| TABLES.contains(&rest.split(' ').next().unwrap_or_default()));
            assert!(!whole, "{name} reads a whole table: {steps:#?}");
            // Counting looks at an index and at nothing else.
            let counts = name.starts_with("counts::") && step.contains(" obligation ");
            assert!(!counts || step.contains("COVERING INDEX obligation_open_of_"), "{name}: {steps:#?}");
        }
    }
}
