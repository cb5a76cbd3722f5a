//! An application rests: only where the law and the scheme allow it, in writing, and never for what abuse brought about.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::{Command, Context, Refusal, checked};
use super::{must_say, open, scheme_of};
use crate::allocations::on_register::OnRegister;
use crate::allocations::scheme::Scheme;
use crate::facts::{ContactMade, DebtKind, DebtKnown, Fact, Kind, NewFact, RegisterResumed, RegisterSuspended, SuspensionGround};
use crate::file::CaseFile;
use crate::ids::{FactId, TeamId};
use crate::private::{Sealed, Unprinted};

/// Lets an application rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Rest {
    /// The application.
    pub application: FactId,
    /// Why.
    pub ground: SuspensionGround,
    /// The last day; where left out, it ends when she says so.
    pub until: Option<Date>,
    /// Why, as it is explained to her.
    pub why: Unprinted,
    /// Whether a letter with the reasons and the right to a review goes with it.
    pub letter: bool,
}

/// Whether an application may rest on a ground.
/// # Errors
/// Why not, and what is possible instead.
pub fn may_rest(
    file: &CaseFile,
    on: &OnRegister<'_>,
    ground: SuspensionGround,
    scheme: &Scheme,
    team: TeamId,
) -> Result<(), Refusal> {
    let abuse = file.abuse_known(team).is_some();
    match ground {
        SuspensionGround::UnderOffer if on.offers.last().is_some_and(|one| one.answer.is_some_and(|(_, it)| it.accepted)) => {
            Ok(())
        }
        SuspensionGround::UnderOffer => Err(Refusal::because("She has not accepted a home.")
            .instead("Wait for her answer: an offer that is open takes nothing from her place.")
            .under("HA96-s166A-14")),
        SuspensionGround::PapersMissing => Err(Refusal::because("No help waits for a paper.")
            .instead("Ask the body that has it, and go on meanwhile.")
            .instead("Decide on what you have, and look again when it comes.")
            .under("COG21-no-blanket-proof")),
        SuspensionGround::OffersRefused => {
            let refused = on.offers.iter().filter(|one| one.counts_against_her()).count();
            let needed = usize::try_from(scheme.offers.refusals).unwrap_or(usize::MAX);
            if refused >= needed {
                return Ok(());
            }
            Err(Refusal::because(format!(
                "{refused} refusals count, and the scheme asks for {needed}. A home that was refused because it is not safe, or that nobody checked, is not among them."
            ))
            .instead("Make another offer, of a home where she says that she would be safe.")
            .under("HA96-s166A-14"))
        }
        SuspensionGround::RentArrears => {
            let from_abuse = file.each::<DebtKnown>().any(|(_, it)| it.debt == DebtKind::Rent && it.from_abuse);
            if !(abuse || from_abuse) {
                return Ok(());
            }
            Err(Refusal::because("Arrears of somebody who flees abuse are not held against her: the abuse, or the home that she had to leave, brought them about.")
                .instead("Agree what can be paid, and have what abuse brought about written off.")
                .under("OMB-tenancy-arrears"))
        }
        SuspensionGround::NoReply => {
            let tried = unanswered_contacts(file, on, team);
            if tried >= 2 && !abuse {
                return Ok(());
            }
            Err(Refusal::because(if abuse {
                "Silence of somebody who lives with abuse is no answer: post may be opened, a telephone taken away."
            } else {
                "Nobody has tried twice to reach her."
            })
            .instead("Reach her in the way that is agreed to be safe, or through the service that supports her.")
            .under("COG21-safe-contact"))
        }
        SuspensionGround::Behaviour if abuse => {
            Err(Refusal::because("What was done by the alleged perpetrator, or under his coercion, is no behaviour of hers.")
                .instead("Look at what she herself did, and decide in writing on qualification, with the right to a review.")
                .under("HA96-s160ZA-9-notice"))
        }
        SuspensionGround::SheAsked | SuspensionGround::Behaviour => Ok(()),
    }
}

/// How often the body has written or rung since she was last heard of.
fn unanswered_contacts(file: &CaseFile, on: &OnRegister<'_>, team: TeamId) -> usize {
    let hers = |fact: &&Fact| fact.is::<ContactMade>().is_some_and(|it| it.by.person().is_some());
    let contacts = file.any_of(&[Kind::ContactMade]);
    let last = contacts.filter(hers).map(|fact| fact.happened).max().map_or(on.fact.happened, |last| last.max(on.fact.happened));
    let ours = |it: &ContactMade| it.by.team().is_some_and(|by| file.services().same_body(by, team));
    file.each::<ContactMade>().filter(|(fact, it)| fact.happened > last && ours(it) && it.to.person() == file.survivor()).count()
}

impl Command for Rest {
    const NAME: &'static str = "rest-application";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let on = open(file, self.application, context)?;
        if on.rests.is_some() {
            return Err(Refusal::because("It rests already.").instead("Let it count again, or leave it."));
        }
        let scheme = scheme_of(&context.standards.schemes, file, on.team, context.today);
        may_rest(file, &on, self.ground, scheme, context.team)?;
        must_say(self.why.shown(), "Say why, as you would explain it to her.", "A sentence is enough.")?;
        if !self.ground.is_her_own() {
            let longest = context.today.saturating_add(i64::from(scheme.offers.rests).months());
            if self.until.is_none_or(|until| until > longest) {
                return Err(Refusal::because(format!(
                    "The scheme lets an application rest for {} months at most.",
                    scheme.offers.rests
                ))
                .instead("Give a last day within that time.")
                .under("HA96-s166A-14"));
            }
            if !self.letter {
                return Err(Refusal::because(
                    "She is told in writing why no home is offered, until when, and how to ask for a review.",
                )
                .instead("Write the letter, and let it rest with it.")
                .under("HA96-s166A-rights"));
            }
        }
        if self.until.is_some_and(|until| until < context.today) {
            return Err(Refusal::because("The last day is over already.").instead("Give a day to come."));
        }
        let body = RegisterSuspended {
            by: context.team,
            application: self.application,
            ground: self.ground,
            until: self.until,
            letter: self.letter,
            to_write: false,
            reasons: Some(Sealed::new(self.why.shown())),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}

/// Lets an application count again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resume {
    /// What made it rest.
    pub of: FactId,
}

impl Command for Resume {
    const NAME: &'static str = "resume-application";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let rests = OnRegister::all(file, context.today)
            .into_iter()
            .any(|on| on.rests.is_some_and(|(fact, _)| fact.id == self.of) && context.is_of_my_body(file, on.application.to));
        if !rests {
            return Err(Refusal::because("This application does not rest, or not on your register.")
                .instead("Go back to the file: it shows where the application stands."));
        }
        checked(file, vec![NewFact::new(context.wall(), RegisterResumed { by: context.team, of: self.of })], context)
    }
}
