//! Whether templates hold what they must, for every occasion that they are for: found out when they are read, never when a letter is due.

use std::collections::BTreeMap;

use super::mistake::Mistake;
use super::occasions::{Occasion, occasion_called, occasions};
use super::template::{At, Bit, Condition, Front, Inline, Part, meant};
use super::templates::Template;
use super::variables::Variable;
use crate::facts::LetterPart;

/// The part of letters that gives each thing, and what it has to name.
const PARTS: &[(&str, LetterPart, Variable)] = &[
    ("review-right", LetterPart::ReviewRight, Variable::ReviewLastDay),
    ("register-review", LetterPart::ReviewRight, Variable::ReviewLastDay),
    ("appeal", LetterPart::Appeal, Variable::AppealLastDay),
];
/// The part that says where to get help.
const HELP: &str = "help";

/// Words that make little of what was done to her, or put it on her.
const MINIMISING: &[&str] = &[
    "alleged victim",
    "low level",
    "low-level",
    "minor incident",
    "no harm",
    "refused to engage",
    "failed to engage",
    "you failed to",
    "you should have",
    "did not remind",
    "domestic dispute",
    "as you will appreciate",
    "unfortunately for you",
];

/// Whether a part of letters is there by law: nobody changes it for one letter.
pub(super) fn is_fixed(part: &str) -> bool {
    part == HELP || PARTS.iter().any(|(name, ..)| *name == part)
}

type Parts = BTreeMap<String, Vec<At>>;

/// Checks all templates, and gives those that are right.
pub(super) fn all(read: Vec<(String, Front, Vec<At>)>, parts: &Parts, mistakes: &mut Vec<Mistake>) -> Vec<Template> {
    for (name, _, variable) in PARTS {
        if let Some(body) = parts.get(*name)
            && !always(body, parts, 0, &|part| names(part, *variable))
        {
            mistakes.push(wrong(
                &format!("parts/{name}.txt"),
                1,
                format!("it does not say the last day: {{{}}}", variable.code()),
                format!("write {{{}}} where the last day stands, outside every [if …]", variable.code()),
            ));
        }
    }
    for (name, body) in parts {
        words(&format!("parts/{name}.txt"), body, mistakes);
    }
    let mut templates: Vec<Template> = Vec::new();
    for (file, front, body) in read {
        let of_file = |mistakes: &mut Vec<Mistake>, line, what: String, fix: String| mistakes.push(wrong(&file, line, what, fix));
        if let Some(other) = templates.iter().find(|other| !front.id.is_empty() && other.front.id == front.id) {
            of_file(mistakes, 2, format!("“{}” is the id of {} too", front.id, other.file), "give it another id".into());
        }
        let mut found = Vec::new();
        for code in &front.occasions {
            if let Some(occasion) = occasion_called(code) {
                found.push(occasion);
            } else {
                let fix = meant(code, occasions().map(|one| one.code));
                of_file(mistakes, 4, format!("nobody knows the occasion “{code}”"), fix);
            }
        }
        for occasion in &found {
            if let Some(other) = templates.iter().find(|other| other.occasions.iter().any(|one| one.code == occasion.code)) {
                of_file(
                    mistakes,
                    4,
                    format!("{} is for “{}” too", other.file, occasion.code),
                    "leave each occasion to one template: give your file the name of ours to take its place".into(),
                );
            }
        }
        let checked = One { file: &file, parts, mistakes };
        checked.check(&body, &found);
        words(&file, &body, mistakes);
        let gives = LetterPart::ALL.iter().copied().filter(|part| gives(&body, parts, *part)).collect();
        templates.push(Template { file, front, body, occasions: found, gives });
    }
    for occasion in occasions() {
        if !templates.iter().any(|template| template.occasions.iter().any(|one| one.code == occasion.code)) {
            mistakes.push(wrong(
                "(the folder)",
                0,
                format!("no letter is for “{}”: {}", occasion.code, occasion.title),
                "write one, or add the occasion to the line “for:” of another",
            ));
        }
    }
    templates
}

fn wrong(file: &str, line: usize, what: impl Into<String>, fix: impl Into<String>) -> Mistake {
    Mistake { file: file.to_owned(), line, what: what.into(), fix: fix.into() }
}

/// Words that make little of her do not stand in any letter.
fn words(file: &str, body: &[At], mistakes: &mut Vec<Mistake>) {
    for at in body {
        let said: Vec<&Inline> = match &at.part {
            Part::Heading(_, inline) | Part::Paragraph(inline) | Part::Item(inline) => vec![inline],
            Part::Row(term, what) => vec![term, what],
            Part::If { yes, no, .. } => {
                words(file, yes, mistakes);
                words(file, no, mistakes);
                Vec::new()
            }
            Part::Include(_) | Part::Added => Vec::new(),
        };
        for bit in said.into_iter().flatten() {
            let Bit::Words(text) = bit else { continue };
            let small = text.to_lowercase();
            for word in MINIMISING.iter().filter(|word| small.contains(**word)) {
                mistakes.push(wrong(
                    file,
                    at.line,
                    format!("“{word}” makes little of what was done to her, or puts it on her"),
                    "say what happened, and what you do about it",
                ));
            }
        }
    }
}

fn inlines(part: &Part) -> Vec<&Inline> {
    match part {
        Part::Heading(_, inline) | Part::Paragraph(inline) | Part::Item(inline) => vec![inline],
        Part::Row(term, what) => vec![term, what],
        Part::Include(_) | Part::Added | Part::If { .. } => Vec::new(),
    }
}

fn names(part: &Part, variable: Variable) -> bool {
    inlines(part).into_iter().flatten().any(|bit| *bit == Bit::Filled(variable))
}

/// How deep parts may hold parts.
const DEEPEST: usize = 4;

/// Whether something stands in every letter made from this, whatever is so.
fn always(body: &[At], parts: &Parts, depth: usize, is: &dyn Fn(&Part) -> bool) -> bool {
    depth <= DEEPEST
        && body.iter().any(|at| {
            is(&at.part)
                || match &at.part {
                    Part::Include(name) => parts.get(name).is_some_and(|body| always(body, parts, depth + 1, is)),
                    Part::If { yes, no, .. } => always(yes, parts, depth, is) && always(no, parts, depth, is),
                    _ => false,
                }
        })
}

/// Whether every letter made from this gives something.
fn gives(body: &[At], parts: &Parts, part: LetterPart) -> bool {
    let includes = |name: &str| always(body, parts, 0, &|part| matches!(part, Part::Include(included) if included == name));
    match part {
        LetterPart::Reasons => always(body, parts, 0, &|part| names(part, Variable::Reasons)),
        LetterPart::Help => includes(HELP),
        LetterPart::ReviewRight | LetterPart::Appeal => always(
            body,
            parts,
            0,
            &|at| matches!(at, Part::Include(wanted) if PARTS.iter().any(|(name, gives, _)| *gives == part && name == wanted)),
        ),
    }
}

/// One template.
struct One<'a> {
    file: &'a str,
    parts: &'a Parts,
    mistakes: &'a mut Vec<Mistake>,
}

impl One<'_> {
    fn check(self, body: &[At], occasions: &[&'static Occasion]) {
        let mut wrongs: Vec<Mistake> = Vec::new();
        for occasion in occasions {
            for part in occasion.must.iter().filter(|part| !gives(body, self.parts, **part)) {
                let fix = match part {
                    LetterPart::Reasons => "write {reasons} on a line of its own, outside every [if …]",
                    LetterPart::ReviewRight => {
                        "write [part review-right], or [part register-review] for the housing register, outside every [if …]"
                    }
                    LetterPart::Appeal => "write [part appeal] outside every [if …]",
                    LetterPart::Help => "write [part help] outside every [if …]",
                };
                wrongs.push(wrong(
                    self.file,
                    1,
                    format!("a letter for “{}” has to give this: {}", occasion.code, part.label().to_lowercase()),
                    fix,
                ));
            }
            let mut walk =
                Walk { file: self.file, parts: self.parts, occasion, has: Vec::new(), wrongs: &mut wrongs, depth: 0, from: None };
            walk.through(body);
        }
        if !occasions.is_empty() {
            for at in flat(body) {
                if let Part::If { condition: Condition::Has(variable), .. } = &at.part
                    && !occasions.iter().any(|one| one.may_give(*variable))
                {
                    let what = format!("“{}” is never there for what this letter is for", variable.code());
                    wrongs.push(wrong(self.file, at.line, what, "take the condition out"));
                }
            }
        }
        let (least, most) = count(body, self.parts, 0, &|part| matches!(part, Part::Heading(1, _)));
        if (least, most) != (1, 1) {
            wrongs.push(wrong(
                self.file,
                1,
                "a letter has one heading of its own, whatever is so",
                "write one line that begins with “# ”",
            ));
        }
        let (least, most) = count(body, self.parts, 0, &|part| matches!(part, Part::Added));
        if (least, most) != (1, 1) {
            wrongs.push(wrong(
                self.file,
                1,
                "it does not say, once, where an officer may add something",
                "write [added] on a line of its own, outside every [if …]",
            ));
        }
        self.mistakes.extend(wrongs);
    }
}

/// Every part, those inside conditions too.
fn flat(body: &[At]) -> Vec<&At> {
    body.iter()
        .flat_map(|at| {
            let inside = match &at.part {
                Part::If { yes, no, .. } => flat(yes).into_iter().chain(flat(no)).collect(),
                _ => Vec::new(),
            };
            std::iter::once(at).chain(inside)
        })
        .collect()
}

/// How often something stands in a letter: at least and at most.
fn count(body: &[At], parts: &Parts, depth: usize, is: &dyn Fn(&Part) -> bool) -> (usize, usize) {
    body.iter().fold((0, 0), |(least, most), at| {
        let (one, other) = match &at.part {
            part if is(part) => (1, 1),
            Part::Include(name) if depth < DEEPEST => parts.get(name).map_or((0, 0), |body| count(body, parts, depth + 1, is)),
            Part::If { yes, no, .. } => {
                let (yes, no) = (count(yes, parts, depth, is), count(no, parts, depth, is));
                (yes.0.min(no.0), yes.1.max(no.1))
            }
            _ => (0, 0),
        };
        (least + one, most + other)
    })
}

/// Goes through everything that a letter for one occasion may hold.
struct Walk<'a> {
    file: &'a str,
    parts: &'a Parts,
    occasion: &'static Occasion,
    /// What is known to be there here.
    has: Vec<Variable>,
    wrongs: &'a mut Vec<Mistake>,
    depth: usize,
    /// The part that is being gone through.
    from: Option<String>,
}

impl Walk<'_> {
    fn wrong(&mut self, line: usize, what: impl Into<String>, fix: impl Into<String>) {
        let file = self.from.as_ref().map_or_else(|| self.file.to_owned(), |part| format!("parts/{part}.txt"));
        let mistake = wrong(&file, line, what, fix);
        if !self.wrongs.contains(&mistake) {
            self.wrongs.push(mistake);
        }
    }

    fn through(&mut self, body: &[At]) {
        for at in body {
            for bit in inlines(&at.part).into_iter().flatten() {
                if let Bit::Filled(variable) = bit {
                    self.filled(at.line, *variable);
                }
            }
            match &at.part {
                Part::Include(name) => self.include(at.line, name),
                Part::If { condition, yes, no } => {
                    let before = self.has.len();
                    if let Condition::Has(variable) = condition {
                        self.has.push(*variable);
                    }
                    self.through(yes);
                    self.has.truncate(before);
                    self.through(no);
                }
                _ => {}
            }
        }
    }

    fn filled(&mut self, line: usize, variable: Variable) {
        if self.occasion.always_gives(variable) || self.has.contains(&variable) {
            return;
        }
        let code = variable.code();
        if self.occasion.may_give(variable) {
            let what = format!("{{{code}}} may be missing for “{}”", self.occasion.code);
            self.wrong(line, what, format!("write [if {code}] before it and [end] after it"));
        } else {
            let what = format!("{{{code}}} is not known for “{}”", self.occasion.code);
            self.wrong(line, what, "take it out; `holdfast letters list` names what each occasion has");
        }
    }

    fn include(&mut self, line: usize, name: &str) {
        let Some(body) = self.parts.get(name) else {
            let fix = meant(name, self.parts.keys().map(String::as_str));
            self.wrong(line, format!("there is no part “{name}”"), fix);
            return;
        };
        if self.depth >= DEEPEST {
            self.wrong(line, format!("the part “{name}” holds parts that hold parts too deep"), "take one of them out");
            return;
        }
        let before = self.from.replace(name.to_owned());
        self.depth += 1;
        self.through(body);
        self.depth -= 1;
        self.from = before;
    }
}
