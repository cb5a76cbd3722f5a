//! What is known before a document is read: the people to be protected, the person who will receive it, and the officials who write.
//!
//! The form is that of one line of a file of cases in JSON; every field may be left out, and a field that holds one value may hold a list of them.

use serde::{Deserialize, Deserializer};

/// One case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Case {
    /// How documents name it.
    pub case_id: String,
    /// Whose details must not be told.
    pub protected: Vec<Person>,
    /// Who will read the document: that person's own details stay.
    #[serde(deserialize_with = "or_default")]
    pub recipient: Person,
    /// Who writes it: its details and those of its staff stay.
    #[serde(deserialize_with = "or_default")]
    pub organisation: Organisation,
}

/// What is known of one person.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "each field is what its name says")]
pub struct Person {
    #[serde(deserialize_with = "or_default")]
    pub role: String,
    #[serde(deserialize_with = "or_default")]
    pub title: String,
    #[serde(deserialize_with = "or_default")]
    pub first: String,
    #[serde(deserialize_with = "some")]
    pub middle: Vec<String>,
    #[serde(deserialize_with = "or_default")]
    pub surname: String,
    #[serde(deserialize_with = "some")]
    pub former_surnames: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub known_as: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub dob: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub phones: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub emails: Vec<String>,
    #[serde(deserialize_with = "places")]
    pub addresses: Vec<Address>,
    #[serde(deserialize_with = "some")]
    pub nino: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub nhs: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub vehicles: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub handles: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub gp: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub workplace: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub school: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub refuge: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub bank: Vec<String>,
    /// Numbers by which the person is known anywhere else.
    #[serde(deserialize_with = "some")]
    pub references: Vec<String>,
}

impl Person {
    /// The name by which a legend calls the person.
    pub fn called(&self) -> String {
        format!("{} {}", self.first, self.surname).trim().to_owned()
    }
}

/// A postal address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Address {
    /// Flat, number and street; or the whole address.
    #[serde(deserialize_with = "or_default")]
    pub line: String,
    /// The part of the town.
    #[serde(deserialize_with = "or_default")]
    pub area: String,
    /// The town.
    #[serde(deserialize_with = "or_default")]
    pub town: String,
    /// The postcode.
    #[serde(deserialize_with = "or_default")]
    pub postcode: String,
}

/// Who writes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "each field is what its name says")]
pub struct Organisation {
    #[serde(deserialize_with = "or_default")]
    pub name: String,
    #[serde(deserialize_with = "some")]
    pub phones: Vec<String>,
    #[serde(deserialize_with = "some")]
    pub emails: Vec<String>,
    #[serde(alias = "domains", deserialize_with = "some")]
    pub domain: Vec<String>,
    #[serde(alias = "offices", deserialize_with = "places")]
    pub office: Vec<Address>,
    #[serde(deserialize_with = "some")]
    pub staff: Vec<String>,
}

fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(from: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// One, several or none.
#[derive(Deserialize)]
#[serde(untagged)]
enum Some<T> {
    None(()),
    One(T),
    Many(Vec<T>),
}

impl<T> Some<T> {
    fn list(self) -> Vec<T> {
        match self {
            Self::None(()) => Vec::new(),
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

fn some<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(Some::<String>::deserialize(from)?.list())
}

fn places<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Address>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Place {
        Line(String),
        Parts(Address),
    }
    let places = Some::<Place>::deserialize(from)?.list().into_iter();
    Ok(places
        .map(|place| match place {
            Place::Line(line) => Address { line, ..Address::default() },
            Place::Parts(parts) => parts,
        })
        .collect())
}
