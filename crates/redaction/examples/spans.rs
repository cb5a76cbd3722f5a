//! Spans of what must be left out, as `holdfast redact` writes them: `cargo run --release -p redaction --example spans CASES.jsonl DOCS.jsonl OUT.jsonl`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "an example for the command line")]

use std::io::Write as _;
use std::time::Instant;

use redaction::{Finder, lines};

/// As the program has it: many small pieces of memory are asked for and given back at once.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (cases, bad) = lines::cases(&std::fs::read_to_string(&args[1]).unwrap());
    assert!(bad.is_empty(), "{bad:?}");
    let text = std::fs::read_to_string(&args[2]).unwrap();
    let documents: Vec<lines::Document> = lines::numbered(&text).map(|(_, line)| lines::document(line).unwrap()).collect();
    let mut out = std::io::BufWriter::new(std::fs::File::create(&args[3]).unwrap());
    let mut reviews = args.get(4).map(|path| std::io::BufWriter::new(std::fs::File::create(path).unwrap()));
    let began = Instant::now();
    let mut finders = std::collections::HashMap::new();
    let (mut finding, mut bytes) = (std::time::Duration::ZERO, 0);
    for document in &documents {
        let finder = finders.entry(&document.case_id).or_insert_with(|| Finder::new(&cases[&document.case_id]));
        let start = Instant::now();
        let findings = finder.find(&document.text);
        finding += start.elapsed();
        bytes += document.text.len();
        serde_json::to_writer(&mut out, &lines::spans(document, &findings)).unwrap();
        out.write_all(b"\n").unwrap();
        if let Some(reviews) = &mut reviews {
            for review in lines::review(document, finder, &findings) {
                serde_json::to_writer(&mut *reviews, &review).unwrap();
                reviews.write_all(b"\n").unwrap();
            }
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "a figure to look at")]
    let rate = bytes as f64 / 1e6 / finding.as_secs_f64();
    println!("{} documents in {:.1?}; finding alone {:.1?}, {rate:.1} MB/s", documents.len(), began.elapsed(), finding);
}
