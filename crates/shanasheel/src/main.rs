//! The shanasheel program.
fn main() {}
