//! Answering what was heard in somebody's words.

use super::{Command, Context, Refusal, checked};
use crate::facts::{DisclosureHeard, DisclosureMade, HeardAnswered, HeardKind, NewFact, Shows};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::private::{Narrative, Sealed};

/// Somebody has read what was heard, and says whether it is a disclosure. If it is, it is recorded as one at once.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerHeard {
    /// What was heard.
    pub heard: FactId,
    /// Whether it is a disclosure.
    pub disclosure: bool,
    /// What it shows, where it is one.
    pub shows: Shows,
    /// Why it is none, or what else there is to say.
    pub words: Sealed<Narrative>,
}

/// What a kind of abuse shows.
fn shown_by(kind: HeardKind) -> Shows {
    match kind {
        HeardKind::PhysicalOrSexual => Shows::VIOLENCE,
        HeardKind::ViolentOrThreatening => Shows::THREAT,
        HeardKind::ControllingOrCoercive => Shows::CONTROL,
        HeardKind::Economic => Shows::ECONOMIC,
        HeardKind::Psychological => Shows::ABUSE,
    }
}

impl AnswerHeard {
    /// What the page suggests that it shows: what the words may speak of. The officer decides.
    pub fn suggested(heard: &DisclosureHeard) -> Shows {
        heard.kinds.iter().copied().map(shown_by).fold(Shows::ABUSE, Shows::union)
    }
}

impl Command for AnswerHeard {
    const NAME: &'static str = "answer-heard";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some(heard) = file.fact(self.heard).and_then(|fact| fact.is::<DisclosureHeard>()) else {
            return Err(Refusal::because("This was not heard in this file.").instead("Go back to the file and open it there."));
        };
        if file.each::<HeardAnswered>().any(|(_, it)| it.heard == self.heard) {
            return Err(Refusal::because("Somebody has answered this already.").instead("Read the answer in the timeline."));
        }
        if !self.disclosure && self.words.is_empty() {
            return Err(Refusal::because("Say in a line why this is no disclosure.")
                .instead("A sentence is enough. If you are not sure, it is one: take it as true until somebody knows better.")
                .under("COG21-believe"));
        }
        let words = (!self.words.is_empty()).then(|| self.words.clone());
        let answered = HeardAnswered { by: context.team, heard: self.heard, disclosure: self.disclosure, words };
        let mut facts = vec![NewFact::new(context.wall(), answered)];
        if self.disclosure {
            let made = DisclosureMade {
                by: heard.by,
                to: heard.to,
                channel: None,
                shows: self.shows.union(Shows::ABUSE),
                asks: Vec::new(),
                words: None,
            };
            facts.push(NewFact::new(context.wall(), made));
        }
        checked(file, facts, context)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::london_moment;
    use crate::facts::{Body, Rung};
    use crate::ids::{BodyId, OfficerId, in_story};
    use crate::obligations::Standards;
    use crate::testing::{TestFile, a_council, team_id};

    fn decide(file: &TestFile, command: &AnswerHeard) -> Result<Vec<NewFact>, Refusal> {
        let standards = Standards::default();
        let today = date(2026, 3, 6);
        let context = Context {
            now: london_moment(today.at(9, 0, 0, 0)),
            today,
            officer: OfficerId(in_story("officer", "test", "amara")),
            team: team_id("housing"),
            body: BodyId(in_story("body", "test", "council")),
            standing: Rung::Owner,
            standards: &standards,
        };
        command.decide(&file.fold(), &context)
    }

    fn heard() -> TestFile {
        a_council().on("2026-03-05", "heard: disclosure-heard to=housing kinds=violent-or-threatening because=fear words=words")
    }

    fn answer(file: &TestFile, disclosure: bool, words: &str) -> AnswerHeard {
        let suggested = file.fold().each::<DisclosureHeard>().map(|(_, it)| AnswerHeard::suggested(it)).next();
        let shows = suggested.unwrap_or(Shows::empty());
        AnswerHeard { heard: file.id("heard"), disclosure, shows, words: Sealed::new(words) }
    }

    #[test]
    fn what_is_a_disclosure_is_recorded_as_one_at_once() {
        let file = heard();
        let facts = decide(&file, &answer(&file, true, "")).unwrap();
        let Body::DisclosureMade(made) = &facts[1].body else { panic!("{facts:?}") };
        assert!(made.shows.contains(Shows::THREAT | Shows::ABUSE) && made.to == team_id("housing"));
    }

    #[test]
    fn what_is_none_needs_a_reason_and_nothing_is_answered_twice() {
        let file = heard();
        assert!(decide(&file, &answer(&file, false, "")).is_err());
        assert_eq!(decide(&file, &answer(&file, false, "The dog next door.")).unwrap().len(), 1);
        let answered = file.on("2026-03-05", "heard-answered by=housing heard=heard disclosure");
        assert!(decide(&answered, &answer(&answered, true, "")).is_err());
    }
}
