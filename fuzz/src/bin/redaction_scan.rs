//! The scanner on any bytes, for any values: hits lie within the bytes, and a value that stands in them as it is is hit.
#![no_main]

use libfuzzer_sys::fuzz_target;
use redaction::{Kind, Protected, Scanner};

const KINDS: [Kind; 11] = [
    Kind::Phone,
    Kind::Email,
    Kind::Postcode,
    Kind::Address,
    Kind::Place,
    Kind::Name,
    Kind::Reference,
    Kind::Vehicle,
    Kind::Date,
    Kind::Words,
    Kind::Anything,
];

fuzz_target!(|input: (Vec<(u8, String)>, Vec<u8>)| {
    let (values, bytes) = &input;
    let of = |(label, (kind, value)): (usize, &'_ (u8, String))| (label, KINDS[usize::from(*kind) % KINDS.len()], value.clone());
    let mut all: Vec<(usize, Kind, String)> = values.iter().take(8).enumerate().map(of).collect();
    all.push((usize::MAX, Kind::Phone, "07700 900123".to_owned()));
    let Ok(scanner) = Scanner::new(all.iter().map(|(label, kind, value)| Protected { label: *label, kind: *kind, value })) else {
        return;
    };
    let scanned = scanner.scan_bytes(bytes);
    for hit in &scanned.hits {
        assert!(hit.range.start <= hit.range.end && hit.range.end <= bytes.len());
    }
    let letter = [bytes.as_slice(), b"\n\nring 07700 900123 today\n"].concat();
    if bytes.is_ascii() && bytes.iter().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b' ' | b'\n')) {
        assert!(scanner.scan_bytes(&letter).hits.iter().any(|hit| hit.label == usize::MAX));
    }
});
