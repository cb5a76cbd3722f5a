//! The small file that says what the columns of a list are called.

use std::collections::BTreeMap;
use std::path::Path;

use ::matching::lists::Columns;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    separator: Option<String>,
    #[serde(default)]
    columns: BTreeMap<String, Named>,
}

/// One column, or several that are put together.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Named {
    One(String),
    Several(Vec<String>),
}

/// What the columns are called and what stands between them.
#[derive(Debug)]
pub struct Mapping {
    pub columns: Columns,
    pub separator: u8,
}

impl Default for Mapping {
    fn default() -> Self {
        Self { columns: Columns::default(), separator: b',' }
    }
}

/// Reads a mapping.
///
/// # Errors
/// What is wrong with it, in words.
pub fn read(path: &Path) -> Result<Mapping, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    parse(&text).map_err(|why| format!("{}: {why}", path.display()))
}

fn parse(text: &str) -> Result<Mapping, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut mapping = Mapping::default();
    if let Some(separator) = file.separator {
        let [byte] = *separator.as_bytes() else {
            return Err("separator is one sign, such as \";\" or \"\\t\"".to_owned());
        };
        if byte == b'"' || byte == b'\n' || byte == b'\r' || byte.is_ascii_alphanumeric() {
            return Err("separator cannot be a letter, a digit, a quotation mark or the end of a line".to_owned());
        }
        mapping.separator = byte;
    }
    for (field, named) in file.columns {
        let columns = match named {
            Named::One(column) => vec![column],
            Named::Several(columns) if columns.is_empty() => return Err(format!("{field} stands in no column at all")),
            Named::Several(columns) => columns,
        };
        mapping.columns.set(&field, columns).map_err(|error| error.to_string())?;
    }
    Ok(mapping)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_names_columns_and_what_stands_between_them() {
        let mapping =
            parse("separator = \";\"\n[columns]\nrecord_id = \"Person Ref\"\naddress = [\"no\", \"street\"]\n").unwrap();
        let mut columns = Columns::default();
        columns.set("record_id", vec!["Person Ref".to_owned()]).unwrap();
        columns.set("address", vec!["no".to_owned(), "street".to_owned()]).unwrap();
        assert_eq!((mapping.columns, mapping.separator), (columns, b';'));
        assert_eq!(parse("").unwrap().separator, b',');
    }

    #[test]
    fn what_is_wrong_with_a_mapping_is_said() {
        assert!(parse("[columns]\nname = \"x\"\n").unwrap_err().contains("there is no field «name»"));
        assert!(parse("separator = \"ab\"").unwrap_err().contains("one sign"));
        assert!(parse("colums = 3").unwrap_err().contains("colums"));
    }
}
