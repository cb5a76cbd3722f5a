//! How much text is looked through in a second of the processor: `cargo run --release -p redaction --example rate CASE.jsonl DOCS.jsonl [ROUNDS]`.
//! The first case of the file is looked for in every document, whatever case it names. Prints megabytes, seconds and findings.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "an example for the command line")]

use std::time::Instant;

use redaction::{Finder, lines};

/// As the program has it: many small pieces of memory are asked for and given back at once.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Seconds of the processor that this process has used, where the system tells; otherwise seconds of the clock.
fn spent(began: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next().and_then(|first| first.parse::<f64>().ok()));
    nanoseconds.map_or_else(|| began.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let rounds: usize = args.get(3).map_or(3, |rounds| rounds.parse().unwrap());
    let case: redaction::Case = serde_json::from_str(std::fs::read_to_string(&args[1]).unwrap().lines().next().unwrap()).unwrap();
    let text = std::fs::read_to_string(&args[2]).unwrap();
    let documents: Vec<lines::Document> = lines::numbered(&text).map(|(_, line)| lines::document(line).unwrap()).collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let began = Instant::now();
    let before = spent(began);
    let finder = Finder::new(&case);
    let made = spent(began) - before;
    let mut findings = 0;
    let before = spent(began);
    for _ in 0..rounds {
        findings += documents.iter().map(|document| finder.find(&document.text).len()).sum::<usize>();
    }
    let looked = spent(began) - before;
    #[allow(clippy::cast_precision_loss, reason = "a figure to look at")]
    let megabytes = (bytes * rounds) as f64 / 1e6;
    println!(
        "{{\"people\":{},\"megabytes\":{megabytes:.3},\"made_ms\":{:.3},\"seconds\":{looked:.4},\"mb_per_s\":{:.2},\"findings\":{findings}}}",
        case.protected.len(),
        made * 1e3,
        megabytes / looked
    );
}
