//! A file that somebody needs in an emergency: opened for an hour, or passed on; and nobody can tell which files there are.

use casefile::commands::{RecordFact, RestrictAccess};
use casefile::facts::{EmergencyReason, Noted, OfficerBarred, Shows, When};
use casefile::ids::FileId;
use casefile::private::Sealed;
use desk::{Came, CannotAct, Need, Question, Sent};
use testkit::{World, officer};

fn need(reference: &str) -> Need {
    Need { reference: reference.into(), reason: EmergencyReason::PoliceAsk, why: "an officer is at her door".into() }
}

async fn reference(world: &World, file: FileId) -> String {
    world.desk("amara").open(file).await.unwrap().file.reference().unwrap().to_owned()
}

async fn ask(world: &World, name: &str, reference: &str) -> Result<Came, CannotAct> {
    world.desk(name).in_an_emergency(&need(reference)).await
}

#[tokio::test]
async fn it_opens_for_an_hour_to_read_and_those_who_answer_for_it_are_told_at_once() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let file = world.a_file_by("amara").await;
        let reference = reference(&world, file).await;
        assert!(matches!(world.desk("lars").open(file).await, Err(CannotAct::NoSuchFile)));
        assert_eq!(ask(&world, "lars", &reference.to_lowercase()).await.unwrap(), Came::Open(file));
        let opened = world.desk("lars").open(file).await.unwrap();
        assert!(opened.in_emergency);
        let note = Noted { by: None, to: None, shows: Shows::empty(), words: Some(Sealed::new("x")), about: None };
        let note = RecordFact { body: note.into(), happened: When::on(world.house.today()), known: Vec::new() };
        let change = world.desk("lars").act(file, &note, Sent::default()).await;
        assert!(matches!(change, Err(CannotAct::NotLikeThis(access::Refused::NotOnThisGround))), "{change:?}");
        world.worker().round().await.unwrap();
        // The duty manager, whoever has the file, the privacy officer: each one notice that says nothing.
        for name in ["dan", "amara", "nora"] {
            assert_eq!(world.tray.count(name), 1, "{} {name}", world.database.name);
        }
        assert!(world.tray.all().iter().all(|(_, text)| !text.contains(&reference) && !text.contains("mergency")));
        world.move_on(0, 59);
        assert!(world.desk("lars").open(file).await.is_ok());
        world.move_on(0, 1);
        assert!(matches!(world.desk("lars").open(file).await, Err(CannotAct::NoSuchFile)));
    }
}

#[tokio::test]
async fn it_is_ended_by_whoever_took_it_and_by_nobody_else() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let file = world.a_file_by("amara").await;
        ask(&world, "lars", &reference(&world, file).await).await.unwrap();
        world.move_on(0, 5);
        assert!(world.desk("amara").end_emergency(file).await.is_err());
        world.desk("lars").end_emergency(file).await.unwrap();
        assert!(matches!(world.desk("lars").open(file).await, Err(CannotAct::NoSuchFile)));
        assert!(matches!(world.desk("lars").end_emergency(file).await, Err(CannotAct::NoSuchFile)));
    }
}

/// All that an officer without a tie can see of the house after asking.
async fn seen(world: &World, name: &str, file: FileId) -> String {
    let desk = world.desk(name);
    format!(
        "{:?} {} {:?} {}",
        desk.open(file).await.err(),
        desk.my_work(None, 50).await.unwrap().lines.len(),
        desk.emergencies_are_closed().await.unwrap(),
        match desk.search(&desk::Wanted::With("Asha Rahman".into(), "Mina".into()), access::Purpose::Safety).await.unwrap() {
            desk::Found::Files(lines) => lines.len(),
            desk::Found::TooOften => panic!("too often"),
        },
    )
}

#[tokio::test]
async fn a_file_that_is_hidden_one_that_bars_the_officer_and_one_that_is_not_there_are_answered_alike() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let (hidden, barred) = (world.a_file_by("amara").await, world.a_file_by("amara").await);
        let references = [reference(&world, hidden).await, reference(&world, barred).await, "ZZZZ-ZZZZ".to_owned()];
        let hide = RestrictAccess { hidden: true, named: vec![officer("meera")], because: None };
        world.desk("amara").act(hidden, &hide, Sent::default()).await.unwrap();
        world.bar("lars", barred).await;
        let mut answers = Vec::new();
        let mut worker = world.worker();
        for reference in &references {
            let came = ask(&world, "lars", reference).await.unwrap();
            assert_eq!(worker.round().await.unwrap().requests, 1);
            answers.push((came, seen(&world, "lars", hidden).await, seen(&world, "lars", barred).await));
        }
        assert!(answers.iter().all(|one| *one == answers[0]), "{answers:?}");
        assert_eq!(answers[0].0, Came::PassedOn);
        // The duty manager sees three requests, and opens what a duty manager may open.
        let requests = world.desk("dan").urgent_requests().await.unwrap();
        let opens: Vec<_> = requests.iter().map(|(_, file)| *file).collect();
        assert_eq!(opens, [Some(hidden), Some(barred), None], "{}", world.database.name);
        assert!(matches!(world.desk("amara").urgent_requests().await, Err(CannotAct::NotYourRole)));
        for (request, _) in &requests {
            world.desk("dan").answer_request(request.id, "rang the police").await.unwrap();
        }
        assert!(world.desk("lena").urgent_requests().await.unwrap().is_empty());
        // Nobody who works on the files is told that somebody asked, for it would tell that a colleague is kept out.
        for file in [hidden, barred] {
            let opened = world.desk("amara").open(file).await.unwrap();
            assert!(opened.file.each::<casefile::facts::EmergencyAccessAsked>().next().is_none());
            assert!(opened.owed.iter().all(|one| one.rule.id != "ACCESS-emergency-review"));
        }
        // The privacy officer is, of both, and without the reference of the one that is hidden.
        let matters = world.desk("nora").matters(0, 50).await.unwrap();
        let told: Vec<_> = matters.iter().map(|one| one.owed.reference.clone()).collect();
        assert!(matters.iter().all(|one| matches!(one.about, Question::NotOpened { .. })));
        assert!(told.contains(&None) && told.contains(&Some(references[1].clone())), "{told:?}");
    }
}

#[tokio::test]
async fn a_barred_duty_manager_sees_a_request_for_the_file_as_one_for_nothing() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let file = world.a_file_by("amara").await;
        let reference = reference(&world, file).await;
        world.bar("dan", file).await;
        world.bar("lars", file).await;
        assert_eq!(ask(&world, "lars", &reference).await.unwrap(), Came::PassedOn);
        world.worker().round().await.unwrap();
        let requests = world.desk("dan").urgent_requests().await.unwrap();
        assert_eq!(requests.iter().map(|(_, file)| *file).collect::<Vec<_>>(), [None]);
    }
}

#[tokio::test]
async fn the_privacy_officer_looks_at_it_and_what_was_not_right_keeps_the_officer_out_for_good() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let file = world.a_file_by("amara").await;
        let reference = reference(&world, file).await;
        ask(&world, "lars", &reference).await.unwrap();
        assert!(matches!(world.desk("amara").matters(0, 9).await, Err(CannotAct::NotYourRole)));
        let nora = world.desk("nora");
        let matter = nora.matters(0, 9).await.unwrap().remove(0);
        assert_eq!(matter.about.officer(), Some(officer("lars")));
        assert_eq!(nora.reason(file, matter.owed.fact).await.unwrap().words(), "an officer is at her door");
        let (_, looks) = world.desk("meera").who_looked(file, None, 9).await.unwrap();
        assert_eq!(looks[0].look.officer, officer("nora"), "that the reason was read is on record");
        assert!(nora.answer_matter(file, matter.owed.fact, true, Sealed::new("")).await.is_err());
        nora.answer_matter(file, matter.owed.fact, false, Sealed::new("nobody was at her door")).await.unwrap();
        assert!(nora.matters(0, 9).await.unwrap().is_empty());
        assert!(matches!(world.desk("lars").open(file).await, Err(CannotAct::NoSuchFile)), "it ends at once");
        assert_eq!(ask(&world, "lars", &reference).await.unwrap(), Came::PassedOn);
        let bars = world.desk("vera").bars().await.unwrap();
        assert_eq!(bars.iter().map(|bar| bar.barred).collect::<Vec<_>>(), [officer("lars")]);
        let opened = world.desk("amara").open(file).await.unwrap();
        assert!(opened.file.each::<OfficerBarred>().next().is_none());
    }
}

#[tokio::test]
async fn two_working_days_without_a_look_close_the_path_to_that_officer_until_somebody_looks() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let (file, other) = (world.a_file_by("amara").await, world.a_file_by("amara").await);
        let (first, second) = (reference(&world, file).await, reference(&world, other).await);
        ask(&world, "lars", &first).await.unwrap();
        world.move_on(2 * 24, 0); // Wednesday
        assert!(!world.desk("lars").emergencies_are_closed().await.unwrap());
        world.move_on(24, 0);
        assert!(world.desk("lars").emergencies_are_closed().await.unwrap());
        assert_eq!(ask(&world, "lars", &second).await.unwrap(), Came::PassedOn);
        assert_eq!(ask(&world, "pete", &second).await.unwrap(), Came::Open(other), "nobody else's path is closed");
        let nora = world.desk("nora");
        let matters = nora.matters(0, 9).await.unwrap();
        let taken = matters.iter().find(|one| one.owed.file == file).unwrap();
        nora.answer_matter(file, taken.owed.fact, true, Sealed::new("the police confirm it")).await.unwrap();
        assert_eq!(ask(&world, "lars", &second).await.unwrap(), Came::Open(other));
    }
}

#[tokio::test]
async fn what_is_owed_by_privacy_officers_stands_in_no_other_list_and_is_passed_up_past_the_team() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let file = world.a_file_by("amara").await;
        let reference = reference(&world, file).await;
        let count = async |name: &str| format!("{:?}", world.desk(name).count_team_work(testkit::team("housing")).await.unwrap());
        let before = (count("meera").await, count("lena").await);
        ask(&world, "lars", &reference).await.unwrap();
        assert_eq!((count("meera").await, count("lena").await), before);
        world.move_on(4 * 24, 0);
        world.worker().round().await.unwrap();
        let opened = world.desk("meera").open(file).await.unwrap();
        let escalated = opened.file.each::<casefile::facts::ObligationEscalated>();
        assert!(escalated.into_iter().all(|(_, it)| it.rule.0 != "ACCESS-emergency-review"));
        assert!(opened.owed.iter().all(|one| one.rule.id != "ACCESS-emergency-review"));
    }
}

#[tokio::test]
async fn a_second_factor_is_asked_for_before_any_file_is_looked_for_and_asking_too_often_opens_nothing() {
    for world in World::everywhere("2026-06-01T21:00").await {
        let file = world.a_file_by("amara").await;
        let reference = reference(&world, file).await;
        for _ in 0..5 {
            assert_eq!(ask(&world, "pete", "ZZZZ-ZZZZ").await.unwrap(), Came::PassedOn);
        }
        assert_eq!(ask(&world, "pete", &reference).await.unwrap(), Came::PassedOn);
        for name in ["nora", "vera", "ada"] {
            assert!(matches!(ask(&world, name, &reference).await, Err(CannotAct::NotYourRole)));
        }
    }
}
