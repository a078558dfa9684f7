//! Tests, proofs, web assets, fixtures, benchmarks.
fn main() {}
