//! Measures what the crate promises about time.
fn main() {}
