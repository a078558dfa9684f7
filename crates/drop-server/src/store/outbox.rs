//! The outbox: editions, immutable, at most one per slot, and the index that lists them.

use axum::body::Bytes;
use drop_wire::{Edition, Index};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{Outcome, column, number};
use crate::{error::StoreError, papers::Sheets};

pub(super) const TABLES: &str = "
    CREATE TABLE editions(slot INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE indexes(
        one INTEGER PRIMARY KEY CHECK(one = 1),
        newest_slot INTEGER NOT NULL,
        bytes BLOB NOT NULL
    ) STRICT;";

/// An edition and the index that lists it; decoded, their signatures verified.
pub(crate) struct Publication {
    pub(crate) slot: u64,
    pub(crate) edition: Bytes,
    pub(crate) newest_slot: u64,
    pub(crate) index: Bytes,
}

/// What a publication changed.
pub(crate) struct Published {
    pub(crate) edition: Option<(u64, Bytes)>,
    pub(crate) index: Option<Bytes>,
    /// Older editions than this slot are gone.
    pub(crate) oldest_kept: u64,
}

/// What is served; anything that does not decode is damage.
pub(super) fn load(db: &Connection) -> Result<Sheets, StoreError> {
    let mut sheets = Sheets::default();
    let mut statement = db.prepare("SELECT slot, bytes FROM editions")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (slot, bytes): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let edition = Edition::decode(&bytes).map_err(|_| StoreError::Damaged)?;
        if edition.slot != number(slot)? {
            return Err(StoreError::Damaged);
        }
        sheets.editions.insert(edition.slot, Bytes::from(bytes));
    }
    if let Some((newest_slot, bytes)) = index(db)? {
        let index = Index::decode(&bytes).map_err(|_| StoreError::Damaged)?;
        if index.newest_slot != newest_slot {
            return Err(StoreError::Damaged);
        }
        sheets.index = Some(Bytes::from(bytes));
    }
    Ok(sheets)
}

/// Stores an edition and the index that lists it.
///
/// - Another edition for a slot that has one: conflict. The same one again: nothing changes.
/// - The index only goes forward. An older one, or another one for the same newest slot, is a
///   conflict, except that repeating an old publication in full changes nothing.
pub(super) fn publish(
    db: &Connection,
    new: Publication,
    window_slots: u64,
) -> Result<Outcome, StoreError> {
    let stored = edition(db, new.slot)?;
    let is_repeated = stored.is_some();
    if stored.is_some_and(|stored| stored != new.edition) {
        return Ok(Outcome::Conflict);
    }
    let index_is_new = match index(db)? {
        None => true,
        Some((newest, _)) if new.newest_slot > newest => true,
        Some((newest, bytes)) if new.newest_slot == newest && bytes == new.index => false,
        Some((newest, _)) if new.newest_slot < newest && is_repeated => false,
        Some(_) => return Ok(Outcome::Conflict),
    };
    if is_repeated && !index_is_new {
        return Ok(Outcome::Done);
    }
    db.prepare_cached("INSERT OR IGNORE INTO editions(slot, bytes) VALUES (?1, ?2)")?
        .execute(params![column(new.slot)?, &new.edition[..]])?;
    db.prepare_cached(
        "INSERT OR REPLACE INTO indexes(one, newest_slot, bytes) VALUES (1, ?1, ?2)",
    )?
    .execute(params![column(new.newest_slot)?, &new.index[..]])?;
    let oldest_kept = (new.newest_slot + 1).saturating_sub(window_slots);
    db.prepare_cached("DELETE FROM editions WHERE slot < ?1")?
        .execute(params![column(oldest_kept)?])?;
    Ok(Outcome::Published(Published {
        edition: Some((new.slot, new.edition)),
        index: index_is_new.then_some(new.index),
        oldest_kept,
    }))
}

fn edition(db: &Connection, slot: u64) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(db
        .prepare_cached("SELECT bytes FROM editions WHERE slot = ?1")?
        .query_row(params![column(slot)?], |row| row.get(0))
        .optional()?)
}

fn index(db: &Connection) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
    let row: Option<(i64, Vec<u8>)> = db
        .prepare_cached("SELECT newest_slot, bytes FROM indexes")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    row.map(|(newest, bytes)| Ok((number(newest)?, bytes)))
        .transpose()
}
