//! How long a letter takes: made from its template, written down, read again and typeset as an accessible PDF.

use std::hint::black_box;
use std::time::{Duration, Instant};

use ::letters::WithTypst;
use casefile::letters::{Filling, Holds, Letter, Occasion, Templates, Variable, compose, occasions};
use desk::{ToTypeset, Typeset as _};

use crate::statistics::{millis, percentile};

/// How often every letter is made.
const ROUNDS: usize = 7;

/// Makes every letter there is, over and over.
pub fn measure() -> String {
    let all: Vec<&'static Occasion> = occasions().collect();
    let (first, size) = once(all.first().copied());
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS {
        times.extend(all.iter().map(|occasion| once(Some(occasion)).0));
    }
    let (median, slowest) = (percentile(&mut times, 50), percentile(&mut times, 99));
    let built = if cfg!(debug_assertions) { "a build without optimisation" } else { "a release build" };
    format!(
        "\n## Letters\n\n{} letters, {ROUNDS} times each, one after the other on one core, in {built}: made from the template, written down, read again, \
         typeset as PDF/UA-1. The first {:.0} ms ({} kB), then median {:.1} ms, 99th percentile {:.1} ms. The goal is a median under 300 ms.\n",
        all.len(),
        millis(first),
        size / 1000,
        millis(median),
        millis(slowest)
    )
}

fn once(occasion: Option<&Occasion>) -> (Duration, usize) {
    let Some(occasion) = occasion else { return (Duration::ZERO, 0) };
    let began = Instant::now();
    let templates = Templates::built_in();
    let mut filling = Filling::default();
    for variable in Variable::ALL.iter().filter(|variable| occasion.may_give(**variable)) {
        let words = "words of a usual length, and some more of them, so that a line is full";
        match variable.holds() {
            Holds::Words => filling.put(*variable, words),
            Holds::Paragraphs | Holds::Items => filling.items(*variable, [words.to_owned(), words.to_owned(), words.to_owned()]),
        }
    }
    let made = templates.for_occasion(occasion).and_then(|template| compose(templates, template, &filling, "").ok());
    let letter = Letter::read(&made.unwrap_or_default().letter().text());
    let what =
        ToTypeset { letter: &letter, language: "en-GB", address: Some("1 Example Row"), date: jiff::civil::date(2026, 6, 1) };
    let pdf = WithTypst.typeset(&what).unwrap_or_default();
    (began.elapsed(), black_box(pdf).len())
}
