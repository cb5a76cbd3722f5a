//! Where an application stands, in words for the officer who reads it.

use casefile::facts::{Duty, EndGround};
use casefile::file::CaseFile;
use casefile::homelessness::case::{Case, Interim, Priority, Review, Stage, Turn};
use jiff::civil::Date;

use super::views::DaysBar;
use crate::components::{Tag, Tone};
use crate::file::describe::Seen;
use crate::words;

/// A stage in a word or two.
pub fn tag(stage: Stage) -> Tag {
    let (text, tone) = match stage {
        Stage::Nothing => ("No application", Tone::Grey),
        Stage::AskedFor => ("To be opened", Tone::Red),
        Stage::Enquiring => ("Enquiries", Tone::Blue),
        Stage::NotOwed => ("Nothing owed", Tone::Grey),
        Stage::Prevention(_) => ("Prevention", Tone::Blue),
        Stage::Relief(_) => ("Relief", Tone::Blue),
        Stage::Overrun(_) => ("Relief, past day 56", Tone::Red),
        Stage::MainDue(_) => ("Main duty owed", Tone::Red),
        Stage::Main => ("Main duty", Tone::Blue),
        Stage::ShortDue => ("Section 190 owed", Tone::Red),
        Stage::Short => ("Section 190", Tone::Blue),
        Stage::Referred { .. } => ("Referred", Tone::Yellow),
        Stage::CameBack { .. } => ("Came back", Tone::Orange),
        Stage::AcceptedElsewhere { .. } => ("With another authority", Tone::Grey),
        Stage::Ended { .. } => ("Ended", Tone::Grey),
        Stage::Housed => ("Housed", Tone::Green),
    };
    Tag::new(text, tone)
}

/// What a stage is called in the course.
pub fn name(seen: &Seen<'_>, stage: Stage) -> String {
    match stage {
        Stage::Nothing => "Nothing was asked".into(),
        Stage::AskedFor => "Something came that is an application".into(),
        Stage::Enquiring => "Application open, enquiries".into(),
        Stage::NotOwed => "Decided: nothing owed".into(),
        Stage::Prevention(_) => "Prevention duty".into(),
        Stage::Relief(_) => "Relief duty".into(),
        Stage::Overrun(_) => "Relief duty, past its 56 days".into(),
        Stage::MainDue(_) => "Relief ended by itself; main duty owed".into(),
        Stage::Main => "Main housing duty".into(),
        Stage::ShortDue => "Relief ended; a place for a reasonable time is owed".into(),
        Stage::Short => "A place for a reasonable time (s.190)".into(),
        Stage::Referred { to, .. } => format!("Referred to {}", seen.team(to)),
        Stage::CameBack { .. } => "The referral came back".into(),
        Stage::AcceptedElsewhere { by } => format!("Taken over by {}", seen.team(by)),
        Stage::Ended { duty, .. } => format!("{} ended", duty_name(duty)),
        Stage::Housed => "She has a lasting home".into(),
    }
}

/// Further words to a stage in the course.
pub fn further(stage: Stage) -> String {
    match stage {
        Stage::Prevention(days) | Stage::Relief(days) | Stage::Overrun(days) => {
            format!("First satisfied on {}; day 56 is {}.", words::day(days.first), words::day(days.last))
        }
        Stage::MainDue(days) => format!("Day 56 was {}.", words::day(days.last)),
        Stage::Ended { ground, .. } => format!("{}.", ground.label()),
        _ => String::new(),
    }
}

/// A duty as people say it.
pub const fn duty_name(duty: Duty) -> &'static str {
    match duty {
        Duty::Prevention => "Prevention duty",
        Duty::Relief => "Relief duty",
        Duty::Interim => "Place for tonight",
        Duty::Main => "Main housing duty",
        Duty::Intentional => "Place for a reasonable time",
        _ => "Duty",
    }
}

/// Where it stands, in a sentence.
pub fn stands(seen: &Seen<'_>, case: &Case) -> String {
    let since = case.spell().map(|spell| words::day(spell.since)).unwrap_or_default();
    match case.stage() {
        Stage::Nothing => "Nothing on file is an application to this authority.".into(),
        Stage::AskedFor => format!("What this authority knows since {since} is a homelessness application in law, and nobody has opened it."),
        Stage::Enquiring => format!("Her application is open since {since}. Nothing is decided yet."),
        Stage::NotOwed => format!("Decided on {since}, in writing, that nothing is owed. What is new opens it again."),
        Stage::Prevention(_) => format!("You are helping her not to lose her home, since {since}."),
        Stage::Relief(_) => format!("You are helping her to a home, since {since}."),
        Stage::Overrun(_) => "The 56 days of relief are over and nobody has decided whether she is in priority need. Relief goes on until it is ended by notice.".into(),
        Stage::MainDue(_) => format!("Relief ended by itself, and since {since} the main housing duty is owed. Its letter is due."),
        Stage::Main => format!("The main housing duty is accepted since {since}. It has no last day."),
        Stage::ShortDue => "Relief was ended, and she was found to be homeless intentionally: a place for a reasonable time is owed, and its letter is due.".into(),
        Stage::Short => format!("She has a place for a reasonable time, and advice, since {since}."),
        Stage::Referred { to, .. } => format!("Referred to {} on {since}. Until she knows the outcome she stays in accommodation that you provide.", seen.team(to)),
        Stage::CameBack { .. } => format!("{since}: the other authority does not take her. Relief is owed here, and its 56 days begin with the notice that tells her so."),
        Stage::AcceptedElsewhere { by } => format!("{} took her application over on {since}. Your assessments go with it, so that she need not tell everything again.", seen.team(by)),
        Stage::Ended { duty, ground } => format!("{} ended on {since}: {}.", duty_name(duty), ground.label().to_lowercase()),
        Stage::Housed => format!("She has had a lasting home since {since}."),
    }
}

/// What follows, and when.
pub fn next(case: &Case) -> String {
    match case.stage() {
        Stage::AskedFor => "Open it today. Somewhere safe for tonight is owed at the same low threshold: it is enough that she may be homeless, eligible and in priority need.".into(),
        Stage::Enquiring => "Decide the risk first: if abuse is probable where she lives she is homeless now, and relief is owed, not prevention.".into(),
        Stage::Prevention(days) => format!("When day 56, {}, is over, prevention goes on until it is ended by notice. If she becomes homeless, relief begins the same day.", words::day(days.last)),
        Stage::Relief(days) if case.priority.is_accepted() && case.intentional.is_none() => {
            format!("When {} is over, relief ends by itself and the main housing duty follows. She is not told of that before.", words::day(days.last))
        }
        Stage::Relief(days) => format!("Whether she is in priority need has to be decided by {}: otherwise relief goes on past its days.", words::day(days.last)),
        Stage::Overrun(_) => "Decide today whether she is in priority need. Where she is, the main housing duty has been owed since day 57.".into(),
        Stage::MainDue(_) => "Accept the main duty by letter, with new advice about any tenancy that she still has.".into(),
        Stage::Referred { .. } => "The other authority answers within 10 days. If the two do not agree, a person is appointed within 21.".into(),
        Stage::CameBack { .. } => "Tell her the outcome in writing today.".into(),
        _ => String::new(),
    }
}

/// The 56 days on a day.
pub fn days(stage: Stage, today: Date) -> Option<DaysBar> {
    let (Stage::Prevention(days) | Stage::Relief(days) | Stage::Overrun(days)) = stage else { return None };
    let number = days.number(today);
    let said = if days.are_over(today) {
        format!("The 56 days are over since {}", words::day(days.last))
    } else {
        format!("Day {number} of 56")
    };
    let between = format!(
        "First satisfied on {}. The last day is {}.",
        words::weekday_and_day(days.first),
        words::weekday_and_day(days.last)
    );
    Some(DaysBar { number: number.clamp(0, 56), words: said, between })
}

/// Priority need, in a sentence.
pub fn priority(seen: &Seen<'_>, priority: Priority) -> String {
    let fact = |id| seen.file.fact(id).map(|fact| seen.briefly(fact)).unwrap_or_default();
    match priority {
        Priority::Abuse(because) => format!("Yes, because she is homeless through abuse ({}). There is no test.", fact(because)),
        Priority::Child => "Yes, because a child lives with her.".into(),
        Priority::Pregnant(because) => format!("Yes, because of a pregnancy ({}).", fact(because)),
        Priority::Decided(because) => format!("Yes, as decided ({}).", fact(because)),
        Priority::Not(because) => format!("No, as decided ({}).", fact(because)),
        Priority::Undecided => "Not decided.".into(),
    }
}

/// A place for tonight, in a sentence.
pub fn interim(seen: &Seen<'_>, interim: Interim) -> String {
    let fact = |id| seen.file.fact(id).map(|fact| seen.briefly(fact)).unwrap_or_default();
    match interim {
        Interim::NotOwed => "Nothing shows that one is owed.".into(),
        Interim::DueNow { since, because } => {
            format!("Owed now, and she has none: since {}, because of {}.", words::day(since), fact(because))
        }
        Interim::Provided { since, .. } => format!(
            "She has one, since {}. It stays until relief has ended and she has been told what follows.",
            words::day(since)
        ),
        Interim::Answered { by, .. } => format!("Answered in another way: {}.", fact(by)),
        Interim::PendingReview { placement, .. } => {
            let there = if placement.is_some() { "She is still there." } else { "She is not there any more." };
            format!("A review is pending: you may let her stay, and have to decide whether you do. {there}")
        }
        Interim::Ended { on, .. } => format!("Ended on {}.", words::day(on)),
    }
}

/// Whose turn it is in a review.
pub fn turn(review: &Review, today: Date) -> Tag {
    match review.turn {
        Turn::Reviewer if review.is_late(today) => Tag::new("The reviewer, late", Tone::Red),
        Turn::Reviewer => Tag::new("The reviewer’s turn", Tone::Blue),
        Turn::Hers => Tag::new("Her turn to answer", Tone::Yellow),
        Turn::MayAppeal => Tag::new("She may appeal", Tone::Yellow),
        Turn::Court => Tag::new("With the court", Tone::Yellow),
        Turn::Nobody if review.decided.is_some_and(|decided| decided.changed) => Tag::new("Changed for her", Tone::Green),
        Turn::Nobody => Tag::new("Over", Tone::Grey),
    }
}

/// What was decided, in a few words: `relief duty accepted on 3 June 2026`.
pub fn decision(file: &CaseFile, seen: &Seen<'_>, id: casefile::ids::FactId) -> String {
    use casefile::facts::Body;
    let Some(fact) = file.fact(id) else { return "a decision".into() };
    let on = words::day(fact.happened.date);
    match &fact.body {
        Body::DutyAccepted(it) => format!("{} accepted on {on}", duty_name(it.duty)),
        Body::DutyEnded(it) => format!("{} ended on {on}: {}", duty_name(it.duty), ended(it.ground)),
        Body::DecisionMade(it) => format!("{}: {}, on {on}", it.subject.label(), it.outcome.label().to_lowercase()),
        _ => words::capital(&seen.briefly(fact)),
    }
}

fn ended(ground: EndGround) -> String {
    ground.label().to_lowercase()
}
