//! The panel: putting a case on its agenda, and what it decided.

use jiff::civil::Date;

use super::super::{Command, Context, Refusal, checked};
use super::{must_say, open, scheme_of};
use crate::allocations::needs;
use crate::allocations::on_register::OnRegister;
use crate::allocations::scheme::Schemes;
use crate::facts::{DecisionMade, NewFact, Outcome, PanelListed, PriorityAwarded, Shows, Subject};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};
use crate::private::{Sealed, Unprinted};

/// Puts a case on the agenda of the next panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListForPanel {
    /// The application.
    pub application: FactId,
}

/// For which meeting a case of a team would be listed on a day: by the body's own scheme. `None` where no meeting is known.
pub fn next_listing(schemes: &Schemes, file: &CaseFile, team: TeamId, day: Date) -> Option<Date> {
    schemes.own(file.services().body(team)?, day)?.next_panel(day)
}

impl Command for ListForPanel {
    const NAME: &'static str = "list-for-panel";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let on = open(file, self.application, context)?;
        let meets = scheme_of(&context.standards.schemes, file, on.team, context.today).next_panel(context.today);
        let Some(meets) = meets else {
            return Err(Refusal::because("No further meeting of the panel is known.")
                .instead("Decide on her priority now: it need not wait for a panel.")
                .instead("Ask whoever looks after Holdfast to add the panel’s next days to the scheme."));
        };
        if on.panels.iter().any(|one| one.decided.is_none() && one.listed.meets == Some(meets)) {
            return Err(Refusal::because("The case is on the agenda of that meeting already."));
        }
        let body = PanelListed { by: context.team, meets: Some(meets) };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// Records what the panel decided.
#[derive(Debug, Clone, PartialEq)]
pub struct DecidePanel {
    /// The place on its agenda.
    pub listing: FactId,
    /// Which way.
    pub outcome: Outcome,
    /// The band that it gives, by its code; `None` where it gives none.
    pub band: Option<String>,
    /// The evidence considered.
    pub considered: Vec<FactId>,
    /// What it answers of all that she told.
    pub answers: Shows,
    /// Why.
    pub why: Unprinted,
    /// Whether a letter with the reasons and the right to a review goes with it.
    pub letter: bool,
}

impl Command for DecidePanel {
    const NAME: &'static str = "decide-panel";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some(on) = of_listing(file, self.listing, context) else {
            return Err(Refusal::because("The case is not on the agenda of your panel.").instead("Put it on the agenda first."));
        };
        must_say(
            self.why.shown(),
            "A decision has reasons, also where it is in her favour.",
            "Write them as you would explain them to her.",
        )?;
        let now = context.wall();
        let mut facts = vec![NewFact::new(
            now,
            DecisionMade {
                by: context.team,
                subject: Subject::Panel,
                outcome: self.outcome,
                considered: self.considered.clone(),
                answers: self.answers,
                letter: self.letter,
                review_right: self.letter,
                to_write: false,
                on_score: false,
                local_connection: false,
                findings: Vec::new(),
                senior: false,
                of: Some(self.listing),
                reasons: Some(Sealed::new(self.why.shown())),
            },
        )];
        if let Some(code) = &self.band {
            facts.push(NewFact::new(now, self.award(file, &on, code, context)?));
        }
        checked(file, facts, context)
    }
}

impl DecidePanel {
    /// The band that the panel gives: never lower than the one she has, and counted from the first day on which she told.
    fn award(&self, file: &CaseFile, on: &OnRegister<'_>, code: &str, context: &Context<'_>) -> Result<PriorityAwarded, Refusal> {
        let scheme = scheme_of(&context.standards.schemes, file, on.team, context.today);
        let Some(rank) = scheme.rank(code) else {
            return Err(Refusal::because("The scheme has no such band.").instead("Choose one of its bands."));
        };
        let has = on.award.and_then(|(_, it)| scheme.rank(&it.band));
        if has.is_some_and(|has| rank > has) {
            return Err(Refusal::because("The panel gives priority above the bands; it takes none away.")
                .instead("Leave the band as it is; assess the application again if something has changed."));
        }
        let (first, _) = needs::first_told(file, context.team, (on.fact, on.application), context.today);
        let earlier = on.award.and_then(|(_, it)| it.effective).map_or(first, |day| day.min(first));
        Ok(PriorityAwarded {
            by: context.team,
            band: code.to_owned(),
            highest: rank == 0,
            answers: self.answers,
            effective: Some(earlier),
            letter: self.letter,
            to_write: false,
            application: Some(on.fact.id),
            counts: on.award.map(|(_, it)| it.counts.clone()).unwrap_or_default(),
            reasons: Some(Sealed::new(self.why.shown())),
            later_because: None,
        })
    }
}

/// The application of a place on the agenda that nothing has decided yet.
fn of_listing<'a>(file: &'a CaseFile, listing: FactId, context: &Context<'_>) -> Option<OnRegister<'a>> {
    OnRegister::all(file, context.today).into_iter().find(|on| {
        context.is_of_my_body(file, on.application.to)
            && on.panels.iter().any(|one| one.fact.id == listing && one.decided.is_none())
    })
}
