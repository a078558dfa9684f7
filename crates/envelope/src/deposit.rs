//! A deposit: replies on their way from a desk to the outbox, in a parcel as everybody posts
//! (PROTOCOL §1.3).
//!
//! ```text
//! inner 2944 = count u8 | priority u8 | 0 6 | 2 × (tag 8 | block 1024) | Ed25519 64 | zeros 808
//! ```
//! The signature covers `org_id` and everything before it, under "shanasheel/1 deposit".

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use rand_core::CryptoRng;

use crate::bytes::{Reader, Writer};
use crate::keys::SorterPublic;
use crate::org::OrgId;
use crate::parcel::{INNER_BYTES, Kind, OuterHeader, Parcel, zeros};
use crate::reply::{BLOCK_BYTES, Block, Tag};
use crate::sign::{DeskPublicKey, DeskSigningKey, ED25519_SIGNATURE_BYTES, verify_ed25519};

const LABEL: &str = "shanasheel/1 deposit";
const MAX_BLOCKS: usize = 2;
const HEADER_BYTES: usize = 8;
const SIGNED_BYTES: usize = HEADER_BYTES + MAX_BLOCKS * (8 + BLOCK_BYTES);
const _: () = assert!(SIGNED_BYTES + ED25519_SIGNATURE_BYTES + 808 == INNER_BYTES);

/// Sealed replies for the outbox.
#[derive(Clone, PartialEq, Eq)]
pub struct Deposit {
    /// Higher leaves first.
    pub priority: u8,
    /// One or two; more are left out when sealing.
    pub blocks: Vec<(Tag, Box<Block>)>,
}

impl fmt::Debug for Deposit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deposit")
            .field("priority", &self.priority)
            .field("blocks", &self.blocks.len())
            .finish()
    }
}

/// Signs a deposit and seals it as a parcel. Takes 72 bytes of `rng`. Only the first two blocks
/// travel; a deposit without blocks is refused by [`open_deposit`].
#[must_use]
pub fn seal_deposit(
    org: &OrgId,
    sorter: &SorterPublic,
    deposit: &Deposit,
    key: &DeskSigningKey,
    rng: &mut impl CryptoRng,
) -> Box<Parcel> {
    let mut inner = zeros::<INNER_BYTES>();
    let (signed, rest) = inner.split_at_mut(SIGNED_BYTES);
    let blocks = deposit.blocks.iter().take(MAX_BLOCKS);
    let count = u8::try_from(blocks.len()).expect("at most two");
    let mut fields = Writer::new(signed);
    fields.put(&[count, deposit.priority]);
    fields.put(&[0; 6]);
    for (tag, block) in blocks {
        fields.put(tag);
        fields.put(&**block);
    }
    let signature = key.sign(LABEL, &message(org, signed));
    Writer::new(rest).put(&signature);
    let header = OuterHeader {
        kind: Kind::Deposit,
        desk_slot: 0,
        day: 0,
    };
    header.seal(org, sorter, &inner, rng)
}

/// Checks and reads the inner of a parcel of kind [`Kind::Deposit`]. `None` without detail if no
/// desk key made the signature or the format is not kept.
#[must_use]
pub fn open_deposit(
    org: &OrgId,
    desk_keys: &[DeskPublicKey],
    inner: &[u8; INNER_BYTES],
) -> Option<Deposit> {
    let (signed, rest) = inner.split_at_checked(SIGNED_BYTES)?;
    let mut rest = Reader::new(rest);
    let signature = rest.array::<ED25519_SIGNATURE_BYTES>()?;
    let message = message(org, signed);
    let known = desk_keys
        .iter()
        .any(|key| verify_ed25519(LABEL, key, &message, &signature));
    (known && rest.only_zeros_left())
        .then(|| read(signed))
        .flatten()
}

fn read(signed: &[u8]) -> Option<Deposit> {
    let mut fields = Reader::new(signed);
    let count = usize::from(fields.u8()?);
    let priority = fields.u8()?;
    let reserved = fields.array::<6>()?;
    if reserved != [0; 6] || !(1..=MAX_BLOCKS).contains(&count) {
        return None;
    }
    let mut blocks = Vec::with_capacity(count);
    for _ in 0..count {
        blocks.push((fields.array()?, Box::new(fields.array()?)));
    }
    fields
        .only_zeros_left()
        .then_some(Deposit { priority, blocks })
}

fn message(org: &OrgId, signed: &[u8]) -> Vec<u8> {
    [org.0.as_slice(), signed].concat()
}
