//! How long it takes to prove a whole journal.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use desk::{Clock as _, System};
use ledger::{IfMissing, Ledger};
use vault::Vault;

use crate::house::{Place, Serving};

/// How many facts each file has.
const FACTS: usize = 60;

/// Fills a journal with so many facts, takes a head, and walks all of it: chains, seals, log and head.
pub async fn measure(place: &Place, facts: usize) -> anyhow::Result<String> {
    let serving = Serving::with(place, "verifying", facts.div_ceil(FACTS), FACTS).await?;
    serving.close().await;
    let vault = Arc::new(Vault::from_master([7; 32]));
    let ledger = Ledger::open(&place.address("verifying")?, vault, IfMissing::Refuse, System.now()).await?;
    let start = Instant::now();
    let head = ledger.take_head(System.now()).await?;
    let head_took = start.elapsed();
    let start = Instant::now();
    let verified = ledger.verify(None).await?;
    let took = start.elapsed();
    ledger.close().await;
    anyhow::ensure!(verified.findings.is_empty() && verified.leaves == head.size(), "the journal must be whole: {verified:?}");
    let mut page = String::from(
        "\n### A whole journal verified\n\nEvery entry hashed and opened, every chain, leaf and head, on one core.\n\n",
    );
    page.push_str("| facts | files | first head over all of them | verified in | facts a second |\n|---:|---:|---:|---:|---:|\n");
    let a_second = u128::from(verified.entries) * 1000 / took.as_millis().max(1);
    let _ = writeln!(
        page,
        "| {} | {} | {:.1} s | {:.1} s | {a_second} |",
        verified.entries,
        verified.files,
        head_took.as_secs_f64(),
        took.as_secs_f64()
    );
    Ok(page)
}
