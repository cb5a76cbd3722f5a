//! How much each agreement counts: Fellegi and Sunter's model with more than two kinds of pair.

pub(crate) mod classes;
pub(crate) mod strangers;
pub(crate) mod training;
pub(crate) mod weights;

pub(crate) use training::{Known, Model, learn};
