//! The key list (PROTOCOL 1.1): what a client needs to write and to check what it reads. The same
//! for everybody, and each version names the one before it.
//!
//! ```text
//! "SHKL" 4 | format u16 | version u32 | issued at u64 | valid until day u32 | org_id 32
//! previous 32 | root public 1,984 | issuer public 1,984 | issuer from day u32 | until day u32
//! root's signature 3,373 | outbox public 32 | parameters 64
//! n u8, n × (epoch u32 | key 1,216) | n u8, n × (desk slot u16 | day u32 | key 1,216)
//! n u8, n × (len u8 | address) | issuer's signature 3,373
//! ```
//! Signatures are not verified here; `drop-client` does.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use crate::{
    Malformed, Parameters,
    reader::{Reader, count_u8, opening},
};

const MAGIC: [u8; 4] = *b"SHKL";

/// A hybrid public key (Ed25519 32 ‖ ML-DSA-65 1,952), in bytes.
pub const HYBRID_PUBLIC_BYTES: usize = 1984;
/// A hybrid signature (Ed25519 64 ‖ ML-DSA-65 3,309), in bytes.
pub const HYBRID_SIGNATURE_BYTES: usize = 3373;
/// An X-Wing public key, in bytes.
pub const XWING_PUBLIC_BYTES: usize = 1216;
/// The largest key list, in bytes.
pub const MAX_KEYLIST_BYTES: usize = 64 * 1024;
/// The most sorter keys in a list; at least one.
pub const MAX_SORTER_KEYS: usize = 3;
/// The most intake keys in a list; at least one.
pub const MAX_INTAKE_KEYS: usize = 16;
/// The most relay addresses in a list.
pub const MAX_RELAYS: usize = 8;
/// The longest relay address, in bytes of visible ASCII.
pub const MAX_RELAY_BYTES: usize = 128;

/// A key list whose signatures have not been verified.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyList {
    /// 1, 2, 3 …; each version is an entry of the ledger.
    pub version: u32,
    /// When it was made, in unix seconds.
    pub issued_at: u64,
    /// The last day on which a client may use it.
    pub valid_until_day: u32,
    /// BLAKE3 of the first root's public key.
    pub org_id: [u8; 32],
    /// BLAKE3 of the previous version's bytes; zeros in the first.
    pub previous: [u8; 32],
    /// The root's hybrid public key.
    pub root_public: [u8; HYBRID_PUBLIC_BYTES],
    /// The issuer's hybrid public key.
    pub issuer_public: [u8; HYBRID_PUBLIC_BYTES],
    /// First day of the issuer's certificate.
    pub issuer_from_day: u32,
    /// Last day of the issuer's certificate.
    pub issuer_until_day: u32,
    /// The root over [`issuer_certificate_bytes`], under [`crate::label::ISSUER`].
    pub root_signature: [u8; HYBRID_SIGNATURE_BYTES],
    /// The Ed25519 key that signs editions, indexes and the sorter's calls.
    pub outbox_public: [u8; 32],
    /// Clock, sizes, caps.
    pub parameters: Parameters,
    /// (epoch, X-Wing public key), 1 to [`MAX_SORTER_KEYS`].
    pub sorter_keys: Vec<(u32, [u8; XWING_PUBLIC_BYTES])>,
    /// (desk slot, first day, X-Wing public key), 1 to [`MAX_INTAKE_KEYS`].
    pub intake_keys: Vec<(u16, u32, [u8; XWING_PUBLIC_BYTES])>,
    /// Addresses of relays, at most [`MAX_RELAYS`].
    pub relays: Vec<String>,
    /// The issuer over [`Self::signed_bytes`], under [`crate::label::KEYLIST`].
    pub signature: [u8; HYBRID_SIGNATURE_BYTES],
}

/// What the root signs to make an issuer, under [`crate::label::ISSUER`].
#[must_use]
pub fn issuer_certificate_bytes(
    org_id: &[u8; 32],
    issuer_public: &[u8; HYBRID_PUBLIC_BYTES],
    from_day: u32,
    until_day: u32,
) -> Vec<u8> {
    let mut out = Vec::with_capacity(32 + HYBRID_PUBLIC_BYTES + 8);
    out.extend_from_slice(org_id);
    out.extend_from_slice(issuer_public);
    out.extend_from_slice(&from_day.to_le_bytes());
    out.extend_from_slice(&until_day.to_le_bytes());
    out
}

impl KeyList {
    /// What the root signed for this list's issuer.
    #[must_use]
    pub fn issuer_certificate_bytes(&self) -> Vec<u8> {
        issuer_certificate_bytes(
            &self.org_id,
            &self.issuer_public,
            self.issuer_from_day,
            self.issuer_until_day,
        )
    }

    /// What the issuer signs: everything before the signature.
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.encoded_len());
        self.put_fixed(&mut out);
        out.push(count_u8(self.sorter_keys.len()));
        for (epoch, key) in &self.sorter_keys {
            out.extend_from_slice(&epoch.to_le_bytes());
            out.extend_from_slice(key);
        }
        out.push(count_u8(self.intake_keys.len()));
        for (desk_slot, day, key) in &self.intake_keys {
            out.extend_from_slice(&desk_slot.to_le_bytes());
            out.extend_from_slice(&day.to_le_bytes());
            out.extend_from_slice(key);
        }
        out.push(count_u8(self.relays.len()));
        for relay in &self.relays {
            out.push(count_u8(relay.len()));
            out.extend_from_slice(relay.as_bytes());
        }
        out
    }

    /// The stored and served bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = self.signed_bytes();
        out.extend_from_slice(&self.signature);
        out
    }

    /// Reads a key list, at most [`MAX_KEYLIST_BYTES`].
    ///
    /// # Errors
    /// [`Malformed`] when the bytes are not exactly one key list within the limits.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        if bytes.len() > MAX_KEYLIST_BYTES {
            return Err(Malformed::Limit);
        }
        let mut reader = Reader::new(bytes);
        reader.opening(MAGIC)?;
        let list = Self {
            version: reader.u32()?,
            issued_at: reader.u64()?,
            valid_until_day: reader.u32()?,
            org_id: reader.array()?,
            previous: reader.array()?,
            root_public: reader.array()?,
            issuer_public: reader.array()?,
            issuer_from_day: reader.u32()?,
            issuer_until_day: reader.u32()?,
            root_signature: reader.array()?,
            outbox_public: reader.array()?,
            parameters: Parameters::read(&mut reader)?,
            sorter_keys: read_many(&mut reader, 1, MAX_SORTER_KEYS, |r| {
                Ok((r.u32()?, r.array()?))
            })?,
            intake_keys: read_many(&mut reader, 1, MAX_INTAKE_KEYS, |r| {
                Ok((r.u16()?, r.u32()?, r.array()?))
            })?,
            relays: read_many(&mut reader, 0, MAX_RELAYS, read_relay)?,
            signature: reader.array()?,
        };
        reader.end()?;
        if list.version == 0 {
            return Err(Malformed::Value);
        }
        Ok(list)
    }

    fn put_fixed(&self, out: &mut Vec<u8>) {
        opening(out, MAGIC);
        out.extend_from_slice(&self.version.to_le_bytes());
        out.extend_from_slice(&self.issued_at.to_le_bytes());
        out.extend_from_slice(&self.valid_until_day.to_le_bytes());
        out.extend_from_slice(&self.org_id);
        out.extend_from_slice(&self.previous);
        out.extend_from_slice(&self.root_public);
        out.extend_from_slice(&self.issuer_public);
        out.extend_from_slice(&self.issuer_from_day.to_le_bytes());
        out.extend_from_slice(&self.issuer_until_day.to_le_bytes());
        out.extend_from_slice(&self.root_signature);
        out.extend_from_slice(&self.outbox_public);
        self.parameters.put(out);
    }

    fn encoded_len(&self) -> usize {
        let fixed = 2 * (HYBRID_PUBLIC_BYTES + HYBRID_SIGNATURE_BYTES) + 256;
        let keys = self.sorter_keys.len() + self.intake_keys.len();
        let relays: usize = self.relays.iter().map(|relay| 1 + relay.len()).sum();
        fixed + keys * (XWING_PUBLIC_BYTES + 6) + relays
    }
}

fn read_many<T>(
    reader: &mut Reader<'_>,
    least: usize,
    most: usize,
    one: impl Fn(&mut Reader<'_>) -> Result<T, Malformed>,
) -> Result<Vec<T>, Malformed> {
    let count = usize::from(reader.u8()?);
    if !(least..=most).contains(&count) {
        return Err(Malformed::Limit);
    }
    (0..count).map(|_| one(reader)).collect()
}

fn read_relay(reader: &mut Reader<'_>) -> Result<String, Malformed> {
    let len = usize::from(reader.u8()?);
    if !(1..=MAX_RELAY_BYTES).contains(&len) {
        return Err(Malformed::Limit);
    }
    let bytes = reader.take(len)?;
    if !bytes.iter().all(u8::is_ascii_graphic) {
        return Err(Malformed::Value);
    }
    core::str::from_utf8(bytes)
        .map(ToString::to_string)
        .map_err(|_| Malformed::Value)
}

impl core::fmt::Debug for KeyList {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("KeyList")
            .field("version", &self.version)
            .field("valid_until_day", &self.valid_until_day)
            .field("sorter_keys", &self.sorter_keys.len())
            .field("intake_keys", &self.intake_keys.len())
            .finish_non_exhaustive()
    }
}
