//! Sealed blocks that wait for their day, and the tags that are used up.
//!
//! A block is sealed for one day and one tag (PROTOCOL.md §1.7). When its day passes without an
//! edition, it cannot go out any more: the reply is planned and sealed anew.

use desk_casework::{BLOCKS_PER_CONVERSATION_DAY, ConversationId, DayUse, ReplyId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::VaultError;

pub(crate) const SCHEMA_1: &str = "
    CREATE TABLE outbox (
        id           INTEGER PRIMARY KEY,
        day          INTEGER NOT NULL,
        tag          BLOB NOT NULL,
        conversation BLOB NOT NULL,
        reply        BLOB NOT NULL,
        part         INTEGER NOT NULL,
        j            INTEGER NOT NULL,
        priority     INTEGER NOT NULL,
        automatic    INTEGER NOT NULL,
        block        BLOB,
        UNIQUE (day, tag),
        UNIQUE (conversation, day, j),
        UNIQUE (reply, part)
    ) STRICT;
    CREATE INDEX outbox_waiting ON outbox (day, priority DESC, id) WHERE block IS NOT NULL;
";

/// Bytes of a block (PROTOCOL.md §1.7).
const BLOCK_BYTES: usize = 1_024;

/// Which block of which reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockReference {
    /// The conversation.
    pub conversation: ConversationId,
    /// The reply.
    pub reply: ReplyId,
    /// The part, from 0.
    pub part: u8,
}

/// A sealed block that waits for an edition of its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingBlock {
    /// Which block.
    pub of: BlockReference,
    /// The day for which it is sealed.
    pub day: u32,
    /// Which tag of that day, 0 to 3.
    pub j: u8,
    /// The tag.
    pub tag: [u8; 8],
    /// The block, 1,024 bytes.
    pub block: Box<[u8; BLOCK_BYTES]>,
    /// Higher goes first.
    pub priority: u8,
    /// Whether it is an automatic "it has arrived".
    pub automatic: bool,
}

/// Stores a block; one of the same reply and part is replaced.
pub(crate) fn put(conn: &Connection, waiting: &WaitingBlock) -> Result<(), VaultError> {
    if waiting.j >= BLOCKS_PER_CONVERSATION_DAY {
        return Err(VaultError::BadValue);
    }
    let own = params![waiting.of.reply.0, waiting.of.part];
    let taken = conn
        .prepare_cached(
            "SELECT 1 FROM outbox WHERE
                (reply = ?1 AND part = ?2 AND block IS NULL)
             OR (NOT (reply = ?1 AND part = ?2)
                 AND ((day = ?3 AND tag = ?4) OR (conversation = ?5 AND day = ?3 AND j = ?6)))",
        )?
        .exists(params![
            waiting.of.reply.0,
            waiting.of.part,
            waiting.day,
            waiting.tag,
            waiting.of.conversation.0,
            waiting.j,
        ])?;
    if taken {
        // By a plan that was not made from this outbox, or because the part is out.
        return Err(VaultError::BadValue);
    }
    conn.prepare_cached("DELETE FROM outbox WHERE reply = ? AND part = ?")?
        .execute(own)?;
    conn.prepare_cached(
        "INSERT INTO outbox
            (day, tag, conversation, reply, part, j, priority, automatic, block)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        waiting.day,
        waiting.tag,
        waiting.of.conversation.0,
        waiting.of.reply.0,
        waiting.of.part,
        waiting.j,
        waiting.priority,
        waiting.automatic,
        &waiting.block[..],
    ])?;
    Ok(())
}

/// Blocks of a day that are not out, in the order in which they go.
pub(crate) fn waiting(
    conn: &Connection,
    day: u32,
    limit: u32,
) -> Result<Vec<WaitingBlock>, VaultError> {
    let mut statement = conn.prepare_cached(
        "SELECT conversation, reply, part, day, j, tag, block, priority, automatic FROM outbox
         WHERE day = ? AND block IS NOT NULL ORDER BY priority DESC, id LIMIT ?",
    )?;
    let rows = statement.query_map([day, limit], block)?;
    rows.map(|row| Ok(row?)).collect()
}

/// Blocks whose day is over: to be planned and sealed anew.
pub(crate) fn late(conn: &Connection, today: u32) -> Result<Vec<BlockReference>, VaultError> {
    let mut statement = conn.prepare_cached(
        "SELECT conversation, reply, part FROM outbox
         WHERE day < ? AND block IS NOT NULL ORDER BY priority DESC, id",
    )?;
    let rows = statement.query_map([today], reference)?;
    rows.map(|row| Ok(row?)).collect()
}

/// Marks the block with this tag as out and wipes it. `None` if none waits.
pub(crate) fn publish(
    conn: &Connection,
    day: u32,
    tag: &[u8; 8],
) -> Result<Option<BlockReference>, VaultError> {
    Ok(conn
        .prepare_cached(
            "UPDATE outbox SET block = NULL WHERE day = ? AND tag = ? AND block IS NOT NULL
             RETURNING conversation, reply, part",
        )?
        .query_row(params![day, tag], reference)
        .optional()?)
}

/// Takes back what waits of a reply.
pub(crate) fn withdraw(conn: &Connection, reply: ReplyId) -> Result<usize, VaultError> {
    Ok(conn
        .prepare_cached("DELETE FROM outbox WHERE reply = ? AND block IS NOT NULL")?
        .execute([reply.0])?)
}

/// Forgets the tags of days before `day`; blocks that still wait stay.
pub(crate) fn forget_before(conn: &Connection, day: u32) -> Result<usize, VaultError> {
    Ok(conn
        .prepare_cached("DELETE FROM outbox WHERE day < ? AND block IS NULL")?
        .execute([day])?)
}

/// What a day holds, as `desk_casework::plan_reply` asks.
pub(crate) fn day_use(
    conn: &Connection,
    day: u32,
    conversation: ConversationId,
) -> Result<DayUse, VaultError> {
    let mut used = conn
        .prepare_cached(
            "SELECT coalesce(sum(block IS NOT NULL AND NOT automatic), 0),
                    coalesce(sum(block IS NOT NULL AND automatic), 0),
                    coalesce(sum(block IS NULL AND automatic), 0)
             FROM outbox WHERE day = ?",
        )?
        .query_row([day], |row| {
            Ok(DayUse {
                staff_waiting: row.get(0)?,
                automatic_waiting: row.get(1)?,
                automatic_published: row.get(2)?,
                ..DayUse::default()
            })
        })?;
    let mut statement =
        conn.prepare_cached("SELECT j FROM outbox WHERE conversation = ? AND day = ?")?;
    let mut rows = statement.query(params![conversation.0, day])?;
    while let Some(row) = rows.next()? {
        if let Some(taken) = used.taken.get_mut(row.get::<_, usize>(0)?) {
            *taken = true;
        }
    }
    Ok(used)
}

fn reference(row: &Row<'_>) -> rusqlite::Result<BlockReference> {
    Ok(BlockReference {
        conversation: ConversationId(row.get(0)?),
        reply: ReplyId(row.get(1)?),
        part: row.get(2)?,
    })
}

fn block(row: &Row<'_>) -> rusqlite::Result<WaitingBlock> {
    Ok(WaitingBlock {
        of: reference(row)?,
        day: row.get(3)?,
        j: row.get(4)?,
        tag: row.get(5)?,
        block: Box::new(row.get(6)?),
        priority: row.get(7)?,
        automatic: row.get(8)?,
    })
}
