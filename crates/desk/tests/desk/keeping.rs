//! Files whose time has come: kept until a day with a reason, or destroyed by two people. Never by a clock.

use casefile::commands::{AnswerObligation, RecordFact};
use casefile::facts::{CaseClosed, Closure, Shows, When};
use casefile::ids::FileId;
use casefile::private::{Sealed, Unprinted};
use desk::{CannotAct, Question, Sent};
use jiff::ToSpan as _;
use testkit::{World, team};

/// A file in which nothing is owed, closed by the team that leads.
async fn closed(world: &World, name: &str) -> FileId {
    let name = Some(Unprinted::new(name));
    let disclosure =
        desk::Disclosure { name, people: Vec::new(), shows: Shows::empty(), asks: Vec::new(), ..testkit::a_disclosure() };
    let file = world.open_file("amara", &disclosure).await.file;
    done(world, file).await;
    let closed = CaseClosed { by: team("housing"), why: Closure::Safe };
    let closed = RecordFact { body: closed.into(), happened: When::on(world.house.today()), known: Vec::new() };
    world.desk("amara").act(file, &closed, Sent::default()).await.unwrap();
    file
}

/// Says of everything that is owed in a file that it was done.
async fn done(world: &World, file: FileId) {
    let open = world.desk("meera").open(file).await.unwrap().owed.into_iter().filter(|one| one.end.fact().is_none());
    for one in open.collect::<Vec<_>>() {
        let (rule, raised_by) = one.key();
        let answer = AnswerObligation { rule: rule.into(), raised_by, words: Sealed::new("done") };
        for name in ["meera", "carol", "iris", "amara"] {
            if world.desk(name).act(file, &answer, Sent::default()).await.is_ok() {
                break;
            }
        }
    }
}

async fn waiting(world: &World) -> Vec<desk::Matter> {
    let all = world.desk("nora").matters(0, 50).await.unwrap();
    all.into_iter().filter(|one| matches!(one.about, Question::Keeping { .. })).collect()
}

#[tokio::test]
async fn a_closed_file_is_looked_at_when_its_time_has_come_and_kept_until_a_day() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = closed(&world, "Asha Rahman").await;
        assert!(waiting(&world).await.is_empty(), "not for seven years");
        world.move_on(24 * 366 * 7, 0);
        let matter = waiting(&world).await.remove(0);
        assert_eq!(matter.owed.file, file);
        let nora = world.desk("nora");
        let (fact, today) = (matter.owed.fact, world.house.today());
        assert!(nora.keep_file(file, fact, today, Sealed::new("an inquiry")).await.is_err());
        assert!(nora.keep_file(file, fact, today.saturating_add(1.year()), Sealed::new("")).await.is_err());
        nora.keep_file(file, fact, today.saturating_add(1.year()), Sealed::new("an inquiry")).await.unwrap();
        assert!(waiting(&world).await.is_empty());
        world.move_on(24 * 370, 0);
        assert_eq!(waiting(&world).await.len(), 1, "it is looked at again");
        world.worker().round().await.unwrap();
        assert!(world.desk("amara").open(file).await.is_ok(), "no clock destroys anything");
    }
}

#[tokio::test]
async fn two_people_destroy_a_file_and_neither_is_the_same() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let folder = tempfile::tempdir().unwrap();
        world.database.ledger.keep_beside(ledger::KeptFolder::open(&folder.path().join("kept")).unwrap()).await.unwrap();
        let (file, other) = (closed(&world, "Asha Rahman").await, closed(&world, "Wanda Holm").await);
        world.move_on(24 * 366 * 7, 0);
        let nora = world.desk("nora");
        for one in waiting(&world).await {
            nora.ask_to_destroy(one.owed.file, one.owed.fact, "nobody needs it any more").await.unwrap();
        }
        assert!(matches!(nora.to_destroy().await, Err(CannotAct::NotYourRole)));
        assert!(matches!(world.desk("amara").agree_to_destroy(file).await, Err(CannotAct::NotYourRole)));
        let lena = world.desk("lena");
        assert_eq!(lena.to_destroy().await.unwrap().len(), 2, "{}", world.database.name);
        lena.agree_to_destroy(file).await.unwrap();
        lena.do_not_destroy(other).await.unwrap();
        assert!(lena.to_destroy().await.unwrap().is_empty());
        assert!(world.desk("amara").open(file).await.is_err());
        assert!(world.desk("amara").open(other).await.is_ok());
        assert!(waiting(&world).await.iter().all(|one| one.owed.file == other));
    }
}
