//! The body of `POST /p` (PROTOCOL 1.4): a sealed parcel and the nonce of its proof of work.

use alloc::{boxed::Box, vec::Vec};

use crate::{Malformed, POW_NONCE_BYTES, Parcel, SUBMIT_BYTES, reader::Reader};

/// One parcel on its way in. No content type, no credentials, no referrer travel with it.
#[derive(Clone, PartialEq, Eq)]
pub struct Submission {
    /// The sealed parcel.
    pub parcel: Box<Parcel>,
    /// The nonce of the proof of work; zeros at effort 0.
    pub nonce: [u8; POW_NONCE_BYTES],
}

impl Submission {
    /// The request body, [`SUBMIT_BYTES`] long.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(SUBMIT_BYTES);
        out.extend_from_slice(&*self.parcel);
        out.extend_from_slice(&self.nonce);
        out
    }

    /// Reads a request body.
    ///
    /// # Errors
    /// [`Malformed::Length`] for every other size than [`SUBMIT_BYTES`].
    pub fn decode(body: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(body);
        let submission = Self {
            parcel: reader.boxed()?,
            nonce: reader.array()?,
        };
        reader.end()?;
        Ok(submission)
    }
}

impl core::fmt::Debug for Submission {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Submission").finish_non_exhaustive()
    }
}
