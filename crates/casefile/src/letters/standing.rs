//! Where each letter of a file stands: due, waiting for somebody, ready, posted, come back.

use super::filling::occasion_of;
use super::occasions::Occasion;
use crate::facts::{
    Body, Channel, DecisionReceived, Fact, LetterPrinted, LetterReady, LetterReturned, MessageSent, SendingAsked, SendingDecided,
    SendingStopped,
};
use crate::file::CaseFile;
use crate::ids::FactId;

/// How far a letter has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A letter is to be written here, and nobody has.
    Due,
    /// A letter can be written; nobody has to.
    CanBe,
    /// It is said that there is a letter, from before or from elsewhere.
    Elsewhere,
    /// A second person is asked to read it.
    Waits(FactId),
    /// It may leave, and waits to be printed.
    Ready(FactId),
    /// It is printed, and waits to be posted or handed over.
    Printed(FactId),
    /// It is in the post, or was handed over.
    Left {
        /// The letter.
        letter: FactId,
        /// The fact that it left.
        left: FactId,
        /// Whether it is known that she has it.
        received: bool,
        /// Whether it went into her hands or lies ready at the office.
        in_person: bool,
    },
    /// It came back.
    CameBack(FactId),
    /// It was stopped on its way.
    Stopped(FactId),
}

/// A fact that is told in a letter, and how far the letter has come.
#[derive(Debug, Clone, Copy)]
pub struct LetterLine<'a> {
    /// What it tells of.
    pub fact: &'a Fact,
    /// What it is for.
    pub occasion: &'static Occasion,
    /// How far it has come.
    pub stage: Stage,
}

/// Every fact of a file that is told in a letter, newest first.
pub fn letters_of(file: &CaseFile) -> Vec<LetterLine<'_>> {
    let lines = file.facts().iter().rev().filter_map(|fact| {
        let occasion = occasion_of(file, fact)?;
        Some(LetterLine { fact, occasion, stage: stage(file, fact) })
    });
    lines.collect()
}

/// How far the letter about one fact has come.
pub fn stage(file: &CaseFile, fact: &Fact) -> Stage {
    let letter = file.each::<LetterReady>().rfind(|(_, it)| it.about == Some(fact.id));
    let answered = |asked: FactId| file.each::<SendingDecided>().any(|(_, it)| it.asked == Some(asked));
    let asked = file.each::<SendingAsked>().rfind(|(_, it)| it.about == Some(fact.id));
    if let Some((asked, _)) = asked.filter(|(asked, _)| !answered(asked.id))
        && letter.is_none_or(|(ready, _)| ready.happened <= asked.happened)
    {
        return Stage::Waits(asked.id);
    }
    if let Some((ready, it)) = letter {
        return how_far(file, fact, ready.id, it);
    }
    if fact.body.is_to_write() {
        Stage::Due
    } else if is_said_to_be_written(&fact.body) {
        Stage::Elsewhere
    } else {
        Stage::CanBe
    }
}

fn how_far(file: &CaseFile, about: &Fact, letter: FactId, it: &LetterReady) -> Stage {
    if let Some((left, sent)) = file.each::<MessageSent>().find(|(_, sent)| sent.decided == Some(it.decided)) {
        if file.each::<LetterReturned>().any(|(_, back)| back.message == Some(left.id)) {
            return Stage::CameBack(letter);
        }
        let received = file.each::<DecisionReceived>().any(|(_, received)| received.of == about.id);
        return Stage::Left { letter, left: left.id, received, in_person: sent.channel == Channel::InPerson };
    }
    if file.each::<SendingStopped>().any(|(_, stopped)| stopped.of == letter) {
        return Stage::Stopped(letter);
    }
    let printed = file.each::<LetterPrinted>().any(|(_, printed)| printed.letter == letter);
    if printed { Stage::Printed(letter) } else { Stage::Ready(letter) }
}

/// Whether somebody ticked that there is a letter already.
const fn is_said_to_be_written(body: &Body) -> bool {
    match body {
        Body::DecisionMade(it) => it.letter,
        Body::DutyAccepted(it) => it.letter,
        Body::DutyEnded(it) => it.notice,
        Body::PriorityAwarded(it) => it.letter,
        Body::RegisterSuspended(it) => it.letter,
        Body::ReviewDecided(it) => it.letter,
        Body::TenancyAdviceGiven(it) => it.in_writing,
        Body::PlanMade(it) => it.copy_given,
        _ => false,
    }
}
