//! Makes `data/model.bin` from `data/sentences.csv`: `cargo run --release -p recognition --example train`.

use recognition::sentences;
use recognition::training::{Recipe, train};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let examples: Vec<_> = sentences::read(sentences::TRAINING)?.into_iter().map(|row| row.example).collect();
    let model = train(&examples, Recipe::default());
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/data/model.bin"), &model)?;
    eprintln!("{} sentences, {} bytes", examples.len(), model.len());
    Ok(())
}
