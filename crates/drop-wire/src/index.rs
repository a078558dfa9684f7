//! The index of the outbox (PROTOCOL 1.7): the tags of all editions in the window, signed.
//! A client compares its own expected tags with these; it decrypts nothing on trial.
//!
//! ```text
//! "SHIX" 4 | version u16 | blocks u16 | newest slot u64 | Ed25519 64 | slots × blocks × tag 8
//! ```
//! Oldest slot first. A missed slot, and a place that an older, smaller edition did not have,
//! is zeros.

use alloc::vec::Vec;

use crate::{
    HEADER_BYTES, MAX_BLOCKS, Malformed, SIGNATURE_BYTES, Signature, TAG_BYTES, Tag,
    reader::{Reader, opening},
};

const MAGIC: [u8; 4] = *b"SHIX";

/// The most tags that an index may carry.
pub const MAX_INDEX_TAGS: usize = 65_536;
/// The largest index, in bytes.
pub const MAX_INDEX_BYTES: usize = HEADER_BYTES + MAX_INDEX_TAGS * TAG_BYTES;
/// The tag of a place without a block.
pub const NO_TAG: Tag = [0; TAG_BYTES];

/// An index whose signature has not been verified.
#[derive(Clone, PartialEq, Eq)]
pub struct Index {
    /// The newest slot that it lists; its day is the client's calendar.
    pub newest_slot: u64,
    /// Places per slot, 1 to [`MAX_BLOCKS`].
    pub blocks: u16,
    /// A whole number of slots, oldest first; at least one slot.
    pub tags: Vec<Tag>,
    /// The outbox key's signature over [`Self::signed_bytes`] under [`crate::label::INDEX`].
    pub signature: Signature,
}

impl Index {
    /// How many slots the index lists.
    #[must_use]
    pub fn window_slots(&self) -> u64 {
        (self.tags.len() / usize::from(self.blocks.max(1))) as u64
    }

    /// The oldest slot that the index lists.
    #[must_use]
    pub fn oldest_slot(&self) -> u64 {
        self.newest_slot
            .saturating_sub(self.window_slots().saturating_sub(1))
    }

    /// The slot of the tag at a position of [`Self::tags`].
    #[must_use]
    pub fn slot_of(&self, position: usize) -> u64 {
        self.oldest_slot()
            .saturating_add((position / usize::from(self.blocks.max(1))) as u64)
    }

    /// The tags of a slot; `None` outside the window.
    #[must_use]
    pub fn tags_of(&self, slot: u64) -> Option<&[Tag]> {
        let past = usize::try_from(slot.checked_sub(self.oldest_slot())?).ok()?;
        self.tags
            .chunks_exact(usize::from(self.blocks.max(1)))
            .nth(past)
    }

    /// Whether an edition exists for a slot of the window.
    #[must_use]
    pub fn has_edition(&self, slot: u64) -> bool {
        self.tags_of(slot)
            .is_some_and(|tags| tags.iter().any(|tag| *tag != NO_TAG))
    }

    /// What is signed: the header without the signature, then the tags.
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.encoded_len());
        self.put_head(&mut out);
        out.extend_from_slice(self.tags.as_flattened());
        out
    }

    /// The stored and served bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.encoded_len());
        self.put_head(&mut out);
        out.extend_from_slice(&self.signature);
        out.extend_from_slice(self.tags.as_flattened());
        out
    }

    /// Reads an index, at most [`MAX_INDEX_BYTES`].
    ///
    /// # Errors
    /// [`Malformed`] when the bytes are not exactly one index.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        reader.opening(MAGIC)?;
        let blocks = reader.u16()?;
        let newest_slot = reader.u64()?;
        let signature = reader.array::<SIGNATURE_BYTES>()?;
        let (tags, rest) = reader.rest().as_chunks::<TAG_BYTES>();
        if !(1..=MAX_BLOCKS).contains(&blocks) || tags.len() > MAX_INDEX_TAGS {
            return Err(Malformed::Limit);
        }
        if !rest.is_empty() || tags.is_empty() || tags.len() % usize::from(blocks) != 0 {
            return Err(Malformed::Length);
        }
        let index = Self {
            newest_slot,
            blocks,
            tags: tags.to_vec(),
            signature,
        };
        // The window must not begin before slot 0.
        if newest_slot < index.window_slots() - 1 {
            return Err(Malformed::Value);
        }
        Ok(index)
    }

    const fn encoded_len(&self) -> usize {
        HEADER_BYTES + self.tags.len() * TAG_BYTES
    }

    fn put_head(&self, out: &mut Vec<u8>) {
        opening(out, MAGIC);
        out.extend_from_slice(&self.blocks.to_le_bytes());
        out.extend_from_slice(&self.newest_slot.to_le_bytes());
    }
}

impl core::fmt::Debug for Index {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Index")
            .field("newest_slot", &self.newest_slot)
            .field("blocks", &self.blocks)
            .field("tags", &self.tags.len())
            .finish_non_exhaustive()
    }
}
