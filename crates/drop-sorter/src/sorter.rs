//! What a sorter holds between pulls: the backlog per desk slot and the deposits.

use std::collections::BTreeMap;

use drop_wire::Parameters;
use envelope::{Deposit, OrgId, Parcel, SealTo};
use rand_core::CryptoRng;
use thiserror::Error;

use crate::batch::{self, Batch, MAX_DOUBLINGS, Waiting};
use crate::peel::{self, InnerHash, Outcome, PeelKeys, Peeled, RelayId};

/// At most this many real parcels and deposits wait in memory (about 24 MB); the others stay with
/// the relay.
pub const MAX_WAITING: usize = 8_192;

/// A deposit that waits until the caller has stored it.
#[derive(Debug)]
pub struct HeldDeposit {
    /// Under which the relay still holds it.
    pub relay_id: RelayId,
    /// By which it is recognised when it comes again; to be stored in the same transaction.
    pub hash: InnerHash,
    /// The blocks.
    pub deposit: Deposit,
}

/// The batch could not be made.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum TickError {
    /// Caller: no intake key was given for a desk slot, so there is nothing to seal fillers to.
    #[error("no intake key for desk slot {0}")]
    NoIntakeKey(u16),
}

/// The sorter: peels what was pulled, makes a batch per desk slot and tick.
///
/// It holds only ciphertext, and only until the caller has committed it.
pub struct Sorter {
    org: OrgId,
    waiting: BTreeMap<u16, Vec<Waiting>>,
    deposits: Vec<HeldDeposit>,
    in_hand: BTreeMap<InnerHash, RelayId>,
    doublings: u8,
    last_tick: Option<u64>,
    crowd: u32,
}

impl Sorter {
    /// An empty sorter for the desk slots of an organisation.
    pub fn new(org: OrgId, desk_slots: impl IntoIterator<Item = u16>) -> Self {
        Self {
            org,
            waiting: desk_slots
                .into_iter()
                .map(|slot| (slot, Vec::new()))
                .collect(),
            deposits: Vec::new(),
            in_hand: BTreeMap::new(),
            doublings: 0,
            last_tick: None,
            crowd: 0,
        }
    }

    /// Opens one parcel and keeps it if it may be needed. `seen` answers whether an inner hash was
    /// committed before.
    pub fn peel(
        &mut self,
        keys: PeelKeys<'_>,
        relay_id: RelayId,
        parcel: &Parcel,
        seen: impl FnOnce(&InnerHash) -> bool,
    ) -> Outcome {
        let outcome = self.sort(peel::peel(&self.org, keys, parcel), relay_id, seen);
        if !matches!(outcome, Outcome::Held | Outcome::Full) {
            self.crowd = self.crowd.saturating_add(1);
        }
        outcome
    }

    /// Keeps what was peeled, unless it came before.
    fn sort(
        &mut self,
        peeled: Peeled,
        relay_id: RelayId,
        seen: impl FnOnce(&InnerHash) -> bool,
    ) -> Outcome {
        let hash = match &peeled {
            Peeled::Nothing(_) => [0; 32],
            Peeled::Real { inner, .. } => peel::hash(inner),
            Peeled::Deposit { hash, .. } => *hash,
        };
        let full = self.in_hand.len() >= MAX_WAITING;
        match (peeled, self.in_hand.get(&hash)) {
            (Peeled::Nothing(outcome), _) => outcome,
            (_, Some(held)) if *held == relay_id => Outcome::Held,
            (_, Some(_)) => Outcome::Replay,
            (_, None) if seen(&hash) => Outcome::Replay,
            (_, None) if full => Outcome::Full,
            (
                Peeled::Real {
                    desk_slot,
                    day,
                    inner,
                },
                None,
            ) => {
                let Some(waiting) = self.waiting.get_mut(&desk_slot) else {
                    return Outcome::Garbage;
                };
                waiting.push(Waiting {
                    relay_id,
                    hash,
                    day,
                    inner,
                });
                self.in_hand.insert(hash, relay_id);
                Outcome::Real(desk_slot)
            }
            (Peeled::Deposit { deposit, .. }, None) => {
                self.deposits.push(HeldDeposit {
                    relay_id,
                    hash,
                    deposit,
                });
                self.in_hand.insert(hash, relay_id);
                Outcome::Deposit(hash)
            }
        }
    }

    /// The deposits that the caller has not stored yet.
    pub fn deposits(&self) -> &[HeldDeposit] {
        &self.deposits
    }

    /// The caller has stored these deposits and their hashes: forgets them and returns the relay
    /// ids that may be acknowledged now.
    pub fn deposited(&mut self, hashes: &[InnerHash]) -> Vec<RelayId> {
        self.deposits.retain(|held| !hashes.contains(&held.hash));
        hashes
            .iter()
            .filter_map(|hash| self.in_hand.remove(hash))
            .collect()
    }

    /// How many real parcels wait for a batch.
    pub fn backlog(&self) -> usize {
        self.waiting.values().map(Vec::len).sum()
    }

    /// Whether a new tick has begun since the last batches.
    pub fn due(&self, now: u64, parameters: &Parameters) -> bool {
        self.last_tick != Some(tick(now, parameters))
    }

    /// The batches of this tick, one per desk slot, all of the same size; empty if this tick had
    /// its batches. Nothing is forgotten: see [`Sorter::committed`].
    ///
    /// # Errors
    /// [`TickError::NoIntakeKey`] if `to` lacks a desk slot; then nothing has changed.
    pub fn tick(
        &mut self,
        now: u64,
        parameters: &Parameters,
        to: &[SealTo<'_>],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Batch>, TickError> {
        if !self.due(now, parameters) {
            return Ok(Vec::new());
        }
        let size = usize::from(parameters.batch.max(1)) << self.doublings;
        let mut batches = Vec::with_capacity(self.waiting.len());
        for (desk_slot, waiting) in &self.waiting {
            let to = to
                .iter()
                .find(|to| to.intake.desk_slot == *desk_slot)
                .ok_or(TickError::NoIntakeKey(*desk_slot))?;
            batches.push(batch::make(to, waiting, size, self.crowd, rng));
        }
        let longest = self.waiting.values().map(Vec::len).max().unwrap_or(0);
        if longest > size {
            self.doublings = (self.doublings + 1).min(MAX_DOUBLINGS);
        } else if longest <= size / 2 {
            self.doublings = self.doublings.saturating_sub(1);
        }
        self.last_tick = Some(tick(now, parameters));
        self.crowd = 0;
        Ok(batches)
    }

    /// The vault has committed a batch and its hashes: forgets its parcels and returns the relay
    /// ids that may be acknowledged now.
    pub fn committed(&mut self, batch: &Batch) -> Vec<RelayId> {
        if let Some(waiting) = self.waiting.get_mut(&batch.desk_slot) {
            let done: std::collections::BTreeSet<_> =
                batch.carried.iter().map(|carried| carried.hash).collect();
            waiting.retain(|waiting| !done.contains(&waiting.hash));
        }
        batch
            .carried
            .iter()
            .filter_map(|carried| self.in_hand.remove(&carried.hash))
            .collect()
    }
}

/// The number of the sorter's tick at a time.
fn tick(now: u64, parameters: &Parameters) -> u64 {
    now / u64::from(parameters.sorter_tick_secs.max(1))
}
