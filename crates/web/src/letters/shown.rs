//! A letter as pages show it: its parts, with what was filled in told apart.

use casefile::letters::{Block, Composed, Letter, Line, Piece, Run};

/// What kind of part it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// The letter's own heading.
    Heading(Line),
    /// A heading in it.
    Smaller(Line),
    /// A paragraph.
    Paragraph(Line),
    /// A list.
    List(Vec<Line>),
    /// Terms, each with what it is.
    Rows(Vec<(Line, Line)>),
}

/// One part of a letter on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The part.
    pub form: Form,
    /// Said before it, where something begins that nobody changes, or that the officer added.
    pub note: Option<&'static str>,
    /// How it is set apart.
    pub class: &'static str,
}

/// A letter that is not written yet.
pub fn of_composed(composed: &Composed) -> Vec<Shown> {
    let mut before = "";
    let shown = composed.pieces.iter().map(|piece| {
        let class = class(piece);
        let note = match class {
            "hf-letter__fixed" if class != before => Some("By law, as it is: this part cannot be changed"),
            "hf-letter__added" if class != before => Some("Added by you"),
            _ => None,
        };
        before = class;
        Shown { form: form(piece.block.clone()), note, class }
    });
    shown.collect()
}

const fn class(piece: &Piece) -> &'static str {
    if piece.fixed {
        "hf-letter__fixed"
    } else if piece.added {
        "hf-letter__added"
    } else {
        ""
    }
}

/// A letter as it leaves.
pub fn of_letter(letter: &Letter) -> Vec<Shown> {
    let line = |text: &String| vec![Run { text: text.clone(), filled: false }];
    let shown = letter.blocks.iter().map(|block| {
        let block = match block {
            Block::Heading(level, text) => Block::Heading(*level, line(text)),
            Block::Paragraph(text) => Block::Paragraph(line(text)),
            Block::List(items) => Block::List(items.iter().map(line).collect()),
            Block::Rows(rows) => Block::Rows(rows.iter().map(|(term, what)| (line(term), line(what))).collect()),
        };
        Shown { form: form(block), note: None, class: "" }
    });
    shown.collect()
}

fn form(block: Block<Line>) -> Form {
    match block {
        Block::Heading(1, line) => Form::Heading(line),
        Block::Heading(_, line) => Form::Smaller(line),
        Block::Paragraph(line) => Form::Paragraph(line),
        Block::List(items) => Form::List(items),
        Block::Rows(rows) => Form::Rows(rows),
    }
}
