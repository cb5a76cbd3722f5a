//! The published tables, counted again from the cases, so that what the department counts from the upload can be compared.

use super::lists::{Code, ListId};
use super::quarter::Quarter;
use super::record::{Case, DutySection};

/// One published table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its number, as it is published.
    pub number: &'static str,
    /// What it counts.
    pub title: &'static str,
    /// How many households it counts in all. Of support needs a household may have several, so that its rows add up to more.
    pub households: usize,
    /// Its rows, in the order in which they are published.
    pub rows: Vec<TableRow>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its words.
    pub label: String,
    /// Whether it is a part of the row above that is no part.
    pub is_part: bool,
    /// How many.
    pub count: usize,
}

/// The tables of a quarter.
pub fn tables(cases: &[Case], quarter: Quarter) -> Vec<Table> {
    let last = quarter.last();
    let assessed: Vec<&Case> = cases.iter().filter(|case| case.assessed.is_some_and(|on| quarter.has(on))).collect();
    // By what the first assessment found: whoever moves on from prevention to relief is counted once, under prevention.
    let threatened = |case: &&&Case| case.prevention.is_some();
    let homeless = |case: &&&Case| case.prevention.is_none() && case.relief.is_some();
    let first_prevention: Vec<&Case> = assessed.iter().filter(threatened).copied().collect();
    let first_relief: Vec<&Case> = assessed.iter().filter(homeless).copied().collect();
    let owed: Vec<&Case> = assessed.iter().filter(|case| case.is_owed()).copied().collect();
    let ended = |duty: &Option<DutySection>| duty.filter(|duty| duty.ended.is_some_and(|on| quarter.has(on)));
    let prevention: Vec<DutySection> = cases.iter().filter_map(|case| ended(&case.prevention)).collect();
    let relief: Vec<DutySection> = cases.iter().filter_map(|case| ended(&case.relief)).collect();
    let decided: Vec<_> = cases.iter().filter_map(|case| case.main).filter(|main| quarter.has(main.decided)).collect();
    let accepted: Vec<_> = decided.iter().filter(|main| main.is_accepted()).collect();
    let over: Vec<_> =
        cases.iter().filter_map(|case| case.main).filter(|main| main.ended.is_some_and(|on| quarter.has(on))).collect();
    let placed: Vec<_> = cases.iter().filter_map(|case| case.placements.iter().rfind(|one| one.stands_on(last))).collect();
    let at_home = cases.iter().filter(|case| is_homeless_at_home(case, last)).count();
    let none_secured = ListId::PlacementType.find("duty-owed-no-accommodation-secured");
    let main_duty = ListId::PlacementDuty.find("section-193-duty-priority-need-and-unintentionally-homeless");
    let ta_types = placed.iter().map(|one| one.kind).chain(std::iter::repeat_n(none_secured, at_home));
    let ta_duties = placed.iter().map(|one| one.duty).chain(std::iter::repeat_n(main_duty, at_home));
    vec![
        count("A1", "First assessments", ListId::InitialAssessment, assessed.iter().map(|case| case.assessment)),
        count(
            "A2P",
            "Reason for loss: prevention owed",
            ListId::ReasonForLoss,
            first_prevention.iter().map(|one| one.reason_for_loss),
        ),
        count("A2R", "Reason for loss: relief owed", ListId::ReasonForLoss, first_relief.iter().map(|one| one.reason_for_loss)),
        support(&owed),
        count(
            "A4P",
            "Accommodation: prevention owed",
            ListId::AccommodationNow,
            first_prevention.iter().map(|one| one.accommodation_now),
        ),
        count(
            "A4R",
            "Accommodation: relief owed",
            ListId::AccommodationNow,
            first_relief.iter().map(|one| one.accommodation_now),
        ),
        referrals(&owed),
        count("P1", "Why prevention duties ended", ListId::PreventionEnd, prevention.iter().map(|duty| duty.reason)),
        count("R1", "Why relief duties ended", ListId::ReliefEnd, relief.iter().map(|duty| duty.reason)),
        count("MD1", "Decisions at the end of relief", ListId::MainDecision, decided.iter().map(|main| main.decision)),
        count("MD2", "Why main duties ended", ListId::MainEnd, over.iter().map(|main| main.reason)),
        count(
            "MD3",
            "Priority need of those owed the main duty",
            ListId::PriorityNeed,
            accepted.iter().map(|main| main.priority_need),
        ),
        count("TA1", "Temporary accommodation on the last day, by type", ListId::PlacementType, ta_types),
        count("TA3", "Temporary accommodation on the last day, by duty", ListId::PlacementDuty, ta_duties),
    ]
}

/// Every row of every table, for a spreadsheet.
pub fn tables_as_csv(tables: &[Table]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows = vec![["table", "row", "households"].map(str::to_owned)];
    for table in tables {
        rows.push([table.number.to_owned(), table.title.to_owned(), table.households.to_string()]);
        for row in &table.rows {
            let indent = if row.is_part { "– " } else { "" };
            rows.push([table.number.to_owned(), format!("{indent}{}", row.label), row.count.to_string()]);
        }
    }
    // Writing into memory does not fail.
    let written = rows.iter().try_for_each(|row| writer.write_record(row));
    written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default()
}

/// The main duty stands at the end of a day, and she has no accommodation by it.
fn is_homeless_at_home(case: &Case, day: jiff::civil::Date) -> bool {
    let owed =
        |main: &super::record::FinalDuty| main.is_accepted() && main.decided <= day && main.ended.is_none_or(|on| on > day);
    case.main.as_ref().is_some_and(owed) && !case.placements.iter().any(|one| one.stands_on(day))
}

fn count(number: &'static str, title: &'static str, list: ListId, codes: impl Iterator<Item = Option<Code>>) -> Table {
    let codes: Vec<Option<Code>> = codes.collect();
    Table { number, title, households: codes.len(), rows: rows(list, &codes) }
}

/// Every value of a list with how many there are, its parts counted with it; last, how many have no answer yet.
fn rows(list: ListId, codes: &[Option<Code>]) -> Vec<TableRow> {
    let row = |code: Code| {
        let value = code.value();
        let own = codes.iter().flatten().filter(|one| one.is(code.text())).count();
        // What is retired stands there only where an old case still has it.
        let shown = !value.retired || own > 0;
        shown.then(|| TableRow { label: value.label.clone(), is_part: value.parent.is_some(), count: own })
    };
    let mut rows: Vec<TableRow> = list.codes().filter_map(row).collect();
    let open = codes.iter().filter(|code| code.is_none()).count();
    if open > 0 {
        rows.push(TableRow { label: "Not answered yet".into(), is_part: false, count: open });
    }
    rows
}

fn support(owed: &[&Case]) -> Table {
    let all: Vec<Option<Code>> = owed.iter().flat_map(|case| case.support.iter().flatten()).map(|code| Some(*code)).collect();
    let mut rows = rows(ListId::SupportNeed, &all);
    let with = owed.iter().filter(|case| case.support.as_ref().is_some_and(|needs| !needs.is_empty())).count();
    let open = owed.iter().filter(|case| case.support.is_none()).count();
    rows.insert(0, TableRow { label: "Households with one or more support needs".into(), is_part: false, count: with });
    if open > 0 {
        rows.push(TableRow { label: "Not answered yet".into(), is_part: false, count: open });
    }
    Table { number: "A3", title: "Support needs of households owed a duty", households: owed.len(), rows }
}

fn referrals(owed: &[&Case]) -> Table {
    let referred: Vec<Option<Code>> = owed.iter().filter_map(|case| case.referral).map(Some).collect();
    Table {
        number: "A7",
        title: "Households owed a duty who were referred",
        households: referred.len(),
        rows: rows(ListId::Referral, &referred),
    }
}
