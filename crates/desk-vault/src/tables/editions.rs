//! Editions that were made: one per slot, immutable (PROTOCOL.md §1.7).

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::fits;
use crate::VaultError;

pub(crate) const SCHEMA_1: &str = "
    CREATE TABLE editions (
        slot      INTEGER PRIMARY KEY,
        bytes     BLOB NOT NULL,
        published INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX editions_unpublished ON editions (slot) WHERE NOT published;
";

/// An edition as it was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEdition {
    /// The slot.
    pub slot: u64,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether the relay has it.
    pub published: bool,
}

/// Stores an edition. Another one for the same slot is refused: the first may be out already.
pub(crate) fn put(conn: &Connection, slot: u64, bytes: &[u8]) -> Result<(), VaultError> {
    fits(bytes)?;
    let inserted = conn
        .prepare_cached(
            "INSERT OR IGNORE INTO editions (slot, bytes, published) VALUES (?, ?, FALSE)",
        )?
        .execute(params![slot, bytes])?;
    if inserted == 1 || get(conn, slot)?.is_some_and(|stored| stored.bytes == bytes) {
        return Ok(());
    }
    Err(VaultError::BadValue)
}

pub(crate) fn get(conn: &Connection, slot: u64) -> Result<Option<StoredEdition>, VaultError> {
    Ok(conn
        .prepare_cached("SELECT slot, bytes, published FROM editions WHERE slot = ?")?
        .query_row([slot], edition)
        .optional()?)
}

/// Editions of a slot and later, oldest first.
pub(crate) fn from(
    conn: &Connection,
    slot: u64,
    limit: u32,
) -> Result<Vec<StoredEdition>, VaultError> {
    let mut statement = conn.prepare_cached(
        "SELECT slot, bytes, published FROM editions WHERE slot >= ? ORDER BY slot LIMIT ?",
    )?;
    let rows = statement.query_map(params![slot, limit], edition)?;
    rows.map(|row| Ok(row?)).collect()
}

/// Editions that the relay does not have, oldest first.
pub(crate) fn unpublished(conn: &Connection, limit: u32) -> Result<Vec<StoredEdition>, VaultError> {
    let mut statement = conn.prepare_cached(
        "SELECT slot, bytes, published FROM editions WHERE NOT published ORDER BY slot LIMIT ?",
    )?;
    let rows = statement.query_map([limit], edition)?;
    rows.map(|row| Ok(row?)).collect()
}

/// The newest slot for which an edition was made.
pub(crate) fn newest(conn: &Connection) -> Result<Option<u64>, VaultError> {
    Ok(conn
        .prepare_cached("SELECT max(slot) FROM editions")?
        .query_row([], |row| row.get(0))?)
}

pub(crate) fn mark_published(conn: &Connection, slot: u64) -> Result<bool, VaultError> {
    let changed = conn
        .prepare_cached("UPDATE editions SET published = TRUE WHERE slot = ?")?
        .execute([slot])?;
    Ok(changed == 1)
}

/// Forgets editions before a slot: nobody reads them any more.
pub(crate) fn forget_before(conn: &Connection, slot: u64) -> Result<usize, VaultError> {
    Ok(conn
        .prepare_cached("DELETE FROM editions WHERE slot < ?")?
        .execute([slot])?)
}

fn edition(row: &Row<'_>) -> rusqlite::Result<StoredEdition> {
    Ok(StoredEdition {
        slot: row.get(0)?,
        bytes: row.get(1)?,
        published: row.get(2)?,
    })
}
