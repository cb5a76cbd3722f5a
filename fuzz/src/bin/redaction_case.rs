//! Any case: whatever stands in its fields, and however much of it, the finder is made and reads to the end, and a plain telephone number of
//! somebody protected is taken out.
#![no_main]

use libfuzzer_sys::fuzz_target;
use redaction::case::{Address, Case, Organisation, Person};
use redaction::{Finder, Whose};

fuzz_target!(|text: &str| {
    let pieces = std::cell::RefCell::new(text.split('\n'));
    let one = || pieces.borrow_mut().next().unwrap_or_default().to_owned();
    let person = || Person {
        role: one(),
        title: one(),
        first: one(),
        middle: vec![one()],
        surname: one(),
        former_surnames: vec![one(), one()],
        known_as: vec![one()],
        dob: vec![one(), one()],
        phones: vec![one(), one()],
        emails: vec![one()],
        addresses: vec![
            Address { line: one(), ..Address::default() },
            Address { line: one(), area: one(), town: one(), postcode: one() },
        ],
        nino: vec![one()],
        nhs: vec![one()],
        vehicles: vec![one()],
        handles: vec![one()],
        gp: vec![one()],
        workplace: vec![one()],
        school: vec![one()],
        refuge: vec![one()],
        bank: vec![one()],
        references: vec![one()],
    };
    let (mut hers, recipient) = (person(), person());
    hers.phones.push("07700 900123".to_owned());
    let organisation = Organisation { staff: vec![one(), one()], domain: vec![one()], ..Organisation::default() };
    let case = Case { case_id: String::new(), protected: vec![hers, person()], recipient, organisation };
    let finder = Finder::new(&case);
    finder.find(text);
    let letter = "It was said that her number is 07700900123 now.";
    let told = finder.find(letter);
    // Unless the recipient has the same one; then somebody has to look.
    assert!(
        told.iter().any(|one| one.whose.contains(&Whose::Protected(0)) && one.range.contains(&35)),
        "a protected number was dropped"
    );
});
