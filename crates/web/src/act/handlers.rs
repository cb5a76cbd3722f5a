//! Recording and correcting facts of any kind; considering evidence; deciding; planning.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::commands::{ConsiderEvidence, Decide, MakePlan, RecordFact, ReviewPlan, Supersede};
use casefile::facts::{Body, DataItem, Kind, Outcome, PlanKind, Shows, Subject};
use casefile::ids::{FactId, FileId};
use casefile::private::Sealed;
use desk::CannotAct;
use uuid::Uuid;

use super::ask::{self, Offer};
use super::sending::{Act, Stopped, wrong};
use super::views::{ChoosePage, Explained, FormPage, Note};
use super::{USUAL, as_it_was, offered, read, words};
use crate::components::{Choice, Question, Section};
use crate::door::{Checked, Problem, Signed};
use crate::file::parts;
use crate::typed;
use crate::{paths, words as plain};

/// `GET /files/{file}/act`
/// # Errors
/// No such file.
pub async fn choose(signed: Signed, Path(file): Path<FileId>) -> Result<ChoosePage, Problem> {
    let act = Act::begin(signed, file).await?;
    let link = |kind: &Kind| -> Explained {
        (own_page(file, *kind).unwrap_or_else(|| paths::act(file, *kind)), words::kind(*kind), words::meaning(*kind))
    };
    let topics = Kind::TOPICS.iter().map(|(topic, kinds)| {
        let kinds = kinds.iter().filter(|kind| offered(**kind));
        ((*topic).to_owned(), kinds.map(link).collect())
    });
    Ok(ChoosePage {
        usual: USUAL.iter().map(link).collect(),
        topics: topics.collect(),
        others: super::DONE_BY_OTHERS
            .iter()
            .map(|kind| (as_it_was::path(file, *kind), words::kind(*kind), words::meaning(*kind)))
            .collect(),
        frame: act.hand.frame(),
        head: act.hand.head("act"),
    })
}

/// Kinds that have a page of their own.
fn own_page(file: FileId, kind: Kind) -> Option<String> {
    Some(match kind {
        Kind::DecisionMade => paths::part(file, "decide"),
        Kind::PlanMade => paths::part(file, "plan/new"),
        Kind::PlanReviewed => paths::part(file, "plan/review"),
        Kind::EvidenceConsidered => paths::part(file, "evidence"),
        Kind::RegisterAssessed | Kind::PriorityAwarded | Kind::PanelListed => paths::part(file, "register"),
        Kind::HomelessnessOpened | Kind::ReviewMindedTo | Kind::ReviewExtended | Kind::AppealMade => {
            paths::part(file, crate::homelessness::PART)
        }
        _ => return None,
    })
}

/// Whether what is owed is done from the page Homelessness, which says where the application stands.
fn of_homelessness(rule: &str, kind: Kind) -> bool {
    let topic = casefile::obligations::rule(rule).is_some_and(|rule| rule.topic == "Homelessness");
    topic
        && matches!(
            kind,
            Kind::HomelessnessOpened
                | Kind::DutyAccepted
                | Kind::DutyEnded
                | Kind::DecisionMade
                | Kind::DecisionReceived
                | Kind::ReviewAsked
                | Kind::ReviewDecided
                | Kind::RepresentationsMade
                | Kind::ReferralAnswered
                | Kind::AppealMade
        )
}

fn kind_of(code: &str) -> Result<Kind, Problem> {
    Kind::from_code(code).filter(|kind| offered(*kind)).ok_or(Problem::NotFound)
}

fn officers(act: &Act) -> Vec<(casefile::ids::OfficerId, String)> {
    act.hand.directory.officers().iter().filter(|one| one.left_on.is_none()).map(|one| (one.id, one.name.clone())).collect()
}

pub(crate) fn fact_page(act: &Act, kind: Kind, action: String) -> FormPage {
    let officers = officers(act);
    let offer = Offer { seen: act.hand.seen(), team: act.hand.signed.desk().officer().team, officers: &officers };
    let sections = ask::sections(kind, &offer, &act.answers, &act.mistakes);
    let mut page = act.page(words::kind(kind), action, sections);
    page.notes.push(Note::Plain(kind.info().doc.trim().to_owned()));
    if kind.info().fields.iter().any(|field| field.name == "steps") {
        page.hidden.push(("step-rows".into(), ask::rows(&act.answers).to_string()));
        page.more.push(("more".into(), "steps".into(), "Add room for more steps".into()));
    }
    page
}

pub(super) fn start(act: &mut Act, kind: Kind, raised_by: Option<FactId>) {
    let officers = officers(act);
    let offer = Offer { seen: act.hand.seen(), team: act.hand.signed.desk().officer().team, officers: &officers };
    act.answers = ask::starting(kind, &offer, act.hand.opened.at, raised_by);
}

/// `GET /files/{file}/act/{kind}`
/// # Errors
/// No such file or kind.
pub async fn fact(signed: Signed, Path((file, code)): Path<(FileId, String)>) -> Result<Response, Problem> {
    let kind = kind_of(&code)?;
    if let Some(page) = own_page(file, kind) {
        return Ok(Redirect::to(&page).into_response());
    }
    let mut act = Act::begin(signed, file).await?;
    start(&mut act, kind, None);
    Ok(fact_page(&act, kind, paths::act(file, kind)).into_response())
}

/// `GET /files/{file}/owed/{rule}/{raised_by}/do/{kind}`: the form that meets an obligation.
/// # Errors
/// No such file, obligation or kind.
pub async fn way(
    signed: Signed,
    Path((file, rule, raised_by, code)): Path<(FileId, String, FactId, String)>,
) -> Result<Response, Problem> {
    let kind = kind_of(&code)?;
    if let Some(page) = own_page(file, kind).filter(|_| !of_homelessness(&rule, kind)) {
        return Ok(Redirect::to(&page).into_response());
    }
    if of_homelessness(&rule, kind) {
        // The page knows which step is lawful here and now.
        let act = Act::begin(signed, file).await?;
        act.hand.obligation(&rule, raised_by)?;
        return Ok(Redirect::to(&paths::part(file, crate::homelessness::PART)).into_response());
    }
    let mut act = Act::begin(signed, file).await?;
    let must = act.hand.obligation(&rule, raised_by)?.rule.must;
    start(&mut act, kind, Some(raised_by));
    let mut page = fact_page(&act, kind, paths::act(file, kind));
    page.notes.insert(0, Note::Inset(format!("This is owed: {must}")));
    page.back = paths::owed(file, &rule, raised_by);
    Ok(page.into_response())
}

/// A new person's id, made from the key of the form: the same form sent twice makes the same person.
pub(super) fn new_person(act: &Act) -> Uuid {
    let key = act.key().parse().unwrap_or_else(|_| Uuid::new_v4());
    Uuid::new_v5(&key, b"a person who comes into the file")
}

/// `POST /files/{file}/act/{kind}`
/// # Errors
/// No such file or kind.
pub async fn record(Path((file, code)): Path<(FileId, String)>, form: Checked) -> Result<Response, Problem> {
    let kind = kind_of(&code)?;
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let action = paths::act(file, kind);
    if more_steps(&mut act) {
        return Ok(fact_page(&act, kind, action).into_response());
    }
    if act.answers.asked(as_it_was::ASKED) {
        return Ok(as_it_was::page(&act, kind).into_response());
    }
    match read::fact(kind, &act.answers, act.hand.opened.at, new_person(&act)) {
        Err(mistakes) => {
            act.mistakes = mistakes;
            Ok(wrong(fact_page(&act, kind, action)))
        }
        Ok((happened, body)) => {
            let page = fact_page(&act, kind, action);
            let to_write = body.is_to_write();
            match act.send(&RecordFact { body, happened, known: Vec::new() }).await {
                Ok(_) if to_write => act.done(&page, crate::letters::PART, "to-write").await,
                Ok(_) => act.done(&page, after(kind), "recorded").await,
                Err(problem) => act.refused(page, problem),
            }
        }
    }
}

/// The part of the file on which a fact of this kind is seen.
pub(super) fn after(kind: Kind) -> &'static str {
    match kind {
        Kind::EvidenceReceived | Kind::EvidenceRequested => "evidence",
        Kind::SafeContactSet | Kind::MarkerSet | Kind::AddressRecorded => "contact",
        Kind::PersonAdded | Kind::RelationshipRecorded => "people",
        Kind::StepDone | Kind::ActionSet | Kind::ActionDone => "plan",
        _ => "",
    }
}

/// Whether more room was asked for; then there is more.
pub(crate) fn more_steps(act: &mut Act) -> bool {
    if !act.answers.asked("more") {
        return false;
    }
    let rows = ask::rows(&act.answers) + 3;
    act.answers.set("step-rows", rows.to_string());
    act.answers.0.retain(|(name, _)| name != "more");
    true
}

/// `GET /files/{file}/facts/{fact}/correct`
/// # Errors
/// No such file or fact.
pub async fn correct(signed: Signed, Path((file, id)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    let mut act = Act::begin(signed, file).await?;
    let fact = act.hand.opened.file.fact(id).ok_or(Problem::NotFound)?;
    let kind = fact.body.kind();
    if !offered(kind) {
        return Err(Problem::NotFound);
    }
    let old = fact.body.clone();
    act.answers = ask::answers_of(&old, fact.happened);
    Ok(correct_page(&act, &old, id))
}

fn correct_page(act: &Act, old: &Body, id: FactId) -> FormPage {
    let kind = old.kind();
    let mut page = fact_page(act, kind, paths::correct(act.file(), id));
    page.heading = format!("Correct: {}", words::kind(kind).to_lowercase());
    page.notes =
        vec![Note::Plain("The earlier entry stays readable in the timeline; what you write here takes its place.".into())];
    for section in &mut page.sections {
        section.questions = ask::with_what_stays(std::mem::take(&mut section.questions), old, &act.answers);
    }
    page.button = "Correct".into();
    page
}

/// `POST /files/{file}/facts/{fact}/correct`
/// # Errors
/// No such file or fact.
pub async fn supersede(Path((file, id)): Path<(FileId, FactId)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let Some(old) = act.hand.opened.file.history().iter().find(|fact| fact.id == id).map(|fact| fact.body.clone()) else {
        return Err(Problem::NotFound);
    };
    if more_steps(&mut act) {
        return Ok(correct_page(&act, &old, id).into_response());
    }
    match read::correction(&old, &act.answers, act.hand.opened.at, person_of(&old)) {
        Err(mistakes) => {
            act.mistakes = mistakes;
            Ok(wrong(correct_page(&act, &old, id)))
        }
        Ok((happened, body)) => {
            let page = correct_page(&act, &old, id);
            match act.send(&Supersede { fact: id, body, happened }).await {
                Ok(_) => act.done(&page, "timeline", "corrected").await,
                Err(problem) => act.refused(page, problem),
            }
        }
    }
}

/// A corrected person stays the same person.
fn person_of(body: &Body) -> Uuid {
    match body {
        Body::PersonAdded(it) => it.person.0,
        Body::ChildBorn(it) => it.child.0,
        _ => Uuid::nil(),
    }
}

fn consider_page(act: &Act, id: FactId) -> Result<FormPage, Problem> {
    let seen = act.hand.seen();
    let fact =
        act.hand.opened.file.fact(id).filter(|fact| fact.body.kind() == Kind::EvidenceReceived).ok_or(Problem::NotFound)?;
    let entry = seen.entry(fact);
    let asked = |question: Question| {
        let error = act.mistakes.with(&question.name).map(str::to_owned);
        question.answered(&act.answers).error(error.as_deref())
    };
    let questions = vec![
        asked(Question::yes_no("changes", "Does it change anything?")),
        asked(
            Question::text("words", "What does it change, or why nothing?", 5)
                .hint("A sentence is enough. Whoever decides later sees it."),
        ),
    ];
    let mut page =
        act.page("Read and consider", paths::consider(act.file(), id), vec![Section { questions, ..Section::default() }]);
    page.back = paths::part(act.file(), "evidence");
    page.about = Some((entry.what, entry.when, entry.line));
    page.sealed = entry.sealed;
    page.button = "I have read it".into();
    Ok(page)
}

/// `GET /files/{file}/evidence/{fact}/consider`
/// # Errors
/// No such file or evidence.
pub async fn consider(signed: Signed, Path((file, id)): Path<(FileId, FactId)>) -> Result<FormPage, Problem> {
    consider_page(&Act::begin(signed, file).await?, id)
}

/// `POST /files/{file}/evidence/{fact}/consider`
/// # Errors
/// No such file or evidence.
pub async fn considered(Path((file, id)): Path<(FileId, FactId)>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    if !["yes", "no"].contains(&act.answers.one("changes")) {
        act.mistakes.note("changes", "Say whether it changes anything");
    }
    let typed = typed::text(&act.answers, "words", typed::ACCOUNT);
    let account = act.mistakes.take("words", typed).flatten();
    if account.is_none() {
        act.mistakes.note("words", "Say in a line what it changes, or why it changes nothing");
    }
    let page = consider_page(&act, id)?;
    let (Some(account), true) = (account, act.mistakes.is_empty()) else { return Ok(wrong(page)) };
    let command = ConsiderEvidence { evidence: id, changes: act.answers.one("changes") == "yes", words: Sealed::new(account) };
    match act.send(&command).await {
        Ok(_) => act.done(&page, "evidence", "considered").await,
        Err(problem) => act.refused(page, problem),
    }
}

/// What she disclosed in the file so far: a decision answers each of these.
fn disclosed(act: &Act) -> Shows {
    act.hand.opened.file.facts().iter().fold(Shows::empty(), |all, fact| all.union(fact.body.shows()))
}

fn decide_page(act: &Act) -> FormPage {
    let file = act.file();
    let seen = act.hand.seen();
    let asked = |question: Question| {
        let error = act.mistakes.with(&question.name).map(str::to_owned);
        question.answered(&act.answers).error(error.as_deref())
    };
    let unread: Vec<(String, String)> = seen
        .file
        .unread_evidence()
        .map(|fact| {
            (paths::consider(file, fact.id), format!("{}: {}", plain::from_code(&seen.briefly(fact)), seen.entry(fact).line))
        })
        .collect();
    if !unread.is_empty() {
        let mut page = act.page("Decide", "", Vec::new());
        page.notes = vec![
            Note::Warning("Nothing can be decided yet: this evidence is unread.".into()),
            Note::Links("Read these first, and say what each changes".into(), unread),
            Note::Plain("If something must be done tonight, accept a duty or place her now: neither waits for papers.".into()),
            Note::Links(
                "Without waiting".into(),
                vec![
                    (paths::act(file, Kind::DutyAccepted), "Accept a duty".into()),
                    (paths::act(file, Kind::PlacementMade), "Record a placement".into()),
                ],
            ),
        ];
        return page;
    }
    let code = |choices: &'static [casefile::facts::Choice]| {
        choices.iter().map(|one| Choice::new(one.code, one.label)).collect::<Vec<_>>()
    };
    let subjects = std::iter::once(Choice::new("", "Choose")).chain(code(Subject::CHOICES)).collect();
    let officers = Vec::new();
    let offer = Offer { seen, team: act.hand.signed.desk().officer().team, officers: &officers };
    let evidence = offer.facts(Kind::DecisionMade, "considered").into_iter().map(Choice::chosen).collect::<Vec<_>>();
    let shown: Vec<Choice> = casefile::facts::SHOWS_CHOICES
        .iter()
        .filter(|one| Shows::from_code(one.code).is_some_and(|one| disclosed(act).contains(one)))
        .map(|one| Choice::new(one.code, one.label))
        .collect();
    let mut questions = vec![
        asked(Question::select("subject", "What is decided?", subjects)),
        asked(Question::radios("outcome", "Which way?", code(Outcome::CHOICES)).hint("Telling her to come back later, to bring proof or to go elsewhere is no outcome. You can decide in her favour now, ask another body for what is missing, or accept a duty and go on.")),
    ];
    if !evidence.is_empty() {
        questions.push(asked(Question::checkboxes("considered", "Evidence considered", evidence)));
    }
    if !shown.is_empty() {
        questions.push(asked(Question::checkboxes("answers", "Which of the things that she disclosed does it answer?", shown)));
    }
    let choices = offer.facts(Kind::DecisionMade, "of");
    let of = std::iter::once(Choice::new("", "Nothing in particular")).chain(choices).collect();
    questions.extend([
        asked(Question::text("reasons", "Reasons, as you would explain them to her", 8)),
        asked(Question::checkboxes(
            "letter",
            "In writing",
            vec![
                Choice::new(
                    "here",
                    "The letter is written here, from this decision, with the reasons, the right to a review and its last day",
                ),
                Choice::new("letter", "There is a letter already, with the reasons"),
                Choice::new("review", "That letter tells of the right to a review, and its last day"),
            ],
        )),
        asked(Question::select("of", "What it answers", of)),
    ]);
    act.page("Decide", paths::part(file, "decide"), vec![Section { questions, ..Section::default() }])
}

/// `GET /files/{file}/decide`
/// # Errors
/// No such file.
pub async fn decide(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    Ok(decide_page(&Act::begin(signed, file).await?))
}

/// `POST /files/{file}/decide`
/// # Errors
/// No such file.
pub async fn decided(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let subject: Option<Subject> = act.answers.one("subject").parse().ok();
    let outcome: Option<Outcome> = act.answers.one("outcome").parse().ok();
    let typed = typed::text(&act.answers, "reasons", typed::ACCOUNT);
    let reasons = act.mistakes.take("reasons", typed).flatten();
    for (missing, name, words) in [
        (subject.is_none(), "subject", "Choose what is decided"),
        (outcome.is_none(), "outcome", "Choose which way"),
        (reasons.is_none(), "reasons", "Write the reasons, also where it is in her favour"),
    ] {
        if missing {
            act.mistakes.note(name, words);
        }
    }
    let mut page = decide_page(&act);
    let (Some(subject), Some(outcome), Some(reasons), true) = (subject, outcome, reasons, act.mistakes.is_empty()) else {
        return Ok(wrong(page));
    };
    let command = Decide {
        subject,
        outcome,
        happened: None,
        considered: act.answers.all("considered").filter_map(|id| id.parse().ok()).collect(),
        answers: act.answers.all("answers").filter_map(Shows::from_code).fold(Shows::empty(), Shows::union),
        letter: act.answers.has("letter", "letter"),
        review_right: act.answers.has("letter", "review"),
        to_write: act.answers.has("letter", "here"),
        of: act.answers.one("of").parse().ok(),
        reasons: Sealed::new(reasons),
    };
    match act.send(&command).await {
        Ok(_) if command.to_write => act.done(&page, crate::letters::PART, "to-write").await,
        Ok(_) => act.done(&page, "decisions", "decided").await,
        Err(problem @ Stopped::Cannot(CannotAct::Refused(_))) => {
            let link = (as_it_was::path(file, Kind::DecisionMade), "Record it as it was".into());
            page.notes.push(Note::Links("If this was decided earlier, or by another body".into(), vec![link]));
            act.refused(page, problem)
        }
        Err(problem) => act.refused(page, problem),
    }
}

fn plan_page(act: &Act) -> FormPage {
    let mut page = fact_page(act, Kind::PlanMade, paths::part(act.file(), "plan/new"));
    page.heading = "Make a plan".into();
    // A plan that is made here is made now, by the officer's own team.
    for section in &mut page.sections {
        section.questions.retain(|question| question.name != "happened" && question.name != "by");
    }
    page
}

/// `GET /files/{file}/plan/new`
/// # Errors
/// No such file.
pub async fn plan(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    Ok(plan_page(&Act::begin(signed, file).await?))
}

/// `POST /files/{file}/plan/new`
/// # Errors
/// No such file.
pub async fn planned(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    if more_steps(&mut act) {
        return Ok(plan_page(&act).into_response());
    }
    let mut answers = act.answers.clone();
    let today = act.hand.opened.at.date();
    for (part, value) in [("day", i16::from(today.day())), ("month", i16::from(today.month())), ("year", today.year())] {
        answers.set(format!("happened-{part}"), value.to_string());
    }
    answers.set("by", act.hand.signed.desk().officer().team.to_string());
    match read::fact(Kind::PlanMade, &answers, act.hand.opened.at, Uuid::nil()) {
        Ok((_, Body::PlanMade(plan))) => {
            let page = plan_page(&act);
            let contains: Vec<DataItem> = plan.contains;
            let command = MakePlan {
                plan: plan.plan,
                person: plan.person,
                steps: plan.steps,
                not_agreed: plan.not_agreed,
                copy_given: plan.copy_given,
                contains,
                words: plan.words,
            };
            match act.send(&command).await {
                Ok(_) => act.done(&page, "plan", "planned").await,
                Err(problem) => act.refused(page, problem),
            }
        }
        Ok(_) => Err(Problem::broken(&"a plan was read as something else")),
        Err(mistakes) => {
            act.mistakes = mistakes;
            Ok(wrong(plan_page(&act)))
        }
    }
}

fn review_page(act: &Act) -> FormPage {
    let made: Vec<PlanKind> = PlanKind::ALL
        .iter()
        .copied()
        .filter(|kind| act.hand.opened.file.each::<casefile::facts::PlanMade>().any(|(_, plan)| plan.plan == *kind))
        .collect();
    let asked = |question: Question| {
        let error = act.mistakes.with(&question.name).map(str::to_owned);
        question.answered(&act.answers).error(error.as_deref())
    };
    if made.is_empty() {
        let mut page = act.page("Review a plan", "", Vec::new());
        page.notes
            .push(Note::Links("There is no plan yet".into(), vec![(paths::part(act.file(), "plan/new"), "Make a plan".into())]));
        return page;
    }
    let choices = made.iter().map(|kind| Choice::new(kind.code(), kind.label())).collect();
    let questions = vec![
        asked(Question::radios("plan", "Which plan have you looked at again?", choices)),
        asked(Question::checkboxes("told", "Telling her", vec![Choice::new("yes", "She was told in writing of what changed")])),
    ];
    let mut page =
        act.page("Review a plan", paths::part(act.file(), "plan/review"), vec![Section { questions, ..Section::default() }]);
    let steps = parts::plans(&act.hand.seen(), act.hand.opened.at.date());
    page.notes.push(Note::Lines(
        "Plans in the file".into(),
        steps.into_iter().map(|plan| format!("{}. {}", plan.title, plan.lines.join(" "))).collect(),
    ));
    page.notes.push(Note::Plain("If steps change, make a new plan: the old one stays readable.".into()));
    page
}

/// `GET /files/{file}/plan/review`
/// # Errors
/// No such file.
pub async fn review(signed: Signed, Path(file): Path<FileId>) -> Result<FormPage, Problem> {
    Ok(review_page(&Act::begin(signed, file).await?))
}

/// `POST /files/{file}/plan/review`
/// # Errors
/// No such file.
pub async fn reviewed(Path(file): Path<FileId>, form: Checked) -> Result<Response, Problem> {
    let mut act = Act::with(form.signed, file, form.answers).await?;
    let Ok(plan) = act.answers.one("plan").parse::<PlanKind>() else {
        act.mistakes.note("plan", "Choose which plan");
        return Ok(wrong(review_page(&act)));
    };
    let page = review_page(&act);
    let sent: Result<_, Stopped> = act.send(&ReviewPlan { plan, told: act.answers.has("told", "yes") }).await;
    match sent {
        Ok(_) => act.done(&page, "plan", "planned").await,
        Err(problem) => act.refused(page, problem),
    }
}
