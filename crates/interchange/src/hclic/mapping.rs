//! The mapping table: which official code stands for ours, and from when until when. A council fills it with what the department gave it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;

use super::lists::ListId;

/// The standard, as the table writes it.
pub const STANDARD: &str = "hclic";

/// The list of areas: its local codes are the names that councils have in the partnership, so anything may stand there.
pub const AREA: &str = "area";

/// A row that says what one of our codes is called by the department.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    version: String,
    list: String,
    local: String,
    official: String,
    from: Option<Date>,
    to: Option<Date>,
}

impl Entry {
    fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    fn meets(&self, other: &Self) -> bool {
        let starts = |one: &Self, end: Option<Date>| end.is_none_or(|end| one.from.is_none_or(|from| from <= end));
        starts(self, other.to) && starts(other, self.to)
    }
}

/// A mapping table of one standard, as it was loaded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    entries: Vec<Entry>,
}

/// Something in a mapping table that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line of the file.
    pub line: u64,
    /// What is wrong, and how to mend it.
    pub words: String,
}

/// A mapping table that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the mapping table cannot be used:\n{}", .0.iter().map(|one| format!("  line {}: {}", one.line, one.words)).collect::<Vec<_>>().join("\n"))]
pub struct BadMapping(pub Vec<Mistake>);

const HEADS: [&str; 7] = ["standard", "version", "list", "local_code", "official_code", "valid_from", "valid_to"];

#[derive(Deserialize)]
struct Row {
    standard: String,
    version: String,
    list: String,
    local_code: String,
    official_code: String,
    valid_from: String,
    valid_to: String,
}

impl Mapping {
    /// Reads a table. Rows of other standards are left alone; rows without an official code say that it is not known yet.
    /// # Errors
    /// [`BadMapping`] names every line that cannot be used.
    pub fn read(bytes: &[u8]) -> Result<Self, BadMapping> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let mut mistakes = Vec::new();
        let heads = reader.headers().cloned().unwrap_or_default();
        if let Some(lacking) = HEADS.iter().find(|head| !heads.iter().any(|have| have == **head)) {
            let words = format!("there is no column “{lacking}”: the first line reads {}", HEADS.join(","));
            return Err(BadMapping(vec![Mistake { line: 1, words }]));
        }
        let mut entries: Vec<(u64, Entry)> = Vec::new();
        let mut record = csv::StringRecord::new();
        loop {
            let line = reader.position().line();
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {
                    let line = record.position().map_or(line, csv::Position::line);
                    match record
                        .deserialize::<Row>(Some(&heads))
                        .map_err(|_| "this line cannot be read".to_owned())
                        .and_then(entry)
                    {
                        Ok(Some(entry)) => entries.push((line, entry)),
                        Ok(None) => {}
                        Err(words) => mistakes.push(Mistake { line, words }),
                    }
                }
                Err(_) => {
                    mistakes.push(Mistake { line, words: "this line does not have seven columns of plain text".into() });
                    if mistakes.len() > 50 {
                        break;
                    }
                }
            }
        }
        for (at, (line, entry)) in entries.iter().enumerate() {
            let same = |other: &Entry| (&other.version, &other.list, &other.local) == (&entry.version, &entry.list, &entry.local);
            if let Some((earlier, _)) = entries[..at].iter().find(|(_, other)| same(other) && entry.meets(other)) {
                let words = format!("“{}” of “{}” has a code for the same days on line {earlier}", entry.local, entry.list);
                mistakes.push(Mistake { line: *line, words });
            }
        }
        if mistakes.is_empty() {
            Ok(Self { entries: entries.into_iter().map(|(_, entry)| entry).collect() })
        } else {
            mistakes.sort_by_key(|one| one.line);
            Err(BadMapping(mistakes))
        }
    }

    /// The versions of the standard that it knows, in order.
    pub fn versions(&self) -> Vec<&str> {
        self.entries.iter().map(|entry| entry.version.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The official code of one of ours, in a version of the standard, on a day; `None` where the table has none.
    pub fn official(&self, version: &str, list: &str, local: &str, day: Date) -> Option<&str> {
        let found = self
            .entries
            .iter()
            .find(|entry| entry.version == version && entry.list == list && entry.local == local && entry.holds_on(day));
        found.map(|entry| entry.official.as_str())
    }
}

fn entry(row: Row) -> Result<Option<Entry>, String> {
    if row.standard != STANDARD || row.official_code.is_empty() {
        return Ok(None);
    }
    if row.version.is_empty() {
        return Err("say in “version” for which version of the standard the code holds".into());
    }
    if row.list != AREA {
        let list = ListId::from_code(&row.list).ok_or_else(|| format!("there is no list “{}”", row.list))?;
        list.find(&row.local_code).ok_or_else(|| format!("there is no “{}” in the list “{}”", row.local_code, row.list))?;
    }
    if row.official_code.chars().any(char::is_control) {
        return Err("the official code is not plain text".into());
    }
    let day = |text: &str, column: &str| match text {
        "" => Ok(None),
        text => text.parse::<Date>().map(Some).map_err(|_| format!("“{text}” in “{column}” is no day: write 2026-04-01")),
    };
    let (from, to) = (day(&row.valid_from, "valid_from")?, day(&row.valid_to, "valid_to")?);
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return Err("it ends before it begins: put “valid_from” and “valid_to” right".into());
    }
    Ok(Some(Entry { version: row.version, list: row.list, local: row.local_code, official: row.official_code, from, to }))
}

/// An empty table for a version of the standard, with a row for every code: to be filled by the council.
pub fn blank(version: &str) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows = vec![HEADS.map(str::to_owned)];
    for list in ListId::ALL {
        for code in list.codes().filter(|code| !code.is_heading()) {
            rows.push([STANDARD, version, list.code(), code.text(), "", "", ""].map(str::to_owned));
        }
    }
    rows.push([STANDARD, version, AREA, "own", "", "", ""].map(str::to_owned));
    for row in rows {
        // Writing into memory does not fail.
        if writer.write_record(&row).is_err() {
            break;
        }
    }
    writer.into_inner().unwrap_or_default()
}
