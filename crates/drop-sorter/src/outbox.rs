//! Replies leave here: pending blocks become one edition per slot (PROTOCOL §1.7).
//!
//! ```text
//!   pending blocks ──choose──▶ real blocks ──┐
//!   (urgent first, automatic last,           ├─ shuffle ─▶ edition of a slot ─▶ index of 14 days
//!    at most a quarter automatic)  fillers ──┘              signed               signed
//! ```
//!
//! An edition always has the same number of blocks, whether or not there is something to say, and
//! nobody without the tags can tell a filler from an answer. [`Outbox::make`] changes nothing: the
//! caller stores the bytes and the row in one transaction, tells [`Outbox::record`], and only then
//! publishes. So a slot has one edition for ever, also after a crash, and publishing may be
//! repeated. A slot in which nobody was awake stays absent.

use std::collections::BTreeMap;

use drop_wire::{Edition, Index, Parameters, label};
use envelope::{Block, Ed25519Key, Tag};
use rand_core::CryptoRng;

pub use self::capacity::{Capacity, Waits, capacity_of_new_day};
use crate::shuffle;

mod capacity;

/// A sealed block that waits for an edition of its day.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The address by which its reader finds it.
    pub tag: Tag,
    /// The sealed block.
    pub block: Box<Block>,
    /// The day for which it was sealed: its tag means nothing on another one.
    pub day: u32,
    /// Higher goes first.
    pub priority: u8,
    /// "It has arrived": goes after whatever a person wrote, and at most a quarter of a day.
    pub automatic: bool,
}

/// What an outbox remembers of one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotRow {
    /// Its slot.
    pub slot: u64,
    /// The tags of its blocks, in the order of the blocks.
    pub tags: Vec<Tag>,
    /// How many of them are real, automatic ones included.
    pub real: u16,
    /// How many of them are automatic.
    pub automatic: u16,
}

/// An edition that was made and is not recorded yet.
#[derive(Clone, Debug)]
pub struct Made {
    /// To be stored and given to [`Outbox::record`].
    pub row: SlotRow,
    /// The encoded, signed edition. Never changes once stored.
    pub edition: Vec<u8>,
    /// The encoded, signed index with this edition as the newest.
    pub index: Vec<u8>,
    /// Which of the pending blocks it carries: indices into the slice given to [`Outbox::make`].
    pub carried: Vec<usize>,
}

/// What is known about the queue when an edition is made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Queue {
    /// Blocks that wait for today, those that are not deposited yet included.
    pub waiting: u64,
    /// Whether a block that was meant for an earlier day still waits.
    pub left_over: bool,
}

/// The editions of the window and what may go into the next one.
#[derive(Clone, Debug)]
pub struct Outbox {
    base: Capacity,
    window_slots: u16,
    rows: BTreeMap<u64, SlotRow>,
}

impl Outbox {
    /// An outbox with the rows that were stored before; rows older than the window are left out.
    pub fn new(parameters: &Parameters, rows: impl IntoIterator<Item = SlotRow>) -> Self {
        let mut outbox = Self {
            base: Capacity::new(parameters, parameters.blocks),
            window_slots: parameters.window_slots.max(1),
            rows: BTreeMap::new(),
        };
        for row in rows {
            outbox.record(row);
        }
        outbox
    }

    /// Remembers an edition whose bytes are stored, and forgets what left the window.
    pub fn record(&mut self, row: SlotRow) {
        self.rows.insert(row.slot, row);
        let oldest = self.oldest_slot();
        self.rows.retain(|slot, _| *slot >= oldest);
    }

    /// The oldest slot that the index covers; what is older may be deleted.
    pub fn oldest_slot(&self) -> u64 {
        let newest = self.newest_slot().unwrap_or(0);
        (newest + 1).saturating_sub(u64::from(self.window_slots))
    }

    /// The newest slot that has an edition.
    pub fn newest_slot(&self) -> Option<u64> {
        self.rows.last_key_value().map(|(slot, _)| *slot)
    }

    /// The rows of the window, oldest first.
    pub fn rows(&self) -> impl Iterator<Item = &SlotRow> {
        self.rows.values()
    }

    /// The slot whose edition is to be made now, if it is not made yet. A clock that went back
    /// makes none until it has caught up: no slot ever gets a second edition.
    pub fn due(&self, now: u64) -> Option<u64> {
        let slot = self.base.slot(now);
        self.newest_slot()
            .is_none_or(|newest| newest < slot)
            .then_some(slot)
    }

    /// The next slot that an edition can be made for.
    pub fn next_slot(&self, now: u64) -> u64 {
        let slot = self.base.slot(now);
        self.newest_slot()
            .map_or(slot, |newest| slot.max(newest + 1))
    }

    /// The capacity on the day of `slot`, given the queue at the beginning of that day.
    pub fn capacity(&self, slot: u64, queue: Queue) -> Capacity {
        let Some((newest, row)) = self.rows.last_key_value() else {
            return self.base;
        };
        let blocks = u16::try_from(row.tags.len()).unwrap_or(u16::MAX);
        let before = self.base.with_blocks(blocks);
        let last_day = before.day_of(*newest);
        if last_day >= before.day_of(slot) {
            return before;
        }
        let (real, _) = self.used(last_day);
        capacity_of_new_day(
            self.base.blocks,
            before,
            real,
            queue.waiting,
            queue.left_over,
        )
    }

    /// How many real and how many automatic blocks the editions of a day carry so far.
    pub fn used(&self, day: u32) -> (u64, u64) {
        self.rows
            .values()
            .filter(|row| self.base.day_of(row.slot) == day)
            .fold((0, 0), |(real, automatic), row| {
                (
                    real + u64::from(row.real),
                    automatic + u64::from(row.automatic),
                )
            })
    }

    /// Makes the edition of the slot that is due, and its index; `None` if none is due.
    ///
    /// `pending` is in the order of arrival; blocks of other days are left alone.
    pub fn make(
        &self,
        now: u64,
        pending: &[Pending],
        queue: Queue,
        key: &Ed25519Key,
        rng: &mut impl CryptoRng,
    ) -> Option<Made> {
        let slot = self.due(now)?;
        let capacity = self.capacity(slot, queue);
        let carried = self.choose(slot, &capacity, pending);
        let mut entries: Vec<(Tag, Box<Block>)> = carried
            .iter()
            .filter_map(|at| pending.get(*at))
            .map(|pending| (pending.tag, pending.block.clone()))
            .collect();
        while entries.len() < usize::from(capacity.blocks) {
            let (tag, block) = envelope::filler(rng);
            entries.push((tag, Box::new(block)));
        }
        shuffle::shuffle(&mut entries, rng);
        let automatic = carried
            .iter()
            .filter(|at| pending.get(**at).is_some_and(|pending| pending.automatic))
            .count();
        let (tags, blocks) = entries.into_iter().unzip();
        let row = SlotRow {
            slot,
            tags,
            real: u16::try_from(carried.len()).unwrap_or(u16::MAX),
            automatic: u16::try_from(automatic).unwrap_or(u16::MAX),
        };
        let edition = Edition {
            slot,
            blocks,
            signature: [0; 64],
        };
        let edition = signed(edition, key);
        let mut after = self.clone();
        after.record(row.clone());
        let index = after.index(key)?;
        Some(Made {
            row,
            edition,
            index,
            carried,
        })
    }

    /// The encoded, signed index of the window; `None` while there is no edition.
    pub fn index(&self, key: &Ed25519Key) -> Option<Vec<u8>> {
        self.index_of(self.newest_slot()?, key)
    }

    /// The encoded, signed index as it was when `newest` was the newest slot.
    pub fn index_of(&self, newest: u64, key: &Ed25519Key) -> Option<Vec<u8>> {
        let oldest = (newest + 1).saturating_sub(u64::from(self.window_slots));
        let blocks = self
            .rows
            .range(oldest..=newest)
            .map(|(_, row)| row.tags.len())
            .max()?;
        let mut tags = Vec::with_capacity(usize::from(self.window_slots) * blocks);
        let first = newest as i128 + 1 - i128::from(self.window_slots);
        for slot in first..=i128::from(newest) {
            let row = u64::try_from(slot)
                .ok()
                .and_then(|slot| self.rows.get(&slot));
            let known = row.map_or(&[][..], |row| &row.tags);
            tags.extend((0..blocks).map(|at| known.get(at).copied().unwrap_or_default()));
        }
        let mut index = Index {
            newest_slot: newest,
            blocks: u16::try_from(blocks).ok()?,
            tags,
            signature: [0; 64],
        };
        index.signature = key.sign(label::INDEX, &index.signed_bytes());
        Some(index.encode())
    }

    /// Which pending blocks go into the edition of `slot`: of its day, what a person wrote before
    /// automatic ones, urgent before others, older before newer.
    fn choose(&self, slot: u64, capacity: &Capacity, pending: &[Pending]) -> Vec<usize> {
        let today = capacity.day_of(slot);
        let (_, automatic_used) = self.used(today);
        let automatic_left = capacity.automatic_per_day().saturating_sub(automatic_used);
        let mut order: Vec<(usize, &Pending)> = pending
            .iter()
            .enumerate()
            .filter(|(_, pending)| pending.day == today)
            .collect();
        order.sort_by_key(|(at, pending)| (pending.automatic, u8::MAX - pending.priority, *at));
        let staff = order
            .iter()
            .take_while(|(_, pending)| !pending.automatic)
            .count();
        let allowed = staff.saturating_add(usize::try_from(automatic_left).unwrap_or(usize::MAX));
        order
            .into_iter()
            .take(allowed)
            .take(usize::from(capacity.blocks))
            .map(|(at, _)| at)
            .collect()
    }
}

/// Signs an edition and encodes it.
fn signed(mut edition: Edition, key: &Ed25519Key) -> Vec<u8> {
    edition.signature = key.sign(label::EDITION, &edition.to_verify());
    edition.encode()
}
