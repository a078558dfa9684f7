//! Domain labels of the signatures on this wire. What is signed is always
//! `label length u8 ‖ label ‖ message`, so that no signature means two things.

use alloc::vec::Vec;

use crate::reader::count_u8;

/// Ed25519, outbox key, over an edition ([`crate::Edition::signed_bytes`]).
pub const EDITION: &str = "shanasheel/1 edition";
/// Ed25519, outbox key, over an index ([`crate::Index::signed_bytes`]).
pub const INDEX: &str = "shanasheel/1 index";
/// Ed25519, outbox or issuer key, over a call ([`crate::call_bytes`]).
pub const CALL: &str = "shanasheel/1 call";
/// Ed25519, desk key, over a deposit.
pub const DEPOSIT: &str = "shanasheel/1 deposit";
/// Hybrid, root key, over an issuer's certificate ([`crate::keylist::issuer_certificate_bytes`]).
pub const ISSUER: &str = "shanasheel/1 issuer";
/// Hybrid, issuer key, over a key list ([`crate::KeyList::signed_bytes`]).
pub const KEYLIST: &str = "shanasheel/1 keylist";

/// The bytes that a signature under `label` covers. Labels are constants of at most 255 bytes.
#[must_use]
pub fn labelled(label: &'static str, message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(1 + label.len() + message.len());
    out.push(count_u8(label.len()));
    out.extend_from_slice(label.as_bytes());
    out.extend_from_slice(message);
    out
}
