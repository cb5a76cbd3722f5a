//! A letter as the data file that the layout reads.

use casefile::letters::Block;
use desk::{CannotTypeset, ToTypeset};
use serde::Serialize;

#[derive(Serialize)]
struct Data<'a> {
    /// What the window of a program that shows it is called: it tells nothing.
    title: String,
    lang: String,
    region: Option<String>,
    year: i16,
    month: i8,
    day: i8,
    address: Vec<&'a str>,
    blocks: Vec<Part<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Part<'a> {
    Heading { level: u8, text: &'a str },
    Paragraph { text: &'a str },
    List { items: Vec<&'a str> },
    Rows { rows: Vec<Row<'a>> },
}

#[derive(Serialize)]
struct Row<'a> {
    term: &'a str,
    what: &'a str,
}

/// The data of a letter.
pub(crate) fn of(what: &ToTypeset<'_>) -> Result<Vec<u8>, CannotTypeset> {
    let (lang, region) = what.language.split_once('-').map_or((what.language, None), |(lang, region)| (lang, Some(region)));
    let data = Data {
        title: format!("Letter of {}", what.date.strftime("%-d %B %Y")),
        lang: lang.to_ascii_lowercase(),
        region: region.map(str::to_ascii_uppercase),
        year: what.date.year(),
        month: what.date.month(),
        day: what.date.day(),
        address: what.address.unwrap_or_default().lines().map(str::trim).filter(|line| !line.is_empty()).collect(),
        blocks: what.letter.blocks.iter().map(part).collect(),
    };
    serde_json::to_vec(&data).map_err(|_| CannotTypeset)
}

fn part(block: &Block) -> Part<'_> {
    match block {
        Block::Heading(level, text) => Part::Heading { level: *level, text },
        Block::Paragraph(text) => Part::Paragraph { text },
        Block::List(items) => Part::List { items: items.iter().map(String::as_str).collect() },
        Block::Rows(rows) => Part::Rows { rows: rows.iter().map(|(term, what)| Row { term, what }).collect() },
    }
}
