//! The relay from outside: every answer, every failure, a real server with slow and hostile
//! clients, planted markers, kills.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod calls;
mod failures;
mod hostile;
mod kills;
mod markers;
mod network;
mod papers;
mod parcels;
mod support;
