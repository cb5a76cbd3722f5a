//! Messages to people in files: one carrier or another, killed in between, refused, delivered, failed. On both databases.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

use std::sync::Arc;

use access::{CheckOutgoing, RecordFact};
use casefile::facts::{Delivery, DeliveryReported, LetterReturned, MessageSent, Who};
use casefile::ids::FileId;
use casefile::private::Unprinted;
use desk::worker::{Carrier as _, Post, Worker};
use ledger::{LedgerError, Sending, Way};
use testkit::{CALLBACK_TOKEN, FakeNotify, Taken, Trouble, World};

const MORNING: &str = "2026-06-01T09:00";
const WORDS: &str = "Please ring the number that you know.";

/// Sends a text or an e-mail from a file, as the sending gate does: looked through first, then put into the outbox with the fact.
async fn send(world: &World, file: FileId, way: Way, to: &str) -> uuid::Uuid {
    let ledger = &world.database.ledger;
    let sending = sending(world, file, way, to).await;
    ledger.scan(&permit::<CheckOutgoing>(world, file).await, &sending.parts(), &[], world.house.now()).await.unwrap();
    let permit = permit::<RecordFact>(world, file).await;
    let mut tx = ledger.begin("send").await.unwrap();
    let sent = tx.send_message(&permit, &sending, world.house.now()).await.unwrap();
    tx.commit().await.unwrap();
    sent.message
}

async fn sending(world: &World, file: FileId, way: Way, to: &str) -> Sending {
    let permit = permit::<RecordFact>(world, file).await;
    let survivor = world.database.ledger.read().await.unwrap().file(&permit).await.unwrap().survivor().unwrap();
    Sending {
        to: Who::Person(survivor),
        way,
        contact: None,
        address: Unprinted::new(to),
        subject: Unprinted::new(if way == Way::Email { "A message for you" } else { "" }),
        text: Unprinted::new(WORDS),
        withheld: Vec::new(),
        by: Some(testkit::team("housing")),
    }
}

async fn permit<A: access::FileAct>(world: &World, file: FileId) -> access::Permit<A> {
    let guard = world.database.ledger.read().await.unwrap().guard(file).await.unwrap();
    let desk = world.desk("amara");
    access::permit(&access::Asking::casework(desk.officer(), world.house.now()), guard.as_ref()).unwrap()
}

/// What the file says became of its messages.
async fn outcomes(world: &World, file: FileId) -> Vec<Delivery> {
    let permit = permit::<RecordFact>(world, file).await;
    let file = world.database.ledger.read().await.unwrap().file(&permit).await.unwrap();
    let sent: Vec<_> = file.each::<MessageSent>().map(|(fact, _)| fact.id).collect();
    file.each::<DeliveryReported>()
        .inspect(|(fact, it)| {
            assert_eq!(fact.by, casefile::facts::By::Clock);
            assert!(sent.contains(&it.message));
        })
        .map(|(_, it)| it.outcome)
        .collect()
}

/// What Notify has taken of what was sent here, by number or address; notices to staff, which time brings too, are left out.
fn taken(fake: &FakeNotify) -> Vec<Taken> {
    let mut taken: Vec<_> = fake.taken().into_iter().filter(|one| one.body == WORDS).collect();
    taken.sort_by(|one, other| one.to.cmp(&other.to));
    taken
}

fn by_notify(world: &World, fake: &FakeNotify) -> Worker {
    let carrier = Arc::new(fake.carrier());
    Worker::new(world.house.clone(), Post::new(carrier.clone(), Some(carrier)))
}

/// Texts by Notify, and everything else into the tray: time brings notices to staff, and they are nobody's trouble here.
fn texts_by_notify(world: &World, fake: &FakeNotify) -> Worker {
    Worker::new(world.house.clone(), Post::new(Arc::new(world.tray.clone()), Some(Arc::new(fake.carrier()))))
}

#[tokio::test]
async fn a_text_and_an_email_leave_by_notify_word_for_word_and_are_erased_here() {
    for world in World::everywhere(MORNING).await {
        let fake = FakeNotify::start(world.clock.clone()).await;
        let file = world.a_file_by("amara").await;
        let text = send(&world, file, Way::Text, "07700900123").await;
        let mail = send(&world, file, Way::Email, "asha@example.org").await;
        let mut worker = by_notify(&world, &fake);
        assert_eq!(worker.round().await.unwrap().sent, 2, "{}", world.database.name);
        assert_eq!(worker.round().await.unwrap().sent, 0);
        let taken = taken(&fake);
        let seen: Vec<_> = taken.iter().map(|one| (one.to.as_str(), one.body.as_str(), one.reference.clone().unwrap())).collect();
        assert_eq!(seen, [("07700900123", WORDS, text.to_string()), ("asha@example.org", WORDS, mail.to_string())]);
        assert_eq!(taken[1].subject.as_deref(), Some("A message for you"));
        // Nothing of it is left in the outbox.
        world.database.tamper("UPDATE outbox SET kind = 'whole' WHERE kind = 'to-person' AND length(body) > 0").await;
        let left = world.database.ledger.run_for_a_test("DELETE FROM outbox WHERE kind = 'whole'".into()).await.unwrap();
        assert_eq!(left, 0);
    }
}

#[tokio::test]
async fn what_was_not_looked_through_does_not_leave() {
    for world in World::everywhere(MORNING).await {
        let file = world.a_file_by("amara").await;
        let mut sending = sending(&world, file, Way::Text, "07700900123").await;
        let ledger = &world.database.ledger;
        ledger.scan(&permit::<CheckOutgoing>(&world, file).await, &sending.parts(), &[], world.house.now()).await.unwrap();
        sending.text = Unprinted::new("Please ring the number that you know!");
        let permit = permit::<RecordFact>(&world, file).await;
        let mut tx = ledger.begin("send").await.unwrap();
        let refused = tx.send_message(&permit, &sending, world.house.now()).await;
        assert!(matches!(refused, Err(LedgerError::NotChecked)), "{}", world.database.name);
    }
}

#[tokio::test]
async fn a_worker_that_dies_after_notify_took_the_message_sends_it_once() {
    for world in World::everywhere(MORNING).await {
        let fake = FakeNotify::start(world.clock.clone()).await;
        let file = world.a_file_by("amara").await;
        send(&world, file, Way::Text, "07700900123").await;
        // Taken, and the answer never came: for the worker it is as if it had died.
        fake.next(&[Trouble::TakesAndIsCutOff]);
        let mut worker = texts_by_notify(&world, &fake);
        assert_eq!(worker.round().await.unwrap().sent, 0);
        world.move_on(0, 10);
        worker.round().await.unwrap();
        assert_eq!(taken(&fake).len(), 1, "{}: Notify has it, and is not given it again", world.database.name);
        // Claimed by one that is gone: the lease runs out, and the next looks first.
        send(&world, file, Way::Text, "07700900124").await;
        let mut tx = world.database.ledger.begin("claim").await.unwrap();
        let lease = world.house.now().saturating_add(jiff::SignedDuration::from_mins(5)).unwrap();
        assert_eq!(tx.claim(world.house.now(), lease, 10).await.unwrap().len(), 1, "{}", world.database.name);
        tx.commit().await.unwrap();
        worker.round().await.unwrap();
        assert_eq!(taken(&fake).len(), 1, "it is with somebody else");
        world.move_on(0, 6);
        worker.round().await.unwrap();
        assert_eq!(taken(&fake).len(), 2);
    }
}

#[tokio::test]
async fn what_becomes_of_a_message_is_asked_and_kept_on_its_file_once() {
    for world in World::everywhere(MORNING).await {
        let fake = FakeNotify::start(world.clock.clone()).await;
        let file = world.a_file_by("amara").await;
        let other = world.a_file_by("amara").await;
        send(&world, file, Way::Text, "07700900002").await;
        send(&world, other, Way::Email, "temp-fail@simulator.notify").await;
        let mut worker = by_notify(&world, &fake);
        worker.round().await.unwrap();
        assert_eq!(outcomes(&world, file).await, []);
        world.move_on(0, 11);
        assert_eq!(worker.round().await.unwrap().learned, 2, "{}", world.database.name);
        assert_eq!(outcomes(&world, file).await, [Delivery::PermanentFailure]);
        assert_eq!(outcomes(&world, other).await, [Delivery::TemporaryFailure]);
        assert_eq!(taken(&fake).iter().filter(|one| one.status == "sending").count(), 0);
        let asked = fake.asked();
        worker.round().await.unwrap();
        assert_eq!(fake.asked(), asked, "what is final is not asked again, what is not, later");
        fake.becomes(taken(&fake)[1].id, "delivered");
        world.move_on(12, 0);
        worker.round().await.unwrap();
        assert_eq!(outcomes(&world, other).await, [Delivery::TemporaryFailure, Delivery::Delivered]);
        world.move_on(72, 0);
        assert_eq!(worker.round().await.unwrap().learned, 0);
        assert_eq!(world.database.ledger.verify(None).await.unwrap().findings, []);
    }
}

#[tokio::test]
async fn a_refusal_is_final_a_limit_is_waited_for_and_a_wrong_clock_loses_nothing() {
    for world in World::everywhere(MORNING).await {
        let fake = FakeNotify::start(world.clock.clone()).await;
        let mut worker = texts_by_notify(&world, &fake);
        let refused = world.a_file_by("amara").await;
        send(&world, refused, Way::Text, "07700900123").await;
        fake.next(&[Trouble::Refuses(400, "BadRequestError")]);
        worker.round().await.unwrap();
        assert_eq!(outcomes(&world, refused).await, [Delivery::NotSent], "{}", world.database.name);

        let file = world.a_file_by("amara").await;
        send(&world, file, Way::Text, "07700900123").await;
        fake.next(&[
            Trouble::Refuses(429, "TooManyRequestsError"),
            Trouble::Refuses(500, "Exception"),
            Trouble::Refuses(403, "AuthError"),
        ]);
        for (minutes, sent) in [(0, 0), (30, 0), (31, 0), (8, 0), (16, 1)] {
            world.move_on(0, minutes);
            worker.round().await.unwrap();
            assert_eq!(taken(&fake).len(), sent, "{} after {minutes} minutes", world.database.name);
        }
        assert_eq!(outcomes(&world, file).await, []);

        // Another secret: refused, reported to the log, and kept.
        send(&world, file, Way::Text, "07700900125").await;
        let wrong = Arc::new(fake.carrier_with("00000000-8d35-48ac-975b-e847b4f122b0"));
        let mut stranger = Worker::new(world.second_node().await, Post::new(Arc::new(world.tray.clone()), Some(wrong)));
        world.move_on(0, 1);
        let refused = fake.refused();
        stranger.round().await.unwrap();
        assert!(fake.refused() > refused);
        assert_eq!(outcomes(&world, file).await, []);
        assert_eq!(taken(&fake).len(), 1);
    }
}

#[tokio::test]
async fn tokens_are_good_for_half_a_minute_either_way() {
    let world = World::everywhere(MORNING).await.remove(0);
    let fake = FakeNotify::start(world.clock.clone()).await;
    let carrier = fake.carrier();
    let parcel = |seconds: i64| desk::worker::Parcel {
        id: uuid::Uuid::from_u128(u128::try_from(seconds + 1_000).unwrap()),
        way: Way::Text,
        to: "07700900123".into(),
        subject: String::new(),
        text: WORDS.into(),
        at: world.house.now().saturating_add(jiff::SignedDuration::from_secs(seconds)).unwrap(),
        again: false,
    };
    for (seconds, good) in [(0, true), (30, true), (-30, true), (31, false), (-31, false)] {
        assert_eq!(carrier.carry(&parcel(seconds)).await.is_ok(), good, "{seconds} seconds");
    }
    assert_eq!(fake.refused(), 2);
}

#[tokio::test]
async fn what_has_not_left_can_be_taken_back() {
    for world in World::everywhere(MORNING).await {
        let file = world.a_file_by("amara").await;
        let other = world.a_file_by("amara").await;
        send(&world, file, Way::Text, "07700900123").await;
        send(&world, other, Way::Text, "07700900124").await;
        let permit = permit::<RecordFact>(&world, file).await;
        let mut tx = world.database.ledger.begin("recall").await.unwrap();
        assert_eq!(tx.recall(&permit, world.house.now()).await.unwrap(), 1, "{}", world.database.name);
        tx.commit().await.unwrap();
        let mut worker = world.worker();
        worker.round().await.unwrap();
        let texts: Vec<_> = world.tray.all().into_iter().filter(|(_, text)| text.contains(WORDS)).collect();
        assert_eq!(texts.len(), 1);
        assert!(texts[0].1.starts_with("To: 07700900124"));
    }
}

#[tokio::test]
async fn notify_tells_by_itself_and_nobody_else_is_heard() {
    const DELIVERY: &str = "/callbacks/notify/delivery";
    for world in World::everywhere(MORNING).await {
        let fake = FakeNotify::start(world.clock.clone()).await;
        let file = world.a_file_by("amara").await;
        send(&world, file, Way::Text, "07700900123").await;
        by_notify(&world, &fake).round().await.unwrap();
        let taken = fake.taken().remove(0);
        fake.becomes(taken.id, "permanent-failure");
        let receipt = fake.receipt(&fake.taken()[0]).to_string();

        // The same answer, word for word, whoever asks and whatever is known.
        let nothing = (204, false);
        let unknown = receipt.replace(&taken.reference.unwrap(), &uuid::Uuid::from_u128(1).to_string());
        assert_eq!(world.call_back(DELIVERY, None, &receipt).await, nothing, "{}", world.database.name);
        assert_eq!(world.call_back(DELIVERY, Some("a token of more than thirty-two letterz"), &receipt).await, nothing);
        assert_eq!(world.call_back(DELIVERY, Some(CALLBACK_TOKEN), &unknown).await, nothing);
        assert_eq!(world.call_back(DELIVERY, Some(CALLBACK_TOKEN), "no json").await, nothing);
        assert_eq!(world.call_back(DELIVERY, Some(CALLBACK_TOKEN), &"x".repeat(20_000)).await, nothing);
        assert_eq!(world.call_back(DELIVERY, Some(CALLBACK_TOKEN), &receipt.replace("permanent-failure", "gone")).await, nothing);
        assert_eq!(outcomes(&world, file).await, []);

        assert_eq!(world.call_back(DELIVERY, Some(CALLBACK_TOKEN), &receipt).await, nothing);
        assert_eq!(outcomes(&world, file).await, [Delivery::PermanentFailure]);
        // Told again, as Notify does where an answer was lost: once on the file.
        assert_eq!(world.call_back(DELIVERY, Some(CALLBACK_TOKEN), &receipt).await, nothing);
        assert_eq!(outcomes(&world, file).await, [Delivery::PermanentFailure]);
    }
}

#[tokio::test]
async fn a_letter_that_comes_back_is_on_the_file_of_her_to_whom_it_was_written() {
    for world in World::everywhere(MORNING).await {
        let file = world.a_file_by("amara").await;
        let message = send(&world, file, Way::Email, "asha@example.org").await;
        let body = format!("{{\"notification_id\": \"{}\", \"reference\": \"{message}\"}}", uuid::Uuid::from_u128(9));
        for _ in 0..2 {
            assert_eq!(world.call_back("/callbacks/notify/returned-letter", Some(CALLBACK_TOKEN), &body).await, (204, false));
        }
        let permit = permit::<RecordFact>(&world, file).await;
        let file = world.database.ledger.read().await.unwrap().file(&permit).await.unwrap();
        let back: Vec<_> = file.each::<LetterReturned>().map(|(fact, it)| (fact.by, it.person)).collect();
        assert_eq!(back, [(casefile::facts::By::Clock, file.survivor())], "{}", world.database.name);
    }
}
