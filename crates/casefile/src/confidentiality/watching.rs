//! Looks that need a question. Who looked at what is in the journal; here is what makes a look worth asking about, and what follows from the answer.
//!
//! A finding is no verdict: it is a question to somebody who may have a good reason. Whoever is asked about cannot tell that it was asked, until a
//! privacy officer asks them.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};

use super::TOPIC;
use super::emergency::for_guardians;
use crate::calendar::{Clock, is_working_day, london_time};
use crate::facts::{Body, By, EmergencyAccessReviewed, Function, Kind, LookAnswered, LookQuestioned, Shows};
use crate::file::CaseFile;
use crate::ids::OfficerId;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Standards, Verdict};

/// ACCESS-look-question
pub const QUESTION: Rule = Rule {
    id: "ACCESS-look-question",
    topic: TOPIC,
    title: "Ask about looks at sealed information",
    must: "Find out, from the work and from the officer's manager before the officer, why they looked. Say whether there was a reason. If there was none, the officer is kept out of the file, and the lead finds out whether she is safe.",
    source: Source {
        force: Force::House,
        act: "General Data Protection Regulation (UK GDPR)",
        provision: "article 32(1)(d) and (4); watch rules",
        says: "Whoever holds personal data tests and assesses that it is safe, and that staff open it only as their work asks. The rules and the three working days are ours.",
        url: "https://www.legislation.gov.uk/eur/2016/679/article/32",
    },
    in_force: InForce::ALWAYS,
    owner: Function::DataProtection,
    severity: Severity::Duty,
    clock: Clock::WorkingDays(3),
    local: true,
    reads: &[Kind::LookQuestioned],
    hears: Shows::empty(),
    meets: &[Kind::LookAnswered],
    ends: &[],
    derive: question,
};

fn question(file: &CaseFile, owed: &mut Owed<'_>) {
    let causes: Vec<Cause> =
        file.each::<LookQuestioned>().filter_map(|(fact, it)| for_guardians(file, fact, it.guardians)).collect();
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::LookAnswered(it) => Verdict::meets_if(it.question == cause.fact),
        _ => Verdict::Nothing,
    });
}

/// ACCESS-looked-without-need
pub const WITHOUT_NEED: Rule = Rule {
    id: "ACCESS-looked-without-need",
    title: "Find out whether she is safe: somebody has seen more than they should",
    must: "A member of staff has seen what they had no reason to see. Reach her safely today, find out what they know and whom they know, and record a breach if it may have reached anybody. Do not speak of it with colleagues.",
    source: Source {
        provision: "what follows from a look without a reason",
        says: "What was seen without a reason is treated as a disclosure until it is known not to be one.",
        ..QUESTION.source
    },
    owner: Function::Housing,
    severity: Severity::Safety,
    clock: Clock::SameDay,
    reads: &[Kind::LookAnswered, Kind::EmergencyAccessReviewed],
    meets: &[Kind::BreachFound],
    derive: without_need,
    ..QUESTION
};

fn without_need(file: &CaseFile, owed: &mut Owed<'_>) {
    let Some(lead) = file.lead() else { return };
    let looked = file.each::<LookAnswered>().filter(|(_, it)| !it.fine).map(|(fact, _)| fact);
    let taken = file.each::<EmergencyAccessReviewed>().filter(|(_, it)| !it.justified).map(|(fact, _)| fact);
    let causes: Vec<Cause> = looked.chain(taken).map(|fact| Cause::new(fact, lead, fact.recorded_on())).collect();
    owed.each(causes, |_, fact| Verdict::meets_if(matches!(fact.body, Body::BreachFound(_))));
}

/// From how many looks, files or days on something is asked. Each is a local standard, by the name that stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// `watch-day-begins` and `watch-day-ends`: the hours between which a look is in working time.
    pub day: (u32, u32),
    /// `watch-after-hours`: so many looks into one file out of hours, by somebody who has recorded nothing in it that day or the day before or after.
    pub after_hours: u32,
    /// `watch-files-without-work`: looks into so many files on one day, in none of which they recorded anything that day.
    pub files: u32,
    /// `watch-leaver-days`: so many days before somebody leaves,
    pub leaver_days: u32,
    /// `watch-leaver-files`: looks into so many files on one day.
    pub leaver_files: u32,
    /// `watch-partner-looks`: so many looks by one body on one day into files that other bodies lead.
    pub partner: u32,
}

impl Thresholds {
    /// What applies here.
    pub fn of(standards: &Standards) -> Self {
        let number = |name, default| standards.threshold(name, default);
        Self {
            day: (number("watch-day-begins", 7), number("watch-day-ends", 20)),
            after_hours: number("watch-after-hours", 3),
            files: number("watch-files-without-work", 8),
            leaver_days: number("watch-leaver-days", 28),
            leaver_files: number("watch-leaver-files", 5),
            partner: number("watch-partner-looks", 60),
        }
    }

    /// Whether a moment of London's clock is out of working time.
    pub fn is_after_hours(&self, at: DateTime) -> bool {
        let hour = u32::from(at.hour().unsigned_abs());
        !is_working_day(at.date()) || hour < self.day.0 || hour >= self.day.1
    }

    /// Whether somebody who leaves on a day is watched as a leaver on another.
    pub fn is_leaving(&self, left_on: Option<Date>, day: Date) -> bool {
        left_on.is_some_and(|left| day.saturating_add(i64::from(self.leaver_days).days()) >= left)
    }
}

/// Whether somebody in the file has the surname of a member of staff. One letter is no surname.
pub fn has_surname(file: &CaseFile, staff: &str) -> bool {
    let surname = |name: &str| {
        let last = name.split(|letter: char| !letter.is_alphanumeric()).rfind(|word| !word.is_empty())?;
        Some(last.to_lowercase()).filter(|word| word.chars().count() > 1 && name.trim().contains(char::is_whitespace))
    };
    let Some(wanted) = surname(staff) else { return false };
    let names = file.people().all().iter().filter_map(|person| person.name.as_ref());
    names.filter_map(|name| surname(name.shown())).any(|name| name == wanted)
}

/// Whether a member of staff has recorded anything in the file within so many days of a day.
pub fn has_worked(file: &CaseFile, officer: OfficerId, day: Date, within: i64) -> bool {
    let (from, to) = (day.saturating_sub(within.days()), day.saturating_add(within.days()));
    let near = |day: Date| from <= day && day <= to;
    file.history()
        .iter()
        .any(|fact| fact.by == By::Officer(officer) && !fact.is_for_reviewers() && near(london_time(fact.recorded).date()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::guardians_of;
    use super::*;
    use crate::ids::BodyId;
    use crate::testing::a_council;

    #[test]
    fn a_question_is_the_privacy_officers_and_a_look_without_a_reason_is_the_leads_the_same_day() {
        let asked = a_council().on("2026-03-02", "asked: look-questioned officer=pat rule=surname number=1 first=2026-03-02");
        let council = BodyId(crate::ids::in_story("body", "test", "council"));
        assert_eq!(asked.owes(QUESTION.id).due("2026-03-05").owed.owner.team, guardians_of(council));
        let fine = asked.clone().on("2026-03-03", "look-answered question=asked officer=nora fine why=covered");
        fine.owes(QUESTION.id).is("met");
        fine.owes_nothing_under(WITHOUT_NEED.id);
        let none = asked.on("2026-03-03", "look-answered question=asked officer=nora why=curious");
        none.owes(WITHOUT_NEED.id).by_whom("housing").due("2026-03-03");
    }

    #[test]
    fn thresholds_are_local_standards() {
        let mut standards = Standards::default();
        let usual = Thresholds::of(&standards);
        let monday = date(2026, 3, 2);
        assert!(usual.is_after_hours(monday.at(6, 59, 0, 0)) && usual.is_after_hours(monday.at(20, 0, 0, 0)));
        assert!(!usual.is_after_hours(monday.at(19, 59, 0, 0)) && usual.is_after_hours(date(2026, 3, 1).at(12, 0, 0, 0)));
        standards.thresholds.insert("watch-day-ends".into(), 23);
        assert!(!Thresholds::of(&standards).is_after_hours(monday.at(20, 0, 0, 0)));
        assert!(usual.is_leaving(Some(date(2026, 3, 20)), monday) && !usual.is_leaving(Some(date(2026, 5, 1)), monday));
        assert!(!usual.is_leaving(None, monday));
    }

    #[test]
    fn a_surname_is_the_last_word_of_a_name_of_several() {
        let with = |name: &str| {
            let person = crate::facts::PersonAdded {
                person: crate::ids::PersonId(crate::ids::in_story("person", "test", "karl")),
                role: crate::facts::Role::AllegedPerpetrator,
                name: Some(crate::private::Unprinted::new(name)),
                born: None,
                in_household: false,
            };
            a_council().with("2026-03-02", person).fold()
        };
        assert!(has_surname(&with("Karl Brandt"), "Petra BRANDT"));
        assert!(!has_surname(&with("Karl Brandt"), "Brandt"), "one word may be a first name");
        assert!(!has_surname(&with("Karl"), "Petra Brandt"));
    }
}
