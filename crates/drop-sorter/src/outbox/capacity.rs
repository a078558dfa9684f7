//! When will a reply be published? Slots, days, and the doubling at midnight (PROTOCOL §1.7).
//!
//! An organisation that answers more than an edition's places in a day does not lose answers: they
//! wait for midnight UTC, where the number of blocks doubles for everybody. The desk says so before
//! a person presses "send": see [`Capacity::waits`].

use drop_wire::Parameters;

/// Seconds of a day.
pub const DAY_SECS: u64 = 86_400;

/// No edition has more blocks than this, however long the queue; the index of 14 days is then 86 KB.
pub const MAX_BLOCKS: u16 = 32;

/// How many blocks fit, as long as the number of blocks stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Length of a slot in seconds; never 0.
    pub slot_secs: u64,
    /// Blocks of each edition.
    pub blocks: u16,
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
        Self {
            slot_secs: u64::from(parameters.slot_secs.max(1)),
            blocks: blocks.clamp(1, MAX_BLOCKS),
        }
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
    /// // 24 slots of an hour with 2 blocks each: the 49th reply of a day waits.
    /// assert_eq!(Capacity { slot_secs: 3600, blocks: 2 }.per_day(), 48);
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
            let top = capacity.blocks >= MAX_BLOCKS;
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
            capacity.blocks = doubled(capacity.blocks);
        }
    }
}

/// The blocks of a new day's editions: twice as many if yesterday could not publish everything,
/// half as many (never below `base`) if a quarter would have been enough.
pub fn blocks_of_new_day(
    base: u16,
    yesterday: Capacity,
    real_yesterday: u64,
    waiting: u64,
    left_over: bool,
) -> u16 {
    let base = base.clamp(1, MAX_BLOCKS);
    let before = yesterday.blocks.max(base);
    if left_over || waiting > yesterday.per_day() {
        return doubled(before);
    }
    let quarter = yesterday.per_day() / 4;
    if real_yesterday <= quarter && waiting <= quarter {
        return (before / 2).max(base);
    }
    before
}

/// Twice as many, up to [`MAX_BLOCKS`].
fn doubled(blocks: u16) -> u16 {
    blocks.saturating_mul(2).min(MAX_BLOCKS)
}

/// The day of a time in unix seconds.
pub fn day(now: u64) -> u32 {
    u32::try_from(now / DAY_SECS).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOURLY: Capacity = Capacity {
        slot_secs: 3600,
        blocks: 2,
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
        assert_eq!(blocks_of_new_day(2, HOURLY, 48, 1, true), 4);
        assert_eq!(blocks_of_new_day(2, HOURLY, 48, 0, false), 2);
        let four = Capacity {
            blocks: 4,
            ..HOURLY
        };
        assert_eq!(blocks_of_new_day(2, four, 96, 0, false), 4);
        assert_eq!(blocks_of_new_day(2, four, 10, 0, false), 2);
        assert_eq!(blocks_of_new_day(2, HOURLY, 0, 0, false), 2);
        let most = Capacity {
            blocks: MAX_BLOCKS,
            ..HOURLY
        };
        assert_eq!(
            blocks_of_new_day(2, most, 9_999, 9_999, true),
            MAX_BLOCKS
        );
    }

    #[test]
    fn slots_that_do_not_divide_a_day_still_have_one_day_each() {
        let odd = Capacity {
            slot_secs: 7_000,
            blocks: 2,
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
