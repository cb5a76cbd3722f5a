//! Protection notices of the police: a court hears the application for an order within forty-eight hours that it counts.

use jiff::civil::date;

use crate::calendar::Clock;
use crate::facts::{Body, Fact, Function, Kind, OrderKind, OrderMade, Shows};
use crate::file::CaseFile;
use crate::law::{Force, InForce, Source};
use crate::obligations::{Cause, Owed, Rule, Severity, Verdict};
use crate::police::TOPIC;

/// CSA10-DVPN-hearing
pub const VIOLENCE_NOTICE: Rule = Rule {
    id: "CSA10-DVPN-hearing",
    topic: TOPIC,
    title: "Have the protection order applied for heard",
    must: "Police: bring the application for a protection order before the court in time, ask her view, and tell her and her adviser of the day and of what the court decides.",
    source: Source {
        force: Force::Law,
        act: "Crime and Security Act 2010",
        provision: "ss.24 to 27",
        says: "After a domestic violence protection notice the application for an order is heard within forty-eight hours, Sundays, Christmas Day, Good Friday and bank holidays left out. It goes on where protection notices under the Act of 2021 are not in force.",
        url: "https://www.legislation.gov.uk/ukpga/2010/17/section/27",
    },
    in_force: InForce::since(date(2014, 3, 8)),
    owner: Function::Police,
    severity: Severity::Safety,
    clock: Clock::CourtHours(48),
    local: false,
    reads: &[Kind::OrderMade],
    hears: Shows::empty(),
    meets: &[Kind::OrderHeard],
    ends: &[Kind::OrderEnded],
    derive: violence_notice,
};

fn violence_notice(file: &CaseFile, owed: &mut Owed<'_>) {
    hearing(file, owed, OrderKind::ViolenceNotice);
}

/// DAA21-DAPN-hearing
pub const ABUSE_NOTICE: Rule = Rule {
    id: "DAA21-DAPN-hearing",
    source: Source {
        force: Force::Law,
        act: "Domestic Abuse Act 2021",
        provision: "s.29(2) and (3)",
        says: "After a domestic abuse protection notice the application for an order is heard within forty-eight hours, Sundays, Christmas Day, Good Friday and bank holidays left out. In force from 27 November 2024 in the pilot areas (Greater Manchester; Bromley, Croydon and Sutton; British Transport Police), later in others: only a force that has it can give such a notice.",
        url: "https://www.legislation.gov.uk/ukpga/2021/17/section/29",
    },
    in_force: InForce::since(date(2024, 11, 27)),
    derive: abuse_notice,
    ..VIOLENCE_NOTICE
};

fn abuse_notice(file: &CaseFile, owed: &mut Owed<'_>) {
    hearing(file, owed, OrderKind::ProtectionNotice);
}

/// The hours count from the moment at which the notice was given.
fn hearing(file: &CaseFile, owed: &mut Owed<'_>, notice: OrderKind) {
    let causes: Vec<Cause> = file
        .each::<OrderMade>()
        .filter(|(_, it)| it.order == notice)
        .filter_map(|(fact, it): (&Fact, _)| {
            let police = file.falls_to(fact, Function::Police);
            let (team, since) = match police {
                Some(known) => known,
                // A notice is the police's own, whoever wrote it into the file.
                None => (file.services().doing(Function::Police).next()?.team, fact.happened.date),
            };
            let given = it.from.filter(|from| from.date <= since && from.date >= fact.happened.date).unwrap_or(fact.happened);
            Some(Cause::new(fact, team, since).counted_from(given))
        })
        .collect();
    owed.each_answered(causes, |cause, fact| match &fact.body {
        Body::OrderHeard(it) => Verdict::meets_if(it.notice == cause.fact),
        Body::OrderEnded(it) => Verdict::ends_if(it.order == cause.fact),
        _ => Verdict::Nothing,
    });
}

#[cfg(test)]
mod tests {
    use crate::facts::Function;
    use crate::testing::{TestFile, a_council};

    fn file() -> TestFile {
        a_council().team("police", Function::Police, "police")
    }

    #[test]
    fn a_notice_given_on_friday_evening_is_heard_by_monday_evening() {
        let file =
            file().on("2026-06-05T18:00", "notice: order-made order=protection-notice against=him protects=her told=police");
        file.owes("DAA21-DAPN-hearing").by_whom("police").due("2026-06-08T18:00").is("late");
        file.owes_nothing_under("CSA10-DVPN-hearing");
        file.on("2026-06-08T10:00", "order-heard notice=notice made").owes("DAA21-DAPN-hearing").is("met");
    }

    #[test]
    fn the_older_notice_has_the_same_hours() {
        let file = file().on("2016-06-03T18:00", "order-made order=violence-protection-notice against=him told=police");
        file.owes("CSA10-DVPN-hearing").due("2016-06-06T18:00");
    }

    #[test]
    fn other_orders_wait_for_no_hearing() {
        let file = file().on("2026-06-05", "order-made order=non-molestation-order against=him told=police");
        file.owes_nothing_under("DAA21-DAPN-hearing");
        file.owes_nothing_under("CSA10-DVPN-hearing");
    }
}
