//! The files that leave: one XML document, and a table for each section. All codes in them are official ones; where one is not known, nothing is
//! written at all.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::elements::Elements;
use super::items::{Item, Section};
use super::mapping::{AREA, Mapping};
use super::record::Case;
use super::rows::{Held, Row, rows};

/// What is to be handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Every case in one document.
    pub xml: Vec<u8>,
    /// For each section its name and a table.
    pub csv: Vec<(&'static str, Vec<u8>)>,
}

/// Codes of ours for which the mapping table has no official one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("nothing was exported: the mapping table has no official code for\n{}", .0.iter().map(|((list, code), many)| format!("  {list}, {code} ({many} times)")).collect::<Vec<_>>().join("\n"))]
pub struct Unmapped(pub BTreeMap<(String, String), usize>);

/// A row with official codes in it.
type Told = Vec<(Item, String)>;

/// A case with its identifier and the rows of each section.
type ToldCase<'a> = (&'a str, Vec<(Section, Vec<Told>)>);

/// Writes cases with the official codes that hold on a day, in a version of the standard.
/// # Errors
/// [`Unmapped`] lists every code that has no official one.
pub fn export(cases: &[Case], mapping: &Mapping, version: &str, day: Date, elements: &Elements) -> Result<Export, Unmapped> {
    let mut lacking: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut told: Vec<ToldCase<'_>> = Vec::new();
    for case in cases {
        let mut sections = Vec::new();
        for section in Section::ALL {
            let rows = rows(case, *section).into_iter().map(|row| official(row, mapping, version, day, &mut lacking)).collect();
            sections.push((*section, rows));
        }
        told.push((&case.id, sections));
    }
    if !lacking.is_empty() {
        return Err(Unmapped(lacking));
    }
    Ok(Export {
        // Writing into memory does not fail.
        xml: xml(&told, elements).unwrap_or_default(),
        csv: Section::ALL.iter().map(|section| (section.code(), csv(&told, *section, elements).unwrap_or_default())).collect(),
    })
}

fn official(row: Row, mapping: &Mapping, version: &str, day: Date, lacking: &mut BTreeMap<(String, String), usize>) -> Told {
    let mut told = Vec::new();
    for (item, held) in row {
        let (list, local) = match held {
            Held::Day(day) => {
                told.push((item, day.to_string()));
                continue;
            }
            Held::Number(number) => {
                told.push((item, number.to_string()));
                continue;
            }
            Held::Code(code) => (code.list().code().to_owned(), code.text().to_owned()),
            Held::Area(area) => (AREA.to_owned(), area),
        };
        match mapping.official(version, &list, &local, day) {
            Some(official) => told.push((item, official.to_owned())),
            None => *lacking.entry((list, local)).or_default() += 1,
        }
    }
    told
}

fn xml(cases: &[ToldCase<'_>], elements: &Elements) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.create_element(elements.root.as_str()).write_inner_content(|writer| {
        for (id, sections) in cases {
            writer.create_element(elements.case.as_str()).write_inner_content(|writer| {
                writer.create_element(elements.case_id.as_str()).write_text_content(BytesText::new(id))?;
                for (section, rows) in sections {
                    for row in rows {
                        writer.create_element(elements.section(*section)).write_inner_content(|writer| {
                            for (item, value) in row {
                                writer.create_element(elements.item(*item)).write_text_content(BytesText::new(value))?;
                            }
                            Ok(())
                        })?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    let mut bytes = writer.into_inner();
    bytes.write_all(b"\n")?;
    Ok(bytes)
}

fn csv(cases: &[ToldCase<'_>], section: Section, elements: &Elements) -> Result<Vec<u8>, csv::Error> {
    let items: Vec<Item> = Item::ALL.iter().copied().filter(|item| item.section() == section).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = items.iter().map(|item| elements.item(*item));
    writer.write_record(std::iter::once(elements.case_id.as_str()).chain(heads))?;
    for (id, sections) in cases {
        for row in sections.iter().filter(|(one, _)| *one == section).flat_map(|(_, rows)| rows) {
            let value = |item: &Item| row.iter().find(|(one, _)| one == item).map_or("", |(_, value)| value.as_str());
            writer.write_record(std::iter::once(*id).chain(items.iter().map(value)))?;
        }
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
