//! A person is found by what is known of her, by those who may open her file and by nobody else; and every search is on record.

use access::Purpose;
use casefile::commands::RestrictAccess;
use casefile::facts::Channel;
use casefile::ids::FileId;
use casefile::private::{Sealed, Unprinted};
use desk::{CannotAct, Disclosure, Found, Reach, Sent, Wanted};
use jiff::civil::date;
use testkit::{World, a_disclosure, officer};

async fn found(world: &World, name: &str, wanted: Wanted) -> Vec<FileId> {
    match world.desk(name).search(&wanted, Purpose::Casework).await.unwrap() {
        Found::Files(lines) => lines.into_iter().map(|line| line.file).collect(),
        Found::TooOften => panic!("too often"),
    }
}

fn elizabeth() -> Disclosure {
    let reach = |channel, value: &str| Reach { channel, safe: true, value: Some(Sealed::new(value)), terms: None };
    Disclosure {
        name: Some(Unprinted::new("Elizabeth Mary O’Neill")),
        born: Some(date(1988, 11, 30)),
        reach: vec![reach(Channel::Phone, "07700 900456 before three"), reach(Channel::Email, "liz@mail.example")],
        ..a_disclosure()
    }
}

fn ways() -> Vec<Wanted> {
    vec![
        Wanted::Reached("+44 7700 900456".into()),
        Wanted::Reached("LIZ@mail.example".into()),
        Wanted::Born("Liz ONeill".into(), date(1988, 11, 30)),
        Wanted::Born("Betty".into(), date(1988, 11, 30)),
        Wanted::Year("O'Neill, Beth".into(), 1988),
        Wanted::With("liz oneill".into(), "Mina".into()),
        Wanted::With("liz oneill".into(), "karl".into()),
    ]
}

#[tokio::test]
async fn she_is_found_by_variants_of_her_name_with_one_more_detail_and_by_number_mail_and_reference() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.open_file("amara", &elizabeth()).await.file;
        world.a_file_by("amara").await;
        for (nth, wanted) in ways().into_iter().enumerate() {
            assert_eq!(found(&world, "tom", wanted).await, [file], "{} way {nth}", world.database.name);
        }
        let reference = world.desk("amara").open(file).await.unwrap().file.reference().unwrap().to_lowercase();
        assert_eq!(found(&world, "tom", Wanted::Reference(reference)).await, [file]);
        for wanted in [
            Wanted::Born("Liz ONeill".into(), date(1988, 11, 29)),
            Wanted::Year("Beth Smith".into(), 1988),
            Wanted::With("liz oneill".into(), "Bruno".into()),
            Wanted::With("Karl Weber".into(), "Mina".into()),
            Wanted::Reached("07700 900457".into()),
        ] {
            assert!(found(&world, "tom", wanted).await.is_empty());
        }
    }
}

#[tokio::test]
async fn nobody_finds_what_they_may_not_open_and_the_answer_is_that_of_a_world_without_it() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.open_file("amara", &elizabeth()).await.file;
        let hide = RestrictAccess { hidden: true, named: vec![officer("meera")], because: None };
        world.desk("amara").act(file, &hide, Sent::default()).await.unwrap();
        world.bar("meera", file).await;
        for wanted in ways() {
            for name in ["tom", "lars", "lena", "meera", "chidi"] {
                assert!(found(&world, name, wanted.clone()).await.is_empty(), "{name}");
            }
            assert_eq!(found(&world, "dan", wanted).await, [file], "the duty manager is on call");
        }
    }
}

#[tokio::test]
async fn a_search_has_a_purpose_that_fits_is_counted_and_stands_in_the_chain_without_what_was_typed() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.open_file("amara", &elizabeth()).await.file;
        let wanted = Wanted::Year("Beth O'Neill".into(), 1988);
        let wrong = world.desk("amara").search(&wanted, Purpose::Information).await;
        assert!(matches!(wrong, Err(CannotAct::NotLikeThis(_))));
        assert!(matches!(world.desk("ada").search(&wanted, Purpose::Casework).await, Err(CannotAct::NotYourRole)));
        found(&world, "amara", wanted.clone()).await;
        let acts = world.database.ledger.dump("key_act").await.unwrap();
        let act = acts.iter().find(|act| act.contains("looked for a person")).unwrap();
        assert!(act.contains(&officer("amara").to_string()) && act.contains(&file.to_string()), "{act}");
        assert!(act.contains("casework, by name and year of birth") && !act.to_lowercase().contains("neill"), "{act}");
        for _ in 0..ledger::SEARCHES {
            world.desk("amara").search(&wanted, Purpose::Casework).await.unwrap();
        }
        assert!(matches!(world.desk("amara").search(&wanted, Purpose::Casework).await.unwrap(), Found::TooOften));
        assert!(matches!(world.desk("tom").search(&wanted, Purpose::Casework).await.unwrap(), Found::Files(_)));
        world.move_on(0, 11);
        assert_eq!(found(&world, "amara", wanted).await, [file]);
        assert!(world.database.ledger.verify(None).await.unwrap().findings.is_empty());
    }
}
