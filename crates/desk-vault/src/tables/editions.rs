//! Editions that were made: one per slot, immutable (PROTOCOL.md §1.7).

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::fits;
use crate::VaultError;

pub(crate) const SCHEMA_1: &str = "
    CREATE TABLE editions (
        slot      INTEGER PRIMARY KEY,
        tags      BLOB NOT NULL,
        real      INTEGER NOT NULL,
        automatic INTEGER NOT NULL,
        bytes     BLOB NOT NULL,
        published INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX editions_unpublished ON editions (slot) WHERE NOT published;
";

const TAG_BYTES: usize = 8;
const EDITION: &str = "SELECT slot, tags, real, automatic, bytes, published FROM editions";

/// What is remembered of an edition for the index and for the counts of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionRow {
    /// The slot.
    pub slot: u64,
    /// The tags of its blocks, in the order of the blocks.
    pub tags: Vec<[u8; TAG_BYTES]>,
    /// How many of them are real, automatic ones included.
    pub real: u16,
    /// How many of them are automatic.
    pub automatic: u16,
}

/// An edition as it was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEdition {
    /// What is in it.
    pub row: EditionRow,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether the relay has it.
    pub published: bool,
}

/// Stores an edition. Another one for the same slot is refused: the first may be out already.
pub(crate) fn put(conn: &Connection, row: &EditionRow, bytes: &[u8]) -> Result<(), VaultError> {
    fits(bytes)?;
    let inserted = conn
        .prepare_cached(
            "INSERT OR IGNORE INTO editions (slot, tags, real, automatic, bytes, published)
             VALUES (?, ?, ?, ?, ?, FALSE)",
        )?
        .execute(params![
            row.slot,
            row.tags.concat(),
            row.real,
            row.automatic,
            bytes
        ])?;
    let same = |stored: StoredEdition| stored.bytes == bytes && stored.row == *row;
    if inserted == 1 || get(conn, row.slot)?.is_some_and(same) {
        return Ok(());
    }
    Err(VaultError::BadValue)
}

pub(crate) fn get(conn: &Connection, slot: u64) -> Result<Option<StoredEdition>, VaultError> {
    Ok(conn
        .prepare_cached(&format!("{EDITION} WHERE slot = ?"))?
        .query_row([slot], edition)
        .optional()?)
}

/// Rows of a slot and later, oldest first.
pub(crate) fn rows_from(conn: &Connection, slot: u64) -> Result<Vec<EditionRow>, VaultError> {
    let mut statement = conn.prepare_cached(
        "SELECT slot, tags, real, automatic FROM editions WHERE slot >= ? ORDER BY slot",
    )?;
    let rows = statement.query_map([slot], edition_row)?;
    rows.map(|row| Ok(row?)).collect()
}

/// Editions that the relay does not have, oldest first.
pub(crate) fn unpublished(conn: &Connection, limit: u32) -> Result<Vec<StoredEdition>, VaultError> {
    let mut statement = conn.prepare_cached(&format!(
        "{EDITION} WHERE NOT published ORDER BY slot LIMIT ?"
    ))?;
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

fn edition_row(row: &Row<'_>) -> rusqlite::Result<EditionRow> {
    let tags: Vec<u8> = row.get(1)?;
    Ok(EditionRow {
        slot: row.get(0)?,
        tags: tags.as_chunks().0.to_vec(),
        real: row.get(2)?,
        automatic: row.get(3)?,
    })
}

fn edition(row: &Row<'_>) -> rusqlite::Result<StoredEdition> {
    Ok(StoredEdition {
        row: edition_row(row)?,
        bytes: row.get(4)?,
        published: row.get(5)?,
    })
}
