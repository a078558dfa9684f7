//! Replies: a block of 1,024 bytes with an address tag that changes every day (PROTOCOL §1.7).
//!
//! ```text
//! block     1024 = nonce 24 | XChaCha20-Poly1305( plaintext 984 ) | tag 16
//! plaintext  984 = len u16 | flags u8 | part u8 | parts u8 | codec u8 | 0 u16 | text 976
//! ```

use alloc::vec::Vec;
use core::fmt;

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag as AeadTag, XChaCha20Poly1305, XNonce};
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::bytes::{Reader, Writer};
use crate::conversation::DayChain;
use crate::kdf::{kdf, truncated};
use crate::parcel::{MAX_PARTS, TooLong};

/// Size of a block in an edition, in bytes.
pub const BLOCK_BYTES: usize = 1024;
/// Encoded text that one block holds, in bytes.
pub const BLOCK_TEXT_BYTES: usize = 976;
/// Replies to one conversation on one day: tags `0..4`. More goes on the next day.
pub const TAGS_PER_DAY: u8 = 4;
/// Flag of the automatic "it has arrived".
pub const FLAG_AUTOMATIC: u8 = 1;

const NONCE_BYTES: usize = 24;
const AEAD_TAG_BYTES: usize = 16;
const HEADER_BYTES: usize = 8;
const PLAIN_BYTES: usize = HEADER_BYTES + BLOCK_TEXT_BYTES;
const _: () = assert!(NONCE_BYTES + PLAIN_BYTES + AEAD_TAG_BYTES == BLOCK_BYTES);

/// A sealed reply, or a filler that looks the same.
pub type Block = [u8; BLOCK_BYTES];
/// The address of a block in the index of the outbox.
pub type Tag = [u8; 8];

/// One part of an answer, in the clear. Wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct ReplyPart {
    /// Bit 0: [`FLAG_AUTOMATIC`]. Bits 1 to 7: the answer's number modulo 128; parts of other
    /// numbers belong to other answers.
    pub flags: u8,
    /// Which part this is, from 0.
    pub part: u8,
    /// Of how many, 1 to 64.
    pub parts: u8,
    /// How `text` is encoded: 1 is [`crate::codec`].
    pub codec: u8,
    /// At most 976 bytes.
    pub text: Vec<u8>,
}

impl fmt::Debug for ReplyPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplyPart")
            .field("part", &self.part)
            .field("parts", &self.parts)
            .finish_non_exhaustive()
    }
}

/// What finds, seals and opens the replies of one conversation on one day. The day is that of the
/// edition that carries the block. Wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct ReplyKeys {
    #[zeroize(skip)]
    day: u32,
    k_tag: [u8; 32],
    k_rep: [u8; 32],
}

impl ReplyKeys {
    pub(crate) fn of(chain: &DayChain) -> Self {
        Self {
            day: chain.day(),
            k_tag: *kdf("shanasheel/1 tag", &[chain.secret()]),
            k_rep: *kdf("shanasheel/1 reply", &[chain.secret()]),
        }
    }

    /// The day of these keys, in days since 1970-01-01.
    #[must_use]
    pub const fn day(&self) -> u32 {
        self.day
    }

    /// The address of the `j`-th reply of this day. Desks use `j` below [`TAGS_PER_DAY`] only.
    #[must_use]
    pub fn tag(&self, j: u8) -> Tag {
        truncated(blake3::keyed_hash(&self.k_tag, &[j]).as_bytes())
    }

    /// The addresses that a client looks for on this day.
    #[must_use]
    pub fn tags(&self) -> [Tag; TAGS_PER_DAY as usize] {
        [self.tag(0), self.tag(1), self.tag(2), self.tag(3)]
    }

    /// Seals one part under a random nonce (24 bytes of `rng`): two desks may answer at once.
    ///
    /// # Errors
    /// [`TooLong`] if the text exceeds 976 bytes, or if `part` and `parts` are not `0..parts` of 1 to 64.
    pub fn seal(&self, part: &ReplyPart, rng: &mut impl CryptoRng) -> Result<Block, TooLong> {
        let len = u16::try_from(part.text.len()).map_err(|_| TooLong)?;
        if part.text.len() > BLOCK_TEXT_BYTES || !valid_parts(part.part, part.parts) {
            return Err(TooLong);
        }
        let mut block = [0; BLOCK_BYTES];
        let (nonce, rest) = block.split_at_mut(NONCE_BYTES);
        let (plain, tag) = rest.split_at_mut(PLAIN_BYTES);
        rng.fill_bytes(nonce);
        let mut fields = Writer::new(plain);
        fields.put(&len.to_le_bytes());
        fields.put(&[part.flags, part.part, part.parts, part.codec, 0, 0]);
        fields.put(&part.text);
        let sealed = self
            .cipher()
            .encrypt_inout_detached(&nonce_of(nonce), &[], plain.into())
            .map_err(|_| TooLong)?;
        tag.copy_from_slice(&sealed);
        Ok(block)
    }

    /// Opens a block that carries one of this day's tags. `None` without detail if it is not ours,
    /// was changed, or does not follow the format.
    #[must_use]
    pub fn open(&self, block: &Block) -> Option<ReplyPart> {
        let (nonce, rest) = block.split_at(NONCE_BYTES);
        let (sealed, tag) = rest.split_at(PLAIN_BYTES);
        let mut plain = Zeroizing::new([0; PLAIN_BYTES]);
        plain.copy_from_slice(sealed);
        let tag = AeadTag::try_from(tag).ok()?;
        self.cipher()
            .decrypt_inout_detached(&nonce_of(nonce), &[], plain.as_mut_slice().into(), &tag)
            .ok()?;
        decode(&plain)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&self.k_rep).into())
    }
}

impl fmt::Debug for ReplyKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplyKeys")
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}

/// A block and a tag that nobody can open or find: random bytes, as sealed ones look.
#[must_use]
pub fn filler(rng: &mut impl CryptoRng) -> (Tag, Block) {
    let mut tag = [0; 8];
    let mut block = [0; BLOCK_BYTES];
    rng.fill_bytes(&mut tag);
    rng.fill_bytes(&mut block);
    (tag, block)
}

/// `part` of `parts`: 1 to 64 of them, counted from 0.
pub(crate) const fn valid_parts(part: u8, parts: u8) -> bool {
    parts >= 1 && parts <= MAX_PARTS && part < parts
}

fn nonce_of(bytes: &[u8]) -> XNonce {
    XNonce::try_from(bytes).expect("the caller splits off 24 bytes")
}

fn decode(plain: &[u8; PLAIN_BYTES]) -> Option<ReplyPart> {
    let mut fields = Reader::new(plain);
    let len = usize::from(fields.u16()?);
    let [flags, part, parts, codec] = fields.array()?;
    let reserved = fields.u16()?;
    let text = fields.slice(len)?;
    let valid = reserved == 0 && valid_parts(part, parts) && fields.only_zeros_left();
    valid.then(|| ReplyPart {
        flags,
        part,
        parts,
        codec,
        text: text.to_vec(),
    })
}
