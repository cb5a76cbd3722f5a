//! The marks in which a letter is written down: `# heading`, `## smaller heading`, `- item`, `term :: what it is`, and paragraphs.
//!
//! A letter that is to leave is one text, line by line. That text is what the sending gate looks through, what a second person reads, what is hashed,
//! what is typeset and what is printed. Whatever a value holds, it stays what it is: a paragraph that begins like a heading is written with a
//! backslash before it, and read back as the paragraph that it was.

use std::fmt::Write as _;

/// One part of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<T = String> {
    /// A heading: 1 for the letter's own, 2 for those in it.
    Heading(u8, T),
    /// A paragraph.
    Paragraph(T),
    /// A list.
    List(Vec<T>),
    /// Terms, each with what it is: a date, a reference, a telephone number.
    Rows(Vec<(T, T)>),
}

/// A letter as it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// Its parts, in order.
    pub blocks: Vec<Block>,
}

const BETWEEN: &str = " :: ";

impl Letter {
    /// Reads a letter that was written with [`Letter::text`]. Total: any text is some letter.
    pub fn read(text: &str) -> Self {
        let mut blocks: Vec<Block> = Vec::new();
        let mut apart = true;
        for line in text.lines().map(str::trim) {
            // A backslash with nothing behind it marks nothing.
            if line.is_empty() || line == "\\" {
                apart = true;
                continue;
            }
            let block = block(line);
            match (blocks.last_mut().filter(|_| !apart), block) {
                (Some(Block::List(items)), Block::List(more)) => items.extend(more),
                (Some(Block::Rows(rows)), Block::Rows(more)) => rows.extend(more),
                (_, block) => blocks.push(block),
            }
            apart = false;
        }
        Self { blocks }
    }

    /// A letter that an officer wrote by hand: every line a paragraph, and nothing read into it.
    pub fn by_hand(text: &str) -> Self {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        Self { blocks: lines.map(|line| Block::Paragraph(line.to_owned())).collect() }
    }

    /// The letter, as it is looked through, hashed and kept.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            if !text.is_empty() {
                text.push('\n');
            }
            match block {
                Block::Heading(1, words) => line(&mut text, "# ", words),
                Block::Heading(_, words) => line(&mut text, "## ", words),
                Block::Paragraph(words) => {
                    let words = flat(words);
                    let literal = words.starts_with(['#', '-', '\\']) || words.contains(BETWEEN.trim());
                    line(&mut text, if literal { "\\" } else { "" }, &words);
                }
                Block::List(items) => items.iter().for_each(|item| line(&mut text, "- ", item)),
                Block::Rows(rows) => {
                    for (term, what) in rows {
                        let term = flat(term).replace("::", ":");
                        let mark = if term.starts_with(['#', '-', '\\']) { "\\" } else { "" };
                        let _ = writeln!(text, "{mark}{term}{BETWEEN}{}", flat(what));
                    }
                }
            }
        }
        text
    }

    /// All its words, without marks: what must be found again in whatever is printed from it.
    pub fn words(&self) -> Vec<&str> {
        let mut words = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Heading(_, text) | Block::Paragraph(text) => words.push(text.as_str()),
                Block::List(items) => words.extend(items.iter().map(String::as_str)),
                Block::Rows(rows) => rows.iter().for_each(|(term, what)| words.extend([term.as_str(), what.as_str()])),
            }
        }
        words
    }

    /// The heading of the letter, where it has one.
    pub fn heading(&self) -> Option<&str> {
        self.blocks.iter().find_map(|block| match block {
            Block::Heading(1, words) => Some(words.as_str()),
            _ => None,
        })
    }
}

/// One line is one thing: a line break in a value is a space.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn line(text: &mut String, mark: &str, words: &str) {
    let _ = writeln!(text, "{mark}{}", flat(words));
}

fn block(line: &str) -> Block {
    if let Some(words) = line.strip_prefix("## ") {
        return Block::Heading(2, words.trim().to_owned());
    }
    if let Some(words) = line.strip_prefix("# ") {
        return Block::Heading(1, words.trim().to_owned());
    }
    if let Some(item) = line.strip_prefix("- ") {
        return Block::List(vec![item.trim().to_owned()]);
    }
    let literal = line.strip_prefix('\\');
    // A row whose term begins like another mark is written with a backslash too; a paragraph that holds the mark of a row says so by its backslash.
    match (literal, line.split_once(BETWEEN)) {
        (None, Some((term, what))) => Block::Rows(vec![(term.trim().to_owned(), what.trim().to_owned())]),
        (Some(rest), _) => Block::Paragraph(rest.trim().to_owned()),
        (None, None) => Block::Paragraph(line.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn some_text() -> impl Strategy<Value = String> {
        "[#\\-\\\\: a-zé’\n]{0,24}".prop_map(|text| flat(&text)).prop_filter("something is in it", |text| !text.is_empty())
    }

    fn a_term() -> impl Strategy<Value = String> {
        "[A-Za-z ]{1,12}".prop_map(|text| flat(&text)).prop_filter("something is in it", |text| !text.is_empty())
    }

    fn some_block() -> impl Strategy<Value = Block> {
        prop_oneof![
            (1_u8..=2, some_text()).prop_map(|(level, text)| Block::Heading(level, text)),
            some_text().prop_map(Block::Paragraph),
            prop::collection::vec(some_text(), 1..4).prop_map(Block::List),
            prop::collection::vec((a_term(), some_text()), 1..4).prop_map(Block::Rows),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_written_down_is_read_back_as_it_was(blocks in prop::collection::vec(some_block(), 0..8)) {
            let letter = Letter { blocks };
            let text = letter.text();
            prop_assert_eq!(&Letter::read(&text), &letter, "{}", text);
            prop_assert_eq!(Letter::read(&text).text(), text);
        }

        #[test]
        fn any_text_is_some_letter_and_stays_the_same_from_then_on(text in "\\PC{0,200}") {
            let once = Letter::read(&text);
            prop_assert_eq!(Letter::read(&once.text()).text(), once.text());
        }
    }

    #[test]
    fn a_backslash_alone_is_nothing() {
        assert_eq!(Letter::read("one\n\\\ntwo"), Letter::by_hand("one\ntwo"));
        assert_eq!(Letter::read("\\").text(), "");
    }

    #[test]
    fn nothing_that_somebody_wrote_turns_into_a_heading_a_list_or_a_row() {
        let words = ["# Not a heading", "- not an item", "Reference :: 12", "\\backslash"];
        let letter = Letter { blocks: words.iter().map(|text| Block::Paragraph((*text).to_owned())).collect() };
        assert_eq!(Letter::read(&letter.text()), letter);
        assert_eq!(Letter::by_hand(&words.join("\n")), letter);
    }
}
