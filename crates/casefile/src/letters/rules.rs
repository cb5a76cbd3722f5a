//! What is owed around letters: a decision that is to be told in a letter is told, soon, and in a way that is safe.

use crate::calendar::Clock;
use crate::facts::{Body, DecisionReceived, Fact, Function, Kind, LetterReturned, MessageSent, Shows};
use crate::file::CaseFile;
use crate::ids::TeamId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};

/// The rules of this room.
pub const RULES: &[&Rule] = &[&WRITE_IT];

/// The id of the rule under which a letter is written.
pub const WRITE: &str = "LETTER-write";

/// LETTER-write
pub const WRITE_IT: Rule = Rule {
    id: WRITE,
    topic: "What leaves the house",
    title: "Write the letter, and get it to her",
    must: "Write the letter from the file: it holds the reasons, her right to a review with its last day, and where she can get help. Then get it to her in a way that is safe. Until she has it, she has not been told.",
    source: Source {
        force: Force::Law,
        act: "Housing Act 1996",
        provision: "ss.184(3)–(6), 189B(6), 193, 195(8), 203(3)–(6)",
        says: "An authority that has decided tells the applicant in writing, with its reasons where a point goes against her, of her right to a review and of the time within which she may ask for one. The two working days are ours.",
        url: "https://www.legislation.gov.uk/ukpga/1996/52/section/184",
    },
    in_force: InForce::ALWAYS,
    owner: Function::Housing,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(2),
    local: true,
    reads: READS,
    hears: Shows::empty(),
    meets: &[Kind::MessageSent, Kind::DecisionReceived],
    ends: &[],
    derive: write_it,
};

const READS: &[Kind] = &[
    Kind::DecisionMade,
    Kind::DutyAccepted,
    Kind::DutyEnded,
    Kind::PriorityAwarded,
    Kind::RegisterSuspended,
    Kind::ReviewDecided,
    Kind::LetterReady,
    Kind::LetterReturned,
];

fn write_it(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes =
        file.any_of(&READS[..6]).filter(|fact| fact.body.is_to_write()).filter_map(|fact| Some(file.cause_for(fact, by(fact)?)));
    owed.each(causes, |cause, fact| match &fact.body {
        Body::MessageSent(sent) => Verdict::meets_if(tells_of(file, sent, cause) && !came_back(file, fact)),
        Body::DecisionReceived(DecisionReceived { of, .. }) => Verdict::meets_if(*of == cause.fact),
        _ => Verdict::Nothing,
    });
}

fn by(fact: &Fact) -> Option<TeamId> {
    match &fact.body {
        Body::DecisionMade(it) => Some(it.by),
        Body::DutyAccepted(it) => Some(it.by),
        Body::DutyEnded(it) => Some(it.by),
        Body::PriorityAwarded(it) => Some(it.by),
        Body::RegisterSuspended(it) => Some(it.by),
        Body::ReviewDecided(it) => Some(it.by),
        _ => None,
    }
}

fn tells_of(file: &CaseFile, sent: &MessageSent, cause: &Cause) -> bool {
    let letter = |fact: &Fact| match &fact.body {
        Body::LetterReady(it) => it.about == Some(cause.fact) && Some(it.decided) == sent.decided,
        _ => false,
    };
    file.any_of(&[Kind::LetterReady]).any(letter)
}

fn came_back(file: &CaseFile, sent: &Fact) -> bool {
    file.each::<LetterReturned>().any(|(_, it)| it.message == Some(sent.id))
}

#[cfg(test)]
mod tests {
    use crate::testing::{TestFile, a_council};

    const ENQUIRIES: &str = "HA96-s184-enquiries";

    /// She asked, and was refused in a decision whose letter is written here.
    fn refused() -> TestFile {
        a_council().on("2026-03-02", "housing-applied by=her to=housing homeless shows=abuse,unsafe-home").on(
            "2026-03-04",
            "no: decision-made by=housing subject=homelessness outcome=against answers=abuse,unsafe-home to_write",
        )
    }

    fn decided(file: TestFile, day: &str, gives: &str) -> TestFile {
        file.on(day, "gate: sending-decided officer=amy to=her channel=letter outcome=may-leave content=ab")
            .on(day, &format!("letter: letter-ready officer=amy to=her words=x content=ab by=housing decided=gate about=no template=not-homeless gives={gives}"))
    }

    fn posted(file: TestFile, day: &str) -> TestFile {
        file.on(day, "sent: message-sent to=her channel=letter content=ab by=housing decided=gate")
    }

    #[test]
    fn a_decision_counts_as_told_on_the_day_on_which_its_letter_leaves() {
        let file = refused();
        file.owes("LETTER-write").due("2026-03-06");
        file.owes(ENQUIRIES).is("late");
        let ready = decided(file, "2026-03-05", "reasons,review-right,help");
        ready.owes("LETTER-write");
        ready.owes(ENQUIRIES).is("late");
        let sent = posted(ready, "2026-03-10");
        sent.owes("LETTER-write").is("met-late").ended_by("sent");
        assert!(sent.fold().told_in_writing(sent.id("no")).is_some());
        sent.owes(ENQUIRIES).is("met-late").ended_by("sent");
        let back = sent.on("2026-03-20", "letter-returned message=sent by=housing");
        back.owes("LETTER-write").is("late");
        back.owes(ENQUIRIES).is("late");
    }
}
