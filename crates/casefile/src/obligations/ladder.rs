//! How an obligation is passed up while nobody does it.
//!
//! A reminder to the owner at half time, the manager at four fifths and on the last day, and from then on upwards. When a safety obligation is
//! not met it reaches a named duty manager at once. An obligation for the same day is passed up within that day: she needs a bed tonight.

use jiff::civil::{Date, DateTime, Time, time};

use super::rule::Severity;
use crate::calendar::last_day;
use crate::facts::{Rung, When};

/// One step of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// When it is taken, by London's clock.
    pub at: DateTime,
    /// To whom the obligation is passed.
    pub to: Rung,
}

const MORNING: Time = time(9, 0, 0, 0);

/// The steps for an obligation owed since a day and due at another, in order of time; each rung once.
pub(super) fn steps(severity: Severity, since: Date, due: When) -> Vec<Step> {
    let mut steps = before_it_is_late(severity, since, due);
    let breach = due.time.map_or_else(|| next_morning(severity, due.date), |time| due.date.to_datetime(time));
    let same_day = due.time.is_none() && due.date <= since;
    if severity == Severity::Safety && !same_day {
        steps.push(Step { at: breach, to: Rung::DutyManager });
    }
    if severity != Severity::Safety {
        steps.push(Step { at: breach, to: Rung::Manager });
    }
    let (lead, director) = match severity {
        Severity::Safety => (1, 2),
        Severity::Duty => (2, 5),
        Severity::Practice => (5, 10),
    };
    steps.push(Step { at: last_day::working_days_after(breach.date(), lead).to_datetime(MORNING), to: Rung::Lead });
    steps.push(Step { at: last_day::working_days_after(breach.date(), director).to_datetime(MORNING), to: Rung::Director });
    in_order(steps)
}

fn before_it_is_late(severity: Severity, since: Date, due: When) -> Vec<Step> {
    if due.time.is_none() && due.date <= since {
        let day = due.date.max(since);
        let mut steps = vec![Step { at: day.at(12, 0, 0, 0), to: Rung::Owner }];
        if severity == Severity::Safety {
            steps.push(Step { at: day.at(15, 0, 0, 0), to: Rung::Manager });
            steps.push(Step { at: day.at(17, 0, 0, 0), to: Rung::DutyManager });
        }
        return steps;
    }
    let start = since.to_datetime(due.time.map_or(MORNING, |_| Time::midnight()));
    let end = due.date.to_datetime(due.time.unwrap_or(MORNING));
    vec![Step { at: part(start, end, 50), to: Rung::Owner }, Step { at: part(start, end, 80), to: Rung::Manager }]
}

/// A safety breach is passed up as soon as the day is over; others on the next working morning.
fn next_morning(severity: Severity, day: Date) -> DateTime {
    if severity == Severity::Safety {
        day.tomorrow().unwrap_or(day).to_datetime(Time::midnight())
    } else {
        last_day::next_working_day(day).to_datetime(MORNING)
    }
}

/// The moment at which so many hundredths of the time have passed.
fn part(start: DateTime, end: DateTime, hundredths: i32) -> DateTime {
    let span = end.duration_since(start).max(jiff::SignedDuration::ZERO);
    start.checked_add(jiff::SignedDuration::from_mins(span.as_mins() * i64::from(hundredths) / 100)).unwrap_or(end)
}

/// In order of time, each rung once, at its earliest, and none below one already reached.
fn in_order(mut steps: Vec<Step>) -> Vec<Step> {
    steps.sort_by_key(|step| (step.at, step.to));
    let mut highest = None;
    steps.retain(|step| {
        let rises = highest.is_none_or(|rung| step.to > rung);
        if rises {
            highest = Some(step.to);
        }
        rises
    });
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn somewhere_safe_for_tonight_reaches_the_duty_manager_the_same_day() {
        let day = date(2026, 6, 1);
        let steps = steps(Severity::Safety, day, When::on(day));
        let duty = steps.iter().find(|step| step.to == Rung::DutyManager).unwrap();
        assert_eq!(duty.at, day.at(17, 0, 0, 0));
        assert_eq!(steps.last().unwrap().to, Rung::Director);
    }

    #[test]
    fn a_duty_goes_to_owner_manager_lead_and_director_in_that_order() {
        let steps = steps(Severity::Duty, date(2026, 6, 1), When::on(date(2026, 6, 15)));
        assert_eq!(
            steps.iter().map(|step| step.to).collect::<Vec<_>>(),
            [Rung::Owner, Rung::Manager, Rung::Lead, Rung::Director]
        );
        assert!(steps.is_sorted_by_key(|step| step.at));
        assert!(steps[2].at.date() > date(2026, 6, 15));
    }

    #[test]
    fn the_last_day_of_the_calendar_does_not_break_it() {
        let end = date(9999, 12, 31);
        assert!(!steps(Severity::Safety, end, When::on(end)).is_empty());
    }
}
