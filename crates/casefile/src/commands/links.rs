//! Checking whether a body that is to be told where she is has a link to the alleged perpetrator.

use super::{Command, Context, Refusal, checked};
use crate::facts::{LinksChecked, NewFact, NoticeWay, ReceiverLink};
use crate::file::CaseFile;
use crate::homelessness::links::{NotYet, links_of, placement_now, pointers, to_be_told_of};
use crate::ids::{OfficerId, TeamId};
use crate::private::{Sealed, Unprinted};

/// The rule under which a notice waits for the check.
const RULE: &str = "HA96-s208-notice-14d";

/// What stands against a notice, with the way to put it right.
pub fn not_yet(why: NotYet) -> Refusal {
    let because = Refusal::because(format!("The notice tells where she is, and {why}."));
    match why {
        NotYet::NotChecked | NotYet::Stale => because
            .instead("Check the links: Holdfast shows what the file points to. Ask there, decide how they are told, and say why.")
            .instead("If time runs out, one named person there can be told without the address."),
        NotYet::Held => because
            .instead("Finish looking into it, and record the check again.")
            .instead("If time runs out, one named person there can be told without the address."),
    }
    .under(RULE)
}

/// Records what was found, and how they are told.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckLinks {
    /// A team of the body that is to be told.
    pub to: TeamId,
    /// Which links there are or may be.
    pub links: Vec<ReceiverLink>,
    /// The officers of that body, where it is one of the partnership: a link of one of them that is on file points to a link of the body.
    pub staff: Vec<OfficerId>,
    /// How they are told.
    pub way: NoticeWay,
    /// The named person there.
    pub named: Option<Unprinted>,
    /// Who was asked, and why it may go in this way.
    pub reasons: Unprinted,
}

impl Command for CheckLinks {
    const NAME: &'static str = "check-links";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let now = || placement_now(file, context.today);
        let Some((placement, made)) = to_be_told_of(file, self.to, context.today).or_else(now) else {
            return Err(Refusal::because("There is no placement of which they are to be told.")
                .instead("Record where she is placed first, and in whose area."));
        };
        if !context.is_of_my_body(file, made.by) {
            return Err(Refusal::because("Another body placed her, so that body tells them.")
                .instead("Write to the body that placed her."));
        }
        let mut links = self.links.clone();
        links.dedup();
        let body = LinksChecked {
            by: context.team,
            to: self.to,
            placement: Some(placement.id),
            links,
            found: links_of(&pointers(file, self.to, &self.staff, context.today)),
            way: self.way,
            senior: context.is_manager(),
            named: self.named.as_ref().filter(|name| !name.shown().trim().is_empty()).map(|name| Sealed::new(name.shown())),
            reasons: Sealed::new(self.reasons.shown().trim()),
        };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
