//! Hashes of parcels that were opened, so that a replay is dropped (PROTOCOL.md §1.6).

use rusqlite::{Connection, params};

use crate::VaultError;

pub(crate) const SCHEMA_1: &str = "
    CREATE TABLE inner_seen (
        hash        BLOB PRIMARY KEY NOT NULL,
        expires_day INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX inner_seen_by_day ON inner_seen (expires_day);
";

/// Remembers a hash. `false` if it was there.
pub(crate) fn remember(
    conn: &Connection,
    hash: &[u8; 32],
    expires_day: u32,
) -> Result<bool, VaultError> {
    let changed = conn
        .prepare_cached("INSERT OR IGNORE INTO inner_seen (hash, expires_day) VALUES (?, ?)")?
        .execute(params![hash, expires_day])?;
    Ok(changed == 1)
}

pub(crate) fn has(conn: &Connection, hash: &[u8; 32]) -> Result<bool, VaultError> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM inner_seen WHERE hash = ?")?
        .exists([hash])?)
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<([u8; 32], u32)>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT hash, expires_day FROM inner_seen")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.map(|row| Ok(row?)).collect()
}

/// Forgets hashes whose day is over.
pub(crate) fn expire(conn: &Connection, today: u32) -> Result<usize, VaultError> {
    Ok(conn
        .prepare_cached("DELETE FROM inner_seen WHERE expires_day < ?")?
        .execute([today])?)
}
