//! The form that assesses an application: one section for each need that was told.

use axum::response::{IntoResponse, Response};
use casefile::allocations::needs::{self, Told};
use casefile::allocations::on_register::OnRegister;
use casefile::allocations::scheme::Scheme;
use casefile::commands::register::{Assess, Effective, NeedAnswer};
use casefile::facts::{AccessNeed, Circumstance};
use casefile::file::CaseFile;
use casefile::private::Unprinted;
use jiff::civil::Date;

use super::application::shown_by;
use super::decide::of_application;
use super::steps::Step;
use crate::act::owing::asked;
use crate::act::sending::{Act, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Question, Section, Widget};
use crate::door::Problem;
use crate::letters::{PART, in_writing};
use crate::{typed, words};

/// The longest reason for one need, in characters.
const REASON: usize = 2_000;
/// The answer that a need does not change the band.
const NONE: &str = "none";

/// The form.
pub(super) fn page(act: &Act, on: &OnRegister<'_>, scheme: &Scheme) -> FormPage {
    let today = act.hand.opened.at.date();
    let seen = act.hand.seen();
    let told = needs::told(seen.file, on.team, today);
    let in_law = needs::in_law(seen.file, on.team, today);
    let mut sections: Vec<Section> = told.iter().map(|one| need(act, one, scheme)).collect();
    sections.push(home(act, seen.file, today));
    sections.push(effective(act, on, today));
    let mut page = act.page("Assess her application", of_application(act, Step::Assess, on.fact.id), sections);
    page.notes.push(Note::Plain(
        "Say of each need that she told what it means. The scheme gives the band; a further need never lowers it, and no score counts.".into(),
    ));
    if told.is_empty() {
        page.notes.push(Note::Inset(
            "Nothing in the file shows a need yet. If she told of one, record it first: it belongs in the decision.".into(),
        ));
    }
    if !in_law.is_empty() {
        let lines = in_law.iter().map(|one| format!("{}: {} {}", one.what.label(), one.why, one.provision)).collect();
        page.notes.push(Note::Lines("The law counts this, whoever decides".into(), lines));
    }
    page.back = crate::paths::part(act.file(), "register");
    page.button = "Decide the band".into();
    page
}

fn need(act: &Act, told: &Told<'_>, scheme: &Scheme) -> Section {
    let code = told.need.code();
    let band = |what: Circumstance| scheme.given(what).and_then(|given| Some((given, scheme.band(&given.band)?)));
    let choice = |what: &Circumstance| {
        let choice = Choice::new(what.code(), what.label());
        match band(*what) {
            Some((given, band)) => choice.hint(format!("{}. {}", band.name, given.says)),
            None => choice,
        }
    };
    let mut choices: Vec<Choice> = told.need.may_count_as().iter().map(choice).collect();
    choices.push(Choice::new(NONE, "It does not change the band"));
    let why = Question::text(format!("why-{code}"), "Why", 2)
        .hint("A sentence, as she will read it. It must be there where the need does not change the band.");
    Section {
        heading: told.need.label().into(),
        intro: format!("Shown by: {}.", shown_by(&act.hand.seen(), told)),
        questions: vec![asked(act, Question::radios(format!("need-{code}"), "What does it count as?", choices)), asked(act, why)],
        ..Section::default()
    }
}

/// How many bedrooms the household as recorded would need at the most: a room for the adult, and one for each child but two young ones together.
/// A beginning, not an answer: who shares is for her to say.
fn bedrooms(file: &CaseFile, today: Date) -> u32 {
    let people = file.people();
    let child = |young: bool| {
        let of_age = people.all().iter().filter(|one| one.in_household && people.is_child_on(one.id, today));
        of_age
            .filter(|one| one.born.is_some_and(|born| born.saturating_add(jiff::Span::new().years(10)) > today) == young)
            .count()
    };
    let adults = people
        .all()
        .iter()
        .filter(|one| one.in_household && !people.is_child_on(one.id, today) && Some(one.id) != file.survivor())
        .count();
    let rooms = 1 + adults + child(false) + child(true).div_ceil(2);
    u32::try_from(rooms).unwrap_or(1).min(10)
}

fn home(act: &Act, file: &CaseFile, today: Date) -> Section {
    let mut rooms = Question::number("bedrooms", "How many bedrooms does her household need?")
        .hint("Counted from the people in the file; change it as she says who shares with whom.");
    rooms = asked(act, rooms);
    if let (Widget::Line { value, .. }, false) = (&mut rooms.widget, act.answers.asked("bedrooms")) {
        *value = bedrooms(file, today).to_string();
    }
    let access = AccessNeed::CHOICES.iter().map(|one| Choice::new(one.code, one.label)).collect();
    let access = Question::checkboxes("access", "What must the home have?", access).hint("Leave empty where nothing is needed.");
    Section { heading: "The home that she needs".into(), questions: vec![rooms, asked(act, access)], ..Section::default() }
}

fn effective(act: &Act, on: &OnRegister<'_>, today: Date) -> Section {
    let (first, fact) = needs::first_told(&act.hand.opened.file, on.team, (on.fact, on.application), today);
    let seen = act.hand.seen();
    let mut from = Question::radios(
        "from",
        "From which day does her place count?",
        vec![
            Choice::new("first", format!("From {}, when she first told or applied", words::day(first)))
                .hint(words::capital(&seen.briefly(fact))),
            Choice::new("other", "From another day").hint("A later day needs a reason."),
        ],
    );
    from = asked(act, from);
    if let (Widget::Radios { choices, .. }, false) = (&mut from.widget, act.answers.asked("from")) {
        choices[0].chosen = true;
    }
    let letter = in_writing::question(act, "A letter with these reasons and her right to a review goes to her with the decision");
    Section {
        heading: "Her place, and the letter".into(),
        questions: vec![
            from,
            asked(act, Question::day("day", "The other day, if it is not that one")),
            asked(act, Question::text("later", "Why a later day", 2)),
            letter,
        ],
        ..Section::default()
    }
}

/// What was typed, as a command; `None` where something is missing.
pub(super) fn read(act: &mut Act, on: &OnRegister<'_>, today: Date) -> Option<Assess> {
    let file = std::sync::Arc::clone(&act.hand.opened.file);
    let told = needs::told(&file, on.team, today);
    let mut answers = Vec::new();
    for one in &told {
        let code = one.need.code();
        let (name, why) = (format!("need-{code}"), format!("why-{code}"));
        let typed = typed::text(&act.answers, &why, REASON);
        let words = act.mistakes.take(&why, typed).flatten();
        let chosen = act.answers.one(&name).to_owned();
        let counts_as = match chosen.as_str() {
            "" => {
                act.mistakes.note(&name, format!("Say what {} counts as, or that it does not change the band", one.need.words()));
                continue;
            }
            NONE => {
                if words.is_none() {
                    act.mistakes.note(&why, "Say why it does not change the band");
                }
                None
            }
            other => {
                let Ok(what) = other.parse() else {
                    act.mistakes.note(&name, "Choose one of these");
                    continue;
                };
                Some(what)
            }
        };
        answers.push(NeedAnswer { need: one.need, counts_as, why: Unprinted::new(words.unwrap_or_default()) });
    }
    let rooms = act.answers.one("bedrooms").parse::<u32>().ok().filter(|rooms| *rooms <= 10);
    if rooms.is_none() {
        act.mistakes.note("bedrooms", "Enter how many bedrooms the household needs, such as 2");
    }
    let effective = if act.answers.one("from") == "other" {
        let typed = typed::day(&act.answers, "day");
        let day = act.mistakes.take("day", typed).flatten();
        if day.is_none() {
            act.mistakes.note("day", "Enter the day from which it counts");
        }
        let typed = typed::text(&act.answers, "later", REASON);
        let why = act.mistakes.take("later", typed).flatten().unwrap_or_default();
        day.map_or_else(Effective::default, |day| Effective::From(day, Unprinted::new(why)))
    } else {
        Effective::FirstTold
    };
    act.mistakes.is_empty().then(|| Assess {
        application: on.fact.id,
        needs: answers,
        bedrooms: rooms.unwrap_or(1),
        access: act.answers.all("access").filter_map(|code| code.parse().ok()).collect(),
        effective,
        letter: in_writing::is_answered(act),
    })
}

/// Carries it out.
pub(super) async fn send(mut act: Act) -> Result<Response, Problem> {
    let file = std::sync::Arc::clone(&act.hand.opened.file);
    let standards = act.hand.signed.web.house().standards();
    let today = act.hand.opened.at.date();
    let on = super::decide::application(&act, &file)?;
    let scheme = casefile::commands::register::scheme_of(&standards.schemes, &file, on.team, today);
    let command = read(&mut act, &on, today);
    let page = page(&act, &on, scheme);
    let Some(command) = command else { return Ok(wrong(page)) };
    match in_writing::told(&act, &command).await {
        Ok(_) if in_writing::is_here(&act) => act.done(&page, PART, "to-write").await,
        Ok(_) => act.done(&page, "register", "assessed").await,
        Err(problem) => act.refused(page, problem).map(IntoResponse::into_response),
    }
}
