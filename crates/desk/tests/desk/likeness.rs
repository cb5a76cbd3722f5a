//! Recording somebody who has a file already: offered where the recorder may see it; where not, the recorder learns nothing and those who answer for
//! the file everything. And whoever stands at the front desk learns nothing at all.

use casefile::commands::{DecideLikeness, RestrictAccess};
use casefile::facts::{Channel, LikenessFound};
use casefile::ids::{FactId, FileId};
use casefile::obligations::End;
use casefile::private::{Sealed, Unprinted};
use desk::{CannotAct, Disclosure, Reach, Said, Sent};
use jiff::civil::date;
use testkit::{World, a_disclosure, officer};

const RULE: &str = "HOUSE-same-person";

async fn hide(world: &World, file: FileId) {
    let hide = RestrictAccess { hidden: true, named: vec![officer("meera")], because: None };
    world.desk("amara").act(file, &hide, Sent::default()).await.unwrap();
}

/// The likenesses that stand in a file and are owed a look.
async fn owed(world: &World, name: &str, file: FileId) -> Vec<FactId> {
    let opened = world.desk(name).open(file).await.unwrap();
    opened.owed.iter().filter(|one| one.rule.id == RULE && one.end == End::Open).map(|one| one.raised_by).collect()
}

fn with_phone(disclosure: Disclosure) -> Disclosure {
    let reach = Reach { channel: Channel::Phone, safe: true, value: Some(Sealed::new("07700 900777")), terms: None };
    Disclosure { reach: vec![reach], ..disclosure }
}

#[tokio::test]
async fn a_file_that_the_recorder_may_open_is_offered_and_what_was_told_can_go_there() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        let again = with_phone(Disclosure { name: Some(Unprinted::new("Rahman, Asha")), ..a_disclosure() });
        let offered = world.desk("tom").may_have_a_file(&again).await.unwrap();
        assert_eq!(offered.iter().map(|line| line.file).collect::<Vec<_>>(), [file]);
        assert!(world.desk("lars").may_have_a_file(&again).await.unwrap().is_empty());
        let other = Disclosure { name: Some(Unprinted::new("Asha Brandt")), ..a_disclosure() };
        assert!(world.desk("tom").may_have_a_file(&other).await.unwrap().is_empty());
        let before = world.desk("tom").open(file).await.unwrap().file.people().all().len();
        let done = world.desk("tom").add_to_file(file, &again, &[], Some("key")).await.unwrap();
        assert_eq!(done.file, file);
        assert!(world.desk("tom").add_to_file(file, &again, &[], Some("key")).await.unwrap().before, "sent twice, recorded once");
        let opened = world.desk("tom").open(file).await.unwrap();
        assert_eq!(opened.file.people().all().len(), before, "the child and the man are there already");
        assert!(matches!(world.desk("lars").add_to_file(file, &again, &[], None).await, Err(CannotAct::NoSuchFile)));
    }
}

#[tokio::test]
async fn who_records_somebody_with_a_hidden_file_is_told_nothing_and_those_who_lead_it_hear_of_it() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let plain = world
            .open_file("rita", &Disclosure { name: Some(Unprinted::new("Nobody Else")), take_on: false, ..a_disclosure() })
            .await;
        let hidden = world.a_file_by("amara").await;
        hide(&world, hidden).await;
        let twin = Disclosure { take_on: false, ..a_disclosure() };
        assert!(world.desk("rita").may_have_a_file(&twin).await.unwrap().is_empty());
        let new = world.open_file("rita", &twin).await;
        assert_eq!((new.facts.len(), new.seq), (plain.facts.len(), plain.seq), "as if there were no other");
        let opened = world.desk("rita").open(new.file).await.unwrap();
        assert!(!opened.file.each::<LikenessFound>().any(|_| true));
        assert!(owed(&world, "rita", new.file).await.is_empty());
        let raised = owed(&world, "meera", hidden).await;
        assert_eq!(raised.len(), 1, "{}", world.database.name);
        let seen = world.desk("meera").open(hidden).await.unwrap();
        let (_, found) = seen.file.each::<LikenessFound>().next().unwrap();
        assert_eq!(
            (found.reference.as_str(), found.agreed.as_slice()),
            (opened.file.reference().unwrap(), &["name".to_owned()][..])
        );

        let other = DecideLikeness { likeness: raised[0], same: false, why: Sealed::new("she was with me at the time") };
        world.desk("meera").act(hidden, &other, Sent::default()).await.unwrap();
        assert!(owed(&world, "meera", hidden).await.is_empty());
        assert!(world.desk("meera").act(hidden, &other, Sent::default()).await.is_err(), "decided once");
    }
}

#[tokio::test]
async fn a_date_of_birth_that_contradicts_says_that_it_is_somebody_else_and_a_number_in_common_says_more_than_a_name() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let first = with_phone(Disclosure { born: Some(date(1990, 3, 2)), ..a_disclosure() });
        let file = world.open_file("amara", &first).await.file;
        let younger = Disclosure { born: Some(date(2001, 1, 1)), take_on: false, ..a_disclosure() };
        world.open_file("rita", &younger).await;
        assert!(owed(&world, "amara", file).await.is_empty());
        let by_phone = with_phone(Disclosure { name: Some(Unprinted::new("Asha")), take_on: false, ..a_disclosure() });
        world.open_file("rita", &by_phone).await;
        assert_eq!(owed(&world, "amara", file).await.len(), 1);
    }
}

#[tokio::test]
async fn the_front_desk_passes_on_whoever_says_that_they_are_known_and_only_those_on_call_see_a_match() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let said = |name: &str| Said {
            name: Unprinted::new(name),
            born: None,
            reached: Unprinted::new("07700 900777"),
            words: Unprinted::new("She waits at the desk"),
        };
        let hidden = world.a_file_by("amara").await;
        hide(&world, hidden).await;
        world.desk("rita").pass_on_enquiry(&said("Asha Rahman")).await.unwrap();
        world.desk("rita").pass_on_enquiry(&said("Zelda Quill")).await.unwrap();
        assert!(matches!(world.desk("rita").enquiries().await, Err(CannotAct::NotYourRole)));
        let waiting = world.desk("dan").enquiries().await.unwrap();
        let seen: Vec<(String, usize)> =
            waiting.iter().map(|(one, files)| (one.said.name.shown().to_owned(), files.len())).collect();
        assert_eq!(seen, [("Asha Rahman".to_owned(), 1), ("Zelda Quill".to_owned(), 0)]);
        assert!(!world.database.ledger.dump("enquiry").await.unwrap().concat().contains("Rahman"));
        assert!(world.desk("dan").answer_enquiry(waiting[0].0.id, " ").await.is_err());
        world.desk("dan").answer_enquiry(waiting[0].0.id, "I rang her").await.unwrap();
        assert_eq!(world.desk("dan").enquiries().await.unwrap().len(), 1);
        assert!(world.desk("dan").answer_enquiry(waiting[0].0.id, "again").await.is_err());
    }
}

#[tokio::test]
async fn joined_files_have_the_stricter_protection_of_both_and_parting_them_takes_none_of_it_away() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let hidden = world.a_file_by("amara").await;
        hide(&world, hidden).await;
        let new = world.open_file("rita", &Disclosure { take_on: false, ..a_disclosure() }).await.file;
        world.bar("iris", hidden).await;
        world.bar("pete", new).await;
        for name in ["tom", "rita", "iris"] {
            assert!(world.desk(name).open(new).await.is_ok(), "{name}");
        }
        let raised = owed(&world, "meera", hidden).await;
        let why = Sealed::new("she told us both");
        assert!(matches!(world.desk("tom").it_is_the_same(hidden, raised[0], &why).await, Err(CannotAct::NoSuchFile)));
        assert!(world.desk("meera").it_is_the_same(hidden, raised[0], &why).await.unwrap(), "{}", world.database.name);
        assert!(owed(&world, "meera", hidden).await.is_empty());
        for name in ["tom", "rita", "iris", "pete"] {
            for file in [hidden, new] {
                assert!(matches!(world.desk(name).open(file).await, Err(CannotAct::NoSuchFile)), "{name}");
            }
        }
        for name in ["meera", "amara", "dan"] {
            for file in [hidden, new] {
                let opened = world.desk(name).open(file).await.unwrap();
                assert_eq!(casefile::commands::joined_with(&opened.file).len(), 1, "{name}");
            }
        }
        assert!(world.desk("meera").it_is_the_same(hidden, raised[0], &why).await.is_err(), "joined once");
        let (fact, _) = casefile::commands::joined_with(&world.desk("meera").open(new).await.unwrap().file).remove(0);
        world.desk("meera").they_are_two(new, fact, &Sealed::new("her sister")).await.unwrap();
        for file in [hidden, new] {
            let opened = world.desk("meera").open(file).await.unwrap();
            assert!(casefile::commands::joined_with(&opened.file).is_empty());
            for name in ["tom", "iris", "pete"] {
                assert!(world.desk(name).open(file).await.is_err(), "{name}");
            }
        }
        assert!(world.desk("meera").they_are_two(new, fact, &why).await.is_err(), "parted once");
    }
}
