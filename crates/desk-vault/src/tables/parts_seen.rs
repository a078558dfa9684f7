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

/// Remembers a sheet. `false` if the same sheet with the same content was there.
pub(crate) fn remember(
    conn: &Connection,
    conversation: ConversationId,
    part: &ReceivedPart,
) -> Result<bool, VaultError> {
    let content = blake3::hash(part.text.as_bytes());
    let changed = conn
        .prepare_cached(
            "INSERT OR IGNORE INTO parts_seen (conversation, message, part, content)
             VALUES (?, ?, ?, ?)",
        )?
        .execute(params![
            conversation.0,
            part.message.0,
            part.part,
            &content.as_bytes()[..16]
        ])?;
    Ok(changed == 1)
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
