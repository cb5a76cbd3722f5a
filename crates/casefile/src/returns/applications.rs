//! One application after the other at one authority: the return has a case for each.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::facts::Kind;
use crate::file::CaseFile;
use crate::homelessness::case::Spell;

/// What stood during one application, oldest first; never empty.
pub(super) struct Application<'a> {
    /// Its spells.
    pub spells: &'a [Spell],
    /// The last day that belongs to it, where another followed.
    pub until: Option<Date>,
}

impl Application<'_> {
    /// The day with which it began.
    pub fn since(&self) -> Option<Date> {
        self.spells.first().map(|spell| spell.since)
    }

    /// Whether a day belongs to it.
    pub fn has(&self, day: Date) -> bool {
        self.since().is_some_and(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// What stood when a day ended.
    pub fn on(&self, day: Date) -> Option<&Spell> {
        self.spells.iter().rfind(|spell| spell.since <= day)
    }
}

/// Splits the course at an authority where a new application begins: something is asked for or opened while nothing stood. A review that opens a
/// closed question again goes on with the same application.
pub(super) fn split<'a>(file: &CaseFile, course: &'a [Spell]) -> Vec<Application<'a>> {
    let begins = |at: usize| {
        let reviewed =
            course[at].begun_by.and_then(|fact| file.fact(fact)).is_some_and(|fact| fact.body.kind() == Kind::ReviewDecided);
        at == 0 || (course[at].stage.is_live() && !course[at - 1].stage.is_live() && !reviewed)
    };
    let starts: Vec<usize> = (0..course.len()).filter(|at| begins(*at)).collect();
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(course.len()));
    starts
        .iter()
        .zip(ends)
        .map(|(from, to)| Application {
            spells: &course[*from..to],
            until: course.get(to).map(|next| next.since.saturating_sub(1.day())),
        })
        .collect()
}
