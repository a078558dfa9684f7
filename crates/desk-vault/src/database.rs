//! The connection to `store`: key, settings, schema.
//!
//! One connection per vault and a rollback journal (`TRUNCATE`): SQLite before 3.51.3 can lose a
//! write when a write-ahead log is reset under several connections (DESIGN §6), and a log would
//! keep pages of deleted secrets for longer. Journal pages are encrypted like all others.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::{VaultError, head::DataKey, tables};

/// Length of a page (the default of `SQLCipher`).
pub(crate) const PAGE_BYTES: u64 = 4_096;

/// Settings of every connection. `journal_mode` is checked apart, since it can be refused.
const SETTINGS: &str = "
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
";

/// Opens and keys the store. Fails as damaged if the key does not open it: the head was right.
pub(crate) fn open(path: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    // Before the key, so that SQLite wipes whatever it copied of it.
    conn.execute_batch("PRAGMA cipher_memory_security = ON;")?;
    conn.execute_batch(&key.key_statement())?;
    // After the key, which turns logging to the standard error on. It names pages and times only,
    // but nothing of a vault is logged anywhere.
    conn.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| {
        row.get::<_, i64>(0)
    })?;
    conn.execute_batch(SETTINGS)?;
    let mode: String = conn.query_row("PRAGMA journal_mode = TRUNCATE", [], |row| row.get(0))?;
    if mode != "truncate" {
        return Err(VaultError::Store(0));
    }
    Ok(conn)
}

/// The schema version that this program writes.
pub(crate) fn known_schema() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// The schema version of a store.
pub(crate) fn schema(conn: &Connection) -> Result<u32, VaultError> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Brings the schema up to date, each step in one transaction.
pub(crate) fn migrate(conn: &mut Connection) -> Result<(), VaultError> {
    let (found, known) = (schema(conn)?, known_schema());
    if found > known {
        return Err(VaultError::TooNew { found, known });
    }
    for (version, tables) in (1..).zip(MIGRATIONS).skip(found as usize) {
        let transaction = conn.transaction()?;
        for sql in *tables {
            transaction.execute_batch(sql)?;
        }
        transaction.pragma_update(None, "user_version", version)?;
        transaction.commit()?;
    }
    Ok(())
}

/// Every page's own check value, read back from the disk; `SQLCipher` names each fault.
pub(crate) fn damaged_pages(conn: &Connection) -> Result<u32, VaultError> {
    let mut statement = conn.prepare("PRAGMA cipher_integrity_check")?;
    let mut rows = statement.query([])?;
    let mut faults = 0_u32;
    while rows.next()?.is_some() {
        faults = faults.saturating_add(1);
    }
    Ok(faults)
}

/// Whether the structure (trees, indexes, constraints) is whole.
pub(crate) fn structure_is_whole(conn: &Connection) -> Result<bool, VaultError> {
    let verdict: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok(verdict == "ok")
}

/// Never edited, only added to: each entry takes the store one version further.
const MIGRATIONS: &[&[&str]] = &[&[
    tables::operations::SCHEMA_1,
    tables::conversations::SCHEMA_1,
    tables::parts_seen::SCHEMA_1,
    tables::secrets::SCHEMA_1,
    tables::chains::SCHEMA_1,
    tables::inner_seen::SCHEMA_1,
    tables::outbox::SCHEMA_1,
    tables::editions::SCHEMA_1,
    tables::key_lists::SCHEMA_1,
    tables::settings::SCHEMA_1,
]];

#[cfg(test)]
mod tests {
    use rusqlite::types::Value;

    use super::*;
    use crate::testing::Counted;

    /// An empty store with its tables.
    fn store() -> (tempfile::TempDir, Connection) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store");
        crate::folder::write_synced(&path, b"").unwrap();
        let mut conn = open(&path, &DataKey::random(&mut Counted::default())).unwrap();
        migrate(&mut conn).unwrap();
        (dir, conn)
    }

    fn pragma(conn: &Connection, name: &str) -> String {
        let value = conn
            .query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, Value>(0))
            .unwrap();
        match value {
            Value::Integer(number) => number.to_string(),
            Value::Text(text) => text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn every_setting_is_in_effect() {
        let (_dir, conn) = store();
        for (name, value) in [
            ("cipher_memory_security", "1"),
            ("secure_delete", "1"),
            ("temp_store", "2"),
            ("foreign_keys", "1"),
            ("trusted_schema", "0"),
            ("synchronous", "2"),
            ("journal_mode", "truncate"),
            ("locking_mode", "exclusive"),
            ("cipher_page_size", "4096"),
            ("cipher_hmac_algorithm", "HMAC_SHA512"),
            ("cipher_log_level", "NONE"),
        ] {
            assert_eq!(pragma(&conn, name), value, "{name}");
        }
        assert!(pragma(&conn, "cipher_version").starts_with("4.6.1"));
    }

    #[test]
    fn a_store_of_a_newer_version_is_told_apart_and_left_alone() {
        let (_dir, mut conn) = store();
        conn.pragma_update(None, "user_version", 9).unwrap();
        let (found, known) = (9, known_schema());
        assert_eq!(migrate(&mut conn), Err(VaultError::TooNew { found, known }));
        assert_eq!(schema(&conn), Ok(9));
    }

    #[test]
    fn the_log_can_only_be_appended_to() {
        let (_dir, conn) = store();
        conn.execute(
            "INSERT INTO operations (op_id, record) VALUES (x'01', x'02')",
            [],
        )
        .unwrap();
        for change in [
            "UPDATE operations SET record = x'03'",
            "DELETE FROM operations",
            "INSERT INTO operations (op_id, record) VALUES (x'01', x'03')",
        ] {
            assert!(conn.execute(change, []).is_err(), "{change}");
        }
        assert_eq!(tables::operations::count(&conn), Ok(1));
    }
}
