//! Opens the outer layer of parcels and says what each one is (PROTOCOL §1.6).
//!
//! ```text
//!   relay id + 4,096 bytes ──open_outer──▶ cover     forgotten
//!                                     ├──▶ canary    counted
//!                                     ├──▶ real      waits for a batch, once
//!                                     ├──▶ deposit   checked, waits for the outbox, once
//!                                     └──▶ garbage   forgotten
//! ```
//!
//! Nothing that may still be needed is acknowledged: see [`Outcome::may_be_acknowledged`]. Real
//! parcels and deposits stay with the relay until the caller's own store has committed them.

use envelope::{Deposit, DeskPublicKey, Kind, Opened, OrgId, Parcel, SorterSecret};

/// The random primary key under which the relay holds a parcel.
pub type RelayId = [u8; 16];

/// BLAKE3 of an inner layer: by it a parcel that comes twice is recognised, also when its outer
/// layer was sealed anew.
pub type InnerHash = [u8; 32];

/// How long the hashes of what was committed must be remembered: as long as an intake key can live
/// after it was last used, since until then a recorded inner layer could be brought again.
pub const SEEN_DAYS: u32 = 46;

/// What a parcel turned out to be.
#[derive(Debug)]
pub enum Outcome {
    /// Cover: whoever sent it had nothing to say.
    Cover,
    /// No live key opens it, it is for nobody here, or a deposit is not from our desks.
    Garbage,
    /// It was committed before, or the same inner layer waits under another relay id.
    Replay,
    /// The same parcel under the same relay id still waits for its commit.
    Held,
    /// There is no room to let it wait; it stays with the relay.
    Full,
    /// Something for a desk slot; it waits for a batch.
    Real(u16),
    /// A canary; whoever sent it knows this hash.
    Canary(InnerHash),
    /// Blocks from one of our desks for the outbox.
    Deposit(InnerHash),
}

impl Outcome {
    /// Whether the relay may forget the parcel at once. What may not is acknowledged after the
    /// commit: see [`crate::Sorter::committed`] and [`crate::Sorter::deposited`].
    pub fn may_be_acknowledged(&self) -> bool {
        matches!(
            self,
            Self::Cover | Self::Garbage | Self::Replay | Self::Canary(_)
        )
    }
}

/// The keys that peeling needs.
#[derive(Clone, Copy)]
pub struct PeelKeys<'a> {
    /// The live sorter keys, the newest whose epoch has begun first.
    pub sorter: &'a [&'a SorterSecret],
    /// The keys that sign deposits.
    pub deposit: &'a [DeskPublicKey],
}

/// What an opened parcel is, before replays are looked at.
pub(crate) enum Peeled {
    /// Nothing to keep.
    Nothing(Outcome),
    /// For a desk.
    Real {
        /// Which desk slot.
        desk_slot: u16,
        /// The day of its intake key.
        day: u32,
        /// The inner layer.
        inner: Box<[u8; 2944]>,
    },
    /// For the outbox.
    Deposit {
        /// The blocks.
        deposit: Deposit,
        /// The inner layer's hash.
        hash: InnerHash,
    },
}

/// Opens one parcel. Total: any bytes give an outcome.
pub(crate) fn peel(org: &OrgId, keys: PeelKeys<'_>, parcel: &Parcel) -> Peeled {
    let Some(opened) = envelope::open_outer(org, keys.sorter, parcel) else {
        return Peeled::Nothing(Outcome::Garbage);
    };
    let Opened {
        kind,
        desk_slot,
        day,
        inner,
    } = opened;
    match kind {
        Kind::Cover => Peeled::Nothing(Outcome::Cover),
        Kind::Canary => Peeled::Nothing(Outcome::Canary(hash(&inner))),
        Kind::Intake => Peeled::Real {
            desk_slot,
            day,
            inner,
        },
        Kind::Deposit => match envelope::open_deposit(org, keys.deposit, &inner) {
            Some(deposit) => Peeled::Deposit {
                deposit,
                hash: hash(&inner),
            },
            None => Peeled::Nothing(Outcome::Garbage),
        },
    }
}

/// BLAKE3 of an inner layer.
pub(crate) fn hash(inner: &[u8; 2944]) -> InnerHash {
    *blake3::hash(inner).as_bytes()
}
