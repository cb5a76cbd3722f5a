//! Saying whether another file is of the same person.

use super::{Command, Context, Refusal, checked};
use crate::facts::{LikenessDecided, LikenessFound, NewFact};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::private::{Narrative, Sealed};

/// Somebody has found out whether it is the same person.
#[derive(Debug, Clone, PartialEq)]
pub struct DecideLikeness {
    /// Which likeness.
    pub likeness: FactId,
    /// Whether it is the same person.
    pub same: bool,
    /// How they know.
    pub why: Sealed<Narrative>,
}

impl Command for DecideLikeness {
    const NAME: &'static str = "decide-likeness";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !file.each::<LikenessFound>().any(|(fact, _)| fact.id == self.likeness) {
            return Err(Refusal::because("No such likeness was found in this file.").instead("Open the file again."));
        }
        if file.each::<LikenessDecided>().any(|(_, it)| it.likeness == self.likeness) {
            return Err(Refusal::because("Somebody has decided this already.").instead("Read how in the timeline."));
        }
        if self.why.is_empty() {
            return Err(Refusal::because("Say how you know: whoever looks at it again later needs it."));
        }
        let body = LikenessDecided { likeness: self.likeness, same: self.same, officer: context.officer, why: self.why.clone() };
        checked(file, vec![NewFact::new(context.wall(), body)], context)
    }
}
