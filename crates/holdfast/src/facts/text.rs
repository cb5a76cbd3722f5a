//! The list of kinds on a terminal.

use std::fmt::Write as _;

use casefile::facts::Kind;
use casefile::stories;

use crate::out::wrapped;

/// Every kind, one line or two each.
pub fn all(width: usize) -> String {
    let mut text = String::new();
    for (title, kinds) in Kind::TOPICS {
        let _ = writeln!(text, "{title}");
        for kind in *kinds {
            let _ = writeln!(text, "  {}", kind.code());
            text.push_str(&wrapped(&super::words(kind.info().doc), "      ", width));
        }
        text.push('\n');
    }
    text.push_str("`holdfast facts KIND` tells everything about one kind.\n");
    text
}

/// One kind with its fields and codes.
pub fn one(kind: Kind, width: usize) -> String {
    let info = kind.info();
    let mut text = format!("{} ({})\n", info.code, kind.topic());
    text.push_str(&wrapped(&super::words(info.doc), "", width));
    if !stories::may_be_written(kind) {
        text.push_str(&wrapped(&format!("Not written in stories: {}.", stories::why_not_written(kind)), "", width));
    }
    for field in info.fields {
        let must = if field.optional { "" } else { ", must be there" };
        let _ = write!(text, "\n  {} ({}{must})\n", stories::key_of(field.name), super::shape_words(&field.shape));
        text.push_str(&wrapped(&super::words(field.doc), "      ", width));
        for choice in super::choices(&field.shape).unwrap_or_default() {
            let _ = writeln!(text, "      {:<24} {}", choice.code, choice.label);
        }
    }
    for (label, rules) in [("Read by", super::read_by(kind)), ("Can meet", super::meets(kind))] {
        if !rules.is_empty() {
            text.push('\n');
            text.push_str(&wrapped(&format!("{label}: {}", rules.join(", ")), "", width));
        }
    }
    text
}
