//! What many sample pages have in common: the frame, the head of a file, an entry, a form, a table.

use crate::components::*;
use crate::file::views::*;
use crate::frame::{At, Badge, Frame, Running};
use crate::homelessness::views::{CaseCard, DaysBar, NotNow, ReviewCard, StageLine, Take};
use crate::my_work::views::Owed;
use crate::stories::views::StoryCard;

pub(super) fn frame(at: At, name: &str) -> Frame {
    Frame {
        officer: Some(Badge {
            name: name.into(),
            team: "Housing options".into(),
            manages: true,
            reviews: true,
            guards: true,
            on_call: true,
            destroys: true,
            works: true,
            houses: true,
            returns: true,
        }),
        at,
        csrf: "token".into(),
        said: Some(format!("Recorded for {name}")),
        demonstration: true,
        alarm: true,
        emergencies: vec![Running { href: "/files/f".into(), end: "/emergency/f/end".into(), until: "10:30am".into() }],
    }
}

pub(super) fn head(name: &str) -> Head {
    Head {
        reference: "HF-7K2M-Q".into(),
        known_as: name.into(),
        href: "/files/f".into(),
        tabs: vec![("/files/f".into(), "What is owed".into(), true), ("/files/f/timeline".into(), "Timeline".into(), false)],
        under: vec![],
        closed: name.is_empty().then_some("Only named staff may open this file."),
        past: (!name.is_empty()).then(|| ("2026-06-03".into(), "3 June 2026".into())),
        here: "/files/f".into(),
        day_problem: name.is_empty().then(|| "That is not a day".into()),
    }
}

pub(super) fn reveal(field: &str) -> Reveal {
    Reveal { action: "/files/f/reveal".into(), csrf: "token".into(), fact: "a".into(), field: field.into(), what: "words".into() }
}

pub(super) fn owed(name: &str) -> Owed {
    Owed {
        title: "Somewhere safe today".into(),
        must: "Decide whether interim accommodation is owed".into(),
        href: "/files/f/owed/r/a".into(),
        reference: "HF-7K2M-Q".into(),
        known_as: name.into(),
        file_href: "/files/f".into(),
        owner: format!("{name}, Housing options"),
        nearness: "overdue",
        due: "Overdue by 2 days".into(),
        tags: vec![Tag::new("Safety", Tone::Red)],
        because: "she applied on 12 June 2026".into(),
        since: "12 June 2026".into(),
        source: "Housing Act 1996 s.188(1)".into(),
        rule_href: "/rules#r".into(),
        local: true,
        act: Some(("/files/f/act".into(), "Decide".into())),
    }
}

pub(super) fn entry(name: &str) -> Entry {
    Entry {
        id: format!("a{}", name.chars().count()),
        class: "danger",
        when: "3 June 2026".into(),
        iso: "2026-06-03".into(),
        recorded: Some("recorded on 5 June 2026".into()),
        what: "Threat made".into(),
        line: format!("By {name}"),
        tags: vec![Tag::new("Unread", Tone::Orange)],
        details: Summary(vec![Row {
            key: "Words".into(),
            lines: vec![Line::Sealed(reveal(&format!("d{}", name.len())))],
            action: None,
        }]),
        sealed: vec![reveal(&format!("w{}", name.len()))],
        actions: vec![("/files/f/facts/a/correct".into(), "Correct".into())],
    }
}

pub(super) fn take(name: &str) -> Take {
    Take {
        action: "/files/f/homelessness/take".into(),
        csrf: "token".into(),
        idempotency: "i".into(),
        seen: "3".into(),
        of: "a".into(),
        because: format!("what {name} told"),
        is_one: !name.is_empty(),
    }
}

pub(super) fn case_card(name: &str) -> CaseCard {
    CaseCard {
        authority: name.into(),
        id: "case-1".into(),
        tag: Tag::new("Relief", Tone::Blue),
        stands: format!("You are helping {name} to a home"),
        next: "The main duty follows.".into(),
        days: Some(DaysBar { number: 12, words: "Day 12 of 56".into(), between: "From 2 March 2026".into() }),
        summary: Summary(vec![Row::new("In priority need", name)]),
        take: Some(take(name)),
        owed: vec![owed(name)],
        actions: vec![("/files/f/homelessness/end-relief".into(), "End the relief duty".into())],
        not_now: vec![NotNow {
            what: "Accept the main duty".into(),
            because: name.into(),
            instead: vec![name.into()],
            rule: Some("/rules#r".into()),
        }],
        elsewhere: name.into(),
        course: vec![StageLine {
            when: "Since 2 March 2026".into(),
            iso: "2026-03-02".into(),
            what: "Relief duty".into(),
            line: name.into(),
            now: true,
        }],
        reviews: vec![ReviewCard {
            title: format!("Review: {name}"),
            turn: Tag::new("Her turn", Tone::Yellow),
            lines: vec![name.into()],
            actions: vec![("/x".into(), "Decide".into())],
        }],
        decisions: table(name),
    }
}

pub(super) fn sections(name: &str) -> Vec<Section> {
    let choices = || vec![Choice::new("a", name).hint(name), Choice::new("b", "B").chosen()];
    let mut answers = Answers::default();
    answers.set("who", name);
    answers.set("words", format!("\n{name}\r\n{name}"));
    let questions = vec![
        Question::line("who", "Who?").answered(&answers).error(name.is_empty().then_some("Say who")),
        Question::text("words", "What did she say?", 5).answered(&answers),
        Question::radios("r", "One of a few", choices()),
        Question::checkboxes("c", "Any of some", choices()).more("More", vec![Choice::new("c", name)]),
        Question::select("s", "One of many", choices()),
        Question::day("d", "Which day?"),
        Question::moment("m", "When?"),
        Question::money("money", "How much?"),
    ];
    vec![
        Section { heading: "Who".into(), intro: "In her words.".into(), questions, ..Section::default() },
        Section { heading: "More".into(), questions: vec![Question::yes_no("y", "Yes?")], folded: true, ..Section::default() },
    ]
}

pub(super) fn table(name: &str) -> Table {
    let rows = if name.is_empty() {
        Vec::new()
    } else {
        vec![vec![name.into(), 3_usize.into(), Cell::Tag(Tag::new("Late", Tone::Red))]]
    };
    Table {
        caption: "A table".into(),
        heads: vec![("Name".into(), false), ("Number".into(), true), ("State".into(), false)],
        rows,
    }
}

pub(super) fn story(name: &str) -> StoryCard {
    StoryCard {
        href: "/stories/tessa".into(),
        name: "Tessa".into(),
        report: "Ombudsman 19 018 743".into(),
        summary: name.into(),
        days: "378".into(),
        means: "days before anybody acted".into(),
    }
}
