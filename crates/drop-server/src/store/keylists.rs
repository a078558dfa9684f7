//! The newest key list, and the outbox key that it replaced.

use axum::body::Bytes;
use drop_wire::KeyList;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::Outcome;
use crate::{error::StoreError, trust::PublicKey};

pub(super) const TABLE: &str = "
    CREATE TABLE keylists(
        one INTEGER PRIMARY KEY CHECK(one = 1),
        bytes BLOB NOT NULL,
        former_outbox BLOB,
        former_until_day INTEGER
    ) STRICT;";

/// The stored key list.
pub(super) struct Kept {
    pub(super) list: KeyList,
    pub(super) bytes: Vec<u8>,
    pub(super) former: Option<(PublicKey, u32)>,
}

pub(super) fn newest(db: &Connection) -> Result<Option<Kept>, StoreError> {
    let row: Option<(Vec<u8>, Option<PublicKey>, Option<u32>)> = db
        .prepare_cached("SELECT bytes, former_outbox, former_until_day FROM keylists")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    row.map(|(bytes, key, until)| {
        let list = KeyList::decode(&bytes).map_err(|_| StoreError::Damaged)?;
        Ok(Kept {
            list,
            bytes,
            former: key.zip(until),
        })
    })
    .transpose()
}

/// Stores a key list. A relay without one takes any version. After that: the same bytes change
/// nothing; the next version that names this one as its previous and is of the same organisation
/// takes its place; everything else is a conflict, a roll-back above all.
pub(super) fn issue(
    db: &Connection,
    list: Box<KeyList>,
    bytes: Bytes,
    former: Option<(PublicKey, u32)>,
) -> Result<Outcome, StoreError> {
    if let Some(kept) = newest(db)? {
        if kept.bytes == bytes {
            return Ok(Outcome::Done);
        }
        let follows = Some(list.version) == kept.list.version.checked_add(1)
            && list.previous == *blake3::hash(&kept.bytes).as_bytes()
            && list.org_id == kept.list.org_id;
        if !follows {
            return Ok(Outcome::Conflict);
        }
    }
    let (key, until) = former.unzip();
    db.prepare_cached(
        "INSERT OR REPLACE INTO keylists(one, bytes, former_outbox, former_until_day)
         VALUES (1, ?1, ?2, ?3)",
    )?
    .execute(params![&bytes[..], key, until])?;
    Ok(Outcome::Issued(list, bytes, former))
}
