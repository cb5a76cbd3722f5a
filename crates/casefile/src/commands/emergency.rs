//! Emergency access: taken with a reason for an hour, and ended before that by whoever took it.

use super::{Command, Context, Refusal, checked};
use crate::confidentiality::{EMERGENCY_LASTS, Guarding};
use crate::facts::{EmergencyAccessEnded, EmergencyAccessTaken, EmergencyReason, NewFact, When};
use crate::file::CaseFile;
use crate::ids::{BodyId, OfficerId};
use crate::private::{Narrative, Sealed};

/// Opens the file to an officer in an emergency. Who may is decided at the door; nobody chooses for how long, or for what.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeEmergency {
    /// Why it cannot wait.
    pub reason: EmergencyReason,
    /// In words.
    pub why: Sealed<Narrative>,
    /// The second person, who is told at once.
    pub told: Option<OfficerId>,
    /// The body whose privacy officers look at it.
    pub guardians: Option<BodyId>,
}

impl Command for TakeEmergency {
    const NAME: &'static str = "take-emergency-access";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if self.why.is_empty() {
            return Err(Refusal::because("Say in a line what is happening and what you need to know."));
        }
        let end = crate::calendar::london_time(context.now.saturating_add(EMERGENCY_LASTS).unwrap_or(context.now));
        let body = EmergencyAccessTaken {
            officer: context.officer,
            reason: self.reason,
            why: self.why.clone(),
            until: When::at(end.date().at(end.hour(), end.minute(), 0, 0)),
            told: self.told,
            guardians: self.guardians,
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// Ends the officer's own emergency access now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndEmergency;

impl Command for EndEmergency {
    const NAME: &'static str = "end-emergency-access";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let now = context.wall();
        let guarding = Guarding::of(file);
        let running = guarding.emergencies.iter().filter(|one| one.officer == context.officer && one.until > now.moment());
        let ended = |one: &crate::confidentiality::Emergency| EmergencyAccessEnded { access: one.id, officer: context.officer };
        let facts: Vec<NewFact> = running.map(|one| NewFact::new(now, ended(one))).collect();
        if facts.is_empty() {
            return Err(Refusal::because("Your emergency access has run out already."));
        }
        checked(file, facts, context)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::facts::{By, Fact, Rung};
    use crate::ids::{FactId, in_story};
    use crate::obligations::Standards;
    use crate::testing::{a_council, team_id};

    fn grown(file: &CaseFile, facts: Vec<NewFact>, recorded: jiff::Timestamp) -> CaseFile {
        let mut history = file.history().to_vec();
        for fact in facts {
            let id = FactId(in_story("grown", "", &history.len().to_string()));
            let (happened, body) = (fact.happened, fact.body);
            history.push(Fact { id, happened, recorded, by: By::Import, supersedes: None, known: Vec::new(), body });
        }
        CaseFile::fold(history)
    }

    #[test]
    fn it_lasts_an_hour_and_can_be_ended_before() {
        let file = a_council().fold();
        let standards = Standards::default();
        let body = file.services().body(team_id("housing")).unwrap();
        let at = |hour, minute| crate::calendar::london_moment(date(2026, 3, 2).at(hour, minute, 0, 0));
        let context = |now| Context {
            now,
            today: date(2026, 3, 2),
            officer: OfficerId(in_story("officer", "", "pat")),
            team: team_id("elsewhere"),
            body,
            standing: Rung::Owner,
            standards: &standards,
        };
        let (reason, told, guardians) = (EmergencyReason::LifeAtRisk, None, None);
        let take = TakeEmergency { reason, why: Sealed::new("neighbours heard screams"), told, guardians };
        let blank = TakeEmergency { why: Sealed::new(""), ..take.clone() };
        assert!(blank.decide(&file, &context(at(9, 0))).is_err());
        let file = grown(&file, take.decide(&file, &context(at(9, 0))).unwrap(), at(9, 0));
        assert_eq!(Guarding::of(&file).emergencies[0].until, date(2026, 3, 2).at(10, 0, 0, 0));
        let file = grown(&file, EndEmergency.decide(&file, &context(at(9, 20))).unwrap(), at(9, 20));
        assert_eq!(Guarding::of(&file).emergencies[0].until, date(2026, 3, 2).at(9, 20, 0, 0));
        assert!(EndEmergency.decide(&file, &context(at(9, 30))).is_err(), "once");
    }
}
