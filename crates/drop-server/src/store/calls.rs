//! The counter of each key that makes signed calls.

use rusqlite::{Connection, params};

use super::column;
use crate::{error::StoreError, trust::PublicKey};

pub(super) const TABLE: &str = "
    CREATE TABLE calls(
        key BLOB PRIMARY KEY CHECK(length(key) = 32),
        counter INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;";

/// Sets the key's counter if the new one is larger than every one before; says whether it was.
pub(super) fn advance(db: &Connection, key: &PublicKey, counter: u64) -> Result<bool, StoreError> {
    let changed = db
        .prepare_cached(
            "INSERT INTO calls(key, counter) VALUES (?1, ?2)
             ON CONFLICT(key) DO UPDATE SET counter = excluded.counter
             WHERE excluded.counter > calls.counter",
        )?
        .execute(params![key, column(counter)?])?;
    Ok(changed == 1)
}
