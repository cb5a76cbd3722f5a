//! What is wrong with a story's text: where, what, and how to mend it.

use std::ops::Range;

use serde::Serialize;

/// More than this many problems are not worth reading at once.
const MOST: usize = 50;

/// One thing that is wrong with a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("line {line}: {wrong}; {mend}")]
pub struct Problem {
    /// The line, counted from one.
    pub line: usize,
    /// The column, counted from one, in characters.
    pub column: usize,
    /// What is wrong.
    pub wrong: String,
    /// How to mend it.
    pub mend: String,
}

/// Gathers problems and knows which line each byte of the text is on.
pub(super) struct Problems<'t> {
    text: &'t str,
    starts: Vec<usize>,
    found: Vec<Problem>,
}

impl<'t> Problems<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        Self { text, starts: starts.collect(), found: Vec::new() }
    }

    /// The line that a byte of the text is on, counted from one.
    pub(super) fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    pub(super) fn add(&mut self, at: &Range<usize>, wrong: impl Into<String>, mend: impl Into<String>) {
        if self.found.len() >= MOST {
            return;
        }
        let line = self.line(at.start);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = self.text.get(start..at.start).map_or(0, |before| before.chars().count()) + 1;
        self.found.push(Problem { line, column, wrong: wrong.into(), mend: mend.into() });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All problems in the order of the text.
    pub(super) fn into_found(mut self) -> Vec<Problem> {
        self.found.sort_by_key(|problem| (problem.line, problem.column));
        self.found.dedup();
        self.found
    }
}

/// The known word that is most like what was written, where one is like it at all.
pub fn nearest<'w>(written: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let short: String = written.chars().take(80).collect::<String>().to_lowercase();
    let likeness = |word: &str| {
        let whole = strsim::normalized_damerau_levenshtein(&short, &word.to_lowercase());
        // A word that starts with what was written, or the other way about, is more alike than its length says.
        let starts = short.len() >= 3 && (word.starts_with(&short) || short.starts_with(word));
        if starts { whole.max(0.75) } else { whole }
    };
    known
        .into_iter()
        .map(|word| (likeness(word), word))
        .filter(|(likeness, _)| *likeness >= 0.55)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, word)| word)
}

/// How to mend a word that is not known: the nearest one, or all of them where they are few.
pub(super) fn instead(written: &str, known: &[&str]) -> String {
    match nearest(written, known.iter().copied()) {
        Some(near) => format!("did you mean “{near}”?"),
        None if known.is_empty() => "there is nothing of that sort in this story yet".to_owned(),
        None if known.len() <= 40 => format!("it must be one of: {}", known.join(", ")),
        None => "`holdfast facts` lists what may stand here".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_and_a_word_like_none_is_not_guessed() {
        assert_eq!(nearest("asault", ["assaulted", "arrested"]), Some("assaulted"));
        assert_eq!(nearest("HA96-s188-interm", ["HA96-s188-interim", "HA96-s189A-assess"]), Some("HA96-s188-interim"));
        assert_eq!(nearest("xyzzy", ["assaulted", "arrested"]), None);
    }

    #[test]
    fn a_problem_names_the_line_and_the_column_in_characters() {
        let mut problems = Problems::of("a\n“b” c\n");
        let at = "a\n“b” c\n".find('c').unwrap();
        problems.add(&(at..at + 1), "wrong", "mend it");
        assert_eq!((problems.into_found()[0].line, at), (2, 10));
    }
}
