//! The relay's memory: one SQLite database, one connection, used by one thread.
//!
//! **One connection, WAL.** SQLite before 3.51.3 has a rare fault in which a WAL that is reset by
//! one connection while another one writes loses a commit; it needs two connections. There is
//! exactly one here, in exclusive locking mode (so no second process can join, and no shared
//! memory file exists), and the readers of papers are served from memory. WAL costs one fsync per
//! commit, a rollback journal at least three. `synchronous=FULL` makes that fsync happen before
//! the commit returns, `secure_delete` overwrites what was deleted.
//!
//! Stored of a parcel: a random 16-byte name, the slot of its arrival, the ciphertext. Not when
//! within the slot, not from where, not in which order.
mod calls;
mod intake;
mod keylists;
mod outbox;
mod parcels;
mod schema;

use std::{fs::File, path::Path};

use axum::body::Bytes;
use drop_wire::{KeyList, PullResponse};
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub(crate) use self::{
    outbox::{Publication, Published},
    parcels::{EXPIRY_DAYS, SweepState},
};
use crate::{
    OpenError,
    chance::Chance,
    error::StoreError,
    papers::Sheets,
    trust::{PublicKey, Trust},
};

/// A database page, in bytes.
const PAGE_BYTES: u64 = 4096;
/// The share of the disk limit that parcels leave to editions, index and key list.
const RESERVE_SHARE: u64 = 16;

/// What the store needs to know of the configuration.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    pub(crate) slot_secs: u32,
    pub(crate) window_slots: u16,
    pub(crate) daily_cap: u32,
    pub(crate) disk_limit_bytes: u64,
}

/// A signed call that was verified, on its way into the database.
pub(crate) struct Call {
    /// Who signed it.
    pub(crate) key: PublicKey,
    /// Larger than in every earlier call of this key.
    pub(crate) counter: u64,
    /// What to do.
    pub(crate) work: Work,
}

/// What a signed call asks for.
pub(crate) enum Work {
    Pull(u16),
    Ack(drop_wire::Ack),
    Publish(Publication),
    Issue(Box<KeyList>, Bytes),
}

/// What became of a signed call. Everything but `Repeated` is committed.
pub(crate) enum Outcome {
    /// The counter was not larger: somebody repeated a call.
    Repeated,
    /// Against what is published already; nothing but the counter changed.
    Conflict,
    /// Nothing had to change, or parcels were acknowledged.
    Done,
    Pulled(PullResponse),
    Published(Published),
    /// With the outbox key that the list replaced, and how long that one is still obeyed.
    Issued(Box<KeyList>, Bytes, Option<(PublicKey, u32)>),
}

/// The open database.
pub(crate) struct Store {
    connection: Connection,
    settings: Settings,
    /// Held for the life of the store: nobody else may create or open the database.
    _lock: File,
}

impl Store {
    /// Opens the folder, and creates it and the database if it is not there.
    pub(crate) fn open(dir: &Path, settings: Settings) -> Result<Self, OpenError> {
        let (connection, lock) = schema::open(dir)?;
        Ok(Self {
            connection,
            settings,
            _lock: lock,
        })
    }

    /// Everything that is served from memory, and the keys of the newest list.
    pub(crate) fn load(&self, configured: Trust) -> Result<(Sheets, Trust), StoreError> {
        let mut sheets = outbox::load(&self.connection)?;
        let Some(kept) = keylists::newest(&self.connection)? else {
            return Ok((sheets, configured));
        };
        sheets.keys = Some(Bytes::from(kept.bytes));
        Ok((sheets, configured.of_list(&kept.list, kept.former)))
    }

    /// Writes the parcels of a group in one transaction. On an error none of them is there.
    pub(crate) fn put(
        &mut self,
        now: u64,
        taken_today: u32,
        group: &[impl AsRef<[u8]>],
        chance: &mut Chance,
    ) -> Result<(), StoreError> {
        let pages = self.settings.disk_limit_bytes / PAGE_BYTES;
        let slot = drop_wire::time::slot(now, self.settings.slot_secs);
        let tx = begin(&mut self.connection, pages - pages / RESERVE_SHARE)?;
        for parcel in group {
            parcels::insert(&tx, &chance.bytes()?, slot, parcel.as_ref())?;
        }
        intake::record(&tx, drop_wire::time::day(now), taken_today)?;
        Ok(tx.commit()?)
    }

    /// How many parcels were taken on this day.
    pub(crate) fn taken_on(&self, day: u32) -> Result<u32, StoreError> {
        intake::taken_on(&self.connection, day)
    }

    /// Does what a signed call asks for and advances the caller's counter, in one transaction.
    pub(crate) fn call(
        &mut self,
        call: Call,
        now: u64,
        trust: &Trust,
        chance: &mut Chance,
    ) -> Result<Outcome, StoreError> {
        let window = u64::from(self.settings.window_slots);
        let tx = begin(
            &mut self.connection,
            self.settings.disk_limit_bytes / PAGE_BYTES,
        )?;
        if !calls::advance(&tx, &call.key, call.counter)? {
            return Ok(Outcome::Repeated);
        }
        let outcome = match call.work {
            Work::Pull(max) => Outcome::Pulled(parcels::pull(&tx, max, &chance.bytes()?)?),
            Work::Ack(ack) => {
                parcels::delete(&tx, &ack.ids)?;
                Outcome::Done
            }
            Work::Publish(publication) => outbox::publish(&tx, publication, window)?,
            Work::Issue(list, bytes) => {
                let former = trust.former_under(&list, drop_wire::time::day(now));
                keylists::issue(&tx, list, bytes, former)?
            }
        };
        tx.commit()?;
        Ok(outcome)
    }

    /// Deletes some of the parcels that are older than 30 days; call again until it says done.
    pub(crate) fn sweep(&mut self, now: u64, state: SweepState) -> Result<SweepState, StoreError> {
        let oldest = now.saturating_sub(EXPIRY_DAYS * drop_wire::time::DAY_SECS);
        let oldest_slot = drop_wire::time::slot(oldest, self.settings.slot_secs);
        let tx = begin(
            &mut self.connection,
            self.settings.disk_limit_bytes / PAGE_BYTES,
        )?;
        let state = parcels::sweep(&tx, oldest_slot, state)?;
        tx.commit()?;
        if matches!(state, SweepState::Done) {
            schema::empty_journal(&self.connection)?;
        }
        Ok(state)
    }

    /// Looks at every page. `Damaged` if one is not as it should be.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        schema::check(&self.connection)
    }

    /// Folds the journal into the database and closes it.
    pub(crate) fn close(self) -> Result<(), StoreError> {
        schema::empty_journal(&self.connection)?;
        self.connection.close().map_err(|(_, error)| error.into())
    }
}

/// Begins a write that may let the database grow to so many pages.
fn begin(connection: &mut Connection, max_pages: u64) -> Result<Transaction<'_>, StoreError> {
    let max_pages = i64::try_from(max_pages.clamp(1, u64::from(u32::MAX) - 1)).unwrap_or(i64::MAX);
    connection.query_row(
        &format!("PRAGMA max_page_count={max_pages}"),
        [],
        |_| Ok(()),
    )?;
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// A number for a column. Slots, days and counters are checked before; what does not fit is a
/// fault of the caller and must not wrap around.
fn column(value: u64) -> Result<i64, StoreError> {
    i64::try_from(value).map_err(|_| StoreError::Bug(rusqlite::ffi::SQLITE_RANGE))
}

/// A number from a column; a negative one is damage.
fn number(value: i64) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|_| StoreError::Damaged)
}
