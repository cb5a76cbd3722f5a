//! What is thrown at the engine, as functions of bytes: for the short run in `cargo test` and for `make fuzz`.

use std::path::Path;

use matching::lists::{Columns, FIELDS, Job, Progress, dedupe_list, link_lists};
use matching::{Index, Options, Person, Stage, Table, Unwatched, dedupe, explain, link};

struct Quiet;

impl Progress for Quiet {
    fn at(&self, _: Stage, _: u64, _: u64) {}

    fn bad_line(&self, _: &Path, line: u64, why: &str) {
        assert!(line > 0 && !why.is_empty(), "a bad line is told by its number and why");
    }
}

/// A list of any bytes, deduped and linked with itself. The first byte says what stands between cells and whether a good first line is put before.
pub fn lists(bytes: &[u8], folder: &Path) {
    let (choice, body) = bytes.split_first().unwrap_or((&0, &[]));
    let separator = [b',', b';', b'\t', b'|'][usize::from(choice % 4)];
    let list = folder.join("list.csv");
    let mut text =
        if choice & 4 == 0 { FIELDS.join(char::from(separator).encode_utf8(&mut [0; 4])).into_bytes() } else { Vec::new() };
    text.push(b'\n');
    text.extend_from_slice(body);
    let written = std::fs::write(&list, &text);
    assert!(written.is_ok(), "{written:?}");
    let job =
        Job { columns: Columns::default(), separator, explained: choice & 8 == 0, memory: 1 << 30, options: Options::default() };
    let out = folder.join("pairs.csv");
    for reached in [dedupe_list(&list, &out, &job, &Quiet), link_lists(&list, &list, &out, &job, &Quiet)] {
        match reached {
            Ok(report) => {
                let pairs = std::fs::read(&out).unwrap_or_default();
                assert!(pairs.starts_with(b"id_a,id_b,score"), "pairs are written whole");
                assert!(report.records.iter().all(|records| *records <= text.len() as u64));
            }
            Err(problem) => assert!(!problem.to_string().is_empty()),
        }
    }
}

/// People of any texts: each line is one, its fields parted by the control sign 31.
pub fn people(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let people: Vec<Person<'_>> = text.split('\n').take(40).map(person).collect();
    let table = || {
        let mut table = Table::new();
        for person in &people {
            table.add(person);
        }
        table
    };
    let options = Options { least: 0.0, ..Options::default() };
    let mut one_list = table();
    let found = dedupe(&mut one_list, &options, &Unwatched);
    for pair in &found.pairs {
        assert!(pair.chance > 0.0 && pair.chance < 1.0 && pair.one < pair.other, "{pair:?}");
        let why = explain(&one_list, &found.learned, pair.one, pair.other);
        assert_eq!(why, explain(&one_list, &found.learned, pair.other, pair.one), "a pair agrees alike whichever comes first");
    }
    let half = people.len() / 2;
    let linked = link(&mut table(), half, &options, &Unwatched);
    assert!(linked.pairs.iter().all(|pair| (pair.one as usize) < half && pair.other as usize >= half));
    let mut index = Index::of(table(), &options);
    for person in &people {
        let (before, hits) = (index.len(), index.find(person, 5));
        assert!(hits.len() <= 5 && hits.iter().all(|hit| hit.place < before && !hit.why.is_empty()));
        assert_eq!(index.len(), before, "a question leaves nothing behind");
    }
    if let Some(person) = people.first() {
        let place = index.add(person);
        assert_eq!(place + 1, index.len());
    }
}

fn person(line: &str) -> Person<'_> {
    let mut cells = line.split('\u{1f}');
    let mut next = || cells.next().unwrap_or_default();
    Person {
        first_name: next(),
        surname: next(),
        dob: next(),
        address: next(),
        postcode: next(),
        town: next(),
        phone: next(),
        email: next(),
        nino: next(),
        aliases: next(),
        middle_names: next(),
        sex: next(),
        nhs: next(),
        uprn: next(),
        former_addresses: next(),
    }
}
