//! The other forms of an application: may not join, the panel, an offer and its answer, a rest, a review, areas.

use axum::response::Response;
use casefile::allocations::on_register::OnRegister;
use casefile::allocations::scheme::Scheme;
use casefile::commands::register::{
    AnswerOffer, AskReview, DecidePanel, DecideReview, ListForPanel, NameUnsafeAreas, OfferHome, RefuseToRegister, Rest, Resume,
};
use casefile::facts::{EvidenceReceived, HomeKind, Outcome, Shows, SuspensionGround};
use casefile::file::CaseFile;
use casefile::ids::FactId;
use casefile::private::{Sealed, Unprinted};
use desk::{Asks, Done};

use super::steps::Step;
use crate::act::owing::{asked, one_section};
use crate::act::sending::{Act, Stopped, wrong};
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Question};
use crate::door::Problem;
use crate::letters::{PART, in_writing};
use crate::{paths, typed, words};

/// The address of a step of one application, offer, listing or review.
pub(super) fn of_application(act: &Act, step: Step, of: FactId) -> String {
    super::application::step(act.file(), step, of)
}

/// What the form is about: the fact that the address or the form names.
pub(super) fn of(act: &Act) -> Result<FactId, Problem> {
    act.answers.one("of").parse().map_err(|_| Problem::NotFound)
}

/// The open application that the form is about.
pub(super) fn application<'a>(act: &Act, file: &'a CaseFile) -> Result<OnRegister<'a>, Problem> {
    let of = of(act)?;
    let all = OnRegister::all(file, act.hand.opened.at.date());
    let about = |one: &OnRegister<'_>| {
        one.fact.id == of
            || one.panels.iter().any(|listed| listed.fact.id == of)
            || one.offers.iter().any(|offer| offer.fact.id == of)
            || one.rests.is_some_and(|(fact, _)| fact.id == of)
            || one.award.is_some_and(|(fact, _)| fact.id == of)
            || one.refused.is_some_and(|(fact, _)| fact.id == of)
    };
    all.into_iter().find(about).ok_or(Problem::NotFound)
}

/// Everything in the file that shows something: a decision about the whole of it answers all of it.
fn all_shown(file: &CaseFile) -> Shows {
    file.facts().iter().fold(Shows::empty(), |all, fact| all.union(file.shows(fact)))
}

/// Every piece of evidence that has been read.
fn considered(file: &CaseFile) -> Vec<FactId> {
    file.each::<EvidenceReceived>().filter(|(fact, _)| file.considered(fact.id).is_some()).map(|(fact, _)| fact.id).collect()
}

fn why(act: &Act, label: &str) -> Question {
    asked(act, Question::text("why", label, 4).hint("As you would explain it to her. She reads it in her letter."))
}

/// The form of a step.
/// # Errors
/// The file has nothing that the step is about.
pub(super) fn page(act: &Act, step: Step, scheme_of: &dyn Fn(&OnRegister<'_>) -> Scheme) -> Result<FormPage, Problem> {
    let file = std::sync::Arc::clone(&act.hand.opened.file);
    let of = of(act)?;
    let here = of_application(act, step, of);
    let form = |heading: &str, questions: Vec<Question>, button: &str| {
        let mut page = act.page(heading, here.clone(), one_section(questions));
        page.back = paths::part(act.file(), "register");
        page.button = button.into();
        page
    };
    if step == Step::Review || step == Step::Ask {
        return Ok(match step {
            Step::Ask => {
                let mut page = form("She asks for a review", Vec::new(), "Record that she asks");
                page.notes.push(Note::Plain("Somebody senior who took no part looks at the decision again, and she is told the outcome and the grounds in writing. However late she asks, it is taken in.".into()));
                page
            }
            _ => form(
                "Decide the review",
                vec![
                    asked(
                        act,
                        Question::radios(
                            "changed",
                            "What comes of it?",
                            vec![
                                Choice::new("yes", "The decision is changed in her favour")
                                    .hint("Assess her application again afterwards, so that the new band is on file."),
                                Choice::new("no", "The decision stands"),
                            ],
                        ),
                    ),
                    why(act, "On which grounds"),
                    in_writing::question(act, "A letter with the outcome and the grounds goes to her"),
                ],
                "Decide the review",
            ),
        });
    }
    let on = application(act, &file)?;
    let scheme = scheme_of(&on);
    Ok(match step {
        Step::Assess => super::assess::page(act, &on, &scheme),
        Step::Refuse => refuse(act, &file, &on, &scheme, &form),
        Step::List => list(act, &scheme, &form),
        Step::Panel => panel(act, &scheme, &form),
        Step::Offer => offer(act, &on, &scheme, &form),
        Step::Answer => {
            let answers = vec![
                Choice::new("accepted", "She takes it"),
                Choice::new("unsafe", "She does not: it would not be safe for her")
                    .hint("It never counts against her, and the home is let to somebody else."),
                Choice::new("refused", "She does not, for another reason"),
            ];
            form(
                "Her answer to the offer",
                vec![asked(act, Question::radios("answer", "What does she say?", answers))],
                "Record her answer",
            )
        }
        Step::Rest => rest(act, &file, &on, &scheme, &form),
        Step::Resume => {
            let mut page = form("Let it count again", Vec::new(), "Let it count again");
            page.notes.push(Note::Plain("Her place counts from the same day as before.".into()));
            page
        }
        Step::Areas => areas(act, &scheme, &form),
        Step::Ask | Step::Review | Step::Pass => return Err(Problem::NotFound),
    })
}

type Form<'a> = dyn Fn(&str, Vec<Question>, &str) -> FormPage + 'a;

fn refuse(act: &Act, file: &CaseFile, on: &OnRegister<'_>, scheme: &Scheme, form: &Form<'_>) -> FormPage {
    let flees = file.abuse_known(on.team).is_some();
    let grounds = scheme.qualification.iter().filter(|bar| !(flees && bar.not_for_abuse));
    let grounds = grounds.map(|bar| Choice::new(bar.ground.code(), bar.ground.label()).hint(bar.says.clone())).collect();
    let mut page = form(
        "She may not join the register",
        vec![
            asked(act, Question::radios("ground", "On which ground?", grounds)),
            why(act, "Why"),
            in_writing::question(act, "A letter with the ground and her right to a review goes to her"),
        ],
        "Decide",
    );
    page.notes.push(Note::Plain("A word on the telephone is no decision. Whoever may not join is told so in writing, with the ground, and can ask for a review (Housing Act 1996 s.160ZA(9)).".into()));
    page
}

fn list(act: &Act, scheme: &Scheme, form: &Form<'_>) -> FormPage {
    let today = act.hand.opened.at.date();
    let mut page = form("Put the case on the next agenda", Vec::new(), "Put it on the agenda");
    page.notes.push(Note::Plain(match scheme.next_panel(today) {
        Some(meets) => {
            format!("The panel meets on {}; papers are in by {}.", words::day(meets), words::day(scheme.papers_by(meets)))
        }
        None => "No further meeting is known. Decide on her priority now: it need not wait.".into(),
    }));
    page
}

fn panel(act: &Act, scheme: &Scheme, form: &Form<'_>) -> FormPage {
    let outcomes = [Outcome::InFavour, Outcome::Partly, Outcome::Against];
    let outcomes = outcomes.map(|one| Choice::new(one.code(), one.label())).to_vec();
    let bands = std::iter::once(Choice::new("", "No other band"))
        .chain(scheme.bands.iter().map(|band| Choice::new(band.code.clone(), band.name.clone())))
        .collect();
    let mut page = form(
        "What the panel decided",
        vec![
            asked(act, Question::radios("outcome", "Which way?", outcomes)),
            asked(
                act,
                Question::select("band", "Which band does it give?", bands)
                    .hint("Never a lower one than she has. It counts from the day on which she first told."),
            ),
            why(act, "Its reasons"),
            in_writing::question(act, "A letter with the reasons and her right to a review goes to her"),
        ],
        "Record it",
    );
    page.notes.push(Note::Plain("If the panel did not get to the case, put it on the next agenda instead.".into()));
    page
}

/// Homes that come off a register.
pub(super) const HOMES: [HomeKind; 3] = [HomeKind::Social, HomeKind::PrivateRent, HomeKind::Specialist];

/// What is checked before a home is offered.
const CHECKS: [&str; 4] = ["size", "state", "areas", "near"];

/// The same, as it is asked.
pub(super) fn checks() -> Vec<Choice> {
    vec![
        Choice::new("size", "Large enough for her household, and she can get in and about"),
        Choice::new("state", "No hazards; repairs are done or have a date"),
        Choice::new("areas", "Not in an area that she says is not safe, and she agrees with the place"),
        Choice::new("near", "It was asked whether the home may be offered here").hint(
            "The check is the same for every applicant, and its answer gives no reason: a home is available, or it is not.",
        ),
    ]
}

/// Whether all of it was checked.
pub(super) fn is_checked(act: &Act) -> bool {
    CHECKS.into_iter().all(|check| act.answers.has("checked", check))
}

/// How long she has to answer.
pub(super) fn time_to_answer(scheme: &Scheme) -> Note {
    Note::Plain(format!(
        "She has {} to answer. A home that is not safe for her is refused without harm to her place.",
        words::count(i64::from(scheme.offers.answer), "working day", "working days")
    ))
}

fn offer(act: &Act, on: &OnRegister<'_>, scheme: &Scheme, form: &Form<'_>) -> FormPage {
    let homes = HOMES.map(|one| Choice::new(one.code(), one.label())).to_vec();
    let mut page = form(
        "Offer a home",
        vec![
            asked(act, Question::radios("home", "What kind of home?", homes)),
            asked(act, Question::number("bedrooms", "How many bedrooms has it?")),
            asked(act, Question::text("place", "Where is it?", 2).hint("Sealed with where she is.")),
            asked(act, Question::checkboxes("checked", "Checked before it is offered", checks())),
            asked(
                act,
                Question::checkboxes("final", "In the letter", vec![Choice::new("yes", "It is said to be the final offer")]),
            ),
        ],
        "Record the offer",
    );
    if let Some(rooms) = on.bedrooms() {
        page.notes.push(Note::Plain(format!("Her household needs {}.", words::count(i64::from(rooms), "bedroom", "bedrooms"))));
    }
    page.notes.push(time_to_answer(scheme));
    page
}

fn rest(act: &Act, file: &CaseFile, on: &OnRegister<'_>, scheme: &Scheme, form: &Form<'_>) -> FormPage {
    let lawful = SuspensionGround::ALL
        .iter()
        .copied()
        .filter(|ground| casefile::commands::register::may_rest(file, on, *ground, scheme, on.team).is_ok());
    let grounds = lawful.map(|ground| Choice::new(ground.code(), ground.label())).collect();
    let mut page = form(
        "Let the application rest",
        vec![
            asked(act, Question::radios("ground", "Why?", grounds)),
            asked(
                act,
                Question::day("until", "Last day").hint("Leave it empty where she asked for it and will say when it is over."),
            ),
            why(act, "Why, as she is told"),
            in_writing::question(act, "A letter with the reasons, the last day and her right to a review goes to her"),
        ],
        "Let it rest",
    );
    page.notes.push(Note::Plain(
        "While it rests no home is offered. Her band and the day from which it counts stay as they are.".into(),
    ));
    page
}

fn areas(act: &Act, scheme: &Scheme, form: &Form<'_>) -> FormPage {
    let areas: Vec<Choice> = scheme.areas.iter().map(|area| Choice::new(area.code.clone(), area.name.clone())).collect();
    let mut questions = Vec::new();
    if !areas.is_empty() {
        questions.push(asked(act, Question::checkboxes("areas", "In which areas would she not be safe?", areas)));
    }
    questions.push(asked(act, Question::text("words", "Or in her words", 3)));
    questions.push(asked(
        act,
        Question::checkboxes(
            "whole",
            "The whole area",
            vec![
                Choice::new("yes", "Nowhere in the area of this council is safe for her")
                    .hint("Then no home here is offered; help her to move elsewhere."),
            ],
        ),
    ));
    let mut page = form("Areas that are not safe for her", questions, "Record what she says");
    page.notes.push(Note::Plain("Her word is enough. What she says is sealed with where she is, and no list shows it: a home there is simply not offered.".into()));
    page
}

/// Carries out what a form asks.
/// # Errors
/// The file has nothing that the step is about.
pub(super) async fn send(
    mut act: Act,
    step: Step,
    scheme_of: &(dyn Fn(&OnRegister<'_>) -> Scheme + Sync),
) -> Result<Response, Problem> {
    let of = of(&act)?;
    let file = std::sync::Arc::clone(&act.hand.opened.file);
    let letter = in_writing::is_answered(&act);
    let reason = |act: &mut Act| {
        let typed = typed::text(&act.answers, "why", typed::ACCOUNT);
        let words = act.mistakes.take("why", typed).flatten();
        if words.is_none() {
            act.mistakes.note("why", "Say why, as you would explain it to her");
        }
        Unprinted::new(words.unwrap_or_default())
    };
    match step {
        Step::Assess | Step::Pass => Err(Problem::NotFound),
        Step::Refuse => {
            let why = reason(&mut act);
            let ground = act.answers.one("ground").parse();
            if ground.is_err() {
                act.mistakes.note("ground", "Choose the ground");
            }
            let page = page(&act, step, scheme_of)?;
            let (Ok(ground), true) = (ground, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
            let command = RefuseToRegister {
                application: of,
                ground,
                considered: considered(&file),
                answers: all_shown(&file),
                why,
                letter,
            };
            finish(&act, page, &command, "not-qualifying").await
        }
        Step::List => finish(&act, page(&act, step, scheme_of)?, &ListForPanel { application: of }, "listed").await,
        Step::Panel => {
            let why = reason(&mut act);
            let outcome = act.answers.one("outcome").parse();
            if outcome.is_err() {
                act.mistakes.note("outcome", "Choose which way");
            }
            let page = page(&act, step, scheme_of)?;
            let (Ok(outcome), true) = (outcome, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
            let band = Some(act.answers.one("band").to_owned()).filter(|band| !band.is_empty());
            let command =
                DecidePanel { listing: of, outcome, band, considered: considered(&file), answers: all_shown(&file), why, letter };
            finish(&act, page, &command, "panel-decided").await
        }
        Step::Offer => send_offer(act, of, scheme_of).await,
        Step::Answer => {
            let answer = act.answers.one("answer").to_owned();
            if !["accepted", "unsafe", "refused"].contains(&answer.as_str()) {
                act.mistakes.note("answer", "Choose what she says");
            }
            let page = page(&act, step, scheme_of)?;
            if !act.mistakes.is_empty() {
                return Ok(wrong(page));
            }
            let command = AnswerOffer { offer: of, accepted: answer == "accepted", unsafe_there: answer == "unsafe" };
            finish(&act, page, &command, "offer-answered").await
        }
        Step::Rest => {
            let why = reason(&mut act);
            let typed = typed::day(&act.answers, "until");
            let until = act.mistakes.take("until", typed).flatten();
            let ground = act.answers.one("ground").parse();
            if ground.is_err() {
                act.mistakes.note("ground", "Choose why");
            }
            let page = page(&act, step, scheme_of)?;
            let (Ok(ground), true) = (ground, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
            finish(&act, page, &Rest { application: of, ground, until, why, letter }, "rests").await
        }
        Step::Resume => finish(&act, page(&act, step, scheme_of)?, &Resume { of }, "counts-again").await,
        Step::Ask => finish(&act, page(&act, step, scheme_of)?, &AskReview { of, shows: Shows::empty() }, "review-asked").await,
        Step::Review => {
            let why = reason(&mut act);
            let changed = act.answers.one("changed").to_owned();
            if !["yes", "no"].contains(&changed.as_str()) {
                act.mistakes.note("changed", "Choose what comes of it");
            }
            let page = page(&act, step, scheme_of)?;
            if !act.mistakes.is_empty() {
                return Ok(wrong(page));
            }
            finish(&act, page, &DecideReview { review: of, changed: changed == "yes", why, letter }, "reviewed").await
        }
        Step::Areas => {
            let typed = typed::text(&act.answers, "words", typed::LINE);
            let words = act.mistakes.take("words", typed).flatten().map(Sealed::new);
            let page = page(&act, step, scheme_of)?;
            if !act.mistakes.is_empty() {
                return Ok(wrong(page));
            }
            let command = NameUnsafeAreas {
                application: of,
                areas: act.answers.all("areas").map(str::to_owned).collect(),
                whole_area: act.answers.has("whole", "yes"),
                words,
            };
            finish(&act, page, &command, "areas-named").await
        }
    }
}

async fn send_offer(
    mut act: Act,
    of: FactId,
    scheme_of: &(dyn Fn(&OnRegister<'_>) -> Scheme + Sync),
) -> Result<Response, Problem> {
    let home: Option<HomeKind> = act.answers.one("home").parse().ok().filter(|home| HOMES.contains(home));
    if home.is_none() {
        act.mistakes.note("home", "Choose what kind of home it is");
    }
    let bedrooms = act.answers.one("bedrooms").parse::<u32>().ok().filter(|rooms| *rooms <= 20);
    if bedrooms.is_none() {
        act.mistakes.note("bedrooms", "Enter how many bedrooms it has, such as 2");
    }
    let typed = typed::text(&act.answers, "place", typed::LINE);
    let place = act.mistakes.take("place", typed).flatten().map(Sealed::new);
    let suitable = is_checked(&act);
    let page = page(&act, Step::Offer, scheme_of)?;
    let (Some(home), Some(bedrooms), true) = (home, bedrooms, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let command =
        OfferHome { application: of, home, bedrooms, suitable, is_final: act.answers.has("final", "yes"), place, vacancy: None };
    finish(&act, page, &command, "offered").await
}

async fn finish<C: Asks>(act: &Act, page: FormPage, command: &C, said: &str) -> Result<Response, Problem> {
    let sent: Result<Done, Stopped> = in_writing::told(act, command).await;
    match sent {
        Ok(_) if in_writing::is_here(act) => act.done(&page, PART, "to-write").await,
        Ok(_) => act.done(&page, "register", said).await,
        Err(problem) => act.refused(page, problem),
    }
}
