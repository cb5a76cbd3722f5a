//! Cases with evidence of abuse go on the agenda of the next panel by themselves.

use casefile::allocations::scheme::standard;
use casefile::commands::RecordFact;
use casefile::facts::{Body, Kind, PanelListed, When};
use casefile::ids::{FactId, FileId};
use desk::{Sent, SetUp};
use jiff::civil::date;
use serde_json::{Value, json};
use testkit::{World, body, team};

/// The council of a world lets homes by the scheme that comes with Holdfast, as its own.
async fn with_a_scheme(world: &World) {
    let mut partnership = world.house.partnership().await.unwrap().unwrap();
    partnership.standards.schemes.add(vec![body("council")], standard().clone());
    let set_up = SetUp { partnership, bodies: Vec::new(), teams: Vec::new(), officers: Vec::new() };
    world.house.set_up(&set_up).await.unwrap();
}

async fn tell(world: &World, file: FileId, kind: Kind, fields: Value) -> FactId {
    let body = Body::read(kind, fields).unwrap();
    let fact = RecordFact { body, happened: When::on(world.house.today()), known: Vec::new() };
    world.desk("amara").act(file, &fact, Sent::default()).await.unwrap().facts[0]
}

async fn listed(world: &World, file: FileId) -> Vec<jiff::civil::Date> {
    let opened = world.desk("amara").open(file).await.unwrap();
    opened.file.each::<PanelListed>().filter_map(|(_, it)| it.meets).collect()
}

#[tokio::test]
async fn evidence_of_abuse_puts_a_case_on_the_next_agenda_once_and_without_anybody_asking() {
    for world in World::everywhere("2026-06-01T09:00").await {
        with_a_scheme(&world).await;
        let file = world.a_file_by("amara").await;
        tell(&world, file, Kind::HousingApplied, json!({ "to": team("housing"), "register": true })).await;
        let letter = json!({ "by": { "team": team("housing") }, "to": team("housing"), "evidence": "social-worker-letter", "shows": ["violence"] });
        tell(&world, file, Kind::EvidenceReceived, letter).await;
        let round = world.worker().round().await.unwrap();
        assert_eq!(round.listed, 1, "{}", world.database.name);
        assert_eq!(listed(&world, file).await, [date(2026, 7, 7)], "papers for the meeting of 2 June were in by 28 May");
        assert_eq!(world.worker().round().await.unwrap().listed, 0, "what has been done is not done again");
        assert_eq!(listed(&world, file).await.len(), 1);
        let agenda = world.desk("amara").panel_agenda().await.unwrap();
        assert_eq!(agenda.iter().map(|one| (one.file, one.meets)).collect::<Vec<_>>(), [(file, date(2026, 7, 7))]);
        assert!(world.desk("iris").panel_agenda().await.unwrap().is_empty(), "another body has a panel of its own");
    }
}

#[tokio::test]
async fn where_no_scheme_says_when_the_panel_meets_nothing_is_listed_and_it_stays_owed() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let file = world.a_file_by("amara").await;
        tell(&world, file, Kind::HousingApplied, json!({ "to": team("housing"), "register": true })).await;
        let letter = json!({ "by": { "team": team("housing") }, "to": team("housing"), "evidence": "social-worker-letter", "shows": ["violence"] });
        tell(&world, file, Kind::EvidenceReceived, letter).await;
        assert_eq!(world.worker().round().await.unwrap().listed, 0);
        assert!(listed(&world, file).await.is_empty());
        let opened = world.desk("amara").open(file).await.unwrap();
        let owed = opened.owed.iter().find(|owed| owed.rule.id == "OMB-panel-referral").unwrap();
        assert!(owed.end.fact().is_none(), "a person has to do it, and is reminded");
    }
}
