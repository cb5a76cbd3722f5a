//! Registers: OS Open UPRN, AddressBase in its standard layout, schools with easting and northing, numbers of social homes.

use std::collections::BTreeSet;
use std::io::BufRead;

use super::csv::{column, values};
use crate::grid::Point;
use crate::zones::Dwelling;

/// Why a file is no use.
#[derive(Debug, thiserror::Error)]
pub enum CannotRead {
    /// It cannot be read at all.
    #[error("the file cannot be read: {0}")]
    File(#[from] std::io::Error),
    /// Its first line is of no layout that is known.
    #[error("the first line of {what} is of no known layout: {wanted}")]
    Layout {
        /// Which file.
        what: &'static str,
        /// What its first line should hold.
        wanted: &'static str,
    },
    /// There is nothing in it that can be used.
    #[error("{0} holds no line that can be used")]
    Nothing(&'static str),
}

/// How a register of dwellings is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// OS Open UPRN, or any file whose first line names UPRN, X_COORDINATE and Y_COORDINATE.
    OpenUprn,
    /// AddressBase, standard: 29 columns, no heading. Homes are those of class R.
    AddressBase,
}

/// What was read, and which lines were not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T> {
    /// What was read.
    pub rows: Vec<T>,
    /// How many lines were left out by rule: not homes, say.
    pub left_out: u64,
    /// The first lines that could not be read, by number.
    pub bad: Vec<u64>,
    /// How many could not be read in all.
    pub bad_in_all: u64,
}

impl<T> Read<T> {
    const fn nothing() -> Self {
        Self { rows: Vec::new(), left_out: 0, bad: Vec::new(), bad_in_all: 0 }
    }

    fn bad(&mut self, line: u64) {
        self.bad_in_all += 1;
        if self.bad.len() < 20 {
            self.bad.push(line);
        }
    }
}

/// AddressBase, standard: where the number, the coordinates and the class stand, and how many columns there are.
const ADDRESS_BASE: [usize; 4] = [0, 17, 18, 26];
const ADDRESS_BASE_COLUMNS: usize = 27;

/// A coordinate in metres, with or without decimals, as decimetres.
fn decimetres(text: &str) -> Option<i32> {
    let text = text.trim();
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let first = if rest.is_empty() { 0 } else { rest.chars().next()?.to_digit(10)? };
    if !rest.chars().all(|digit| digit.is_ascii_digit()) || !whole.chars().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    whole.parse::<i32>().ok()?.checked_mul(10)?.checked_add(i32::try_from(first).ok()?)
}

fn point(x: &str, y: &str) -> Option<Point> {
    Point::new(decimetres(x)?, decimetres(y)?)
}

/// Reads a register of dwellings; the numbers of social homes come from elsewhere. `told` hears every hundred thousand lines.
pub fn dwellings(
    from: impl BufRead,
    social: &BTreeSet<u64>,
    told: &mut dyn FnMut(u64),
) -> Result<(Read<Dwelling>, Layout), CannotRead> {
    let mut read = Read::nothing();
    let mut columns: Option<([usize; 3], Option<usize>, Layout)> = None;
    for (number, line) in (1_u64..).zip(from.lines()) {
        let line = line?;
        if number % 100_000 == 0 {
            told(number);
        }
        let Some(values) = values(&line) else {
            read.bad(number);
            continue;
        };
        let (at, class) = if let Some((at, class, _)) = columns {
            (at, class)
        } else {
            let (at, class, layout) = layout_of(&values)?;
            columns = Some((at, class, layout));
            if layout == Layout::OpenUprn {
                continue;
            }
            (at, class)
        };
        if class.is_some_and(|class| !values.get(class).is_some_and(|class| class.trim().starts_with('R'))) {
            read.left_out += 1;
            continue;
        }
        let [uprn, x, y] = at.map(|column| values.get(column).map_or("", String::as_str));
        match (uprn.trim().parse::<u64>().ok().filter(|uprn| *uprn < 1_000_000_000_000), point(x, y)) {
            (Some(uprn), Some(at)) => read.rows.push(Dwelling { uprn, at, social: social.contains(&uprn) }),
            _ => read.bad(number),
        }
    }
    let layout = columns
        .map(|(_, _, layout)| layout)
        .filter(|_| !read.rows.is_empty())
        .ok_or(CannotRead::Nothing("the register of dwellings"))?;
    Ok((read, layout))
}

fn layout_of(first: &[String]) -> Result<([usize; 3], Option<usize>, Layout), CannotRead> {
    let named = |names: &[&str]| column(first, names);
    if let (Some(uprn), Some(x), Some(y)) = (named(&["UPRN"]), named(&["X_COORDINATE"]), named(&["Y_COORDINATE"])) {
        return Ok(([uprn, x, y], named(&["CLASS"]), Layout::OpenUprn));
    }
    let [uprn, x, y, class] = ADDRESS_BASE;
    let looks_so =
        first.len() >= ADDRESS_BASE_COLUMNS && first[uprn].trim().parse::<u64>().is_ok() && point(&first[x], &first[y]).is_some();
    if looks_so {
        return Ok(([uprn, x, y], Some(class), Layout::AddressBase));
    }
    Err(CannotRead::Layout {
        what: "the register of dwellings",
        wanted: "UPRN, X_COORDINATE and Y_COORDINATE, or AddressBase without a heading",
    })
}

/// Reads numbers of social homes: a column called UPRN, or one number a line.
pub fn social_numbers(from: impl BufRead) -> Result<Read<u64>, CannotRead> {
    let mut read = Read::nothing();
    let mut at = 0;
    for (number, line) in (1_u64..).zip(from.lines()) {
        let values = values(&line?).unwrap_or_default();
        if number == 1
            && let Some(named) = column(&values, &["UPRN"])
        {
            at = named;
            continue;
        }
        match values.get(at).and_then(|value| value.trim().parse().ok()) {
            Some(uprn) => read.rows.push(uprn),
            None => read.bad(number),
        }
    }
    if read.rows.is_empty() { Err(CannotRead::Nothing("the list of social homes")) } else { Ok(read) }
}

/// Reads schools: columns Easting and Northing, as in the national register of schools; where it names a phase, primary schools that are open.
pub fn schools(from: impl BufRead) -> Result<Read<Point>, CannotRead> {
    let mut read = Read::nothing();
    let mut lines = (1_u64..).zip(from.lines());
    let Some((_, heading)) = lines.next() else { return Err(CannotRead::Nothing("the list of schools")) };
    let heading = values(&heading?).unwrap_or_default();
    let (Some(x), Some(y)) = (column(&heading, &["Easting", "X_COORDINATE"]), column(&heading, &["Northing", "Y_COORDINATE"]))
    else {
        return Err(CannotRead::Layout { what: "the list of schools", wanted: "Easting and Northing" });
    };
    let phase = column(&heading, &["PhaseOfEducation (name)", "Phase"]);
    let status = column(&heading, &["EstablishmentStatus (name)", "Status"]);
    for (number, line) in lines {
        let Some(values) = values(&line?) else {
            read.bad(number);
            continue;
        };
        let says = |column: Option<usize>, word: &str| {
            column.is_none_or(|column| values.get(column).is_some_and(|value| value.to_ascii_lowercase().contains(word)))
        };
        if !says(phase, "primary") || !says(status, "open") {
            read.left_out += 1;
            continue;
        }
        match values.get(x).zip(values.get(y)).and_then(|(x, y)| point(x, y)) {
            Some(at) => read.rows.push(at),
            None => read.bad(number),
        }
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_uprn_is_read_by_its_heading_and_bad_lines_are_named() {
        let file = "\u{feff}UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n1,358260.66,172796.5,51.4,-2.6\nx,1,1,,\n2,-5,1,,\n3,700001,5,,\n4,400000,1300000,,\n";
        let (read, layout) = dwellings(file.as_bytes(), &BTreeSet::from([4]), &mut |_| {}).unwrap();
        assert_eq!(layout, Layout::OpenUprn);
        assert_eq!(
            read.rows.iter().map(|row| (row.uprn, row.at.x(), row.at.y(), row.social)).collect::<Vec<_>>(),
            [(1, 3_582_606, 1_727_965, false), (4, 4_000_000, 13_000_000, true)]
        );
        assert_eq!((read.bad, read.bad_in_all), (vec![3, 4, 5], 3));
    }

    #[test]
    fn address_base_is_known_by_its_shape_and_only_homes_are_taken() {
        let row = |uprn: &str, class: &str| {
            let mut values = vec![""; 30];
            (values[0], values[17], values[18], values[26]) = (uprn, "358260.00", "172796.00", class);
            values.join(",")
        };
        let file = [row("10", "RD04"), row("11", "CR08"), row("12", "RH03")].join("\n");
        let (read, layout) = dwellings(file.as_bytes(), &BTreeSet::new(), &mut |_| {}).unwrap();
        assert_eq!(layout, Layout::AddressBase);
        assert_eq!(read.rows.iter().map(|row| row.uprn).collect::<Vec<_>>(), [10, 12]);
        assert_eq!(read.left_out, 1);
    }

    #[test]
    fn schools_that_are_closed_or_secondary_are_left_out() {
        let file = "URN,\"PhaseOfEducation (name)\",\"EstablishmentStatus (name)\",Easting,Northing\n1,Primary,Open,400000,300000\n2,Secondary,Open,1,1\n3,Primary,Closed,1,1\n4,Middle deemed primary,\"Open, but proposed to close\",5,6\n5,Primary,Open,,\n";
        let read = schools(file.as_bytes()).unwrap();
        assert_eq!((read.rows.len(), read.left_out, read.bad), (2, 2, vec![6]));
    }

    #[test]
    fn numbers_of_social_homes_come_with_a_heading_or_without() {
        assert_eq!(social_numbers("a,UPRN\nx,5\ny,z\n".as_bytes()).unwrap().rows, [5]);
        assert_eq!(social_numbers("7\n8\n".as_bytes()).unwrap().rows, [7, 8]);
        assert!(social_numbers("".as_bytes()).is_err());
    }

    #[test]
    fn no_bytes_make_reading_a_register_panic() {
        let mut chance = crate::chance::Chance::new(1);
        for _ in 0..2_000 {
            let text: String = (0..chance.below(200))
                .filter_map(|_| chance.one_of(&['"', ',', '\n', '1', '9', '.', 'R', 'U', '-', 'é']).copied())
                .collect();
            let heading = ["", "UPRN,X_COORDINATE,Y_COORDINATE\n", "Easting,Northing\n"][chance.below(3)];
            let file = format!("{heading}{text}");
            let _ = dwellings(file.as_bytes(), &BTreeSet::new(), &mut |_| {});
            let _ = schools(file.as_bytes());
            let _ = social_numbers(file.as_bytes());
        }
    }
}
