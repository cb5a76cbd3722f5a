//! How long it takes to look through letters: `cargo run --release -p redaction --example redaction-figures`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "an example for the command line")]

use std::time::Instant;

use redaction::{Kind, Protected, Scanner};

fn main() {
    for values in [10_usize, 1_000, 100_000] {
        let made: Vec<(Kind, String)> = (0..values)
            .map(|number| match number % 4 {
                0 => (Kind::Phone, format!("07700 {:06}", number * 7 % 1_000_000)),
                1 => (Kind::Name, format!("Given{number} Surname{number}")),
                2 => (
                    Kind::Address,
                    format!("{} Street{number} Road, Town, AB{} {}CD", number % 90 + 1, number % 90 + 1, number % 10),
                ),
                _ => (Kind::Email, format!("person{number}@example{number}.org")),
            })
            .collect();
        let began = Instant::now();
        let scanner =
            Scanner::new(made.iter().enumerate().map(|(label, (kind, value))| Protected { label, kind: *kind, value })).unwrap();
        let built = began.elapsed();
        let letter = "Dear Ms Rahman, please telephone us before noon about your appointment with the housing team. ".repeat(40);
        let html = format!("<html><body><p>{letter}</p><a href=\"https://example.org/a%20b?x=1&amp;y=2\">x</a></body></html>");
        for (name, text) in [("a letter of 4 kB", letter.clone()), ("the same as HTML", html), ("1 MB", letter.repeat(270))] {
            let times = if text.len() > 100_000 { 3 } else { 100 };
            let began = Instant::now();
            let mut hits = 0;
            for _ in 0..times {
                hits += scanner.scan(&text).hits.len();
            }
            println!("{values} values (built in {built:.1?}), {name}: {:.1?} ({hits} hits)", began.elapsed() / times);
        }
    }
}
