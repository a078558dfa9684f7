//! What runs in a visitor's browser, without the browser: the clock with cover parcels, the queue, the checks of
//! what the relay says, the words, the composing and the reading (PROTOCOL 1.2, 1.4, 1.7).
//!
//! ```text
//!            on_key_list, on_index, on_edition          tick ──▶ parcel + path of one edition
//! relay ──────────────────────────────────────▶ Client ──────────────────────────────────────▶ relay
//!                                                │  ▲
//!                      replies, status, practice ▼  │ make, enter, compose
//!                                               person
//! ```
//! Sans-I/O: no socket, no clock, no global randomness. The same [`Client`] runs natively in `demo --walk` and as
//! WebAssembly in a page. Nothing in it reads the phone's clock: the day comes from what the organisation signed,
//! and `now_ms` only measures how long a page has been open.
#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod client;
pub mod clock;
pub mod compose;
pub mod keylist;
pub mod queue;
pub mod replies;
pub mod window;
pub mod words;

/// What this crate's own names are made of, for the one crate that wraps it (drop-wasm).
pub use drop_wire as wire;
pub use envelope;
pub use language;

pub use crate::{
    client::{Client, Due, Status, Tick},
    compose::ComposeError,
    keylist::{KeyListError, TrustedKeyList, verify_key_list},
    queue::ENTRY_BYTES,
    replies::Reply,
    window::WindowError,
    words::{Form, NotRight},
};

/// A number below `bound`, uniform but for a bias under `bound` / 2^32; 0 if `bound` is 0.
pub(crate) fn below(bound: usize, rng: &mut impl rand_core::CryptoRng) -> usize {
    let wide = u64::from(rng.next_u32()).saturating_mul(bound as u64) >> 32;
    usize::try_from(wide).unwrap_or(0)
}
