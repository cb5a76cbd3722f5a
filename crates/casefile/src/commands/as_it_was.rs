//! Recording what a service really did, though Holdfast would not have offered it.
//!
//! The truth has to go on file also where it is a failing: that she was told to come back later, that he was housed before anybody looked where
//! she lives. Such a fact passes no gate and meets no obligation; it raises those that put it right.

use super::{Command, Context, Refusal, form, gate, is_recorded_by_hand, record};
use crate::facts::{Body, Known, NewFact, When};
use crate::file::CaseFile;

/// Records one fact as it was: what another service did, or what one's own body did before today.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordAsItWas {
    /// What happened.
    pub body: Body,
    /// When.
    pub happened: When,
    /// Who knew it from which day; empty for every service in the file, from now on.
    pub known: Vec<Known>,
}

impl Command for RecordAsItWas {
    const NAME: &'static str = "record-as-it-was";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !is_recorded_by_hand(self.body.kind()) {
            return Err(record::own_way(self.body.kind()));
        }
        record::knowledge_is_sound(file, &self.known, context)?;
        form::check(file, &self.body, self.happened, context.wall())?;
        let by_my_body = self.body.teams().first().is_none_or(|team| context.is_of_my_body(file, *team));
        if by_my_body && self.happened.date >= context.today {
            gate::check(file, &self.body, self.happened).map_err(|refusal| {
                refusal.instead("What your own body is about to do cannot be recorded as past. What it did before today, or what another body did, can.")
            })?;
        }
        Ok(vec![NewFact { happened: self.happened, supersedes: None, known: self.known.clone(), body: self.body.clone() }])
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::commands::RecordFact;
    use crate::facts::{Function, Rung, TurnedAway, TurnedAwayFrom};
    use crate::ids::{OfficerId, TeamId};
    use crate::obligations::Standards;
    use crate::testing::{a_council, team_id};

    #[test]
    fn what_another_body_told_her_goes_on_file_but_is_no_act_of_ones_own() {
        let file = a_council().team("elsewhere", Function::Housing, "next-council").fold();
        let standards = Standards::default();
        let today = date(2026, 6, 1);
        let team = team_id("housing");
        let context = Context {
            now: crate::calendar::london_moment(today.at(12, 0, 0, 0)),
            today,
            officer: OfficerId(uuid::Uuid::nil()),
            team,
            body: file.services().body(team).unwrap(),
            standing: Rung::Owner,
            standards: &standards,
        };
        let told = |by: TeamId| Body::from(TurnedAwayFrom { by, how: TurnedAway::ComeBackLater, of: None });
        let as_it_was = |by, on| RecordAsItWas { body: told(by), happened: When::on(on), known: vec![] }.decide(&file, &context);
        assert_eq!(as_it_was(team_id("elsewhere"), today).unwrap().len(), 1);
        assert_eq!(as_it_was(team, date(2026, 5, 29)).unwrap().len(), 1);
        assert!(as_it_was(team, today).is_err());
        let as_an_act = RecordFact { body: told(team_id("elsewhere")), happened: When::on(today), known: vec![] };
        assert!(as_an_act.decide(&file, &context).is_err());
    }
}
