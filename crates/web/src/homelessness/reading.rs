//! From what was typed to the command of a step.

use casefile::commands::homelessness::{
    AcceptDuty, AskReview, ConfirmReceipt, DecideApplication, DecideReview, EndDuty, ExtendReview, MindedTo, NoteAppeal,
    NoteReferralAnswer, NoteRepresentations, ReferElsewhere, TellDelay, TellOutcome,
};
use casefile::facts::{Duty, EndGround, Finding, ReferralCondition, ReviewKind, Shows, When, Who};
use casefile::private::{Narrative, Sealed};
use desk::Done;
use jiff::civil::Date;

use super::steps::Step;
use crate::act::owing::account;
use crate::act::sending::{Act, Stopped};
use crate::letters::in_writing;
use crate::typed;

/// Carries out a step.
/// # Errors
/// `Ok(None)` where something is wrong with the answers: it is noted beside its question; otherwise why the desk did nothing.
pub async fn carry_out(act: &mut Act, step: Step) -> Result<Option<Done>, Stopped> {
    match step {
        Step::Accept(duty) => accept(act, duty).await,
        Step::End(duty) => end(act, duty).await,
        Step::Withdraw => withdraw(act).await,
        Step::Decide => decide(act).await,
        Step::Refer => refer(act).await,
        Step::Late(about) => {
            let Some(until) = a_day(act, "until", "Enter the new day") else { return Ok(None) };
            act.send(&TellDelay { about, until }).await.map(Some)
        }
        Step::Answer(referral) => {
            let accepted = yes_or_no(act, "accepted", "Say whether it takes her application over");
            let words = words_if_any(act);
            let Some(accepted) = accepted.filter(|_| act.mistakes.is_empty()) else { return Ok(None) };
            let words = words.unwrap_or_else(|| Sealed::new(""));
            act.send(&NoteReferralAnswer { referral, accepted, words }).await.map(Some)
        }
        Step::Outcome(answer) => {
            let Some(reasons) = account(act, "reasons", "Write the reasons") else { return Ok(None) };
            let letter = in_writing::is_answered(act);
            in_writing::told(act, &TellOutcome { answer, reasons, letter }).await.map(Some)
        }
        Step::Received(of) => {
            let Some(happened) = a_day(act, "happened", "Enter the day on which she had it") else { return Ok(None) };
            act.send(&ConfirmReceipt { of, happened: happened.into() }).await.map(Some)
        }
        Step::Review(of) => ask_review(act, of).await,
        Step::Heard(review) => {
            let Some(happened) = day_or_now(act) else { return Ok(None) };
            act.send(&NoteRepresentations { review, happened, shows: Shows::empty() }).await.map(Some)
        }
        Step::MindedTo(review) => {
            let reasons = account(act, "reasons", "Write what is deficient, and what you are minded to decide");
            let until = a_day(act, "until", "Enter the day until which she may answer");
            let (Some(reasons), Some(answer_by)) = (reasons, until) else { return Ok(None) };
            act.send(&MindedTo { review, answer_by, reasons }).await.map(Some)
        }
        Step::MoreTime(review) => {
            let Some(until) = a_day(act, "until", "Enter the day to which she agreed") else { return Ok(None) };
            let agreed_in_writing = act.answers.has("agreed", "yes");
            act.send(&ExtendReview { review, until, agreed_in_writing }).await.map(Some)
        }
        Step::Reviewed(review) => {
            let changed = yes_or_no(act, "changed", "Say how it comes out");
            let reasons = account(act, "reasons", "Write the reasons, also where it is in her favour");
            let (Some(changed), Some(reasons)) = (changed, reasons) else { return Ok(None) };
            let letter = in_writing::is_answered(act);
            in_writing::told(act, &DecideReview { review, changed, letter, reasons }).await.map(Some)
        }
        Step::Appeal(of) => {
            let Some(happened) = day_or_now(act) else { return Ok(None) };
            act.send(&NoteAppeal { of, happened }).await.map(Some)
        }
    }
}

async fn accept(act: &mut Act, duty: Duty) -> Result<Option<Done>, Stopped> {
    let today = act.hand.opened.at.date();
    let read = typed::day(&act.answers, "satisfied").and_then(|day| match day {
        Some(day) if day > today => Err("That day has not come yet".to_owned()),
        day => Ok(day),
    });
    let satisfied = act.mistakes.take("satisfied", read).flatten();
    let reasons = words_if_any(act);
    if !act.mistakes.is_empty() {
        return Ok(None);
    }
    let letter = in_writing::is_answered(act);
    in_writing::told(act, &AcceptDuty { duty, satisfied, letter, reasons }).await.map(Some)
}

async fn end(act: &mut Act, duty: Duty) -> Result<Option<Done>, Stopped> {
    let ground: Option<EndGround> = act.answers.one("ground").parse().ok();
    if ground.is_none() {
        act.mistakes.note("ground", "Choose the ground");
    }
    let reasons = account(act, "reasons", "Write the reasons: they stand in the notice");
    let (Some(ground), Some(reasons)) = (ground, reasons) else { return Ok(None) };
    let notice = in_writing::is_answered(act);
    in_writing::told(act, &EndDuty { duty, ground, notice, reasons }).await.map(Some)
}

async fn withdraw(act: &mut Act) -> Result<Option<Done>, Stopped> {
    let Some(reasons) = account(act, "reasons", "Write what she said, and how") else { return Ok(None) };
    let notice = in_writing::is_answered(act);
    in_writing::told(act, &EndDuty { duty: Duty::Relief, ground: EndGround::Withdrew, notice, reasons }).await.map(Some)
}

async fn decide(act: &mut Act) -> Result<Option<Done>, Stopped> {
    let findings: Vec<Finding> = act.answers.all("findings").filter_map(|code| code.parse().ok()).collect();
    if findings.is_empty() {
        act.mistakes.note("findings", "Choose what you have found");
    }
    let reasons = account(act, "reasons", "Write the reasons, also where it is in her favour");
    let (Some(reasons), true) = (reasons, act.mistakes.is_empty()) else { return Ok(None) };
    let command = DecideApplication {
        findings,
        considered: act.answers.all("considered").filter_map(|id| id.parse().ok()).collect(),
        answers: act.answers.all("answers").filter_map(Shows::from_code).fold(Shows::empty(), Shows::union),
        letter: in_writing::is_answered(act),
        senior: act.hand.signed.manages(),
        reasons,
    };
    in_writing::told(act, &command).await.map(Some)
}

async fn refer(act: &mut Act) -> Result<Option<Done>, Stopped> {
    let to = act.answers.one("to").parse().ok();
    let condition: Option<ReferralCondition> = act.answers.one("condition").parse().ok();
    if to.is_none() {
        act.mistakes.note("to", "Choose the other authority");
    }
    if condition.is_none() {
        act.mistakes.note("condition", "Choose the condition");
    }
    let reasons = account(act, "reasons", "Write why there is no risk there, and why it is right to refer");
    let (Some(to), Some(condition), Some(reasons)) = (to, condition, reasons) else { return Ok(None) };
    let command = ReferElsewhere {
        to,
        condition,
        no_risk_there: act.answers.has("no-risk", "yes"),
        reasons,
        letter: in_writing::is_answered(act),
        safe_contact: act.answers.has("safe-contact", "yes"),
    };
    in_writing::told(act, &command).await.map(Some)
}

async fn ask_review(act: &mut Act, of: casefile::ids::FactId) -> Result<Option<Done>, Stopped> {
    let by = who(act.answers.one("by"));
    if by.is_none() {
        act.mistakes.note("by", "Choose who asks");
    }
    let kind: ReviewKind = act.answers.one("kind").parse().unwrap_or(ReviewKind::Section202);
    let (Some(by), Some(happened)) = (by, day_or_now(act)) else { return Ok(None) };
    let command = AskReview {
        by,
        of,
        happened,
        complaint: act.answers.one("complaint").parse().ok(),
        late_allowed: act.answers.has("late", "yes"),
        shows: Shows::empty(),
        kind,
    };
    act.send(&command).await.map(Some)
}

fn who(chosen: &str) -> Option<Who> {
    match chosen.split_once(':')? {
        ("person", id) => id.parse().ok().map(Who::Person),
        ("team", id) => id.parse().ok().map(Who::Team),
        _ => None,
    }
}

fn yes_or_no(act: &mut Act, name: &str, missing: &str) -> Option<bool> {
    match act.answers.one(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            act.mistakes.note(name, missing);
            None
        }
    }
}

fn words_if_any(act: &mut Act) -> Option<Sealed<Narrative>> {
    let read = typed::text(&act.answers, "reasons", typed::ACCOUNT);
    act.mistakes.take("reasons", read).flatten().map(Sealed::new)
}

fn a_day(act: &mut Act, name: &str, missing: &str) -> Option<Date> {
    let read = typed::day(&act.answers, name).and_then(|day| day.ok_or_else(|| missing.to_owned()));
    act.mistakes.take(name, read)
}

/// The day that was typed, or now where none was. What has not come yet is refused.
fn day_or_now(act: &mut Act) -> Option<When> {
    let now = act.hand.opened.at;
    let read = typed::day(&act.answers, "happened").and_then(|day| match day {
        Some(day) if day > now.date() => Err("That day has not come yet. Record what has happened".to_owned()),
        Some(day) if day < now.date() => Ok(When::on(day)),
        _ => Ok(When::at(now.date().at(now.hour(), now.minute(), 0, 0))),
    });
    act.mistakes.take("happened", read)
}
