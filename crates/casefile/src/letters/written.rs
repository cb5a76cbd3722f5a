//! What a letter does that was really written: from the moment at which it leaves, the decision that it tells of is told in writing.
//!
//! A rule asks whether there is a letter with the reasons and the right to a review. The tick on a decision answers that for what was sent before or
//! elsewhere. A letter that was made here answers it itself, on the day on which it was posted or handed over and not a day earlier; one that came
//! back answers nothing.
//!
//! Source: Housing Act 1996 ss.184(3)–(6), 189B(6), 193, 195(8), 203(3)–(6), 214(2).

use crate::facts::{
    Body, ChangesExplained, Fact, HomelessnessOpened, LetterPart, LetterReady, LetterReturned, MessageSent, PlacementNotified,
};
use crate::file::CaseFile;
use crate::homelessness::links::may_be_told;
use crate::ids::FactId;

/// A letter that was made from the file and has left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it tells of.
    pub about: FactId,
    /// The letter, as it was made ready.
    pub letter: FactId,
    /// The fact that it was posted or handed over.
    pub left: FactId,
    /// What it gave.
    pub gives: Vec<LetterPart>,
}

/// Every letter of a file that has left and tells of one of its facts, in the order in which they left.
pub(crate) fn find(file: &CaseFile) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    for (ready, letter) in file.each::<LetterReady>() {
        let Some(about) = letter.about else { continue };
        let left = file.each::<MessageSent>().find(|(_, sent)| sent.decided == Some(letter.decided));
        let Some((left, _)) = left else { continue };
        let came_back = file.each::<LetterReturned>().any(|(_, it)| it.message == Some(left.id));
        if !came_back {
            all.push(Told { about, letter: ready.id, left: left.id, gives: letter.gives.clone() });
        }
    }
    all
}

impl CaseFile {
    /// The fact by which a letter about another fact left, where one did and has not come back.
    pub fn told_in_writing(&self, about: FactId) -> Option<&Fact> {
        self.letters_that_left().iter().find(|told| told.about == about).and_then(|told| self.fact(told.left))
    }
}

/// A fact as it speaks from the moment at which its letter leaves: told in writing. `None` where the letter adds nothing to it.
pub(crate) fn spoken(file: &CaseFile, told: &Told) -> Option<Fact> {
    let (fact, left) = (file.fact(told.about)?, file.fact(told.left)?);
    let body = notified(file, fact, left).or_else(|| explained(fact)).or_else(|| in_writing(&fact.body, &told.gives))?;
    Some(Fact { id: left.id, happened: left.happened.max(fact.happened), recorded: left.recorded, body, ..fact.clone() })
}

/// The notice to the authority of the area where she is placed: the letter is the notice. Whether links of those who read it there had been checked is
/// what the file says of the day on which it left. Source: Housing Act 1996 s.208(2)–(4).
fn notified(file: &CaseFile, fact: &Fact, left: &Fact) -> Option<Body> {
    let Body::PlacementMade(it) = &fact.body else { return None };
    let to = it.host?;
    let links_checked = may_be_told(file, to, left.happened.date).is_ok();
    Some(PlacementNotified { by: it.by, placement: Some(fact.id), to, links_checked }.into())
}

/// The letter that an application is open says what she has to tell the authority, and what follows if she does not. Source: Housing Act 1996 s.214(2).
fn explained(fact: &Fact) -> Option<Body> {
    let it = fact.is::<HomelessnessOpened>()?;
    Some(ChangesExplained { by: it.by, in_writing: true, words: None }.into())
}

fn in_writing(body: &Body, gives: &[LetterPart]) -> Option<Body> {
    let review = gives.contains(&LetterPart::ReviewRight);
    let reasons = gives.contains(&LetterPart::Reasons);
    let mut body = body.clone();
    let adds = match &mut body {
        Body::DecisionMade(it) => {
            let before = (it.letter, it.review_right);
            (it.letter, it.review_right) = (true, it.review_right || review);
            before != (it.letter, it.review_right)
        }
        Body::DutyAccepted(it) => !std::mem::replace(&mut it.letter, true),
        Body::DutyEnded(it) => review && !std::mem::replace(&mut it.notice, true),
        Body::PriorityAwarded(it) => review && !std::mem::replace(&mut it.letter, true),
        Body::RegisterSuspended(it) => review && !std::mem::replace(&mut it.letter, true),
        Body::ReviewDecided(it) => (reasons || it.changed) && !std::mem::replace(&mut it.letter, true),
        Body::TenancyAdviceGiven(it) => !std::mem::replace(&mut it.in_writing, true),
        Body::HomelessnessAssessed(it) => !std::mem::replace(&mut it.in_writing, true),
        Body::PlanMade(it) => !std::mem::replace(&mut it.copy_given, true),
        _ => false,
    };
    adds.then_some(body)
}

impl Body {
    /// Whether it says that its letter is written here.
    pub const fn is_to_write(&self) -> bool {
        match self {
            Self::DecisionMade(it) => it.to_write,
            Self::DutyAccepted(it) => it.to_write,
            Self::DutyEnded(it) => it.to_write,
            Self::PriorityAwarded(it) => it.to_write,
            Self::RegisterSuspended(it) => it.to_write,
            Self::ReviewDecided(it) => it.to_write,
            _ => false,
        }
    }

    /// Takes the tick for a letter that is written elsewhere, and says that it is written here; facts that are told in no such letter stay as they are.
    pub(crate) fn is_written_here(&mut self) {
        let (ticked, to_write) = match self {
            Self::DecisionMade(it) => {
                it.review_right &= !it.letter;
                (&mut it.letter, &mut it.to_write)
            }
            Self::DutyAccepted(it) => (&mut it.letter, &mut it.to_write),
            Self::DutyEnded(it) => (&mut it.notice, &mut it.to_write),
            Self::PriorityAwarded(it) => (&mut it.letter, &mut it.to_write),
            Self::RegisterSuspended(it) => (&mut it.letter, &mut it.to_write),
            Self::ReviewDecided(it) => (&mut it.letter, &mut it.to_write),
            _ => return,
        };
        if std::mem::take(ticked) {
            *to_write = true;
        }
    }
}
