//! A case as rows of items: what both forms of the export are written from.

use jiff::civil::Date;

use super::items::{Item, Section};
use super::lists::Code;
use super::record::{Case, DutySection};

/// Everything that a case holds, item by item, with its row where the section has rows.
pub fn held(case: &Case) -> Vec<(Item, Option<usize>, Held)> {
    let mut all = Vec::new();
    for section in Section::ALL {
        let has_rows = matches!(section, Section::People | Section::Placements | Section::Reviews);
        for (at, row) in rows(case, *section).into_iter().enumerate() {
            all.extend(row.into_iter().map(|(item, held)| (item, has_rows.then_some(at), held)));
        }
    }
    all
}

/// What stands in one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// A value of a list: leaves under its official code.
    Code(Code),
    /// A day.
    Day(Date),
    /// A number.
    Number(u32),
    /// A council, by its name in the partnership: leaves under its official code.
    Area(String),
}

/// One row of a section: the items that hold something, in order.
pub(super) type Row = Vec<(Item, Held)>;

struct Builder(Row);

impl Builder {
    fn code(mut self, item: Item, code: Option<Code>) -> Self {
        self.0.extend(code.map(|code| (item, Held::Code(code))));
        self
    }

    fn day(mut self, item: Item, day: Option<Date>) -> Self {
        self.0.extend(day.map(|day| (item, Held::Day(day))));
        self
    }
}

/// The rows of a section of a case.
pub(super) fn rows(case: &Case, section: Section) -> Vec<Row> {
    let row = || Builder(Vec::new());
    match section {
        Section::Main => vec![
            row()
                .day(Item::Applied, Some(case.applied))
                .day(Item::AssessmentDate, case.assessed)
                .code(Item::Assessment, case.assessment)
                .code(Item::ReasonForLoss, case.reason_for_loss)
                .code(Item::AccommodationNow, case.accommodation_now)
                .code(Item::LastSettled, case.last_settled)
                .code(Item::Referral, case.referral)
                .code(Item::Household, case.household)
                .code(Item::AgeBand, case.age_band)
                .code(Item::Employment, case.employment)
                .code(Item::Ethnicity, case.ethnicity)
                .code(Item::SexualIdentity, case.sexual_identity)
                .code(Item::GenderIdentity, case.gender_identity)
                .day(Item::Closed, case.closed)
                .0,
        ],
        Section::People => {
            let member = |one: &super::record::Member| {
                let mut row = row();
                row.0.extend(one.age.map(|age| (Item::MemberAge, Held::Number(age))));
                row.code(Item::MemberSex, one.sex).code(Item::MemberRelationship, one.relationship).0
            };
            case.people.iter().map(member).collect()
        }
        Section::Support => each(Item::SupportNeed, case.support.as_deref()),
        Section::Prevention => case.prevention.iter().map(|duty| of_duty(duty, PREVENTION)).collect(),
        Section::Relief => case.relief.iter().map(|duty| of_duty(duty, RELIEF)).collect(),
        Section::Final => {
            let main = |main: &super::record::FinalDuty| {
                row()
                    .day(Item::MainDecided, Some(main.decided))
                    .code(Item::MainDecision, main.decision)
                    .code(Item::PriorityNeed, main.priority_need)
                    .day(Item::MainEnded, main.ended)
                    .code(Item::MainEndReason, main.reason)
                    .0
            };
            case.main.iter().map(main).collect()
        }
        Section::Assistance => each(Item::AssistedNeed, case.assistance.as_deref()),
        Section::Placements => {
            let placement = |one: &super::record::Placement| {
                let mut row = row().code(Item::PlacementType, one.kind).code(Item::PlacementDuty, one.duty);
                row = row.day(Item::EntryDate, Some(one.entry)).day(Item::ExitDate, one.exit);
                row.0.push((Item::Area, Held::Area(one.area.clone())));
                row.0
            };
            case.placements.iter().map(placement).collect()
        }
        Section::Reviews => {
            let review = |one: &super::record::Review| {
                row()
                    .day(Item::ReviewAsked, Some(one.asked))
                    .code(Item::ReviewOf, one.of)
                    .day(Item::ReviewDecided, one.decided)
                    .code(Item::ReviewOutcome, one.outcome)
                    .0
            };
            case.reviews.iter().map(review).collect()
        }
    }
}

const PREVENTION: [Item; 5] =
    [Item::PreventionBegan, Item::PreventionEnded, Item::PreventionActivity, Item::PreventionReason, Item::PreventionSecured];
const RELIEF: [Item; 5] = [Item::ReliefBegan, Item::ReliefEnded, Item::ReliefActivity, Item::ReliefReason, Item::ReliefSecured];

fn of_duty(duty: &DutySection, [began, ended, activity, reason, secured]: [Item; 5]) -> Row {
    Builder(Vec::new())
        .day(began, Some(duty.began))
        .day(ended, duty.ended)
        .code(activity, duty.activity)
        .code(reason, duty.reason)
        .code(secured, duty.secured)
        .0
}

fn each(item: Item, codes: Option<&[Code]>) -> Vec<Row> {
    codes.unwrap_or_default().iter().map(|code| vec![(item, Held::Code(*code))]).collect()
}
