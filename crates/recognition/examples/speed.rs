//! How fast it reads, on one core: `cargo run --release -p recognition --example speed`.
//!
//! The text is the unseen set itself, over and over: every sentence is one that takes the whole way, many are disclosures. A second text is the
//! same with ten neutral paragraphs to each, which is nearer to what arrives.

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
    for (name, texts) in [
        ("the unseen set, text by text", &dense),
        ("with ten neutral paragraphs each", &sparse),
        ("all of that as one document", &long),
    ] {
        let bytes: usize = texts.iter().map(String::len).sum();
        let mut rates: Vec<f64> = (0..15).map(|_| rate(texts, bytes)).collect();
        rates.sort_by(f64::total_cmp);
        println!("{name}: {bytes} bytes, median {:.1} MB/s, slowest {:.1}", rates[rates.len() / 2], rates[0]);
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "megabytes")]
fn rate(texts: &[String], bytes: usize) -> f64 {
    let rounds = 4_000_000 / bytes + 1;
    let start = Instant::now();
    let mut heard = 0;
    for _ in 0..rounds {
        heard += texts.iter().filter(|text| recognise(text).disclosure).count();
    }
    std::hint::black_box(heard);
    (bytes * rounds) as f64 / 1e6 / start.elapsed().as_secs_f64()
}
