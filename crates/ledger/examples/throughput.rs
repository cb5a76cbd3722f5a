//! How many commands a second are kept, beside the same database's own limit for a plain insert with the same push to the disk.
//!
//! `cargo run --release --example throughput [ADDRESS]`; without an address, a SQLite file in a temporary folder.

#![allow(clippy::print_stdout, clippy::panic, reason = "it prints what it measured, and stops where it cannot measure")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use access::RecordFact;
use ledger::{IfMissing, Ledger};
use testkit::{Sample, at};
use vault::Vault;

const FOR: Duration = Duration::from_secs(5);
const FILES: u128 = 40;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let named = std::env::args().nth(1).unwrap_or_else(|| folder.path().join("throughput.db").display().to_string());
    let vault = Arc::new(Vault::from_master([42; 32]));
    let ledger = Ledger::open(&named.parse()?, vault, IfMissing::Create, at("2026-06-01T09:00")).await?;
    ledger.run_for_a_test("CREATE TABLE IF NOT EXISTS bare (id UUID NOT NULL PRIMARY KEY, body BYTEA NOT NULL)".into()).await?;
    for number in 1..=FILES {
        let sample = Sample::numbered(number);
        sample.open_in(&ledger).await?;
        let filler = (0..50).map(|_| sample.safe_contact("07700 900123")).collect();
        sample.add(&ledger, filler, "2026-06-01T15:00").await?;
    }
    for clients in [1, 8, 32] {
        let shared = ledger.clone();
        let bare = measured(clients, move |_, _| {
            let ledger = shared.clone();
            async move { ledger.bare_insert_for_a_bench(&[7; 600]).await }
        });
        let bare = bare.await;
        let shared = ledger.clone();
        let kept = measured(clients, move |client, nth| {
            let ledger = shared.clone();
            let sample = Sample::numbered(1 + (client * 7 + nth) % FILES);
            async move {
                let now = at("2026-06-02T09:00");
                let mut tx = ledger.begin("record").await?;
                let guard = tx.guard(sample.file).await?;
                let permit = access::permit::<RecordFact>(
                    &access::Asking::casework(&sample.worker(), at("2026-06-02T09:00")),
                    guard.as_ref(),
                )
                .map_err(|_| ledger::LedgerError::NoSuchFile)?;
                let key = uuid::Uuid::new_v4().to_string();
                tx.once(&key, sample.officer, now).await?;
                let _file = tx.file(&permit).await?;
                tx.append(&permit, vec![sample.safe_contact("07700 900123")], now, None).await?;
                tx.remember(&key, sample.officer, &serde_json::json!({"said": "Recorded."})).await?;
                tx.commit().await
            }
        });
        let kept = kept.await;
        println!("{clients:>3} clients: {bare:>6.0} bare inserts/s, {kept:>6.0} commands/s ({:.0} %)", 100.0 * kept / bare);
    }
    ledger.close().await;
    Ok(())
}

/// Runs a thing over and over in so many tasks at once; how often a second.
async fn measured<F, T>(clients: u128, thing: F) -> f64
where
    F: Fn(u128, u128) -> T + Send + Sync + 'static + Clone,
    T: Future<Output = Result<(), ledger::LedgerError>> + Send,
{
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let thing = thing.clone();
            tokio::spawn(async move {
                let mut done = 0_u128;
                while begun.elapsed() < FOR {
                    if let Err(error) = thing(client, done).await {
                        panic!("{error}");
                    }
                    done += 1;
                }
                done
            })
        })
        .collect();
    let mut all = 0;
    for task in tasks {
        all += task.await.unwrap_or(0);
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of a few thousands")]
    let rate = all as f64 / begun.elapsed().as_secs_f64();
    rate
}
