//! The issuer's plan of keys: made on time, listed on time, destroyed on time (PROTOCOL §1.1).
//!
//! ```text
//!            listed            its day begins      a list without it is public
//!  intake ──────●──── 3–4 days ─────●──── a day ──────────●──── 14 days, and drained ───▶ destroyed
//!  sorter ──────●──── 3–7 days ─────●──── a week ─────────●──── at most 45 days ────────▶ destroyed
//! ```
//!
//! A list names, for each desk slot, the newest intake key whose day has begun and all that come
//! after it; the same for sorter keys. So there is always a key for today, also when the desk slept:
//! then clients go on using the last one, because their calendar is the newest signed index or key
//! list and that sleeps too. A private half may die only after a list *without* its key is public
//! (clients seal to its successor from then on), 14 days have passed, and the relay was drained
//! after that; 45 days after, it dies in any case. The relay itself keeps a parcel for 30 days.
//!
//! Everything here is a pure step: [`advance`] takes the state, the issuer's key, the time and a
//! random generator, and returns [`Changes`] that the caller stores in one transaction together
//! with the state: first secrets in, then secrets out. Publishing may fail and be repeated.

use drop_wire::{
    KeyList, label,
    time::{DAY_SECS, day, epoch},
};
use envelope::{HybridKey, IntakeSecret, SorterSecret};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroizing;

pub use self::{
    adopt::adopt,
    found::{Founded, Founding, found, recertify},
    secret::{NotAName, Secret, SecretName},
    select::{current_intake, current_sorter, newest_first},
};

mod adopt;
mod found;
mod secret;
mod select;

/// From version 2 on, a key is listed this many days before its use.
pub const NOTICE_DAYS: u32 = 3;
/// Intake keys are listed for today and this many days after it: a full notice whenever in the day
/// the desk is awake.
pub const INTAKE_AHEAD_DAYS: u32 = 4;
/// A client refuses a list after this many days of the signed calendar.
pub const LIST_VALID_DAYS: u32 = 30;
/// An issuer's certificate covers this many days, the first included.
pub const ISSUER_DAYS: u32 = 90;
/// From this many days before the certificate's end on, [`Changes::root_needed`] says so.
pub const ROOT_WARNING_DAYS: u32 = 30;
/// A private half dies this long after it was replaced, if the relay was drained since.
pub const RETIRED_SECS: u64 = 14 * DAY_SECS;
/// A private half dies this long after it was replaced in any case.
pub const RETIRED_AT_MOST_SECS: u64 = 45 * DAY_SECS;
/// A desk that sees its clock go further than this in one step asks a person first: a wrong clock
/// must not destroy keys.
pub const LEAP_SECS: u64 = 92 * DAY_SECS;
/// With more desk slots a list could not hold all intake keys.
pub const MAX_DESK_SLOTS: u16 = 3;

/// A private half that is alive, without the secret itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRecord {
    /// Which one.
    pub name: SecretName,
    /// Unix seconds at which a list without this key became public; `None` while it is listed.
    pub retired_at: Option<u64>,
}

/// What the plan remembers. No secrets: those are stored by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanState {
    /// The newest list, encoded.
    pub list: Vec<u8>,
    /// The newest version that the relay has taken; 0 before the first.
    pub published: u32,
    /// The intake and sorter keys that are alive.
    pub keys: Vec<KeyRecord>,
    /// Desk slots 0, 1, … below this number.
    pub desk_slots: u16,
    /// When the relay had nothing left to pull, unix seconds; 0 for never.
    pub drained_at: u64,
    /// The latest time that the plan has seen, unix seconds.
    pub advanced_at: u64,
}

/// What one step wants done, in one transaction with the state.
#[derive(Debug, Default)]
pub struct Changes {
    /// A new list, encoded: to be published; it is also in [`PlanState::list`].
    pub list: Option<Vec<u8>>,
    /// Secrets to store before the list may leave.
    pub store: Vec<Secret>,
    /// Secrets to overwrite.
    pub destroy: Vec<SecretName>,
    /// The last day of the issuer's certificate, if the root should come out soon: without it no
    /// new list can be made after that day.
    pub root_needed: Option<u32>,
}

/// The step could not be made; nothing has changed.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PlanError {
    /// Environment: the stored list does not decode.
    #[error("the stored key list is damaged")]
    Damaged,
    /// Caller: this issuer's key or this root is not the one that the list names.
    #[error("not the key that the list names")]
    WrongKey,
    /// Environment: the clock went further ahead than a desk sleeps. A person must look at it;
    /// [`accept_clock`] goes on.
    #[error("the clock went {0} days ahead")]
    Leap(u64),
    /// Caller: no desk slot, or more than [`MAX_DESK_SLOTS`].
    #[error("between 1 and {MAX_DESK_SLOTS} desk slots")]
    DeskSlots,
}

impl PlanState {
    /// The newest list.
    ///
    /// # Errors
    /// [`PlanError::Damaged`] if the stored bytes are not one.
    pub fn key_list(&self) -> Result<KeyList, PlanError> {
        KeyList::decode(&self.list).map_err(|_| PlanError::Damaged)
    }

    /// The list, if the relay has not taken it yet.
    pub fn unpublished(&self) -> Option<&[u8]> {
        let list = self.key_list().ok()?;
        (list.version > self.published).then_some(&self.list[..])
    }
}

/// Goes to `now`: makes keys that are due, lists them, names the secrets that must die.
///
/// Call it at least once a day and after each start; calling it more often changes nothing. If the
/// clock went back, nothing happens until it has caught up.
///
/// # Errors
/// [`PlanError`]; then the state is as before.
pub fn advance(
    state: &mut PlanState,
    issuer: &HybridKey,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<Changes, PlanError> {
    let before = state.key_list()?;
    if before.issuer_public != issuer.public().0 {
        return Err(PlanError::WrongKey);
    }
    if let Some(days) = leap(state, now) {
        return Err(PlanError::Leap(days));
    }
    let mut changes = Changes::default();
    if now < state.advanced_at {
        return Ok(changes);
    }
    state.advanced_at = now;
    let today = day(now);
    if today.saturating_add(ROOT_WARNING_DAYS) > before.issuer_until_day {
        changes.root_needed = Some(before.issuer_until_day);
    }
    if today <= before.issuer_until_day {
        let next = next_list(state, &before, now, &mut changes.store, rng);
        if is_worth_a_version(&before, &next, today) {
            changes.list = Some(replace_list(state, next, issuer));
        }
    }
    changes.destroy = take_dead(state, now);
    Ok(changes)
}

/// The relay has taken the list of this version at `now`: keys that it no longer names are retired.
pub fn published(state: &mut PlanState, version: u32, now: u64) {
    let Ok(list) = state.key_list() else { return };
    if list.version != version {
        return;
    }
    state.published = version;
    for record in &mut state.keys {
        if !names(&list, record.name) {
            record.retired_at.get_or_insert(now);
        }
    }
}

/// Everything that the relay held at `now` has been pulled and committed.
pub fn drained(state: &mut PlanState, now: u64) {
    state.drained_at = state.drained_at.max(now);
}

/// Names the secrets that must die by now, and nothing else: for a desk that is offline and can
/// make no list.
pub fn bury(state: &mut PlanState, now: u64) -> Changes {
    Changes {
        destroy: take_dead(state, now),
        ..Changes::default()
    }
}

/// How many days the clock went ahead, if that is further than a desk sleeps.
pub fn leap(state: &PlanState, now: u64) -> Option<u64> {
    let ahead = now.saturating_sub(state.advanced_at);
    (ahead > LEAP_SECS).then_some(ahead / DAY_SECS)
}

/// A person has looked at the clock and says that it is right.
pub fn accept_clock(state: &mut PlanState, now: u64) {
    state.advanced_at = state.advanced_at.max(now);
}

/// The list after `before`: the keys in use, the keys to come, and new ones with their notice.
fn next_list(
    state: &mut PlanState,
    before: &KeyList,
    now: u64,
    store: &mut Vec<Secret>,
    rng: &mut impl CryptoRng,
) -> KeyList {
    let today = day(now);
    let first_allowed = day(now.saturating_add(DAY_SECS - 1)).saturating_add(NOTICE_DAYS);
    let mut next = before.clone();
    for desk_slot in 0..state.desk_slots {
        let newest = next
            .intake_keys
            .iter()
            .filter(|(slot, _, _)| *slot == desk_slot)
            .map(|(_, day, _)| *day)
            .max()
            .unwrap_or(0);
        for day in first_allowed.max(newest.saturating_add(1))..=today + INTAKE_AHEAD_DAYS {
            let key = IntakeSecret::random(desk_slot, day, rng);
            next.intake_keys
                .push((desk_slot, day, key.public().to_bytes()));
            keep(
                state,
                store,
                SecretName::Intake { desk_slot, day },
                key.seed(),
            );
        }
    }
    let newest = next
        .sorter_keys
        .iter()
        .map(|(epoch, _)| *epoch)
        .max()
        .unwrap_or(0);
    if newest <= epoch(today) {
        // The first week that begins after the notice.
        let epoch = epoch(first_allowed.saturating_add(6)).max(epoch(today) + 1);
        let key = SorterSecret::random(epoch, rng);
        next.sorter_keys.push((epoch, key.public().to_bytes()));
        keep(state, store, SecretName::Sorter { epoch }, key.seed());
    }
    select::drop_past(&mut next, today);
    next.version = before.version.saturating_add(1);
    next.issued_at = now;
    next.valid_until_day = (today + LIST_VALID_DAYS).min(before.issuer_until_day);
    next.previous = *blake3::hash(&state.list).as_bytes();
    next
}

/// Remembers a new private half and hands its secret to the caller.
fn keep(state: &mut PlanState, store: &mut Vec<Secret>, name: SecretName, seed: &[u8; 32]) {
    state.keys.push(KeyRecord {
        name,
        retired_at: None,
    });
    store.push(Secret {
        name,
        bytes: Zeroizing::new(seed.to_vec()),
    });
}

/// Whether the new list says something that the old one did not.
fn is_worth_a_version(before: &KeyList, next: &KeyList, today: u32) -> bool {
    before.intake_keys != next.intake_keys
        || before.sorter_keys != next.sorter_keys
        || (before.valid_until_day < today + LIST_VALID_DAYS / 2
            && before.valid_until_day < next.valid_until_day)
}

/// Signs a list and makes it the newest.
fn replace_list(state: &mut PlanState, mut list: KeyList, issuer: &HybridKey) -> Vec<u8> {
    list.signature = issuer.sign(label::KEYLIST, &list.signed_bytes());
    state.list = list.encode();
    state.list.clone()
}

/// Removes the records whose time has come and returns their names.
fn take_dead(state: &mut PlanState, now: u64) -> Vec<SecretName> {
    let drained_at = state.drained_at;
    let is_dead = |record: &KeyRecord| {
        record.retired_at.is_some_and(|retired| {
            let may = retired.saturating_add(RETIRED_SECS);
            let must = retired.saturating_add(RETIRED_AT_MOST_SECS);
            (now >= may && drained_at >= may) || now >= must
        })
    };
    let dead = state
        .keys
        .iter()
        .filter(|record| is_dead(record))
        .map(|record| record.name)
        .collect();
    state.keys.retain(|record| !is_dead(record));
    dead
}

/// Whether a list names a key.
fn names(list: &KeyList, name: SecretName) -> bool {
    match name {
        SecretName::Intake { desk_slot, day } => list
            .intake_keys
            .iter()
            .any(|(slot, key_day, _)| *slot == desk_slot && *key_day == day),
        SecretName::Sorter { epoch } => list.sorter_keys.iter().any(|(key, _)| *key == epoch),
        SecretName::Issuer | SecretName::Outbox | SecretName::Deposit => true,
    }
}
