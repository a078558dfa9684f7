//! The outbox as a visitor sees it (PROTOCOL 1.7): which edition to fetch, and what came.
//!
//! ```text
//! on_index ──▶ Index, verified ─┬─ nobody reads: any edition not fetched yet ─┐
//!                               └─ her tags are in it: those editions first  ─┴▶ choose ──▶ one slot per tick
//! on_edition ──▶ Edition, verified, kept for this load
//! ```
//! Editions are kept as long as the page is open, because to ask for one a second time would tell the relay that
//! it is wanted. When a fetch fails, everybody asks for the same one again, at most [`MAX_TRIES`] times.

use alloc::vec::Vec;

use drop_wire::{Block, Edition, Index, Tag, label, time};
use envelope::verify_ed25519;
use rand_core::CryptoRng;

use crate::below;

/// How often one edition is asked for before the clock goes on to another one.
pub const MAX_TRIES: u8 = 3;

/// Why an index or an edition is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    /// Caller: no key list has been verified yet.
    #[error("no key list yet")]
    NotReady,
    /// Peer: not an index or an edition at all.
    #[error("not the expected bytes")]
    Malformed,
    /// Peer: the outbox key did not sign it, or it is not the one that was asked for.
    #[error("a wrong signature")]
    Forged,
    /// Peer: older than one already seen.
    #[error("older than one seen before")]
    RolledBack,
}

/// Verifies an index: signed by the outbox key and not older than the newest one known.
///
/// # Errors
/// [`WindowError::Malformed`], [`WindowError::Forged`], [`WindowError::RolledBack`].
pub fn verify_index(
    bytes: &[u8],
    outbox_public: &[u8; 32],
    newest_known_slot: Option<u64>,
) -> Result<Index, WindowError> {
    let index = Index::decode(bytes).map_err(|_| WindowError::Malformed)?;
    if !verify_ed25519(
        label::INDEX,
        outbox_public,
        &index.signed_bytes(),
        &index.signature,
    ) {
        return Err(WindowError::Forged);
    }
    if newest_known_slot.is_some_and(|known| index.newest_slot < known) {
        return Err(WindowError::RolledBack);
    }
    Ok(index)
}

/// Verifies the edition of a slot: signed by the outbox key, and of that slot.
///
/// # Errors
/// [`WindowError::Malformed`], [`WindowError::Forged`].
pub fn verify_edition(
    bytes: &[u8],
    slot: u64,
    outbox_public: &[u8; 32],
) -> Result<Edition, WindowError> {
    let edition = Edition::decode(bytes).map_err(|_| WindowError::Malformed)?;
    let signed = verify_ed25519(
        label::EDITION,
        outbox_public,
        &edition.to_verify(),
        &edition.signature,
    );
    if signed && edition.slot == slot {
        Ok(edition)
    } else {
        Err(WindowError::Forged)
    }
}

/// Where a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The slot of its edition.
    pub slot: u64,
    /// Its place in the edition.
    pub place: usize,
}

/// The newest index and the editions of this load.
#[derive(Default)]
pub struct Window {
    index: Option<Index>,
    // Plain lists: they stay short, and maps would be a tenth of what the browser loads.
    editions: Vec<Edition>,
    given_up: Vec<u64>,
    asked: Option<(u64, u8)>,
}

impl Window {
    /// The newest slot that a verified index named.
    #[must_use]
    pub fn newest_slot(&self) -> Option<u64> {
        self.index.as_ref().map(|index| index.newest_slot)
    }

    /// Takes up a newer index.
    ///
    /// # Errors
    /// As [`verify_index`].
    pub fn on_index(&mut self, bytes: &[u8], outbox_public: &[u8; 32]) -> Result<(), WindowError> {
        let index = verify_index(bytes, outbox_public, self.newest_slot())?;
        self.editions
            .retain(|edition| edition.slot >= index.oldest_slot());
        self.given_up.retain(|slot| *slot >= index.oldest_slot());
        self.index = Some(index);
        Ok(())
    }

    /// Every place of the window that carries one of the tags that `expected` has for its day.
    #[must_use]
    pub fn spots(&self, slot_secs: u32, expected: &[(u32, Tag)]) -> Vec<(Spot, usize)> {
        let Some(index) = &self.index else {
            return Vec::new();
        };
        let places = usize::from(index.blocks.max(1));
        let mut found = Vec::new();
        for (position, tag) in index.tags.iter().enumerate() {
            let slot = index.slot_of(position);
            let day = time::day_of_slot(slot, slot_secs);
            let place = position % places;
            let wanted = expected.iter().position(|wanted| *wanted == (day, *tag));
            found.extend(wanted.map(|which| (Spot { slot, place }, which)));
        }
        found
    }

    /// The block at a place, if its edition was fetched.
    #[must_use]
    pub fn block(&self, spot: Spot) -> Option<&Block> {
        let edition = self.editions.iter().find(|known| known.slot == spot.slot)?;
        edition.blocks.get(spot.place).map(|block| &**block)
    }

    /// Whether the edition of a slot was fetched, or cannot be had in this load.
    #[must_use]
    pub fn is_settled(&self, slot: u64) -> bool {
        self.given_up.contains(&slot) || self.editions.iter().any(|known| known.slot == slot)
    }

    /// The one edition to fetch with this tick: a wanted one, else a random one not fetched yet, else, when all
    /// were, any. `None` only while the outbox is empty.
    pub fn choose(&mut self, wanted: &[u64], rng: &mut impl CryptoRng) -> Option<u64> {
        if let Some((slot, _)) = self.asked {
            return Some(slot);
        }
        let index = self.index.as_ref()?;
        let mut wanted: Vec<u64> = wanted
            .iter()
            .copied()
            .filter(|slot| !self.is_settled(*slot))
            .collect();
        wanted.dedup();
        let slot = pick(&wanted, rng).or_else(|| {
            let all: Vec<u64> = (index.oldest_slot()..=index.newest_slot)
                .filter(|slot| index.has_edition(*slot))
                .collect();
            let fresh: Vec<u64> = all
                .iter()
                .copied()
                .filter(|slot| !self.is_settled(*slot))
                .collect();
            pick(&fresh, rng).or_else(|| pick(&all, rng))
        })?;
        self.asked = Some((slot, 0));
        Some(slot)
    }

    /// What came for the chosen slot; `None` if nothing did.
    ///
    /// # Errors
    /// [`WindowError::NotReady`] if nothing was asked for, else as [`verify_edition`].
    pub fn on_edition(
        &mut self,
        bytes: Option<&[u8]>,
        outbox_public: &[u8; 32],
    ) -> Result<(), WindowError> {
        let (slot, tries) = self.asked.ok_or(WindowError::NotReady)?;
        let checked = bytes
            .ok_or(WindowError::Malformed)
            .and_then(|bytes| verify_edition(bytes, slot, outbox_public));
        match checked {
            Ok(edition) => {
                // The last resort of `choose` may bring one that is here already.
                self.editions.retain(|known| known.slot != slot);
                self.editions.push(edition);
                self.asked = None;
                Ok(())
            }
            Err(error) => {
                self.asked = (tries + 1 < MAX_TRIES).then_some((slot, tries + 1));
                if self.asked.is_none() {
                    self.given_up.push(slot);
                }
                Err(error)
            }
        }
    }
}

fn pick(slots: &[u64], rng: &mut impl CryptoRng) -> Option<u64> {
    slots.get(below(slots.len(), rng)).copied()
}

impl core::fmt::Debug for Window {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Window")
            .field("newest_slot", &self.newest_slot())
            .finish_non_exhaustive()
    }
}
