//! Secrets by name: overwritten in place, wiped when deleted (`secure_delete`).

use rusqlite::{Connection, OptionalExtension as _, params};
use zeroize::Zeroizing;

use super::fits;
use crate::VaultError;

pub(crate) const SCHEMA_1: &str = "
    CREATE TABLE secrets (
        name  TEXT PRIMARY KEY NOT NULL,
        value BLOB NOT NULL
    ) STRICT;
";

pub(crate) fn put(conn: &Connection, name: &str, value: &[u8]) -> Result<(), VaultError> {
    fits(value)?;
    conn.prepare_cached(
        "INSERT INTO secrets (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = ?2",
    )?
    .execute(params![name, value])?;
    Ok(())
}

pub(crate) fn get(conn: &Connection, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
    Ok(conn
        .prepare_cached("SELECT value FROM secrets WHERE name = ?")?
        .query_row([name], |row| row.get(0))
        .optional()?
        .map(Zeroizing::new))
}

pub(crate) fn delete(conn: &Connection, name: &str) -> Result<bool, VaultError> {
    let gone = conn
        .prepare_cached("DELETE FROM secrets WHERE name = ?")?
        .execute([name])?;
    Ok(gone == 1)
}

/// Names that begin with `prefix`, in order.
pub(crate) fn names(conn: &Connection, prefix: &str) -> Result<Vec<String>, VaultError> {
    let mut statement = conn.prepare_cached(
        "SELECT name FROM secrets WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name",
    )?;
    let rows = statement.query_map([prefix], |row| row.get(0))?;
    rows.map(|row| Ok(row?)).collect()
}
