//! The blind relay (PROTOCOL 1.5): takes sealed parcels from anybody, keeps them until the sorter
//! has them, and hands out the signed papers that everybody reads. It holds nothing that could
//! open a parcel, keeps no address, no user agent and no access log, and writes no line anywhere.
//!
//! ```text
//!  TCP ─▶ serve ──▶ router ──▶ handlers ──try_send──▶ writer thread ──▶ SQLite (one connection)
//!        timeouts   limits     signatures  bounded    groups, shuffle    fsync, then the answer
//!                      └──▶ papers in memory ◀── refreshed after each commit
//! ```
//!
//! - `204` for a parcel means that it is on disk, and that it stays there until the sorter
//!   acknowledges it or 30 days have passed.
//! - Reads (`/o/…`, `/k`) never touch the database: they come from memory, bounded by the window.
//! - This crate links neither `envelope` nor anything else that can open a parcel; a test of the
//!   workspace holds that.
//!
//! The caller gives the clock; randomness (names, order within a group, the lottery near the daily
//! cap) comes from the operating system.
mod chance;
mod error;
mod http;
mod papers;
mod relay;
mod serve;
mod store;
mod trust;
mod writer;

use std::sync::Arc;

pub use crate::{
    error::OpenError,
    relay::{Config, Health, Relay},
    serve::{Limits, serve},
};

/// Unix seconds, from whoever owns the clock.
pub type Clock = Arc<dyn Fn() -> u64 + Send + Sync>;
