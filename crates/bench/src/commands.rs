//! Commands acknowledged a second through the interface for programs, beside the bare limit of the same machine: a plain insert with the same
//! durability.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde_json::json;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection as _, PgConnection, SqliteConnection};

use crate::client::Client;
use crate::house::{Place, Serving};

/// How long each side is measured.
const FOR: Duration = Duration::from_secs(10);
/// Clients at once.
const CLIENTS: [usize; 2] = [1, 16];

/// Files that are written to, and facts in each to begin with.
const FILES: usize = 2_000;
const FACTS: usize = 60;

/// Measures both sides, one after the other, with as many clients.
pub async fn measure(place: &Place) -> anyhow::Result<String> {
    let serving = Serving::with(place, "commands", FILES, FACTS).await?;
    let mut page = format!(
        "\n### Commands acknowledged\n\nA note recorded over HTTP in one after the other of {} files of {FACTS} facts (asked, read, decided, sealed, chained, derived, committed durably), beside one plain insert of 500 bytes in a transaction of its own, on the same database with the same settings. {} seconds each.\n\n| clients | commands a second | bare inserts a second | ratio |\n|---:|---:|---:|---:|\n",
        serving.files.len(),
        FOR.as_secs(),
    );
    for clients in CLIENTS {
        let before = bare(place, clients).await?;
        let ours = ours(&serving, clients).await?;
        let bare = f64::midpoint(before, bare(place, clients).await?);
        let _ = writeln!(page, "| {clients} | {ours:.0} | {bare:.0} | {:.2} |", ours / bare);
        println!("  {clients} clients: {ours:.0} commands, {bare:.0} bare inserts a second ({:.2})", ours / bare);
    }
    serving.close().await;
    Ok(page)
}

/// How many times a second all clients together get through.
fn rate(done: u32, took: Duration) -> f64 {
    f64::from(done) / took.as_secs_f64()
}

async fn ours(serving: &Serving, clients: usize) -> anyhow::Result<f64> {
    let start = Instant::now();
    let work = (0..clients).map(|client| {
        let (address, bearer, files, day) = (serving.address, serving.bearer.clone(), serving.files.clone(), serving.today());
        tokio::spawn(async move {
            let mut http = Client::to(address).await?;
            let mut done = 0_u32;
            while start.elapsed() < FOR {
                let file = files[(client * 7919 + done as usize * 101) % files.len()];
                let fact = json!({ "kind": "noted", "happened": day.to_string(), "fields": { "words": "She rang and is well. She will ring again next week." } });
                let headers = format!("{bearer}Content-Type: application/json\r\nIdempotency-Key: {}\r\n", uuid::Uuid::new_v4());
                let (status, _) = http.send("POST", &format!("/api/files/{file}/facts"), &headers, &fact.to_string()).await?;
                anyhow::ensure!(status == 201, "a command was answered with {status}");
                done += 1;
            }
            anyhow::Ok(done)
        })
    });
    together(work.collect(), start).await
}

async fn bare(place: &Place, clients: usize) -> anyhow::Result<f64> {
    let path = place.path("bare.db");
    let start = Instant::now();
    let mut work = Vec::new();
    match place.server() {
        // SQLite has one writer: more clients only wait for it, so one connection writes, as fast as it can, and its rate is the limit.
        None => work.push(tokio::spawn(async move {
            let options = SqliteConnectOptions::new()
                .filename(path)
                .create_if_missing(true)
                .pragma("key", "\"x'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'\"")
                .pragma("temp_store", "memory")
                .pragma("secure_delete", "on")
                .pragma("cache_size", "-32768")
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true);
            let mut connection = SqliteConnection::connect_with(&options).await?;
            sqlx::query("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, body BLOB)").execute(&mut connection).await?;
            let mut done = 0_u32;
            while start.elapsed() < FOR {
                sqlx::query("INSERT INTO bare (body) VALUES ($1)").bind(vec![7_u8; 500]).execute(&mut connection).await?;
                done += 1;
            }
            anyhow::Ok(done)
        })),
        Some(server) => {
            let mut connection = PgConnection::connect(server).await?;
            sqlx::query("CREATE TABLE IF NOT EXISTS bare (id UUID PRIMARY KEY, body BYTEA)").execute(&mut connection).await?;
            for _ in 0..clients {
                let server = server.to_owned();
                work.push(tokio::spawn(async move {
                    let mut connection = PgConnection::connect(&server).await?;
                    let mut done = 0_u32;
                    while start.elapsed() < FOR {
                        sqlx::query("INSERT INTO bare (id, body) VALUES ($1, $2)")
                            .bind(uuid::Uuid::now_v7())
                            .bind(vec![7_u8; 500])
                            .execute(&mut connection)
                            .await?;
                        done += 1;
                    }
                    anyhow::Ok(done)
                }));
            }
        }
    }
    together(work, start).await
}

async fn together(work: Vec<tokio::task::JoinHandle<anyhow::Result<u32>>>, start: Instant) -> anyhow::Result<f64> {
    let mut all = 0;
    for one in work {
        all += one.await??;
    }
    Ok(rate(all, start.elapsed()))
}
