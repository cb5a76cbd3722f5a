//! A letter's template: a small text file that a partnership can adapt, read and checked before anybody needs it.
//!
//! ```text
//! ---
//! id: relief-accepted
//! title: Your application for help with housing
//! for: duty-accepted/relief
//! ---
//! [part greeting]
//! # We accept that we must help you
//! We decided this on {decided-on}.
//! [if children]
//! It is for you and your children.
//! [end]
//! [added]
//! [part review-right]
//! ```
//!
//! Lines of one paragraph may be broken anywhere; a blank line, a mark or a bracket ends it. A line that begins with `%` is for whoever edits the file
//! and is not printed.

use super::mistake::Mistake;
use super::variables::{Flag, Holds, Variable};

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bit {
    Words(String),
    Filled(Variable),
}

/// A line of words with what is filled in.
pub(super) type Inline = Vec<Bit>;

/// On what a part of a letter depends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// Something is so.
    Is(Flag),
    /// Something is there to be filled in.
    Has(Variable),
}

/// One part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Heading(u8, Inline),
    Paragraph(Inline),
    Item(Inline),
    Row(Inline, Inline),
    /// A part that stands in a file of its own.
    Include(String),
    /// What the officer adds.
    Added,
    If {
        condition: Condition,
        yes: Vec<At>,
        no: Vec<At>,
    },
}

/// A part with the line on which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    pub line: usize,
    pub part: Part,
}

/// What stands before a template's text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Front {
    pub id: String,
    pub title: String,
    pub language: String,
    /// The occasions that it is for.
    pub occasions: Vec<String>,
}

/// A file, read but not yet checked against the occasions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    pub front: Option<Front>,
    pub body: Vec<At>,
}

/// Reads a file.
pub(super) fn read(file: &str, text: &str, mistakes: &mut Vec<Mistake>) -> Read {
    let mut reader = Reader { file, mistakes, open: Vec::new(), body: Vec::new(), paragraph: None };
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line)).peekable();
    let front = match lines.peek() {
        Some((_, first)) if first.trim() == "---" => {
            lines.next();
            Some(reader.front(&mut lines))
        }
        _ => None,
    };
    for (at, line) in lines {
        reader.line(at, line.trim());
    }
    reader.close_paragraph();
    if let Some(open) = reader.open.pop() {
        let line = open.line;
        reader.wrong(line, "this [if …] is never closed", "write [end] on a line of its own where it ends");
        reader.body.extend(open.outside);
    }
    Read { front, body: reader.body }
}

/// An [if …] that is being read.
struct Open {
    line: usize,
    condition: Option<Condition>,
    /// What stood before it.
    outside: Vec<At>,
    /// What stands before its [else], once there was one.
    yes: Option<Vec<At>>,
}

struct Reader<'a> {
    file: &'a str,
    mistakes: &'a mut Vec<Mistake>,
    open: Vec<Open>,
    body: Vec<At>,
    paragraph: Option<(usize, String)>,
}

impl Reader<'_> {
    fn wrong(&mut self, line: usize, what: impl Into<String>, fix: impl Into<String>) {
        self.mistakes.push(Mistake { file: self.file.to_owned(), line, what: what.into(), fix: fix.into() });
    }

    fn front<'t>(&mut self, lines: &mut impl Iterator<Item = (usize, &'t str)>) -> Front {
        let mut front = Front { language: "en-GB".into(), ..Front::default() };
        let mut last = 1;
        for (at, line) in lines {
            last = at;
            let line = line.trim();
            if line == "---" {
                for (missing, name) in
                    [(front.id.is_empty(), "id"), (front.title.is_empty(), "title"), (front.occasions.is_empty(), "for")]
                {
                    if missing {
                        self.wrong(
                            1,
                            format!("it has no “{name}”"),
                            format!("write a line “{name}: …” between the first two lines of dashes"),
                        );
                    }
                }
                return front;
            }
            if line.is_empty() || line.starts_with('%') {
                continue;
            }
            let (key, value) = line.split_once(':').map_or((line, ""), |(key, value)| (key.trim(), value.trim()));
            match key {
                "id" => {
                    if value.is_empty()
                        || !value.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
                    {
                        self.wrong(at, format!("“{value}” cannot be an id"), "use small letters, digits and hyphens");
                    }
                    value.clone_into(&mut front.id);
                }
                "title" => value.clone_into(&mut front.title),
                "lang" => value.clone_into(&mut front.language),
                "for" => {
                    front.occasions = value.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect();
                }
                _ => self.wrong(
                    at,
                    format!("“{key}” is not something that a template says about itself"),
                    "use id, title, for and lang",
                ),
            }
        }
        self.wrong(last, "the lines about the template are never closed", "write a line of three dashes (---) before its text");
        front
    }

    fn line(&mut self, at: usize, line: &str) {
        if line.starts_with('%') {
            return;
        }
        if let Some(command) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            self.close_paragraph();
            self.command(at, command.trim());
            return;
        }
        if line.is_empty() {
            self.close_paragraph();
        } else if let Some(words) = line.strip_prefix("## ") {
            self.one(at, |inline| Part::Heading(2, inline), words);
        } else if let Some(words) = line.strip_prefix("# ") {
            self.one(at, |inline| Part::Heading(1, inline), words);
        } else if let Some(words) = line.strip_prefix("- ") {
            self.one(at, Part::Item, words);
        } else if let Some((term, what)) = line.split_once(" :: ") {
            self.close_paragraph();
            let (term, what) = (self.inline(at, term), self.inline(at, what));
            self.push(at, Part::Row(term, what));
        } else {
            match &mut self.paragraph {
                Some((_, words)) => {
                    words.push(' ');
                    words.push_str(line);
                }
                None => self.paragraph = Some((at, line.to_owned())),
            }
        }
    }

    fn one(&mut self, at: usize, part: impl Fn(Inline) -> Part, words: &str) {
        self.close_paragraph();
        let inline = self.inline(at, words);
        self.push(at, part(inline));
    }

    fn close_paragraph(&mut self) {
        if let Some((at, words)) = self.paragraph.take() {
            let inline = self.inline(at, &words);
            self.push(at, Part::Paragraph(inline));
        }
    }

    fn push(&mut self, line: usize, part: Part) {
        let alone = |inline: &Inline| matches!(inline.as_slice(), [Bit::Filled(_)]);
        let (inlines, fits): (Vec<&Inline>, Holds) = match &part {
            Part::Heading(_, inline) => (vec![inline], Holds::Words),
            Part::Paragraph(inline) => (vec![inline], if alone(inline) { Holds::Paragraphs } else { Holds::Words }),
            Part::Item(inline) => (vec![inline], if alone(inline) { Holds::Items } else { Holds::Words }),
            Part::Row(term, what) => (vec![term, what], Holds::Words),
            Part::Include(_) | Part::Added | Part::If { .. } => (Vec::new(), Holds::Words),
        };
        let misplaced = inlines.into_iter().flatten().find_map(|bit| match bit {
            Bit::Filled(variable) if variable.holds() != Holds::Words && variable.holds() != fits => Some(*variable),
            _ => None,
        });
        if let Some(variable) = misplaced {
            let (what, fix) = match variable.holds() {
                Holds::Items => ("holds a list", "write it as the only thing in an item: a line “- {…}”, which is repeated"),
                _ => ("holds paragraphs", "write it alone, with a blank line before and after it"),
            };
            self.wrong(
                line,
                format!("{{{}}} {what} and cannot stand inside a line", variable.code()),
                fix.replace('…', variable.code()),
            );
            return;
        }
        self.body.push(At { line, part });
    }

    fn command(&mut self, at: usize, command: &str) {
        let (word, rest) = command.split_once(char::is_whitespace).map_or((command, ""), |(word, rest)| (word, rest.trim()));
        match (word, rest) {
            ("added", "") => self.body.push(At { line: at, part: Part::Added }),
            ("part", name) if !name.is_empty() => self.body.push(At { line: at, part: Part::Include(name.to_owned()) }),
            ("if", what) if !what.is_empty() => {
                let condition = self.condition(at, what);
                let outside = std::mem::take(&mut self.body);
                self.open.push(Open { line: at, condition, outside, yes: None });
            }
            ("else", "") => match self.open.last_mut() {
                Some(open) if open.yes.is_none() => open.yes = Some(std::mem::take(&mut self.body)),
                _ => self.wrong(at, "this [else] belongs to no [if …]", "take it out, or open an [if …] before it"),
            },
            ("end", "") => match self.open.pop() {
                Some(open) => {
                    let inside = std::mem::replace(&mut self.body, open.outside);
                    let (yes, no) = match open.yes {
                        Some(yes) => (yes, inside),
                        None => (inside, Vec::new()),
                    };
                    if let Some(condition) = open.condition {
                        self.body.push(At { line: open.line, part: Part::If { condition, yes, no } });
                    }
                }
                None => self.wrong(at, "this [end] ends nothing", "take it out, or open an [if …] before it"),
            },
            _ => self.wrong(
                at,
                format!("[{command}] is not something that a template can do"),
                "use [part …], [if …], [else], [end] or [added]",
            ),
        }
    }

    fn condition(&mut self, at: usize, what: &str) -> Option<Condition> {
        let flag = Flag::ALL.iter().find(|flag| flag.code() == what).map(|flag| Condition::Is(*flag));
        let found = flag.or_else(|| variable(what).map(Condition::Has));
        if found.is_none() {
            let known = Flag::ALL.iter().map(|flag| flag.code()).chain(Variable::ALL.iter().map(|one| one.code()));
            self.wrong(at, format!("nobody knows the condition “{what}”"), meant(what, known));
        }
        found
    }

    /// Words with what is filled in between braces. A brace that is meant as a brace has a backslash before it.
    fn inline(&mut self, at: usize, text: &str) -> Inline {
        let (mut bits, mut words, mut rest) = (Vec::new(), String::new(), text.trim());
        while let Some(place) = rest.find(['{', '}', '\\']) {
            words.push_str(&rest[..place]);
            let after = &rest[place + 1..];
            match rest.as_bytes()[place] {
                b'\\' if after.starts_with(['{', '}', '\\']) => {
                    words.push_str(&after[..1]);
                    rest = &after[1..];
                }
                b'\\' => {
                    words.push('\\');
                    rest = after;
                }
                b'{' => {
                    let Some(end) = after.find('}') else {
                        self.wrong(
                            at,
                            "a brace { is never closed",
                            "write } after the name, or \\{ for a brace that is meant as one",
                        );
                        return bits;
                    };
                    let name = after[..end].trim();
                    if let Some(variable) = variable(name) {
                        if !words.is_empty() {
                            bits.push(Bit::Words(std::mem::take(&mut words)));
                        }
                        bits.push(Bit::Filled(variable));
                    } else {
                        let fix = meant(name, Variable::ALL.iter().map(|one| one.code()));
                        self.wrong(at, format!("nobody knows the variable {{{name}}}"), fix);
                    }
                    rest = &after[end + 1..];
                }
                _ => {
                    self.wrong(at, "a brace } closes nothing", "take it out, or write \\} for a brace that is meant as one");
                    rest = after;
                }
            }
        }
        words.push_str(rest);
        if !words.is_empty() {
            bits.push(Bit::Words(words));
        }
        bits
    }
}

fn variable(name: &str) -> Option<Variable> {
    Variable::ALL.iter().copied().find(|variable| variable.code() == name)
}

/// What may have been meant.
pub(super) fn meant<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    let nearest = known.map(|one| (strsim::damerau_levenshtein(word, one), one)).min();
    match nearest {
        Some((far, one)) if far <= 3 => format!("did you mean “{one}”?"),
        _ => "`holdfast letters list` names all that there is".to_owned(),
    }
}
