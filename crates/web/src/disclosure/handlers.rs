//! `GET /disclosures/new`, `POST /disclosures`, `GET /disclosures/recorded/{file}`

use access::Act as _;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::facts::{Function, Relation, Role, Shows};
use casefile::ids::{FileId, TeamId};
use casefile::private::{Sealed, Unprinted};
use desk::{CannotAct, Directory, Disclosure, Newcomer, Reach, Teller};
use uuid::Uuid;

use super::ask::{self, Given};
use super::views::{PassedOnPage, RecordPage, RecordedPage};
use crate::act::noticing::{self, Said};
use crate::components::{Answers, Problems, Section};
use crate::door::{Checked, Problem, Signed, names};
use crate::file::describe::Seen;
use crate::file::owed;
use crate::frame::At;
use crate::typed::Mistakes;
use crate::{paths, words};

/// The key of the draft.
const DRAFT: &str = "disclosure/new";

/// The form.
/// # Errors
/// The ledger does not answer.
pub async fn new(signed: Signed) -> Result<RecordPage, Problem> {
    let directory = signed.directory().await?;
    Ok(page(&signed, &directory, &Answers::default(), &Mistakes::default(), None))
}

/// Council areas: each housing team of a council, with its body's name.
fn areas(directory: &Directory) -> Vec<(String, String)> {
    let housing = directory.teams().iter().filter(|team| team.function == Function::Housing);
    housing.filter_map(|team| Some((team.id.to_string(), directory.body(team.body)?.name.clone()))).collect()
}

fn page(
    signed: &Signed,
    directory: &Directory,
    answers: &Answers,
    mistakes: &Mistakes,
    problems: Option<Problems>,
) -> RecordPage {
    let sections = ask::sections(&areas(directory), answers, mistakes);
    let found = Problems::of(sections.iter().flat_map(|section: &Section| &section.questions));
    let idempotency = match answers.one("idempotency") {
        "" => Uuid::new_v4().to_string(),
        key => key.to_owned(),
    };
    RecordPage {
        frame: signed.frame(At::Record, directory),
        problems: problems.or(found),
        rows: ask::rows(answers),
        sections,
        hers: Vec::new(),
        idempotency,
        noticed: Vec::new(),
        hidden: Vec::new(),
        leave: None,
    }
}

/// Records it.
/// # Errors
/// The ledger does not answer.
pub async fn record(form: Checked) -> Result<Response, Problem> {
    let Checked { signed, mut answers } = form;
    let directory = signed.directory().await?;
    let said = Said::read(&mut answers);
    if answers.asked("more") {
        answers.set("child-rows", (ask::rows(&answers) + 3).to_string());
        let mut page = page(&signed, &directory, &answers, &Mistakes::default(), None);
        page.hidden = said.carried();
        return Ok(page.into_response());
    }
    let given = match ask::read(&areas(&directory), &answers, signed.web.house().wall()) {
        Ok(given) => given,
        Err(mistakes) => {
            let mut page = page(&signed, &directory, &answers, &mistakes, None);
            page.hidden = said.carried();
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let noticed = if said.asked { Vec::new() } else { noticing::noticed_in("words", answers.one("words")) };
    if !noticed.is_empty() {
        let mut page = page(&signed, &directory, &answers, &Mistakes::default(), Some(noticing::problems(&noticed)));
        page.hidden.extend(said.carried());
        page.hidden.extend(noticing::asked_in(&noticed));
        (page.noticed, page.leave) = (noticing::lines(&noticed), Some(noticing::leave()));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let key = answers.one("idempotency").to_owned();
    let moved = said.kept.iter().map(|(item, text)| (*item, Some(Unprinted::new(text.as_str()))));
    let details: Vec<_> = moved.chain(said.left.iter().map(|item| (*item, None))).collect();
    let disclosure = disclosure(given);
    let existing: Option<FileId> = answers.one("existing").parse().ok();
    if existing.is_none() && !answers.asked("new") {
        let hers = signed.desk().may_have_a_file(&disclosure).await?;
        if !hers.is_empty() {
            let mut page = page(&signed, &directory, &answers, &Mistakes::default(), None);
            page.hidden = said.carried();
            if !said.left.is_empty() {
                let (name, value, _) = noticing::leave();
                page.hidden.push((name, value));
                page.hidden.extend(noticing::asked_in(&noticing::noticed_in("words", answers.one("words"))));
            }
            page.hers = hers.iter().map(|line| (line.file.to_string(), line.reference.clone())).collect();
            return Ok(page.into_response());
        }
    }
    let done = match existing {
        Some(file) => signed.desk().add_to_file(file, &disclosure, &details, Some(&key)).await,
        None => signed.desk().open_file_noting(&disclosure, &details, Some(&key)).await,
    };
    match done {
        Ok(done) => {
            signed.desk().forget_draft(DRAFT).await?;
            let reads = access::ReadFile::INFO.roles.contains(&signed.desk().officer().role);
            let then = if reads { format!("/disclosures/recorded/{}", done.file) } else { "/disclosures/passed-on".to_owned() };
            Ok(Redirect::to(&then).into_response())
        }
        Err(problem) => {
            let problems = match problem {
                CannotAct::Refused(refusal) => Problems::new(
                    std::iter::once(refusal.because).chain(refusal.instead).map(|line| (line, String::new())).collect(),
                ),
                CannotAct::NobodyThere(words) => Problems::new(vec![(words::from_code(&words), "#area".into())]),
                other => return Err(other.into()),
            };
            let mut page = page(&signed, &directory, &answers, &Mistakes::default(), Some(problems));
            page.hidden = said.carried();
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// What was read, as the desk takes it.
fn disclosure(given: Given) -> Disclosure {
    let mut people: Vec<Newcomer> = given
        .children
        .into_iter()
        .map(|child| Newcomer {
            role: Role::Child,
            name: child.name.map(Unprinted::new),
            born: child.born,
            in_household: true,
            relation: Some(Relation::Child),
        })
        .collect();
    people.extend(given.feared.map(|feared| Newcomer {
        role: Role::AllegedPerpetrator,
        name: feared.name.map(Unprinted::new),
        born: None,
        in_household: false,
        relation: feared.relation,
    }));
    let by = match given.teller {
        ask::Teller::Herself => Teller::Herself,
        ask::Teller::Signs => Teller::Nobody,
        ask::Teller::Another(name) => {
            people.push(Newcomer {
                role: Role::OtherAdult,
                name: name.map(Unprinted::new),
                born: None,
                in_household: false,
                relation: None,
            });
            Teller::Newcomer(people.len() - 1)
        }
    };
    Disclosure {
        name: Some(Unprinted::new(given.name)),
        born: given.born,
        people,
        by,
        channel: given.channel,
        happened: given.happened,
        shows: given.shows,
        asks: given.asks,
        words: given.words.map(Sealed::new),
        reach: given
            .reach
            .into_iter()
            .map(|reach| Reach {
                channel: reach.channel,
                safe: reach.safe,
                value: reach.value.map(Sealed::new),
                terms: reach.terms.map(Sealed::new),
            })
            .collect(),
        housing: given.area.parse().ok().map(TeamId),
        take_on: false,
    }
}

/// What happens next, and who has been told.
/// # Errors
/// No such file.
pub async fn recorded(signed: Signed, Path(file): Path<FileId>) -> Result<RecordedPage, Problem> {
    let directory = signed.directory().await?;
    let opened = signed.desk().open(file).await?;
    let names = names(&directory);
    let seen = Seen { id: file, file: &opened.file, csrf: &signed.me.csrf, names: &names, past: false };
    let mut next: Vec<_> = opened.owed.iter().filter(|one| one.state(opened.at).is_owed()).cloned().collect();
    owed::by_urgency(&mut next);
    let next = next.iter().map(|one| owed::card(&seen, one, opened.at));
    let told =
        opened.file.services().all().iter().filter(|service| service.party).map(|service| seen.team(service.team)).collect();
    Ok(RecordedPage {
        frame: signed.frame(At::Record, &directory),
        reference: opened.file.reference().unwrap_or_default().to_owned(),
        file_href: paths::file(file),
        next: next.collect(),
        told,
        danger_now: opened.file.facts().iter().any(|fact| fact.body.shows().contains(Shows::NOW)),
    })
}

/// What somebody is told who keeps no files: that others have it now.
/// # Errors
/// The ledger does not answer.
pub async fn passed_on(signed: Signed) -> Result<PassedOnPage, Problem> {
    let directory = signed.directory().await?;
    let team = directory.team(signed.desk().officer().team).map(|team| team.name.clone()).unwrap_or_default();
    Ok(PassedOnPage { frame: signed.frame(At::Record, &directory), team })
}
