//! Every clock of Part 7 against a count of its own, day by day: across leap days, bank holidays and the change of the clocks.

use jiff::civil::{Date, Weekday, date};

use super::reviews::{last_day_to_appeal, last_day_to_ask};
use crate::facts::Function;
use crate::testing::{TestFile, a_council};

/// The bank holidays of England that fall into the stretches below, from the published lists.
const BANK_HOLIDAYS: &[Date] = &[
    date(2024, 3, 29),
    date(2024, 4, 1),
    date(2024, 5, 6),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 4),
    date(2026, 5, 25),
    date(2026, 12, 25),
    date(2026, 12, 28),
    date(2027, 1, 1),
    date(2027, 3, 26),
    date(2027, 3, 29),
];

fn later(mut day: Date, days: u32) -> Date {
    for _ in 0..days {
        day = day.tomorrow().unwrap();
    }
    day
}

fn working_days_later(mut day: Date, days: u32) -> Date {
    let mut left = days;
    while left > 0 {
        day = day.tomorrow().unwrap();
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        left -= u32::from(!weekend && !BANK_HOLIDAYS.contains(&day));
    }
    day
}

/// Days around which counting goes wrong: 29 February, Easter, both changes of the clocks, Christmas.
fn days() -> impl Iterator<Item = Date> {
    let stretches = [(date(2024, 2, 27), 6), (date(2026, 3, 26), 12), (date(2026, 10, 22), 6), (date(2026, 12, 21), 12)];
    stretches.into_iter().flat_map(|(first, length)| (0..length).map(move |days| later(first, days)))
}

fn council() -> TestFile {
    a_council().outsider("other", Function::Housing, "council-next-door")
}

#[track_caller]
fn due(file: &TestFile, rule: &str, day: Date) -> Date {
    let owed = file.all(rule).into_iter().next().unwrap_or_else(|| panic!("{rule} is not owed on {day}"));
    owed.owed.due.date
}

#[test]
fn the_56_days_of_prevention_and_relief_end_on_the_55th_day_after_the_first() {
    for day in days() {
        for (duty, rule) in [("prevention", "HA96-s195-prevention-56d"), ("relief", "HA96-s189B-relief-56d")] {
            let file = council().on(&day.to_string(), &format!("duty-accepted by=housing duty={duty} letter"));
            assert_eq!(due(&file, rule, day), later(day, 55), "{duty} of {day}");
        }
    }
}

#[test]
fn the_main_duty_is_owed_from_day_57_and_its_letter_within_five_working_days() {
    for day in days() {
        let file = council().on(&day.to_string(), "duty-accepted by=housing duty=relief letter");
        let main = file.all("HA96-s193-main").remove(0).owed;
        assert_eq!(main.since, later(day, 56), "relief of {day}");
        assert_eq!(main.due.date, working_days_later(later(day, 56), 5), "relief of {day}");
    }
}

#[test]
fn a_review_takes_three_eight_ten_or_twelve_weeks_and_the_first_day_counts() {
    for day in days() {
        let asked = |kind: &str| council().on(&day.to_string(), &format!("review-asked by=her to=housing review={kind}"));
        for (kind, offset) in [("plan-steps", 20), ("section-202", 55), ("joint-referral", 69), ("appointed-person", 83)] {
            assert_eq!(due(&asked(kind), "SI2018-reg9-review-decision", day), later(day, offset), "{kind} of {day}");
        }
        let of_prevention = council()
            .on(&day.to_string(), "end: duty-ended by=housing duty=prevention ground=time-up notice")
            .on(&day.to_string(), "review-asked by=her to=housing review=section-202 of=end");
        assert_eq!(due(&of_prevention, "SI2018-reg9-review-decision", day), later(day, 20));
    }
}

#[test]
fn more_time_that_she_agreed_to_in_writing_moves_the_day_and_nothing_else_does() {
    let asked = council().on("2026-03-03", "asked: review-asked by=her to=housing review=section-202");
    let rule = "SI2018-reg9-review-decision";
    let agreed = asked.clone().on("2026-04-01", "review-extended review=asked by=housing until=2026-06-01 agreed_in_writing");
    assert_eq!(due(&agreed, rule, date(2026, 3, 3)), date(2026, 6, 1));
    let silent = asked.clone().on("2026-04-01", "review-extended review=asked by=housing until=2026-06-01");
    assert_eq!(due(&silent, rule, date(2026, 3, 3)), date(2026, 4, 27));
    let earlier = asked.on("2026-04-01", "review-extended review=asked by=housing until=2026-04-10 agreed_in_writing");
    assert_eq!(due(&earlier, rule, date(2026, 3, 3)), date(2026, 4, 27));
}

#[test]
fn to_ask_for_a_review_the_first_day_counts_and_to_appeal_it_does_not() {
    for day in days() {
        let on = day.to_string();
        let file = council()
            .on(&on, "no: decision-made by=housing subject=homelessness outcome=against letter review_right")
            .on(&on, "decision-received of=no")
            .on(&on, "asked: review-asked by=her to=housing review=section-202 of=no")
            .on(&on, "answer: review-decided review=asked by=housing letter")
            .on(&on, "decision-received of=answer");
        let folded = file.fold();
        assert_eq!(last_day_to_ask(&folded, file.id("no")), Some(later(day, 20)), "{day}");
        assert_eq!(last_day_to_appeal(&folded, file.id("asked")), Some(later(day, 21)), "{day}");
    }
}

#[test]
fn a_referral_is_answered_within_ten_days_and_settled_within_twenty_one() {
    for day in days() {
        let file = council()
            .on(&day.to_string(), "duty-accepted by=housing duty=relief letter")
            .on(&day.to_string(), "referral-made by=housing to=other referral=local-connection");
        assert_eq!(due(&file, "LGA-referral-10d", day), later(day, 10));
        assert_eq!(due(&file, "LGA-referral-21d-dispute", day), later(day, 21));
    }
}

#[test]
fn relief_that_comes_back_runs_56_days_from_the_notice_and_not_from_the_answer() {
    let file = council()
        .on("2026-03-02", "duty-accepted by=housing duty=relief letter")
        .on("2026-03-10", "sent: referral-made by=housing to=other referral=local-connection")
        .on("2026-03-10", "duty-ended by=housing duty=relief ground=referred notice")
        .on("2026-03-24", "back: referral-answered referral=sent by=other")
        .on("2026-03-27", "decision-made by=housing subject=referral outcome=in-favour letter review_right of=back");
    let relief = file.all("HA96-s189B-relief-56d");
    let again = &relief.last().unwrap().owed;
    assert_eq!(again.due.date, later(date(2026, 3, 27), 55));
    let main = file.all("HA96-s193-main");
    assert!(main.iter().any(|one| one.owed.since == later(date(2026, 3, 27), 56)), "the main duty follows what came back");
}

#[test]
fn prevention_that_ends_because_she_has_become_homeless_begins_relief_on_that_day() {
    let file = council()
        .on("2026-03-02", "duty-accepted by=housing duty=prevention letter")
        .on("2026-03-20", "end: duty-ended by=housing duty=prevention ground=became-homeless notice");
    file.owes("HA96-s189B-relief-56d").because(&["end"]).due("2026-05-14");
    let accepted = file.on("2026-03-23", "relief: duty-accepted by=housing duty=relief satisfied=2026-03-20 letter");
    let relief = accepted.all("HA96-s189B-relief-56d");
    assert_eq!(relief.iter().filter(|one| one.owed.end.fact().is_none()).count(), 1, "it is owed once");
}

#[test]
fn a_host_council_hears_on_the_14th_day_and_a_decision_takes_two_working_days() {
    for day in days() {
        let placed = council().on(&day.to_string(), "placement-made by=housing home=temporary host=other suitability_checked");
        assert_eq!(due(&placed, "HA96-s208-notice-14d", day), later(day, 13));
        let told = council().on(&day.to_string(), "disclosure-made to=housing asks=housing");
        assert_eq!(due(&told, "HA96-s188-interim", day), day, "somewhere safe the same day");
        assert_eq!(due(&told, "HA96-s183-application", day), day);
        assert_eq!(due(&told, "HA96-s184-enquiries", day), working_days_later(day, 2), "{day}");
    }
}
