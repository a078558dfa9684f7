//! The desk from outside.
#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

mod engine;
mod pages;
mod seeded;
