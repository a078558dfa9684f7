//! Every key list that was signed, by version: a person's page names the one it has seen.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::fits;
use crate::VaultError;

pub(crate) const SCHEMA_1: &str = "
    CREATE TABLE key_lists (
        version INTEGER PRIMARY KEY,
        head    BLOB NOT NULL,
        bytes   BLOB NOT NULL
    ) STRICT;
    CREATE INDEX key_lists_by_head ON key_lists (head);
";

/// Stores a key list. Another one of the same version is refused.
pub(crate) fn put(conn: &Connection, version: u32, bytes: &[u8]) -> Result<(), VaultError> {
    fits(bytes)?;
    let head = blake3::hash(bytes);
    let inserted = conn
        .prepare_cached("INSERT OR IGNORE INTO key_lists (version, head, bytes) VALUES (?, ?, ?)")?
        .execute(params![version, &head.as_bytes()[..8], bytes])?;
    if inserted == 1 || get(conn, version)?.is_some_and(|stored| stored == bytes) {
        return Ok(());
    }
    Err(VaultError::BadValue)
}

pub(crate) fn get(conn: &Connection, version: u32) -> Result<Option<Vec<u8>>, VaultError> {
    Ok(conn
        .prepare_cached("SELECT bytes FROM key_lists WHERE version = ?")?
        .query_row([version], |row| row.get(0))
        .optional()?)
}

pub(crate) fn newest(conn: &Connection) -> Result<Option<(u32, Vec<u8>)>, VaultError> {
    Ok(conn
        .prepare_cached("SELECT version, bytes FROM key_lists ORDER BY version DESC LIMIT 1")?
        .query_row([], |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Whether a list with this head (the first 8 bytes of its BLAKE3) is one of ours.
pub(crate) fn has_head(conn: &Connection, head: &[u8; 8]) -> Result<bool, VaultError> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM key_lists WHERE head = ?")?
        .exists([head])?)
}
