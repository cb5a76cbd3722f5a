//! What somebody may not know of is in none of their lists, numbers, searches and notices, and no answer tells that there is something.

use casefile::commands::{AssignOfficer, GrantAccess, ReassignObligation, RestrictAccess};
use casefile::ids::FileId;
use casefile::private::{Sealed, Unprinted};
use desk::{CannotAct, Found, Sent, Wanted};
use testkit::{World, officer, team};

/// The files that somebody finds by a reference, or by a name and that of her child.
async fn found(world: &World, name: &str, words: &str) -> Vec<desk::FileLine> {
    let by = |wanted| async move { world.desk(name).search(&wanted, access::Purpose::Casework).await.unwrap() };
    let mut files = Vec::new();
    for wanted in [Wanted::Reference(words.to_owned()), Wanted::With(words.to_owned(), "Mina".to_owned())] {
        if let Found::Files(lines) = by(wanted).await {
            files.extend(lines);
        }
    }
    files
}

/// Everything that lists, numbers and searches tell somebody.
async fn told(world: &World, name: &str) -> Vec<String> {
    let desk = world.desk(name);
    let own = desk.officer().team;
    let line = |line: &desk::WorkLine| {
        let name = line.name.as_ref().map(Unprinted::shown).unwrap_or_default().to_owned();
        format!("{} {} {} {name} {:?}", line.file, line.rule.id, line.raised_by, line.officer)
    };
    let file = |line: &desk::FileLine| format!("{} {} {}", line.file, line.facts, line.open);
    let mut told = vec![format!("{:?}", desk.count_my_work().await.unwrap())];
    told.extend(desk.my_work(None, 500).await.unwrap().lines.iter().map(line));
    told.push(format!("{:?}", desk.count_team_work(own).await.unwrap()));
    told.extend(desk.team_work(own, None, 500).await.unwrap().lines.iter().map(line));
    told.extend(desk.files_of_team(own, None, 500).await.unwrap().0.iter().map(file));
    for words in ["Asha Rahman", "Zelda Quill"] {
        told.extend(found(world, name, words).await.iter().map(file));
    }
    if let Ok(by_officer) = desk.team_by_officer(own).await {
        told.push(format!("{by_officer:?}"));
        let by_rule = desk.team_by_rule(own).await.unwrap();
        told.push(format!(
            "{:?} {:?}",
            by_rule.rules.iter().map(|one| (one.rule.id, one.count)).collect::<Vec<_>>(),
            by_rule.more
        ));
    }
    told
}

/// A second file, of a survivor who has a name of her own.
async fn another_file(world: &World) -> FileId {
    let disclosure = desk::Disclosure { name: Some(Unprinted::new("Zelda Quill")), ..testkit::a_disclosure() };
    world.open_file("amara", &disclosure).await.file
}

async fn hide(world: &World, file: FileId, hidden: bool) {
    let hide = RestrictAccess { hidden, named: vec![officer("meera")], because: None };
    world.desk("amara").act(file, &hide, Sent::default()).await.unwrap();
}

#[tokio::test]
async fn a_barred_manager_sees_the_numbers_of_a_world_without_the_file() {
    for world in World::everywhere("2026-06-01T09:00").await {
        world.a_file_by("amara").await;
        let people = ["meera", "tom", "dan", "carol", "chidi", "iris", "lena"];
        let mut before = Vec::new();
        for name in people {
            before.push(told(&world, name).await);
        }
        let secret = another_file(&world).await;
        for (name, before) in people.iter().zip(&before) {
            assert_ne!(&told(&world, name).await, before, "{name} sees a file that is nobody's secret");
            world.bar(name, secret).await;
        }
        for (name, before) in people.iter().zip(&before) {
            assert_eq!(&told(&world, name).await, before, "{} {name}", world.database.name);
            assert!(matches!(world.desk(name).open(secret).await, Err(CannotAct::NoSuchFile)));
        }
        assert!(
            told(&world, "amara").await.iter().any(|line| line.contains("Zelda Quill")),
            "whoever is not barred has it still"
        );
    }
}

#[tokio::test]
async fn a_restricted_file_stands_in_the_lists_of_those_who_are_named_or_on_call_and_of_nobody_else() {
    for hidden in [false, true] {
        for world in World::everywhere("2026-06-01T09:00").await {
            world.a_file_by("amara").await;
            let outside = ["tom", "carol", "chidi", "iris", "lena", "ruth"];
            let mut before = Vec::new();
            for name in outside {
                before.push(told(&world, name).await);
            }
            let secret = another_file(&world).await;
            hide(&world, secret, hidden).await;
            for (name, before) in outside.iter().zip(&before) {
                assert_eq!(&told(&world, name).await, before, "{} {name}", world.database.name);
            }
            for name in ["amara", "meera", "dan"] {
                let all = told(&world, name).await.join("\n");
                assert!(all.contains("Zelda Quill"), "{name}: {all}");
                world.desk(name).open(secret).await.unwrap();
            }
            // Leave lets somebody see it until its day, and not after.
            let until = world.house.today();
            let leave = GrantAccess { to: officer("tom"), until, why: Sealed::new("covers tonight") };
            world.desk("meera").act(secret, &leave, Sent::default()).await.unwrap();
            assert!(!found(&world, "tom", "Zelda Quill").await.is_empty());
            assert!(told(&world, "tom").await.join("\n").contains("Zelda Quill"));
            world.move_on(24, 0);
            assert!(found(&world, "tom", "Zelda Quill").await.is_empty());
            assert!(!told(&world, "tom").await.join("\n").contains("Zelda Quill"));
        }
    }
}

#[tokio::test]
async fn a_colleague_of_another_team_finds_no_file_to_which_that_team_is_no_party() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let disclosure =
            desk::Disclosure { people: Vec::new(), shows: casefile::facts::Shows::empty(), ..testkit::a_disclosure() };
        let file = world.open_file("amara", &disclosure).await.file;
        let opened = world.desk("amara").open(file).await.unwrap();
        assert!(opened.file.services().team(team("adults")).is_none());
        // Rita is of the same council, in another team.
        let reference = opened.file.reference().unwrap();
        assert!(world.desk("rita").open(file).await.is_err());
        assert!(found(&world, "rita", reference).await.is_empty());
        assert!(!found(&world, "ruth", reference).await.is_empty(), "the director answers for the whole council");
    }
}

#[tokio::test]
async fn what_is_late_is_passed_over_a_barred_manager_to_the_next_above() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        world.bar("meera", file).await;
        world.move_on(8, 0);
        let mut worker = world.worker();
        assert!(worker.round().await.unwrap().passed_up > 0);
        world.move_on(0, 16);
        worker.round().await.unwrap();
        assert_eq!((world.tray.count("meera"), world.tray.count("dan")), (0, 1));
        // A week on: everybody above hears of it, the barred manager never.
        world.move_on(7 * 24, 0);
        worker.round().await.unwrap();
        world.move_on(0, 16);
        worker.round().await.unwrap();
        assert_eq!(world.tray.count("meera"), 0);
        assert!(world.tray.count("lena") > 0 && world.tray.count("ruth") > 0);
    }
}

#[tokio::test]
async fn what_is_late_in_a_hidden_file_reaches_the_duty_manager_and_no_colleague() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        let hide = RestrictAccess { hidden: true, named: vec![officer("tom")], because: None };
        world.desk("amara").act(file, &hide, Sent::default()).await.unwrap();
        world.move_on(0, 16);
        let mut worker = world.worker();
        worker.round().await.unwrap();
        let before = ["meera", "lena", "ruth", "carol", "chidi"].map(|name| world.tray.count(name));
        world.move_on(7 * 24, 0);
        worker.round().await.unwrap();
        world.move_on(0, 16);
        worker.round().await.unwrap();
        assert_eq!(["meera", "lena", "ruth", "carol", "chidi"].map(|name| world.tray.count(name)), before);
        assert!(world.tray.count("dan") > 0);
    }
}

#[tokio::test]
async fn work_is_given_to_whoever_is_kept_out_like_to_anybody_and_is_soon_back_with_the_team() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("meera").await;
        let owed = world.desk("meera").open(file).await.unwrap().owed;
        let one = owed.iter().find(|one| one.rule.id == "HA96-s188-interim").unwrap();
        let reassign = |name: &str| ReassignObligation {
            rule: one.rule.id.into(),
            raised_by: one.raised_by,
            officer: officer(name),
            why: None,
        };
        let assign = |name: &str| AssignOfficer { team: team("housing"), officer: officer(name) };
        world.bar("tom", file).await;
        let meera = world.desk("meera");
        meera.act(file, &reassign("tom"), Sent::default()).await.unwrap();
        meera.act(file, &assign("tom"), Sent::default()).await.unwrap();
        assert_eq!(meera.open(file).await.unwrap().file.officer_of(team("housing")), Some(officer("tom")));
        assert!(world.desk("tom").my_work(None, 9).await.unwrap().lines.is_empty(), "it does not reach him");
        let mut worker = world.worker();
        worker.round().await.unwrap();
        worker.round().await.unwrap();
        let opened = meera.open(file).await.unwrap();
        assert_eq!(opened.file.officer_of(team("housing")), None);
        assert!(opened.owed.iter().all(|one| one.owner.officer != Some(officer("tom")) || one.end.fact().is_some()));
        // Where only named staff may open it, that is what is said, of everybody who is not named.
        let hide = RestrictAccess { hidden: false, named: vec![officer("dan"), officer("carol")], because: None };
        world.bar("carol", file).await;
        meera.act(file, &hide, Sent::default()).await.unwrap();
        let named = casefile::confidentiality::Guarding::of(&meera.open(file).await.unwrap().file).named;
        assert!(named.contains(&officer("carol")), "who is left off the list would tell");
        let words = async |name: &str| match meera.act(file, &assign(name), Sent::default()).await {
            Err(CannotAct::NobodyThere(words)) => words,
            other => panic!("{other:?}"),
        };
        assert_eq!(words("tom").await, words("amara").await);
        assert!(world.desk("carol").open(file).await.is_err());
    }
}
