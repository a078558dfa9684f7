//! The log: append only, in the order in which this desk learned of things.

use desk_casework::{ConversationId, OperationId, OperationRecord, RecordError};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::{Damage, VaultError};

pub(crate) const SCHEMA_1: &str = "
    CREATE TABLE operations (
        seq          INTEGER PRIMARY KEY AUTOINCREMENT,
        op_id        BLOB NOT NULL UNIQUE,
        conversation BLOB,
        record       BLOB NOT NULL
    ) STRICT;
    CREATE INDEX operations_of_conversation ON operations (conversation, seq);
    CREATE TRIGGER operations_never_change BEFORE UPDATE ON operations
        BEGIN SELECT RAISE(ABORT, 'append only'); END;
    CREATE TRIGGER operations_never_go BEFORE DELETE ON operations
        BEGIN SELECT RAISE(ABORT, 'append only'); END;
";

pub(crate) fn append(conn: &Connection, record: &OperationRecord) -> Result<u64, VaultError> {
    conn.prepare_cached("INSERT INTO operations (op_id, conversation, record) VALUES (?, ?, ?)")?
        .execute(params![
            record.id.0,
            record.conversation().0,
            record.encode()
        ])?;
    u64::try_from(conn.last_insert_rowid()).map_err(|_| VaultError::STORE_DAMAGED)
}

pub(crate) fn position(conn: &Connection, id: OperationId) -> Result<Option<u64>, VaultError> {
    Ok(conn
        .prepare_cached("SELECT seq FROM operations WHERE op_id = ?")?
        .query_row([id.0], |row| row.get(0))
        .optional()?)
}

pub(crate) fn newest(conn: &Connection) -> Result<u64, VaultError> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM operations")?
        .query_row([], |row| row.get(0))?)
}

pub(crate) fn newest_of(conn: &Connection, id: ConversationId) -> Result<u64, VaultError> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM operations WHERE conversation = ?")?
        .query_row([id.0], |row| row.get(0))?)
}

pub(crate) fn count(conn: &Connection) -> Result<u64, VaultError> {
    Ok(conn.query_row("SELECT count(*) FROM operations", [], |row| row.get(0))?)
}

pub(crate) fn after(
    conn: &Connection,
    seq: u64,
    limit: u32,
) -> Result<Vec<(u64, OperationRecord)>, VaultError> {
    let mut statement = conn
        .prepare_cached("SELECT seq, record FROM operations WHERE seq > ? ORDER BY seq LIMIT ?")?;
    let rows = statement.query_map(params![seq, limit], stored)?;
    rows.map(|row| decode(row?)).collect()
}

/// Hands every operation of a conversation to `each`, in order.
pub(crate) fn each_of(
    conn: &Connection,
    conversation: ConversationId,
    mut each: impl FnMut(u64, OperationRecord) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let mut statement = conn
        .prepare_cached("SELECT seq, record FROM operations WHERE conversation = ? ORDER BY seq")?;
    let rows = statement.query_map([conversation.0], stored)?;
    for row in rows {
        let (seq, record) = decode(row?)?;
        each(seq, record)?;
    }
    Ok(())
}

pub(crate) fn conversations(conn: &Connection) -> Result<Vec<ConversationId>, VaultError> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT conversation FROM operations
         WHERE conversation IS NOT NULL ORDER BY conversation",
    )?;
    let rows = statement.query_map([], |row| Ok(ConversationId(row.get(0)?)))?;
    rows.map(|row| Ok(row?)).collect()
}

fn stored(row: &Row<'_>) -> rusqlite::Result<(u64, Vec<u8>)> {
    Ok((row.get(0)?, row.get(1)?))
}

fn decode((seq, bytes): (u64, Vec<u8>)) -> Result<(u64, OperationRecord), VaultError> {
    match OperationRecord::decode(&bytes) {
        Ok(record) => Ok((seq, record)),
        Err(RecordError::TooNew) => Err(VaultError::TooNew {
            found: u32::from(OperationRecord::VERSION) + 1,
            known: u32::from(OperationRecord::VERSION),
        }),
        Err(RecordError::Broken) => Err(VaultError::Damaged {
            what: Damage::Operation,
        }),
    }
}
