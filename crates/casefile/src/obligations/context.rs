//! What is the same for all rules while a file is derived: the file, the standards, what officers have said, and who owes for which team.

use std::cell::RefCell;
use std::collections::HashMap;

use super::obligation::{End, Owner};
use super::owed::Close;
use super::standards::Standards;
use crate::facts::{Fact, Kind, ObligationAnswered, ObligationEscalated, ObligationReassigned, ObligationWaived, Rung};
use crate::file::CaseFile;
use crate::ids::{FactId, OfficerId, TeamId};

/// What tells one obligation from every other: its rule's id and the fact that raised it.
type Key<'a> = (&'a str, FactId);

/// One file that is being derived.
pub(super) struct Context<'a> {
    pub(super) file: &'a CaseFile,
    pub(super) standards: &'a Standards,
    pub(super) said: Said<'a>,
    /// Owners by team, each looked up once.
    owners: RefCell<Vec<Owner>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(file: &'a CaseFile, standards: &'a Standards) -> Self {
        Self { file, standards, said: Said::gather(file), owners: RefCell::default() }
    }

    /// Who owes something for a team: the officer to whom it was given, or the one who has the file there.
    pub(super) fn owner(&self, team: TeamId, key: Key<'_>) -> Owner {
        let owner = self.of_team(team);
        Owner { officer: self.said.officer(key).or(owner.officer), ..owner }
    }

    fn of_team(&self, team: TeamId) -> Owner {
        let mut owners = self.owners.borrow_mut();
        if let Some(known) = owners.iter().find(|owner| owner.team == team) {
            return *known;
        }
        let owner = Owner { team, body: self.file.services().body(team), officer: self.file.officer_of(team) };
        owners.push(owner);
        owner
    }
}

/// What officers have said about single obligations.
#[derive(Default)]
pub(super) struct Said<'a> {
    /// Whether they have said anything at all.
    anything: bool,
    ends: HashMap<Key<'a>, Close>,
    officers: HashMap<Key<'a>, OfficerId>,
    rungs: HashMap<Key<'a>, Rung>,
}

impl<'a> Said<'a> {
    fn gather(file: &'a CaseFile) -> Self {
        let kinds = [Kind::ObligationAnswered, Kind::ObligationWaived, Kind::ObligationReassigned, Kind::ObligationEscalated];
        let mut said = Self::default();
        if !kinds.into_iter().any(|kind| file.has(kind)) {
            return said;
        }
        said.anything = true;
        for (fact, it) in file.each::<ObligationAnswered>() {
            said.end_with((&it.rule.0, it.raised_by), fact, End::Met { by: fact.id, on: fact.happened.date });
        }
        for (fact, it) in file.each::<ObligationWaived>() {
            said.end_with((&it.rule.0, it.raised_by), fact, End::Waived { by: fact.id, on: fact.happened.date });
        }
        for (_, it) in file.each::<ObligationReassigned>() {
            said.officers.insert((&it.rule.0, it.raised_by), it.officer);
        }
        for (_, it) in file.each::<ObligationEscalated>() {
            let rung = said.rungs.entry((&it.rule.0, it.raised_by)).or_insert(it.to);
            *rung = (*rung).max(it.to);
        }
        said
    }

    /// Keeps the first end that was said.
    fn end_with(&mut self, key: Key<'a>, fact: &Fact, end: End) {
        let first = self.ends.entry(key).or_insert((fact.happened, fact.id, end));
        if (fact.happened, fact.id) < (first.0, first.1) {
            *first = (fact.happened, fact.id, end);
        }
    }

    /// How somebody said that it ended.
    pub(super) fn end(&self, key: Key<'_>) -> Option<Close> {
        if self.anything { self.ends.get(&key).copied() } else { None }
    }

    /// To whom it was given.
    fn officer(&self, key: Key<'_>) -> Option<OfficerId> {
        if self.anything { self.officers.get(&key).copied() } else { None }
    }

    /// The highest rung that it has been passed up to.
    pub(super) fn rung(&self, key: Key<'_>) -> Option<Rung> {
        if self.anything { self.rungs.get(&key).copied() } else { None }
    }
}
