//! Hearing: a disclosure in an ordinary note is shown to a person, who answers.

use serde_json::json;
use testkit::{World, team};

use crate::browser::{Browser, day};

const NOTE: &str =
    "She cannot climb the stairs any more. She needs to move away from her father because he is aggressive and hits her.";

#[tokio::test]
async fn a_disclosure_in_a_note_about_stairs_is_heard_with_its_words_and_answered_by_a_person() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let world = world.with_accounts().await;
        let file = world.a_file_by("amara").await;
        let browser = Browser::of(&world, "amara").await;
        let to = team("housing").0.to_string();
        let path = format!("/files/{file}/act/noted");
        let when = day("happened", "1", "6", "2026");
        let mut answers: Vec<(&str, &str)> = when.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        answers.extend([("to", to.as_str()), ("words", NOTE)]);
        browser.fill(&path, &path, &answers).await.is(303);

        let page = browser.get(&format!("/files/{file}")).await.is(200).says("Read words that may tell of abuse");
        assert!(!page.body.contains("hits her"), "the words are sealed");
        let heard = page.link(&format!("/files/{file}/heard/"), "");
        browser.get(&heard).await.is(200).says("This is a disclosure").says("decides nothing");
        browser.fill(&heard, &heard, &[]).await.is(422).says("Choose one");
        browser.fill(&heard, &heard, &[("answer", "no")]).await.is(422).says("Say in a line why this is no disclosure");
        browser.fill(&heard, &heard, &[("answer", "yes"), ("shows", "violence")]).await.is(303);
        browser.get(&heard).await.is(200).says("it is a disclosure");
        let made = world.desk("amara").open(file).await.unwrap();
        let told = made.file.each::<casefile::facts::DisclosureMade>().last().unwrap().1;
        assert!(told.shows.contains(casefile::facts::Shows::VIOLENCE));
        assert!(made.owed.iter().all(|one| one.rule.id != "OMB-heard-disclosure" || one.end.fact().is_some()));
    }
}

#[tokio::test]
async fn a_program_that_records_words_has_them_heard_too_and_what_somebody_heard_already_is_not_asked_again() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let file = world.a_file_by("amara").await;
    let heard = || async {
        let opened = world.desk("amara").open(file).await.unwrap();
        opened.file.each::<casefile::facts::DisclosureHeard>().count()
    };
    let record = |shows: serde_json::Value| {
        let fields = json!({ "by": { "team": team("housing") }, "to": team("housing"), "evidence": "medical-evidence", "shows": shows, "words": NOTE });
        let body = casefile::facts::Body::read(casefile::facts::Kind::EvidenceReceived, fields).unwrap();
        casefile::commands::RecordFact { body, happened: world.house.today().into(), known: Vec::new() }
    };
    world.desk("amara").act(file, &record(json!(["violence"])), desk::Sent::default()).await.unwrap();
    assert_eq!(heard().await, 0);
    world.desk("amara").act(file, &record(json!([])), desk::Sent::default()).await.unwrap();
    assert_eq!(heard().await, 1);
}

#[tokio::test]
async fn a_text_that_is_in_no_file_is_read_on_the_spot_and_kept_nowhere() {
    let world = World::everywhere("2026-06-01T09:00").await.remove(0).with_accounts().await;
    let browser = Browser::of(&world, "amara").await;
    browser.fill("/hear", "/hear", &[("text", "")]).await.is(422).says("Put in the words");
    let read = browser.fill("/hear", "/hear", &[("text", NOTE)]).await.is(200).says("This may be a disclosure");
    assert!(read.body.contains("<mark>"), "the very words are marked");
    browser.fill("/hear", "/hear", &[("text", "The boiler leaks again.")]).await.is(200).says("Nothing was heard");
}
