//! Entropy to keys; pad, seal, open: no I/O, no clock, no global randomness.
//!
//! One source for the visitor's browser (wasm), the desk and the sorter. The relay never links it.
//!
//! ```text
//! nine words ─▶ Entropy ─▶ Conversation ─▶ DayChain ─▶ ReplyKeys ─▶ Block ─▶ ReplyPart
//!                                │             │
//!                                ▼             ▼
//!                              Body (conv_id, c_day, text) ─▶ Inner ─▶ Parcel        (a person seals)
//!                              Body ◀─ open_inner ◀─ Inner ◀─ open_outer ◀─ Parcel   (sorter, then desk)
//! ```
//!
//! Rules that every function here keeps:
//! * Time and randomness come from the caller: a day number, and an `rng` that must be cryptographic.
//! * Decoders are total: any bytes give a value or a refusal, never a panic, and a refusal has no detail.
//! * Secrets are wiped when dropped and never printed: `Debug` of a secret names its type only.
//! * Every secret has its own label, see [`kdf`].
//!
//! The bytes are specified in PROTOCOL part 1; golden vectors for a second implementation are in
//! `tests/vectors`.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod bytes;
pub mod codec;
mod conversation;
mod deposit;
mod kdf;
mod keys;
mod layer;
mod org;
mod parcel;
mod reply;
mod sign;
mod words;

pub use conversation::{ConvId, Conversation, DayChain};
pub use deposit::{Deposit, open_deposit, seal_deposit};
pub use kdf::kdf;
pub use keys::{IntakePublic, IntakeSecret, PUBLIC_KEY_BYTES, SorterPublic, SorterSecret};
pub use org::OrgId;
pub use parcel::{
    BODY_DATA_BYTES, Body, BodyType, INNER_BYTES, Inner, Kind, MAX_PARTS, Opened, PARCEL_BYTES,
    Parcel, SealTo, TooLong, open_inner, open_outer, seal_inner, seal_outer,
};
pub use reply::{
    BLOCK_BYTES, BLOCK_TEXT_BYTES, Block, FLAG_AUTOMATIC, ReplyKeys, ReplyPart, TAGS_PER_DAY, Tag,
    filler,
};
pub use sign::{
    DeskPublicKey, DeskSigningKey, ED25519_SIGNATURE_BYTES, Ed25519Key, HYBRID_PUBLIC_BYTES,
    HYBRID_SIGNATURE_BYTES, HybridKey, HybridPublic, verify_ed25519,
};
pub use words::{Entropy, NotRight};
