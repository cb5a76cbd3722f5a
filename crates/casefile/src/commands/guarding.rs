//! Who may open the file: closing it at once, opening it again with a second person, leave for a time, and what is shared with a service.
//!
//! Tightening is one step that anybody who works on the file may take. Loosening takes two.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Command, Context, Refusal, checked};
use crate::confidentiality::{Guarding, Restriction};
use crate::facts::{
    AccessGrantEnded, AccessGranted, AccessRestricted, FieldClass, LawfulBasis, LooseningAsked, NewFact, RestrictionLoosened,
    SharingDecided, SharingEnded,
};
use crate::file::CaseFile;
use crate::ids::{FactId, OfficerId, TeamId};
use crate::private::{Narrative, Sealed};

/// No decision to share, and no leave, lasts longer without being looked at again. In days.
pub const LONGEST: i32 = 90;

fn one(file: &CaseFile, context: &Context<'_>, body: impl Into<crate::facts::Body>) -> Result<Vec<NewFact>, Refusal> {
    checked(file, vec![NewFact::new(context.wall(), body)], context)
}

pub(super) fn within_ninety_days(day: Date, what: &str, context: &Context<'_>) -> Result<(), Refusal> {
    let last = context.today.saturating_add(LONGEST.days());
    if day < context.today || day > last {
        return Err(Refusal::because(format!("{what} is a day from today to {last}: ninety days at most.")));
    }
    Ok(())
}

/// Lets only named staff open the file from now on, or hides that it exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestrictAccess {
    /// Whether nobody else may even know that there is a file.
    pub hidden: bool,
    /// Who may open it. The officer who restricts it always may.
    pub named: Vec<OfficerId>,
    /// What made it necessary.
    pub because: Option<FactId>,
}

impl Command for RestrictAccess {
    const NAME: &'static str = "restrict-access";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let now = Guarding::of(file);
        let to = if self.hidden { Restriction::Hidden } else { Restriction::Named };
        if to < now.restriction {
            return Err(Refusal::because("The file is hidden already; letting more people know of it takes two people.")
                .instead("Ask that the restriction be loosened, and have somebody else agree."));
        }
        let mut named: Vec<OfficerId> = self.named.clone();
        named.push(context.officer);
        named.sort_unstable();
        named.dedup();
        // Whoever is kept out is named like anybody else, and is kept out all the same: who is left off the list would tell.
        let all = named.iter().chain(&now.named).collect::<std::collections::BTreeSet<_>>().len();
        if all < 2 {
            return Err(Refusal::because(
                "Name at least one colleague beside yourself: her file must not close when you are away.",
            )
            .instead("Choose a colleague or your manager."));
        }
        if to == now.restriction && named.iter().all(|officer| now.names(*officer)) {
            return Err(Refusal::because("The file is restricted to these people already."));
        }
        let body = AccessRestricted {
            by: context.team,
            because: self.because,
            named_only: true,
            hidden: self.hidden,
            named,
            officer: None,
        };
        one(file, context, body)
    }
}

/// Asks that a restriction be loosened. Nothing changes until a second person agrees.
#[derive(Debug, Clone, PartialEq)]
pub struct AskLoosening {
    /// Whether only named staff may open the file afterwards; otherwise whoever needs it for their work.
    pub named_only: bool,
    /// Why it is safe.
    pub why: Sealed<Narrative>,
}

impl Command for AskLoosening {
    const NAME: &'static str = "ask-loosening";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let to = if self.named_only { Restriction::Named } else { Restriction::NeedToKnow };
        if to >= Guarding::of(file).restriction {
            return Err(Refusal::because("The file is not kept more closely than that."));
        }
        if self.why.is_empty() {
            return Err(Refusal::because("Say why it is safe now to let more people open her file."));
        }
        one(file, context, LooseningAsked { officer: context.officer, named_only: self.named_only, why: self.why.clone() })
    }
}

/// Agrees to loosen a restriction, as somebody else asked.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreeLoosening {
    /// What was asked.
    pub asked: FactId,
    /// Why the second person agrees.
    pub why: Sealed<Narrative>,
}

impl Command for AgreeLoosening {
    const NAME: &'static str = "agree-loosening";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some((_, asked)) = file.each::<LooseningAsked>().find(|(fact, _)| fact.id == self.asked) else {
            return Err(Refusal::because("Nobody has asked for this.").instead("Open the file again and choose what was asked."));
        };
        if file.each::<RestrictionLoosened>().any(|(_, it)| it.asked == self.asked) {
            return Err(Refusal::because("Somebody has agreed to this already."));
        }
        let mut since = file.recorded().skip_while(|fact| fact.id != self.asked);
        let tightened_since = since.any(|fact| fact.is::<AccessRestricted>().is_some());
        if tightened_since {
            return Err(Refusal::because("The file was restricted again since this was asked.")
                .instead("Find out why; ask anew if it is still safe."));
        }
        if asked.officer == context.officer {
            return Err(Refusal::because("You asked for this, so somebody else has to agree to it.")
                .instead("Ask another manager to look at it."));
        }
        if !context.is_manager() {
            return Err(Refusal::because("A manager, duty manager, lead or director agrees to this.").instead("Pass it to them."));
        }
        if self.why.is_empty() {
            return Err(Refusal::because("Say why you agree: your reason stands beside theirs in the file."));
        }
        let body = RestrictionLoosened {
            asked: self.asked,
            officer: asked.officer,
            second: context.officer,
            named_only: asked.named_only,
            why: self.why.clone(),
        };
        one(file, context, body)
    }
}

/// Gives a member of staff leave to open the file until a day.
#[derive(Debug, Clone, PartialEq)]
pub struct GrantAccess {
    /// Who gets it.
    pub to: OfficerId,
    /// The last day; ninety days at most.
    pub until: Date,
    /// For what purpose.
    pub why: Sealed<Narrative>,
}

impl Command for GrantAccess {
    const NAME: &'static str = "grant-access";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if self.to == context.officer {
            return Err(Refusal::because("Nobody gives leave to themselves.").instead("Ask another manager who has the file."));
        }
        within_ninety_days(self.until, "The last day", context)?;
        if self.why.is_empty() {
            return Err(Refusal::because("Say for what purpose they need the file."));
        }
        // Whether they are kept out of it is nobody's business here: leave is recorded, and gives them nothing.
        let body = AccessGranted { to: self.to, officer: context.officer, until: self.until, why: self.why.clone() };
        one(file, context, body)
    }
}

/// Ends leave before its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndGrant {
    /// Which.
    pub grant: FactId,
}

impl Command for EndGrant {
    const NAME: &'static str = "end-grant";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !Guarding::of(file).grants.iter().any(|grant| grant.id == self.grant) {
            return Err(Refusal::because("This leave has ended already."));
        }
        one(file, context, AccessGrantEnded { grant: self.grant, officer: context.officer })
    }
}

/// Decides what a service that is party to the file may have of what is sealed.
#[derive(Debug, Clone, PartialEq)]
pub struct DecideSharing {
    /// The service.
    pub with: TeamId,
    /// Which sealed information its staff may have read out.
    pub what: Vec<FieldClass>,
    /// On which lawful basis.
    pub basis: LawfulBasis,
    /// For what purpose.
    pub why: Sealed<Narrative>,
    /// The day by which it is looked at again.
    pub review: Date,
}

impl Command for DecideSharing {
    const NAME: &'static str = "decide-sharing";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !file.services().team(self.with).is_some_and(|service| service.party) {
            return Err(Refusal::because("This service is not party to the file.")
                .instead("Bring it in first, with the basis for sharing."));
        }
        within_ninety_days(self.review, "The day on which sharing is looked at again", context)?;
        if self.why.is_empty() {
            return Err(Refusal::because("Say for what purpose this is shared."));
        }
        let body = SharingDecided {
            with: self.with,
            what: self.what.clone(),
            basis: self.basis,
            why: self.why.clone(),
            officer: context.officer,
            review: self.review,
        };
        one(file, context, body)
    }
}

/// Ends a service's part in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct EndSharing {
    /// The service.
    pub with: TeamId,
    /// Why.
    pub why: Sealed<Narrative>,
}

impl Command for EndSharing {
    const NAME: &'static str = "end-sharing";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if Guarding::of(file).shared_with(self.with).is_none() {
            return Err(Refusal::because("This service is not party to the file."));
        }
        if file.lead() == Some(self.with) {
            return Err(Refusal::because("This service leads: without it nobody would answer for her file.")
                .instead("Hand the lead over first."));
        }
        if self.why.is_empty() {
            return Err(Refusal::because("Say why it no longer needs the file."));
        }
        one(file, context, SharingEnded { with: self.with, officer: context.officer, why: self.why.clone() })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::facts::{By, Fact, Function, Rung};
    use crate::ids::{BodyId, in_story};
    use crate::obligations::Standards;
    use crate::testing::{TestFile, a_council, team_id};

    fn officer(name: &str) -> OfficerId {
        OfficerId(in_story("officer", "", name))
    }

    /// What an officer of the housing team gets when they ask at nine on 2 March 2026.
    fn asked(file: &CaseFile, by: &str, standing: Rung, command: &impl Command) -> Result<Vec<NewFact>, Refusal> {
        let standards = Standards::default();
        let now = date(2026, 3, 2).at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
        let team = team_id("housing");
        let body = file.services().body(team).unwrap_or(BodyId(in_story("body", "", "none")));
        let context = Context { now, today: date(2026, 3, 2), officer: officer(by), team, body, standing, standards: &standards };
        command.decide(file, &context)
    }

    fn grown(file: &CaseFile, facts: Vec<NewFact>, label: &str) -> CaseFile {
        let mut history = file.history().to_vec();
        for fact in facts {
            let recorded = history.last().map_or(jiff::Timestamp::MIN, |last| last.recorded);
            let id = FactId(in_story("grown", label, &history.len().to_string()));
            let (happened, body) = (fact.happened, fact.body);
            history.push(Fact { id, happened, recorded, by: By::Import, supersedes: None, known: Vec::new(), body });
        }
        CaseFile::fold(history)
    }

    fn council() -> TestFile {
        a_council().outsider("refuge", Function::Refuge, "Refuge")
    }

    #[test]
    fn a_file_is_closed_in_one_step_and_opened_again_in_two() {
        let file = council().fold();
        let close = RestrictAccess { hidden: true, named: vec![officer("bea")], because: None };
        let file = grown(&file, asked(&file, "amy", Rung::Owner, &close).unwrap(), "close");
        let guarding = Guarding::of(&file);
        assert_eq!(guarding.restriction, Restriction::Hidden);
        assert!(guarding.names(officer("amy")) && guarding.names(officer("bea")) && !guarding.names(officer("cas")));

        let ask = AskLoosening { named_only: true, why: Sealed::new("he is in prison") };
        let file = grown(&file, asked(&file, "amy", Rung::Manager, &ask).unwrap(), "ask");
        assert_eq!(Guarding::of(&file).restriction, Restriction::Hidden, "asking changes nothing");
        let id = file.each::<LooseningAsked>().next().unwrap().0.id;
        let agree = AgreeLoosening { asked: id, why: Sealed::new("I rang the prison") };
        assert!(asked(&file, "amy", Rung::Manager, &agree).is_err(), "nobody agrees with themselves");
        assert!(asked(&file, "bea", Rung::Owner, &agree).is_err(), "a manager agrees");
        let file = grown(&file, asked(&file, "bea", Rung::Manager, &agree).unwrap(), "agree");
        assert_eq!(Guarding::of(&file).restriction, Restriction::Named);
        assert!(asked(&file, "bea", Rung::Manager, &agree).is_err(), "once");
    }

    #[test]
    fn a_file_never_closes_behind_one_person_alone() {
        let file = council().fold();
        let alone = RestrictAccess { hidden: false, named: Vec::new(), because: None };
        assert!(asked(&file, "amy", Rung::Owner, &alone).unwrap_err().to_string().contains("at least one colleague"));
    }

    #[test]
    fn what_was_asked_before_a_new_restriction_is_asked_again() {
        let file = council().fold();
        let close = RestrictAccess { hidden: false, named: vec![officer("bea")], because: None };
        let file = grown(&file, asked(&file, "amy", Rung::Owner, &close).unwrap(), "close");
        let ask = AskLoosening { named_only: false, why: Sealed::new("quiet for months") };
        let file = grown(&file, asked(&file, "amy", Rung::Owner, &ask).unwrap(), "ask");
        let id = file.each::<LooseningAsked>().next().unwrap().0.id;
        let hide = RestrictAccess { hidden: true, named: Vec::new(), because: None };
        let file = grown(&file, asked(&file, "amy", Rung::Owner, &hide).unwrap(), "hide");
        let agree = AgreeLoosening { asked: id, why: Sealed::new("fine") };
        assert!(asked(&file, "bea", Rung::Manager, &agree).unwrap_err().to_string().contains("restricted again"));
    }

    #[test]
    fn leave_is_given_by_somebody_else_for_ninety_days_at_most_and_can_end() {
        let file = council().fold();
        let leave = |to: &str, until| GrantAccess { to: officer(to), until, why: Sealed::new("court report") };
        assert!(asked(&file, "amy", Rung::Manager, &leave("amy", date(2026, 3, 9))).is_err());
        assert!(asked(&file, "amy", Rung::Manager, &leave("dee", date(2026, 6, 1))).is_err());
        assert!(asked(&file, "amy", Rung::Manager, &leave("dee", date(2026, 3, 1))).is_err());
        let file = grown(&file, asked(&file, "amy", Rung::Manager, &leave("dee", date(2026, 5, 31))).unwrap(), "leave");
        let grant = Guarding::of(&file).grants[0];
        assert_eq!(grant.officer, officer("dee"));
        let file = grown(&file, asked(&file, "amy", Rung::Manager, &EndGrant { grant: grant.id }).unwrap(), "end");
        assert!(Guarding::of(&file).grants.is_empty());
    }

    #[test]
    fn what_is_shared_with_a_service_is_the_latest_decision_and_the_lead_stays_in() {
        let file = council().team("police", Function::Police, "Police").fold();
        let police = team_id("police");
        assert_eq!(Guarding::of(&file).shared_with(police).unwrap().classes, FieldClass::ALL);
        let decide = DecideSharing {
            with: police,
            what: vec![FieldClass::Contact],
            basis: LawfulBasis::Safeguarding,
            why: Sealed::new("to keep a watch on the door"),
            review: date(2026, 4, 1),
        };
        let file = grown(&file, asked(&file, "amy", Rung::Manager, &decide).unwrap(), "decide");
        assert_eq!(Guarding::of(&file).shared_with(police).unwrap().classes, [FieldClass::Contact]);
        let refuge = DecideSharing { with: team_id("refuge"), ..decide.clone() };
        assert!(asked(&file, "amy", Rung::Manager, &refuge).is_err(), "a service that is only mentioned is brought in first");
        let end = EndSharing { with: police, why: Sealed::new("their work is done") };
        let file = grown(&file, asked(&file, "amy", Rung::Manager, &end).unwrap(), "end");
        assert!(Guarding::of(&file).shared_with(police).is_none());
        let lead = file.lead().unwrap();
        assert!(asked(&file, "amy", Rung::Manager, &EndSharing { with: lead, why: Sealed::new("x") }).is_err());
    }
}
