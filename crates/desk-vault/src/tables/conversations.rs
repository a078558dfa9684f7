//! The view of each conversation, with what the inbox sorts by.

use desk_casework::{Conversation, ConversationId, Summary};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{Damage, VaultError};

pub(crate) const SCHEMA_1: &str = "
    CREATE TABLE conversations (
        id      BLOB PRIMARY KEY NOT NULL,
        rank    INTEGER NOT NULL,
        since   INTEGER NOT NULL,
        unread  INTEGER NOT NULL,
        summary BLOB NOT NULL,
        view    BLOB NOT NULL
    ) STRICT;
    CREATE INDEX conversations_inbox ON conversations (rank, since, id, unread);
";

const VIEW_DAMAGED: VaultError = VaultError::Damaged { what: Damage::View };

/// Which rows of the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InboxFilter {
    /// All of them.
    All,
    /// Those in which she waits for an answer.
    Waiting,
    /// Those that the team answered.
    Answered,
    /// Those in which nothing was asked.
    NoQuestion,
    /// Closed ones.
    Closed,
}

/// How many conversations there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InboxCounts {
    /// She waits for an answer.
    pub waiting: u32,
    /// The team wrote last.
    pub answered: u32,
    /// Nothing was asked.
    pub no_question: u32,
    /// Closed.
    pub closed: u32,
    /// With sheets that nobody has read, whatever their status.
    pub unread: u32,
}

pub(crate) fn put(conn: &Connection, view: &Conversation) -> Result<(), VaultError> {
    let summary = view.summary();
    let (rank, since) = summary.sort_key();
    conn.prepare_cached(
        "INSERT INTO conversations (id, rank, since, unread, summary, view)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET
            rank = ?2, since = ?3, unread = ?4, summary = ?5, view = ?6",
    )?
    .execute(params![
        view.id().0,
        rank,
        since,
        summary.unread,
        encode(&summary)?,
        encode(view)?,
    ])?;
    Ok(())
}

pub(crate) fn get(
    conn: &Connection,
    id: ConversationId,
) -> Result<Option<Conversation>, VaultError> {
    conn.prepare_cached("SELECT view FROM conversations WHERE id = ?")?
        .query_row([id.0], |row| row.get::<_, Vec<u8>>(0))
        .optional()?
        .map(|bytes| decode(&bytes))
        .transpose()
}

pub(crate) fn inbox(
    conn: &Connection,
    filter: InboxFilter,
    limit: u32,
    offset: u32,
) -> Result<Vec<Summary>, VaultError> {
    let (from, to) = match filter {
        InboxFilter::All => (0, 3),
        InboxFilter::Waiting => (0, 0),
        InboxFilter::Answered => (1, 1),
        InboxFilter::NoQuestion => (2, 2),
        InboxFilter::Closed => (3, 3),
    };
    let mut statement = conn.prepare_cached(
        "SELECT summary FROM conversations WHERE rank BETWEEN ? AND ?
         ORDER BY rank, since, id LIMIT ? OFFSET ?",
    )?;
    let rows = statement.query_map(params![from, to, limit, offset], |row| {
        row.get::<_, Vec<u8>>(0)
    })?;
    rows.map(|row| decode(&row?)).collect()
}

pub(crate) fn counts(conn: &Connection) -> Result<InboxCounts, VaultError> {
    let mut statement =
        conn.prepare_cached("SELECT rank, count(*), sum(unread) FROM conversations GROUP BY rank")?;
    let mut rows = statement.query([])?;
    let mut counts = InboxCounts::default();
    while let Some(row) = rows.next()? {
        let number: u32 = row.get(1)?;
        counts.unread = counts.unread.saturating_add(row.get(2)?);
        match row.get::<_, u8>(0)? {
            0 => counts.waiting = number,
            1 => counts.answered = number,
            2 => counts.no_question = number,
            _ => counts.closed = number,
        }
    }
    Ok(counts)
}

/// Every view as it is stored, by id.
pub(crate) fn ids(conn: &Connection) -> Result<Vec<ConversationId>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT id FROM conversations ORDER BY id")?;
    let rows = statement.query_map([], |row| Ok(ConversationId(row.get(0)?)))?;
    rows.map(|row| Ok(row?)).collect()
}

pub(crate) fn clear(conn: &Connection) -> Result<(), VaultError> {
    conn.execute("DELETE FROM conversations", [])?;
    Ok(())
}

fn encode<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, VaultError> {
    postcard::to_allocvec(value).map_err(|_| VaultError::BadValue)
}

fn decode<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, VaultError> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        _ => Err(VIEW_DAMAGED),
    }
}
