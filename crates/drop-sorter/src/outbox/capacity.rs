//! When will a reply be published? Slots, days, and the doubling at midnight (PROTOCOL §1.7).
//!
//! An organisation that answers more than an edition's places in a day does not lose answers: they
//! wait for midnight UTC, where the number of blocks doubles for everybody. The desk says so before
//! a person presses "send": see [`Capacity::waits`].

use drop_wire::{
    Parameters,
    index::MAX_INDEX_TAGS,
    time::{DAY_SECS, day},
};

/// How many blocks fit, as long as the number of blocks stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Length of a slot in seconds; never 0.
    pub slot_secs: u64,
    /// Blocks of each edition.
    pub blocks: u16,
    /// What the doubling stops at, so that the index stays within its limit.
    pub most_blocks: u16,
}

/// When a waiting block will be published if nobody jumps the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Its slot.
    pub slot: u64,
    /// The beginning of that slot, unix seconds.
    pub at: u64,
    /// The day of that slot: the block must be sealed for this day.
    pub day: u32,
}

impl Capacity {
    /// The capacity of an outbox whose editions have `blocks` blocks.
    pub fn new(parameters: &Parameters, blocks: u16) -> Self {
        let places = MAX_INDEX_TAGS / usize::from(parameters.window_slots.max(1));
        let most_blocks = u16::try_from(places).map_or(drop_wire::MAX_BLOCKS, |places| {
            places.clamp(1, drop_wire::MAX_BLOCKS)
        });
        Self {
            slot_secs: u64::from(parameters.slot_secs.max(1)),
            blocks: blocks.clamp(1, most_blocks),
            most_blocks,
        }
    }

    /// The same clock with another number of blocks.
    #[must_use]
    pub fn with_blocks(self, blocks: u16) -> Self {
        Self {
            blocks: blocks.clamp(1, self.most_blocks),
            ..self
        }
    }

    /// Twice as many blocks, as far as the index allows.
    #[must_use]
    pub fn doubled(self) -> Self {
        self.with_blocks(self.blocks.saturating_mul(2))
    }

    /// The slot at a time.
    pub fn slot(&self, now: u64) -> u64 {
        now / self.slot_secs
    }

    /// The day on which a slot begins.
    pub fn day_of(&self, slot: u64) -> u32 {
        day(slot.saturating_mul(self.slot_secs))
    }

    /// The first slot that begins on a day.
    pub fn first_slot(&self, day: u32) -> u64 {
        (u64::from(day) * DAY_SECS).div_ceil(self.slot_secs)
    }

    /// Blocks that a whole day can publish.
    ///
    /// ```
    /// # use drop_sorter::outbox::Capacity;
    /// let parameters = drop_wire::Parameters::standard();
    /// // 24 slots of an hour with 2 blocks each: the 49th reply of a day waits.
    /// assert_eq!(Capacity::new(&parameters, parameters.blocks).per_day(), 48);
    /// ```
    pub fn per_day(&self) -> u64 {
        (DAY_SECS / self.slot_secs).max(1) * u64::from(self.blocks)
    }

    /// Automatic blocks ("it has arrived") that a whole day may publish: a quarter, at least one.
    pub fn automatic_per_day(&self) -> u64 {
        (self.per_day() / 4).max(1)
    }

    /// Places left today in slots that are not made yet, from `next_slot` on.
    pub fn left(&self, next_slot: u64) -> u64 {
        let tomorrow = self.first_slot(self.day_of(next_slot).saturating_add(1));
        tomorrow.saturating_sub(next_slot) * u64::from(self.blocks)
    }

    /// When a new block will be published if `ahead` blocks are published before it and the next
    /// edition to be made is the one of `next_slot`.
    pub fn waits(&self, next_slot: u64, ahead: u64) -> Waits {
        let mut capacity = *self;
        let mut slot = next_slot;
        let mut ahead = ahead;
        loop {
            let left = capacity.left(slot);
            let top = capacity.blocks >= capacity.most_blocks;
            if ahead < left || top {
                let slot = slot.saturating_add(ahead / u64::from(capacity.blocks));
                return Waits {
                    slot,
                    at: slot.saturating_mul(self.slot_secs),
                    day: self.day_of(slot),
                };
            }
            ahead -= left;
            slot = capacity.first_slot(capacity.day_of(slot).saturating_add(1));
            capacity = capacity.doubled();
        }
    }
}

/// The capacity of a new day: twice as many blocks if yesterday could not publish everything,
/// half as many (never below `base`) if a quarter would have been enough.
pub fn capacity_of_new_day(
    base: u16,
    yesterday: Capacity,
    real_yesterday: u64,
    waiting: u64,
    left_over: bool,
) -> Capacity {
    let before = yesterday.with_blocks(yesterday.blocks.max(base));
    if left_over || waiting > before.per_day() {
        return before.doubled();
    }
    let quarter = before.per_day() / 4;
    if real_yesterday <= quarter && waiting <= quarter {
        return before.with_blocks((before.blocks / 2).max(base));
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOURLY: Capacity = Capacity {
        slot_secs: 3600,
        blocks: 2,
        most_blocks: 64,
    };

    #[test]
    fn the_forty_ninth_reply_of_a_day_waits_until_midnight() {
        let first = HOURLY.first_slot(20_780);
        assert_eq!(HOURLY.per_day(), 48);
        assert_eq!(HOURLY.waits(first, 0).slot, first);
        assert_eq!(HOURLY.waits(first, 47).slot, first + 23);
        assert_eq!(HOURLY.waits(first, 47).day, 20_780);
        let waits = HOURLY.waits(first, 48);
        assert_eq!(waits.day, 20_781);
        assert_eq!(waits.at, 20_781 * DAY_SECS);
    }

    #[test]
    fn in_the_afternoon_fewer_places_are_left() {
        let slot = HOURLY.first_slot(20_780) + 20;
        assert_eq!(HOURLY.left(slot), 8);
        assert_eq!(HOURLY.waits(slot, 7).day, 20_780);
        assert_eq!(HOURLY.waits(slot, 8).day, 20_781);
    }

    #[test]
    fn the_next_days_hold_twice_and_four_times_as_many() {
        let first = HOURLY.first_slot(20_780);
        // 48 today, 96 tomorrow, 192 the day after.
        assert_eq!(HOURLY.waits(first, 48 + 95).day, 20_781);
        assert_eq!(HOURLY.waits(first, 48 + 96).day, 20_782);
        assert_eq!(HOURLY.waits(first, 48 + 96 + 191).day, 20_782);
        assert_eq!(HOURLY.waits(first, 48 + 96 + 192).day, 20_783);
    }

    #[test]
    fn a_full_day_doubles_and_a_quiet_day_halves_again() {
        let after = |capacity, real, waiting, left_over| {
            capacity_of_new_day(2, capacity, real, waiting, left_over).blocks
        };
        assert_eq!(after(HOURLY, 48, 1, true), 4);
        assert_eq!(after(HOURLY, 48, 0, false), 2);
        assert_eq!(after(HOURLY, 0, 49, false), 4);
        let four = HOURLY.doubled();
        assert_eq!(after(four, 96, 0, false), 4);
        assert_eq!(after(four, 10, 0, false), 2);
        assert_eq!(after(HOURLY, 0, 0, false), 2);
        assert_eq!(after(HOURLY.with_blocks(64), 9_999, 9_999, true), 64);
    }

    #[test]
    fn the_index_never_outgrows_its_limit() {
        for parameters in [Parameters::standard(), Parameters::demo()] {
            let most = Capacity::new(&parameters, u16::MAX);
            let tags = usize::from(parameters.window_slots) * usize::from(most.blocks);
            assert!(tags <= MAX_INDEX_TAGS);
            assert_eq!(most.doubled(), most);
        }
    }

    #[test]
    fn slots_that_do_not_divide_a_day_still_have_one_day_each() {
        let odd = Capacity {
            slot_secs: 7_000,
            ..HOURLY
        };
        for day in 20_780..20_800 {
            let first = odd.first_slot(day);
            assert_eq!(odd.day_of(first), day);
            assert_eq!(odd.day_of(first - 1), day - 1);
        }
    }

    #[test]
    fn waiting_never_loops_for_ever() {
        let waits = HOURLY.waits(HOURLY.first_slot(20_780), u64::MAX / 2);
        assert!(waits.slot > 0);
    }
}
