//! What officers do at the desk: once, on the file as they saw it, and only where they may.

use casefile::commands::{AgreeWaiver, AskWaiver, AssignOfficer, ConsiderEvidence, Decide, HandOver, RecordFact};
use casefile::facts::LookPurpose;
use casefile::facts::{Body, EvidenceKind, EvidenceReceived, Kind, Noted, Outcome, Shows, Subject, When, Who};
use casefile::ids::FileId;
use casefile::private::Sealed;
use desk::{CannotAct, Found, Sent, Wanted};
use testkit::{World, officer, team};

fn noted(text: &str) -> RecordFact {
    let body = Noted { by: None, to: Some(team("housing")), shows: Shows::empty(), words: Some(Sealed::new(text)), about: None };
    RecordFact { body: body.into(), happened: "2026-06-01".parse().unwrap(), known: Vec::new() }
}

#[tokio::test]
async fn a_disclosure_opens_a_file_with_services_that_act_on_it_and_something_is_owed_at_once() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let done = world.open_file("rita", &testkit::a_disclosure()).await;
        let opened = world.desk("amara").open(done.file).await.unwrap();
        let services: Vec<_> = opened.file.services().all().iter().map(|service| service.name.as_str()).collect();
        assert_eq!(services, ["reception", "housing", "register", "children", "advisers"]);
        assert_eq!(opened.file.lead(), Some(team("housing")), "a reception desk does not lead");
        assert!(desk::is_reference(opened.file.reference().unwrap()));
        let tonight = opened.owed.iter().find(|owed| owed.rule.id == "HA96-s188-interim").unwrap();
        assert_eq!((tonight.owner.team, tonight.due), (team("housing"), When::on("2026-06-01".parse().unwrap())));
        assert_eq!(opened.file.officer_of(team("reception")), Some(officer("rita")));
        assert!(world.desk("pete").open(done.file).await.is_err(), "nobody has brought the police in");
    }
}

#[tokio::test]
async fn what_arrives_twice_has_one_effect() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let desk = world.desk("amara");
        let first = desk.open_file(&testkit::a_disclosure(), Some("form 1")).await.unwrap();
        let again = desk.open_file(&testkit::a_disclosure(), Some("form 1")).await.unwrap();
        assert_eq!((first.file, first.seq), (again.file, again.seq));
        assert!(!first.before && again.before);

        let one = desk.act(first.file, &noted("she rang"), Sent::once("form 2")).await.unwrap();
        let two = desk.act(first.file, &noted("she rang"), Sent::once("form 2")).await.unwrap();
        assert_eq!(one.facts, two.facts);
        assert!(two.before);
        let three = desk.act(first.file, &noted("she rang"), Sent::once("form 3")).await.unwrap();
        assert_ne!(one.facts, three.facts);
        // Another officer's form is another form, whatever it is called.
        let other = world.desk("tom").act(first.file, &noted("she rang"), Sent::once("form 2")).await.unwrap();
        assert!(!other.before);
    }
}

#[tokio::test]
async fn twenty_posts_of_one_form_at_once_record_one_fact() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let desk = world.desk("amara");
        let file = world.a_file_by("amara").await;
        let before = desk.open(file).await.unwrap().seq;
        let posts = (0..20).map(|_| {
            let desk = desk.clone();
            tokio::spawn(async move { desk.act(file, &noted("she rang"), Sent::once("one form")).await })
        });
        let mut facts = Vec::new();
        for post in posts.collect::<Vec<_>>() {
            facts.push(post.await.unwrap().unwrap().facts);
        }
        facts.dedup();
        assert_eq!(facts.len(), 1, "{}", world.database.name);
        assert_eq!(desk.open(file).await.unwrap().seq, before + 1);
    }
}

#[tokio::test]
async fn the_second_of_two_is_shown_what_changed() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        let seen = world.desk("amara").open(file).await.unwrap().seq;
        world.desk("tom").act(file, &noted("he was seen"), Sent::once("a").seen(seen)).await.unwrap();
        let late = world.desk("amara").act(file, &noted("she rang"), Sent::once("b").seen(seen)).await;
        let Err(CannotAct::Changed { since }) = late else { panic!("{late:?}") };
        assert_eq!(since.len(), 1);
        assert_eq!(since[0].body.kind(), Kind::Noted);
        // She reads it and sends the same form again.
        let again = world.desk("amara").act(file, &noted("she rang"), Sent::once("b").seen(seen + 1)).await.unwrap();
        assert!(!again.before, "what was refused was not done");
    }
}

/// Everything that a stranger to a file can try on it.
async fn everything_tried(world: &World, name: &str, file: FileId) -> Vec<String> {
    let desk = world.desk(name);
    let fact = casefile::ids::FactId(uuid::Uuid::from_u128(9));
    let words = || Sealed::new("a reason");
    let say = |result: Result<(), CannotAct>| format!("{result:?}");
    vec![
        say(desk.open(file).await.map(|_| ())),
        say(desk.reveal(file, fact, "words", LookPurpose::Check).await.map(|_| ())),
        say(desk.who_looked(file, None, 10).await.map(|_| ())),
        say(desk.act(file, &noted("x"), Sent::once("form")).await.map(|_| ())),
        say(desk.act(file, &noted("x"), Sent::default().seen(3)).await.map(|_| ())),
        say(desk.act(file, &AgreeWaiver { asked: fact, reason: words() }, Sent::default()).await.map(|_| ())),
        say(desk
            .act(file, &HandOver { from: team("housing"), to: team("police"), why: words() }, Sent::default())
            .await
            .map(|_| ())),
        say(desk.bring_in(file, team("police"), None, Sent::default()).await.map(|_| ())),
    ]
}

#[tokio::test]
async fn a_file_that_one_may_not_open_and_one_that_is_not_there_are_the_same() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let hidden = world.a_file_by("amara").await;
        let reference = world.desk("amara").open(hidden).await.unwrap().file.reference().unwrap().to_owned();
        let nowhere = FileId(uuid::Uuid::from_u128(404));
        for name in ["pete", "lars", "ada"] {
            let there = everything_tried(&world, name, hidden).await;
            let not_there = everything_tried(&world, name, nowhere).await;
            assert_eq!(there, not_there, "{name} on {}", world.database.name);
            assert!(there.iter().all(|answer| answer == "Err(NoSuchFile)"), "{there:?}");
            let by_name = world.desk(name).open_by_reference(&reference).await.map(|_| ());
            let by_none = world.desk(name).open_by_reference("2222-2222").await.map(|_| ());
            assert_eq!(format!("{by_name:?}"), format!("{by_none:?}"));
            for wanted in [Wanted::With("Asha Rahman".into(), "Mina".into()), Wanted::Reference(reference.clone())] {
                match world.desk(name).search(&wanted, access::Purpose::Casework).await {
                    Ok(Found::Files(lines)) => assert!(lines.is_empty()),
                    other => assert!(name == "ada" && matches!(other, Err(CannotAct::NotYourRole)), "{other:?}"),
                }
            }
            assert!(world.desk(name).my_work(None, 10).await.unwrap().lines.is_empty());
        }
        assert!(matches!(world.desk("pete").team_work(team("housing"), None, 10).await, Err(CannotAct::NotYourRole)));
        assert!(matches!(world.desk("pete").team_work(team("no such team"), None, 10).await, Err(CannotAct::NotYourRole)));
    }
}

#[tokio::test]
async fn a_decision_waits_until_the_letter_is_read() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        let desk = world.desk("amara");
        let letter = EvidenceReceived {
            by: Who::Team(team("advisers")),
            to: team("housing"),
            evidence: EvidenceKind::IdvaLetter,
            shows: Shows::GRAVE,
            words: Some(Sealed::new("he has a knife")),
            answers: None,
        };
        let received = RecordFact { body: letter.into(), happened: "2026-06-01".parse().unwrap(), known: Vec::new() };
        let letter = desk.act(file, &received, Sent::default()).await.unwrap().facts[0];
        let decision = Decide {
            subject: Subject::Homelessness,
            outcome: Outcome::InFavour,
            happened: None,
            considered: Vec::new(),
            answers: Shows::empty(),
            letter: true,
            review_right: true,
            to_write: false,
            of: None,
            reasons: Sealed::new("she has nowhere safe to go"),
        };
        let Err(CannotAct::Refused(refusal)) = desk.act(file, &decision, Sent::default()).await else {
            panic!("it was not read")
        };
        assert!(refusal.because.starts_with("Read it first"), "{}", refusal.because);
        assert_eq!(refusal.rule, Some("HA96-s184-enquiries"));
        let read = ConsiderEvidence { evidence: letter, changes: true, words: Sealed::new("the danger is grave") };
        desk.act(file, &read, Sent::default()).await.unwrap();
        desk.act(file, &decision, Sent::default()).await.unwrap();
    }
}

#[tokio::test]
async fn a_waiver_needs_a_second_person_who_stands_high_enough() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("meera").await;
        let owed = world.desk("meera").open(file).await.unwrap().owed;
        let tonight = owed.iter().find(|owed| owed.rule.id == "HA96-s188-interim").unwrap();
        let ask = AskWaiver {
            rule: tonight.rule.id.into(),
            raised_by: tonight.raised_by,
            reason: Sealed::new("she stays with her sister"),
        };
        let asked = world.desk("meera").act(file, &ask, Sent::default()).await.unwrap().facts[0];
        let agree = AgreeWaiver { asked, reason: Sealed::new("rang her: she wants this") };
        let because = |answer: Result<desk::Done, CannotAct>| match answer {
            Err(CannotAct::Refused(refusal)) => refusal.because,
            other => panic!("{other:?}"),
        };
        assert!(because(world.desk("meera").act(file, &agree, Sent::default()).await).starts_with("You asked for this waiver"));
        assert!(matches!(world.desk("amara").act(file, &agree, Sent::default()).await, Err(CannotAct::NotYourRole)));
        assert!(
            because(world.desk("carol").act(file, &agree, Sent::default()).await).contains("a duty manager, lead or director")
        );
        world.desk("dan").act(file, &agree, Sent::default()).await.unwrap();
        let after = world.desk("amara").open(file).await.unwrap();
        let waived = after.owed.iter().find(|owed| owed.key() == tonight.key()).unwrap();
        assert_eq!(waived.state(after.at).label(), "Waived");
        assert!(because(world.desk("dan").act(file, &agree, Sent::default()).await).contains("met or ended already"));
    }
}

#[tokio::test]
async fn work_is_given_only_to_somebody_who_works_there() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        let assign = |name: &str| AssignOfficer { team: team("housing"), officer: officer(name) };
        for stranger in ["iris", "nobody"] {
            let answer = world.desk("meera").act(file, &assign(stranger), Sent::default()).await;
            assert!(matches!(answer, Err(CannotAct::NobodyThere(_))), "{answer:?}");
        }
        assert!(matches!(world.desk("tom").act(file, &assign("amara"), Sent::default()).await, Err(CannotAct::Refused(_))));
        world.desk("tom").act(file, &assign("tom"), Sent::default()).await.unwrap();
        assert_eq!(world.desk("tom").open(file).await.unwrap().file.officer_of(team("housing")), Some(officer("tom")));
        assert!(!world.desk("tom").my_work(None, 50).await.unwrap().lines.is_empty());
        assert!(world.desk("amara").my_work(None, 50).await.unwrap().lines.is_empty());
    }
}

#[tokio::test]
async fn every_look_at_sealed_words_is_on_record_before_they_are_shown() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        let opened = world.desk("amara").open(file).await.unwrap();
        let told = opened.file.facts().iter().find(|fact| matches!(fact.body, Body::DisclosureMade(_))).unwrap().id;
        let words = world.desk("chidi").reveal(file, told, "words", LookPurpose::Safety).await.unwrap();
        assert_eq!(words.words(), "he waits outside the school");
        let looks = async || world.desk("meera").who_looked(file, None, 10).await.unwrap().1;
        let first = looks().await.remove(0).look;
        assert_eq!((first.officer, first.at), (officer("chidi"), told));
        assert_eq!(first.purpose, LookPurpose::Safety.label());
        assert!(world.desk("chidi").reveal(file, told, "no such field", LookPurpose::Check).await.is_err());
        assert_eq!(
            looks().await.iter().filter(|one| one.what.is_some()).count(),
            1,
            "what was not shown is not on record as shown"
        );
    }
}

#[tokio::test]
async fn what_was_known_on_an_earlier_day_can_still_be_seen() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        world.move_on(48, 0);
        world.desk("amara").act(file, &noted("learned today"), Sent::default()).await.unwrap();
        let now = world.desk("amara").open(file).await.unwrap();
        let then = now.as_known_on("2026-06-01".parse().unwrap());
        assert_eq!(then.file.history().len() + 1, now.file.history().len());
        assert!(then.at < now.at);
        assert!(!then.owed.is_empty());
    }
}

#[tokio::test]
async fn a_clock_that_ran_out_while_somebody_was_writing_does_not_send_them_back() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        let seen = world.desk("amara").open(file).await.unwrap().seq;
        world.move_on(9, 0);
        assert!(world.worker().round().await.unwrap().passed_up > 0);
        let done = world.desk("amara").act(file, &noted("typed meanwhile"), Sent::default().seen(seen)).await.unwrap();
        assert!(done.seq > seen + 1, "the clock wrote before");
    }
}

#[tokio::test]
async fn a_draft_comes_back_as_it_was_typed_and_belongs_to_one_officer() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let typed = format!("she said \u{202e}…\u{202c} عائشة {}", "long ".repeat(200_000));
        world.desk("amara").keep_draft("/files/1/record", &typed).await.unwrap();
        assert_eq!(world.desk("amara").draft("/files/1/record").await.unwrap().as_deref(), Some(typed.as_str()));
        assert_eq!(world.desk("tom").draft("/files/1/record").await.unwrap(), None);
        world.desk("amara").forget_draft("/files/1/record").await.unwrap();
        assert_eq!(world.desk("amara").draft("/files/1/record").await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_reference_that_another_file_has_is_drawn_again() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let first = world.a_file_by("amara").await;
        // Another house, whose chance begins where that of the first began: it draws what was drawn before.
        let chance = std::sync::Arc::new(desk::Seeded::with(7));
        let (ledger, vault) = (world.database.ledger.clone(), std::sync::Arc::clone(&world.database.vault));
        let house = desk::House::with_light_passwords(ledger, vault, world.clock.clone(), chance);
        let desk = house.desk(testkit::account("amara").officer());
        let second = desk.open_file(&testkit::a_disclosure(), None).await.unwrap().file;
        let reference = |opened: desk::Opened| opened.file.reference().map(str::to_owned);
        assert_ne!(reference(desk.open(first).await.unwrap()), reference(desk.open(second).await.unwrap()));
    }
}
