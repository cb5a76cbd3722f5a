//! Whole cases: what is missing at each stage, what cannot be, what leaves, what is counted.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

#[expect(clippy::unnecessary_wraps, reason = "every field of a record that holds a code may be empty")]
fn code(list: ListId, code: &str) -> Option<Code> {
    Some(list.find(code).unwrap_or_else(|| panic!("{} {code}", list.code())))
}

/// A case with a relief duty, and everything that the return wants to know of it.
fn relief_owed() -> Case {
    let mut case = Case::of("HF-000001", date(2026, 7, 1));
    case.assessed = Some(date(2026, 7, 3));
    case.assessment = code(ListId::InitialAssessment, "homeless-relief-duty-owed");
    case.reason_for_loss = code(ListId::ReasonForLoss, "domestic-abuse/victim");
    case.accommodation_now = code(ListId::AccommodationNow, "social-rented-sector/council-tenant");
    case.last_settled = case.accommodation_now;
    case.household = code(ListId::Household, "single-parent-with-dependent-children-female");
    case.age_band = code(ListId::AgeBand, "25-34");
    case.employment = code(ListId::Employment, "part-time-work");
    case.ethnicity = code(ListId::Ethnicity, "not-known");
    case.sexual_identity = code(ListId::SexualIdentity, "prefer-not-to-say");
    case.gender_identity = code(ListId::GenderIdentity, "prefer-not-to-say-other");
    case.people =
        vec![Member { age: Some(30), sex: code(ListId::Sex, "female"), relationship: code(ListId::Relationship, "applicant") }];
    case.support = Some(vec![ListId::SupportNeed.find("at-risk-of-has-experienced-domestic-abuse").unwrap()]);
    case.relief = Some(DutySection::since(date(2026, 7, 3)));
    case
}

fn threatened() -> Case {
    let mut case = relief_owed();
    case.relief = None;
    case.assessment = code(ListId::InitialAssessment, "threatened-with-homelessness-within-56-days-prevention-duty-owed");
    case.prevention = Some(DutySection::since(date(2026, 7, 3)));
    case
}

fn placement(entry: Date, exit: Option<Date>) -> Placement {
    Placement {
        kind: code(ListId::PlacementType, "bed-and-breakfast-hotels-including-shared-annexes"),
        duty: code(ListId::PlacementDuty, "section-189b-power-emergency-accommodation"),
        entry,
        exit,
        area: "own".into(),
    }
}

/// A mapping table with a made-up code for everything.
fn filled() -> Mapping {
    let blank = String::from_utf8(blank_mapping("1.4.5")).unwrap();
    let lines = blank.lines().enumerate().map(|(at, line)| {
        if at == 0 { line.to_owned() } else { line.strip_suffix(",,,").unwrap().to_owned() + &format!(",X{at},,") }
    });
    Mapping::read(lines.collect::<Vec<_>>().join("\n").as_bytes()).unwrap()
}

fn says(case: &Case, item: Item, part: &str) {
    let wrong = check(case);
    assert!(wrong.iter().any(|one| one.item == item && one.words.contains(part)), "{wrong:?}");
}

#[test]
fn a_whole_case_lacks_nothing_and_has_nothing_wrong() {
    assert_eq!((missing(&relief_owed()), check(&relief_owed())), (vec![], vec![]));
    assert_eq!((missing(&threatened()), check(&threatened())), (vec![], vec![]));
}

#[test]
fn before_anything_is_assessed_nothing_is_asked_for() {
    assert!(missing(&Case::of("HF-000001", date(2026, 7, 1))).is_empty());
}

#[test]
fn the_end_of_a_duty_asks_for_what_was_done_and_what_it_secured() {
    let mut case = relief_owed();
    case.relief.as_mut().unwrap().ended = Some(date(2026, 8, 10));
    let items: Vec<Item> = missing(&case).iter().map(|one| one.item).collect();
    assert_eq!(items, [Item::ReliefActivity, Item::ReliefReason]);
    case.relief.as_mut().unwrap().reason = code(ListId::ReliefEnd, "secured-accommodation-for-6-months");
    let items: Vec<Item> = missing(&case).iter().map(|one| one.item).collect();
    assert_eq!(items, [Item::ReliefActivity, Item::ReliefSecured]);
}

#[test]
fn nothing_more_is_asked_of_somebody_who_is_not_eligible() {
    let mut case = Case::of("HF-000001", date(2026, 7, 1));
    case.assessed = Some(date(2026, 7, 3));
    case.assessment = code(ListId::InitialAssessment, "not-eligible-no-longer-eligible-no-duty-owed");
    assert!(missing(&case).is_empty());
}

#[test]
fn an_assessment_does_not_come_before_the_application() {
    let mut case = relief_owed();
    case.assessed = Some(date(2026, 6, 30));
    says(&case, Item::AssessmentDate, "lies before “Day of the application” (2026-07-01)");
}

#[test]
fn a_duty_does_not_end_before_it_begins_nor_begin_before_the_application() {
    let mut case = relief_owed();
    case.relief = Some(DutySection { ended: Some(date(2026, 6, 1)), ..DutySection::since(date(2026, 6, 20)) });
    says(&case, Item::ReliefBegan, "Day of the application");
    says(&case, Item::ReliefEnded, "First day of the relief duty");
}

#[test]
fn the_reason_for_loss_is_the_loss_of_the_home_in_which_she_was_settled() {
    let mut case = relief_owed();
    case.reason_for_loss = code(ListId::ReasonForLoss, "end-of-private-rented-tenancy-assured-sh/illegal-eviction");
    says(&case, Item::ReasonForLoss, "the loss of a private rented home");
    case.last_settled = code(ListId::AccommodationNow, "private-rented-sector/self-contained");
    assert!(check(&case).is_empty());
    case.last_settled = code(ListId::AccommodationNow, "other-not-known");
    assert!(check(&case).is_empty(), "what is not known goes with every reason");
    // Abuse may end the life in any home.
    let abuse = relief_owed();
    for home in ListId::AccommodationNow.answers() {
        assert!(check(&Case { last_settled: Some(home), ..abuse.clone() }).is_empty(), "{home:?}");
    }
}

#[test]
fn nobody_is_only_threatened_with_homelessness_who_sleeps_rough_or_is_in_a_refuge() {
    for place in ["rough-sleeping", "refuge", "no-fixed-abode/never-slept-rough"] {
        let mut case = threatened();
        case.accommodation_now = code(ListId::AccommodationNow, place);
        says(&case, Item::AccommodationNow, "relief is owed");
        assert!(check(&Case { accommodation_now: case.accommodation_now, ..relief_owed() }).is_empty());
    }
}

#[test]
fn whoever_stayed_where_she_lived_has_secured_the_same_kind_of_home() {
    let mut case = threatened();
    let duty = case.prevention.as_mut().unwrap();
    duty.ended = Some(date(2026, 8, 1));
    duty.activity = code(ListId::PreventionActivity, "other");
    duty.reason = code(ListId::PreventionEnd, "secured-accommodation-for-6-months/stayed-in-existing-accommodation");
    duty.secured = code(ListId::Secured, "private-rented-sector/self-contained");
    says(&case, Item::PreventionSecured, "She stayed where she lived");
    for fits in ["social-rented-sector/council-tenancy", "other"] {
        case.prevention.as_mut().unwrap().secured = code(ListId::Secured, fits);
        assert!(check(&case).is_empty(), "{fits}");
    }
}

#[test]
fn a_home_is_secured_only_where_the_duty_ended_with_one() {
    let mut case = relief_owed();
    let duty = case.relief.as_mut().unwrap();
    duty.ended = Some(date(2026, 8, 30));
    duty.reason = code(ListId::ReliefEnd, "56-days-elapsed");
    duty.secured = code(ListId::Secured, "staying-with-friends");
    says(&case, Item::ReliefSecured, "the duty ended for another reason");
}

#[test]
fn temporary_accommodation_does_not_begin_while_prevention_runs() {
    let mut case = threatened();
    case.prevention.as_mut().unwrap().ended = Some(date(2026, 8, 1));
    for (day, fits) in [(2, true), (3, true), (10, false), (31, false)] {
        case.placements = vec![placement(date(2026, 7, day), None)];
        let found = check(&case).iter().any(|one| one.item == Item::EntryDate);
        assert_eq!(found, !fits, "moving in on 2026-07-{day}");
    }
    case.placements = vec![placement(date(2026, 8, 1), None)];
    assert!(check(&case).is_empty());
}

#[test]
fn she_is_in_one_placement_at_a_time() {
    let mut case = relief_owed();
    case.placements = vec![placement(date(2026, 7, 3), Some(date(2026, 7, 9))), placement(date(2026, 7, 8), None)];
    says(&case, Item::EntryDate, "two placements at once: number 1 has not ended when number 2 begins");
    case.placements[0].exit = Some(date(2026, 7, 8));
    assert!(check(&case).is_empty());
    case.placements[0].exit = Some(date(2026, 7, 2));
    says(&case, Item::ExitDate, "Correct whichever of the two days is wrong");
}

#[test]
fn a_support_need_is_given_once_by_somebody_of_its_age_and_help_is_with_a_need() {
    let need = |text: &str| ListId::SupportNeed.find(text).unwrap();
    let mut case = relief_owed();
    case.support = Some(vec![need("offending-history"), need("offending-history")]);
    says(&case, Item::SupportNeed, "stands twice");
    case.support = Some(vec![need("young-person-aged-16-17-years")]);
    says(&case, Item::SupportNeed, "Nobody in the household was 16 or 17");
    case.people[0].age = None;
    assert!(check(&case).is_empty(), "an age that nobody knows refutes nothing");
    case.assistance = Some(vec![need("difficulties-budgeting")]);
    says(&case, Item::AssistedNeed, "is not once among the support needs");
}

#[test]
fn a_case_comes_into_the_quarters_in_which_something_happened_to_it() {
    let quarter = |case: &Case, text: &str| {
        let quarter: Quarter = text.parse().unwrap();
        triggers(case).iter().any(|(on, _)| quarter.has(*on))
    };
    let mut case = relief_owed();
    assert!(quarter(&case, "2026Q3") && !quarter(&case, "2026Q4"));
    case.main = Some(FinalDuty {
        decided: date(2026, 10, 5),
        decision: code(ListId::MainDecision, "homeless-priority-need-unintentionally-homeless-acceptance"),
        priority_need: code(ListId::PriorityNeed, "vulnerable-domestic-abuse"),
        ended: None,
        reason: None,
    });
    assert!(quarter(&case, "2026Q4") && !quarter(&case, "2027Q1"));
    assert!(triggers(&case).contains(&(date(2026, 10, 5), Trigger::Moved)));
    // Advice alone is not returned.
    let advice = Case { closed: Some(date(2026, 7, 2)), ..Case::of("HF-000002", date(2026, 7, 1)) };
    assert!(triggers(&advice).is_empty());
    assert!(!triggers(&Case { placements: vec![placement(date(2026, 7, 1), None)], ..advice }).is_empty());
}

#[test]
fn nothing_is_exported_that_has_no_official_code_and_each_is_named() {
    let cases = [
        relief_owed(),
        Case { placements: vec![Placement { area: "Elsewhere".into(), ..placement(date(2026, 7, 4), None) }], ..relief_owed() },
    ];
    let unmapped = export(&cases, &Mapping::default(), "1.4.5", date(2026, 9, 30), &Elements::shipped()).unwrap_err();
    assert_eq!(unmapped.0[&("reason-for-loss".to_owned(), "domestic-abuse/victim".to_owned())], 2);
    assert_eq!(unmapped.0[&("area".to_owned(), "Elsewhere".to_owned())], 1);
    assert!(unmapped.to_string().contains("  area, Elsewhere (1 times)"), "{unmapped}");
}

#[test]
fn what_leaves_is_in_the_words_of_the_department() {
    let mut case = relief_owed();
    case.placements = vec![placement(date(2026, 7, 4), None)];
    let mapping = filled();
    let done = export(&[case], &mapping, "1.4.5", date(2026, 9, 30), &Elements::shipped()).unwrap();
    let xml = String::from_utf8(done.xml).unwrap();
    let victim = mapping.official("1.4.5", "reason-for-loss", "domestic-abuse/victim", date(2026, 9, 30)).unwrap();
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), "{xml}");
    for part in [
        "<case-id>HF-000001</case-id>",
        "<ASSESS_DATE>2026-07-03</ASSESS_DATE>",
        &format!("<REASONLOSS>{victim}</REASONLOSS>"),
        "<age>30</age>",
        "<ENTRY_DATE>2026-07-04</ENTRY_DATE>",
    ] {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    assert!(!xml.contains("domestic-abuse"), "our codes stay here");
    let (name, main) = &done.csv[0];
    let main = String::from_utf8(main.clone()).unwrap();
    assert_eq!(*name, "main");
    assert!(main.starts_with("case-id,application-date,ASSESS_DATE,ASSESS1,REASONLOSS,"), "{main}");
    assert!(main.lines().nth(1).unwrap().starts_with("HF-000001,2026-07-01,2026-07-03,"));
}

#[test]
fn the_code_that_holds_is_the_one_of_its_days() {
    let table = "standard,version,list,local_code,official_code,valid_from,valid_to\n\
        hclic,1,sex,female,F,,2023-06-30\nhclic,1,sex,female,2,2023-07-01,\nother,1,nonsense,x,y,,\nhclic,1,sex,male,,,\n";
    let mapping = Mapping::read(table.as_bytes()).unwrap();
    assert_eq!(mapping.official("1", "sex", "female", date(2023, 6, 30)), Some("F"));
    assert_eq!(mapping.official("1", "sex", "female", date(2023, 7, 1)), Some("2"));
    assert_eq!(mapping.official("1", "sex", "male", date(2023, 7, 1)), None, "an empty cell is no code");
    assert_eq!(mapping.official("2", "sex", "female", date(2023, 7, 1)), None);
    assert_eq!(mapping.versions(), ["1"]);
}

#[test]
fn a_table_that_cannot_be_used_says_on_which_lines_and_why() {
    let head = "standard,version,list,local_code,official_code,valid_from,valid_to\n";
    let wrong = |rows: &str| Mapping::read(format!("{head}{rows}").as_bytes()).unwrap_err().to_string();
    assert!(wrong("hclic,1,shoes,x,1,,").contains("line 2: there is no list “shoes”"));
    assert!(wrong("hclic,1,sex,x,1,,").contains("there is no “x” in the list “sex”"));
    assert!(wrong("hclic,1,sex,male,1,today,").contains("is no day"));
    assert!(wrong("hclic,1,sex,male,1,2026-02-01,2026-01-01").contains("ends before it begins"));
    assert!(
        wrong("hclic,1,sex,male,1,,\nhclic,1,sex,male,2,2026-01-01,")
            .contains("line 3: “male” of “sex” has a code for the same days on line 2")
    );
    assert!(wrong("hclic,1,sex\n").contains("line 2"));
    assert!(Mapping::read(b"a,b\n").unwrap_err().to_string().contains("no column “standard”"));
    assert!(Mapping::read(&[0xff, 0xfe, 0, 1]).is_err());
}

#[test]
fn the_tables_count_what_the_department_counts() {
    let mut closed = threatened();
    closed.id = "HF-000002".into();
    let duty = closed.prevention.as_mut().unwrap();
    duty.ended = Some(date(2026, 8, 1));
    duty.reason = code(ListId::PreventionEnd, "secured-accommodation-for-6-months/stayed-in-existing-accommodation");
    let mut housed = relief_owed();
    housed.relief.as_mut().unwrap().ended = Some(date(2026, 8, 28));
    housed.main = Some(FinalDuty {
        decided: date(2026, 8, 28),
        decision: code(ListId::MainDecision, "homeless-priority-need-unintentionally-homeless-acceptance"),
        priority_need: code(ListId::PriorityNeed, "household-includes-dependent-children"),
        ended: None,
        reason: None,
    });
    let mut placed = relief_owed();
    placed.placements = vec![placement(date(2026, 7, 3), Some(date(2026, 8, 1))), placement(date(2026, 8, 1), None)];
    let tables = tables(&[closed, housed, placed], "2026Q3".parse().unwrap());
    let count = |number: &str, label: &str| {
        let table = tables.iter().find(|table| table.number == number).unwrap();
        table.rows.iter().find(|row| row.label == label).unwrap_or_else(|| panic!("{number} {label}")).count
    };
    assert_eq!(count("A1", "Homeless - relief duty owed"), 2);
    assert_eq!((count("A2P", "Victim"), count("A2R", "Victim"), count("A2R", "Domestic abuse")), (1, 2, 2));
    assert_eq!(count("A3", "Households with one or more support needs"), 3);
    assert_eq!(count("P1", "Secured accommodation for 6+ months"), 1);
    assert_eq!(count("R1", "Not answered yet"), 1);
    assert_eq!(count("MD3", "Household includes dependent children"), 1);
    assert_eq!(count("TA1", "Bed and breakfast hotels (including shared annexes)"), 1);
    assert_eq!(count("TA1", "Duty owed, no accommodation secured"), 1, "homeless at home");
    assert_eq!(
        tables.iter().map(|table| table.number).collect::<Vec<_>>().join(" "),
        "A1 A2P A2R A3 A4P A4R A7 P1 R1 MD1 MD2 MD3 TA1 TA3"
    );
}

fn a_day() -> impl Strategy<Value = Date> {
    (0_i32..600).prop_map(|days| date(2025, 6, 1).saturating_add(jiff::Span::new().days(days)))
}

fn one_of(list: ListId) -> impl Strategy<Value = Option<Code>> {
    let codes: Vec<Code> = list.codes().filter(|code| !code.is_heading()).collect();
    proptest::option::weighted(0.9, proptest::sample::select(codes))
}

prop_compose! {
    fn a_duty(activity: ListId, ended: ListId)(
        began in a_day(), end in proptest::option::of(a_day()), activity in one_of(activity), reason in one_of(ended), secured in one_of(ListId::Secured)
    ) -> DutySection {
        DutySection { began, ended: end, activity, reason, secured }
    }
}

prop_compose! {
    fn a_case()(
        applied in a_day(),
        assessed in proptest::option::of(a_day()),
        assessment in one_of(ListId::InitialAssessment),
        reason_for_loss in one_of(ListId::ReasonForLoss),
        accommodation_now in one_of(ListId::AccommodationNow),
        last_settled in one_of(ListId::AccommodationNow),
        referral in one_of(ListId::Referral),
        prevention in proptest::option::of(a_duty(ListId::PreventionActivity, ListId::PreventionEnd)),
        relief in proptest::option::of(a_duty(ListId::ReliefActivity, ListId::ReliefEnd)),
        need in one_of(ListId::SupportNeed),
        stays in proptest::collection::vec((a_day(), proptest::option::of(a_day()), one_of(ListId::PlacementType), one_of(ListId::PlacementDuty)), 0..4),
        closed in proptest::option::of(a_day()),
    ) -> Case {
        let placements = stays.into_iter().map(|(entry, exit, kind, duty)| Placement { kind, duty, entry, exit, area: "own".into() });
        Case {
            assessed, assessment, reason_for_loss, accommodation_now, last_settled, referral, prevention, relief,
            support: Some(need.into_iter().collect()), placements: placements.collect(), closed, ..Case::of("HF-000009", applied)
        }
    }
}

proptest! {
    #[test]
    fn no_case_breaks_anything_and_what_is_wrong_says_what_to_correct(case in a_case()) {
        for wrong in check(&case) {
            prop_assert!(wrong.words.contains("orrect") || wrong.words.contains("given once"), "{}", wrong.words);
        }
        let _ = missing(&case);
        let mut days: Vec<Date> = triggers(&case).into_iter().map(|(on, _)| on).collect();
        let sorted = { let mut sorted = days.clone(); sorted.sort_unstable(); sorted };
        prop_assert_eq!(&days, &sorted);
        days.dedup();
    }

    #[test]
    fn parts_add_up_to_what_they_are_parts_of_and_rows_to_the_table(cases in proptest::collection::vec(a_case(), 0..12)) {
        for table in tables(&cases, "2026Q1".parse().unwrap()) {
            if table.number == "A3" {
                continue; // a household may have several needs
            }
            let whole: usize = table.rows.iter().filter(|row| !row.is_part).map(|row| row.count).sum();
            prop_assert_eq!(whole, table.households, "{}", table.number);
            let mut above = 0;
            let mut parts = 0;
            for row in &table.rows {
                if row.is_part {
                    parts += row.count;
                    prop_assert!(parts <= above, "{} {}", table.number, row.label);
                } else {
                    (above, parts) = (row.count, 0);
                }
            }
        }
    }

    #[test]
    fn an_export_holds_nothing_but_official_codes_days_numbers_and_the_reference(cases in proptest::collection::vec(a_case(), 1..5)) {
        let done = export(&cases, &filled(), "1.4.5", date(2026, 9, 30), &Elements::shipped()).unwrap();
        for (_, table) in done.csv {
            for record in csv::Reader::from_reader(table.as_slice()).records() {
                for value in &record.unwrap() {
                    let official = value.strip_prefix('X').is_some_and(|rest| rest.parse::<u32>().is_ok());
                    let sound = value.is_empty() || official || value == "HF-000009" || value.parse::<Date>().is_ok() || value.parse::<u32>().is_ok();
                    prop_assert!(sound, "{}", value);
                }
            }
        }
    }

    #[test]
    fn no_bytes_break_the_reading_of_a_mapping_table(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Mapping::read(&bytes);
        let with_head = [b"standard,version,list,local_code,official_code,valid_from,valid_to\n".as_slice(), &bytes].concat();
        let _ = Mapping::read(&with_head);
    }

    #[test]
    fn a_quarter_is_written_as_it_is_read_and_has_the_days_of_three_months(day in a_day()) {
        let quarter = Quarter::of(day);
        prop_assert!(quarter.has(day) && !quarter.has(quarter.before().last()) && !quarter.has(quarter.after().first()));
        prop_assert_eq!(quarter.to_string().parse::<Quarter>(), Ok(quarter));
        prop_assert_eq!(quarter.after().before(), quarter);
    }
}
