//! An edition of the outbox (PROTOCOL 1.7): a few sealed blocks, real ones among fillers,
//! signed, immutable, at most one per slot.
//!
//! ```text
//! "SHED" 4 | version u16 | blocks u16 | slot u64 | Ed25519 64 | blocks × 1,024
//! ```

use alloc::{boxed::Box, vec::Vec};

use crate::{
    BLOCK_BYTES, Block, HEADER_BYTES, MAX_BLOCKS, Malformed, Signature,
    reader::{Reader, count_u16, opening},
};

const MAGIC: [u8; 4] = *b"SHED";

/// The largest edition, in bytes.
pub const MAX_EDITION_BYTES: usize = HEADER_BYTES + MAX_BLOCKS as usize * BLOCK_BYTES;

/// An edition whose signature has not been verified.
#[derive(Clone, PartialEq, Eq)]
pub struct Edition {
    /// The slot that it belongs to.
    pub slot: u64,
    /// 1 to [`MAX_BLOCKS`] sealed blocks.
    pub blocks: Vec<Box<Block>>,
    /// The outbox key's signature over [`Self::signed_bytes`] under
    /// [`crate::label::EDITION`].
    pub signature: Signature,
}

impl Edition {
    /// What is signed: the header without the signature, then the blocks.
    #[must_use]
    pub fn signed_bytes(slot: u64, blocks: &[Box<Block>]) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER_BYTES + blocks.len() * BLOCK_BYTES);
        put_head(&mut out, slot, blocks);
        put_blocks(&mut out, blocks);
        out
    }

    /// [`Self::signed_bytes`] of this edition, for verifying it.
    #[must_use]
    pub fn to_verify(&self) -> Vec<u8> {
        Self::signed_bytes(self.slot, &self.blocks)
    }

    /// The stored and served bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER_BYTES + self.blocks.len() * BLOCK_BYTES);
        put_head(&mut out, self.slot, &self.blocks);
        out.extend_from_slice(&self.signature);
        put_blocks(&mut out, &self.blocks);
        out
    }

    /// Reads an edition, at most [`MAX_EDITION_BYTES`].
    ///
    /// # Errors
    /// [`Malformed`] when the bytes are not exactly one edition.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        reader.opening(MAGIC)?;
        let count = reader.u16()?;
        if !(1..=MAX_BLOCKS).contains(&count) {
            return Err(Malformed::Limit);
        }
        let slot = reader.u64()?;
        let signature = reader.array()?;
        let blocks = (0..count)
            .map(|_| reader.boxed())
            .collect::<Result<_, _>>()?;
        reader.end()?;
        Ok(Self {
            slot,
            blocks,
            signature,
        })
    }
}

fn put_head(out: &mut Vec<u8>, slot: u64, blocks: &[Box<Block>]) {
    opening(out, MAGIC);
    out.extend_from_slice(&count_u16(blocks.len()));
    out.extend_from_slice(&slot.to_le_bytes());
}

fn put_blocks(out: &mut Vec<u8>, blocks: &[Box<Block>]) {
    for block in blocks {
        out.extend_from_slice(&**block);
    }
}

impl core::fmt::Debug for Edition {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Edition")
            .field("slot", &self.slot)
            .field("blocks", &self.blocks.len())
            .finish_non_exhaustive()
    }
}
