//! Batches: each tick, per desk slot, the same number of entries (PROTOCOL §1.6).
//!
//! A batch has exactly `batch` entries (64) of `day u32 ‖ inner 2,944`, real ones shuffled together
//! with fillers that are sealed by the very code that seals everybody's cover. If more waits than
//! fits, what goes first is picked at random, and the next batches of all desk slots are twice as
//! large until the backlog is gone. A batch knows which relay ids it carries, so that they are
//! acknowledged after the desk's vault has committed, and not before. A batch that was not
//! committed is simply made again: nothing leaves [`crate::Sorter`] before the commit.

use envelope::{Body, INNER_BYTES, SealTo};
use rand_core::CryptoRng;

use crate::peel::{InnerHash, RelayId};
use crate::shuffle;

/// Bytes of an entry: the intake day and the inner layer.
pub const ENTRY_BYTES: usize = 4 + INNER_BYTES;

/// A batch is at most `batch` × 2^this.
pub const MAX_DOUBLINGS: u8 = 6;

/// One entry: what a desk opens with the intake key of `day`.
#[derive(Clone)]
pub struct Entry {
    /// The day of the intake key.
    pub day: u32,
    /// The inner layer.
    pub inner: Box<[u8; INNER_BYTES]>,
}

/// A real parcel in a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Under which the relay still holds it.
    pub relay_id: RelayId,
    /// By which it is recognised when it comes again; to be stored in the same transaction.
    pub hash: InnerHash,
}

/// What one desk slot gets in one tick.
pub struct Batch {
    /// For which desk slot.
    pub desk_slot: u16,
    /// The entries, real ones and fillers in random order.
    pub entries: Vec<Entry>,
    /// The real ones, in no order that has to do with the entries'.
    pub carried: Vec<Carried>,
    /// How many parcels of any sort were seen since the batch before: the crowd.
    pub crowd: u32,
}

impl Batch {
    /// The bytes of all entries, each [`ENTRY_BYTES`] long.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.entries.len() * ENTRY_BYTES);
        for entry in &self.entries {
            bytes.extend_from_slice(&entry.day.to_le_bytes());
            bytes.extend_from_slice(&entry.inner[..]);
        }
        bytes
    }
}

impl std::fmt::Debug for Batch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batch")
            .field("desk_slot", &self.desk_slot)
            .field("entries", &self.entries.len())
            .finish_non_exhaustive()
    }
}

/// A real parcel that waits for its batch.
pub(crate) struct Waiting {
    /// Under which the relay holds it.
    pub(crate) relay_id: RelayId,
    /// Of the inner layer.
    pub(crate) hash: InnerHash,
    /// The day of its intake key.
    pub(crate) day: u32,
    /// The inner layer.
    pub(crate) inner: Box<[u8; INNER_BYTES]>,
}

/// Makes a batch of exactly `size` entries out of what waits. `to` names the keys of the fillers.
pub(crate) fn make(
    to: &SealTo<'_>,
    waiting: &[Waiting],
    size: usize,
    crowd: u32,
    rng: &mut impl CryptoRng,
) -> Batch {
    let mut entries = Vec::with_capacity(size);
    let mut carried = Vec::new();
    for at in shuffle::choose(size, waiting.len(), rng) {
        let Some(real) = waiting.get(at) else {
            continue;
        };
        entries.push(Entry {
            day: real.day,
            inner: real.inner.clone(),
        });
        carried.push(Carried {
            relay_id: real.relay_id,
            hash: real.hash,
        });
    }
    while entries.len() < size {
        let cover = Body::cover(rng);
        let inner = envelope::seal_inner(to, &cover, rng).expect("cover has no data");
        entries.push(Entry {
            day: to.intake.day,
            inner,
        });
    }
    shuffle::shuffle(&mut entries, rng);
    Batch {
        desk_slot: to.intake.desk_slot,
        entries,
        carried,
        crowd,
    }
}
