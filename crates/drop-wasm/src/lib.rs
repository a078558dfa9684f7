//! `drop-client` in the visitor's browser, behind a raw C ABI (PROTOCOL 1.4).
//!
//! ```text
//! panel.js ──buf_new, call(op, bytes), out, wipe, buf_free──▶ abi ──▶ commands ──▶ drop_client::Client
//!     ▲                                                        │
//!     └──────────────────── env.random ────────────────────────┘
//! ```
//! [`commands`] is safe and runs natively in tests; `abi` exists in the browser only and is the one file of the
//! project with `unsafe`. There is no generated glue: five functions, one import, and one global client, because a
//! page has one thread.
#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

#[cfg(target_arch = "wasm32")]
mod abi;
pub mod commands;
