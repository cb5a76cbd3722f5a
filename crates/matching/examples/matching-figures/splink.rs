//! Splink on DuckDB, as a process of its own. What it reached is kept in `var/splink/figures`, and measured again when its script or a set has changed:
//! it takes minutes where ours takes seconds.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Measured;
use crate::judging::{Judged, judge};
use crate::process::{Cost, so_far};
use crate::sets::Task;

/// The threshold at which Splink is said to be used: its own examples take it, and one half would be worse for it.
const THRESHOLD: f64 = 0.9;
const SCRIPT: &str = "scripts/splink/match.py";

fn python() -> Option<PathBuf> {
    let named = std::env::var_os("HOLDFAST_SPLINK_PYTHON").map_or_else(|| PathBuf::from("var/splink/bin/python"), PathBuf::from);
    named.exists().then_some(named)
}

/// Where the figures of a set are kept.
fn kept_at(task: &Task, folder: &Path) -> std::io::Result<PathBuf> {
    let mut hasher = DefaultHasher::new();
    std::fs::read(SCRIPT)?.hash(&mut hasher);
    for list in ["records.csv", "register.csv", "feed.csv"] {
        if folder.join(list).exists() {
            std::fs::read(folder.join(list))?.hash(&mut hasher);
        }
    }
    let name: String = task.name.chars().filter(char::is_ascii_alphanumeric).collect();
    Ok(PathBuf::from("var/splink/figures").join(format!("{name}-{:016x}", hasher.finish())))
}

fn kept(path: &Path) -> Option<Measured> {
    let text = std::fs::read_to_string(path).ok()?;
    let numbers: Vec<f64> = text.split_whitespace().map_while(|word| word.parse().ok()).collect();
    let [fixed, best, sure, first, absent, absent_best, cpu, memory] = numbers[..] else { return None };
    let judged = Judged::from_numbers([fixed, best, sure, first, absent, absent_best]);
    Some(Measured { judged, cost: Cost { cpu, memory } })
}

/// Runs Splink on a set; nothing where it is not installed or cannot do it, and then says so.
pub fn run(task: &Task, folder: &Path) -> Result<Option<Measured>, Box<dyn std::error::Error>> {
    let Some(python) = python() else {
        eprintln!("Splink is not installed, and its columns stay empty: run scripts/splink/setup.sh, which needs PyPI");
        return Ok(None);
    };
    let keep = kept_at(task, folder)?;
    if let Some(measured) = kept(&keep) {
        return Ok(Some(measured));
    }
    let out = folder.join("splink.csv");
    let before = so_far();
    // Febrl's lists have no households, and addresses full of slips.
    let way = task.name.starts_with("Febrl").then_some("apart");
    let output = Command::new(python).arg(SCRIPT).arg(folder).arg(&out).args(way).output()?;
    if !output.status.success() {
        eprintln!("Splink could not do «{}»: {}", task.name, String::from_utf8_lossy(&output.stderr));
        return Ok(None);
    }
    let told = String::from_utf8_lossy(&output.stdout);
    let kilobytes = told.lines().find_map(|line| line.strip_prefix("kilobytes ")?.parse::<f64>().ok());
    let cost = Cost { cpu: so_far().cpu - before.cpu, memory: kilobytes.unwrap_or(0.0) / 1024.0 };
    let measured = Measured { judged: judge(task, &out, THRESHOLD)?, cost };
    std::fs::create_dir_all("var/splink/figures")?;
    let numbers: Vec<String> =
        measured.judged.numbers().into_iter().chain([cost.cpu, cost.memory]).map(|number| number.to_string()).collect();
    std::fs::write(&keep, numbers.join(" "))?;
    Ok(Some(measured))
}
