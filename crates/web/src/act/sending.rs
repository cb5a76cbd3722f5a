//! From a form to a command and back: what every act has in common.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casefile::commands::Noting;
use casefile::ids::FileId;
use desk::{Asks, CannotAct, Done, Sent};
use uuid::Uuid;

use super::as_it_was;
use super::noticing::{self, Noticed, Noticing};
use super::views::{FormPage, Note};
use crate::components::{Answers, Problems, Section};
use crate::door::{Problem, Signed};
use crate::file::handlers::InHand;
use crate::typed::Mistakes;

/// A form of one file: what was typed, and the file behind it.
pub struct Act {
    /// The file.
    pub hand: InHand,
    /// What was typed, or what the form starts with.
    pub answers: Answers,
    /// What is wrong with it.
    pub mistakes: Mistakes,
    /// Numbers and addresses in what was typed.
    noticed: Noticing,
}

/// Why nothing was recorded.
pub enum Stopped {
    /// The desk says why.
    Cannot(CannotAct),
    /// A number or an address stands in words that many may read: the officer is asked first.
    Noticed(Vec<Noticed>),
}

impl From<CannotAct> for Stopped {
    fn from(problem: CannotAct) -> Self {
        Self::Cannot(problem)
    }
}

impl Act {
    /// Opens a file to act on it.
    /// # Errors
    /// No such file.
    pub async fn begin(signed: Signed, file: FileId) -> Result<Self, Problem> {
        Self::with(signed, file, Answers::default()).await
    }

    /// Opens a file to act on it with what was typed.
    /// # Errors
    /// No such file.
    pub async fn with(signed: Signed, file: FileId, answers: Answers) -> Result<Self, Problem> {
        let hand = InHand::open(signed, file, "").await?;
        let mut answers = answers;
        let noticed = Noticing::read(&mut answers, &hand);
        Ok(Self { hand, answers, mistakes: Mistakes::default(), noticed })
    }

    /// Somebody whose role does not include an act is told before they type, and not after.
    /// # Errors
    /// Not their role.
    pub fn for_role<A: access::Act>(self) -> Result<Self, Problem> {
        let role = self.hand.signed.desk().officer().role;
        if A::INFO.roles.contains(&role) { Ok(self) } else { Err(Problem::NotYourRole) }
    }

    /// The file.
    pub fn file(&self) -> FileId {
        self.hand.opened.id
    }

    /// What tells this sending from others; the same for every showing of one form.
    pub fn key(&self) -> String {
        self.answers.one("idempotency").to_owned()
    }

    /// The form page, with its unseen fields and what is wrong with the answers.
    pub fn page(&self, heading: impl Into<String>, action: impl Into<String>, sections: Vec<Section>) -> FormPage {
        let action = action.into();
        let key = Some(self.key()).filter(|key| !key.is_empty()).unwrap_or_else(|| Uuid::new_v4().to_string());
        let seen = match self.answers.one("seen") {
            "" => self.hand.opened.seq.to_string(),
            seen => seen.to_owned(),
        };
        let problems = Problems::of(sections.iter().flat_map(|section| &section.questions));
        let draft = action.trim_start_matches('/').to_owned();
        self.noticed.may_stand_in(&sections);
        let mut hidden = vec![("idempotency".into(), key), ("seen".into(), seen)];
        hidden.extend(self.noticed.carried());
        FormPage { problems, sections, hidden, draft, ..FormPage::new(self.hand.frame(), self.hand.head("act"), heading, action) }
    }

    /// Carries a command out.
    /// # Errors
    /// As the desk; or something was noticed in the words, and the officer is asked first.
    pub async fn send<C: Asks>(&self, command: &C) -> Result<Done, Stopped> {
        let noticed = self.noticed.to_ask_about(&self.answers);
        if !noticed.is_empty() {
            return Err(Stopped::Noticed(noticed));
        }
        let key = self.key();
        let sent = Sent { key: Some(key.as_str()).filter(|key| !key.is_empty()), seen: self.answers.one("seen").parse().ok() };
        let desk = self.hand.signed.desk();
        Ok(match self.noticed.details() {
            [] => desk.act(self.file(), command, sent).await?,
            details => desk.act(self.file(), &Noting { command, details }, sent).await?,
        })
    }

    /// It is done: the draft goes, and the file says so.
    /// # Errors
    /// The ledger does not answer.
    pub async fn done(&self, page: &FormPage, part: &str, said: &str) -> Result<Response, Problem> {
        if !page.draft.is_empty() {
            self.hand.signed.desk().forget_draft(&page.draft).await?;
        }
        Ok(Redirect::to(&format!("{}?said={said}", crate::paths::part(self.file(), part))).into_response())
    }

    /// It cannot be done: the page says why and what is possible instead, and keeps all that was typed.
    /// # Errors
    /// Nothing that the officer can put right on this page.
    pub fn refused(&self, mut page: FormPage, problem: impl Into<Stopped>) -> Result<Response, Problem> {
        let problem = match problem.into() {
            Stopped::Cannot(problem) => problem,
            Stopped::Noticed(noticed) => {
                noticing::ask(&mut page, &self.hand, &noticed);
                return Ok(wrong(page));
            }
        };
        let status = match problem {
            CannotAct::Refused(refusal) => {
                page.problems = Some(Problems {
                    title: "This cannot be recorded as it is".into(),
                    list: vec![(refusal.because, String::new())],
                });
                if !refusal.instead.is_empty() {
                    page.notes.push(Note::Lines("What you can do instead".into(), refusal.instead));
                }
                if let Some(rule) = refusal.rule {
                    page.notes.push(Note::Links(
                        "Why".into(),
                        vec![(crate::paths::rule(rule), "The rule, and where it stands".into())],
                    ));
                }
                if refusal.as_it_was {
                    page.notes.push(Note::Plain(
                        "If it has already happened, it belongs on file all the same, with how it is known. It is then no act of yours."
                            .into(),
                    ));
                    page.more.push((as_it_was::ASKED.into(), "yes".into(), as_it_was::BUTTON.into()));
                }
                StatusCode::UNPROCESSABLE_ENTITY
            }
            CannotAct::NobodyThere(words) => {
                page.problems = Some(Problems::new(vec![(crate::words::from_code(&words), String::new())]));
                StatusCode::UNPROCESSABLE_ENTITY
            }
            CannotAct::Changed { since } => {
                let seen = self.hand.seen();
                let changed = since.iter().map(|fact| crate::words::from_code(&seen.briefly(fact))).collect();
                page.problems = Some(Problems {
                    title: "Somebody added to this file while you were writing".into(),
                    list: vec![(
                        "Read what is new. What you typed is still here: send it again if it still stands.".into(),
                        String::new(),
                    )],
                });
                page.notes.push(Note::Lines("What is new".into(), changed));
                // Sent again from here, it counts as written with these in sight.
                page.hidden.retain(|(name, _)| name != "seen");
                page.hidden.push(("seen".into(), self.hand.opened.seq.to_string()));
                page.button = "Send again".into();
                StatusCode::CONFLICT
            }
            other => return Err(other.into()),
        };
        Ok((status, page).into_response())
    }
}

/// A page on which something is wrong with the answers.
pub fn wrong(page: FormPage) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
