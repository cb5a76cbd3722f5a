//! Telephone numbers, addresses and e-mail that can belong to nobody.

use super::chance::Chance;

/// A mobile number out of the range kept for drama: 07700 900000 to 900999 (Ofcom).
pub(crate) fn mobile(chance: &mut Chance) -> String {
    format!("07700 900{:03}", chance.below(1_000))
}

/// A landline out of the range kept for drama: 01632 960000 to 960999 (Ofcom).
pub(crate) fn landline(chance: &mut Chance) -> String {
    format!("01632 960{:03}", chance.below(1_000))
}

/// An address at a domain that cannot exist (RFC 2606).
pub(crate) fn email(chance: &mut Chance) -> String {
    let word = chance
        .text(&["bluebell", "sparrow", "harbour", "clover", "marigold", "kestrel", "willow", "pebble", "lantern", "juniper"]);
    format!("{word}{}@post.example", 10 + chance.below(9_000))
}

const STREETS: &[&str] = &[
    "Lantern Street",
    "Plover Close",
    "Saltmarket",
    "Bramble Walk",
    "Old Ropewalk",
    "Heron Court",
    "Quarry Rise",
    "Millrace Lane",
    "Fiddler's Yard",
    "Curlew Avenue",
    "Tannery Row",
    "Beacon Terrace",
    "Larkspur Drive",
    "Chandler's Steps",
    "Hollin Bank",
    "Merrow Quay",
    "Thistle Grove",
    "Weir Road",
];

/// A house in a town that is not there. The postcode area ZX was never allotted, and no inward part holds the letters C, I, K, M, O or V.
pub(crate) fn address(chance: &mut Chance, town: &str) -> String {
    const NEVER: &[&str] = &["C", "I", "K", "M", "O", "V"];
    let (house, street) = (1 + chance.below(140), chance.text(STREETS));
    let (area, number) = (1 + chance.below(9), 1 + chance.below(9));
    format!("{house} {street}, {town}, ZX{area} {number}{}{}", chance.text(NEVER), chance.text(NEVER))
}
