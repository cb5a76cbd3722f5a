//! Sets of one's own, judged like ours: each folder in the one that `HOLDFAST_MATCHING_SETS` names, with `records.csv` and `truth_entities.csv`, or
//! `register.csv`, `feed.csv` and `truth_pairs.csv`, in the columns of the invented lists.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use invented::{HEADER, Row, Set};

use crate::sets::Make;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The sets; none where no folder is named.
pub fn sets() -> Result<Vec<Make>> {
    let Some(folder) = std::env::var_os("HOLDFAST_MATCHING_SETS") else { return Ok(Vec::new()) };
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<_>>()?;
    folders.retain(|folder| folder.join("records.csv").exists() || folder.join("register.csv").exists());
    folders.sort();
    let make = |folder: PathBuf| -> Make {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        (name, Box::new(move || read(&folder)))
    };
    Ok(folders.into_iter().map(make).collect())
}

fn read(folder: &Path) -> Result<Vec<Set>> {
    if folder.join("records.csv").exists() {
        let rows = rows(&folder.join("records.csv"))?;
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut people: HashMap<String, u32> = HashMap::new();
        for [record, person] in pairs(&folder.join("truth_entities.csv"))? {
            let next = u32::try_from(numbers.len())?;
            people.insert(record, *numbers.entry(person).or_insert(next));
        }
        let people = rows
            .iter()
            .map(|row| people.get(&row.cells[0]).copied().ok_or("a record of nobody"))
            .collect::<std::result::Result<_, _>>()?;
        return Ok(vec![Set { rows, people }]);
    }
    let (register, feed) = (rows(&folder.join("register.csv"))?, rows(&folder.join("feed.csv"))?);
    let known: HashMap<&str, u32> = (0..).zip(&register).map(|(at, row)| (row.cells[0].as_str(), at)).collect();
    let mut of_feed: HashMap<String, u32> = HashMap::new();
    for [one, other] in pairs(&folder.join("truth_pairs.csv"))? {
        let person = *known.get(one.as_str()).ok_or("a pair of nobody in the register")?;
        if of_feed.insert(other, person).is_some() {
            return Err("a record of the feed is of two people of the register".into());
        }
    }
    let strangers = u32::try_from(register.len())?;
    let numbers = (0..strangers).collect();
    let people = (strangers..).zip(&feed).map(|(at, row)| of_feed.get(&row.cells[0]).copied().unwrap_or(at)).collect();
    Ok(vec![Set { rows: register, people: numbers }, Set { rows: feed, people }])
}

fn pairs(path: &Path) -> Result<Vec<[String; 2]>> {
    let text = std::fs::read_to_string(path)?;
    let pair = |line: &str| line.split_once(',').map(|(one, other)| [one.to_owned(), other.to_owned()]);
    Ok(text.lines().skip(1).filter_map(pair).collect())
}

fn rows(path: &Path) -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(path)?;
    let mut lines = text.lines();
    if lines.next() != Some(HEADER.join(",").as_str()) {
        return Err(format!("{} has other columns than the invented lists", path.display()).into());
    }
    lines.map(row).collect()
}

/// One line of such a list.
pub fn row(line: &str) -> Result<Row> {
    let mut row = Row::default();
    let (mut at, mut quoted) = (0, false);
    for sign in line.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => at += 1,
            _ => row.cells.get_mut(at).ok_or("a line with too many cells")?.push(sign),
        }
    }
    Ok(row)
}
