//! `GET /returns`: the quarter, for managers of a housing team; and the files to be handed over.

use axum::extract::{Path, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::{QuarterReturn, ReturnKit, ReturnLine};
use interchange::hclic::{Quarter, Section, Table as Published, Unmapped, tables_as_csv};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::PART;
use super::case::{missing_words, tag};
use super::views::{Counted, QuarterPage};
use crate::components::{Cell, Table};
use crate::door::{Problem, Signed};
use crate::frame::At;
use crate::{paths, words};

/// Which quarter.
#[derive(Deserialize, Default)]
pub struct Which {
    #[serde(default)]
    quarter: String,
}

/// In which form something is taken.
#[derive(Deserialize, Default)]
pub struct Form {
    #[serde(default, rename = "as")]
    form: String,
}

/// The quarter that is worked on: the one before, until six weeks of the next have gone.
fn of_today(today: Date) -> Quarter {
    Quarter::of(today.saturating_sub(45.days()))
}

/// `GET /returns`
/// # Errors
/// Not a manager of a housing team, or the ledger does not answer.
pub async fn show(signed: Signed, Query(which): Query<Which>) -> Result<QuarterPage, Problem> {
    let today = signed.web.house().today();
    let quarter = match which.quarter.as_str() {
        "" => of_today(today),
        text => text.parse().map_err(|_| Problem::NotFound)?,
    };
    let found = signed.desk().quarter_return(quarter).await?;
    page(&signed, &found).await
}

/// `GET /returns/{quarter}/download`
/// # Errors
/// As [`show`]; no such quarter or form.
pub async fn download(signed: Signed, Path(quarter): Path<String>, Query(form): Query<Form>) -> Result<Response, Problem> {
    let quarter: Quarter = quarter.parse().map_err(|_| Problem::NotFound)?;
    let found = signed.desk().quarter_return(quarter).await?;
    if form.form == "tables" {
        signed.desk().note_return(&found, "tables").await?;
        return Ok(file(&format!("tables-{quarter}.csv"), "text/csv; charset=utf-8", tables_as_csv(&found.tables)));
    }
    let Some(Ok(done)) = signed.web.house().return_kit().map(|kit| found.export(kit)) else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&signed, &found).await?).into_response());
    };
    let (name, kind, bytes) = match form.form.as_str() {
        "" | "xml" => ("xml", "application/xml", done.xml),
        section => {
            let (name, table) = done.csv.into_iter().find(|(name, _)| *name == section).ok_or(Problem::NotFound)?;
            (name, "text/csv; charset=utf-8", table)
        }
    };
    // It stands in the chain of the house before it leaves.
    signed.desk().note_return(&found, name).await?;
    let name = if name == "xml" { format!("hclic-{quarter}.xml") } else { format!("hclic-{quarter}-{name}.csv") };
    Ok(file(&name, kind, bytes))
}

fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

async fn page(signed: &Signed, found: &QuarterReturn) -> Result<QuarterPage, Problem> {
    let directory = signed.directory().await?;
    let today = signed.web.house().today();
    let (quarter, own) = (found.quarter, signed.desk().officer().body);
    let (complete, open): (Vec<&ReturnLine>, Vec<&ReturnLine>) = found.lines.iter().partition(|line| line.returned.is_complete());
    let link = |quarter: Quarter| (format!("/returns?quarter={quarter}"), quarter.words());
    let (not_yet, downloads) = downloads(found, signed.web.house().return_kit());
    Ok(QuarterPage {
        whose: directory.body(own).map(|body| body.name.clone()).unwrap_or_default(),
        quarter: quarter.words(),
        until: words::day(found.until),
        before: link(quarter.before()),
        after: Some(quarter.after()).filter(|after| after.first() <= today).map(link),
        counts: vec![
            (found.lines.len().to_string(), "come in".into(), "later"),
            (complete.len().to_string(), "complete".into(), "soon"),
            (open.len().to_string(), "not complete".into(), if open.is_empty() { "later" } else { "today" }),
        ],
        more: found.more,
        open: table("Cases that lack something", &open, true),
        complete: table("Cases that are complete", &complete, false),
        not_yet,
        downloads,
        tables: found.tables.iter().map(counted).collect(),
        frame: signed.frame(At::Returns, &directory),
    })
}

fn table(caption: &str, lines: &[&ReturnLine], open: bool) -> Table {
    let rows = lines.iter().map(|line| {
        let one = &line.returned;
        let because: Vec<String> =
            line.because.iter().map(|(on, trigger)| format!("{} on {}", trigger.label(), words::day(*on))).collect();
        let mut row = vec![Cell::Link(paths::part(line.file, PART), one.case.id.clone()), Cell::Text(words::list(&because))];
        if open {
            let (missing, wrong) = (one.missing(), one.wrong());
            let lacks: Vec<String> = missing
                .iter()
                .map(missing_words)
                .chain(wrong.iter().map(|wrong| format!("to put right: {}", wrong.item.label())))
                .collect();
            row.push(Cell::Tag(tag(missing.len(), wrong.len())));
            row.push(Cell::Text(words::list(&lacks)));
        }
        row
    });
    let heads: &[&str] =
        if open { &["Case", "Why it comes in", "State", "What is missing"] } else { &["Case", "Why it comes in"] };
    let heads = heads.iter().map(|head| ((*head).to_owned(), false)).collect();
    Table { caption: caption.into(), heads, rows: rows.collect() }
}

fn counted(table: &Published) -> Counted {
    let rows = table.rows.iter().filter(|row| row.count > 0).map(|row| {
        let label = if row.is_part { format!("– {}", row.label) } else { row.label.clone() };
        vec![Cell::Text(label), Cell::from(row.count)]
    });
    let title = format!("{}: {}", table.number, table.title);
    Counted {
        households: words::count(i64::try_from(table.households).unwrap_or_default(), "household", "households"),
        table: Table {
            caption: title.clone(),
            heads: vec![("Row".into(), false), ("Households".into(), true)],
            rows: rows.collect(),
        },
        title,
    }
}

/// Why nothing is handed over, and the codes that are lacking.
type NotYet = (String, Vec<String>);

/// What can be taken, and why not everything.
fn downloads(found: &QuarterReturn, kit: Option<&ReturnKit>) -> (Option<NotYet>, Vec<(String, String)>) {
    let address = |form: &str| format!("/returns/{}/download?as={form}", found.quarter);
    let mut list = Vec::new();
    let not_yet = match kit.map(|kit| found.export(kit)) {
        None => Some((
            "No official codes are loaded here. The council gets them from the department, fills the mapping table and has it named in the settings \
             of the server."
                .to_owned(),
            Vec::new(),
        )),
        Some(Err(Unmapped(lacking))) => Some((
            "The mapping table lacks official codes that this return needs. Nothing is handed over until they are there.".to_owned(),
            lacking.into_iter().map(|((list, code), many)| format!("{list}: {code} ({many})")).collect(),
        )),
        Some(Ok(_)) => {
            list.push((address("xml"), "The return, as XML".to_owned()));
            list.extend(Section::ALL.iter().map(|section| (address(section.code()), format!("{}, as a table (CSV)", section.label()))));
            None
        }
    };
    list.push((address("tables"), "The published tables, as a table (CSV)".to_owned()));
    (not_yet, list)
}
