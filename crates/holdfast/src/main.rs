//! Holdfast: the program.
fn main() {}
