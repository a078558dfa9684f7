//! Creating, opening and checking the database file.
//!
//! A new database is made whole under another name, synced, and renamed: whoever dies on the way
//! leaves a `store.new` that the next start throws away, never half a `store.db`.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read},
    path::Path,
};

use rusqlite::{Connection, OpenFlags};

use super::{calls, intake, keylists, outbox, parcels};
use crate::{OpenError, error::StoreError};

const FILE: &str = "store.db";
const NEW_FILE: &str = "store.new";
/// The head of an SQLite file.
const HEAD_BYTES: usize = 100;
const LOCK_FILE: &str = "store.lock";
/// What SQLite may lay beside a database.
const SUFFIXES: [&str; 4] = ["", "-wal", "-journal", "-shm"];

/// Marks our files among SQLite databases: "blnd".
const APPLICATION_ID: i32 = 0x626c_6e64;
/// The version of the tables. A change is a new step after the first, never an edit.
const SCHEMA_VERSION: i32 = 1;
/// Up to this size every start looks at every page; a larger database is checked on demand.
const CHECK_AT_START_BYTES: u64 = 256 * 1024 * 1024;
/// The journal is folded into the database when it has grown to this many pages.
const JOURNAL_PAGES: u32 = 4000;
/// What an emptied journal may keep of the disk, in bytes.
const JOURNAL_KEEP_BYTES: u32 = 16 * 1024 * 1024;

/// Opens the folder's database; creates folder and database if there are none.
pub(super) fn open(dir: &Path) -> Result<(Connection, File), OpenError> {
    create_dir(dir)?;
    let lock = lock(dir)?;
    let path = dir.join(FILE);
    let journal = dir.join(format!("{FILE}-wal"));
    if !path.try_exists()? {
        // A journal without its database: the database was taken away. An empty one in its place
        // would swallow that journal.
        if journal.try_exists()? {
            return Err(OpenError::Damaged);
        }
        create(dir)?;
    }
    check_file(&path, &journal)?;
    let connection = connect(&path, OpenFlags::empty())?;
    check_kind(&connection)?;
    tune(&connection)?;
    if fs::metadata(&path)?.len() <= CHECK_AT_START_BYTES {
        check(&connection)?;
    }
    Ok((connection, lock))
}

/// Looks at every page of the database.
pub(super) fn check(connection: &Connection) -> Result<(), StoreError> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(StoreError::Damaged)
    }
}

/// Folds the journal into the database and cuts it, so that deleted ciphertext is gone from both.
pub(super) fn empty_journal(connection: &Connection) -> Result<(), StoreError> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

fn create_dir(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

fn lock(dir: &Path) -> Result<File, OpenError> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(dir.join(LOCK_FILE))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

fn create(dir: &Path) -> Result<(), OpenError> {
    for suffix in SUFFIXES {
        match fs::remove_file(dir.join(format!("{NEW_FILE}{suffix}"))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    let new = dir.join(NEW_FILE);
    write_tables(&connect(&new, OpenFlags::SQLITE_OPEN_CREATE)?)?;
    File::open(&new)?.sync_all()?;
    fs::rename(&new, dir.join(FILE))?;
    File::open(dir)?.sync_all()?;
    Ok(())
}

fn write_tables(connection: &Connection) -> Result<(), StoreError> {
    let tables = [
        parcels::TABLE,
        outbox::TABLES,
        keylists::TABLE,
        calls::TABLE,
        intake::TABLE,
    ]
    .concat();
    connection.execute_batch(&format!(
        "PRAGMA page_size={page};
         BEGIN IMMEDIATE;
         {tables}
         PRAGMA application_id={APPLICATION_ID};
         PRAGMA user_version={SCHEMA_VERSION};
         COMMIT;",
        page = super::PAGE_BYTES,
    ))?;
    Ok(())
}

fn connect(path: &Path, create: OpenFlags) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::ZERO)?;
    Ok(connection)
}

/// What SQLite does not mind and we do: it takes a file that is shorter than its header for an
/// empty database and fills it, and a file that lacks its last bytes it may only notice when it
/// reads them.
fn check_file(path: &Path, journal: &Path) -> Result<(), OpenError> {
    let file = File::open(path)?;
    let len = file.metadata()?.len();
    let mut head = Vec::with_capacity(HEAD_BYTES);
    file.take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    let pages = head.get(28..32).and_then(|four| four.try_into().ok());
    let pages = pages.map_or(0, u32::from_be_bytes);
    if !head.starts_with(b"SQLite format 3\0") || pages == 0 {
        return Err(OpenError::Damaged);
    }
    // With a journal the file may still be short: death came while the journal was folded in.
    let has_journal = fs::metadata(journal).is_ok_and(|journal| journal.len() > 0);
    if !has_journal && len < u64::from(pages) * super::PAGE_BYTES {
        return Err(OpenError::Damaged);
    }
    Ok(())
}

fn check_kind(connection: &Connection) -> Result<(), OpenError> {
    let read = |name: &str| -> Result<i32, StoreError> {
        Ok(connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?)
    };
    if read("application_id")? != APPLICATION_ID {
        return Err(OpenError::Foreign);
    }
    match read("user_version")? {
        SCHEMA_VERSION => Ok(()),
        version if version > SCHEMA_VERSION => Err(OpenError::Newer),
        _ => Err(OpenError::Damaged),
    }
}

fn tune(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(&format!(
        "PRAGMA locking_mode=EXCLUSIVE;
         PRAGMA journal_mode=WAL;
         PRAGMA synchronous=FULL;
         PRAGMA secure_delete=ON;
         PRAGMA temp_store=MEMORY;
         PRAGMA trusted_schema=OFF;
         PRAGMA cell_size_check=ON;
         PRAGMA cache_size=-16000;
         PRAGMA wal_autocheckpoint={JOURNAL_PAGES};
         PRAGMA journal_size_limit={JOURNAL_KEEP_BYTES};"
    ))?;
    let journal: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    // A file system without locks would silently give another journal.
    if journal == "wal" {
        Ok(())
    } else {
        Err(StoreError::Disk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_is_durable_exclusive_and_overwrites_what_it_deletes() {
        let dir = tempfile::tempdir().unwrap();
        let (connection, _lock) = open(dir.path()).unwrap();
        let read = |name: &str| -> String {
            let sql = format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}");
            connection.query_row(&sql, [], |row| row.get(0)).unwrap()
        };
        assert_eq!(read("journal_mode"), "wal");
        assert_eq!(read("locking_mode"), "exclusive");
        assert_eq!(read("synchronous"), "2", "FULL");
        assert_eq!(read("secure_delete"), "1");
        assert_eq!(read("page_size"), "4096");
        assert!(
            !dir.path().join("store.db-shm").exists(),
            "no second process can join"
        );
    }

    #[test]
    fn no_table_has_a_column_for_who_or_when() {
        let dir = tempfile::tempdir().unwrap();
        let (connection, _lock) = open(dir.path()).unwrap();
        let mut statement = connection
            .prepare(
                "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
                 WHERE m.type = 'table' ORDER BY 1",
            )
            .unwrap();
        let columns: Result<Vec<String>, _> =
            statement.query_map([], |row| row.get(0)).unwrap().collect();
        insta::assert_snapshot!(columns.unwrap().join(" "), @"calls.counter calls.key editions.bytes editions.slot indexes.bytes indexes.newest_slot indexes.one intake.day intake.one intake.taken keylists.bytes keylists.former_outbox keylists.former_until_day keylists.one parcels.id parcels.parcel parcels.slot");
    }
}
