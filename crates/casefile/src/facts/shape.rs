//! What the fields of a fact are made of.
//!
//! One description of each field serves the page that asks for it, the story that writes it, the documentation and the vault.

use jiff::civil::Date;

use super::choices::Choice;
use super::when::When;
use crate::ids::{BodyId, FactId, OfficerId, PersonId, RoomId, TeamId};
use crate::private::{About, Sealed, Shuttable, Unprinted};

/// The shape of a field, for forms, stories and documentation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// Text on one line.
    Text,
    /// A name: not printed in passing.
    Name,
    /// Sealed text of the named kind.
    Sealed(&'static str),
    /// A day.
    Day,
    /// A day, with a time where it is known.
    Moment,
    /// Yes or no; no when left out.
    YesNo,
    /// A whole number.
    Number,
    /// An amount in pounds and pence, held as pence.
    Money,
    /// One of these codes, each with its meaning.
    OneOf(&'static [Choice]),
    /// Any of these codes.
    AnyOf(&'static [Choice]),
    /// A person in the file.
    Person,
    /// A team of a body.
    Team,
    /// A team or a person.
    Who,
    /// An organisation.
    Body,
    /// A member of staff.
    Officer,
    /// An earlier fact in the file.
    Fact,
    /// A room on the list of homes: chosen on a page of its own, never typed.
    Room,
    /// The id of a rule.
    Rule,
    /// Steps of a plan, each with what, who and by when.
    Steps,
    /// Several of one shape.
    Many(&'static Shape),
}

/// One field of a kind of fact.
#[derive(Debug, Clone, Copy)]
pub struct FieldInfo {
    /// Its name in stories and in the interface for programs.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// What it is made of.
    pub shape: Shape,
    /// Whether it may be left out.
    pub optional: bool,
}

/// What every type of field can tell about itself.
pub trait Field {
    /// Its shape.
    const SHAPE: Shape;
    /// Whether it may be left out.
    const OPTIONAL: bool = false;
    /// Hands over the private values in it.
    fn private(&mut self, _visit: &mut dyn FnMut(&mut dyn Shuttable)) {}
    /// Adds the teams that it names.
    fn teams(&self, _found: &mut Vec<TeamId>) {}
    /// Adds the people that it names.
    fn people(&self, _found: &mut Vec<PersonId>) {}
    /// Adds the facts that it points to.
    fn facts(&self, _found: &mut Vec<FactId>) {}
    /// Puts other teams in the place of those that it names.
    fn rename_teams(&mut self, _to: &dyn Fn(TeamId) -> TeamId) {}
}

macro_rules! plain_fields {
    ($($type:ty => $shape:expr),* $(,)?) => {$(impl Field for $type { const SHAPE: Shape = $shape; })*};
}

plain_fields! {
    String => Shape::Text,
    Unprinted => Shape::Name,
    Date => Shape::Day,
    When => Shape::Moment,
    u32 => Shape::Number,
    super::money::Pence => Shape::Money,
    OfficerId => Shape::Officer,
    BodyId => Shape::Body,
    RoomId => Shape::Room,
    super::rule_ref::RuleRef => Shape::Rule,
}

impl Field for bool {
    const SHAPE: Shape = Shape::YesNo;
    const OPTIONAL: bool = true;
}

impl Field for TeamId {
    const SHAPE: Shape = Shape::Team;
    fn teams(&self, found: &mut Vec<TeamId>) {
        found.push(*self);
    }
    fn rename_teams(&mut self, to: &dyn Fn(TeamId) -> TeamId) {
        *self = to(*self);
    }
}

impl Field for PersonId {
    const SHAPE: Shape = Shape::Person;
    fn people(&self, found: &mut Vec<PersonId>) {
        found.push(*self);
    }
}

impl Field for FactId {
    const SHAPE: Shape = Shape::Fact;
    fn facts(&self, found: &mut Vec<FactId>) {
        found.push(*self);
    }
}

impl<A: About> Field for Sealed<A> {
    const SHAPE: Shape = Shape::Sealed(A::NAME);
    fn private(&mut self, visit: &mut dyn FnMut(&mut dyn Shuttable)) {
        visit(self);
    }
}

impl<F: Field> Field for Option<F> {
    const SHAPE: Shape = F::SHAPE;
    const OPTIONAL: bool = true;
    fn private(&mut self, visit: &mut dyn FnMut(&mut dyn Shuttable)) {
        if let Some(field) = self {
            field.private(visit);
        }
    }
    fn teams(&self, found: &mut Vec<TeamId>) {
        self.iter().for_each(|field| field.teams(found));
    }
    fn people(&self, found: &mut Vec<PersonId>) {
        self.iter().for_each(|field| field.people(found));
    }
    fn facts(&self, found: &mut Vec<FactId>) {
        self.iter().for_each(|field| field.facts(found));
    }
    fn rename_teams(&mut self, to: &dyn Fn(TeamId) -> TeamId) {
        self.iter_mut().for_each(|field| field.rename_teams(to));
    }
}

impl<F: Field> Field for Vec<F> {
    const SHAPE: Shape = Shape::Many(&F::SHAPE);
    const OPTIONAL: bool = true;
    fn private(&mut self, visit: &mut dyn FnMut(&mut dyn Shuttable)) {
        self.iter_mut().for_each(|field| field.private(visit));
    }
    fn teams(&self, found: &mut Vec<TeamId>) {
        self.iter().for_each(|field| field.teams(found));
    }
    fn people(&self, found: &mut Vec<PersonId>) {
        self.iter().for_each(|field| field.people(found));
    }
    fn facts(&self, found: &mut Vec<FactId>) {
        self.iter().for_each(|field| field.facts(found));
    }
    fn rename_teams(&mut self, to: &dyn Fn(TeamId) -> TeamId) {
        self.iter_mut().for_each(|field| field.rename_teams(to));
    }
}
