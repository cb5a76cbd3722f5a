//! What a process remembers serves only while it is still so: another node may have changed the file, or who works here.

use casefile::commands::{RecordFact, RestrictAccess};
use casefile::facts::{Noted, Shows};
use casefile::ids::FileId;
use casefile::private::Sealed;
use desk::{CannotAct, House, Sent};
use testkit::{World, account, officer, team};

fn noted(text: &str) -> RecordFact {
    let body = Noted { by: None, to: Some(team("housing")), shows: Shows::empty(), words: Some(Sealed::new(text)), about: None };
    RecordFact { body: body.into(), happened: "2026-06-01".parse().unwrap(), known: Vec::new() }
}

/// A file that both nodes have worked on, so that both remember it; and who asks on the first.
async fn known_to_both(world: &World) -> (FileId, House) {
    let file = world.a_file_by("amara").await;
    let other = world.second_node().await;
    for house in [&world.house, &other] {
        house.desk(account("amara").officer()).act(file, &noted("she rang"), Sent::default()).await.unwrap();
        house.officer(officer("amara")).await.unwrap().unwrap();
    }
    (file, other)
}

#[tokio::test]
async fn what_a_node_remembers_of_a_file_is_added_to_only_while_nobody_else_has() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let (file, other) = known_to_both(&world).await;
        let here = world.house.recall(officer("amara")).unwrap();
        let seen = world.desk("amara").open(file).await.unwrap().seq;
        assert!(here.act(file, &noted("one"), Sent::default()).await.is_some(), "nothing has changed");
        other.desk(account("tom").officer()).act(file, &noted("two"), Sent::default()).await.unwrap();
        assert!(here.act(file, &noted("three"), Sent::default()).await.is_none(), "the other node wrote meanwhile");
        let stale = world.desk("amara").act(file, &noted("four"), Sent::default().seen(seen)).await;
        assert!(matches!(stale, Err(CannotAct::Changed { ref since }) if since.len() == 2), "{stale:?}");
        world.desk("amara").act(file, &noted("five"), Sent::default()).await.unwrap();
        assert_eq!(world.desk("amara").open(file).await.unwrap().seq, seen + 3);
    }
}

#[tokio::test]
async fn what_arrives_twice_at_two_nodes_has_one_effect() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let (file, other) = known_to_both(&world).await;
        let first = other.desk(account("amara").officer()).act(file, &noted("once"), Sent::once("k")).await.unwrap();
        let again = world.desk("amara").act(file, &noted("once"), Sent::once("k")).await.unwrap();
        let third = other.desk(account("amara").officer()).act(file, &noted("once"), Sent::once("k")).await.unwrap();
        assert_eq!((&first.facts, &first.facts), (&again.facts, &third.facts));
        assert!(again.before && third.before);
    }
}

#[tokio::test]
async fn whoever_leaves_or_moves_to_another_team_does_nothing_more_on_what_was_remembered() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let (file, other) = known_to_both(&world).await;
        let here = world.house.recall(officer("amara")).unwrap();
        let seq = world.desk("amara").open(file).await.unwrap().seq;
        other.desk(account("meera").officer()).officer_leaves(officer("amara"), "2026-06-01".parse().unwrap()).await.unwrap();
        assert!(here.act(file, &noted("after"), Sent::default()).await.is_none());
        assert!(world.house.officer(officer("amara")).await.unwrap().is_none());
        assert!(world.house.recall(officer("amara")).is_none(), "and that is remembered now");
        // What her leaving writes into the file is not hers.
        let opened = world.desk("tom").open(file).await.unwrap();
        assert!(opened.file.facts().iter().filter(|fact| fact.is::<Noted>().is_some()).count() == 2, "{seq}");
    }
}

#[tokio::test]
async fn a_file_that_was_hidden_at_another_node_takes_nothing_more_from_those_who_are_not_named() {
    for world in World::everywhere("2026-06-01T09:00").await {
        let (file, other) = known_to_both(&world).await;
        let hide = RestrictAccess { hidden: true, named: vec![officer("meera")], because: None };
        other.desk(account("amara").officer()).act(file, &hide, Sent::default()).await.unwrap();
        let tom = world.desk("tom").act(file, &noted("still here?"), Sent::default()).await;
        assert!(matches!(tom, Err(CannotAct::NoSuchFile)), "{tom:?}");
    }
}
