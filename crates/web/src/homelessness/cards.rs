//! One authority's part in the application, put together for the page.

use casefile::commands::Refusal;
use casefile::commands::homelessness::ways::Ways;
use casefile::facts::{ComplaintMade, Duty, Function, Kind};
use casefile::file::CaseFile;
use casefile::homelessness::case::{Case, Interim, Notified, Review, Stage, Turn};
use casefile::ids::{FactId, FileId};
use jiff::civil::DateTime;
use uuid::Uuid;

use super::views::{CaseCard, NotNow, ReviewCard, StageLine, Take};
use super::{PART, words as said};
use crate::components::{Cell, Line, Row, Summary, Table};
use crate::file::describe::Seen;
use crate::file::handlers::InHand;
use crate::file::owed;
use crate::{paths, words};

/// The address of a step.
pub fn step(file: FileId, step: &str) -> String {
    paths::part(file, &format!("{PART}/{step}"))
}

/// The address of a step about one fact.
pub fn step_on(file: FileId, step: &str, on: FactId) -> String {
    paths::part(file, &format!("{PART}/{step}/{on}"))
}

/// The cases of the file, with the officer's own authority first. An authority of which nothing is known has no card, unless it is one's own.
pub fn all(hand: &InHand) -> Vec<CaseCard> {
    let now = hand.opened.at;
    let mine = hand.signed.desk().officer().team;
    let services = hand.opened.file.services();
    let mut cases = Case::all(&hand.opened.file, hand.day());
    cases.retain(|case| case.stage() != Stage::Nothing || services.same_body(case.team, mine) || is_lead(hand, case));
    cases.sort_by_key(|case| !services.same_body(case.team, mine));
    let several = cases.len() > 1;
    cases.iter().enumerate().map(|(at, case)| card(hand, case, now, several, at)).collect()
}

fn is_lead(hand: &InHand, case: &Case) -> bool {
    let file = &hand.opened.file;
    file.lead().is_some_and(|lead| file.services().same_body(lead, case.team))
}

/// Opening the application at the officer's own authority, where the law makes something on file one already.
pub fn to_take(hand: &InHand) -> Option<Take> {
    let (file, mine) = (&hand.opened.file, hand.signed.desk().officer().team);
    let case = Case::all(file, hand.day()).into_iter().find(|case| file.services().same_body(case.team, mine))?;
    (case.stage() == Stage::AskedFor && !hand.seen().past).then(|| take(hand, &case)).flatten()
}

fn take(hand: &InHand, case: &Case) -> Option<Take> {
    let of = Ways::find(&hand.opened.file, case).take?;
    let seen = hand.seen();
    let fact = of.and_then(|of| seen.file.fact(of));
    Some(Take {
        action: step(seen.id, "take"),
        csrf: seen.csrf.to_owned(),
        idempotency: Uuid::new_v4().to_string(),
        seen: hand.opened.seq.to_string(),
        of: fact.map(|fact| fact.id.to_string()).unwrap_or_default(),
        because: fact.map(|fact| seen.briefly(fact)).unwrap_or_default(),
        is_one: case.stage() == Stage::AskedFor,
    })
}

fn card(hand: &InHand, case: &Case, now: DateTime, several: bool, at: usize) -> CaseCard {
    let seen = hand.seen();
    let (stage, file) = (case.stage(), seen.file);
    let mine = hand.signed.desk().officer().team;
    let ours = file.services().same_body(mine, case.team);
    let ways = Ways::find(file, case);
    let open = ours && !seen.past;
    let decides = open && file.services().does(mine, Function::Housing);
    let mut owing: Vec<_> = hand
        .opened
        .owed
        .iter()
        .filter(|one| one.rule.topic == "Homelessness" && one.state(now).is_owed())
        .filter(|one| file.services().same_body(one.owner.team, case.team))
        .cloned()
        .collect();
    owed::by_urgency(&mut owing);
    CaseCard {
        authority: if several { seen.team(case.team) } else { String::new() },
        id: format!("case-{}", at + 1),
        tag: said::tag(stage),
        stands: said::stands(&seen, case),
        next: said::next(case),
        days: said::days(stage, case.day),
        summary: summary(&seen, case),
        take: open.then(|| take(hand, case)).flatten(),
        owed: owing.iter().map(|one| owed::card(&seen, one, now)).collect(),
        actions: if decides { actions(&seen, case, &ways) } else { Vec::new() },
        not_now: if decides { not_now(&ways) } else { Vec::new() },
        elsewhere: if decides || seen.past { String::new() } else { elsewhere(&seen, case) },
        course: course(&seen, case),
        reviews: case.reviews.iter().rev().map(|review| review_card(&seen, case, review, open, decides)).collect(),
        decisions: decisions(&seen, case, &ways, open),
    }
}

fn elsewhere(seen: &Seen<'_>, case: &Case) -> String {
    format!(
        "What follows is for {} to do. You can chase it, refer her, or record what she tells you: whatever shows that she may be homeless counts there.",
        seen.team(case.team)
    )
}

fn summary(seen: &Seen<'_>, case: &Case) -> Summary {
    let mut rows = Vec::new();
    if case.stage().is_live() {
        rows.push(Row::new("In priority need", said::priority(seen, case.priority)));
        let intention = match case.intentional {
            Some(decision) => format!("Found to be so: {}.", said::decision(seen.file, seen, decision)),
            None => "Not found. Leaving because of abuse never is.".into(),
        };
        rows.push(Row::new("Homeless intentionally", intention));
    }
    if case.stage() != Stage::Nothing || case.interim != Interim::NotOwed {
        let mut row = Row::new("A place for tonight", said::interim(seen, case.interim));
        if let (Interim::DueNow { .. }, false) = (case.interim, seen.past) {
            row.lines.push(Line::Link(paths::act(seen.id, Kind::PlacementMade), "Record a placement".into()));
            row.lines.push(Line::Link(paths::act(seen.id, Kind::RefugeSought), "Record a refuge".into()));
            row.lines.push(Line::Link(paths::act(seen.id, Kind::SafetyMeasure), "She stays, safely: record how".into()));
        }
        rows.push(row);
    }
    Summary(rows)
}

/// What may be done here and now, the most likely first.
fn actions(seen: &Seen<'_>, case: &Case, ways: &Ways) -> Vec<(String, String)> {
    let at = |what: &str| step(seen.id, what);
    let mut actions = Vec::new();
    if let Some(answer) = ways.tell_outcome {
        actions.push((step_on(seen.id, "outcome", answer), "Tell her the outcome of the referral".to_owned()));
    }
    if let Some(referral) = ways.answer {
        actions.push((step_on(seen.id, "answer", referral), "The other authority has answered".to_owned()));
    }
    for way in ways.accept.iter().filter(|way| way.barred.is_none()) {
        actions.push((
            at(&format!("accept-{}", way.what.code())),
            format!("Accept the {}", said::duty_name(way.what).to_lowercase()),
        ));
    }
    if ways.decide {
        actions.push((at("decide"), "Record what you have decided".to_owned()));
    }
    for (duty, grounds) in &ways.end {
        if grounds.iter().any(|one| one.barred.is_none()) {
            actions.push((at(&format!("end-{}", duty.code())), format!("End the {}", said::duty_name(*duty).to_lowercase())));
        }
    }
    if ways.withdraw.as_ref().is_some_and(|way| way.barred.is_none()) {
        actions.push((at("withdraw"), "She withdraws".to_owned()));
    }
    if ways.refer {
        actions.push((at("refer"), "Refer to another authority".to_owned()));
    }
    if case.stage().is_live() {
        actions.push((at("late"), "Tell her of a delay".to_owned()));
    }
    actions
}

fn not_now(ways: &Ways) -> Vec<NotNow> {
    let barred = |what: String, refusal: &Refusal| NotNow {
        what,
        because: refusal.because.clone(),
        instead: refusal.instead.clone(),
        rule: refusal.rule.map(paths::rule),
    };
    let accept = ways.accept.iter().filter_map(|way| {
        let refusal = way.barred.as_ref()?;
        Some(barred(format!("Accept the {}", said::duty_name(way.what).to_lowercase()), refusal))
    });
    let withdraw = ways.withdraw.iter().filter_map(|way| Some(barred("She withdraws".into(), way.barred.as_ref()?)));
    let ends = ways.end.iter().filter_map(|(duty, grounds)| {
        let all_barred = !grounds.is_empty() && grounds.iter().all(|one| one.barred.is_some());
        let first = grounds.first()?.barred.as_ref().filter(|_| all_barred)?;
        Some(barred(format!("End the {}", said::duty_name(*duty).to_lowercase()), first))
    });
    accept.chain(withdraw).chain(ends).collect()
}

fn course(seen: &Seen<'_>, case: &Case) -> Vec<StageLine> {
    let last = case.course.len().saturating_sub(1);
    let lines = case.course.iter().enumerate().rev().map(|(at, spell)| StageLine {
        when: match spell.until {
            Some(until) if until != spell.since => format!("{} to {}", words::day(spell.since), words::day(until)),
            _ if at == last => format!("Since {}", words::day(spell.since)),
            _ => words::day(spell.since),
        },
        iso: spell.since.to_string(),
        what: said::name(seen, spell.stage),
        line: said::further(spell.stage),
        now: at == last,
    });
    lines.collect()
}

fn review_card(seen: &Seen<'_>, case: &Case, review: &Review, open: bool, decides: bool) -> ReviewCard {
    let at = |what: &str| step_on(seen.id, what, review.asked);
    let mut lines = vec![format!("Asked for on {}: {}.", words::day(review.on), review.kind.label().to_lowercase())];
    if review.is_pending() {
        let due = words::weekday_and_day(review.decide_by);
        lines.push(if review.is_late(case.day) {
            format!("It was to be decided by {due}. She may go to the county court about the first decision, and is told so.")
        } else {
            format!("To be decided by {due}.")
        });
        if let Some(by_law) = review.by_law {
            lines.push(format!("She agreed in writing to more time; the regulations gave it until {}.", words::day(by_law)));
        }
    }
    if let Some((_, until)) = review.minded_to {
        let until = until.map(|until| format!(" until the end of {}", words::day(until))).unwrap_or_default();
        lines.push(match review.heard {
            Some(_) => "She was told what the reviewer is minded to decide, and has answered.".to_owned(),
            None => format!("She was told what the reviewer is minded to decide, and may answer{until}."),
        });
    }
    if let Some(decided) = review.decided {
        let how = if decided.changed { "changed for her" } else { "left as it was" };
        lines.push(format!("Decided on {}: the decision is {how}.", words::day(decided.on)));
    }
    if let Some(last) = review.appeal_by.filter(|_| review.appealed.is_none()) {
        lines.push(format!("The last day to go to the county court on a point of law is {}.", words::weekday_and_day(last)));
    }
    if review.appealed.is_some() {
        lines.push("She has gone to the county court. Whether she stays where she is meanwhile is yours to decide, and that can be appealed too.".into());
    }
    let mut actions = Vec::new();
    if open && review.is_pending() {
        actions.push((at("heard"), "Record what she says in it".to_owned()));
    }
    if decides && review.is_pending() {
        actions.insert(0, (at("reviewed"), "Decide the review".to_owned()));
        if review.minded_to.is_none() {
            actions.push((at("minded-to"), "Say what you are minded to decide".to_owned()));
        }
        actions.push((at("more-time"), "She agrees to more time".to_owned()));
        actions.push((step_on(seen.id, "late", review.asked), "Tell her that it will be late".to_owned()));
    }
    if open && let Some(decided) = review.decided.filter(|_| !has_received(seen.file, review)) {
        actions.push((step_on(seen.id, "received", decided.fact), "She has the outcome".to_owned()));
    }
    if open && (review.turn == Turn::MayAppeal || review.is_late(case.day)) && review.appealed.is_none() {
        actions.push((at("appeal"), "She has gone to the county court".to_owned()));
    }
    let of = review.of.map_or_else(|| "A decision".to_owned(), |of| said::decision(seen.file, seen, of));
    ReviewCard { title: format!("Review: {of}"), turn: said::turn(review, case.day), lines, actions }
}

fn has_received(file: &CaseFile, review: &Review) -> bool {
    let decided = review.decided.map(|decided| decided.fact);
    file.each::<casefile::facts::DecisionReceived>().any(|(_, it)| Some(it.of) == decided)
}

fn decisions(seen: &Seen<'_>, case: &Case, ways: &Ways, open: bool) -> Table {
    let row = |one: &Notified| {
        let last = match (one.last_day, one.review) {
            (_, Some(_)) => "Asked for".to_owned(),
            (Some(last), _) if one.is_late(case.day) => {
                format!("{}, passed: you can allow it later, in writing", words::day(last))
            }
            (Some(last), _) => words::day(last),
            (None, _) => "The 21 days have not begun".to_owned(),
        };
        let mut row = vec![
            Cell::Text(said::decision(seen.file, seen, one.decision)),
            Cell::Text(one.received.map_or_else(|| "Not recorded".to_owned(), words::day)),
            Cell::Text(last),
        ];
        if open {
            let can_ask = ways.review.iter().any(|way| way.what.decision == one.decision);
            row.push(match (one.received, can_ask) {
                (None, _) => Cell::Link(step_on(seen.id, "received", one.decision), "She has it".into()),
                (Some(_), true) => Cell::Link(step_on(seen.id, "review", one.decision), "She asks for a review".into()),
                _ => Cell::Text(String::new()),
            });
            row.push(if one.received.is_none() && can_ask {
                Cell::Link(step_on(seen.id, "review", one.decision), "She asks for a review".into())
            } else {
                Cell::Text(String::new())
            });
        }
        row
    };
    let heads = ["Decision", "She had it on", "Last day to ask for a review", "Record", "Or"];
    let heads = &heads[..if open { 5 } else { 3 }];
    Table {
        caption: String::new(),
        heads: heads.iter().map(|head| ((*head).to_owned(), false)).collect(),
        rows: case.notified.iter().map(row).collect(),
    }
}

/// Complaints in which she may have asked for a decision to be looked at again.
pub fn complaints(file: &CaseFile) -> Vec<FactId> {
    file.each::<ComplaintMade>().map(|(fact, _)| fact.id).collect()
}

/// The duties that a step can name.
pub const DUTIES: [Duty; 5] = [Duty::Prevention, Duty::Relief, Duty::Main, Duty::Intentional, Duty::Interim];
