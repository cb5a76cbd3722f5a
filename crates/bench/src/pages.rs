//! How long the pages that everybody uses all day take at a thousand files and at many, as browsers ask for them.

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

/// The pages. `{}` stands for a file that the officer may open, another one each time.
const PAGES: [(&str, &str); 4] = [
    ("My work", "/work"),
    ("The file", "/files/{}"),
    ("What my team owes, what is due later", "/work?whose=team&when=later"),
    ("The team, as its manager sees it", "/team"),
];

/// How long each of [`PAGES`] took, request by request.
type Times = [Vec<Duration>; PAGES.len()];

/// Measures both sizes twice and compares their 99th percentiles.
pub async fn measure(place: &Place, large: usize) -> anyhow::Result<String> {
    let mut small = Serving::with(place, "small", SMALL, FACTS).await?;
    println!("filling {large} files");
    let mut many = Serving::with(place, "large", large, FACTS).await?;
    let mut page = format!(
        "\n### Pages at {SMALL} and at {large} files\n\nFiles of {FACTS} facts, divided among the demonstration's officers and teams at either size: the team of the officer who asks is party to {} files at {SMALL}, and to {} at {large}. One request after the other, {REQUESTS} of each, at both sizes by turns; the server is started anew before each of two runs, so nothing is in its memory.\n\n| page | run | median at {SMALL} | median at {large} | p99 at {SMALL} | p99 at {large} | ratio of p99 |\n|---|---:|---:|---:|---:|---:|---:|\n",
        small.files.len(),
        many.files.len()
    );
    let mut runs = Vec::new();
    for _ in 0..2 {
        small = small.again(place, "small").await?;
        many = many.again(place, "large").await?;
        runs.push(once(&small, &many).await?);
    }
    for (at, (name, _)) in PAGES.iter().enumerate() {
        for (run, (few, many)) in (1..).zip(&mut runs) {
            let _ = writeln!(page, "{}", line(name, run, &mut few[at], &mut many[at]));
        }
    }
    small.close().await;
    many.close().await;
    Ok(page)
}

fn line(name: &str, run: usize, few: &mut [Duration], many: &mut [Duration]) -> String {
    let (few_50, many_50) = (percentile(few, 50), percentile(many, 50));
    let (few_99, many_99) = (percentile(few, 99), percentile(many, 99));
    let ratio = many_99.as_secs_f64() / few_99.as_secs_f64();
    format!(
        "| {name} | {run} | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms | {ratio:.2} |",
        millis(few_50),
        millis(many_50),
        millis(few_99),
        millis(many_99)
    )
}

/// Asks both servers by turns, so that whatever else the machine does falls on both alike.
async fn once(small: &Serving, many: &Serving) -> anyhow::Result<(Times, Times)> {
    let (mut at_small, mut at_many) = (Client::to(small.address).await?, Client::to(many.address).await?);
    let (mut few, mut lots) = (Times::default(), Times::default());
    for number in 0..REQUESTS + WARM_UP {
        for (at, (_, path)) in PAGES.iter().enumerate() {
            let sides = [(small, &mut at_small, &mut few), (many, &mut at_many, &mut lots)];
            for (serving, http, times) in sides {
                let took = ask(serving, http, path, number).await?;
                if number >= WARM_UP {
                    times[at].push(took);
                }
            }
        }
    }
    Ok((few, lots))
}

async fn ask(serving: &Serving, http: &mut Client, path: &str, number: usize) -> anyhow::Result<Duration> {
    let file = serving.files[number * 104_729 % serving.files.len()];
    let path = path.replace("{}", &file.to_string());
    let cookie = if path == "/team" { &serving.manager } else { &serving.cookie };
    let start = Instant::now();
    let (status, _) = http.send("GET", &path, cookie, "").await?;
    let took = start.elapsed();
    anyhow::ensure!(status == 200, "{path} was answered with {status}");
    Ok(took)
}
