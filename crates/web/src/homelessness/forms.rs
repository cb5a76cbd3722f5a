//! The form of each step: what it needs, and what stands in its way.

use casefile::commands::Refusal;
use casefile::commands::homelessness::ways::{GroundNow, Ways};
use casefile::facts::{Duty, Finding, Function, Kind, ReferralCondition, ReviewKind, Shows};
use casefile::homelessness::case::Case;
use casefile::homelessness::case::grounds::Ends;
use casefile::ids::FactId;

use super::steps::Step;
use super::{PART, cards, words as said};
use crate::act::owing::{asked, one_section};
use crate::act::sending::Act;
use crate::act::views::{FormPage, Note};
use crate::components::{Choice, Question};
use crate::door::Problem;
use crate::letters::in_writing;
use crate::{paths, words};

/// The page of a step.
/// # Errors
/// The step is about a fact that is not in the file.
pub fn page(act: &Act, step: Step) -> Result<FormPage, Problem> {
    let file = &act.hand.opened.file;
    if step.on().is_some_and(|on| !file.history().iter().any(|fact| fact.id == on)) {
        return Err(Problem::NotFound);
    }
    let mine = act.hand.signed.desk().officer().team;
    let case = Case::all(file, act.hand.day()).into_iter().find(|case| file.services().same_body(case.team, mine));
    let Some(case) = case else {
        let mut page = nothing(act, step);
        page.notes.push(Note::Plain("Your body is no housing authority in this file: it neither owes nor ends these duties. Whatever you know that shows that she may be homeless, record it, or refer her.".into()));
        page.notes.push(Note::Links(
            "What you can do".into(),
            vec![(paths::act(act.file(), Kind::ReferralMade), "Refer her to a housing authority".into())],
        ));
        return Ok(page);
    };
    Ok(match step {
        Step::Accept(duty) => accept(act, step, &case, duty),
        Step::End(duty) => end(act, step, &case, duty),
        Step::Withdraw => withdraw(act, step, &case),
        Step::Decide => decide(act, step),
        Step::Refer => refer(act, step, &case),
        Step::Late(_) => late(act, step),
        Step::Answer(_) | Step::Outcome(_) => of_referral(act, step),
        Step::Review(of) => ask_review(act, step, &case, of),
        Step::Received(of) => received(act, step, of),
        Step::Heard(_) | Step::MindedTo(_) | Step::MoreTime(_) | Step::Reviewed(_) | Step::Appeal(_) => {
            in_review(act, step, &case)
        }
    })
}

/// A page on which nothing can be sent.
fn nothing(act: &Act, step: Step) -> FormPage {
    let mut page = act.page(step.heading(), "", Vec::new());
    page.draft = String::new();
    page.back = paths::part(act.file(), PART);
    page
}

fn form(act: &Act, step: Step, questions: Vec<Question>) -> FormPage {
    let mut page = act.page(step.heading(), step.address(act.file()), one_section(questions));
    page.button = step.button().into();
    page.back = paths::part(act.file(), PART);
    page
}

/// What stands in the way, and what is possible instead.
fn barred(act: &Act, step: Step, refusal: &Refusal) -> FormPage {
    // What was typed before somebody else was quicker stays in sight.
    let typed = !act.answers.one("reasons").is_empty();
    let mut page = if typed { form(act, step, vec![reasons(act)]) } else { nothing(act, step) };
    page.notes.push(Note::Warning(refusal.because.clone()));
    page.notes.push(Note::Lines("What you can do instead".into(), refusal.instead.clone()));
    if let Some(rule) = refusal.rule {
        page.notes.push(Note::Links("Why".into(), vec![(paths::rule(rule), "The rule, and where it stands".into())]));
    }
    let seen = act.hand.seen();
    let unread: Vec<(String, String)> = seen
        .file
        .unread_evidence()
        .map(|fact| (paths::consider(act.file(), fact.id), words::from_code(&seen.briefly(fact))))
        .collect();
    if !unread.is_empty() {
        page.notes.push(Note::Links("Unread evidence".into(), unread));
    }
    page
}

fn reasons(act: &Act) -> Question {
    asked(act, Question::text("reasons", "Reasons, as you would explain them to her", 8))
}

fn accept(act: &Act, step: Step, case: &Case, duty: Duty) -> FormPage {
    let ways = Ways::find(&act.hand.opened.file, case);
    let Some(way) = ways.accept.iter().find(|way| way.what == duty) else {
        let mut page = nothing(act, step);
        page.notes.push(Note::Plain(format!("This duty does not come next here. {}", said::stands(&act.hand.seen(), case))));
        return page;
    };
    if let Some(refusal) = &way.barred {
        return barred(act, step, refusal);
    }
    let mut questions = Vec::new();
    if matches!(duty, Duty::Prevention | Duty::Relief) {
        let what = if duty == Duty::Relief { "homeless and eligible" } else { "threatened with homelessness and eligible" };
        questions.push(asked(
            act,
            Question::day("satisfied", format!("On which day were you first satisfied that she is {what}?"))
                .hint("The 56 days begin with this day, not with the day of the letter. Leave it empty for today."),
        ));
    }
    questions.push(in_writing::question(
        act,
        "There is a letter with the reasons, the right to a review and how its 21 days are counted",
    ));
    questions.push(asked(act, Question::text("reasons", "Reasons, where there is more to say (if any)", 5)));
    let mut page = form(act, step, questions);
    page.notes.push(Note::Inset(match duty {
        Duty::Relief => "It waits for no papers. Without a letter the duty is accepted all the same, and the letter stays owed.".into(),
        Duty::Prevention => "She is likely to lose her home within 56 days, and abuse is not probable there for now.".into(),
        Duty::Main => "Relief is over, she is in priority need, and she is not homeless intentionally. New advice about any tenancy that she still has goes with it.".into(),
        _ => "She gets a place for as long as she reasonably needs to find another, and advice.".into(),
    }));
    page
}

fn ground_choice(one: &GroundNow) -> Choice {
    let notice = match one.ground.ends {
        Ends::ByNotice => "by notice",
        Ends::ByItself => "by itself; she is told in writing all the same",
    };
    Choice::new(one.ground.ground.code(), one.ground.ground.label())
        .hint(format!("{} Housing Act 1996 {}, {notice}.", one.ground.when, one.ground.provision))
}

fn end(act: &Act, step: Step, case: &Case, duty: Duty) -> FormPage {
    let file = &act.hand.opened.file;
    let grounds = Ways::grounds(file, case, duty);
    let open: Vec<Choice> = grounds.iter().filter(|one| one.barred.is_none()).map(ground_choice).collect();
    let closed: Vec<String> = grounds
        .iter()
        .filter_map(|one| Some(format!("{}: {}", one.ground.ground.label(), one.barred.as_ref()?.because)))
        .collect();
    if open.is_empty() {
        let first = grounds.iter().find_map(|one| one.barred.clone());
        let refusal = first.unwrap_or_else(|| Refusal::because("There is no such duty in law on this day."));
        return barred(act, step, &refusal);
    }
    let questions = vec![
        asked(act, Question::radios("ground", "On which ground?", open)),
        reasons(act),
        in_writing::question(
            act,
            "The notice is written: it names the ground, gives the reasons, and tells of the right to a review and how its 21 days are counted",
        ),
    ];
    let mut page = form(act, step, questions);
    page.notes.push(Note::Plain("Only the grounds that the Act gives for this duty, and that are open here and now, can be chosen. Nothing ends before she has the notice.".into()));
    if !closed.is_empty() {
        page.notes.push(Note::Lines("Not possible now".into(), closed));
    }
    page
}

fn withdraw(act: &Act, step: Step, case: &Case) -> FormPage {
    let ways = Ways::find(&act.hand.opened.file, case);
    match ways.withdraw.map(|way| way.barred) {
        None => {
            let mut page = nothing(act, step);
            page.notes.push(Note::Plain(
                "Where a duty stands, it ends on the ground that she has withdrawn, on the page of that duty.".into(),
            ));
            page
        }
        Some(Some(refusal)) => {
            let mut page = barred(act, step, &refusal);
            page.notes.push(Note::Links(
                "Her own word".into(),
                vec![
                    (paths::act(act.file(), Kind::WishesRecorded), "Record what she wants".into()),
                    (paths::part(act.file(), "contact"), "How she can be reached safely".into()),
                ],
            ));
            page
        }
        Some(None) => {
            let questions = vec![
                reasons(act),
                in_writing::question(
                    act,
                    "The notice is written: that the application ends because she withdraws it, and that she can come back at any time",
                ),
            ];
            let mut page = form(act, step, questions);
            page.notes
                .push(Note::Inset("She said so herself in the last fourteen days, alone, by a safe contact, and freely.".into()));
            page
        }
    }
}

fn findings(act: &Act) -> Question {
    let choices = Finding::CHOICES.iter().map(|one| Choice::new(one.code, one.label)).collect();
    asked(act, Question::checkboxes("findings", "What have you found?", choices))
}

fn decide(act: &Act, step: Step) -> FormPage {
    let seen = act.hand.seen();
    let unread: Vec<FactId> = seen.file.unread_evidence().map(|fact| fact.id).collect();
    if !unread.is_empty() {
        let refusal = Refusal::because("Nothing can be decided yet: there is evidence that nobody has read.")
            .instead("Read it, and say what it changes.")
            .instead("If something must be done tonight, accept the duty or place her now: neither waits for papers.");
        return barred(act, step, &refusal);
    }
    let disclosed = seen.file.facts().iter().fold(Shows::empty(), |all, fact| all.union(fact.body.shows()));
    let shown: Vec<Choice> = casefile::facts::SHOWS_CHOICES
        .iter()
        .filter(|one| Shows::from_code(one.code).is_some_and(|one| disclosed.contains(one)))
        .map(|one| Choice::new(one.code, one.label))
        .collect();
    let evidence: Vec<Choice> = seen
        .file
        .facts()
        .iter()
        .filter(|fact| fact.body.kind() == Kind::EvidenceReceived)
        .map(|fact| Choice::new(fact.id.to_string(), words::from_code(&seen.briefly(fact))).chosen())
        .collect();
    let mut questions = vec![findings(act)];
    if !evidence.is_empty() {
        questions.push(asked(act, Question::checkboxes("considered", "Evidence considered", evidence)));
    }
    if !shown.is_empty() {
        questions
            .push(asked(act, Question::checkboxes("answers", "Which of the things that she disclosed does it answer?", shown)));
    }
    questions.push(reasons(act));
    questions.push(in_writing::question(
        act,
        "There is a letter with the reasons, the right to a review and how its 21 days are counted",
    ));
    let mut page = form(act, step, questions);
    page.notes.push(Note::Plain("What you find for her (in priority need, not homeless intentionally) can be on record before a letter is due. What goes against her needs its letter now. A duty is accepted on its own page.".into()));
    page
}

fn refer(act: &Act, step: Step, case: &Case) -> FormPage {
    let seen = act.hand.seen();
    if !Ways::find(seen.file, case).refer {
        let refusal = Refusal::because("An application is referred on only where relief or the main duty is or would be owed.")
            .instead("Take the application here first, and give her a place for tonight.")
            .under("HA96-s198-referral");
        return barred(act, step, &refusal);
    }
    let others: Vec<Choice> = seen
        .file
        .services()
        .all()
        .iter()
        .filter(|one| one.function == Function::Housing && !seen.file.services().same_body(one.team, case.team))
        .map(|one| Choice::new(one.team.to_string(), seen.team(one.team)))
        .collect();
    if others.is_empty() {
        let mut page = nothing(act, step);
        page.notes.push(Note::Plain(
            "No other housing authority is in this file. Bring it in first; it need not be given access.".into(),
        ));
        page.notes.push(Note::Links("First".into(), vec![(paths::part(act.file(), "bring-in"), "Bring in a service".into())]));
        return page;
    }
    let conditions = ReferralCondition::CHOICES.iter().map(|one| Choice::new(one.code, one.label)).collect();
    let to = std::iter::once(Choice::new("", "Choose")).chain(others).collect();
    let questions = vec![
        asked(act, Question::select("to", "To which authority?", to)),
        asked(
            act,
            Question::radios("condition", "On which condition?", conditions)
                .hint("For somebody whom the other authority placed here, a manager decides."),
        ),
        asked(
            act,
            Question::checkboxes(
                "no-risk",
                "The risk there",
                vec![Choice::new(
                    "yes",
                    "She has been asked about that area, and she and everybody with her run no risk of abuse there",
                )],
            )
            .hint("Not known is not enough: while it is not known there is no referral."),
        ),
        reasons(act),
        asked(
            act,
            Question::checkboxes(
                "safe-contact",
                "Reaching her",
                vec![Choice::new("yes", "The referral says how she can be reached safely")],
            ),
        ),
        in_writing::question(act, "There is a letter to her of today, with the reasons and her right to a review"),
    ];
    let mut page = form(act, step, questions);
    page.notes.push(Note::Warning("You never have to refer. She stays in accommodation that you provide until she knows the outcome, and nobody may be turned away for want of a local connection.".into()));
    page
}

fn late(act: &Act, step: Step) -> FormPage {
    let questions =
        vec![asked(act, Question::day("until", "By which new day will she have it?").hint("A day that you can keep."))];
    let mut page = form(act, step, questions);
    page.notes.push(Note::Plain("Tell her before it is late, in a way that is safe for her: why, the new day, and what she can do meanwhile. A day that the law sets stays what it is.".into()));
    page
}

fn of_referral(act: &Act, step: Step) -> FormPage {
    let questions = match step {
        Step::Answer(_) => vec![
            asked(act, Question::yes_no("accepted", "Does it take her application over?")),
            asked(act, Question::text("reasons", "Why, and what happens next", 5)),
        ],
        _ => vec![
            reasons(act),
            in_writing::question(act, "There is a letter with the outcome, the reasons and her right to a review"),
        ],
    };
    let mut page = form(act, step, questions);
    page.notes.push(Note::Plain(match step {
        Step::Answer(_) => {
            "She is told the outcome on the same day, in writing. Until she knows it she stays where she is.".into()
        }
        _ => "Where the other authority does not take her, relief is owed here, and its 56 days begin with this notice.".into(),
    }));
    page
}

fn received(act: &Act, step: Step, of: FactId) -> FormPage {
    let seen = act.hand.seen();
    let questions = vec![asked(
        act,
        Question::day("happened", "When did she have it?")
            .hint("The day on which it was in her hands, or had been ready at the office for a reasonable time. The 21 days begin with this day."),
    )];
    let mut page = form(act, step, questions);
    page.notes.push(Note::Plain(words::capital(&said::decision(seen.file, &seen, of))));
    page
}

fn ask_review(act: &Act, step: Step, case: &Case, of: FactId) -> FormPage {
    let seen = act.hand.seen();
    let notified = case.notified.iter().find(|one| one.decision == of);
    let people: Vec<Choice> = seen
        .file
        .people()
        .all()
        .iter()
        .filter(|one| !seen.file.people().is_other_side(one.id))
        .map(|one| Choice::new(format!("person:{}", one.id), seen.person(one.id)))
        .collect();
    let teams = seen.file.services().all().iter().map(|one| Choice::new(format!("team:{}", one.team), seen.team(one.team)));
    let who = people.into_iter().chain(teams).collect();
    let kinds = ReviewKind::CHOICES
        .iter()
        .filter(|one| one.code != ReviewKind::Register.code())
        .map(|one| Choice::new(one.code, one.label))
        .collect();
    let mut questions = vec![
        asked(
            act,
            Question::day("happened", "When was it asked for?")
                .hint("In any form: a letter, a call, a sentence in a complaint. Leave it empty for today."),
        ),
        asked(act, Question::select("by", "Who asks?", who).hint("Anybody may ask for her.")),
        asked(act, Question::select("kind", "Which kind of review?", kinds)),
    ];
    let complaints: Vec<Choice> = cards::complaints(seen.file)
        .into_iter()
        .filter_map(|id| seen.file.fact(id))
        .map(|fact| Choice::new(fact.id.to_string(), words::from_code(&seen.briefly(fact))))
        .collect();
    if !complaints.is_empty() {
        let none = std::iter::once(Choice::new("", "Not in a complaint")).chain(complaints).collect();
        questions.push(asked(
            act,
            Question::select("complaint", "Was it asked for in a complaint?", none)
                .hint("The complaint goes on beside it; the review counts from the day of the complaint."),
        ));
    }
    if notified.is_some_and(|one| one.is_late(case.day)) {
        questions.push(asked(
            act,
            Question::checkboxes("late", "After the 21 days", vec![Choice::new("yes", "You allow it all the same, in writing")]),
        ));
    }
    let mut page = form(act, step, questions);
    page.notes.push(Note::Plain(words::capital(&said::decision(seen.file, &seen, of))));
    page
}

fn in_review(act: &Act, step: Step, case: &Case) -> FormPage {
    let on = step.on();
    let review = case.reviews.iter().find(|one| Some(one.asked) == on);
    let Some(review) = review else {
        let mut page = nothing(act, step);
        page.notes.push(Note::Plain("This is no review at your authority, or it has been corrected since.".into()));
        return page;
    };
    if !review.is_pending() && !matches!(step, Step::Appeal(_)) {
        let mut page = nothing(act, step);
        page.notes.push(Note::Plain("This review is decided.".into()));
        return page;
    }
    let mut notes = vec![Note::Plain(format!("To be decided by {}.", words::weekday_and_day(review.decide_by)))];
    let questions = match step {
        Step::Heard(_) => vec![asked(
            act,
            Question::day("happened", "When?")
                .hint("In writing or by word of mouth, from her or somebody for her. Leave it empty for today."),
        )],
        Step::MindedTo(_) => {
            notes.push(Note::Inset(
                "Only where the decision, or the way it was made, is deficient, and you mean to decide against her all the same."
                    .into(),
            ));
            vec![
                asked(act, Question::text("reasons", "What is deficient, what you are minded to decide, and why", 8)),
                asked(act, Question::day("until", "Until when may she answer?").hint("Leave her time to get help.")),
            ]
        }
        Step::MoreTime(_) => vec![
            asked(act, Question::day("until", "Until when?")),
            asked(
                act,
                Question::checkboxes("agreed", "Her agreement", vec![Choice::new("yes", "She has agreed in writing")])
                    .hint("Silence is no agreement."),
            ),
        ],
        Step::Appeal(_) => {
            vec![asked(act, Question::day("happened", "When did she go to court?").hint("Leave it empty for today."))]
        }
        _ => {
            if !act.hand.signed.manages() {
                notes.push(Note::Warning("A review is decided by somebody senior who had no part in the decision. What you send here is refused unless that is you.".into()));
            }
            vec![
                asked(
                    act,
                    Question::radios(
                        "changed",
                        "How does it come out?",
                        vec![
                            Choice::new("yes", "The decision is changed in her favour"),
                            Choice::new("no", "The decision stands"),
                        ],
                    ),
                ),
                reasons(act),
                in_writing::question(
                    act,
                    "There is a letter with the result, the reasons, and the right of appeal to the county court with its last day",
                ),
            ]
        }
    };
    let mut page = form(act, step, questions);
    page.notes.extend(notes);
    page
}
