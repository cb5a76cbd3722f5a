//! Staff who are linked to somebody in a file are kept out of it from the moment in which both sides are known, without a word.

use casefile::commands::RecordFact;
use casefile::facts::{AddressRecorded, BarGround, Channel, PersonAdded, Relation, Role as InFile, SafeContactSet, When};
use casefile::ids::{FileId, PersonId};
use casefile::private::{Sealed, Unprinted};
use desk::{CannotAct, Close, Disclosure, Newcomer, Reach, Sent, StaffDetails};
use jiff::civil::date;
use testkit::{World, a_disclosure, account, officer, team};

/// A file of Asha's in which the man she fears has a whole name.
async fn a_file_with(world: &World, by: &str, feared: &str) -> FileId {
    let him = Newcomer {
        role: InFile::AllegedPerpetrator,
        name: Some(Unprinted::new(feared)),
        born: None,
        in_household: false,
        relation: Some(Relation::Intimate),
    };
    world.open_file(by, &Disclosure { people: vec![him], take_on: by == "amara", ..a_disclosure() }).await.file
}

async fn is_kept_out(world: &World, name: &str, file: FileId) -> bool {
    match world.desk(name).open(file).await {
        Ok(_) => false,
        Err(CannotAct::NoSuchFile) => true,
        Err(problem) => panic!("{problem}"),
    }
}

fn details(change: impl FnOnce(&mut StaffDetails)) -> StaffDetails {
    let mut details = StaffDetails::default();
    change(&mut details);
    details
}

async fn person(world: &World, file: FileId, role: InFile) -> PersonId {
    let opened = world.desk("meera").open(file).await.unwrap();
    opened.file.people().in_role(role).next().unwrap().id
}

async fn record(world: &World, by: &str, file: FileId, body: impl Into<casefile::facts::Body>) {
    let command = RecordFact { body: body.into(), happened: When::on(world.house.today()), known: Vec::new() };
    world.desk(by).act(file, &command, Sent::default()).await.unwrap();
}

#[tokio::test]
async fn a_colleague_who_is_the_man_she_fears_finds_no_file_from_the_moment_it_is_opened() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let tom = details(|it| it.names = vec!["Karl Weber".into()]);
        world.desk("tom").keep_my_details(&tom).await.unwrap();
        let file = a_file_with(&world, "amara", "Weber, Karl").await;
        assert!(is_kept_out(&world, "tom", file).await);
        assert!(!is_kept_out(&world, "meera", file).await);
        let bars = world.desk("vera").bars().await.unwrap();
        assert_eq!(bars.len(), 1);
        assert_eq!(
            (bars[0].barred, bars[0].ground, bars[0].agreed.as_slice()),
            (officer("tom"), BarGround::Matched, &["name".to_owned()][..])
        );
    }
}

#[tokio::test]
async fn what_a_colleague_tells_later_closes_the_files_that_they_had_and_their_work_falls_to_the_team() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = a_file_with(&world, "amara", "Karl Weber").await;
        let other = world.a_file_by("amara").await;
        assert_eq!(world.desk("meera").open(file).await.unwrap().file.officer_of(team("housing")), Some(officer("amara")));
        let amara = details(|it| it.close = vec![Close { name: "Karl Weber".into(), how: "my brother".into(), born: None }]);
        world.desk("amara").keep_my_details(&amara).await.unwrap();
        assert!(is_kept_out(&world, "amara", file).await);
        assert!(!is_kept_out(&world, "amara", other).await, "only the file in which he is");
        let seen = world.desk("meera").open(file).await.unwrap();
        assert_eq!(seen.file.officer_of(team("housing")), None, "the team has it");
        let said = format!("{:?}", seen.file.history());
        assert!(!said.contains("OfficerBarred"), "colleagues are not told");
        assert_eq!(world.desk("amara").my_details().await.unwrap(), amara);
        assert_eq!(world.desk("ada").my_details().await.unwrap(), StaffDetails::default(), "nobody reads a colleague's");
    }
}

#[tokio::test]
async fn sealed_numbers_addresses_and_plates_are_compared_and_never_shown() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let tom = details(|it| it.addresses = vec!["Flat 2, 12 Elm Road, Marram AB1 2CD".into()]);
        world.desk("tom").keep_my_details(&tom).await.unwrap();
        let lena = details(|it| it.phones = vec!["+44 7700 900123".into()]);
        world.desk("lena").keep_my_details(&lena).await.unwrap();
        let ada = details(|it| it.vehicles = vec!["AB12 CDE".into()]);
        world.desk("ada").keep_my_details(&ada).await.unwrap();
        let file = world.a_file_by("amara").await;
        let him = person(&world, file, InFile::AllegedPerpetrator).await;
        let address =
            AddressRecorded { person: him, value: Sealed::new("12 Elm Rd flat 2, AB12CD. He drives AB12CDE"), by: None };
        record(&world, "amara", file, address).await;
        assert!(is_kept_out(&world, "tom", file).await, "{}", world.database.name);
        let number = SafeContactSet {
            person: him,
            channel: Channel::Phone,
            safe: false,
            value: Some(Sealed::new("07700 900 123, evenings")),
            terms: None,
            by: None,
            confirmed: None,
            ways: Vec::new(),
            hours: None,
            reached_by: Vec::new(),
            confirms: None,
            replaces: None,
        };
        assert!(!is_kept_out(&world, "lena", file).await);
        record(&world, "amara", file, number).await;
        assert!(is_kept_out(&world, "lena", file).await);
        let mut known: Vec<_> =
            world.desk("vera").bars().await.unwrap().into_iter().map(|bar| (bar.barred, bar.agreed)).collect();
        known.sort();
        let mut wanted = vec![
            (officer("tom"), vec!["address".to_owned()]),
            (officer("lena"), vec!["telephone".to_owned()]),
            (officer("ada"), vec!["vehicle".to_owned()]),
        ];
        wanted.sort();
        assert_eq!(known, wanted, "an administrator is compared too");
        for table in ["staff_detail", "staff_trace", "person_trace"] {
            let dump = world.database.ledger.dump(table).await.unwrap().concat().to_lowercase();
            assert!(!dump.contains("elm") && !dump.contains("900123"), "{table}");
        }
    }
}

#[tokio::test]
async fn a_common_name_of_hers_keeps_nobody_out_and_her_own_details_do() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let tom = details(|it| {
            it.names = vec!["Asha Rahman".into()];
            it.born = Some(date(1990, 3, 2));
        });
        world.desk("tom").keep_my_details(&tom).await.unwrap();
        let file = world.a_file_by("amara").await;
        assert!(!is_kept_out(&world, "tom", file).await);
        let her = world.open_file("amara", &Disclosure { born: Some(date(1990, 3, 2)), ..a_disclosure() }).await.file;
        assert!(is_kept_out(&world, "tom", her).await);
        let reached = Reach { channel: Channel::Email, safe: true, value: Some(Sealed::new("asha@mail.example")), terms: None };
        let lena = details(|it| it.emails = vec!["Asha@mail.example".into()]);
        world.desk("lena").keep_my_details(&lena).await.unwrap();
        let reachable = world.open_file("amara", &Disclosure { reach: vec![reached], ..a_disclosure() }).await.file;
        assert!(is_kept_out(&world, "lena", reachable).await);
    }
}

#[tokio::test]
async fn a_reviewer_releases_a_false_match_and_it_is_not_found_again_until_more_agrees() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let mut tom = details(|it| it.names = vec!["Karl Weber".into()]);
        world.desk("tom").keep_my_details(&tom).await.unwrap();
        let file = a_file_with(&world, "amara", "Karl Weber").await;
        let bar = world.desk("vera").bars().await.unwrap().remove(0);
        world.desk("vera").review_bar(file, bar.fact, true, Sealed::new("another man of that name")).await.unwrap();
        assert!(!is_kept_out(&world, "tom", file).await);
        world.move_on(25, 0);
        world.worker().round().await.unwrap();
        assert!(!is_kept_out(&world, "tom", file).await, "the night's comparison leaves a decision alone");
        tom.phones = vec!["07700 900999".into()];
        world.desk("tom").keep_my_details(&tom).await.unwrap();
        assert!(!is_kept_out(&world, "tom", file).await);
        let him = person(&world, file, InFile::AllegedPerpetrator).await;
        let place = AddressRecorded { person: him, value: Sealed::new("rings from 07700 900999"), by: None };
        record(&world, "amara", file, place).await;
        assert!(is_kept_out(&world, "tom", file).await, "more agrees now");
    }
}

#[tokio::test]
async fn a_reviewers_own_link_is_for_another_reviewer_and_a_link_of_their_team_for_one_outside() {
    for world in World::everywhere("2026-06-01T09:00").await {
        world.desk("vera").keep_my_details(&details(|it| it.names = vec!["Karl Weber".into()])).await.unwrap();
        a_file_with(&world, "amara", "Karl Weber").await;
        assert!(world.desk("vera").bars().await.unwrap().is_empty());
        assert_eq!(world.desk("louis").bars().await.unwrap().len(), 1, "there is nobody outside reception");
        // A reviewer of another team comes, and takes over what concerns reception.
        let mut nell = account("louis");
        nell.id = casefile::ids::OfficerId(uuid::Uuid::from_u128(77));
        nell.sign_in = "nell".into();
        nell.name = "Nell".into();
        (nell.team, nell.body) = (team("advisers"), testkit::body("charity"));
        let mut tx = world.database.ledger.begin("a new reviewer").await.unwrap();
        tx.keep_account(&nell, world.house.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(world.desk("louis").bars().await.unwrap().is_empty());
        assert_eq!(world.house.desk(nell.officer()).bars().await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn whoever_comes_new_or_takes_a_new_name_is_compared_before_they_open_anything() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = a_file_with(&world, "amara", "Karl Weber").await;
        let mut tom = account("tom");
        tom.name = "Karl Weber".into();
        let mut tx = world.database.ledger.begin("a new name").await.unwrap();
        tx.keep_account(&tom, world.house.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(is_kept_out(&world, "tom", file).await);
    }
}

#[tokio::test]
async fn both_sides_told_at_the_same_time_never_miss_each_other() {
    for world in World::everywhere("2026-06-01T09:00").await {
        for round in 0..8 {
            let name = format!("Karl Weber{round}");
            let him = PersonAdded {
                person: PersonId(uuid::Uuid::from_u128(900 + round)),
                role: InFile::AllegedPerpetrator,
                name: Some(Unprinted::new(name.clone())),
                born: None,
                in_household: false,
            };
            let file = world.a_file_by("amara").await;
            let (tom, amara) = (world.desk("tom"), world.desk("amara"));
            let told = details(|it| it.names = vec![name]);
            let command = RecordFact { body: him.into(), happened: When::on(world.house.today()), known: Vec::new() };
            let (one, other) = tokio::join!(tom.keep_my_details(&told), amara.act(file, &command, Sent::default()));
            one.unwrap();
            other.unwrap();
            assert!(is_kept_out(&world, "tom", file).await, "{} round {round}", world.database.name);
        }
    }
}
