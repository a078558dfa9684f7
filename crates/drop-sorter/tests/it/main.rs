//! The sorter and the issuer from outside, on a clock that the tests move.
#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

mod keyplan;
mod keyplan_moved_clock;
mod outbox;
mod sorter;
#[path = "../../src/testing.rs"]
mod testing;
