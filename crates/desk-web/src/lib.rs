//! The staff's local pages on loopback; composes the desk.

pub mod engine;
