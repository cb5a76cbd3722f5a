//! Sheets for somebody who leaves a home: by how she holds it, and about money and things. To read, or to print and take along.
//!
//! They are files of their own (`crates/web/sheets`), each with the day on which it was last checked and the law that it rests on. Like every
//! page for anybody they have a title that tells nothing.

use std::sync::LazyLock;

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Path;
use jiff::civil::Date;
use serde::Deserialize;

use crate::door::Problem;

/// One sheet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Its place in the address.
    #[serde(skip)]
    pub id: &'static str,
    /// What it is about.
    pub title: String,
    /// When it was last checked.
    pub as_of: Date,
    /// What it says.
    pub part: Vec<Part>,
    /// The law that it rests on.
    pub source: Vec<Basis>,
}

/// A part of a sheet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub lines: Vec<String>,
}

/// Where something stands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The Act and what it says there.
    pub what: String,
    /// Where it can be read; empty where it cannot.
    pub url: String,
}

macro_rules! sheets {
    ($($id:literal),+ $(,)?) => {
        const TEXTS: &[(&str, &str)] = &[$(($id, include_str!(concat!("../../sheets/", $id, ".toml")))),+];
    };
}
sheets!("social-sole", "social-joint", "private", "owner", "with-others", "money", "things");

/// Every sheet, in the order of the list. One that cannot be read is not there; a test sees that all can.
static SHEETS: LazyLock<Vec<Sheet>> =
    LazyLock::new(|| TEXTS.iter().filter_map(|(id, text)| Some(Sheet { id, ..toml::from_str(text).ok()? })).collect());

/// The list of sheets.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "public/sheets.html")]
pub struct SheetsPage {
    /// Address and title of each.
    pub sheets: Vec<(String, String)>,
}

/// One sheet.
#[derive(Debug, Clone, Template, WebTemplate)]
#[template(path = "public/sheet.html")]
pub struct SheetPage {
    /// The sheet.
    pub sheet: Sheet,
    /// When it was last checked.
    pub as_of: String,
}

/// `GET /information/home`
pub async fn list() -> SheetsPage {
    SheetsPage { sheets: SHEETS.iter().map(|one| (format!("/information/home/{}", one.id), one.title.clone())).collect() }
}

/// `GET /information/home/{sheet}`
/// # Errors
/// No such sheet.
pub async fn sheet(Path(id): Path<String>) -> Result<SheetPage, Problem> {
    let sheet = SHEETS.iter().find(|one| one.id == id).cloned().ok_or(Problem::NotFound)?;
    Ok(SheetPage { as_of: crate::words::day(sheet.as_of), sheet })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_is_there_is_dated_and_says_on_what_it_rests() {
        for (id, text) in TEXTS {
            let read: Result<Sheet, _> = toml::from_str(text);
            assert!(read.is_ok(), "{id}: {read:?}");
        }
        for sheet in SHEETS.iter() {
            assert!(!sheet.part.is_empty() && sheet.part.iter().all(|part| !part.lines.is_empty()), "{}", sheet.id);
            assert!(!sheet.source.is_empty(), "{}", sheet.id);
            assert!(sheet.source.iter().all(|one| one.url.is_empty() || one.url.starts_with("https://")), "{}", sheet.id);
        }
    }
}
