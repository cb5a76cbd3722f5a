//! Two copies of the house, alike but for one secret: in one of them a survivor has a hidden file, and work goes on in it all day. Somebody
//! without a grant spends the same day in both. Whatever they are told is the same to the letter.

use std::collections::HashMap;

use casefile::commands::{AskWaiver, RestrictAccess};
use casefile::ids::FileId;
use casefile::private::{Sealed, Unprinted};
use desk::{Disclosure, Sent};
use testkit::{Database, World, officer};

use crate::authorisation::{Keeping, ROUTES, Scene};
use crate::browser::{Browser, Page};

/// Her name. The one who has no grant looks for it, and writes it down themselves.
const NAME: &str = "Zelda Quillfeather";

/// A house with a file that everybody may know of; in one of two worlds with the secret too. Gives an id: the secret's, or one that never was.
async fn world(database: Database, with_secret: bool) -> (Scene, FileId, String) {
    let scene = Scene::set(World::on(database, "2026-06-01T09:00").await, Keeping::Open).await;
    if !with_secret {
        return (scene, FileId(uuid::Uuid::new_v4()), "2222-2222".to_owned());
    }
    let (amara, now) = (scene.world.desk("amara"), scene.world.house.now());
    let disclosure = Disclosure { name: Some(Unprinted::new(NAME)), take_on: true, ..testkit::a_disclosure() };
    let file = scene.world.open_file("amara", &disclosure).await.file;
    let hide = RestrictAccess { hidden: true, named: vec![officer("amara"), officer("meera")], because: None };
    amara.act(file, &hide, Sent::default()).await.unwrap();
    let opened = amara.open(file).await.unwrap();
    let owed = opened.owed.first().unwrap();
    let ask = AskWaiver { rule: owed.rule.id.to_owned(), raised_by: owed.raised_by, reason: Sealed::new("she asked") };
    amara.act(file, &ask, Sent::default()).await.unwrap();
    assert_eq!(scene.world.house.now(), now, "the secret takes no time");
    let reference = opened.file.reference().unwrap().to_owned();
    (scene, file, reference)
}

/// Ids, proofs and references are drawn anew each time: each is told by its place in the order in which they came.
#[derive(Default)]
struct Drawn(HashMap<String, usize>);

impl Drawn {
    fn plain(&mut self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        let mut rest = text;
        while let Some(start) = rest.find(is_part) {
            plain.push_str(&rest[..start]);
            let length = rest[start..].find(|letter| !is_part(letter)).unwrap_or(rest.len() - start);
            let (word, after) = rest[start..].split_at(length);
            if is_drawn(word) {
                let next = self.0.len();
                let number = *self.0.entry(word.to_owned()).or_insert(next);
                plain.extend(["«", number.to_string().as_str(), "»"]);
            } else {
                plain.push_str(word);
            }
            rest = after;
        }
        plain + rest
    }
}

/// An id, a proof of a session, or the reference of a file.
fn is_drawn(word: &str) -> bool {
    let is_reference = word.len() == 9
        && word.as_bytes()[4] == b'-'
        && word.bytes().all(|letter| letter != b'_' && !letter.is_ascii_lowercase());
    uuid::Uuid::parse_str(word).is_ok()
        || is_reference
        || (word.len() >= 40 && word.bytes().any(|letter| letter.is_ascii_digit()))
}

/// All that one page tells.
fn told(page: &Page, drawn: &mut Drawn) -> String {
    let mut headers: Vec<String> =
        page.headers.iter().map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes()))).collect();
    headers.sort_unstable();
    drawn.plain(&format!("{}\n{}\n\n{}", page.status, headers.join("\n"), page.body))
}

/// What somebody does all day, and what they are told.
async fn day(scene: &Scene, secret: FileId, reference: &str, name: &str) -> Vec<(String, String)> {
    let browser = Browser::of(&scene.world, name).await;
    let csrf = browser.get("/help").await.is(200).hidden("csrf");
    let mut drawn = Drawn::default();
    // Both are known beforehand, so that a word of them that is told stays as different as it is.
    let mut told_all = Vec::new();
    let mut keep = |what: String, page: &Page| {
        let plain = told(page, &mut drawn).replace(&secret.to_string(), "the id").replace(reference, "the reference");
        told_all.push((what, plain));
    };
    for (route, get, post) in ROUTES {
        for file in [scene.file, secret] {
            let address = scene.address(route, file);
            if !get.is_empty() {
                keep(format!("GET {route}"), &browser.get(&address).await);
            }
            if !post.is_empty() && file == secret && route.contains("{file}") {
                keep(format!("POST {route}"), &browser.post(&address, &[("csrf", &csrf)]).await);
            }
        }
    }
    let looks: [&[(&str, &str)]; 4] = [
        &[("name", NAME), ("born-year", "1990")],
        &[("name", NAME), ("with", "Karl")],
        &[("reference", reference)],
        &[("reached", "01632 960 001")],
    ];
    for look in looks {
        let mut answers = vec![("csrf", csrf.as_str()), ("purpose", "safety")];
        answers.extend(look);
        let page = browser.post("/search", &answers).await;
        assert!(page.status != 422, "{}", page.words());
        keep("POST /search".to_owned(), &page);
    }
    // They ask for it in an emergency: the request is taken either way, and what comes of it is for those on call.
    let asked = [("reference", reference), ("reason", "life-at-risk"), ("why", "she is at the door")];
    let form = browser.get("/emergency").await;
    keep("GET /emergency".to_owned(), &form);
    if form.status == 200 {
        let page = browser.send_form(&form, "/emergency", &asked).await;
        assert!(page.status != 422, "{}", page.words());
        keep("POST /emergency".to_owned(), &page);
        scene.world.move_on(0, 1);
        let code = scene.world.code_of(name);
        let page = browser.post("/emergency", &[&asked[..], &[("csrf", csrf.as_str()), ("code", &code)]].concat()).await;
        assert!([200, 303].contains(&page.status.as_u16()), "{}", page.words());
        keep("POST /emergency with a code".to_owned(), &page);
        keep("what came of it".to_owned(), &browser.get(if page.to().is_empty() { "/work" } else { page.to() }).await);
    }
    // She comes to them too: a new file is made, and nobody is told that she has one.
    let form = browser.get("/disclosures/new").await;
    keep("GET /disclosures/new".to_owned(), &form);
    if form.status == 200 {
        let page =
            browser.send_form(&form, "/disclosures", &[("name", NAME), ("words", "he found me"), ("shows", "unsafe-home")]).await;
        keep("POST /disclosures".to_owned(), &page);
        keep("what happens next".to_owned(), &browser.get(page.to()).await);
        keep("GET /work".to_owned(), &browser.get("/work?whose=team").await);
        keep("GET /files".to_owned(), &browser.get("/files").await);
    }
    scene.world.worker().round().await.unwrap();
    keep("GET /work, later".to_owned(), &browser.get("/work").await);
    told_all.push(("letters".to_owned(), scene.world.tray.count(name).to_string()));
    told_all
}

#[tokio::test]
async fn a_day_without_a_grant_is_the_same_for_colleagues_whether_or_not_there_is_a_secret() {
    tokio::join!(is_the_same("tom"), is_the_same("ruth"), is_the_same("carol"));
}

#[tokio::test]
async fn a_day_without_a_grant_is_the_same_for_other_services_whether_or_not_there_is_a_secret() {
    tokio::join!(is_the_same("chidi"), is_the_same("rita"), is_the_same("pete"));
}

#[tokio::test]
async fn a_day_without_a_grant_is_the_same_for_those_who_keep_the_house_whether_or_not_there_is_a_secret() {
    tokio::join!(is_the_same("nora"), is_the_same("vera"), is_the_same("ada"));
}

async fn is_the_same(name: &str) {
    for (one, other) in testkit::databases().await.into_iter().zip(testkit::databases().await) {
        let kind = one.name;
        let spent = async |database, with_secret| {
            let (scene, id, reference) = world(database, with_secret).await;
            day(&scene, id, &reference, name).await
        };
        let (without, with) = tokio::join!(spent(one, false), spent(other, true));
        assert_eq!(without.len(), with.len());
        for ((what, one), (_, other)) in without.iter().zip(&with) {
            assert!(one == other, "{kind}: {name} can tell by {what}:\n{}", difference(one, other));
        }
    }
}

/// The first lines that differ.
fn difference(one: &str, other: &str) -> String {
    let lines = one.lines().zip(other.lines()).filter(|(one, other)| one != other).take(4);
    lines.flat_map(|(one, other)| ["- ", one, "\n+ ", other, "\n"]).collect()
}

#[tokio::test]
async fn whoever_has_the_grant_can_tell_and_so_this_test_can() {
    let database = testkit::fresh_sqlite().await;
    let (scene, id, reference) = world(database, true).await;
    let with = day(&scene, id, &reference, "meera").await;
    let (scene, id, reference) = world(testkit::fresh_sqlite().await, false).await;
    let without = day(&scene, id, &reference, "meera").await;
    let differing = without.iter().zip(&with).filter(|((_, one), (_, other))| one != other).count();
    assert!(differing > 20, "only {differing} pages differ for somebody who may know");
}
