//! The page docs/facts.md.

use std::fmt::Write as _;

use casefile::facts::{FieldInfo, Kind};
use casefile::stories;

use super::lists::{LISTS, list_of};

const HEAD: &str = "# Kinds of fact

A file is a list of dated facts. This page lists every kind of fact, what its fields mean and which codes they take. It is written by
`holdfast facts --markdown` from the source code, so it is always as the program is; do not edit it by hand.

To write a story, read [stories.md](stories.md) first. In a story every fact has `on`, `kind` and `what` besides the fields below, and may
have `id`, `known_by` and `supersedes`. Fields marked *must* cannot be left out. “Sealed” text is encrypted when it is kept.

“Read by” names the rules that look for the kind itself. Many rules also listen to what a fact *shows*, whatever its kind. “Can meet” names the
rules that such a fact can fulfil.

";

/// The page, with the kinds that are to be shown.
pub fn page(shown: &dyn Fn(&Kind) -> bool) -> String {
    let mut page = String::from(HEAD);
    contents(&mut page, shown);
    for (title, kinds) in Kind::TOPICS {
        if kinds.iter().any(shown) {
            let _ = writeln!(page, "## {title}\n");
            kinds.iter().filter(|kind| shown(kind)).for_each(|kind| one(&mut page, *kind));
        }
    }
    let _ = writeln!(page, "## Codes\n");
    for list in LISTS {
        let _ = writeln!(page, "### {}\n\n| code | meaning |\n|---|---|", list.name);
        for choice in list.codes {
            let _ = writeln!(page, "| `{}` | {} |", choice.code, cell(choice.label));
        }
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn contents(page: &mut String, shown: &dyn Fn(&Kind) -> bool) {
    for (title, kinds) in Kind::TOPICS {
        let kinds: Vec<_> = kinds.iter().filter(|kind| shown(kind)).map(|kind| format!("[`{0}`](#{0})", kind.code())).collect();
        if !kinds.is_empty() {
            let _ = writeln!(page, "- {title}: {}", kinds.join(", "));
        }
    }
    page.push('\n');
}

fn one(page: &mut String, kind: Kind) {
    let info = kind.info();
    let _ = writeln!(page, "### {}\n\n{}\n", info.code, super::words(info.doc));
    if !stories::may_be_written(kind) {
        let _ = writeln!(page, "Not written in stories: {}.\n", stories::why_not_written(kind));
    }
    if !info.fields.is_empty() {
        let _ = writeln!(page, "| field | | takes | meaning |\n|---|---|---|---|");
        for field in info.fields {
            let must = if field.optional { "" } else { "*must*" };
            let name = match stories::key_of(field.name) {
                key if key == field.name => format!("`{key}`"),
                key => format!("`{}` (in a story `{key}`)", field.name),
            };
            let _ = writeln!(page, "| {name} | {must} | {} | {} |", takes(field), cell(&super::words(field.doc)));
        }
        page.push('\n');
    }
    rules(page, "Read by", &super::read_by(kind));
    rules(page, "Can meet", &super::meets(kind));
}

fn rules(page: &mut String, label: &str, rules: &[&str]) {
    if !rules.is_empty() {
        let rules: Vec<_> = rules.iter().map(|rule| format!("`{rule}`")).collect();
        let _ = writeln!(page, "{label}: {}\n", rules.join(", "));
    }
}

fn takes(field: &FieldInfo) -> String {
    let words = super::shape_words(&field.shape);
    match super::choices(&field.shape).and_then(list_of) {
        Some(list) => format!("{words}: [{}](#{})", list.name, anchor(list.name)),
        None => words,
    }
}

fn anchor(title: &str) -> String {
    title.to_lowercase().replace(' ', "-")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
