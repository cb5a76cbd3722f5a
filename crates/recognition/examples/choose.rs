//! Which recipe hears best: `cargo run --release -p recognition --example choose`.
//!
//! The training set is cut into five by family; each fifth is heard by a model made from the others. So texts that were written together are never on
//! both sides, and `data/unseen.csv` is not looked at. Arguments like `step=0.02` change the recipe;
//! `by=text` cuts it text by text instead, and `outside=TABLE` (`id,label,kind,text`) hears that table with a model made from all.

#![expect(clippy::print_stdout, reason = "what it measures is its result")]

use recognition::sentences::{self, Measured};
use recognition::training::{Example, Recipe, make};

const FOLDS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows = sentences::read(sentences::TRAINING)?;
    let mut recipe = Recipe::default();
    let mut outside = None;
    let mut by_family = true;
    for argument in std::env::args().skip(1) {
        let (name, value) = argument.split_once('=').ok_or("name=value")?;
        match name {
            "rounds" => recipe.rounds.0 = value.parse()?,
            "left_out" => recipe.left_out.0 = value.parse()?,
            "step" => recipe.step = value.parse()?,
            "hold" => recipe.hold = value.parse()?,
            "least" => recipe.least = value.parse()?,
            "spread" => recipe.spread = value.parse()?,
            "words_left_out" => recipe.words_left_out.0 = value.parse()?,
            "vector_step" => recipe.vector_step = value.parse()?,
            "vector_hold" => recipe.vector_hold = value.parse()?,
            "by" => by_family = value == "family",
            "outside" => outside = Some(value.to_owned()),
            _ => return Err("no such part of a recipe".into()),
        }
    }
    if let Some(path) = outside {
        let examples: Vec<Example> = rows.iter().map(|row| row.example.clone()).collect();
        let made = make(&examples, recipe);
        let mut scores = Vec::new();
        for record in csv::Reader::from_path(path)?.records() {
            let record = record?;
            scores.push((made.recognise(&record[3]).score, &record[1] == "da"));
        }
        report(&scores);
        return Ok(());
    }
    let mut families: Vec<&str> = Vec::new();
    for row in &rows {
        if !families.contains(&row.family.as_str()) {
            families.push(&row.family);
        }
    }
    let fold_of = |at: usize| {
        let place = families.iter().position(|known| *known == rows[at].family).unwrap_or(0);
        if by_family { place % FOLDS } else { at % FOLDS }
    };
    let mut scores: Vec<(f32, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let (apart, others): (Vec<_>, Vec<_>) = rows.iter().enumerate().partition(|(at, _)| fold_of(*at) == fold);
        let examples: Vec<Example> = others.iter().map(|(_, row)| row.example.clone()).collect();
        let made = make(&examples, recipe);
        for (_, row) in apart {
            scores.push((made.recognise(&row.example.text).score, !row.example.kinds.is_empty()));
        }
    }
    report(&scores);
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand texts")]
fn report(scores: &[(f32, bool)]) {
    let mut sorted = scores.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let wanted = sorted.iter().filter(|(_, wanted)| *wanted).count();
    let (mut heard, mut average) = (0usize, 0f64);
    let mut at_recall = 0f64;
    for (at, (_, is)) in sorted.iter().enumerate() {
        if *is {
            heard += 1;
            average += heard as f64 / (at + 1) as f64;
            if at_recall == 0.0 && heard as f64 >= 0.95 * wanted as f64 {
                at_recall = heard as f64 / (at + 1) as f64;
            }
        }
    }
    print!("average {:.4}, precision where recall is .95: {at_recall:.4};", average / wanted as f64);
    for from in [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6] {
        let mut measured = Measured::default();
        scores.iter().for_each(|(score, wanted)| measured.count(*wanted, *score >= from));
        print!(" {from}: {:.3}/{:.3}", measured.recall(), measured.precision());
    }
    println!();
}
