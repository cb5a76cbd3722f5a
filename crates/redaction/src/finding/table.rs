//! Tables: where the first line names the columns, what stands in a column is what the column says.

use super::Page;
use crate::known::What;
use crate::reading::Gap;
use crate::reading::gap::{KINDS, NEITHER};

/// Of each token, what the column says in which it stands; empty where the text has no table.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    columns: Vec<Option<What>>,
}

impl Cells {
    /// What the column says in which a token stands.
    pub fn at(&self, token: usize) -> Option<What> {
        self.columns.get(token).copied().flatten()
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
    let small = page.small();
    let line_of = |at: usize| {
        let from = small[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |before| before + 1);
        let to = small[at..].iter().position(|byte| *byte == b'\n').map_or(small.len(), |length| at + length);
        from..to
    };
    let tokens = page.tokens();
    let mut columns = Vec::new();
    let mut cells = Vec::new();
    let mut end = 0;
    // Tokens before this one stand before the cell that is looked at.
    let mut next = 0;
    for heads in &page.marked.headings {
        let token = &tokens[*heads as usize];
        if (token.start as usize) < end {
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
        columns.resize(tokens.len(), None);
        end = line.end;
        // Its rows, up to an empty line.
        while let Some(rest) = small.get(end + 1..) {
            let from = end + 1;
            let length = split(rest, mark, &mut cells);
            if length == 0 {
                break;
            }
            if cells.len() >= kinds.len().div_ceil(2) && cells.len() > 1 {
                for (cell, what) in cells.iter().zip(&kinds) {
                    let Some(what) = what else { continue };
                    while tokens.get(next).is_some_and(|token| (token.start as usize) < from + cell.0) {
                        next += 1;
                    }
                    while tokens.get(next).is_some_and(|token| (token.start as usize) < from + cell.1) {
                        columns[next] = Some(*what);
                        next += 1;
                    }
                }
            }
            end = from + length;
        }
    }
    page.cells = Cells { columns };
}

/// The columns that a line names, if it names at least two that we know.
fn heading(line: &[u8]) -> Option<(u8, Vec<Option<What>>)> {
    if line.len() > 400 {
        return None;
    }
    let mut cells = Vec::new();
    let mark = [b'\t', b'|', b',', b';'].into_iter().find(|mark| {
        split(line, *mark, &mut cells);
        cells.len() > 2
    })?;
    let kinds: Vec<Option<What>> =
        cells.iter().map(|cell| column(std::str::from_utf8(&line[cell.0..cell.1]).unwrap_or_default().trim())).collect();
    (kinds.iter().flatten().count() >= 2).then_some((mark, kinds))
}

/// The cells of the line with which a text begins, without the marks between them; how long the line is.
fn split(text: &[u8], mark: u8, cells: &mut Vec<(usize, usize)>) -> usize {
    cells.clear();
    let (mut from, mut quoted, mut length) = (0, false, text.len());
    for (at, byte) in text.iter().enumerate() {
        if KINDS[usize::from(*byte)] != NEITHER {
            continue;
        }
        if *byte == mark && !quoted {
            cells.push((from, at));
            from = at + 1;
        } else if *byte == b'"' {
            quoted = !quoted;
        } else if *byte == b'\n' {
            length = at;
            break;
        }
    }
    cells.push((from, length));
    length
}

/// Whether a gap parts cells.
pub const fn parts(gap: Gap) -> bool {
    gap.has(Gap::CELL.or(Gap::QUOTE).or(Gap::LINE)) || gap.has(Gap::COMMA) && !gap.has(Gap::SPACE)
}
