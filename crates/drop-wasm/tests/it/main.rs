//! The commands natively, the panel's text against the commands, and the built module against the native one.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails by panicking, as a test does"
)]

mod commands;
mod node;
mod panel;
#[path = "../../../drop-client/tests/it/world.rs"]
#[expect(dead_code, reason = "drop-client's own tests use all of it")]
mod world;
