//! Letters, from a decision to her hands: what is due, what the letter says, what nobody can change, and what it does to what is owed.

use std::sync::Arc;

use casefile::commands::{RecordFact, Terms};
use casefile::facts::{
    AddressRecorded, Body, Channel, ContactWay, DecisionMade, DecisionReceived, FieldClass, LawfulBasis, LetterPart,
    LetterPrinted, LetterReady, LinksChecked, LookPurpose, Looked, MessageSent, Outcome, Role, SafeContactSet, SendingDecided,
    Subject, When,
};
use casefile::file::CaseFile;
use casefile::ids::{FactId, FileId};
use casefile::letters::Letter;
use casefile::private::Sealed;
use desk::{CannotTypeset, Fittings, Sent, ToTypeset, Typeset};
use jiff::ToSpan as _;
use testkit::{World, team};

use crate::browser::Browser;

const WHY: &str = "You told us that you are afraid at home, and we believe you.\n\nWe could not see that you live in our area.";
const HIS_PLACE: &str = "77 Quarry Terrace";

struct Scene {
    file: FileId,
}

impl Scene {
    async fn of(world: &World) -> Self {
        let scene = Self { file: world.a_file_by("amara").await };
        // Where he lives is sealed, and belongs in no letter to her.
        let him = scene.fold(world).await.people().in_role(Role::AllegedPerpetrator).next().unwrap().id;
        let his = AddressRecorded { person: him, value: Sealed::new(HIS_PLACE), by: Some(team("housing")) };
        scene.record(world, his).await;
        scene
    }

    async fn fold(&self, world: &World) -> Arc<CaseFile> {
        world.desk("amara").open(self.file).await.unwrap().file
    }

    async fn record(&self, world: &World, body: impl Into<Body>) -> FactId {
        let fact = RecordFact { body: body.into(), happened: When::on(world.house.today()), known: Vec::new() };
        world.desk("amara").act(self.file, &fact, Sent::default()).await.unwrap().facts[0]
    }

    /// A decision against her, whose letter is written here.
    async fn refused(&self, world: &World) -> FactId {
        let answers =
            self.fold(world).await.facts().iter().fold(casefile::facts::Shows::empty(), |all, fact| all | fact.body.shows());
        let body = DecisionMade {
            by: team("housing"),
            subject: Subject::Homelessness,
            outcome: Outcome::Against,
            considered: Vec::new(),
            answers,
            letter: false,
            review_right: false,
            to_write: true,
            on_score: false,
            local_connection: false,
            findings: Vec::new(),
            senior: false,
            of: None,
            reasons: Some(Sealed::new(WHY)),
        };
        self.record(world, body).await
    }

    async fn reachable_by_post(&self, world: &World) {
        let her = self.fold(world).await.survivor().unwrap();
        let set = SafeContactSet {
            person: her,
            channel: Channel::Letter,
            safe: true,
            value: Some(Sealed::new("Asha Rahman\n9 Heron Court")),
            terms: None,
            by: Some(team("housing")),
            confirmed: Some(world.house.today()),
            ways: vec![ContactWay::Post],
            hours: None,
            reached_by: Vec::new(),
            confirms: None,
            replaces: None,
        };
        self.record(world, set).await;
    }

    fn path(&self, part: &str) -> String {
        format!("/files/{}/{part}", self.file)
    }

    fn write(&self, about: FactId) -> String {
        self.path(&format!("letters/write/{about}"))
    }
}

/// A typesetter that writes the words down: what the desk hands it is what this file holds.
struct Plainly;

impl Typeset for Plainly {
    fn typeset(&self, what: &ToTypeset<'_>) -> Result<Vec<u8>, CannotTypeset> {
        Ok(format!("%PDF {}\n{}\n{}", what.language, what.address.unwrap_or_default(), what.letter.text()).into_bytes())
    }
}

fn letter(file: &CaseFile) -> (FactId, LetterReady) {
    let (fact, letter) = file.each::<LetterReady>().next().unwrap();
    (fact.id, letter.clone())
}

#[tokio::test]
async fn a_refusal_is_told_in_a_letter_that_is_made_from_the_file_and_counts_when_it_leaves() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        world.house.fit_out(Fittings { templates: None, typeset: Some(Arc::new(Plainly)) });
        let scene = Scene::of(&world).await;
        scene.reachable_by_post(&world).await;
        let decision = scene.refused(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let list = browser.get(&scene.path("letters")).await.is(200);
        list.says("To be written").says("A homelessness decision against her, or partly").says("Write the letter");
        let owed = world.desk("amara").open(scene.file).await.unwrap().owed;
        assert!(owed.iter().any(|one| one.rule.id == casefile::letters::WRITE && one.raised_by == decision));

        // Before it is written, sealed words stand as a note, and nobody has looked at them.
        let write = scene.write(decision);
        let page = browser
            .get(&write)
            .await
            .is(200)
            .says("sealed until you show it")
            .says("Last day to ask for a review")
            .says("24 June 2026")
            .says("By law, as it is");
        page.says_nothing_of("afraid at home").says_nothing_of(HIS_PLACE);
        let looks = |file: &CaseFile| {
            file.history().iter().filter(|fact| fact.is::<Looked>().is_some_and(|look| look.at == decision)).count()
        };
        assert_eq!(looks(&*scene.fold(&world).await), 0);
        let shown = browser
            .fill(&write, &write, &[("way", "post"), ("do", "show"), ("added", "# Ring me <b>any time</b>")])
            .await
            .is(200);
        shown.says("afraid at home").says("# Ring me &#60;b&#62;any time&#60;/b&#62;").says("Added by you");
        let file = scene.fold(&world).await;
        assert!(file.each::<LetterReady>().next().is_none(), "looking at it sends nothing");

        // It is made ready: what the gate let through is the letter, with what the law wants, whatever a browser sends.
        let forged = [
            ("way", "post"),
            ("added", "Ring me any time."),
            ("reasons", "none"),
            ("review-last-day", "1 January 2020"),
            ("words", "x"),
        ];
        let done = browser.fill(&write, &write, &forged).await.is(303);
        let (ready, it) = letter(&*scene.fold(&world).await);
        assert!(done.to().contains(&format!("send/letters/{ready}")), "{}", done.to());
        assert_eq!((it.about, it.template.as_deref()), (Some(decision), Some("homelessness-adverse")));
        assert_eq!(it.gives, [LetterPart::Reasons, LetterPart::ReviewRight, LetterPart::Help]);
        let told = |file: &CaseFile| file.told_in_writing(decision).is_some();
        assert!(!told(&*scene.fold(&world).await), "a letter that lies here tells nobody");

        // The PDF is made from exactly what was checked, and its hash is on the file.
        let letters = scene.path(&format!("send/letters/{ready}"));
        let pdf = browser.fill(&letters, &letters, &[("do", "pdf")]).await.is(200);
        let pdf = pdf
            .says("%PDF en-GB")
            .says("9 Heron Court")
            .says("afraid at home")
            .says("Last day to ask for a review :: 24 June 2026")
            .says_nothing_of(HIS_PLACE);
        let pdf = pdf.says_nothing_of("review :: 1 January 2020").says("Ring me any time.");
        let file = scene.fold(&world).await;
        let (_, printed) = file.each::<LetterPrinted>().next().unwrap();
        assert_eq!(printed.pdf.as_deref().map(str::len), Some(64));
        let words = world.desk("amara").reveal(scene.file, ready, "words", LookPurpose::Letter).await.unwrap();
        let read = Letter::read(words.words());
        assert!(pdf.body.contains(&read.text()), "the very words that were checked");
        let page = browser.fill(&letters, &letters, &[]).await.is(200);
        page.says("Our decision about your application").says("9 Heron Court");
        browser.get(&scene.path("letters")).await.is(200).says("Printed, not sent");

        // It leaves, and the decision counts as told from today.
        browser.fill(&letters, &letters, &[("do", "posted")]).await.is(303);
        let file = scene.fold(&world).await;
        assert!(told(&file));
        browser.get(&scene.path("letters")).await.is(200).says("In the post").says("Record that she has it");
        let owed = world.desk("amara").open(scene.file).await.unwrap().owed;
        let write = owed.iter().find(|one| one.rule.id == casefile::letters::WRITE).unwrap();
        assert!(matches!(write.end, casefile::obligations::End::Met { .. }), "{:?}", write.end);
    }
}

#[tokio::test]
async fn where_no_address_is_safe_it_goes_into_her_hands_and_she_has_it_from_that_day() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        let decision = scene.refused(&world).await;
        let browser = Browser::of(&world, "amara").await;
        let write = scene.write(decision);
        let page = browser.get(&write).await.is(200);
        page.says("No address is known to be safe").says_nothing_of("By post, to the address").says("21 June 2026");
        browser.fill(&write, &write, &[("way", "post")]).await.is(422).says("No address is safe now");
        browser.fill(&write, &write, &[("way", "hand")]).await.is(303);
        let file = scene.fold(&world).await;
        let (ready, it) = letter(&file);
        assert_eq!((it.contact, it.address.is_none()), (None, true));
        assert_eq!(file.each::<SendingDecided>().next().unwrap().1.channel, Channel::InPerson);
        let letters = scene.path(&format!("send/letters/{ready}"));
        browser.fill(&letters, &letters, &[("do", "handed-over")]).await.is(422).says("has not been printed");
        // Without a typesetter the page is printed, and there is no button for a file.
        browser.get(&letters).await.is(200).says_nothing_of("as a PDF");
        browser
            .fill(&letters, &letters, &[("do", "pdf")])
            .await
            .is(200)
            .says("give it to her and to nobody else")
            .says_nothing_of("hf-paper__address");
        // In the middle of a minute: a fact is told to the minute, and is no moment to come.
        world.clock.move_on(jiff::SignedDuration::from_secs(41));
        browser.fill(&letters, &letters, &[("do", "handed-over")]).await.is(303);
        let file = scene.fold(&world).await;
        assert_eq!(file.each::<MessageSent>().next().unwrap().1.channel, Channel::InPerson);
        let (received, it) = file.each::<DecisionReceived>().next().unwrap();
        assert_eq!((it.of, received.happened.date), (decision, world.house.today()));
        browser.get(&scene.path("letters")).await.is(200).says("She has it");
    }
}

#[tokio::test]
async fn a_letter_for_which_the_file_holds_no_reasons_asks_for_them() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        let offered = casefile::facts::PriorityAwarded {
            by: team("housing"),
            band: "Band A".into(),
            highest: true,
            answers: casefile::facts::Shows::all(),
            effective: None,
            letter: false,
            to_write: true,
            application: None,
            counts: Vec::new(),
            reasons: None,
            later_because: None,
        };
        let band = scene.record(&world, offered).await;
        let browser = Browser::of(&world, "amara").await;
        let write = scene.write(band);
        browser.get(&write).await.is(200).says("The reasons").says("Band A").says("in your words");
        browser.fill(&write, &write, &[("way", "hand")]).await.is(422).says("Write the reasons");
        browser.fill(&write, &write, &[("way", "hand"), ("reasons", "You told us that you are not safe.")]).await.is(303);
        let (_, it) = letter(&*scene.fold(&world).await);
        assert_eq!(it.template.as_deref(), Some("band"));
    }
}

/// She is placed in the area of another body of the partnership.
async fn placed_elsewhere(world: &World, scene: &Scene) -> FactId {
    let host = team("landlord");
    let terms = Terms {
        what: vec![FieldClass::Contact],
        basis: LawfulBasis::Safeguarding,
        why: Sealed::new("to watch the door"),
        review: world.house.today().saturating_add(30.days()),
    };
    world.desk("amara").bring_in(scene.file, host, Some(terms), Sent::default()).await.unwrap();
    let placed = casefile::facts::PlacementMade {
        check: None,
        nightly: None,
        room: None,
        by: team("housing"),
        home: casefile::facts::HomeKind::Temporary,
        settled: false,
        host: Some(host),
        bedrooms: Some(2),
        bedrooms_needed: Some(2),
        suitability_checked: true,
        with_children: false,
        place: Some(Sealed::new("3 Far Lane, Otherham")),
    };
    scene.record(world, placed).await
}

#[tokio::test]
async fn a_notice_to_another_authority_waits_for_a_second_person_and_goes_to_nobody_else() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        let placed = placed_elsewhere(&world, &scene).await;
        let browser = Browser::of(&world, "amara").await;
        let write = scene.write(placed);
        let stopped =
            browser.get(&write).await.is(422).says("nobody has checked whether they are linked").says_nothing_of("3 Far Lane");
        let check = stopped.link(&scene.path("letters/links/"), "");
        browser
            .get(&check)
            .await
            .is(200)
            .says("Nothing in this file points to a link of theirs")
            .says("a reviewer of conflicts can say");
        browser.fill(&check, &check, &[]).await.is(422).says("Choose what links there are").says("Say whom you asked");
        let linked = [("links", "lives-there"), ("way", "usual"), ("reasons", "his sister lives in Otherham")];
        browser.fill(&check, &check, &linked).await.is(422).says("Send it to one named person only, without the address");
        let none = [("links", "none"), ("way", "usual"), ("reasons", "their lead officer looked, and so did she")];
        browser.fill(&check, &check, &none).await.is(303);
        browser
            .get(&write)
            .await
            .is(200)
            .says("Notice under section 208")
            .says_nothing_of("3 Far Lane")
            .says("when their links to the alleged perpetrator were checked");
        browser.fill(&write, &write, &[]).await.is(422).says("Enter the authority");
        let done = browser.fill(&write, &write, &[("address", "Head of Housing, Civic Centre, Otherham")]).await.is(303);
        assert!(done.to().contains("said=waits"), "{}", done.to());
        let file = scene.fold(&world).await;
        assert!(file.each::<LetterReady>().next().is_none());
        browser.get(&scene.path("letters")).await.is(200).says("Waits for a second person");
    }
}

#[tokio::test]
async fn a_check_of_links_tells_nobody_that_one_of_their_staff_is_kept_out() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        placed_elsewhere(&world, &scene).await;
        world.desk("lars").i_know_somebody(scene.file).await.unwrap();
        assert_eq!(world.desk("vera").bars().await.unwrap().len(), 1);
        let browser = Browser::of(&world, "amara").await;
        let check = scene.path(&format!("letters/links/{}", team("landlord")));
        browser.get(&check).await.is(200).says("Nothing in this file points to a link of theirs").says_nothing_of("kept out");
        let none = [("links", "none"), ("way", "usual"), ("reasons", "their lead officer looked, and so did she")];
        browser.fill(&check, &check, &none).await.is(303);
        let file = scene.fold(&world).await;
        let (_, it) = file.each::<LinksChecked>().next().unwrap();
        assert!(it.found.is_empty(), "{:?}", it.found);
    }
}

#[tokio::test]
async fn a_link_of_theirs_keeps_the_address_out_of_the_notice_until_a_manager_decides() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        let placed = placed_elsewhere(&world, &scene).await;
        let browser = Browser::of(&world, "amara").await;
        let (write, check) = (scene.write(placed), scene.path(&format!("letters/links/{}", team("landlord"))));
        let linked = |way: &'static str| {
            [
                ("links", "staff"),
                ("way", way),
                ("named", "R. Ames, lead officer"),
                ("reasons", "his brother is a caretaker there"),
            ]
        };
        browser.fill(&check, &check, &linked("manager")).await.is(422).says("is decided by a manager");
        browser.fill(&check, &check, &linked("held")).await.is(303);
        browser.get(&write).await.is(422).says("are still being looked into");
        browser.fill(&check, &check, &linked("without-address")).await.is(303);
        browser
            .get(&write)
            .await
            .is(200)
            .says("We hold back the address")
            .says("This notice is for you alone")
            .says_nothing_of("3 Far Lane");
        let meera = Browser::of(&world, "meera").await;
        meera.fill(&check, &check, &linked("manager")).await.is(303);
        browser.get(&write).await.is(200).says("Address").says_nothing_of("We hold back the address");
    }
}

#[tokio::test]
async fn nothing_is_told_in_a_letter_about_what_is_no_decision_nor_to_somebody_who_may_not_know() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let scene = Scene::of(&world).await;
        let decision = scene.refused(&world).await;
        let other = scene.fold(&world).await.facts()[0].id;
        let browser = Browser::of(&world, "amara").await;
        browser.get(&scene.write(other)).await.is(404);
        browser.get(&scene.write(FactId(uuid::Uuid::nil()))).await.is(404);
        Browser::of(&world, "lars").await.get(&scene.write(decision)).await.is(404);
        Browser::of(&world, "lars").await.get(&scene.path("letters")).await.is(404);
    }
}
