//! `GET /files`, and the pages of one file.

use std::str::FromStr as _;

use access::Refused;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use casefile::facts::{Kind, LookPurpose};
use casefile::ids::{FactId, FileId};
use casefile::obligations::{Obligation, State};
use desk::{CannotAct, Directory, FilesCursor, Opened};
use serde::Deserialize;

use super::describe::{Names, Seen};
use super::views::{ContactPage, EntriesPage, FilesPage, Head, ObligationPage, OwedPage, PeoplePage, PlanPage, RevealedPage};
use super::{contact, owed, parts};
use crate::components::Pages;
use crate::door::{Checked, Problem, Signed, names};
use crate::frame::{At, Frame};
use crate::search::handlers as search;
use crate::sign_in::prove;
use crate::{paths, typed, words};

/// How many files stand on one page.
const ON_A_PAGE: u32 = 25;

/// A file that is open in front of somebody, as it is or as it was known on a day.
pub struct InHand {
    /// Who has it open.
    pub signed: Signed,
    /// The partnership's directory.
    pub directory: Directory,
    /// What officers are called.
    pub names: Names,
    /// The file.
    pub opened: Opened,
    /// The past day that is looked at.
    past: Option<jiff::civil::Date>,
    day_problem: Option<String>,
}

/// Which day.
#[derive(Deserialize, Default)]
pub struct On {
    /// The day, as it stands in the address; empty for now.
    #[serde(default)]
    pub on: String,
}

impl On {
    /// The day as it was typed.
    pub fn day(&self) -> &str {
        &self.on
    }
}

/// The parts of a file: address and words.
const PARTS: &[(&str, &str)] = &[
    ("", "What is owed"),
    ("timeline", "Timeline"),
    ("people", "People"),
    ("contact", "Safe contact"),
    ("evidence", "Evidence"),
    ("decisions", "Decisions"),
    (HOUSING[0].0, "Housing"),
    (crate::letters::PART, "Letters"),
    ("plan", "Plans"),
    (crate::access::handlers::PART, "Who may open it"),
];

/// The parts of what concerns her housing; the first of them opens with it.
const HOUSING: &[(&str, &str)] = &[
    (crate::homelessness::PART, "Homelessness"),
    (crate::housing_plan::PART, "Housing plan"),
    ("home", "A home for her"),
    ("register", "Register"),
];

impl InHand {
    /// Opens a file.
    /// # Errors
    /// No such file.
    pub async fn open(signed: Signed, file: FileId, on: &str) -> Result<Self, Problem> {
        let directory = signed.directory().await?;
        let opened = signed.desk().open(file).await?;
        let read = typed::day_in_one(on).and_then(|day| match day {
            Some(day) if day > opened.at.date() => Err("That day has not come yet. Choose a day up to today".to_owned()),
            day => Ok(day),
        });
        let day_problem = read.clone().err();
        let past = read.ok().flatten().filter(|day| *day < opened.at.date());
        let opened = past.map_or_else(|| opened.clone(), |day| opened.as_known_on(day));
        let names = names(&directory);
        Ok(Self { signed, directory, names, opened, past, day_problem })
    }

    /// The file as it is seen.
    pub fn seen(&self) -> Seen<'_> {
        Seen {
            id: self.opened.id,
            file: &self.opened.file,
            csrf: &self.signed.me.csrf,
            names: &self.names,
            past: self.past.is_some(),
        }
    }

    /// The day that is looked at.
    pub fn day(&self) -> jiff::civil::Date {
        self.past.unwrap_or_else(|| self.opened.at.date())
    }

    /// The frame of its pages.
    pub fn frame(&self) -> Frame {
        self.signed.frame(At::Files, &self.directory)
    }

    /// The head of its pages.
    pub fn head(&self, part: &str) -> Head {
        let id = self.opened.id;
        let on = self.past.map(|day| format!("?on={day}")).unwrap_or_default();
        let is_housing = HOUSING.iter().any(|(path, _)| *path == part);
        let tabs = |parts: &[(&str, &str)], current: &dyn Fn(&str) -> bool| {
            (parts.iter().map(|(path, words)| (format!("{}{on}", paths::part(id, path)), (*words).to_owned(), current(path))))
                .collect()
        };
        let survivor = self.opened.file.survivor().and_then(|id| self.opened.file.people().get(id)?.name.as_ref());
        Head {
            reference: self.opened.file.reference().unwrap_or_default().into(),
            known_as: survivor.map(|name| name.shown().to_owned()).unwrap_or_default(),
            href: paths::file(id),
            tabs: tabs(PARTS, &|path| path == part || (path == HOUSING[0].0 && is_housing)),
            under: if is_housing { tabs(HOUSING, &|path| path == part) } else { Vec::new() },
            closed: closed(&self.opened.file),
            past: self.past.map(|day| (day.to_string(), words::day(day))),
            here: paths::part(id, part),
            day_problem: self.day_problem.clone(),
        }
    }

    /// One obligation of the file.
    /// # Errors
    /// There is none such, or no longer.
    pub fn obligation(&self, rule: &str, raised_by: FactId) -> Result<&Obligation, Problem> {
        self.opened.owed.iter().find(|one| one.key() == (rule, raised_by)).ok_or(Problem::NotFound)
    }
}

/// What stands on every page of a file that only named staff may open.
fn closed(file: &casefile::file::CaseFile) -> Option<&'static str> {
    use casefile::confidentiality::{Guarding, Restriction};
    let restriction = Guarding::of(file).restriction;
    (restriction != Restriction::NeedToKnow).then(|| crate::access::handlers::kept(restriction))
}

type InFile = (Signed, Path<FileId>, Query<On>);

/// What is owed.
/// # Errors
/// No such file.
pub async fn what_is_owed((signed, Path(file), Query(on)): InFile) -> Result<OwedPage, Problem> {
    let hand = InHand::open(signed, file, &on.on).await?;
    let (seen, now) = (hand.seen(), hand.opened.at);
    let mut all = hand.opened.owed.clone();
    owed::by_urgency(&mut all);
    let cards = |wanted: &dyn Fn(&Obligation) -> bool| {
        all.iter().filter(|one| wanted(one)).map(|one| owed::card(&seen, one, now)).collect()
    };
    Ok(OwedPage {
        open: cards(&|one| one.state(now).is_owed()),
        coming: cards(&|one| one.state(now) == State::Coming),
        over: cards(&|one| !one.state(now).is_owed() && one.state(now) != State::Coming),
        take: crate::homelessness::to_take(&hand),
        summary: owed::summary(&seen, &hand.opened.owed, &hand.signed.web.settings().standards, now),
        frame: hand.frame(),
        head: hand.head(""),
    })
}

/// One obligation.
/// # Errors
/// No such file, or nothing such is owed in it.
pub async fn obligation(
    signed: Signed,
    Path((file, rule, raised_by)): Path<(FileId, String, FactId)>,
) -> Result<ObligationPage, Problem> {
    let hand = InHand::open(signed, file, "").await?;
    let (seen, now) = (hand.seen(), hand.opened.at);
    let one = hand.obligation(&rule, raised_by)?;
    let entry = |id: &FactId| seen.file.fact(*id).map(|fact| seen.entry(fact));
    let owed_now = one.end == casefile::obligations::End::Open;
    let standards = &hand.signed.web.settings().standards;
    let part = |what: &str| format!("{}/{what}", paths::owed(file, &rule, raised_by));
    let waiver = owed::waiver(seen.file, one);
    Ok(ObligationPage {
        owed: owed::card(&seen, one, now),
        title: one.rule.title.into(),
        because: one.because.iter().filter_map(entry).collect(),
        clock: owed::clock(one, standards),
        ladder: owed::ladder(one, now),
        force: one.rule.source.force.label().into(),
        citation: owed::citation(one),
        says: one.rule.source.says.into(),
        url: one.rule.source.url.into(),
        ways: if owed_now { owed::ways_in_words(&seen, one) } else { Vec::new() },
        waive_href: owed_now.then(|| part("waive")),
        reassign_href: owed_now.then(|| part("reassign")),
        waiver: match &waiver {
            Some(owed::Waiver::Asked { asked, by }) => {
                Some((seen.officer(*by), format!("{}/waivers/{asked}", paths::file(file))))
            }
            _ => None,
        },
        declined: match &waiver {
            Some(owed::Waiver::Declined { fact, by, asked_by }) => {
                let you = *asked_by == hand.signed.desk().officer().id;
                let who = if you { "you".to_owned() } else { seen.officer(*asked_by) };
                Some((
                    format!("{} declined what {who} asked: that this be waived. It stays owed.", seen.officer(*by)),
                    seen.entry(fact),
                ))
            }
            _ => None,
        },
        ended: one.end.fact().and_then(|(by, _)| entry(&by)),
        frame: hand.frame(),
        head: hand.head("owed"),
    })
}

/// The timeline.
/// # Errors
/// No such file.
pub async fn timeline((signed, Path(file), Query(on)): InFile) -> Result<EntriesPage, Problem> {
    let hand = InHand::open(signed, file, &on.on).await?;
    Ok(EntriesPage {
        heading: "Timeline",
        intro: "Everything that was recorded, newest first. What was corrected stays readable.",
        groups: parts::timeline(&hand.seen()),
        empty: "Nothing had been recorded yet.",
        actions: vec![(paths::part(file, "act"), "Record something".into())],
        frame: hand.frame(),
        head: hand.head("timeline"),
    })
}

/// The people.
/// # Errors
/// No such file.
pub async fn people((signed, Path(file), Query(on)): InFile) -> Result<PeoplePage, Problem> {
    let hand = InHand::open(signed, file, &on.on).await?;
    let seen = hand.seen();
    let mut actions = vec![
        (paths::act(file, Kind::PersonAdded), "Add a person".into()),
        (paths::act(file, Kind::RelationshipRecorded), "Say how two are connected".into()),
        (paths::part(file, "bring-in"), "Bring in a service".into()),
        (paths::part(file, "assign"), "Give the file to an officer".into()),
        (paths::part(file, "give-back"), "Give the file back to your team".into()),
    ];
    actions.extend(super::likeness::joined(&hand).await);
    Ok(PeoplePage {
        people: parts::people(&seen),
        services: parts::services(&seen),
        actions,
        frame: hand.frame(),
        head: hand.head("people"),
    })
}

/// Safe contact.
/// # Errors
/// No such file.
pub async fn safe_contact((signed, Path(file), Query(on)): InFile) -> Result<ContactPage, Problem> {
    let hand = InHand::open(signed, file, &on.on).await?;
    let seen = hand.seen();
    let ways = contact::ways(&seen, &hand.signed.web.settings().standards, hand.opened.at.date());
    Ok(ContactPage {
        next: ways.next,
        through: ways.through,
        others: ways.others,
        markers: contact::markers(&seen),
        places: contact::places(&seen),
        actions: vec![
            (paths::act(file, Kind::SafeContactSet), "Add or confirm a way".into()),
            (paths::part(file, "send"), "Write to somebody".into()),
            (paths::act(file, Kind::MarkerSet), "Keep something from somebody".into()),
            (paths::act(file, Kind::AddressRecorded), "Record a place".into()),
        ],
        frame: hand.frame(),
        head: hand.head("contact"),
    })
}

/// Evidence.
/// # Errors
/// No such file.
pub async fn evidence((signed, Path(file), Query(on)): InFile) -> Result<EntriesPage, Problem> {
    let hand = InHand::open(signed, file, &on.on).await?;
    Ok(EntriesPage {
        heading: "Evidence",
        intro: "Each piece stays unread until somebody who decides has read it and said what it changes. While one is unread, nothing can be decided.",
        groups: parts::evidence(&hand.seen()),
        empty: "No evidence has arrived.",
        actions: vec![
            (paths::act(file, Kind::EvidenceReceived), "Something has arrived".into()),
            (paths::act(file, Kind::EvidenceRequested), "Ask another body for something".into()),
        ],
        frame: hand.frame(),
        head: hand.head("evidence"),
    })
}

/// Decisions.
/// # Errors
/// No such file.
pub async fn decisions((signed, Path(file), Query(on)): InFile) -> Result<EntriesPage, Problem> {
    let hand = InHand::open(signed, file, &on.on).await?;
    Ok(EntriesPage {
        heading: "Decisions",
        intro: "What was decided, by whom and on which evidence; the duties that follow; reviews.",
        groups: parts::decisions(&hand.seen()),
        empty: "Nothing has been decided.",
        actions: vec![
            (paths::part(file, "decide"), "Decide".into()),
            (paths::act(file, Kind::DutyAccepted), "Accept a duty".into()),
            (paths::part(file, crate::letters::PART), "Letters: write one, or see where each stands".into()),
        ],
        frame: hand.frame(),
        head: hand.head("decisions"),
    })
}

/// Plans.
/// # Errors
/// No such file.
pub async fn plan((signed, Path(file), Query(on)): InFile) -> Result<PlanPage, Problem> {
    let hand = InHand::open(signed, file, &on.on).await?;
    Ok(PlanPage {
        plans: parts::plans(&hand.seen(), hand.opened.at.date()),
        actions: vec![(paths::part(file, "plan/new"), "Make a plan".into())],
        frame: hand.frame(),
        head: hand.head("plan"),
    })
}

/// Shows one sealed value, once; the look is on record before.
/// # Errors
/// No such file, fact or field.
pub async fn reveal(Path(file): Path<FileId>, headers: HeaderMap, form: Checked) -> Result<Response, Problem> {
    let Checked { mut signed, answers } = form;
    let action = format!("{}/reveal", paths::file(file));
    if let Some(again) = prove::take(&mut signed, &headers, &action, &answers).await? {
        return Ok(again);
    }
    let fact: FactId = answers.one("fact").parse().map_err(|_| Problem::NotFound)?;
    let field = answers.one("field").to_owned();
    let hand = InHand::open(signed, file, "").await?;
    let Some(purpose) = LookPurpose::ALL.iter().copied().find(|purpose| purpose.code() == answers.one("purpose")) else {
        return Err(Problem::Unreadable);
    };
    let what = hand.opened.file.history().iter().find(|one| one.id == fact).and_then(|one| parts::sealed_field(one, &field));
    let what = what.ok_or(Problem::NotFound)?;
    let revealed = match hand.signed.desk().reveal(file, fact, &field, purpose).await {
        Ok(revealed) => revealed,
        Err(CannotAct::Refused(_)) => return Err(Problem::NotFound),
        Err(CannotAct::NotLikeThis(Refused::StepUp)) => return prove::ask_again(&hand.signed, &action, &answers).await,
        Err(problem) => return Err(problem.into()),
    };
    let now = hand.signed.web.house().wall();
    let page = RevealedPage {
        what,
        value: revealed.words().to_owned(),
        mark: format!(
            "Seen by {} on {} at {}. {}.",
            hand.signed.me.name,
            words::day(now.date()),
            words::time(now.time()),
            purpose.label()
        ),
        back: paths::file(file),
        frame: hand.frame(),
        head: hand.head("reveal"),
    };
    Ok(page.into_response())
}

/// From where on.
#[derive(Deserialize, Default)]
pub struct After {
    #[serde(default)]
    after: String,
}

/// The files that the officer's team is party to.
/// # Errors
/// The ledger does not answer.
pub async fn files(signed: Signed, Query(asked): Query<After>) -> Result<FilesPage, Problem> {
    let directory = signed.directory().await?;
    let after = FilesCursor::from_str(&asked.after).ok();
    let (lines, next) = signed.desk().files_of_team(signed.desk().officer().team, after, ON_A_PAGE).await?;
    let pages = Pages {
        first: after.map(|_| "/files".to_owned()),
        previous: None,
        next: next.map(|next| format!("/files?after={next}")),
    };
    Ok(FilesPage { frame: signed.frame(At::Files, &directory), files: search::table(&directory, &lines), pages })
}
