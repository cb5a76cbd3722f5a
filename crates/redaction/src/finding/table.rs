//! Tables: where the first line names the columns, what stands in a column is what the column says.

use super::Page;
use crate::known::What;
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
    let mut list = Vec::new();
    let mut columns: Option<(u8, Vec<Option<What>>)> = None;
    // Folded text is text.
    let Ok(lines) = std::str::from_utf8(small) else { return };
    for line in lines.split('\n').map(str::as_bytes) {
        let from = line.as_ptr() as usize - small.as_ptr() as usize;
        if let Some((mark, kinds)) = &columns {
            let cells = split(line, *mark);
            if cells.len() >= kinds.len().div_ceil(2) && cells.len() > 1 {
                for (cell, what) in cells.iter().zip(kinds) {
                    if let Some(what) = what {
                        list.push((narrow(from + cell.0), narrow(from + cell.1), *what));
                    }
                }
            } else if line.is_empty() {
                columns = None;
            }
        }
        if may_be_heading(line)
            && let Some(found) = heading(line)
        {
            columns = Some(found);
        }
    }
    page.cells = Cells { list };
}

/// A quick no: the names of columns have few digits, and a line of them begins with letters and soon has a mark.
fn may_be_heading(line: &[u8]) -> bool {
    let begin = &line[..line.len().min(24)];
    (8..=400).contains(&line.len())
        && begin.iter().any(|byte| matches!(byte, b'\t' | b'|' | b',' | b';'))
        && !begin.iter().any(u8::is_ascii_digit)
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The columns that a line names, if it names at least two that we know.
fn heading(line: &[u8]) -> Option<(u8, Vec<Option<What>>)> {
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
