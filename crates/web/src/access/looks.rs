//! `GET /files/{file}/looks`: who has had sealed information read out. Reading this list is on record too.

use axum::extract::{Path, Query};
use casefile::ids::FileId;
use desk::{Directory, LookedAt};
use serde::Deserialize;

use super::views::LooksPage;
use crate::components::{Cell, Table};
use crate::door::{Problem, Signed};
use crate::frame::At;
use crate::{paths, words};

/// How many looks stand on one page.
const ON_A_PAGE: u32 = 100;

/// Which list, from where on.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    plain: String,
    #[serde(default)]
    before: Option<u64>,
}

/// The page, for whoever looks after the file, and plain for the survivor.
/// # Errors
/// No such file, or not for this officer to see.
pub async fn show(signed: Signed, Path(file): Path<FileId>, Query(asked): Query<Asked>) -> Result<LooksPage, Problem> {
    let directory = signed.directory().await?;
    let (reference, all) = signed.desk().who_looked(file, asked.before, ON_A_PAGE).await?;
    let for_her = asked.plain == "yes";
    let here = paths::part(file, "looks");
    let last = all.last().filter(|_| all.len() == ON_A_PAGE as usize).map(|one| one.look.seq);
    let plain = if for_her { "plain=yes&" } else { "" };
    Ok(LooksPage {
        reference,
        for_her,
        looks: table(&directory, &all, for_her),
        older: last.map(|seq| format!("{here}?{plain}before={seq}")),
        here,
        frame: signed.frame(At::Files, &directory),
    })
}

fn table(directory: &Directory, all: &[LookedAt], for_her: bool) -> Table {
    // The list that she is given is about what was read out to people, not about who read this list.
    let shown = all.iter().filter(|one| !for_her || one.what.is_some());
    let rows = shown.map(|one| {
        let when = casefile::calendar::london_time(one.look.recorded);
        let when = format!("{}, {}", words::day(when.date()), words::time(when.time()));
        let what = match one.what {
            Some((_, class)) if for_her => class.label().to_owned(),
            Some((kind, class)) => format!("{}: {}", words::from_code(kind.code()), class.label()),
            None => "This list".to_owned(),
        };
        vec![Cell::Text(when), Cell::Text(who(directory, one, for_her)), Cell::Text(what), Cell::Text(one.look.purpose.clone())]
    });
    let heads = ["When", "Who", "What", "Why"].map(|head| (head.to_owned(), false));
    Table { caption: String::new(), heads: heads.to_vec(), rows: rows.collect() }
}

/// A member of staff by name, team and body; for the survivor by role and body, and no more.
fn who(directory: &Directory, one: &LookedAt, for_her: bool) -> String {
    let Some(officer) = directory.officer(one.look.officer) else { return "A member of staff who has gone".to_owned() };
    let body = directory.body(officer.body).map(|body| body.name.clone()).unwrap_or_default();
    if for_her {
        return format!("{}, {body}", officer.role.label());
    }
    let team = directory.team(officer.team).map(|team| team.name.clone()).unwrap_or_default();
    format!("{}, {team}, {body}", officer.name)
}
