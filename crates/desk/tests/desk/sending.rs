//! Messages to people in files: one carrier or another, killed in between, refused, delivered, failed. On both databases.

use std::sync::Arc;

use access::{CheckOutgoing, RecordFact};
use casefile::commands;
use casefile::facts::{
    Channel, ContactWay, Delivery, DeliveryReported, LetterReturned, MessageSent, OutgoingChecked, Rung, SafeContactSet,
    SendingOutcome, SendingReason, SendingStopped, When, Who,
};
use casefile::ids::{FactId, FileId};
use casefile::obligations::End;
use casefile::private::{Sealed, Unprinted};
use casefile::safe_contact::{SafeContact, Why};
use casefile::sending::{MayLeave, Wording};
use desk::worker::{Carrier as _, Post, Worker};
use desk::{Answer, CannotAct, Sent, ToSend};
use ledger::{LedgerError, Outward, Way};
use testkit::{CALLBACK_TOKEN, FakeNotify, Taken, Trouble, World, team};

const MORNING: &str = "2026-06-01T09:00";
const WORDS: &str = Wording::Call.text();

/// The survivor confirms a number or an address, and words from the list are sent there: as the pages do it. Gives the message's id.
async fn send(world: &World, file: FileId, way: Way, to: &str) -> uuid::Uuid {
    reachable(world, file, way, to).await;
    let answer = call_her(world, file, way).await;
    assert_eq!(answer.outcome, SendingOutcome::MayLeave, "{:?}", answer.because);
    let file = fold(world, file).await;
    let sent = file.fact(answer.now).and_then(|fact| fact.is::<MessageSent>()).unwrap();
    sent.message.as_ref().unwrap().parse().unwrap()
}

/// She confirms today that she can be reached in this way. Gives the entry.
async fn reachable(world: &World, file: FileId, way: Way, to: &str) -> FactId {
    let person = fold(world, file).await.survivor().unwrap();
    let set = SafeContactSet {
        person,
        channel: way.channel(),
        safe: true,
        value: Some(Sealed::new(to)),
        terms: None,
        by: Some(team("housing")),
        confirmed: Some(world.house.today()),
        ways: vec![if way == Way::Email { ContactWay::Email } else { ContactWay::Text }],
        hours: None,
        reached_by: Vec::new(),
        confirms: None,
        replaces: None,
    };
    let happened = When::on(world.house.today());
    let record = commands::RecordFact { body: set.into(), happened, known: Vec::new() };
    world.desk("amara").act(file, &record, Sent::default()).await.unwrap().facts[0]
}

async fn call_her(world: &World, file: FileId, way: Way) -> Answer {
    let survivor = fold(world, file).await.survivor().unwrap();
    let what = ToSend {
        to: Who::Person(survivor),
        channel: way.channel(),
        address: None,
        items: Vec::new(),
        words: Unprinted::new(WORDS),
        in_spite: None,
        telling: None,
    };
    world.desk("amara").send(file, &what, None).await.unwrap()
}

async fn fold(world: &World, file: FileId) -> Arc<casefile::file::CaseFile> {
    world.desk("amara").open(file).await.unwrap().file
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
async fn nothing_leaves_but_the_very_words_that_were_decided_about_and_once() {
    for world in World::everywhere(MORNING).await {
        let file = world.a_file_by("amara").await;
        send(&world, file, Way::Text, "07700900123").await;
        let folded = fold(&world, file).await;
        let (sent, decided) = folded.each::<MessageSent>().map(|(fact, it)| (fact.id, it.decided.unwrap())).next().unwrap();
        assert_eq!(MayLeave::of(&folded, decided), None, "it has been used");
        assert_eq!(MayLeave::of(&folded, sent), None, "that is no decision");
        // As it was before it was used: the leave is for those words, and for this file.
        let earlier = casefile::file::CaseFile::fold(folded.history().iter().filter(|fact| fact.id != sent).cloned().collect());
        let may = MayLeave::of(&earlier, decided).unwrap();
        let other = world.a_file_by("amara").await;
        let ledger = &world.database.ledger;
        for (file, words) in [(file, "Please call the number you know!"), (file, WORDS), (other, WORDS)] {
            let outward = Outward::new(Channel::Text, Unprinted::new(words), None);
            let permit = permit::<CheckOutgoing>(&world, file).await;
            let mut tx = ledger.begin("send").await.unwrap();
            let author = testkit::officer("amara");
            tx.check(&permit, author, &outward.parts(), &[], world.house.now()).await.unwrap();
            let refused = tx.send_message(&permit, &may, &outward, None, world.house.now()).await;
            assert!(matches!(refused, Err(LedgerError::NotChecked)), "{} {words}", world.database.name);
        }
    }
}

#[tokio::test]
async fn what_is_sent_twice_leaves_once_and_gets_the_same_answer() {
    for world in World::everywhere(MORNING).await {
        let file = world.a_file_by("amara").await;
        reachable(&world, file, Way::Text, "07700900123").await;
        let survivor = fold(&world, file).await.survivor().unwrap();
        let what = ToSend {
            to: Who::Person(survivor),
            channel: Channel::Text,
            address: None,
            items: Vec::new(),
            words: Unprinted::new(WORDS),
            in_spite: None,
            telling: None,
        };
        let desk = world.desk("amara");
        let (one, two) = tokio::join!(desk.send(file, &what, Some("one press")), desk.send(file, &what, Some("one press")));
        let (one, two) = (one.unwrap(), two.unwrap());
        assert_eq!((one.outcome, one.now), (SendingOutcome::MayLeave, two.now), "{}", world.database.name);
        assert!(one.done.before != two.done.before);
        assert_eq!(fold(&world, file).await.each::<MessageSent>().count(), 1);
        world.worker().round().await.unwrap();
        assert_eq!(world.tray.all().iter().filter(|(_, text)| text.contains(WORDS)).count(), 1);
    }
}

/// What was stopped on its way, with why.
async fn stopped(world: &World, file: FileId) -> Vec<SendingReason> {
    fold(world, file).await.each::<SendingStopped>().flat_map(|(_, it)| it.because.clone()).collect()
}

async fn found_out(world: &World, file: FileId) {
    world.move_on(0, 1);
    let folded = fold(world, file).await;
    let him = folded.people().in_role(casefile::facts::Role::AllegedPerpetrator).next().unwrap().id;
    let body = casefile::facts::BreachFound {
        by: team("housing"),
        person: folded.survivor(),
        items: vec![casefile::facts::DataItem::Phone],
        recipient: Some(Who::Person(him)),
        aware: None,
        of: None,
    };
    let record = commands::RecordFact { body: body.into(), happened: When::on(world.house.today()), known: Vec::new() };
    world.desk("amara").act(file, &record, Sent::default()).await.unwrap();
}

#[tokio::test]
async fn what_waits_is_stopped_when_somebody_may_have_found_out_and_somebody_has_it_by_name() {
    for world in World::everywhere(MORNING).await {
        let (file, other) = (world.a_file_by("amara").await, world.a_file_by("amara").await);
        send(&world, file, Way::Text, "07700900123").await;
        send(&world, other, Way::Text, "07700900124").await;
        found_out(&world, file).await;
        // At once, before any worker comes: her number is with him.
        assert_eq!(stopped(&world, file).await, [SendingReason::NotSafe], "{}", world.database.name);
        let opened = world.desk("amara").open(file).await.unwrap();
        let owed = opened.owed.iter().find(|one| one.rule.id == "SEND-not-arrived").unwrap();
        assert_eq!((owed.owner.officer, owed.end), (Some(testkit::officer("amara")), End::Open));
        world.worker().round().await.unwrap();
        let texts: Vec<_> = world.tray.all().into_iter().filter(|(_, text)| text.contains(WORDS)).collect();
        assert_eq!(texts.len(), 1);
        assert!(texts[0].1.starts_with("To: 07700900124"));
        assert_eq!(world.database.ledger.verify(None).await.unwrap().findings, []);
    }
}

#[tokio::test]
async fn what_waits_is_stopped_when_the_file_is_closed_to_all_but_named_staff() {
    for world in World::everywhere(MORNING).await {
        let file = world.a_file_by("amara").await;
        send(&world, file, Way::Text, "07700900123").await;
        let close = commands::RestrictAccess { hidden: true, named: vec![testkit::officer("meera")], because: None };
        world.desk("amara").act(file, &close, Sent::default()).await.unwrap();
        assert_eq!(stopped(&world, file).await, [SendingReason::Restricted], "{}", world.database.name);
        world.worker().round().await.unwrap();
        assert!(world.tray.all().iter().all(|(_, text)| !text.contains(WORDS)));
    }
}

#[tokio::test]
async fn the_gate_decides_again_when_a_message_leaves() {
    for world in World::everywhere(MORNING).await {
        let file = world.a_file_by("amara").await;
        send(&world, file, Way::Text, "07700900123").await;
        // The carrier is not there; a month later nobody has asked her whether it is still safe.
        world.tray.fail_next(1);
        let mut worker = world.worker();
        worker.round().await.unwrap();
        world.move_on(24 * 31, 0);
        worker.round().await.unwrap();
        assert_eq!(stopped(&world, file).await, [SendingReason::NotSafe], "{}", world.database.name);
        assert!(world.tray.all().iter().all(|(_, text)| !text.contains(WORDS)));
        let checks = fold(&world, file).await.each::<OutgoingChecked>().count();
        assert_eq!(checks, 3, "it was looked through when it was written and each time it was to leave");
    }
}

#[tokio::test]
async fn what_the_carrier_has_already_is_never_said_to_be_stopped() {
    for world in World::everywhere(MORNING).await {
        let fake = FakeNotify::start(world.clock.clone()).await;
        let file = world.a_file_by("amara").await;
        send(&world, file, Way::Text, "07700900123").await;
        fake.next(&[Trouble::TakesAndIsCutOff]);
        let mut worker = texts_by_notify(&world, &fake);
        worker.round().await.unwrap();
        found_out(&world, file).await;
        assert_eq!(stopped(&world, file).await, [], "{}: nobody knows whether it has left", world.database.name);
        world.move_on(0, 10);
        worker.round().await.unwrap();
        assert_eq!((stopped(&world, file).await, taken(&fake).len()), (vec![], 1), "Notify has it");
    }
}

#[tokio::test]
async fn a_number_that_is_no_more_is_not_safe_and_somebody_finds_another_way() {
    for world in World::everywhere(MORNING).await {
        let fake = FakeNotify::start(world.clock.clone()).await;
        let file = world.a_file_by("amara").await;
        send(&world, file, Way::Text, "07700900002").await;
        let mut worker = texts_by_notify(&world, &fake);
        worker.round().await.unwrap();
        world.move_on(0, 11);
        assert_eq!(worker.round().await.unwrap().learned, 1, "{}", world.database.name);
        let opened = world.desk("amara").open(file).await.unwrap();
        let standards = casefile::obligations::Standards::default();
        let contact = SafeContact::of(&opened.file, &standards, world.house.today());
        assert!(matches!(contact.points()[0].why_not(), Some(Why::CameBack(_))));
        let owed = opened.owed.iter().find(|one| one.rule.id == "SEND-not-arrived").unwrap();
        assert_eq!((owed.owner.officer, owed.end), (Some(testkit::officer("amara")), End::Open));
        assert_eq!(call_her(&world, file, Way::Text).await.because, [SendingReason::NotSafe]);
        reachable(&world, file, Way::Text, "07700900123").await;
        let opened = world.desk("amara").open(file).await.unwrap();
        let owed = opened.owed.iter().find(|one| one.rule.id == "SEND-not-arrived").unwrap();
        assert!(matches!(owed.end, End::Met { .. }));
        assert_eq!(call_her(&world, file, Way::Text).await.outcome, SendingOutcome::MayLeave);
        assert!(owed.ladder().iter().any(|step| step.to == Rung::DutyManager));
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

#[tokio::test]
async fn nobody_guesses_what_is_sealed_by_asking_the_gate_again_and_again() {
    for world in World::everywhere(MORNING).await {
        let file = world.a_file_by("amara").await;
        reachable(&world, file, Way::Text, "07700900123").await;
        let guess = async |number: u32| {
            let what = ToSend {
                to: Who::Team(team("children")),
                channel: Channel::Email,
                address: Some(Unprinted::new("duty@children.example")),
                items: Vec::new(),
                words: Unprinted::new(format!("is it 07700 900{number:03}?")),
                in_spite: None,
                telling: None,
            };
            world.desk("amara").send(file, &what, None).await
        };
        for number in 0..60 {
            guess(number).await.unwrap();
        }
        let before = fold(&world, file).await.facts().len();
        let refused = guess(123).await;
        assert!(matches!(refused, Err(CannotAct::Refused(_))), "{} {refused:?}", world.database.name);
        assert_eq!(fold(&world, file).await.facts().len(), before, "nothing was looked through");
        // She is reached all the same, and an hour later whoever writes goes on.
        assert_eq!(call_her(&world, file, Way::Text).await.outcome, SendingOutcome::MayLeave);
        world.move_on(1, 1);
        assert!(guess(124).await.is_ok());
    }
}
