//! The sorter and the issuer (PROTOCOL §1.1, §1.6, §1.7): opens outer layers, batches, makes
//! editions and the key list. No sockets, no files, no clock, no global randomness: the caller
//! gives `now` and `rng`, stores what it gets, and tells the relay afterwards.
//!
//! ```text
//!   relay ──pull──▶ Sorter::peel ──▶ Sorter::tick ──▶ Batch ──▶ desk's vault commits
//!     ▲                    │                                        │
//!     │                    └──▶ deposits ──▶ vault's queue          ▼
//!     │                                          │          Sorter::committed ──▶ acknowledge
//!     ├───────── publish ◀── stored ◀── Outbox::make
//!     └───────── key list ◀─ stored ◀── keyplan::advance
//! ```
//!
//! A small organisation's desk plays the sorter; nothing here knows the difference.

pub mod batch;
pub mod keyplan;
pub mod outbox;
pub mod peel;
pub mod shuffle;
pub mod sorter;
#[cfg(test)]
mod testing;

pub use crate::{
    batch::{Batch, Carried, Entry},
    outbox::{Capacity, Made, Outbox, Pending, Queue, SlotRow, Waits},
    peel::{InnerHash, Outcome, PeelKeys, RelayId},
    sorter::{HeldDeposit, MAX_WAITING, Sorter, TickError},
};
