//! The client against a small organisation: real keys, real seals, no network and no clock.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails by panicking, as a test does"
)]

mod client;
mod clock;
mod compose;
mod keylist;
mod queue;
mod window;
mod words;
mod world;
