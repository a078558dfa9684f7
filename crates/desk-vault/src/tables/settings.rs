//! Settings by name: small values of the desk itself.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::fits;
use crate::VaultError;

pub(crate) const SCHEMA_1: &str = "
    CREATE TABLE settings (
        name  TEXT PRIMARY KEY NOT NULL,
        value BLOB NOT NULL
    ) STRICT;
";

/// Names that the vault keeps for itself begin with this.
pub(crate) const OWN_PREFIX: &str = "vault.";
/// The device id, 16 bytes.
pub(crate) const DEVICE: &str = "vault.device";
/// When the newest backup was written: unix seconds, u64.
pub(crate) const BACKUP_AT: &str = "vault.backup-at";
/// The version of the views, u32.
pub(crate) const VIEWS: &str = "vault.views";

pub(crate) fn put(conn: &Connection, name: &str, value: &[u8]) -> Result<(), VaultError> {
    fits(value)?;
    conn.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = ?2",
    )?
    .execute(params![name, value])?;
    Ok(())
}

pub(crate) fn get(conn: &Connection, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
    Ok(conn
        .prepare_cached("SELECT value FROM settings WHERE name = ?")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// A value of a fixed length, as the vault keeps its own.
pub(crate) fn array<const N: usize>(
    conn: &Connection,
    name: &str,
) -> Result<Option<[u8; N]>, VaultError> {
    get(conn, name)?
        .map(|value| value.try_into().map_err(|_| VaultError::STORE_DAMAGED))
        .transpose()
}

pub(crate) fn delete(conn: &Connection, name: &str) -> Result<bool, VaultError> {
    let gone = conn
        .prepare_cached("DELETE FROM settings WHERE name = ?")?
        .execute([name])?;
    Ok(gone == 1)
}
