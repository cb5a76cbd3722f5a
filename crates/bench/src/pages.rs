//! How long *My work* and the file page take at a thousand files and at many, as an officer's browser asks for them.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::house::{Place, Serving};
use crate::statistics::{millis, percentile};

const SMALL: usize = 1_000;
/// Facts in each file.
const FACTS: usize = 20;
/// Requests that are measured for each page, after some that are not.
const REQUESTS: usize = 1_000;
const WARM_UP: usize = 100;

/// Measures both sizes and compares their 99th percentiles.
pub async fn measure(place: &Place, large: usize) -> anyhow::Result<String> {
    let small = at(place, "small", SMALL).await?;
    println!("filling {large} files");
    let many = at(place, "large", large).await?;
    let mut page = format!(
        "\n### Pages at {SMALL} and at {large} files\n\nOne signed-in officer, one request after the other, {REQUESTS} of each; the session is read and renewed with each.\n\n| page | median at {SMALL} | median at {large} | p99 at {SMALL} | p99 at {large} | ratio of p99 |\n|---|---:|---:|---:|---:|---:|\n"
    );
    for ((name, mut few), (_, mut many)) in small.into_iter().zip(many) {
        let (few_50, many_50) = (percentile(&mut few, 50), percentile(&mut many, 50));
        let (few_99, many_99) = (percentile(&mut few, 99), percentile(&mut many, 99));
        let ratio = many_99.as_secs_f64() / few_99.as_secs_f64();
        let _ = writeln!(
            page,
            "| {name} | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms | {ratio:.2} |",
            millis(few_50),
            millis(many_50),
            millis(few_99),
            millis(many_99)
        );
    }
    Ok(page)
}

async fn at(place: &Place, name: &str, files: usize) -> anyhow::Result<Vec<(&'static str, Vec<Duration>)>> {
    let serving = Serving::with(place, name, files, FACTS).await?;
    let mut http = Client::to(serving.address).await?;
    let mut work = Vec::with_capacity(REQUESTS);
    let mut file = Vec::with_capacity(REQUESTS);
    for number in 0..REQUESTS + WARM_UP {
        let one = serving.files[number * 104_729 % serving.files.len()];
        let paths = [("/work".to_owned(), &mut work), (format!("/files/{one}"), &mut file)];
        for (path, times) in paths {
            let start = Instant::now();
            let (status, _) = http.send("GET", &path, &serving.cookie, "").await?;
            let took = start.elapsed();
            anyhow::ensure!(status == 200, "{path} was answered with {status}");
            if number >= WARM_UP {
                times.push(took);
            }
        }
    }
    serving.close().await;
    Ok(vec![("My work", work), ("The file", file)])
}
