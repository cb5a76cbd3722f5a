//! Every sealed field of every kind of fact holds a word that stands nowhere else. Then everybody goes to every page, the worker makes its rounds,
//! and what the pages, the log, the post and the database hold is searched for those words.

use std::io::Write;
use std::sync::{Arc, Mutex};

use casefile::facts::{Body, Kind, NewFact, Shape, When};
use casefile::ids::{FactId, OfficerId, PersonId};
use serde_json::{Map, Value, json};
use testkit::{World, officer, team};

use crate::authorisation::{Keeping, ROUTES, Scene};
use crate::browser::Browser;

/// A word in one field of one fact.
struct Canary {
    fact: FactId,
    kind: Kind,
    field: &'static str,
    word: String,
}

/// What opens and closes files, and what is told to reviewers alone, would change who may see the others.
fn is_left_out(kind: Kind) -> bool {
    kind.is_about_access() || kind.is_for_reviewers() || matches!(kind, Kind::FileOpened | Kind::ServiceNamed | Kind::Looked)
}

/// A word of letters that no other text holds.
fn word(number: usize) -> String {
    let letters: String = format!("{number:04}").bytes().map(|digit| char::from(b'b' + (digit - b'0') * 2)).collect();
    format!("Zqx{letters}vk")
}

/// The least that a field of this shape may hold.
fn least(shape: Shape, person: PersonId, earlier: FactId) -> Value {
    match shape {
        Shape::Text | Shape::Name | Shape::Sealed(_) => json!("something"),
        Shape::Day | Shape::Moment => json!("2026-05-01"),
        Shape::YesNo => json!(false),
        Shape::Number | Shape::Money => json!(1),
        Shape::OneOf(choices) => json!(choices[0].code),
        Shape::AnyOf(_) | Shape::Many(_) => json!([]),
        Shape::Person => json!(person),
        Shape::Team => json!(team("housing")),
        Shape::Who => json!({ "team": team("housing") }),
        Shape::Body => json!(testkit::body("council")),
        Shape::Officer => json!(OfficerId(officer("amara").0)),
        Shape::Fact => json!(earlier),
        Shape::Room => json!(uuid::Uuid::new_v4()),
        Shape::Rule => json!(casefile::obligations::rules()[0].id),
        Shape::Steps => json!({ "what": "step", "kind": "rehousing", "who": { "team": team("housing") } }),
    }
}

/// One fact of every kind that has something sealed, with a word of its own in each sealed field.
async fn plant(scene: &Scene) -> Vec<Canary> {
    let opened = scene.world.desk("amara").open(scene.file).await.unwrap();
    let (person, earlier) = (opened.file.survivor().unwrap(), opened.file.facts()[0].id);
    let (mut facts, mut planted) = (Vec::new(), Vec::new());
    for kind in Kind::ALL.iter().copied().filter(|kind| !is_left_out(*kind)) {
        let info = kind.info();
        let sealed = |shape| matches!(shape, Shape::Sealed(_));
        if !info.fields.iter().any(|field| sealed(field.shape)) {
            continue;
        }
        let mut fields = Map::new();
        for field in info.fields {
            if sealed(field.shape) {
                planted.push((facts.len(), kind, field.name, word(planted.len())));
                fields.insert(field.name.to_owned(), json!(planted.last().unwrap().3));
            } else if !field.optional {
                fields.insert(field.name.to_owned(), least(field.shape, person, earlier));
            }
        }
        let body = Body::read(kind, Value::Object(fields)).unwrap_or_else(|why| panic!("{}: {why}", kind.code()));
        facts.push(NewFact::new(When::on(scene.world.house.today()), body));
    }
    let mut tx = scene.world.database.ledger.begin("canaries").await.unwrap();
    let kept = tx.append(&access::house::clock(scene.file), facts, scene.world.house.now(), None).await.unwrap();
    tx.commit().await.unwrap();
    planted.into_iter().map(|(at, kind, field, word)| Canary { fact: kept.facts[at].id, kind, field, word }).collect()
}

/// Everything that is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The words of these that stand somewhere.
fn found<'a>(canaries: &'a [Canary], text: &str) -> Vec<&'a str> {
    let text = text.to_lowercase();
    // They all begin alike, so that most texts are searched once and not once for each of them.
    if !text.contains("zqx") {
        return Vec::new();
    }
    canaries.iter().map(|canary| canary.word.as_str()).filter(|word| text.contains(&word.to_lowercase())).collect()
}

#[tokio::test]
async fn no_sealed_word_stands_anywhere_until_it_is_read_out_to_somebody_who_may() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone());
    let _ = tracing::subscriber::set_global_default(subscriber.finish());
    for world in World::everywhere("2026-06-01T09:00").await {
        let scene = Scene::set(world, Keeping::Hidden).await;
        let canaries = plant(&scene).await;
        assert!(canaries.len() >= 60, "{} sealed fields", canaries.len());
        scene.world.worker().round().await.unwrap();

        for name in ["nobody", "amara", "meera", "tom", "ruth", "chidi", "rita", "pete", "nora", "vera", "ada", "carol"] {
            let browser = if name == "nobody" { Browser::at(&scene.world) } else { Browser::of(&scene.world, name).await };
            for (route, get, _) in ROUTES.iter().filter(|(_, get, _)| !get.is_empty()) {
                let page = browser.get(&scene.address(route, scene.file)).await;
                let said = format!("{:?} {}", page.headers, page.body);
                assert_eq!(found(&canaries, &said), [""; 0], "{name} at {route} ({get})");
            }
        }
        for (part, file) in [("facts", scene.file), ("owed", scene.file)] {
            let secret = "another secret of a program, long enough";
            let program = Browser::with(&scene.world, vec![web::door::Token::new(secret, officer("amara"))]);
            let request =
                axum::http::Request::get(format!("/api/files/{file}/{part}")).header("authorization", format!("Bearer {secret}"));
            let page = program.raw(request.body("".into()).unwrap()).await.is(200);
            assert_eq!(found(&canaries, &page.body), [""; 0], "{part} for programs");
        }

        // Whoever may, reads each of them, one at a time, and nothing else with it.
        let meera = Browser::of(&scene.world, "meera").await;
        let csrf = meera.get("/help").await.is(200).hidden("csrf");
        scene.world.move_on(0, 1);
        let code = scene.world.code_of("meera");
        for (nth, canary) in canaries.iter().enumerate() {
            let fact = canary.fact.to_string();
            let mut answers = vec![("csrf", csrf.as_str()), ("fact", &fact), ("field", canary.field), ("purpose", "safety")];
            if nth == 0 {
                answers.push(("code", &code));
            }
            let page = meera.post(&format!("/files/{}/reveal", scene.file), &answers).await;
            let name = canary.kind.code();
            assert_eq!(page.status.as_u16(), 200, "{name} {}: {}", canary.field, page.words());
            assert_eq!(found(&canaries, &page.body), [canary.word.as_str()], "{name} {}", canary.field);
        }

        scene.world.move_on(0, 16);
        scene.world.worker().round().await.unwrap();
        for (_, letter) in scene.world.tray.all() {
            assert_eq!(found(&canaries, &letter), [""; 0], "in the post");
        }
        let at_rest = scene.world.database.at_rest().await;
        assert!(at_rest.len() > 10_000, "the database was not read");
        assert_eq!(found(&canaries, &at_rest), [""; 0], "in the database");
        let logged = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
        assert!(logged.contains("done"), "nothing was logged");
        assert_eq!(found(&canaries, &logged), [""; 0], "in the log");
    }
}
