//! Writes invented lists and their truth: `write FOLDER dedupe ROWS SEED easy|harsh` or `write FOLDER link REGISTER FEED SEED easy|harsh`.

use std::fmt::Write as _;
use std::path::Path;

use invented::Habits;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let habits = if args.last().is_some_and(|last| last == "harsh") { Habits::harsh() } else { Habits::easy() };
    let number = |at: usize| args.get(at).and_then(|text| text.parse::<usize>().ok()).ok_or("a number is missing");
    let folder = Path::new(args.first().ok_or("name a folder")?);
    std::fs::create_dir_all(folder)?;
    if args.get(1).is_some_and(|kind| kind == "link") {
        let link = invented::link(number(2)?, number(3)?, number(4)? as u64, &habits);
        std::fs::write(folder.join("register.csv"), link.register.csv())?;
        std::fs::write(folder.join("feed.csv"), link.feed.csv())?;
        let mut truth = "id_a,id_b\n".to_owned();
        let mut places = std::collections::HashMap::new();
        for (row, person) in link.register.rows.iter().zip(&link.register.people) {
            places.insert(*person, &row.cells[0]);
        }
        for (row, person) in link.feed.rows.iter().zip(&link.feed.people) {
            if let Some(id) = places.get(person) {
                writeln!(truth, "{id},{}", row.cells[0])?;
            }
        }
        std::fs::write(folder.join("truth_pairs.csv"), truth)?;
    } else {
        let set = invented::dedupe(number(2)?, number(3)? as u64, &habits);
        std::fs::write(folder.join("records.csv"), set.csv())?;
        let mut truth = "record_id,entity_id\n".to_owned();
        for (row, person) in set.rows.iter().zip(&set.people) {
            writeln!(truth, "{},P{person}", row.cells[0])?;
        }
        std::fs::write(folder.join("truth_entities.csv"), truth)?;
    }
    Ok(())
}
