//! How well it hears: `cargo run --release -p recognition --example measure`.
//!
//! With the path of a table `id,label,kind,text` (label `da` or `not_da`), measures that instead, and with `wrong` after it lists what was wrong.

#![expect(clippy::print_stdout, reason = "what it measures is its result")]

use recognition::comparison::{Linear, rules_alone};
use recognition::sentences::{self, Labelled, Measured};
use recognition::training::Example;
use recognition::{Kind, recognise};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let rows = match arguments.next() {
        Some(path) => outside(&path)?,
        None => sentences::read(sentences::UNSEEN)?,
    };
    let wrong = arguments.next().is_some();
    let mut parts: Vec<&str> = rows.iter().map(|row| row.part.as_str()).collect();
    parts.sort_unstable();
    parts.dedup();
    let examples: Vec<Example> = sentences::read(sentences::TRAINING)?.into_iter().map(|row| row.example).collect();
    let (words, both) = (Linear::of_words(&examples), Linear::of_words_and_rules(&examples));
    println!("| part | texts | way | recall | precision |\n|---|---:|---|---:|---:|");
    for part in &parts {
        let rows: Vec<&Labelled> = rows.iter().filter(|row| row.part == *part).collect();
        let measured = |hears: &dyn Fn(&str) -> bool| {
            let mut measured = Measured::default();
            rows.iter().for_each(|row| measured.count(!row.example.kinds.is_empty(), hears(&row.example.text)));
            measured
        };
        let way = |name: &str, measured: Measured| {
            println!("| {part} | {} | {name} | {:.3} | {:.3} |", rows.len(), measured.recall(), measured.precision());
        };
        way("rules alone", measured(&|text| rules_alone(text) >= 0.0));
        way("linear, words alone", measured(&|text| words.hear(text) >= 0.0));
        way("linear, words and rules", measured(&|text| both.hear(text) >= 0.0));
        way("network, words and rules: as shipped", measured(&|text| recognise(text).disclosure));
    }
    println!("\n| part | kind | texts | heard at all | kind recall | kind precision |\n|---|---|---:|---:|---:|---:|");
    for part in &parts {
        for kind in Kind::ALL {
            let (mut at_all, mut named) = (Measured::default(), Measured::default());
            for row in rows.iter().filter(|row| row.part == *part) {
                let heard = recognise(&row.example.text);
                let wanted = row.example.kinds.contains(&kind);
                at_all.count(wanted, heard.disclosure);
                if !row.example.kinds.is_empty() {
                    named.count(wanted, heard.kinds.contains(&kind));
                }
            }
            let texts = at_all.heard + at_all.missed;
            println!(
                "| {part} | {} | {texts} | {:.3} | {:.3} | {:.3} |",
                kind.code(),
                at_all.recall(),
                named.recall(),
                named.precision()
            );
        }
    }
    let mut scores: Vec<(f32, bool)> =
        rows.iter().map(|row| (recognise(&row.example.text).score, !row.example.kinds.is_empty())).collect();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("\n| part | from score | recall | precision |\n|---|---:|---:|---:|");
    for part in &parts {
        for from in [0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7] {
            let mut measured = Measured::default();
            for row in rows.iter().filter(|row| row.part == *part) {
                measured.count(!row.example.kinds.is_empty(), recognise(&row.example.text).score >= from);
            }
            println!("| {part} | {from:.2} | {:.3} | {:.3} |", measured.recall(), measured.precision());
        }
    }
    if wrong {
        for row in &rows {
            let heard = recognise(&row.example.text);
            if heard.disclosure == row.example.kinds.is_empty() {
                println!("{:.2} {} {}", heard.score, row.family, row.example.text);
            }
        }
    }
    Ok(())
}

fn outside(path: &str) -> Result<Vec<Labelled>, csv::Error> {
    csv::Reader::from_path(path)?
        .records()
        .map(|record| {
            let record = record?;
            let field = |at: usize| record.get(at).unwrap_or_default().to_owned();
            let kinds = if field(1) == "da" { vec![Kind::PsychologicalEmotionalOrOther] } else { Vec::new() };
            Ok(Labelled { family: field(2), part: "outside".to_owned(), example: Example { text: field(3), kinds } })
        })
        .collect()
}
