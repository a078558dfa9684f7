//! A relay: a folder, a writer thread, and the routes over them.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use axum::Router;
use drop_wire::Parameters;

use crate::{
    Clock, OpenError,
    error::StoreError,
    http,
    papers::Papers,
    store::{Settings, Store},
    trust::Trust,
    writer::{self, Board, Queue},
};

/// What an operator sets. The rest comes from the key list.
#[derive(Debug, Clone)]
pub struct Config {
    /// The sorter's Ed25519 key, until a key list names one.
    pub outbox_public: [u8; 32],
    /// The Ed25519 half of the issuer's key. It stays able to publish key lists beside the issuer
    /// that the newest list names, so that an operator can put a new issuer in place of a lost one.
    pub issuer_public_ed25519: [u8; 32],
    /// Length of an outbox slot, in seconds, 1 to 86,400.
    pub slot_secs: u32,
    /// Slots in the outbox window; older editions are deleted.
    pub window_slots: u16,
    /// Parcels taken in a day. From nine tenths on the probability falls evenly to zero.
    pub daily_cap: u32,
    /// The most that the database may take of the disk, in bytes. Parcels leave a sixteenth of it
    /// to the outbox and the key list, so that a flood cannot stop the answers.
    pub disk_limit_bytes: u64,
}

impl Config {
    /// The default disk limit: 4 GiB, about 850,000 parcels.
    pub const DISK_LIMIT_BYTES: u64 = 4 << 30;
    /// The least disk limit, in bytes.
    pub const DISK_LIMIT_LEAST_BYTES: u64 = 1 << 20;

    /// With the slots and the daily cap of the organisation's parameters.
    #[must_use]
    pub const fn new(outbox: [u8; 32], issuer: [u8; 32], parameters: &Parameters) -> Self {
        Self {
            outbox_public: outbox,
            issuer_public_ed25519: issuer,
            slot_secs: parameters.slot_secs,
            window_slots: parameters.window_slots,
            daily_cap: parameters.daily_cap,
            disk_limit_bytes: Self::DISK_LIMIT_BYTES,
        }
    }

    fn check(&self) -> Result<Settings, OpenError> {
        if !(1..=86_400).contains(&self.slot_secs) {
            return Err(OpenError::Config("slot_secs"));
        }
        if self.window_slots == 0 {
            return Err(OpenError::Config("window_slots"));
        }
        if self.disk_limit_bytes < Self::DISK_LIMIT_LEAST_BYTES {
            return Err(OpenError::Config("disk_limit_bytes"));
        }
        Ok(Settings {
            slot_secs: self.slot_secs,
            window_slots: self.window_slots,
            daily_cap: self.daily_cap,
            disk_limit_bytes: self.disk_limit_bytes,
        })
    }
}

/// How the last write went. For the operator's eyes; no caller of the relay sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Health {
    /// It was committed.
    Good,
    /// The disk, or the relay's share of it, is full.
    Full,
    /// The disk refuses.
    Disk,
    /// The database is damaged.
    Damaged,
}

impl Health {
    pub(crate) const ALL: [Self; 4] = [Self::Good, Self::Full, Self::Disk, Self::Damaged];
}

/// An open relay.
pub struct Relay {
    shared: Arc<Shared>,
    writer: Mutex<Option<JoinHandle<Result<(), StoreError>>>>,
}

/// What the handlers have.
pub(crate) struct Shared {
    pub(crate) board: Arc<Board>,
    pub(crate) queue: Queue,
    pub(crate) settings: Settings,
    pub(crate) clock: Clock,
}

impl Relay {
    /// Opens the relay's folder; creates it and its database if they are not there.
    ///
    /// # Errors
    /// [`OpenError`]: configuration, another relay on the folder, damage, disk. Nothing that was
    /// there is deleted or repaired.
    pub fn open(dir: &Path, config: &Config, clock: Clock) -> Result<Self, OpenError> {
        let settings = config.check()?;
        let store = Store::open(dir, settings)?;
        let configured = Trust::configured(config.outbox_public, config.issuer_public_ed25519);
        let (sheets, trust) = store.load(configured)?;
        let board = Arc::new(Board::new(Papers::new(sheets), trust));
        let (queue, writer) =
            writer::start(store, settings, Arc::clone(&board), Arc::clone(&clock))
                .map_err(|_| OpenError::System)?;
        Ok(Self {
            shared: Arc::new(Shared {
                board,
                queue,
                settings,
                clock,
            }),
            writer: Mutex::new(Some(writer)),
        })
    }

    /// The routes of PROTOCOL 1.5, with their limits and headers, without a fallback, so that they
    /// merge with the window's. Serve them with [`crate::serve`], which bounds time and size.
    pub fn router(&self) -> Router {
        http::router(Arc::clone(&self.shared))
    }

    /// How the last write went.
    #[must_use]
    pub fn health(&self) -> Health {
        self.shared.board.health()
    }

    /// Looks at every page of the database; the relay answers nothing meanwhile.
    ///
    /// # Errors
    /// [`OpenError::Damaged`], or that the disk refuses.
    pub fn check(&self) -> Result<(), OpenError> {
        Ok(self.shared.queue.check()?)
    }

    /// Writes what waits, folds the journal into the database and closes it. Requests after that
    /// get 503.
    ///
    /// # Errors
    /// The disk refuses. What was acknowledged is safe all the same.
    pub fn close(&self) -> Result<(), OpenError> {
        self.shared.queue.close();
        let writer = self
            .writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        match writer.map(JoinHandle::join) {
            None | Some(Ok(Ok(()))) => Ok(()),
            Some(Ok(Err(error))) => Err(error.into()),
            Some(Err(_)) => Err(OpenError::System),
        }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        // The next start replays the journal if closing fails here.
        let _ = self.close();
    }
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Relay")
            .field("health", &self.health())
            .finish_non_exhaustive()
    }
}
