//! Recording what a service really did, though Holdfast would not have offered it.
//!
//! The truth has to go on file also where it is a failing: that she was told to come back later, that he was housed before anybody looked where
//! she lives. Such a fact passes no gate and meets no obligation; it raises those that put it right.

use super::{Command, Context, Refusal, form, gate, is_recorded_by_hand, record};
use crate::facts::{Body, Known, NewFact, RecordedAsItWas, When};
use crate::file::CaseFile;
use crate::private::{Narrative, Sealed};

/// Records one fact as it was: what another service did, or what one's own body did before today. How it is known is kept beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordAsItWas {
    /// What happened.
    pub body: Body,
    /// When.
    pub happened: When,
    /// Who knew it from which day; empty for every service in the file, from now on, and for a team that was told from that day on.
    pub known: Vec<Known>,
    /// How it is known that it happened.
    pub how_known: Sealed<Narrative>,
}

/// Whether something can be recorded as what has already happened.
/// # Errors
/// It cannot be sound, has a way of its own, or would be an act of one's own body today that the gate refuses.
pub(super) fn may_have_happened(
    file: &CaseFile,
    body: &Body,
    happened: When,
    known: &[Known],
    context: &Context<'_>,
) -> Result<(), Refusal> {
    if !is_recorded_by_hand(body.kind()) {
        return Err(record::own_way(body.kind()));
    }
    record::knowledge_is_sound(file, known, context)?;
    form::check(file, body, happened, context.wall())?;
    let by_my_body = body.teams().first().is_none_or(|team| context.is_of_my_body(file, *team));
    if by_my_body && happened.date >= context.today {
        gate::check(file, body, happened).map_err(|refusal| {
            refusal.instead("What your own body is about to do cannot be recorded as past. What it did before today, or what another body did, can.")
        })?;
    }
    Ok(())
}

impl Command for RecordAsItWas {
    const NAME: &'static str = "record-as-it-was";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        may_have_happened(file, &self.body, self.happened, &self.known, context)?;
        if self.how_known.is_empty() {
            return Err(Refusal::because("Say how it is known that this happened: who told it, or where it is written."));
        }
        let stands = RecordedAsItWas {
            what: self.body.kind().code().to_owned(),
            officer: context.officer,
            how_known: self.how_known.clone(),
        };
        form::check(file, &stands.clone().into(), context.wall(), context.wall())?;
        Ok(vec![
            NewFact { happened: self.happened, supersedes: None, known: self.known.clone(), body: self.body.clone() },
            NewFact::new(context.wall(), stands),
        ])
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::commands::RecordFact;
    use crate::facts::{Function, Kind, Rung, TurnedAway, TurnedAwayFrom};
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
        let as_it_was = |by, on, how: &str| {
            RecordAsItWas { body: told(by), happened: When::on(on), known: vec![], how_known: Sealed::new(how) }
                .decide(&file, &context)
        };
        let kinds = |facts: Vec<NewFact>| facts.iter().map(|fact| fact.body.kind()).collect::<Vec<_>>();
        let both = [Kind::TurnedAwayFrom, Kind::RecordedAsItWas];
        assert_eq!(kinds(as_it_was(team_id("elsewhere"), today, "she told us").unwrap()), both);
        assert_eq!(kinds(as_it_was(team, date(2026, 5, 29), "it is in the call log").unwrap()), both);
        assert!(as_it_was(team, date(2026, 5, 29), "").unwrap_err().because.starts_with("Say how it is known"));
        assert!(as_it_was(team, today, "I said so").is_err());
        let as_an_act =
            |by, on| RecordFact { body: told(by), happened: When::on(on), known: vec![] }.decide(&file, &context).unwrap_err();
        assert!(as_an_act(team_id("elsewhere"), today).as_it_was);
        assert!(as_an_act(team, date(2026, 5, 29)).as_it_was);
        assert!(!as_an_act(team, today).as_it_was, "what one's own body is about to do is refused for good");
    }
}
