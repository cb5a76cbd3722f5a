//! Tables: where the first line names the columns, what stands in a column is what the column says.

use super::Page;
use crate::known::What;
use crate::lexicon::Class;
use crate::reading::Gap;

/// Cells of which the column tells what they are: from byte, to byte, what, in order.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    list: Vec<(u32, u32, What)>,
}

impl Cells {
    /// What the column of the cell at this byte of the plain text says.
    pub fn at(&self, byte: u32) -> Option<What> {
        let after = self.list.partition_point(|cell| cell.1 <= byte);
        self.list.get(after).filter(|cell| cell.0 <= byte).map(|cell| cell.2)
    }
}

fn column(name: &str) -> Option<What> {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    Some(match name.as_str() {
        "name" | "fullname" | "person" | "firstname" | "surname" | "lastname" | "forename" | "contactname" | "client"
        | "tenant" | "names" => What::Name,
        "dob" | "dateofbirth" | "birthdate" | "born" | "birth" => What::BirthDate,
        "phone" | "tel" | "telephone" | "mobile" | "mob" | "contact" | "contactnumber" | "phonenumber" | "landline"
        | "homephone" | "telno" => What::Phone,
        "email" | "mail" | "emailaddress" => What::Email,
        "address" | "addr" | "homeaddress" | "street" | "address1" | "addressline1" => What::Address,
        "postcode" | "pcode" | "postalcode" => What::Postcode,
        "nhs" | "nhsno" | "nhsnumber" => What::NhsNumber,
        "ni" | "nino" | "nationalinsurance" | "ninumber" => What::NationalInsurance,
        _ => return None,
    })
}

/// Notes the cells of the tables in a text.
pub fn look(page: &mut Page<'_>) {
    let small = page.reading.small();
    let line_of = |at: usize| {
        let from = small[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |before| before + 1);
        let to = small[at..].iter().position(|byte| *byte == b'\n').map_or(small.len(), |length| at + length);
        from..to
    };
    let mut list = Vec::new();
    let mut end = 0;
    for token in page.tokens() {
        if !token.gap.has(Gap::LINE) || !token.class.has(Class::COLUMN) || (token.start as usize) < end {
            continue;
        }
        // A heading has a mark soon after its first word.
        let soon = small
            .get(token.end as usize..)
            .unwrap_or_default()
            .iter()
            .take(20)
            .any(|byte| matches!(byte, b',' | b'\t' | b'|' | b';'));
        if !soon {
            continue;
        }
        let line = line_of(token.start as usize);
        let Some((mark, kinds)) = heading(&small[line.clone()]) else { continue };
        end = line.end;
        // Its rows, up to an empty line.
        for row in small.get(line.end + 1..).unwrap_or_default().split(|byte| *byte == b'\n') {
            let from = row.as_ptr() as usize - small.as_ptr() as usize;
            let cells = split(row, mark);
            if row.is_empty() {
                break;
            }
            if cells.len() >= kinds.len().div_ceil(2) && cells.len() > 1 {
                let known = cells.iter().zip(&kinds).filter_map(|(cell, what)| what.map(|what| (cell, what)));
                list.extend(known.map(|(cell, what)| (narrow(from + cell.0), narrow(from + cell.1), what)));
            }
            end = from + row.len();
        }
    }
    page.cells = Cells { list };
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The columns that a line names, if it names at least two that we know.
fn heading(line: &[u8]) -> Option<(u8, Vec<Option<What>>)> {
    if line.len() > 400 {
        return None;
    }
    let mark = [b'\t', b'|', b',', b';'].into_iter().find(|mark| split(line, *mark).len() > 2)?;
    let kinds: Vec<Option<What>> = split(line, mark)
        .into_iter()
        .map(|cell| column(std::str::from_utf8(&line[cell.0..cell.1]).unwrap_or_default().trim()))
        .collect();
    (kinds.iter().flatten().count() >= 2).then_some((mark, kinds))
}

/// The cells of a line, without their quotation marks.
fn split(line: &[u8], mark: u8) -> Vec<(usize, usize)> {
    let mut cells = Vec::new();
    let (mut from, mut quoted) = (0, false);
    for at in 0..=line.len() {
        let byte = line.get(at);
        if byte == Some(&b'"') {
            quoted = !quoted;
        }
        if byte.is_none() || byte == Some(&mark) && !quoted {
            cells.push((from, at));
            from = at + 1;
        }
    }
    cells
}

/// Whether a gap parts cells.
pub const fn parts(gap: Gap) -> bool {
    gap.has(Gap::CELL.or(Gap::QUOTE).or(Gap::LINE)) || gap.has(Gap::COMMA) && !gap.has(Gap::SPACE)
}
