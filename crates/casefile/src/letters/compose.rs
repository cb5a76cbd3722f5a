//! A letter out of a template and what is filled in: pure, and the same every time.

use std::collections::{BTreeMap, BTreeSet};

use super::check::is_fixed;
use super::marks::{Block, Letter, flat};
use super::template::{At, Bit, Condition, Inline, Part};
use super::templates::{Template, Templates};
use super::variables::{Flag, Variable};

/// What is filled in, and what is so.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Filling {
    values: BTreeMap<Variable, Vec<String>>,
    flags: BTreeSet<Flag>,
}

impl std::fmt::Debug for Filling {
    /// What is filled in is for the letter's recipient: the names of the variables are all that is printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Filling").field("values", &self.values.keys()).field("flags", &self.flags).finish()
    }
}

impl Filling {
    /// Fills in words; nothing is filled in where there are none.
    pub fn put(&mut self, variable: Variable, words: impl AsRef<str>) {
        let words = flat(words.as_ref());
        if !words.is_empty() {
            self.values.insert(variable, vec![words]);
        }
    }

    /// Fills in paragraphs: what stands on lines of its own in a text.
    pub fn paragraphs(&mut self, variable: Variable, text: &str) {
        self.items(variable, text.lines().map(str::to_owned));
    }

    /// Fills in several: the items of a list, or paragraphs.
    pub fn items(&mut self, variable: Variable, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().map(|item| flat(&item)).filter(|item| !item.is_empty()).collect();
        if !items.is_empty() {
            self.values.insert(variable, items);
        }
    }

    /// Says that something is so.
    pub fn is(&mut self, flag: Flag, so: bool) {
        if so {
            self.flags.insert(flag);
        }
    }

    /// Whether something has been filled in.
    pub fn has(&self, variable: Variable) -> bool {
        self.values.contains_key(&variable)
    }

    /// What is missing for a template on one of its occasions.
    pub fn missing(&self, occasion: &super::Occasion) -> Vec<Variable> {
        Variable::ALL.iter().copied().filter(|variable| occasion.always_gives(*variable) && !self.has(*variable)).collect()
    }
}

/// A piece of a line: whether it was filled in, or stands in the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they come out of the file.
    pub filled: bool,
}

/// A line, in pieces.
pub type Line = Vec<Run>;

/// A part of a letter, as it is shown before it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The part.
    pub block: Block<Line>,
    /// Whether the law wants it as it is: nobody changes it for one letter.
    pub fixed: bool,
    /// Whether the officer added it.
    pub added: bool,
}

/// A letter as it is shown before it leaves: which words are filled in, which are added, which nobody changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Composed {
    /// Its parts, in order.
    pub pieces: Vec<Piece>,
}

impl Composed {
    /// The letter, as it leaves.
    pub fn letter(&self) -> Letter {
        let blocks = self.pieces.iter().map(|piece| match &piece.block {
            Block::Heading(level, line) => Block::Heading(*level, joined(line)),
            Block::Paragraph(line) => Block::Paragraph(joined(line)),
            Block::List(items) => Block::List(items.iter().map(|item| joined(item)).collect()),
            Block::Rows(rows) => Block::Rows(rows.iter().map(|(term, what)| (joined(term), joined(what))).collect()),
        });
        Letter { blocks: blocks.collect() }
    }
}

fn joined(line: &[Run]) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

/// A variable that has to be there and is not: what stands in the file does not do for this letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the letter cannot be written: the file does not say {}", .0.meaning().trim().trim_end_matches('.').to_lowercase())]
pub struct Missing(pub Variable);

/// Makes a letter.
/// # Errors
/// [`Missing`], where something that is always there for this occasion has not been filled in.
pub fn compose(templates: &Templates, template: &Template, filling: &Filling, added: &str) -> Result<Composed, Missing> {
    let mut making = Making { templates, filling, added, pieces: Vec::new(), fixed: 0, apart: true };
    making.through(&template.body)?;
    Ok(Composed { pieces: making.pieces })
}

struct Making<'a> {
    templates: &'a Templates,
    filling: &'a Filling,
    added: &'a str,
    pieces: Vec<Piece>,
    /// How many fixed parts we are in.
    fixed: usize,
    /// Whether a list or rows that come now are new ones.
    apart: bool,
}

impl Making<'_> {
    fn through(&mut self, body: &[At]) -> Result<(), Missing> {
        for at in body {
            match &at.part {
                Part::Heading(level, inline) => {
                    let line = self.line(inline)?;
                    self.push(Block::Heading(*level, line));
                }
                Part::Paragraph(inline) => {
                    for line in self.lines(inline)? {
                        self.push(Block::Paragraph(line));
                    }
                }
                Part::Item(inline) => {
                    let items = self.lines(inline)?;
                    self.push(Block::List(items));
                }
                Part::Row(term, what) => {
                    let row = (self.line(term)?, self.line(what)?);
                    self.push(Block::Rows(vec![row]));
                }
                Part::Include(name) => {
                    let fixed = usize::from(is_fixed(name));
                    self.fixed += fixed;
                    self.apart = true;
                    if let Some(body) = self.templates.parts.get(name) {
                        self.through(body)?;
                    }
                    self.apart = true;
                    self.fixed -= fixed;
                }
                Part::Added => {
                    for text in self.added.lines().map(flat).filter(|text| !text.is_empty()) {
                        let block = Block::Paragraph(vec![Run { text, filled: false }]);
                        self.pieces.push(Piece { block, fixed: false, added: true });
                    }
                    self.apart = true;
                }
                Part::If { condition, yes, no } => {
                    let so = match condition {
                        Condition::Is(flag) => self.filling.flags.contains(flag),
                        Condition::Has(variable) => self.filling.has(*variable),
                    };
                    self.through(if so { yes } else { no })?;
                }
            }
        }
        Ok(())
    }

    fn push(&mut self, block: Block<Line>) {
        let fixed = self.fixed > 0;
        let last = self.pieces.last_mut().filter(|_| !self.apart);
        match (last.map(|piece| &mut piece.block), block) {
            (Some(Block::List(items)), Block::List(more)) => items.extend(more),
            (Some(Block::Rows(rows)), Block::Rows(more)) => rows.extend(more),
            (_, block) => self.pieces.push(Piece { block, fixed, added: false }),
        }
        self.apart = false;
    }

    fn value(&self, variable: Variable) -> Result<&[String], Missing> {
        self.filling.values.get(&variable).map(Vec::as_slice).ok_or(Missing(variable))
    }

    /// What stands alone may be several lines.
    fn lines(&self, inline: &Inline) -> Result<Vec<Line>, Missing> {
        match inline.as_slice() {
            [Bit::Filled(variable)] => {
                Ok(self.value(*variable)?.iter().map(|text| vec![Run { text: text.clone(), filled: true }]).collect())
            }
            _ => Ok(vec![self.line(inline)?]),
        }
    }

    fn line(&self, inline: &Inline) -> Result<Line, Missing> {
        inline
            .iter()
            .map(|bit| match bit {
                Bit::Words(text) => Ok(Run { text: text.clone(), filled: false }),
                Bit::Filled(variable) => Ok(Run { text: self.value(*variable)?.join(", "), filled: true }),
            })
            .collect()
    }
}
