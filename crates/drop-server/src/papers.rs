//! What everybody may read, in memory: the index, the editions of the window, the key list.
//! Bounded by the window. Readers never reach the database.

use std::{
    collections::BTreeMap,
    sync::{PoisonError, RwLock},
};

use axum::body::Bytes;

/// The papers as they are served.
#[derive(Default)]
pub(crate) struct Papers(RwLock<Sheets>);

/// The papers as the store has them.
#[derive(Default)]
pub(crate) struct Sheets {
    pub(crate) index: Option<Bytes>,
    pub(crate) keys: Option<Bytes>,
    pub(crate) editions: BTreeMap<u64, Bytes>,
}

impl Papers {
    pub(crate) fn new(sheets: Sheets) -> Self {
        Self(RwLock::new(sheets))
    }

    pub(crate) fn index(&self) -> Option<Bytes> {
        self.read(|sheets| sheets.index.clone())
    }

    pub(crate) fn keys(&self) -> Option<Bytes> {
        self.read(|sheets| sheets.keys.clone())
    }

    pub(crate) fn edition(&self, slot: u64) -> Option<Bytes> {
        self.read(|sheets| sheets.editions.get(&slot).cloned())
    }

    /// After the commit of a publication: the edition and the index appear together.
    pub(crate) fn published(
        &self,
        edition: Option<(u64, Bytes)>,
        index: Option<Bytes>,
        oldest_kept: u64,
    ) {
        self.write(|sheets| {
            sheets.editions.extend(edition);
            sheets.editions.retain(|slot, _| *slot >= oldest_kept);
            sheets.index = index.or_else(|| sheets.index.take());
        });
    }

    /// After the commit of a key list.
    pub(crate) fn issued(&self, keys: Bytes) {
        self.write(|sheets| sheets.keys = Some(keys));
    }

    // A panic while the lock is held cannot leave half a change that matters: every field is
    // whole by itself, and the next publication overwrites it.
    fn read<T>(&self, look: impl FnOnce(&Sheets) -> T) -> T {
        look(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write(&self, change: impl FnOnce(&mut Sheets)) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}
