//! Applications as the return has them, told in a few lines.

use std::collections::BTreeSet;

use interchange::hclic::{Code, Item, ListId};
use jiff::civil::{Date, date};

use super::codes;
use super::{Origin, Return, all};
use crate::commands::{AnswerReturn, Command, Context, Given, Refusal};
use crate::facts::{By, EndGround, Fact, Function, HomeKind, ReturnQuestion, Rung, Tenure};
use crate::file::CaseFile;
use crate::ids::{BodyId, FactId, OfficerId, TeamId, in_story};
use crate::obligations::Standards;
use crate::testing::{TestFile, a_council};

fn team() -> TeamId {
    TeamId(in_story("team", "test", "housing"))
}

fn returns(file: &TestFile, day: Date) -> Vec<Return> {
    all(&file.fold(), team(), day)
}

/// She tells of abuse and has nowhere to go; relief is accepted two days later.
fn fled() -> TestFile {
    a_council()
        .child("mina")
        .on("2026-07-01", "told: disclosure-made to=housing shows=violence,unsafe-home asks=safe-tonight")
        .on("2026-07-02", "homelessness-opened by=housing of=told")
        .on("2026-07-02", "household-described by=housing female=her,mina")
        .on("2026-07-03", "assessed: homelessness-assessed by=housing in_writing")
        .on("2026-07-03", "relief: duty-accepted by=housing duty=relief letter findings=eligible,homeless")
}

fn text(code: Option<Code>) -> &'static str {
    code.map_or("", Code::text)
}

/// An officer of the housing team answers on a day: `question=code`, with commas between several.
fn answer(
    file: &CaseFile,
    day: &str,
    application: usize,
    given: &[(ReturnQuestion, Option<FactId>, &str)],
) -> Result<CaseFile, Refusal> {
    let now = crate::calendar::london_moment(day.parse::<Date>().unwrap().at(12, 0, 0, 0));
    let standards = Standards::default();
    let context = Context {
        now,
        today: day.parse().unwrap(),
        officer: OfficerId(in_story("officer", "test", "one")),
        team: team(),
        body: BodyId(in_story("body", "test", "council")),
        standing: Rung::Owner,
        standards: &standards,
    };
    let given = given.iter().map(|(question, about, codes)| Given {
        question: *question,
        about: *about,
        answers: codes.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
    });
    let facts = AnswerReturn { application, given: given.collect() }.decide(file, &context)?;
    let mut history = file.history().to_vec();
    for fact in facts {
        let id = FactId(in_story("fact", day, &history.len().to_string()));
        history.push(Fact {
            id,
            happened: fact.happened,
            recorded: now,
            by: By::Officer(context.officer),
            supersedes: fact.supersedes,
            known: fact.known,
            body: fact.body,
        });
    }
    Ok(CaseFile::fold(history))
}

use ReturnQuestion as Q;

/// Everything that the return wants to know when relief is owed.
const AT_RELIEF: [(ReturnQuestion, Option<FactId>, &str); 8] = [
    (Q::ReasonForLoss, None, "domestic-abuse/victim"),
    (Q::AccommodationNow, None, "private-rented-sector/self-contained"),
    (Q::LastSettled, None, "private-rented-sector/self-contained"),
    (Q::SupportNeeds, None, "difficulties-budgeting"),
    (Q::Employment, None, "part-time-work"),
    (Q::Ethnicity, None, "not-known"),
    (Q::SexualIdentity, None, "not-known"),
    (Q::GenderIdentity, None, "prefer-not-to-say-other"),
];

#[test]
fn whatever_the_file_says_is_not_asked_again() {
    let file = fled();
    let found = returns(&file, date(2026, 7, 10));
    assert_eq!(found.len(), 1);
    let case = &found[0].case;
    assert_eq!((case.id.as_str(), case.applied, case.assessed), ("T-1", date(2026, 7, 1), Some(date(2026, 7, 3))));
    assert_eq!(text(case.assessment), "homeless-relief-duty-owed");
    assert_eq!(text(case.household), "single-parent-with-dependent-children-female");
    assert_eq!((case.people.len(), text(case.people[1].relationship), text(case.people[1].sex)), (2, "child", "female"));
    assert_eq!(case.relief.map(|duty| duty.began), Some(date(2026, 7, 3)));
    assert_eq!(found[0].origin(Item::AssessmentDate, None), Some(Origin::Fact(file.id("assessed"))));
    assert_eq!(found[0].origin(Item::ReliefBegan, None), Some(Origin::Fact(file.id("relief"))));
    let wanted: Vec<ReturnQuestion> = found[0].asks.iter().filter(|ask| ask.wanted).map(|ask| ask.question).collect();
    assert_eq!(
        wanted,
        [
            Q::ReasonForLoss,
            Q::AccommodationNow,
            Q::LastSettled,
            Q::SupportNeeds,
            Q::AgeBand,
            Q::Employment,
            Q::Ethnicity,
            Q::SexualIdentity,
            Q::GenderIdentity
        ]
    );
    let reason = found[0].asks.iter().find(|ask| ask.question == Q::ReasonForLoss).unwrap();
    assert_eq!(text(reason.suggested), "domestic-abuse/victim");
    assert_eq!(reason.answered, None, "a suggestion is no answer");
}

#[test]
fn answers_make_it_complete_and_abuse_is_always_among_the_needs() {
    let file = answer(&fled().fold(), "2026-07-10", 1, &AT_RELIEF).unwrap();
    let file = answer(&file, "2026-07-10", 1, &[(Q::AgeBand, None, "25-34")]).unwrap();
    let found = all(&file, team(), date(2026, 7, 10)).remove(0);
    assert!(found.is_complete(), "{:?} {:?}", found.missing(), found.wrong());
    let needs: Vec<&str> = found.case.support.as_ref().unwrap().iter().map(|need| need.text()).collect();
    assert_eq!(needs, [codes::ABUSE_NEED, "difficulties-budgeting"]);
}

#[test]
fn a_later_answer_takes_the_place_of_the_earlier_and_both_stay_on_record() {
    let file = answer(&fled().fold(), "2026-07-10", 1, &[(Q::Employment, None, "part-time-work")]).unwrap();
    let before = file.history().len();
    let file = answer(&file, "2026-07-12", 1, &[(Q::Employment, None, "full-time-work")]).unwrap();
    assert_eq!(text(all(&file, team(), date(2026, 7, 12))[0].case.employment), "full-time-work");
    assert_eq!(file.history().len(), before + 1);
    assert_eq!(file.facts().len(), before, "the earlier answer does not stand any more");
    let again = answer(&file, "2026-07-13", 1, &[(Q::Employment, None, "full-time-work")]);
    assert!(again.unwrap_err().because.contains("Nothing is answered yet"));
}

#[test]
fn an_impossible_answer_is_refused_there_and_then_and_says_which_question_to_correct() {
    let file = answer(&fled().fold(), "2026-07-10", 1, &[(Q::LastSettled, None, "owner-occupier-shared-ownership")]).unwrap();
    let refused = answer(&file, "2026-07-10", 1, &[(Q::ReasonForLoss, None, "end-of-social-rented-tenancy/rent-arrears")]);
    assert!(refused.unwrap_err().because.contains("Correct why she lost her home, or where she was last settled"));
    let heading = answer(&file, "2026-07-10", 1, &[(Q::ReasonForLoss, None, "domestic-abuse")]);
    assert!(heading.unwrap_err().because.contains("not in its list, or is not used any more"));
    let nonsense = answer(&file, "2026-07-10", 1, &[(Q::Employment, None, "14 Sealed Street")]);
    assert!(nonsense.unwrap_err().because.contains("not in its list"));
    let two = answer(&file, "2026-07-10", 1, &[(Q::Employment, None, "full-time-work,part-time-work")]);
    assert!(two.unwrap_err().because.contains("has one answer"));
    let not_asked = answer(&file, "2026-07-10", 1, &[(Q::ReliefReason, None, "contact-lost")]);
    assert!(not_asked.unwrap_err().because.contains("is not asked here"));
    assert!(answer(&file, "2026-07-10", 2, &AT_RELIEF).unwrap_err().because.contains("no such application"));
}

#[test]
fn she_does_not_go_into_the_return_as_the_one_who_abused() {
    let refused = answer(&fled().fold(), "2026-07-10", 1, &[(Q::ReasonForLoss, None, "domestic-abuse/alleged-perpetrator")]);
    assert!(refused.unwrap_err().because.contains("she is the one to whom it was done"));
}

#[test]
fn relief_ends_with_its_days_and_the_main_duty_is_decided_by_the_law() {
    let found = returns(&fled(), date(2026, 9, 30)).remove(0);
    let relief = found.case.relief.unwrap();
    assert_eq!((relief.ended, text(relief.reason)), (Some(date(2026, 8, 28)), "56-days-elapsed"));
    let main = found.case.main.unwrap();
    assert!(main.is_accepted());
    assert_eq!((main.decided, text(main.priority_need)), (date(2026, 8, 28), "household-includes-dependent-children"));
    assert_eq!(found.origin(Item::ReliefEnded, None), Some(Origin::Calendar));
    // What was done is still asked.
    assert!(found.asks.iter().any(|ask| ask.question == Q::ReliefActivity && ask.wanted));
    assert!(found.asks.iter().all(|ask| ask.question != Q::ReliefReason && ask.question != Q::PriorityNeed));
}

#[test]
fn without_children_abuse_is_the_priority_need() {
    let alone = a_council()
        .on("2026-07-01", "disclosure-made to=housing shows=violence,unsafe-home asks=safe-tonight")
        .on("2026-07-03", "duty-accepted by=housing duty=relief letter findings=eligible,homeless");
    let found = returns(&alone, date(2026, 9, 30)).remove(0);
    assert_eq!(text(found.case.main.unwrap().priority_need), "vulnerable-domestic-abuse");
    assert_eq!(text(found.case.household), "single-adult-other-sex-not-known");
}

#[test]
fn a_duty_that_ended_asks_what_was_done_and_a_home_asks_which() {
    let file = fled().on("2026-08-01", "duty-ended by=housing duty=relief ground=secured notice");
    let found = returns(&file, date(2026, 8, 2)).remove(0);
    assert_eq!(text(found.case.relief.unwrap().reason), "secured-accommodation-for-6-months");
    assert_eq!(found.case.closed, Some(date(2026, 8, 1)));
    let wanted: Vec<ReturnQuestion> = found.asks.iter().filter(|ask| ask.wanted).map(|ask| ask.question).collect();
    for question in [Q::ReliefActivity, Q::ReliefSecured, Q::Assistance] {
        assert!(wanted.contains(&question), "{question} in {wanted:?}");
    }
    // What is answered after the case was closed still belongs to it.
    let done =
        answer(&file.fold(), "2026-10-05", 1, &[(Q::ReliefSecured, None, "social-rented-sector/council-tenancy")]).unwrap();
    let found = all(&done, team(), date(2026, 8, 2)).remove(0);
    assert_eq!(text(found.case.relief.unwrap().secured), "social-rented-sector/council-tenancy");
}

#[test]
fn a_placement_tells_the_council_of_its_area_and_nothing_more_of_where_it_is() {
    let file = fled()
        .outsider("elsewhere", Function::Housing, "council of marram")
        .on("2026-07-01", "placement-made by=housing home=bed-and-breakfast suitability_checked")
        .on("2026-07-20", "flat: placement-made by=housing home=temporary host=elsewhere suitability_checked")
        .on("2026-09-01", "placement-ended placement=flat by=housing");
    let found = returns(&file, date(2026, 9, 30)).remove(0);
    let [first, second] = &found.case.placements[..] else { panic!("{:?}", found.case.placements) };
    assert_eq!((first.entry, first.exit, first.area.as_str()), (date(2026, 7, 1), Some(date(2026, 7, 20)), "own"));
    assert_eq!(text(first.kind), "bed-and-breakfast-hotels-including-shared-annexes");
    assert_eq!(second.area, "council-of-marram");
    assert_eq!(text(second.duty), "section-193-duty-priority-need-and-unintentionally-homeless");
    let ask = found.asks.iter().find(|ask| ask.question == Q::PlacementType && ask.row == Some(1)).unwrap();
    assert!(ask.wanted && ask.about == Some(file.id("flat")));
    let leased = ListId::PlacementType.values()[3].code.as_str();
    let done = answer(&file.fold(), "2026-09-30", 1, &[(Q::PlacementType, Some(file.id("flat")), leased)]).unwrap();
    assert_eq!(text(all(&done, team(), date(2026, 9, 30))[0].case.placements[1].kind), leased);
}

#[test]
fn each_application_is_a_case_of_its_own() {
    let file = fled()
        .on("2026-08-01", "duty-ended by=housing duty=relief ground=secured notice")
        .on("2027-02-01", "disclosure-made to=housing shows=violence,unsafe-home asks=safe-tonight");
    let found = returns(&file, date(2027, 2, 2));
    let ids: Vec<(&str, Date)> = found.iter().map(|one| (one.case.id.as_str(), one.case.applied)).collect();
    assert_eq!(ids, [("T-1", date(2026, 7, 1)), ("T-1-2", date(2027, 2, 1))]);
    assert_eq!(found[0].until, Some(date(2027, 1, 31)));
    // An answer about the first is not an answer about the second.
    let done = answer(&file.fold(), "2027-02-02", 1, &[(Q::Employment, None, "retired")]).unwrap();
    let found = all(&done, team(), date(2027, 2, 2));
    assert_eq!((text(found[0].case.employment), text(found[1].case.employment)), ("retired", ""));
}

#[test]
fn somebody_who_was_referred_is_returned_with_who_referred_her() {
    let file = a_council()
        .outsider("probation", Function::Probation, "justice")
        .on("2026-07-01", "referral-made by=probation to=housing referral=duty-to-refer shows=violence,unsafe-home");
    let found = returns(&file, date(2026, 7, 2)).remove(0);
    assert_eq!(text(found.case.referral), "referred-by-a-public-body-under-the-duty/probation-service");
}

#[test]
fn nothing_owed_needs_no_more_than_the_decision() {
    let file = a_council()
        .on("2026-07-01", "housing-applied to=housing homeless")
        .on("2026-07-02", "homelessness-opened by=housing")
        .on(
            "2026-07-09",
            "decision-made by=housing subject=homelessness outcome=against letter review_right findings=not-eligible",
        );
    let found = returns(&file, date(2026, 7, 10)).remove(0);
    assert_eq!((text(found.case.assessment), found.case.assessed), (codes::NOT_ELIGIBLE, Some(date(2026, 7, 9))));
    assert!(found.is_complete());
}

#[test]
fn every_word_of_ours_is_in_its_list() {
    let mut found: BTreeSet<Code> = BTreeSet::new();
    for ground in EndGround::ALL {
        for died in [false, true] {
            found.extend(codes::prevention_ended(*ground, died));
            found.extend(codes::relief_ended(*ground, died));
        }
        for home in HomeKind::ALL {
            found.extend(codes::main_ended(*ground, Some(*home)));
        }
    }
    for home in HomeKind::ALL {
        found.extend(codes::placement(*home).into_iter().chain(codes::placed(*home)));
    }
    for tenure in Tenure::ALL {
        for body in crate::facts::BodyKind::ALL {
            found.extend(codes::tenancy(*tenure, Some(*body)));
        }
    }
    found.extend(Function::ALL.iter().filter_map(|function| codes::referrer(*function)));
    // As many as are written down: a word that is in no list gives nothing.
    assert_eq!(found.len(), 7 + 9 + 8 + 3 + 3 + 2 + 6, "{found:?}");
    assert!(found.iter().all(|code| code.may_be_answered()));
    let fixed =
        [codes::PREVENTION_OWED, codes::BY_SECTION_21, codes::RELIEF_OWED, codes::NO_DUTY, codes::WITHDREW, codes::NOT_ELIGIBLE];
    assert!(fixed.iter().all(|code| ListId::InitialAssessment.find(code).is_some()));
    assert!([codes::VICTIM, codes::ALLEGED].iter().all(|code| ListId::ReasonForLoss.find(code).is_some()));
    assert!([codes::ABUSE_NEED, codes::AGED_16_OR_17].iter().all(|code| ListId::SupportNeed.find(code).is_some()));
}
