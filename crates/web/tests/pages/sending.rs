//! Writing to somebody, from the page to what arrives: what has gone wrong elsewhere, each as a case of its own.

use axum::http::{Request, header};
use casefile::commands::RecordFact;
use casefile::facts::{
    Body, Channel, ConfidentialityAsked, ContactWay, DataItem, DetailNoticed, LookPurpose, MessageSent, Noted, PersonAdded, Role,
    SafeContactSet, SendingDecided, SendingOutcome, SendingReason, SupportDeclined, When, Who,
};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId, PersonId};
use casefile::private::{Sealed, Unprinted};
use desk::Sent;
use serde_json::{Value, json};
use std::sync::Arc;
use testkit::{World, officer, team};

use crate::browser::{Browser, Page};

const CALL: &str = "Please call the number you know.";

/// A file, and who is in it.
struct Scene {
    file: FileId,
    her: PersonId,
    him: PersonId,
}

impl Scene {
    async fn of(world: &World) -> Self {
        let file = world.a_file_by("amara").await;
        let folded = world.desk("amara").open(file).await.unwrap().file;
        let him = folded.people().in_role(Role::AllegedPerpetrator).next().unwrap().id;
        Self { file, her: folded.survivor().unwrap(), him }
    }

    async fn fold(&self, world: &World) -> Arc<CaseFile> {
        world.desk("amara").open(self.file).await.unwrap().file
    }

    async fn record(&self, world: &World, body: impl Into<Body>) -> FactId {
        let fact = RecordFact { body: body.into(), happened: When::on(world.house.today()), known: Vec::new() };
        world.desk("amara").act(self.file, &fact, Sent::default()).await.unwrap().facts[0]
    }

    fn reach(&self, world: &World, channel: Channel, way: ContactWay, value: &str) -> SafeContactSet {
        SafeContactSet {
            person: self.her,
            channel,
            safe: true,
            value: Some(Sealed::new(value)),
            terms: None,
            by: Some(team("housing")),
            confirmed: Some(world.house.today()),
            ways: vec![way],
            hours: None,
            reached_by: Vec::new(),
            confirms: None,
            replaces: None,
        }
    }

    fn to(&self, person: PersonId) -> String {
        format!("/files/{}/send/to/person-{person}", self.file)
    }

    fn to_team(&self, name: &str) -> String {
        format!("/files/{}/send/to/team-{}", self.file, team(name))
    }

    async fn by_program(&self, world: &World, body: Value) -> Page {
        let request = Request::post(format!("/api/files/{}/send", self.file))
            .header(header::AUTHORIZATION, "Bearer a secret of a program, long enough to be one")
            .header(header::CONTENT_TYPE, "application/json");
        Browser::at(world).send(request, body.to_string()).await
    }
}

/// What was decided last.
fn decided(file: &CaseFile) -> SendingDecided {
    file.history().iter().rev().find_map(|fact| fact.is::<SendingDecided>()).unwrap().clone()
}

/// What arrived, other than notices to staff.
async fn arrived(world: &World) -> Vec<String> {
    world.worker().round().await.unwrap();
    world.tray.all().into_iter().map(|(_, text)| text).filter(|text| !text.contains("You have work waiting")).collect()
}

#[tokio::test]
async fn she_gets_agreed_words_where_she_said_that_it_is_safe() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let home = format!("/files/{}/send", scene.file);
        browser.get(&home).await.is(200).says("No safe way of writing to them is known").says("Karl");
        scene.record(&world, scene.reach(&world, Channel::Phone, ContactWay::Text, "mobile 07700 900123")).await;
        browser.get(&home).await.is(200).says("Write to Asha Rahman").says("Safe today: by text message");
        let to = scene.to(scene.her);
        browser.fill(&to, &to, &[("channel", "text")]).await.is(422).says("Choose what it says");
        // Words of one's own are not among those that can be chosen, whatever a browser sends.
        browser.fill(&to, &to, &[("channel", "text"), ("wording", "He knows")]).await.is(422);
        let done = browser.fill(&to, &to, &[("channel", "text"), ("wording", CALL)]).await.is(303);
        browser.get(done.to()).await.is(200).says("Sent. What becomes of it is shown below").says("Message sent");
        assert_eq!(arrived(&world).await, [format!("To: 07700900123\n\n{CALL}")], "{}", world.database.name);
        browser.get(&format!("/files/{}/found-out", scene.file)).await.is(200).says("Message sent");
        browser.get("/files/00000000-0000-4000-8000-000000000000/send").await.is(404);
        Browser::of(&world, "lars").await.get(&to).await.is(404);
    }
}

/// A child-in-need plan with the mother's mobile number in it was sent to the man she fled. Ombudsman 20 007 812.
#[tokio::test]
async fn zadie_asked_once_and_her_number_reaches_him_in_no_plan_whoever_forgets_it() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        scene.record(&world, scene.reach(&world, Channel::Phone, ContactWay::Voice, "07700 900123")).await;
        let asked = ConfidentialityAsked {
            by: scene.her,
            to: team("children"),
            items: vec![DataItem::Phone],
            keep_from: Who::Person(scene.him),
        };
        scene.record(&world, asked).await;
        scene.record(&world, SupportDeclined { by: scene.her, from: team("children"), what: None }).await;
        let browser = Browser::of(&world, "amara").await;
        let to = scene.to(scene.him);
        let plan = "The plan: visits on Tuesdays. Mother's mobile: oh double seven double oh, 900 123.";
        let letter = [("channel", "letter"), ("address", "Karl Brandt, 3 Quay Walk, Marram"), ("items", "plan")];
        let refused = browser.fill(&to, &to, &[&letter[..], &[("words", plan)]].concat()).await.is(422);
        let refused = refused
            .says("It may not leave as it is")
            .says("She asked that this be kept from them")
            .says("A telephone number: Asha Rahman")
            .says("Leave it out; only she can lift it")
            .says("Never for this recipient")
            .says("See what is kept from whom")
            .says("oh double seven double oh, 900 123");
        assert_eq!(refused.link("/files/", "/contact"), format!("/files/{}/contact", scene.file));
        let last = decided(&*scene.fold(&world).await);
        assert_eq!((last.outcome, last.because.as_slice()), (SendingOutcome::Refused, &[SendingReason::Marked][..]));
        assert!(last.kept.contains(&DataItem::Phone) && last.withheld.contains(&DataItem::Address));

        // Without it a second person reads the rest: not the author, and not before they have seen it.
        let without = [&letter[..], &[("words", "The plan: visits on Tuesdays, at the centre.")]].concat();
        let waits = browser.send_form(&refused, &to, &without).await.is(303);
        browser.get(waits.to()).await.is(200).says("It waits for a second person").says("Waits for a second person");
        let manager = Browser::of(&world, "meera").await;
        let work = manager.get("/work").await.is(200).says("Read what a colleague wants to send");
        let owed = work.link("/files/", "SEND-second-person");
        let second = manager.get(&owed).await.is(200).link("/files/", "/send/asked/");
        let path = browser.get(waits.to()).await.link("/files/", "/send/asked/");
        assert_eq!(path, second);
        let mine = browser.get(&path).await.is(200).says("You wrote this, so somebody else has to read it");
        assert!(!mine.body.contains("name=\"decision\""));
        let agree = [("decision", "agree"), ("why", "read it, nothing in it leads to her")];
        manager.fill(&path, &path, &agree).await.is(422).says("You have not read it yet");
        let shown =
            manager.get(&path).await.is(200).says("It goes to the alleged perpetrator").says_nothing_of("visits on Tuesdays");
        let reveal = format!("/files/{}/reveal", scene.file);
        let read = manager
            .post(
                &reveal,
                &[
                    ("csrf", &shown.hidden("csrf")),
                    ("fact", &shown.hidden("fact")),
                    ("field", "words"),
                    ("purpose", purpose(&shown)),
                ],
            )
            .await;
        read.is(200).says("visits on Tuesdays, at the centre");
        let agreed = manager.fill(&path, &path, &agree).await.is(303);
        let letter_page = manager.get(agreed.to()).await.is(200).says("Agreed. The letter is ready to be printed");
        letter_page.says("To Karl");

        // Printed as it was checked, posted, and among what has left.
        let letter = agreed.to().split('?').next().unwrap().to_owned();
        browser.fill(&letter, &letter, &[("do", "posted")]).await.is(422).says("has not been printed");
        let paper = browser.fill(&letter, &letter, &[]).await.is(200);
        paper.says("Karl Brandt, 3 Quay Walk, Marram").says("The plan: visits on Tuesdays, at the centre.");
        let posted = browser.fill(&letter, &letter, &[("do", "posted")]).await.is(303);
        browser.get(posted.to()).await.is(200).says("Recorded as posted");
        let left = browser.get(&format!("/files/{}/found-out", scene.file)).await.is(200);
        left.says("Letter printed").says("Message sent");
        let folded = scene.fold(&world).await;
        let sent: Vec<_> = folded.each::<MessageSent>().map(|(_, it)| (it.to, it.channel)).collect();
        assert_eq!(sent, [(Who::Person(scene.him), Channel::Letter)], "{}", world.database.name);
        assert_eq!(decided(&folded).second, Some(officer("meera")));
        assert!(arrived(&world).await.is_empty(), "letters go by post");
        assert_eq!(world.database.ledger.verify(None).await.unwrap().findings, []);
    }
}

/// The first purpose that a form for a look offers.
fn purpose(page: &Page) -> &str {
    page.body.split("<option value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap()
}

/// A message about the new home was left on the husband's telephone. Bolton at Home, reprimanded in 2022.
#[tokio::test]
async fn bolton_nothing_goes_to_a_telephone_that_he_can_get_at() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        let shared = scene.reach(&world, Channel::Phone, ContactWay::Text, "07700 900123");
        scene.record(&world, SafeContactSet { reached_by: vec![scene.him], ..shared }).await;
        let browser = Browser::of(&world, "amara").await;
        let to = scene.to(scene.her);
        browser.get(&to).await.is(200).says("No safe way of writing to them is known").says("See which way is safe");
        let csrf = browser.get(&format!("/files/{}/contact", scene.file)).await.hidden("csrf");
        browser.post(&to, &[("csrf", &csrf), ("channel", "text"), ("wording", CALL)]).await.is(422);
        let refused = scene.by_program(&world, json!({ "to": { "person": scene.her }, "channel": "text", "words": CALL })).await;
        let problem: Value = serde_json::from_str(&refused.is(422).body).unwrap();
        assert_eq!((&problem["outcome"], &problem["because"][0]["code"]), (&json!("refused"), &json!("not-safe")));
        assert_eq!(problem["routes"][0]["href"], json!(format!("/files/{}/contact", scene.file)));
        assert!(problem["instead"][0].as_str().unwrap().contains("No way is known to be safe"), "{problem}");
        assert_eq!(arrived(&world).await, Vec::<String>::new(), "{}", world.database.name);
        assert_eq!(decided(&*scene.fold(&world).await).outcome, SendingOutcome::Refused);
    }
}

/// A letter that quoted the new address went to the old one. Charnwood, 2023.
#[tokio::test]
async fn charnwood_no_letter_goes_to_an_address_that_a_newer_one_has_replaced() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        let old = scene.reach(&world, Channel::Letter, ContactWay::Post, "Asha Rahman, 14 Elm Street, Marram LS1 4DP");
        let old = scene.record(&world, old).await;
        let browser = Browser::of(&world, "amara").await;
        let to = scene.to(scene.her);
        let words = "Dear Asha, your keys are ready. Please come to the office on Tuesday.";
        let ready = browser.fill(&to, &to, &[("channel", "letter"), ("words", words)]).await.is(303);
        browser.get(ready.to()).await.is(200).says("It may leave. Print it and post it");
        let letter = ready.to().split('?').next().unwrap().to_owned();
        browser.fill(&letter, &letter, &[]).await.is(200).says("14 Elm Street").says("your keys are ready");

        // She moves while the letter lies on the desk.
        let new = scene.reach(&world, Channel::Letter, ContactWay::Post, "Asha Rahman, 9 Quay Walk, Marram LS2 7QX");
        scene.record(&world, SafeContactSet { replaces: Some(old), ..new }).await;
        let stays = browser.fill(&letter, &letter, &[("do", "posted")]).await.is(422);
        stays.says("do not post it, and destroy what is printed").says("This way of reaching them is not safe");
        assert_eq!(scene.fold(&world).await.each::<MessageSent>().count(), 0, "{}", world.database.name);
        browser.get("/work").await.is(200).says("It did not reach them: find another safe way");

        // The next letter goes to the new one, and the new one goes to nobody else.
        let ready = browser.fill(&to, &to, &[("channel", "letter"), ("words", words)]).await.is(303);
        let letter = ready.to().split('?').next().unwrap().to_owned();
        browser.fill(&letter, &letter, &[]).await.is(200).says("9 Quay Walk").says_nothing_of("14 Elm Street");
        let school = scene.to_team("children");
        let quotes = [("channel", "email"), ("address", "duty@children.example"), ("words", "She is at nine Quay Walk now.")];
        let refused = browser.fill(&school, &school, &quotes).await.is(422);
        refused.says("Something sealed was found in it").says("An address, or a part of one: Asha Rahman").says("It has to go");
    }
}

/// A «private» letter of support after a referral went to the shared home, and he saw it. Ombudsman 24 007 412 (Hertfordshire).
#[tokio::test]
async fn hertfordshire_nothing_is_posted_to_a_home_that_she_shares_with_him_or_that_she_never_confirmed() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        let home = casefile::facts::AddressRecorded {
            person: scene.her,
            value: Sealed::new("14 Elm Street, Marram LS1 4DP"),
            by: Some(team("housing")),
        };
        scene.record(&world, home).await;
        let letter = || json!({ "to": { "person": scene.her }, "channel": "letter", "words": "We offer you support." });
        let unasked = scene.by_program(&world, letter()).await.is(422);
        assert!(unasked.body.contains("not-safe"), "that an address is known does not make it safe: {}", unasked.body);
        // By hand neither: nobody confirmed it.
        let mut by_hand = letter();
        by_hand["address"] = json!("Asha Rahman, 14 Elm Street");
        assert!(scene.by_program(&world, by_hand).await.is(422).body.contains("not-safe"));
        // And where she confirmed it, not while he lives there.
        let lives = PersonAdded {
            person: scene.him,
            role: Role::AllegedPerpetrator,
            name: Some(Unprinted::new("Karl")),
            born: None,
            in_household: true,
        };
        scene.record(&world, lives).await;
        scene.record(&world, scene.reach(&world, Channel::Letter, ContactWay::Post, "Asha Rahman, 14 Elm Street")).await;
        assert!(scene.by_program(&world, letter()).await.is(422).body.contains("not-safe"), "{}", world.database.name);
        let browser = Browser::of(&world, "amara").await;
        browser.get(&scene.to(scene.her)).await.is(200).says("Do not write until one is");
        assert_eq!(scene.fold(&world).await.each::<MessageSent>().count(), 0);
    }
}

/// Addresses in CC or To instead of BCC. Central YMCA, 2024; Ministry of Defence, 2021.
#[tokio::test]
async fn ymca_one_message_per_recipient_and_nobody_sees_another() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let to = scene.to_team("children");
        let words = "Please ring us about the meeting.";
        for two in [
            "one@children.example, two@children.example",
            "one@children.example two@children.example",
            "one@children.example\n\nBcc: two@children.example",
        ] {
            let refused = browser.fill(&to, &to, &[("channel", "email"), ("address", two), ("words", words)]).await.is(422);
            refused.says("There is no number or address that it could go to").says("Give one number or one e-mail address");
        }
        let both =
            json!({ "to": [{ "team": team("children") }, { "team": team("police") }], "channel": "email", "words": words });
        scene.by_program(&world, both).await.is(400);
        for (name, address) in [("children", "one@children.example"), ("advisers", "two@advisers.example")] {
            let to = scene.to_team(name);
            browser.fill(&to, &to, &[("channel", "email"), ("address", address), ("words", words)]).await.is(303);
        }
        let mut mails = arrived(&world).await;
        mails.sort_unstable_by_key(|mail| mail.contains("two@"));
        assert_eq!(mails.len(), 2, "{}", world.database.name);
        for (mail, (own, other)) in mails.iter().zip([("one@", "two@"), ("two@", "one@")]) {
            assert!(mail.contains(own) && !mail.contains(other), "{mail}");
            assert!(mail.contains("Subject: A message for you") && !mail.contains("Cc:"), "{mail}");
        }
    }
}

/// The new address was typed in a box for notes. Charnwood, 2023.
#[tokio::test]
async fn charnwood_an_address_in_a_note_is_moved_under_a_seal_in_one_press_and_found_from_then_on() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let path = format!("/files/{}/act/noted", scene.file);
        let when = crate::browser::day("happened", "1", "6", "2026");
        let note = |words: &'static str| {
            let mut all: Vec<(&str, &str)> = when.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            all.push(("words", words));
            all
        };
        let words = "She has moved to 14 Elm Street, LS1 4DP. Ring in the morning.";
        let asked = browser.fill(&path, &path, &note(words)).await.is(422);
        let asked = asked.says("This may lead to her").says("Address: 14 Elm Street").says("Address: LS1 4DP").says(words);
        assert!(!scene.fold(&world).await.each::<DetailNoticed>().any(|_| true), "nothing is recorded before it is decided");
        let done = browser.send_form(&asked, &path, &note(words)).await.is(303);
        browser.get(done.to()).await.is(200);
        browser.get(&format!("/files/{}/timeline", scene.file)).await.is(200).says("Details kept apart").says_nothing_of("Elm");

        // The note holds it no more, her own seal does, and no letter quotes it.
        let folded = scene.fold(&world).await;
        let noted = folded.each::<Noted>().next_back().unwrap().0.id;
        let read = world.desk("amara").reveal(scene.file, noted, "words", LookPurpose::Check).await.unwrap();
        assert_eq!(read.words(), "She has moved to [address kept apart], [address kept apart]. Ring in the morning.");
        let kept: Vec<_> = folded.each::<DetailNoticed>().map(|(fact, it)| (fact.id, it.person, it.item)).collect();
        assert_eq!(kept.iter().map(|one| (one.1, one.2)).collect::<Vec<_>>(), [(scene.her, DataItem::Address); 2]);
        let read = world.desk("amara").reveal(scene.file, kept[0].0, "value", LookPurpose::Check).await.unwrap();
        assert_eq!(read.words(), "14 Elm Street", "{}", world.database.name);
        let to = scene.to_team("children");
        let quotes = [("channel", "email"), ("address", "duty@children.example"), ("words", "She lives at fourteen Elm St.")];
        browser.fill(&to, &to, &quotes).await.is(422).says("An address, or a part of one: Asha Rahman");

        // What she says first is looked at too.
        let first = [("name", "Lena"), ("words", "She is at 9 Quay Walk."), ("shows", "unsafe-home")];
        let asked = browser.fill("/disclosures/new", "/disclosures", &first).await.is(422).says("Address: 9 Quay Walk");
        let done = browser.send_form(&asked, "/disclosures", &first).await.is(303);
        let recorded = browser.get(done.to()).await.is(200);
        let timeline = format!("{}/timeline", recorded.link("/files/", ""));
        browser.get(&timeline).await.is(200).says("Detail noticed").says_nothing_of("Quay Walk");

        // Or it stays, with a mark on the note.
        let words = "The surgery is on 01632 960 555.";
        let asked = browser.fill(&path, &path, &note(words)).await.is(422);
        let stays = [&note(words)[..], &[("details-leave", "yes")]].concat();
        browser.send_form(&asked, &path, &stays).await.is(303);
        browser.get(&format!("/files/{}/timeline", scene.file)).await.is(200).says("Holds a number or an address");
        let noted = scene.fold(&world).await.each::<Noted>().next_back().unwrap().0.id;
        let read = world.desk("amara").reveal(scene.file, noted, "words", LookPurpose::Check).await.unwrap();
        assert_eq!(read.words(), words);
    }
}
