//! Lines of values: commas, quotation marks, and nothing else.

/// The values of one line. None if a quotation mark is never closed.
pub(super) fn values(line: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut value = String::new();
    let mut quoted = false;
    let mut letters = line.trim_end_matches('\r').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                value.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => values.push(std::mem::take(&mut value)),
            other => value.push(other),
        }
    }
    values.push(value);
    (!quoted).then_some(values)
}

/// Where the heading with one of these names stands; small and capital letters are alike.
pub(super) fn column(heading: &[String], names: &[&str]) -> Option<usize> {
    heading.iter().position(|title| {
        let title = title.trim().trim_start_matches('\u{feff}');
        names.iter().any(|name| title.eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_in_quotation_marks_part_nothing() {
        assert_eq!(values("1,\"a, \"\"b\"\"\",,2\r"), Some(vec!["1".into(), "a, \"b\"".into(), String::new(), "2".into()]));
        assert_eq!(values("\"open"), None);
    }
}
