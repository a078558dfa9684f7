//! Which sheets came: a relay may deliver one twice (PROTOCOL.md §1.5).

use desk_casework::{ConversationId, ReceivedPart};
use rusqlite::{Connection, params};

use crate::VaultError;

pub(crate) const SCHEMA_1: &str = "
    CREATE TABLE parts_seen (
        conversation BLOB NOT NULL,
        message      BLOB NOT NULL,
        part         INTEGER NOT NULL,
        content      BLOB NOT NULL,
        PRIMARY KEY (conversation, message, part, content)
    ) STRICT, WITHOUT ROWID;
";

/// Whether the same sheet with the same content came.
pub(crate) fn has_same(
    conn: &Connection,
    conversation: ConversationId,
    part: &ReceivedPart,
) -> Result<bool, VaultError> {
    Ok(conn
        .prepare_cached(
            "SELECT 1 FROM parts_seen
             WHERE conversation = ? AND message = ? AND part = ? AND content = ?",
        )?
        .exists(params![
            conversation.0,
            part.message.0,
            part.part,
            content(part)
        ])?)
}

/// Remembers a sheet.
pub(crate) fn remember(
    conn: &Connection,
    conversation: ConversationId,
    part: &ReceivedPart,
) -> Result<(), VaultError> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO parts_seen (conversation, message, part, content)
         VALUES (?, ?, ?, ?)",
    )?
    .execute(params![
        conversation.0,
        part.message.0,
        part.part,
        content(part)
    ])?;
    Ok(())
}

/// Whether any sheet with this number came.
pub(crate) fn has(
    conn: &Connection,
    conversation: ConversationId,
    message: desk_casework::MessageId,
    part: u8,
) -> Result<bool, VaultError> {
    Ok(conn
        .prepare_cached(
            "SELECT 1 FROM parts_seen WHERE conversation = ? AND message = ? AND part = ?",
        )?
        .exists(params![conversation.0, message.0, part])?)
}

/// A short hash of the text.
fn content(part: &ReceivedPart) -> [u8; 16] {
    let mut content = [0; 16];
    content.copy_from_slice(&blake3::hash(part.text.as_bytes()).as_bytes()[..16]);
    content
}
