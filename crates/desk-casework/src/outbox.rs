//! When a reply goes out: blocks, days, and what the person who writes it is told beforehand.
//!
//! An edition has a few blocks, a day has a few editions, and one conversation may use four tags
//! a day (PROTOCOL.md §1.7). A longer answer goes on the next days; the plan says so before it is
//! sent. Automatic blocks take what staff replies leave, and never more than a quarter of a day.

use serde::{Deserialize, Serialize};

use crate::{DAY_SECS, PlannedBlock, day_of};

/// Blocks of one conversation in one day: its tags (PROTOCOL.md §1.7).
pub const BLOCKS_PER_CONVERSATION_DAY: u8 = 4;
/// The most blocks of one reply: seven days' worth, so that its first part can still be read
/// (14 days) a week after its last part came.
///
/// ```
/// use desk_casework::{BLOCKS_PER_CONVERSATION_DAY, MAX_REPLY_BLOCKS};
/// assert_eq!(MAX_REPLY_BLOCKS, 7 * BLOCKS_PER_CONVERSATION_DAY);
/// ```
pub const MAX_REPLY_BLOCKS: u8 = 28;
/// How far ahead a plan looks. Beyond it the outbox is full, and somebody must be told.
const HORIZON_DAYS: u32 = 60;
/// Automatic blocks get at most this part of a day, and at least one.
const AUTOMATIC_SHARE: u32 = 4;

/// How much an organisation publishes: two signed parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxCapacity {
    /// Length of a slot in seconds, 1 to 86,400.
    pub slot_secs: u32,
    /// Blocks in one edition.
    pub blocks_per_edition: u16,
}

impl OutboxCapacity {
    /// Blocks of a whole day.
    ///
    /// ```
    /// let standard = desk_casework::OutboxCapacity { slot_secs: 3_600, blocks_per_edition: 2 };
    /// assert_eq!(standard.per_day(), 48);
    /// ```
    #[must_use]
    pub fn per_day(self) -> u32 {
        self.blocks_in(DAY_SECS)
    }

    /// Blocks that can still go out today: those of the slots that begin at `now` or later.
    #[must_use]
    pub fn left_of_day(self, now: u64) -> u32 {
        self.blocks_in(DAY_SECS - now % DAY_SECS)
    }

    fn blocks_in(self, seconds: u64) -> u32 {
        let slots = seconds / u64::from(self.slot_secs.max(1));
        let blocks = slots.saturating_mul(u64::from(self.blocks_per_edition));
        u32::try_from(blocks).unwrap_or(u32::MAX)
    }
}

/// What a day already holds, and which tags one conversation has used in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayUse {
    /// Blocks of staff replies that wait for this day and are not published yet.
    pub staff_waiting: u32,
    /// Automatic blocks that wait for this day and are not published yet.
    pub automatic_waiting: u32,
    /// Automatic blocks already published on this day.
    pub automatic_published: u32,
    /// The tags of this conversation that are taken on this day, waiting or published.
    pub taken: [bool; BLOCKS_PER_CONVERSATION_DAY as usize],
}

/// What is to be planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanRequest {
    /// How many blocks the text needs (`envelope::codec::split`), 1 to [`MAX_REPLY_BLOCKS`].
    pub blocks: u8,
    /// Whether it is an automatic "it has arrived".
    pub automatic: bool,
    /// Unix seconds.
    pub now: u64,
    /// The first day for which the desk has the conversation's key: it can only go forward.
    pub not_before_day: u32,
}

/// On which day each block goes out. Never empty; parts and days ascend together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyPlan {
    /// One entry per block.
    pub blocks: Vec<PlannedBlock>,
}

/// Why there is no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Nothing to send.
    #[error("the reply is empty")]
    Empty,
    /// Longer than what can be read together.
    #[error("the reply needs more than {most} blocks")]
    TooLong {
        /// The most blocks of one reply.
        most: u8,
    },
    /// Every day within the next two months is full.
    #[error("the outbox is full for {days} days")]
    OutboxFull {
        /// How many days were looked at.
        days: u32,
    },
}

/// Plans a reply. `use_of(day)` tells what a day already holds; it is asked for ascending days.
///
/// # Errors
/// [`PlanError`]; then nothing of the reply may be queued.
pub fn plan_reply(
    request: PlanRequest,
    capacity: OutboxCapacity,
    mut use_of: impl FnMut(u32) -> DayUse,
) -> Result<ReplyPlan, PlanError> {
    if request.blocks == 0 {
        return Err(PlanError::Empty);
    }
    if request.blocks > MAX_REPLY_BLOCKS {
        return Err(PlanError::TooLong {
            most: MAX_REPLY_BLOCKS,
        });
    }
    let today = day_of(request.now);
    let first = today.max(request.not_before_day);
    let mut blocks = Vec::with_capacity(usize::from(request.blocks));
    for day in first..first.saturating_add(HORIZON_DAYS) {
        let used = use_of(day);
        let whole = if day == today {
            capacity.left_of_day(request.now)
        } else {
            capacity.per_day()
        };
        let mut free = free_blocks(&used, whole, capacity.per_day(), request.automatic);
        for j in 0..BLOCKS_PER_CONVERSATION_DAY {
            let part = u8::try_from(blocks.len()).unwrap_or(u8::MAX);
            if part == request.blocks || free == 0 {
                break;
            }
            if used.taken[usize::from(j)] {
                continue;
            }
            blocks.push(PlannedBlock { part, day, j });
            free -= 1;
        }
        if blocks.len() == usize::from(request.blocks) {
            return Ok(ReplyPlan { blocks });
        }
    }
    Err(PlanError::OutboxFull { days: HORIZON_DAYS })
}

/// Staff replies do not see automatic blocks: those give way and are planned anew when their day
/// has passed.
fn free_blocks(used: &DayUse, left: u32, per_day: u32, automatic: bool) -> u32 {
    let after_staff = left.saturating_sub(used.staff_waiting);
    if !automatic {
        return after_staff;
    }
    let share = (per_day / AUTOMATIC_SHARE).max(1);
    let of_share = share
        .saturating_sub(used.automatic_waiting)
        .saturating_sub(used.automatic_published);
    after_staff
        .saturating_sub(used.automatic_waiting)
        .min(of_share)
}

impl ReplyPlan {
    /// The day on which the first part goes out.
    #[must_use]
    pub fn first_day(&self) -> u32 {
        self.blocks.first().map_or(0, |block| block.day)
    }

    /// The day on which the last part goes out: "this reply waits until".
    #[must_use]
    pub fn until_day(&self) -> u32 {
        self.blocks.last().map_or(0, |block| block.day)
    }

    /// Each day with the number of parts that go out on it, ascending.
    #[must_use]
    pub fn days(&self) -> Vec<(u32, u8)> {
        let mut days: Vec<(u32, u8)> = Vec::new();
        for block in &self.blocks {
            match days.last_mut() {
                Some((day, count)) if *day == block.day => *count += 1,
                _ => days.push((block.day, 1)),
            }
        }
        days
    }
}
