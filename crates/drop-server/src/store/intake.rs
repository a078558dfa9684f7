//! How many parcels were taken today: one row, so that a restart does not lift the daily cap.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::StoreError;

pub(super) const TABLE: &str = "
    CREATE TABLE intake(
        one INTEGER PRIMARY KEY CHECK(one = 1),
        day INTEGER NOT NULL,
        taken INTEGER NOT NULL
    ) STRICT;";

pub(super) fn record(db: &Connection, day: u32, taken: u32) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO intake(one, day, taken) VALUES (1, ?1, ?2)")?
        .execute(params![day, taken])?;
    Ok(())
}

pub(super) fn taken_on(db: &Connection, day: u32) -> Result<u32, StoreError> {
    let taken = db
        .prepare_cached("SELECT taken FROM intake WHERE day = ?1")?
        .query_row(params![day], |row| row.get(0))
        .optional()?;
    Ok(taken.unwrap_or(0))
}
