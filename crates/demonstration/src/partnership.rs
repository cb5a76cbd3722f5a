//! A partnership as it is set up: its bodies, their teams and officers, and what it promises itself.
//!
//! Read from a text (`data/partnership.toml` for the demonstration). Ids are made from names, so the same text gives the same partnership on
//! every machine.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use access::Role;
use casefile::allocations::scheme::ReadScheme;
use casefile::facts::{BodyKind, Function, ServiceNamed};
use casefile::ids::{BodyId, OfficerId, TeamId, in_story};
use casefile::obligations::Standards;
use casefile::policies::AbusePolicy;
use jiff::civil::Date;
use serde::Deserialize;

/// One partnership.
#[derive(Debug, Clone, PartialEq)]
pub struct Partnership {
    /// Its short name, from which every id is made.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// With what everybody in a demonstration signs in, beside a code. A real partnership has none.
    pub passphrase: String,
    /// Its own lengths of clocks.
    pub standards: Standards,
    /// Its bodies.
    pub bodies: Vec<PartnerBody>,
    /// Their teams.
    pub teams: Vec<PartnerTeam>,
    /// Their officers.
    pub officers: Vec<Account>,
}

/// One body of the partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerBody {
    /// Its id.
    pub id: BodyId,
    /// Its short name in the text.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What kind of organisation it is.
    pub kind: BodyKind,
}

/// One team of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerTeam {
    /// Its id.
    pub id: TeamId,
    /// Its short name in the text.
    pub code: String,
    /// Its body.
    pub body: BodyId,
    /// What it is called.
    pub name: String,
    /// What it is there to do.
    pub function: Function,
}

/// One member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Their id.
    pub id: OfficerId,
    /// With which name they sign in.
    pub sign_in: String,
    /// What they are called.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their team.
    pub team: TeamId,
    /// Their body.
    pub body: BodyId,
    /// What they are there to do.
    pub role: Role,
}

/// Why a text is no partnership.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPartnership {
    /// It is not TOML, or a line is missing, unknown or of the wrong shape.
    #[error("the partnership cannot be read: {0}")]
    Unreadable(String),
    /// Something names a body, team or role that there is not.
    #[error("{what} “{name}” names {missing}, which is not in this partnership: add it, or correct the name")]
    Missing {
        /// What names it.
        what: &'static str,
        /// Its own name.
        name: String,
        /// What is missing.
        missing: String,
    },
    /// The scheme of a register cannot be read: everything that is wrong with it, each with its line.
    #[error("the register cannot be read:\n{0}")]
    Register(String),
    /// Two things have one name.
    #[error("“{0}” stands twice: give one of them another name")]
    Twice(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    partnership: Heading,
    #[serde(default)]
    standards: Standards,
    #[serde(default)]
    body: Vec<BodyText>,
    #[serde(default)]
    team: Vec<TeamText>,
    #[serde(default)]
    officer: Vec<OfficerText>,
    #[serde(default)]
    policy: Vec<PolicyText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyText {
    body: String,
    adopted: Date,
    look_again: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Heading {
    id: String,
    name: String,
    #[serde(default)]
    passphrase: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyText {
    id: String,
    name: String,
    kind: BodyKind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamText {
    id: String,
    body: String,
    name: String,
    function: Function,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficerText {
    sign_in: String,
    name: String,
    email: String,
    team: String,
    role: String,
}

/// The demonstration partnership.
#[expect(clippy::expect_used, reason = "the text is part of the program, and a test reads it")]
pub fn partnership() -> &'static Partnership {
    static PARTNERSHIP: LazyLock<Partnership> = LazyLock::new(|| {
        Partnership::read(include_str!("../data/partnership.toml"))
            .and_then(|here| here.with_register(include_str!("../data/register.toml")))
            .expect("our own partnership is well formed")
    });
    &PARTNERSHIP
}

impl Partnership {
    /// Reads a partnership.
    /// # Errors
    /// [`NotAPartnership`], with what to mend.
    pub fn read(text: &str) -> Result<Self, NotAPartnership> {
        let text: Text = toml::from_str(text).map_err(|error| NotAPartnership::Unreadable(error.to_string()))?;
        let id = text.partnership.id;
        no_twins(text.body.iter().map(|body| body.id.as_str()))?;
        no_twins(text.team.iter().map(|team| team.id.as_str()))?;
        no_twins(text.officer.iter().map(|officer| officer.sign_in.as_str()))?;
        let bodies: Vec<_> = text
            .body
            .into_iter()
            .map(|body| PartnerBody {
                id: BodyId(in_story("body", &id, &body.id)),
                code: body.id,
                name: body.name,
                kind: body.kind,
            })
            .collect();
        let teams = text
            .team
            .into_iter()
            .map(|team| {
                let body = bodies.iter().find(|body| body.code == team.body);
                let body = body.ok_or_else(|| missing("team", &team.id, "body", &team.body))?.id;
                let own = TeamId(in_story("team", &id, &team.id));
                Ok(PartnerTeam { id: own, code: team.id, body, name: team.name, function: team.function })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let officers = text
            .officer
            .into_iter()
            .map(|officer| {
                let team = teams.iter().find(|team| team.code == officer.team);
                let team = team.ok_or_else(|| missing("officer", &officer.sign_in, "team", &officer.team))?;
                let role = Role::from_code(&officer.role);
                let role = role.ok_or_else(|| missing("officer", &officer.sign_in, "role", &officer.role))?;
                let own = OfficerId(in_story("officer", &id, &officer.sign_in));
                let (team, body) = (team.id, team.body);
                Ok(Account { id: own, sign_in: officer.sign_in, name: officer.name, email: officer.email, team, body, role })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let policies = text
            .policy
            .into_iter()
            .map(|policy| {
                let body = bodies.iter().find(|body| body.code == policy.body);
                let body = body.ok_or_else(|| missing("policy", &policy.body, "body", &policy.body))?.id;
                Ok(AbusePolicy { body, adopted: policy.adopted, look_again: policy.look_again })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let (name, passphrase) = (text.partnership.name, text.partnership.passphrase);
        Ok(Self { id, name, passphrase, standards: Standards { policies, ..text.standards }, bodies, teams, officers })
    }

    /// The same partnership, with the scheme by which some of its bodies let homes.
    /// # Errors
    /// [`NotAPartnership::Register`]: everything that is wrong with the text, line by line.
    pub fn with_register(mut self, text: &str) -> Result<Self, NotAPartnership> {
        let said = |lines: Vec<String>| NotAPartnership::Register(lines.join("\n"));
        let read = ReadScheme::read(text).map_err(|wrong| said(wrong.iter().map(ToString::to_string).collect()))?;
        if read.bodies.is_empty() {
            let known: Vec<&str> = self.bodies.iter().map(|body| body.code.as_str()).collect();
            return Err(said(vec![format!(
                "line 1: it does not say whose scheme it is; add bodies = […] under [scheme], of: {}",
                known.join(", ")
            )]));
        }
        let mut bodies = Vec::new();
        let mut wrong = Vec::new();
        for (code, line) in &read.bodies {
            match self.bodies.iter().find(|body| body.code == *code) {
                Some(body) => bodies.push(body.id),
                None => wrong.push(format!("line {line}: there is no body “{code}” in this partnership; name one of its bodies")),
            }
        }
        if !wrong.is_empty() {
            return Err(said(wrong));
        }
        self.standards.schemes.add(bodies, read.scheme);
        Ok(self)
    }

    /// A team by its short name.
    pub fn team(&self, code: &str) -> Option<&PartnerTeam> {
        self.teams.iter().find(|team| team.code == code)
    }

    /// A body.
    pub fn body(&self, id: BodyId) -> Option<&PartnerBody> {
        self.bodies.iter().find(|body| body.id == id)
    }

    /// The officers of a team who work on files themselves, or its manager where there is nobody else.
    pub fn caseworkers(&self, team: TeamId) -> Vec<&Account> {
        let in_role = |role| self.officers.iter().filter(move |it| it.team == team && it.role == role).collect::<Vec<_>>();
        let officers = in_role(Role::Officer);
        if officers.is_empty() { in_role(Role::Manager) } else { officers }
    }

    /// The fact that brings a team of the partnership into a file as one whose staff may open it.
    pub fn service(&self, team: &PartnerTeam) -> Option<ServiceNamed> {
        let body = self.body(team.body)?;
        Some(ServiceNamed {
            team: team.id,
            name: team.name.clone(),
            function: team.function,
            body: body.id,
            body_name: body.name.clone(),
            body_kind: body.kind,
            party: true,
            basis: Some("To protect her, in the tasks in law of each service of the partnership".to_owned()),
        })
    }
}

fn no_twins<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), NotAPartnership> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(NotAPartnership::Twice(name.to_owned()));
        }
    }
    Ok(())
}

fn missing(what: &'static str, name: &str, kind: &str, wanted: &str) -> NotAPartnership {
    NotAPartnership::Missing { what, name: name.to_owned(), missing: format!("the {kind} “{wanted}”") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
mod tests {
    use super::*;

    #[test]
    fn the_demonstration_partnership_has_somebody_for_everything() {
        let here = partnership();
        for wanted in [
            Function::Housing,
            Function::Allocations,
            Function::Children,
            Function::Adults,
            Function::Police,
            Function::Health,
            Function::Idva,
            Function::Refuge,
            Function::Marac,
            Function::Landlord,
            Function::Repairs,
            Function::Complaints,
            Function::DataProtection,
            Function::Benefits,
            Function::ContactCentre,
        ] {
            let teams: Vec<_> = here.teams.iter().filter(|team| team.function == wanted).collect();
            assert!(!teams.is_empty(), "nobody does {wanted}");
            for team in teams {
                assert!(!here.caseworkers(team.id).is_empty(), "{} has nobody", team.name);
            }
        }
        for role in Role::ALL {
            assert!(here.officers.iter().any(|officer| officer.role == *role), "nobody is {}", role.label());
        }
        assert_eq!(here.officers.iter().filter(|officer| officer.role == Role::Administrator).count(), 1);
        assert!(here.officers.iter().all(|officer| officer.email.ends_with(".example")));
    }

    #[test]
    fn the_demonstration_lets_homes_by_a_scheme_of_its_own() {
        let here = partnership();
        let day = jiff::civil::date(2026, 6, 1);
        for body in here.bodies.iter().filter(|body| ["ellerdale", "port-merrow"].contains(&body.code.as_str())) {
            let scheme = here.standards.schemes.own(body.id, day).unwrap();
            assert!(!scheme.areas.is_empty() && scheme.next_panel(day).is_some());
        }
    }

    #[test]
    fn a_scheme_for_nobody_or_for_somebody_unknown_is_refused_with_its_line() {
        let text = include_str!("../data/register.toml");
        let here = || Partnership::read(include_str!("../data/partnership.toml")).unwrap();
        let whose = "bodies = [\"ellerdale\", \"port-merrow\"]";
        let said = |to: &str| here().with_register(&text.replace(whose, to)).unwrap_err().to_string();
        assert!(said("bodies = [\"nowhere\"]").contains("there is no body “nowhere”"));
        assert!(said("").contains("it does not say whose scheme it is"));
        assert!(here().with_register(&text.replace("papers = 3", "papers = 99")).unwrap_err().to_string().contains("line "));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let own = include_str!("../data/partnership.toml");
        let lost = own.replace("body = \"lantern\"", "body = \"lamp\"");
        assert!(Partnership::read(&lost).unwrap_err().to_string().contains("the body “lamp”"));
        let odd = own.replace("role = \"administrator\"", "role = \"king\"");
        assert!(Partnership::read(&odd).unwrap_err().to_string().contains("the role “king”"));
        let twice = own.replace("sign_in = \"tom.housing\"", "sign_in = \"amara.housing\"");
        assert_eq!(Partnership::read(&twice), Err(NotAPartnership::Twice("amara.housing".to_owned())));
        assert!(matches!(Partnership::read("[partnership"), Err(NotAPartnership::Unreadable(_))));
    }
}
