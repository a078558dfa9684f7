//! What travels between a client and the relay (PROTOCOL 1.4, 1.5, 1.7): requests, responses,
//! fixed sizes. Ciphertext and signatures are opaque bytes here; nothing in this crate can open,
//! seal, sign or verify.
//!
//! ```text
//! person ──POST /p──────────▶ relay      Submission   4,096 + 16 bytes
//! person ◀─GET /o/index────── relay      Index        80 + 8 per tag
//! person ◀─GET /o/{slot}───── relay      Edition      80 + 1,024 per block
//! person ◀─GET /k──────────── relay      KeyList      about 11 to 32 KB
//! sorter ──POST /s/…────────▶ relay      SignedCall   counter, signature, payload
//! ```
//!
//! Every decoder is total: any bytes give a value or [`Malformed`], never a panic, and no decoder
//! allocates more than a small multiple of its input. Decoding is strict: bytes that decode
//! encode again to the same bytes. An encoder never fails; a value over a limit encodes to bytes
//! that every decoder refuses.
#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod call;
pub mod edition;
pub mod index;
pub mod keylist;
pub mod label;
pub mod parameters;
pub mod path;
mod reader;
pub mod submission;
pub mod time;

pub use crate::{
    call::{Ack, Publish, PullRequest, PullResponse, SignedCall, call_bytes},
    edition::Edition,
    index::Index,
    keylist::KeyList,
    label::labelled,
    parameters::Parameters,
    submission::Submission,
};

/// A sealed parcel, in bytes. Real and cover alike.
pub const PARCEL_BYTES: usize = 4096;
/// The nonce of the proof of work behind each parcel, in bytes; zeros at effort 0.
pub const POW_NONCE_BYTES: usize = 16;
/// The body of `POST /p`, in bytes.
///
/// ```
/// assert_eq!(drop_wire::SUBMIT_BYTES, drop_wire::PARCEL_BYTES + drop_wire::POW_NONCE_BYTES);
/// assert_eq!(drop_wire::SUBMIT_BYTES, 4112);
/// ```
pub const SUBMIT_BYTES: usize = PARCEL_BYTES + POW_NONCE_BYTES;
/// The address of a block, in bytes.
pub const TAG_BYTES: usize = 8;
/// A sealed reply block, in bytes.
pub const BLOCK_BYTES: usize = 1024;
/// An Ed25519 signature, in bytes.
pub const SIGNATURE_BYTES: usize = 64;
/// The header of an edition and of an index, in bytes: magic 4, version 2, blocks 2, slot 8,
/// signature 64.
///
/// ```
/// assert_eq!(drop_wire::HEADER_BYTES, 4 + 2 + 2 + 8 + drop_wire::SIGNATURE_BYTES);
/// ```
pub const HEADER_BYTES: usize = 80;
/// The most blocks that an edition may have.
pub const MAX_BLOCKS: u16 = 64;
/// The version of every structure on this wire.
pub const WIRE_VERSION: u16 = 1;

/// A sealed parcel.
pub type Parcel = [u8; PARCEL_BYTES];
/// A sealed reply block.
pub type Block = [u8; BLOCK_BYTES];
/// The address of a block.
pub type Tag = [u8; TAG_BYTES];
/// The random name under which the relay keeps a parcel.
pub type ParcelId = [u8; 16];
/// An Ed25519 signature, not verified.
pub type Signature = [u8; SIGNATURE_BYTES];

/// Bytes of a peer that are not what they should be. It says which rule they broke and never
/// what they contained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Malformed {
    /// Too short, too long, or a length inside does not fit.
    #[error("wrong length")]
    Length,
    /// Something else than the expected structure.
    #[error("not the expected structure")]
    Magic,
    /// A version that this program does not know.
    #[error("unknown version")]
    Version,
    /// A count or size above its limit, or zero where there must be one.
    #[error("over a limit")]
    Limit,
    /// A field with a value that is not allowed.
    #[error("a value that is not allowed")]
    Value,
}
