//! The people in a file and how they are connected.

use jiff::civil::Date;

use crate::facts::{Body, Fact, Relation, Role, Shows};
use crate::ids::PersonId;
use crate::private::Unprinted;

/// One person.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Who they are in this file.
    pub role: Role,
    /// What they are called.
    pub name: Option<Unprinted>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Whether they live in the survivor's household.
    pub in_household: bool,
}

/// Everybody in the file.
#[derive(Debug, Clone, Default)]
pub struct People {
    all: Vec<Person>,
    /// Whoever was ever recorded as the alleged perpetrator, or as belonging to him.
    ever_other_side: Vec<PersonId>,
    relationships: Vec<(PersonId, Relation, PersonId)>,
}

impl People {
    pub(super) fn fold(facts: &[Fact]) -> Self {
        let mut people = Self::default();
        for fact in facts {
            match &fact.body {
                Body::PersonAdded(it) => people.put(Person {
                    id: it.person,
                    role: it.role,
                    name: it.name.clone(),
                    born: it.born,
                    in_household: it.in_household || it.role == Role::Survivor,
                }),
                Body::RelationshipRecorded(it) => people.relationships.push((it.person, it.relation, it.with)),
                Body::ChildBorn(it) => match people.all.iter_mut().find(|person| person.id == it.child) {
                    Some(child) => {
                        child.role = Role::Child;
                        child.born = child.born.or(Some(fact.happened.date));
                    }
                    None => people.put(Person {
                        id: it.child,
                        role: Role::Child,
                        name: None,
                        born: Some(fact.happened.date),
                        in_household: true,
                    }),
                },
                _ => {}
            }
        }
        people
    }

    fn put(&mut self, person: Person) {
        if matches!(person.role, Role::AllegedPerpetrator | Role::Associate) {
            self.ever_other_side.push(person.id);
        }
        match self.all.iter_mut().find(|known| known.id == person.id) {
            Some(known) => *known = person,
            None => self.all.push(person),
        }
    }

    /// Somebody.
    pub fn get(&self, id: PersonId) -> Option<&Person> {
        self.all.iter().find(|person| person.id == id)
    }

    /// Everybody, in the order in which they came into the file.
    pub fn all(&self) -> &[Person] {
        &self.all
    }

    /// Who is connected with whom, and how.
    pub fn relationships(&self) -> &[(PersonId, Relation, PersonId)] {
        &self.relationships
    }

    /// Everybody in a role.
    pub fn in_role(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.all.iter().filter(move |person| person.role == role)
    }

    /// The survivor's children, born or not: each a survivor in their own right (Domestic Abuse Act 2021 section 3).
    pub fn children(&self) -> impl Iterator<Item = &Person> {
        self.all.iter().filter(|person| matches!(person.role, Role::Child | Role::UnbornChild))
    }

    /// Whether somebody is a child of the family on a day: in the role of a child, and under eighteen where the date of birth is known.
    pub fn is_child_on(&self, id: PersonId, day: Date) -> bool {
        self.get(id).is_some_and(|person| {
            let under_18 = |born: Date| born.checked_add(jiff::Span::new().years(18)).map_or(true, |adult| day < adult);
            person.role == Role::Child && person.born.is_none_or(under_18)
        })
    }

    /// Whether somebody is, or belongs to, the alleged perpetrator.
    pub fn is_other_side(&self, id: PersonId) -> bool {
        self.get(id).is_some_and(|person| matches!(person.role, Role::AllegedPerpetrator | Role::Associate))
    }

    /// Whether what somebody learns may reach the alleged perpetrator: they are, or once were, recorded on his side, or are his kin. The survivor
    /// and the children are kin of his too, and do not count for that.
    pub fn may_tell_him(&self, id: PersonId) -> bool {
        let is_family =
            self.get(id).is_some_and(|person| matches!(person.role, Role::Survivor | Role::Child | Role::UnbornChild));
        let is_his = |person: PersonId| self.ever_other_side.contains(&person);
        let kin = || {
            // His relatives by marriage are hers.
            self.relationships.iter().any(|(one, relation, other)| {
                !matches!(relation, Relation::Neighbour | Relation::Carer | Relation::InLaw)
                    && ((*one == id && is_his(*other)) || (*other == id && is_his(*one)))
            })
        };
        is_his(id) || (!is_family && kin())
    }

    /// Whether two people are personally connected, so that abuse between them is domestic abuse in law.
    ///
    /// # Law
    /// Domestic Abuse Act 2021 section 2; relatives as in Family Law Act 1996 section 63(1). Living together is not needed.
    pub fn personally_connected(&self, one: PersonId, other: PersonId) -> bool {
        use Relation::{
            AuntOrUncle, Child, CivilPartner, CoParent, Cousin, Engaged, Grandchild, Grandparent, InLaw, Intimate, NieceOrNephew,
            Parent, Sibling, Spouse,
        };
        let connects = |relation| {
            matches!(
                relation,
                Spouse
                    | CivilPartner
                    | Engaged
                    | Intimate
                    | CoParent
                    | Parent
                    | Child
                    | Sibling
                    | Grandparent
                    | Grandchild
                    | AuntOrUncle
                    | NieceOrNephew
                    | Cousin
                    | InLaw
            )
        };
        let parent_of = |parent: PersonId, child: PersonId| {
            self.relationships.iter().any(|(a, relation, b)| {
                (*a == parent && *relation == Parent && *b == child) || (*a == child && *relation == Child && *b == parent)
            })
        };
        self.relationships
            .iter()
            .any(|(a, relation, b)| connects(*relation) && ((*a == one && *b == other) || (*a == other && *b == one)))
            || (one != other && self.all.iter().any(|child| parent_of(one, child.id) && parent_of(other, child.id)))
    }

    /// What a fact shows because of who is in it: a child attacked or threatened is a child harmed; a child in the household lives with the abuse.
    pub(super) fn shown_by(&self, body: &Body) -> Shows {
        let hurt: &[PersonId] = match body {
            Body::Assaulted(it) => &it.of,
            Body::ThreatMade(it) => &it.of,
            Body::AbuseHappened(it) => &it.of,
            _ => return Shows::empty(),
        };
        let is_child = |person: &Person| matches!(person.role, Role::Child | Role::UnbornChild);
        if hurt.iter().any(|id| self.get(*id).is_some_and(is_child)) {
            Shows::CHILD_HARM.union(Shows::CHILD_WITNESS)
        } else if self.children().any(|child| child.in_household && child.role == Role::Child) {
            Shows::CHILD_WITNESS
        } else {
            Shows::empty()
        }
    }
}
