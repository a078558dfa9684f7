//! The day key of each conversation, today's only: earlier replies stay sealed (PROTOCOL.md §1.2).

use desk_casework::ConversationId;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use zeroize::Zeroizing;

use crate::VaultError;

pub(crate) const SCHEMA_1: &str = "
    CREATE TABLE chains (
        conversation BLOB PRIMARY KEY NOT NULL,
        day          INTEGER NOT NULL,
        secret       BLOB NOT NULL
    ) STRICT;
    CREATE INDEX chains_by_day ON chains (day);
";

/// A day key: `c_d` of PROTOCOL.md §1.2. It goes forward, never back.
#[derive(Clone)]
pub struct Chain {
    /// Whose.
    pub conversation: ConversationId,
    /// The day `d`.
    pub day: u32,
    /// The secret; wiped when dropped.
    pub secret: Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for Chain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Chain")
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}

/// Stores the first chain of a conversation. `false` if it has one: that one stays.
pub(crate) fn begin(conn: &Connection, chain: &Chain) -> Result<bool, VaultError> {
    let changed = conn
        .prepare_cached(
            "INSERT OR IGNORE INTO chains (conversation, day, secret) VALUES (?, ?, ?)",
        )?
        .execute(params![chain.conversation.0, chain.day, *chain.secret])?;
    Ok(changed == 1)
}

/// Overwrites a chain by a later one. `false` if there is none, or if it is as late already.
pub(crate) fn advance(conn: &Connection, chain: &Chain) -> Result<bool, VaultError> {
    let changed = conn
        .prepare_cached(
            "UPDATE chains SET day = ?2, secret = ?3 WHERE conversation = ?1 AND day < ?2",
        )?
        .execute(params![chain.conversation.0, chain.day, *chain.secret])?;
    Ok(changed == 1)
}

pub(crate) fn get(
    conn: &Connection,
    conversation: ConversationId,
) -> Result<Option<Chain>, VaultError> {
    Ok(conn
        .prepare_cached("SELECT conversation, day, secret FROM chains WHERE conversation = ?")?
        .query_row([conversation.0], chain)
        .optional()?)
}

/// Chains of days before `day`, oldest first.
pub(crate) fn before(conn: &Connection, day: u32, limit: u32) -> Result<Vec<Chain>, VaultError> {
    let mut statement = conn.prepare_cached(
        "SELECT conversation, day, secret FROM chains WHERE day < ?
         ORDER BY day, conversation LIMIT ?",
    )?;
    let rows = statement.query_map([day, limit], chain)?;
    rows.map(|row| Ok(row?)).collect()
}

/// Forgets a chain: no reply can be written any more.
pub(crate) fn delete(conn: &Connection, conversation: ConversationId) -> Result<bool, VaultError> {
    let gone = conn
        .prepare_cached("DELETE FROM chains WHERE conversation = ?")?
        .execute([conversation.0])?;
    Ok(gone == 1)
}

fn chain(row: &Row<'_>) -> rusqlite::Result<Chain> {
    Ok(Chain {
        conversation: ConversationId(row.get(0)?),
        day: row.get(1)?,
        secret: Zeroizing::new(row.get(2)?),
    })
}
