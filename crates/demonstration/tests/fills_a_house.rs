//! The demonstration goes into a real ledger, once.

use std::sync::Arc;
use std::time::Instant;

use casefile::calendar::london_moment;
use demonstration::{Filled, INVENTED, code_secret, fill, partnership};
use desk::{House, Seeded, Still};
use jiff::civil::date;

#[tokio::test]
async fn a_second_start_finds_everything_and_changes_nothing() {
    let database = testkit::fresh_sqlite().await;
    let today = date(2026, 11, 20);
    let clock = Still::at(london_moment(today.at(9, 0, 0, 0)));
    let house = House::with_light_passwords(
        database.ledger.clone(),
        Arc::clone(&database.vault),
        Arc::new(clock),
        Arc::new(Seeded::with(1)),
    );
    let mut said = Vec::new();
    let began = Instant::now();
    let filled =
        fill(partnership(), &house, &database.ledger, &database.vault, today, &mut |word| said.push(word.to_owned())).await;
    let took = began.elapsed();
    let Ok(Filled::Now { files, facts }) = filled else { panic!("{filled:?}") };
    assert_eq!(files, INVENTED + 9);
    assert!(facts > 8_000, "{facts} facts");
    assert!(!said.is_empty());
    println!("{files} files, {facts} facts in {took:?}");
    assert!(took.as_secs() < 120, "it took {took:?}, and people wait for it");

    let again = fill(partnership(), &house, &database.ledger, &database.vault, today.tomorrow().unwrap(), &mut |_| {}).await;
    assert_eq!(again.unwrap(), Filled::Already);

    let directory = house.directory().await.unwrap();
    assert_eq!(directory.officers().len(), partnership().officers.len());
    let amara = directory.officers().iter().find(|officer| officer.sign_in == "amara.housing").unwrap();
    let mut reading = database.ledger.read().await.unwrap();
    let kept = reading.credential(amara.id).await.unwrap().unwrap();
    assert_eq!(kept.totp_secret.unwrap().bytes(), code_secret(&database.vault, "amara.housing"));
    drop(reading);
    house.close().await;
}
