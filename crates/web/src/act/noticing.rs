//! Numbers and addresses in what officers write: noticed before it is recorded, moved under a seal of their own in one press, or left and marked.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use casefile::facts::{DataItem, DetailNoticed};
use casefile::ids::PersonId;
use casefile::private::Sealed;
use redaction::{Kind, detect};

use super::views::{FormPage, Note};
use crate::components::{Answers, Choice, Problems, Question, Section, Widget};
use crate::file::handlers::InHand;

/// Fields that are sealed under a person's own key anyway, or that hold nothing but a name.
const KEPT_APART: &[&str] = &["value", "hours", "terms", "place", "area", "address", "name"];

/// Fields of the form in which something was noticed.
const IN: &str = "details-in";
/// Whose it is.
const OF: &str = "details-of";
/// What was taken out, as it is carried from one showing of the form to the next.
const KEPT: &str = "details-kept";
/// The button that leaves it where it is.
const LEAVE: &str = "details-leave";

/// Something that looks like a number, an address or a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    /// In the answer to which question.
    field: String,
    /// What it looks like.
    item: DataItem,
    /// What was typed.
    text: String,
}

/// What was noticed in a form, and what the officer said to it.
#[derive(Debug, Default)]
pub struct Noticing {
    /// What goes into the file with the entry.
    details: Vec<DetailNoticed>,
    /// What the officer said, to be carried along until it is recorded.
    said: Said,
    /// Whose it is.
    person: Option<PersonId>,
    /// The questions of the form that take free text.
    free: Mutex<Vec<String>>,
}

/// What stands in a text, in its order.
fn found(text: &str) -> Vec<(Range<usize>, DataItem)> {
    let item = |kind| {
        Some(match kind {
            Kind::Phone => DataItem::Phone,
            Kind::Email => DataItem::Email,
            Kind::Postcode | Kind::Address => DataItem::Address,
            Kind::Place => DataItem::School,
            _ => return None,
        })
    };
    detect(text).into_iter().filter_map(|one| Some((one.range, item(one.kind)?))).collect()
}

/// The text without what stands in it, and what stood there.
fn taken_out(text: &str) -> (String, Vec<(DataItem, String)>) {
    let (mut left, mut out, mut end) = (String::with_capacity(text.len()), Vec::new(), 0);
    for (range, item) in found(text) {
        if range.start < end {
            continue;
        }
        left.push_str(&text[end..range.start]);
        left.extend(["[", item.label().to_lowercase().as_str(), " kept apart]"]);
        out.push((item, text[range.clone()].to_owned()));
        end = range.end;
    }
    left.push_str(&text[end..]);
    (left, out)
}

/// What an officer said to what was noticed in a form.
#[derive(Debug, Default)]
pub struct Said {
    /// What is taken out, and sealed for itself.
    pub kept: Vec<(DataItem, String)>,
    /// What stays where it is, marked.
    pub left: Vec<DataItem>,
    /// Whether the officer has been asked.
    pub asked: bool,
}

impl Said {
    /// Reads it from a form: the answers lose what is to be moved.
    pub fn read(answers: &mut Answers) -> Self {
        let carried = answers.all(KEPT).filter_map(|one| one.split_once(':'));
        let mut kept: Vec<(DataItem, String)> =
            carried.filter_map(|(code, text)| Some((code.parse().ok()?, text.to_owned()))).collect();
        let fields: Vec<String> = answers.all(IN).map(str::to_owned).collect();
        let leaves = answers.asked(LEAVE);
        let mut left: Vec<DataItem> = Vec::new();
        for field in &fields {
            let Some((_, text)) = answers.0.iter_mut().find(|(name, _)| name == field) else { continue };
            if leaves {
                left.extend(found(text).into_iter().map(|(_, item)| item));
            } else {
                let (without, out) = taken_out(text);
                *text = without;
                kept.extend(out);
            }
        }
        left.sort_unstable();
        left.dedup();
        Self { kept, left, asked: !fields.is_empty() }
    }

    /// What goes along unseen, so that nothing that was typed is lost where something else stands in the way.
    pub fn carried(&self) -> Vec<(String, String)> {
        self.kept.iter().map(|(item, text)| (KEPT.to_owned(), format!("{}:{text}", item.code()))).collect()
    }
}

/// What stands in one answer of a form.
pub fn noticed_in(field: &str, text: &str) -> Vec<Noticed> {
    let one = |(range, item): (Range<usize>, DataItem)| Noticed { field: field.to_owned(), item, text: text[range].to_owned() };
    found(text).into_iter().map(one).collect()
}

/// What was noticed, in lines.
pub fn lines(noticed: &[Noticed]) -> Vec<String> {
    let mut lines: Vec<String> = noticed.iter().map(|one| format!("{}: {}", one.item.label(), one.text)).collect();
    lines.dedup();
    lines
}

/// What stands above a form in which something was noticed.
pub fn problems(noticed: &[Noticed]) -> Problems {
    let first = noticed.first().map(|one| format!("#{}", one.field)).unwrap_or_default();
    Problems {
        title: "This may lead to her: move it out of the note?".into(),
        list: vec![("Whoever reads the note can see it, and what leaves is not searched for it.".into(), first)],
    }
}

/// The unseen fields that say in which answers something was noticed.
pub fn asked_in(noticed: &[Noticed]) -> Vec<(String, String)> {
    let mut fields: Vec<&String> = noticed.iter().map(|one| &one.field).collect();
    fields.dedup();
    fields.into_iter().map(|field| (IN.to_owned(), field.clone())).collect()
}

/// The button that leaves it where it is: name, value and words.
pub fn leave() -> (String, String, String) {
    (LEAVE.into(), "yes".into(), "Leave it in the note and record".into())
}

/// The words on the button that moves it.
pub const MOVE: &str = "Move it and record";

impl Noticing {
    /// What the officer said to what was noticed: the answers lose what is to be moved.
    pub fn read(answers: &mut Answers, hand: &InHand) -> Self {
        let file = &hand.opened.file;
        let chosen = answers.one(OF).parse().ok().filter(|person| file.people().get(*person).is_some());
        let person = chosen.or_else(|| file.survivor());
        let said = Said::read(answers);
        let by = Some(hand.signed.desk().officer().team);
        let detail =
            |item, value: Option<&str>| person.map(|person| DetailNoticed { person, item, value: value.map(Sealed::new), by });
        let moved = said.kept.iter().filter_map(|(item, text)| detail(*item, Some(text)));
        let details = moved.chain(said.left.iter().filter_map(|item| detail(*item, None))).collect();
        Self { details, said, person, free: Mutex::default() }
    }

    /// What goes into the file with the entry.
    pub fn details(&self) -> &[DetailNoticed] {
        &self.details
    }

    /// Notes which questions of a form take free text.
    pub fn may_stand_in(&self, sections: &[Section]) {
        let questions = sections.iter().flat_map(|section| &section.questions);
        let free = questions.filter(|one| matches!(one.widget, Widget::Text { .. } | Widget::Line { .. }));
        let names = free.map(|one| one.name.clone()).filter(|name| !KEPT_APART.contains(&name.as_str()));
        *self.free.lock().unwrap_or_else(PoisonError::into_inner) = names.collect();
    }

    /// What was taken out before, to be carried along unseen.
    pub fn carried(&self) -> Vec<(String, String)> {
        let mut carried = self.said.carried();
        if !carried.is_empty() {
            carried.extend(self.person.map(|person| (OF.to_owned(), person.to_string())));
        }
        carried
    }

    /// What stands in the answers and has not been asked about.
    pub fn to_ask_about(&self, answers: &Answers) -> Vec<Noticed> {
        if self.said.asked {
            return Vec::new();
        }
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        answers.0.iter().filter(|(name, _)| free.contains(name)).flat_map(|(name, text)| noticed_in(name, text)).collect()
    }
}

/// Asks before it is recorded: one press moves it under a seal of its own, another leaves it where it is.
pub fn ask(page: &mut FormPage, hand: &InHand, noticed: &[Noticed]) {
    let seen = hand.seen();
    page.problems = Some(problems(noticed));
    page.notes.push(Note::Lines("What was noticed".into(), lines(noticed)));
    let people = seen.file.people().all().iter().map(|one| {
        let choice = Choice::new(one.id.to_string(), seen.person(one.id));
        if Some(one.id) == seen.file.survivor() { choice.chosen() } else { choice }
    });
    let question = Question::select(OF, "Whose is it?", people.collect())
        .hint("It is sealed under their own key, and shown only to whoever says why. It makes no way of reaching them safe.");
    page.sections.push(Section { questions: vec![question], ..Section::default() });
    page.hidden.retain(|(name, _)| name != OF);
    page.hidden.extend(asked_in(noticed));
    page.button = MOVE.into();
    page.more.push(leave());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_lead_to_her_is_taken_out_of_a_note_and_nothing_else() {
        let (left, out) = taken_out("She moved to 14 Elm Street, LS1 4DP. Ring 07700 900123 on Monday.");
        assert_eq!(
            left,
            "She moved to [address kept apart], [address kept apart]. Ring [telephone number kept apart] on Monday."
        );
        let texts: Vec<_> = out.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["14 Elm Street", "LS1 4DP", "07700 900123"]);
        assert_eq!(
            taken_out("He waits outside the school every day at 3."),
            ("He waits outside the school every day at 3.".into(), vec![])
        );
        assert_eq!(taken_out(&left).1, [], "what was taken out is not noticed again");
    }
}
