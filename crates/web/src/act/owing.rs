//! What is said of one obligation: answered, waived, given to another officer; and who has the file.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::commands::{
    AcknowledgeEscalation, AgreeWaiver, AnswerObligation, AskWaiver, AssignOfficer, DeclineWaiver, HandOver, ReassignObligation,
    SHARING_LASTS, SayOfficerLeft, Terms,
};
use casefile::facts::{FieldClass, LawfulBasis, ObligationEscalated, WaiverAsked};
use casefile::ids::{FactId, FileId, OfficerId, TeamId};
use casefile::private::{Narrative, Sealed};
use desk::Sent;

use super::sending::{Act, wrong};
use super::views::{FormPage, Note};
use crate::components::{Answers, Choice, Question, Reveal, Section};
use crate::door::{Checked, Problem, Signed};
use crate::typed::Mistakes;
use crate::{paths, typed};

/// An account that a form must have.
pub fn account_of(answers: &Answers, mistakes: &mut Mistakes, name: &str, missing: &str) -> Option<Sealed<Narrative>> {
    let typed = typed::text(answers, name, typed::ACCOUNT);
    let read = mistakes.take(name, typed).flatten();
    if read.is_none() {
        mistakes.note(name, missing);
    }
    read.map(Sealed::new)
}

/// Question and answer of a form with one account in it.
pub fn account(act: &mut Act, name: &str, missing: &str) -> Option<Sealed<Narrative>> {
    account_of(&act.answers, &mut act.mistakes, name, missing)
}

/// A question with what was answered, and what is wrong with that.
pub fn asked(act: &Act, question: Question) -> Question {
    let error = act.mistakes.with(&question.name).map(str::to_owned);
    question.answered(&act.answers).error(error.as_deref())
}

/// These questions and nothing else.
pub fn one_section(questions: Vec<Question>) -> Vec<Section> {
    vec![Section { questions, ..Section::default() }]
}

/// A form about one obligation.
fn owed_page(
    act: &Act,
    rule: &str,
    raised_by: FactId,
    heading: &str,
    what: &str,
    questions: Vec<Question>,
) -> Result<FormPage, Problem> {
    let one = act.hand.obligation(rule, raised_by)?;
    let address = paths::owed(act.file(), rule, raised_by);
    let mut page = act.page(heading, format!("{address}/{what}"), one_section(questions));
    page.notes.push(Note::Inset(format!("This is owed: {}", one.rule.must)));
    page.back = address;
    Ok(page)
}

type OfObligation = Path<(FileId, String, FactId)>;

fn answer_page(act: &Act, rule: &str, raised_by: FactId) -> Result<FormPage, Problem> {
    let question =
        Question::text("words", "What was done?", 5).hint("A sentence or two. It stands in the file beside what was owed.");
    let mut page = owed_page(act, rule, raised_by, "Say what was done", "answer", vec![asked(act, question)])?;
    page.button = "Record as done".into();
    Ok(page)
}

/// `GET …/answer`
/// # Errors
/// Nothing such is owed.
pub async fn answer(signed: Signed, Path((file, rule, raised_by)): OfObligation) -> Result<FormPage, Problem> {
    answer_page(&Act::begin(signed, file).await?, &rule, raised_by)
}

/// `POST …/answer`
/// # Errors
/// Nothing such is owed.
pub async fn answered(Path((file, rule, raised_by)): OfObligation, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let words = account(&mut act, "words", "Say what was done, in a line");
    let page = answer_page(&act, &rule, raised_by)?;
    let (Some(words), true) = (words, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    match act.send(&AnswerObligation { rule, raised_by, words }).await {
        Ok(_) => act.done(&page, "", "answered").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn waive_page(act: &Act, rule: &str, raised_by: FactId) -> Result<FormPage, Problem> {
    let question = Question::text("reason", "Why need this not be done?", 5)
        .hint("“No time” and “no reply” are not reasons. “She asked for it, in a safe way” may be one.");
    let mut page = owed_page(act, rule, raised_by, "Ask that it be waived", "waive", vec![asked(act, question)])?;
    page.notes.push(Note::Plain(
        "A second person looks at it: a manager, or a duty manager where her safety hangs on it. It stays owed until they agree."
            .into(),
    ));
    page.button = "Ask".into();
    Ok(page)
}

/// `GET …/waive`
/// # Errors
/// Nothing such is owed.
pub async fn waive(signed: Signed, Path((file, rule, raised_by)): OfObligation) -> Result<FormPage, Problem> {
    waive_page(&Act::begin(signed, file).await?, &rule, raised_by)
}

/// `POST …/waive`
/// # Errors
/// Nothing such is owed.
pub async fn waiver_asked(Path((file, rule, raised_by)): OfObligation, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let reason = account(&mut act, "reason", "Say why it need not be done");
    let page = waive_page(&act, &rule, raised_by)?;
    let (Some(reason), true) = (reason, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    match act.send(&AskWaiver { rule, raised_by, reason }).await {
        Ok(_) => act.done(&page, "", "asked").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn waiver_page(act: &Act, fact: FactId) -> Result<FormPage, Problem> {
    let seen = act.hand.seen();
    let asked_for = act.hand.opened.file.fact(fact).and_then(|fact| fact.is::<WaiverAsked>()).ok_or(Problem::NotFound)?;
    let one = act.hand.obligation(&asked_for.rule.0, asked_for.raised_by)?;
    let questions = vec![
        asked(
            act,
            Question::radios(
                "decision",
                "What do you decide?",
                vec![Choice::new("agree", "I agree: it need not be done"), Choice::new("decline", "I decline: it stays owed")],
            ),
        ),
        asked(act, Question::text("reason", "Your reason", 4).hint("It stands beside theirs in the file, and they can read it.")),
    ];
    let mut page =
        act.page("A waiver needs a second person", format!("{}/waivers/{fact}", paths::file(act.file())), one_section(questions));
    page.notes.push(Note::Inset(format!("This is owed: {}", one.rule.must)));
    page.notes.push(Note::Plain(format!("{} asks that it be waived. Read their reason first.", seen.officer(asked_for.officer))));
    page.sealed = vec![Reveal {
        action: paths::part(act.file(), "reveal"),
        csrf: act.hand.signed.me.csrf.clone(),
        fact: fact.to_string(),
        field: "reason".into(),
        what: "reason".into(),
    }];
    page.about = Some((
        "Asked that it be waived".into(),
        crate::words::when(act.hand.opened.file.fact(fact).map_or_else(|| one.due, |fact| fact.happened)),
        String::new(),
    ));
    page.back = paths::owed(act.file(), &asked_for.rule.0, asked_for.raised_by);
    page.button = "Decide".into();
    Ok(page)
}

/// `GET /files/{file}/waivers/{fact}`
/// # Errors
/// Nobody asked.
pub async fn waiver(signed: Signed, Path((file, fact)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    waiver_page(&Act::begin(signed, file).await?, fact)
}

/// `POST /files/{file}/waivers/{fact}`
/// # Errors
/// Nobody asked.
pub async fn waived(Path((file, fact)): Path<(FileId, FactId)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?.for_role::<access::GiveLeave>()?;
    let decision = act.answers.one("decision").to_owned();
    if !["agree", "decline"].contains(&decision.as_str()) {
        act.mistakes.note("decision", "Choose whether you agree");
    }
    let reason = account(&mut act, "reason", "Say why: your reason stands beside theirs");
    let page = waiver_page(&act, fact)?;
    let (Some(reason), true) = (reason, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let (sent, said) = if decision == "agree" {
        (act.send(&AgreeWaiver { asked: fact, reason }).await, "waived")
    } else {
        (act.send(&DeclineWaiver { asked: fact, reason }).await, "declined")
    };
    match sent {
        Ok(_) => act.done(&page, "", said).await,
        Err(problem) => act.refused(page, problem),
    }
}

/// The officers of a team or body, to choose from.
fn staff(act: &Act, team: TeamId) -> Vec<Choice> {
    let mine = act.hand.signed.desk().officer().id;
    let staff = act.hand.directory.staff_of(team);
    staff
        .map(|one| Choice::new(one.id.to_string(), if one.id == mine { format!("{} (you)", one.name) } else { one.name.clone() }))
        .collect()
}

fn reassign_page(act: &Act, rule: &str, raised_by: FactId) -> Result<FormPage, Problem> {
    let owner = act.hand.obligation(rule, raised_by)?.owner.team;
    let officers = std::iter::once(Choice::new("", "Choose")).chain(staff(act, owner)).collect();
    let questions = vec![
        asked(act, Question::select("officer", "Who is to have it?", officers)),
        asked(act, Question::line("why", "Why (if there is something to say)")),
    ];
    let mut page = owed_page(act, rule, raised_by, "Give it to another officer", "reassign", questions)?;
    page.button = "Give".into();
    Ok(page)
}

/// `GET …/reassign`
/// # Errors
/// Nothing such is owed.
pub async fn reassign(signed: Signed, Path((file, rule, raised_by)): OfObligation) -> Result<FormPage, Problem> {
    reassign_page(&Act::begin(signed, file).await?, &rule, raised_by)
}

/// `POST …/reassign`
/// # Errors
/// Nothing such is owed.
pub async fn reassigned(Path((file, rule, raised_by)): OfObligation, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let officer: Option<OfficerId> = act.answers.one("officer").parse().ok();
    if officer.is_none() {
        act.mistakes.note("officer", "Choose who is to have it");
    }
    let why = typed::text(&act.answers, "why", 200);
    let why = act.mistakes.take("why", why).flatten();
    let page = reassign_page(&act, &rule, raised_by)?;
    let (Some(officer), true) = (officer, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    match act.send(&ReassignObligation { rule, raised_by, officer, why }).await {
        Ok(_) => act.done(&page, "", "reassigned").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn hand_over_page(act: &Act) -> FormPage {
    let own = act.hand.signed.desk().officer().team;
    let seen = act.hand.seen();
    let teams = |wanted: &dyn Fn(TeamId) -> bool| {
        let all = act.hand.opened.file.services().all().iter().filter(|one| one.party && wanted(one.team));
        all.map(|one| Choice::new(one.team.to_string(), seen.team(one.team))).collect::<Vec<_>>()
    };
    let mut from = teams(&|_| true);
    from.iter_mut().for_each(|one| one.chosen = one.value == own.to_string());
    let to = std::iter::once(Choice::new("", "Choose")).chain(teams(&|team| team != own)).collect();
    let questions = vec![
        asked(act, Question::select("from", "Whose work is handed over?", from)),
        asked(act, Question::select("to", "To which team?", to)),
        asked(act, Question::text("why", "Why, so that they know what they are given", 4)),
    ];
    let mut page = act.page("Hand over", paths::part(act.file(), "hand-over"), one_section(questions));
    page.notes.push(Note::Links(
        "Is the team not in the list?".into(),
        vec![(paths::part(act.file(), "bring-in"), "Bring the service into the file first".into())],
    ));
    page.button = "Hand over".into();
    page
}

/// `GET /files/{file}/hand-over`
/// # Errors
/// No such file.
pub async fn hand_over(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    Ok(hand_over_page(&Act::begin(signed, file).await?))
}

/// `POST /files/{file}/hand-over`
/// # Errors
/// No such file.
pub async fn handed_over(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let (from, to): (Option<TeamId>, Option<TeamId>) = (act.answers.one("from").parse().ok(), act.answers.one("to").parse().ok());
    if from.is_none() {
        act.mistakes.note("from", "Choose whose work it is");
    }
    if to.is_none() {
        act.mistakes.note("to", "Choose to which team");
    }
    let why = account(&mut act, "why", "Say in a line why");
    let page = hand_over_page(&act);
    let (Some(from), Some(to), Some(why), true) = (from, to, why, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    match act.send(&HandOver { from, to, why }).await {
        Ok(_) => act.done(&page, "", "handed-over").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn assign_page(act: &Act) -> FormPage {
    let own = act.hand.signed.desk().officer().team;
    let officers = std::iter::once(Choice::new("", "Choose")).chain(staff(act, own)).collect();
    let questions = vec![asked(act, Question::select("officer", "Who is to have the file in your team?", officers))];
    let mut page = act.page("Give the file to an officer", paths::part(act.file(), "assign"), one_section(questions));
    page.button = "Assign".into();
    page
}

/// `GET /files/{file}/assign`
/// # Errors
/// No such file.
pub async fn assign(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    Ok(assign_page(&Act::begin(signed, file).await?))
}

/// `POST /files/{file}/assign`
/// # Errors
/// No such file.
pub async fn assigned(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let Ok(officer) = act.answers.one("officer").parse::<OfficerId>() else {
        act.mistakes.note("officer", "Choose who is to have it");
        return Ok(wrong(assign_page(&act)));
    };
    let page = assign_page(&act);
    match act.send(&AssignOfficer { team: act.hand.signed.desk().officer().team, officer }).await {
        Ok(_) => act.done(&page, "", "assigned").await,
        Err(problem) => act.refused(page, problem),
    }
}

/// `GET /files/{file}/give-back`
/// # Errors
/// No such file.
pub async fn give_back(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    Ok(give_back_page(&Act::begin(signed, file).await?))
}

fn give_back_page(act: &Act) -> FormPage {
    let mut page = act.page("Give the file back to your team", paths::part(act.file(), "give-back"), Vec::new());
    page.notes.push(Note::Plain(
        "You no longer have it in hand. Nobody is asked why, and your manager is asked to assign somebody.".into(),
    ));
    page.button = "Give it back".into();
    page
}

/// `POST /files/{file}/give-back`
/// # Errors
/// No such file.
pub async fn gave_back(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let act = Act::with(form.signed, file, form.answers).await?;
    let page = give_back_page(&act);
    let me = act.hand.signed.desk().officer();
    match act.send(&SayOfficerLeft { team: me.team, officer: me.id, back: None }).await {
        Ok(_) => act.done(&page, "people", "given-back").await,
        Err(problem) => act.refused(page, problem),
    }
}

fn bring_in_page(act: &Act) -> FormPage {
    let directory = &act.hand.directory;
    let inside = |team: TeamId| act.hand.opened.file.services().team(team).is_some_and(|one| one.party);
    let teams = directory.teams().iter().filter(|team| !inside(team.id));
    let teams = teams.map(|team| {
        let body = directory.body(team.body).map(|body| body.name.clone()).unwrap_or_default();
        Choice::new(team.id.to_string(), format!("{}, {body}", team.name))
    });
    let classes = FieldClass::ALL.iter().map(|class| Choice::new(class.code(), class.label())).collect();
    let bases = LawfulBasis::ALL.iter().map(|basis| Choice::new(basis.code(), basis.label())).collect();
    let questions = vec![
        asked(act, Question::select("team", "Which service?", std::iter::once(Choice::new("", "Choose")).chain(teams).collect())),
        asked(
            act,
            Question::radios(
                "party",
                "May its staff open this file?",
                vec![Choice::new("yes", "Yes, it has work to do here"), Choice::new("no", "No, it is only mentioned")],
            ),
        ),
        asked(
            act,
            Question::checkboxes("classes", "If it may: which sealed information may its staff have read out?", classes)
                .hint("Nothing, where nothing is ticked. The rest of the file they read anyway."),
        ),
        asked(act, Question::radios("basis", "If it may: on which lawful basis?", bases)),
        asked(act, Question::text("why", "If it may: for what purpose?", 3)),
        asked(
            act,
            Question::day("review", "If it may: when is this looked at again?")
                .hint("Ninety days at most. After that day nothing sealed is read out to it until somebody has decided anew."),
        ),
    ];
    let mut page = act.page("Bring in a service", paths::part(act.file(), "bring-in"), one_section(questions));
    page.button = "Bring in".into();
    page
}

/// `GET /files/{file}/bring-in`
/// # Errors
/// No such file.
pub async fn bring_in(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    let mut act = Act::begin(signed, file).await?;
    crate::access::handlers::begin_with(&mut act, "review", i64::from(SHARING_LASTS));
    Ok(bring_in_page(&act))
}

/// `POST /files/{file}/bring-in`
/// # Errors
/// No such file.
pub async fn brought_in(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let team: Option<TeamId> = act.answers.one("team").parse().ok();
    let party = match act.answers.one("party") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if team.is_none() {
        act.mistakes.note("team", "Choose which service");
    }
    if party.is_none() {
        act.mistakes.note("party", "Choose whether its staff may open the file");
    }
    let terms = if party == Some(true) { terms(&mut act) } else { None };
    let page = bring_in_page(&act);
    let (Some(team), true) = (team, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let key = act.key();
    match act.hand.signed.desk().bring_in(file, team, terms, Sent::once(&key)).await {
        Ok(_) => act.done(&page, "people", "brought-in").await,
        Err(problem) => act.refused(page, problem),
    }
}

/// What is shared with a service that comes in.
fn terms(act: &mut Act) -> Option<Terms> {
    let why = account(act, "why", "Say for what purpose it may open the file");
    let basis = LawfulBasis::ALL.iter().copied().find(|basis| basis.code() == act.answers.one("basis"));
    let review = act.mistakes.take("review", typed::day(&act.answers, "review")).flatten();
    if basis.is_none() {
        act.mistakes.note("basis", "Choose the lawful basis");
    }
    if review.is_none() {
        act.mistakes.note("review", "Enter the day on which it is looked at again");
    }
    let what = FieldClass::ALL.iter().copied().filter(|class| act.answers.has("classes", class.code())).collect();
    Some(Terms { what, basis: basis?, why: why?, review: review? })
}

fn escalation_page(act: &Act, fact: FactId) -> Result<FormPage, Problem> {
    let passed = act.hand.opened.file.fact(fact).and_then(|fact| fact.is::<ObligationEscalated>()).ok_or(Problem::NotFound)?;
    let one = act.hand.obligation(&passed.rule.0, passed.raised_by)?;
    let questions = vec![asked(act, Question::text("words", "What will be done, by whom and by when?", 5))];
    let mut page =
        act.page("Say what will be done", format!("{}/escalations/{fact}", paths::file(act.file())), one_section(questions));
    page.notes.push(Note::Inset(format!("This was not done in time: {}", one.rule.must)));
    page.back = paths::owed(act.file(), &passed.rule.0, passed.raised_by);
    Ok(page)
}

/// `GET /files/{file}/escalations/{fact}`
/// # Errors
/// Nothing such was passed up.
pub async fn escalation(signed: Signed, Path((file, fact)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    escalation_page(&Act::begin(signed, file).await?, fact)
}

/// `POST /files/{file}/escalations/{fact}`
/// # Errors
/// Nothing such was passed up.
pub async fn acknowledged(Path((file, fact)): Path<(FileId, FactId)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let words = account(&mut act, "words", "Say in a line what will be done");
    let page = escalation_page(&act, fact)?;
    let (Some(words), true) = (words, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    match act.send(&AcknowledgeEscalation { escalation: fact, words }).await {
        Ok(_) => {
            act.hand.signed.desk().forget_draft(&page.draft).await?;
            Ok(Redirect::to("/team?said=acknowledged").into_response())
        }
        Err(problem) => act.refused(page, problem),
    }
}
