//! Somebody who is signed in.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::Method;
use axum::http::request::Parts;
use desk::sign_in::SignedIn;
use desk::{Desk, Directory};

use super::{Problem, Web, session_in};
use crate::file::describe::Names;
use crate::frame::{At, Badge, Frame, Running};

/// Somebody who is signed in, and what has just been done.
#[derive(Clone)]
pub struct Signed {
    /// The house.
    pub web: Web,
    /// Who.
    pub me: SignedIn,
    said: Option<String>,
}

impl Signed {
    /// Their place at the desk.
    pub fn desk(&self) -> &Desk {
        &self.me.desk
    }

    /// Whether they manage a team.
    pub fn manages(&self) -> bool {
        desk::standing(self.desk().officer().role) > casefile::facts::Rung::Owner
    }

    /// Whether they review links between staff and people in files.
    pub fn reviews(&self) -> bool {
        self.desk().officer().role == access::Role::ConflictReviewer
    }

    /// Whether they look after information for a body.
    pub fn guards(&self) -> bool {
        self.desk().officer().role == access::Role::PrivacyOfficer
    }

    /// Whether they are on call for what colleagues ask in an emergency.
    pub fn on_call(&self) -> bool {
        <access::AnswerRequests as access::Act>::INFO.roles.contains(&self.desk().officer().role)
    }

    /// Whether they agree to the destroying of files.
    pub fn destroys(&self) -> bool {
        <access::AgreeToDestroy as access::Act>::INFO.roles.contains(&self.desk().officer().role)
    }

    /// Whether they work on files.
    pub fn works(&self) -> bool {
        <access::ReadFile as access::Act>::INFO.roles.contains(&self.desk().officer().role)
    }

    /// The frame of a page in a room.
    pub fn frame(&self, at: At, directory: &Directory) -> Frame {
        let team = directory.team(self.desk().officer().team).map(|team| team.name.clone()).unwrap_or_default();
        let officer = Badge {
            name: self.me.name.clone(),
            team,
            manages: self.manages(),
            reviews: self.reviews(),
            guards: self.guards(),
            on_call: self.on_call(),
            destroys: self.destroys(),
            works: self.works(),
            houses: self.desk().sees_homes(directory),
            returns: self.desk().makes_returns(directory),
        };
        let emergencies = self.me.emergencies.iter().map(|one| Running {
            href: crate::paths::file(one.file),
            end: format!("{}/{}/end", crate::paths::EMERGENCY, one.file),
            until: crate::words::time(one.until.time()),
        });
        Frame {
            emergencies: emergencies.collect(),
            officer: Some(officer),
            at,
            csrf: self.me.csrf.clone(),
            said: self.said.clone(),
            ..self.web.frame()
        }
    }

    /// The directory as it is now.
    /// # Errors
    /// The ledger does not answer.
    pub async fn directory(&self) -> Result<Directory, Problem> {
        Ok(self.web.house().directory().await?)
    }
}

/// What officers are called.
pub fn names(directory: &Directory) -> Names {
    directory.officers().iter().map(|officer| (officer.id, officer.name.clone())).collect()
}

/// Finds out who is signed in.
pub(super) async fn who(web: &Web, headers: &axum::http::HeaderMap) -> Result<Option<SignedIn>, Problem> {
    match session_in(web, headers) {
        Some(token) => Ok(web.house().signed_in(token).await?),
        None => Ok(None),
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Signed
where
    Web: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let web = Web::from_ref(state);
        let Some(me) = who(&web, &parts.headers).await? else {
            let had_one = parts.headers.contains_key(axum::http::header::COOKIE);
            return Err(Problem::SignIn(sign_in_address(parts, had_one)));
        };
        let said = parts.uri.query().and_then(|query| {
            let code = query.split('&').find_map(|pair| pair.strip_prefix("said="))?;
            crate::act::words::said(code).map(str::to_owned)
        });
        Ok(Self { web, me, said })
    }
}

/// Where to sign in, and where to go then: only ever a page of this house.
fn sign_in_address(parts: &Parts, expired: bool) -> String {
    let then = if parts.method == Method::GET { parts.uri.path() } else { "/" };
    let expired = if expired { "&expired=yes" } else { "" };
    if then == "/" && expired.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?then={then}{expired}") }
}
