//! The ways of hearing that were tried beside the one that is shipped, for the figures in `docs/benchmarks-recognition.md`.

use std::collections::HashMap;

use crate::features::of_words;
use crate::grammar;
use crate::model::BIAS;
use crate::scope::Scope;
use crate::training::{self, Example, Recipe, Seen, prepared, regressions};
use crate::words::read;

/// What the rules alone make of a text, with 0 and above for a disclosure.
pub fn rules_alone(text: &str) -> f32 {
    let mut scope = Scope::default();
    let mut items = Vec::new();
    let (mut bits, mut best, mut sum) = (0, 0f32, 0f32);
    read(text, |words, _| {
        scope.items(words, &mut items);
        bits |= crate::features::presence(&items);
        grammar::findings(&items, |finding| {
            best = best.max(finding.strength);
            sum += finding.strength;
        });
    });
    best + 0.3 * (sum - best) - grammar::against(bits) - 0.5
}

/// A linear model, trained from the same sentences.
pub struct Linear {
    weights: HashMap<u32, f32>,
    sight: fn(&str) -> Seen<u32>,
}

impl Linear {
    /// One that sees only words and letters.
    pub fn of_words(examples: &[Example]) -> Linear {
        Linear::train(examples, words_only)
    }

    /// One that also sees concepts, scope and acts.
    pub fn of_words_and_rules(examples: &[Example]) -> Linear {
        Linear::train(examples, |text| Seen { spoken: Vec::new(), ..training::seen(text) })
    }

    fn train(examples: &[Example], sight: fn(&str) -> Seen<u32>) -> Linear {
        let recipe = Recipe::default();
        let (kept, texts) = prepared(examples.iter().map(|example| sight(&example.text)).collect(), recipe);
        let wanted: Vec<[bool; 5]> = examples.iter().map(|example| [!example.kinds.is_empty(); 5]).collect();
        let (weights, _) = regressions(&texts, &wanted, kept.len(), recipe);
        Linear { weights: kept.into_iter().zip(weights.into_iter().map(|[weight, ..]| weight)).collect(), sight }
    }

    /// What it makes of a text, with 0 and above for a disclosure.
    pub fn hear(&self, text: &str) -> f32 {
        (self.sight)(text).features.iter().filter_map(|feature| self.weights.get(feature)).sum()
    }
}

fn words_only(text: &str) -> Seen<u32> {
    let mut all = vec![BIAS];
    read(text, |words, _| of_words(text, words, |_| false, &mut |feature, _, _| all.push(feature)));
    all.sort_unstable();
    Seen { features: all, spoken: Vec::new() }
}
