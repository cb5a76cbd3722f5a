//! Help: how Holdfast works, what it cannot promise, and how everybody can use it.

pub mod handlers;
pub mod views;
