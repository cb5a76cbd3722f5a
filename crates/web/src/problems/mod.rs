//! Problems, as pages: what stands in the way and what to do next. They name no stranger, place or table.

pub mod views;
