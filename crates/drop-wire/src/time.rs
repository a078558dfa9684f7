//! Days, epochs and slots (PROTOCOL, conventions). All from unix seconds that the caller gives.

/// Seconds in a day.
pub const DAY_SECS: u64 = 86_400;

/// Days since 1970-01-01 UTC.
///
/// ```
/// assert_eq!(drop_wire::time::day(1_767_225_600), 20_454); // 2026-01-01
/// ```
#[must_use]
pub fn day(now: u64) -> u32 {
    u32::try_from(now / DAY_SECS).unwrap_or(u32::MAX)
}

/// The week of a day: sorter keys change with it.
#[must_use]
pub const fn epoch(day: u32) -> u32 {
    day / 7
}

/// The outbox slot of a moment. A slot length of zero counts as one second.
#[must_use]
pub fn slot(now: u64, slot_secs: u32) -> u64 {
    now / u64::from(slot_secs.max(1))
}

/// The day in which a slot begins.
#[must_use]
pub fn day_of_slot(slot: u64, slot_secs: u32) -> u32 {
    day(slot.saturating_mul(u64::from(slot_secs.max(1))))
}
