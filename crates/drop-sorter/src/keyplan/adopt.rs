//! Going on after a restored backup: the relay holds newer lists than this vault made.

use drop_wire::{
    KeyList, label,
    time::{day, epoch},
};
use envelope::{HybridKey, HybridPublic, IntakeSecret, SorterSecret};
use rand_core::CryptoRng;

use super::{
    Changes, LIST_VALID_DAYS, PlanError, PlanState, SecretName, current_intake, current_sorter,
    keep, names, replace_list,
};

/// Goes on from a list that this issuer signed and this vault has never seen: it was restored from
/// a backup that is older. Keys whose private halves are lost leave the list; if that leaves a desk
/// slot or the sorter without a key for today, a new one acts at once, as in a revocation, since
/// what is sealed to the lost one can be read by nobody.
///
/// # Errors
/// [`PlanError::Damaged`] if the bytes are no list; [`PlanError::WrongKey`] if it is not a newer
/// one of this issuer; then nothing has changed.
pub fn adopt(
    state: &mut PlanState,
    newer: &[u8],
    issuer: &HybridKey,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<Changes, PlanError> {
    let before = state.key_list()?;
    let list = KeyList::decode(newer).map_err(|_| PlanError::Damaged)?;
    let is_ours = list.org_id == before.org_id
        && list.issuer_public == issuer.public().0
        && HybridPublic(list.issuer_public).verify(
            label::KEYLIST,
            &list.signed_bytes(),
            &list.signature,
        );
    if !is_ours || list.version <= before.version {
        return Err(PlanError::WrongKey);
    }
    let mut changes = Changes::default();
    let now = now.max(list.issued_at);
    let mut next = list.clone();
    let is_alive = |name| state.keys.iter().any(|record| record.name == name);
    next.intake_keys.retain(|(desk_slot, day, _)| {
        is_alive(SecretName::Intake {
            desk_slot: *desk_slot,
            day: *day,
        })
    });
    next.sorter_keys
        .retain(|(epoch, _)| is_alive(SecretName::Sorter { epoch: *epoch }));
    for record in &mut state.keys {
        if !names(&list, record.name) {
            record.retired_at.get_or_insert(now);
        }
    }
    fill_gaps(state, &mut next, now, &mut changes, rng);
    next.version = list.version.saturating_add(1);
    next.issued_at = now;
    next.valid_until_day = (day(now) + LIST_VALID_DAYS).min(next.issuer_until_day);
    next.previous = *blake3::hash(newer).as_bytes();
    state.published = list.version;
    state.advanced_at = state.advanced_at.max(now);
    changes.list = Some(replace_list(state, next, issuer));
    Ok(changes)
}

/// Keys for today where none is left.
fn fill_gaps(
    state: &mut PlanState,
    list: &mut KeyList,
    now: u64,
    changes: &mut Changes,
    rng: &mut impl CryptoRng,
) {
    let today = day(now);
    for desk_slot in 0..state.desk_slots {
        if current_intake(list, desk_slot, today).is_none() {
            let key = IntakeSecret::random(desk_slot, today, rng);
            list.intake_keys
                .push((desk_slot, today, key.public().to_bytes()));
            let name = SecretName::Intake {
                desk_slot,
                day: today,
            };
            keep(state, &mut changes.store, name, key.seed());
        }
    }
    if current_sorter(list, today).is_none() {
        let epoch = epoch(today);
        let key = SorterSecret::random(epoch, rng);
        list.sorter_keys.push((epoch, key.public().to_bytes()));
        keep(
            state,
            &mut changes.store,
            SecretName::Sorter { epoch },
            key.seed(),
        );
    }
}
