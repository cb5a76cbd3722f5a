//! Zones on the command line: built from a register or from invented homes, looked at, drawn, and not written over.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use screening::made::Region;

fn holdfast(within: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_holdfast")).args(words).current_dir(within).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_tree_is_built_from_a_register_accounted_for_drawn_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let region = Region::over(&["E06000023"], 1);
    let (mut dwellings, mut social, mut schools) =
        ("UPRN,X_COORDINATE,Y_COORDINATE\n".to_owned(), "UPRN\n".to_owned(), "Easting,Northing\n".to_owned());
    for home in &region.homes {
        writeln!(dwellings, "{},{}.{},{}.{}", home.uprn, home.at.x() / 10, home.at.x() % 10, home.at.y() / 10, home.at.y() % 10)
            .expect("text");
        if home.social {
            writeln!(social, "{}", home.uprn).expect("text");
        }
    }
    dwellings.push_str("no number,1,2\n");
    region.schools.iter().for_each(|school| writeln!(schools, "{},{}", school.x() / 10, school.y() / 10).expect("text"));
    std::fs::write(at.join("homes.csv"), dwellings).expect("written");
    std::fs::write(at.join("social.csv"), social).expect("written");
    std::fs::write(at.join("schools.csv"), schools).expect("written");
    let build = [
        "zones",
        "build",
        "--dwellings",
        "homes.csv",
        "--social",
        "social.csv",
        "--schools",
        "schools.csv",
        "--out",
        "region.zones",
    ];

    let done = holdfast(at, &build);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(text(&done.stderr).contains("1 lines cannot be read"));
    assert!(text(&done.stdout).contains("Level standard"));

    let again = holdfast(at, &build);
    assert_eq!(again.status.code(), Some(2), "a tree that is there is not written over");

    let shown = holdfast(at, &["zones", "inspect", "region.zones", "--svg", "region.svg", "--over", "E06000023"]);
    assert!(shown.status.success());
    let version = |output: &[u8]| text(output).lines().next().map(str::to_owned);
    assert_eq!(version(&shown.stdout), version(&done.stdout));
    assert!(std::fs::read_to_string(at.join("region.svg")).expect("drawn").contains("Bristol"));
}

#[test]
fn what_cannot_be_a_tree_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::write(at.join("bad.zones"), "holdfast-zones 1\nnode 1 2 3\n").expect("written");
    let refused = holdfast(at, &["zones", "inspect", "bad.zones"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("line 2 does not belong"));
    let nowhere = holdfast(at, &["zones", "build", "--over", "E99999999", "--out", "x.zones"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(text(&nowhere.stderr).contains("no council"));
    let nothing = holdfast(at, &["zones", "build", "--out", "x.zones"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(text(&nothing.stderr).contains("--made"));
}
