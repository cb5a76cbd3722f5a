//! The worker: what is not done in time is passed up once, told once, and lost never.

use casefile::commands::AssignOfficer;
use casefile::facts::{ObligationEscalated, Rung};
use casefile::ids::FileId;
use desk::Sent;
use desk::worker::Worker;
use jiff::SignedDuration;
use testkit::{World, officer, team};

/// The rungs that the obligation for tonight has been passed up to.
async fn rungs(world: &World, file: FileId) -> Vec<Rung> {
    let opened = world.desk("amara").open(file).await.unwrap();
    let tonight = opened.file.each::<ObligationEscalated>().filter(|(_, it)| it.rule.0 == "HA96-s188-interim");
    tonight.map(|(_, it)| it.to).collect()
}

#[tokio::test]
async fn a_bed_that_nobody_finds_reaches_the_duty_manager_the_same_day_and_each_of_them_once() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        let mut worker = world.worker();
        assert!(worker.round().await.unwrap().at_work);
        assert_eq!(rungs(&world, file).await, []);

        world.move_on(3, 1); // past noon
        assert!(worker.round().await.unwrap().passed_up > 0);
        assert_eq!(worker.round().await.unwrap().passed_up, 0, "twice is once");
        assert_eq!(rungs(&world, file).await, [Rung::Owner]);

        world.move_on(5, 0); // past five
        worker.round().await.unwrap();
        worker.round().await.unwrap();
        assert_eq!(rungs(&world, file).await, [Rung::Owner, Rung::Manager, Rung::DutyManager]);

        world.move_on(0, 15); // notices leave in batches
        assert!(worker.round().await.unwrap().sent > 0);
        assert_eq!(worker.round().await.unwrap().sent, 0);
        assert_eq!((world.tray.count("meera"), world.tray.count("dan")), (1, 1));
        let (_, text) = &world.tray.all()[0];
        assert!(!text.contains("Asha") && !text.contains("interim"), "{text}");
    }
}

#[tokio::test]
async fn a_worker_that_slept_a_week_takes_every_step_and_forgets_none() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        world.move_on(7 * 24, 0);
        let mut worker = world.worker();
        worker.round().await.unwrap();
        assert_eq!(rungs(&world, file).await, [Rung::Owner, Rung::Manager, Rung::DutyManager, Rung::Lead, Rung::Director]);
        world.move_on(0, 16);
        worker.round().await.unwrap();
        for name in ["meera", "dan", "lena", "ruth"] {
            assert_eq!(world.tray.count(name), 1, "{name}");
        }
        assert_eq!(world.tray.count("amara"), 2, "when it became hers, and when it was late");
    }
}

#[tokio::test]
async fn of_two_workers_one_works_and_when_it_dies_the_other_takes_over() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        let mut first = world.worker();
        let mut other = Worker::new(world.second_node().await, desk::worker::Post::by_email(world.tray.clone()));
        world.move_on(9, 0);
        let (a, b) = tokio::join!(first.round(), other.round());
        let (a, b) = (a.unwrap(), b.unwrap());
        assert!(a.at_work != b.at_work, "exactly one of two works");
        let mut once = rungs(&world, file).await;
        once.dedup();
        assert_eq!(rungs(&world, file).await, once, "each step was taken once");
        drop(first); // killed, without a word

        world.clock.move_on(SignedDuration::from_secs(31));
        let round = other.round().await.unwrap();
        assert!(round.at_work || b.at_work);
        assert_eq!(rungs(&world, file).await, once);
    }
}

#[tokio::test]
async fn two_workers_that_both_believe_they_lead_still_pass_up_once() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        world.move_on(9, 0);
        // A worker loses its post in the middle of a round: another begins while it goes on.
        let mut first = world.worker();
        first.round().await.unwrap();
        world.clock.move_on(SignedDuration::from_secs(31));
        let mut other = Worker::new(world.second_node().await, desk::worker::Post::by_email(world.tray.clone()));
        world.move_on(24, 0);
        let rounds = tokio::join!(first.round(), other.round());
        assert!(rounds.0.is_ok() && rounds.1.is_ok());
        let found = rungs(&world, file).await;
        let mut once = found.clone();
        once.dedup();
        assert_eq!(found, once);
        assert!(found.contains(&Rung::DutyManager));
    }
}

#[tokio::test]
async fn a_notice_that_cannot_be_delivered_is_tried_again_and_arrives_once() {
    for world in World::everywhere("2026-06-01T09:00").await {
        world.a_file_by("amara").await;
        let mut worker = world.worker();
        world.move_on(0, 16);
        world.tray.fail_next(2);
        assert_eq!(worker.round().await.unwrap().sent, 0, "the post does not work");
        assert_eq!(worker.round().await.unwrap().sent, 0, "not before its time");
        world.move_on(0, 3);
        worker.round().await.unwrap();
        world.move_on(0, 5);
        worker.round().await.unwrap();
        assert_eq!(world.tray.count("amara"), 1);
    }
}

#[tokio::test]
async fn a_worker_killed_with_notices_in_its_hands_loses_none_of_them() {
    for world in World::everywhere("2026-06-01T09:00").await {
        world.a_file_by("amara").await;
        world.move_on(0, 16);
        // Claimed, and then killed before anything was sent.
        let now = world.house.now();
        let mut tx = world.database.ledger.begin("claim").await.unwrap();
        let claimed = tx.claim(now, now + SignedDuration::from_mins(5), 20).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!claimed.is_empty());
        let mut worker = world.worker();
        assert_eq!(worker.round().await.unwrap().sent, 0, "another worker has them in hand");
        world.move_on(0, 6);
        worker.round().await.unwrap();
        assert_eq!(world.tray.count("amara"), 1);

        // Sent, and then killed before it was noted: it arrives once more, under the same id.
        world.a_file_by("amara").await;
        world.move_on(0, 16);
        let now = world.house.now();
        let mut tx = world.database.ledger.begin("claim").await.unwrap();
        let claimed = tx.claim(now, now + SignedDuration::from_mins(5), 20).await.unwrap();
        tx.commit().await.unwrap();
        world.move_on(0, 6);
        worker.round().await.unwrap();
        assert!(world.tray.all().iter().any(|(id, _)| *id == claimed[0].id), "the same id as on the first attempt");
    }
}

#[tokio::test]
async fn work_of_somebody_who_leaves_falls_back_to_the_team() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        assert!(!world.desk("amara").my_work(None, 50).await.unwrap().lines.is_empty());
        let files = world.desk("meera").officer_leaves(officer("amara"), world.house.today()).await.unwrap();
        assert_eq!(files, 1);
        let opened = world.desk("meera").open(file).await.unwrap();
        assert_eq!(opened.file.officer_of(team("housing")), None);
        let page = world.desk("meera").team_work(team("housing"), None, 100).await.unwrap();
        assert!(
            !page.lines.is_empty() && page.lines.iter().all(|line| line.officer.is_none()),
            "nothing is hers, nothing is lost"
        );
        assert!(matches!(
            world.desk("carol").officer_leaves(officer("iris"), world.house.today()).await,
            Err(desk::CannotAct::NotYourRole)
        ));
    }
}

#[tokio::test]
async fn what_is_given_to_somebody_who_is_away_does_not_wait_for_them() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("tom").await;
        world.desk("meera").officer_is_away(officer("amara"), "2026-06-20".parse().unwrap()).await.unwrap();
        // Somebody gives her the file although she is away.
        let assign = AssignOfficer { team: team("housing"), officer: officer("amara") };
        world.desk("meera").act(file, &assign, Sent::default()).await.unwrap();
        let mut worker = world.worker();
        assert_eq!(worker.round().await.unwrap().taken_back, 1);
        assert_eq!(worker.round().await.unwrap().taken_back, 0, "twice is once");
        assert_eq!(world.desk("meera").open(file).await.unwrap().file.officer_of(team("housing")), None);
    }
}

#[tokio::test]
async fn where_a_rung_is_vacant_the_next_one_up_is_told() {
    for world in World::everywhere("2026-06-01T09:00").await {
        world.a_file_by("amara").await;
        for gone in ["meera", "dan"] {
            world.desk("ruth").officer_leaves(officer(gone), world.house.today()).await.unwrap();
        }
        let mut worker = world.worker();
        world.move_on(8, 1);
        worker.round().await.unwrap();
        world.move_on(0, 16);
        worker.round().await.unwrap();
        assert_eq!((world.tray.count("meera"), world.tray.count("dan")), (0, 0));
        assert_eq!(world.tray.count("lena"), 1);
    }
}
