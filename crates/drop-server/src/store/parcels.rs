//! Parcels that wait for the sorter. The name is random, so the order of the table says nothing
//! about the order of arrival; the slot stands before the ciphertext, so a sweep reads no parcel.

use drop_wire::{ParcelId, PullResponse};
use rusqlite::{Connection, Row, params};

use super::column;
use crate::error::StoreError;

pub(super) const TABLE: &str = "
    CREATE TABLE parcels(
        id BLOB PRIMARY KEY CHECK(length(id) = 16),
        slot INTEGER NOT NULL,
        parcel BLOB NOT NULL CHECK(length(parcel) = 4096)
    ) STRICT, WITHOUT ROWID;";

/// A parcel that nobody acknowledged is kept for so many days.
pub(crate) const EXPIRY_DAYS: u64 = 30;
/// Parcels looked at in one step of a sweep, so that arrivals between steps wait only shortly.
const SWEEP_STEP: usize = 2000;

/// How far a sweep has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SweepState {
    /// To go on after this name.
    After(ParcelId),
    Done,
}

pub(super) fn insert(
    db: &Connection,
    id: &ParcelId,
    slot: u64,
    parcel: &[u8],
) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO parcels(id, slot, parcel) VALUES (?1, ?2, ?3)")?
        .execute(params![id, column(slot)?, parcel])?;
    Ok(())
}

/// Up to `max` parcels in the order of their names, from a random place on and around the end:
/// with a long queue no parcel waits for ever because of its name.
pub(super) fn pull(db: &Connection, max: u16, from: &ParcelId) -> Result<PullResponse, StoreError> {
    let mut parcels = Vec::new();
    for half in ["id >= ?1", "id < ?1"] {
        let sql = format!("SELECT id, parcel FROM parcels WHERE {half} ORDER BY id LIMIT ?2");
        let mut statement = db.prepare_cached(&sql)?;
        let mut rows = statement.query(params![from, usize::from(max) - parcels.len()])?;
        while let Some(row) = rows.next()? {
            let parcel = Box::<[u8]>::from(blob(row, 1)?);
            let parcel = parcel.try_into().map_err(|_| StoreError::Damaged)?;
            parcels.push((name(row)?, parcel));
        }
    }
    Ok(PullResponse { parcels })
}

/// Forgets parcels; names that are not there are no error.
pub(super) fn delete(db: &Connection, ids: &[ParcelId]) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached("DELETE FROM parcels WHERE id = ?1")?;
    for id in ids {
        statement.execute(params![id])?;
    }
    Ok(())
}

/// One step of a sweep through all parcels: deletes those that came before a slot.
pub(super) fn sweep(
    db: &Connection,
    oldest_slot: u64,
    state: SweepState,
) -> Result<SweepState, StoreError> {
    let SweepState::After(last) = state else {
        return Ok(state);
    };
    let (mut expired, mut seen, mut newest) = (Vec::new(), 0, last);
    {
        let mut statement =
            db.prepare_cached("SELECT id, slot FROM parcels WHERE id > ?1 ORDER BY id LIMIT ?2")?;
        let mut rows = statement.query(params![last, SWEEP_STEP])?;
        while let Some(row) = rows.next()? {
            (seen, newest) = (seen + 1, name(row)?);
            if row.get::<_, i64>(1)? < column(oldest_slot)? {
                expired.push(newest);
            }
        }
    }
    delete(db, &expired)?;
    Ok(if seen < SWEEP_STEP {
        SweepState::Done
    } else {
        SweepState::After(newest)
    })
}

fn name(row: &Row<'_>) -> Result<ParcelId, StoreError> {
    blob(row, 0)?.try_into().map_err(|_| StoreError::Damaged)
}

fn blob<'r>(row: &'r Row<'_>, at: usize) -> Result<&'r [u8], StoreError> {
    row.get_ref(at)?.as_blob().map_err(|_| StoreError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pull_goes_around_from_any_place_so_that_no_name_waits_for_ever() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(TABLE).unwrap();
        for i in 0..8 {
            insert(&db, &[i * 32; 16], 0, &[i; 4096]).unwrap();
        }
        let pulled = |max: u16, from: u8| -> Vec<u8> {
            let answer = pull(&db, max, &[from; 16]).unwrap();
            answer.parcels.iter().map(|(_, parcel)| parcel[0]).collect()
        };
        assert_eq!(pulled(3, 100), [4, 5, 6]);
        assert_eq!(pulled(3, 200), [7, 0, 1]);
        assert_eq!(pulled(3, 255), [0, 1, 2]);
        assert_eq!(pulled(20, 100), [4, 5, 6, 7, 0, 1, 2, 3], "each once");
    }

    #[test]
    fn a_sweep_goes_through_all_parcels_in_short_steps() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(TABLE).unwrap();
        for i in 0..5000_u32 {
            let mut id = [0xFF; 16];
            id[..4].copy_from_slice(&i.to_be_bytes());
            insert(&db, &id, u64::from(i % 10), &[0; 4096]).unwrap();
        }
        let mut state = SweepState::After([0; 16]);
        let mut left = Vec::<u64>::new();
        while state != SweepState::Done {
            state = sweep(&db, 3, state).unwrap();
            left.push(
                db.query_row("SELECT count(*) FROM parcels", [], |row| row.get(0))
                    .unwrap(),
            );
        }
        assert_eq!(left, [4400, 3800, 3500]);
        let oldest: u64 = db
            .query_row("SELECT min(slot) FROM parcels", [], |row| row.get(0))
            .unwrap();
        assert_eq!(oldest, 3);
    }
}
