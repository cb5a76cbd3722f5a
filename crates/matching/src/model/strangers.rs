//! How often strangers agree: counted on pairs drawn at random, which are strangers almost all.

use super::classes::STRANGERS;
use crate::comparing::births::births;
use crate::comparing::levels::{FIELDS, LEVELS, dob, email, first, nhs, nino, order, phone, place, surname};
use crate::comparing::{Comparer, Rarity};
use crate::records::Table;
use crate::records::interner::mixed;

/// Pairs drawn at most.
const PAIRS: u64 = 120_000;
/// How many pairs the starting values count as.
const STRENGTH: f32 = 20_000.0;

/// How many of the strangers in one house are not taken for people who live there together, or did one after the other.
const APART: f32 = 0.05;

/// The chance of each level among strangers, from pairs of one of the first `left` records with one of those from `right` on.
pub(crate) fn strangers(table: &Table, rarity: &Rarity, left: usize, right: usize) -> [[f32; LEVELS]; FIELDS] {
    let mut counts = [[0.0_f32; LEVELS]; FIELDS];
    for (field, levels) in STRANGERS.iter().enumerate() {
        for (level, chance) in levels.iter().enumerate() {
            counts[field][level + 1] = chance * STRENGTH;
        }
    }
    let mut comparer = Comparer::new(&table.values, rarity);
    let others = table.records.len() - right;
    if left > 0 && others > 0 {
        let draw = |number: u64, of: usize| (mixed(number) % of as u64) as usize;
        // Of a short list every pair would be drawn many times.
        let pairs = PAIRS.min(left as u64 * others as u64 * 2);
        for number in 0..pairs {
            let (one, other) = (draw(number * 2, left), right + draw(number * 2 + 1, others));
            if one != other {
                let seen = comparer.compare(&table.records[one], &table.records[other]);
                for field in 0..FIELDS {
                    counts[field][usize::from(seen.levels[field])] += 1.0;
                }
            }
        }
        for number in pairs..pairs * 6 {
            let (one, other) = (draw(number * 2, left), right + draw(number * 2 + 1, others));
            if one != other {
                counts[dob::FIELD][usize::from(births(table.records[one].dob, table.records[other].dob))] += 1.0;
            }
        }
    }
    let mut chances = [[0.0; LEVELS]; FIELDS];
    for field in 0..FIELDS {
        let sum: f32 = counts[field][1..].iter().sum();
        for level in 1..LEVELS {
            chances[field][level] = counts[field][level] / sum.max(1.0);
        }
    }
    // What is too rare to be counted is worked out.
    chances[order::FIELD][1..].fill(1.0);
    chances[first::FIELD][usize::from(first::SAME)] = rarity.chance_first as f32;
    chances[surname::FIELD][usize::from(surname::SAME)] = rarity.chance_surname as f32;
    chances[dob::FIELD][usize::from(dob::SAME)] = rarity.chance_dob as f32;
    chances[dob::FIELD][usize::from(dob::SAME_DEFAULT)] = rarity.chance_dob as f32;
    // Strangers who live in one house are a class of their own.
    chances[place::FIELD][usize::from(place::HOUSE)] = rarity.chance_house as f32 * APART;
    for level in [phone::SAME, phone::SAME_LANDLINE] {
        chances[phone::FIELD][usize::from(level)] = rarity.chance_phone as f32;
    }
    for level in [email::SAME, email::SAME_OF_ANOTHER] {
        chances[email::FIELD][usize::from(level)] = rarity.chance_email as f32;
    }
    for (field, level) in [(phone::FIELD, phone::NEAR), (email::FIELD, email::NEAR)] {
        chances[field][usize::from(level)] = STRANGERS[field][usize::from(level) - 1];
    }
    for field in [nino::FIELD, nhs::FIELD] {
        for level in 1..=STRANGERS[field].len() {
            chances[field][level] = STRANGERS[field][level - 1];
        }
    }
    chances
}
