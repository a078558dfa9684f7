//! Which key of a list is the one for a day.

use drop_wire::{KeyList, time::epoch};
use envelope::{IntakePublic, SorterPublic, SorterSecret};

/// The intake key of a desk slot that a client uses on `today`: the newest whose day has begun.
pub fn current_intake(list: &KeyList, desk_slot: u16, today: u32) -> Option<IntakePublic> {
    list.intake_keys
        .iter()
        .filter(|(slot, day, _)| *slot == desk_slot && *day <= today)
        .max_by_key(|(_, day, _)| *day)
        .and_then(|(slot, day, bytes)| IntakePublic::from_bytes(*slot, *day, bytes))
}

/// The sorter key that a client uses on `today`: the newest whose week has begun.
pub fn current_sorter(list: &KeyList, today: u32) -> Option<SorterPublic> {
    list.sorter_keys
        .iter()
        .filter(|(key, _)| *key <= epoch(today))
        .max_by_key(|(key, _)| *key)
        .and_then(|(key, bytes)| SorterPublic::from_bytes(*key, bytes))
}

/// The sorter's live keys in the order in which peeling should try them: the newest whose week has
/// begun, then older ones, then those to come (a phone whose signed calendar is ahead of ours).
pub fn newest_first(keys: &[SorterSecret], today: u32) -> Vec<&SorterSecret> {
    let now = epoch(today);
    let mut order: Vec<&SorterSecret> = keys.iter().collect();
    order.sort_by_key(|key| (key.epoch() > now, key.epoch().abs_diff(now)));
    order
}

/// Leaves out keys that nobody uses any more: those older than the newest whose time has begun.
pub(super) fn drop_past(list: &mut KeyList, today: u32) {
    let begun = list.intake_keys.clone();
    list.intake_keys.retain(|(slot, day, _)| {
        !begun
            .iter()
            .any(|(other, newer, _)| other == slot && newer > day && *newer <= today)
    });
    let now = epoch(today);
    let newest = list
        .sorter_keys
        .iter()
        .map(|(key, _)| *key)
        .filter(|key| *key <= now)
        .max();
    list.sorter_keys
        .retain(|(key, _)| newest.is_none_or(|newest| *key >= newest));
}
