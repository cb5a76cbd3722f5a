//! Which column of a list holds what.

use super::csv::Cells;
use crate::records::Person;

/// What a column may hold, by the names that a list uses if nobody says otherwise.
pub const FIELDS: [&str; 16] = [
    "record_id",
    "first_name",
    "middle_names",
    "surname",
    "sex",
    "dob",
    "address",
    "town",
    "postcode",
    "phone",
    "email",
    "nino",
    "aliases",
    "nhs_number",
    "uprn",
    "former_addresses",
];

/// The names of the columns of a list. A field may stand in several, such as a house number and a street, which are put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    names: [Vec<String>; FIELDS.len()],
    said: [bool; FIELDS.len()],
}

impl Default for Columns {
    fn default() -> Self {
        Self { names: FIELDS.map(|name| vec![name.to_owned()]), said: [false; FIELDS.len()] }
    }
}

/// A field that there is not, in a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSuchField(pub String);

impl std::fmt::Display for NoSuchField {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(form, "there is no field «{}»: the fields are {}", self.0, FIELDS.join(", "))
    }
}

impl std::error::Error for NoSuchField {}

impl Columns {
    /// Says in which columns a field stands.
    pub fn set(&mut self, field: &str, columns: Vec<String>) -> Result<(), NoSuchField> {
        let at = FIELDS.iter().position(|one| *one == field).ok_or_else(|| NoSuchField(field.to_owned()))?;
        self.names[at] = columns;
        self.said[at] = true;
        Ok(())
    }

    /// Finds the columns in the first row of a list.
    pub(crate) fn find(&self, header: &Cells<'_>) -> Result<Found, String> {
        let mut places: [Vec<usize>; FIELDS.len()] = Default::default();
        for (at, names) in self.names.iter().enumerate() {
            for name in names {
                let is_it = |place: &usize| header.get(*place).trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case(name);
                let mut same = (0..header.len()).filter(is_it);
                if let Some(place) = same.next() {
                    places[at].push(place);
                    if same.next().is_some() {
                        return Err(format!("there are two columns «{name}»"));
                    }
                } else if self.said[at] {
                    return Err(format!("there is no column «{name}», which is to hold {}", FIELDS[at]));
                }
            }
        }
        if places[0].is_empty() {
            let name = self.names[0].join(" ");
            return Err(format!("there is no column «{name}»: say in a mapping which column tells records apart"));
        }
        if places[1..].iter().filter(|places| !places.is_empty()).count() < 2 {
            return Err(
                "fewer than two columns can be compared: say in a mapping which columns hold names, dates of birth and so on"
                    .to_owned(),
            );
        }
        Ok(Found { places, width: header.len(), joined: Default::default() })
    }
}

/// Where the columns are.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    places: [Vec<usize>; FIELDS.len()],
    pub(crate) width: usize,
    joined: [String; FIELDS.len()],
}

impl Found {
    /// The id of a record and what is said of the person.
    pub(crate) fn read<'a>(&'a mut self, cells: &Cells<'a>) -> (&'a str, Person<'a>) {
        let Self { places, joined, .. } = self;
        for (joined, places) in joined.iter_mut().zip(&*places).filter(|(_, places)| places.len() > 1) {
            joined.clear();
            for place in places {
                if !joined.is_empty() {
                    joined.push(' ');
                }
                joined.push_str(cells.get(*place));
            }
        }
        let get = |field: usize| match places[field].as_slice() {
            [] => "",
            [place] => cells.get(*place),
            _ => joined[field].trim(),
        };
        let person = Person {
            first_name: get(1),
            middle_names: get(2),
            surname: get(3),
            sex: get(4),
            dob: get(5),
            address: get(6),
            town: get(7),
            postcode: get(8),
            phone: get(9),
            email: get(10),
            nino: get(11),
            aliases: get(12),
            nhs: get(13),
            uprn: get(14),
            former_addresses: get(15),
        };
        (get(0), person)
    }
}
