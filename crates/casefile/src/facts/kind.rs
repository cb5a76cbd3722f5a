//! How a kind of fact is declared, and what the declaration gives.

use super::shape::FieldInfo;
use crate::ids::{FactId, PersonId, TeamId};
use crate::private::Shuttable;

/// All that there is to say about one kind of fact; documentation, forms and stories are made from it.
#[derive(Debug, Clone, Copy)]
pub struct KindInfo {
    /// Its code, as stories and the journal write it.
    pub code: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Its fields.
    pub fields: &'static [FieldInfo],
}

/// One kind of fact.
pub trait FactKind: Sized + 'static {
    /// What it is.
    const INFO: KindInfo;
    /// Its place in the list of kinds.
    const KIND: super::Kind;
    /// The value in a body, where the body is of this kind.
    fn of(body: &super::Body) -> Option<&Self>;
}

/// What each kind's fields hold. Made by the declaration.
pub(crate) trait Holds {
    fn private(&mut self, visit: &mut dyn FnMut(&'static str, &mut dyn Shuttable));
    fn teams(&self, found: &mut Vec<TeamId>);
    fn people(&self) -> Vec<PersonId>;
    fn facts(&self, found: &mut Vec<FactId>);
    fn rename_teams(&mut self, to: &dyn Fn(TeamId) -> TeamId);
}

/// Declares kinds of fact: a struct for each, with its documentation, shapes and private values.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident $code:literal {
        $($(#[doc = $fdoc:literal])+ $(#[serde($($serde:tt)+)])? $field:ident : $type:ty),* $(,)?
    })*) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[doc = $fdoc])+ $(#[serde($($serde)+)])? pub $field: $type),*
        }

        impl $crate::facts::kind::FactKind for $name {
            const INFO: $crate::facts::kind::KindInfo = $crate::facts::kind::KindInfo {
                code: $code,
                doc: concat!($($doc),+),
                fields: &[$($crate::facts::shape::FieldInfo {
                    name: stringify!($field),
                    doc: concat!($($fdoc),+),
                    shape: <$type as $crate::facts::shape::Field>::SHAPE,
                    optional: <$type as $crate::facts::shape::Field>::OPTIONAL,
                }),*],
            };
            const KIND: $crate::facts::Kind = $crate::facts::Kind::$name;
            fn of(body: &$crate::facts::Body) -> Option<&Self> {
                match body {
                    $crate::facts::Body::$name(value) => Some(value),
                    _ => None,
                }
            }
        }

        impl $crate::facts::kind::Holds for $name {
            #[allow(unused_variables)]
            fn private(&mut self, visit: &mut dyn FnMut(&'static str, &mut dyn $crate::private::Shuttable)) {
                $($crate::facts::shape::Field::private(&mut self.$field, &mut |value| visit(stringify!($field), value));)*
            }
            #[allow(unused_variables)]
            fn teams(&self, found: &mut Vec<$crate::ids::TeamId>) {
                $($crate::facts::shape::Field::teams(&self.$field, found);)*
            }
            #[allow(unused_mut)]
            fn people(&self) -> Vec<$crate::ids::PersonId> {
                let mut found = Vec::new();
                $($crate::facts::shape::Field::people(&self.$field, &mut found);)*
                found
            }
            #[allow(unused_variables)]
            fn facts(&self, found: &mut Vec<$crate::ids::FactId>) {
                $($crate::facts::shape::Field::facts(&self.$field, found);)*
            }
            #[allow(unused_variables)]
            fn rename_teams(&mut self, to: &dyn Fn($crate::ids::TeamId) -> $crate::ids::TeamId) {
                $($crate::facts::shape::Field::rename_teams(&mut self.$field, to);)*
            }
        }
    )*};
}
pub(crate) use kinds;
