//! Signed calls of the sorter and the issuer (PROTOCOL 1.5).
//!
//! ```text
//! body    = counter u64 | Ed25519 64 | payload
//! signed  = label | method len u8, method | path len u8, path | counter u64 | BLAKE3(payload) 32
//! ```
//! The counter of a key only ever grows, so a call that somebody recorded does nothing when it is
//! repeated; the path is signed, so it does nothing elsewhere either.

use alloc::{boxed::Box, vec::Vec};

use crate::{
    Malformed, PARCEL_BYTES, Parcel, ParcelId, SIGNATURE_BYTES, Signature,
    edition::MAX_EDITION_BYTES,
    index::MAX_INDEX_BYTES,
    reader::{Reader, count_u8, count_u16, count_u32},
};

/// Counter and signature in front of the payload, in bytes.
pub const CALL_HEAD_BYTES: usize = 8 + SIGNATURE_BYTES;
/// The most parcels that one pull returns, and one acknowledgement names.
pub const MAX_PULL: u16 = 1024;
/// The largest acknowledgement, in bytes.
pub const MAX_ACK_BYTES: usize = 2 + MAX_PULL as usize * 16;
/// The largest publication, in bytes.
pub const MAX_PUBLISH_BYTES: usize = 8 + MAX_EDITION_BYTES + MAX_INDEX_BYTES;
/// The largest answer to a pull, in bytes.
pub const MAX_PULL_RESPONSE_BYTES: usize = 2 + MAX_PULL as usize * (16 + PARCEL_BYTES);

/// What a call's signature covers under [`crate::label::CALL`]: `method` in capitals, `path` as
/// in [`crate::path`], the BLAKE3 hash of the payload, the counter.
#[must_use]
pub fn call_bytes(method: &str, path: &str, payload_hash: &[u8; 32], counter: u64) -> Vec<u8> {
    let mut out = Vec::with_capacity(2 + method.len() + path.len() + 40);
    for text in [method, path] {
        out.push(count_u8(text.len()));
        out.extend_from_slice(text.as_bytes());
    }
    out.extend_from_slice(&counter.to_le_bytes());
    out.extend_from_slice(payload_hash);
    out
}

/// The body of a signed call; the signature has not been verified.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SignedCall<'a> {
    /// Larger than in every earlier call of this key to this relay.
    pub counter: u64,
    /// Over [`call_bytes`].
    pub signature: Signature,
    /// One of the payloads of this module, or a key list.
    pub payload: &'a [u8],
}

impl<'a> SignedCall<'a> {
    /// The request body.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(CALL_HEAD_BYTES + self.payload.len());
        out.extend_from_slice(&self.counter.to_le_bytes());
        out.extend_from_slice(&self.signature);
        out.extend_from_slice(self.payload);
        out
    }

    /// Reads a request body. The caller bounds its size.
    ///
    /// # Errors
    /// [`Malformed::Length`] when there is not even a head.
    pub fn decode(body: &'a [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(body);
        Ok(Self {
            counter: reader.u64()?,
            signature: reader.array()?,
            payload: reader.rest(),
        })
    }
}

impl core::fmt::Debug for SignedCall<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("SignedCall")
            .field("counter", &self.counter)
            .finish_non_exhaustive()
    }
}

/// Payload of `POST /s/pull`: how many parcels at most, 1 to [`MAX_PULL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PullRequest {
    /// The most parcels to return.
    pub max: u16,
}

impl PullRequest {
    /// Two bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        self.max.to_le_bytes().to_vec()
    }

    /// Reads the payload.
    ///
    /// # Errors
    /// [`Malformed`] for another length, zero, or more than [`MAX_PULL`].
    pub fn decode(payload: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(payload);
        let max = reader.u16()?;
        reader.end()?;
        if !(1..=MAX_PULL).contains(&max) {
            return Err(Malformed::Limit);
        }
        Ok(Self { max })
    }
}

/// Answer to `POST /s/pull`: parcels with the random names under which the relay keeps them, in an
/// order that tells nothing. Fewer than asked for means that no others waited.
///
/// ```text
/// count u16 | count × (id 16 | parcel 4,096)
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PullResponse {
    /// At most [`MAX_PULL`].
    pub parcels: Vec<(ParcelId, Box<Parcel>)>,
}

impl PullResponse {
    /// The response body.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(2 + self.parcels.len() * (16 + PARCEL_BYTES));
        out.extend_from_slice(&count_u16(self.parcels.len()));
        for (id, parcel) in &self.parcels {
            out.extend_from_slice(id);
            out.extend_from_slice(&**parcel);
        }
        out
    }

    /// Reads a response body, at most [`MAX_PULL_RESPONSE_BYTES`].
    ///
    /// # Errors
    /// [`Malformed`] when the bytes are not exactly one answer.
    pub fn decode(body: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(body);
        let count = reader.u16()?;
        if count > MAX_PULL {
            return Err(Malformed::Limit);
        }
        let parcels = (0..count)
            .map(|_| Ok((reader.array()?, reader.boxed()?)))
            .collect::<Result<_, Malformed>>()?;
        reader.end()?;
        Ok(Self { parcels })
    }
}

impl core::fmt::Debug for PullResponse {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("PullResponse")
            .field("parcels", &self.parcels.len())
            .finish()
    }
}

/// Payload of `POST /s/ack`: parcels that the desk's vault has committed. The relay forgets them.
/// Names that it does not know are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ack {
    /// At most [`MAX_PULL`].
    pub ids: Vec<ParcelId>,
}

impl Ack {
    /// `count u16 | count × id 16`.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(2 + self.ids.len() * 16);
        out.extend_from_slice(&count_u16(self.ids.len()));
        out.extend_from_slice(self.ids.as_flattened());
        out
    }

    /// Reads the payload, at most [`MAX_ACK_BYTES`].
    ///
    /// # Errors
    /// [`Malformed`] when the bytes are not exactly one acknowledgement.
    pub fn decode(payload: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(payload);
        let count = reader.u16()?;
        if count > MAX_PULL {
            return Err(Malformed::Limit);
        }
        let ids = (0..count)
            .map(|_| reader.array())
            .collect::<Result<_, _>>()?;
        reader.end()?;
        Ok(Self { ids })
    }
}

/// Payload of `POST /s/publish`: an encoded edition and the encoded index that lists it. The relay
/// stores both or neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Publish {
    /// An encoded [`crate::Edition`].
    pub edition: Vec<u8>,
    /// An encoded [`crate::Index`].
    pub index: Vec<u8>,
}

impl Publish {
    /// `edition length u32 | edition | index length u32 | index`.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(8 + self.edition.len() + self.index.len());
        for part in [&self.edition, &self.index] {
            out.extend_from_slice(&count_u32(part.len()));
            out.extend_from_slice(part);
        }
        out
    }

    /// Reads the payload, at most [`MAX_PUBLISH_BYTES`]. What is inside is not decoded yet.
    ///
    /// # Errors
    /// [`Malformed`] when the lengths do not fit.
    pub fn decode(payload: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(payload);
        let mut part = |limit: usize| {
            let len = usize::try_from(reader.u32()?).map_err(|_| Malformed::Limit)?;
            if len > limit {
                return Err(Malformed::Limit);
            }
            reader.take(len).map(<[u8]>::to_vec)
        };
        let publish = Self {
            edition: part(MAX_EDITION_BYTES)?,
            index: part(MAX_INDEX_BYTES)?,
        };
        reader.end()?;
        Ok(publish)
    }
}

impl core::fmt::Debug for Publish {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Publish")
            .field("edition_bytes", &self.edition.len())
            .field("index_bytes", &self.index.len())
            .finish()
    }
}
