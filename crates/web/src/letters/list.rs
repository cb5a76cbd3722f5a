//! `GET /files/{file}/letters`: what is due, written, waiting, posted, and what came back.

use axum::extract::Path;
use casefile::facts::Kind;
use casefile::ids::FileId;
use casefile::letters::{LetterLine, Stage, letters_of};

use super::views::{LetterGroup, LetterRow, LettersPage};
use super::{PART, write_path};
use crate::components::{Tag, Tone};
use crate::door::{Problem, Signed};
use crate::file::describe::Seen;
use crate::file::handlers::InHand;
use crate::{paths, words};

/// The groups, in the order of the page: id, heading, what to do.
const GROUPS: [(&str, &str, &str); 6] = [
    ("due", "To be written", "Nobody has been told of these yet."),
    ("back", "Came back, or stopped", "She does not have these. Find a way that is safe, and write again."),
    ("ready", "On the way", "These are written and have not left."),
    ("left", "Sent or handed over", ""),
    ("elsewhere", "Written before, or elsewhere", "It is recorded that there is a letter. You can write one here too."),
    ("can-be", "Can be written", "Nothing waits for these."),
];

/// The page.
/// # Errors
/// No such file.
pub async fn show(signed: Signed, Path(file): Path<FileId>) -> Result<LettersPage, Problem> {
    let hand = InHand::open(signed, file, "").await?;
    let seen = hand.seen();
    let lines = letters_of(seen.file);
    let groups = GROUPS.iter().filter_map(|(id, heading, hint)| {
        let rows: Vec<LetterRow> = lines.iter().filter(|line| group(line.stage) == *id).map(|line| row(&seen, line)).collect();
        (!rows.is_empty()).then_some(LetterGroup { id, heading, hint, rows })
    });
    Ok(LettersPage { groups: groups.collect(), frame: hand.frame(), head: hand.head(PART) })
}

const fn group(stage: Stage) -> &'static str {
    match stage {
        Stage::Due => "due",
        Stage::CameBack(_) | Stage::Stopped(_) => "back",
        Stage::Waits(_) | Stage::Ready(_) | Stage::Printed(_) => "ready",
        Stage::Left { .. } => "left",
        Stage::Elsewhere => "elsewhere",
        Stage::CanBe => "can-be",
    }
}

fn row(seen: &Seen<'_>, line: &LetterLine<'_>) -> LetterRow {
    let file = seen.id;
    let write = |words: &str| (write_path(file, line.fact.id), words.to_owned());
    let letter = |id| paths::send(file, &format!("letters/{id}"));
    let (tag, links) = match line.stage {
        Stage::Due => (Tag::new("Due", Tone::Red), vec![write("Write the letter")]),
        Stage::CanBe => (Tag::new("Not written", Tone::Grey), vec![write("Write the letter")]),
        Stage::Elsewhere => (Tag::new("Written elsewhere", Tone::Grey), vec![write("Write a letter here")]),
        Stage::Waits(asked) => (
            Tag::new("Waits for a second person", Tone::Orange),
            vec![(paths::send(file, &format!("asked/{asked}")), "See what waits".into())],
        ),
        Stage::Ready(id) => (Tag::new("Ready to print", Tone::Orange), vec![(letter(id), "Print it".into())]),
        Stage::Printed(id) => (Tag::new("Printed, not sent", Tone::Orange), vec![(letter(id), "Say that it has left".into())]),
        Stage::Left { letter: id, received, in_person, .. } => {
            let tag = match (received, in_person) {
                (true, _) => Tag::new("She has it", Tone::Green),
                (false, true) => Tag::new("Ready at the office", Tone::Blue),
                (false, false) => Tag::new("In the post", Tone::Blue),
            };
            let mut links = vec![(letter(id), "See it".into())];
            if !received {
                links.push((paths::act(file, Kind::DecisionReceived), "Record that she has it".into()));
                links.push((paths::act(file, Kind::LetterReturned), "It came back".into()));
            }
            links.push(write("Write it again"));
            (tag, links)
        }
        Stage::CameBack(_) => (Tag::new("Came back", Tone::Red), vec![write("Write it again")]),
        Stage::Stopped(_) => (Tag::new("Stopped", Tone::Red), vec![write("Write it again")]),
    };
    LetterRow {
        title: line.occasion.title.to_owned(),
        tag,
        line: format!("{}, {}", words::from_code(&seen.briefly(line.fact)), words::when(line.fact.happened)),
        links,
    }
}
