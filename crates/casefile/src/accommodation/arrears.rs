//! What late advice about a tenancy cost her: weeks of rent and council tax that ran on while nobody told her. A prompt for a remedy, and no more:
//! people decide what is paid.

use jiff::civil::Date;

use crate::facts::{DebtKind, DebtKnown, Fact, Pence, TenancyHeld};
use crate::file::CaseFile;
use crate::ids::FactId;
use crate::obligations::{End, Standards, rules, under};

/// The rule whose lateness is counted.
const ADVICE: &str = "OMB-tenancy-advice";

/// One stretch in which she had no advice that she was owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrears {
    /// The fact that raised what was owed.
    pub raised_by: FactId,
    /// The last day on which the advice would have been in time.
    pub due: Date,
    /// The day on which it came, or the tenancy ended; `None` while she waits.
    pub until: Option<Date>,
    /// How many weeks lie between, each that has begun counted whole.
    pub weeks: u32,
    /// Rent for those weeks, where the weekly rent is on file.
    pub rent: Option<Pence>,
    /// Council tax for those weeks, where it is on file.
    pub council_tax: Option<Pence>,
    /// Arrears of rent that are known.
    pub known_rent: Option<Pence>,
    /// Arrears of council tax that are known.
    pub known_council_tax: Option<Pence>,
}

/// Every stretch in which advice about her tenancy was late, up to a day.
pub fn arrears(file: &CaseFile, standards: &Standards, today: Date) -> Vec<Arrears> {
    let advice = rules().iter().copied().filter(|rule| rule.id == ADVICE);
    let late = under(advice, file, standards).into_iter().filter_map(|owed| {
        let until = match owed.end {
            // A change that came before the advice leaves her without it all the same, until the next is met.
            End::Open | End::Missed { .. } => None,
            End::Met { on, .. } | End::Waived { on, .. } | End::Ended { on, .. } => Some(on),
        };
        let last = match owed.end {
            End::Missed { on, .. } => on,
            _ => until.unwrap_or(today).min(today),
        };
        let due = owed.due.date;
        let days = if last > due { due.until(last).map_or(0, |span| span.get_days().unsigned_abs()) } else { 0 };
        let weeks = days.div_ceil(7);
        let tenancy = owed.because.iter().filter_map(|id| file.fact(*id)).find_map(Fact::is::<TenancyHeld>);
        let times = |weekly: Option<Pence>| weekly.map(|one| Pence(one.0.saturating_mul(u64::from(weeks))));
        (weeks > 0).then(|| Arrears {
            raised_by: owed.raised_by,
            due,
            until: until.or((last < today).then_some(last)),
            weeks,
            rent: times(tenancy.and_then(|it| it.weekly_rent)),
            council_tax: times(tenancy.and_then(|it| it.weekly_council_tax)),
            known_rent: known(file, DebtKind::Rent),
            known_council_tax: known(file, DebtKind::CouncilTax),
        })
    });
    late.collect()
}

/// The newest amount that is known of a kind of debt.
fn known(file: &CaseFile, kind: DebtKind) -> Option<Pence> {
    file.each::<DebtKnown>().rfind(|(_, it)| it.debt == kind).and_then(|(_, it)| it.amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestFile, a_council};
    use jiff::civil::date;

    fn she_keeps_a_tenancy() -> TestFile {
        a_council()
            .on("2026-01-05", "tenancy-held person=her tenure=social-sole to=housing weekly_rent=9000 weekly_council_tax=2500")
            .on("2026-03-02", "duty-accepted by=housing duty=main letter")
    }

    #[test]
    fn each_week_of_late_advice_is_a_week_of_rent_and_council_tax() {
        let late = she_keeps_a_tenancy().on("2026-03-20", "tenancy-advice-given by=housing advice=end in_writing");
        let found = arrears(&late.fold(), &Standards::default(), date(2026, 6, 1));
        assert_eq!(found.len(), 1);
        // Due on Wednesday 4 March; sixteen days are three weeks.
        assert_eq!((found[0].due, found[0].until, found[0].weeks), (date(2026, 3, 4), Some(date(2026, 3, 20)), 3));
        assert_eq!((found[0].rent, found[0].council_tax), (Some(Pence(27_000)), Some(Pence(7_500))));
    }

    #[test]
    fn advice_in_time_costs_nothing_and_while_she_waits_the_weeks_run_on() {
        let in_time = she_keeps_a_tenancy().on("2026-03-04", "tenancy-advice-given by=housing advice=end in_writing");
        assert!(arrears(&in_time.fold(), &Standards::default(), date(2026, 6, 1)).is_empty());
        let waiting = she_keeps_a_tenancy().on("2026-03-10", "debt-known debt=rent amount=40000 to=housing").fold();
        for (today, weeks) in [(date(2026, 3, 5), 1), (date(2026, 3, 11), 1), (date(2026, 3, 12), 2), (date(2026, 4, 29), 8)] {
            let found = arrears(&waiting, &Standards::default(), today);
            assert_eq!((found[0].weeks, found[0].until), (weeks, None), "{today}");
            assert_eq!(found[0].known_rent, Some(Pence(40_000)));
        }
        assert!(arrears(&waiting, &Standards::default(), date(2026, 3, 4)).is_empty());
    }
}
