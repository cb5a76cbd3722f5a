//! Assessing an application: every need that was told is answered, and the scheme gives the band.

use jiff::civil::Date;

use super::super::{Command, Context, Refusal, checked};
use super::{must_say, open, scheme_of};
use crate::allocations::needs::{self, InLaw, Told};
use crate::allocations::on_register::OnRegister;
use crate::allocations::scheme::{Band, Scheme};
use crate::commands::words::{day, listed};
use crate::facts::{AccessNeed, Circumstance, Need, NewFact, PriorityAwarded, RegisterAssessed, Shows};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::private::{Narrative, Sealed, Unprinted};

/// The most bedrooms that anybody needs.
const MOST_BEDROOMS: u32 = 10;

/// What one need means for the band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedAnswer {
    /// Which.
    pub need: Need,
    /// What it counts as; `None` where it does not change the band.
    pub counts_as: Option<Circumstance>,
    /// Why, in a sentence.
    pub why: Unprinted,
}

/// From which day the place counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Effective {
    /// From the first day on which she told of a need or had applied.
    #[default]
    FirstTold,
    /// From another day; a later one with a reason.
    From(Date, Unprinted),
}

/// Assesses an application and decides its band.
#[derive(Debug, Clone, PartialEq)]
pub struct Assess {
    /// The application.
    pub application: FactId,
    /// What each need means.
    pub needs: Vec<NeedAnswer>,
    /// How many bedrooms the household needs.
    pub bedrooms: u32,
    /// What a home has to have.
    pub access: Vec<AccessNeed>,
    /// From which day it counts.
    pub effective: Effective,
    /// Whether a letter with the reasons and the right to a review goes with it.
    pub letter: bool,
}

/// The needs that some answers leave out.
pub fn needs_answered<'a>(told: &'a [Told<'a>], answers: &[NeedAnswer]) -> Vec<&'a Told<'a>> {
    told.iter().filter(|told| !answers.iter().any(|answer| answer.need == told.need)).collect()
}

/// What counts in the end: what the officer found, and what the law counts whoever decides.
pub fn banding<'s>(scheme: &'s Scheme, answers: &[NeedAnswer], in_law: &[InLaw]) -> (Vec<Circumstance>, Option<&'s Band>) {
    let mut counts: Vec<Circumstance> =
        answers.iter().filter_map(|answer| answer.counts_as).chain(in_law.iter().map(|one| one.what)).collect();
    counts.sort_unstable();
    counts.dedup();
    if counts.is_empty() {
        counts.push(Circumstance::NoPreference);
    }
    let band = scheme.band_for(&counts);
    (counts, band)
}

impl Command for Assess {
    const NAME: &'static str = "assess-application";

    fn decide(&self, file: &CaseFile, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let on = open(file, self.application, context)?;
        let told = needs::told(file, context.team, context.today);
        self.answers_everything(&told)?;
        if self.bedrooms > MOST_BEDROOMS {
            return Err(Refusal::because(format!("{MOST_BEDROOMS} bedrooms are the most that can be recorded.")));
        }
        let in_law = needs::in_law(file, context.team, context.today);
        let scheme = scheme_of(&context.standards.schemes, file, on.team, context.today);
        let (counts, band) = banding(scheme, &self.needs, &in_law);
        let Some(band) = band else {
            return Err(Refusal::because("The scheme of this register has no bands.")
                .instead("Ask whoever looks after Holdfast to load the scheme again."));
        };
        let (effective, later_because) = self.effective(file, &on, context)?;
        let answers = told.iter().fold(Shows::empty(), |all, one| all.union(one.shown()));
        let reasons = self.reasons(&in_law, scheme, band);
        let assessed = RegisterAssessed {
            by: context.team,
            application: Some(self.application),
            answers,
            bedrooms: Some(self.bedrooms),
            access: self.access.clone(),
        };
        let awarded = PriorityAwarded {
            by: context.team,
            band: band.code.clone(),
            highest: scheme.rank(&band.code) == Some(0),
            answers,
            effective: Some(effective),
            letter: self.letter,
            to_write: false,
            application: Some(self.application),
            counts,
            reasons: Some(reasons),
            later_because,
        };
        let now = context.wall();
        checked(file, vec![NewFact::new(now, assessed), NewFact::new(now, awarded)], context)
    }
}

impl Told<'_> {
    /// What its facts show of it.
    fn shown(&self) -> Shows {
        self.facts.iter().fold(Shows::empty(), |all, fact| all.union(fact.body.shows())).intersection(self.need.shown_by()).union(
            // What follows from the people in a file shows in no single body.
            if self.facts.iter().any(|fact| fact.body.shows().intersects(self.need.shown_by())) {
                Shows::empty()
            } else {
                self.need.shown_by()
            },
        )
    }
}

impl Assess {
    /// Each need that was told has an answer, and each answer a ground.
    fn answers_everything(&self, told: &[Told<'_>]) -> Result<(), Refusal> {
        let missing: Vec<String> = needs_answered(told, &self.needs).into_iter().map(|told| told.need.words()).collect();
        if !missing.is_empty() {
            return Err(Refusal::because(format!("The assessment does not answer {}.", listed(&missing)))
                .instead("Say of each need what it counts as; or that it does not change the band, and why.")
                .under("HA96-s166A-rights"));
        }
        for answer in &self.needs {
            if !told.iter().any(|told| told.need == answer.need) {
                return Err(Refusal::because(format!("Nothing in the file shows {}.", answer.need.words()))
                    .instead("Record what she told first; then it can count."));
            }
            match answer.counts_as {
                Some(what) if !answer.need.may_count_as().contains(&what) => {
                    return Err(Refusal::because(format!(
                        "{} cannot count as “{}”.",
                        answer.need.label(),
                        what.label().to_lowercase()
                    ))
                    .instead("Choose one of the circumstances that stand beside the need."));
                }
                Some(_) => {}
                None => must_say(
                    answer.why.shown(),
                    &format!("Say why {} does not change the band.", answer.need.words()),
                    "A sentence is enough. She reads it in her letter, and can ask for a review.",
                )
                .map_err(|refusal| refusal.under("HA96-s166A-rights"))?,
            }
        }
        Ok(())
    }

    /// From which day the place counts, and why where it is a later one than the first.
    fn effective(
        &self,
        file: &CaseFile,
        on: &OnRegister<'_>,
        context: &Context<'_>,
    ) -> Result<(Date, Option<Sealed<Narrative>>), Refusal> {
        let (first, _) = needs::first_told(file, context.team, (on.fact, on.application), context.today);
        let Effective::From(from, why) = &self.effective else { return Ok((first, None)) };
        if *from > context.today {
            return Err(Refusal::because("A place cannot count from a day that has not come yet.")
                .instead("Let it count from the day on which she first told of a need."));
        }
        if *from <= first {
            return Ok((*from, None));
        }
        let because = format!("She first told of a need, or applied, on {}. A later day needs a reason.", day(first));
        must_say(why.shown(), &because, "Let it count from the first day, or say why it cannot.")
            .map_err(|refusal| refusal.under("OMB-panel-referral"))?;
        Ok((*from, Some(Sealed::new(why.shown()))))
    }

    /// What each need means, in the words in which she reads it.
    fn reasons(&self, in_law: &[InLaw], scheme: &Scheme, band: &Band) -> Sealed<Narrative> {
        let mut lines = vec![format!("{}: {}", band.name, band.says)];
        for answer in &self.needs {
            let means = match answer.counts_as {
                Some(what) => format!("counts as “{}”", what.label()),
                None => "does not change the band".to_owned(),
            };
            let why = answer.why.shown().trim();
            lines.push(format!("{}: {means}.{}{why}", answer.need.label(), if why.is_empty() { "" } else { " " }));
        }
        for one in in_law {
            let given = scheme.given(one.what).and_then(|given| scheme.band(&given.band)).map_or("", |band| band.name.as_str());
            lines.push(format!("{} ({given}): {} Housing Act 1996 {}.", one.what.label(), one.why, one.provision));
        }
        Sealed::new(lines.join("\n"))
    }
}
