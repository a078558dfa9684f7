//! The staff's local pages on loopback; composes the desk.
//!
//! ```text
//! browser ─▶ gates (access) ─▶ a page (pages::…) ─▶ App: the desk behind its lock ─▶ engine ─▶ vault
//!                                                     ▲
//! binary: clock, listener, rounds with the relay ─────┘
//! ```
//!
//! Pages are made on the server, work without scripts and without a mouse, and load nothing. One
//! script of a few lines keeps a draft while somebody writes; the policy of the page names its
//! hash. Nothing here writes a log, and no error carries a person's text.

mod access;
mod app;
pub mod engine;
mod pages;
mod random;
mod server;

pub use app::{App, Clock, IDLE_SECS, Settings};
pub use server::router;
