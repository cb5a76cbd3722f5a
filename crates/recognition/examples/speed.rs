//! How fast it reads, on one core: `cargo run --release -p recognition --example speed`.
//!
//! The text is the unseen set itself, over and over: every sentence is one that takes the whole way, many are disclosures. A second text is the
//! same with ten neutral paragraphs to each, which is nearer to what arrives. Counted is the time that this program has had on a core, where the
//! machine tells it (Linux), so that others on the machine do not matter. With words after it, only the texts whose names have them.

#![expect(clippy::print_stdout, reason = "what it measures is its result")]

use std::time::Instant;

use recognition::{recognise, sentences};

fn main() -> Result<(), sentences::SetError> {
    let rows = sentences::read(sentences::UNSEEN)?;
    let dense: Vec<String> = rows.iter().map(|row| row.example.text.clone()).collect();
    let neutral =
        "\n\nThe boiler has been off since Thursday and the kitchen tap drips. Please send somebody before the weekend.";
    let sparse: Vec<String> = dense.iter().map(|text| text.clone() + &neutral.repeat(10)).collect();
    let long = vec![sparse.concat()];
    let training = sentences::read(sentences::TRAINING)?;
    let harmless: Vec<&str> =
        training.iter().filter(|row| row.example.kinds.is_empty()).map(|row| row.example.text.as_str()).collect();
    let harmless = vec![harmless.join("\n\n")];
    for (name, texts) in [
        ("the unseen set, text by text", &dense),
        ("with ten neutral paragraphs each", &sparse),
        ("all of that as one document", &long),
        ("the harmless training texts as one document", &harmless),
    ] {
        if !std::env::args().skip(1).all(|wanted| name.contains(&wanted)) {
            continue;
        }
        let bytes: usize = texts.iter().map(String::len).sum();
        let mut rates: Vec<f64> = (0..9).map(|_| rate(texts, bytes)).collect();
        rates.sort_by(f64::total_cmp);
        println!(
            "{name}: {bytes} bytes, median {:.1} MB/s, slowest {:.1}, fastest {:.1}",
            rates[rates.len() / 2],
            rates[0],
            rates[rates.len() - 1]
        );
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "megabytes")]
fn rate(texts: &[String], bytes: usize) -> f64 {
    let rounds = 4_000_000 / bytes + 1;
    let (start, begun) = (Instant::now(), on_a_core());
    let mut heard = 0;
    for _ in 0..rounds {
        heard += texts.iter().filter(|text| recognise(text).disclosure).count();
    }
    std::hint::black_box(heard);
    let took = match (begun, on_a_core()) {
        (Some(begun), Some(now)) if now > begun => (now - begun) as f64 / 1e9,
        _ => start.elapsed().as_secs_f64(),
    };
    (bytes * rounds) as f64 / 1e6 / took
}

/// Nanoseconds that this program has had on a core.
fn on_a_core() -> Option<u64> {
    std::fs::read_to_string("/proc/self/schedstat").ok()?.split_whitespace().next()?.parse().ok()
}
