//! Writing to standard output, also when nobody reads to the end.

use std::io::{self, Write as _};
use std::process::ExitCode;

/// What was given cannot be used: arguments, a malformed file.
pub const CANNOT_USE: u8 = 2;

/// Writes a whole result. A reader who stops early (`| head`) is no error.
pub fn say(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Says on standard error what cannot be used, and yields the exit code for it.
pub fn cannot_use(why: &str) -> ExitCode {
    eprintln!("holdfast: {why}");
    ExitCode::from(CANNOT_USE)
}

/// How many columns the terminal has, as far as the environment says; 100 where it does not, and never fewer than 50 or more than 160.
pub fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(100).clamp(50, 160)
}

/// Breaks text into lines that fit, each with this in front of it.
pub fn wrapped(text: &str, indent: &str, width: usize) -> String {
    hanging(text, indent, indent, width)
}

/// Breaks text into lines that fit: one thing in front of the first line, another in front of the rest.
pub fn hanging(text: &str, first: &str, rest: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut line = String::from(first);
    let mut column = first.chars().count();
    let mut at_start = true;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if !at_start && column + 1 + length > width {
            lines.push_str(line.trim_end());
            lines.push('\n');
            rest.clone_into(&mut line);
            column = rest.chars().count();
            at_start = true;
        }
        if !at_start {
            line.push(' ');
            column += 1;
        }
        line.push_str(word);
        column += length;
        at_start = false;
    }
    lines.push_str(line.trim_end());
    lines.push('\n');
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_long_words_stand_alone() {
        assert_eq!(hanging("one two three", "- ", "  ", 9), "- one two\n  three\n");
        assert_eq!(wrapped("extraordinarily so", "", 5), "extraordinarily\nso\n");
        assert_eq!(wrapped("", "  ", 10), "\n");
    }
}
