//! Looks that need a question: raised by what the journal knows, asked by privacy officers, and seen by nobody who looked.

use casefile::commands::{DecideSharing, Terms};
use casefile::facts::{DisclosureMade, FieldClass, LawfulBasis, LookPurpose, WatchRule};
use casefile::ids::FileId;
use casefile::obligations::Standards;
use casefile::private::{Sealed, Unprinted};
use desk::{Came, CannotAct, Question, Sent, SetUp};
use jiff::ToSpan as _;
use testkit::{World, account, officer, team};

async fn look(world: &World, name: &str, file: FileId) -> Result<(), CannotAct> {
    let opened = world.desk(name).open(file).await?;
    let told = opened.file.each::<DisclosureMade>().next().unwrap().0.id;
    world.desk(name).reveal(file, told, "words", LookPurpose::Check).await.map(|_| ())
}

/// What the privacy officer is asked to look at: who, which rule, how many.
async fn asked(world: &World) -> Vec<(casefile::ids::OfficerId, WatchRule, u32)> {
    let all = world.desk("nora").matters(0, 50).await.unwrap();
    all.into_iter()
        .filter_map(|one| match one.about {
            Question::Looks { officer, rule, number, .. } => Some((officer, rule, number)),
            _ => None,
        })
        .collect()
}

/// Everything that an officer can see of a file.
async fn seen(world: &World, name: &str, file: FileId) -> String {
    let desk = world.desk(name);
    let opened = desk.open(file).await.unwrap();
    let facts: Vec<_> = opened.file.history().iter().map(|fact| (fact.id, fact.body.kind().code())).collect();
    let owed: Vec<_> = opened.owed.iter().map(casefile::obligations::Obligation::key).collect();
    let work = desk.team_work(desk.officer().team, None, 500).await.unwrap().lines.len();
    let files = desk.files_of_team(desk.officer().team, None, 50).await.unwrap().0;
    let open: Vec<_> = files.iter().map(|line| line.open).collect();
    format!("{facts:?} {owed:?} {work} {open:?} {:?}", desk.count_my_work().await.unwrap())
}

#[tokio::test]
async fn looks_out_of_hours_by_somebody_who_does_no_work_there_are_asked_about_and_they_cannot_tell() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        let mut worker = world.worker();
        world.move_on(3 * 24 + 14, 0); // Thursday, eleven at night
        for _ in 0..3 {
            look(&world, "tom", file).await.unwrap();
        }
        look(&world, "dan", file).await.unwrap();
        let before = seen(&world, "tom", file).await;
        worker.round().await.unwrap();
        assert_eq!(asked(&world).await, [(officer("tom"), WatchRule::AfterHours, 3)], "{}", world.database.name);
        assert_eq!(seen(&world, "tom", file).await.matches("look-").count(), 0);
        // The clock has passed things up meanwhile; what there is of looks shows nowhere.
        assert_eq!(before.matches("look-question").count(), 0);
        assert!(world.desk("amara").open(file).await.unwrap().owed.iter().all(|one| !one.rule.id.starts_with("ACCESS-look-")));
        // A second round, and a second worker, ask nothing twice.
        world.move_on(1, 0);
        worker.round().await.unwrap();
        assert_eq!(asked(&world).await.len(), 1);
        // The answer keeps the officer out, and the lead finds out whether she is safe, without being told who it was.
        let nora = world.desk("nora");
        let matter = nora.matters(0, 9).await.unwrap().remove(0);
        nora.answer_matter(file, matter.owed.fact, false, Sealed::new("curious")).await.unwrap();
        assert!(matches!(world.desk("tom").open(file).await, Err(CannotAct::NoSuchFile)));
        let opened = world.desk("amara").open(file).await.unwrap();
        let owed: Vec<_> = opened.owed.iter().filter(|one| one.rule.id == "ACCESS-looked-without-need").collect();
        assert_eq!(owed.len(), 1);
        assert_eq!(owed[0].owner.team, team("housing"));
        assert!(opened.file.fact(owed[0].raised_by).is_none(), "who it was stands in no fact that colleagues read");
    }
}

#[tokio::test]
async fn a_look_by_somebody_with_a_surname_of_the_file_is_asked_about_and_a_good_reason_ends_it() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let mut set_up = SetUp {
            partnership: ledger::Partnership { name: "Marram".into(), standards: Standards::default() },
            bodies: Vec::new(),
            teams: Vec::new(),
            officers: vec![account("tom")],
        };
        set_up.officers[0].name = "Tom Rahman".into();
        world.house.set_up(&set_up).await.unwrap();
        let file = world.a_file_by("amara").await;
        look(&world, "tom", file).await.unwrap();
        look(&world, "amara", file).await.unwrap();
        world.worker().round().await.unwrap();
        assert_eq!(asked(&world).await, [(officer("tom"), WatchRule::Surname, 1)]);
        let nora = world.desk("nora");
        let matter = nora.matters(0, 9).await.unwrap().remove(0);
        nora.answer_matter(file, matter.owed.fact, true, Sealed::new("no relation; covered for Amara")).await.unwrap();
        assert!(asked(&world).await.is_empty());
        assert!(world.desk("tom").open(file).await.is_ok());
    }
}

#[tokio::test]
async fn many_files_without_work_and_a_leavers_files_and_a_partners_volume_follow_the_local_standards() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let thresholds = [("watch-files-without-work", 4), ("watch-leaver-files", 2), ("watch-partner-looks", 5)];
        let thresholds = thresholds.map(|(name, number)| (name.to_owned(), number)).into();
        let mut leaver = account("chidi");
        leaver.left_on = Some(world.house.today().saturating_add(7.days()));
        let standards = Standards { thresholds, ..Standards::default() };
        let partnership = ledger::Partnership { name: "Marram".into(), standards };
        let set_up = SetUp { partnership, bodies: Vec::new(), teams: Vec::new(), officers: vec![leaver] };
        world.house.set_up(&set_up).await.unwrap();
        let mut files = Vec::new();
        for number in 0..4 {
            let name = Some(Unprinted::new(format!("Nobody Number{number}")));
            files.push(world.open_file("amara", &desk::Disclosure { name, ..testkit::a_disclosure() }).await.file);
        }
        for file in &files[..3] {
            look(&world, "tom", *file).await.unwrap();
        }
        for file in &files {
            look(&world, "amara", *file).await.unwrap();
        }
        for file in &files[..2] {
            look(&world, "chidi", *file).await.unwrap();
        }
        let mut worker = world.worker();
        worker.round().await.unwrap();
        assert_eq!(asked(&world).await, [(officer("chidi"), WatchRule::Leaver, 2)], "amara works in all, tom looked into three");
        look(&world, "tom", files[3]).await.unwrap();
        for file in files.iter().chain(&files[..1]) {
            look(&world, "iris", *file).await.unwrap();
        }
        world.move_on(1, 1);
        worker.round().await.unwrap();
        let mut all = asked(&world).await;
        all.sort_unstable_by_key(|(_, rule, _)| rule.code());
        let iris = (officer("iris"), WatchRule::PartnerVolume, 5);
        let many = [(officer("tom"), WatchRule::ManyFiles, 4), (officer("iris"), WatchRule::ManyFiles, 4)];
        assert!(all.contains(&iris) && many.iter().all(|one| all.contains(one)), "{all:?}");
        assert_eq!(all.len(), 4);
    }
}

#[tokio::test]
async fn to_a_service_that_is_brought_in_nothing_sealed_is_read_out_but_what_was_decided_and_until_the_day() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        let (amara, today) = (world.desk("amara"), world.house.today());
        let terms = |what: &[FieldClass], days: i64| Terms {
            what: what.to_vec(),
            basis: LawfulBasis::Safeguarding,
            why: Sealed::new("to watch the door"),
            review: today.saturating_add(days.days()),
        };
        let long = amara.bring_in(file, team("police"), Some(terms(&[], 91)), Sent::default()).await;
        assert!(long.unwrap_err().to_string().contains("ninety days"));
        amara.bring_in(file, team("police"), Some(terms(&[FieldClass::Contact], 30)), Sent::default()).await.unwrap();
        assert!(world.desk("pete").open(file).await.is_ok());
        let refused = look(&world, "pete", file).await.unwrap_err();
        assert!(matches!(refused, CannotAct::NotLikeThis(access::Refused::NotShared)), "words were not shared");
        let anew = DecideSharing {
            with: team("police"),
            what: FieldClass::ALL.to_vec(),
            basis: LawfulBasis::Safeguarding,
            why: Sealed::new("they need all of it"),
            review: today.saturating_add(30.days()),
        };
        world.desk("meera").act(file, &anew, Sent::default()).await.unwrap();
        look(&world, "pete", file).await.unwrap();
        world.move_on(20 * 24, 0);
        let due = world.desk("nora").sharing_due(9).await.unwrap();
        assert_eq!(due.len(), 1);
        assert_eq!(due[0].1.as_deref(), Some("police, force"));
        world.move_on(11 * 24, 0);
        assert!(look(&world, "pete", file).await.is_err(), "it has run out");
        assert!(world.desk("pete").open(file).await.is_ok(), "what they owe is theirs to do");
        // In an emergency they can still ask.
        let reference = amara.open(file).await.unwrap().file.reference().unwrap().to_owned();
        let need = desk::Need { reference, reason: casefile::facts::EmergencyReason::NobodyReached, why: "at the door".into() };
        assert_eq!(world.desk("pete").in_an_emergency(&need).await.unwrap(), Came::Open(file));
        look(&world, "pete", file).await.unwrap();
        world.move_on(1, 1);
        assert!(look(&world, "pete", file).await.is_err());
        let review = casefile::obligations::rule("ACCESS-sharing-review").unwrap();
        let owed = amara.open(file).await.unwrap().owed;
        let open: Vec<_> = owed.iter().filter(|one| one.rule.id == review.id && one.end.fact().is_none()).collect();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].owner.team, team("housing"));
    }
}
